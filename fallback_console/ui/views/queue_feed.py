"""Which cases the queue asks for: filter, search, order, groups, and when to ask again."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.views import CaseFilter, CaseGroup, CaseSort
from fallback_console.ui.bridge import Touched
from fallback_console.ui.models.queue_filters import SCOPES, SavedFilter, scope_filter
from fallback_console.ui.models.queue_listing import ARRANGEMENT, Listing, Question, answer, days_from
from fallback_console.ui.models.queue_model import QueueModel
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.views.base import Tools

__all__ = ["QueueFeed"]

_PAUSE_MS = 300
_NOTHING: array[int] = array("q")


class QueueFeed(QTimer):
    """Asks for the queue's cases, at most a few times a second; the timer is the pause between two questions.

    Args:
        view: asked only while it is shown; owns this object.
        model: what is shown now; changes are told against it.
        top_row: number of the first visible row.

    Attributes:
        turned: the list is shown from the end of its order; changed by ``set_sort``.
        by: what the cases are divided by; changed by ``set_by``. What is searched is neither.
        answered: the ``Listing``.
        arranged: (mapping) how somebody arranged the list before; told once, before the first answer.
        scope_changed: the filter changed by itself: name, '' while everything is searched.
        order_changed: somebody chose another order or other groups.
        asked_anew: another question, not the same again.
        broken: there is no answer: the data cannot be read.
    """

    answered = Signal(object)
    arranged = Signal(object)
    scope_changed = Signal(str)
    order_changed = Signal()
    asked_anew = Signal()
    broken = Signal()

    def __init__(self, tools: Tools, view: QWidget, model: QueueModel, top_row: Callable[[], int]) -> None:
        super().__init__(view)
        self._desk = tools.context.desk
        self._clock = tools.context.clock
        self._begun = tools.context.first_cases
        self._model = model
        self._top_row = top_row
        self._scope = self._scope_before = "mine"
        self._sort = CaseSort.DUE
        self.turned = False
        self.by = CaseGroup.NONE
        self._saved: dict[str, SavedFilter] = {}
        self._draft: SavedFilter | None = None
        self._known = False
        self._text = ""
        self._first = True
        self._uncounted = False
        self._again = False
        self._anew = False
        self.setSingleShot(True)
        self.setInterval(_PAUSE_MS)
        self.timeout.connect(self._pause_over)
        self._refresher = Refresher(view, tools.bridge, self._ask, self._take)
        self._refresher.failed.connect(lambda _error: self.broken.emit())
        tools.bridge.changed.connect(self._take_changes)

    @property
    def scope(self) -> str:
        """Name of the filter in force, '' while everything is searched."""
        return self._scope

    @property
    def sort(self) -> CaseSort:
        """The order in force; what is searched comes newest first."""
        return self._sort

    @property
    def saved(self) -> tuple[SavedFilter, ...]:
        """Filters that the person saved, in their order."""
        return tuple(self._saved.values())

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all filters that are counted."""
        return (*SCOPES, *self._saved)

    @property
    def text(self) -> str:
        """What is searched, '' for nothing."""
        return self._text

    @property
    def busy(self) -> bool:
        """An answer is still to come."""
        return self._refresher.busy

    @property
    def is_first(self) -> bool:
        """Nothing was answered yet."""
        return self._first

    def refresh(self) -> None:
        """What is shown is old; asked again at most a few times a second."""
        if self.isActive():
            self._again = True
        else:
            self.start()
            self._refresher.request()

    def begin(self) -> None:
        """Ask for the first cases, while the window around them is still being made."""
        self.start()
        self._refresher.begin()

    def count(self) -> None:
        """Ask for the numbers of all filters, which take as long as the window: the first cases are painted before."""
        if self._uncounted:
            self._refresher.request()

    def set_sort(self, sort: CaseSort, *, turned: bool = False) -> None:
        """Another order."""
        self._sort, self.turned = sort, turned
        self.order_changed.emit()
        self._ask_anew()

    def set_by(self, by: CaseGroup) -> None:
        """Divide the cases by something else."""
        self.by = by
        self.order_changed.emit()
        self._ask_anew()

    def set_saved(self, filters: Sequence[SavedFilter]) -> None:
        """Other filters were saved; where the one in force is gone, the team's cases are shown."""
        self._saved = {one.key: one for one in filters}
        if self._scope.startswith("saved:") and self._scope not in self._saved:
            self.set_scope("team")
        else:
            self._refresher.request()

    def try_filter(self, draft: SavedFilter | None) -> None:
        """Show what a filter would, before it is saved; None shows the filter in force again."""
        self._draft = draft
        self._ask_anew()

    @property
    def draft(self) -> SavedFilter | None:
        """The filter that is tried."""
        return self._draft

    def set_scope(self, name: str) -> None:
        """Another filter; '' for none at all makes sense only for a search and is refused else."""
        if not name and not self._text:
            self.scope_changed.emit(self._scope)
            return
        self._scope = name
        self._draft = None
        self._first = False
        self.scope_changed.emit(name)
        self._ask_anew()

    def search(self, text: str) -> None:
        """Search everything; without a text the filter of before is in force again."""
        self._text = text
        if text and self._scope:
            self._scope_before, self._scope = self._scope, ""
        elif not text and not self._scope:
            self._scope = self._scope_before
        self.scope_changed.emit(self._scope)
        self._ask_anew()

    def _ask_anew(self) -> None:
        self._anew = True
        self.asked_anew.emit()
        self._refresher.request()

    def _filter(self, scope: str, text: str = "") -> CaseFilter:
        now = self._clock.now_ms()
        if scope in self._saved:
            return self._saved[scope].cases(self._desk.login, now)
        return scope_filter(scope, self._desk.login, now, text)

    def _ask(self) -> Future[Any]:
        anew, self._anew = self._anew, False
        top = 0 if anew else self._top_row()
        searched = bool(self._text)
        now = self._clock.now_ms()
        by = CaseGroup.NONE if searched else self.by
        divided = self._known and by is self._model.by
        tried = None if searched or self._draft is None else self._draft.cases(self._desk.login, now)
        # The first answer is there sooner without, and so is what somebody types for; the numbers follow.
        bare = (self._first and not self._uncounted) or (searched and not self._first)
        question = Question(
            filter=tried or self._filter(self._scope, self._text),
            sort=CaseSort.NEWEST if searched else self._sort,
            now=now,
            counted=() if bare else tuple(self._filter(name) for name in self.names),
            old=_NOTHING if anew else self._model.pks,
            top_pk=0 if anew else self._model.pk(top),
            top=top,
            anew=anew,
            turned=self.turned and not searched,
            by=by,
            days=days_from(now),
            folded=self._model.folded if divided else frozenset(),
            groups=self._model.groups if divided else (),
            arrangement="" if self._known else ARRANGEMENT,
        )
        begun, self._begun = self._begun, None
        return (begun.take(question) if begun is not None else None) or self._desk.query(answer, question)

    def _take(self, listing: Listing) -> None:
        if not self._known:
            self._arrange(listing.question, listing.arranged)
        elif listing.question.by is self._model.by and listing.question.folded != self._model.folded:
            # A group was folded or unfolded meanwhile.
            self._refresher.request()
            return
        if self._first and not listing.counts:
            self._uncounted = True
            if listing.pks:
                self._first = False
                self.answered.emit(listing)
            else:
                self._refresher.request()
            return
        if self._first and not listing.pks and listing.counts[SCOPES.index("team")]:
            # Nobody's cases yet under this login: the team's say more than an empty page.
            self.set_scope("team")
            return
        self._first = False
        self.answered.emit(listing)

    def _arrange(self, question: Question, arranged: Mapping[str, Any] | None) -> None:
        """Take over what the answer knew already."""
        self._known = True
        self._sort, self.turned, self.by = question.sort, question.turned, question.by
        self._model.begin(question.by, question.folded)
        self.arranged.emit(arranged or {})

    def _take_changes(self, touched: Touched) -> None:
        topics = ("case", "mirror", "index", "*") if self._text else ("case", "mirror", "*")
        if any(topic in topics for topic, _ in touched):
            self.refresh()

    def _pause_over(self) -> None:
        if self._again:
            self._again = False
            self.refresh()
