"""Subjects, streams and headers of the team's hub, in one place for stations, for their rights and for the hub's set-up."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = [
    "CLOCK",
    "EVENTS",
    "HELD",
    "HERE",
    "MSG_ID",
    "TTL_HEADER",
    "Delivered",
    "api",
    "delivered",
    "event_subject",
    "inbox_prefix",
    "version_of",
]

EVENTS = "FC_EVENTS"
"""Stream of all entries, on ``fc.ev.<site>.<station>.<kind>``."""

HELD = "FC_HELD"
"""Stream of the values that stations agree on, on ``fc.held.<key>``; the newest of each."""

HERE = "FC_HERE"
"""Stream in memory of what stations last said of themselves, on ``fc.here.<site>.<station>``."""

CLOCK = "fc.clock"
"""Subject, of the stream ``HERE``, by which a station learns the hub's time."""

MSG_ID = "Nats-Msg-Id"
TTL_HEADER = "Fc-Ttl"
"""Milliseconds after which a value or beat is over; readers look at it where the hub does not take it away."""

_OLD_ACK = 9
"""Parts of a delivered message's reply subject at servers and accounts without a domain."""


def event_subject(site: str, station: str, kind: str = ">") -> str:
    """Where a station's entries go; by default all of them."""
    return f"fc.ev.{site}.{station}.{kind}"


def inbox_prefix(station: str) -> str:
    """Where the hub answers a station; nobody else may listen there."""
    return f"_INBOX_{station}"


def api(domain: str, what: str) -> str:
    """Subject of a request to JetStream, in a domain where one is named."""
    return f"$JS.{domain}.API.{what}" if domain else f"$JS.API.{what}"


class Delivered(NamedTuple):
    """Where a message stands.

    Attributes:
        sequence: in the stream.
        number: of the consumer's deliveries, without gaps.
        at: when the hub stored it, epoch milliseconds by its clock.
    """

    sequence: int
    number: int
    at: int


def delivered(reply: str) -> Delivered:
    """Out of the reply subject of a message that a consumer got.

    Raises:
        ValueError: it is none.
    """
    parts = reply.split(".")
    first = 5 if len(parts) == _OLD_ACK else 7
    if len(parts) < _OLD_ACK or parts[:2] != ["$JS", "ACK"]:
        raise ValueError("no message of a consumer")
    sequence, number, stored = parts[first : first + 3]
    return Delivered(int(sequence), int(number), int(stored) // 1_000_000)


def version_of(text: str) -> tuple[int, int]:
    """The first two numbers of a server's version; (0, 0) for what is none."""
    found = re.match(r"v?(\d+)\.(\d+)", text)
    return (int(found[1]), int(found[2])) if found else (0, 0)
