"""Plans out of files: read with their zones, broken lines told, kept as one, replaced, and the same at every station."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from fallback_console.domain.entry import Entry
from fallback_console.domain.errors import InputError
from fallback_console.domain.shifts import Span
from fallback_console.services import shift_import
from fallback_console.services.shift_files import read_shifts
from fallback_console.services.shift_import import Planned
from fallback_console.store import journal
from fallback_console.store.shift_projection import project_shifts
from fallback_console.store.tx import Reading, Tx
from tests.unit.services.support import World

NOW = int(datetime(2026, 11, 26, 12, tzinfo=UTC).timestamp() * 1000)
HOUR = 3_600_000

SHEET = """Person,Date,From,To,Kind,Schedule,Instead of,Time zone,Note
alice,2026-11-26,09:00,17:00,,,,Europe/London,
bob,2026-11-26,22:00,06:00,shift,,,Asia/Tokyo,night
,2026-11-26,01:00,02:00,,,,,
haruka,2026/11/26,25:00,29:30,夜勤,,,Asia/Tokyo,
kenji,2026-11-27,,,Vacation,,,UTC,
x,2026-13-40,09:00,10:00,,,,,
alice,2026-11-26,12:00,13:00,override,Billing,bob,UTC,
a,2026-11-26,09:00,17:00,,,,Mars/Base,
b,2026-11-26,09:00,17:00,juggling,,,,
c,2026-11-26T09:00:00+09:00,,,,,,,
d,2026-11-26,17:00,2026-11-26 09:00,,,,,
"""

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//plans//
X-WR-CALNAME:On call Billing
BEGIN:VTIMEZONE
TZID:House zone
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/London:20261019T090000
DTEND;TZID=Europe/London:20261019T170000
RRULE:FREQ=WEEKLY;BYDAY=MO,TU;COUNT=12
EXDATE;TZID=Europe/London:20261123T090000
SUMMARY:Ann Example
END:VEVENT
BEGIN:VEVENT
UID:1
RECURRENCE-ID;TZID=Europe/London:20261124T090000
DTSTART;TZID=Europe/London:20261124T110000
DTEND;TZID=Europe/London:20261124T120000
SUMMARY:Bo Sample
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;TZID=House zone:20261126T090000
DURATION:PT2H
SUMMARY:Shift: late
ATTENDEE;CN=Bo:mailto:bo@support.example.com
ATTENDEE;PARTSTAT=DECLINED:mailto:cy@support.example.com
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART:2026garbage
SUMMARY:broken
END:VEVENT
BEGIN:VEVENT
UID:4
DTSTART;VALUE=DATE:20261127
SUMMARY:休暇: 山田 花子
BEGIN:VEVENT
UID:5
DTSTART:20261126T090000Z
DTEND:20261126T100000Z
SUMMARY:Override: alice → bob
END:VEVENT
BEGIN:VEVENT
UID:6
DTSTART:20261126T090000Z
DTEND:20261126T100000Z
END:VEVENT
BEGIN:VEVENT
UID:7
STATUS:CANCELLED
DTSTART:20261126T090000Z
DTEND:20261126T100000Z
SUMMARY:Nobody
END:VEVENT
END:VCALENDAR
"""


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp() * 1000)


def test_a_sheet_is_read_in_the_zones_it_names_and_broken_lines_are_told() -> None:
    found = read_shifts(SHEET.encode(), NOW, zone="UTC")
    assert [(one.kind, one.who, one.start, one.end) for one in found.spans] == [
        ("shift", "alice", at("2026-11-26T09:00Z"), at("2026-11-26T17:00Z")),
        ("shift", "bob", at("2026-11-26T22:00+09:00"), at("2026-11-27T06:00+09:00")),
        ("shift", "haruka", at("2026-11-27T01:00+09:00"), at("2026-11-27T05:30+09:00")),
        ("absence", "kenji", at("2026-11-27T00:00Z"), at("2026-11-28T00:00Z")),
        ("override", "alice", at("2026-11-26T12:00Z"), at("2026-11-26T13:00Z")),
    ]
    assert (found.spans[4].schedule, found.spans[4].other, found.spans[1].note) == ("Billing", "bob", "night")
    assert [(one.line, one.code) for one in found.broken] == [
        (4, "nobody"),
        (7, "time"),
        (9, "zone"),
        (10, "kind"),
        (11, "end"),
        (12, "order"),
    ]
    assert all(one.reason.endswith(".") for one in found.broken)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-11-26", 24)])
