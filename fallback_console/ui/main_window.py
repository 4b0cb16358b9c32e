"""The one window: what is down, what works, what waits, and the views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from fallback_console.services import drafts
from fallback_console.ui.actions import Action
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.shell.health_strip import HealthStrip
from fallback_console.ui.shell.help_key import HelpKey
from fallback_console.ui.shell.nav_rail import NavRail
from fallback_console.ui.shell.outage_bar import OutageBar, ProfileStrip
from fallback_console.ui.shell.status import Status
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools, View, ViewSpec
from fallback_console.ui.widgets import column, row

if TYPE_CHECKING:
    from fallback_console.ui.case.call_bar import CallBar
    from fallback_console.ui.case.open_call import CallTarget
    from fallback_console.ui.shell.popover import Popover
    from fallback_console.ui.widgets.toast import Toast

__all__ = ["BRIEFING", "ESCALATIONS", "PERSON", "PLAYBOOK", "REPORT", "ROLL_CALL", "SETUP", "MainWindow", "first_size"]

PLAYBOOK = "playbook"
BRIEFING = "briefing"
REPORT = "report"
ROLL_CALL = "roll-call"
ESCALATIONS = "escalations"
SETUP = "setup"
PERSON = "person"
"""Views may ask for these two as if they were views: to set up from the beginning, to go on as another person."""


def first_size(room: QSize) -> QSize:
    """How large a window is before somebody made it another size, in device-independent pixels.

    Args:
        room: what the display has for windows. One that has none for the least size either changes nothing.
    """
    usual, least = QSize(Size.WINDOW_W, Size.WINDOW_H), QSize(Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
    if room.boundedTo(least) != least or room.expandedTo(usual) == room:
        return usual
    # The title's bar needs some of it.
    return usual.boundedTo(room - QSize(0, Size.CONTROL)).expandedTo(least)


class MainWindow(QMainWindow):
    """Shell around the views. It decides nothing.

    Attributes:
        help_key: opens the help.
        specs: every view there is, by name, made or not.
        closed: the window was closed.
        setup_requested: set up from the beginning, in place of this window.
        person_changed: another person works here; the window has to be made anew.
        locked: it is covered, and so nothing of it may be shown elsewhere either.
        locked_changed: ``locked`` changed.
    """

    closed = Signal()
    setup_requested = Signal()
    person_changed = Signal()
    locked_changed = Signal(bool)
    locked = False

    def __init__(self, tools: Tools, specs: Sequence[ViewSpec], settings: QSettings) -> None:
        super().__init__()
        self._tools = tools
        self._settings = settings
        self.specs = {s.name: s for s in specs}
        self.specs[PLAYBOOK] = ViewSpec(PLAYBOOK, "playbook", lambda: self.tr("Playbook"), _playbook)
        self.specs[REPORT] = ViewSpec(REPORT, "history", lambda: self.tr("Day's report"), _report)
        self.specs[BRIEFING] = ViewSpec(BRIEFING, "broadcast", lambda: self.tr("Briefing"), _briefing)
        self.specs[ROLL_CALL] = ViewSpec(ROLL_CALL, "broadcast", lambda: self.tr("Roll call"), _roll_call)
        self.specs[ESCALATIONS] = ViewSpec(ESCALATIONS, "flowing", lambda: self.tr("Escalations"), _escalations)
        self._views: dict[str, View] = {}
        context, theme = tools.context, tools.theme
        self.setMinimumSize(Size.WINDOW_MIN_W, Size.WINDOW_MIN_H)
        self.resize(first_size(self.screen().availableSize()))
        # Each part begins in its place: moving one that is finished costs more than making it.
        page = QWidget(self)
        self.strip = HealthStrip(theme, context.desk.login, page)
        self.outage_bar = OutageBar(theme, page)
        self.nav = NavRail(theme, specs, page)
        self._stack = QStackedWidget(page)
        self._bottom = column()
        self._said = row()
        self._said.setContentsMargins(Space.M, Space.NONE, Space.M, Space.S)
        self._call_bar: CallBar | None = None
        self._toast: Toast | None = None
        self._build(page, ProfileStrip(theme, context.profile.kind, page))
        self._status = Status(self, tools, self.strip, self.outage_bar)
        self.help_key = HelpKey(self, theme, tools.languages, lambda: self.current, self._keys)
        self._connect()
        saved = settings.value("geometry")
        if isinstance(saved, QByteArray):
            self.restoreGeometry(saved)
        self._retranslate()
        self._status.refresh()
        tools.bridge.run(context.desk.query(drafts.find, "", drafts.OPEN_CALL), self._resume_call)

    def _build(self, page: QWidget, profile_strip: ProfileStrip) -> None:
        views = column(gap=Space.NONE)
        views.addWidget(self._stack, 1)
        views.addLayout(self._said)
        middle = row(gap=Space.NONE)
        middle.addWidget(self.nav)
        middle.addLayout(views, 1)
        body = column(page, gap=Space.NONE)
        body.addWidget(profile_strip)
        body.addWidget(self.strip)
        body.addWidget(self.outage_bar)
        body.addLayout(middle, 1)
        body.addLayout(self._bottom)
        self.setCentralWidget(page)

    def _connect(self) -> None:
        self._tools.bridge.failed.connect(self.show_error)
        self.nav.view_requested.connect(self.show_view)
        self.strip.waiting_requested.connect(partial(self.show_view, "sync"))
        self.strip.settings_requested.connect(self._show_settings)
        self.outage_bar.playbook_requested.connect(partial(self.show_view, PLAYBOOK))
        self.outage_bar.briefing_requested.connect(partial(self.show_view, BRIEFING))
        self.outage_bar.roll_call_requested.connect(partial(self.show_view, ROLL_CALL))
        self._status.said.connect(self.say)
        self._status.due_changed.connect(self._show_due)
        self._status.team_changed.connect(lambda there: self.nav.show_entry("roster", shown=there))
        self._status.connection_requested.connect(self._show_settings)

    def view(self, name: str) -> View:
        """A view, made when it is asked for the first time.

        Raises:
            KeyError: there is no such view.
        """
        found = self._views.get(name)
        if found is None:
            found = self.specs[name].make(self._tools, self._stack)
            found.said.connect(self.say)
            found.offered.connect(lambda text, hint, action, run: self.say(text, hint, "ok", action, run))
            found.view_requested.connect(self.show_view)
            found.call_requested.connect(self._start_call if found.asks_before_calls else self._ask_and_call)
            if not found.binds_late:
                found.bind_keys()
            self._stack.addWidget(found)
            self._views[name] = found
        return found

    def show_view(self, name: str, what: str = "") -> None:
        """Bring a view to the front, and in it ``what``; '' is the first view."""
        name = name or next(iter(self.specs))
        if name in (SETUP, PERSON):
            (self.setup_requested if name == SETUP else self.person_changed).emit()
            return
        view = self.view(name)
        self._status.close_popover()
        self._stack.setCurrentWidget(view)
        self.nav.mark(name)
        view.arrive(what)

    @property
    def call_bar(self) -> CallBar:
        """The bar at the foot, hidden while nobody is called; made for the first call."""
        if self._call_bar is None:
            # Late: the cases are shown before anybody can be called.
            from fallback_console.ui.case.call_bar import CallBar

            self._call_bar = CallBar(self._tools)
            self._call_bar.said.connect(self.say)
            self._call_bar.leave_requested.connect(self.close)
            self._call_bar.phase_changed.connect(self._status.follow_call)
            self._bottom.addWidget(self._call_bar)
        return self._call_bar

    def _start_call(self, target: CallTarget) -> None:
        self.call_bar.start(target)

    def _ask_and_call(self, target: CallTarget) -> None:
        """Ring somebody, unless another of us is on them: then only after a plain question."""
        # Late: the cases are shown before anybody can be called.
        from fallback_console.ui.case.before_call import ask_before_call

        ask_before_call(self._tools, target, partial(self._start_call, target), self.say)

    def _resume_call(self, kept: str) -> None:
        """A call that was open when the program ended."""
        if kept:
            self.call_bar.resume(kept)

    @property
    def current(self) -> str:
        """Name of the view in front, '' before the first."""
        widget = self._stack.currentWidget()
        return next((name for name, view in self._views.items() if view is widget), "")

    @property
    def busy(self) -> bool:
        """Something that was asked for is not shown yet."""
        view = self._views.get(self.current)
        # A view that nobody can see waits with its questions until somebody can.
        return self._tools.bridge.busy or (view is not None and view.isVisible() and not view.settled)

    @property
    def popover(self) -> Popover:
        """The panel over the window."""
        return self._status.popover

    def call_seconds(self) -> int | None:
        """Length of the open call so far; None where there is none."""
        bar = self._call_bar
        return bar.seconds if bar is not None and bar.is_open else None

    def ask_for_lock(self) -> None:
        """It should be locked, but there is no passphrase for it yet: show where one is chosen."""
        self.show_view("settings", "station")
        self.say(self.tr("Nothing is locked yet."), self.tr("Choose a passphrase for the lock here first."), "warn")

    def set_locked(self, locked: bool) -> None:
        """It was covered or uncovered; a call that is open is asked about, so that it is not forgotten behind the lock."""
        self.locked = locked
        if locked and self._call_bar is not None:
            self._call_bar.ask_whether_it_goes_on()
        self.locked_changed.emit(locked)

    def say(
        self, text: str, hint: str = "", variant: str = "ok", action: str = "", run: Callable[[], None] | None = None
    ) -> None:
        """Show a sentence for a moment; with ``action`` there is a button that runs something."""
        if self._toast is None:
            # Late: the cases come first.
            from fallback_console.ui.widgets.toast import Toast

            self._toast = Toast(self._tools.theme)
            self._said.addWidget(self._toast)
        self._toast.say(text, hint, variant, action, run)

    def close_message(self) -> None:
        """Put the sentence away before its time."""
        if self._toast is not None:
            self._toast.hide()

    def show_error(self, error: BaseException) -> None:
        """Show what went wrong and what to do next."""
        words = error_words(error, self._tools.languages.current)
        self.say(words.title, "\n".join(p for p in (words.hint, words.detail) if p), "bad")

    def _keys(self) -> list[tuple[str, Sequence[Action]]]:
        """What can be done in each view, for the help."""
        return [(spec.title(), self.view(name).actions_here()) for name, spec in self.specs.items()]

    def _show_due(self, due: int, missed: int) -> None:
        words = [self.tr("%n call-backs due", "", due)] if due else []
        words += [self.tr("%n missed calls", "", missed)] if missed else []
        self.nav.show_count("calls", due + missed, ", ".join(words))

    def _show_settings(self, connection: str = "") -> None:
        self.show_view("settings", connection)

    def event(self, event: QEvent) -> bool:
        """What is painted is painted by this event, all of it; meanwhile nobody else's work makes it wait."""
        if event.type() != QEvent.Type.UpdateRequest:
            return super().event(event)
        with self._tools.context.right_of_way:
            return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember place, size and what was begun; a call that is open is asked about first."""
        if self._call_bar is not None and self._call_bar.is_open:
            self._call_bar.question.ask_to_leave()
            event.ignore()
            return
        for view in self._views.values():
            view.leave()
        self._settings.setValue("geometry", self.saveGeometry())
        self._tools.bridge.close()
        self.closed.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._status.close_popover()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        title = self.tr("Fallback Console")
        kind = self._tools.context.profile.kind
        if kind == "drill":
            title = self.tr("DRILL – {title}").format(title=title)
        elif kind == "demo":
            title = self.tr("DEMO – {title}").format(title=title)
        self.setWindowTitle(title)


def _playbook(tools: Tools, place: QWidget) -> View:
    # Late: nobody reads it before an outage.
    from fallback_console.ui.shell.playbook import PlaybookView

    return PlaybookView(tools, place)


def _report(tools: Tools, place: QWidget) -> View:
    # Late: it is read at the end of a day.
    from fallback_console.ui.views.day_report_view import DayReportView

    return DayReportView(tools, place)


def _briefing(tools: Tools, place: QWidget) -> View:
    # Late: nobody gives one before an outage.
    from fallback_console.ui.briefing.view import BriefingView

    return BriefingView(tools, place)


def _roll_call(tools: Tools, place: QWidget) -> View:
    # Late: nobody is missed before an outage.
    from fallback_console.ui.roll_call.view import RollCallView

    return RollCallView(tools, place)


def _escalations(tools: Tools, place: QWidget) -> View:
    # Late: most days nothing is escalated.
    from fallback_console.ui.escalation.view import EscalationView

    return EscalationView(tools, place)
