"""What is asked of a message when it is taken for sending: whether it is still wanted, and whether it may disturb now."""

from __future__ import annotations

from typing import Any

import pytest

from fallback_console.domain.broadcast import Audience, Policy
from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Problem, Receipt
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError
from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.ports import IncomingSms, Work
from fallback_console.services import (
    broadcast,
    broadcast_feed,
    broadcast_list,
    calls,
    connections,
    dispatch,
    messages,
    paths,
    reach,
    sync,
)
from fallback_console.services.calls import CallLog
from tests.unit.services.support import ANN, ANN_NUMBER, NOW, World, ann

SINK = "sms:kannel"
SECOND = "+12025550177"
HOUR = 3_600_000
NIGHT = (21 * 60, 8 * 60)
# NOW is 19:33:20 on a clock in UTC.
EVENING, MORNING = NOW + 2 * HOUR, NOW + 12 * HOUR + 26 * 60_000 + 40_000
LOST = Problem("ambiguous", "No answer came.")


@pytest.fixture
def two(world: World) -> World:
    """Ann has two mobiles."""
    world.pull(people=[ann(numbers=(RawNumber("mobile", ANN_NUMBER), RawNumber("mobile", SECOND)), timezone="UTC")])
    return world


def begin(world: World, quiet: tuple[int, int] = (0, 0), **options: Any) -> str:
    rules = ReachRules(quiet=quiet, zone="UTC")
    return world.do(reach.start, "alice", f"person:{ANN}", "Please ring us.", rules, **options).entry_ids[0]


def start(world: World, audience: Audience, quiet: tuple[int, int] | None = None, **more: Any) -> str:
    drafted = world.do(broadcast.draft, "alice", "We are back.", audience, **more)
    policy = Policy(0, quiet=quiet)
    made = world.ask(broadcast.plan, "alice", drafted, policy, world.clock.ms)
    done = 0
    while done >= 0:
        done = world.do(broadcast.advance, "alice", made, policy, done)
    return drafted


def feed(world: World) -> int:
    made = 0
    while some := world.do(broadcast_feed.feed):
        made += some
    return made


def counts(world: World, drafted: str) -> dict[str, int]:
    return {state: n for state, n in world.ask(broadcast_list.progress, drafted).counts.items() if n}


def to(works: list[Work]) -> list[str]:
    return [work.entry.body["to"] for work in works]


def stop_word(world: World, number: str) -> None:
    world.do(messages.take_in, IncomingSms("kannel", f"s{number}", number, "1", "STOP", world.clock.ms))


def in_doubt(world: World) -> Work:
    """A text whose gateway can be asked was handed over, and no answer came."""
    (work,) = world.take(SINK)
    world.do(dispatch.put_back, work.delivery_id, LOST, 0, True)
    return work


def end(world: World, reach_id: str, how: str) -> None:
    if how == "stopped":
        world.do(reach.stop, "alice", reach_id)
        return
    world.clock.ms += 200_000
    world.do(reach.advance)
    world.do(calls.log_call, "alice", "", CallLog("out", ANN_NUMBER, ANN, world.clock.ms, 60, "reached"))
    world.do(reach.advance)


def state_of(world: World, work: Work) -> tuple[str, str]:
    row = world.ask(
        lambda r: r.one(
            "SELECT state, json_extract(problem, '$.message') FROM delivery WHERE id = ?", (work.delivery_id,)
        )
    )
    assert row is not None
    return row[0], row[1]


@pytest.mark.parametrize("how", ["answered", "stopped"])
def test_a_text_that_is_looked_for_first_does_not_go_out_once_the_climb_has_ended(two: World, how: str) -> None:
    one = begin(two)
    work = in_doubt(two)
    end(two, one, how)
    assert two.ask(reach.shown, one, two.clock.ms).state == how
    (again,) = two.take(SINK)
    assert (again.delivery_id, again.look_first, again.only_look) == (work.delivery_id, True, True)
    # The gateway does not have it.
    two.do(dispatch.not_there, again.delivery_id)
    assert two.take(SINK) == []
    assert state_of(two, work) == ("dropped", "The person is reached over another path.")
    two.assert_whole()


def test_a_text_that_is_found_counts_as_sent_although_the_climb_has_ended(two: World) -> None:
    one = begin(two)
    work = in_doubt(two)
    end(two, one, "stopped")
    (again,) = two.take(SINK)
    two.do(dispatch.confirm, again.delivery_id, Receipt(already=True))
    assert state_of(two, work)[0] == "confirmed"


