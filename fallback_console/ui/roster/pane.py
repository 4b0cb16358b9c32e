"""The right side of the roster: one teammate's card, or what several have in common, and what can be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget

from fallback_console.domain.entry import OWN_STATUSES
from fallback_console.domain.roster import FILTERS, RosterRow
from fallback_console.services.roster import Card as RosterCard
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices
from fallback_console.ui.case_words import case_number, due_words
from fallback_console.ui.case_words import status_word as case_status
from fallback_console.ui.i18n import translate
from fallback_console.ui.people.facts import Fact, FactsTable
from fallback_console.ui.people.words import kind_word, language_words
from fallback_console.ui.reach.words import path_icon, path_title, rung_words
from fallback_console.ui.roster.words import (
    called,
    duty_words,
    filter_titles,
    heard_words,
    load_words,
    on_call_words,
    plan_words,
    since_words,
    span_words,
    status_look,
    way_look,
)
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import (
    Button,
    Card,
    Chip,
    ElidedLabel,
    PlainLabel,
    PrimaryButton,
    SectionTitle,
    column,
    one_line,
    row,
)
from fallback_console.ui.widgets.flow import FlowLayout

__all__ = ["RosterPane"]

_MOST_LINES = 4
_MOST_NAMES = 8
_STILL_MS = 9_000
"""So long words of time stay as they are where nothing else has changed."""


class RosterPane(QWidget):
    """Shows who is chosen; it does nothing itself.

    Attributes:
        call_requested, text_requested, assign_requested, move_requested, person_requested: for whoever is chosen.
        status_chosen: of ``entry.OWN_STATUSES``.
        case_requested: key of a case.
    """

    call_requested = Signal()
    text_requested = Signal()
    assign_requested = Signal()
    move_requested = Signal()
    person_requested = Signal()
    status_chosen = Signal(str)
    case_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("roster-pane")
        self._theme = theme
        self._rows: Sequence[RosterRow] = ()
        self._card: RosterCard | None = None
        self._now = 0
        self._name = ElidedLabel("", "large")
        self._what = ElidedLabel("", "muted")
        self._status = Chip(theme)
        self._status.setObjectName("roster-status-chip")
        self.call_button = PrimaryButton(theme, "", "phone")
        self.text_button = Button(theme, "", "sms")
        self.assign_button = Button(theme, "", "claimed")
        self.status_button = Button(theme, "", "edit")
        self._leads = True
        self.move_button = Button(theme, "", "field")
        self.person_button = Button(theme, "", "person")
        self._menu = QMenu(self.status_button)
        self._entries: dict[str, QAction] = {}
        self.facts = FactsTable(theme)
        self._scroll = QScrollArea()
        self.paths = ChoiceModel(theme, self)
        self.path_list = Choices(theme, self.paths)
        self.cases = ChoiceModel(theme, self)
        self.case_list = Choices(theme, self.cases)
        self._paths_title, self._cases_title = SectionTitle(), SectionTitle()
        self._no_cases = PlainLabel("", "muted", wrap=True)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        for name, button in self._buttons().items():
            button.setObjectName(f"roster-{name}")
        for status in OWN_STATUSES:
            action = QAction(self._menu)
            action.triggered.connect(lambda _checked=False, status=status: self.status_chosen.emit(status))
            self._menu.addAction(action)
            self._entries[status] = action
        self.status_button.setMenu(self._menu)
        head = Card(gap=Space.S)
        words = column(gap=Space.NONE)
        words.addWidget(self._name)
        words.addWidget(self._what)
        line = row(gap=Space.S)
        line.addLayout(words, 1)
        line.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        head.body.addLayout(line)
        buttons = FlowLayout()
        for button in self._buttons().values():
            buttons.addWidget(button)
        head.body.addLayout(buttons)
        card = Card()
        card.body.addWidget(self.facts)
        card.body.addWidget(self._paths_title)
        card.body.addWidget(self.path_list)
        card.body.addWidget(self._cases_title)
        card.body.addWidget(self._no_cases)
        card.body.addWidget(self.case_list)
        card.body.addStretch(1)
        self._scroll.setWidget(card)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setProperty("look", "page")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = column(self, gap=Space.S)
        body.addWidget(head)
        body.addWidget(self._scroll, 1)
        self.path_list.setObjectName("roster-paths")
        self.case_list.setObjectName("roster-cases")
        for rows in (self.path_list, self.case_list):
            rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.call_button.clicked.connect(self.call_requested)
        self.text_button.clicked.connect(self.text_requested)
        self.assign_button.clicked.connect(self.assign_requested)
        self.move_button.clicked.connect(self.move_requested)
        self.person_button.clicked.connect(self.person_requested)
        self.case_list.opened.connect(self._open_case)
        self.case_list.clicked.connect(lambda _index: self._open_case())

    def _buttons(self) -> dict[str, Button]:
        return {
            "call": self.call_button,
            "text": self.text_button,
            "assign": self.assign_button,
            "status": self.status_button,
            "move": self.move_button,
            "person": self.person_button,
        }

    def retranslate(self) -> None:
        """Set every text again."""
        self.call_button.setText(self.tr("&Call"))
        self.call_button.setToolTip(self.tr("Ring them (C)"))
        self.text_button.setText(self.tr("Te&xt"))
        self.text_button.setToolTip(self.tr("Write to everybody who is chosen (S)"))
        self.assign_button.setText(self.tr("Assi&gn a case…"))
        self.assign_button.setToolTip(self.tr("Choose one of nobody's cases, or of yours (A)"))
        self.status_button.setText(self.tr("Sta&tus"))
        self.status_button.setToolTip(self.tr("Say it for them; it is kept that you did (T)"))
        self.move_button.setText(self.tr("Mo&ve cases…"))
        self.move_button.setToolTip(self.tr("All their open cases to somebody else or to another queue (M)"))
        self.person_button.setText(self.tr("Perso&n"))
        self.person_button.setToolTip(self.tr("Everything that is known of them (Enter)"))
        for status, action in self._entries.items():
            action.setText(filter_titles()[status])
        self._scroll.setAccessibleName(self.tr("What is known of who is chosen"))
        self._paths_title.setText(self.tr("Paths"))
        self.path_list.setAccessibleName(self.tr("Paths"))
        self._cases_title.setText(self.tr("Open cases"))
        self.case_list.setAccessibleName(self.tr("Open cases"))
        self._no_cases.setText(self.tr("No case is open."))
        self._write()

    @property
    def rows(self) -> Sequence[RosterRow]:
        """Who is shown."""
        return self._rows

    @property
    def card(self) -> RosterCard | None:
        """The one who is shown opened, None for several and before it has come."""
        return self._card

    def show_chosen(self, rows: Sequence[RosterRow], now: int) -> None:
        """Show others; of one alone ``show_card`` tells the rest."""
        if list(rows) == list(self._rows) and abs(now - self._now) < _STILL_MS:
            return
        fresh = [row.key for row in rows] != [row.key for row in self._rows]
        self._rows, self._now = rows, now
        if fresh:
            self._card = None
            self._scroll.verticalScrollBar().setValue(0)
        self._write()

    def show_card(self, card: RosterCard) -> None:
        """Everything of the one who is shown."""
        if len(self._rows) == 1 and card.row.key == self._rows[0].key and card != self._card:
            self._card = card
            self._write()

    @property
    def leads(self) -> bool:
        """Whether a supervisor may work here, who says a status for others."""
        return self._leads

    @leads.setter
    def leads(self, supervisors: bool) -> None:
        self._leads = supervisors
        self.status_button.setVisible(supervisors)

    def ask_status(self) -> None:
        """Open the choice of a status."""
        self.status_button.showMenu()

    def take_focus(self) -> None:
        """The keyboard comes here."""
        (self.call_button if self.call_button.isEnabled() else self.text_button).setFocus()

    def _open_case(self) -> None:
        current = self.case_list.current
        if current is not None and current.what:
            self.case_requested.emit(str(current.what))

    # Words.

    def _write(self) -> None:
        rows = self._rows
        one = rows[0] if len(rows) == 1 else None
        self._status.setVisible(one is not None)
        self.call_button.setVisible(one is not None)
        self.assign_button.setVisible(one is not None)
        self.person_button.setVisible(one is not None)
        for part in (self._paths_title, self.path_list, self._cases_title, self.case_list, self._no_cases):
            part.setVisible(one is not None)
        if one is None:
            self._write_many()
        else:
            self._write_one(one)

    def _write_many(self) -> None:
        rows = self._rows
        self._name.set_data(self.tr("%n chosen", "", len(rows)))
        names = [called(row) for row in rows[:_MOST_NAMES]]
        self._what.set_data(", ".join([*names, *(["…"] if len(rows) > _MOST_NAMES else [])]))
        told = Counter(row.status for row in rows)
        titles = filter_titles()
        facts = [Fact(titles[name], str(told[name])) for name in FILTERS if told[name]]
        facts.append(Fact(self.tr("Unreachable"), str(sum(not row.ways for row in rows))))
        facts.append(Fact(self.tr("Open cases"), str(sum(row.open_cases for row in rows))))
        self.facts.show_facts(tuple(facts))

    def _write_one(self, one: RosterRow) -> None:
        self._name.set_data(called(one))
        self._what.set_data(" · ".join(filter(None, (kind_word(one.mate.role), one.mate.site, one.mate.login))))
        look = status_look(one.status)
        self._status.show_state(look.text, look.icon, "neutral" if look.role == "muted" else look.role)
        self.call_button.setEnabled(bool(one.mate.number))
        self.text_button.setEnabled(bool(one.mate.number))
        self.assign_button.setEnabled(bool(one.mate.login))
        self.move_button.setEnabled(bool(one.open_cases))
        self.facts.show_facts(tuple(_facts(one, self._card, self._now)))
        rungs = self._card.rungs if self._card is not None else ()
        lines = []
        for place, rung in enumerate(rungs):
            _, words = rung_words(rung, self._now, first=place == 0)
            icon = path_icon(rung.path.kind)
            lines.append(Choice(path_title(rung.path.kind, rung.path.shown or rung.path.address), words, icon, ""))
        _fill(self.paths, self.path_list, lines)
        cases = self._card.cases if self._card is not None else ()
        shown = [
            Choice(
                f"{case_number(case)} {case.subject}",
                " · ".join(
                    filter(None, (case_status(case.status), case.customer, due_words(case.due_at, self._now).text))
                ),
                "queue",
                case.key,
            )
            for case in cases
        ]
        _fill(self.cases, self.case_list, shown)
        self._no_cases.setVisible(self._card is not None and not shown)
        self._paths_title.setVisible(bool(lines))


def _fill(model: ChoiceModel, rows: Choices, lines: list[Choice]) -> None:
    """All lines at once: the card scrolls as a whole."""
    place = rows.currentIndex().row()
    model.show(lines)
    if lines:
        rows.setCurrentIndex(model.index(min(max(place, 0), len(lines) - 1)))
    rows.setVisible(bool(lines))
    rows.setFixedHeight(max(len(lines), 1) * Size.ROW + 2 * Size.RING)


def _facts(one: RosterRow, card: RosterCard | None, now: int) -> Iterator[Fact]:
    """What a supervisor wants to know of somebody, in the order in which it is wanted."""
    look, since = status_look(one.status), since_words(one, now)
    yield Fact(translate("RosterFacts", "Status"), look.text, since)
    way = way_look(one)
    yield Fact(
        translate("RosterFacts", "Reachable"), way.text, heard_words(one, now), "warn" if way.role == "bad" else ""
    )
    plan = " · ".join(part for part in plan_words(one, now) if part and part != on_call_words(one, short=True))
    if one.plan.shift is not None or one.plan.absence is not None or one.plan.next is not None:
        note = next((s.note for s in (one.plan.absence, one.plan.shift, one.plan.next) if s is not None and s.note), "")
        yield Fact(translate("RosterFacts", "Shift"), plan, one_line(note, 120))
    if one.plan.on_call:
        yield Fact(translate("RosterFacts", "On call"), on_call_words(one))
    if card is not None:
        later = [span_words(span, now) for span in card.shifts if span.start > now and span.kind == "shift"]
        if later:
            yield Fact(translate("RosterFacts", "Next shifts"), "\n".join(later[:_MOST_LINES]))
        away = [span_words(span, now) for span in card.shifts if span.start > now and span.kind == "absence"]
        if away:
            yield Fact(translate("RosterFacts", "Absences"), "\n".join(away[:_MOST_LINES]))
        duties = [duty_words(duty, now) for duty in card.duties]
        if duties:
            yield Fact(translate("RosterFacts", "Times on call"), "\n".join(duties[:_MOST_LINES]))
    yield Fact(translate("RosterFacts", "Load"), " · ".join(filter(None, load_words(one))))
    if one.mate.skills:
        yield Fact(translate("RosterFacts", "Skills"), ", ".join(one_line(name, 60) for name, _ in one.mate.skills))
    if one.mate.languages:
        yield Fact(translate("RosterFacts", "Languages"), language_words(one.mate.languages))
    if one.mate.groups:
        yield Fact(translate("RosterFacts", "Groups"), ", ".join(one_line(name, 60) for name in one.mate.groups))
