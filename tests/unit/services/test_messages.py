"""Text messages out and in."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Problem, Receipt
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.ports import IncomingSms, SmsOptOut, SmsReceipt
from fallback_console.services import calls, cases, connections, dispatch, messages, people, queue, sync
from fallback_console.store import deliveries, journal
from fallback_console.store.contact_projection import sms_progress
from fallback_console.store.tx import Tx
from tests.unit.services.support import ANN, ANN_NUMBER, NOW, World, ann, case

STRANGER = "+447700900123"
YEAR = 365 * 86_400_000


def came(text: str, gateway_id: str, sender: str = ANN_NUMBER) -> IncomingSms:
    return IncomingSms("kannel", gateway_id, sender, "12345", text, NOW)


def told(of: str, state: str, part: int | None = None) -> SmsReceipt:
    return SmsReceipt("kannel", of, "", state, part, NOW, "said so")


def test_a_message_goes_to_the_gateway_and_onto_the_case(world: World) -> None:
    saved = world.do(messages.send_sms, "alice", "rt:1", "(202) 555-0133", "We look into it.", person_key=ANN)
    assert saved.sinks == ("helpdesk", "sms:kannel")
    (work,) = world.take("sms:kannel")
    assert work.entry.body == {
        "to": ANN_NUMBER,
        "person": ANN,
        "person_name": "Ann Müller",
        "text": "We look into it.",
        "encoding": "GSM-7",
        "parts": 1,
        "gateway": "kannel",
    }
    row = world.ask(queue.timeline, "rt:1")[-1]
    assert (row.kind, [str(sink) for sink, _ in row.deliveries]) == (Kind.SMS_SENT, ["helpdesk", "sms:kannel"])


def test_a_message_about_no_case_goes_to_the_gateway_only(world: World) -> None:
    saved = world.do(messages.send_sms, "alice", "", STRANGER, "Hello")
    assert (saved.case_key, saved.sinks) == ("", ("sms:kannel",))
    assert world.take() == []


@pytest.mark.parametrize(
    ("to", "text"),
    [("555-0133", "Hi"), ("bob", "Hi"), ("9" * 10_000, "Hi"), (ANN_NUMBER, " \n"), (ANN_NUMBER, "x" * 1531)],
)
def test_messages_that_cannot_be_sent(world: World, to: str, text: str) -> None:
    with pytest.raises(InputError) as refused:
        world.do(messages.send_sms, "alice", "rt:1", to, text)
    assert refused.value.next_step


def test_without_a_gateway_nothing_is_sent(world: World) -> None:
    world.do(connections.save, Connection("sms:kannel", "kannel", {}, enabled=False))
    with pytest.raises(InputError, match="No SMS gateway"):
        world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Hi")
    with pytest.raises(NotFoundError):
        world.do(connections.save, Connection("sms:kannel", "kannel", {}))
        world.do(messages.send_sms, "alice", "rt:999", ANN_NUMBER, "Hi")


def test_the_gateway_of_lowest_priority_number_is_used_first(world: World) -> None:
    world.do(connections.save, Connection("sms:android", "android", {"priority": "0.5"}))
    assert world.do(messages.send_sms, "alice", "", ANN_NUMBER, "Hi").sinks == ("sms:android",)


def test_an_answer_finds_the_case_that_was_written_about(world: World) -> None:
    world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Does it work now?")
    taken = world.do(messages.take_in, came("はい", "g1"))
    assert taken is not None
    assert (taken.case_key, taken.kind) == ("rt:1", Kind.SMS_RECEIVED)
    row = world.ask(queue.timeline, "rt:1")[-1]
    assert (row.text, row.who, row.data["person"]) == ("はい", "gateway:kannel", ANN)
    assert "g1" not in [w.entry.body.get("text") for w in world.deliver()]


def test_the_same_message_again_changes_nothing(world: World) -> None:
    assert world.do(messages.take_in, came("Hello", "g1")) is not None
    assert world.do(messages.take_in, came("Hello", "g1")) is None
    assert world.do(messages.take_in, came("Hello", "")) is not None
    assert world.do(messages.take_in, came("Hello", "")) is None


def test_a_call_counts_as_talking_about_a_case(world: World) -> None:
    call = calls.CallLog("out", "202-555-0133", "", NOW, 5, "reached")
    world.do(calls.log_call, "alice", "rt:1", call)
    taken = world.do(messages.take_in, came("Thanks", "g1"))
    assert taken is not None
    assert taken.case_key == "rt:1"


def test_without_a_talk_the_persons_newest_open_case_is_meant(world: World) -> None:
    world.pull([case(9, created_at=NOW, status="resolved")])
    taken = world.do(messages.take_in, came("Hello", "g1"))
    assert taken is not None
    assert taken.case_key == "rt:2"


def test_a_long_closed_case_is_not_meant(world: World) -> None:
    world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Done.")
    world.do(cases.set_field, "alice", "rt:1", "status", "resolved")
    world.clock.ms += YEAR
    taken = world.do(messages.take_in, came("Another thing", "g1"))
    assert taken is not None
    assert taken.case_key == "rt:2"


def test_a_stranger_is_kept_without_a_case(world: World) -> None:
    taken = world.do(messages.take_in, came("Who is this?\x00\ud83d", "g1", STRANGER))
    assert taken is not None
    assert taken.case_key == ""
    assert world.do(messages.take_in, came("", "g2", "INFO")) is not None


def test_stop_and_start(world: World) -> None:
    taken = world.do(messages.take_in, came(" ＳＴＯＰ ", "g1"))
    assert taken is not None
    assert taken.wish == "out"
    (number,) = world.ask(people.person, ANN).numbers
    assert number.opted_out
    with pytest.raises(InputError, match="no more text messages"):
        world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Hi")
    world.do(messages.take_in, came("stop", "g2"))
    world.do(messages.take_in, came("START", "g3"))
    assert not world.ask(people.person, ANN).numbers[0].opted_out
    world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Hi")
    journalled = world.ask(lambda r: r.rows("SELECT kind FROM entry WHERE kind LIKE 'person.%' ORDER BY number"))
    assert [kind for (kind,) in journalled] == [Kind.OPT_OUT, Kind.OPT_IN]


def test_what_waits_does_not_go_to_who_wants_no_more(world: World) -> None:
    first = world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "One").entry_ids[0]
    world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Two")
    world.do(messages.send_sms, "alice", "", STRANGER, "Three")
    work, _other = world.take("sms:kannel")
    world.do(dispatch.put_back, work.delivery_id, Problem("unreachable", "Gone."), 0, False)
    world.do(messages.take_in, came("STOP", "g1"))
    assert world.take("sms:kannel") == []
    rows = world.ask(
        lambda r: r.rows("SELECT state, json_extract(problem, '$.code') FROM delivery WHERE sink LIKE 'sms:%'")
    )
    assert sorted(rows, key=str) == [("dropped", "opted-out")] * 2 + [("in_flight", None)]
    dropped = world.ask(lambda r: journal.of_subject(r, "case:rt:1", (Kind.DELIVERY_DROPPED,)))
    assert first in [entry.body["of"] for entry in dropped]
    # START does not bring back what was given up.
    world.do(messages.take_in, came("START", "g2"))
    assert world.take("sms:kannel") == []
    world.assert_whole()


def test_what_was_refused_or_lost_is_not_sent_again_to_who_wants_no_more(world: World) -> None:
    world.do(messages.send_sms, "alice", "", ANN_NUMBER, "One")
    (work,) = world.take("sms:kannel")
    world.do(dispatch.mark_unknown, work.delivery_id, Problem("ambiguous", "No answer."))
    world.do(messages.take_in, came("STOP", "g1"))
    world.do(sync.resolve_unknown, "bob", work.delivery_id, False)
    assert world.take("sms:kannel") == []
    world.do(messages.send_sms, "alice", "", STRANGER, "Two")
    (work,) = world.take("sms:kannel")
    world.do(dispatch.stop, work.delivery_id, Problem("refused", "Not now."))
    world.do(messages.take_in, came("STOP", "g2", STRANGER))
    with pytest.raises(InputError, match="no more text messages"):
        world.do(sync.retry, "bob", work.delivery_id)
    world.assert_whole()


def test_what_a_lost_station_was_to_send_later_keeps_its_time(world: World) -> None:
    at = world.clock.ms + 86_400_000
    (sent,) = world.do(messages.send_sms, "alice", "", ANN_NUMBER, "Tomorrow", send_at=at).entry_ids
    adopted = (sent, "sms:kannel", f"{ANN_NUMBER} {sent}", 99, Problem("adopted", "Its station is lost."))

    def adopt(tx: Tx) -> int:
        tx.execute("DELETE FROM delivery WHERE entry_id = ?", (sent,))
        deliveries.adopt(tx, *adopted)
        return int(tx.value("SELECT id FROM delivery WHERE entry_id = ?", (sent,)))

    delivery_id = world.do(adopt)
    world.do(sync.resolve_unknown, "bob", delivery_id, False)
    world.do(dispatch.release, "sms:kannel")
    assert world.take("sms:kannel") == []
    world.clock.ms = at
    assert [work.entry.id for work in world.take("sms:kannel")] == [sent]


def test_what_may_have_arrived_is_looked_for_whatever_they_want_now(world: World) -> None:
    world.do(messages.send_sms, "alice", "", ANN_NUMBER, "One")
    (work,) = world.take("sms:kannel")
    world.do(dispatch.put_back, work.delivery_id, Problem("ambiguous", "No answer."), 0, True)
    world.do(messages.take_in, came("STOP", "g1"))
    (again,) = world.take("sms:kannel")
    assert again.look_first


def test_a_sender_without_a_plus_is_who_was_written_to(world: World) -> None:
    abroad = "+819012345678"
    world.do(messages.send_sms, "alice", "rt:1", abroad, "Hi")
    taken = world.do(messages.take_in, came("STOP", "g1", abroad[1:]))
    assert taken is not None
    assert (taken.case_key, taken.wish) == ("rt:1", "out")
    with pytest.raises(InputError, match="no more text messages"):
        world.ask(messages.number_for_sms, abroad)
    world.do(messages.take_in, came("START", "g2", f"00{abroad[1:]}"))
    assert world.ask(messages.number_for_sms, abroad) == abroad
    world.do(messages.take_in, SmsOptOut("kannel", abroad[1:], "told by the gateway"))
    with pytest.raises(InputError, match="no more text messages"):
        world.ask(messages.number_for_sms, abroad)


def test_a_gateway_that_counts_anew_loses_nothing(world: World) -> None:
    (old,) = world.do(messages.send_sms, "alice", "", ANN_NUMBER, "Hi").entry_ids
    world.deliver("sms:kannel", remote_id="17")
    assert world.do(messages.take_in, came("Thanks", "17")) is not None
    world.clock.ms += 30 * 86_400_000
    (new,) = world.do(messages.send_sms, "alice", "", STRANGER, "Hello").entry_ids
    world.deliver("sms:kannel", remote_id="17")
    for _ in range(2):
        world.do(messages.take_in, came("Help", "17", STRANGER))
    texts = world.ask(lambda r: r.rows("SELECT json_extract(body, '$.text') FROM entry WHERE kind = 'sms.received'"))
    assert texts == [("Thanks",), ("Help",)]
    world.do(messages.take_in, SmsReceipt("kannel", "", "17", "delivered", None, NOW))
    states = dict(world.ask(lambda r: r.rows("SELECT entry_id, state FROM p_sms WHERE direction = 'out'")))
    assert (states[old], states[new]) == ("accepted", "delivered")


def test_receipts_in_any_order_and_repeated(world: World) -> None:
    (sent,) = world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "障害" * 50).entry_ids
    world.deliver("sms:kannel", remote_id="k-17")

    def shown() -> tuple[str, int]:
        row = next(r for r in world.ask(queue.timeline, "rt:1") if r.entry_id == sent)
        return row.sms_state, row.sms_delivered_parts

    assert shown() == ("accepted", 0)
    assert world.do(messages.take_in, told(sent, "delivered", 1)) is not None
    assert shown() == ("accepted", 1)
    assert world.do(messages.take_in, told(sent, "delivered", 1)) is None
    world.do(messages.take_in, told(sent, "failed", 2))
    assert shown() == ("failed", 1)
    world.do(messages.take_in, told(sent, "delivered", 2))
    assert shown() == ("delivered", 2)
    world.do(messages.take_in, told(sent, "buffered"))
    assert shown() == ("delivered", 2)


def test_a_receipt_may_name_the_gateways_id_only(world: World) -> None:
    (sent,) = world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Hi").entry_ids
    (work,) = world.take("sms:kannel")
    world.do(dispatch.confirm, work.delivery_id, Receipt(remote_id="k-17"))
    taken = world.do(messages.take_in, SmsReceipt("kannel", "", "k-17", "delivered", None, NOW))
    assert taken is not None
    assert next(r for r in world.ask(queue.timeline, "rt:1") if r.entry_id == sent).sms_state == "delivered"


def test_a_receipt_for_nothing_we_sent_is_left_alone(world: World) -> None:
    note = world.do(cases.add_note, "alice", "rt:1", "text").entry_ids[0]
    for of in ("", "unheard-of", note):
        assert world.do(messages.take_in, told(of, "delivered")) is None


def test_two_people_with_one_number_are_not_guessed(world: World) -> None:
    other = ann(name="Ben")
    world.pull(people=[type(other)("ben@example.net", "customer", "Ben", numbers=other.numbers)])
    world.do(messages.take_in, came("Hello", "g1"))
    body = world.ask(lambda r: r.value("SELECT body FROM entry WHERE kind = 'sms.received'"))
    assert '"person":""' in body


@given(
    st.lists(st.tuples(st.sampled_from(["accepted", "buffered", "delivered", "failed"]), st.none() | st.integers(1, 4)))
)
def test_progress_is_the_same_in_any_order_and_never_goes_back(receipts: list[tuple[str, int | None]]) -> None:
    assert sms_progress(receipts, 3) == sms_progress(list(reversed(receipts)), 3) == sms_progress(receipts * 2, 3)
    arrived = 0
    done = False
    for count in range(len(receipts) + 1):
        state, parts = sms_progress(receipts[:count], 3)
        assert parts >= arrived
        assert state == "delivered" or not done
        arrived, done = parts, state == "delivered"


def test_an_opt_out_that_the_gateway_knows_of_is_kept_once(world: World) -> None:
    taken = world.do(messages.take_in, SmsOptOut("twilio", ANN_NUMBER, "opted out at Twilio"))
    assert taken is not None
    assert (taken.kind, taken.wish, taken.case_key) == (Kind.OPT_OUT, "out", "")
    assert world.do(messages.take_in, SmsOptOut("twilio", ANN_NUMBER, "again")) is None
    assert world.do(messages.take_in, SmsOptOut("twilio", "nonsense", "x")) is None
    with pytest.raises(InputError, match="no more text messages"):
        world.do(messages.send_sms, "alice", "", ANN_NUMBER, "Hello")
    with pytest.raises(InputError, match="no more text messages"):
        world.ask(messages.number_for_sms, ANN_NUMBER)
    world.do(messages.take_in, came("START", "m9"))
    assert world.ask(messages.number_for_sms, ANN_NUMBER) == ANN_NUMBER
    world.assert_whole()


def test_a_message_knows_what_the_gateway_called_the_others_to_its_number(world: World) -> None:
    for text, gateway_id in (("one", "SM1"), ("two", "SM2"), ("three", "")):
        world.do(messages.send_sms, "alice", "", ANN_NUMBER, text)
        world.deliver("sms:kannel", remote_id=gateway_id)
    world.do(messages.send_sms, "alice", "", STRANGER, "to somebody else")
    world.deliver("sms:kannel", remote_id="SM9")
    world.do(messages.send_sms, "alice", "", ANN_NUMBER, "four")
    (work,) = world.take("sms:kannel")
    assert work.others == ("SM2", "SM1")
    world.do(cases.add_note, "alice", "rt:1", "a note")
    assert [note.others for note in world.take()] == [()]
