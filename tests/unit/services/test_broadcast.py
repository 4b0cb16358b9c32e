"""Broadcasts: whom they go to, how they go out, and that nobody gets one twice or none in silence."""

from __future__ import annotations

from collections import Counter
from random import Random

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from fallback_console.domain.broadcast import STATES, Audience, Policy
from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Problem, Receipt
from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.ports import IncomingSms, SmsReceipt
from fallback_console.services import (
    broadcast,
    broadcast_begun,
    broadcast_feed,
    broadcast_list,
    connections,
    dispatch,
    drafts,
    failover,
    holding,
    messages,
    people_merge,
    personal,
    sync,
)
from fallback_console.services.broadcast_begun import Begun
from fallback_console.store import journal
from fallback_console.store.broadcast_projection import project_broadcast
from fallback_console.store.tx import Tx
from tests.unit.services.support import ANN, ANN_NUMBER, NOW, World

SINK = "sms:kannel"
ALONE = Policy(review_above=0)
CUSTOMERS = Audience(role="customer")


def person(number: int, *numbers: str, kind: str = "mobile", **changes: object) -> PulledPerson:
    found = tuple(RawNumber(kind, one) for one in numbers)
    return PulledPerson(f"c{number}", "customer", f"Customer {number}", numbers=found, **changes)  # type: ignore[arg-type]


def mobile(number: int) -> str:
    return f"+120255502{number:02d}"


def crowd(world: World, count: int) -> None:
    world.pull(people=[person(n, mobile(n)) for n in range(count)])


def start(world: World, drafted: str, who: str = "alice", policy: Policy = ALONE) -> broadcast.Plan:
    made = world.ask(broadcast.plan, who, drafted, policy, world.clock.ms)
    done = 0
    while done >= 0:
        done = world.do(broadcast.advance, who, made, policy, done)
    return made


def approve(world: World, drafted: str, who: str = "bob") -> None:
    """A second person lets the draft go out, to those that would get it now."""
    one = world.ask(broadcast_list.find, drafted)
    found = world.ask(broadcast.preview_of, who, drafted, ALONE, world.clock.ms)
    world.do(broadcast.approve, who, drafted, one.draft, found.totals.recipients, found.digest)


def begin(world: World, text: str = "We are back at nine.", audience: Audience = CUSTOMERS, **more: object) -> str:
    drafted = world.do(broadcast.draft, "alice", text, audience, **more)  # type: ignore[arg-type]
    start(world, drafted)
    return drafted


def feed(world: World) -> int:
    """Make as many messages as are to lie ready; how many there were."""
    made = 0
    while some := world.do(broadcast_feed.feed):
        made += some
    return made


def counts(world: World, drafted: str) -> dict[str, int]:
    found = world.ask(broadcast_list.progress, drafted)
    assert sum(found.counts.values()) == found.broadcast.people
    return {state: count for state, count in found.counts.items() if count}


def send_all(world: World) -> list[str]:
    """Everything goes out; to whom, in order."""
    sent: list[str] = []
    while True:
        made, found = feed(world), world.deliver(SINK)
        sent += [work.entry.body["to"] for work in found]
        if not made and not found:
            return sent


def look(world: World, text: str, audience: Audience, policy: Policy = ALONE, **more: object) -> broadcast.Preview:
    return world.ask(broadcast.preview, "alice", text, audience, policy, world.clock.ms, **more)  # type: ignore[arg-type]


def reasons(found: broadcast.Preview) -> dict[str, str]:
    return {one.name or one.number: one.reason for one in found.found}


def test_a_preview_says_who_gets_it_and_who_does_not_and_why(world: World) -> None:
    world.pull(
        people=[
            person(1, mobile(1)),
            person(2, mobile(1)),
            person(3),
            person(4, "extension 12"),
            person(5, "+442079460123", kind="work"),
            person(6, mobile(6)),
        ]
    )
    world.do(messages.take_in, IncomingSms("kannel", "g", mobile(6), "1", "STOP", NOW))
    found = look(
        world, "Hi {customer}, {me} here.", CUSTOMERS._replace(numbers=("nobody", "+447700900123", ANN_NUMBER))
    )
    assert reasons(found) == {
        "Ann Müller": "same-person",
        "Customer 1": "",
        "Customer 2": "same-number",
        "Customer 3": "no-number",
        "Customer 4": "impossible",
        "Customer 5": "no-mobile",
        "Customer 6": "opted-out",
        "nobody": "impossible",
        "+447700900123": "no-name",
    }
    assert (found.totals.people, found.totals.recipients, found.totals.parts) == (10, 2, 2)
    assert found.totals.left_out == {
        "opted-out": 1,
        "no-number": 1,
        "impossible": 2,
        "no-mobile": 1,
        "same-number": 1,
        "same-person": 1,
        "no-name": 1,
    }
    assert found.sample == "Hi Ann Müller, alice here."
    assert (found.gateway, found.seconds, found.cost) == (SINK, 0.2, None)


