"""Whom an entry is for: the whole team, or the station alone that made it."""

from __future__ import annotations

from fallback_console.domain.entry import Entry, Kind

__all__ = ["PRIVATE_KINDS", "for_team", "placeholder"]

PRIVATE_KINDS = frozenset(
    {
        # What one telephone did; whoever calls back writes a call, and that is for everybody.
        Kind.CALL_MISSED,
        Kind.CALL_MISSED_DONE,
        # How this station goes about its own deliveries; what came of them is told by itself.
        Kind.DELIVERY_RETRIED,
        Kind.DELIVERY_MOVED,
        Kind.PRIVATE,
    }
)
"""Kinds that stay at their station. A kind that is not named here is for the team."""

_MONITOR = "monitor"


def for_team(entry: Entry) -> bool:
    """Whether the others get what an entry says; else they get a place-holder, so that the numbers have no gaps."""
    if entry.kind == Kind.OUTAGE_EVENT and entry.actor == _MONITOR:
        # Each station's monitor writes what it sees itself: two hundred of them would drown what people say.
        return False
    return entry.kind not in PRIVATE_KINDS


def placeholder(entry: Entry) -> Entry:
    """What the others get of a private entry: that there is one."""
    return entry._replace(made_at=0, actor="", kind=Kind.PRIVATE, subject="", body={})
