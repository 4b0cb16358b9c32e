"""Reading cases: lists, search, one case with its timeline.

Imports inside functions: the list of cases is in the window's first picture, what one case takes is loaded after it.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from fallback_console.domain.errors import NotFoundError
from fallback_console.domain.views import CaseDetail, CaseFilter, CaseSort
from fallback_console.services.record import require_case
from fallback_console.store import queue_tables
from fallback_console.store.case_projection import DEFAULT_CLOSED, MirrorCase, mirror_values
from fallback_console.store.seen_table import mark_seen

if TYPE_CHECKING:
    from fallback_console.domain.mirror import Vocabulary
    from fallback_console.domain.views import CaseGroup, CaseRow, TimelineRow
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "any_case",
    "case_detail",
    "case_pks",
    "case_rows",
    "count_cases",
    "count_many",
    "find_case",
    "grouped_pks",
    "list_cases",
    "look_at",
    "search_cases",
    "timeline",
    "vocabulary",
]

_OTHER_CASES = 10


def case_pks(r: Reading, filter: CaseFilter, sort: CaseSort, *, now: int = 0, turned: bool = False) -> array[int]:
    """Row numbers of the cases of a filter, in order; with searched words at most the newest 500.

    Args:
        now: UTC epoch milliseconds; no order depends on it yet.
        turned: from the end of the order; without a due time stays last.
    """
    return queue_tables.pks(r, filter, sort, turned)


def grouped_pks(
    r: Reading, filter: CaseFilter, sort: CaseSort, by: CaseGroup, *, days: Sequence[int] = (), turned: bool = False
) -> list[tuple[str | int, array[int]]]:
    """The same cases divided: (value, row numbers in order) of each group that has any, in no particular order.

    Values are texts; for the priority 0 (low) to 2 (high); for due times the number of the part that ``days`` make: before
    the first, between the first and the second, …, after the last, and one more for none.

    Args:
        days: ends of the parts, UTC epoch milliseconds, ascending.
    """
    return queue_tables.grouped(r, filter, sort, turned, by, days)


def look_at(tx: Tx, login: str, pks: Sequence[int]) -> None:
    """Somebody looked at cases: what others changed in them until now is no news any more."""
    mark_seen(tx, login, pks)
    tx.touch("seen")


def case_rows(r: Reading, pks: Sequence[int]) -> list[CaseRow]:
    """Rows of the queue by row number, in that order; those that are gone meanwhile are left out."""
    return queue_tables.case_rows(r, pks)


def list_cases(
    r: Reading, filter: CaseFilter, sort: CaseSort = CaseSort.DUE, limit: int = 100, offset: int = 0
) -> list[CaseRow]:
    """A page of the queue."""
    return case_rows(r, queue_tables.pks(r, filter, sort)[offset : offset + limit])


def any_case(r: Reading) -> bool:
    """Whether there are cases at all, open or closed: quicker than counting them."""
    return queue_tables.any_case(r)


def count_cases(r: Reading, filter: CaseFilter) -> int:
    """How many cases a filter has; with searched words at most 500."""
    return queue_tables.count(r, (filter,))[0]


def count_many(r: Reading, filters: Sequence[CaseFilter]) -> list[int]:
    """How many cases each of several filters has: cheaper than asking for one after the other."""
    return queue_tables.count(r, filters)


def search_cases(r: Reading, text: str, limit: int = 50) -> list[CaseRow]:
    """The newest cases, open or closed, in which all typed words occur, the last one as a beginning."""
    return case_rows(r, queue_tables.newest_matches(r, text, limit))


def find_case(r: Reading, reference: str) -> CaseRow:
    """The case of a key ('rt:123'), a number ('123', '#123') or a temporary number ('T-7').

    Raises:
        NotFoundError: there is none.
    """
    pk = queue_tables.pk_of_reference(r, reference[:200])
    rows = case_rows(r, [pk]) if pk is not None else []
    if not rows:
        raise NotFoundError("There is no such case here.", "Search for it, or pull the newest cases first.")
    return rows[0]


def case_detail(r: Reading, case_key: str) -> CaseDetail:
    """Everything about a case but its timeline.

    Raises:
        NotFoundError: no such case.
    """
    # Late: see the module's first lines.
    from fallback_console.store.people import person_of_key

    ref = require_case(r, case_key)
    row = case_rows(r, [ref.pk])[0]
    mirrored = r.one(
        "SELECT source, remote_id, version, subject, queue, status, priority, owner, requestor, created_at, updated_at,"
        " due_at, gone, url FROM m_case WHERE source = ? AND remote_id = ?",
        (ref.source, ref.remote_id),
    )
    mirror = None if mirrored is None else MirrorCase(*mirrored[:13])
    return CaseDetail(
        row=row,
        customer=person_of_key(r, ref.customer_key) if ref.customer_key else None,
        base={} if mirror is None else mirror_values(mirror),
        pending=tuple(ref.pending.split()),
        remote_id=ref.remote_id,
        version=None if mirror is None else mirror.version,
        url="" if mirrored is None else mirrored[13],
        other_cases=tuple(queue_tables.cases_of_customer(r, ref.customer_key, ref.pk, _OTHER_CASES)),
    )


def timeline(r: Reading, case_key: str, *, before: str = "", limit: int = 200, only: str = "") -> list[TimelineRow]:
    """The newest rows of a case's timeline, oldest first.

    Args:
        before: ``order`` of the oldest row already known: gives those before it.
        only: of ``TIMELINE_KINDS``; '' for everything.

    Raises:
        KeyError: nothing can be looked at alone under that name.
        NotFoundError: no such case.
    """
    # Late: see the module's first lines.
    from fallback_console.store.timeline import timeline_rows

    return timeline_rows(r, require_case(r, case_key), before, limit, only)


def vocabulary(r: Reading) -> Vocabulary:
    """What there is to choose from: as the primaries say, else what the cases here have."""
    # Late: see the module's first lines.
    from fallback_console.domain.mirror import Vocabulary
    from fallback_console.store.mirror_tables import vocabulary_from

    told = [vocabulary_from(body) for (body,) in r.rows("SELECT body FROM m_vocabulary ORDER BY source")]
    if told:
        return Vocabulary(
            _merged(v.queues for v in told),
            _merged(v.statuses for v in told),
            _merged(v.owners for v in told),
            _merged(v.closed_statuses for v in told) or DEFAULT_CLOSED,
        )
    row = r.one(
        "SELECT json_group_array(DISTINCT queue), json_group_array(DISTINCT status), json_group_array(DISTINCT owner)"
        " FROM p_case INDEXED BY p_case_due"
    )
    queues, statuses, owners = ([], [], []) if row is None else (sorted(json.loads(text)) for text in row)
    return Vocabulary(tuple(queues), tuple(statuses), tuple(filter(None, owners)), DEFAULT_CLOSED)


def _merged(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in lists for name in names))
