"""What tells how fast a backlog is being sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.recovery import WINDOW_MS

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["Pace", "paces"]

_MOST = 500


class Pace(NamedTuple):
    """One system's.

    Attributes:
        times: of its last confirmations, newest first, UTC epoch milliseconds.
        held: how many wait behind something that a person has to decide.
    """

    times: tuple[int, ...] = ()
    held: int = 0


def paces(r: Reading, now: int) -> dict[str, Pace]:
    """Every system that took something lately or has something that is held up.

    Args:
        now: UTC epoch milliseconds.
    """
    times: dict[str, list[int]] = {}
    for sink, at in r.rows(
        "SELECT sink, changed_at FROM delivery INDEXED BY delivery_done WHERE state = 'confirmed'"
        " AND state IN ('confirmed', 'dropped') AND changed_at >= ? ORDER BY changed_at DESC LIMIT ?",
        (now - WINDOW_MS, _MOST),
    ):
        times.setdefault(sink, []).append(at)
    # Lanes whose oldest needs a person; each is found in the index of what is open.
    held = dict(
        r.rows(
            "SELECT h.sink, sum((SELECT count(*) FROM delivery d INDEXED BY delivery_open WHERE d.sink = h.sink"
            " AND d.lane = h.lane AND d.state NOT IN ('confirmed', 'dropped') AND d.position > h.position))"
            " FROM delivery h INDEXED BY delivery_attention WHERE h.state IN ('unknown', 'needs_attention') AND h.head"
            " GROUP BY h.sink"
        )
    )
    return {sink: Pace(tuple(times.get(sink, ())), held.get(sink, 0)) for sink in {*times, *held}}
