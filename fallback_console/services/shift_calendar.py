"""Plans in an iCalendar file (RFC 5545): recurring events are written out, each event that is broken is told by its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from fallback_console.domain.errors import InputError
from fallback_console.domain.people_lines import BrokenLine
from fallback_console.domain.plain import plain
from fallback_console.domain.shift_sheet import LONGEST_MS, ShiftFile, epoch, zone_of
from fallback_console.domain.shifts import Span, kind_from

__all__ = ["read_calendar"]

_MOST = 50_000
_PREFIX = re.compile(r"\s*([^:：]{2,30})\s*[:：]\s*(.+)", re.DOTALL)
_ARROW = re.compile(r"\s*(.+?)\s*(?:->|→|⇒|=>)\s*(.*)", re.DOTALL)


class _Event(NamedTuple):
    line: int
    component: Any


def read_calendar(text: str, zone: ZoneInfo | None, kind: str, start: int, end: int) -> ShiftFile:
    """Plans of a calendar.

    Whose an event is say its attendees, else its title: 'Ann Example', 'Vacation: Ann Example', or of an override
    'Override: Ann Example → Bo Sample'.

    Args:
        zone: of times that name none, where the calendar names no zone of its own; None for this computer's.
        kind: of events that tell none, of ``shifts.KINDS``.
        start, end: recurring events are written out within these, UTC epoch milliseconds.

    Raises:
        InputError: it is no calendar.
    """
    if "BEGIN:VCALENDAR" not in text.upper():
        raise InputError("This is no calendar.", "Choose a file that ends in .ics, or a CSV file.")
    # Zones that another file defined under the same name do not count here.
    icalendar.timezone.tzp.use_zoneinfo()
    head, blocks = _blocks(text)
    calendar, broken = _calendar(head)
    zone = _own_zone(calendar) or zone
    events: dict[str, list[_Event]] = {}
    for line, block in blocks:
        try:
            component = icalendar.Event.from_ical(block)
            wrong = getattr(component, "errors", [])
            if wrong or "DTSTART" not in component:
                said = f"{wrong[0][0]}: {wrong[0][1]}" if wrong else "It has no DTSTART."
                raise ValueError(said)
            uid = str(component.get("UID", f"line-{line}"))
        except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
            broken.append(BrokenLine(line, "event", f"The event cannot be read: {plain(str(error))[:120]}"))
            continue
        events.setdefault(uid, []).append(_Event(line, component))
    spans: list[Span] = []
    for group in events.values():
        try:
            found = list(_of_group(group, calendar, zone, kind, start, end))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError) as error:
            broken.append(BrokenLine(group[0].line, "event", f"The event cannot be read: {plain(str(error))[:120]}"))
            continue
        if len(spans) + len(found) > _MOST:
            raise InputError("The calendar holds too many shifts.", "Import fewer days.", limit=_MOST)
        spans += found
        if not found and not any(_whose(one.component, kind)[1] for one in group):
            broken.append(BrokenLine(group[0].line, "nobody", "It does not say whose it is."))
    return ShiftFile("ics", tuple(spans), tuple(sorted(broken)))


def _blocks(text: str) -> tuple[str, list[tuple[int, str]]]:
    """What stands around the events, and each event with its line."""
    around: list[str] = []
    blocks: list[tuple[int, str]] = []
    begun: list[str] | None = None
    at = 0
    for number, line in enumerate(text.splitlines(), 1):
        word = line.strip().upper()
        if word == "BEGIN:VEVENT":
            # An event that was never ended is closed here, so that what follows it is read.
            if begun is not None:
                blocks.append((at, "\r\n".join([*begun, "END:VEVENT", ""])))
            begun, at = [line], number
        elif begun is None:
            around.append(line)
        elif word == "END:VCALENDAR":
            blocks.append((at, "\r\n".join([*begun, "END:VEVENT", ""])))
            begun = None
            around.append(line)
        else:
            begun.append(line)
            if word == "END:VEVENT":
                blocks.append((at, "\r\n".join([*begun, ""])))
                begun = None
    return "\r\n".join([*around, ""]), blocks


def _calendar(head: str) -> tuple[icalendar.Calendar, list[BrokenLine]]:
    """The calendar without its events: its name and its time zones."""
    try:
        found = icalendar.Calendar.from_ical(head)
    except (ValueError, KeyError, IndexError) as error:
        reason = f"The calendar's own lines cannot be read: {plain(str(error))[:120]}"
        return icalendar.Calendar(), [BrokenLine(1, "calendar", reason)]
    return (found if isinstance(found, icalendar.Calendar) else icalendar.Calendar()), []


def _own_zone(calendar: icalendar.Calendar) -> ZoneInfo | None:
    name = str(calendar.get("X-WR-TIMEZONE", ""))
    try:
        return zone_of(name) if name else None
    except InputError:
        return None


def _of_group(
    group: Sequence[_Event], calendar: icalendar.Calendar, zone: ZoneInfo | None, kind: str, start: int, end: int
) -> Iterator[Span]:
    """Every time of one event and of the changes to single times of it."""
    whole = icalendar.Calendar()
    for one in group:
        whole.add_component(one.component)
    begin, until = (datetime.fromtimestamp(at / 1000, zone or UTC) for at in (start, end))
    named = plain(str(calendar.get("X-WR-CALNAME", ""))).strip()[:60]
    for event in recurring_ical_events.of(whole).between(begin, until):
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        first, last = _edge(event["DTSTART"].dt, zone), _edge(_end(event), zone)
        if last <= first or last - first > LONGEST_MS:
            raise ValueError("It ends before it begins." if last <= first else "It goes on for more than a year.")
        told, people = _whose(event, kind, named)
        note = plain(str(event.get("SUMMARY", ""))).strip()[:200]
        schedule = named if told in ("oncall", "override") else ""
        for who, other in people:
            yield Span(told, who, first, last, schedule, other, note)


def _end(event: Any) -> date | datetime:
    begin: date | datetime = event["DTSTART"].dt
    if "DTEND" in event:
        begin = event["DTEND"].dt
    elif "DURATION" in event:
        begin = begin + event["DURATION"].dt
    elif not isinstance(begin, datetime):
        begin = begin + timedelta(days=1)
    return begin


def _edge(moment: date | datetime, zone: ZoneInfo | None) -> int:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return epoch(moment, zone)


def _whose(event: Any, kind: str, calendar: str = "") -> tuple[str, list[tuple[str, str]]]:
    """What an event is, and whose: pairs of who it is and, for an override, who goes out."""
    summary = " ".join(plain(str(event.get("SUMMARY", ""))).split())
    prefix = _PREFIX.fullmatch(summary)
    said = kind_from(prefix[1]) if prefix is not None else ""
    title = prefix[2].strip() if prefix is not None and said else summary
    categories = event.get("CATEGORIES")
    listed = categories if isinstance(categories, list) else [categories] if categories is not None else []
    words = " ".join(str(word) for one in listed for word in getattr(one, "cats", [one]))
    attendees = event.get("ATTENDEE")
    people = attendees if isinstance(attendees, list) else [attendees] if attendees is not None else []
    told = said or kind_from(words) or (kind_from(summary) if people else "") or kind_from(calendar) or kind
    swap = _ARROW.fullmatch(title) if told == "override" else None
    if swap is not None:
        return told, [(swap[2].strip(), swap[1].strip())]
    if people:
        names = [_attendee(one) for one in people if str(one.params.get("PARTSTAT", "")).upper() != "DECLINED"]
        return told, [(name, "") for name in dict.fromkeys(names) if name]
    return told, [(title[:200], "")] if title else []


def _attendee(one: Any) -> str:
    address = str(one).strip()
    mail = address[7:] if address.lower().startswith("mailto:") else address
    return mail.strip() if "@" in mail else str(one.params.get("CN", "")).strip()
