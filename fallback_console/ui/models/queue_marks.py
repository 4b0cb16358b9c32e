"""Cases that somebody marked, to do something to all of them. They stay marked whatever the list does, while they are in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

__all__ = ["Marks"]


class Marks(QObject):
    """A small set of cases, in the order in which they were marked.

    Attributes:
        changed: others are marked.
        refused: these would have been too many; as many as may be are marked.
        most: so many and no more.
    """

    changed = Signal()
    refused = Signal()

    most = 500

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pks: dict[int, None] = {}

    def __contains__(self, pk: object) -> bool:
        return pk in self._pks

    def __len__(self) -> int:
        return len(self._pks)

    @property
    def pks(self) -> tuple[int, ...]:
        """Row numbers of the cases."""
        return tuple(self._pks)

    def add(self, pks: Iterable[int]) -> None:
        """Mark more; heads of groups are none."""
        wanted = {pk: None for pk in pks if pk > 0 and pk not in self._pks}
        room = self.most - len(self._pks)
        if wanted:
            for pk in list(wanted)[:room]:
                self._pks[pk] = None
            self.changed.emit()
        if len(wanted) > room:
            self.refused.emit()

    def toggle(self, pk: int) -> None:
        """Mark one, or no longer."""
        if pk in self._pks:
            del self._pks[pk]
            self.changed.emit()
        else:
            self.add((pk,))

    def replace(self, pks: Iterable[int]) -> None:
        """These and no others."""
        before, self._pks = self._pks, {}
        self.add(pks)
        if before and not self._pks:
            self.changed.emit()

    def clear(self) -> None:
        """None."""
        if self._pks:
            self._pks = {}
            self.changed.emit()

    def keep(self, is_here: Callable[[set[int]], set[int]]) -> None:
        """Only those that are still in the list.

        Args:
            is_here: which of some cases are.
        """
        if not self._pks:
            return
        here = is_here(set(self._pks))
        if len(here) < len(self._pks):
            self._pks = {pk: None for pk in self._pks if pk in here}
            self.changed.emit()
