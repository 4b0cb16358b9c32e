"""Who a conversation is with, what time it is there, and what they wait for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fallback_console.domain.conversations import Opened
from fallback_console.domain.views import CaseRow, PersonRow
from fallback_console.ui.case.customer_card import CustomerCard
from fallback_console.ui.case_words import case_number
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import Button
from fallback_console.ui.widgets.text import one_line, set_tooltip

__all__ = ["ConversationHead"]


class ConversationHead(CustomerCard):
    """The customer's card with a button for the case that is most likely meant; the others are in the list beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._case = ""
        self.case_button = Button(theme, "", "open")
        self.case_button.setObjectName("conversation-case")
        self.case_button.hide()
        super().__init__(theme, parent)
        self.case_button.clicked.connect(self._open_case)
        self.below.insertWidget(1, self.case_button)
        for unused in (self.sms_button, self.contacts_button):
            unused.hide()

    def show_conversation(self, opened: Opened, now: int) -> None:
        """Show whom it is with."""
        person = opened.person
        if person is not None:
            person = person._replace(numbers=opened.numbers)
        else:
            person = PersonRow(0, "", "", "", (), opened.numbers, "", "", "")
        number = opened.numbers[0].shown if opened.numbers else ""
        cases = [row for row in opened.cases if row is not None]
        self.show_person(person, cases[1:], plain_name(opened.name) or number, now)
        self._show_case(cases[0] if cases else None)

    @property
    def case_key(self) -> str:
        """The case that is most likely meant, '' for none."""
        return self._case

    def _more_words(self, count: int) -> str:
        # Once more: counted words are not looked for in the class below.
        return self.tr("%n more open", "", count)

    def _show_case(self, case: CaseRow | None) -> None:
        self._case = case.key if case is not None else ""
        self.case_button.setVisible(case is not None)
        if case is not None:
            self.case_button.setText(case_number(case))
            words = self.tr("Open {case}").format(case=one_line(f"{case_number(case)} {case.subject}", 120))
            set_tooltip(self.case_button, words)
            self.case_button.setAccessibleName(words)

    def _open_case(self) -> None:
        if self._case:
            self.case_requested.emit(self._case)
