"""Printable lists: every script shown, whatever fonts there are, and nothing breaks the page."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from pathlib import Path

import pytest

from fallback_console.adapters import pdf
from fallback_console.adapters.pdf import PrintedList, write_pdf

ROWS = [("山田 花子", "Möbler <b>&"), ("x" * 5000, "\x1b[31m\u202e\n😀"), ("", "")]


def listed(rows: list[tuple[str, str]]) -> list[PrintedList]:
    return [PrintedList("チーム", ("Name", "Number"), rows, (0.5, 0.5))]


def content(path: Path) -> bytes:
    """All streams of a document, unpacked."""
    found = re.findall(rb"stream\r?\n(.*?)endstream", path.read_bytes(), re.DOTALL)
    return b"".join(map(_unpacked, found))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(a85decode(b"<~" + stream.strip(), adobe=True))
    except (ValueError, zlib.error):
        return b""


@pytest.mark.parametrize("files", ["as here", "none", "broken"])
def test_a_document_with_every_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: str) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    if files != "as here":
        here = {} if files == "none" else {name: ((str(broken),),) for name in ("linux", "darwin", "win32")}
        monkeypatch.setattr(pdf, "_CANDIDATES", here)
    target = tmp_path / "list.pdf"
    assert write_pdf(target, "Phone tree 電話", "As of 今日", listed(ROWS)) == 1
    data = target.read_bytes()
    assert data.startswith(b"%PDF-")
    if files != "as here":
        assert b"/HeiseiKakuGo-W5" in data
        # UTF-16, as the standard font's encoding has it.
        assert "山田".encode("utf-16-be") in _plain(content(target))
        assert b"Name" in content(target)


def _plain(text: bytes) -> bytes:
    """Strings of a page's content with their escapes undone."""
    return re.sub(rb"\\([0-7]{3}|.)", lambda m: bytes([int(m[1], 8)]) if len(m[1]) == 3 else m[1], text)


def test_long_lists_go_over_pages_that_are_counted(tmp_path: Path) -> None:
    assert write_pdf(tmp_path / "long.pdf", "Cases", "Now", listed([("a", "b")] * 200)) > 3


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write_pdf(tmp_path / "nowhere" / "a.pdf", "a", "b", [])
