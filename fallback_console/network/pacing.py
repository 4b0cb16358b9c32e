"""How fast and how patiently the courier works."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from fallback_console.ports import Clock

__all__ = ["Pace", "SetBack", "TokenBucket"]

_SET_BACK_MS = 1000
"""A clock that is merely corrected a little moves no wait that matters."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Limits of the courier.

    Attributes:
        first_backoff: seconds before the second try.
        backoff_limit: longest wait between two tries, seconds.
        answer_limit: seconds after which an answer is taken as lost, whatever the adapter's own limits are.
        opening_jitter: after an outage a lane opens at a random moment within so many seconds, so that the stations of
            a team do not all write at once.
        idle_check: longest sleep of a lane, seconds.
        failures_to_pause: so many failures in a row pause the whole lane for one back-off.
        poison_attempts: an entry that failed so often while others passed needs a person.
        sign_in_attempts: the same for a refused right, which more tries rarely mend.
    """

    first_backoff: float = 2.0
    backoff_limit: float = 120.0
    answer_limit: float = 90.0
    opening_jitter: float = 2.0
    idle_check: float = 15.0
    failures_to_pause: int = 3
    poison_attempts: int = 12
    sign_in_attempts: int = 3

    def scaled(self, factor: float) -> Pace:
        """All times multiplied: for drills and tests, which rehearse an hour in a minute."""
        times = {f.name: getattr(self, f.name) * factor for f in fields(self) if f.type == "float"}
        return replace(self, **times)


class TokenBucket:
    """Allows so many starts per second, with bursts of up to one second's worth.

    Args:
        rate: starts per second, above zero.
        clock: monotonic time.
    """

    def __init__(self, rate: float, clock: Clock) -> None:
        self._rate = rate
        self._clock = clock
        self._size = max(1.0, rate)
        self._tokens = self._size
        self._at = clock.monotonic()

    def take(self, wanted: int) -> int:
        """Take up to ``wanted`` starts; how many may happen now."""
        now = self._clock.monotonic()
        self._tokens = min(self._size, self._tokens + (now - self._at) * self._rate)
        self._at = now
        granted = max(0, min(wanted, int(self._tokens)))
        self._tokens -= granted
        return granted

    def charge(self, more: int) -> None:
        """What was started counts for so many starts more: the next ones wait until that is made up for."""
        self._tokens -= more

    def give_back(self, unused: int) -> None:
        """Return starts that were not used."""
        self._tokens = min(self._size, self._tokens + unused)

    def seconds_to_next(self) -> float:
        """Seconds until one start may happen, 0 where one may now."""
        if self._tokens >= 1.0:
            return 0.0
        return (1.0 - self._tokens) / self._rate


class SetBack:
    """Tells when the wall clock was set back. A wait that was planned by it would last that much longer.

    Args:
        clock: wall clock and steady time.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = self._look()

    def happened(self) -> bool:
        """Whether it was, since this was asked last."""
        before, self._ahead = self._ahead, self._look()
        return self._ahead < before - _SET_BACK_MS

    def _look(self) -> float:
        """By how many milliseconds the wall clock is ahead of the steady one."""
        return self._clock.now_ms() - self._clock.monotonic() * 1000
