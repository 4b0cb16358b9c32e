"""Swarms in words: where one stands, who is in it and how, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject

from fallback_console.domain.swarm import STEPS
from fallback_console.services.swarm_list import MemberRow, Swarm
from fallback_console.ui.case_words import Words
from fallback_console.ui.i18n import translate
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time, span

__all__ = [
    "Look",
    "SwarmWords",
    "case_words",
    "check_words",
    "external_name",
    "member_icon",
    "member_words",
    "name_words",
    "next_hint",
    "next_words",
    "not_offered_word",
    "people_words",
    "state_look",
    "step_look",
    "step_word",
    "title_words",
    "told_words",
    "way_word",
]

_STATES = {"open": ("swarm", "accent"), "closed": ("check", "ok"), "archived": ("history", "neutral")}
_MEMBERS = {"invited": "waiting", "accepted": "claimed", "declined": "close", "left": "back", "removed": "drop"}


class Look(NamedTuple):
    """A state: its word, icon and chip variant."""

    word: str
    icon: str
    variant: str


class SwarmWords(QObject):
    """Counted words: only ``tr`` knows plurals."""

    def members(self, count: int) -> str:
        """'4 members'."""
        return self.tr("%Ln members", "", count)

    def unread(self, count: int) -> str:
        """'2 new'."""
        return self.tr("%Ln new", "", count)

    def chosen(self, count: int) -> str:
        """'3 chosen'."""
        return self.tr("%Ln chosen", "", count)

    def mark(self, one: Swarm) -> str:
        """What a case shows of it: 'Swarm S12 · 4 members'."""
        inside = self.members(len(inside_of(one)))
        if one.state != "open":
            return self.tr("Swarm S{number} · {state}").format(number=one.number, state=state_look(one.state).word)
        return self.tr("Swarm S{number} · {members}").format(number=one.number, members=inside)

    def open_cases(self, count: int) -> str:
        """'3 open cases'."""
        return self.tr("%Ln open cases", "", count)


def inside_of(one: Swarm) -> list[MemberRow]:
    """Who is in it, watchers left out."""
    return [m for m in one.members if m.state == "accepted" and m.role != "watcher"]


def name_words(name: str) -> str:
    """Somebody's name in one line."""
    return one_line(plain_name(name), 60)


def external_name(member: MemberRow, organisations: Mapping[str, str]) -> str:
    """'Ines Duarte, Carrier Example'."""
    organisation = one_line(organisations.get(member.who, ""), 60)
    name = name_words(member.name)
    return f"{name}, {organisation}" if organisation and organisation != name else name


def title_words(one: Swarm) -> str:
    """'S12 · The carrier is down'."""
    return f"S{one.number} · {one_line(one.title, 200)}"


def case_words(one: Swarm, customer: str = "") -> str:
    """The case and its customer, '' where the case is gone."""
    number = one.case_number if one.case_number.startswith("T-") or not one.case_number else f"#{one.case_number}"
    return " · ".join(
        filter(None, (" ".join(filter(None, (number, one_line(one.case_subject, 120)))), one_line(customer, 60)))
    )


def state_look(state: str) -> Look:
    """Whether one is open."""
    word = {
        "open": translate("Swarms", "Open"),
        "closed": translate("Swarms", "Closed"),
        "archived": translate("Swarms", "Archived"),
    }[state]
    return Look(word, *_STATES[state])


def step_word(step: str) -> str:
    """One of the nine steps."""
    return {
        "triage": translate("Swarms", "Triage"),
        "decided": translate("Swarms", "Decision"),
        "room": translate("Swarms", "Room"),
        "invited": translate("Swarms", "Invitations"),
        "discussing": translate("Swarms", "Discussion"),
        "next": translate("Swarms", "Next action"),
        "closing": translate("Swarms", "Closing"),
        "closed": translate("Swarms", "Closed"),
        "archived": translate("Swarms", "Archived"),
    }[step]


def step_look(step: str, at: str) -> Look:
    """How a step is shown while a swarm is at another one: done, now, or still to come."""
    place, now = STEPS.index(step), STEPS.index(at)
    word = step_word(step)
    if place == now:
        return Look(word, "flowing", "accent")
    return Look(word, "check", "ok") if place < now else Look(word, "clock", "neutral")


def next_hint(step: str) -> str:
    """What is to be done next."""
    return {
        "room": translate("Swarms", "Next: invite those who can help."),
        "invited": translate("Swarms", "Next: write what you know; whoever joins reads it."),
        "discussing": translate("Swarms", "Next: name the next action, with who does it and until when."),
        "next": translate("Swarms", "Next: do it, then say that it is done, or hand it on."),
        "closing": translate("Swarms", "Next: tell the customer, write the summary, close."),
        "closed": translate("Swarms", "Next: archive it, or go on with it."),
        "archived": translate("Swarms", "It is put away and can be read for ever."),
    }.get(step, "")


def check_words(check: str) -> str:
    """A point of the checklist, of ``domain.swarm.CHECKS``."""
    return {
        "impact": translate("Swarms", "Many customers or sites are hit"),
        "urgency": translate("Swarms", "It gets worse by the hour"),
        "safety": translate("Swarms", "People or data are in danger"),
        "workaround": translate("Swarms", "There is no way around it"),
        "known": translate("Swarms", "No known fault or article fits"),
        "evidence": translate("Swarms", "Logs and steps to see it are at hand"),
        "skills": translate("Swarms", "It needs skills that others have"),
        "promised": translate("Swarms", "A promise to the customer is at risk"),
    }[check]


