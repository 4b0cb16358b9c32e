"""What is said of teammates: status, load, plan, paths and signs of life. State is told by icon and word, never by colour alone."""

from __future__ import annotations

from datetime import datetime

from fallback_console.domain.people_lines import BrokenLine
from fallback_console.domain.roster import HUB_FRESH_MS, RosterRow
from fallback_console.domain.shifts import Duty, Span
from fallback_console.ui.case_words import Words
from fallback_console.ui.i18n import translate
from fallback_console.ui.names import status_word
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.widgets.numbers import count_words
from fallback_console.ui.widgets.text import one_line
from fallback_console.ui.widgets.times import clock_time, relative, span, time_of_day

__all__ = [
    "called",
    "duty_words",
    "filter_titles",
    "heard_words",
    "left_out_words",
    "load_words",
    "on_call_words",
    "plan_words",
    "since_words",
    "span_words",
    "status_look",
    "way_look",
    "way_word",
    "what_words",
]

_STATUS_LOOKS = {
    "available": ("ok", "ok"),
    "call": ("phone", "accent"),
    "wrap-up": ("edit", "accent"),
    "away": ("paused", "warn"),
    "off": ("night", "muted"),
}
_WAY_ICONS = {"hub": "server", "sms": "sms", "call": "phone", "desk": "phone", "mail": "mail", "slack": "chat"}
_DAY = 24 * 3_600_000


def filter_titles() -> dict[str, str]:
    """Titles of the chips, by ``domain.roster.FILTERS``."""
    return {
        "all": translate("RosterWords", "All"),
        "available": translate("RosterWords", "Available"),
        "call": translate("RosterWords", "On a call"),
        "wrap-up": translate("RosterWords", "Wrap-up"),
        "away": translate("RosterWords", "Away"),
        "off": translate("RosterWords", "Off shift"),
        "unreachable": translate("RosterWords", "Unreachable"),
        "oncall": translate("RosterWords", "On call now"),
    }


def called(row: RosterRow) -> str:
    """What to call somebody."""
    return plain_name(row.mate.name) or row.mate.login or translate("RosterWords", "Nameless")


def what_words(row: RosterRow) -> str:
    """The second line under a name: site and skills."""
    skills = ", ".join(name for name, _ in row.mate.skills[:3])
    parts = (row.mate.site, skills) if row.mate.site or skills else (", ".join(row.mate.groups[:2]),)
    return one_line(" · ".join(part for part in parts if part), 160)


def status_look(status: str) -> Words:
    """Word, icon and colour of a status."""
    icon, role = _STATUS_LOOKS.get(status, _STATUS_LOOKS["available"])
    return Words(status_word(status), icon, role)


def since_words(row: RosterRow, now: int) -> str:
    """'for 12 min', or that nobody said so."""
    if row.planned:
        if row.plan.absence is not None:
            return translate("RosterWords", "absent")
        return translate("RosterWords", "by the plan") if row.status == "off" else translate("RosterWords", "not said")
    if row.since_at is None:
        return ""
    return translate("RosterWords", "for {span}").format(span=span(now - row.since_at))


def load_words(row: RosterRow) -> tuple[str, str]:
    """Open cases, and today's calls."""
    calls = translate("RosterWords", "calls today: {count}").format(count=count_words(row.calls_today))
    open_cases = translate("RosterWords", "{count} open").format(count=count_words(row.open_cases))
    return open_cases, calls if row.calls_today else ""


def plan_words(row: RosterRow, now: int) -> tuple[str, str]:
    """The shift now or next, and that somebody is on call."""
    plan = row.plan
    calling = on_call_words(row, short=True)
    if plan.absence is not None:
        until = translate("RosterWords", "until {time}").format(time=clock_time(plan.absence.end, now))
        return translate("RosterWords", "absent"), calling or until
    if plan.shift is not None:
        first = translate("RosterWords", "until {time}").format(time=clock_time(plan.shift.end, now))
        return first, calling or translate("RosterWords", "on shift")
    if plan.next is not None:
        first = translate("RosterWords", "from {time}").format(time=clock_time(plan.next.start, now))
        return first, calling or translate("RosterWords", "next shift")
    return calling, ""