def test_who_writes_is_called_as_people_know_them(world: World) -> None:
    world.pull(people=[person(1, mobile(1)), PulledPerson("alice", "team", "Alice Moreau")])
    only = Audience(search="Customer")
    # One part with the login, two with the name.
    text = "x" * 152 + " {me}"
    assert look(world, text, only).totals.parts == 2
    begin(world, text, only)
    feed(world)
    [work] = world.deliver(SINK)
    assert work.entry.body["text"] == "x" * 152 + " Alice Moreau"
    assert look(world, "{me}", only._replace(search="Customer 1")).sample == "Alice Moreau"
    assert world.ask(broadcast.preview, "bob", "{me}", only, ALONE, world.clock.ms).sample == "bob"


def test_the_cost_is_told_where_the_connection_tells_it_and_a_chosen_pace_counts(world: World) -> None:
    world.do(connections.save, Connection(SINK, "kannel", {"cost": "0.07", "currency": "EUR", "rate": 2}))
    crowd(world, 3)
    found = look(world, "x" * 161, Audience(search="Customer"))
    assert (found.totals.parts, found.totals.longest, found.seconds) == (6, 2, 3.0)
    assert (found.cost, found.currency) == (pytest.approx(0.42), "EUR")
    assert look(world, "x", Audience(search="Customer"), per_minute=6).seconds == 30.0


def test_a_country_that_no_gateway_serves_is_told_before_it_starts(world: World) -> None:
    world.do(connections.save, Connection(SINK, "kannel", {"countries": "GB"}))
    world.pull(people=[person(1, "+447700900123"), person(2, "+12025550142")])
    assert reasons(look(world, "x", CUSTOMERS._replace(numbers=("+33639980001",)))) == {
        "Ann Müller": "no-gateway",
        "Customer 1": "",
        "Customer 2": "no-gateway",
        "+33639980001": "no-gateway",
    }


def test_nobody_is_texted_at_night_but_for_what_is_urgent(world: World) -> None:
    world.pull(people=[person(1, mobile(1), timezone="Asia/Tokyo"), person(2, mobile(2), timezone="Nowhere/Land")])
    # 2025-12-17 19:33 UTC: early morning in Tokyo, where it is 04:33.
    policy = Policy(0, quiet=(21 * 60, 8 * 60))
    audience = Audience(search="Customer")
    assert reasons(look(world, "Hi", audience, policy)) == {"Customer 1": "quiet", "Customer 2": ""}
    assert reasons(look(world, "Hi", audience, policy, urgent=True)) == {"Customer 1": "", "Customer 2": ""}


def test_a_group_chosen_people_and_merged_records_give_each_person_one_message(world: World) -> None:
    crowd(world, 4)
    world.do(people_merge.merge, "alice", "rt:c1", "rt:c2")
    found = look(world, "Hi", Audience(search="Customer", people=("rt:c2", "rt:c3", "rt:gone")))
    assert [(one.person, one.reason) for one in found.found] == [
        ("rt:c0", ""),
        ("rt:c1", ""),
        ("rt:c3", ""),
        ("rt:c1", "same-person"),
        ("rt:gone", "no-number"),
    ]


def test_what_cannot_be_sent_to_many_is_refused(world: World) -> None:
    for text, audience in (("", CUSTOMERS), ("x" * 1531, CUSTOMERS), ("About {case}", CUSTOMERS), ("Hi", Audience())):
        with pytest.raises(InputError) as refused:
            world.do(broadcast.draft, "alice", text, audience)
        assert refused.value.next_step
    with pytest.raises(InputError):
        world.do(broadcast.draft, "alice", "Hi", Audience(role="king"))
    with pytest.raises(InputError):
        world.do(broadcast.draft, "alice", "Hi", CUSTOMERS, per_minute=-1)
    with pytest.raises(NotFoundError):
        world.do(broadcast.draft, "alice", "Hi", CUSTOMERS, broadcast="none")
    nobody = world.do(broadcast.draft, "alice", "Hi", Audience(numbers=("nobody",)))
    with pytest.raises(InputError, match="Nobody would get"):
        start(world, nobody)
    drafted = world.do(broadcast.draft, "alice", "Hi", CUSTOMERS)
    world.do(connections.save, Connection(SINK, "kannel", {}, enabled=False))
    assert look(world, "Hi", CUSTOMERS).seconds is None
    with pytest.raises(InputError, match="No SMS gateway"):
        start(world, drafted)


