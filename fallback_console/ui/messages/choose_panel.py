"""Choosing somebody: whom to write to, or whom a message is from and what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.conversations import Candidate
from fallback_console.domain.views import CaseRow, NumberRow, PersonRow
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices, SidePanel
from fallback_console.ui.case_words import case_number
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import PlainLabel, PrimaryButton, SearchBox

__all__ = ["ASSIGN", "WRITE", "ChoosePanel"]

ASSIGN, WRITE = "assign", "write"


class ChoosePanel(SidePanel):
    """Search, choose, done.

    Attributes:
        search_requested: what was typed.
        taken: (person key or None, case key or None): to whom and what it belongs.
        recipient_taken: key of a conversation to write in.
        mode: ``ASSIGN`` or ``WRITE``.
    """

    search_requested = Signal(str)
    taken = Signal(object, object)
    recipient_taken = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.mode = ASSIGN
        self._text = ""
        self.rows = ChoiceModel(theme, self)
        self.search = SearchBox(theme, shortcut=False)
        self.search.setObjectName("choose-search")
        self.list = Choices(theme, self.rows)
        self.list.setObjectName("choose-list")
        self._nothing = PlainLabel("", "muted", wrap=True)
        self.take_button = PrimaryButton(theme, "", "check")
        self.take_button.setObjectName("choose-take")
        for widget, stretch in ((self.search, 0), (self.list, 1), (self._nothing, 1)):
            self.body.addWidget(widget, stretch)
        self.body.addWidget(self.take_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.search.search_requested.connect(self.search_requested)
        self.search.leave_requested.connect(self.list.setFocus)
        self.search.returnPressed.connect(self._take)
        self.list.opened.connect(self._take)
        self.take_button.clicked.connect(self._take)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        super().retranslate()
        assign = self.mode == ASSIGN
        self.title.setText(
            self.tr("Whom is it from, and what is it about?") if assign else self.tr("Whom do you want to write to?")
        )
        self.search.set_hint(
            self.tr("Search people and cases")
            if assign
            else self.tr("Number, or a person's name, mail or organisation")
        )
        self.list.setAccessibleName(self.tr("Found"))
        self.take_button.setText(self.tr("&Assign") if assign else self.tr("&Write"))
        self._nothing.setText(
            self.tr("Nobody fits. Search by name, number or the case's words.")
            if assign
            else self.tr("Type a number with its country code, or somebody's name.")
        )

    def begin_with(self, mode: str) -> None:
        """Another question."""
        self.mode = mode
        self.search.clear()
        self.rows.show(())
        self.retranslate()
        self._write()

    def begin(self) -> None:
        """The keyboard goes into the search."""
        self.search.setFocus()

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Who it may be, the likeliest first."""
        self._show([self._of_candidate(one) for one in candidates])

    def show_found(self, people: Sequence[PersonRow], cases: Sequence[CaseRow]) -> None:
        """What a search for an assignment found."""
        rows = [Choice(plain_name(one.name), self._about(one), "person", (one.key, None)) for one in people]
        rows += [
            Choice(f"{case_number(one)} {one.subject}", one.customer, "queue", (one.customer_key or None, one.key))
            for one in cases
        ]
        self._show(rows)

    def show_recipients(self, people: Sequence[PersonRow], number: NumberRow | None) -> None:
        """Who can be written to; ``number`` is what was typed, where it is one."""
        rows = [Choice(number.shown, self.tr("this number"), "phone", f"number:{number.e164}")] if number else []
        rows += [Choice(plain_name(one.name), self._about(one), "person", f"person:{one.key}") for one in people]
        self._show(rows)

    def _show(self, rows: Sequence[Choice]) -> None:
        text = self.search.text().strip()
        # Found again for the same words: Enter takes whoever was chosen, wherever they stand now.
        before = self.list.current if text == self._text else None
        self._text = text
        self.rows.show(rows)
        same = next((n for n, one in enumerate(rows) if before is not None and one.what == before.what), 0)
        self.list.setCurrentIndex(self.rows.index(same))
        self._write()

    def _about(self, one: PersonRow) -> str:
        over_hub = self.mode == WRITE and not one.numbers
        nothing = self.tr("over the hub") if over_hub else self.tr("no number")
        number = one.numbers[0].shown if one.numbers else nothing
        return " · ".join(part for part in (one.organisation, number) if part)

    def _of_candidate(self, one: Candidate) -> Choice:
        why = {
            "named": self.tr("the message names this case"),
            "contact": self.tr("this number was last spoken to about it"),
            "number": self.tr("it is their number"),
            "maybe": self.tr("maybe: their number looks like it"),
        }[one.why]
        name = plain_name(one.person_name)
        if one.case_key:
            number = one.case_number if one.case_number.startswith("T-") else f"#{one.case_number}"
            below = " · ".join(part for part in (name, why) if part)
            return Choice(f"{number} {one.case_subject}", below, "queue", (one.person_key or None, one.case_key))
        return Choice(name, why, "person", (one.person_key, None))

    def _write(self) -> None:
        there = self.rows.rowCount() > 0
        self.list.setVisible(there)
        self._nothing.setVisible(not there)
        self.take_button.setEnabled(there)

    def _take(self) -> None:
        chosen = self.list.current
        if chosen is None:
            return
        if self.mode == WRITE:
            self.recipient_taken.emit(chosen.what)
        else:
            self.taken.emit(*chosen.what)
