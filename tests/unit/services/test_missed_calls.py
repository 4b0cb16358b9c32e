"""Missed calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.telephone import ENDINGS, CallState, PhoneCall
from fallback_console.services import calls, contacts, holding, messages, missed_calls, people
from fallback_console.store import journal
from fallback_console.store.broadcast_projection import mark_sent
from fallback_console.store.contact_projection import add_contact, project_sms
from fallback_console.store.tx import Tx
from tests.unit.services.support import ANN, ANN_NUMBER, NOW, World, ann

BOB = "+12025550144"
MINUTE = 60_000


def missed(number: str = ANN_NUMBER, call_id: str = "1", at: int = NOW, **changes: object) -> PhoneCall:
    """A call that rang for ten seconds and was given up."""
    call = PhoneCall(call_id, "phone:fake", "in", number, "", CallState.ENDED, "cancelled", at, None, at + 10_000)
    return call._replace(**changes)  # type: ignore[arg-type]


def _send_to_many(tx: Tx) -> None:
    """The message of a broadcast as the feeder makes it, but for the rows of its run."""
    body = {"to": ANN_NUMBER, "person": "", "person_name": "", "text": "x", "encoding": "gsm", "parts": 1}
    place = {"gateway": "kannel", "broadcast": "r", "position": 0}
    entry = journal.append(tx, NewEntry(Kind.SMS_SENT, f"number:{ANN_NUMBER}", body | place, "alice"))
    add_contact(tx, entry)
    project_sms(tx, entry)
    mark_sent(tx, entry)


def log(number: str = ANN_NUMBER, person: str = "", outcome: str = "reached", direction: str = "out") -> calls.CallLog:
    return calls.CallLog(direction, number, person, NOW, 5, outcome)


def listed(world: World) -> list[missed_calls.MissedRow]:
    return world.ask(missed_calls.missed, world.clock.ms)


def test_a_missed_call_says_who_it_was(world: World) -> None:
    entry_id = world.do(missed_calls.note, missed("(202) 555-0133", shown_name="Ann <b>M</b>"))
    (row,) = listed(world)
    assert row.entry_id == entry_id
    assert (row.number, row.shown, row.person_key, row.sure) == (ANN_NUMBER, "(202) 555-0133", ANN, True)
    assert (row.case_key, row.at, row.seconds, row.calls) == ("rt:2", NOW, 10, 1)
    assert (row.shown_name, row.telephone) == ("Ann <b>M</b>", "phone:fake")
    entry = world.store.read(lambda r: journal.find(r, row.entry_id))
    assert entry is not None
    assert entry.body == {
        "number": ANN_NUMBER,
        "shown_name": "Ann <b>M</b>",
        "at": NOW,
        "telephone": "phone:fake",
        "call_id": "1",
        "seconds": 10,
    }


@pytest.mark.parametrize(
    "call",
    [
        missed(direction="out"),
        missed(answered_at=NOW + 5, ending="done"),
        missed(ending="refused"),
        missed(ending="elsewhere"),
        missed(state=CallState.RINGING, ending="", ended_at=None),
    ],
)
def test_only_what_was_missed_is_noted(world: World, call: PhoneCall) -> None:
    assert world.do(missed_calls.note, call) is None
    assert listed(world) == []


def test_the_same_call_is_noted_once(world: World) -> None:
    assert world.do(missed_calls.note, missed())
    assert world.do(missed_calls.note, missed()) is None
    # A telephone that tells more of it later tells of the same call.
    assert world.do(missed_calls.note, missed(BOB, shown_name="Bob", ended_at=NOW + 99_000)) is None
    assert world.do(missed_calls.note, missed(telephone="phone:other"))
    assert [row.calls for row in listed(world)] == [2]


def test_what_was_cut_off_before_its_commit_is_noted_when_it_is_told_again(world: World) -> None:
    def cut(tx: Tx) -> None:
        assert missed_calls.note(tx, missed())
        raise InputError("The power went.", "")

    with pytest.raises(InputError, match="power"):
        world.do(cut)
    assert listed(world) == []
    assert world.do(missed_calls.note, missed())
    assert world.do(missed_calls.note, missed()) is None
    assert [row.calls for row in listed(world)] == [1]


def test_ids_of_any_kind_keep_calls_apart(world: World) -> None:
    ids = ["x" * 300, "x" * 301, "a\nb", "a b", "a\x00b", "ab", " ab", ""]
    for _ in range(2):
        for call_id in ids:
            world.do(missed_calls.note, missed(call_id=call_id))
    assert listed(world)[0].calls == len(ids)


def test_a_call_with_odd_facts_is_noted_all_the_same(world: World) -> None:
    assert world.do(missed_calls.note, missed("bob/\u202e" * 50, shown_name="\x00\ud800" + "x" * 10_000, began_at=-5))
    (row,) = listed(world)
    assert (len(row.number), len(row.shown_name), row.at) == (64, 199, 0)


@pytest.mark.parametrize("outcome", calls.OUTCOMES)
def test_a_logged_call_deals_with_it(world: World, outcome: str) -> None:
    world.do(missed_calls.note, missed())
    world.do(calls.log_call, "alice", "rt:1", log(outcome=outcome))
    assert listed(world) == []


def test_calls_before_it_do_not_deal_with_it(world: World) -> None:
    world.do(calls.log_call, "alice", "rt:1", log())
    world.do(missed_calls.note, missed())
    assert [row.calls for row in listed(world)] == [1]


@pytest.mark.parametrize(("number", "person"), [(ANN_NUMBER, ""), ("", ANN)])
def test_what_is_written_up_later_but_began_before_it_rang_does_not_deal_with_it(
    world: World, number: str, person: str
) -> None:
    began = world.clock.ms
    world.clock.ms += 2 * MINUTE
    world.do(missed_calls.note, missed(at=world.clock.ms))
    world.clock.ms += MINUTE
    # They rang back while nobody had taken the first call yet, which is ended and logged now.
    world.do(calls.log_call, "alice", "rt:1", replace(log(number, person), started_at=began))
    assert len(listed(world)) == 1
    world.do(calls.log_call, "alice", "rt:1", replace(log(number, person), started_at=world.clock.ms))
    assert listed(world) == []


def test_a_call_to_another_number_of_the_person_deals_with_it(world: World) -> None:
    numbers = (RawNumber("mobile", ANN_NUMBER), RawNumber("work", "(202) 555-0155"))
    world.pull(people=[ann(numbers=numbers)])
    world.do(missed_calls.note, missed())
    world.do(calls.log_call, "alice", "", log("202 555 0155"))
    assert listed(world) == []


def test_a_call_logged_with_the_person_alone_deals_with_it(world: World) -> None:
    world.do(missed_calls.note, missed())
    world.do(calls.log_call, "alice", "rt:1", log("", ANN))
    assert listed(world) == []


def test_a_text_deals_with_it_unless_it_was_taken_back(world: World) -> None:
    world.do(missed_calls.note, missed())
    saved = world.do(messages.send_sms, "alice", "", ANN_NUMBER, "We call you at ten.", hold_ms=10_000)
    assert listed(world) == []
    world.do(holding.take_back, "alice", saved.entry_ids[0])
    assert len(listed(world)) == 1


def test_a_message_to_very_many_deals_with_nothing(world: World) -> None:
    world.do(missed_calls.note, missed())
    world.do(_send_to_many)
    assert len(listed(world)) == 1


def test_several_of_one_number_are_one_row_and_the_newest_comes_first(world: World) -> None:
    for number, (who, minutes) in enumerate(((BOB, 0), (ANN_NUMBER, 1), (BOB, 2), ("", 3), ("", 1))):
        world.do(missed_calls.note, missed(who, str(number), NOW + minutes * MINUTE))
    rows = listed(world)
    assert [(row.number, row.calls) for row in rows] == [("", 2), (BOB, 2), (ANN_NUMBER, 1)]
    assert (rows[1].first_at, rows[1].at) == (NOW, NOW + 2 * MINUTE)


def test_of_some_only_the_later_are_left(world: World) -> None:
    world.do(missed_calls.note, missed(BOB, "1"))
    world.do(calls.log_call, "alice", "", log(BOB))
    world.do(missed_calls.note, missed(BOB, "2"))
    (row,) = listed(world)
    assert row.calls == 1


def test_it_is_put_away_and_taken_up_again(world: World) -> None:
    for call_id in ("1", "2"):
        world.do(missed_calls.note, missed("", call_id))
    (row,) = listed(world)
    saved = world.do(missed_calls.put_away, "alice", [row.entry_ids[1]], "Rings every day.")
    assert len(saved.entry_ids) == 2
    assert listed(world) == []
    with pytest.raises(InputError, match="not open any more"):
        world.do(missed_calls.put_away, "bob", row.entry_ids)
    world.do(missed_calls.take_up, "bob", row.entry_ids)
    assert listed(world) == [row]
    with pytest.raises(InputError, match="open already"):
        world.do(missed_calls.take_up, "bob", row.entry_ids)
    # A new call after it was put away is a new one.
    world.do(missed_calls.put_away, "alice", row.entry_ids)
    world.do(missed_calls.note, missed("", "3"))
    assert [row.calls for row in listed(world)] == [1]


def test_after_thirty_days_nobody_is_asked_any_more(world: World) -> None:
    world.do(missed_calls.note, missed())
    world.clock.ms += missed_calls.KEPT_MS - 2
    assert len(listed(world)) == 1
    world.clock.ms += MINUTE
    assert listed(world) == []


def test_it_is_among_the_contacts_of_the_person(world: World) -> None:
    world.do(missed_calls.note, missed())
    (last, *_) = world.ask(contacts.last_contacts, world.ask(people.person, ANN))
    assert (last.kind, last.incoming, last.outcome, last.at) == ("call", True, "missed", NOW)


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["ring", "ring", "ring", "log", "text", "done", "again"]),
        st.sampled_from([ANN_NUMBER, BOB, "12", ""]),
        st.integers(0, 4),
        st.sampled_from(["", *ENDINGS]),
    ),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS, order=st.randoms(use_true_random=False))
def test_replays_in_any_order_change_nothing_and_a_rebuild_gives_the_same(
    world: World, events: Sequence[tuple[str, str, int, str]], order: object
) -> None:
    told: list[PhoneCall] = []
    for what, number, pick, ending in events:
        if what == "ring":
            told.append(missed(number, f"{number}-{pick}", NOW + pick, ending=ending or "cancelled"))
            world.do(missed_calls.note, told[-1])
        elif what == "log" and number:
            world.do(calls.log_call, "alice", "", log(number))
        elif what == "text" and number.startswith("+"):
            world.do(messages.send_sms, "alice", "", number, "Hi")
        elif what == "done" and (rows := listed(world)):
            world.do(missed_calls.put_away, "alice", rows[pick % len(rows)].entry_ids)
        elif what == "again" and told:
            entries = world.ask(
                lambda r: [row[0] for row in r.rows("SELECT id FROM entry WHERE kind = 'call.missed' ORDER BY id")]
            )
            try:
                world.do(missed_calls.take_up, "alice", [entries[pick % len(entries)]] if entries else [])
            except InputError:
                continue
    before = listed(world)
    count = world.ask(lambda r: r.value("SELECT count(*) FROM entry"))
    order.shuffle(told)  # type: ignore[attr-defined]
    for call in told:
        world.do(missed_calls.note, call)
    assert world.ask(lambda r: r.value("SELECT count(*) FROM entry")) == count
    world.assert_whole()
    assert listed(world) == before
    shown = [row.entry_id for row in before]
    assert len(set(shown)) == len(shown)
    assert len({row.number for row in before}) == len(before)
