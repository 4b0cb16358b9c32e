"""The queue: cases on the left, the chosen one on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from fallback_console.domain.errors import ConsoleError, NotFoundError
from fallback_console.domain.views import CaseRow
from fallback_console.services import queue
from fallback_console.services.record import Saved
from fallback_console.ui import names
from fallback_console.ui.actions import Action
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.views.first_picture import FirstPicture
from fallback_console.ui.views.queue_list import QueueList
from fallback_console.ui.widgets import EmptyState, column

if TYPE_CHECKING:
    from fallback_console.domain.mirror import Vocabulary
    from fallback_console.domain.sla import Calendar
    from fallback_console.services.cases import NewCase
    from fallback_console.ui.case.new_case import NewCaseForm
    from fallback_console.ui.case.pane import CasePane
    from fallback_console.ui.views.queue_work import QueueWork

__all__ = ["QueueView"]

_NEW = "new:"


class QueueView(View):
    """List and case."""

    asks_before_calls = True
    binds_late = True

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        # Each part begins in its place: moving one that is finished costs more than making it.
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        # Both sides are in the splitter while they are empty: it asks all of them how small they can be when one comes in.
        self._left = QWidget(self._splitter)
        self._right = QStackedWidget(self._splitter)
        self.list = QueueList(tools, self._left, _calendar(tools))
        self._case: CasePane | None = None
        self._new_case: NewCaseForm | None = None
        self._caller = ""
        self._work: QueueWork | None = None
        self._first = ""
        self._nothing = EmptyState(tools.theme, "queue", self._right)
        self._build()
        self._connect()
        self._picture = FirstPicture(self, lambda: self.list.was_painted)
        self._picture.stands.connect(self._settle)
        self._actions: tuple[Action, ...] = ()
        self.retranslate()

    def _build(self) -> None:
        self._right.addWidget(self._nothing)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(0, 6)
        self._splitter.setStretchFactor(1, 5)
        self._splitter.setSizes((6 * Size.POPOVER, 5 * Size.POPOVER))
        self._splitter.setHandleWidth(Space.M)
        # Priority, time left, the least a subject needs, the marks and the scroll bar: the list never gets narrower than that.
        least = Size.COLUMN_XS + Size.COLUMN_S + Size.SUBJECT_MIN + 2 * Size.ICON + Space.M
        self._left.setMinimumWidth(least)
        # Else an editor that opens would push the list aside.
        self._right.setMinimumWidth(Size.POPOVER)
        column(self._left).addWidget(self.list)
        body = column(self)
        body.setContentsMargins(Space.M, Space.M, Space.M, Space.S)
        body.addWidget(self._splitter)

    def _connect(self) -> None:
        self.list.case_chosen.connect(self.show_case)
        self.list.case_opened.connect(lambda: self.case.compose(self.case.composer.mode))
        self.list.new_requested.connect(self.begin_case)
        self.list.pull_requested.connect(lambda: self.bridge.run(self.tools.context.engine.pull_now()))
        self.list.settings_requested.connect(lambda: self.view_requested.emit("settings", "helpdesk"))

    @property
    def case(self) -> CasePane:
        """The case on the right; made when the first one is shown."""
        if self._case is None:
            # Late: people read the list before this is there.
            from fallback_console.ui.case.pane import CasePane

            pane = CasePane(self.tools)
            pane.said.connect(self.said)
            pane.call_requested.connect(self.call_requested)
            pane.case_requested.connect(self._go_to)
            pane.header.escalation.clicked.connect(lambda: self.view_requested.emit("escalations", pane.escalated))
            pane.header.swarm.clicked.connect(
                lambda: self.view_requested.emit("swarms", pane.swarm.id if pane.swarm is not None else "")
            )
            pane.gone.connect(self._case_gone)
            pane.retranslate()
            self._right.addWidget(pane)
            self._case = pane
        return self._case

    @property
    def new_case(self) -> NewCaseForm:
        """The form for a new case; made when the first one is begun."""
        if self._new_case is None:
            # Late: most starts never need it.
            from fallback_console.ui.case.new_case import NewCaseForm

            form = NewCaseForm(self.tools.theme, self.desk.login)
            form.create_requested.connect(self._create)
            form.left.connect(self._leave_new)
            form.retranslate()
            self._right.addWidget(form)
            self._new_case = form
        return self._new_case

    @property
    def work(self) -> QueueWork:
        """What is done to many cases, and the person's own filters; made when the first cases have been painted."""
        if self._work is None:
            # Late: people read the list before this is there.
            from fallback_console.ui.views.queue_work import QueueWork

            self._work = QueueWork(self.list, self.tools)
            self._work.said.connect(self.said)
            self._work.offered.connect(self.offered)
        return self._work

    def actions_here(self) -> tuple[Action, ...]:
        """Moving in the list, and what can be done to the case on the right."""
        if not self._actions:
            # Late: nobody presses a key before there is something to see.
            from fallback_console.ui.views.queue_actions import queue_actions

            self._actions = queue_actions(self, lambda: self._case is not None or bool(self._first))
        return self._actions

    def retranslate(self) -> None:
        """Set every text again."""
        self._say_nothing()
        self.list.retranslate()
        for part in (self._case, self._new_case, self._work):
            if part is not None:
                part.retranslate()

    def _say_nothing(self) -> None:
        """What stands on the right while no case does; not made at a start that finds cases."""
        if self._case is None and not self._picture.over:
            return
        self._nothing.show_words(
            self.tr("No case is chosen."), self.tr("Choose one on the left, or search for a customer or a number.")
        )

    def arrive(self, what: str) -> None:
        """Come to the front, with a case where one is named; 'new:' and a number begin a case for who has that number."""
        if what.startswith(_NEW):
            self.begin_case(what.removeprefix(_NEW))
        elif what:
            self._go_to(what)
        else:
            self.list.into_table()

    def leave(self) -> None:
        """Keep what was typed and arranged."""
        self.list.arrangement.flush()
        if self._case is not None:
            self._case.composer.flush()

    def show_case(self, key: str) -> None:
        """Show a case on the right; the first one a moment later, when the list has been painted."""
        if not self._picture.over:
            self._first = key
            return
        self.case.open_case(key)
        if self._new_case is None or self._right.currentWidget() is not self._new_case:
            self._right.setCurrentWidget(self.case)

    @property
    def settled(self) -> bool:
        """The first cases have been painted, or there are none."""
        return self._picture.over

    def _settle(self) -> None:
        self.bind_keys()
        key, self._first = self._first, ""
        if key and (self._case is None or not self._case.key):
            self.show_case(key)
        self._say_nothing()
        assert self.work is not None

    def begin_case(self, phone: str = "") -> None:
        """Take down a new case.

        Args:
            phone: number of whom it is for, '' for nobody yet.
        """
        self._caller = phone
        self.bridge.run(self.desk.query(queue.vocabulary), self._open_new)

    def _open_new(self, vocabulary: Vocabulary) -> None:
        self._right.setCurrentWidget(self.new_case)
        self.new_case.open_with(vocabulary, self._caller)

    def _leave_new(self) -> None:
        self._right.setCurrentWidget(self.case if self.case.key else self._nothing)
        self.list.into_table()

    def _create(self, new: NewCase) -> None:
        # Late, with the form.
        from fallback_console.services import cases

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

    def _case_gone(self) -> None:
        self._right.setCurrentWidget(self._nothing)
        self.said.emit(
            self.tr("This case is no longer here."),
            self.tr("It was merged or deleted in the helpdesk. Search for its customer to find what became of it."),
            "warn",
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves an editor for the list, and in the list the marks; what was typed stays."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._right.currentWidget() is self._new_case:
            self._leave_new()
        elif not self.list.isAncestorOf(self.focusWidget()) or not self.work.leave():
            self.list.into_table()

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


def _calendar(tools: Tools) -> Calendar | None:
    """When the countdown to a due time runs, None for always."""
    if tools.context.sla is None:
        return None
    # Late: most teams work around the clock, and then nobody counts.
    from fallback_console.domain.sla import Calendar

    return Calendar(tools.context.sla)
