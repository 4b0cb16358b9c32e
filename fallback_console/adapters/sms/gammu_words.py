"""How Gammu SMSD writes text messages down, in our words: rows to send, states of parts, and parts that came in. Pure: no I/O.

Sources: gammu-smsd-tables(7) and gammu-smsd-sql(7) of 1.42; headers of parts are those of 3GPP TS 23.040, 9.2.3.24.1 and 9.2.3.24.8.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from typing import NamedTuple

from fallback_console.domain.sms_text import Encoding, encoding_of, split

__all__ = [
    "MOST_PARTS",
    "STATES",
    "InRow",
    "OutPart",
    "Whole",
    "is_ours",
    "joined",
    "parts_of",
    "said_of",
    "validity",
]

MOST_PARTS = 50
"""SMSD takes no more parts for one message."""

STATES = {
    "SendingOK": "accepted",
    "SendingOKNoReport": "accepted",
    "DeliveryPending": "buffered",
    "DeliveryUnknown": "accepted",
    "DeliveryOK": "delivered",
    "DeliveryFailed": "failed",
    "SendingError": "failed",
    "Error": "failed",
}

_SAID = {
    "SendingError": "the modem could not send it",
    "Error": "SMSD could not send it",
    "DeliveryPending": "the network is still trying",
    "DeliveryFailed": "it was not delivered",
}
_CODED = {"Default_No_Compression": Encoding.GSM7, "Unicode_No_Compression": Encoding.UCS2}
_CODING = {encoding: word for word, encoding in _CODED.items()}
_LONGEST_TEXT = 10_000


class OutPart(NamedTuple):
    """One part to send.

    Attributes:
        text: UTF-16BE in hex, which SMSD wants of either coding.
        shown: the same to read, for whoever looks into the database.
        coding: SMSD's word.
        udh: header in hex, '' where the message is one part.
    """

    text: str
    shown: str
    coding: str
    udh: str


class InRow(NamedTuple):
    """One row of the inbox.

    Attributes:
        id: number of the row.
        sender: as the network tells it.
        to: SMSD's name of the modem that took it in.
        text: UTF-16BE in hex, '' where SMSD did not write it.
        shown: the text as SMSD decoded it.
        udh: header in hex.
        stamp: the network's time as SMSD writes it; part of the message's id only.
        at: when SMSD wrote it, UTC epoch milliseconds.
    """

    id: int
    sender: str
    to: str
    text: str
    shown: str
    udh: str
    stamp: str
    at: int


class Whole(NamedTuple):
    """A message that came in.

    Attributes:
        rows: numbers of its rows.
        key: the same whenever it is read, and no other's: numbers of rows begin anew with a new database.
    """

    rows: tuple[int, ...]
    key: str
    sender: str
    to: str
    text: str
    at: int


def parts_of(entry_id: str, text: str) -> list[OutPart]:
    """A text as SMSD is to send it: the parts are made here, so that they are those that were counted."""
    coding = _CODING[encoding_of(text)]
    texts = split(text)
    reference = hashlib.sha256(entry_id.encode()).digest()[0]
    return [
        OutPart(
            part.encode("utf-16-be", "surrogatepass").hex().upper(),
            part.encode("utf-8", "replace").decode(),
            coding,
            bytes((5, 0, 3, reference, len(texts), number)).hex().upper() if len(texts) > 1 else "",
        )
        for number, part in enumerate(texts, start=1)
    ]


def validity(minutes: int) -> int:
    """How long the network may try, as the relative TP-VP of 3GPP TS 23.040, 9.2.3.12.1; rounded down; thirty days at most."""
    if minutes <= 720:
        return max(0, minutes // 5 - 1)
    if minutes <= 1440:
        return 143 + (minutes - 720) // 30
    return min(196, 166 + minutes // 1440)


def said_of(status: str, code: int) -> str:
    """A state in words, with the network's code (TP-Status) where there is one."""
    words = _SAID.get(status, "")
    return f"{words} ({code})" if words and code > 0 else words


def is_ours(creator: str) -> bool:
    """Whether a ``CreatorID`` can be one of our entries; the modem may have other users."""
    try:
        return len(creator) == 36 and uuid.UUID(creator).version == 7
    except ValueError:
        return False


def joined(rows: Sequence[InRow], now: int, patience_ms: int) -> list[Whole]:
    """Messages that are complete, or have waited long enough for what is missing, oldest first.

    Args:
        rows: of the inbox, in order.
        now: UTC epoch milliseconds.
    """
    found: list[Whole] = []
    waiting: dict[tuple[str, str, str, int], dict[int, InRow]] = {}
    for row in rows:
        reference, total, number = _place(row.udh)
        if total == 1:
            found.append(_whole([row]))
            continue
        place = waiting.setdefault((row.sender, row.to, reference, total), {})
        if number in place:  # the next message with the same reference; the first never became whole
            found.append(_whole([place[n] for n in sorted(place)]))
            place.clear()
        place[number] = row
        if len(place) == total:
            found.append(_whole([place[n] for n in sorted(place)]))
            place.clear()
    for place in waiting.values():
        if place and now - max(row.at for row in place.values()) >= patience_ms:
            found.append(_whole([place[n] for n in sorted(place)]))
    return sorted(found, key=lambda whole: whole.rows)


def _whole(parts: Sequence[InRow]) -> Whole:
    first = parts[0]
    told = "\0".join((str(first.id), first.sender, first.stamp, first.text or first.shown))
    key = hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest()
    text = _text(parts)[:_LONGEST_TEXT]
    at = min(part.at for part in parts)
    return Whole(tuple(part.id for part in parts), key, first.sender[:64], first.to[:64], text, at)


def _text(parts: Sequence[InRow]) -> str:
    """Put together before it is decoded: a phone may part a surrogate pair."""
    try:
        raw = b"".join(bytes.fromhex(part.text) for part in parts)
        if raw and len(raw) % 2 == 0:
            return raw.decode("utf-16-be", "replace")
    except ValueError:
        pass
    return "".join(part.shown for part in parts)


def _place(udh: str) -> tuple[str, int, int]:
    """Reference, number of parts and number of this one; ('', 1, 1) where it is no part of anything."""
    try:
        header = bytes.fromhex(udh)
    except ValueError:
        return "", 1, 1
    at = 1
    while at + 1 < len(header):
        kind, length = header[at], header[at + 1]
        value = header[at + 2 : at + 2 + length]
        if (kind, len(value)) in ((0, 3), (8, 4)):
            total, number = value[-2], value[-1]
            if 1 <= number <= total and total > 1:
                return value[:-2].hex(), total, number
        at += 2 + length
    return "", 1, 1
