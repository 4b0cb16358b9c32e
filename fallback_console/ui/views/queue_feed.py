"""Which cases the queue asks for: filter, search, order, and when to ask again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.ui.bridge import Touched
from fallback_console.ui.case_words import CLOSE_MS
from fallback_console.ui.models.queue_listing import Listing, Question, answer
from fallback_console.ui.models.queue_model import QueueModel
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.views.base import Tools

__all__ = ["SCOPES", "QueueFeed"]

SCOPES = ("mine", "team", "close", "unclaimed", "unsent")
"""Names of the filters."""

_PAUSE_MS = 300


class QueueFeed(QTimer):
    """Asks for the queue's cases, at most a few times a second; the timer is the pause between two questions.

    Args:
        view: asked only while it is shown; owns this object.
        model: what is shown now; changes are told against it.
        top_row: number of the first visible row.

    Attributes:
        answered: the ``Listing``.
        scope_changed: the filter changed by itself: name, '' while everything is searched.
        asked_anew: another question, not the same again.
        broken: there is no answer: the data cannot be read.
    """

    answered = Signal(object)
    scope_changed = Signal(str)
    asked_anew = Signal()
    broken = Signal()

    def __init__(self, tools: Tools, view: QWidget, model: QueueModel, top_row: Callable[[], int]) -> None:
        super().__init__(view)
        self._desk = tools.context.desk
        self._clock = tools.context.clock
        self._model = model
        self._top_row = top_row
        self._scope = self._scope_before = "mine"
        self._sort = CaseSort.DUE
        self._text = ""
        self._first = True
        self._uncounted = False
        self._again = False
        self.to_top = False
        self.setSingleShot(True)
        self.setInterval(_PAUSE_MS)
        self.timeout.connect(self._pause_over)
        self._refresher = Refresher(view, tools.bridge, self._ask, self._take)
        self._refresher.failed.connect(self._fail)
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

    def set_sort(self, sort: CaseSort) -> None:
        """Another order."""
        self._sort = sort
        self._ask_anew()

    def set_scope(self, name: str) -> None:
        """Another filter; '' for none at all makes sense only for a search and is refused else."""
        if not name and not self._text:
            self.scope_changed.emit(self._scope)
            return
        self._scope = name
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
        self.to_top = True
        self.asked_anew.emit()
        self._refresher.request()

    def _filter(self, scope: str, text: str = "") -> CaseFilter:
        match scope:
            case "mine":
                return CaseFilter(owner=self._desk.login, search=text)
            case "close":
                # A whole minute, so that counting and listing ask the same question.
                return CaseFilter(due_before=(self._clock.now_ms() + CLOSE_MS) // 60_000 * 60_000, search=text)
            case "unclaimed":
                return CaseFilter(unowned=True, search=text)
            case "unsent":
                return CaseFilter(unsent=True, open_only=False, search=text)
            case "team":
                return CaseFilter(search=text)
        return CaseFilter(open_only=False, search=text)

    def _ask(self) -> Future[Any]:
        top = 0 if self.to_top else self._top_row()
        question = Question(
            filter=self._filter(self._scope, self._text),
            sort=CaseSort.NEWEST if self._text else self._sort,
            now=self._clock.now_ms(),
            # The first answer is there sooner without; the numbers follow.
            counted=() if self._first and not self._uncounted else tuple(self._filter(scope) for scope in SCOPES),
            old=self._model.pks,
            top_pk=0 if self.to_top else self._model.pk(top),
            top=top,
        )
        return self._desk.query(answer, question)

    def _take(self, listing: Listing) -> None:
        if not listing.counts:
            self._uncounted = True
            if listing.pks:
                self._first = False
                self.answered.emit(listing)
            self._refresher.request()
            return
        team = listing.counts[SCOPES.index("team")]
        if self._first and not listing.pks and team:
            # Nobody's cases yet under this login: the team's say more than an empty page.
            self.set_scope("team")
            return
        self._first = False
        self.answered.emit(listing)

    def _take_changes(self, touched: Touched) -> None:
        if any(topic in ("case", "mirror", "*") for topic, _ in touched):
            self.refresh()

    def _fail(self, _error: object) -> None:
        self.broken.emit()

    def _pause_over(self) -> None:
        if self._again:
            self._again = False
            self.refresh()
