"""People out of a CSV file: any delimiter, headings as programs and people write them, broken lines left out by name."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from fallback_console.domain.errors import InputError
from fallback_console.domain.languages import language_code
from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.people_headings import Column, columns_of, known_heading
from fallback_console.domain.people_lines import (
    UNHEARD,
    BrokenLine,
    FilePerson,
    clean_cell,
    clean_number,
    clean_row,
    left_out,
    mails_in,
    named,
    no_mail,
    numbers_in,
    role_of,
)
from fallback_console.domain.person import PersonCard, skills_from, skills_text

__all__ = [
    "CARD_FIELDS",
    "EXPORT_HEAD",
    "Sheet",
    "SheetColumn",
    "card_texts",
    "export_row",
    "read_columns",
    "read_sheet",
    "typed_person",
]

_DELIMITERS = ",;\t|"
_EXAMPLES = 3
_LOOKED_AT = 200
_LONGEST = 1000
_NUMBER_KINDS = {"mobile": "mobile", "work": "work", "home": "home", "phone": "other"}
_KIND_WORDS = (
    ("mobile", ("mobile", "cell", "iphone", "携帯", "モバイル")),
    ("work", ("work", "business", "office", "main", "会社", "勤務先", "職場", "代表")),
    ("home", ("home", "自宅")),
)

EXPORT_HEAD = (
    "ID", "Kind", "Name", "Reading", "Mobile", "Work phone", "Home phone", "Other phone", "Mail", "Organisation",
    "Languages", "Time zone", "Skills", "Groups", "Login", "Site",
)  # fmt: skip
"""Headings of the program's own files of people; ``read_sheet`` knows them all."""


class Sheet(NamedTuple):
    """A CSV file of people, see ``people_file.PeopleFile``."""

    delimiter: str
    columns: tuple[tuple[str, str], ...]
    people: list[FilePerson]
    broken: list[BrokenLine]


class SheetColumn(NamedTuple):
    """One column of a CSV file.

    Attributes:
        field: what it holds, of ``people_headings.FIELDS``; '' where nothing is taken from it.
        examples: the first different values.
    """

    heading: str
    field: str
    examples: tuple[str, ...]


CARD_FIELDS = (
    "name", "reading", "mobile", "work", "home", "phone", "mail", "organisation", "language", "timezone", "skills", "groups",
)  # fmt: skip
"""What of a card is written as texts, as ``people_headings.FIELDS`` calls it; in the order of ``EXPORT_HEAD``,
which has login and site besides."""


def card_texts(card: PersonCard, between: str) -> dict[str, str]:
    """A card as texts by ``CARD_FIELDS``, which ``read_sheet`` and ``typed_person`` understand.

    Args:
        between: several numbers, addresses and groups.
    """

    def numbers(*kinds: str) -> str:
        return between.join(n.text for n in card.numbers if n.kind in kinds)

    texts = (
        card.name,
        card.reading,
        numbers("mobile"),
        numbers("work"),
        numbers("home"),
        between.join(n.text for n in card.numbers if n.kind not in ("mobile", "work", "home")),
        between.join(card.emails),
        card.organisation,
        "; ".join(card.languages),
        card.timezone,
        skills_text(card.skills),
        between.join(card.groups),
    )
    return dict(zip(CARD_FIELDS, texts, strict=True))


def export_row(key: str, card: PersonCard) -> list[str]:
    """One line under ``EXPORT_HEAD``."""
    return [key, card.role, *card_texts(card, " ::: ").values(), card.login, card.site]


