"""Telephone numbers: read as people type them, shown as people read them, compared as callers arrive.

Parsing and formatting follow Google's libphonenumber (the ``phonenumbers`` package, ITU-T E.164 and the national plans).
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, NamedTuple

__all__ = [
    "MATCH_TAIL",
    "Number",
    "bare_line",
    "dialled_at_home",
    "digits_of",
    "e164_of",
    "is_region",
    "library_number",
    "line_facts",
    "match_tail",
    "parse",
    "region_of",
    "same_line",
    "shown_form",
    "tail_of",
]

_MAX_TYPED = 64
_LARGEST_SHORT = 999_999
_MIN_MATCH = 6
_JAPANESE_EXTENSION = re.compile(r"[\s(]*内線(?:番号)?[:\s]*")
_MAIN_NUMBER = re.compile(r"\s*(?:\(代表?\)|代表\s*$)")
_EXTENSION = re.compile(r"\s*(?:;\s*ext=|\bext(?:ension|n)?\b\.?:?|x|#|,+|;|/\s|内線)\s*\d{1,7}\s*$", re.IGNORECASE)
_PLAIN = frozenset("0123456789+()-./ ")

MATCH_TAIL = 7
"""Digits from the end by which candidates for a caller are looked up."""


class Number(NamedTuple):
    """A telephone number as far as it could be understood.

    Attributes:
        raw: as typed, without control characters, at most 64 characters.
        e164: '+81…', '' where it is not a possible number.
        extension: digits of an extension, '' where none.
        national: the form people of that country write; ``raw`` where it is not possible.
        international: the form to dial from abroad; ``raw`` where it is not possible.
        region: two-letter code of the country, '' where unknown.
    """

    raw: str
    e164: str
    extension: str
    national: str
    international: str
    region: str

    @property
    def possible(self) -> bool:
        """It has a length that exists in its country."""
        return bool(self.e164)

    def shown(self, home: str = "") -> str:
        """National form at home, international form else, with the extension."""
        return self.national if home and self.region == home else self.international


@cache
def _library() -> Any:
    # Late: it takes a tenth of the window's start to load, and no number is read before the first case is shown.
    import phonenumbers

    return phonenumbers


def _clean(text: str) -> str:
    """Full-width forms made plain; control, format and unpaired characters taken out; one space for many."""
    plain = unicodedata.normalize("NFKC", text[: 4 * _MAX_TYPED])
    kept = "".join(" " if c.isspace() else c for c in plain if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(kept.split())


def _in_library_words(raw: str) -> str:
    """A cleaned number with what Japanese write around it in words that the library knows: '内線' before an extension, '(代)'
    beside the main number of a house."""
    return raw if raw.isascii() else _MAIN_NUMBER.sub("", _JAPANESE_EXTENSION.sub(" ext. ", raw))


def parse(text: str, region: str = "") -> Number:
    """Understand a typed number.

    Args:
        text: anything; absurd input is kept as typed (cut at 64 characters) and has no ``e164``.
        region: two-letter code of the country whose national numbers are meant; '' understands international ones only.
    """
    raw = _clean(text)
    impossible = Number(raw[:_MAX_TYPED], "", "", raw[:_MAX_TYPED], raw[:_MAX_TYPED], "")
    if not raw or len(raw) > _MAX_TYPED or len(text) > 4 * _MAX_TYPED:
        return impossible
    number = _whole(raw, region)
    if number is None:
        return impossible
    phonenumbers = _library()
    return Number(
        raw,
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        number.extension or "",
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL),
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL),
        # A number that is possible but given to nobody still belongs to its country.
        phonenumbers.region_code_for_number(number) or _main_region(number.country_code or 0),
    )


def _whole(raw: str, region: str) -> Any:
    """The library's number of a clean text, None where it is no whole and possible one."""
    phonenumbers = _library()
    try:
        number = phonenumbers.parse(_in_library_words(raw), region.upper() or None)
    except phonenumbers.NumberParseException:
        return None
    # A number that works only within its own town cannot be reached from here.
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return None if _is_short(raw, number, region) else number


def _is_short(raw: str, number: Any, region: str) -> bool:
    """A few digits that are no whole number of the country: a telephone inside the company, or a service such as 1450 in Austria.

    National plans with numbers of any length take '1234' for one, and would dial somebody else.
    """
    if number.national_number > _LARGEST_SHORT or "+" in raw:
        return False
    phonenumbers = _library()
    trunk = phonenumbers.ndd_prefix_for_region(region.upper(), True)
    if not trunk:
        return not phonenumbers.is_valid_number(number)
    return not raw.lstrip(" (").startswith(trunk)


def bare_line(text: str) -> str:
    """A number without what people write around it: an extension behind it ('… / 12', '… ext. 12', '…,,12', '… 内線 12'), and
    the zero of '+44 (0)20 …', which is not dialled from abroad."""
    plain = _clean(text)
    return _EXTENSION.sub("", plain).replace("(0)", " ").strip() or plain


