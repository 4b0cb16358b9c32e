"""The call log and call-backs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.services import calls, cases, queue
from tests.unit.services.support import ANN, ANN_NUMBER, NOW, World

CALL = calls.CallLog("out", "(202) 555-0133", ANN, NOW, 192, "reached", "She is away.")


def test_a_call_is_logged_on_its_case(world: World) -> None:
    saved = world.do(calls.log_call, "alice", "rt:1", CALL)
    row = world.ask(queue.timeline, "rt:1")[-1]
    assert (row.kind, row.text, row.entry_id) == (Kind.CALL, "She is away.", saved.entry_ids[0])
    assert row.data["number"] == ANN_NUMBER
    assert row.data["person_name"] == "Ann Müller"
    assert world.ask(queue.find_case, "1").unsent == 1


def test_a_call_about_no_case_stays_here(world: World) -> None:
    saved = world.do(calls.log_call, "alice", "", CALL)
    assert (saved.case_key, saved.sinks) == ("", ())
    assert world.take() == []


def test_a_number_that_cannot_be_is_kept_as_typed(world: World) -> None:
    world.do(calls.log_call, "alice", "rt:1", replace(CALL, number="desk 7, bob's", person_key=""))
    assert world.ask(queue.timeline, "rt:1")[-1].data["number"] == "desk 7, bob's"


@pytest.mark.parametrize(
    "call",
    [
        replace(CALL, direction="up"),
        replace(CALL, outcome="eaten"),
        replace(CALL, seconds=-1),
        replace(CALL, seconds=10**9),
        replace(CALL, started_at=-1),
        replace(CALL, follow_up_at=-5),
        replace(CALL, number=" ", person_key=""),
        replace(CALL, notes="x" * 100_001),
    ],
)
def test_calls_that_cannot_be(world: World, call: calls.CallLog) -> None:
    with pytest.raises(InputError):
        world.do(calls.log_call, "alice", "rt:1", call)


def test_a_call_about_a_case_that_is_not_here(world: World) -> None:
    with pytest.raises(NotFoundError):
        world.do(calls.log_call, "alice", "rt:999", CALL)


def test_call_backs_are_due_until_somebody_called(world: World) -> None:
    world.do(calls.log_call, "alice", "rt:2", replace(CALL, follow_up_at=NOW + 500))
    world.do(calls.log_call, "alice", "rt:1", replace(CALL, follow_up_at=NOW + 100))
    world.do(calls.log_call, "bob", "", replace(CALL, follow_up_at=NOW + 900))
    found = world.ask(calls.callbacks, NOW + 200)
    assert [(c.case_number, c.overdue, c.actor) for c in found] == [
        ("1", True, "alice"),
        ("2", False, "alice"),
        ("", False, "bob"),
    ]
    world.do(calls.log_call, "bob", "rt:1", CALL)
    world.do(cases.set_field, "bob", "rt:2", "status", "resolved")
    assert [c.case_number for c in world.ask(calls.callbacks, NOW)] == [""]
