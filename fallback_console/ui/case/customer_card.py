"""Who the customer is, what time it is there, and how to reach them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.views import CaseDetail, CaseRow, NumberRow, PersonRow
from fallback_console.ui.case_words import case_number
from fallback_console.ui.people_words import person_words
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, Card, Chip, ElidedLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.text import one_line, set_tooltip
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
        reach_requested: try one path to them after the other.
        contacts_requested: show when we last spoke or wrote to each other.
        below: the line of the numbers.
    """

    call_requested = Signal()
    sms_requested = Signal()
    case_requested = Signal(str)
    number_chosen = Signal()
    contacts_requested = Signal()
    reach_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person: PersonRow | None = None
        self._shown: object = None
        self._name = ElidedLabel("", "large")
        self._facts = ElidedLabel("", "muted")
        self._numbers = ComboBox(theme)
        self._numbers.setObjectName("customer-number")
        self._numbers.activated.connect(self._choose_number)
        self._there = Chip(theme)
        self._there.setObjectName("time-there")
        self._now = 0
        self.contacts_button = Button(theme, "", "history")
        self.contacts_button.setObjectName("contacts-open")
        self.contacts_button.clicked.connect(self.contacts_requested)
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
        self.reach_button = Button(theme, "", "flowing")
        self.reach_button.setObjectName("reach")
        self.reach_button.clicked.connect(self.reach_requested)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        words = column(gap=Space.NONE)
        words.addWidget(self._name)
        facts = row(gap=Space.S)
        facts.addWidget(self._there)
        facts.addWidget(self._facts, 1)
        words.addLayout(facts)
        line = row(gap=Space.S)
        line.addLayout(words, 1)
        line.addWidget(self.call_button)
        line.addWidget(self.sms_button)
        below = self.below = row(gap=Space.S)
        below.addWidget(self._numbers, 1)
        below.addWidget(self._others)
        below.addWidget(self.reach_button)
        below.addWidget(self.contacts_button)
        self.body.addLayout(line)
        self.body.addLayout(below)

    def retranslate(self) -> None:
        """Set every text again."""
        self._shown = None
        self.call_button.setText(self.tr("&Call"))
        self.call_button.setToolTip(self.tr("Ring this number (C)"))
        self.sms_button.setText(self.tr("S&MS"))
        self.sms_button.setToolTip(self.tr("Text this number (S)"))
        self.reach_button.setText(self.tr("Re&ach"))
        self.reach_button.setToolTip(self.tr("Try one path after the other until the message arrives (E)"))
        self._numbers.setAccessibleName(self.tr("Number"))
        # Without words: the numbers beside it need the room.
        self.contacts_button.setAccessibleName(self.tr("Last contacts"))
        self.contacts_button.setToolTip(self.tr("When you last spoke or wrote to each other (H)"))
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
        self.show_person(detail.customer, detail.other_cases, detail.row.customer, now)

    def show_person(self, person: PersonRow | None, cases: Sequence[CaseRow], name: str, now: int) -> None:
        """Show somebody.

        Args:
            cases: others that are open.
            name: what to show where the person has no name.
        """
        shown = (person, tuple(cases), name)
        self._now = now
        if shown == self._shown:
            # Only the time went on; a list that is open stays open.
            self._show_time()
            return
        self._shown = shown
        self.show_last("")
        chosen = self.number
        same = person is not None and self._person is not None and person.key == self._person.key
        self._person = person
        self._name.set_data(_name(person, name) or self.tr("Unknown customer"))
        self._numbers.clear()
        # What can surely be rung comes first.
        numbers = sorted(person.numbers, key=lambda n: (not n.e164, n.kind != "mobile")) if person is not None else []
        for number in numbers:
            self._numbers.addItem(self._spelled(number), number)
        if same and chosen is not None:
            found = next((i for i, n in enumerate(numbers) if n.raw == chosen.raw), 0)
            self._numbers.setCurrentIndex(found)
        self._numbers.setVisible(bool(numbers))
        self._show_time()
        self.contacts_button.setEnabled(person is not None)
        self.call_button.setEnabled(bool(numbers))
        self.reach_button.setEnabled(bool(numbers))
        self.sms_button.setEnabled(any(n.e164 and not n.opted_out for n in numbers))
        self._others.clear()
        self._others.setVisible(bool(cases))
        if cases:
            self._others.addItem(self._more_words(len(cases)), "")
            for other in cases:
                self._others.addItem(one_line(f"{case_number(other)} {other.subject}", 60), other.key)

    def _more_words(self, count: int) -> str:
        return self.tr("%n more open", "", count)

    def _spelled(self, number: NumberRow) -> str:
        kind = {
            "mobile": self.tr("mobile"),
            "work": self.tr("work"),
            "home": self.tr("home"),
        }.get(number.kind, self.tr("other"))
        words = f"{one_line(number.shown, 40)} · {kind}" if number.kind else one_line(number.shown, 40)
        # Not inside the f-string: texts to translate are not found there.
        no_sms = self.tr("no SMS")
        return f"{words} · {no_sms}" if number.opted_out else words

    def show_last(self, words: str) -> None:
        """Say when the last contact was."""
        set_tooltip(self.contacts_button, words or self.tr("When you last spoke or wrote to each other (H)"))
        self.contacts_button.setAccessibleDescription(words)

    def _choose_number(self) -> None:
        self._show_time()
        self.number_chosen.emit()

    def _show_time(self) -> None:
        """What is known of the customer, and what time it is where the chosen number is."""
        found = self._local_time()
        self._there.setVisible(found is not None)
        zone = ""
        if found is not None:
            there, zone = found
            time = time_of_day(there)
            if there.hour in _DAY:
                words = self.tr("{time} there").format(time=time)
                self._there.show_state(words, "clock", "neutral", zone)
            else:
                words = self.tr("{time} night there").format(time=time)
                self._there.show_state(words, "night", "warn", zone)
        self._facts.set_data(self._fact_words(self._person, zone))

    def _fact_words(self, person: PersonRow | None, zone: str) -> str:
        if person is None:
            return self.tr("No numbers are known.")
        parts = []
        number = self.number
        if number is not None and number.opted_out:
            parts.append(self.tr("this number wants no SMS"))
        elif any(n.opted_out for n in person.numbers):
            parts.append(self.tr("wants no SMS"))
        elif any(n.e164 for n in person.numbers):
            parts.append(self.tr("SMS allowed"))
        else:
            parts.append(self.tr("No numbers are known."))
        parts += [zone.replace("_", " "), *person.emails[:1]]
        return " · ".join(part for part in parts if part)

    def _local_time(self) -> tuple[datetime, str] | None:
        """Time and zone of the chosen number, else of the person; None where no zone is known."""
        number, person = self.number, self._person
        zones = () if number is None else number.timezones
        home = "" if person is None else person.timezone
        # A number of a large country may be in many zones: where the person says which, that one.
        ordered = (home, *zones) if home in zones or len(zones) != 1 else (*zones, home)
        for zone in filter(None, ordered):
            try:
                return datetime.fromtimestamp(self._now / 1000, ZoneInfo(zone)), zone
            except (ValueError, OSError, LookupError):
                continue
        return None

    def _open_other(self, _index: int) -> None:
        key = self._others.currentData()
        if key:
            self.case_requested.emit(str(key))


def _name(person: PersonRow | None, shown: str) -> str:
    """Whom it is about; a number or an address is no name."""
    if person is None or not person.name:
        return shown
    return person_words(person.name, person.reading, team=person.role in ("team", "expert", "group"))
