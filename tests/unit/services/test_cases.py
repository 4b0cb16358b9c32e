"""What people do to cases."""

from __future__ import annotations

import pytest

from fallback_console.domain.delivery import Receipt
from fallback_console.domain.entry import CASE_FIELDS, Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.views import CaseFilter
from fallback_console.services import cases, dispatch, queue, sync
from fallback_console.services.record import MAX_TEXT
from fallback_console.store import journal
from tests.unit.services.support import ANN, NOW, World, case


def test_a_change_is_shown_at_once_and_waits(world: World) -> None:
    saved = world.do(cases.set_field, "alice", "rt:1", "status", "stalled")
    row = world.ask(queue.find_case, "1")
    assert (row.status, row.unsent, row.conflict) == ("stalled", 1, False)
    detail = world.ask(queue.case_detail, "rt:1")
    assert detail.pending == ("status",)
    assert detail.base["status"] == "open"
    (kept,) = [world.ask(journal.find, entry_id) for entry_id in saved.entry_ids]
    assert kept is not None
    assert kept.body == {"field": "status", "base": "open", "value": "stalled", "base_version": 10}
    assert [d.state for d in world.ask(sync.deliveries)] == ["waiting"]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("subject", " Two\nlines \x07", "Two lines"),
        ("queue", "サポート", "サポート"),
        ("status", "resolved", "resolved"),
        ("priority", "99", 99),
        ("owner", "", ""),
        ("due", str(NOW), NOW),
    ],
)
def test_every_field(world: World, field: str, value: str, shown: object) -> None:
    world.do(cases.set_field, "alice", "rt:1", field, value)
    row = world.ask(queue.find_case, "1")
    assert getattr(row, "due_at" if field == "due" else field) == shown


def test_closing_takes_a_case_out_of_the_open_ones(world: World) -> None:
    world.do(cases.set_field, "alice", "rt:1", "status", "resolved")
    assert [row.key for row in world.ask(queue.list_cases, CaseFilter())] == ["rt:2"]


def test_nothing_to_change_writes_nothing(world: World) -> None:
    assert world.do(cases.set_field, "alice", "rt:1", "status", "open").entry_ids == ()
    assert world.ask(sync.deliveries) == []


def test_the_value_that_was_seen_goes_along(world: World) -> None:
    saved = world.do(cases.set_field, "alice", "rt:1", "owner", "bob", base="carol")
    kept = world.ask(journal.find, saved.entry_ids[0])
    assert kept is not None
    assert kept.body["base"] == "carol"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "red"),
        ("priority", "high"),
        ("priority", "101"),
        ("priority", "-1"),
        ("priority", "１２"),
        ("priority", ""),
        ("due", "tomorrow"),
        ("due", "9" * 15),
        ("status", "frobnicated"),
        ("status", ""),
        ("queue", "Nowhere"),
        ("subject", " \n"),
        ("subject", "x" * 1001),
    ],
)
def test_values_a_field_cannot_have(world: World, field: str, value: str) -> None:
    with pytest.raises(InputError) as refused:
        world.do(cases.set_field, "alice", "rt:1", field, value)
    assert refused.value.next_step
    assert world.ask(queue.find_case, "1").unsent == 0


@pytest.mark.parametrize("write", [cases.add_note, cases.reply])
def test_notes_and_replies(world: World, write: object) -> None:
    saved = world.do(write, "alice", "rt:1", "  First\r\nsecond\x00 ")  # type: ignore[arg-type]
    last = world.ask(queue.timeline, "rt:1")[-1]
    assert (last.text, last.who, last.mine, last.entry_id) == ("First\nsecond", "alice", True, saved.entry_ids[0])
    with pytest.raises(InputError):
        world.do(write, "alice", "rt:1", " \t\n\x00")  # type: ignore[arg-type]
    with pytest.raises(InputError):
        world.do(write, "alice", "rt:1", "x" * (MAX_TEXT + 1))  # type: ignore[arg-type]
    with pytest.raises(NotFoundError):
        world.do(write, "alice", "rt:999", "text")  # type: ignore[arg-type]


def test_half_a_character_is_replaced(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "half \ud83d of it")
    assert world.ask(queue.timeline, "rt:1")[-1].text == "half \ufffd of it"


