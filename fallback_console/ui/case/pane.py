"""An opened case: everything that is known of it, and everything that can be done."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from fallback_console.domain.sla import Calendar
from fallback_console.domain.views import CaseDetail, ContactRow
from fallback_console.services.swarm_list import Swarm
from fallback_console.ui.bridge import Touched
from fallback_console.ui.case.case_facts import CaseFacts, case_contacts, case_facts
from fallback_console.ui.case.claiming import CaseClaiming
from fallback_console.ui.case.composer import Composer
from fallback_console.ui.case.contacts_panel import last_contact
from fallback_console.ui.case.customer_card import CustomerCard
from fallback_console.ui.case.header import CaseHeader
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.case.panels import CasePanels
from fallback_console.ui.case.template_values import languages_for, values_of
from fallback_console.ui.case.templates_panel import built_in
from fallback_console.ui.case.timeline_part import TimelinePart
from fallback_console.ui.case.undo_bar import UndoBar
from fallback_console.ui.case.writing import CaseWriting
from fallback_console.ui.case_words import case_number
from fallback_console.ui.reach.opening import ReachOpening
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.theme import Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import column

__all__ = ["CasePane"]

_FIRST = 20
"""So many items are shown at first: more than most screens have room for; where there is more room, older ones follow."""

_STEP = 100
_PAUSE_MS = 150
_HIGH_ENOUGH = 560
_HIGH_FOR_PANEL = 680
_ABOUT_ANY = ("*", "person", "number", "connection")
"""Topics that may be about the customer of any case."""


class CasePane(QWidget):
    """The case whose key was given last.

    Attributes:
        said: (sentence, more words, variant).
        call_requested: a ``CallTarget`` to ring.
        case_requested: key of another case.
        escalated: id of the open escalation of the case that is shown, '' for none.
        swarm: of the case that is shown, which is not archived; None for none.
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
        self._limit = _FIRST
        self._detail: CaseDetail | None = None
        self.escalated = ""
        self.swarm: Swarm | None = None
        self._last: CaseFacts | None = None
        self._contacts: list[ContactRow] = []
        self._again = False
        self._calendar = None if tools.context.sla is None else Calendar(tools.context.sla)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self.header = CaseHeader(tools.theme, self._desk.login)
        self.claiming = CaseClaiming(tools, self.header, self)
        self.customer = CustomerCard(tools.theme)
        self.part = TimelinePart(tools)
        self.lines = self.part.lines
        self.timeline = self.part.view
        self.panels = CasePanels(tools.theme, self._desk.login, self.part)
        self.reaching = ReachOpening(tools, self.panels, self)
        self.undo_bar = UndoBar(tools.theme)
        self.composer = Composer(tools.theme)
        self._writing = CaseWriting(tools, self.customer, self.composer, self.undo_bar, self)
        body = column(self, gap=Space.S)
        body.addWidget(self.header)
        body.addWidget(self.claiming.bar)
        body.addWidget(self.customer)
        body.addWidget(self.panels, 1)
        body.addWidget(self.undo_bar)
        body.addWidget(self.composer)
        self.header.chips.keep_within(self)
        self._refresher = Refresher(self, tools.bridge, self._ask, self._show)
        self._pause.timeout.connect(self._pause_over)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.header.change_requested.connect(self._writing.change)
        self.header.next_action_requested.connect(self._writing.set_next)
        self.header.take_requested.connect(self.take)
        self.header.editing_changed.connect(self._make_room)
        self.customer.call_requested.connect(self.call)
        self.customer.sms_requested.connect(lambda: self.compose("sms"))
        self.customer.case_requested.connect(self.case_requested)
        self.customer.number_chosen.connect(self._show_recipient)
        self.customer.contacts_requested.connect(self.show_contacts)
        self.customer.reach_requested.connect(lambda: self.reaching.open_for(self.customer, self._key))
        self.claiming.call_requested.connect(self.call_requested)
        self.reaching.call_requested.connect(self.claiming.call)
        self.timeline.older_requested.connect(self._show_older)
        self.timeline.painted.connect(self._go_on)
        self.part.filtered.connect(self._filter)
        self.part.links_found.connect(self.panels.show_links)
        self.part.take_back_requested.connect(self._writing.take_back)
        self.panels.case_requested.connect(self.case_requested)
        self.panels.text_taken.connect(self.composer.insert)
        self.panels.panel_changed.connect(lambda there: self._make_room(there, _HIGH_FOR_PANEL))
        self.panels.keep_requested.connect(self._writing.keep_template)
        self.panels.remove_requested.connect(self._writing.remove_template)
        self.composer.templates_requested.connect(self.show_templates)
        self._writing.templates_changed.connect(self._refresher.request)
        for part in (self.part, self.panels, self._writing, self.reaching, self.claiming):
            part.said.connect(self.said)
        self._tools.bridge.changed.connect(self._take_changes)
        self._tools.ticker.ticked.connect(self._tick)

    def retranslate(self) -> None:
        """Set every text again."""
        for part in (self.header, self.customer, self.part, self.panels, self.composer):
            part.retranslate()
        self.undo_bar.forget()
        self._last = None
        self._contacts = []
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
            self._key = self._writing.key = key
            self._limit = _FIRST
            self.timeline.forget_asking()
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
        self.claiming.call(target)

    def take(self) -> None:
        """This case is mine now."""
        if self._detail is not None and self._detail.row.owner != self._desk.login:
            self._writing.change("owner", self._desk.login, self._detail.row.owner)
            self.claiming.take_along()

    def show_contacts(self) -> None:
        """When the customer and we last spoke or wrote to each other."""
        if self._last is not None:
            self.panels.show_contacts(self._contacts, self._tools.context.clock.now_ms())

    def show_templates(self) -> None:
        """Texts to begin with, for what is being written."""
        detail, last, mode = self._detail, self._last, self.composer.mode
        if detail is None or last is None or mode == "call":
            return
        self.panels.show_templates(
            [one for one in last.own if one.mode == mode],
            built_in(mode, languages_for(detail, mode, self._tools.languages.current)),
            values_of(detail, last.me, self._tools.context.clock.now_ms()),
            self.composer.text.toPlainText(),
        )

    def _make_room(self, editing: bool, enough: int = _HIGH_ENOUGH) -> None:
        """In a low window an editor or a panel takes the customer's place."""
        self.customer.setVisible(not editing or self.height() >= enough)

    # Reading.

    def _ask(self) -> Future[Any]:
        now, only = self._tools.context.clock.now_ms(), self.part.filter.current
        return self._desk.query(case_facts, self._key, self._limit, only, now, self._desk.login)

    def _show(self, facts: CaseFacts) -> None:
        if (facts.key, facts.only) != (self._key, self.part.filter.current):
            self._refresher.request()
            return
        detail = facts.detail
        if detail is None:
            if self._key:
                self._key = self._writing.key = self._writing.shown = ""
                self._detail = self._last = None
                self.gone.emit()
            return
        now = self._tools.context.clock.now_ms()
        self._detail = detail
        fresh = self._writing.shown != self._key
        if fresh:
            # What was typed until now belongs to the case before.
            self.composer.flush()
            self.panels.back()
        self._writing.shown = self._key
        due_at, status = detail.row.due_at, detail.row.status
        countdown = None
        if self._calendar is not None and due_at is not None:
            countdown = self._calendar.left(due_at, now, status)
        self.header.show_case(detail, facts.vocabulary, now, countdown)
        self.claiming.show_case(self._key, facts.claims, facts.vocabulary.owners, now)
        self.header.show_escalation(facts.escalation, now)
        self.escalated = facts.escalation.id if facts.escalation is not None else ""
        self.header.show_swarm(facts.swarm)
        self.swarm = facts.swarm
        self.customer.show_case(detail, now)
        last, self._last = self._last, facts
        other = fresh or last is None or facts.only != last.only
        if other or last is None or (facts.timeline, facts.limit) != (last.timeline, last.limit):
            with self.timeline.keeping_place(to_end=other):
                self.lines.show(facts.timeline, now, more=len(facts.timeline) >= facts.limit)
        if self.panels.panel is not None and self.panels.panel is self.panels.templates:
            self.show_templates()
        if fresh:
            self.composer.show_drafts(facts.drafts | self._writing.typed(self._key))
        self._show_recipient()
        if fresh:
            self._contacts = []
        if self.panels.panel is None:
            # Apart from the rest: it looks at other cases too, and nobody has to wait for it.
            self.timeline.tell_painted()
            self.timeline.viewport().update()
        else:
            self._ask_for_contacts()

    def _go_on(self) -> None:
        """The timeline can be seen: now what nobody has to wait for."""
        self._ask_for_contacts()
        if self.lines.has_older and not self.timeline.verticalScrollBar().maximum():
            self._show_older()

    def _ask_for_contacts(self) -> None:
        self._tools.bridge.run(self._desk.query(case_contacts, self._key), self._show_contacts)

    def _show_contacts(self, found: tuple[str, list[ContactRow]]) -> None:
        key, contacts = found
        if key == self._key and contacts != self._contacts:
            self._contacts = contacts
            now = self._tools.context.clock.now_ms()
            self.customer.show_last(last_contact(contacts, self._desk.login, now))
            self.panels.show_contacts(contacts, now, front=False)

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

    def _filter(self) -> None:
        self._limit = _FIRST
        self._refresher.request()
