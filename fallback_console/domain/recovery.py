"""How far the sending of a backlog is, and how long it will still take: measured, smoothed, and silent where it is not known."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

__all__ = ["WINDOW_MS", "Recovery", "follow", "minutes_left", "remaining"]

WINDOW_MS = 300_000
"""Confirmations older than this say nothing about how fast it goes now."""

_FEWEST = 3
"""Confirmations; fewer give no rate."""

_SHORTEST_MS = 2_000
_QUIET_MS = 30_000
_QUIET_GAPS = 6
"""It has stalled after so many times the usual pause between two confirmations, and never before ``_QUIET_MS``."""

_SMOOTH_MS = 20_000
_FEW_MINUTES, _HOUR = 10, 60


class Recovery(NamedTuple):
    """The sending of one system's backlog.

    Attributes:
        base: how many were open when it began.
        confirmed: how many the system had ever confirmed then.
        total: how many there are altogether: the base, and what came to it since.
        done: how many of them are no longer open.
        left_ms: estimated milliseconds until the last has arrived; None where that is not known.
        quiet_ms: for so long nothing has arrived, milliseconds; 0 while it goes on.
        at: when this was so, UTC epoch milliseconds.
    """

    base: int
    confirmed: int
    total: int
    done: int
    left_ms: float | None
    quiet_ms: int
    at: int


def remaining(times: Sequence[int], left: int, now: int) -> tuple[float | None, int]:
    """Milliseconds until so many more are confirmed, and for how long nothing was; the first is None where it is not known.

    Args:
        times: of the last confirmations, newest first, UTC epoch milliseconds.
        left: how many are still to be confirmed.
        now: UTC epoch milliseconds.
    """
    recent = [at for at in times if now - WINDOW_MS <= at <= now]
    if len(recent) < _FEWEST:
        return None, 0
    pause = (recent[0] - recent[-1]) / (len(recent) - 1)
    quiet = now - recent[0]
    if quiet > max(_QUIET_MS, _QUIET_GAPS * pause):
        return None, quiet
    # Up to now, not up to the last one: while nothing comes the estimate grows by itself.
    measured = now - recent[-1]
    return (None if measured < _SHORTEST_MS else left * measured / (len(recent) - 1)), 0


def follow(before: Recovery | None, left: int, confirmed: int, times: Sequence[int], now: int) -> Recovery | None:
    """Where the sending stands now; None where nothing is left to be sent.

    The estimate runs down with the clock and is drawn towards what is measured, so that it never jumps about.

    Args:
        before: where it stood, None where it was not followed until now.
        left: how many wait to be sent and are not held up by a decision.
        confirmed: how many the system ever confirmed.
        times: of the last confirmations, newest first, UTC epoch milliseconds.
        now: UTC epoch milliseconds.
    """
    if left <= 0:
        return None
    if before is None:
        # Somebody looks in the middle of it: what just arrived belongs to it.
        run = min(_run(times, now), confirmed)
        before = Recovery(left + run, confirmed - run, left + run, run, None, 0, now)
    total = max(before.base, left + max(0, confirmed - before.confirmed))
    raw, quiet = remaining(times, left, now)
    if raw is not None and before.left_ms is not None:
        elapsed = max(0, now - before.at)
        expected = max(0.0, before.left_ms - elapsed)
        raw = expected + (raw - expected) * (1 - exp(-elapsed / _SMOOTH_MS))
    return before._replace(total=total, done=total - left, left_ms=raw, quiet_ms=quiet, at=now)


def minutes_left(left_ms: float) -> int:
    """An estimate as people say it: whole minutes, beyond ten by fives, beyond an hour by half hours; 0 for less than one."""
    minutes = left_ms / 60_000
    if minutes < 1:
        return 0
    step = 1 if minutes <= _FEW_MINUTES else 5 if minutes <= _HOUR else 30
    return max(1, round(minutes / step)) * step


def _run(times: Sequence[int], now: int) -> int:
    """How many of the last confirmations came without a pause that means the system was not there."""
    count, later = 0, now
    for at in times:
        if later - at > _QUIET_MS:
            break
        count, later = count + 1, at
    return count
