"""Who it is, what time it is there, and how to reach them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.views import PersonRow
from fallback_console.services.people_list import ShownPerson
from fallback_console.ui.case.customer_card import CustomerCard
from fallback_console.ui.names import status_word
from fallback_console.ui.people.words import called, kind_icon, kind_word
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import Button, Chip

__all__ = ["PersonHead"]


class PersonHead(CustomerCard):
    """The customer's card for anybody, with the kind of person and a way to the messages.

    Attributes:
        messages_requested: show what was written with them.
    """

    messages_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.messages_button = Button(theme, "", "history")
        self.messages_button.setObjectName("person-messages")
        self._kind = Chip(theme)
        self._kind.setObjectName("person-kind")
        super().__init__(theme, parent)
        self.messages_button.clicked.connect(self.messages_requested)
        self.below.insertWidget(0, self._kind)
        self.below.addWidget(self.messages_button)
        self.contacts_button.hide()

    def retranslate(self) -> None:
        """Set every text again."""
        super().retranslate()
        self.sms_button.setToolTip(self.tr("Write them a text message (S)"))
        # Without words: the number beside it needs the room.
        self.messages_button.setAccessibleName(self.tr("Messages"))
        self.messages_button.setToolTip(self.tr("All text messages with them (O)"))

    def show_shown(self, shown: ShownPerson, now: int) -> None:
        """Show somebody with what they say of themselves."""
        person = shown.person
        assert person is not None
        self.show_person(person, (), called(person), now)
        self.messages_button.setEnabled(can_text(person))
        word = kind_word(person.role)
        if shown.status:
            self._kind.show_state(f"{word} · {status_word(shown.status)}", kind_icon(person.role), "warn")
        else:
            self._kind.show_state(word, kind_icon(person.role), "neutral")


def can_text(person: PersonRow) -> bool:
    """They have a number that exists."""
    return any(number.e164 for number in person.numbers)