def test_everybody_gets_it_once_and_texts_of_agents_go_first(world: World) -> None:
    crowd(world, 30)
    drafted = begin(world, "Hello {customer}, it works again.")
    assert feed(world) == 20, "two seconds' worth lie ready"
    assert feed(world) == 0
    world.do(messages.send_sms, "bob", "", mobile(29), "Just for you.")
    first = world.take(SINK, 1)
    assert [work.entry.body["text"] for work in first] == ["Just for you."]
    world.do(dispatch.confirm, first[0].delivery_id, Receipt())
    assert counts(world, drafted) == {"queued": 31}
    sent = send_all(world)
    assert Counter(sent) == Counter([ANN_NUMBER, *map(mobile, range(30))])
    assert counts(world, drafted) == {"sent": 31}
    assert world.ask(broadcast_list.progress, drafted).state == "finished"
    found = world.ask(broadcast_list.listed)[0].broadcast
    row = world.ask(broadcast_list.people, found.run, [1])[0]
    entry = world.ask(journal.find, row.entry_id)
    assert entry is not None
    assert entry.body["text"] == f"Hello {row.name}, it works again."


def test_a_start_that_is_cut_off_begins_nothing_and_can_be_begun_again(world: World) -> None:
    crowd(world, 5)
    drafted = world.do(broadcast.draft, "alice", "Hi", CUSTOMERS)
    made = world.ask(broadcast.plan, "alice", drafted, ALONE, world.clock.ms)
    assert world.do(broadcast.advance, "alice", made, ALONE, 0) == 6
    assert feed(world) == 0
    start(world, drafted)
    with pytest.raises(InputError, match="started already"):
        world.do(broadcast.advance, "alice", made, ALONE, 6)
    assert len(send_all(world)) == 6
    with pytest.raises(InputError, match="started already"):
        world.do(broadcast.draft, "alice", "Other words", CUSTOMERS, broadcast=drafted)


def test_a_draft_that_changed_since_it_was_decided_on_is_not_started(world: World) -> None:
    drafted = world.do(broadcast.draft, "alice", "Hi", CUSTOMERS)
    made = world.ask(broadcast.plan, "alice", drafted, ALONE, world.clock.ms)
    done = world.do(broadcast.advance, "alice", made, ALONE, 0)
    world.do(broadcast.draft, "bob", "Something else", CUSTOMERS, broadcast=drafted)
    with pytest.raises(InputError, match="changed meanwhile"):
        world.do(broadcast.advance, "alice", made, ALONE, done)
    short = made._replace(run="other", draft=world.ask(broadcast_list.find, drafted).draft)
    with pytest.raises(InputError, match="Not everybody"):
        world.do(broadcast.advance, "alice", short, ALONE, done)


def test_many_recipients_need_a_second_person(world: World) -> None:
    crowd(world, 3)
    policy = Policy(review_above=3)
    drafted = world.do(broadcast.draft, "alice", "Hi", CUSTOMERS)
    assert world.ask(broadcast.preview_of, "alice", drafted, policy, NOW).review
    with pytest.raises(InputError, match="second person"):
        start(world, drafted, policy=policy)
    one = world.ask(broadcast_list.find, drafted)
    with pytest.raises(InputError, match="their own"):
        world.do(broadcast.approve, " Alice", drafted, one.draft, 4, "")
    world.do(broadcast.draft, "alice", "Hello", CUSTOMERS, broadcast=drafted)
    with pytest.raises(InputError, match="changed meanwhile"):
        world.do(broadcast.approve, "bob", drafted, one.draft, 4, "")
    approve(world, drafted)
    # Whoever came in since was not approved.
    world.pull(people=[person(9, mobile(9))])
    with pytest.raises(InputError, match="approved for 4"):
        start(world, drafted, policy=policy)
    # The plan of a program with another idea of the policy does not get around it either.
    made = world.ask(broadcast.plan, "alice", drafted, ALONE, world.clock.ms)
    done = world.do(broadcast.advance, "alice", made, ALONE, 0)
    with pytest.raises(InputError, match="approved for 4"):
        world.do(broadcast.advance, "alice", made, policy, done)
    approve(world, drafted)
    # The later approval of the same draft counts.
    start(world, drafted, policy=policy)
    assert len(send_all(world)) == 5


REVIEWED = Policy(review_above=2)


def night_people(*numbers: int) -> list[PulledPerson]:
    """Eight people of whom some have the night."""
    return [person(n, mobile(n), organisation="Night" if n in numbers else "Day") for n in range(8)]


