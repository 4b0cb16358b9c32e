"""One answer to 'which cases, in which order': made on the reader thread, so that the window only takes it over."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

from fallback_console.domain.views import CaseFilter, CaseRow, CaseSort
from fallback_console.services import backlog, queue

__all__ = ["AROUND", "Listing", "Question", "answer", "rows_of"]

AROUND = 48
"""Rows fetched around the first visible one, together with the order."""


class Question(NamedTuple):
    """What the queue wants to show.

    Attributes:
        counted: filters whose numbers of cases are wanted.
        old: the order shown until now; changes are told against it.
        top_pk: the case in the first visible row, 0 for none.
        top: number of that row.
    """

    filter: CaseFilter
    sort: CaseSort
    now: int
    counted: tuple[CaseFilter, ...]
    old: array[int]
    top_pk: int
    top: int


class Listing(NamedTuple):
    """The answer.

    Attributes:
        pks: the cases in order.
        added: those that ``old`` has not, in order.
        gone: those of ``old`` that are no longer among them.
        rows: what to show of those around the first visible row.
        counts: numbers of cases of the ``counted`` filters.
        data_at: when the mirror was last brought up to date, None before the first complete pull.
        total: cases there are at all, open or closed, as far as it matters: 0 or more than 0.
    """

    question: Question
    pks: array[int]
    added: array[int]
    gone: array[int]
    rows: Sequence[CaseRow]
    counts: tuple[int, ...]
    data_at: int | None
    total: int


def answer(reading: Any, question: Question) -> Listing:
    """Ask the services, and find out what changed."""
    pks = queue.case_pks(reading, question.filter, question.sort, now=question.now)
    added, gone = array("q"), array("q")
    if pks != question.old:
        known, wanted = set(question.old), set(pks)
        added = array("q", (pk for pk in pks if pk not in known))
        gone = array("q", (pk for pk in question.old if pk not in wanted))
    top = question.top
    if question.top_pk and (top >= len(pks) or pks[top] != question.top_pk):
        try:
            top = pks.index(question.top_pk)
        except ValueError:
            top = min(top, max(len(pks) - 1, 0))
    around = pks[max(0, top - AROUND // 2) : top + AROUND]
    return Listing(
        question=question,
        pks=pks,
        added=added,
        gone=gone,
        rows=queue.case_rows(reading, around),
        counts=tuple(queue.count_many(reading, question.counted)),
        data_at=backlog.data_age(reading),
        total=len(pks) or queue.count_cases(reading, CaseFilter(open_only=False)),
    )


def rows_of(reading: Any, pks: Sequence[int]) -> list[CaseRow]:
    """Rows of a part of the list."""
    return queue.case_rows(reading, pks)
