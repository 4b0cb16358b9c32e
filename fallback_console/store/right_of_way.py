"""Lets the window's thread go first, where a process has a window.

Python runs one thread at a time. Each of the hundred strokes of a painted list lets go of that turn, and has to win it back from
whoever computes: a pull that stores and parses beside it would make the picture take five times as long.
"""

from __future__ import annotations

import threading
from types import TracebackType

__all__ = ["SWITCH_SECONDS", "RightOfWay"]

SWITCH_SECONDS = 0.0001
"""After so long a thread that computes lets another go on; Python's default is fifty times as long, and what waits so is a
picture, or the writer, which lets go of its turn with each statement."""

_LONGEST_SECONDS = 0.1


class RightOfWay:
    """Held (``with``) by one thread, the window's, while it works; asked by others between two pieces of work.

    Those others give way for a moment only: nobody waits for the window longer than a tenth of a second a piece, however
    busy it is.
    """

    def __init__(self) -> None:
        self._free = threading.Event()
        self._free.set()
        self._depth = 0

    def __enter__(self) -> None:
        self._depth += 1
        self._free.clear()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._free.set()

    def give(self) -> None:
        """Let the holder finish what it is at, within limits."""
        if not self._free.is_set():
            self._free.wait(_LONGEST_SECONDS)
