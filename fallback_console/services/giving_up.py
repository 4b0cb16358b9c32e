"""What is decided about a delivery, written down beside the entry it delivers; giving it up is one act, whoever decides it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.store import deliveries, journal

if TYPE_CHECKING:
    from fallback_console.domain.delivery import Delivery, Problem
    from fallback_console.domain.entry import Entry
    from fallback_console.store.tx import Tx

__all__ = ["about", "give_up", "subject_of"]


def subject_of(entry: Entry) -> str:
    """Under what is written what becomes of an entry: on its case's timeline where it has a case."""
    return entry.subject if entry.subject.startswith("case:") else f"entry:{entry.id}"


def about(tx: Tx, who: str, entry: Entry, kind: str, body: Mapping[str, Any]) -> Entry:
    """Write down a decision about an entry."""
    return journal.append(tx, NewEntry(kind, subject_of(entry), dict(body), who))


def give_up(tx: Tx, who: str, delivery: Delivery, entry: Entry, problem: Problem, reason: str = "") -> Entry:
    """Let a delivery never happen. The caller brings its case or message along.

    Args:
        entry: what would have been delivered.
        problem: what is told of the delivery from now on.
        reason: what is written down, where not the problem's own words.

    Raises:
        InputError: it is under way or done with.
    """
    deliveries.move(tx, delivery, DeliveryState.DROPPED, problem=problem)
    body = {"of": entry.id, "sink": delivery.sink, "reason": reason or problem.message}
    return about(tx, who, entry, Kind.DELIVERY_DROPPED, body)
