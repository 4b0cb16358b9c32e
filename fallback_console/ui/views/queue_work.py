"""What the queue does besides showing cases: many at once, taking back, filters of one's own, and noting what was looked at.

Loaded when the first cases have been painted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtWidgets import QApplication, QMenu

from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.views import CaseRow
from fallback_console.services import bulk, queue
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.i18n import translate
from fallback_console.ui.models.queue_listing import rows_of
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.queue_bulk import BulkBar
from fallback_console.ui.views.queue_filter_work import FilterWork
from fallback_console.ui.views.queue_list import QueueList
from fallback_console.ui.views.queue_words import held_words

if TYPE_CHECKING:
    from fallback_console.domain.mirror import Vocabulary
    from fallback_console.services.bulk import Done, Undone
    from fallback_console.ui.models.queue_filters import SavedFilter

__all__ = ["QueueWork"]

_MOST_BACK = 10
_LOOK_MS = 1200
"""So long a case has to be in front until it counts as looked at."""


class QueueWork(QObject):
    """Between the list and the services.

    Attributes:
        said: (sentence, more words, variant).
        offered: (sentence, more words, the button's words, what it does): can be taken back for a moment.
        filters: the person's own filters.
        bar: what can be done to all marked cases.
    """

    said = Signal(str, str, str)
    offered = Signal(str, str, str, object)

    def __init__(self, cases: QueueList, tools: Tools) -> None:
        super().__init__(cases)
        self._list = cases
        self._tools = tools
        self._desk = tools.context.desk
        self._marks = cases.model.marks
        self._back: list[Callable[[], None]] = []
        self._looked: set[int] = set()
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)
        self.bar = BulkBar(tools.theme, tools.context.clock.now_ms, cases)
        self.bar.hide()
        cases.body.insertWidget(2, self.bar)
        self.filters = FilterWork(cases, tools, self)
        self._connect()
        if cases.chosen_pk:
            self._looking.start()

    def _connect(self) -> None:
        self._marks.changed.connect(self._count)
        self._marks.refused.connect(self._say_most)
        self.bar.take_requested.connect(self.take)
        self.bar.field_wanted.connect(self._ask_field)
        self.bar.change_requested.connect(self.change)
        self.bar.plan_requested.connect(self.plan)
        self.bar.left.connect(self.leave)
        self.filters.said.connect(self.said)
        self.filters.can_be_undone.connect(self._offer_back)
        self._list.filters.menu_requested.connect(self._offer_filter)
        self._list.filter_button.clicked.connect(self.make_filter)
        self._list.case_chosen.connect(self._looking.start)

    def retranslate(self) -> None:
        """Set every text again."""
        self.bar.retranslate()
        self.filters.retranslate()

    # Marked cases.

    @property
    def can_undo(self) -> bool:
        """Something can be taken back."""
        return bool(self._back)

    def leave(self) -> bool:
        """Mark nothing any more and close what is open; whether there was anything."""
        if self.filters.leave():
            return True
        had = len(self._marks) > 0
        focused = QApplication.focusWidget()
        self._marks.clear()
        if focused is not None and (focused is self.bar or self.bar.isAncestorOf(focused)):
            self._list.table.setFocus()
        return had

    def take(self) -> None:
        """All marked cases are one's own, and their customers are claimed where nobody else is on them."""
        if len(self._marks):
            command = self._desk.command(bulk.take_many, self._desk.login, self._marks.pks)
            self._tools.bridge.run(command, self._taken, self._failed)

    def change(self, field: str, value: str) -> None:
        """Set a field of all marked cases."""
        if len(self._marks):
            login, pks = self._desk.login, self._marks.pks
            command = self._desk.command(bulk.change_many, login, pks, field, value)
            self._tools.bridge.run(command, self._done, self._failed)

    def plan(self, words: str, due_at: int | None) -> None:
        """Say for all marked cases what is to happen next."""
        if len(self._marks):
            command = self._desk.command(bulk.plan_many, self._desk.login, self._marks.pks, words, due_at)
            self._tools.bridge.run(command, self._done, self._failed)

    def undo(self) -> None:
        """Take back what was done last."""
        if self._back:
            self._back.pop()()

    def _count(self) -> None:
        count = len(self._marks)
        before = self.bar.words if self.bar.isVisible() else ""
        self.bar.show_count(count)
        if count and self.bar.words != before:
            words = self.bar.accessibleName()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.bar, words))

    def _say_most(self) -> None:
        most = self._marks.most
        self.said.emit(
            self.tr("%n cases are marked, not more", "", most),
            translate("QueueWork", "Change these, then mark the rest."),
            "warn",
        )

    def _ask_field(self, field: str) -> None:
        def open_editor(vocabulary: Vocabulary) -> None:
            self.bar.edit_field(field, vocabulary)

        self._tools.bridge.run(self._desk.query(queue.vocabulary), open_editor)

    def _done(self, done: Done) -> None:
        self._tell(done, self.tr("%n cases changed", "", done.cases))

    def _taken(self, done: Done) -> None:
        self._tell(done, self.tr("%n cases taken", "", done.cases), held_words(done.held))

    def _tell(self, done: Done, *first: str) -> None:
        parts = [
            *first,
            self.tr("%n had it already", "", done.as_before) if done.as_before else "",
            self.tr("%n left out: gone or given up", "", done.left) if done.left else "",
        ]
        words = " · ".join(part for part in parts if part)
        if not done.changes:
            self.said.emit(words, "", "warn")
            return
        self._offer_back(words, lambda: self._take_back(done))

    def _offer_back(self, words: str, back: Callable[[], None]) -> None:
        """Say what was done, and that it can be taken back."""
        self._back = [*self._back[1 - _MOST_BACK :], back]

        def once() -> None:
            if back in self._back:
                self._back.remove(back)
                back()

        self.offered.emit(words, "", translate("QueueWork", "Undo"), once)

    def _take_back(self, done: Done) -> None:
        def told(undone: Undone) -> None:
            words = self.tr("%n cases are as before", "", undone.cases)
            if undone.left:
                left = self.tr("%n were changed again and stay as they are", "", undone.left)
                self.said.emit(words, left, "warn")
            else:
                self.said.emit(words, "", "ok")

        command = self._desk.command(bulk.undo, self._desk.login, done.changes)
        self._tools.bridge.run(command, told, self._failed)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, ConsoleError):
            words = error_words(error, self._tools.languages.current)
            self.said.emit(words.title, words.hint, "bad")
        else:
            self._tools.bridge.failed.emit(error)

    # Filters.

    def make_filter(self) -> None:
        """Open the panel, or close it."""
        self.filters.toggle()

    def _offer_filter(self, name: str, place: QPoint) -> None:
        one = self.filters.saved(name)
        if one is not None:
            menu = self.filter_menu(one)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(place)

    def filter_menu(self, one: SavedFilter) -> QMenu:
        """What can be done with a filter of one's own."""
        menu = QMenu(self._list)
        for words, run in (
            (translate("QueueWork", "Change or rename"), lambda: self.filters.open(one)),
            (translate("QueueWork", "Move left"), lambda: self.filters.move(one, -1)),
            (translate("QueueWork", "Move right"), lambda: self.filters.move(one, 1)),
            (translate("QueueWork", "Remove"), lambda: self.filters.remove(one)),
        ):
            action = QAction(words, menu)
            action.triggered.connect(run)
            menu.addAction(action)
        return menu

    # What was looked at.

    def _look(self) -> None:
        pk = self._list.chosen_pk
        if not pk or not self._list.isVisible() or not self._list.window().isActiveWindow():
            return
        row = self._list.model.case(self._list.model.row_of(pk))
        if row is not None:
            self._note(row)
        else:
            self._tools.bridge.run(self._desk.query(rows_of, (pk,)), self._note_fetched)

    def _note_fetched(self, rows: Sequence[CaseRow]) -> None:
        if rows:
            self._note(rows[0])

    def _note(self, row: CaseRow) -> None:
        """From now on only what comes later is news."""
        if row.pk in self._looked and not row.changed_by:
            return
        self._looked.add(row.pk)
        command = self._desk.command(queue.look_at, self._desk.login, (row.pk,))
        self._tools.bridge.run(command, self._noted if row.changed_by else None)

    def _noted(self, _nothing: object) -> None:
        self._list.feed.refresh()
