"""Tables as files, beside what is there already."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from fallback_console.compose.reporting import file_error, save_beside, save_sheets
from fallback_console.domain.errors import DiskFullError, InputError, StoreError
from fallback_console.domain.sheet import Sheet

SHEETS = [Sheet("日報", ["誰が", "Calls"], [["山田 花子", "3"], ["=1+1", "2"]], (0.5, 0.5))]


def test_nothing_is_ever_replaced(tmp_path: Path) -> None:
    target = tmp_path / "new" / "report.csv"
    assert [save_beside(target, "Day", "", SHEETS).name for _ in range(3)] == [
        "report.csv",
        "report-2.csv",
        "report-3.csv",
    ]
    with pytest.raises(InputError):
        save_sheets(target, "Day", "", SHEETS)
    target.write_text("old", encoding="utf-8")
    assert save_sheets(target, "Day", "", SHEETS, force=True) == 2
    assert "'=1+1" in target.read_text(encoding="utf-8-sig")


def test_paper_has_every_script(tmp_path: Path) -> None:
    target = tmp_path / "report.PDF"
    assert save_sheets(target, "日報 – Report", "As of now", SHEETS) == 1
    assert target.read_bytes().startswith(b"%PDF")


def test_what_cannot_be_written_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        save_beside(tmp_path / "file" / "report.csv", "Day", "", SHEETS)
    full = file_error(tmp_path / "x", OSError(errno.ENOSPC, "No space left on device"))
    assert isinstance(full, DiskFullError)
