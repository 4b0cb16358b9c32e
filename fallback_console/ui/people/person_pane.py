"""The right side of the people: one person's card, cases and contacts."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from fallback_console.domain.views import PersonRow
from fallback_console.services import people_list
from fallback_console.services.people_list import ShownPerson
from fallback_console.ui.bridge import Touched
from fallback_console.ui.case.contacts_panel import contact_choices
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.case.panel_stack import PanelStack
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices
from fallback_console.ui.case_words import case_number, status_word
from fallback_console.ui.people.facts import FactsTable, facts_of
from fallback_console.ui.people.person_head import PersonHead, can_text
from fallback_console.ui.people.words import called, why_words
from fallback_console.ui.reach.opening import ReachOpening
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import Banner, Button, Card, PlainLabel, SectionTitle, column, row
from fallback_console.ui.widgets.flow import FlowLayout

__all__ = ["PersonPane"]

_PAUSE_MS = 150
_TOPICS = frozenset({"*", "person", "number", "case", "sms", "delivery", "status", "contact", "callback"})


class PersonPane(QWidget):
    """The person whose key was given last.

    Attributes:
        said: (sentence, more words, variant).
        call_requested: a ``CallTarget`` to ring.
        write_requested: key of a person to write to.
        messages_requested: key of a person.
        case_requested: key of a case.
        compare_requested: (key, ``Likely``): are these two one person?
        part_requested: key of a person to split again.
        write_down_requested: key of a person of whom more is known.
        arrived: a ``PersonRow`` is shown now.
    """

    said = Signal(str, str, str)
    call_requested = Signal(object)
    write_requested = Signal(str)
    messages_requested = Signal(str)
    case_requested = Signal(str)
    compare_requested = Signal(str, object)
    part_requested = Signal(str)
    write_down_requested = Signal(str)
    arrived = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("person")
        self._tools = tools
        self._desk = tools.context.desk
        self._key = ""
        self._shown: ShownPerson | None = None
        theme = tools.theme
        self.head = PersonHead(theme)
        self.likely = Banner(theme, "accent", closable=False)
        self.likely.setObjectName("person-likely")
        self.merged = Banner(theme, "accent", closable=False)
        self.merged.setObjectName("person-merged")
        self.facts = FactsTable(theme)
        self.write_down_button = Button(theme, "", "edit")
        self.write_down_button.setObjectName("person-write-down")
        self.wishes_button = Button(theme, "", "flowing")
        self.wishes_button.setObjectName("person-wishes")
        self._scroll = QScrollArea()
        self._lists = QWidget()
        self.cases = _Titled(theme, "person-cases")
        self.contacts = _Titled(theme, "person-contacts")
        self._front = QWidget()
        self.panels = PanelStack(theme, self._front, self._scroll)
        self.reaching = ReachOpening(tools, self.panels, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        self._refresher = Refresher(self, tools.bridge, self._ask, self._show)
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        card = Card()
        card.body.addWidget(self.facts)
        buttons = FlowLayout()
        buttons.addWidget(self.write_down_button)
        buttons.addWidget(self.wishes_button)
        card.body.addLayout(buttons)
        self._scroll.setWidget(card)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setProperty("look", "page")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lists = row(self._lists, gap=Space.M)
        lists.addWidget(self.cases, 1)
        lists.addWidget(self.contacts, 1)
        front = column(self._front, gap=Space.S)
        front.addWidget(self.merged)
        front.addWidget(self.likely)
        front.addWidget(self._scroll, 3)
        front.addWidget(self._lists, 2)
        body = column(self, gap=Space.S)
        body.addWidget(self.head)
        body.addWidget(self.panels, 1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._refresher.request)
        self.head.call_requested.connect(self.call)
        self.head.sms_requested.connect(self.write)
        self.head.messages_requested.connect(self.open_messages)
        self.head.reach_requested.connect(lambda: self.reaching.open_for(self.head, ""))
        self.reaching.call_requested.connect(self.call_requested)
        self.reaching.said.connect(self.said)
        self.likely.action_requested.connect(self._compare)
        self.merged.action_requested.connect(self.part)
        self.write_down_button.clicked.connect(self.write_down)
        self.wishes_button.clicked.connect(self.show_wishes)
        for part in (self.cases, self.contacts):
            part.case_requested.connect(self.case_requested)
        self._tools.bridge.changed.connect(self._take_changes)
        self._tools.ticker.ticked.connect(self._tick)

    def retranslate(self) -> None:
        """Set every text again."""
        self.head.retranslate()
        self.panels.retranslate()
        self._scroll.setAccessibleName(self.tr("What is known of this person"))
        self.write_down_button.setText(self.tr("&Write down what you know…"))
        self.write_down_button.setToolTip(
            self.tr("A number, an address, a skill: kept beside what the sources say (W)")
        )
        self.wishes_button.setText(self.tr("How to &reach them…"))
        self.wishes_button.setToolTip(self.tr("The order of their paths, which may be used, and quiet hours (P)"))
        self.cases.set_words(self.tr("Open cases"), self.tr("No case is open."))
        self.contacts.set_words(self.tr("Last contacts"), self.tr("Nobody here has spoken or written to them yet."))
        if self._shown is not None:
            self._write(self._shown)

    @property
    def busy(self) -> bool:
        """What was asked for is not shown yet."""
        return self._refresher.busy

    @property
    def person(self) -> PersonRow | None:
        """Who is shown, None for nobody."""
        return self._shown.person if self._shown is not None else None

    @property
    def shown(self) -> ShownPerson | None:
        """Who is shown, with everything."""
        return self._shown

    def open_person(self, key: str) -> None:
        """Show somebody."""
        if key != self._key:
            # What stands in front is about somebody else.
            self.panels.back()
            self._key = key
            self._refresher.request()

    def take_focus(self) -> None:
        """The keyboard comes here."""
        (self.head.call_button if self.head.call_button.isEnabled() else self._scroll).setFocus()

    # Intents.

    def call(self) -> None:
        """Ring the chosen number."""
        person, number = self.person, self.head.number
        if person is None:
            return
        if number is None:
            self.said.emit(self.tr("There is no number that can be rung."), self.tr("Try their mail address."), "warn")
            return
        case = self._shown.cases[0] if self._shown is not None and self._shown.cases else None
        about = (case.key, case_number(case)) if case is not None else ("", "")
        self.call_requested.emit(CallTarget(*about, person.key, called(person), number))

    def write(self) -> None:
        """Write to them."""
        person = self.person
        if person is not None and can_text(person):
            self.write_requested.emit(person.key)
        elif person is not None:
            self.said.emit(self.tr("There is no number to write to."), self.tr("Try their mail address."), "warn")

    def open_messages(self) -> None:
        """What was written with them."""
        person = self.person
        if person is not None and can_text(person):
            self.messages_requested.emit(person.key)

    def part(self) -> None:
        """Undo the last merge into them."""
        person = self.person
        if person is not None and person.parts:
            self.part_requested.emit(person.key)

    def write_down(self) -> None:
        """What is known of them besides."""
        if self.person is not None:
            self.write_down_requested.emit(self.person.key)

    def show_wishes(self) -> None:
        """How they wish to be reached."""
        if self.person is not None:
            self.reaching.open_wishes(self.person.key)

    def _compare(self) -> None:
        shown = self._shown
        if shown is not None and shown.person is not None and shown.likely:
            self.compare_requested.emit(shown.person.key, shown.likely[0])

    # Facts.

    def _ask(self) -> Future[Any]:
        return self._desk.query(people_list.shown, self._key)

    def _show(self, shown: ShownPerson) -> None:
        if shown.key != self._key:
            self._refresher.request()
            return
        fresh = self._shown is None or self._shown.key != shown.key
        self._shown = shown
        self._write(shown)
        if fresh:
            self._scroll.verticalScrollBar().setValue(0)
        self.arrived.emit(shown.person)

    def _write(self, shown: ShownPerson) -> None:
        person = shown.person
        for part in (self.head, self._scroll, self.contacts):
            part.setVisible(person is not None)
        if person is None:
            for gone in (self.cases, self.likely, self.merged):
                gone.hide()
            return
        now = self._tools.context.clock.now_ms()
        self.head.show_shown(shown, now)
        self.facts.show_facts(facts_of(shown, now))
        self._write_likely(shown)
        if person.parts:
            self.merged.show_words(
                self.tr("%Ln more records are merged into this person.", "", len(person.parts)),
                action=self.tr("Split again"),
            )
        else:
            self.merged.hide()
        self.cases.setVisible(person.role == "customer" or bool(shown.cases))
        self.cases.show_rows(
            [
                Choice(
                    f"{case_number(case)} {case.subject}",
                    _about(status_word(case.status), case.owner),
                    "queue",
                    case.key,
                )
                for case in shown.cases
            ]
        )
        is_customer = person.role == "customer"
        self.contacts.show_rows(contact_choices(shown.contacts, self._desk.login, now, customer=is_customer))
        # Where there is nothing to list the room is for what is known of the person.
        listed = bool(shown.cases or shown.contacts)
        upright = QSizePolicy.Policy.Preferred if listed else QSizePolicy.Policy.Maximum
        self._lists.setSizePolicy(QSizePolicy.Policy.Preferred, upright)

    def _write_likely(self, shown: ShownPerson) -> None:
        if not shown.likely:
            self.likely.hide()
            return
        first = shown.likely[0]
        self.likely.show_words(
            self.tr("Perhaps the same person as {name}").format(name=first.name or first.key),
            why_words(first.why, first.what),
            action=self.tr("Compare"),
        )

    def _take_changes(self, touched: Touched) -> None:
        if self._key and not self._pause.isActive() and any(topic in _TOPICS for topic, _ in touched):
            self._pause.start()

    def _tick(self) -> None:
        if self._shown is not None and self._shown.person is not None and self.isVisible():
            self._write(self._shown)


class _Titled(Card):
    """A few rows under a title, each standing for a case; a click or Enter goes there.

    Attributes:
        case_requested: key of a case.
    """

    case_requested = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=Space.XS)
        self.rows = ChoiceModel(theme, self)
        self.list = Choices(theme, self.rows)
        self.list.setObjectName(name)
        self._title = SectionTitle()
        self._nothing = PlainLabel("", "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self.body.addWidget(self._title)
        self.body.addWidget(self._nothing, 1)
        self.body.addWidget(self.list, 1)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(lambda _index: self._open())
        self.show_rows([])

    def set_words(self, title: str, nothing: str) -> None:
        """Title, and what is said where there are no rows."""
        self._title.setText(title)
        self._nothing.setText(nothing)
        self.list.setAccessibleName(title)

    def show_rows(self, rows: list[Choice]) -> None:
        """Show other rows; the chosen one stays in its place."""
        place = self.list.currentIndex().row()
        self.rows.show(rows)
        self.list.setCurrentIndex(self.rows.index(min(max(place, 0), len(rows) - 1)))
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self.setMinimumHeight(2 * Size.ROW if rows else Size.ROW)

    def _open(self) -> None:
        current = self.list.current
        if current is not None and current.what:
            self.case_requested.emit(str(current.what))


def _about(status: str, owner: str) -> str:
    return " · ".join(part for part in (status, owner) if part)