def on_call_words(row: RosterRow, *, short: bool = False) -> str:
    """'on call: Billing', '' for who is not.

    Args:
        short: without whether it is by an override.
    """
    if not row.plan.on_call:
        return ""
    named = ", ".join(one_line(name, 40) for name in row.plan.on_call if name)
    if row.plan.by_override and not short:
        words = translate("RosterWords", "on call instead: {schedules}")
        return words.format(schedules=named) if named else translate("RosterWords", "on call instead")
    words = translate("RosterWords", "on call: {schedules}")
    return words.format(schedules=named) if named else translate("RosterWords", "on call")


def way_word(kind: str) -> str:
    """What a kind of path is called."""
    return {
        "hub": translate("RosterWords", "hub"),
        "sms": translate("RosterWords", "SMS"),
        "call": translate("RosterWords", "phone"),
        "desk": translate("RosterWords", "desk phone"),
        "mail": translate("RosterWords", "mail"),
        "slack": translate("RosterWords", "Slack"),
    }.get(kind, kind)


def way_look(row: RosterRow) -> Words:
    """How somebody is reached now."""
    if row.heard.over == "here":
        return Words(translate("RosterWords", "here"), "person", "ok")
    if not row.ways:
        return Words(translate("RosterWords", "unreachable"), "down", "bad")
    kind = row.ways[0]
    word = translate("RosterWords", "by {path}").format(path=way_word(kind))
    return Words(word, _WAY_ICONS.get(kind, "next"), "ok" if kind == "hub" else "muted")


def heard_words(row: RosterRow, now: int) -> str:
    """When somebody was last heard of and over what; that they are not at the hub."""
    heard = row.heard
    if heard.over == "here":
        return translate("RosterWords", "at this station")
    if not heard.at:
        return translate("RosterWords", "not heard of yet")
    if heard.over == "hub" and now - heard.at > HUB_FRESH_MS:
        return translate("RosterWords", "no hub for {span}").format(span=span(now - heard.at))
    words = (
        translate("RosterWords", "heard {when}") if heard.over == "hub" else translate("RosterWords", "wrote {when}")
    )
    return words.format(when=relative(heard.at, now))


def span_words(one: Span, now: int) -> str:
    """'26 Nov 9:00 – 17:00', whole days by their dates."""
    there = datetime.fromtimestamp(one.end / 1000).astimezone()
    if one.end - one.start < _DAY:
        return f"{clock_time(one.start, now)} – {time_of_day(there)}"
    return f"{clock_time(one.start, now)} – {clock_time(one.end, now)}"


def duty_words(one: Duty, now: int) -> str:
    """'Billing: 26 Nov 9:00 – 17:00'."""
    times = span_words(Span("oncall", "", one.start, one.end), now)
    name = one_line(one.schedule, 40)
    shown = f"{name}: {times}" if name else times
    return translate("RosterWords", "{times} (override)").format(times=shown) if one.by_override else shown


def left_out_words(one: BrokenLine) -> str:
    """Why a line of a file of shifts was left out."""
    return {
        "nobody": translate("ShiftLines", "It does not say whose it is."),
        "time": translate("ShiftLines", "Date or time cannot be read; write it like 2026-11-26 09:00."),
        "zone": translate("ShiftLines", "There is no such time zone."),
        "kind": translate("ShiftLines", "It is neither a shift nor an absence, a time on call or an override."),
        "end": translate("ShiftLines", "It does not say when it ends."),
        "order": translate("ShiftLines", "It ends before it begins."),
        "long": translate("ShiftLines", "It goes on for more than a year."),
        "too-long": translate("ShiftLines", "A cell is too long."),
        "quotation": translate("ShiftLines", "The quotation marks do not fit together."),
        "event": translate("ShiftLines", "The event that begins here cannot be read."),
        "calendar": translate("ShiftLines", "The calendar's own lines cannot be read."),
    }.get(one.code, one.reason)
