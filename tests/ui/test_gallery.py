"""The gallery: everything is in it, every exhibit can be shown after every other, quickly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from fallback_console.cli import main
from fallback_console.compose.gallery.states import STATES
from fallback_console.ui.gallery.exhibits import EXHIBITS, STATE_NAMES
from fallback_console.ui.view_list import view_specs
from tests.unit.cli.desk import check_document

PROJECT = Path(__file__).resolve().parents[2]


def test_every_view_is_shown_in_every_state() -> None:
    shown = {e.name: e.states for e in EXHIBITS}
    assert len(shown) == len(EXHIBITS)
    for spec in view_specs():
        assert shown[spec.name] == STATE_NAMES
    assert tuple(STATES) == STATE_NAMES
    assert all(set(e.states) <= set(STATE_NAMES) for e in EXHIBITS)


def test_pictures_from_the_command_line(tmp_path: Path) -> None:
    words = ["gallery", str(tmp_path), "--json", "--state", "outage", "--theme", "dark", "--language", "ja"]
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "fallback_console", *words, "--scale", "1.5"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    check_document(document, 0)
    pictures = document["data"]["pictures"]
    assert {p["view"] for p in pictures} == {e.name for e in EXHIBITS if "outage" in e.states}
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    for one in pictures:
        picture = QImage(str(tmp_path / one["file"]))
        assert (picture.width(), picture.height()) == (one["width"], one["height"])
        assert f'src="{one["file"]}"' in page
        colours = {picture.pixel(x, y) for x in range(0, one["width"], 7) for y in range(0, one["height"], 7)}
        assert len(colours) > 10, one
    whole = next(p for p in pictures if p["view"] == "queue")
    assert (whole["width"], whole["height"]) == (1920, 1200)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--view", "nowhere"], "no view 'nowhere'"),
        (["--state", "asleep"], "no state 'asleep'"),
        (["--view", "trouble", "--state", "full"], "None of these views"),
        (["--size", "wide"], "cannot be read"),
        (["--size", "640x480"], "cannot be 640x480"),
        (["--scale", "9"], "scale"),
    ],
)
def test_what_is_not_there_is_said(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    said: str,
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert main(["gallery", str(tmp_path), *words]) == 2
    assert said in capsys.readouterr().err


def test_a_folder_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    (tmp_path / "file").write_text("in the way")
    assert main(["gallery", str(tmp_path / "file")]) == 2
    assert "cannot be written" in capsys.readouterr().err
