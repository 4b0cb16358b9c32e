"""Bringing a message of a swarm's room to everybody in it, each once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.swarm import Member
from fallback_console.domain.swarm_text import relayed
from fallback_console.services.record import Saved
from fallback_console.services.swarm_record import heard_here, members, require, text_way, write

if TYPE_CHECKING:
    from fallback_console.store.tx import Tx

__all__ = ["Said", "Send", "readers", "spread"]

Send = Callable[..., Saved]
"""What sends a text message, as ``messages.send_sms``."""


class Said(NamedTuple):
    """What became of a message.

    Attributes:
        texts, missed: names, as ``Readers``.
    """

    entry_id: str
    texts: tuple[str, ...]
    missed: tuple[tuple[str, str], ...]


def readers(found: Sequence[Member], speaker: str) -> list[Member]:
    """Who is in it or reads along, but for the speaker."""
    return [one for one in found if one.state == "accepted" and one.who != speaker]


def spread(
    tx: Tx,
    who: str,
    swarm: str,
    speaker: str,
    name: str,
    text: str,
    *,
    how: str,
    send: Send,
    external: bool = False,
    of: str = "",
) -> Said:
    """Write a message down and text it to those whom the hub does not reach.

    Args:
        speaker: who says it, as members are named.
        send: ``messages.send_sms``, which itself brings messages here.
        of: the sms.received entry it came with, ''.
    """
    room, now = require(tx, swarm), tx.clock.now_ms()
    texts: list[list[str]] = []
    missed: list[list[str]] = []
    used: set[str] = set()
    for one in readers(members(tx, room.id), speaker):
        if heard_here(tx, one, now) or (one.role == "watcher" and not one.texts):
            continue
        way = text_way(tx, one.who, now)
        if not way.number:
            missed.append([one.who, one.name, way.why])
            continue
        if way.number in used:
            # Two who share a number read it together.
            continue
        used.add(way.number)
        try:
            key = one.who.removeprefix("person:")
            # Each in a lane of its own: one text of which nobody knows whether it arrived must not keep them from all that follows.
            sent = send(tx, who, "", way.number, relayed(room.number, name, text), person_key=key, later=True)
        except ConsoleError:
            missed.append([one.who, one.name, "no-sink"])
            continue
        texts.append([one.who, one.name, sent.entry_ids[0]])
    body = {"who": speaker, "name": name, "text": text, "how": how, "external": external, "of": of}
    entry_id = write(tx, who, Kind.SWARM_SAID, room.id, **body, texts=texts, missed=missed)
    return Said(entry_id, tuple(one[1] for one in texts), tuple((one[1], one[2]) for one in missed))
