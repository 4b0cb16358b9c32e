"""One decision about many cases, and taking it back."""

from __future__ import annotations

import pytest

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.errors import InputError
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.services import bulk, cases, queue, sync
from tests.unit.services.support import NOW, World, case


def pks(world: World) -> list[int]:
    return list(world.ask(queue.case_pks, CaseFilter(open_only=False), CaseSort.NEWEST))


def values(world: World, field: str) -> list[object]:
    return [getattr(row, field) for row in world.ask(queue.list_cases, CaseFilter(open_only=False), CaseSort.NEWEST)]


def test_one_command_changes_all_and_undo_sends_nothing(world: World) -> None:
    before = values(world, "owner")
    done = world.do(bulk.change_many, "bob", pks(world), "owner", "bob")
    assert (done.cases, done.as_before, done.left) == (3, 0, 0)
    assert values(world, "owner") == ["bob"] * 3
    assert values(world, "unsent") == [1] * 3
    undone = world.do(bulk.undo, "bob", done.changes)
    assert (undone.cases, undone.left) == (3, 0)
    assert values(world, "owner") == before
    assert values(world, "unsent") == [0] * 3
    assert world.take() == []
    dropped = world.ask(sync.deliveries, states={DeliveryState.DROPPED})
    assert [row.kind for row in dropped] == ["field.changed"] * 3


def test_what_has_left_is_changed_back(world: World) -> None:
    done = world.do(bulk.change_many, "bob", pks(world), "priority", "80")
    world.deliver()
    undone = world.do(bulk.undo, "bob", done.changes)
    assert undone.cases == 3
    assert values(world, "priority") == [20] * 3
    assert [work.entry.body["value"] for work in world.take()] == ["20"] * 3


def test_what_was_changed_again_stays(world: World) -> None:
    done = world.do(bulk.change_many, "bob", pks(world), "queue", "Billing")
    world.do(cases.set_field, "alice", "rt:2", "queue", "サポート")
    undone = world.do(bulk.undo, "bob", done.changes)
    assert (undone.cases, undone.left) == (2, 1)
    assert sorted(values(world, "queue")) == ["Support", "Support", "サポート"]  # type: ignore[type-var]


def test_what_is_as_wanted_and_what_is_gone_are_told(world: World) -> None:
    world.do(cases.set_field, "alice", "rt:1", "owner", "bob")
    done = world.do(bulk.change_many, "bob", [*pks(world), 999_999], "owner", "bob")
    assert (done.cases, done.as_before, done.left) == (2, 1, 1)


def test_a_plan_for_many_and_back(world: World) -> None:
    world.do(cases.set_next_action, "alice", "rt:1", "look at it", NOW + 5)
    done = world.do(bulk.plan_many, "bob", pks(world), "call them", NOW + 9)
    assert values(world, "next_action") == ["call them"] * 3
    assert values(world, "due_at") == [NOW + 9] * 3
    assert world.do(bulk.undo, "bob", done.changes).cases == 3
    assert sorted(values(world, "next_action")) == ["", "", "look at it"]  # type: ignore[type-var]
    assert sorted(str(due) for due in values(world, "due_at")) == [str(NOW + 5), "None", "None"]


def test_a_plan_that_was_sent_and_back(world: World) -> None:
    done = world.do(bulk.plan_many, "bob", pks(world), "call them", NOW + 9)
    world.deliver()
    assert world.do(bulk.undo, "bob", done.changes).cases == 3
    assert values(world, "next_action") == [""] * 3
    assert values(world, "due_at") == [None] * 3


def test_limits(world: World) -> None:
    with pytest.raises(InputError, match="too many"):
        world.do(bulk.change_many, "bob", range(1, bulk.MOST + 2), "owner", "bob")
    with pytest.raises(InputError):
        world.do(bulk.change_many, "bob", pks(world), "status", "no such status")


def test_a_case_given_up_is_left_alone(world: World) -> None:
    saved = world.do(cases.create_case, "alice", cases.NewCase("Router", "Support", "dead"))
    row = next(d for d in world.ask(sync.deliveries) if d.entry_id == saved.entry_ids[0])
    world.do(sync.drop, "alice", row.id, "twice")
    world.pull([case(7)])
    done = world.do(bulk.change_many, "bob", pks(world), "owner", "bob")
    assert done.left == 1
    assert done.cases == 4
