"""Several open deliveries at once: what they are, and one decision for all of a kind."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fallback_console.domain.views import DeliveryRow
from fallback_console.ui import names
from fallback_console.ui.i18n import translate
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.views.drop_card import DropCard
from fallback_console.ui.views.sync_choice import Choice
from fallback_console.ui.widgets import Button, Card, FlatButton, PlainLabel, PrimaryButton, column
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.numbers import count_words
from fallback_console.ui.widgets.values import value_words

__all__ = ["ManyPanel"]

_MOST_SHOWN = 6


class ManyPanel(QWidget):
    """Made anew for each choice.

    Attributes:
        decided: (decision of ``services.sync_bulk`` or 'ask', reason or '').
    """

    decided = Signal(str, str)

    def __init__(self, theme: Theme, choice: Choice, now: int) -> None:
        super().__init__()
        self.setProperty("look", "canvas")
        self.choice = choice
        self._theme, self._now = theme, now
        self._drop: DropCard | None = None
        self._cards: list[Card] = []
        body = column(self, gap=Space.M)
        body.setContentsMargins(Space.NONE, Space.NONE, Space.S, Space.NONE)
        body.addWidget(PlainLabel(self.tr("%Ln chosen", "", len(choice.rows)), "title"))
        where = PlainLabel("", "muted", wrap=True)
        where.set_data(self._where())
        body.addWidget(where)
        if choice.conflicts:
            self._add_conflicts(body)
        if choice.unknown:
            self._add_unknown(body)
        if choice.refused:
            self._add_refused(body)
        if choice.droppable:
            self._add_drop(body)
        body.addStretch(1)

    @property
    def is_being_written(self) -> bool:
        """Somebody types here: do not replace the panel now."""
        return self._drop is not None and self._drop.is_being_written

    def ask_drop(self) -> None:
        """Ask for the reason of giving them up."""
        if self._drop is not None:
            # While a reason is asked for, nothing else is offered and the question is in sight.
            self._show_others(shown=False)
            self._drop.ask()

    def _where(self) -> str:
        """'3 to Helpdesk, 2 to SMS · 2 cases'."""
        cases = len({one.case_key for one in self.choice.rows if one.case_key})
        parts = [_by_system(self.choice.rows)]
        if cases:
            parts.append(self.tr("%n cases", "", cases))
        return " · ".join(parts)

    def _add_conflicts(self, body: QVBoxLayout) -> None:
        card = Card()
        conflicts = self.choice.conflicts
        card.body.addWidget(PlainLabel(self.tr("%n conflicts", "", len(conflicts)), "large"))
        for one in conflicts[:_MOST_SHOWN]:
            line = PlainLabel("", "small", wrap=True)
            words = self.tr("{case} {field}: mine {mine}, theirs {theirs}, before {base}")
            line.set_data(
                words.format(
                    case=f"#{one.case_number}" if one.case_number else "",
                    field=names.field_name(one.field),
                    mine=value_words(one.field, one.mine, self._now),
                    theirs=value_words(one.field, one.theirs, self._now),
                    base=value_words(one.field, one.base, self._now),
                ).strip()
            )
            card.body.addWidget(line)
        if len(conflicts) > _MOST_SHOWN:
            more = self.tr("and %Ln more", "", len(conflicts) - _MOST_SHOWN)
            card.body.addWidget(PlainLabel(more, "small"))
        self._add_buttons(
            card,
            (self.tr("Keep &mine"), "check", "mine"),
            (self.tr("Keep &theirs"), "check", "theirs"),
        )
        self._add_card(body, card)

    def _add_unknown(self, body: QVBoxLayout) -> None:
        card = Card()
        card.body.addWidget(PlainLabel(self.tr("%n of which it is not known", "", len(self.choice.unknown)), "large"))
        hint = self.tr("Nothing is sent twice by itself. What you say did not arrive is sent again.")
        card.body.addWidget(PlainLabel(hint, "muted", wrap=True))
        self._add_buttons(
            card,
            (self.tr("&Ask the systems"), "search", "ask"),
            (self.tr("All a&rrived"), "check", "arrived"),
            (self.tr("&None arrived"), "close", "lost"),
        )
        self._add_card(body, card)

    def _add_refused(self, body: QVBoxLayout) -> None:
        card = Card()
        card.body.addWidget(PlainLabel(self.tr("%n were refused", "", len(self.choice.refused)), "large"))
        self._add_buttons(card, (self.tr("R&etry all"), "refresh", "retry"))
        self._add_card(body, card)

    def _add_card(self, body: QVBoxLayout, card: Card) -> None:
        self._cards.append(card)
        body.addWidget(card)

    def _add_buttons(self, card: Card, *buttons: tuple[str, str, str]) -> None:
        line = FlowLayout()
        for number, (words, icon, decision) in enumerate(buttons):
            button = (Button if number else PrimaryButton)(self._theme, words, icon)
            button.setObjectName(f"many-{decision}")
            button.clicked.connect(lambda _checked=False, decision=decision: self.decided.emit(decision, ""))
            line.addWidget(button)
        card.body.addLayout(line)

    def _add_drop(self, body: QVBoxLayout) -> None:
        rows = self.choice.droppable
        self._ask_drop = FlatButton(self._theme, self.tr("&Drop them …"), "drop")
        self._ask_drop.setObjectName("many-ask-drop")
        self._ask_drop.clicked.connect(self.ask_drop)
        body.addWidget(self._ask_drop, 0, Qt.AlignmentFlag.AlignLeft)
        warning = self.tr(
            "They will never be sent: {systems}. They stay in their cases' history here, marked as dropped."
        )
        self._drop = DropCard(
            self._theme,
            warning.format(systems=_by_system(rows)),
            self.tr("One reason for all (required)"),
            self.tr("Drop %n for &good", "", len(rows)),
        )
        self._drop.drop_button.setObjectName("many-drop")
        self._drop.dropped.connect(lambda reason: self.decided.emit("drop", reason))
        self._drop.kept.connect(self._keep_them)
        body.addWidget(self._drop)

    def _keep_them(self) -> None:
        self._show_others(shown=True)
        self._ask_drop.setFocus()

    def _show_others(self, *, shown: bool) -> None:
        for part in (*self._cards, self._ask_drop):
            part.setVisible(shown)


def _by_system(rows: tuple[DeliveryRow, ...]) -> str:
    """'3 to Helpdesk and 2 to SMS'."""
    counts: dict[str, int] = {}
    for one in rows:
        system = names.system_name(one.sink)
        counts[system] = counts.get(system, 0) + 1
    words = translate("ManyPanel", "{count} to {system}")
    return names.joined(words.format(count=count_words(n), system=system) for system, n in sorted(counts.items()))
