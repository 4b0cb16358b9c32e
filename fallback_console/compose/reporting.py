"""Tables as files: for spreadsheets and for paper."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fallback_console.domain.errors import DiskFullError, InputError, StoreError
from fallback_console.domain.sheet import sheets_csv

if TYPE_CHECKING:
    from fallback_console.domain.sheet import Sheet

__all__ = ["file_error", "refuse_existing", "save_beside", "save_sheets", "save_text"]

_MOST_NAMES = 1000


def refuse_existing(
    target: Path, *, force: bool = False, next_step: str = "Choose another name, or add --force to replace it."
) -> None:
    """See that nothing is lost by writing a file.

    Args:
        force: replace a file that is there.
        next_step: what can be done where it cannot be replaced.

    Raises:
        InputError: the file exists.
    """
    if target.exists() and not force:
        raise InputError(f"{target} exists already.", next_step)


def save_sheets(target: Path, heading: str, footer: str, sheets: Sequence[Sheet], *, force: bool = False) -> int:
    """Write tables into a file, a PDF where its name ends so, else CSV.

    Args:
        footer: at the foot of every page of a PDF.
        force: replace a file that is there.

    Returns:
        The number of pages of a PDF, else of rows.

    Raises:
        InputError: the file exists.
        DiskFullError, StoreError: it cannot be written.
    """
    refuse_existing(target, force=force)
    try:
        if target.suffix.lower() == ".pdf":
            # Late: the library for paper takes longer to load than all the rest, and a spreadsheet needs none of it.
            from fallback_console.adapters.pdf import PrintedList, write_pdf

            return write_pdf(target, heading, footer, [PrintedList(*sheet) for sheet in sheets])
        target.write_text(sheets_csv(heading, sheets), encoding="utf-8", newline="")
        return sum(len(sheet.rows) for sheet in sheets)
    except OSError as error:
        raise file_error(target, error) from error


def save_beside(target: Path, heading: str, footer: str, sheets: Sequence[Sheet]) -> Path:
    """The same, under the next free name where there is a file already ('report-2.csv'); the name it took.

    Raises:
        InputError: there is no free name.
        DiskFullError, StoreError: it cannot be written.
    """
    free = _free(target)
    save_sheets(free, heading, footer, sheets)
    return free


def save_text(target: Path, text: str) -> Path:
    """Write a text into a file, under the next free name where there is one already; the name it took.

    Raises:
        InputError: there is no free name.
        DiskFullError, StoreError: it cannot be written.
    """
    free = _free(target)
    try:
        free.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise file_error(free, error) from error
    return free


def _free(target: Path) -> Path:
    """The first name like it that no file has; its folder is there afterwards."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_error(target, error) from error
    for number in range(1, _MOST_NAMES):
        free = target if number == 1 else target.with_stem(f"{target.stem}-{number}")
        if not free.exists():
            return free
    raise InputError(f"There are too many files named like {target}.", "Tidy up the folder, then save again.")


def file_error(target: Path, error: OSError) -> StoreError:
    """What to say of a file that cannot be written."""
    if error.errno == errno.ENOSPC:
        return DiskFullError(f"There is no room left for {target}.", "Free some space, or write to another disk.")
    return StoreError(f"{target} cannot be written.", "Check the folder and whether you may write there.")
