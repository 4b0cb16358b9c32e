"""Projections of talking to people: text messages and their receipts, who was reached about what, opt-outs, call-backs.

Each function makes the rows of one thing from its entries, whatever order those came in, so an action and a rebuild use the
same one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.person import mail_key
from fallback_console.store.deliveries import receipt_from
from fallback_console.store.journal import of_subject
from fallback_console.store.tx import Reading, Tx

__all__ = [
    "add_contact",
    "add_plain",
    "case_of_message",
    "contact_of",
    "project_callback",
    "project_optout",
    "project_sms",
    "sms_progress",
]

_RANK = {"": 0, "accepted": 1, "buffered": 2}


def sms_progress(receipts: Iterable[tuple[str, int | None]], parts: int) -> tuple[str, int]:
    """What repeated receipts in any order amount to.

    A part that was ever delivered stays delivered: networks report a failure and deliver all the same. A message counts as
    delivered when all its parts are.

    Args:
        receipts: state and part of each; part None speaks of the whole message.
        parts: parts of the message.

    Returns:
        The state to show and how many parts are known to have arrived.
    """
    delivered: set[int] = set()
    failed: set[int] = set()
    best = ""
    every = range(1, max(1, parts) + 1)
    for state, part in receipts:
        concerned = every if part is None else (part,)
        if state == "delivered":
            delivered.update(concerned)
        elif state == "failed":
            failed.update(concerned)
        elif _RANK.get(state, 0) > _RANK[best]:
            best = state
    arrived = len(delivered.intersection(every))
    if arrived == len(every):
        return "delivered", arrived
    return ("failed" if failed - delivered else best), arrived


def project_sms(tx: Tx, entry: Entry) -> None:
    """A text message, from its entry, its receipts and its delivery to the gateway."""
    body = entry.body
    if entry.kind == Kind.SMS_RECEIVED:
        row = (entry.id, "in", body["sender"], body["gateway"], body["gateway_id"], "", 1, 0)
    else:
        told = of_subject(tx, f"entry:{entry.id}", (Kind.SMS_RECEIPT,))
        gateway, gateway_id = str(body["gateway"]), ""
        delivery = tx.one(
            "SELECT sink, state, receipt FROM known_delivery WHERE entry_id = ? AND sink LIKE 'sms:%'", (entry.id,)
        )
        if delivery is not None:
            gateway = str(delivery[0]).removeprefix("sms:")
        # What a gateway that it left says of failing is no news; what it says of arriving is.
        receipts = [
            (e.body["state"], e.body["part"])
            for e in told
            if e.body["gateway"] == gateway or e.body["state"] == "delivered"
        ]
        if delivery is not None and delivery[1] == "confirmed":
            receipts.append(("accepted", None))
            receipt = receipt_from(delivery[2])
            gateway_id = receipt.remote_id if receipt is not None else ""
        state, arrived = sms_progress(receipts, body["parts"])
        row = (entry.id, "out", body["to"], gateway, gateway_id, state, body["parts"], arrived)
    tx.execute(
        "INSERT OR REPLACE INTO p_sms (entry_id, direction, number, gateway, gateway_id, state, parts, delivered_parts)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )


def case_of_message(r: Reading, entry: Entry) -> str:
    """Key of the case a call or message is about, '' for none: the one it came with, or for a message the last that a person
    said it belongs to."""
    if entry.kind in (Kind.SMS_SENT, Kind.SMS_RECEIVED):
        words = of_subject(r, f"entry:{entry.id}", (Kind.SMS_ASSIGNED,))
        if words:
            return str(words[-1].body["case"])
    return entry.subject.removeprefix("case:") if entry.subject.startswith("case:") else ""


def add_contact(tx: Tx, entry: Entry) -> None:
    """A call, taken or missed, or a message with a number or an address: remember which case it was about."""
    number = entry.body.get("number") or entry.body.get("to") or entry.body.get("sender") or ""
    if number:
        case_key = case_of_message(tx, entry)
        tx.execute(
            "INSERT OR REPLACE INTO p_contact (number, hlc, entry_id, case_key) VALUES (?, ?, ?, ?)",
            (contact_of(number), entry.hlc, entry.id, case_key),
        )


def contact_of(address: str) -> str:
    """The name under which contacts with a number, or a mail address, are kept."""
    return mail_key(address) if "@" in address else address


def add_plain(tx: Tx, entries: Sequence[Entry]) -> None:
    """Calls, and text messages of which nothing more was said yet, many at once and none of this station's own."""
    contacts, texts = [], []
    for entry in entries:
        body = entry.body
        number = body.get("number") or body.get("to") or body.get("sender") or ""
        if number:
            case_key = entry.subject[5:] if entry.subject.startswith("case:") else ""
            contacts.append((number, entry.hlc, entry.id, case_key))
        if entry.kind == Kind.SMS_RECEIVED:
            texts.append((entry.id, "in", number, body["gateway"], body["gateway_id"], "", 1, 0))
        elif entry.kind == Kind.SMS_SENT:
            texts.append((entry.id, "out", number, body["gateway"], "", "", body["parts"], 0))
    tx.bulk("INSERT OR REPLACE INTO p_contact (number, hlc, entry_id, case_key)", contacts)
    tx.bulk(
        "INSERT OR REPLACE INTO p_sms (entry_id, direction, number, gateway, gateway_id, state, parts, delivered_parts)",
        texts,
    )


def project_optout(tx: Tx, number: str) -> None:
    """Whether a number wants text messages: its last word counts."""
    words = of_subject(tx, f"number:{number}", (Kind.OPT_OUT, Kind.OPT_IN))
    if words and words[-1].kind == Kind.OPT_OUT:
        last = words[-1]
        tx.execute(
            "INSERT OR REPLACE INTO p_optout (number, word, at, entry_id) VALUES (?, ?, ?, ?)",
            (number, last.body["word"], last.made_at, last.id),
        )
    else:
        tx.execute("DELETE FROM p_optout WHERE number = ?", (number,))


def project_callback(tx: Tx, subject: str) -> None:
    """Whom to call back: the last call about a case (or with somebody) says whether and when, a later word on it moves or ends it."""
    row = tx.one(
        f"SELECT id, body, actor FROM entry WHERE subject = ? AND kind = '{Kind.CALL}' ORDER BY hlc DESC LIMIT 1",
        (subject,),
    )
    body = None if row is None else json.loads(row[1])
    due_at = None if body is None else body["follow_up_at"]
    if row is not None and due_at is not None:
        words = of_subject(tx, subject, (Kind.CALLBACK_DONE, Kind.CALLBACK_MOVED))
        last = next((e for e in reversed(words) if e.body["of"] == row[0]), None)
        if last is not None:
            due_at = last.body["due_at"] if last.kind == Kind.CALLBACK_MOVED else None
    if row is None or body is None or due_at is None:
        tx.execute("DELETE FROM p_callback WHERE subject = ?", (subject,))
        return
    tx.execute(
        "INSERT OR REPLACE INTO p_callback (subject, entry_id, number, person, person_name, due_at, notes, actor)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            subject,
            row[0],
            body["number"],
            body["person"],
            body["person_name"],
            due_at,
            body["notes"],
            row[2],
        ),
    )
