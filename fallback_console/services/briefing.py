"""Briefings of an outage: giving one, how often one is wanted, and who has read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.briefing import (
    LEAST_MINUTES,
    LONGEST,
    MOST_MINUTES,
    PARTS,
    USUAL_MINUTES,
    Briefing,
    Rhythm,
    due_at,
    is_overdue,
    next_after,
)
from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.services import drafts
from fallback_console.services.record import clean_text
from fallback_console.store import journal
from fallback_console.store.briefing_projection import project_briefings, project_readers

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "Given",
    "Outage",
    "Reader",
    "Readers",
    "Room",
    "begun",
    "find",
    "give",
    "keep",
    "listed",
    "mark_read",
    "meant",
    "overdue",
    "readers",
    "room",
    "set_clock",
    "unread",
]

_AFTERWARDS_MS = 24 * 3_600_000
"""So long after its end an outage can still be briefed on: the last words come when everything is back."""

_COLUMNS = "id, outage, number, conditions, actions, needs, made_at, by, next_due_at"
_MOST = 50
_MEANWHILE = "(outage = ? OR (hlc >= ? AND hlc <= ?))"
"""Its own, and whatever was said between its beginning and its end; a hybrid time begins with milliseconds in 15 digits."""


class Outage(NamedTuple):
    """The outage that is briefed on.

    Attributes:
        over_at: UTC epoch milliseconds, None while it runs.
    """

    id: str
    since_at: int
    declared_at: int
    over_at: int | None
    systems: tuple[str, ...]


class Given(NamedTuple):
    """A briefing with how many have read it.

    Attributes:
        read: people other than who gave it.
        texted: to how many it goes as a text message.
        is_read: by the person who asks, or given by them.
    """

    briefing: Briefing
    read: int
    texted: int
    is_read: bool


class Room(NamedTuple):
    """All there is about briefings now.

    Attributes:
        outage: None where there is nothing to brief on.
        given: its briefings, the newest first.
        minutes: between two of them.
        due_at: of the next one, UTC epoch milliseconds; None where none is expected.
    """

    outage: Outage | None
    given: tuple[Given, ...] = ()
    minutes: int = USUAL_MINUTES
    due_at: int | None = None


class Reader(NamedTuple):
    """Somebody who has read a briefing or should.

    Attributes:
        how: 'window' or 'sms'.
        at: when they read it, UTC epoch milliseconds; 0 for not yet.
    """

    name: str
    how: str
    at: int = 0


class Readers(NamedTuple):
    """Who has read it, the first first; and who was texted and has not."""

    read: tuple[Reader, ...]
    waiting: tuple[Reader, ...]


def give(tx: Tx, who: str, conditions: str, actions: str, needs: str) -> str:
    """Give a briefing; what was begun as a draft is given with it, and so no draft any more.

    Returns:
        Its id.

    Raises:
        InputError: it is empty or too long, or there is no outage to brief on.
    """
    texts = [
        clean_text(text, part, limit=LONGEST) for text, part in zip((conditions, actions, needs), PARTS, strict=True)
    ]
    if not any(texts):
        raise InputError("The briefing is empty.", "Write down at least how things stand.")
    outage = _outage(tx, tx.clock.now_ms())
    if outage is None:
        raise InputError("There is no outage to brief on.", "Declare the outage first.")
    minutes = _clock(tx, outage)[0]
    body = {
        "outage": outage.id,
        **dict(zip(PARTS, texts, strict=True)),
        "next_due_at": next_after(tx.clock.now_ms(), minutes),
    }
    entry = journal.append(tx, NewEntry(Kind.BRIEFING_GIVEN, f"briefing:{outage.id}", body, who))
    project_briefings(tx, outage.id)
    for part in PARTS:
        drafts.keep(tx, "", _mode(part), "")
    tx.touch("briefing", entry.id)
    return entry.id


def set_clock(tx: Tx, who: str, minutes: int) -> None:
    """Say how often a briefing is wanted in this outage; saying the same again changes nothing.

    Raises:
        InputError: not so often or so seldom, or there is no outage.
    """
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise InputError(
            "Briefings cannot come so often or so seldom.", f"Choose from {LEAST_MINUTES} to {MOST_MINUTES} minutes."
        )
    outage = _outage(tx, tx.clock.now_ms())
    if outage is None:
        raise InputError("There is no outage to brief on.", "Declare the outage first.")
    if _clock(tx, outage)[0] != minutes:
        body = {"outage": outage.id, "minutes": minutes}
        journal.append(tx, NewEntry(Kind.BRIEFING_CLOCK, f"briefing:{outage.id}", body, who))
        project_briefings(tx, outage.id)
        tx.touch("briefing", outage.id)


def mark_read(tx: Tx, who: str, briefing: str) -> None:
    """The person who works here has read it; nothing where they have or gave it themselves.

    Raises:
        NotFoundError: there is no such briefing.
    """
    if _is_read(tx, who, find(tx, briefing)):
        return
    body = {"of": briefing, "by": f"login:{who}", "answer": ""}
    journal.append(tx, NewEntry(Kind.BRIEFING_READ, f"entry:{briefing}", body, who))
    project_readers(tx, briefing)
    tx.touch("briefing", briefing)


def keep(tx: Tx, part: str, text: str) -> None:
    """Keep what was begun of a part; it is this station's own note to itself."""
    drafts.keep(tx, "", _mode(part), text)


