"""A roll call under way or closed: how many are missing and for how long, and where everybody stands."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from fallback_console.domain.roll_call import HOW, STATES
from fallback_console.services.roll_call_list import UNACCOUNTED, RollCall, RollPerson
from fallback_console.ui.broadcast.ask_card import BroadcastQuestion
from fallback_console.ui.roll_call.people_model import Column, RollPeopleModel
from fallback_console.ui.roll_call.words import RollWords, filter_word, how_word, name_words, title_words
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, EmptyState, IconLabel, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.filter_bar import FilterBar
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.table import Table
from fallback_console.ui.widgets.times import absolute, clock_time
from fallback_console.ui.widgets.two_line import TwoLineDelegate

__all__ = ["ACTS", "RollCallLive"]

ACTS = ("ring", "safe", "help", "other", "again", "person")
"""What can be done about somebody."""

_ICONS = {
    "ring": "phone",
    "safe": "ok",
    "help": "attention",
    "other": "reply",
    "again": "refresh",
    "person": "open",
    "close": "check",
    "csv": "pull",
    "pdf": "pull",
}
_ALL = "all"
_LONGEST = 500


class RollCallLive(QWidget):
    """Shows facts; what is wanted is told.

    Args:
        saves: everybody can be saved as a file.

    Attributes:
        wanted: of ``ACTS``, 'close', 'csv' or 'pdf'.
        state_chosen: people in another state are to be shown.
        shown: what is shown, None before the first.
    """

    wanted = Signal(str)
    state_chosen = Signal()

    def __init__(self, theme: Theme, *, saves: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saves = saves
        self._now = 0
        self._chosen = -1
        self.shown: RollCall | None = None
        self._words = RollWords(self)
        self._icon = IconLabel(theme, "unknown", "warn", Size.ICON_L)
        self._head = PlainLabel("", "title", wrap=True)
        self._about = PlainLabel("", "muted", wrap=True)
        self.card = BroadcastQuestion(theme)
        self.filters = FilterBar(theme, (_ALL, UNACCOUNTED, *STATES))
        self.model = RollPeopleModel(theme, self)
        self.table = Table(self.model, row_height=Size.ROW)
        self.table.setObjectName("roll-call-people")
        self._nobody = EmptyState(theme, "ok")
        self._pages = QStackedWidget()
        self.how = ComboBox(theme)
        self.how.setObjectName("roll-call-how")
        self.text = QLineEdit()
        self.text.setObjectName("roll-call-said")
        self.text.setMaxLength(_LONGEST)
        self._foot = QWidget()
        self._whom = PlainLabel("", "strong")
        self.buttons: dict[str, Button] = {}
        for act, icon in _ICONS.items():
            button = (PrimaryButton if act == "ring" else Button)(theme, "", icon)
            button.setObjectName(f"roll-call-{act}")
            button.clicked.connect(lambda _checked=False, act=act: self.ask(act))
            self.buttons[act] = button
        self._build(theme)

    def _build(self, theme: Theme) -> None:
        self.table.set_columns(
            {
                Column.STATE: Size.COLUMN_M + Space.XL,
                Column.OVER: Size.SUBJECT_MIN - Space.L,
                Column.SINCE: Size.COLUMN_XS,
                Column.ANSWER: Size.SUBJECT_MIN,
            },
            Column.WHO,
        )
        for column_of in (Column.WHO, Column.OVER, Column.ANSWER):
            self.table.setItemDelegateForColumn(column_of, TwoLineDelegate(theme, self.table))
        head = row(gap=Space.S)
        head.addWidget(self._icon)
        head.addWidget(self._head, 1)
        for act in ("csv", "pdf", "close"):
            head.addWidget(self.buttons[act])
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._nobody)
        acts = FlowLayout()
        for widget in (self._whom, *(self.buttons[act] for act in ("ring", "again", "person"))):
            acts.addWidget(widget)
        says = row(gap=Space.S)
        for act in ("safe", "help", "other"):
            says.addWidget(self.buttons[act])
        says.addWidget(self.how)
        says.addWidget(self.text, 1)
        foot = column(self._foot, gap=Space.S)
        foot.addLayout(acts)
        foot.addLayout(says)
        body = column(self, gap=Space.S)
        body.addLayout(head)
        body.addWidget(self._about)
        body.addWidget(self.card)
        body.addWidget(self.filters)
        body.addWidget(self._pages, 1)
        body.addWidget(self._foot)
        self.filters.set_current(_ALL)
        self.filters.chosen.connect(self._choose)
        self.table.row_chosen.connect(self._row_chosen)
        self.table.open_requested.connect(lambda _row: self.ask("person"))
        self.text.returnPressed.connect(lambda: self.ask("other"))
        self.card.agreed.connect(self._agreed)
        self.card.refused.connect(self._refused)

    @property
    def state(self) -> str:
        """Of whom the people are shown, '' for everybody."""
        now = self.filters.current
        return "" if now == _ALL else now

    @property
    def person(self) -> RollPerson | None:
        """Who is chosen, None for nobody."""
        return self.model.person(self.table.currentIndex().row())

    def show_state(self, state: str) -> None:
        """Those in a state are to be shown, '' for everybody."""
        self.filters.set_names((_ALL, UNACCOUNTED, *STATES))
        self.filters.set_current(state or _ALL)

    def show_roll_call(self, one: RollCall, places: list[int], now: int) -> None:
        """Where it stands now; who was chosen stays chosen."""
        if self.shown is None or self.shown.id != one.id:
            self.card.put_away()
            self._chosen = -1
        self._now, self.shown = now, one
        self.model.show_places(one.id, places, now)
        at = self.model.row_of(self._chosen)
        if places and (at >= 0 or not self.table.currentIndex().isValid()):
            self.table.selectionModel().setCurrentIndex(
                self.model.index(max(at, 0), 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
        self._pages.setCurrentIndex(0 if places else 1)
        self._write()

    def tick(self, now: int) -> None:
        """Time went on."""
        self._now = now
        self.model.tick(now)
        self._write()

    def step(self, by: int) -> None:
        """So many rows further down."""
        at = self.table.currentIndex().row() + by
        self.table.setCurrentIndex(self.model.index(max(0, min(at, self.model.rowCount() - 1)), 0))

    def can(self, act: str) -> bool:
        """Whether something can be done now."""
        one, person = self.shown, self.person
        if one is None:
            return False
        if act in ("csv", "pdf"):
            return self._saves
        if act == "close":
            return not one.closed_at and not self.card.what
        if person is None:
            return False
        if act == "ring":
            return bool(person.ring or person.address or person.next_address)
        if act == "again":
            return not one.closed_at and not person.reason
        return act != "person" or bool(person.person)

    def ask(self, act: str) -> None:
        """Do it, or first say what it means."""
        if not self.can(act):
            return
        if act == "close" and self.shown is not None:
            words = self.tr("Close this roll call?")
            hint = self._words.missing(self.shown.unaccounted) if self.shown.unaccounted else ""
            self.card.ask(act, words, hint, self.tr("C&lose it"), ends=True)
            self._write()
        else:
            self.wanted.emit(act)

    def retranslate(self, now: int) -> None:
        """Set every text again."""
        self._now = now
        titles = {
            "ring": self.tr("&Call"),
            "safe": self.tr("&Safe"),
            "help": self.tr("Needs &help"),
            "other": self.tr("&Answered"),
            "again": self.tr("Ask a&gain"),
            "person": self.tr("&Open"),
            "close": self.tr("C&lose …"),
            "csv": self.tr("Spr&eadsheet"),
            "pdf": self.tr("P&DF"),
        }
        for act, button in self.buttons.items():
            button.setText(titles[act])
        self.buttons["ring"].setToolTip(self.tr("Ring them (C)"))
        self.buttons["safe"].setToolTip(self.tr("Write down that they are safe and available (1)"))
        self.buttons["help"].setToolTip(self.tr("Write down that they need help (2)"))
        self.buttons["other"].setToolTip(self.tr("Write down what they said (3)"))
        self.buttons["again"].setToolTip(self.tr("Ask them once more, from their first path on (A)"))
        self.buttons["person"].setToolTip(self.tr("Show the person (Enter)"))
        self.buttons["csv"].setToolTip(self.tr("Save everybody with their answer, as CSV in your documents"))
        self.buttons["pdf"].setToolTip(self.tr("Save everybody with their answer, as PDF in your documents"))
        self.text.setPlaceholderText(self.tr("In their words"))
        self.text.setAccessibleName(self.tr("What they said"))
        self.how.setAccessibleName(self.tr("How it is known"))
        chosen = max(self.how.currentIndex(), 0)
        self.how.clear()
        for how in ("desk", "call", "person"):
            assert how in HOW
            self.how.addItem(how_word(how), how)
        self.how.setCurrentIndex(chosen)
        self.table.setAccessibleName(self.tr("People of the roll call"))
        words = {state: filter_word(state) for state in (UNACCOUNTED, *STATES)}
        self.filters.set_titles({_ALL: self.tr("Everybody")} | words)
        self._nobody.show_words(self.tr("Nobody here"), self.tr("Nobody of this roll call is in this state now."))
        self.model.retranslate(now)
        self.card.put_away()
        self._write()

    def _write(self) -> None:
        one = self.shown
        if one is None:
            return
        if not one.unaccounted and not one.counts["help"]:
            self._icon.show_icon("ok", "ok")
        else:
            self._icon.show_icon(*(("attention", "bad") if one.counts["help"] else ("unknown", "warn")))
        self._head.setText(self._words.unaccounted(one, self._now))
        self._about.set_data(" · ".join(self._facts(one)))
        self._about.setToolTip(absolute(one.started_at))
        counts = {_ALL: one.people, UNACCOUNTED: one.unaccounted} | one.counts
        self.filters.show_counts(counts)
        # Chips of states that nobody is in are not in the way.
        some = (state for state in STATES if one.counts[state] or state == self.state)
        self.filters.set_names((_ALL, UNACCOUNTED, *some))
        self._write_person()

    def _facts(self, one: RollCall) -> list[str]:
        """Who asked when, and what is to be known about it."""
        when = clock_time(one.started_at, self._now)
        words = [
            title_words(one, self._now) if one.title else "",
            self.tr("begun by {who}, {time}").format(who=one.started_by, time=when),
        ]
        if one.quiet:
            words.append(self._words.quiet_were(one.quiet))
        if one.unknown:
            words.append(self._words.unknown(one.unknown))
        if one.closed_at:
            closed = clock_time(one.closed_at, self._now)
            words.append(self.tr("closed by {who}, {time}").format(who=one.closed_by, time=closed))
        return [part for part in words if part]

    def _write_person(self) -> None:
        person = self.person
        # While a question is asked there is little room, and the rest can wait.
        self._foot.setVisible(not self.card.what)
        self._whom.setText("" if person is None else name_words(person))
        self._whom.setVisible(person is not None)
        for act, button in self.buttons.items():
            if act in ("csv", "pdf", "close"):
                button.setVisible(self.can(act))
            else:
                button.setEnabled(self.can(act))
        for widget in (self.how, self.text):
            widget.setEnabled(person is not None)

    def _row_chosen(self, at: int) -> None:
        if at >= 0:
            self._chosen = self.model.place(at)
        self._write_person()

    def _choose(self, name: str) -> None:
        self.filters.set_current(name or _ALL)
        self.state_chosen.emit()

    def _refused(self) -> None:
        self._write()
        self.buttons["close"].setFocus()

    def _agreed(self, what: str) -> None:
        self.wanted.emit(what)
        self._write()
