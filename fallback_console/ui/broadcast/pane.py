"""One broadcast: what it says, where it stands, what can be done with it, and what became of it for everybody."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from fallback_console.domain.broadcast import STATES
from fallback_console.domain.logins import same_login
from fallback_console.services.broadcast import Preview
from fallback_console.services.broadcast_list import Progress, is_approved
from fallback_console.ui.broadcast.ask_card import BroadcastQuestion
from fallback_console.ui.broadcast.preview import BroadcastPreview
from fallback_console.ui.broadcast.recipients_model import Column, RecipientsModel
from fallback_console.ui.broadcast.words import BroadcastWords, broadcast_look, facts_words, person_look
from fallback_console.ui.case.side_panel import ReadOnlyText
from fallback_console.ui.i18n import translate
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, ElidedLabel, IconLabel, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.filter_bar import FilterBar
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.table import Table
from fallback_console.ui.widgets.text import many_lines
from fallback_console.ui.widgets.times import clock_time
from fallback_console.ui.widgets.two_line import TwoLineDelegate

__all__ = ["ACTS", "BroadcastPane"]

ACTS = ("send", "approve", "edit", "pause", "resume", "cancel", "csv", "pdf")
_ICONS = {
    "send": "send",
    "approve": "check",
    "edit": "edit",
    "pause": "paused",
    "resume": "flowing",
    "cancel": "drop",
    "csv": "pull",
    "pdf": "pull",
}
_ASKED = ("send", "approve", "cancel")
_ALL = "all"


class BroadcastPane(QWidget):
    """Shows facts and asks before anything happens; what is decided is told.

    Args:
        saves: what became of it can be saved as a file.

    Attributes:
        decided: of ``ACTS``.
        message_requested: entry of a message: show the conversation with that person.
        state_chosen: people in this state are to be shown, '' for everybody.
        model: the people.
    """

    decided = Signal(str)
    message_requested = Signal(str)
    state_chosen = Signal(str)

    def __init__(self, theme: Theme, login: str, *, saves: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._login = login
        self._saves = saves
        self._names: Mapping[str, str] = {}
        self._now = 0
        self.shown: Progress | None = None
        self._words = BroadcastWords(self)
        self._title = ElidedLabel("", "large")
        self._icon = IconLabel(theme, "waiting")
        self._state = PlainLabel("", "strong")
        self._about = PlainLabel("", "muted", wrap=True)
        self._whom = PlainLabel("", "muted", wrap=True)
        self.text = ReadOnlyText()
        self.text.setObjectName("broadcast-says")
        self._rest = PlainLabel("", "", wrap=True)
        self.buttons: dict[str, Button] = {}
        for act in ACTS:
            button = (PrimaryButton if act in ("send", "resume") else Button)(theme, "", _ICONS[act])
            button.setObjectName(f"broadcast-{act}")
            button.clicked.connect(lambda _checked=False, act=act: self.ask(act))
            self.buttons[act] = button
        self.card = BroadcastQuestion(theme)
        self.preview = BroadcastPreview(theme)
        self.filters = FilterBar(theme, (_ALL, *STATES))
        self.model = RecipientsModel(theme, self)
        self.table = Table(self.model, row_height=Size.ROW)
        self.table.setObjectName("broadcast-people")
        self._pages = QStackedWidget()
        self._build(theme)
        self.retranslate(0)

    def _build(self, theme: Theme) -> None:
        widths: dict[int, int] = {Column.STATE: Size.COLUMN_M + Space.XL, Column.WHEN: Size.COLUMN_S}
        self.table.set_columns(widths, Column.WHO)
        self.table.setItemDelegateForColumn(Column.WHO, TwoLineDelegate(theme, self.table))
        head = row()
        head.addWidget(self._title, 1)
        head.addWidget(self._icon)
        head.addWidget(self._state)
        acts = FlowLayout()
        for button in self.buttons.values():
            acts.addWidget(button)
        grid = QWidget()
        lines = column(grid, gap=Space.S)
        lines.addWidget(self.filters)
        lines.addWidget(self.table, 1)
        self._pages.addWidget(grid)
        self._pages.addWidget(self.preview)
        body = column(self, gap=Space.S)
        body.addLayout(head)
        for widget in (self._about, self._whom, self.text, self._rest):
            body.addWidget(widget)
        body.addLayout(acts)
        body.addWidget(self.card)
        body.addWidget(self._pages, 1)
        self.filters.set_current(_ALL)
        self.filters.chosen.connect(self._choose)
        self.table.open_requested.connect(self._open)
        self.card.agreed.connect(lambda _what: self._write())
        self.card.refused.connect(self._write)
        self.card.agreed.connect(self.decided)
        self.card.refused.connect(self._focus_acts)

    @property
    def state(self) -> str:
        """Of whom the people are shown, '' for everybody."""
        now = self.filters.current
        return "" if now == _ALL else now

    def show_progress(self, one: Progress, now: int) -> None:
        """Where it stands now."""
        before = self.shown
        self._now = now
        self.shown = one
        if before is None or before.broadcast.id != one.broadcast.id:
            self.card.put_away()
            self.filters.set_current(_ALL)
            self.preview.show_hint("")
        elif self.card.what and not self.can(self.card.what):
            self.card.put_away()
        self._write()

    def show_places(self, places: list[int]) -> None:
        """The people to show."""
        if self.shown is not None:
            self.model.show_places(self.shown.broadcast.run, places, self._now)

    def show_names(self, names: Mapping[str, str]) -> None:
        """Names of the first people who were chosen one by one, by key."""
        self._names = names
        self._write()

    def show_preview(self, found: Preview) -> None:
        """What would come of the draft now."""
        self.preview.show_preview(found)
        self._write()

    def can(self, act: str) -> bool:
        """Whether something can be done now."""
        one = self.shown
        if one is None:
            return False
        state = one.state
        found = self.preview.found
        if act == "edit":
            return state == "draft"
        if act in ("csv", "pdf"):
            return self._saves and bool(one.broadcast.run)
        if act in ("send", "approve"):
            if state != "draft" or found is None or not found.totals.recipients:
                return False
            ready = self._ready(one, found)
            if act == "send":
                return ready and bool(found.gateway)
            return not ready and not self._own and found.approvable
        if act == "pause":
            return state == "running"
        if act == "resume":
            return state == "paused"
        return state in ("running", "paused") and one.counts["queued"] > 0

    def ask(self, act: str) -> None:
        """Do it, or first say what it means."""
        if not self.can(act):
            return
        if act not in _ASKED:
            self.decided.emit(act)
            return
        one, found = self.shown, self.preview.found
        if act == "cancel" and one is not None:
            waiting = one.counts["queued"] - one.handed_over
            have = one.broadcast.people - one.counts["left_out"] - one.counts["cancelled"] - waiting
            self.card.ask(
                act, self._words.never(waiting), self._words.have_it(have), self.tr("Cancel the &rest"), ends=True
            )
        elif found is not None:
            count = found.totals.recipients
            if act == "send":
                hint = self.tr("What was sent cannot be called back.")
                hint = f"{facts_words(found)}\n{hint}"
                self.card.ask(act, self._words.get_it(count), hint, self._words.send_to(count), ends=False)
            else:
                hint = self.tr("You say that the text and the people are right. Whoever wrote it can send it then.")
                self.card.ask(act, self._words.get_it(count), hint, self.tr("&Approve"), ends=False)
        self._write()

    def retranslate(self, now: int) -> None:
        """Set every text again."""
        self._now = now
        titles = {
            "send": self.tr("&Send …"),
            "approve": self.tr("&Approve …"),
            "edit": self.tr("&Change"),
            "pause": self.tr("&Pause"),
            "resume": self.tr("&Go on"),
            "cancel": self.tr("Cancel the &rest …"),
            "csv": self.tr("&Spreadsheet"),
            "pdf": self.tr("P&DF"),
        }
        for act, button in self.buttons.items():
            button.setText(titles[act])
        self.buttons["csv"].setToolTip(self.tr("Save everybody with what became of it, as CSV in your documents"))
        self.buttons["pdf"].setToolTip(self.tr("Save everybody with what became of it, as PDF in your documents"))
        self.text.setAccessibleName(self.tr("Text of the broadcast"))
        self.table.setAccessibleName(self.tr("People of the broadcast"))
        self.filters.set_titles({_ALL: self.tr("Everybody")} | {state: person_look(state).word for state in STATES})
        self.model.retranslate(now)
        self.preview.retranslate()
        self.card.put_away()
        self._write()

    @property
    def _own(self) -> bool:
        one = self.shown
        return one is not None and same_login(one.broadcast.drafted_by, self._login)

    @staticmethod
    def _ready(one: Progress, found: Preview) -> bool:
        """Nobody has to approve it first, or somebody has, for those that would get it now."""
        return not found.review or is_approved(one.broadcast, found.totals.recipients, found.digest)

    def _write(self) -> None:
        one = self.shown
        if one is None:
            return
        look = broadcast_look(one.state)
        self._title.setText(one.broadcast.title)
        self._state.setText(look.word)
        self._icon.show_icon(look.icon, look.role)
        self._about.set_data(self._history(one))
        self._whom.setVisible(self.card.what != "cancel")
        self._whom.set_data(self._words.whom(one.broadcast.audience, self._names))
        text = many_lines(one.broadcast.text)
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
        rest = self._left_to_do(one)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        for act, button in self.buttons.items():
            # While a question is asked there is little room, and files can wait.
            button.setVisible(self.can(act) and not (self.card.what and act in ("csv", "pdf")))
        self.filters.show_counts({_ALL: one.broadcast.people} | one.counts)
        # Chips of states that nobody is in are not in the way.
        self.filters.set_names((_ALL, *(state for state in STATES if one.counts[state] or state == self.state)))
        self._pages.setCurrentIndex(1 if one.state == "draft" else 0)

    def _history(self, one: Progress) -> str:
        """Who did what when."""
        it = one.broadcast
        words = [
            self.tr("written by {who}, {when}").format(who=it.drafted_by, when=clock_time(it.drafted_at, self._now))
        ]
        if it.approved_by:
            words.append(self.tr("approved by {who}").format(who=it.approved_by))
        if it.run:
            when = clock_time(it.started_at, self._now)
            words.append(self.tr("sent by {who}, {when}").format(who=it.started_by, when=when))
        if it.state in ("paused", "cancelled"):
            when = clock_time(it.changed_at, self._now)
            words.append(
                (
                    self.tr("paused by {who}, {when}")
                    if it.state == "paused"
                    else self.tr("cancelled by {who}, {when}")
                ).format(who=it.changed_by, when=when)
            )
        if it.urgent:
            words.append(translate("Broadcast", "urgent"))
        return " · ".join(words)

    def _left_to_do(self, one: Progress) -> str:
        """What stands between now and the end, before anybody presses a button."""
        if one.state == "draft":
            found = self.preview.found
            if found is None or self._ready(one, found):
                return ""
            if self._own:
                return self.tr("So many people: a colleague has to approve it first, with their own login.")
            if not found.approvable:
                return self.tr("So many people: it waits for a supervisor to approve it, at their station.")
            return self.tr("So many people: it waits for somebody other than its author to approve it.")
        if one.state not in ("running", "paused"):
            return ""
        words = [self._words.wait(one.counts["queued"])]
        if one.handed_over:
            words.append(self._words.handed_over(one.handed_over))
        return " · ".join(words)

    def _choose(self, name: str) -> None:
        self.filters.set_current(name or _ALL)
        self.state_chosen.emit(self.state)

    def _open(self, row: int) -> None:
        """Enter or a double click on somebody; who got nothing has no conversation to show."""
        one = self.model.person(row)
        if one is not None and one.entry_id:
            self.message_requested.emit(one.entry_id)

    def _focus_acts(self) -> None:
        """The keyboard goes back to where the question came from."""
        for button in self.buttons.values():
            if button.isVisible():
                button.setFocus()
                return