def begun(r: Reading) -> dict[str, str]:
    """What was begun, by part; '' where nothing was."""
    kept = drafts.all_of(r, "")
    return {part: kept.get(_mode(part), "") for part in PARTS}


def room(r: Reading, who: str, now: int) -> Room:
    """Where briefings stand.

    Args:
        who: login of the person who looks.
        now: UTC epoch milliseconds.
    """
    outage = _outage(r, now)
    if outage is None:
        return Room(None)
    given = tuple(_given(r, who, one) for one in _of(r, outage))
    return Room(outage, given, _clock(r, outage)[0], _due(r, outage, given[0].briefing if given else None, now))


def listed(r: Reading, who: str, limit: int = _MOST) -> list[Given]:
    """Briefings of all outages, the newest first."""
    rows = r.rows(f"SELECT {_COLUMNS} FROM p_briefing ORDER BY hlc DESC LIMIT ?", (limit,))
    return [_given(r, who, Briefing(*row)) for row in rows]


def find(r: Reading, briefing: str) -> Briefing:
    """A briefing by id.

    Raises:
        NotFoundError: there is none.
    """
    row = r.one(f"SELECT {_COLUMNS} FROM p_briefing WHERE id = ?", (briefing,))
    if row is None:
        raise NotFoundError("There is no such briefing.", "List the briefings to see those there are.")
    return Briefing(*row)


def meant(r: Reading, reference: str, now: int) -> Briefing:
    """A briefing by its number in this outage ('3', 'B3') or by id; the newest where '' is given.

    Raises:
        NotFoundError: there is none.
    """
    outage = _outage(r, now)
    given = [] if outage is None else _of(r, outage)
    if not reference and given:
        return given[0]
    number = reference.strip().upper().removeprefix("B")
    return next((one for one in given if str(one.number) == number), None) or find(r, reference)


def readers(r: Reading, briefing: str) -> Readers:
    """Who has read it and who has not; who was texted and also read it in the window is one person."""
    given = find(r, briefing)
    read = [
        (str(reader), at, "sms" if answer else "window")
        for reader, at, answer in r.rows(
            "SELECT reader, at, answer FROM p_briefing_read WHERE briefing = ? ORDER BY at, reader", (briefing,)
        )
    ]
    known = {reader for reader, _, _ in read} | {f"login:{given.by}"}
    waiting = [
        Reader(name or number, "sms")
        for number, person, name in _texted(r, briefing)
        if not known & {f"person:{person}", f"number:{number}", f"login:{person.partition(':')[2]}"}
    ]
    return Readers(tuple(Reader(_name(r, reader), how, at) for reader, at, how in read), tuple(waiting))


def unread(r: Reading, who: str, now: int) -> Briefing | None:
    """The last briefing of the running outage, where this person has not read it."""
    outage = _outage(r, now)
    if outage is None or outage.over_at is not None:
        return None
    newest = next(iter(_of(r, outage, 1)), None)
    return None if newest is None or _is_read(r, who, newest) else newest


