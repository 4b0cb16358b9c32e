"""What the courier asks and tells."""

from __future__ import annotations

import pytest

from fallback_console.domain.delivery import Doubles, Problem, Receipt
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.services import cases, dispatch, messages, queue, sync
from tests.unit.services.support import ANN_NUMBER, World, case, item

LATER = Problem("unreachable", "Nobody there.")


def test_lanes_go_side_by_side_each_in_order(world: World) -> None:
    for number in range(3):
        for key in ("rt:1", "rt:2"):
            world.do(cases.add_note, "alice", key, f"{key} {number}")
    assert [w.entry.body["text"] for w in world.deliver()] == [
        "rt:1 0", "rt:2 0", "rt:1 1", "rt:2 1", "rt:1 2", "rt:2 2",
    ]  # fmt: skip


def test_limit_and_busy_lanes(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "one")
    world.do(cases.add_note, "alice", "rt:2", "two")
    assert [w.lane for w in world.do(dispatch.take, "helpdesk", world.clock.ms, 1, ("rt:1",))] == ["rt:2"]
    assert [w.lane for w in world.take()] == ["rt:1"]


def test_what_failed_waits_for_its_time_and_holds_its_lane(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "one")
    world.do(cases.add_note, "alice", "rt:1", "two")
    (work,) = world.take()
    at = world.clock.ms + 5000
    world.do(dispatch.put_back, work.delivery_id, LATER, at, True)
    assert world.take() == []
    assert world.ask(dispatch.next_retry_at, "helpdesk") == at
    world.clock.ms = at
    (again,) = world.take()
    assert (again.delivery_id, again.attempts, again.look_first) == (work.delivery_id, 2, True)


def test_release_forgets_the_waits(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "one")
    (work,) = world.take()
    world.do(dispatch.put_back, work.delivery_id, LATER, world.clock.ms + 5000, False)
    world.do(dispatch.release, "helpdesk")
    assert world.ask(dispatch.next_retry_at, "helpdesk") == 0
    assert len(world.take()) == 1


def test_after_a_crash_a_marker_is_looked_up_and_a_text_message_is_in_doubt(world: World) -> None:
    world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Hello")
    world.take()
    world.take("sms:kannel")
    recovered = world.do(dispatch.recover, {"helpdesk": Doubles.MARKER, "sms:kannel": Doubles.NONE})
    assert recovered == dispatch.Recovered(waiting=1, unknown=1)
    (work,) = world.take()
    assert work.look_first
    assert world.take("sms:kannel") == []
    assert world.ask(queue.find_case, "1").conflict
    # Nothing is left in flight, so the next start has nothing to settle but what is under way again.
    assert world.do(dispatch.recover, {}) == dispatch.Recovered(1, 0)


def test_a_native_key_lets_a_text_message_go_again(world: World) -> None:
    world.do(messages.send_sms, "alice", "", ANN_NUMBER, "Hello")
    world.take("sms:kannel")
    assert world.do(dispatch.recover, {"sms:kannel": Doubles.NATIVE}) == dispatch.Recovered(1, 0)
    (work,) = world.take("sms:kannel")
    assert (work.look_first, work.lane) == (True, ANN_NUMBER)


def test_a_confirmed_change_stays_until_a_pull_has_brought_it(world: World) -> None:
    world.do(cases.set_field, "alice", "rt:1", "status", "stalled")
    world.deliver(version=20)
    row = world.ask(queue.find_case, "1")
    assert (row.status, row.unsent) == ("stalled", 0)
    assert world.ask(queue.case_detail, "rt:1").pending == ("status",)
    # A pull that started before the write brings an older record.
    world.pull([case(1, version=15, priority=33)])
    row = world.ask(queue.find_case, "1")
    assert (row.status, row.priority) == ("stalled", 33)
    world.pull([case(1, version=20, status="stalled")])
    assert world.ask(queue.case_detail, "rt:1").pending == ()
    world.pull([case(1, version=21, status="resolved")])
    assert world.ask(queue.find_case, "1").status == "resolved"


def test_a_helpdesk_without_versions_does_not_make_fields_flicker(world: World) -> None:
    world.do(cases.set_field, "alice", "rt:1", "status", "stalled")
    world.deliver()
    assert world.ask(queue.find_case, "1").status == "stalled"
    world.pull([case(1, version=11, status="resolved")])
    assert world.ask(queue.find_case, "1").status == "resolved"


def test_our_own_echo_is_not_shown_twice(world: World) -> None:
    saved = world.do(cases.add_note, "alice", "rt:1", "from here")
    world.do(cases.set_field, "alice", "rt:1", "owner", "bob")
    world.deliver(remote_items=("501",), version=20)
    world.pull(
        [case(1, version=20, owner="bob")],
        [
            item(500, 1, "from here", marker=saved.entry_ids[0]),
            item(501, 1, kind="field", field="owner", old="alice", new="bob"),
            item(502, 1, "from somebody else", marker="not-an-entry-of-ours"),
        ],
    )
    shown = world.ask(queue.timeline, "rt:1")
    assert [r.text for r in shown if r.kind.endswith("note") or r.kind == "note.added"].count("from here") == 1
    assert [r.kind for r in shown if r.data.get("field") == "owner"] == ["field.changed"]
    assert "from somebody else" in [r.text for r in shown]


def test_only_what_is_under_way_can_be_confirmed(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "one")
    delivery = world.ask(sync.deliveries)[0].id
    for tell in (
        lambda tx: dispatch.confirm(tx, delivery, Receipt()),
        lambda tx: dispatch.put_back(tx, delivery, LATER, 0, False),
        lambda tx: dispatch.stop(tx, delivery, LATER),
        lambda tx: dispatch.mark_unknown(tx, delivery, LATER),
    ):
        with pytest.raises(InputError):
            world.do(tell)
    with pytest.raises(NotFoundError):
        world.do(dispatch.confirm, 999, Receipt())


def test_thousands_wait_and_go_in_the_journals_order(world: World) -> None:
    world.pull([case(number) for number in range(10, 1010)])

    def many(tx: object) -> None:
        for number in range(3000):
            cases.add_note(tx, "alice", f"rt:{10 + number % 1000}", f"note {number}")  # type: ignore[arg-type]

    world.do(many)
    world.do(dispatch.stop, world.take(limit=1)[0].delivery_id, LATER)
    taken = [work for _ in range(20) for work in world.take(limit=8)]
    assert len({work.lane for work in taken}) == 160
    assert [work.entry.number for work in taken] == sorted(work.entry.number for work in taken)