def test_a_day_is_as_long_as_it_is_there(day: str, hours: int) -> None:
    found = read_shifts(f"Person,Date\nann,{day}\n".encode(), NOW, zone="Europe/London")
    assert [(one.end - one.start) // HOUR for one in found.spans] == [hours]


def test_a_calendar_is_written_out_with_its_exceptions() -> None:
    found = read_shifts(CALENDAR.encode(), NOW, zone="UTC")
    assert [(one.kind, one.who, one.start, one.end) for one in found.spans] == [
        ("oncall", "Bo Sample", at("2026-11-24T11:00Z"), at("2026-11-24T12:00Z")),
        ("shift", "bo@support.example.com", at("2026-11-26T09:00+09:00"), at("2026-11-26T11:00+09:00")),
        ("absence", "山田 花子", at("2026-11-27T00:00Z"), at("2026-11-28T00:00Z")),
        ("override", "bob", at("2026-11-26T09:00Z"), at("2026-11-26T10:00Z")),
    ]
    assert (found.spans[0].schedule, found.spans[3].other) == ("On call Billing", "alice")
    lines = CALENDAR.splitlines()
    assert [lines[one.line] for one in found.broken] == ["UID:3", "UID:6"]


def test_hours_stay_where_they_are_over_a_change_of_the_clock() -> None:
    text = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/London:20261024T090000\n"
        "DTEND;TZID=Europe/London:20261024T170000\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:Shift: ann\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    found = read_shifts(text.encode(), at("2026-10-24T00:00Z"), zone="Asia/Tokyo")
    assert [one.start for one in found.spans] == [
        at("2026-10-24T08:00Z"),
        at("2026-10-25T09:00Z"),
        at("2026-10-26T09:00Z"),
    ]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("", {}),
        ("Colour,Size\nred,1\n", {}),
        ("Person,Date\nann,2026-11-26\n", {"zone": "Mars/Base"}),
        ("Person,Date\nann,2026-11-26\n", {"kind": "party"}),
        ("Person,Date\nann,2026-11-26\n", {"days": 0}),
    ],
)
def test_what_cannot_be_read_at_all_is_refused(text: str, more: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        read_shifts(text.encode(), NOW, **more)  # type: ignore[arg-type]
    assert caught.value.next_step


def kept(world: World, source: str = "rota") -> list[Span]:
    rows = world.ask(
        lambda r: r.rows(
            "SELECT kind, who, start_at, end_at, schedule, other, note FROM p_shift WHERE source = ? ORDER BY position",
            (source,),
        )
    )
    return [Span(*row) for row in rows]


def spans(count: int, who: str = "alice", first: int = 0) -> list[Span]:
    return [Span("shift", who, NOW + n * HOUR, NOW + (n + 1) * HOUR) for n in range(first, first + count)]


def write(world: World, planned: Planned) -> int:
    done = 0
    for command, values in shift_import.steps("alice", planned, "rota.csv"):
        world.do(command, *values)
        done += 1
    return done


def test_an_import_counts_as_a_whole_and_replaces_its_own_source(world: World) -> None:
    planned = world.ask(shift_import.look, "rota", spans(1200))
    assert (planned.counts["shift"], planned.unknown, planned.before) == (1200, ("alice",), 0)
    commands = list(shift_import.steps("alice", planned, "rota.csv"))
    for command, values in commands[:-1]:
        world.do(command, *values)
        assert kept(world) == []
    command, values = commands[-1]
    assert world.do(command, *values) == 1200
    assert kept(world) == spans(1200)
    assert write(world, world.ask(shift_import.look, "other", spans(2, "bob"))) == 2
    again = world.ask(shift_import.look, "rota", spans(1200)[::-1])
    assert again.same
    assert write(world, again) == 0
    write(world, world.ask(shift_import.look, "rota", spans(3, first=9)))
    assert (kept(world), kept(world, "other")) == (spans(3, first=9), spans(2, "bob"))
    assert [(one.name, one.rows, one.actor) for one in world.ask(shift_import.sources)] == [
        ("other", 2, "alice"),
        ("rota", 3, "alice"),
    ]
    write(world, world.ask(shift_import.look, "rota", []))
    assert kept(world) == []


def test_too_many_are_refused_before_anything_is_written(world: World) -> None:
    with pytest.raises(InputError):
        world.ask(shift_import.look, "rota", spans(shift_import.MOST + 1))


@pytest.mark.parametrize(("name", "source"), [("Team Rota.csv", "team-rota.csv"), ("当番表 11月", "当番表-11月")])
def test_a_file_names_its_source(name: str, source: str) -> None:
    assert shift_import.source_of(name) == source


def test_a_source_needs_a_name() -> None:
    with pytest.raises(InputError):
        shift_import.source_of(" // ")


def of_source(r: Reading) -> list[Entry]:
    return journal.of_subject(r, "shifts:rota")


def fill(tx: Tx, entries: Sequence[Entry]) -> None:
    """As entries of another station come: one after the other, each projected at once."""
    tx.execute("DELETE FROM entry WHERE subject = 'shifts:rota'")
    tx.execute("DELETE FROM p_shift")
    tx.execute("DELETE FROM p_shift_source")
    for entry in entries:
        tx.execute(
            f"INSERT OR IGNORE INTO entry ({journal.COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*entry[:8], journal.dump(entry.body)),
        )
        project_shifts(tx, "rota")


@pytest.mark.parametrize("seed", range(12))
def test_any_order_and_repetition_gives_the_same_plans(world: World, seed: int) -> None:
    for planned in (spans(700), spans(600, "bob"), spans(2, "haruka")):
        write(world, world.ask(shift_import.look, "rota", planned))
    entries = world.ask(of_source)
    assert len(entries) == 3 + 3 + 2
    wanted = kept(world)
    rng = random.Random(seed)
    shuffled = [*entries, *rng.sample(entries, 4)]
    rng.shuffle(shuffled)
    world.do(fill, shuffled)
    assert kept(world) == wanted
    # The newest import of which a part is missing does not count yet.
    late = [entry for entry in entries if entry.id != entries[-2].id]
    world.do(fill, late)
    assert kept(world) == spans(600, "bob")
    world.do(fill, entries)
    assert kept(world) == wanted