def e164_of(text: str, region: str = "") -> str:
    """A number in E.164 as ``parse`` finds it, '' where it is not possible; without the forms to show it takes a third of the
    time."""
    raw = text if text.isascii() and text.isprintable() else _clean(text)
    if not raw or len(raw) > _MAX_TYPED or len(text) > 4 * _MAX_TYPED:
        return ""
    number = _whole(raw, region)
    if number is None:
        return ""
    phonenumbers = _library()
    e164: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return e164


def region_of(e164: str) -> str:
    """Two-letter code of the country of an E.164 number, as ``parse`` finds it; '' where it is of none."""
    number = library_number(e164)
    if number is None:
        return ""
    return str(_library().region_code_for_number(number) or _main_region(number.country_code or 0))


def dialled_at_home(e164: str, region: str) -> str:
    """The digits that people in a country dial for a number of theirs, '' for a number of elsewhere."""
    number, phonenumbers = library_number(e164), _library()
    if number is None or number.country_code != phonenumbers.country_code_for_region(region):
        return ""
    return digits_of(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL))


def is_region(code: str) -> bool:
    """Whether a two-letter code is that of a country with telephone numbers of its own."""
    return code in _library().SUPPORTED_REGIONS


def library_number(e164: str) -> Any:
    """The library's own value of an E.164 text; None where that is none. Parsing the text would take longer than all the rest."""
    phonenumbers = _library()
    digits = e164[1:]
    if not (digits.isascii() and digits.isdecimal() and len(digits) > _MIN_MATCH):
        return None
    for length in (1, 2, 3):
        code = int(digits[:length])
        if code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            national = digits[length:]
            zeros = min(len(national) - len(national.lstrip("0")), len(national) - 1)
            return phonenumbers.PhoneNumber(
                country_code=code,
                national_number=int(national),
                italian_leading_zero=True if zeros else None,
                number_of_leading_zeros=zeros if zeros > 1 else None,
            )
    return None


@lru_cache(2048)
def shown_form(raw: str, e164: str, home: str) -> str:
    """A number as ``parse(raw, home).shown(home)`` has it, where its E.164 form is known already."""
    phonenumbers = _library()
    number = library_number(e164) if _PLAIN.issuperset(raw) else None
    if number is None:
        return parse(raw, home).shown(home)
    at_home = bool(home) and number.country_code == phonenumbers.country_code_for_region(home)
    if at_home:
        # Several countries may share a code.
        at_home = (phonenumbers.region_code_for_number(number) or _main_region(number.country_code)) == home
    form = phonenumbers.PhoneNumberFormat
    shown: str = phonenumbers.format_number(number, form.NATIONAL if at_home else form.INTERNATIONAL)
    return shown


def _main_region(country_code: int) -> str:
    region: str = _library().region_code_for_country_code(country_code)
    return region if region.isalpha() and region != "ZZ" else ""


@lru_cache(2048)
def line_facts(e164: str) -> tuple[str, str]:
    """What sort of line a number in E.164 is, and the two-letter code of its country; '' for what the plan does not tell.

    Returns:
        The first is 'mobile', 'fixed', 'either', 'free' (of charge for who calls), 'costly', 'internet' or ''.
    """
    phonenumbers = _library()
    number = library_number(e164) if e164.startswith("+") else None
    if number is None:
        return "", ""
    sort = phonenumbers.PhoneNumberType
    kinds = {
        sort.MOBILE: "mobile",
        sort.FIXED_LINE: "fixed",
        sort.FIXED_LINE_OR_MOBILE: "either",
        sort.TOLL_FREE: "free",
        sort.PREMIUM_RATE: "costly",
        sort.SHARED_COST: "costly",
        sort.VOIP: "internet",
    }
    return kinds.get(phonenumbers.number_type(number), ""), region_of(e164)


def digits_of(text: str) -> str:
    """The decimal digits of a text as ASCII, whatever their script; at most 64."""
    if text.isascii():
        return "".join([c for c in text[: 4 * _MAX_TYPED] if "0" <= c <= "9"])[:_MAX_TYPED]
    found = [str(unicodedata.decimal(c)) for c in text[: 4 * _MAX_TYPED] if c.isdecimal()]
    return "".join(found)[:_MAX_TYPED]


def match_tail(text: str) -> str:
    """The key under which a number is looked up when somebody calls: its last digits; '' where there are too few."""
    digits = digits_of(text)
    return digits[-MATCH_TAIL:] if len(digits) >= _MIN_MATCH else ""


def tail_of(e164: str, text: str) -> str:
    """The key under which a number is kept: the last digits of its E.164, however few, else ``match_tail`` of its text."""
    return e164[1:][-MATCH_TAIL:] if e164 else match_tail(text)


def same_line(one: str, other: str) -> int:
    """How well two spellings of numbers agree, from their digits.

    A missing country code, a national trunk zero, blanks and strokes do not matter: the shorter number without its leading
    zeros must be the end of the longer.

    Returns:
        0 where they differ or are too short to tell, else the count of digits that agree: more is surer.
    """
    a, b = digits_of(one).lstrip("0"), digits_of(other).lstrip("0")
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < _MIN_MATCH or not longer.endswith(shorter):
        return 0
    return len(shorter)
