"""Tables as files, beside what is there already."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from fallback_console.compose import reporting
from fallback_console.compose.reporting import file_error, save_beside, save_sheets, save_text
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


def test_a_text_is_saved_as_it_is_beside_what_is_there(tmp_path: Path) -> None:
    target, text = tmp_path / "new" / "S12.txt", "障害\r\n=1+1\n\u2028end"
    assert [save_text(target, one).name for one in (text, "second", "")] == ["S12.txt", "S12-2.txt", "S12-3.txt"]
    assert target.read_bytes() == text.encode()
    assert [target.with_stem(f"S12-{number}").read_text(encoding="utf-8") for number in (2, 3)] == ["second", ""]


def test_paper_has_every_script(tmp_path: Path) -> None:
    target = tmp_path / "report.PDF"
    assert save_sheets(target, "日報 – Report", "As of now", SHEETS) == 1
    assert target.read_bytes().startswith(b"%PDF")


def test_what_cannot_be_written_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        save_beside(tmp_path / "file" / "report.csv", "Day", "", SHEETS)
    with pytest.raises(StoreError, match="cannot be written"):
        save_text(tmp_path / "file" / "S12.txt", "words")
    full = file_error(tmp_path / "x", OSError(errno.ENOSPC, "No space left on device"))
    assert isinstance(full, DiskFullError)


@pytest.mark.parametrize(
    ("code", "sort", "words"),
    [(errno.ENOSPC, DiskFullError, "no room left"), (errno.EROFS, StoreError, "cannot be written")],
)
def test_a_text_that_finds_no_room_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, sort: type[StoreError], words: str
) -> None:
    def refuse(*_args: object, **_more: object) -> int:
        raise OSError(code, "refused")

    monkeypatch.setattr(Path, "write_text", refuse)
    with pytest.raises(sort, match=words):
        save_text(tmp_path / "S12.txt", "words")


def test_names_run_out_before_anything_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "_MOST_NAMES", 3)
    target = tmp_path / "S12.txt"
    for _ in range(2):
        save_text(target, "words")
    with pytest.raises(InputError, match="too many files"):
        save_text(target, "third")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["S12-2.txt", "S12.txt"]
