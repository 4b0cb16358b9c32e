"""What is known of one person, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from fallback_console.domain.views import NumberRow, PersonRow
from fallback_console.services.people_list import ShownPerson
from fallback_console.ui.i18n import translate
from fallback_console.ui.people.words import language_words, line_word, number_kind, sources_words
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import IconLabel, PlainLabel, column, one_line, row
from fallback_console.ui.widgets.countries import country_name
from fallback_console.ui.widgets.times import time_of_day

__all__ = ["Fact", "FactsTable", "facts_of"]

_MOST_LINES = 40
_MOST = 5
"""The highest level of a skill."""


class Fact(NamedTuple):
    """One line.

    Attributes:
        more: what belongs to the value, in small letters below it.
        look: 'warn' where something is wrong with the value, else ''.
    """

    name: str
    value: str
    more: str = ""
    look: str = ""


class FactsTable(QWidget):
    """Names on the left, values on the right; made anew for each person, since there are a dozen lines at most.

    Args:
        narrow: long values are broken anywhere.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, narrow: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrow = narrow
        self._shown: tuple[Fact, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(Space.NONE, Space.NONE, Space.NONE, Space.NONE)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(_MOST_LINES, 1)

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show other lines."""
        if facts == self._shown:
            return
        self._shown = facts
        while (item := self._grid.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for line, fact in enumerate(facts[:_MOST_LINES]):
            name = PlainLabel(fact.name, "muted", wrap=True)
            name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(name, line, 0)
            self._grid.addWidget(self._value(fact), line, 1)
        self.setAccessibleName("; ".join(f"{f.name}: {f.value}{f', {f.more}' if f.more else ''}" for f in facts))

    def _value(self, fact: Fact) -> QWidget:
        box = QWidget()
        body = column(box, gap=Space.NONE)
        value = PlainLabel("", wrap=True)
        if self._narrow:
            value.set_data(fact.value.replace("@", "@\u200b").replace(".", ".\u200b"))
        else:
            value.set_data(fact.value)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if fact.look:
            line = row(gap=Space.XS)
            line.addWidget(IconLabel(self._theme, "warn", fact.look), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(value, 1)
            body.addLayout(line)
        else:
            body.addWidget(value)
        if fact.more:
            more = PlainLabel("", "warn" if fact.look else "small", wrap=True)
            more.set_data(fact.more)
            body.addWidget(more)
        return box


def facts_of(shown: ShownPerson, now: int) -> tuple[Fact, ...]:
    """What is known of somebody, in the order in which it is wanted."""
    person = shown.person
    return () if person is None else tuple(_facts(person, shown.lines, now))


def _facts(person: PersonRow, lines: Sequence[tuple[str, str]], now: int) -> Iterator[Fact]:
    if person.reading:
        yield Fact(translate("PersonFacts", "Reading"), person.reading)
    if person.organisation:
        yield Fact(translate("PersonFacts", "Organisation"), person.organisation)
    for number, (sort, region) in zip(person.numbers, lines, strict=True):
        yield _of_number(number, sort, region, now)
    if person.emails:
        yield Fact(translate("PersonFacts", "Mail"), "\n".join(one_line(mail, 120) for mail in person.emails))
    if person.languages:
        yield Fact(translate("PersonFacts", "Languages"), language_words(person.languages))
    if person.skills:
        skills = "\n".join(_skill(one_line(skill.name, 60), skill.level) for skill in person.skills)
        yield Fact(translate("PersonFacts", "Skills"), skills)
    if person.groups:
        groups = ", ".join(one_line(group, 60) for group in person.groups)
        yield Fact(translate("PersonFacts", "Groups"), groups)
    if person.timezone:
        yield Fact(translate("PersonFacts", "Time zone"), person.timezone.replace("_", " "))
    yield Fact(translate("PersonFacts", "Known from"), sources_words(person))


def _of_number(number: NumberRow, sort: str, region: str, now: int) -> Fact:
    name = number_kind(number)
    shown = one_line(number.shown, 40)
    if not number.e164:
        hint = translate("PersonFacts", "No such number is possible. It is kept as typed: ask them for the right one.")
        if not number.raw.lstrip().startswith(("+", "＋")):
            hint = translate(
                "PersonFacts", "Not a whole number: inside your company it may ring. Ask for it with the country code."
            )
        return Fact(name, shown, hint, "warn")
    out = translate("PersonFacts", "wants no SMS") if number.opted_out else ""
    parts = (line_word(sort), country_name(region), _time_there(number.timezones, now), out)
    return Fact(name, shown, " · ".join(part for part in parts if part))


def _time_there(zones: Sequence[str], now: int) -> str:
    """What time it is where a number is; of a large country only where all of it has the same."""
    times: set[str] = set()
    for zone in zones:
        try:
            times.add(time_of_day(datetime.fromtimestamp(now / 1000, ZoneInfo(zone))))
        except (ValueError, OSError, LookupError):
            continue
    if not times:
        return ""
    if len(times) > 1:
        return translate("PersonFacts", "in one of several time zones")
    return translate("PersonFacts", "{time} there").format(time=times.pop())


def _skill(name: str, level: int) -> str:
    if not level:
        return name
    return translate("PersonFacts", "{skill} {level}/{most}").format(skill=name, level=level, most=_MOST)
