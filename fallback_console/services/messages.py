"""Text messages: sending them, and taking in what gateways tell and customers answer."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from fallback_console.domain.clock import Hlc
from fallback_console.domain.entry import Entry, Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.domain.numbers import parse
from fallback_console.domain.optout import classify
from fallback_console.domain.sms_text import measure
from fallback_console.domain.spoken import Spoken, spoken_from
from fallback_console.ports import IncomingSms, SmsEvent, SmsKeys, SmsOptOut, SmsReceipt
from fallback_console.services import (
    assigning,
    briefing_answers,
    dispatch,
    escalation_answers,
    going_out,
    optouts,
    roll_call_answers,
    senders,
    swarm_answers,
)
from fallback_console.services.record import (
    HELPDESK,
    Saved,
    about_case,
    clean_line,
    clean_text,
    person_name,
    require_case,
)
from fallback_console.services.sms_choice import sms_sink_for, speaking_sink_for
from fallback_console.store import deliveries, journal
from fallback_console.store.broadcast_projection import mark_sent
from fallback_console.store.case_projection import given_up
from fallback_console.store.case_ref import CaseRef, find_ref
from fallback_console.store.contact_projection import add_contact, project_sms
from fallback_console.store.home import home_region
from fallback_console.store.people import matching, opted_out
from fallback_console.store.tx import Reading, Tx

__all__ = ["MAX_SMS", "TakenIn", "move_sms", "number_for_sms", "send_sms", "speak", "take_in"]

MAX_SMS = 1530
"""Longest text message, characters: ten GSM-7 parts."""

_CONTACTS = 50
_FARTHEST_MS = 366 * 86_400_000
_ANSWER_MS = 72 * 3_600_000
"""For so long a message is taken as the answer to what was last said to that number."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a gateway's event.

    Attributes:
        entry_id: the entry that keeps it.
        case_key: the case it belongs to, '' where none was found.
        kind: ``Kind.SMS_RECEIVED``, ``Kind.SMS_RECEIPT`` or ``Kind.OPT_OUT``.
        wish: 'out' or 'in' where the message asked for no more texts or for texts again, else ''.
    """

    entry_id: str
    case_key: str
    kind: str
    wish: str = ""


def send_sms(
    tx: Tx,
    who: str,
    case_key: str,
    to: str,
    text: str,
    *,
    person_key: str = "",
    hold_ms: int = 0,
    send_at: int = 0,
    place: tuple[str, int] | None = None,
    later: bool = False,
    apart: bool = False,
) -> Saved:
    """Send a text message, about a case or, with '' for it, about none.

    With a chosen time it can be moved, sent or taken back until then; its case hears of it when it has gone out.

    Args:
        to: the number as typed; of a broadcast in E.164, of somebody who takes text messages.
        person_key: whose number it is, where known.
        hold_ms: for so long it can be taken back, see ``store.deliveries.create``.
        send_at: not before this time, UTC epoch milliseconds; 0 for now.
        place: run and position of a broadcast it is part of; then it goes after what was written to one person.
        later: it is one of many that are no broadcast, and goes after what was written to one person too.
        apart: it waits for nothing that was written to the number before, and that may be in doubt.

    Raises:
        InputError: no possible number, opted out, empty or too long, a time that has passed, or no gateway serves the number.
        NotFoundError: no such case.
    """
    # Whom a broadcast goes to was decided when it began: reading each number again would take as long as all the rest.
    number = number_for_sms(tx, to) if place is None else to
    cleaned = clean_text(text, "message", limit=MAX_SMS)
    if not cleaned:
        raise InputError("The message is empty.", "Write something first.")
    sink = sms_sink_for(tx, number)
    ref = require_case(tx, case_key) if case_key else None
    length = measure(cleaned)
    body = {
        "to": number,
        "person": clean_line(person_key, "person"),
        "person_name": person_name(tx, person_key),
        "text": cleaned,
        "encoding": str(length.encoding),
        "parts": length.parts,
        "gateway": sink.removeprefix("sms:"),
    }
    if place is not None:
        return _send_of_many(tx, who, body | {"broadcast": place[0], "position": place[1]}, sink)
    if later:
        return _send_of_many(tx, who, body, sink)
    if send_at:
        return _schedule(tx, who, ref, body, sink, send_at)
    entry = _append(tx, who, ref, Kind.SMS_SENT, body, number, hold_ms)
    deliveries.create(tx, entry, sink, f"{number} {entry.id}" if apart else number, hold_ms=hold_ms)
    project_sms(tx, entry)
    return Saved((entry.id,), ref.key if ref else "", (HELPDESK, sink) if ref else (sink,))


def move_sms(tx: Tx, who: str, entry_id: str, send_at: int) -> Saved:
    """Let a text message that waits for its time go out at another.

    Raises:
        InputError: a time that has passed, or it does not wait for one (any more).
    """
    _check_time(tx, send_at)
    found = tx.one(
        "SELECT d.id, d.sink FROM delivery d JOIN entry e ON e.id = d.entry_id WHERE d.entry_id = ? AND d.state = 'waiting'"
        f" AND d.attempts = 0 AND e.kind = '{Kind.SMS_SENT}' AND json_extract(d.problem, '$.code') = '{deliveries.SCHEDULED}'",
        (entry_id,),
    )
    if found is None:
        raise InputError(
            "This message does not wait for a time any more.", "Look at it again: it has changed meanwhile."
        )
    delivery_id, sink = found
    tx.execute("UPDATE delivery SET retry_at = ? WHERE id = ?", (send_at, delivery_id))
    said = journal.append(tx, NewEntry(Kind.SMS_SCHEDULED, f"entry:{entry_id}", {"at": send_at}, who))
    tx.touch("delivery", sink)
    tx.touch("sms")
    return Saved((said.id,), "", (sink,))


def speak(tx: Tx, who: str, number: str, spoken: Spoken, person_key: str, *, takes_texts: bool = True) -> str:
    """Have a message read out in a call, where a gateway makes calls.

    Args:
        number: E.164; any other is called by people alone.
        person_key: whom it is for, '' where nobody is known.
        takes_texts: what comes of a key that is pressed may be told by a text message to the same number.

    Returns:
        The entry; '' where no gateway calls there.
    """
    sink = speaking_sink_for(tx, number)
    if not sink:
        return ""
    body = {
        "to": number,
        "person": person_key,
        "person_name": person_name(tx, person_key),
        "text": clean_text(spoken.words[:MAX_SMS], "message"),
        "encoding": str(measure(spoken.words).encoding),
        "parts": 1,
        "gateway": sink.removeprefix("sms:"),
        "spoken": spoken.body(),
        "takes_texts": takes_texts,
    }
    entry = _append(tx, who, None, Kind.SMS_SENT, body, number)
    # In a lane of its own: it follows where a text may or may not have arrived, and does not wait until somebody knows.
    deliveries.create(tx, entry, sink, f"{number} {entry.id}")
    project_sms(tx, entry)
    return entry.id


def _check_time(tx: Tx, send_at: int) -> None:
    now = tx.clock.now_ms()
    if not now < send_at <= now + _FARTHEST_MS:
        raise InputError("A text message cannot go out at that time.", "Choose a time within the next year.")


def _schedule(tx: Tx, who: str, ref: CaseRef | None, body: dict[str, Any], sink: str, send_at: int) -> Saved:
    _check_time(tx, send_at)
    number = str(body["to"])
    entry = _append(tx, who, None, Kind.SMS_SENT, body, number)
    deliveries.create(tx, entry, sink, f"{number} {entry.id}", send_at=send_at)
    journal.append(tx, NewEntry(Kind.SMS_SCHEDULED, f"entry:{entry.id}", {"at": send_at}, who))
    if ref is not None:
        body = {"case": ref.key, "filed": ""}
        journal.append(tx, NewEntry(Kind.SMS_ASSIGNED, f"entry:{entry.id}", body, who))
        add_contact(tx, entry)
    project_sms(tx, entry)
    return Saved((entry.id,), "", (sink,))


def _send_of_many(tx: Tx, who: str, body: dict[str, Any], sink: str) -> Saved:
    number = str(body["to"])
    entry = _append(tx, who, None, Kind.SMS_SENT, body, number)
    # In a lane of its own: what somebody writes to this person meanwhile waits for nothing of it.
    deliveries.create(tx, entry, sink, f"{number} {entry.id}", rank=deliveries.LATER)
    project_sms(tx, entry)
    mark_sent(tx, entry)
    return Saved((entry.id,), "", (sink,))


def number_for_sms(r: Reading, to: str) -> str:
    """The E.164 number that a text message may go to.

    Args:
        to: as typed.

    Raises:
        InputError: no possible number, or its owner wants no texts.
    """
    number = parse(to, home_region(r))
    if not number.possible:
        raise InputError("This is no number a text message can go to.", "Check the number and its country code.")
    if opted_out(r, number.e164):
        raise InputError(going_out.NO_MORE_TEXTS, "Call instead, or write through the helpdesk.")
    return number.e164


def take_in(tx: Tx, event: SmsEvent) -> TakenIn | None:
    """Keep a receipt, a message that came in or a key that was pressed; the same event again changes nothing.

    Returns:
        None where it was seen before, or is about a message nobody sent here.
    """
    if isinstance(event, SmsReceipt):
        return _take_receipt(tx, event)
    if isinstance(event, SmsOptOut):
        return _take_opt_out(tx, event)
    if isinstance(event, SmsKeys):
        return _take_keys(tx, event)
    return _take_message(tx, event)


def _append(
    tx: Tx, who: str, ref: CaseRef | None, kind: str, body: dict[str, Any], number: str, hold_ms: int = 0
) -> Entry:
    if ref is not None:
        entry = about_case(tx, who, ref, kind, body, hold_ms=hold_ms)
    else:
        entry = journal.append(tx, NewEntry(kind, f"number:{number}", body, who))
    add_contact(tx, entry)
    tx.touch("sms", number)
    return entry


def _take_receipt(tx: Tx, receipt: SmsReceipt) -> TakenIn | None:
    entry_id = receipt.entry_id or tx.value(
        # A gateway that has begun to count anew means the newest.
        "SELECT entry_id FROM p_sms WHERE gateway = ? AND gateway_id = ? AND gateway_id <> '' AND direction = 'out'"
        " ORDER BY entry_id DESC LIMIT 1",
        (receipt.gateway, receipt.gateway_id),
    )
    sent = journal.find(tx, entry_id) if entry_id else None
    if sent is None or sent.kind != Kind.SMS_SENT:
        return None
    subject = f"entry:{sent.id}"
    seen = {(e.body["state"], e.body["part"]) for e in journal.of_subject(tx, subject, (Kind.SMS_RECEIPT,))}
    if (receipt.state, receipt.part) in seen:
        return None
    body = {
        "of": sent.id,
        "state": receipt.state,
        "gateway": receipt.gateway,
        "part": receipt.part,
        "said": clean_line(receipt.said[:500], "answer"),
    }
    entry = journal.append(tx, NewEntry(Kind.SMS_RECEIPT, subject, body, f"gateway:{receipt.gateway}"))
    if not dispatch.settle_by_receipts(tx, sent):
        project_sms(tx, sent)
    ref = _case_of(tx, sent)
    if ref is not None:
        tx.touch("case", ref.key)
    tx.touch("sms", str(sent.body["to"]))
    return TakenIn(entry.id, ref.key if ref else "", Kind.SMS_RECEIPT)


def _case_of(r: Reading, entry: Entry) -> CaseRef | None:
    return find_ref(r, entry.subject.removeprefix("case:")) if entry.subject.startswith("case:") else None


def _take_message(tx: Tx, message: IncomingSms) -> TakenIn | None:
    gateway_id = message.gateway_id or _fingerprint(message)
    sender, text = senders.number_of(tx, message.sender), clean_text(message.text[:MAX_SMS], "message")
    if senders.came_before(tx, message.gateway, gateway_id, sender, text):
        return None
    person_key, person_name = _sender(tx, sender)
    ref = _case_for(tx, sender, person_key, tx.clock.now_ms())
    body = {
        "sender": sender,
        "text": text,
        "gateway": message.gateway,
        "gateway_id": gateway_id,
        "received_at": message.at,
        "person": person_key,
        "person_name": person_name,
    }
    who = f"gateway:{message.gateway}"
    entry = _append(tx, who, ref, Kind.SMS_RECEIVED, body, sender)
    project_sms(tx, entry)
    briefing_answers.take_answer(tx, entry)
    asked = "escalation"
    answer = escalation_answers.take_answer(tx, entry)
    if answer is None:
        asked = "swarm"
        heard = roll_call_answers.hear_message(tx, entry)
        answer = swarm_answers.take_answer(tx, entry, send_sms, heard=heard)
    if answer:
        _answer(tx, asked, entry, answer)
    return TakenIn(entry.id, ref.key if ref else "", Kind.SMS_RECEIVED, _wish(tx, who, sender, message.text))


def _take_keys(tx: Tx, event: SmsKeys) -> TakenIn | None:
    """A key that was pressed in a call answers what the call was about, and nothing else."""
    sent = journal.find(tx, event.entry_id)
    if sent is None or sent.kind != Kind.SMS_SENT or "spoken" not in sent.body:
        return None
    spoken = spoken_from(sent.body["spoken"])
    meant, gateway_id = spoken.keys.get(event.keys), f"{event.gateway_id}/{event.keys}"
    if meant is None or senders.came_before(tx, event.gateway, gateway_id, str(sent.body["to"]), meant):
        return None
    body = {
        "sender": sent.body["to"],
        "text": meant,
        "gateway": event.gateway,
        "gateway_id": gateway_id,
        "received_at": event.at,
        "person": sent.body["person"],
        "person_name": sent.body["person_name"],
        "pressed": event.keys,
        "of": sent.id,
    }
    entry = _append(tx, f"gateway:{event.gateway}", None, Kind.SMS_RECEIVED, body, str(body["sender"]))
    project_sms(tx, entry)
    # Only who listened presses a key.
    _take_receipt(
        tx, SmsReceipt(event.gateway, sent.id, event.gateway_id, "delivered", None, event.at, f"key {event.keys}")
    )
    if spoken.about == "roll":
        roll_call_answers.hear_message(tx, entry)
    elif (answer := escalation_answers.take_answer(tx, entry)) and sent.body.get("takes_texts"):
        _answer(tx, "escalation", entry, answer)
    return TakenIn(entry.id, "", Kind.SMS_RECEIVED)


def _answer(tx: Tx, who: str, came: Entry, text: str) -> None:
    """Answer a message by itself; where no text can go to its sender there is nothing to be done about it."""
    with suppress(InputError):
        send_sms(tx, who, "", str(came.body["sender"]), text, person_key=str(came.body["person"]))


def _take_opt_out(tx: Tx, event: SmsOptOut) -> TakenIn | None:
    number = parse(senders.number_of(tx, event.number)).e164
    if not number or opted_out(tx, number):
        return None
    return TakenIn(
        optouts.keep_wish(tx, f"gateway:{event.gateway}", number, "out", event.word), "", Kind.OPT_OUT, "out"
    )


def _fingerprint(message: IncomingSms) -> str:
    """An id for a message of a gateway that gives none."""
    parts = "\0".join((message.sender, str(message.at), message.text))
    return hashlib.blake2b(parts.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _sender(r: Reading, number: str) -> tuple[str, str]:
    """Key and name of the one person a message can be from; ('', '') where nobody or more than one. What a person said counts
    before what the mirror knows."""
    assigned = assigning.whose(r, number)
    if assigned and (name := person_name(r, assigned)):
        return assigned, name
    found = matching(r, number)
    sure = [person for person, exact in found if exact] or [person for person, _ in found]
    return (sure[0].key, sure[0].name) if len(sure) == 1 else ("", "")


def _case_for(r: Reading, number: str, person_key: str, now: int) -> CaseRef | None:
    """The case that was just talked about with a number, closed or not; else an open one: the last that was talked about,
    or the person's newest."""
    contacts = r.rows(
        # What was taken back or given up before it was sent is nothing to answer.
        "SELECT case_key, hlc FROM p_contact c WHERE number = ? AND case_key <> '' AND NOT EXISTS (SELECT 1 FROM delivery d"
        " WHERE d.entry_id = c.entry_id AND d.state = 'dropped' AND d.sink LIKE 'sms:%') ORDER BY hlc DESC LIMIT ?",
        (number, _CONTACTS),
    )
    for case_key, hlc in contacts:
        ref = find_ref(r, case_key)
        # Who texts "it is done" and closes the case gets the thanks, or the complaint, on that case.
        answers = hlc == contacts[0][1] and now - Hlc.parse(hlc).wall_ms <= _ANSWER_MS
        if ref is not None and given_up(r, ref.key):
            continue
        if ref is not None and (answers or not r.value("SELECT closed FROM p_case WHERE pk = ?", (ref.pk,))):
            return ref
    if not person_key:
        return None
    key = r.value(
        "SELECT key FROM p_case WHERE customer_key = ? AND customer_key <> '' AND closed = 0"
        " ORDER BY created_at DESC, pk DESC LIMIT 1",
        (person_key,),
    )
    return None if key is None else find_ref(r, key)


def _wish(tx: Tx, who: str, number: str, text: str) -> str:
    """Keep what a sender wants of text messages, where it is news."""
    wish = classify(text)
    if wish is None or (wish == "out") == opted_out(tx, number):
        return wish or ""
    optouts.keep_wish(tx, who, number, wish, text)
    return wish