def test_an_approval_is_for_those_that_were_looked_at(world: World) -> None:
    world.pull(people=night_people(0, 1, 2, 3))
    drafted = world.do(broadcast.draft, "alice", "Hi", Audience(search="Night"))
    approve(world, drafted)
    made = world.ask(broadcast.plan, "alice", drafted, REVIEWED, NOW)
    assert made.recipients == 4
    # As many, but others.
    world.pull(people=night_people(4, 5, 6, 7))
    with pytest.raises(InputError, match="Others would get it") as refused:
        start(world, drafted, policy=REVIEWED)
    assert refused.value.next_step == "Let a second person look at it again."
    # Nor does a plan that was made without a look get around it.
    other = world.ask(broadcast.plan, "alice", drafted, ALONE, NOW)
    done = world.do(broadcast.advance, "alice", other, ALONE, 0)
    with pytest.raises(InputError, match="Others would get it"):
        world.do(broadcast.advance, "alice", other, REVIEWED, done)
    approve(world, drafted)
    start(world, drafted, policy=REVIEWED)
    assert sorted(send_all(world)) == [mobile(n) for n in (4, 5, 6, 7)]


def test_who_wants_no_more_meanwhile_is_left_out_without_another_look(world: World) -> None:
    world.pull(people=night_people(0, 1, 2, 3))
    drafted = world.do(broadcast.draft, "alice", "Hi", Audience(search="Night"))
    approve(world, drafted)
    world.do(messages.take_in, IncomingSms("kannel", "stop", mobile(1), "1", "STOP", NOW))
    start(world, drafted, policy=REVIEWED)
    assert counts(world, drafted) == {"queued": 3, "left_out": 1}


def test_an_approval_from_before_counts_by_its_number(world: World) -> None:
    world.pull(people=night_people(0, 1, 2, 3))
    drafted = world.do(broadcast.draft, "alice", "Hi", Audience(search="Night"))
    body = {"of": world.ask(broadcast_list.find, drafted).draft, "recipients": 4}

    def old(tx: Tx) -> None:
        journal.append(tx, NewEntry(Kind.BROADCAST_APPROVED, f"broadcast:{drafted}", body, "bob"))
        project_broadcast(tx, drafted)

    world.do(old)
    start(world, drafted, policy=REVIEWED)
    assert len(send_all(world)) == 4


@pytest.mark.parametrize(
    "who", ["ALICE", "alice\u200b", "al\u00adice", "\uff41\uff4c\uff49\uff43\uff45", "\u2060 alice ", "alice\ufe0f"]
)
def test_ones_own_login_in_another_spelling_is_still_ones_own(world: World, who: str) -> None:
    world.pull(people=night_people(0, 1, 2, 3))
    drafted = world.do(broadcast.draft, "alice", "Hi", Audience(search="Night"))
    with pytest.raises(InputError, match="their own"):
        approve(world, drafted, who)
    approve(world, drafted, "alicia")
    assert world.ask(broadcast_list.find, drafted).approved_by == "alicia"


def test_an_urgent_one_skips_review_only_by_policy(world: World) -> None:
    drafted = world.do(broadcast.draft, "alice", "Hi", Audience(numbers=(mobile(1), mobile(2))), urgent=True)
    with pytest.raises(InputError, match="second person"):
        start(world, drafted, policy=Policy(review_above=1))
    start(world, drafted, policy=Policy(review_above=1, urgent_skips_review=True))


def test_it_is_paused_resumed_and_the_rest_cancelled(world: World) -> None:
    crowd(world, 40)
    drafted = begin(world)
    feed(world)
    (flying,) = world.take(SINK, 1)
    assert world.do(broadcast_feed.pause, "bob", drafted) == 1
    assert (world.take(SINK), feed(world), world.ask(broadcast_feed.held)) == ([], 0, 21)
    # What comes back from the gateway while it is paused waits too.
    world.do(dispatch.put_back, flying.delivery_id, Problem("unreachable", "Gone."), 0, False)
    assert world.take(SINK) == []
    assert world.ask(dispatch.next_retry_at, SINK) is None
    world.do(dispatch.release, SINK)
    assert world.take(SINK) == []
    with pytest.raises(InputError):
        world.do(broadcast_feed.pause, "bob", drafted)
    world.do(broadcast_feed.resume, "bob", drafted)
    assert world.ask(broadcast_feed.held) == 0
    with pytest.raises(InputError):
        world.do(broadcast_feed.resume, "bob", drafted)
    assert len(world.deliver(SINK)) == 20
    feed(world)
    (flying,) = world.take(SINK, 1)
    assert world.do(broadcast_feed.cancel, "bob", drafted, "Wrong text") == 20
    assert counts(world, drafted) == {"sent": 20, "queued": 1, "cancelled": 20}
    world.do(dispatch.confirm, flying.delivery_id, Receipt())
    assert send_all(world) == []
    assert counts(world, drafted) == {"sent": 21, "cancelled": 20}
    with pytest.raises(InputError):
        world.do(broadcast_feed.cancel, "bob", drafted)


