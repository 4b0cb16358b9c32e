"""Briefings in words: when the next one is due, who has read one, and what the console could tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject

from fallback_console.domain.briefing import PARTS, Briefing, is_overdue
from fallback_console.domain.briefing_text import LANGUAGES
from fallback_console.services.briefing import Given, Outage, Reader, Room
from fallback_console.services.briefing_facts import Facts
from fallback_console.ui import names
from fallback_console.ui.i18n import translate
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time, span

__all__ = [
    "BriefingWords",
    "Due",
    "Suggestion",
    "beginning",
    "due_words",
    "language_of",
    "part_hint",
    "part_title",
    "readers",
    "titles",
]

_BEGINNING = 120


class Due(NamedTuple):
    """When the next one is due: its words, icon and chip variant."""

    text: str
    icon: str
    variant: str


class Suggestion(NamedTuple):
    """Something that can be put into a part.

    Attributes:
        part: of ``PARTS``.
    """

    part: str
    text: str


class BriefingWords(QObject):
    """Counted words: only ``tr`` knows plurals."""

    def every(self, minutes: int) -> str:
        """How often."""
        return self.tr("every %Ln min", "", minutes)

    def read(self, one: Given) -> str:
        """How many have read it."""
        if one.texted:
            words = self.tr("read by {read}, texted to {texted}")
            return words.format(read=self.tr("%Ln people", "", one.read), texted=self.tr("%Ln people", "", one.texted))
        return self.tr("read by {read}").format(read=self.tr("%Ln people", "", one.read))

    def send_to(self, count: int) -> str:
        """On the button that sends."""
        return self.tr("&Send to %Ln people", "", count)

    def suggestions(self, outage: Outage, found: Facts, now: int) -> list[Suggestion]:
        """What the console knows, as sentences; what is nothing is not told."""
        systems = names.joined(names.system_name(one) for one in outage.systems)
        since = clock_time(outage.since_at, now)
        down = (
            self.tr("{systems} is down since {time}.")
            if len(outage.systems) == 1
            else self.tr("{systems} are down since {time}.")
        )
        if outage.over_at is not None:
            down = self.tr("{systems}: the outage is over.")
        told = [Suggestion("conditions", down.format(systems=systems, time=since))]
        if found.high + found.middle + found.low:
            words = self.tr("Open cases: {high} high, {middle} middle, {low} low.")
            told.append(
                Suggestion("conditions", words.format(high=found.high, middle=found.middle, low=found.low))
            )  # fmt: skip
        if found.unanswered:
            told.append(Suggestion("conditions", self.tr("%Ln customers wait for an answer.", "", found.unanswered)))
        if found.waiting:
            told.append(Suggestion("conditions", self.tr("%Ln things wait to be sent.", "", found.waiting)))
        if found.callbacks:
            told.append(Suggestion("actions", self.tr("%Ln people are to be called back now.", "", found.callbacks)))
        if found.attention:
            told.append(Suggestion("needs", self.tr("%Ln things need somebody's decision.", "", found.attention)))
        return told


def part_title(part: str) -> str:
    """A part's title."""
    return {
        "conditions": translate("Briefing", "Conditions"),
        "actions": translate("Briefing", "Actions"),
        "needs": translate("Briefing", "Needs"),
    }[part]


def part_hint(part: str) -> str:
    """What belongs into a part."""
    return {
        "conditions": translate("Briefing", "How things stand, and since when"),
        "actions": translate("Briefing", "What is being done, by whom"),
        "needs": translate("Briefing", "What is missing, until when"),
    }[part]


def due_words(room: Room, now: int) -> Due:
    """When the next one is due."""
    due = room.due_at
    if due is None:
        return Due(translate("Briefing", "The outage is over"), "ok", "ok")
    time = clock_time(due, now)
    if not is_overdue(due, now):
        words = translate("Briefing", "Next in {span}, at {time}")
        return Due(words.format(span=span(due - now), time=time), "clock", "accent")
    words = translate("Briefing", "Overdue since {time}: {span}")
    return Due(words.format(time=time, span=span(now - due)), "sla", "bad")


def beginning(given: Briefing) -> str:
    """How a briefing begins, on one line."""
    return one_line(next(text for text in (given.conditions, given.actions, given.needs) if text), _BEGINNING)


def readers(people: tuple[Reader, ...], now: int) -> str:
    """Names, with when and over what each has read it."""
    said = []
    for one in people:
        name = one_line(plain_name(one.name), 60)
        if one.at:
            over = translate("Briefing", "SMS") if one.how == "sms" else translate("Briefing", "here")
            name = translate("Briefing", "{name} ({over}, {time})").format(
                name=name, over=over, time=clock_time(one.at, now)
            )
        said.append(name)
    return translate("Briefing", ", ").join(said)


def language_of(current: str) -> str:
    """The language of what is sent and said, by that of the window."""
    return current if current in LANGUAGES else LANGUAGES[0]


def titles() -> Mapping[str, str]:
    """Every part's title."""
    return {part: part_title(part) for part in PARTS}
