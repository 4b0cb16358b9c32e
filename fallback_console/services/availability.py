"""What is recorded of one system: when it was down, and what supervisors said of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from fallback_console.domain.availability import SystemHistory
from fallback_console.domain.entry import Kind
from fallback_console.store import journal
from fallback_console.store.tx import Reading

__all__ = ["system_history"]


def system_history(r: Reading, system: str, since: int) -> SystemHistory:
    """When a system was down and what supervisors said of it, as far back as asked and as this station knows.

    Told from the timelines of outages: from the change to 'down', or from the outage's begin where the system was named then,
    until it was up again or the outage was over.

    Args:
        since: UTC epoch milliseconds; what ended before is left out.
    """
    found: list[tuple[int, int | None]] = []
    for outage_id, since_at, over_at, systems in r.rows(
        "SELECT id, since_at, over_at, systems FROM p_outage WHERE over_at IS NULL OR over_at >= ? ORDER BY hlc",
        (since,),
    ):
        if system in json.loads(systems):
            events = r.rows(
                "SELECT at, state FROM p_outage_event WHERE outage_id = ? AND system = ? ORDER BY hlc",
                (outage_id, system),
            )
            found += _down_spans(since_at, over_at, events)
    words = [
        (entry.made_at, str(entry.body["state"]), str(entry.body["reason"]), entry.actor)
        for entry in journal.of_subject(r, f"system:{system}", (Kind.OVERRIDE,))
        if entry.made_at >= since
    ]
    first = r.value(
        "SELECT made_at FROM entry WHERE station = (SELECT value FROM meta WHERE name = 'station') ORDER BY number LIMIT 1"
    )
    return SystemHistory(
        system=system,
        known_from=min((at for at in (first, *(began for began, _ in found)) if at is not None), default=None),
        down=tuple((began, ended) for began, ended in found if ended is None or ended >= since),
        words=tuple(words),
    )


def _down_spans(
    since_at: int, over_at: int | None, events: Sequence[tuple[int, str]]
) -> Iterator[tuple[int, int | None]]:
    """When one system of an outage was down. One that joined later begins with its change to 'down'."""
    began = None if events and events[0][1] == "down" else since_at
    for at, state in events:
        if state == "down" and began is None:
            began = at
        elif state == "up" and began is not None:
            yield began, at
            began = None
    if began is not None:
        yield began, over_at
