"""An opened conversation: who it is with, its messages, and where one writes."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from fallback_console.domain.conversations import Message, Opened
from fallback_console.domain.delivery import DeliveryState
from fallback_console.services import conversations
from fallback_console.ui.bridge import Touched
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.case.templates_panel import built_in
from fallback_console.ui.case.timeline_view import TimelineView
from fallback_console.ui.case.undo_bar import UndoBar
from fallback_console.ui.case_words import case_number
from fallback_console.ui.messages.choosing import Choosing
from fallback_console.ui.messages.head import ConversationHead
from fallback_console.ui.messages.message_bar import MessageBar
from fallback_console.ui.messages.message_composer import HUB, SMS, MessageComposer
from fallback_console.ui.messages.message_words import gateway_state
from fallback_console.ui.messages.panels import ThreadPanels
from fallback_console.ui.messages.thread import Thread
from fallback_console.ui.messages.writing import ThreadWriting
from fallback_console.ui.reach.opening import ReachOpening
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.theme import Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import column, one_line

__all__ = ["ThreadPane"]

_FIRST = 40
_STEP = 100
_PAUSE_MS = 150
_HIGH_FOR_PANEL = 620
_LANGUAGES = ("en", "ja")
_TOPICS = frozenset(
    {"*", "sms", "delivery", "case", "person", "number", "connection", "personal", "hub_message", "reach", "presence"}
)


class ThreadPane(QWidget):
    """The conversation whose key was given last.

    Attributes:
        said: (sentence, more words, variant).
        call_requested: a ``CallTarget`` to ring.
        case_requested: key of a case.
        moved: key of the conversation that the messages belong to now.
    """

    said = Signal(str, str, str)
    call_requested = Signal(object)
    case_requested = Signal(str)
    moved = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conversation")
        self._tools = tools
        self._desk = tools.context.desk
        self._bridge = tools.bridge
        self._key = self._shown = ""
        self._limit = _FIRST
        self._last: Opened | None = None
        self.head = ConversationHead(tools.theme)
        self._thread = Thread(self._desk.login, self)
        self.lines = self._thread.lines
        self.timeline = TimelineView(tools.theme, self.lines)
        self.timeline.setObjectName("thread")
        self.panels = ThreadPanels(tools.theme, self.timeline)
        self.bar = MessageBar(tools.theme, tools.languages.current, tools.context.clock.now_ms)
        self.undo_bar = UndoBar(tools.theme)
        self.composer = MessageComposer(tools.theme, tools.context.clock.now_ms)
        self.writing = ThreadWriting(tools, self.head, self.composer, self.undo_bar, self)
        self.choosing = Choosing(tools, self.panels, self)
        self.reaching = ReachOpening(tools, self.panels, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        body = column(self, gap=Space.S)
        body.addWidget(self.head)
        body.addWidget(self.panels, 1)
        for widget in (self.bar, self.undo_bar, self.composer):
            body.addWidget(widget)
        self._refresher = Refresher(self, self._bridge, self._ask, self._show)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self._pause.timeout.connect(self._refresher.request)
        self.head.call_requested.connect(self.call)
        self.head.case_requested.connect(self.case_requested)
        self.head.reach_requested.connect(lambda: self.reaching.open_for(self.head, self.composer.case_key))
        self.reaching.call_requested.connect(self.call_requested)
        self.reaching.said.connect(self.said)
        self.head.number_chosen.connect(self._show_recipient)
        self.timeline.older_requested.connect(self._show_older)
        self.timeline.selectionModel().currentChanged.connect(lambda _now, _before: self._show_bar())
        self.panels.text_taken.connect(self.composer.insert)
        self.panels.keep_requested.connect(self.writing.keep_template)
        self.panels.remove_requested.connect(self.writing.remove_template)
        self.panels.panel_changed.connect(self._make_room)
        self.choosing.assigned.connect(self._assign)
        self.bar.act_requested.connect(self.act)
        self.bar.time_given.connect(self._move)
        self.composer.templates_requested.connect(self.show_templates)
        self.writing.templates_changed.connect(self._refresher.request)
        self.writing.moved.connect(self.moved)
        self.writing.said.connect(self.said)
        self._bridge.changed.connect(self._take_changes)
        self._tools.ticker.ticked.connect(self._tick)

    def retranslate(self) -> None:
        """Set every text again."""
        self.bar.language = self._tools.languages.current
        self.timeline.setAccessibleName(self.tr("Messages"))
        for part in (self.head, self.lines, self.panels, self.bar, self.composer):
            part.retranslate()
        self.undo_bar.forget()
        self._last = None
        self._refresher.request()

    @property
    def key(self) -> str:
        """The conversation that is asked for, '' for none."""
        return self._key

    @property
    def opened(self) -> Opened | None:
        """The conversation that is shown."""
        return self._last

    @property
    def busy(self) -> bool:
        """What was asked for is not shown yet."""
        return self._refresher.busy

    def open_conversation(self, key: str) -> None:
        """Show a conversation."""
        if key != self._key:
            self.composer.flush()
            self._key = key
            self._limit = _FIRST
            self.timeline.forget_asking()
            self._refresher.request()

    def compose(self) -> None:
        """Write."""
        self.panels.back()
        self.composer.text.setFocus()

    def call(self) -> None:
        """Ring the chosen number."""
        number, opened = self.head.number, self._last
        if number is None or opened is None or not number.e164:
            self.said.emit(self.tr("This sender has no number that can be rung."), "", "warn")
            return
        case = opened.cases[0] if opened.cases else None
        key = opened.person.key if opened.person is not None else ""
        self.call_requested.emit(
            CallTarget(case.key if case else "", case_number(case) if case else "", key, opened.name, number)
        )

    def open_case(self) -> None:
        """To the case that the chosen message is about, else the one most likely meant."""
        message = self.message
        key = (message.case_key if message is not None else "") or self.head.case_key
        if key:
            self.case_requested.emit(key)
        else:
            self.said.emit(
                self.tr("This conversation is about no case yet."), self.tr("Assign a message to one."), "warn"
            )

    @property
    def message(self) -> Message | None:
        """The message that is chosen, else the one that needs somebody."""
        return self.bar.shown

    def act(self, what: str) -> None:
        """Do something with the message: one of ``message_bar.ACTS``."""
        message = self.message
        if message is None or not self.bar.can(what):
            return
        if what == "assign":
            self.choosing.assign(message)
        elif what == "unassign":
            self.writing.assign(message.item.entry_id, None, "")
        elif what == "read":
            self.writing.read(message.item.entry_id)
        elif what == "back":
            self.writing.take_back(message.item.entry_id)
        elif what == "ask":
            self.writing.ask_gateway(message)
        elif what == "again":
            self.composer.insert(message.item.text)
        elif what == "move":
            self.bar.ask_when()
        else:
            self.writing.decide(message, what)

    def _move(self, at: int) -> None:
        message = self.message
        if message is not None:
            self.bar.put_time_away()
            self.timeline.setFocus()
            self.writing.move(message.item.entry_id, at)

    def _assign(self, person: str | None, case: str | None) -> None:
        message = self.choosing.message
        self.panels.back()
        if message is not None:
            self.writing.assign(message.item.entry_id, person, case)

    def show_templates(self) -> None:
        """Texts to begin with."""
        opened = self._last
        if opened is None:
            return
        person = opened.person
        spoken = person.language[:2].casefold() if person is not None else ""
        own = self._tools.languages.current
        order = tuple(dict.fromkeys((spoken if spoken in _LANGUAGES else own, *_LANGUAGES)))
        case = next((row for row in opened.cases if row.key == self.composer.case_key), None)
        known = {
            "customer": opened.name,
            "me": opened.me,
            "case": case_number(case) if case is not None else "",
            "team": case.queue if case is not None else "",
        }
        values = {place: one_line(value, 100) for place, value in known.items() if value.strip()}
        self.panels.show_templates(opened.own, built_in("sms", order), values, self.composer.text.toPlainText())

    def _make_room(self, there: bool) -> None:
        """In a low window a panel takes the head's place; the message it is about stays in sight."""
        # Who looks for somebody else to write to does not write to this one.
        other = there and self.panels.panel is self.panels.chooser and self.choosing.message is None
        self.head.setVisible(not other and (not there or self.height() >= _HIGH_FOR_PANEL))
        self.composer.setVisible(not other)
        self._show_bar()

    # Reading.

    def _ask(self) -> Future[Any]:
        return self._desk.query(conversations.opened, self._key, self._limit, self._desk.login)

    def _show(self, opened: Opened) -> None:
        if opened.key != self._key:
            self._refresher.request()
            return
        now = self._tools.context.clock.now_ms()
        fresh = self._shown != self._key
        if fresh:
            # What was typed until now belongs to the conversation before.
            self.composer.flush()
            if self.panels.panel is not None:
                self.panels.back()
            self.timeline.clearSelection()
            self.timeline.setCurrentIndex(self.lines.index(-1))
        last, self._last = self._last, opened
        self._shown = self.writing.key = self._key
        self.head.show_conversation(opened, now)
        if fresh or last is None or (last.messages, last.more) != (opened.messages, opened.more):
            with self.timeline.keeping_place(to_end=fresh):
                spelled = {n.e164 or n.raw: n.shown for n in opened.numbers}
                self._thread.show(opened.messages, spelled, now, more=opened.more)
        chosen = _likely_case(opened) if fresh else self.composer.case_key
        self.composer.show_conversation(opened.cases, chosen)
        if fresh:
            self.writing.begun_elsewhere = opened.draft_keys
            drafts = {SMS: self.writing.draft(SMS, opened.draft), HUB: self.writing.draft(HUB, opened.hub_draft)}
            self.composer.show_drafts(drafts, _likely_mode(opened, drafts))
        self.writing.answers = [m.item.entry_id for m in opened.messages if m.hub.for_me]
        if self.panels.panel is not None and self.panels.panel is self.panels.templates:
            self.show_templates()
        self._show_recipient()
        self._show_bar()

    def _show_recipient(self) -> None:
        number = self.head.number
        self.composer.show_recipient(
            has_number=number is not None and bool(number.e164),
            opted_out=number is not None and number.opted_out,
            rate=self._last.sms_rate if self._last is not None else None,
        )
        opened = self._last
        if opened is not None:
            # Nobody writes to themselves.
            side = opened.hub if opened.hub is not None and opened.hub.login != self._desk.login else None
            used = any(message.over_hub for message in opened.messages)
            self.composer.show_hub(side, one_line(opened.name, 40), used=used)

    def _show_bar(self) -> None:
        """The chosen message, else the newest that needs somebody."""
        opened = self._last
        if opened is None or self.panels.panel is not None:
            self.bar.show_message(None, stranger=False, told=[])
            return
        stranger = opened.person is None
        message = self._thread.message(self.timeline.currentIndex().row())
        if message is None or not (message.is_text or message.hub.for_me):
            message = _in_need(opened)
        told = self.bar.told if self.bar.shown == message else []
        self.bar.show_message(message, stranger=stranger, told=told)
        if message is not None and int(message.item.data.get("parts") or 1) > 1:
            query = self._desk.query(conversations.parts_told, message.item.entry_id)
            self._bridge.run(query, lambda found: self._show_parts(message, found))

    def _show_parts(self, message: Message, told: list[tuple[int | None, str]]) -> None:
        if self.bar.shown is message and self._last is not None:
            self.bar.show_message(message, stranger=self._last.person is None, told=told)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another view, or the window closes: what was typed is kept now, not in a moment."""
        self.composer.flush()
        super().hideEvent(event)

    def _take_changes(self, touched: Touched) -> None:
        if self._key and not self._pause.isActive() and any(topic in _TOPICS for topic, _ in touched):
            self._pause.start()

    def _tick(self) -> None:
        if self._key and self.isVisible():
            self._refresher.request()

    def _show_older(self) -> None:
        self._limit += _STEP
        self._refresher.request()


def _in_need(opened: Opened) -> Message | None:
    for message in reversed(opened.messages):
        uncertain = gateway_state(message.item) in (DeliveryState.UNKNOWN, DeliveryState.NEEDS_ATTENTION)
        if uncertain or message.send_at or message.hub.for_me:
            return message
    last = next((message for message in reversed(opened.messages) if message.is_text), None)
    if last is not None and last.item.sms_state == "failed":
        return last
    return last if last is not None and last.incoming and opened.person is None and not last.case_key else None


def _likely_mode(opened: Opened, drafts: Mapping[str, str]) -> str:
    """How one writes most likely: as what was begun, else as was written last, else as one can."""
    if opened.hub is None:
        return HUB if drafts[HUB] and not drafts[SMS] else SMS
    if bool(drafts[HUB]) != bool(drafts[SMS]):
        return HUB if drafts[HUB] else SMS
    last = next((m for m in reversed(opened.messages) if m.is_text or m.over_hub), None)
    if last is not None:
        return HUB if last.over_hub else SMS
    return SMS if any(number.e164 for number in opened.numbers) else HUB


def _likely_case(opened: Opened) -> str:
    """What a new message is most likely about: what the last one was, or the only case there is."""
    keys = [row.key for row in opened.cases]
    last = opened.messages[-1].case_key if opened.messages else ""
    return last if last in keys else keys[0] if len(keys) == 1 else ""