def test_the_sync_view_tells_what_waits_because_it_is_paused(world: World) -> None:
    crowd(world, 1)
    drafted = begin(world)
    feed(world)
    world.do(broadcast_feed.pause, "bob", drafted)
    rows = world.ask(sync.deliveries, sink=SINK)
    assert [(row.held_by, row.held_why) for row in rows] == [(None, "paused")] * len(rows)
    with pytest.raises(InputError, match="its broadcast is paused"):
        world.do(sync.retry, "bob", rows[0].id)
    world.do(sync.drop, "bob", rows[0].id, "Wrong number")
    world.do(broadcast_feed.resume, "bob", drafted)
    assert {row.held_why for row in world.ask(sync.deliveries, sink=SINK)} <= {""}


def test_what_was_begun_is_kept_until_it_is_a_draft(world: World) -> None:
    assert world.ask(broadcast_begun.find) == Begun()
    begun = Begun("Half a", Audience("team", "a", "Night", ("rt:1",), ("+447700900123",)), True, 60)
    world.do(broadcast_begun.keep, begun)
    assert world.ask(broadcast_begun.find) == begun
    with pytest.raises(InputError, match="is empty"):
        world.do(broadcast_begun.use, "alice", "", begun.audience)
    assert world.ask(broadcast_begun.find) == begun
    made = world.do(broadcast_begun.use, "alice", begun.text, begun.audience, urgent=True, per_minute=60)
    assert world.ask(broadcast_list.find, made).audience == begun.audience
    assert world.ask(broadcast_begun.find) == Begun()
    for other in ({}, [], {"audience": 3, "urgent": 0, "per_minute": 0}):
        world.do(personal.keep, "broadcast-begun", other)
        world.do(drafts.keep, "", "broadcast", "Half a")
        assert world.ask(broadcast_begun.find) == Begun("Half a")


def test_chosen_people_are_named(world: World) -> None:
    crowd(world, 2)
    names = world.ask(broadcast.chosen, ("rt:c1", "rt:gone", "rt:c0"))
    assert names == {"rt:c1": "Customer 1", "rt:c0": "Customer 0"}


def test_receipts_and_answers_are_counted(world: World) -> None:
    crowd(world, 6)
    drafted = begin(world, audience=Audience(search="Customer"))
    feed(world)
    works = {work.entry.body["to"]: work for work in world.take(SINK)}
    for number in range(4):
        world.do(dispatch.confirm, works[mobile(number)].delivery_id, Receipt(remote_id=f"id{number}"))
    world.do(dispatch.mark_unknown, works[mobile(4)].delivery_id, Problem("ambiguous", "No answer."))
    world.do(dispatch.stop, works[mobile(5)].delivery_id, Problem("refused", "No such number."))
    for number, state in ((0, "delivered"), (1, "failed"), (2, "delivered")):
        entry_id = works[mobile(number)].entry.id
        world.do(messages.take_in, SmsReceipt("kannel", entry_id, "", state, None, NOW, ""))
    world.do(messages.take_in, IncomingSms("kannel", "a", mobile(2), "1", "Thank you", NOW))
    assert counts(world, drafted) == {"answered": 1, "delivered": 1, "failed": 2, "unknown": 1, "sent": 1}
    run = world.ask(broadcast_list.find, drafted).run
    (answered,) = world.ask(broadcast_list.people, run, world.ask(broadcast_list.places, run, "answered"))
    assert (answered.number, answered.answer) == (mobile(2), "Thank you")
    refused = world.ask(broadcast_list.people, run, world.ask(broadcast_list.places, run, "failed"))
    assert [one.problem and one.problem.code for one in refused] == [None, "refused"]
    # What follows another message of ours is an answer to that.
    world.do(messages.send_sms, "bob", "", mobile(3), "And you?")
    world.deliver(SINK)
    world.do(messages.take_in, IncomingSms("kannel", "b", mobile(3), "1", "Fine", NOW))
    assert counts(world, drafted)["answered"] == 1


def test_who_wants_no_more_texts_meanwhile_gets_none(world: World) -> None:
    world.do(connections.save, Connection(SINK, "kannel", {"rate": 1}))
    crowd(world, 12)
    drafted = begin(world, audience=Audience(search="Customer"))
    assert feed(world) == 10
    for number in (9, 11):
        world.do(messages.take_in, IncomingSms("kannel", f"s{number}", mobile(number), "1", "STOP", NOW))
    sent = send_all(world)
    assert sorted(sent) == sorted(mobile(n) for n in range(12) if n not in (9, 11))
    assert counts(world, drafted) == {"sent": 10, "cancelled": 1, "left_out": 1}


