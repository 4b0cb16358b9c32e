"""The demonstration: every view has something to show, and nothing of it leaves this machine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fallback_console.compose import demo
from fallback_console.compose.profile import identity_of, open_profile
from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.views import CaseFilter
from fallback_console.services import calls, outages, people, queue, swarm_list, sync
from fallback_console.services.desk import Desk
from fallback_console.settings import Settings
from fallback_console.store.locks import window_lock
from tests.helpers.fence import fenced
from tests.unit.compose.support import PERSON


def test_a_window_in_the_middle_of_an_outage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "demo"
    shown: list[str] = []

    def look(where: Path, settings: Settings, kind: str) -> int:
        """In place of the window."""
        profile = open_profile(where, settings, kind=kind)
        try:
            _assert_something_everywhere(profile.desk)
            assert settings.region == "JP"
            assert settings.login != PERSON.login
        finally:
            profile.close()
        shown.append(kind)
        return 0

    monkeypatch.setattr(demo, "run_window", look)
    with fenced() as strays:
        assert demo.run_demo(folder, PERSON) == 0
    assert strays == []
    assert shown == ["demo"]
    assert identity_of(folder)[1] == "demo"


def test_who_may_not_read_numbers_has_a_demonstration_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def look(where: Path, settings: Settings, kind: str) -> int:
        profile = open_profile(where, settings, kind=kind)
        try:
            found = profile.desk.read(people.list_people, "", "customer")
            shown = [number.shown for one in found for number in one.numbers]
            assert shown
            assert not any("5550" in number.replace("-", "").replace(" ", "") for number in shown)
        finally:
            profile.close()
        return 0

    monkeypatch.setattr(demo, "run_window", look)
    assert demo.run_demo(tmp_path / "demo", replace(PERSON, hides_numbers=True)) == 0


def _assert_something_everywhere(desk: Desk) -> None:
    read = desk.read
    assert read(queue.count_cases, CaseFilter()) > 200
    assert read(queue.search_cases, "障害")
    assert read(queue.search_cases, "refund")
    assert read(people.list_people, role="customer")
    assert set(read(outages.current).systems) == {"helpdesk", "slack", "mail"}
    (conflict,) = read(sync.conflicts)
    assert conflict.theirs_by == "bob"
    (unknown,) = read(sync.deliveries, states={DeliveryState.UNKNOWN})
    assert unknown.sink == "sms:kannel"
    waiting = read(sync.deliveries, states={DeliveryState.WAITING}, sink="helpdesk")
    kinds = {row.kind for row in waiting}
    assert {"call.logged", "note.added", "reply.sent", "field.changed", "case.created", "next_action.set"} <= kinds
    assert read(calls.callbacks, 0)
    (room,) = read(swarm_list.listed, open_only=True)
    assert (room.step, room.said) == ("next", 2)
    assert {member.state for member in room.members} == {"accepted", "invited"}
    received = [
        row
        for case in read(queue.list_cases, CaseFilter(owner="alice"))
        for row in read(queue.timeline, case.key)
        if row.kind == "sms.received"
    ]
    assert len(received) == 1


def test_where_a_window_shows_it_already_that_one_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "demo"
    open_profile(folder, PERSON, kind="demo").close()
    asked: list[Path] = []
    monkeypatch.setattr(demo, "run_window", lambda where, settings, kind: asked.append(where) or 0)
    with window_lock(folder):
        assert demo.run_demo(folder, PERSON) == 0
    assert asked == [folder]
    assert identity_of(folder)[1] == "demo"