def test_the_next_action_sets_the_due_time_too(world: World) -> None:
    saved = world.do(cases.set_next_action, "alice", "rt:1", "Call her", NOW + 60_000)
    row = world.ask(queue.find_case, "1")
    assert (row.next_action, row.next_action_at, row.due_at) == ("Call her", NOW + 60_000, NOW + 60_000)
    assert len(saved.entry_ids) == 2
    cleared = world.do(cases.set_next_action, "alice", "rt:1", "", None)
    row = world.ask(queue.find_case, "1")
    assert (row.next_action, row.next_action_at, row.due_at) == ("", None, None)
    assert len(cleared.entry_ids) == 2
    with pytest.raises(InputError):
        world.do(cases.set_next_action, "alice", "rt:1", " ", NOW)


def test_a_new_case_lives_here_until_the_helpdesk_numbers_it(world: World) -> None:
    saved = world.do(cases.create_case, "alice", cases.NewCase("Router on fire", "Support", "Smoke!", 50, "alice", ANN))
    assert saved.case_key.startswith("local:")
    row = world.ask(queue.find_case, saved.case_key)
    assert (row.number, row.status, row.customer, row.priority) == ("T-1", "new", "Ann Müller", 50)
    world.do(cases.add_note, "alice", saved.case_key, "It burns")
    world.do(cases.set_field, "alice", saved.case_key, "owner", "bob")

    first = world.take()
    assert [(w.entry.kind, w.case, w.requestor) for w in first] == [(Kind.CASE_CREATED, "", "ann@example.net")]
    assert world.take() == []
    world.do(dispatch.confirm, first[0].delivery_id, Receipt(remote_id="777"))
    assert world.ask(queue.find_case, "777").key == saved.case_key
    assert world.ask(queue.find_case, "T-1").key == saved.case_key
    assert world.ask(queue.find_case, "rt:777").key == saved.case_key
    assert [(w.entry.kind, w.case) for w in world.take()] == [(Kind.NOTE, "777")]

    # The pull brings it: it stays the same row, under the same key.
    world.pull([case(777, version=50, subject="Router on fire", owner="alice", requestor="")])
    after = world.ask(queue.find_case, "777")
    assert (after.pk, after.key, after.owner) == (row.pk, saved.case_key, "bob")
    assert after.customer == "Ann Müller"


def test_what_was_done_to_the_pulled_twin_before_it_was_known_stays_on_the_case(world: World) -> None:
    saved = world.do(cases.create_case, "alice", cases.NewCase("Router", "Support", "Smoke!"))
    (work,) = world.take()
    # The answer was lost, a pull was faster than the next try, and somebody already works on the pulled case.
    world.pull([case(777, version=50, subject="Router")])
    world.do(cases.add_note, "bob", "rt:777", "on it")
    world.do(dispatch.confirm, work.delivery_id, Receipt(remote_id="777"))
    row = world.ask(queue.find_case, "777")
    assert (row.key, row.unsent) == (saved.case_key, 1)
    assert [r.text for r in world.ask(queue.timeline, "rt:777") if r.kind == Kind.NOTE] == ["on it"]
    assert [(w.lane, w.case) for w in world.take()] == [("rt:777", "777")]


@pytest.mark.parametrize(
    "new",
    [
        cases.NewCase("", "Support", "text"),
        cases.NewCase("Subject", "", "text"),
        cases.NewCase("Subject", "Nowhere", "text"),
        cases.NewCase("Subject", "Support", "text", priority=101),
        cases.NewCase("Subject", "Support", "x" * (MAX_TEXT + 1)),
    ],
)
def test_new_cases_that_cannot_be(world: World, new: cases.NewCase) -> None:
    with pytest.raises(InputError):
        world.do(cases.create_case, "alice", new)


def test_a_case_that_is_given_up_takes_its_followers_along(world: World) -> None:
    saved = world.do(cases.create_case, "alice", cases.NewCase("By mistake", "Support", "text"))
    world.do(cases.add_note, "alice", saved.case_key, "note")
    created = world.ask(sync.deliveries)[0]
    world.do(sync.drop, "alice", created.id, "made by mistake")
    assert world.ask(sync.deliveries) == []
    row = world.ask(queue.find_case, saved.case_key)
    assert row.unsent == 0
    assert saved.case_key not in [r.key for r in world.ask(queue.list_cases, CaseFilter())]
    with pytest.raises(InputError):
        world.do(cases.add_note, "alice", saved.case_key, "more")


def test_fields_are_those_of_the_domain() -> None:
    assert set(CASE_FIELDS) == {"subject", "queue", "status", "priority", "owner", "due"}
