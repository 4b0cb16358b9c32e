"""What Twilio says, in our words: messages, states, refusals, and whether a call is really Twilio's. Pure: no I/O.

========================================  ===========================================
Twilio's state of a message               ours
========================================  ===========================================
accepted, scheduled, queued, sending      none: it is with Twilio, which is known
sent, partially_delivered                 'accepted'
delivered, read                           'delivered'
undelivered, failed, canceled             'failed', with what its error code means
========================================  ===========================================

Callbacks come repeated and in any order; the store makes the same of them either way.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from fallback_console.adapters.http import Answer
from fallback_console.adapters.shapes import text
from fallback_console.adapters.sms import vendor_words as words
from fallback_console.adapters.sms.listener import same_text
from fallback_console.domain.errors import BadAnswerError, ConsoleError

__all__ = [
    "STATES",
    "VENDOR",
    "TwilioMessage",
    "failure_words",
    "message_of",
    "refusal",
    "signature_fits",
]

VENDOR = "Twilio"

STATES = {
    "sent": "accepted",
    "partially_delivered": "accepted",
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "failed",
    "failed": "failed",
    "canceled": "failed",
}

_SIGN_IN = {"20003", "20008", "20403"}
_ACCOUNT = {"20005", "10001", "30002"}
_NUMBER = {"21211", "21214", "21217", "21265", "21614", "21612", "21635", "60200"}
_COUNTRY = {"21408", "21215"}
_SENDER = {"21212", "21603", "21606", "21659", "21660", "21661", "21701", "21703", "21704", "21705", "21715"}
_TEXT = {"21602", "21605", "21617", "21619", "30007"}
_WAIT = {"20429": None, "14107": None, "21611": 60.0, "30001": 60.0, "63038": 3600.0}
_OPTED_OUT = "21610"

_FAILURES = {
    "21610": "the number asked for no more texts",
    "30001": "Twilio's queue was full",
    "30002": "the account is suspended",
    "30003": "the phone is off or has no service",
    "30004": "the recipient or the network blocks the message",
    "30005": "the number is not known, or no longer in use",
    "30006": "a landline, or a network that cannot be reached",
    "30007": "filtered as spam by the network",
    "30008": "the network does not say why",
    "30009": "a part of the message was lost",
    "30010": "dearer than the limit that was set",
    "30032": "the toll-free sender is not verified",
    "30034": "the sender is not registered with the networks",
    "30036": "not delivered in the time allowed",
    "30410": "the network did not answer in time",
    "30454": "the daily limit of the network is reached",
}


@dataclass(frozen=True, slots=True)
class TwilioMessage:
    """One message as Twilio lists it.

    Attributes:
        incoming: it came in; else it went out.
        created: when Twilio got it, UTC epoch milliseconds, 0 where it does not say.
        service: the messaging service, '' for none.
        parts: as Twilio counts them, '' where it does not say yet.
    """

    sid: str
    sender: str
    to: str
    text: str
    incoming: bool
    status: str
    error: str
    created: int
    service: str
    parts: str

    @property
    def said(self) -> str:
        """Twilio's words for where it stands."""
        counted = f", {self.parts} parts" if self.parts not in ("", "0", "1") else ""
        return f"{self.status}{counted}"


def message_of(row: Any) -> TwilioMessage:
    """A message from a list or an answer.

    Raises:
        BadAnswerError: that is no message of Twilio's.
    """
    if not isinstance(row, dict) or not text(row, "sid"):
        raise words.bad_answer(VENDOR)
    return TwilioMessage(
        sid=text(row, "sid")[:64],
        sender=text(row, "from"),
        to=text(row, "to"),
        text=text(row, "body"),
        incoming=text(row, "direction") == "inbound",
        status=text(row, "status"),
        error=text(row, "error_code"),
        created=_milliseconds(text(row, "date_sent")) or _milliseconds(text(row, "date_created")),
        service=text(row, "messaging_service_sid"),
        parts=text(row, "num_segments"),
    )


def refusal(answer: Answer) -> ConsoleError:
    """The error of an answer that is none of 200 and 201.

    Raises:
        BadAnswerError: it is not Twilio that answers there.
    """
    try:
        said = answer.json()
    except BadAnswerError:
        said = None
    code = text(said, "code") if isinstance(said, dict) else ""
    if code in _WAIT:
        return words.throttled(VENDOR, _WAIT[code])
    if code == _OPTED_OUT:
        return words.opted_out()
    for codes, make in (
        (_SIGN_IN, words.sign_in_refused),
        (_ACCOUNT, words.account_closed),
        (_NUMBER, words.no_number),
        (_COUNTRY, words.country_closed),
        (_SENDER, words.sender_refused),
        (_TEXT, words.text_refused),
    ):
        if code in codes:
            return make(VENDOR)
    if answer.status in (401, 403):
        return words.sign_in_refused(VENDOR)
    if not code:
        raise words.bad_answer(VENDOR)
    return words.other_refusal(VENDOR, code)


def failure_words(code: str) -> str:
    """Why a message did not arrive, in plain words with the code behind them; '' where there is no code."""
    if code in ("", "0"):
        return ""
    return f"{_FAILURES.get(code, 'it was not delivered')} ({code})"


def signature_fits(token: str, url: str, fields: Iterable[tuple[str, str]], given: str) -> bool:
    """Whether a call carries the signature that only Twilio and we can make.

    It is the base64 HMAC-SHA1 of the address, as Twilio knows it, with every field's name and value behind it, sorted by name.
    Twilio sometimes signs the address with its port and sometimes without: either counts.

    Args:
        url: as Twilio was told it; behind a proxy not the one we listen on.
    """
    by_name: dict[str, list[str]] = {}
    for name, value in fields:
        by_name.setdefault(name, []).append(value)
    told = "".join(name + "".join(sorted(set(values))) for name, values in sorted(by_name.items()))
    # Both are compared always, so that the time taken says nothing.
    fits = [same_text(_signature(token, one + told), given) for one in _with_and_without_port(url)]
    return any(fits)


def _signature(token: str, text: str) -> str:
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def _with_and_without_port(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    rest = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return f"{parts.scheme}://{host}:{port}{rest}", f"{parts.scheme}://{host}{rest}"


def _milliseconds(date: str) -> int:
    try:
        return int(parsedate_to_datetime(date).timestamp() * 1000)
    except (ValueError, TypeError, OverflowError):
        return 0
