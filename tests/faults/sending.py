"""A program that sends text messages and is killed again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from fallback_console.drill.sms_double import HandsetMessage, SmsDouble
from tests.faults.nest import Nest

__all__ = ["Sending", "arrived_from"]


class Sending:
    """The program, started again each time it was killed."""

    def __init__(self, nest: Nest, *args: object) -> None:
        self._nest, self._args = nest, args
        self.told: Counter[str] = Counter()

    def until(self, state: str, count: int, *, kill: bool = True) -> None:
        """Let it run until it has told a state so often, all lives together; then it is killed."""
        while self.told[state] < count:
            line = self._nest.line()
            assert line is not None
            self.told[line] += 1
        if kill:
            self.kill()

    def kill(self) -> None:
        """End it at once."""
        self._nest.kill()
        self.told.update(self._nest.rest())

    def start(self) -> None:
        """Start it (again)."""
        self._nest.start(*self._args)


def arrived_from(program: str, folder: Path, kills: Sequence[int]) -> list[HandsetMessage]:
    """What arrives from a program that is killed in between, and left to itself at last until nothing is to be sent.

    Args:
        program: 'module:function', which tells 'confirmed' of each delivery and 'empty' when none is left.
        kills: after so many confirmed deliveries, all lives together, it is killed.
    """
    double = SmsDouble()
    double.start()
    with Nest(program) as nest:
        sending = Sending(nest, folder, double.url, double.password)
        for confirmed in kills:
            sending.start()
            sending.until("confirmed", confirmed)
        sending.start()
        # Of this life alone: one before may have told it, and was killed with what came after.
        sending.until("empty", sending.told["empty"] + 1)
    arrived = list(double.messages)
    double.stop()
    return arrived