def next_words(one: Swarm, now: int) -> Words:
    """The next action with its owner and time; overdue is said in words."""
    action = one.next
    if not action.state:
        return Words(translate("Swarms", "No next action yet"), "due", "muted")
    text = one_line(action.text, 160)
    owner = name_words(action.owner_name)
    if action.state == "done":
        return Words(translate("Swarms", "Done: {text}").format(text=text), "check", "ok")
    if action.state == "handed":
        return Words(translate("Swarms", "Handed on to the case: {text}").format(text=text), "next", "ok")
    if action.due_at <= now:
        words = translate("Swarms", "{text} · {owner} · overdue {time}")
        return Words(words.format(text=text, owner=owner, time=span(now - action.due_at)), "attention", "bad")
    words = translate("Swarms", "{text} · {owner} · until {time}")
    return Words(words.format(text=text, owner=owner, time=clock_time(action.due_at, now)), "due", "text")


def told_words(by: str, at: int, now: int) -> str:
    """How the customer was told."""
    how = {
        "call": translate("Swarms", "a call"),
        "sms": translate("Swarms", "an SMS"),
        "reply": translate("Swarms", "a reply"),
        "mail": translate("Swarms", "a mail"),
        "chat": translate("Swarms", "a Slack message"),
    }.get(by, "")
    return translate("Swarms", "The customer was told: {how}, {time}").format(how=how, time=clock_time(at, now))


def people_words(one: Swarm, organisations: Mapping[str, str]) -> str:
    """Who is in it, in a line."""
    inside = []
    for member in inside_of(one):
        name = name_words(member.name)
        if member.external:
            name = translate("Swarms", "{name} (external)").format(name=external_name(member, organisations))
        elif member.role == "lead":
            name = translate("Swarms", "{name} (lead)").format(name=name)
        inside.append(name)
    comma = translate("Swarms", ", ")
    asked = [name_words(m.name) for m in one.members if m.state == "invited"]
    parts = [translate("Swarms", "In it: {names}").format(names=comma.join(inside))] if inside else []
    if asked:
        parts.append(translate("Swarms", "Asked: {names}").format(names=comma.join(asked)))
    return " · ".join(parts)


def way_word(way: str) -> str:
    """A way to somebody."""
    return {
        "hub": translate("Swarms", "hub"),
        "sms": translate("Swarms", "SMS"),
        "call": translate("Swarms", "call"),
        "desk": translate("Swarms", "desk phone"),
    }.get(way, way)


def not_offered_word(why: str) -> str:
    """Why somebody is not offered, or was not reached."""
    return {
        "gone": translate("Swarms", "not known here any more"),
        "in-it": translate("Swarms", "is in it"),
        "invited": translate("Swarms", "was asked already"),
        "off": translate("Swarms", "not at work"),
        "full": translate("Swarms", "in as many swarms as one can be"),
        "quiet": translate("Swarms", "quiet hours"),
        "no-path": translate("Swarms", "no way to reach them"),
        "no-number": translate("Swarms", "no number"),
        "no-sink": translate("Swarms", "no SMS gateway"),
        "opted-out": translate("Swarms", "wants no SMS"),
        "down": translate("Swarms", "the way is down"),
    }.get(why, translate("Swarms", "not reached"))


def member_icon(member: MemberRow) -> str:
    """Icon of somebody's place."""
    return "partner" if member.external and member.state in ("accepted", "invited") else _MEMBERS[member.state]


def member_words(member: MemberRow, organisations: Mapping[str, str], now: int) -> tuple[str, str]:
    """Somebody in a swarm: name with what they are, and since when, how and over what."""
    marks = []
    if member.role == "lead" and member.state == "accepted":
        marks.append(translate("Swarms", "lead"))
    if member.external:
        marks.append(translate("Swarms", "external"))
    name = external_name(member, organisations) if member.external else name_words(member.name)
    title = " · ".join((name, *marks))
    return title, " · ".join(_place_words(member, now))


def _place_words(member: MemberRow, now: int) -> Sequence[str]:
    how = {
        "hub": translate("Swarms", "over the hub"),
        "sms": translate("Swarms", "by SMS"),
        "desk": translate("Swarms", "said at a desk"),
    }.get(member.how, "")
    if member.state == "invited":
        asked = translate("Swarms", "asked {time}").format(time=clock_time(member.invited_at, now))
        return [part for part in (asked, how, _arrival(member)) if part]
    since = max(member.joined_at, member.left_at) if member.state != "accepted" else member.joined_at
    words = {
        "accepted": translate("Swarms", "in it since {time}"),
        "declined": translate("Swarms", "declined {time}"),
        "left": translate("Swarms", "left {time}"),
        "removed": translate("Swarms", "taken out {time}"),
    }[member.state]
    if member.state == "accepted" and member.role == "watcher":
        words = translate("Swarms", "reads along since {time}")
    first = words.format(time=clock_time(since, now))
    if member.role == "lead":
        # Whoever opens one is in it without having been asked.
        return [first]
    return [part for part in (first, how) if part]


def _arrival(member: MemberRow) -> str:
    if not member.over:
        return ""
    state = {
        "waiting": translate("Swarms", "on its way"),
        "silent": translate("Swarms", "no answer"),
        "unknown": translate("Swarms", "not known whether it arrived"),
        "failed": translate("Swarms", "failed"),
        "delivered": translate("Swarms", "delivered"),
        "answered": translate("Swarms", "answered"),
    }.get(member.arrival, "")
    over = way_word(member.over)
    return translate("Swarms", "{way}: {state}").format(way=over, state=state) if state else over
