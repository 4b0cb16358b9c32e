"""One person as read from a file, and one line that could not be read."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from fallback_console.domain.person import ROLES, PersonCard
from fallback_console.domain.plain import plain
from fallback_console.domain.readings import split_reading
from fallback_console.domain.sentences import Sentence

__all__ = [
    "UNHEARD",
    "BrokenLine",
    "FilePerson",
    "clean_cell",
    "clean_number",
    "clean_row",
    "is_mail",
    "left_out",
    "mails_in",
    "named",
    "no_mail",
    "numbers_in",
    "one_line",
    "role_of",
]

UNHEARD = ("fax", "pager", "ファックス", "ファクス", "ポケベル")
"""Words for telephones at which nobody can be called or written to."""

_MAIL = re.compile(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]{1,190}")
_SCIENTIFIC = re.compile(r"\s*\+?(\d+(?:[.,]\d+)?)[eE]\+?(\d{1,2})\s*")
_FORMULA = re.compile(r'\s*=\s*"(.*)"\s*', re.DOTALL)
_MAYBE_UNCLEAN = ("  ", ", ", " ,", ",'", ",=")
_MAYBE_SEVERAL = re.compile("[:;；、,/\n]")
_SEVERAL = re.compile(r"\s*(?::::|[;；、\n]|\s/\s|,\s)\s*")

_ROLES = {
    "customer": "customer client contact lead 顧客 お客様 客 得意先",
    "team": "team teammate colleague agent employee staff チーム 同僚 社員 担当 従業員 スタッフ",
    "expert": "expert specialist engineer 専門家 エキスパート 技術者",
    "partner": "partner vendor supplier contractor パートナー 取引先 協力会社 業者 仕入先",
    "group": "group list team-number グループ 共有 代表",
}
_BY_WORD = {word: role for role, words in _ROLES.items() for word in words.split()}
assert set(_ROLES) == set(ROLES)


class FilePerson(NamedTuple):
    """A person of a file.

    Attributes:
        line: where in the file, from 1.
        id: the file's own id of the person, '' where it gives none.
        notes: what was odd, each as a sentence; the person was read all the same.
    """

    line: int
    id: str
    card: PersonCard
    notes: tuple[str, ...] = ()


class BrokenLine(NamedTuple):
    """A line that was left out.

    Attributes:
        code: stable name of the reason, for translation.
        reason: one sentence.
    """

    line: int
    code: str
    reason: str


def clean_cell(text: str) -> str:
    """A cell as one line without control characters, without the armour that spreadsheets and this program put around it."""
    # Of all white space only the blank can be printed.
    if text.isprintable() and text[:1] not in ("=", "'", " ") and text[-1:] != " ":
        return " ".join(text.split()) if "  " in text else text
    formula = _FORMULA.fullmatch(text) if "=" in text else None
    if formula is not None:
        text = formula[1].replace('""', '"')
    elif (
        text.startswith("'")
        and len(text) > 1
        and text[1:].lstrip(" \u00a0\u3000")[:1] in tuple("=+-@\t0123456789＝＋－＠")
    ):
        text = text[1:]
    return one_line(text)


def clean_row(row: list[str]) -> list[str]:
    """Cells as ``clean_cell`` gives them; most rows are clean as they are, which one look at the whole row tells."""
    whole = f",{','.join(row)},"
    if whole.isprintable() and not any(sign in whole for sign in _MAYBE_UNCLEAN):
        return row
    return [clean_cell(cell) if cell else "" for cell in row]


def named(name: str, reading: str) -> tuple[str, str]:
    """A name and its reading in full kana, taken out of the name where it stands there in brackets."""
    if not reading:
        name, reading = split_reading(name)
    return name, reading if reading.isascii() else " ".join(unicodedata.normalize("NFKC", reading).split())


def one_line(text: str) -> str:
    """A text without control characters, with one blank for many."""
    return " ".join(plain(text).split())


def clean_number(text: str) -> tuple[str, str]:
    """A number's text, and a note where the spreadsheet that wrote it had taken it for an amount.

    Leading zeros stay. '8.19012345678E+11' is given its digits back where it still has all of them.
    """
    if text.isascii() and "e" not in text and "E" not in text:
        return (text[:-2], "") if text.endswith(".0") and text[:-2].isdecimal() else (text, "")
    found = _SCIENTIFIC.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        return text, ""
    digits = found[1].replace(",", ".")
    try:
        value = Decimal(f"{digits}E{found[2]}")
    except InvalidOperation:
        return text, ""
    if len(digits.partition(".")[2].rstrip("0")) >= int(found[2]) - 1 and value == value.to_integral_value():
        return format(value, "f").partition(".")[0], ""
    return text, Sentence("The number {number} lost digits in a spreadsheet.", number=text.strip())


def no_mail(text: str) -> str:
    """A note that what stands in the place of a mail address is none."""
    return Sentence("'{mail}' is no mail address.", mail=text[:80])


def left_out(number: str) -> str:
    """A note that a number is nobody's to be called or written to."""
    return Sentence("{number} is of a fax or a pager; it is left out.", number=number)


def numbers_in(text: str) -> list[str]:
    """Numbers of a cell that may hold several."""
    if not _MAYBE_SEVERAL.search(text):
        return [text]
    return [part for part in _SEVERAL.split(text) if part]


def mails_in(text: str) -> tuple[list[str], bool]:
    """Mail addresses of a cell, and whether there was anything else in it."""
    if _MAIL.fullmatch(text):
        return [text], False
    found = _MAIL.findall(text)
    rest = _MAIL.sub("", text).strip(" <>,;:\"'、；")
    return found, bool(rest) and not found


def is_mail(text: str) -> bool:
    """It has the form of a mail address."""
    return _MAIL.fullmatch(text) is not None


def role_of(text: str) -> str:
    """The kind of person a cell tells, '' where it tells none."""
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    return _BY_WORD.get(word) or _BY_WORD.get(word.removesuffix("s"), "")
