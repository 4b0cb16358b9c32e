"""Deciding what becomes of what waits."""

from __future__ import annotations

import pytest

from fallback_console.domain.delivery import DeliveryState, Problem, Receipt
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.ports import Work
from fallback_console.services import backlog, cases, dispatch, messages, queue, sync
from tests.unit.services.support import ANN_NUMBER, World, case

REFUSED = Problem("refused", "It said no.", "Look at it.")


def conflicting(world: World, theirs: str = "resolved") -> Work:
    """Alice's change of a status met another one."""
    work = world.take(limit=1)[0]
    values = {
        "field": "status",
        "base": "open",
        "mine": "stalled",
        "theirs": theirs,
        "theirs_by": "bob",
        "theirs_at": 5,
        "theirs_version": 12,
    }
    world.do(dispatch.stop, work.delivery_id, Problem("conflict", "Changed there.", "Choose.", values))
    return work


def test_a_conflict_is_told_with_everything_to_decide_it(world: World) -> None:
    world.do(cases.set_field, "alice", "rt:1", "status", "stalled")
    work = conflicting(world)
    (conflict,) = world.ask(sync.conflicts)
    assert (conflict.delivery_id, conflict.case_number, conflict.case_subject) == (
        work.delivery_id,
        "1",
        "Printer 1 does not print",
    )
    assert (conflict.field, conflict.base, conflict.mine, conflict.theirs) == ("status", "open", "stalled", "resolved")
    assert (conflict.theirs_by, conflict.theirs_at, conflict.mine_by) == ("bob", 5, "alice")
    assert world.ask(queue.find_case, "1").conflict


def test_mine_goes_again_and_may_overwrite_what_was_seen(world: World) -> None:
    world.do(cases.set_field, "alice", "rt:1", "status", "stalled")
    work = conflicting(world)
    world.do(sync.resolve_conflict, "alice", work.delivery_id, "mine")
    assert world.ask(sync.conflicts) == []
    (again,) = world.take()
    assert (again.delivery_id, again.theirs) == (work.delivery_id, "resolved")
    # A failure in between does not take the permission away.
    world.do(dispatch.put_back, again.delivery_id, Problem("unreachable", "Not there."), 0, True)
    (once_more,) = world.take()
    assert (once_more.theirs, once_more.look_first, once_more.attempts) == ("resolved", True, 3)
    assert world.ask(queue.find_case, "1").status == "stalled"


def test_theirs_gives_up_this_change_and_later_ones_of_the_field(world: World) -> None:
    world.do(cases.set_field, "alice", "rt:1", "status", "stalled")
    world.do(cases.add_note, "alice", "rt:1", "a note between")
    world.do(cases.set_field, "alice", "rt:1", "owner", "bob")
    world.do(cases.set_field, "alice", "rt:1", "status", "new")
    work = conflicting(world)
    world.pull([case(1, version=12, status="resolved")])
    saved = world.do(sync.resolve_conflict, "alice", work.delivery_id, "theirs")
    row = world.ask(queue.find_case, "1")
    assert (row.status, row.owner, row.unsent, row.conflict) == ("resolved", "bob", 2, False)
    dropped = world.ask(sync.deliveries, states=[DeliveryState.DROPPED])
    assert len(dropped) == 2
    assert all(d.problem is not None and d.problem.message for d in dropped)
    kinds = [r.kind for r in world.ask(queue.timeline, "rt:1") if r.entry_id in saved.entry_ids]
    assert kinds == [Kind.CONFLICT_RESOLVED, Kind.DELIVERY_DROPPED, Kind.DELIVERY_DROPPED]
    assert [w.entry.kind for w in world.deliver()] == [Kind.NOTE, Kind.FIELD_CHANGED]


def test_edit_starts_again_from_their_value(world: World) -> None:
    world.do(cases.set_field, "alice", "rt:1", "status", "stalled")
    work = conflicting(world)
    world.do(sync.resolve_conflict, "alice", work.delivery_id, "edit", "rejected")
    assert world.ask(queue.find_case, "1").status == "rejected"
    (changed,) = world.take()
    assert (changed.entry.body["base"], changed.entry.body["value"]) == ("resolved", "rejected")


def test_edit_to_their_value_is_theirs(world: World) -> None:
    world.do(cases.set_field, "alice", "rt:1", "status", "stalled")
    work = conflicting(world)
    world.do(sync.resolve_conflict, "alice", work.delivery_id, "edit", "resolved")
    assert world.take() == []


def test_a_conflict_is_resolved_once_and_only_by_a_choice(world: World) -> None:
    world.do(cases.set_field, "alice", "rt:1", "status", "stalled")
    work = conflicting(world)
    with pytest.raises(InputError):
        world.do(sync.resolve_conflict, "alice", work.delivery_id, "both")
    with pytest.raises(InputError):
        world.do(sync.resolve_conflict, "alice", work.delivery_id, "edit", "frobnicated")
    world.do(sync.resolve_conflict, "alice", work.delivery_id, "theirs")
    with pytest.raises(InputError):
        world.do(sync.resolve_conflict, "alice", work.delivery_id, "mine")
    with pytest.raises(NotFoundError):
        world.do(sync.resolve_conflict, "alice", 999, "mine")


