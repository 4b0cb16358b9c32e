"""Missed calls: each written down once, and gone from the list when somebody has called or texted back.

Nothing but the call itself and what people say of it is stored: who has been answered follows from the calls and messages that
are in the journal anyway.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.domain.numbers import parse
from fallback_console.services.callers import Caller, who_is
from fallback_console.services.record import Saved, clean_line
from fallback_console.store import journal
from fallback_console.store.contact_projection import add_contact
from fallback_console.store.home import home_region

if TYPE_CHECKING:
    from fallback_console.domain.telephone import PhoneCall
    from fallback_console.store.tx import Reading, Tx

__all__ = ["KEPT_MS", "MissedRow", "missed", "note", "put_away", "take_up"]

KEPT_MS = 30 * 86_400_000
"""For so long a missed call is listed, milliseconds."""

_LONGEST_NAME = 200
_LONGEST_ID = 200

# A message that went to very many is no answer to one of them, and what was taken back never reached anybody.
_ANSWERED = (
    "SELECT c.hlc, e.made_at, json_extract(e.body, '$.started_at') FROM p_contact c JOIN entry e ON e.id = c.entry_id"
    " WHERE c.number = ? AND c.hlc > ?"
    f" AND (e.kind = '{Kind.CALL}' OR (e.kind = '{Kind.SMS_SENT}' AND json_extract(e.body, '$.broadcast') IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.entry_id = e.id AND d.state = 'dropped' AND d.sink LIKE 'sms:%')))"
)


class MissedRow(NamedTuple):
    """Everything that was missed from one number and nobody has dealt with.

    Attributes:
        entry_id: of the newest call.
        entry_ids: of all of them, the newest first.
        number: E.164, else as the telephone showed it; '' where it was withheld.
        shown: the same as people here read it.
        shown_name: what the telephone showed as the caller's name; anybody can claim any.
        person_key, person_name: whose number it is or may be, '' where nobody is known.
        sure: it is their number.
        case_key, case_number, case_subject: the newest open case, '' where there is none.
        at: when the newest one began to ring, UTC epoch milliseconds.
        first_at: the same of the oldest.
        calls: how many there were.
        seconds: for how long the newest one rang.
        telephone: which took it, 'phone:…'.
    """

    entry_id: str
    entry_ids: tuple[str, ...]
    number: str
    shown: str
    shown_name: str
    person_key: str
    person_name: str
    sure: bool
    case_key: str
    case_number: str
    case_subject: str
    at: int
    first_at: int
    calls: int
    seconds: int
    telephone: str


class _Call(NamedTuple):
    entry_id: str
    hlc: str
    began: int
    body: dict[str, Any]


class _Answer(NamedTuple):
    hlc: str
    began: int


def note(tx: Tx, call: PhoneCall) -> str | None:
    """Write down a call that nobody took; the same call again, or one that was not missed, changes nothing.

    Returns:
        The entry that keeps it, None where nothing was written.
    """
    if not call.missed:
        return None
    call_id = _short(call.id)
    subject = f"call:{call.telephone}/{call_id}"
    if tx.value("SELECT 1 FROM entry WHERE subject = ? AND kind = ?", (subject, Kind.CALL_MISSED)):
        return None
    number = parse(call.number, home_region(tx))
    body = {
        "number": number.e164 or number.raw,
        "shown_name": clean_line(call.shown_name[:_LONGEST_NAME], "name"),
        "at": max(0, call.began_at),
        "telephone": call.telephone,
        "call_id": call_id,
        "seconds": max(0, ((call.ended_at or call.began_at) - call.began_at) // 1000),
    }
    entry = journal.append(tx, NewEntry(Kind.CALL_MISSED, subject, body, call.telephone))
    add_contact(tx, entry)
    tx.touch("missed", str(body["number"]))
    return entry.id


def missed(r: Reading, now: int) -> list[MissedRow]:
    """Whom nobody has called or texted back since they called in vain, the newest first.

    Args:
        now: UTC epoch milliseconds.
    """
    by_number: dict[str, list[_Call]] = {}
    for call in _open(r, now):
        by_number.setdefault(str(call.body["number"]), []).append(call)
    rows = [row for number, calls in by_number.items() if (row := _row(r, number, calls)) is not None]
    return sorted(rows, key=lambda row: (row.at, row.entry_id), reverse=True)


def put_away(tx: Tx, who: str, entry_ids: Sequence[str], reason: str = "") -> Saved:
    """Nobody need call back.

    Args:
        entry_ids: of the missed calls of one number; one of them stands for those before it as well.

    Raises:
        InputError: they are not missed any more.
    """
    wanted = set(entry_ids)
    row = next((row for row in missed(tx, tx.clock.now_ms()) if wanted & set(row.entry_ids)), None)
    if row is None:
        raise InputError("This missed call is not open any more.", "Somebody called back meanwhile, or put it away.")
    return _say(tx, who, row.entry_ids, clean_line(reason, "reason"), done=True)


def take_up(tx: Tx, who: str, entry_ids: Sequence[str]) -> Saved:
    """Missed calls that were put away are open again.

    Raises:
        InputError: they were not put away.
    """
    put = [entry_id for entry_id in entry_ids if (e := journal.find(tx, entry_id)) and _is_done(tx, e.subject)]
    if not put:
        raise InputError("These missed calls are open already.", "Look at 'calls missed' for those there are.")
    return _say(tx, who, put, "", done=False)


def _say(tx: Tx, who: str, entry_ids: Iterable[str], reason: str, *, done: bool) -> Saved:
    facts = []
    for entry_id in entry_ids:
        entry = journal.find(tx, entry_id)
        if entry is not None:
            body = {"of": entry_id, "reason": reason, "done": done}
            facts.append(NewEntry(Kind.CALL_MISSED_DONE, entry.subject, body, who))
    said = journal.append_all(tx, facts)
    tx.touch("missed")
    return Saved(tuple(entry.id for entry in said), "", ())


def _open(r: Reading, now: int) -> list[_Call]:
    """Missed calls that nobody put away, the newest first; one that several stations saw counts once."""
    rows = r.rows(
        f"SELECT id, hlc, made_at, subject, body FROM entry INDEXED BY entry_missed WHERE kind = '{Kind.CALL_MISSED}' AND hlc >= ?"
        " ORDER BY hlc DESC",
        (f"{max(0, now - KEPT_MS):015d}",),
    )
    once: dict[str, _Call] = {}
    for entry_id, hlc, made_at, subject, text in rows:
        body = json.loads(text)
        once[subject] = _Call(entry_id, hlc, _began(hlc, made_at, body["at"]), body)
    return [call for subject, call in once.items() if not _is_done(r, subject)]


def _is_done(r: Reading, subject: str) -> bool:
    return bool(
        r.value(
            f"SELECT json_extract(body, '$.done') FROM entry WHERE subject = ? AND kind = '{Kind.CALL_MISSED_DONE}'"
            " ORDER BY hlc DESC LIMIT 1",
            (subject,),
        )
    )


def _row(r: Reading, number: str, calls: Sequence[_Call]) -> MissedRow | None:
    """What is left of a number's missed calls; None where all of them were answered."""
    since = min(call.hlc for call in calls)
    left = _without(calls, _answers(r, [number], since) if number else [])
    if not left:
        return None
    caller = who_is(r, number)
    if caller.sure:
        numbers = {name for n in caller.numbers for name in (n.e164, n.raw)} - {"", number}
        left = _without(left, [*_answers(r, numbers, since), *_called(r, caller, since)])
        if not left:
            return None
    # A telephone may have told of them late.
    left.sort(key=lambda call: (call.body["at"], call.entry_id), reverse=True)
    newest = left[0].body
    case = caller.cases[0] if caller.cases else None
    return MissedRow(
        left[0].entry_id,
        tuple(call.entry_id for call in left),
        number,
        caller.number.shown,
        next((name for call in left if (name := str(call.body["shown_name"]))), ""),
        caller.person_key,
        caller.name,
        caller.sure,
        *((case.key, case.number, case.subject) if case else ("", "", "")),
        at=newest["at"],
        first_at=left[-1].body["at"],
        calls=len(left),
        seconds=newest["seconds"],
        telephone=newest["telephone"],
    )


