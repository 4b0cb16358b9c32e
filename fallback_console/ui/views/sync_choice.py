"""What can be decided about the deliveries that are chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.views import Conflict, DeliveryRow

__all__ = ["Choice", "choice_of"]


class Choice(NamedTuple):
    """The chosen deliveries, by what can be done about them.

    Attributes:
        rows: all of them.
        conflicts: those with two values to choose from.
        refused: those that can be tried again.
        unknown: those of which it is not known whether they arrived.
        droppable: those that can be given up: all but what is under way.
    """

    rows: tuple[DeliveryRow, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[DeliveryRow, ...] = ()
    unknown: tuple[DeliveryRow, ...] = ()
    droppable: tuple[DeliveryRow, ...] = ()

    def ids(self, decision: str) -> list[int]:
        """Those that a decision of ``services.sync_bulk`` is about; 'ask' and 'edit' besides."""
        if decision in ("mine", "theirs"):
            return [one.delivery_id for one in self.conflicts]
        if decision == "edit":
            return [one.delivery_id for one in self.conflicts] if len(self.rows) == 1 else []
        rows = {
            "retry": self.refused,
            "drop": self.droppable,
            "arrived": self.unknown,
            "lost": self.unknown,
            "ask": self.unknown,
        }
        return [row.id for row in rows[decision]]


def choice_of(rows: Sequence[DeliveryRow], conflicts: Mapping[int, Conflict]) -> Choice:
    """Sort deliveries by what can be done about them."""
    return Choice(
        rows=tuple(rows),
        conflicts=tuple(conflicts[row.id] for row in rows if row.id in conflicts),
        refused=tuple(r for r in rows if r.state == DeliveryState.NEEDS_ATTENTION and r.id not in conflicts),
        unknown=tuple(row for row in rows if row.state == DeliveryState.UNKNOWN),
        droppable=tuple(row for row in rows if row.state != DeliveryState.IN_FLIGHT),
    )
