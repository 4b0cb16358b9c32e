"""Says that two records are one person, or two, and takes it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from fallback_console.services import people_merge
from fallback_console.services.people_merge import SameSaved
from fallback_console.ui.views.base import Tools

__all__ = ["Merging"]


class Merging(QObject):
    """What panel and card do to records.

    Attributes:
        said: (sentence, more words, variant).
        offered: (sentence, more words, the button's words, what it does).
        merged: a ``SameSaved``: two became one.
        parted: a ``SameSaved``: one became two again.
    """

    said = Signal(str, str, str)
    offered = Signal(str, str, str, object)
    merged = Signal(object)
    parted = Signal(object)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = tools.context.desk
        self._bridge = tools.bridge
        self._last: Callable[[], None] | None = None

    def merge(self, key: str, other: str) -> None:
        """Two records are one person, shown by the first."""
        command = self._desk.command(people_merge.merge, self._desk.login, key, other)
        self._bridge.run(command, self._merged)

    def part(self, key: str) -> None:
        """Undo the merge that put this record into another, or the last one into this person."""
        command = self._desk.command(people_merge.part, self._desk.login, key)
        self._bridge.run(command, self._parted)

    def apart(self, key: str, other: str) -> None:
        """They are two people."""
        command = self._desk.command(people_merge.apart, self._desk.login, key, other)
        self._bridge.run(command, self._told_apart)

    @property
    def can_undo(self) -> bool:
        """Something was merged or split here that can be taken back."""
        return self._last is not None

    def undo(self) -> None:
        """Take back what was said last, once."""
        last, self._last = self._last, None
        if last is not None:
            last()

    def _merged(self, saved: SameSaved) -> None:
        self._last = partial(self.part, saved.other)
        self.merged.emit(saved)
        self.offered.emit(
            self.tr("saved · they are one person"),
            self.tr("Every later import and pull keeps this."),
            self.tr("Undo"),
            self.undo,
        )

    def _parted(self, saved: SameSaved) -> None:
        self._last = partial(self.merge, saved.key, saved.other)
        self.parted.emit(saved)
        self.offered.emit(
            self.tr("saved · they are two people again"),
            self.tr("Each has what its own records say."),
            self.tr("Undo"),
            self.undo,
        )

    def _told_apart(self, saved: SameSaved) -> None:
        self.parted.emit(saved)
        self.said.emit(
            self.tr("saved · they are two people"), self.tr("They are not offered as perhaps the same any more."), "ok"
        )