def test_a_chosen_pace_is_kept(world: World) -> None:
    crowd(world, 5)
    begin(world, audience=Audience(search="Customer"), per_minute=60)
    assert (feed(world), feed(world)) == (1, 0)
    world.clock.ms += 2000
    assert (feed(world), feed(world)) == (2, 0)
    world.clock.ms -= 100_000
    assert feed(world) == 1


@pytest.mark.parametrize("per_minute", [20, 100, 299, 600])
def test_a_chosen_pace_is_kept_whenever_it_is_looked(world: World, per_minute: int) -> None:
    world.do(connections.save, Connection(SINK, "kannel", {"rate": 1000}))
    world.pull(people=[person(n, f"+1202555{n:04d}") for n in range(900)])
    drafted = begin(world, per_minute=per_minute)
    made, chance = [], Random(per_minute)
    for _ in range(200):
        made.append(feed(world))
        # 0.2 s, and sometimes the machine has something else to do.
        world.clock.ms += chance.choice((200, 200, 200, 200, 900))
        world.deliver(SINK)
    minutes = (world.clock.ms - NOW) / 60_000
    assert per_minute * minutes * 0.95 - 1 <= sum(made) <= per_minute * minutes + 1
    world.do(broadcast_feed.pause, "bob", drafted)
    world.clock.ms += 3_600_000
    world.do(broadcast_feed.resume, "bob", drafted)
    assert feed(world) == 1, "a pause is not made up for"


def test_without_a_gateway_it_waits_and_nobody_is_left_out(world: World) -> None:
    crowd(world, 3)
    drafted = begin(world)
    world.do(connections.save, Connection(SINK, "kannel", {}, enabled=False))
    assert (feed(world), world.ask(broadcast_feed.running)) == (0, True)
    world.do(connections.save, Connection(SINK, "kannel", {}))
    assert len(send_all(world)) == 4
    assert (counts(world, drafted), world.ask(broadcast_feed.running)) == ({"sent": 4}, False)


def test_several_share_the_gateway(world: World) -> None:
    crowd(world, 30)
    first, second = begin(world), begin(world, "Something else.")
    assert feed(world) == 20
    texts = Counter(work.entry.body["text"] for work in world.deliver(SINK))
    assert set(texts.values()) == {10}
    send_all(world)
    assert counts(world, first) == counts(world, second) == {"sent": 31}


def test_one_gateway_that_stands_still_keeps_nothing_from_the_other(world: World) -> None:
    world.do(connections.save, Connection(SINK, "kannel", {"countries": "US", "rate": 5}))
    world.do(
        connections.save, Connection("sms:android", "android", {"countries": "GB", "listen_port": 4001, "rate": 5})
    )
    world.pull(people=[person(n, f"+4477009001{n:02d}" if n % 3 else mobile(n)) for n in range(60)])
    begin(world, audience=Audience(search="Customer"))
    sent: list[str] = []
    # Nobody takes what is for Britain.
    while feed(world):
        sent += [str(work.entry.body["to"]) for work in world.deliver(SINK)]
    assert sorted(sent) == sorted(mobile(n) for n in range(0, 60, 3))


def stuck(world: World, *, looks: int) -> tuple[list[str], int]:
    """Six hundred in a row are for a gateway that takes nothing; what the other one sends in so many looks, and what lies ready."""
    world.do(connections.save, Connection(SINK, "kannel", {"countries": "US", "rate": 5}))
    world.do(
        connections.save, Connection("sms:android", "android", {"countries": "GB", "listen_port": 4001, "rate": 5})
    )
    british = [person(n, f"+447700{900000 + n}") for n in range(600)]
    world.pull(people=[*british, *(person(n, f"+120255501{n % 100:02d}") for n in range(600, 625))])
    begin(world, audience=Audience(search="Customer"))
    passed, sent = broadcast_feed.Passed(), []
    for _ in range(looks):
        while world.do(broadcast_feed.feed, passed):
            pass
        sent += [str(work.entry.body["to"]) for work in world.deliver(SINK)]
    return sent, int(world.ask(lambda r: r.value("SELECT count(*) FROM delivery WHERE rank > 0 AND state = 'waiting'")))


def test_hundreds_in_a_row_for_a_gateway_that_stands_still_hold_up_nobody_else(world: World) -> None:
    sent, ready = stuck(world, looks=4)
    assert sorted(sent) == [f"+120255501{n:02d}" for n in range(25)]
    assert ready == 10, "what cannot go does not pile up"