def test_a_text_that_is_looked_for_first_goes_on_while_the_climb_does(two: World) -> None:
    begin(two)
    in_doubt(two)
    (again,) = two.take(SINK)
    assert (again.look_first, again.only_look) == (True, False)


def test_a_text_that_was_under_way_as_the_climb_ended_and_reached_nobody_is_not_tried_again(two: World) -> None:
    one = begin(two)
    (work,) = two.take(SINK)
    end(two, one, "stopped")
    two.do(dispatch.put_back, work.delivery_id, Problem("unreachable", "No connection."), 0, False)
    assert two.take(SINK) == []
    assert state_of(two, work)[0] == "dropped"


def test_a_text_in_doubt_to_who_said_stop_is_only_looked_for(two: World) -> None:
    two.do(messages.send_sms, "alice", "", ANN_NUMBER, "Hello")
    work = in_doubt(two)
    stop_word(two, ANN_NUMBER)
    (again,) = two.take(SINK)
    assert again.only_look
    two.do(dispatch.not_there, again.delivery_id)
    assert two.take(SINK) == []
    assert state_of(two, work) == ("dropped", "This number asked for no more text messages.")


def test_a_text_that_its_gateway_did_not_take_by_day_waits_for_the_morning(two: World) -> None:
    begin(two, NIGHT)
    two.do(messages.send_sms, "bob", "", ANN_NUMBER, "I am on my way.")
    two.clock.ms = EVENING
    # The gateway is back: what a person wrote to one person goes, and does not wait behind what is put off.
    two.do(dispatch.release, SINK)
    assert [work.entry.actor for work in two.deliver(SINK)] == ["bob"]
    assert two.ask(dispatch.next_retry_at, SINK) == MORNING
    (row,) = two.ask(sync.deliveries, sink=SINK)
    assert row.problem is not None
    assert (row.problem.code, row.problem.message) == ("quiet", "It waits for the end of the recipient's quiet hours.")
    two.do(dispatch.release, SINK)
    assert two.take(SINK) == []
    two.assert_whole()
    two.clock.ms = MORNING
    assert [work.entry.actor for work in two.deliver(SINK)] == ["alice"]


def test_their_own_wish_and_zone_tell_when_it_is_night(two: World) -> None:
    two.pull(people=[ann(numbers=(RawNumber("mobile", ANN_NUMBER),), timezone="America/New_York")])
    begin(two, NIGHT)
    two.clock.ms = EVENING
    two.do(paths.prefer, "alice", f"person:{ANN}", quiet=(16 * 60, 18 * 60))
    assert two.take(SINK) == []
    assert two.ask(dispatch.next_retry_at, SINK) == NOW + 3 * HOUR + 26 * 60_000 + 40_000
    two.clock.ms = NOW + 4 * HOUR
    assert to(two.take(SINK)) == [ANN_NUMBER]


def test_what_is_urgent_goes_at_night(two: World) -> None:
    begin(two, NIGHT, urgent=True)
    two.clock.ms = EVENING
    assert to(two.take(SINK)) == [ANN_NUMBER]


def test_a_word_that_it_is_urgent_lets_go_what_was_put_off(two: World) -> None:
    one = begin(two, NIGHT)
    two.clock.ms = EVENING
    assert two.take(SINK) == []
    two.do(reach.allow, "alice", one, urgent=True)
    assert two.ask(dispatch.next_retry_at, SINK) == 0
    assert to(two.take(SINK)) == [ANN_NUMBER]


def test_what_a_person_sends_all_the_same_goes_this_night_alone(two: World) -> None:
    begin(two, NIGHT)
    two.clock.ms = EVENING
    assert two.take(SINK) == []
    (row,) = two.ask(sync.deliveries, sink=SINK)
    two.do(sync.retry, "bob", row.id)
    (work,) = two.take(SINK)
    two.do(dispatch.put_back, work.delivery_id, Problem("unreachable", "No connection."), 0, False)
    assert two.do(dispatch.take, SINK, two.clock.ms, 5, ()) != []
    two.do(dispatch.put_back, work.delivery_id, Problem("unreachable", "No connection."), 0, False)
    two.clock.ms += 24 * HOUR
    assert two.take(SINK) == []


def test_what_is_sent_anew_after_a_refusal_still_waits_for_the_morning(two: World) -> None:
    begin(two, NIGHT)
    (work,) = two.take(SINK)
    two.do(dispatch.stop, work.delivery_id, Problem("refused", "No such sender."))
    two.clock.ms = EVENING
    two.do(sync.retry, "bob", work.delivery_id)
    assert two.take(SINK) == []
    assert two.ask(dispatch.next_retry_at, SINK) == MORNING


