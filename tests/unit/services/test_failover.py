"""A text message that leaves one gateway for another: only what was certainly not taken, in one transaction, in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import HOLD_MS, DeliveryState, Problem, Receipt
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError
from fallback_console.domain.gateway_names import kind_name
from fallback_console.ports import IncomingSms, SmsReceipt
from fallback_console.services import connections, dispatch, failover, holding, messages, queue, sync
from fallback_console.services.failover import Moved
from fallback_console.store import deliveries
from tests.unit.services.support import ANN_NUMBER, World, ann, case

A, B, C = "sms:kannel", "sms:twilio", "sms:android"
"""The gateways of a test; each test runs with three of different kinds and with three of one kind."""
GONE = Problem("unreachable", "Nobody there.")
LONDON = "+447700900123"


def kind(sink: str) -> str:
    return kind_name(sink).removeprefix("sms:")


def with_gateways(folder: Path) -> World:
    world = World(folder)
    world.connect()
    world.pull([case(1)], [], [ann()])
    world.do(connections.save, Connection(B, kind(B), {"priority": 2, "cost": "0.05", "listen_port": 4001}))
    world.do(connections.save, Connection(C, kind(C), {"priority": 3, "countries": "GB", "listen_port": 4002}))
    return world


@pytest.fixture(autouse=True, params=[("twilio", "android"), ("kannel.osaka", "kannel.2")], ids="-".join)
def gateways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, gateway in zip("BC", request.param, strict=True):
        monkeypatch.setitem(globals(), name, f"sms:{gateway}")


@pytest.fixture
def world(gateways: None, tmp_path: Path) -> Iterator[World]:
    made = with_gateways(tmp_path)
    yield made
    made.assert_whole()
    made.close()


def send(world: World, text: str = "Hello", to: str = ANN_NUMBER, case_key: str = "rt:1") -> int:
    """The row of its delivery to a gateway."""
    (entry, *_) = world.do(messages.send_sms, "alice", case_key, to, text).entry_ids
    return int(
        world.ask(lambda r: r.value("SELECT id FROM delivery WHERE entry_id = ? AND sink LIKE 'sms:%'", (entry,)))
    )


def over(world: World, sink: str, usable: set[str]) -> list[Moved]:
    """Move what may move."""
    return world.do(failover.move, world.ask(failover.movable, sink, usable, world.clock.ms))


def row(world: World, delivery: int) -> tuple[str, DeliveryState]:
    found = world.ask(lambda r: deliveries.get(r, delivery))
    return found.sink, found.state


def test_what_waits_goes_over_the_next_one_and_the_timeline_tells(world: World) -> None:
    delivery = send(world)
    assert over(world, A, {B}) == [Moved(delivery, B)]
    assert row(world, delivery) == (B, DeliveryState.WAITING)
    moved = [one for one in world.ask(queue.timeline, "rt:1") if one.kind == Kind.DELIVERY_MOVED]
    assert [(one.who, one.data["sink"], one.data["to"], one.data["why"]) for one in moved] == [
        ("gateway:kannel", A, B, failover.STOOD_STILL)
    ]
    (shown,) = world.ask(sync.deliveries, sink=B)
    assert shown.problem is not None
    assert (shown.problem.code, shown.problem.values["from"]) == (failover.REROUTED, A)
    assert world.take(A) == []
    assert [work.delivery_id for work in world.deliver(B)] == [delivery]


def test_without_another_gateway_it_stays(world: World) -> None:
    delivery = send(world)
    assert over(world, A, set()) == []
    assert over(world, A, {C}) == []  # serves another country
    assert row(world, delivery) == (A, DeliveryState.WAITING)


def test_what_may_have_got_through_stays(world: World) -> None:
    asked, doubtful, under_way = (send(world, to=to, case_key="") for to in (ANN_NUMBER, LONDON, "+33199001234"))
    assert len(world.take(A)) == 3
    world.do(dispatch.put_back, asked, GONE, 0, True)
    world.do(dispatch.mark_unknown, doubtful, GONE)
    assert over(world, A, {B, C}) == []
    assert world.do(failover.move_refused, doubtful, {B, C}) is None
    assert [row(world, one)[1] for one in (asked, doubtful, under_way)] == ["waiting", "unknown", "in_flight"]
    with pytest.raises(InputError):
        world.do(lambda tx: deliveries.change_sink(tx, deliveries.get(tx, asked), B, GONE))
    # A look-up that found nothing lets it go.
    world.do(sync.resolve_unknown, "alice", doubtful, False)
    assert over(world, A, {B, C}) == [Moved(doubtful, B)]


def test_refused_by_one_after_the_other_it_needs_a_person_at_last(world: World) -> None:
    delivery = send(world, to=LONDON, case_key="")
    for sink, after in ((A, B), (B, C)):
        (work,) = world.take(sink)
        assert world.do(failover.move_refused, work.delivery_id, {A, B, C}) == Moved(delivery, after)
    (work,) = world.take(C)
    assert world.do(failover.move_refused, work.delivery_id, {A, B, C}) is None
    assert row(world, delivery) == (C, DeliveryState.IN_FLIGHT)


def test_what_stood_still_comes_back_but_not_for_ever(world: World) -> None:
    delivery = send(world)
    found = []
    for _ in range(20):
        sink = row(world, delivery)[0]
        found += over(world, sink, {A, B})
    assert [one.sink for one in found] == [B, A, B, A, B, A]


def test_an_opt_out_is_never_passed_over(world: World) -> None:
    delivery = send(world)
    (work,) = world.take(A)
    world.do(messages.take_in, IncomingSms("kannel", "m1", ANN_NUMBER, "1", "STOP", world.clock.ms))
    assert world.do(failover.move_refused, work.delivery_id, {B}) is None
    assert row(world, delivery)[0] == A


def test_what_is_held_or_for_later_stays_until_it_is_due(world: World) -> None:
    world.do(messages.send_sms, "alice", "", ANN_NUMBER, "held", hold_ms=HOLD_MS)
    world.do(messages.send_sms, "alice", "", LONDON, "later", send_at=world.clock.ms + 3_600_000)
    assert over(world, A, {B, C}) == []
    world.clock.ms += HOLD_MS
    assert len(over(world, A, {B, C})) == 1
    world.clock.ms += 3_600_000
    assert len(over(world, A, {B, C})) == 1
    assert [work.entry.body["text"] for work in world.deliver(B)] == ["held", "later"]


def test_one_that_moved_before_it_was_tried_can_be_taken_back(world: World) -> None:
    saved = world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Oops", hold_ms=HOLD_MS)
    world.clock.ms += HOLD_MS
    assert over(world, A, {B})
    assert world.do(holding.take_back, "alice", saved.entry_ids[0]).done


def test_receipts_follow_the_message(world: World) -> None:
    delivery = send(world)
    (work,) = world.take(A)
    world.do(failover.move_refused, work.delivery_id, {B})
    world.take(B)
    world.do(dispatch.confirm, delivery, Receipt(remote_id="SM1"))

    def state() -> str:
        query = "SELECT gateway || ' ' || state FROM p_sms WHERE entry_id = ?"
        return str(world.ask(lambda r: r.value(query, (work.entry.id,))))

    own = B.removeprefix("sms:")
    assert state() == f"{own} accepted"
    # The first one's late word that it failed is no news; the second one's word counts, by its own id.
    world.do(messages.take_in, SmsReceipt("kannel", work.entry.id, "", "failed", None, world.clock.ms))
    assert state() == f"{own} accepted"
    world.do(messages.take_in, SmsReceipt(own, "", "SM1", "delivered", None, world.clock.ms))
    assert state() == f"{own} delivered"


def test_a_receipt_settles_the_doubt_at_the_gateway_that_has_it(world: World) -> None:
    delivery = send(world)
    (work,) = world.take(A)
    world.do(failover.move_refused, work.delivery_id, {B})
    world.take(B)
    world.do(dispatch.mark_unknown, delivery, GONE)
    world.do(messages.take_in, SmsReceipt("kannel", work.entry.id, "", "failed", None, world.clock.ms))
    assert row(world, delivery) == (B, DeliveryState.UNKNOWN)
    world.do(messages.take_in, SmsReceipt(B.removeprefix("sms:"), work.entry.id, "", "accepted", None, world.clock.ms))
    assert row(world, delivery) == (B, DeliveryState.CONFIRMED)


def test_the_country_chooses_when_it_is_written(world: World) -> None:
    world.do(connections.save, Connection(A, "kannel", {"priority": 1, "countries": "JP, US"}))
    assert row(world, send(world))[0] == A
    assert row(world, send(world, to=LONDON, case_key=""))[0] == B
    world.do(connections.save, Connection(B, kind(B), {"priority": 2, "countries": "US", "listen_port": 4001}))
    assert row(world, send(world, to=LONDON, case_key=""))[0] == C
    with pytest.raises(InputError, match="serves the country"):
        send(world, to="+33199001234", case_key="")


@given(st.lists(st.sampled_from(["send", "A>B", "B>A", "one A", "one B", "refused A"]), max_size=25))
def test_each_gateway_takes_what_it_has_for_a_number_oldest_first(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    """Whatever moves when, nothing is lost or doubled either."""
    world = with_gateways(tmp_path_factory.mktemp("order"))
    sent: list[int] = []
    done: list[int] = []

    def take_one(sink: str) -> list[int]:
        taken = [work.delivery_id for work in world.take(sink, 1)]
        waiting = (
            "SELECT min(id) FROM delivery WHERE sink = ? AND state = 'waiting'"  # rows are made in the order of entries
        )
        oldest = world.ask(lambda r: r.value(waiting, (sink,)))
        assert not taken or oldest is None or taken[0] < oldest
        return taken

    def confirm(delivery: int) -> None:
        world.do(dispatch.confirm, delivery, Receipt())
        done.append(delivery)

    for step in steps:
        if step == "send":
            sent.append(send(world, f"{len(sent)}", case_key=""))
        elif ">" in step:
            old, new = (A, B) if step == "A>B" else (B, A)
            over(world, old, {new})
        else:
            for one in take_one(A if step.endswith("A") else B):
                if not (step.startswith("refused") and world.do(failover.move_refused, one, {B})):
                    confirm(one)
    heads = "SELECT count(*) FROM delivery WHERE head = 1 GROUP BY sink, lane HAVING count(*) > 1"
    assert world.ask(lambda r: r.value(heads)) is None
    for sink in (A, B):
        while taken := take_one(sink):
            confirm(taken[0])
    assert sorted(done) == sent
    world.close()
