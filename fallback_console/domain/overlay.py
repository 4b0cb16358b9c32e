"""What a case's fields show: the mirror's values with our own changes laid over them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from fallback_console.domain.delivery import OPEN_STATES, DeliveryState
from fallback_console.domain.entry import CASE_FIELDS

__all__ = ["Change", "lies_over", "overlay"]


class Change(NamedTuple):
    """One change of a field and how far it has come.

    Attributes:
        field: one of ``CASE_FIELDS``.
        base: the value it was made on.
        value: the value it sets.
        hlc: hybrid logical time of its entry as text; orders changes.
        state: state of its delivery to the helpdesk.
        version: the record's version there after the change was written, None where it is not known.
    """

    field: str
    base: str
    value: str
    hlc: str
    state: DeliveryState
    version: int | None = None


def lies_over(change: Change, mirror_version: int | None) -> bool:
    """Whether a change still has to be laid over the mirror.

    It has while its delivery is open, and after that until a pull has brought a record that is at least as new as the one
    the change made; so nothing ever flickers back to an old value. A dropped change never counts.

    Args:
        mirror_version: version of the mirrored record, None where the case is not mirrored yet.
    """
    if change.state in OPEN_STATES:
        return True
    if change.state is not DeliveryState.CONFIRMED:
        return False
    if mirror_version is None:
        return True
    return change.version is not None and change.version > mirror_version


def overlay(
    base: Mapping[str, str], changes: Iterable[Change], mirror_version: int | None
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Field values as people are to see them.

    Args:
        base: the mirror's values by field (for a case made here, those it was made with).
        changes: all changes of the case, in any order.
        mirror_version: version of the mirrored record, None where the case is not mirrored yet.

    Returns:
        The values by field, and the names of the fields that differ in origin from the mirror, in the order of
        ``CASE_FIELDS``.
    """
    values = dict(base)
    touched: set[str] = set()
    for change in sorted(changes, key=lambda c: c.hlc):
        if lies_over(change, mirror_version):
            values[change.field] = change.value
            touched.add(change.field)
    return values, tuple(field for field in CASE_FIELDS if field in touched)
