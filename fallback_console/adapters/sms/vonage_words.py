"""What Vonage says, in our words: statuses of parts, receipts, and whether a call is really Vonage's. Pure: no I/O.

Everything that Vonage answers comes with HTTP 200; each part of a message has a status of its own in it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from fallback_console.adapters.shapes import items, mapping, text
from fallback_console.adapters.sms import vendor_words as words
from fallback_console.adapters.sms.listener import same_text
from fallback_console.domain.errors import OutsideError

__all__ = [
    "METHODS",
    "STATES",
    "VENDOR",
    "failure_words",
    "message_time",
    "signature",
    "signature_fits",
    "taken",
]

VENDOR = "Vonage"

METHODS = ("sha256", "sha512", "sha1", "md5", "md5hash", "none")
"""How calls can be signed; 'md5hash' is a plain hash, the others are HMACs."""

STATES = {
    "delivered": "delivered",
    "accepted": "accepted",
    "unknown": "accepted",
    "buffered": "buffered",
    "failed": "failed",
    "rejected": "failed",
    "expired": "failed",
}

_SIGN_IN = {"4", "14", "32"}
_ACCOUNT = {"8", "11"}
_WAIT = {"1", "10"}
_NUMBER = {"7", "29", "33", "34"}
_TEXT = {"6", "12"}
_CREDIT = "9"
_OWN_FAULT = "5"
_SENDER = "15"

_FAILURES = {
    "1": "the network does not say why",
    "2": "the phone is off or has no service",
    "3": "the number is no longer in use",
    "4": "the recipient blocks the message",
    "5": "the number moved to another network",
    "6": "filtered as spam by the network",
    "7": "the phone was busy",
    "8": "a fault of the network",
    "9": "no possible number",
    "10": "the network refuses the text",
    "11": "no way to this number",
    "12": "the network cannot be reached",
    "13": "not allowed at the recipient's age",
    "14": "the number is blocked by its network",
    "15": "the recipient's credit is used up",
    "16": "the daily limit of the network is reached",
    "39": "the sender is not registered with the networks",
    "50": "the sender is not registered with the networks",
    "51": "the sender is not registered with the networks",
    "52": "the text is not registered with the networks",
    "53": "the recipient did not consent",
    "54": "against the country's rules",
    "99": "the network does not say why",
}

_FRESH_SECONDS = 90_000
"""Vonage repeats a call for a day; an older one is somebody else's."""
_BETWEEN_FIELDS = re.compile("[&=]")


def taken(said: Any, sent_parts: int) -> list[str]:
    """Ids of the parts, in order, where Vonage took them all.

    Args:
        said: its answer.
        sent_parts: as we count; Vonage's own count goes first.

    Raises:
        OutsideError: it did not take them all; AmbiguousError where it took some.
    """
    rows = [mapping(row, "messages") for row in items(mapping(said, "answer").get("messages"), "messages")]
    announced = text(said, "message-count")
    if not rows or (announced and announced != str(len(rows))):
        raise words.bad_answer(VENDOR)
    statuses = [text(row, "status") for row in rows]
    good = [text(row, "message-id")[:64] for row in rows if text(row, "status") == "0"]
    if len(good) == len(rows) and all(good):
        return good
    if not all(good):
        raise words.bad_answer(VENDOR)
    if good:
        raise words.torn(VENDOR, len(good), max(len(rows), sent_parts))
    raise _refusal(next(status for status in statuses if status != "0"))


def _refusal(status: str) -> OutsideError:
    if status == _CREDIT:
        return words.credit_gone(VENDOR)
    if status == _OWN_FAULT:
        return words.own_fault(VENDOR)
    if status == _SENDER:
        return words.sender_refused(VENDOR)
    for codes, make in (
        (_WAIT, words.throttled),
        (_SIGN_IN, words.sign_in_refused),
        (_ACCOUNT, words.account_closed),
        (_NUMBER, words.no_number),
        (_TEXT, words.text_refused),
    ):
        if status in codes:
            return make(VENDOR)
    if not status.isdecimal():
        return words.bad_answer(VENDOR)
    return words.other_refusal(VENDOR, status)


def failure_words(code: str) -> str:
    """Why a part did not arrive, in plain words with the code behind them; '' where there is no code."""
    if code in ("", "0"):
        return ""
    return f"{_FAILURES.get(code, 'it was not delivered')} ({code})"


def message_time(said: str) -> int:
    """'2026-01-31 12:00:00', which is UTC, as epoch milliseconds; 0 where it is something else."""
    try:
        return int(datetime.strptime(said, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC).timestamp() * 1000)
    except ValueError:
        return 0


def signature(method: str, secret: str, said: Mapping[str, str]) -> str:
    """What Vonage puts into ``sig`` over the other fields: sorted by name, each as '&name=value', '&' and '=' in values as '_'."""
    fields = sorted((name, value) for name, value in said.items() if name != "sig")
    told = "".join(f"&{name}={_BETWEEN_FIELDS.sub('_', value)}" for name, value in fields).encode()
    if method == "md5hash":
        return hashlib.md5(told + secret.encode(), usedforsecurity=False).hexdigest()
    digest: Callable[..., Any] = getattr(hashlib, method)
    return hmac.new(secret.encode(), told, digest).hexdigest()


def signature_fits(method: str, secret: str, said: Mapping[str, str], now: int) -> bool:
    """Whether a call carries the signature that only Vonage and we can make, and is not an old one that somebody kept.

    Args:
        now: UTC epoch milliseconds.
    """
    stamp = said.get("timestamp", "")
    fits = same_text(signature(method, secret, said).upper(), said.get("sig", "").upper())
    fresh = stamp.isascii() and stamp.isdecimal() and abs(int(stamp[:12]) - now / 1000) <= _FRESH_SECONDS
    return fits and fresh
