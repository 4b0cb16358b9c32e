"""One answer to 'which cases, in which order, in which groups': made on the reader thread, so that the window only takes it over.

The table's lines are numbers: a case's row number, or below zero the head of a group. So a million lines are one array, and
folding a group is taking a slice out of it.
"""

from array import array
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.views import CaseFilter, CaseGroup, CaseRow, CaseSort
from fallback_console.services import backlog, personal, queue

if TYPE_CHECKING:
    from concurrent.futures import Future

    from fallback_console.services.desk import Desk

__all__ = [
    "AROUND",
    "ARRANGEMENT",
    "Group",
    "HeadStart",
    "Listing",
    "Question",
    "answer",
    "days_from",
    "first_question",
    "lines_of",
    "rows_of",
]

ARRANGEMENT = "queue.list"
"""Name of what is kept at this station about how the list is arranged."""

_FRESH_MS = 5_000

AROUND = 48
"""Rows fetched around the first visible one, together with the order."""


class Group(NamedTuple):
    """Cases that have something in common.

    Attributes:
        line: what stands for its head among the lines, below zero.
        value: what they have in common, as ``services.queue.grouped_pks`` gives it.
        pks: the cases in order.
    """

    line: int
    value: str | int
    pks: "array[int]"


class Question(NamedTuple):
    """What the queue wants to show.

    Attributes:
        counted: filters whose numbers of cases are wanted.
        old: the lines shown until now; changes are told against them. Empty where another question was asked before.
        top_pk: the line in the first visible row, 0 for none.
        top: number of that row.
        anew: it is another question than before: its answer is shown from the top.
        turned: from the end of the order.
        by: what the cases are divided by.
        days: ends of the parts of due times, UTC epoch milliseconds.
        folded: values of the groups of which only the head is shown.
        groups: those shown until now; a group keeps its line.
        arrangement: name of what is kept at this station about how the list is arranged, '' where it is known already.
    """

    filter: CaseFilter
    sort: CaseSort
    now: int
    counted: tuple[CaseFilter, ...]
    old: "array[int]"
    top_pk: int
    top: int
    anew: bool = False
    turned: bool = False
    by: CaseGroup = CaseGroup.NONE
    days: tuple[int, ...] = ()
    folded: frozenset[str | int] = frozenset()
    groups: tuple[Group, ...] = ()
    arrangement: str = ""


class Listing(NamedTuple):
    """The answer.

    Attributes:
        pks: the lines in order.
        added: those that ``old`` has not, in order.
        gone: those of ``old`` that are no longer among them.
        rows: what to show of those around the first visible row.
        counts: numbers of cases of the ``counted`` filters.
        data_at: when the mirror was last brought up to date, None before the first complete pull.
        total: cases there are at all, open or closed, as far as it matters: 0 or more than 0.
        groups: in their order; none where the cases are not divided.
        arranged: what was kept under ``arrangement``, None for nothing.
    """

    question: Question
    pks: "array[int]"
    added: "array[int]"
    gone: "array[int]"
    rows: Sequence[CaseRow]
    counts: tuple[int, ...]
    data_at: int | None
    total: int
    groups: tuple[Group, ...] = ()
    arranged: Mapping[str, Any] | None = None


def first_question(login: str, now: int) -> Question:
    """What a window asks first: a person's own cases, as they were arranged; the numbers of all filters follow later."""
    nothing = array("q")
    return Question(
        CaseFilter(owner=login), CaseSort.DUE, now, (), nothing, 0, 0, days=days_from(now), arrangement=ARRANGEMENT
    )


def days_from(now: int) -> tuple[int, ...]:
    """Now, and the ends of today, of tomorrow and of the next seven days where this computer stands; UTC epoch milliseconds."""
    there = datetime.fromtimestamp(now / 1000).astimezone()
    today = there.replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    return (now, *(int((today + timedelta(days=ahead)).timestamp() * 1000) for ahead in (1, 2, 7)))


