"""Whom an entry is for: the whole team, or the station alone that made it."""

from __future__ import annotations

from fallback_console.domain.entry import Entry, Kind

__all__ = ["PRIVATE_KINDS", "for_team", "placeholder"]

PRIVATE_KINDS = frozenset(
    {
        # What one telephone did; whoever calls back writes a call, and that is for everybody.
        Kind.CALL_MISSED,
        Kind.CALL_MISSED_DONE,
        # What somebody knows better than this station's probes counts at this station.
        Kind.OVERRIDE,
        Kind.PRIVATE,
    }
)
"""Kinds that stay at their station. A kind that is not named here is for the team; whatever is about a case has to be."""

_OUTAGE = frozenset({Kind.OUTAGE_DECLARED, Kind.OUTAGE_EVENT, Kind.OUTAGE_OVER})
_MONITOR = "monitor"


def for_team(entry: Entry) -> bool:
    """Whether the others get what an entry says; else they get a place-holder, so that the numbers have no gaps."""
    if entry.kind in _OUTAGE and entry.actor == _MONITOR:
        # Each station's monitor writes what it sees itself, and ends only what it declared; what a person declares or ends is
        # for everybody.
        return False
    return entry.kind not in PRIVATE_KINDS


def placeholder(entry: Entry) -> Entry:
    """What the others get of a private entry: that there is one."""
    return entry._replace(made_at=0, actor="", kind=Kind.PRIVATE, subject="", body={})
