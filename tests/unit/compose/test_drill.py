"""The drill: it ends well where all is well, and it notices where it is not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fallback_console.cli import main
from fallback_console.compose import drill as drill_module
from fallback_console.compose.drill import run_drill
from fallback_console.compose.profile import open_profile
from fallback_console.compose.rehearsal import Rehearsal
from fallback_console.drill.demo import demo_world
from fallback_console.drill.rt_world import RtWorld, Transaction
from fallback_console.drill.sms_double import HandsetMessage, SmsDouble
from fallback_console.resources_path import resource
from fallback_console.services import outages, queue, sync
from tests.helpers.fence import fenced
from tests.unit.compose.support import PERSON, contents

PROJECT = Path(__file__).resolve().parents[3]
CASES = 150


def test_one_outage_from_beginning_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Through the command line, beside real data, which stay as they are, with every socket watched."""
    data = tmp_path / "data"
    open_profile(data, PERSON, passphrase="correct horse battery staple").close()
    real = contents(data, without=("drill", "log"))
    monkeypatch.setattr(drill_module, "Rehearsal", lambda: Rehearsal(CASES))
    with fenced() as strays:
        status = main(["drill", "--json", "--keep", "--data-dir", str(data)])
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert (document["command"], document["ok"]) == ("drill", True)
    report = document["data"]
    assert status == 0, report["differences"]
    assert report["ok"]
    assert report["differences"] == []
    assert report["cases"] == CASES
    assert 0 < report["detected_seconds"] < 25
    assert 0 < report["returned_seconds"] < 25
    assert report["seconds"] < 60
    times = [moment["seconds"] for moment in report["timeline"]]
    assert times == sorted(times)
    assert strays == []
    assert contents(data, without=("drill", "log")) == real
    assert said.err == ""
    assert Path(report["folder"]) == data / "drill"
    _assert_what_is_left(data / "drill")


def _assert_what_is_left(folder: Path) -> None:
    """The kept folder shows the same story to whoever opens it."""
    profile = open_profile(folder, PERSON, kind="drill")
    try:
        desk = profile.desk
        assert desk.read(sync.deliveries) == []
        assert desk.read(outages.current) is None
        (outage,) = desk.read(outages.history)
        assert set(outage.systems) == {"helpdesk", "slack", "mail"}
        case = next(c for c in desk.read(queue.search_cases, "配送会社の障害を確認") if c.priority == 97)
        assert (case.status, case.owner, case.unsent, case.conflict) == ("resolved", "alice", 0, False)
        kinds = [row.kind for row in desk.read(queue.timeline, case.key) if row.entry_id]
        for kind in ("call.logged", "note.added", "sms.sent", "sms.received", "conflict.resolved"):
            assert kinds.count(kind) == 1, kinds
        (new,) = desk.read(queue.search_cases, "Scanner shows no picture")
        assert new.number.isdigit()
    finally:
        profile.close()


class _Twice(SmsDouble):
    """A mobile network that delivers everything twice."""

    @property
    def messages(self) -> tuple[HandsetMessage, ...]:
        return super().messages * 2


class _Spoilt(RtWorld):
    """A helpdesk that writes notes twice, loses a call, and changes a field that nobody asked it to."""

    def message(self, who: str, now: int, number: int, text: str, **more: Any) -> Transaction:
        made = super().message(who, now, number, text, **more)
        if text.startswith("The power supply"):
            super().message(who, now, number, text, **more)
            super().change(who, now, number, "Subject", "Another subject")
        if "Promised to call back" in text:
            made.data = "No Subject"
        return made


def test_doubles_and_losses_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fallback_console.drill.rt_double.RtWorld", _Spoilt)
        patch.setattr("fallback_console.compose.rehearsal.SmsDouble", _Twice)
        rehearsal = Rehearsal(CASES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drill_module, "Rehearsal", lambda: rehearsal)
        status = main(["drill", "--data-dir", str(tmp_path)])
    said = capsys.readouterr().out
    assert status == 1
    assert "The drill failed." in said
    assert "The helpdesk has this twice: Note: The power supply was changed; call back tomorrow." in said
    assert "The helpdesk has this never: Call to" in said
    assert "Subject was changed although nobody asked for it." in said
    assert "got a text message twice, written once." in said
    assert "came back exactly once" not in said
    assert not (tmp_path / "drill").exists()


def test_a_step_that_never_comes_ends_the_drill(tmp_path: Path) -> None:
    rehearsal = Rehearsal(CASES)
    rehearsal.world = demo_world(resource("demo"), CASES + 1, 1_790_000_000_000)
    report = run_drill(tmp_path / "drill", PERSON, rehearsal=rehearsal)
    assert not report.ok
    assert f"Of {CASES + 1} cases {CASES} were mirrored." in report.differences


def test_pictures_of_the_window(tmp_path: Path) -> None:
    """In a process of its own, as it is run without a display."""
    pictures = tmp_path / "pictures"
    command = [sys.executable, "-m", "fallback_console", "drill", "--json", "--pictures", str(pictures)]
    done = subprocess.run(
        [*command, "--data-dir", str(tmp_path / "data")],
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, (done.stdout[-2000:], done.stderr[-2000:])
    report = json.loads(done.stdout)["data"]
    names = {f"{v}-{m}-{w}.png" for v in ("queue", "sync", "settings") for m in ("light", "dark") for w in ("en", "ja")}
    assert names <= {path.name for path in pictures.iterdir()}
    assert {Path(path).name for path in report["pictures"]} == {path.name for path in pictures.iterdir()}
    assert not (tmp_path / "data" / "drill").exists()
