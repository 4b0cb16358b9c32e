"""What an Android phone as SMS gateway tells, as events: states of messages, its inbox, and its webhooks.

Sources: the OpenAPI description of SMSGate (capcom6/android-sms-gateway) and its documentation of webhooks. Pure: no I/O.

====================  ==========================================================================
the phone's state     ours
====================  ==========================================================================
Pending, Processed    none, until it lasts too long: then 'buffered' with what to look after
Sent                  'accepted'
Delivered             'delivered'; said as soon as any part arrived, so of many parts only one is known
Failed, Cancelled     'failed'
====================  ==========================================================================
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fallback_console.domain.errors import BadAnswerError
from fallback_console.ports import IncomingSms, SmsReceipt

__all__ = [
    "GATEWAY",
    "WEBHOOK_EVENTS",
    "PhoneMessage",
    "Webhook",
    "incoming_of",
    "iso_time",
    "message_of",
    "receipt_of",
    "signature_fits",
    "webhook_incoming",
    "webhook_of",
    "webhook_receipt",
]

GATEWAY = "android"
WEBHOOK_EVENTS = ("sms:received", "sms:sent", "sms:delivered", "sms:failed")

_FRESH_SECONDS = 300
_LONGEST_TEXT = 10_000
_LONGEST_WORDS = 160
_WAITING = ("Pending", "Processed")


@dataclass(frozen=True, slots=True)
class PhoneMessage:
    """A message as the phone holds it.

    Attributes:
        id: ours, because we gave it.
        state: the phone's word.
        error: why it failed, '' else.
        to: number of its one recipient.
        text: '' where the phone does not show it.
        since: when it came to the phone, UTC epoch milliseconds; None where the phone does not say.
    """

    id: str
    state: str
    error: str
    to: str
    text: str
    since: int | None


@dataclass(frozen=True, slots=True)
class Webhook:
    """One call of the phone.

    Attributes:
        id: the same when the phone repeats the call.
        event: 'sms:received' …
        payload: values by name.
    """

    id: str
    event: str
    payload: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A value of the payload as text, '' where it is absent or no text."""
        value = self.payload.get(name)
        return value if isinstance(value, str) else ""


def message_of(row: Any) -> PhoneMessage:
    """One message out of an answer.

    Raises:
        BadAnswerError: a needed value is missing or of another type.
    """
    try:
        recipients = row["recipients"]
        first = recipients[0]
        states = row.get("states") or {}
        content = row.get("textMessage") or {}
        message = PhoneMessage(
            id=row["id"],
            # With one recipient its own state is the message's; the message's may lag behind.
            state=first["state"],
            error=first.get("error") or "",
            to=first["phoneNumber"],
            text=content.get("text") or "",
            since=_milliseconds(states.get("Pending")),
        )
    except (KeyError, IndexError, TypeError, AttributeError):
        raise _bad_answer() from None
    if not all(
        isinstance(value, str) for value in (message.id, message.state, message.error, message.to, message.text)
    ):
        raise _bad_answer()
    return message


def receipt_of(message: PhoneMessage, parts: int, now: int, stuck_after: float) -> SmsReceipt | None:
    """The receipt a state stands for, None while there is nothing to tell.

    Args:
        parts: how many parts the message has.
        now: UTC epoch milliseconds.
        stuck_after: seconds after which a message that was not sent is worth telling.
    """
    if message.state in _WAITING:
        waited = 0 if message.since is None else (now - message.since) // 1000
        if waited < stuck_after:
            return None
        said = (
            f"The phone has not sent the message for {waited // 60} minutes. "
            "Look at its reception, SIM credit, battery saving and sending limits."
        )
        return _receipt(message.id, "buffered", None, now, said)
    if message.state == "Sent":
        return _receipt(message.id, "accepted", None, now, "Sent")
    if message.state == "Delivered":
        return _receipt(message.id, "delivered", 1 if parts > 1 else None, now, "Delivered")
    if message.state in ("Failed", "Cancelled"):
        return _receipt(message.id, "failed", None, now, one_line(message.error) or message.state)
    raise _bad_answer()


