"""Broadcasts in words: what they come to, where they stand, and why somebody gets none."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QLocale, QObject

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.numbers import shown_form
from fallback_console.services.broadcast import Preview
from fallback_console.services.broadcast_list import Progress
from fallback_console.ui import names
from fallback_console.ui.case.sms_words import parts_words
from fallback_console.ui.i18n import translate
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import duration

__all__ = [
    "NAMED",
    "BroadcastWords",
    "Look",
    "broadcast_look",
    "facts_words",
    "listing_words",
    "person_look",
    "reason_word",
    "role_word",
]

NAMED = 5
"""So many chosen people are named, the others are counted."""

_LOOKS = {
    "queued": ("waiting", "muted"),
    "sent": ("send", "accent"),
    "delivered": ("ok", "ok"),
    "answered": ("reply", "ok"),
    "failed": ("attention", "bad"),
    "unknown": ("unknown", "warn"),
    "cancelled": ("drop", "muted"),
    "left_out": ("bell-off", "muted"),
}
_BROADCASTS = {
    "draft": ("edit", "muted"),
    "running": ("flowing", "accent"),
    "paused": ("paused", "warn"),
    "cancelled": ("drop", "muted"),
    "finished": ("ok", "ok"),
}


class Look(NamedTuple):
    """A state: its word, icon and colour role."""

    word: str
    icon: str
    role: str


class BroadcastWords(QObject):
    """Counted words: only ``tr`` knows plurals."""

    def get_it(self, count: int) -> str:
        """'212 people get it'."""
        return self.tr("%Ln people get it", "", count)

    def do_not(self, count: int) -> str:
        """'12 people do not get it'."""
        return self.tr("%Ln people do not get it", "", count)

    def send_to(self, count: int) -> str:
        """On the button that sends."""
        return self.tr("&Send to %Ln people", "", count)

    def wait(self, count: int) -> str:
        """'200 people still wait for it'."""
        return self.tr("%Ln people still wait for it", "", count)

    def never(self, count: int) -> str:
        """What cancelling does."""
        return self.tr("%Ln people who still wait for it will never get it.", "", count)

    def have_it(self, count: int) -> str:
        """What cancelling cannot change."""
        return self.tr("%Ln have it or may have it already; that cannot be called back.", "", count)

    def handed_over(self, count: int) -> str:
        """What pausing cannot hold."""
        return self.tr("%Ln of them are with the gateway this moment", "", count)

    def whom(self, audience: Audience, names: Mapping[str, str]) -> str:
        """Who was asked for: 'customers with Tokyo · group Night shift · Ann Example, Bob Example and 3 more · 2 numbers'.

        Args:
            names: of the first ``NAMED`` chosen people, by key.
        """
        parts = []
        if audience.role:
            parts.append(role_word(audience.role))
        if audience.search:
            parts.append(self.tr("with the words: {words}").format(words=one_line(audience.search, 60)))
        if audience.group:
            parts.append(self.tr("group {name}").format(name=one_line(audience.group, 60)))
        if audience.people:
            first = audience.people[:NAMED]
            parts.append(", ".join(one_line(plain_name(names.get(key, "")) or key, 40) for key in first))
            if len(audience.people) > NAMED:
                parts[-1] = self.tr("{names} and {more}").format(
                    names=parts[-1], more=self.tr("%Ln more", "", len(audience.people) - NAMED)
                )
        if audience.numbers:
            parts.append(self.tr("%Ln typed numbers", "", len(audience.numbers)))
        return self.tr("To: {people}").format(people=" · ".join(parts))

    def running(self, count: int) -> str:
        """On the button that leads to broadcasts."""
        return self.tr("Broadcasts · %Ln under way", "", count)


def person_look(state: str) -> Look:
    """What became of it for one person."""
    word = {
        "queued": translate("Broadcast", "waits"),
        "sent": translate("Broadcast", "sent"),
        "delivered": translate("Broadcast", "delivered"),
        "answered": translate("Broadcast", "answered"),
        "failed": translate("Broadcast", "failed"),
        "unknown": translate("Broadcast", "not known"),
        "cancelled": translate("Broadcast", "cancelled"),
        "left_out": translate("Broadcast", "left out"),
    }[state]
    return Look(word, *_LOOKS[state])


def broadcast_look(state: str) -> Look:
    """Where a broadcast stands."""
    word = {
        "draft": translate("Broadcast", "Draft"),
        "running": translate("Broadcast", "Under way"),
        "paused": translate("Broadcast", "Paused"),
        "cancelled": translate("Broadcast", "Cancelled"),
        "finished": translate("Broadcast", "Finished"),
    }[state]
    return Look(word, *_BROADCASTS[state])


def reason_word(reason: str) -> str:
    """Why somebody gets none; '' for who gets it."""
    return {
        "opted-out": translate("Broadcast", "wants no text messages"),
        "no-number": translate("Broadcast", "has no number"),
        "impossible": translate("Broadcast", "the number cannot exist"),
        "no-mobile": translate("Broadcast", "has no mobile number"),
        "no-gateway": translate("Broadcast", "no gateway serves the country"),
        "same-number": translate("Broadcast", "shares a number with somebody who gets it"),
        "same-person": translate("Broadcast", "gets it already"),
        "quiet": translate("Broadcast", "it is night there"),
        "no-name": translate("Broadcast", "has no name for {place}").format(place="{customer}"),
        "too-long": translate("Broadcast", "the text with the name is too long"),
        "refused": translate("Broadcast", "the message could not be made"),
    }.get(reason, "")


def number_words(number: str) -> str:
    """A number as people read it; what is none stays as it was typed."""
    return shown_form(number, number, "") if number.startswith("+") else number


def role_word(role: str) -> str:
    """Everybody of a kind."""
    return {
        "customer": translate("Broadcast", "Customers"),
        "team": translate("Broadcast", "Teammates"),
        "expert": translate("Broadcast", "Experts"),
        "partner": translate("Broadcast", "Partners"),
        "group": translate("Broadcast", "Shared numbers"),
    }.get(role, translate("Broadcast", "Choose a kind …"))


def facts_words(found: Preview) -> str:
    """'212 parts · about 3 min 32 s over SMS · about 14.84 EUR'."""
    told = found.totals
    facts = [parts_words(told.parts)]
    if found.seconds is None:
        facts.append(translate("Broadcast", "no SMS gateway is connected: see Settings"))
    else:
        words = translate("Broadcast", "about {time} over {gateway}")
        time = duration(max(1, math.ceil(found.seconds)))
        facts.append(words.format(time=time, gateway=names.system_name(found.gateway)))
    if found.cost is not None:
        amount = QLocale().toString(found.cost, "f", 2)
        facts.append(translate("Broadcast", "about {amount}").format(amount=f"{amount} {found.currency}".rstrip()))
    return " · ".join(facts)


def listing_words(one: Progress) -> str:
    """Below a broadcast's title in the list."""
    look = broadcast_look(one.state)
    if one.state == "draft":
        return translate("Broadcast", "{state} · by {who}").format(state=look.word, who=one.broadcast.drafted_by)
    going = one.broadcast.people - one.counts["left_out"]
    words = translate("Broadcast", "{state} · {done} of {all}")
    number = QLocale().toString
    return words.format(state=look.word, done=number(going - one.counts["queued"]), all=number(going))
