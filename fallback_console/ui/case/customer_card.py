"""Who the customer is, what time it is there, and how to reach them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.views import CaseDetail, NumberRow, PersonRow
from fallback_console.ui.case_words import case_number
from fallback_console.ui.people_words import person_words
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, Card, ComboBox, ElidedLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import time_of_day

__all__ = ["CustomerCard"]

_DAY = range(8, 21)
_OTHERS_CHARS = 9


class CustomerCard(Card):
    """The customer of the case that is shown.

    Attributes:
        call_requested: ring the number that is chosen.
        sms_requested: text it.
        case_requested: key of another open case of the customer.
        number_chosen: another of their numbers.
    """

    call_requested = Signal()
    sms_requested = Signal()
    case_requested = Signal(str)
    number_chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person: PersonRow | None = None
        self._shown: object = None
        self._name = ElidedLabel("", "large")
        self._facts = ElidedLabel("", "muted")
        self._numbers = ComboBox(theme)
        self._numbers.setObjectName("customer-number")
        self._numbers.activated.connect(self.number_chosen)
        self._others = ComboBox(theme)
        self._others.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._others.setMinimumContentsLength(_OTHERS_CHARS)
        self._others.activated.connect(self._open_other)
        self.call_button = PrimaryButton(theme, "", "phone")
        self.call_button.setObjectName("call")
        self.sms_button = Button(theme, "", "sms")
        self.sms_button.setObjectName("sms")
        self.call_button.clicked.connect(self.call_requested)
        self.sms_button.clicked.connect(self.sms_requested)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        words = column(gap=Space.XS)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        line = row(gap=Space.S)
        line.addLayout(words, 1)
        line.addWidget(self.call_button)
        line.addWidget(self.sms_button)
        below = row(gap=Space.S)
        below.addWidget(self._numbers, 1)
        below.addWidget(self._others)
        self.body.addLayout(line)
        self.body.addLayout(below)

    def retranslate(self) -> None:
        """Set every text again."""
        self._shown = None
        self.call_button.setText(self.tr("&Call"))
        self.call_button.setToolTip(self.tr("Ring this number (C)"))
        self.sms_button.setText(self.tr("S&MS"))
        self.sms_button.setToolTip(self.tr("Text this number (S)"))
        self._numbers.setAccessibleName(self.tr("Number"))
        self._others.setAccessibleName(self.tr("Other open cases of this customer"))

    @property
    def number(self) -> NumberRow | None:
        """The number that is chosen."""
        found = self._numbers.currentData()
        return found if isinstance(found, NumberRow) else None

    @property
    def person(self) -> PersonRow | None:
        """The customer, None where nobody is known."""
        return self._person

    def show_case(self, detail: CaseDetail, now: int) -> None:
        """Show the customer of a case."""
        person = detail.customer
        shown = (person, detail.other_cases, detail.row.customer)
        if shown == self._shown:
            # Only the time went on; a list that is open stays open.
            self._facts.set_data(self._fact_words(person, now))
            return
        self._shown = shown
        chosen = self.number
        same = person is not None and self._person is not None and person.key == self._person.key
        self._person = person
        self._name.set_data(_name(person, detail.row.customer) or self.tr("Unknown customer"))
        self._numbers.clear()
        numbers = sorted(person.numbers, key=lambda n: n.kind != "mobile") if person is not None else []
        for number in numbers:
            self._numbers.addItem(self._spelled(number), number)
        if same and chosen is not None:
            found = next((i for i, n in enumerate(numbers) if n.raw == chosen.raw), 0)
            self._numbers.setCurrentIndex(found)
        self._numbers.setVisible(bool(numbers))
        self._facts.set_data(self._fact_words(person, now))
        self.call_button.setEnabled(bool(numbers))
        self.sms_button.setEnabled(any(n.e164 and not n.opted_out for n in numbers))
        self._others.clear()
        self._others.setVisible(bool(detail.other_cases))
        if detail.other_cases:
            self._others.addItem(self.tr("%n more open", "", len(detail.other_cases)), "")
            for other in detail.other_cases:
                self._others.addItem(one_line(f"{case_number(other)} {other.subject}", 60), other.key)

    def _spelled(self, number: NumberRow) -> str:
        kind = {
            "mobile": self.tr("mobile"),
            "work": self.tr("work"),
            "home": self.tr("home"),
        }.get(number.kind, self.tr("other"))
        words = f"{one_line(number.shown, 40)} · {kind}"
        # Not inside the f-string: texts to translate are not found there.
        no_sms = self.tr("no SMS")
        return f"{words} · {no_sms}" if number.opted_out else words

    def _fact_words(self, person: PersonRow | None, now: int) -> str:
        if person is None:
            return self.tr("No numbers are known.")
        parts = [self._local_time(person, now)]
        if any(n.opted_out for n in person.numbers):
            parts.append(self.tr("wants no SMS"))
        elif any(n.e164 for n in person.numbers):
            parts.append(self.tr("SMS allowed"))
        else:
            parts.append(self.tr("No numbers are known."))
        parts += person.emails[:1]
        return " · ".join(part for part in parts if part)

    def _local_time(self, person: PersonRow, now: int) -> str:
        zones = (person.timezone, *(zone for n in person.numbers for zone in n.timezones))
        for zone in zones:
            try:
                there = datetime.fromtimestamp(now / 1000, ZoneInfo(zone))
            except (ValueError, OSError, LookupError):
                continue
            words = self.tr("{time} there").format(time=time_of_day(there))
            night = self.tr("night")
            return words if there.hour in _DAY else f"{words} ({night})"
        return ""

    def _open_other(self, _index: int) -> None:
        key = self._others.currentData()
        if key:
            self.case_requested.emit(str(key))


def _name(person: PersonRow | None, shown: str) -> str:
    """Whom it is about; a number or an address is no name."""
    if person is None or not person.name:
        return shown
    return person_words(person.name, person.reading, team=person.role == "team")
