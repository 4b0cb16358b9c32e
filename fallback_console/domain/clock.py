"""Hybrid logical time: orders what people did even where clocks are wrong.

Source: Kulkarni, Demirbas et al., "Logical Physical Clocks", 2014. A time is the largest wall clock seen so far plus a
counter; it never goes back, and it is later than every time that was seen before it was made.
"""

from typing import NamedTuple

__all__ = ["Hlc"]

_MOST = 999_999
"""Largest counter; it has six places in the text form, whose alphabetical order has to be the order of time."""


class Hlc(NamedTuple):
    """One hybrid logical time.

    Attributes:
        wall_ms: UTC epoch milliseconds, the largest seen.
        counter: position among times with the same ``wall_ms``.
        station: id of the station that made it; breaks ties in the same way everywhere.
    """

    wall_ms: int
    counter: int
    station: str

    def __str__(self) -> str:
        """Text whose alphabetical order is the order of time."""
        return f"{self.wall_ms:015d}.{self.counter:06d}.{self.station}"

    @classmethod
    def parse(cls, text: str) -> "Hlc":
        """The inverse of ``str``.

        Raises:
            ValueError: not a hybrid logical time.
        """
        wall, counter, station = text.split(".", 2)
        return cls(int(wall), int(counter), station)

    @classmethod
    def start(cls, station: str) -> "Hlc":
        """The time before all others of a station."""
        return cls(0, 0, station)

    def tick(self, now_ms: int) -> "Hlc":
        """The next local time: the wall clock where it moved on, else the last time plus one step."""
        if now_ms > self.wall_ms:
            return Hlc(now_ms, 0, self.station)
        return _after(self.wall_ms, self.counter, self.station)

    def merge(self, seen: "Hlc", now_ms: int) -> "Hlc":
        """The next local time after an entry of another station was seen: later than both."""
        wall = max(self.wall_ms, seen.wall_ms, now_ms)
        counters = [t.counter for t in (self, seen) if t.wall_ms == wall]
        return _after(wall, max(counters), self.station) if counters else Hlc(wall, 0, self.station)


def _after(wall_ms: int, counter: int, station: str) -> Hlc:
    """One step later; where the counter is full, the next millisecond."""
    return Hlc(wall_ms, counter + 1, station) if counter < _MOST else Hlc(wall_ms + 1, 0, station)
