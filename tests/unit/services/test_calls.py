"""The call log and call-backs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.services import backlog, call_list, calls, cases, queue
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
    assert {(c.number, c.shown) for c in found} == {(ANN_NUMBER, "(202) 555-0133")}
    world.do(calls.log_call, "bob", "rt:1", CALL)
    world.do(cases.set_field, "bob", "rt:2", "status", "resolved")
    assert [c.case_number for c in world.ask(calls.callbacks, NOW)] == [""]


def test_a_call_back_is_moved_and_ended(world: World) -> None:
    entry = world.do(calls.log_call, "alice", "rt:2", replace(CALL, follow_up_at=NOW + 500)).entry_ids[0]
    assert world.ask(backlog.due_callbacks, NOW + 400) == 0
    assert world.ask(backlog.due_callbacks, NOW + 500) == 1
    world.do(calls.move_callback, "bob", entry, NOW + 9000)
    assert [(c.entry_id, c.due_at) for c in world.ask(calls.callbacks, NOW)] == [(entry, NOW + 9000)]
    assert world.ask(backlog.due_callbacks, NOW + 500) == 0
    with pytest.raises(InputError):
        world.do(calls.move_callback, "bob", entry, NOW)
    world.assert_whole()
    world.do(calls.finish_callback, "bob", entry, "He wrote that all is well.")
    assert world.ask(calls.callbacks, NOW) == []
    with pytest.raises(InputError):
        world.do(calls.finish_callback, "bob", entry)
    world.assert_whole()
    # Nothing of it is sent anywhere but the call itself, and the case's timeline tells of it.
    assert [w.entry.kind for w in world.take()] == [Kind.CALL]
    assert [row.kind for row in world.ask(queue.timeline, "rt:2") if row.mine][-2:] == [
        Kind.CALLBACK_MOVED,
        Kind.CALLBACK_DONE,
    ]
    # A new promise is a new call-back.
    world.do(calls.log_call, "bob", "rt:2", replace(CALL, follow_up_at=NOW + 700))
    assert [c.due_at for c in world.ask(calls.callbacks, NOW)] == [NOW + 700]


def test_the_history_of_calls(world: World) -> None:
    first = world.do(calls.log_call, "alice", "rt:1", CALL).entry_ids[0]
    second = world.do(calls.log_call, "bob", "", replace(CALL, notes="100% done_now", outcome="busy")).entry_ids[0]

    def found(**question: str) -> list[str]:
        pks = world.ask(call_list.call_pks, **question)
        rows = {row.pk: row.entry_id for row in world.ask(call_list.call_rows, pks)}
        return [rows[pk] for pk in pks]

    assert found() == [second, first]
    assert found(who="alice") == [first]
    assert found(search="müller") == [second, first]
    assert found(search="0133 away") == [first]
    assert found(search="printer") == [first]
    assert found(search="100%") == [second]
    assert found(search="0%d") == []
    assert found(search="done_now bob") == [second]
    assert world.ask(call_list.call_rows, []) == []
    [row] = world.ask(call_list.call_rows, world.ask(call_list.call_pks, who="alice"))
    assert (row.number, row.shown) == (ANN_NUMBER, "(202) 555-0133")
    assert (row.case_number, row.seconds, row.person_name, row.number) == ("1", 192, "Ann Müller", ANN_NUMBER)
