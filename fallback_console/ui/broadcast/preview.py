"""What would come of a broadcast: how many get it, what the first one reads, and who does not get it and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fallback_console.domain.broadcast import Recipient
from fallback_console.services.broadcast import Preview
from fallback_console.ui.broadcast.words import BroadcastWords, facts_words, number_words, reason_word
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import Card, PlainLabel
from fallback_console.ui.widgets.numbers import count_words

__all__ = ["BroadcastPreview"]

_MOST = 200


class BroadcastPreview(Card):
    """Words, and a list of who is left out.

    Attributes:
        found: what is shown, None where there is nothing to look at yet.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Preview | None = None
        self._hint = ""
        self._words = BroadcastWords(self)
        self.heading = PlainLabel("", "large", wrap=True)
        self._facts = PlainLabel("", "muted", wrap=True)
        self._sample = PlainLabel("", "", wrap=True)
        self._left = PlainLabel("", "strong", wrap=True)
        self.rows = ChoiceModel(theme, self)
        self.list = Choices(theme, self.rows)
        self.list.setObjectName("broadcast-left-out")
        for widget in (self.heading, self._facts, self._sample, self._left):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.retranslate()

    def show_preview(self, found: Preview) -> None:
        """Show what was found."""
        self.found, self._hint = found, ""
        self._write()

    def show_hint(self, words: str) -> None:
        """There is nothing to look at, and this is what to do."""
        self.found, self._hint = None, words
        self._write()

    def retranslate(self) -> None:
        """Set every text again."""
        self.list.setAccessibleName(self.tr("Who does not get it"))
        self._write()

    def _write(self) -> None:
        found = self.found
        self.heading.setText(self._hint if found is None else self._words.get_it(found.totals.recipients))
        self.heading.set_look("muted" if found is None else "large")
        self._facts.setVisible(found is not None)
        self._sample.setVisible(found is not None and bool(found.sample))
        if found is None:
            self._left.hide()
            self.list.hide()
            return
        self._facts.setText(facts_words(found))
        self._sample.set_data(self.tr("The first one reads: {text}").format(text=found.sample))
        left = [one for one in found.found if one.reason]
        self._left.setText(self._words.do_not(len(left)))
        rows = [
            Choice(plain_name(one.name) or number_words(one.number), _why(one), "bell-off", one) for one in left[:_MOST]
        ]
        if len(left) > _MOST:
            more = self.tr("and {count} more").format(count=count_words(len(left) - _MOST))
            rows.append(Choice(more, "", "more", None))
        self.rows.show(rows)
        self._left.setVisible(bool(left))
        self.list.setVisible(bool(left))


def _why(one: Recipient) -> str:
    number = number_words(one.number) if one.name else ""
    return " · ".join(part for part in (number, reason_word(one.reason)) if part)
