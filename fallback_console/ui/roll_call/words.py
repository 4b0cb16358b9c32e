"""Roll calls in words: where people stand, over which path they were asked, and why somebody is not."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject

from fallback_console.domain.roll_call import Answer
from fallback_console.services.roll_call import EVERYBODY, Totals
from fallback_console.services.roll_call_list import UNACCOUNTED, RollCall, RollPerson
from fallback_console.ui.broadcast.words import number_words, role_word
from fallback_console.ui.case_words import outcome_word
from fallback_console.ui.i18n import translate
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time, span

__all__ = [
    "RollWords",
    "answer_words",
    "how_word",
    "kind_word",
    "name_words",
    "path_words",
    "reason_word",
    "state_look",
    "title_words",
    "whom_word",
]

_LOOKS = {
    "help": ("attention", "bad"),
    "to_ring": ("phone", "warn"),
    "unreachable": ("down", "bad"),
    "again": ("refresh", "warn"),
    "asked": ("send", "accent"),
    "queued": ("waiting", "muted"),
    "not_asked": ("bell-off", "warn"),
    "other": ("reply", "accent"),
    "safe": ("ok", "ok"),
}


class Look(NamedTuple):
    """A state: its word, icon and colour role."""

    word: str
    icon: str
    role: str


class RollWords(QObject):
    """Counted words: only ``tr`` knows plurals."""

    def ask(self, count: int) -> str:
        """On the button that begins."""
        return self.tr("&Ask %Ln people now", "", count)

    def asked(self, count: int) -> str:
        """'212 people are asked'."""
        return self.tr("%Ln people are asked", "", count)

    def not_asked(self, count: int) -> str:
        """'12 people cannot be asked'."""
        return self.tr("%Ln people cannot be asked", "", count)

    def first(self, told: Totals) -> str:
        """'200 by SMS · 12 by a call that one of you makes'."""
        parts = []
        texts, calls = told.first.get("sms", 0), told.first.get("call", 0) + told.first.get("desk", 0)
        hub = told.first.get("hub", 0)
        if hub:
            parts.append(self.tr("%Ln in their own window first", "", hub))
        if texts:
            parts.append(self.tr("%Ln by SMS first", "", texts))
        if calls:
            parts.append(self.tr("%Ln have to be rung by one of you", "", calls))
        return " · ".join(parts)

    def quiet(self, count: int) -> str:
        """Whom it wakes."""
        return self.tr(
            "%Ln of them are in their quiet hours: a roll call is urgent and reaches them all the same.", "", count
        )

    def quiet_were(self, count: int) -> str:
        """Whom it woke."""
        return self.tr("%Ln asked in their quiet hours", "", count)

    def unaccounted(self, one: RollCall, now: int) -> str:
        """'Unaccounted for: 7, longest 12 min'."""
        if not one.unaccounted:
            return self.tr("Everybody is accounted for.")
        if not one.waiting_since:
            return self.tr("Unaccounted for: %Ln", "", one.unaccounted)
        words = self.tr("Unaccounted for: %Ln, longest {time}", "", one.unaccounted)
        return words.format(time=span(max(0, (one.closed_at or now) - one.waiting_since)))

    def unknown(self, count: int) -> str:
        """Of whom nobody knows whether the question arrived."""
        return self.tr("of %Ln nobody knows whether the text arrived", "", count)

    def missing(self, count: int) -> str:
        """What closing means."""
        return self.tr(
            "Of %Ln people nothing was heard. Nobody is asked any more; answers that come late still count.", "", count
        )

    def in_language(self, count: int) -> str:
        """Beside a text: how many read it."""
        return self.tr("read by %Ln people", "", count)


def state_look(state: str) -> Look:
    """Where somebody stands."""
    word = {
        "help": translate("RollCall", "Needs help"),
        "to_ring": translate("RollCall", "To be rung"),
        "unreachable": translate("RollCall", "Unreachable"),
        "again": translate("RollCall", "Asked again"),
        "asked": translate("RollCall", "Asked"),
        "queued": translate("RollCall", "Being asked"),
        "not_asked": translate("RollCall", "Not asked"),
        "other": translate("RollCall", "Answered"),
        "safe": translate("RollCall", "Safe"),
    }[state]
    return Look(word, *_LOOKS[state])


def filter_word(state: str) -> str:
    """On the chip that shows those in a state."""
    return translate("RollCall", "Unaccounted for") if state == UNACCOUNTED else state_look(state).word


def whom_word(role: str) -> str:
    """A kind of people to ask."""
    return translate("RollCall", "Everybody but customers") if role == EVERYBODY else role_word(role)


def kind_word(kind: str) -> str:
    """A kind of path."""
    return {
        "sms": translate("RollCall", "SMS"),
        "call": translate("RollCall", "Call"),
        "desk": translate("RollCall", "Desk phone"),
        "hub": translate("RollCall", "Hub"),
    }.get(kind, "")


def how_word(how: str) -> str:
    """How an answer came."""
    return {
        "hub": translate("RollCall", "in their window"),
        "sms": translate("RollCall", "by SMS"),
        "call": translate("RollCall", "in a call"),
        "desk": translate("RollCall", "told here"),
        "person": translate("RollCall", "somebody says for them"),
    }[how]


def reason_word(reason: str) -> str:
    """Why somebody is not asked; '' for who is."""
    return {
        "no-number": translate("RollCall", "has no number"),
        "opted-out": translate("RollCall", "wants no text messages"),
        "no-consent": translate("RollCall", "does not want to be reached over any path"),
        "impossible": translate("RollCall", "the number cannot exist"),
        "no-gateway": translate("RollCall", "no SMS gateway serves the number"),
        "gone": translate("RollCall", "is not known here any more"),
    }.get(reason, reason)


def name_words(one: RollPerson) -> str:
    """Who it is."""
    return one_line(plain_name(one.name) or number_words(one.address) or translate("RollCall", "Unknown"), 80)


def path_words(one: RollPerson) -> tuple[str, str]:
    """Over which path somebody was asked, and what became of it."""
    if one.state == "not_asked":
        return translate("RollCall", "no path"), reason_word(one.reason)
    if not one.kind:
        return kind_word(one.next_kind), translate("RollCall", "in a moment")
    if one.kind == "hub":
        return kind_word(one.kind), translate("RollCall", "in their own window")
    parts = [number_words(one.address)]
    if one.kind in ("call", "desk"):
        if one.why:
            parts.append(outcome_word(one.why))
        elif one.until and one.state in ("asked", "again"):
            parts.append(translate("RollCall", "called by the console"))
    else:
        parts.append(_arrival_word(one.arrival))
    return kind_word(one.kind), " · ".join(filter(None, parts))


def _arrival_word(arrival: str) -> str:
    return {
        "waiting": translate("RollCall", "waits for the gateway"),
        "sent": translate("RollCall", "sent"),
        "delivered": translate("RollCall", "delivered"),
        "failed": translate("RollCall", "failed"),
        "unknown": translate("RollCall", "not known whether it arrived"),
    }.get(arrival, "")


def answer_words(answer: Answer | None) -> tuple[str, str]:
    """What somebody answered, and how that is known."""
    if answer is None:
        return "", ""
    about = how_word(answer.how)
    if answer.how not in ("sms", "hub") and answer.by:
        about = translate("RollCall", "{how}, {who}").format(how=about, who=answer.by)
    if answer.shared:
        about = translate("RollCall", "number shared: ask who it was")
    return one_line(answer.text, 160) or translate("RollCall", "no words"), about


def title_words(one: RollCall, now: int) -> str:
    """What a roll call is called in a list."""
    when = clock_time(one.started_at, now)
    title = one_line(one.title, 40) or translate("RollCall", "Roll call")
    if one.closed_at:
        return translate("RollCall", "{title}, {time} (closed)").format(title=title, time=when)
    return translate("RollCall", "{title}, {time}").format(title=title, time=when)