def webhook_receipt(call: Webhook, part: int | None, now: int) -> SmsReceipt | None:
    """The receipt in a webhook about a message we sent, None where it names none."""
    states = {"sms:sent": "accepted", "sms:delivered": "delivered", "sms:failed": "failed"}
    identifier = call.text("messageId")
    if call.event not in states or not identifier or len(identifier) > 36:
        return None
    said = one_line(call.text("reason")) or call.event.removeprefix("sms:").capitalize()
    return _receipt(identifier, states[call.event], part, now, said)


def incoming_of(row: Any, now: int) -> IncomingSms | None:
    """A message of the phone's inbox; None for anything but a text.

    Raises:
        BadAnswerError: a needed value is missing or of another type.
    """
    try:
        if row["type"] != "SMS":
            return None
        values = row["id"], row["sender"], row.get("recipient") or "", row["contentPreview"], row["createdAt"]
    except (KeyError, TypeError, AttributeError):
        raise _bad_answer() from None
    if not all(isinstance(value, str) for value in values):
        raise _bad_answer()
    identifier, sender, recipient, text, created = values
    return _incoming(identifier, sender, recipient, text, _milliseconds(created) or now)


def webhook_incoming(call: Webhook, now: int) -> IncomingSms | None:
    """The message in a webhook 'sms:received', None where it is incomplete."""
    sender = call.text("sender") or call.text("phoneNumber")
    identifier = call.text("messageId")
    if not sender or not identifier or "message" not in call.payload or len(call.text("message")) > _LONGEST_TEXT:
        return None
    at = _milliseconds(call.text("receivedAt")) or now
    return _incoming(identifier, sender, call.text("recipient"), call.text("message"), at)


def webhook_of(body: bytes) -> Webhook | None:
    """The call in a body, None where it is none."""
    try:
        values = json.loads(body)
        call = Webhook(values["id"], values["event"], values["payload"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    sound = isinstance(call.id, str) and isinstance(call.event, str) and isinstance(call.payload, dict)
    return call if sound else None


def signature_fits(key: str, body: bytes, timestamp: str, signature: str, now: int) -> bool:
    """Whether the phone itself signed a body within the last five minutes.

    Hexadecimal HMAC-SHA256 over body and timestamp; ``now`` in UTC epoch milliseconds.
    """
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12):
        return False
    expected = hmac.new(key.encode(), body + timestamp.encode(), hashlib.sha256).hexdigest()
    fits = hmac.compare_digest(expected.encode(), signature.lower().encode("utf-8", "replace"))
    return fits and abs(int(timestamp) - now // 1000) <= _FRESH_SECONDS


def iso_time(milliseconds: int) -> str:
    """RFC 3339 in UTC with milliseconds."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def one_line(words: str) -> str:
    """Words of the phone, fit for a line of the timeline."""
    # Half a surrogate pair is not printable either.
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:_LONGEST_WORDS]


def _incoming(identifier: str, sender: str, recipient: str, text: str, at: int) -> IncomingSms:
    return IncomingSms(
        GATEWAY,
        f"{_canonical(_storable(identifier))}@{at // 1000}",
        _storable(sender).strip()[:64],
        _storable(recipient)[:64],
        _storable(text[:_LONGEST_TEXT]).replace("\0", ""),
        at,
    )


def _storable(text: str) -> str:
    """JSON can carry half a surrogate pair, a database cannot."""
    return text.encode("utf-8", "replace").decode()


def _canonical(identifier: str) -> str:
    """One spelling for both ways a message comes: the inbox says 'text:-1809571534', a webhook '9424613a' for the same hash.

    The hash alone is not unique, so the time goes with it.
    """
    number = identifier.removeprefix("text:")
    if number != identifier and number.removeprefix("-").isdecimal() and len(number) < 12:
        return format(int(number) & 0xFFFF_FFFF, "x")
    return identifier[:64]


def _receipt(entry_id: str, state: str, part: int | None, now: int, said: str) -> SmsReceipt:
    return SmsReceipt(GATEWAY, entry_id, entry_id, state, part, now, said)


def _milliseconds(text: Any) -> int | None:
    """UTC epoch milliseconds of an RFC 3339 time, None where it is none."""
    try:
        at = datetime.fromisoformat(text)
        return int(at.timestamp() * 1000) if at.tzinfo is not None else None
    except (ValueError, TypeError, OverflowError):
        return None


def _bad_answer() -> BadAnswerError:
    return BadAnswerError(
        "The phone's answer is not what SMSGate promises.", "Check the address, and update the app on the phone."
    )
