"""How much is written at once, so that nobody waits for it."""

from __future__ import annotations

__all__ = ["Pace"]

_TARGET_SECONDS = 0.005
_MOST = 300
_GROWTH = 1.5


class Pace:
    """How many rows go into one portion: as many as lately took about the target of five milliseconds.

    Args:
        fewest: rows in a portion in any case; more where a portion by itself costs as much as many rows.
    """

    __slots__ = ("_fewest", "rows")

    def __init__(self, rows: int = 40, fewest: int = 4) -> None:
        self.rows = rows
        self._fewest = fewest

    def learn(self, rows: int, seconds: float) -> None:
        """So many rows took so long."""
        if rows and seconds > 0:
            fitting = rows * _TARGET_SECONDS / seconds
            # Growing slowly and shrinking at once, since one long portion is what a person would notice.
            wanted = min(fitting, max(self.rows + 1, self.rows * _GROWTH))
            self.rows = max(self._fewest, min(_MOST, int(wanted)))
