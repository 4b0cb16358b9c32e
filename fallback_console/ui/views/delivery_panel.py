"""One open delivery: why it is not done, and what a person can decide."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.mirror import Vocabulary
from fallback_console.domain.views import Conflict, DeliveryRow
from fallback_console.ui import names
from fallback_console.ui.error_texts import problem_words
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.views.drop_card import DropCard
from fallback_console.ui.widgets import (
    Button,
    Card,
    Chip,
    ElidedLabel,
    FlatButton,
    PlainLabel,
    PrimaryButton,
    column,
    row,
)
from fallback_console.ui.widgets.flow import FlowLayout, SideBySide
from fallback_console.ui.widgets.times import absolute, relative
from fallback_console.ui.widgets.values import ValueEdit, value_words

__all__ = ["DeliveryPanel"]


class DeliveryPanel(QWidget):
    """Made anew for each delivery and each new state of it.

    Attributes:
        choice_made: ('mine'|'theirs'|'edit', value) for a conflict.
        retry_requested: try again.
        arrived_told: whether an unknown delivery arrived.
        ask_requested: ask the system whether it arrived.
        drop_requested: never send it, with the reason.
        case_requested: open the case.
        other_requested: show the delivery of this id.
        broadcasts_requested: show the broadcasts, one of which is paused.
    """

    choice_made = Signal(str, str)
    retry_requested = Signal()
    arrived_told = Signal(bool)
    ask_requested = Signal()
    drop_requested = Signal(str)
    case_requested = Signal()
    other_requested = Signal(int)
    broadcasts_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        delivery: DeliveryRow,
        conflict: Conflict | None,
        vocabulary: Vocabulary,
        language: str,
        now: int,
    ) -> None:
        super().__init__()
        self.setProperty("look", "canvas")
        self.delivery, self.conflict = delivery, conflict
        self._theme, self._language, self._now = theme, language, now
        self._edit: ValueEdit | None = None
        self._system = names.sink_name(delivery.sink)
        body = column(self, gap=Space.M)
        body.setContentsMargins(Space.NONE, Space.NONE, Space.S, Space.NONE)
        self._add_head(body)
        if conflict is not None:
            self._add_conflict(body, conflict, vocabulary)
        elif delivery.state == DeliveryState.UNKNOWN:
            self._add_unknown(body)
        elif delivery.state == DeliveryState.NEEDS_ATTENTION:
            self._add_attention(body)
        else:
            self._add_waiting(body)
        self._drop: DropCard | None = None
        if delivery.state != DeliveryState.IN_FLIGHT:
            self._add_drop(body)
        body.addStretch(1)

    @property
    def editor(self) -> ValueEdit | None:
        """Where another value than both can be chosen."""
        return self._edit

    @property
    def is_being_written(self) -> bool:
        """Somebody types here: do not replace the panel now."""
        asked = self._drop is not None and self._drop.is_being_written
        return asked or (self._edit is not None and self._edit.is_changed())

    def _add_head(self, body: QVBoxLayout) -> None:
        delivery = self.delivery
        title = PlainLabel("", "title", wrap=True)
        title.set_data(names.entry_title(delivery.kind, delivery.summary)[:200])
        body.addWidget(title)
        icon, variant = names.delivery_look(delivery.state)
        line = row(gap=Space.S)
        line.addWidget(Chip(self._theme, names.delivery_word(delivery.state), icon, variant))
        about = self.tr("to {system} · by {who}").format(system=self._system, who=delivery.actor)
        line.addWidget(ElidedLabel(about, "muted"), 1)
        when = PlainLabel(relative(delivery.made_at, self._now), "muted")
        when.setToolTip(absolute(delivery.made_at))
        line.addWidget(when)
        body.addLayout(line)
        if delivery.case_key:
            case = row(gap=Space.S)
            number = f"#{delivery.case_number} · " if delivery.case_number else ""
            case.addWidget(ElidedLabel(f"{number}{delivery.case_subject}", "strong"), 1)
            button = FlatButton(self._theme, self.tr("Open &case"), "open")
            button.clicked.connect(self.case_requested)
            case.addWidget(button)
            body.addLayout(case)

    def _add_problem(self, card: Card) -> None:
        problem = self.delivery.problem
        if problem is None:
            return
        words = problem_words(problem, self._language)
        for text, look in ((words.title, "strong"), (words.hint, ""), (words.detail, "small")):
            if text:
                label = PlainLabel("", look, wrap=True)
                label.set_data(text)
                card.body.addWidget(label)

    def _add_conflict(self, body: QVBoxLayout, conflict: Conflict, vocabulary: Vocabulary) -> None:
        field = names.field_name(conflict.field)
        headline = self.tr("{field} was changed here and in {system}. Which value counts?")
        body.addWidget(PlainLabel(headline.format(field=field, system=self._system), "large", wrap=True))
        before = PlainLabel("", "muted", wrap=True)
        before.set_data(self.tr("Before: {value}").format(value=self._value(conflict.base)))
        body.addWidget(before)
        mine = self._side(
            self.tr("Mine"), conflict.mine, conflict.mine_by, conflict.mine_at, self.tr("Keep &mine"), "mine"
        )
        theirs = self._side(
            self.tr("Theirs"),
            conflict.theirs,
            conflict.theirs_by or self.tr("somebody"),
            conflict.theirs_at,
            self.tr("Keep &theirs"),
            "theirs",
        )
        body.addWidget(SideBySide((mine, theirs)))
        body.addWidget(PlainLabel(self.tr("Or another value:"), "muted"))
        line = row()
        self._edit = ValueEdit(self._theme, conflict.field, conflict.mine, vocabulary, field)
        use = Button(self._theme, self.tr("&Use this"), "edit")
        use.clicked.connect(self._use_edit)
        self._edit.given.connect(self._use_edit)
        line.addWidget(self._edit, 1)
        line.addWidget(use)
        body.addLayout(line)

    def _side(self, title: str, value: str, who: str, at: int | None, button: str, choice: str) -> Card:
        card = Card()
        card.body.addWidget(PlainLabel(title, "muted"))
        shown = PlainLabel("", "large", wrap=True)
        shown.set_data(self._value(value))
        card.body.addWidget(shown)
        when = relative(at, self._now) if at is not None else ""
        by = PlainLabel("", "small", wrap=True)
        by.set_data(" · ".join(p for p in (who, when) if p))
        if at is not None:
            by.setToolTip(absolute(at))
        card.body.addWidget(by)
        card.body.addStretch(1)
        keep = PrimaryButton(self._theme, button, "check")
        keep.setObjectName(f"keep-{choice}")
        keep.setProperty("choice", choice)
        keep.setAccessibleName(f"{button.replace('&', '')}: {self._value(value)}")
        keep.clicked.connect(self._keep)
        card.body.addWidget(keep)
        card.setAccessibleName(f"{title}: {self._value(value)}, {by.text()}")
        return card

    def _add_unknown(self, body: QVBoxLayout) -> None:
        card = Card()
        self._add_problem(card)
        question = PlainLabel(self.tr("Did it arrive?"), "large")
        card.body.addWidget(question)
        hint = self.tr("Nothing is sent twice by itself. If you say that it did not arrive, it is sent again.")
        card.body.addWidget(PlainLabel(hint, "muted", wrap=True))
        ask = PrimaryButton(self._theme, self.tr("&Ask {system}").format(system=self._system), "search")
        ask.clicked.connect(self.ask_requested)
        line = FlowLayout()
        line.addWidget(ask)
        for words, icon, slot in (
            (self.tr("It a&rrived"), "check", self._tell_arrived),
            (self.tr("It did &not"), "close", self._tell_lost),
        ):
            button = Button(self._theme, words, icon)
            button.clicked.connect(slot)
            line.addWidget(button)
        card.body.addLayout(line)
        body.addWidget(card)

    def _add_attention(self, body: QVBoxLayout) -> None:
        card = Card()
        self._add_problem(card)
        retry = PrimaryButton(self._theme, self.tr("&Retry"), "refresh")
        retry.clicked.connect(self.retry_requested)
        card.body.addWidget(retry, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(card)

    def _add_waiting(self, body: QVBoxLayout) -> None:
        delivery = self.delivery
        card = Card()
        self._add_problem(card)
        sentence = self.tr("It is saved and goes to {system} by itself, in order.").format(system=self._system)
        if delivery.held_why == "paused":
            self._add_paused(card)
        else:
            card.body.addWidget(PlainLabel(sentence, "", wrap=True))
        if delivery.held_why not in ("", "paused"):
            self._add_held(card)
        if delivery.attempts:
            parts = [self.tr("%n tries so far", "", delivery.attempts)]
            if delivery.retry_at > self._now:
                parts.append(self.tr("next try {when}").format(when=relative(delivery.retry_at, self._now)))
            card.body.addWidget(PlainLabel(" · ".join(parts), "small", wrap=True))
        body.addWidget(card)

    def _add_held(self, card: Card) -> None:
        """What has to be decided first."""
        if self.delivery.held_why == "conflict":
            words = self.tr("An earlier change of this case is in conflict. It goes once you have decided that.")
        else:
            words = self.tr("Something earlier of this case waits for your word. It goes once you have decided that.")
        card.body.addWidget(PlainLabel(words, "warn", wrap=True))
        show = Button(self._theme, self.tr("Sho&w what to decide"), "attention")
        show.clicked.connect(self._show_other)
        card.body.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_paused(self, card: Card) -> None:
        """Somebody paused the broadcast it belongs to."""
        words = self.tr("Its broadcast is paused. It is saved, and goes once the broadcast goes on.")
        card.body.addWidget(PlainLabel(words, "warn", wrap=True))
        show = Button(self._theme, self.tr("Sho&w the broadcasts"), "paused")
        show.setObjectName("delivery-broadcasts")
        show.clicked.connect(self.broadcasts_requested)
        card.body.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_other(self) -> None:
        if self.delivery.held_by is not None:
            self.other_requested.emit(self.delivery.held_by)

    def into_editor(self) -> None:
        """The keyboard goes where another value of a conflict is chosen."""
        if self._edit is not None:
            self._edit.setFocus()

    def ask_drop(self) -> None:
        """Ask for the reason of giving it up, where that can be."""
        if self._drop is not None:
            self._ask_drop.hide()
            self._drop.ask()

    def _add_drop(self, body: QVBoxLayout) -> None:
        self._ask_drop = FlatButton(self._theme, self.tr("&Drop it …"), "drop")
        self._ask_drop.clicked.connect(self.ask_drop)
        warning = self.tr("It will never be sent to {system}. It stays in the case's history here, marked as dropped.")
        self._drop = DropCard(
            self._theme, warning.format(system=self._system), self.tr("Reason (required)"), self.tr("Drop for &good")
        )
        self._drop.dropped.connect(self.drop_requested)
        self._drop.kept.connect(self._offer_drop)
        body.addWidget(self._ask_drop, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self._drop)

    def _value(self, value: str) -> str:
        return value_words(self.conflict.field if self.conflict else "", value, self._now)

    def _keep(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.choice_made.emit(str(button.property("choice")), "")

    def _use_edit(self) -> None:
        if self._edit is not None:
            self.choice_made.emit("edit", self._edit.value())

    def _tell_arrived(self) -> None:
        self.arrived_told.emit(True)

    def _tell_lost(self) -> None:
        self.arrived_told.emit(False)

    def _offer_drop(self) -> None:
        self._ask_drop.show()
        self._ask_drop.setFocus()
