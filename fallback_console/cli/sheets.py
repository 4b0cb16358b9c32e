"""A list of people as a file: all columns for a spreadsheet, those that fit on paper as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from fallback_console.compose.reporting import file_error, refuse_existing, save_sheets
from fallback_console.domain.csv_text import csv_text
from fallback_console.domain.sheet import Sheet

__all__ = ["Paper", "write_people"]


class Paper(NamedTuple):
    """How it stands on paper.

    Attributes:
        columns: which of them, by their places.
        widths: their shares of the page's width.
        title: of the table.
    """

    columns: Sequence[int]
    widths: Sequence[float]
    heading: str
    footer: str
    title: str


def write_people(
    target: Path, head: Sequence[str], rows: Sequence[Sequence[str]], paper: Paper, *, force: bool
) -> None:
    """Write a file, a PDF where its name ends so, else CSV.

    Raises:
        InputError: the file exists and is not to be replaced.
        DiskFullError, StoreError: it cannot be written.
    """
    refuse_existing(target, force=force)
    if target.suffix.lower() == ".pdf":
        printed = [[row[place] for place in paper.columns] for row in rows]
        sheet = Sheet(paper.title, [head[place] for place in paper.columns], printed, paper.widths)
        save_sheets(target, paper.heading, paper.footer, [sheet], force=force)
        return
    try:
        target.write_text(csv_text(head, rows), encoding="utf-8", newline="")
    except OSError as error:
        raise file_error(target, error) from error