def _without(calls: Sequence[_Call], answers: Sequence[_Answer]) -> list[_Call]:
    """Calls that nobody answered: what is written up later, but was begun before it rang, is no answer to it."""
    return [call for call in calls if not any(a.hlc > call.hlc and a.began >= call.began for a in answers)]


def _began(hlc: str, made_at: int, at: int | None) -> int:
    """When something began that was written down later, by the clock that stations have in common, in milliseconds.

    Args:
        made_at: when it was written down, and ``at`` when it began, by the station's own clock; None for at once.
    """
    return journal.wall_ms(hlc) - (0 if at is None else made_at - at)


def _answers(r: Reading, numbers: Collection[str], since: str) -> list[_Answer]:
    """Calls with these numbers and texts to them since a hybrid logical time."""
    rows = (row for number in numbers for row in r.rows(_ANSWERED, (number, since)))
    return [_Answer(hlc, _began(hlc, made_at, at)) for hlc, made_at, at in rows]


def _called(r: Reading, caller: Caller, since: str) -> list[_Answer]:
    """The same of calls that were logged with the person and no number."""
    rows = r.rows(
        f"SELECT hlc, made_at, json_extract(body, '$.started_at') FROM entry INDEXED BY entry_calls"
        f" WHERE kind = '{Kind.CALL}' AND hlc > ?"
        " AND json_extract(body, '$.number') = '' AND json_extract(body, '$.person') = ?",
        (since, caller.person_key),
    )
    return [_Answer(hlc, _began(hlc, made_at, at)) for hlc, made_at, at in rows]


def _short(call_id: str) -> str:
    """A telephone's name for a call, as it can be kept; two different ones never become the same."""
    cleaned = clean_line(call_id[:_LONGEST_ID], "id")
    if cleaned == call_id:
        return cleaned
    return hashlib.blake2b(call_id.encode("utf-8", "replace"), digest_size=16).hexdigest()
