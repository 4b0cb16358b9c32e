"""One decision about many deliveries, and the pace at which a backlog goes."""

from __future__ import annotations

import pytest

from fallback_console.domain.delivery import DeliveryState, Problem
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError
from fallback_console.services import cases, dispatch, messages, queue, recovery, sync, sync_bulk
from tests.unit.services.support import ANN_NUMBER, World, case

REFUSED = Problem("refused", "It said no.", "Look at it.")


def conflict(world: World, key: str, value: str = "stalled") -> int:
    """A change of a status that met another one; the id of its delivery."""
    world.do(cases.set_field, "alice", key, "status", value)
    work = next(w for w in world.take() if w.lane == key)
    values = {"field": "status", "base": "open", "mine": value, "theirs": "resolved", "theirs_by": "bob"}
    world.do(dispatch.stop, work.delivery_id, Problem("conflict", "Changed there.", "Choose.", values))
    return work.delivery_id


def refused(world: World, key: str) -> int:
    world.do(cases.add_note, "alice", key, "a note")
    work = next(w for w in world.take() if w.lane == key)
    world.do(dispatch.stop, work.delivery_id, REFUSED)
    return work.delivery_id


def unknown(world: World) -> int:
    world.do(messages.send_sms, "alice", "", ANN_NUMBER, "hello")
    (work,) = world.take("sms:kannel")
    world.do(dispatch.mark_unknown, work.delivery_id, Problem("ambiguous", "No answer.", "Ask."))
    return work.delivery_id


def state(world: World, delivery_id: int) -> str:
    rows = world.ask(sync.deliveries, states=frozenset(DeliveryState))
    return next(row.state.value for row in rows if row.id == delivery_id)


@pytest.mark.parametrize(("decision", "after"), [("mine", "waiting"), ("theirs", "dropped")])
def test_conflicts_of_several_cases_are_decided_alike(world: World, decision: str, after: str) -> None:
    ids = [conflict(world, "rt:1"), conflict(world, "rt:2")]
    decided = world.do(sync_bulk.decide_many, "alice", ids, decision)
    assert decided == sync_bulk.Decided(2, ())
    assert [state(world, one) for one in ids] == [after, after]


def test_what_cannot_be_decided_so_is_left_and_named(world: World) -> None:
    ids = [conflict(world, "rt:1"), refused(world, "rt:2"), unknown(world), 999]
    decided = world.do(sync_bulk.decide_many, "alice", ids, "retry")
    # A conflict may be tried again too: the other side may have changed back.
    assert decided.done == 2
    assert [left.id for left in decided.left] == [ids[2], 999]
    assert all(left.why.endswith(".") for left in decided.left)
    assert [state(world, one) for one in ids[:3]] == ["waiting", "waiting", "unknown"]


def test_what_went_with_an_earlier_one_counts_as_done(world: World) -> None:
    first = conflict(world, "rt:1")
    world.do(cases.set_field, "alice", "rt:1", "status", "new")
    later = max(d.id for d in world.ask(sync.deliveries))
    decided = world.do(sync_bulk.decide_many, "alice", [first, later], "theirs")
    assert decided == sync_bulk.Decided(2, ())
    assert [state(world, first), state(world, later)] == ["dropped", "dropped"]


@pytest.mark.parametrize(("decision", "after"), [("arrived", "confirmed"), ("lost", "waiting")])
def test_doubts_are_settled_together(world: World, decision: str, after: str) -> None:
    one = unknown(world)
    assert world.do(sync_bulk.decide_many, "alice", [one, one], decision).done == 1
    assert state(world, one) == after


def test_many_are_dropped_with_one_reason(world: World) -> None:
    ids = [refused(world, "rt:1"), unknown(world)]
    with pytest.raises(InputError, match="reason"):
        world.do(sync_bulk.decide_many, "alice", ids, "drop", "  ")
    assert world.do(sync_bulk.decide_many, "alice", ids, "drop", "not needed").done == 2
    reasons = [row.data["reason"] for row in world.ask(queue.timeline, "rt:1") if row.kind == Kind.DELIVERY_DROPPED]
    assert reasons == ["not needed"]


def test_it_is_bounded_and_knows_its_words(world: World) -> None:
    with pytest.raises(InputError, match="too many"):
        world.do(sync_bulk.decide_many, "alice", range(sync_bulk.MOST + 1), "retry")
    with pytest.raises(InputError, match="no decision"):
        world.do(sync_bulk.decide_many, "alice", [1], "edit")


def test_what_goes_first_in_a_case_is_told(world: World) -> None:
    first = conflict(world, "rt:1")
    world.do(cases.add_note, "alice", "rt:1", "behind it")
    world.do(cases.add_note, "alice", "rt:2", "one")
    world.do(cases.add_note, "alice", "rt:2", "two")
    rows = world.ask(sync.deliveries)
    assert [(d.held_by, d.held_why) for d in rows[:2]] == [(None, ""), (first, "conflict")]
    assert [(d.held_by, d.held_why) for d in rows[2:]] == [(None, ""), (rows[2].id, "")]


def test_the_pace_is_what_arrived_lately_and_what_is_held(world: World) -> None:
    for number in (1, 2, 3):
        world.do(cases.add_note, "alice", f"rt:{number}", "x")
    world.deliver()
    conflict(world, "rt:1")
    world.do(cases.add_note, "alice", "rt:1", "behind it")
    world.do(cases.add_note, "alice", "rt:1", "behind it too")
    world.do(cases.add_note, "alice", "rt:2", "free")
    pace = world.ask(recovery.paces, world.clock.ms)["helpdesk"]
    assert len(pace.times) == 3
    assert list(pace.times) == sorted(pace.times, reverse=True)
    assert pace.held == 2
    world.clock.ms += 3_600_000
    assert world.ask(recovery.paces, world.clock.ms)["helpdesk"].times == ()


def test_a_case_given_up_takes_its_followers_along(world: World) -> None:
    world.pull([case(9)])
    saved = world.do(cases.create_case, "alice", cases.NewCase("New printer", "Support", "It is here."))
    world.do(cases.add_note, "alice", saved.case_key, "more")
    ids = [d.id for d in world.ask(sync.deliveries)]
    assert world.do(sync_bulk.decide_many, "alice", ids, "drop", "twice").done == len(ids)
    assert world.ask(sync.deliveries) == []