def test_a_text_that_is_put_off_can_be_taken_back_by_the_climb(two: World) -> None:
    one = begin(two, NIGHT)
    two.clock.ms = EVENING
    assert two.take(SINK) == []
    two.do(reach.stop, "alice", one)
    assert two.ask(sync.deliveries, sink=SINK) == []


def test_a_broadcast_waits_for_the_morning_where_night_came_before_its_turn(world: World) -> None:
    world.do(connections.save, Connection(SINK, "kannel", {"rate": 1}))
    people = [
        PulledPerson(
            f"c{n}",
            "customer",
            f"C {n}",
            numbers=(RawNumber("mobile", f"+120255502{n:02d}"),),
            timezone="UTC" if n < 15 else "America/New_York",
        )
        for n in range(20)
    ]
    world.pull(people=people)
    drafted = start(world, Audience(search="C"), NIGHT)
    assert feed(world) == 10
    world.clock.ms = EVENING
    # Those lie ready and wait, five more are not made, and the last five have their afternoon.
    sent: list[str] = []
    while True:
        made, found = feed(world), world.deliver(SINK)
        if not made and not found:
            break
        sent += to(found)
    assert sorted(sent) == [f"+120255502{n:02d}" for n in range(15, 20)]
    assert counts(world, drafted) == {"queued": 15, "sent": 5}
    world.assert_whole()
    world.clock.ms = MORNING
    while feed(world) or world.deliver(SINK):
        pass
    assert counts(world, drafted) == {"sent": 20}


def test_an_urgent_broadcast_and_one_without_quiet_hours_go_at_night(two: World) -> None:
    start(two, Audience(people=(ANN,)), NIGHT, urgent=True)
    start(two, Audience(people=(ANN,)))
    assert feed(two) == 2
    two.clock.ms = EVENING
    assert to(two.take(SINK)) == [ANN_NUMBER] * 2


def test_who_said_stop_at_one_number_gets_no_broadcast_at_another(two: World) -> None:
    stop_word(two, SECOND)
    for audience in (Audience(people=(ANN,)), Audience(numbers=(ANN_NUMBER,))):
        found = two.ask(broadcast.preview, "alice", "Hi", audience, Policy(0), two.clock.ms)
        assert [one.reason for one in found.found] == ["opted-out"]


@pytest.mark.parametrize("made", [False, True])
def test_who_says_stop_at_one_number_meanwhile_gets_no_broadcast_at_another(two: World, made: bool) -> None:
    drafted = start(two, Audience(numbers=(ANN_NUMBER,)))
    if made:
        assert feed(two) == 1
    stop_word(two, SECOND)
    feed(two)
    assert two.deliver(SINK) == []
    assert counts(two, drafted) == {"cancelled": 1} if made else {"left_out": 1}
    if made:
        (row,) = two.ask(broadcast_list.people, two.ask(broadcast_list.find, drafted).run, [0])
        assert row.problem == Problem("opted-out", "The person asked for no more text messages.")


def test_what_a_person_writes_to_another_number_goes(two: World) -> None:
    stop_word(two, SECOND)
    two.do(messages.send_sms, "alice", "", ANN_NUMBER, "You asked me to write here.")
    assert to(two.deliver(SINK)) == [ANN_NUMBER]


def test_what_is_given_up_is_told_alike_whoever_gives_it_up(two: World) -> None:
    two.do(messages.send_sms, "alice", "", ANN_NUMBER, "Hello")
    (row,) = two.ask(sync.deliveries, sink=SINK)
    with pytest.raises(InputError):
        two.do(sync.drop, "bob", row.id, " ")
    two.do(sync.drop, "bob", row.id, "Not needed.")
    two.do(messages.send_sms, "alice", "", ANN_NUMBER, "Hello")
    stop_word(two, ANN_NUMBER)
    assert two.take(SINK) == []
    told = two.ask(
        lambda r: r.rows(
            "SELECT actor, subject = 'entry:' || json_extract(body, '$.of'), json_extract(body, '$.sink'),"
            f" json_extract(body, '$.reason') FROM entry WHERE kind = '{Kind.DELIVERY_DROPPED}' ORDER BY number"
        )
    )
    assert told == [
        ("bob", 1, SINK, "Not needed."),
        ("gateway:kannel", 1, SINK, "This number asked for no more text messages."),
    ]
