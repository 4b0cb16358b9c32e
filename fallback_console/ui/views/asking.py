"""Asks systems about several doubtful deliveries, one after the other: a gateway is not to be overrun."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from fallback_console.ui.bridge import Bridge
from fallback_console.ui.context import Engine

__all__ = ["Asking"]


class Asking(QObject):
    """Goes through a list.

    Attributes:
        ended: (how many arrived, how many did not, how many could not be asked).
        failed: (error) the one delivery that was asked about alone could not be.
    """

    ended = Signal(int, int, int)
    failed = Signal(object)

    def __init__(self, bridge: Bridge, engine: Engine, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._engine = engine
        self._waiting: list[int] = []
        self._counts = [0, 0, 0]
        self._busy = self._alone = False

    def ask(self, ids: Sequence[int]) -> None:
        """Ask about these as well, each once."""
        if not self._busy:
            self._counts = [0, 0, 0]
            self._alone = len(ids) == 1
        else:
            self._alone = False
        self._waiting += [one for one in ids if one not in self._waiting]
        if not self._busy:
            self._next()

    def _next(self) -> None:
        self._busy = bool(self._waiting)
        if self._busy:
            self._bridge.run(self._engine.ask_gateway(self._waiting.pop(0)), self._told, self._not_told)
        else:
            self.ended.emit(*self._counts)

    def _told(self, arrived: object) -> None:
        self._counts[0 if arrived else 1] += 1
        self._next()

    def _not_told(self, error: BaseException) -> None:
        self._counts[2] += 1
        if self._alone and not self._waiting:
            self._busy = False
            self.failed.emit(error)
            return
        self._next()