def test_the_gateway_that_stood_still_gets_its_own_in_their_order_when_it_is_back(world: World) -> None:
    stuck(world, looks=1)
    sent: list[str] = []
    passed = broadcast_feed.Passed()
    while True:
        while world.do(broadcast_feed.feed, passed):
            pass
        found = [*world.deliver("sms:android"), *world.deliver(SINK)]
        sent += [str(work.entry.body["to"]) for work in found]
        if not found:
            break
    british = [number for number in sent if number.startswith("+44")]
    assert british == [f"+447700{900000 + n}" for n in sorted(range(600), key=str)]
    world.assert_whole()


def test_what_another_gateway_takes_over_does_not_pile_up_there(world: World) -> None:
    world.do(connections.save, Connection(SINK, "kannel", {"countries": "US", "rate": 5}))
    world.do(connections.save, Connection("sms:android", "android", {"listen_port": 4001, "rate": 5, "priority": 9}))
    world.pull(people=[person(n, f"+1202555{n:04d}") for n in range(300)])
    begin(world, audience=Audience(search="Customer"))
    for _ in range(10):
        feed(world)
        moved = world.ask(failover.movable, SINK, frozenset({"sms:android"}), world.clock.ms)
        world.do(failover.move, moved)
    ready = world.ask(lambda r: dict(r.rows("SELECT sink, count(*) FROM delivery WHERE rank > 0 GROUP BY sink")))
    assert ready == {"sms:android": 10}


def test_a_gateway_that_is_set_up_for_others_gets_those_that_were_passed_over(world: World) -> None:
    passed = broadcast_feed.Passed()
    world.do(connections.save, Connection(SINK, "kannel", {"countries": "GB"}))
    world.do(connections.save, Connection("sms:android", "android", {"countries": "US", "listen_port": 4001}))
    crowd(world, 30)
    begin(world, audience=Audience(search="Customer"))
    while world.do(broadcast_feed.feed, passed):
        pass
    assert world.take(SINK) == []
    world.do(connections.save, Connection(SINK, "kannel", {"countries": "US", "priority": 1}))
    while world.do(broadcast_feed.feed, passed):
        pass
    assert len(world.take(SINK)) == 20


def test_a_chosen_pace_is_kept_where_people_are_passed_over(world: World) -> None:
    world.do(connections.save, Connection(SINK, "kannel", {"countries": "US"}))
    world.do(connections.save, Connection("sms:android", "android", {"countries": "GB", "listen_port": 4001}))
    world.pull(people=[person(n, mobile(n) if n > 14 else f"+4477009001{n:02d}") for n in range(30)])
    begin(world, audience=Audience(search="Customer"), per_minute=60)
    made = []
    for _ in range(40):
        made.append(feed(world))
        world.clock.ms += 1000
        world.deliver(SINK)
    # The ten that lie ready for Britain, and all the others.
    assert sum(made) == 25
    assert max(made) <= 2


def test_a_slow_machine_serves_them_in_turn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # There is never time for more than one message.
    monkeypatch.setattr(broadcast_feed, "_BUDGET", -1.0)
    crowd(world, 30)
    begin(world)
    begin(world, "Something else.")
    assert feed(world) == 20
    texts = Counter(work.entry.body["text"] for work in world.deliver(SINK))
    assert set(texts.values()) == {10}


def test_one_message_of_it_can_be_taken_back(world: World) -> None:
    crowd(world, 2)
    drafted = begin(world, audience=Audience(search="Customer"))
    feed(world)
    (work, *_) = world.take(SINK, 1)
    other = next(
        one.entry_id
        for one in world.ask(broadcast_list.people, world.ask(broadcast_list.find, drafted).run, [0, 1])
        if one.entry_id != work.entry.id
    )
    assert world.do(holding.take_back, "alice", other).done
    assert counts(world, drafted) == {"queued": 1, "cancelled": 1}


def test_broadcasts_are_found_by_id_end_and_title(world: World) -> None:
    drafted = begin(world, "Short words", title="Outage of tonight")
    for reference in (drafted, drafted[-6:], "Outage of tonight"):
        assert world.ask(broadcast_list.meant, reference).id == drafted
    for reference in ("", "none"):
        with pytest.raises(NotFoundError):
            world.ask(broadcast_list.meant, reference)
    begin(world, "Other words", title="Outage of tonight")
    with pytest.raises(InputError):
        world.ask(broadcast_list.meant, "Outage of tonight")


STEPS = st.lists(
    st.sampled_from(
        (
            "feed",
            "take",
            "confirm",
            "back",
            "unknown",
            "stop",
            "delivered",
            "failed",
            "answer",
            "out",
            "pause",
            "resume",
        )
    ),
    max_size=60,
)


