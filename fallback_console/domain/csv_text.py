"""Cells of a CSV file that a spreadsheet will not run.

A cell that begins with ``= + - @``, a tab or a carriage return is taken for a formula by spreadsheets (OWASP, "CSV
Injection"); an apostrophe before it makes it text. Customers choose their own names and subjects, so every cell is treated.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from fallback_console.domain.masking import unmarked

__all__ = ["csv_text", "safe_cell"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """A cell that is shown as it is and never computed."""
    cleaned = unmarked(text.replace("\0", ""))
    # Blanks in front do not protect: spreadsheets strip them before they look.
    return f"'{cleaned}" if cleaned.lstrip(" \u00a0\u3000").startswith(_FORMULA) or cleaned[:1] in _FORMULA else cleaned


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV document (RFC 4180) with a byte order mark, which spreadsheets need to read UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return "\ufeff" + buffer.getvalue()
