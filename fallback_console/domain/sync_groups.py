"""Open deliveries put together by case: what waits behind something is read below it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.views import DeliveryRow

__all__ = ["Group", "grouped"]

_URGENCY = {
    DeliveryState.NEEDS_ATTENTION: 0,
    DeliveryState.UNKNOWN: 1,
    DeliveryState.IN_FLIGHT: 2,
    DeliveryState.WAITING: 3,
}
_LAST = len(_URGENCY)


class Group(NamedTuple):
    """What is open of one case, or one delivery that belongs to none.

    Attributes:
        case_key: '' where it belongs to no case.
        rows: in the order in which they were made; at least one.
    """

    case_key: str
    case_number: str
    case_subject: str
    rows: tuple[DeliveryRow, ...]


def grouped(rows: Iterable[DeliveryRow]) -> list[Group]:
    """Deliveries by case: the case with the most urgent one first, among equals the one that waits longest.

    What belongs to no case stands alone.
    """
    by_case: dict[str, list[DeliveryRow]] = {}
    for row in sorted(rows, key=lambda one: one.id):
        by_case.setdefault(row.case_key or f"#{row.id}", []).append(row)
    groups = [
        Group(some[0].case_key, some[0].case_number, some[0].case_subject, tuple(some)) for some in by_case.values()
    ]
    return sorted(groups, key=_rank)


def _rank(group: Group) -> tuple[int, int, int]:
    urgency = min(_URGENCY.get(row.state, _LAST) for row in group.rows)
    return urgency, min(row.made_at for row in group.rows), group.rows[0].id