@settings(max_examples=25, deadline=None)
@given(steps=STEPS, picks=st.randoms(use_true_random=False), cancel=st.booleans())
def test_nobody_twice_nobody_skipped_and_totals_add_up(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str], picks: object, cancel: bool
) -> None:
    world = World(tmp_path_factory.mktemp("data"))
    try:
        world.connect()
        world.pull(people=[person(n, mobile(n % 9)) for n in range(12)])
        drafted = begin(world)
        _live(world, drafted, steps, picks)
        if cancel and world.ask(broadcast_list.find, drafted).state in ("running", "paused"):
            world.do(broadcast_feed.cancel, "alice", drafted)
        elif world.ask(broadcast_list.find, drafted).state == "paused":
            world.do(broadcast_feed.resume, "alice", drafted)
        world.do(dispatch.recover, {})
        send_all(world)
        found = counts(world, drafted)
        assert set(found) <= set(STATES) - {"queued"}
        run = world.ask(broadcast_list.find, drafted).run
        rows = world.ask(broadcast_list.people, run, range(13))
        written = world.ask(lambda r: r.rows("SELECT id FROM entry WHERE kind = ? ORDER BY id", (Kind.SMS_SENT,)))
        assert [entry_id for (entry_id,) in written] == sorted(row.entry_id for row in rows if row.entry_id)
        assert max(Counter(row.number for row in rows if row.entry_id).values(), default=0) <= 1
        skipped = [row for row in rows if not row.entry_id and not row.reason]
        assert all(row.state == "cancelled" for row in skipped)
        assert cancel or not skipped
        world.assert_whole()
    finally:
        world.close()


def _live(world: World, drafted: str, steps: list[str], picks: object) -> None:
    """What happens to a broadcast, in any order."""
    flying: list[int] = []
    made: list[str] = []
    for count, step in enumerate(steps):
        state = world.ask(broadcast_list.find, drafted).state
        if step == "feed":
            feed(world)
        elif step == "take":
            works = world.take(SINK, 2)
            flying += [work.delivery_id for work in works]
            made += [work.entry.id for work in works]
        elif step in ("confirm", "back", "unknown", "stop") and flying:
            one = flying.pop(picks.randrange(len(flying)))  # type: ignore[attr-defined]
            if step == "confirm":
                world.do(dispatch.confirm, one, Receipt())
            elif step == "back":
                world.do(dispatch.put_back, one, Problem("unreachable", "Gone."), 0, False)
            elif step == "unknown":
                world.do(dispatch.mark_unknown, one, Problem("ambiguous", "Silence."))
            else:
                world.do(dispatch.stop, one, Problem("refused", "No."))
        elif step in ("delivered", "failed") and made:
            of = picks.choice(made)  # type: ignore[attr-defined]
            flying[:] = [one for one in flying if world.ask(dispatch_state, one) == "in_flight"]
            world.do(messages.take_in, SmsReceipt("kannel", of, "", step, None, NOW, ""))
            flying[:] = [one for one in flying if world.ask(dispatch_state, one) == "in_flight"]
        elif step in ("answer", "out"):
            text = "STOP" if step == "out" else "Thanks"
            number = mobile(picks.randrange(9))  # type: ignore[attr-defined]
            world.do(messages.take_in, IncomingSms("kannel", f"m{count}", number, "1", text, NOW))
        elif step == "pause" and state == "running":
            world.do(broadcast_feed.pause, "alice", drafted)
        elif step == "resume" and state == "paused":
            world.do(broadcast_feed.resume, "alice", drafted)


def dispatch_state(r: object, delivery_id: int) -> str:
    """Where a delivery stands."""
    return str(r.value("SELECT state FROM delivery WHERE id = ?", (delivery_id,)))  # type: ignore[attr-defined]


def test_ann_is_reached_by_her_own_key(world: World) -> None:
    found = look(world, "Hi", Audience(people=(ANN,)))
    assert [(one.person, one.number, one.reason) for one in found.found] == [(ANN, ANN_NUMBER, "")]


def test_a_text_can_go_to_whoever_the_list_of_people_shows(world: World) -> None:
    world.do(broadcast_begun.keep, Begun("We are back", Audience(group="Night")))
    world.do(broadcast_begun.address_found, "", "customer")
    assert world.ask(broadcast_begun.find) == Begun("We are back", Audience(role="customer"))
    world.do(broadcast_begun.address_found, " ann ", "all")
    assert world.ask(broadcast_begun.find).audience == Audience(search="ann")
    for search, kind in (("", "all"), ("nobody of this name", "all"), ("", "oncall")):
        with pytest.raises(InputError):
            world.do(broadcast_begun.address_found, search, kind)
    assert world.ask(broadcast_begun.find).audience == Audience(search="ann")
