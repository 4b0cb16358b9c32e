"""Escalations in words: where one stands, who is waited for, what happened, and what a step asks."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject

from fallback_console.domain.watch_rules import ACTOR
from fallback_console.services.escalation_list import AskedPerson, Escalation, Line
from fallback_console.ui.i18n import translate
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time, span

__all__ = [
    "EscalationWords",
    "Look",
    "case_words",
    "line_icon",
    "line_words",
    "mark_words",
    "reference_words",
    "stands_words",
    "starter_words",
    "state_look",
    "title_words",
    "why_word",
]

_LOOKS = {
    "running": ("flowing", "warn"),
    "exhausted": ("attention", "bad"),
    "taken": ("claimed", "ok"),
    "closed": ("check", "neutral"),
}
_ICONS = {
    "started": "attention",
    "asked": "send",
    "exhausted": "attention",
    "taken": "claimed",
    "passed": "next",
    "closed": "check",
    "doubled": "check",
    "late": "history",
}


class Look(NamedTuple):
    """A state: its word, icon and chip variant."""

    word: str
    icon: str
    variant: str


class EscalationWords(QObject):
    """Counted words: only ``tr`` knows plurals."""

    def minutes(self, count: int) -> str:
        """How long a step has."""
        return self.tr("%Ln minutes", "", count)

    def repeats(self, count: int) -> str:
        """How often a chain is gone through again."""
        return self.tr("asked %Ln more times", "", count) if count else self.tr("asked once")


def state_look(state: str) -> Look:
    """Where one stands."""
    word = {
        "running": translate("Escalations", "Being asked"),
        "exhausted": translate("Escalations", "Nobody has it"),
        "taken": translate("Escalations", "Taken"),
        "closed": translate("Escalations", "Closed"),
    }[state]
    return Look(word, *_LOOKS[state])


def why_word(why: str) -> str:
    """Why somebody is not asked; '' for who is."""
    return {
        "quiet": translate("Escalations", "quiet hours"),
        "no-path": translate("Escalations", "no way to reach them"),
        "gone": translate("Escalations", "not known here any more"),
    }.get(why, why)


def title_words(one: Escalation) -> str:
    """'12 · Ring the carrier'."""
    return f"{one.number} · {one_line(one.reason, 200)}"


def case_words(one: Escalation) -> str:
    """The case it is about, '' for none."""
    if not one.case_number:
        return ""
    words = translate("Escalations", "Case {number}: {subject}")
    return words.format(number=one.case_number, subject=one_line(one.case_subject, 120))


def stands_words(one: Escalation, now: int) -> str:
    """Who is waited for and how long, or who has it since when."""
    if one.state == "closed":
        words = translate("Escalations", "closed by {name}, {time}")
        return words.format(name=plain_name(one.closed_by), time=clock_time(one.closed_at, now))
    if one.state == "taken":
        words = translate("Escalations", "{name} has it since {time}")
        return words.format(name=plain_name(one.holder_name), time=clock_time(one.held_at, now))
    if one.state == "exhausted":
        return translate("Escalations", "everybody was asked in vain")
    names = one_line(", ".join(map(plain_name, one.waits_for)), 80) or translate("Escalations", "nobody")
    left = one.due_at - now
    if left <= 0:
        words = translate("Escalations", "step {step} of {steps}, waits for {names}, the next step is asked now")
        return words.format(step=one.step, steps=len(one.steps), names=names)
    words = translate("Escalations", "step {step} of {steps}, waits for {names}, {time} to the next step")
    return words.format(step=one.step, steps=len(one.steps), names=names, time=span(left))


def mark_words(one: Escalation, now: int) -> tuple[Look, str]:
    """What the case shows of it: in short, and all of it."""
    look, whole = state_look(one.state), f"{title_words(one)}. {stands_words(one, now)}"
    if one.state == "taken":
        words = translate("Escalations", "Escalated: {name} has it").format(name=plain_name(one.holder_name))
    elif one.state == "exhausted":
        words = translate("Escalations", "Escalated: nobody has it")
    else:
        names = ", ".join(map(plain_name, one.waits_for)) or translate("Escalations", "nobody")
        words = translate("Escalations", "Escalated: step {step}, waits for {names}, {time}")
        words = words.format(step=one.step, names=names, time=span(max(0, one.due_at - now)))
    return look._replace(word=one_line(words, 120)), whole


def line_icon(line: Line) -> str:
    """Icon of something that happened."""
    return _ICONS[line.what]


def line_words(line: Line, one: Escalation, now: int) -> tuple[str, str]:
    """What happened, and what belongs to it."""
    time = clock_time(line.at, now)
    who = starter_words(line.who)
    if line.what == "asked":
        names = ", ".join(map(plain_name, line.names)) or translate("Escalations", "nobody")
        title = translate("Escalations", "{time} Step {step}: {names}").format(time=time, step=line.step, names=names)
        asked = [a for a in one.asked if a.position == line.position and not a.why]
        told = [_arrival(a) for a in asked]
        told += [f"{plain_name(name)}: {why_word(why)}" for name, why in line.skipped]
        return title, " · ".join(filter(None, told))
    if line.what == "doubled":
        words = translate("Escalations", "{time} Closed: the same was paged already, as {number}")
        return words.format(time=time, number=", ".join(line.names)), plain_name(line.who)
    words = {
        "started": translate("Escalations", "{time} Begun by {name}"),
        "exhausted": translate("Escalations", "{time} Nobody is left to be asked"),
        "taken": translate("Escalations", "{time} {name} has taken it"),
        "passed": translate("Escalations", "{time} {name} passes it on"),
        "closed": translate("Escalations", "{time} {name} has closed it"),
        "late": translate("Escalations", "{time} {name} answered; it changed nothing"),
    }[line.what]
    how = {
        "sms": translate("Escalations", "by SMS"),
        "hub": translate("Escalations", "over the hub"),
        "keys": translate("Escalations", "with a key in a call"),
        "desk": translate("Escalations", "at a desk"),
    }.get(line.how, "")
    return words.format(time=time, name=who), how


def starter_words(who: str) -> str:
    """Who began one: somebody, or a rule."""
    return translate("Escalations", "a watch rule") if who == ACTOR else plain_name(who)


def _arrival(one: AskedPerson) -> str:
    over = {
        "sms": translate("Escalations", "SMS"),
        "call": translate("Escalations", "call"),
        "desk": translate("Escalations", "call"),
        "mail": translate("Escalations", "mail"),
        "slack": translate("Escalations", "Slack"),
        "hub": translate("Escalations", "hub"),
    }.get(one.over, "")
    state = {
        "calling": translate("Escalations", "being made by the console"),
        "waiting": translate("Escalations", "to be made")
        if one.over in ("call", "desk")
        else translate("Escalations", "sent"),
        "silent": translate("Escalations", "no answer"),
        "unknown": translate("Escalations", "not known whether it arrived"),
        "failed": translate("Escalations", "failed"),
        "delivered": translate("Escalations", "delivered"),
        "answered": translate("Escalations", "answered"),
    }.get(one.arrival, "")
    return f"{plain_name(one.name)}: {over} {state}" if over else ""


def reference_words(reference: str, name: str) -> str:
    """Something that a step asks."""
    kind = reference.partition(":")[0]
    if kind == "oncall":
        if not name:
            return translate("Escalations", "Whoever is on call")
        return translate("Escalations", "On call: {schedule}").format(schedule=one_line(name, 60))
    if kind == "group":
        return translate("Escalations", "Group: {name}").format(name=one_line(name, 60))
    return one_line(plain_name(name), 60)
