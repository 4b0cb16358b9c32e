"""Files of people, whatever program wrote them: what was read, and what could not be."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from fallback_console.domain import people_csv, vcard
from fallback_console.domain.errors import InputError
from fallback_console.domain.people_csv import SheetColumn
from fallback_console.domain.people_lines import BrokenLine, FilePerson
from fallback_console.domain.text_encoding import decoded

__all__ = ["MOST_BYTES", "PeopleFile", "columns_in", "lines_of", "read_people"]

MOST_BYTES = 256 * 1024 * 1024
"""Larger files are refused; 100,000 people take about 20 MB."""


class PeopleFile(NamedTuple):
    """What is in a file.

    Attributes:
        kind: 'csv' or 'vcard'.
        encoding: in which it was read.
        delimiter: between the cells of a CSV file, '' for vCards.
        columns: pairs of heading and field, '' for a column that is not used; none for vCards.
        people: in the order of the file.
        broken: lines that could not be read, or not all of them, with the reason.
    """

    kind: str
    encoding: str
    delimiter: str
    columns: tuple[tuple[str, str], ...]
    people: Sequence[FilePerson]
    broken: tuple[BrokenLine, ...]


def read_people(
    data: bytes,
    *,
    encoding: str = "",
    delimiter: str = "",
    told: Mapping[str, str] | None = None,
    kind: str = "customer",
) -> PeopleFile:
    """Read people from CSV or vCards; what is broken is told by its line, and the rest is read.

    Args:
        data: the whole file.
        encoding, delimiter: where somebody told them; '' finds them out.
        told: fields by heading or number of a column (``people_headings.FIELDS``).
        kind: of people where the file does not tell it, of ``person.ROLES``.

    Raises:
        InputError: it is too large, empty, or none of its columns is known.
    """
    text, encoding = _text_of(data, encoding)
    if vcard.looks_like_cards(text):
        people, broken = vcard.read_cards(text, kind)
        return PeopleFile("vcard", encoding, "", (), people, tuple(broken))
    sheet = people_csv.read_sheet(text, delimiter, told or {}, kind)
    return PeopleFile("csv", encoding, sheet.delimiter, sheet.columns, sheet.people, tuple(sheet.broken))


def columns_in(data: bytes, *, encoding: str = "", told: Mapping[str, str] | None = None) -> tuple[SheetColumn, ...]:
    """The columns of a CSV file, also where none of them is known; none for vCards. Arguments as of ``read_people``.

    Raises:
        InputError: the file is too large or empty, or a column that was told is not there.
    """
    text, _ = _text_of(data, encoding)
    return () if vcard.looks_like_cards(text) else people_csv.read_columns(text, told or {})


def _text_of(data: bytes, encoding: str) -> tuple[str, str]:
    if len(data) > MOST_BYTES:
        raise InputError("The file is too large.", "Split it.", limit=MOST_BYTES)
    if data.startswith(b"PK\x03\x04"):
        raise InputError("This is a spreadsheet, not a CSV file.", "Save it as CSV first.")
    found = decoded(data, encoding)
    text = found.text.lstrip("\ufeff")
    if not text.strip():
        raise InputError("The file is empty.", "Choose another file.")
    return text, found.encoding


def lines_of(data: bytes, encoding: str, numbers: Collection[int]) -> dict[int, str]:
    """What stands on some lines of a file, by their number from 1; a line that is not there is left out."""
    if not numbers:
        return {}
    lines = io.StringIO(decoded(data, encoding).text.lstrip("\ufeff"), newline="")
    return {number: line.rstrip("\r\n") for number, line in enumerate(lines, 1) if number in numbers}
