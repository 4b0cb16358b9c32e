"""A line of the queue ready to be painted: words, icons and roles of colours, made once."""

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.views import CaseGroup, CaseSort
from fallback_console.ui import case_words
from fallback_console.ui.case_words import Words
from fallback_console.ui.i18n import translate
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import relative

if TYPE_CHECKING:
    from fallback_console.domain.sla import Left
    from fallback_console.domain.views import CaseRow
    from fallback_console.ui.models.queue_listing import Group

__all__ = ["BLANK", "SORTS", "Cell", "Column", "Layout", "case_cell", "column_title", "group_cell", "group_word"]


class Column(IntEnum):
    """Columns from left to right."""

    PRIORITY = 0
    DUE = 1
    CASE = 2
    STATUS = 3
    OWNER = 4
    QUEUE = 5
    CUSTOMER = 6
    WAITING = 7
    ACTIVITY = 8
    MARK = 9


SORTS: dict[int, CaseSort] = {
    Column.PRIORITY: CaseSort.PRIORITY,
    Column.DUE: CaseSort.DUE,
    Column.CASE: CaseSort.NEWEST,
    Column.STATUS: CaseSort.STATUS,
    Column.OWNER: CaseSort.OWNER,
    Column.QUEUE: CaseSort.QUEUE,
    Column.CUSTOMER: CaseSort.CUSTOMER,
    Column.WAITING: CaseSort.WAITING,
    Column.ACTIVITY: CaseSort.UPDATED,
}
"""Column → the order that its title asks for."""


def column_title(column: int) -> str:
    """What a column is called."""
    match column:
        case Column.PRIORITY:
            return translate("QueueModel", "Priority")
        case Column.DUE:
            return translate("QueueModel", "SLA")
        case Column.CASE:
            return translate("QueueModel", "Case")
        case Column.STATUS:
            return translate("QueueModel", "Status")
        case Column.OWNER:
            return translate("QueueModel", "Owner")
        case Column.QUEUE:
            return translate("QueueModel", "Queue")
        case Column.CUSTOMER:
            return translate("QueueModel", "Customer")
        case Column.WAITING:
            return translate("QueueModel", "Unanswered")
        case Column.ACTIVITY:
            return translate("QueueModel", "Last activity")
    return translate("QueueModel", "Not yet sent, or changed")


class Layout(NamedTuple):
    """Where what is not in a column of its own stands.

    Attributes:
        shown: columns that can be seen.
        folded: columns that somebody wants, but that have no room: they go into the second line.
    """

    shown: frozenset[int] = frozenset(
        (Column.PRIORITY, Column.DUE, Column.CASE, Column.STATUS, Column.OWNER, Column.MARK)
    )
    folded: frozenset[int] = frozenset()


class Cell:
    """One line.

    Attributes:
        words: what stands in each column, None for nothing; of the mark's column the more pressing of two.
        more: below the time left: why it stands still.
        facts: the second line: number, customer, and what has no column.
        wait: at the end of the second line: how long the customer has waited for an answer.
        claim: behind it: who is on the customer.
        news: beside the mark: somebody else changed the case.
        head: it is the head of a group: its words; None for a case.
        whole: all of it, for screen readers.
        elided: texts already cut to a width, by (which, width).
    """

    __slots__ = ("claim", "elided", "facts", "head", "more", "news", "wait", "whole", "words")

    def __init__(
        self,
        words: tuple[Words | None, ...],
        whole: str,
        facts: str = "",
        more: str = "",
        wait: Words | None = None,
        news: Words | None = None,
        head: Words | None = None,
        claim: Words | None = None,
    ) -> None:
        self.words = words
        self.whole = whole
        self.facts = facts
        self.more = more
        self.wait = wait
        self.news = news
        self.head = head
        self.claim = claim
        self.elided: dict[tuple[int, int], str] = {}

    @property
    def subject(self) -> str:
        """The first line."""
        words = self.words[Column.CASE]
        return words.text if words is not None else ""


