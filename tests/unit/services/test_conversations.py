"""Conversations over text messages: whom they are with, what waits, to whom and what they belong, and when they go out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Problem
from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.ports import IncomingSms, SmsReceipt
from fallback_console.services import (
    assigning,
    calls,
    candidates,
    connections,
    conversations,
    dispatch,
    drafts,
    holding,
    mailing,
    messages,
    people_merge,
    queue,
    sync,
)
from fallback_console.store import journal
from fallback_console.store.rebuild import rebuild_all
from tests.unit.services.support import ANN, ANN_NUMBER, NOW, World, ann, case, item

STRANGER = "+447700900123"
ANN_KEY = f"person:{ANN}"
STRANGER_KEY = f"number:{STRANGER}"
HOUR = 3_600_000


def came(world: World, text: str, sender: str = STRANGER) -> str:
    """A message comes in; its id."""
    event = IncomingSms("kannel", f"g{world.clock.ms}", sender, "12345", text, NOW)
    taken = world.do(messages.take_in, event)
    assert taken is not None
    return taken.entry_id


def sent(world: World, to: str, text: str = "We look into it.", case_key: str = "", **more: int) -> str:
    return world.do(messages.send_sms, "alice", case_key, to, text, **more).entry_ids[0]


def keys(world: World, scope: str = "all", search: str = "") -> list[str]:
    return world.ask(conversations.listing, scope, search).keys


def test_other_paths_stand_among_the_texts_of_a_person(world: World) -> None:
    world.do(connections.save, Connection("mail", "mail", {"smtp_host": "smtp.example.com", "sender": "d@example.com"}))
    world.pull(
        cases=[case(1)], people=[ann(), PulledPerson("bea@example.net", "customer", "Bea", ("bea@example.net",), ())]
    )
    came(world, "Where is it?", ANN_NUMBER)
    assert keys(world, "unanswered") == [ANN_KEY]
    world.clock.ms += HOUR
    world.do(calls.log_call, "alice", "rt:1", calls.CallLog("out", ANN_NUMBER, ANN, NOW, 0, "no-answer"))
    world.clock.ms += HOUR
    world.do(mailing.send_mail, "alice", "rt:1", "Ann@Example.net", "It is on its way.", person_key=ANN)
    world.clock.ms += HOUR
    world.do(mailing.send_mail, "alice", "", "bea@example.net", "Are you in?")
    assert keys(world) == ["person:rt:bea@example.net", ANN_KEY]
    assert keys(world, "unanswered") == []
    assert keys(world, search="on its") == [ANN_KEY]
    opened = world.ask(conversations.opened, ANN_KEY, 100)
    assert [(m.item.kind, m.is_text, m.incoming, m.case_key) for m in opened.messages] == [
        (Kind.SMS_RECEIVED, True, True, opened.messages[0].case_key),
        (Kind.CALL, False, False, "rt:1"),
        (Kind.MAIL_SENT, False, False, "rt:1"),
    ]
    assert opened.numbers[0].e164 == ANN_NUMBER
    row, bea = world.ask(conversations.rows, [ANN_KEY, "person:rt:bea@example.net"])
    assert (row.last.item.text if row.last else "", row.missed) == ("It is on its way.", 0)
    assert (bea.name, bea.messages, bea.last.item.text if bea.last else "") == ("Bea", 0, "Are you in?")
    older = world.ask(conversations.conversation, ANN_KEY, before=opened.messages[2].item.order, limit=1)
    assert [m.item.kind for m in older] == [Kind.CALL]
    came(world, "Thanks!", ANN_NUMBER)
    assert keys(world, "unanswered") == [ANN_KEY]
    assert world.ask(conversations.rows, [ANN_KEY])[0].missed == 1
    assert {name: one.differing for name, one in world.do(rebuild_all).items() if one.differing} == {}


def test_mail_to_an_address_of_two_is_nobodys_unless_it_names_one(world: World) -> None:
    world.do(connections.save, Connection("mail", "mail", {"smtp_host": "smtp.example.com", "sender": "d@example.com"}))
    both = "office@example.net"
    world.pull(
        people=[
            PulledPerson("bea", "customer", "Bea", (both,), ()),
            PulledPerson("cem", "customer", "Cem", (both,), ()),
        ]
    )
    world.do(mailing.send_mail, "alice", "", both, "To the office.")
    assert keys(world) == []
    world.clock.ms += HOUR
    world.do(mailing.send_mail, "alice", "", both, "To Cem.", person_key="rt:cem")
    assert keys(world) == ["person:rt:cem"]
    assert [m.item.text for m in world.ask(conversations.opened, "person:rt:cem", 10).messages] == ["To Cem."]
    assert world.ask(conversations.opened, "person:rt:bea", 10).messages == []


def test_a_person_is_one_conversation_over_all_numbers_and_cases(world: World) -> None:
    world.pull(people=[ann(numbers=(RawNumber("mobile", ANN_NUMBER), RawNumber("work", "+1 202 555 0177")))])
    sent(world, ANN_NUMBER, "one", "rt:1")
    came(world, "two", "+12025550177")
    came(world, "who is this")
    sent(world, ANN_NUMBER, "three", "rt:2")
    assert keys(world) == [ANN_KEY, STRANGER_KEY]
    found = world.ask(conversations.opened, ANN_KEY, 50)
    assert [(m.item.text, m.case_number, m.incoming) for m in found.messages] == [
        ("one", "1", False),
        ("two", "2", True),
        ("three", "2", False),
    ]
    assert [n.e164 for n in found.numbers] == [ANN_NUMBER, "+12025550177"]
    assert (found.name, found.more, found.sms_rate) == ("Ann Müller", False, 10.0)
    assert [row.number for row in found.cases] == ["2", "1"]
    (first, second) = world.ask(conversations.rows, [ANN_KEY, STRANGER_KEY])
    assert (first.name, first.messages, first.missed) == ("Ann Müller", 3, 0)
    assert (second.name, second.number, second.missed) == ("", "+44 7700 900123", 1)


def test_pages_go_back_in_time(world: World) -> None:
    for n in range(5):
        came(world, f"m{n}")
    newest = world.ask(conversations.conversation, STRANGER_KEY, limit=2)
    assert [m.item.text for m in newest] == ["m3", "m4"]
    older = world.ask(conversations.conversation, STRANGER_KEY, before=newest[0].item.order, limit=2)
    assert [m.item.text for m in older] == ["m1", "m2"]
    assert world.ask(conversations.opened, STRANGER_KEY, 2).more
    assert not world.ask(conversations.opened, STRANGER_KEY, 5).more


def test_a_clock_that_was_set_back_reorders_nothing(world: World) -> None:
    world.clock.ms += HOUR
    numbers = [f"+4477009001{n:02d}" for n in range(12)]
    came(world, "before", numbers[0])
    world.clock.ms -= HOUR
    for number in numbers:
        came(world, "after", number)
        sent(world, number)
    assert keys(world) == [f"number:{number}" for number in reversed(numbers)]
    assert keys(world, "unanswered") == []


def test_who_waits_for_an_answer(world: World) -> None:
    came(world, "hello", ANN_NUMBER)
    came(world, "hello?", ANN_NUMBER)
    assert keys(world, "unanswered") == [ANN_KEY]
    assert world.ask(conversations.rows, [ANN_KEY])[0].missed == 2
    back = sent(world, ANN_NUMBER, hold_ms=10_000)
    assert keys(world, "unanswered") == []
    # What was taken back was no answer.
    assert world.do(holding.take_back, "alice", back, ANN_KEY).done
    assert keys(world, "unanswered") == [ANN_KEY]
    assert world.ask(conversations.opened, ANN_KEY, 9).draft == "We look into it."
    call = calls.CallLog("out", ANN_NUMBER, ANN, NOW, 60, "reached", "")
    world.do(calls.log_call, "alice", "", call)
    assert keys(world, "unanswered") == []
    assert world.ask(conversations.rows, [ANN_KEY])[0].missed == 0


WORK = "+12025550177"


def called(world: World, number: str) -> None:
    world.do(calls.log_call, "alice", "", calls.CallLog("out", number, "", NOW, 60, "reached"))


def given_up(world: World, number: str) -> None:
    back = sent(world, number, hold_ms=10_000)
    assert world.do(holding.take_back, "alice", back, ANN_KEY).done


ANSWERS: dict[str, tuple[list[Callable[[World], object]], int]] = {
    "called at the other number": ([lambda w: came(w, "a", ANN_NUMBER), lambda w: called(w, WORK)], 0),
    "written to the other number": ([lambda w: came(w, "a", ANN_NUMBER), lambda w: sent(w, WORK)], 0),
    "taken back at the other number": ([lambda w: came(w, "a", ANN_NUMBER), lambda w: given_up(w, WORK)], 1),
    "taken back after an answering call": (
        [lambda w: came(w, "a", ANN_NUMBER), lambda w: called(w, ANN_NUMBER), lambda w: given_up(w, ANN_NUMBER)],
        0,
    ),
    "written again from the other number": (
        [lambda w: came(w, "a", ANN_NUMBER), lambda w: called(w, WORK), lambda w: came(w, "b", WORK)],
        1,
    ),
    "both, and one call": (
        [lambda w: came(w, "a", ANN_NUMBER), lambda w: came(w, "b", WORK), lambda w: called(w, ANN_NUMBER)],
        0,
    ),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_an_answer_at_one_number_answers_the_person(world: World, what: str) -> None:
    world.pull(people=[ann(numbers=(RawNumber("mobile", ANN_NUMBER), RawNumber("work", WORK)))])
    steps, left = ANSWERS[what]
    for step in steps:
        world.clock.ms += HOUR
        step(world)
    assert world.ask(conversations.rows, [ANN_KEY])[0].missed == left
    assert keys(world, "unanswered") == ([ANN_KEY] if left else [])


def test_what_failed_or_is_unknown_is_found_until_it_is_over(world: World) -> None:
    entry = sent(world, STRANGER, "x" * 200)
    (work,) = world.take("sms:kannel")
    world.do(dispatch.mark_unknown, work.delivery_id, Problem("ambiguous", "No answer in time."))
    assert keys(world, "trouble") == [STRANGER_KEY]
    (message,) = world.ask(conversations.conversation, STRANGER_KEY)
    assert (message.delivery_id, message.problem and message.problem.code) == (work.delivery_id, "ambiguous")
    world.do(sync.resolve_unknown, "alice", work.delivery_id, True)
    assert keys(world, "trouble") == []
    for part, state in ((1, "delivered"), (2, "failed"), (1, "failed")):
        world.do(messages.take_in, SmsReceipt("kannel", entry, "", state, part, NOW, ""))
    assert keys(world, "trouble") == [STRANGER_KEY]
    assert world.ask(conversations.parts_told, entry) == [(1, "delivered"), (2, "failed")]
    came(world, "got it")
    assert keys(world, "trouble") == []


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("müll", [ANN_KEY]),
        ("example ltd", [ANN_KEY]),
        ("0133", [ANN_KEY]),
        ("07700 900123", [STRANGER_KEY]),
        ("refund", [STRANGER_KEY]),
        ("ann refund", []),
        ("100%", [ANN_KEY]),
        ("%", [ANN_KEY]),
        ("返金", [STRANGER_KEY]),
    ],
)
def test_conversations_are_searched(world: World, search: str, found: list[str]) -> None:
    came(world, "my refund 返金")
    sent(world, ANN_NUMBER, "It is 100% done")
    assert keys(world, "all", search) == found


def test_a_strangers_message_is_put_to_a_person_and_a_case_and_back(world: World) -> None:
    entry = came(world, "the printer of #2 blinks")
    assert keys(world, "strangers") == [STRANGER_KEY]
    done = world.do(assigning.assign, "alice", entry, person_key=ANN, case_key="rt:2")
    assert (done.person_before, done.case_before, done.number) == ("", "", STRANGER)
    assert keys(world) == [ANN_KEY]
    (message,) = world.ask(conversations.conversation, ANN_KEY)
    assert (message.case_number, message.number) == ("2", STRANGER)
    shown = world.ask(queue.timeline, "rt:2", only="sms")[-1]
    assert (shown.kind, shown.text) == (Kind.SMS_FILED, "the printer of #2 blinks")
    # The answer goes on from there.
    assert world.do(messages.take_in, IncomingSms("kannel", "later", STRANGER, "1", "still", NOW)).case_key == "rt:2"  # type: ignore[union-attr]
    assert world.ask(conversations.conversation, ANN_KEY)[-1].item.data["person"] == ANN
    # Undone before the helpdesk was told: it never hears of it.
    world.do(assigning.assign, "alice", entry, person_key=done.person_before, case_key=done.case_before)
    assert keys(world) == [STRANGER_KEY]
    assert world.ask(conversations.conversation, STRANGER_KEY)[0].case_key == ""
    told = [work.entry.kind for work in world.deliver()]
    assert told == [Kind.SMS_RECEIVED]


def test_undone_later_the_helpdesk_hears_that_too(world: World) -> None:
    entry = came(world, "about the printer")
    world.do(assigning.assign, "alice", entry, case_key="rt:1")
    (filed,) = world.deliver()
    assert filed.entry.body["text"] == "about the printer"
    world.do(assigning.assign, "bob", entry, case_key="rt:2")
    kinds = {(work.case, work.entry.kind) for work in world.deliver()}
    assert kinds == {("1", Kind.SMS_UNFILED), ("2", Kind.SMS_FILED)}
    assert world.ask(conversations.conversation, STRANGER_KEY)[0].case_number == "2"


def test_a_case_waits_for_an_answer_to_what_was_put_to_it(world: World) -> None:
    def waits() -> bool:
        return world.ask(queue.find_case, "rt:1").asked_at is not None

    sent(world, ANN_NUMBER, case_key="rt:1")
    entry = came(world, "still broken")
    assert not waits()
    world.do(assigning.assign, "alice", entry, case_key="rt:1")
    assert waits()
    world.do(assigning.assign, "alice", entry, case_key="")
    assert not waits()
    world.do(assigning.assign, "alice", entry, case_key="rt:1")
    world.deliver()
    assert waits()
    world.do(assigning.assign, "alice", entry, case_key="rt:2")
    assert not waits()
    world.do(assigning.assign, "alice", entry, case_key="rt:1")
    # An answer with a chosen time is one when it has gone out.
    at = world.clock.ms + HOUR
    sent(world, STRANGER, "In the morning", "rt:1", send_at=at)
    assert waits()
    world.clock.ms = at
    world.deliver("sms:kannel")
    assert not waits()


def test_an_assignment_that_is_so_already_writes_nothing(world: World) -> None:
    entry = sent(world, ANN_NUMBER, case_key="rt:1")
    assert world.do(assigning.assign, "alice", entry, case_key="rt:1").entry_ids == ()
    assert world.do(assigning.assign, "alice", entry, person_key="").entry_ids == ()


def test_what_cannot_be_assigned(world: World) -> None:
    entry = came(world, "hi")
    for wrong in ({"person_key": "rt:nobody"}, {"case_key": "rt:999"}):
        with pytest.raises(NotFoundError):
            world.do(assigning.assign, "alice", entry, **wrong)
    with pytest.raises(NotFoundError):
        world.do(assigning.assign, "alice", "no-such-entry", case_key="rt:1")


def test_who_a_stranger_may_be(world: World) -> None:
    world.pull([case(48213, subject="Charged twice", requestor="bob@example.net")], [item(900, 48213)])
    # The same line without its country, as a gateway may give it.
    found = world.ask(candidates.candidates, "2025550133", "It is about #48213.")
    assert (found[0].case_number, found[0].why) == ("48213", "named")
    assert {(c.person_key, c.case_number) for c in found[1:]} == {(ANN, "1"), (ANN, "2"), (ANN, "")}
    world.do(calls.log_call, "alice", "rt:3", calls.CallLog("in", STRANGER, "", NOW, 60, "reached", ""))
    (only,) = world.ask(candidates.candidates, STRANGER)
    assert (only.case_number, only.why) == ("3", "contact")
    assert world.ask(candidates.candidates, "+81312345678") == []


# A chosen time.


def test_a_message_waits_for_its_time_and_holds_nothing_up(world: World) -> None:
    at = world.clock.ms + 8 * HOUR
    entry = sent(world, ANN_NUMBER, "Good morning", "rt:1", send_at=at)
    now = sent(world, ANN_NUMBER, "At once")
    assert [work.entry.id for work in world.deliver("sms:kannel")] == [now]
    # Neither a gateway that comes back nor the helpdesk takes it before.
    world.do(dispatch.release, "sms:kannel")
    assert world.take("sms:kannel") == world.take() == []
    assert world.ask(conversations.conversation, ANN_KEY)[0].send_at == at
    assert world.ask(dispatch.next_retry_at, "sms:kannel") == at
    later = at + HOUR
    world.do(messages.move_sms, "alice", entry, later)
    world.clock.ms = later
    assert [work.entry.id for work in world.deliver("sms:kannel")] == [entry]
    # Now the case hears of it, once.
    (told,) = world.deliver()
    assert (told.case, told.entry.kind, told.entry.body["of"]) == ("1", Kind.SMS_FILED, entry)
    with pytest.raises(InputError):
        world.do(messages.move_sms, "alice", entry, later + HOUR)


def test_a_message_with_a_time_is_taken_back_or_sent_now(world: World) -> None:
    at = world.clock.ms + 8 * HOUR
    first, second = (sent(world, ANN_NUMBER, text, "rt:1", send_at=at) for text in ("one", "two"))
    assert world.do(holding.take_back, "alice", first, ANN_KEY).done
    assert world.ask(drafts.find, ANN_KEY, "sms") == "one"
    delivery = world.ask(conversations.conversation, ANN_KEY)[-1].delivery_id
    world.do(sync.retry, "alice", delivery)
    assert [work.entry.id for work in world.deliver("sms:kannel")] == [second]


def test_who_wants_no_more_gets_nothing_that_waits_for_its_time(world: World) -> None:
    at = world.clock.ms + HOUR
    sent(world, ANN_NUMBER, send_at=at)
    other = sent(world, STRANGER, send_at=at)
    came(world, "STOP", ANN_NUMBER)
    world.clock.ms = at + 1
    assert [work.entry.id for work in world.deliver("sms:kannel")] == [other]
    assert world.ask(conversations.conversation, ANN_KEY)[0].item.taken_back
    assert world.ask(conversations.opened, ANN_KEY, 9).numbers[0].opted_out


@pytest.mark.parametrize("offset", [-HOUR, 0, 400 * 24 * HOUR])
def test_times_that_cannot_be(world: World, offset: int) -> None:
    with pytest.raises(InputError):
        sent(world, ANN_NUMBER, send_at=world.clock.ms + 1 + offset)


_NUMBERS = st.sampled_from([ANN_NUMBER, STRANGER, "+12025550199"])
_STEPS: dict[str, Callable[[World, str, str], object]] = {
    "in": lambda world, number, _entry: came(world, "in", number),
    "out": lambda world, number, _entry: sent(world, number),
    "person": lambda world, _number, entry: world.do(assigning.assign, "bob", entry, person_key=ANN),
    "nobody": lambda world, _number, entry: world.do(assigning.assign, "bob", entry, person_key=""),
    "case": lambda world, _number, entry: world.do(assigning.assign, "bob", entry, case_key="rt:1"),
    "other": lambda world, _number, entry: world.do(assigning.assign, "bob", entry, case_key="rt:2"),
    "none": lambda world, _number, entry: world.do(assigning.assign, "bob", entry, case_key=""),
    "deliver": lambda world, _number, _entry: world.deliver(),
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(_STEPS)), _NUMBERS, st.integers(0, 9)), max_size=14))
def test_assigning_changes_no_message_and_loses_none(world: World, steps: list[tuple[str, str, int]]) -> None:
    known: dict[str, Entry | None] = {row[0]: _entry(world, row[0]) for row in _all(world)}
    for name, number, pick in steps:
        entries = [row[0] for row in _all(world)]
        if entries or name in ("in", "out"):
            _STEPS[name](world, number, entries[pick % len(entries)] if entries else "")
        known |= {row[0]: _entry(world, row[0]) for row in _all(world) if row[0] not in known}
    # What was sent and received is as it was, and each is in exactly one conversation.
    assert {id: _entry(world, id) for id in known} == known
    listed = [m.item.entry_id for key in keys(world) for m in world.ask(conversations.conversation, key, limit=999)]
    assert sorted(listed) == sorted(known)
    assert [row.messages for row in world.ask(conversations.rows, keys(world))] == [
        len(world.ask(conversations.conversation, key, limit=999)) for key in keys(world)
    ]
    # The messages themselves went to the gateway as often as they were sent, whatever was assigned.
    assert len([e for e in known.values() if e is not None and e.kind == Kind.SMS_SENT]) == _towards(world)


def _all(world: World) -> list[tuple[str]]:
    return world.ask(lambda r: r.rows("SELECT entry_id FROM p_sms ORDER BY entry_id"))


def _entry(world: World, id: str) -> Entry | None:
    return world.ask(journal.find, id)


def _towards(world: World) -> int:
    return int(world.ask(lambda r: r.value("SELECT count(*) FROM delivery WHERE sink LIKE 'sms:%'")))


def test_people_who_are_one_have_one_conversation(world: World) -> None:
    numbers = (RawNumber("mobile", "+1 202 555 0177"),)
    other = replace(ann(numbers=numbers), remote_id="c2@example.net", name="Ann M.", emails=("c2@example.net",))
    world.pull(people=[ann(numbers=(RawNumber("mobile", ANN_NUMBER),)), other])
    sent(world, ANN_NUMBER, "one")
    came(world, "two", "+12025550177")
    strange = came(world, "three")
    second = next(key for key in keys(world) if key not in (ANN_KEY, STRANGER_KEY)).removeprefix("person:")
    world.do(assigning.assign, "alice", strange, person_key=second)
    assert len(keys(world)) == 2
    world.do(people_merge.merge, "alice", ANN, second)
    assert keys(world) == [ANN_KEY]
    for key in (ANN_KEY, f"person:{second}"):
        found = world.ask(conversations.opened, key, 50)
        assert [m.item.text for m in found.messages] == ["one", "two", "three"]
    world.do(people_merge.part, "alice", ANN)
    assert len(keys(world)) == 2