def test_what_needs_a_person_stops_its_case_only(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "one")
    world.do(cases.add_note, "alice", "rt:1", "two")
    world.do(cases.add_note, "alice", "rt:2", "other case")
    first = world.take()
    assert [w.lane for w in first] == ["rt:1", "rt:2"]
    world.do(dispatch.stop, first[0].delivery_id, REFUSED)
    world.do(dispatch.confirm, first[1].delivery_id, Receipt())
    assert world.take() == []
    assert world.ask(dispatch.next_retry_at, "helpdesk") is None
    assert world.ask(queue.find_case, "1").conflict
    world.do(sync.retry, "alice", first[0].delivery_id)
    assert [w.entry.body["text"] for w in world.deliver()] == ["one", "two"]
    assert not world.ask(queue.find_case, "1").conflict


def test_dropping_wants_a_reason_and_lets_the_next_one_go(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "one")
    world.do(cases.add_note, "alice", "rt:1", "two")
    row = world.ask(sync.deliveries)[0]
    with pytest.raises(InputError):
        world.do(sync.drop, "alice", row.id, "  ")
    world.do(sync.drop, "alice", row.id, "said twice")
    assert [w.entry.body["text"] for w in world.deliver()] == ["two"]
    with pytest.raises(InputError):
        world.do(sync.drop, "alice", row.id, "again")


def test_what_is_under_way_cannot_be_dropped(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "one")
    (work,) = world.take()
    with pytest.raises(InputError):
        world.do(sync.drop, "alice", work.delivery_id, "too late")


def test_after_a_dropped_change_the_next_replaces_what_that_one_would_have(world: World) -> None:
    world.do(cases.set_field, "alice", "rt:1", "status", "stalled")
    world.do(cases.set_field, "alice", "rt:1", "status", "resolved")
    world.do(sync.drop, "alice", world.ask(sync.deliveries)[0].id, "not needed")
    (work,) = world.take()
    assert (work.entry.body["base"], work.theirs) == ("stalled", "open")
    assert world.ask(queue.find_case, "1").status == "resolved"


def test_retry_now(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "one")
    (work,) = world.take()
    world.do(dispatch.put_back, work.delivery_id, REFUSED, world.clock.ms + 60_000, False)
    assert world.take() == []
    assert world.ask(dispatch.next_retry_at, "helpdesk") == world.clock.ms - 1 + 60_000 - 1
    world.do(sync.retry, "alice", work.delivery_id)
    assert len(world.take()) == 1
    with pytest.raises(InputError):
        world.do(sync.retry, "alice", work.delivery_id)


@pytest.mark.parametrize("arrived", [True, False])
def test_an_unknown_text_message_is_settled_by_a_person(world: World, arrived: bool) -> None:
    world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Hello")
    (work,) = world.take("sms:kannel")
    world.do(dispatch.mark_unknown, work.delivery_id, Problem("ambiguous", "No answer.", "Ask."))
    assert world.take("sms:kannel") == []
    assert [w.delivery_id for w in world.ask(dispatch.unknowns, "sms:kannel", 10)] == [work.delivery_id]
    assert world.ask(queue.find_case, "1").conflict
    with pytest.raises(InputError):
        world.do(sync.retry, "alice", work.delivery_id)
    world.do(sync.resolve_unknown, "alice", work.delivery_id, arrived)
    assert not world.ask(queue.find_case, "1").conflict
    assert len(world.take("sms:kannel")) == (0 if arrived else 1)
    with pytest.raises(InputError):
        world.do(sync.resolve_unknown, "alice", work.delivery_id, arrived)


def test_summary_counts_every_sink(world: World) -> None:
    assert world.ask(backlog.summary) == []
    world.do(cases.add_note, "alice", "rt:2", "one")
    made_at = world.clock.ms
    world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Hello")
    world.take(limit=1)
    helpdesk, sms = world.ask(backlog.summary)
    assert (helpdesk.sink, helpdesk.waiting, helpdesk.in_flight, helpdesk.oldest_at) == ("helpdesk", 1, 1, made_at)
    assert (sms.sink, sms.waiting, sms.confirmed) == ("sms:kannel", 1, 0)
    world.deliver("sms:kannel")
    assert world.ask(backlog.summary)[1].confirmed == 1


def test_deliveries_can_be_narrowed(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:2", "one")
    world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Hello")
    assert [(d.sink, d.case_number) for d in world.ask(sync.deliveries, case_key="rt:1")] == [
        ("helpdesk", "1"),
        ("sms:kannel", "1"),
    ]
    assert [d.summary for d in world.ask(sync.deliveries, sink="sms:kannel")] == [f"SMS to {ANN_NUMBER}: Hello"]
    assert len(world.ask(sync.deliveries, limit=1)) == 1
    assert world.ask(sync.deliveries, states=[DeliveryState.UNKNOWN]) == []