def read_sheet(text: str, delimiter: str, told: Mapping[str, str], kind: str) -> Sheet:
    """Read people.

    Args:
        delimiter: where somebody told it; '' finds it out.

    Raises:
        InputError: none of the columns is known, or one that was told is not there.
    """
    lines, first, delimiter = _opened(text, delimiter)
    broken: list[BrokenLine] = []
    records = _records(lines, first, delimiter, broken)
    _, headings = next(records, (0, []))
    columns = columns_of(headings, told)
    if not any(column.field in _TELLING for column in columns):
        raise InputError(
            "None of the file's columns is known to hold names, numbers or mail addresses.",
            "Head its columns with words such as Name and Mobile, or say what they hold: under Columns…, or by --map 'Contact=name'.",
            columns="unknown",
        )
    used = {column.at: column.field for column in columns}
    read = _reader(columns, kind)
    people: list[FilePerson] = []
    width, damaged = len(headings), "\ufffd" in text
    for line, row in records:
        if not any(row) or (len(row) == 1 and not row[0].strip()):
            continue
        if len(row) > width and any(cell.strip() for cell in row[width:]):
            broken.append(BrokenLine(line, "too-many-cells", f"It has {len(row)} cells under {width} headings."))
        elif damaged and any("\ufffd" in cell for cell in row):
            broken.append(BrokenLine(line, "encoding", "It holds bytes that are no characters in this encoding."))
        elif max(map(len, row)) > _LONGEST and any(len(row[i]) > _LONGEST for i in used if i < len(row)):
            broken.append(BrokenLine(line, "too-long", f"A cell is longer than {_LONGEST:,} characters."))
        else:
            person = read(line, row)
            if person is None:
                broken.append(BrokenLine(line, "nobody", "It has neither a name nor a number nor a mail address."))
            else:
                people.append(person)
    shown = tuple((clean_cell(heading), used.get(i, "")) for i, heading in enumerate(headings))
    return Sheet(delimiter, shown, people, sorted(broken))


def read_columns(text: str, told: Mapping[str, str]) -> tuple[SheetColumn, ...]:
    """The columns of a CSV file, whether any of them is known or not.

    Raises:
        InputError: one that was told is not there.
    """
    lines, first, delimiter = _opened(text, "")
    records = _records(lines, first, delimiter, [])
    _, headings = next(records, (0, []))
    used = {column.at: column.field for column in columns_of(headings, told)}
    examples: list[dict[str, None]] = [{} for _ in headings]
    for _, (_, row) in zip(range(_LOOKED_AT), records, strict=False):
        for found, cell in zip(examples, row, strict=False):
            if len(found) < _EXAMPLES and (text := clean_cell(cell)):
                found[text] = None
    return tuple(
        SheetColumn(clean_cell(heading), used.get(i, ""), tuple(examples[i])) for i, heading in enumerate(headings)
    )


def _opened(text: str, delimiter: str) -> tuple[list[str], int, str]:
    """The lines, which of them has the headings, and the delimiter."""
    lines = list(io.StringIO(text, newline=""))
    first = next(i for i, line in enumerate(lines) if line.strip())
    if lines[first].lower().startswith("sep=") and len(lines[first].rstrip("\r\n")) == 5:
        delimiter, first = delimiter or lines[first][4], first + 1
    if len(delimiter) > 1 or delimiter in ('"', "\r", "\n"):
        raise InputError("The delimiter is one character.", "Name one such as ',' or ';'.")
    return lines, first, delimiter or _delimiter(lines, first)


def typed_person(fields: Mapping[str, str], role: str) -> FilePerson | None:
    """A person whose fields somebody typed, read as a line of a file is: several numbers, addresses, languages, skills with
    levels or groups in one, separated by semicolons. None where there is neither a name nor a number nor an address.

    Args:
        fields: by what they hold, of ``people_headings.FIELDS``.
        role: of ``person.ROLES``.
    """
    columns = [Column(place, field) for place, field in enumerate(fields)]
    return _reader(columns, role)(1, list(fields.values()))


_TELLING = frozenset(("name", "given", "family", "mail", *_NUMBER_KINDS))


def _delimiter(lines: Sequence[str], first: int) -> str:
    """The delimiter under which the headings are known best, else the one that gives most columns."""

    def worth(delimiter: str) -> tuple[int, int]:
        row = next((row for _, row in _records(lines, first, delimiter, [])), [])
        return sum(1 for heading in row if known_heading(heading)), len(row)

    # The earlier one where two are equal.
    return max(_DELIMITERS, key=worth)


