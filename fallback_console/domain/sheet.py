"""A table to print or to keep as a file: titles and texts, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fallback_console.domain.csv_text import csv_text
from fallback_console.domain.masking import unmarked

__all__ = ["Sheet", "sheets_csv", "sheets_text"]


class Sheet(NamedTuple):
    """One table with its heading.

    Attributes:
        widths: of the columns, as shares of the page; together 1.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


def sheets_csv(heading: str, sheets: Sequence[Sheet]) -> str:
    """All tables one below the other in a CSV document, every row as wide as the widest."""
    width = max((len(sheet.head) for sheet in sheets), default=1)
    rows: list[list[str]] = []
    for sheet in sheets:
        rows += [[], [sheet.title], [*sheet.head], *([*row] for row in sheet.rows)]
    return csv_text(_padded([heading], width), [_padded(row, width) for row in rows])


def sheets_text(heading: str, sheets: Sequence[Sheet]) -> str:
    """All tables as lines that can be read in a message."""
    lines = [heading]
    for sheet in sheets:
        lines += ["", sheet.title, *(_line(sheet, row) for row in sheet.rows)]
    return unmarked("\n".join(lines))


def _line(sheet: Sheet, row: Sequence[str]) -> str:
    """'What: value', or with more columns 'first · title value · title value'."""
    first, *rest = (" ".join(cell.split()) for cell in row)
    if len(row) == 2:
        return f"{first}: {rest[0]}"
    named = (f"{title} {cell}" for title, cell in zip(sheet.head[1:], rest, strict=True) if cell and cell != "0")
    return " · ".join((first, *named))


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]
