"""When the customer and we last spoke or wrote to each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.views import ContactRow
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices, SidePanel
from fallback_console.ui.case_words import outcome_word
from fallback_console.ui.i18n import translate
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import PlainLabel
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time, relative

__all__ = ["ContactsPanel", "contact_choices", "contact_words", "last_contact"]


def contact_words(contact: ContactRow, login: str, *, customer: bool = True) -> tuple[str, str]:
    """What it was and how it went: ('SMS to the customer', 'delivered · haruka').

    Args:
        customer: it was with a customer, not with somebody else.
    """
    others = {
        ("call", False): translate("Contacts", "Call to them"),
        ("call", True): translate("Contacts", "Call from them"),
        ("sms", False): translate("Contacts", "SMS to them"),
        ("sms", True): translate("Contacts", "SMS from them"),
    }
    titles = {
        ("call", False): translate("Contacts", "Call to the customer"),
        ("call", True): translate("Contacts", "Call from the customer"),
        ("sms", False): translate("Contacts", "SMS to the customer"),
        ("sms", True): translate("Contacts", "SMS from the customer"),
        ("reply", False): translate("Contacts", "Reply to the customer"),
        ("reply", True): translate("Contacts", "Mail from the customer"),
    }
    who = translate("Contacts", "you") if contact.who == login and login else one_line(contact.who, 40)
    place = (contact.kind, contact.incoming)
    title = others.get(place, titles[place]) if not customer else titles[place]
    return title, " · ".join(part for part in (_outcome(contact), who) if part)


def last_contact(contacts: Sequence[ContactRow], login: str, now: int) -> str:
    """The newest of them in one line, '' where there is none."""
    if not contacts:
        return ""
    what, how = contact_words(contacts[0], login)
    return " · ".join(part for part in (what, clock_time(contacts[0].at, now), how) if part)


def _outcome(contact: ContactRow) -> str:
    if contact.kind == "call":
        return outcome_word(contact.outcome, "in" if contact.incoming else "out")
    if contact.incoming:
        return ""
    if contact.waiting:
        return translate("Contacts", "not yet sent")
    return {
        "delivered": translate("Contacts", "delivered"),
        "failed": translate("Contacts", "not delivered"),
        "buffered": translate("Contacts", "the phone is off or out of reach"),
    }.get(contact.outcome, translate("Contacts", "sent"))


def _icon(contact: ContactRow) -> str:
    return {"call": ("phone-out", "phone-in"), "sms": ("sms", "sms-in"), "reply": ("reply", "mail")}[contact.kind][
        contact.incoming
    ]


def contact_choices(contacts: Sequence[ContactRow], login: str, now: int, *, customer: bool = True) -> list[Choice]:
    """Contacts as rows, each standing for the key of the case it was about."""
    rows = []
    for contact in contacts:
        what, how = contact_words(contact, login, customer=customer)
        when = f"{clock_time(contact.at, now)} ({relative(contact.at, now)})"
        number = f"#{contact.case_number}" if contact.case_number else ""
        below = " · ".join(part for part in (when, how, number) if part)
        rows.append(Choice(what, below, _icon(contact), contact.case_key))
    return rows


class ContactsPanel(SidePanel):
    """The last contacts, newest first; Enter goes to the case it was about.

    Attributes:
        case_requested: key of a case.
    """

    case_requested = Signal(str)

    def __init__(self, theme: Theme, login: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._login = login
        self.rows = ChoiceModel(theme, self)
        self.list = Choices(theme, self.rows)
        self.list.setObjectName("contacts")
        self.list.opened.connect(self._open)
        self._nothing = PlainLabel("", "muted", wrap=True)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.list, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        super().retranslate()
        self.title.setText(self.tr("Last contacts"))
        self.list.setAccessibleName(self.tr("Last contacts"))
        self._nothing.setText(self.tr("Nobody here has spoken or written to this customer yet."))

    def show_contacts(self, contacts: Sequence[ContactRow], now: int) -> None:
        """Show them."""
        rows = contact_choices(contacts, self._login, now)
        place = self.list.currentIndex().row()
        self.rows.show(rows)
        self.list.setCurrentIndex(self.rows.index(min(max(place, 0), len(rows) - 1)))
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)

    def begin(self) -> None:
        """The keyboard goes into the list."""
        (self.list if self.list.isVisibleTo(self) else self._back).setFocus()

    def _open(self) -> None:
        current = self.list.current
        if current is not None and current.what:
            self.case_requested.emit(current.what)