def _records(
    lines: Sequence[str], first: int, delimiter: str, broken: list[BrokenLine]
) -> Iterator[tuple[int, list[str]]]:
    """Records with the number of their first line. After a broken one it goes on with the next line."""
    at = first
    while at < len(lines):
        begin = at
        reader = csv.reader((lines[i] for i in range(begin, len(lines))), delimiter=delimiter, strict=True)
        try:
            for row in reader:
                yield at + 1, row
                at = begin + reader.line_num
            return
        except csv.Error:
            broken.append(BrokenLine(at + 1, "quotation", "Its quotation marks do not fit together."))
            at += 1


def _reader(columns: Sequence[Column], role: str) -> Callable[[int, list[str]], FilePerson | None]:
    """A function that makes a person of a row; what follows from the headings is found out once."""
    at: dict[str, list[int]] = {}
    for column in columns:
        at.setdefault(column.field, []).append(column.at)
    phones = [(c.at, _NUMBER_KINDS[c.field], c.kind_at) for c in columns if c.field in _NUMBER_KINDS]
    mails = at.get("mail", [])

    def read(line: int, row: list[str]) -> FilePerson | None:
        width = len(row)
        clean = clean_row(row)

        def cell(field: str) -> str:
            for index in at.get(field, ()):
                if index < width and clean[index]:
                    return clean[index]
            return ""

        notes: list[str] = []
        numbers: dict[str, RawNumber] = {}
        for index, kind, kind_at in phones:
            if index < width and row[index]:
                if 0 <= kind_at < width:
                    kind = _number_kind(row[kind_at], kind)
                    if any(word in row[kind_at].casefold() for word in UNHEARD):
                        notes.append(left_out(clean[index][:80]))
                        continue
                # As it stands there: a line's end separates numbers.
                for part in numbers_in(row[index]):
                    number, note = clean_number(part if part is clean[index] else clean_cell(part))
                    if number:
                        numbers.setdefault(number, RawNumber(kind, number[:64]))
                    if note:
                        notes.append(note)
        emails: dict[str, None] = {}
        for index in mails:
            if index < width and clean[index]:
                found, odd = mails_in(clean[index])
                emails.update(dict.fromkeys(found))
                if odd:
                    notes.append(no_mail(clean[index]))
        name, reading = named(*_name(cell))
        if not (name or numbers or emails):
            return None
        card = PersonCard(
            (role_of(cell("kind")) if "kind" in at else "") or role,
            name,
            reading,
            tuple(emails),
            tuple(numbers.values()),
            cell("organisation"),
            _languages(cell("language")) if "language" in at else (),
            cell("timezone") if "timezone" in at else "",
            _skills(cell("skills")) if "skills" in at else (),
            _groups(cell("groups")) if "groups" in at else (),
            cell("login") if "login" in at else "",
            cell("site") if "site" in at else "",
        )
        return FilePerson(line, cell("id") if "id" in at else "", card, tuple(notes))

    return read


def _name(cell: Callable[[str], str]) -> tuple[str, str]:
    """Name and reading, from the whole or from its parts, in the order of their script."""
    name, reading = cell("name"), cell("reading")
    if not name:
        given, middle, family = cell("given"), cell("middle"), cell("family")
        eastern = any(c >= "\u2e80" for c in family + given)
        name = " ".join(filter(None, (family, given) if eastern else (given, middle, family)))
    return name, reading or " ".join(filter(None, (cell("family_reading"), cell("given_reading"))))


def _number_kind(text: str, otherwise: str) -> str:
    word = text.casefold()
    return next((kind for kind, words in _KIND_WORDS if any(w in word for w in words)), otherwise)


# The same languages, skills and groups stand on very many lines.
@lru_cache(1024)
def _skills(text: str) -> tuple[tuple[str, int], ...]:
    return skills_from(text)


def _parts(text: str) -> list[str]:
    whole = text.replace(":::", ";") if ":::" in text else text
    for sign in ("、", "；", ","):
        whole = whole.replace(sign, ";")
    return [part.strip() for part in whole.split(";") if part.strip()]


@lru_cache(1024)
def _languages(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(language_code(part) or part for part in _parts(text)))


@lru_cache(1024)
def _groups(text: str) -> tuple[str, ...]:
    # '* myContacts' is in every file that Google writes.
    parts = [p.strip() for p in text.split(":::")] if ":::" in text else _parts(text)
    return tuple(dict.fromkeys(part for part in parts if part and not part.startswith("* ")))
