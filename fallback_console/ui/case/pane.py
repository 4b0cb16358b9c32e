"""An opened case: everything that is known of it, and everything that can be done."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from fallback_console.domain.errors import ConsoleError, NotFoundError
from fallback_console.domain.mirror import Vocabulary
from fallback_console.domain.sla import Calendar
from fallback_console.domain.views import CaseDetail, TimelineRow
from fallback_console.services import cases, connections, drafts, queue
from fallback_console.services.record import Saved
from fallback_console.ui import names
from fallback_console.ui.bridge import Touched
from fallback_console.ui.case.composer import Composer
from fallback_console.ui.case.customer_card import CustomerCard
from fallback_console.ui.case.header import CaseHeader
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.case.posting import Post, post
from fallback_console.ui.case.timeline_model import TimelineModel
from fallback_console.ui.case.timeline_view import TimelineView
from fallback_console.ui.case_words import case_number
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.theme import Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import column

__all__ = ["CasePane"]

_STEP = 100
_PAUSE_MS = 150
_HIGH_ENOUGH = 560
_ABOUT_ANY = ("*", "person", "number", "connection")
"""Topics that may be about the customer of any case."""


@dataclass(frozen=True, slots=True)
class _Facts:
    key: str
    detail: CaseDetail | None
    timeline: list[TimelineRow]
    drafts: dict[str, str]
    vocabulary: Vocabulary
    limit: int
    sms_rate: float | None


class CasePane(QWidget):
    """The case whose key was given last.

    Attributes:
        said: (sentence, more words, variant).
        call_requested: a ``CallTarget`` to ring.
        case_requested: key of another case.
        gone: the case is no longer there.
    """

    said = Signal(str, str, str)
    call_requested = Signal(object)
    case_requested = Signal(str)
    gone = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("help", "case")
        self.setObjectName("case")
        self._tools = tools
        self._desk = tools.context.desk
        self._key = ""
        self._shown = ""
        self._limit = _STEP
        self._detail: CaseDetail | None = None
        self._last: _Facts | None = None
        self._typed: dict[str, dict[str, str]] = {}
        self._again = False
        self._calendar = None if tools.context.sla is None else Calendar(tools.context.sla)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self.header = CaseHeader(tools.theme, self._desk.login)
        self.customer = CustomerCard(tools.theme)
        self.lines = TimelineModel(self._desk.login, self)
        self.timeline = TimelineView(tools.theme, self.lines)
        self.composer = Composer(tools.theme)
        body = column(self, gap=Space.S)
        body.addWidget(self.header)
        body.addWidget(self.customer)
        body.addWidget(self.timeline, 1)
        body.addWidget(self.composer)
        self._refresher = Refresher(self, tools.bridge, self._ask, self._show)
        self._pause.timeout.connect(self._pause_over)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.header.change_requested.connect(self._change)
        self.header.next_action_requested.connect(self._set_next)
        self.header.take_requested.connect(self.take)
        self.header.editing_changed.connect(self._make_room)
        self.customer.call_requested.connect(self.call)
        self.customer.sms_requested.connect(lambda: self.compose("sms"))
        self.customer.case_requested.connect(self.case_requested)
        self.customer.number_chosen.connect(self._show_recipient)
        self.timeline.older_requested.connect(self._show_older)
        self.composer.send_requested.connect(self._send)
        self.composer.draft_changed.connect(self._keep_draft)
        self._tools.bridge.changed.connect(self._take_changes)
        self._tools.ticker.ticked.connect(self._tick)

    def retranslate(self) -> None:
        """Set every text again."""
        self.timeline.setAccessibleName(self.tr("Timeline"))
        self.header.retranslate()
        self.customer.retranslate()
        self.composer.retranslate()
        self._last = None
        self._refresher.request()

    @property
    def key(self) -> str:
        """The case that is asked for, '' for none."""
        return self._key

    @property
    def detail(self) -> CaseDetail | None:
        """The case that is shown."""
        return self._detail

    def open_case(self, key: str) -> None:
        """Show a case."""
        if key != self._key:
            self.composer.flush()
            self._key, self._limit = key, _STEP
            self._refresher.request()

    def compose(self, mode: str) -> None:
        """Write something."""
        self.composer.set_mode(mode, focus=True)

    def call(self) -> None:
        """Ring the customer's chosen number."""
        number, detail = self.customer.number, self._detail
        if detail is None or number is None:
            self.said.emit(
                self.tr("No number is known for this customer."),
                self.tr("Log the call by hand, or add the number in the helpdesk."),
                "warn",
            )
            return
        person = self.customer.person
        target = CallTarget(
            detail.row.key, case_number(detail.row), person.key if person else "", person.name if person else "", number
        )
        self.call_requested.emit(target)

    def take(self) -> None:
        """This case is mine now."""
        if self._detail is not None and self._detail.row.owner != self._desk.login:
            self._change("owner", self._desk.login, self._detail.row.owner)

    def _make_room(self, editing: bool) -> None:
        """In a low window an editor takes the customer's place."""
        self.customer.setVisible(not editing or self.height() >= _HIGH_ENOUGH)

    # Reading.

    def _ask(self) -> Future[Any]:
        return self._desk.query(_facts, self._key, self._limit)

    def _show(self, facts: _Facts) -> None:
        if facts.key != self._key:
            self._refresher.request()
            return
        detail = facts.detail
        if detail is None:
            if self._key:
                self._key = self._shown = ""
                self._detail = self._last = None
                self.gone.emit()
            return
        now = self._tools.context.clock.now_ms()
        self._detail = detail
        fresh = self._shown != self._key
        if fresh:
            # What was typed until now belongs to the case before.
            self.composer.flush()
        self._shown = self._key
        due_at, status = detail.row.due_at, detail.row.status
        countdown = None
        if self._calendar is not None and due_at is not None:
            countdown = self._calendar.left(due_at, now, status)
        self.header.show_case(detail, facts.vocabulary, now, countdown)
        self.customer.show_case(detail, now)
        if fresh or self._last is None or facts.timeline != self._last.timeline or facts.limit != self._last.limit:
            with self.timeline.keeping_place():
                self.lines.show(facts.timeline, now, more=len(facts.timeline) >= facts.limit)
            if fresh:
                self.timeline.scrollToBottom()
        self._last = facts
        if fresh:
            self.composer.show_drafts(facts.drafts | self._typed.get(self._key, {}))
        self._show_recipient()

    def _show_recipient(self) -> None:
        number = self.customer.number
        self.composer.show_recipient(
            has_number=number is not None and bool(number.e164),
            opted_out=number is not None and number.opted_out,
            rate=self._last.sms_rate if self._last is not None else None,
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """Another view, or the window closes: what was typed is kept now, not in a moment."""
        self.composer.flush()
        super().hideEvent(event)

    def _take_changes(self, touched: Touched) -> None:
        """A pull commits hundreds of times; only what can be about this case makes it ask again."""
        if self._key and any(key == self._key or topic in _ABOUT_ANY for topic, key in touched):
            self._ask_soon()

    def _ask_soon(self) -> None:
        """At once, but not again before a pause is over."""
        if self._pause.isActive():
            self._again = True
        else:
            self._pause.start()
            self._refresher.request()

    def _pause_over(self) -> None:
        if self._again:
            self._again = False
            self._ask_soon()

    def _tick(self) -> None:
        if self._key and self.isVisible():
            self._refresher.request()

    def _show_older(self) -> None:
        self._limit += _STEP
        self._refresher.request()

    # Writing: said only after the commit.

    def _change(self, field: str, value: str, base: str) -> None:
        # The case whose facts the person saw, while the next one is on its way as well.
        command = self._desk.command(cases.set_field, self._desk.login, self._shown, field, value, base=base)
        self._tools.bridge.run(command, self._saved)

    def _set_next(self, text: str, due: int | None) -> None:
        command = self._desk.command(cases.set_next_action, self._desk.login, self._shown, text, due)
        self._tools.bridge.run(command, self._saved)

    def _keep_draft(self, mode: str, text: str) -> None:
        if self._shown:
            # What is not committed yet must not be overtaken by an older answer.
            self._typed.setdefault(self._shown, {})[mode] = text
            self._tools.bridge.run(self._desk.command(drafts.keep, self._shown, mode, text))

    def _send(self, mode: str, text: str) -> None:
        if self._detail is None or self._shown != self._key:
            self.composer.release()
            return
        key = self._key
        now = self._tools.context.clock.now_ms()
        written = Post(key, mode, text, self.customer.number, self.customer.person, self.composer.call_facts(), now)
        command = post(self._desk, written)

        def sent(saved: Saved) -> None:
            self._typed.get(key, {}).pop(mode, None)
            if key == self._key:
                self.composer.sent(mode)
            self._saved(saved)

        def refused(error: BaseException) -> None:
            self._refused(key, error)

        self._tools.bridge.run(command, sent, refused)

    def _saved(self, saved: Saved) -> None:
        if saved.entry_ids:
            self.said.emit(names.saved_words(saved.sinks), "", "ok")

    def _refused(self, key: str, error: BaseException) -> None:
        """The text stays; what is wrong stands beside it."""
        if key == self._key:
            self.composer.release()
        if not isinstance(error, ConsoleError) or key != self._key:
            self._tools.bridge.failed.emit(error)
            return
        words = error_words(error, self._tools.languages.current)
        self.composer.show_error(words.title, words.hint)


def _facts(reading: Any, key: str, limit: int) -> _Facts:
    """Everything the pane shows, in one query on one snapshot; without a detail where the case is gone."""
    nothing = _Facts(key, None, [], {}, Vocabulary((), (), ()), limit, None)
    if not key:
        return nothing
    try:
        detail = queue.case_detail(reading, key)
    except NotFoundError:
        return nothing
    return _Facts(
        key,
        detail,
        queue.timeline(reading, key, limit=limit),
        drafts.all_of(reading, key),
        queue.vocabulary(reading),
        limit,
        connections.sms_rate(reading),
    )
