"""The queue: cases on the left, the chosen one on the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QSplitter, QStackedWidget, QWidget

from fallback_console.domain.errors import ConsoleError, NotFoundError
from fallback_console.domain.mirror import Vocabulary
from fallback_console.domain.views import CaseRow
from fallback_console.services import cases, queue
from fallback_console.services.cases import NewCase
from fallback_console.services.record import Saved
from fallback_console.ui import names
from fallback_console.ui.case.new_case import NewCaseForm
from fallback_console.ui.case.pane import CasePane
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.views.queue_list import QueueList
from fallback_console.ui.widgets import EmptyState, column

__all__ = ["QueueView"]


class QueueView(View):
    """List and case."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.list = QueueList(tools)
        self.case = CasePane(tools)
        self.new_case = NewCaseForm(tools.theme, self.desk.login)
        self._nothing = EmptyState(tools.theme, "queue")
        self._right = QStackedWidget()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._build()
        self._connect()
        self._keys: list[QShortcut] = []
        self._add_keys()
        self.retranslate()

    def _build(self) -> None:
        for page in (self._nothing, self.case, self.new_case):
            self._right.addWidget(page)
        self._splitter.addWidget(self.list)
        self._splitter.addWidget(self._right)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(0, 6)
        self._splitter.setStretchFactor(1, 5)
        self._splitter.setHandleWidth(Space.M)
        # Priority, time left, the least a subject needs, and the mark: the list never gets narrower than that.
        least = Size.COLUMN_XS + Size.COLUMN_S + Size.SUBJECT_MIN + Size.ICON + Space.XL
        self.list.setMinimumWidth(least)
        # Else an editor that opens would push the list aside.
        self._right.setMinimumWidth(Size.POPOVER)
        body = column(self)
        body.setContentsMargins(Space.M, Space.M, Space.M, Space.S)
        body.addWidget(self._splitter)

    def _connect(self) -> None:
        self.list.case_chosen.connect(self.show_case)
        self.list.case_opened.connect(self._into_case)
        self.list.new_requested.connect(self.begin_case)
        self.list.pull_requested.connect(lambda: self.bridge.run(self.tools.context.engine.pull_now()))
        self.list.settings_requested.connect(lambda: self.view_requested.emit("settings", "helpdesk"))
        self.case.said.connect(self.said)
        self.case.call_requested.connect(self.call_requested)
        self.case.case_requested.connect(self._go_to)
        self.case.gone.connect(lambda: self._right.setCurrentWidget(self._nothing))
        self.new_case.create_requested.connect(self._create)
        self.new_case.left.connect(self._leave_new)

    def _add_keys(self) -> None:
        """Single letters work where nobody is typing."""
        for key, act in (
            ("J", lambda: self.list.step(1)),
            ("K", lambda: self.list.step(-1)),
            ("C", self.case.call),
            ("S", lambda: self.case.compose("sms")),
            ("N", lambda: self.case.compose("note")),
            ("R", lambda: self.case.compose("reply")),
            ("L", lambda: self.case.compose("call")),
            ("A", self.case.take),
            ("Ctrl+N", self.begin_case),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            plain = len(key) == 1
            shortcut.activated.connect(lambda act=act, plain=plain: self._act(act, plain=plain))
            self._keys.append(shortcut)

    def _act(self, act: Any, *, plain: bool) -> None:
        # Shortcuts of single letters are held back by Qt inside editors; a list to choose from takes letters too.
        if not (plain and isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit))):
            act()

    def retranslate(self) -> None:
        """Set every text again."""
        self._nothing.show_words(
            self.tr("No case is chosen."), self.tr("Choose one on the left, or search for a customer or a number.")
        )
        self.list.retranslate()
        self.case.retranslate()
        self.new_case.retranslate()

    def arrive(self, what: str) -> None:
        """Come to the front, with a case where one is named."""
        if what:
            self._go_to(what)
        else:
            self.list.into_table()

    def leave(self) -> None:
        """Keep what was typed."""
        self.case.composer.flush()

    def show_case(self, key: str) -> None:
        """Show a case on the right."""
        self.case.open_case(key)
        if self._right.currentWidget() is not self.new_case:
            self._right.setCurrentWidget(self.case)

    def begin_case(self) -> None:
        """Take down a new case."""
        self.bridge.run(self.desk.query(queue.vocabulary), self._open_new)

    def _open_new(self, vocabulary: Vocabulary) -> None:
        self._right.setCurrentWidget(self.new_case)
        self.new_case.open_with(vocabulary)

    def _leave_new(self) -> None:
        self._right.setCurrentWidget(self.case if self.case.key else self._nothing)
        self.list.into_table()

    def _create(self, new: NewCase) -> None:
        command = self.desk.command(cases.create_case, self.desk.login, new)
        self.bridge.run(command, self._created, self._not_created)

    def _created(self, saved: Saved) -> None:
        self.new_case.clear()
        self._right.setCurrentWidget(self.case)
        self._go_to(saved.case_key)
        self.said.emit(names.saved_words(saved.sinks), "", "ok")

    def _not_created(self, error: BaseException) -> None:
        if isinstance(error, ConsoleError):
            words = error_words(error, self.tools.languages.current)
            self.new_case.show_error(words.title, words.hint)
        else:
            self.bridge.failed.emit(error)

    def _into_case(self) -> None:
        self.case.compose(self.case.composer.mode)

    def _go_to(self, reference: str) -> None:
        self.bridge.run(self.desk.query(queue.find_case, reference), self._show_found, self._not_found)

    def _show_found(self, row: CaseRow) -> None:
        self.list.select_case(row.pk)
        self._right.setCurrentWidget(self.case)
        self.case.open_case(row.key)

    def _not_found(self, error: BaseException) -> None:
        if isinstance(error, NotFoundError):
            words = error_words(error, self.tools.languages.current)
            self.said.emit(words.title, words.hint, "warn")
        else:
            self.bridge.failed.emit(error)