BLANK = tuple(Words("…", "", "text") if column == Column.CASE else None for column in Column)
"""Words of a case that is still being fetched."""


def case_cell(row: "CaseRow", login: str, now: int, layout: Layout, countdown: "Left | None") -> Cell:
    """A case."""
    priority = case_words.priority_words(row.priority)
    due = case_words.due_words(row.due_at, now, countdown)
    more = "" if due.role == "bad" else case_words.pause_words(countdown, now)
    status = case_words.status_word(row.status)
    owner = case_words.owner_word(row.owner, login)
    queue = one_line(row.queue, 60)
    mark, news = case_words.unsent_words(row), case_words.changed_words(row)
    waiting = case_words.waiting_words(row.asked_at, now)
    claim = case_words.claim_words(row, now) if row.claims else None
    subject = one_line(row.subject) or translate("QueueModel", "(no subject)")
    number, customer = case_words.case_number(row), one_line(plain_name(row.customer), 100)
    activity = relative(row.last_at, now)
    facts = [number]
    if Column.CUSTOMER not in layout.shown:
        facts.append(customer)
    folded = ((Column.STATUS, status), (Column.OWNER, owner), (Column.QUEUE, queue), (Column.ACTIVITY, activity))
    for column, text in folded:
        if column in layout.folded:
            facts.append(text)
    spoken = (
        subject,
        number,
        customer,
        priority.text,
        translate("QueueModel", "due {when}").format(when=due.text) if due.text else "",
        more,
        status,
        owner or translate("QueueModel", "unclaimed"),
        translate("QueueModel", "waits for an answer: {span}").format(span=waiting.text) if waiting.text else "",
        claim.text if claim else "",
        mark.text if mark else "",
        news.text if news else "",
    )
    return Cell(
        (
            priority,
            due,
            Words(subject, "", "text"),
            Words(status, "", "text"),
            Words(owner, "", "text"),
            Words(queue, "", "text"),
            Words(customer, "", "text"),
            waiting,
            Words(activity, "", "muted"),
            mark or news,
        ),
        ", ".join(p for p in spoken if p),
        facts=" · ".join(p for p in facts if p),
        more=more,
        wait=waiting if waiting.text and Column.WAITING not in layout.shown else None,
        news=news if mark is not None else None,
        claim=claim,
    )


def group_cell(group: "Group", by: CaseGroup, login: str, counted: str, *, folded: bool) -> Cell:
    """The head of a group.

    Args:
        counted: '12 cases'.
    """
    word = group_word(by, group.value, login)
    count = len(group.pks)
    fold = translate("QueueModel", "folded") if folded else translate("QueueModel", "unfolded")
    whole = ", ".join((word, counted, fold))
    words = tuple(Words(f"{word} · {count:,}", "", "text") if column == Column.CASE else None for column in Column)
    return Cell(words, whole, facts=f"{count:,}", head=Words(word, "next" if folded else "expand", "text"))


def group_word(by: CaseGroup, value: str | int, login: str) -> str:
    """What the cases of a group have in common."""
    if by is CaseGroup.PRIORITY:
        return case_words.priority_words((20, 50, 80)[int(value)]).text
    if by is CaseGroup.DUE:
        return (
            translate("QueueModel", "Overdue"),
            translate("QueueModel", "Today"),
            translate("QueueModel", "Tomorrow"),
            translate("QueueModel", "Within a week"),
            translate("QueueModel", "Later"),
            translate("QueueModel", "No due time"),
        )[int(value)]
    if by is CaseGroup.STATUS:
        return case_words.status_word(str(value)) or translate("QueueModel", "No status")
    if by is CaseGroup.OWNER:
        return case_words.owner_word(str(value), login) or translate("QueueModel", "Unclaimed")
    return one_line(str(value), 100) or translate("QueueModel", "No queue")