def overdue(r: Reading, who: str, now: int) -> tuple[str, int] | None:
    """Whether this person should have given a briefing by now: who gave the last one, or anybody while nobody has.

    Returns:
        An id that stays the same until one is given, and since when it is due; None where nothing is.
    """
    outage = _outage(r, now)
    if outage is None:
        return None
    last = next(iter(_of(r, outage, 1)), None)
    if last is not None and last.by != who:
        return None
    due = _due(r, outage, last, now)
    return (outage.id if last is None else last.id, due) if due is not None and is_overdue(due, now) else None


def _mode(part: str) -> str:
    return f"briefing-{part}"


def _outage(r: Reading, now: int) -> Outage | None:
    """The outage that runs, or the last one where it has just ended."""
    row = r.one(
        "SELECT id, since_at, declared_at, over_at, systems FROM p_outage ORDER BY over_at IS NOT NULL, hlc DESC LIMIT 1"
    )
    if row is None or (row[3] is not None and now - row[3] > _AFTERWARDS_MS):
        return None
    return Outage(row[0], row[1], row[2], row[3], tuple(json.loads(row[4])))


def _of(r: Reading, outage: Outage, limit: int = _MOST) -> list[Briefing]:
    """Briefings of an outage, the newest first, with those that other stations gave meanwhile: each station's monitor declares
    an outage of its own, and they are about the same one."""
    rows = r.rows(
        f"SELECT {_COLUMNS.replace('number', 'row_number() OVER (ORDER BY hlc)')} FROM p_briefing WHERE {_MEANWHILE}"
        " ORDER BY hlc DESC LIMIT ?",
        (*_meanwhile(outage), limit),
    )
    return [Briefing(*row) for row in rows]


def _meanwhile(outage: Outage) -> tuple[str, str, str]:
    """What ``_MEANWHILE`` is asked with."""
    end = "~" if outage.over_at is None else f"{outage.over_at:015d}~"
    return outage.id, f"{outage.since_at:015d}", end


def _clock(r: Reading, outage: Outage) -> tuple[int, str]:
    """Minutes between two briefings, and the hybrid time at which they were chosen ('' for never)."""
    row = r.one(
        f"SELECT minutes, hlc FROM p_briefing_clock WHERE {_MEANWHILE} ORDER BY hlc DESC LIMIT 1", _meanwhile(outage)
    )
    return (USUAL_MINUTES, "") if row is None else (row[0], row[1])


def _due(r: Reading, outage: Outage, last: Briefing | None, now: int) -> int | None:
    minutes, chosen = _clock(r, outage)
    given = "" if last is None else str(r.value("SELECT hlc FROM p_briefing WHERE id = ?", (last.id,)))
    rhythm = Rhythm(outage.declared_at, outage.over_at is not None, minutes, chosen > given)
    return due_at(rhythm, last, now)


def _given(r: Reading, who: str, one: Briefing) -> Given:
    count = r.value(
        "SELECT count(*) FROM p_briefing_read WHERE briefing = ? AND reader <> ?", (one.id, f"login:{one.by}")
    )
    return Given(one, int(count), len(_texted(r, one.id)), _is_read(r, who, one))


def _is_read(r: Reading, who: str, one: Briefing) -> bool:
    return one.by == who or bool(
        r.value("SELECT 1 FROM p_briefing_read WHERE briefing = ? AND reader = ?", (one.id, f"login:{who}"))
    )


def _texted(r: Reading, briefing: str) -> list[tuple[str, str, str]]:
    """Number, person and name of everybody it goes to as a text message."""
    return r.rows(
        "SELECT DISTINCT x.number, x.person, x.name FROM p_briefing_texted t JOIN p_broadcast b ON b.id = t.broadcast"
        " JOIN p_broadcast_to x ON x.run = b.run WHERE t.briefing = ? AND b.run <> '' AND x.reason = ''"
        " ORDER BY x.name COLLATE NOCASE, x.number",
        (briefing,),
    )


def _name(r: Reading, reader: str) -> str:
    """What a reader is called: of a login the teammate's name where one is known."""
    kind, _, key = reader.partition(":")
    if kind == "person":
        return str(r.value("SELECT name FROM p_person WHERE key = ?", (key,)) or key)
    if kind == "login":
        return str(r.value("SELECT name FROM p_person WHERE remote_id = ? AND role = 'team' LIMIT 1", (key,)) or key)
    return key