class HeadStart:
    """The first question, asked as soon as the data are open: its answer is being made while the window is.

    Args:
        desk: whose cases.
        now: UTC epoch milliseconds.
    """

    def __init__(self, desk: "Desk", now: int) -> None:
        self._question = first_question(desk.login, now)
        self._answer: Future[Listing] | None = desk.query(answer, self._question)

    def take(self, question: Question) -> "Future[Listing] | None":
        """Its answer to the same question; once, and only while it is fresh."""
        given, self._answer = self._answer, None
        asked = self._question
        same = question._replace(now=asked.now, days=asked.days) == asked
        return given if same and 0 <= question.now - asked.now < _FRESH_MS else None


def answer(reading: Any, question: Question) -> Listing:
    """Ask the services, and find out what changed."""
    arranged = personal.find(reading, question.arrangement) if question.arrangement else None
    if isinstance(arranged, dict):
        question = _arranged(question, arranged)
    groups = _groups(reading, question)
    if question.by:
        pks = lines_of(groups, question.folded)
    else:
        pks = queue.case_pks(reading, question.filter, question.sort, now=question.now, turned=question.turned)
    added, gone = array("q"), array("q")
    if question.old and pks != question.old:
        known, wanted = set(question.old), set(pks)
        added = array("q", (pk for pk in pks if pk not in known))
        gone = array("q", (pk for pk in question.old if pk not in wanted))
    top = question.top
    if question.top_pk and (top >= len(pks) or pks[top] != question.top_pk):
        try:
            top = pks.index(question.top_pk)
        except ValueError:
            top = min(top, max(len(pks) - 1, 0))
    around = [pk for pk in pks[max(0, top - AROUND // 2) : top + AROUND] if pk > 0]
    return Listing(
        question=question,
        pks=pks,
        added=added,
        gone=gone,
        rows=queue.case_rows(reading, around),
        counts=tuple(queue.count_many(reading, question.counted)) if question.counted else (),
        data_at=backlog.data_age(reading),
        total=len(pks) or int(queue.any_case(reading)),
        groups=groups,
        arranged=arranged if isinstance(arranged, dict) else None,
    )


def lines_of(groups: Sequence[Group], folded: frozenset[str | int]) -> "array[int]":
    """Heads and cases of all groups, of folded ones the head alone."""
    lines = array("q")
    for group in groups:
        lines.append(group.line)
        if group.value not in folded:
            lines.extend(group.pks)
    return lines


def rows_of(reading: Any, pks: Sequence[int]) -> list[CaseRow]:
    """Rows of a part of the list."""
    return queue.case_rows(reading, [pk for pk in pks if pk > 0])


def _arranged(question: Question, arranged: Mapping[str, Any]) -> Question:
    """The question as somebody arranged the list before; what no version of this program knows is left out."""
    sorts, bys = {s.value: s for s in CaseSort}, {b.value: b for b in CaseGroup}
    by = bys.get(str(arranged.get("by", "")), CaseGroup.NONE)
    folded = arranged.get("folded")
    return question._replace(
        sort=sorts.get(str(arranged.get("sort", "")), question.sort),
        turned=arranged.get("turned") is True,
        by=by,
        folded=frozenset(v for v in folded if isinstance(v, (str, int))) if isinstance(folded, list) else frozenset(),
    )


def _groups(reading: Any, question: Question) -> tuple[Group, ...]:
    if not question.by:
        return ()
    parts = queue.grouped_pks(
        reading, question.filter, question.sort, question.by, days=question.days, turned=question.turned
    )
    lines = {group.value: group.line for group in question.groups}
    free = min(lines.values(), default=0) - 1
    groups = []
    for value, pks in sorted(parts, key=lambda part: _place(question.by, part[0])):
        if value not in lines:
            lines[value], free = free, free - 1
        groups.append(Group(lines[value], value, pks))
    return tuple(groups)


def _place(by: CaseGroup, value: str | int) -> tuple[int, int, str]:
    """Where a group stands: urgent priorities and near days first, nobody's last, the rest by name."""
    if isinstance(value, int):
        return (0, -value if by is CaseGroup.PRIORITY else value, "")
    return (0 if value else 1, 0, value.casefold())
