"""The call log and whom to call back."""

from __future__ import annotations

from dataclasses import dataclass

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.domain.numbers import parse
from fallback_console.services import roll_call_answers
from fallback_console.services.claims import call_mark, customer_called
from fallback_console.services.record import (
    HELPDESK,
    Saved,
    about_case,
    clean_line,
    clean_text,
    person_name,
    require_case,
)
from fallback_console.store import journal
from fallback_console.store.case_projection import project_case
from fallback_console.store.contact_projection import add_contact, project_callback
from fallback_console.store.home import home_region
from fallback_console.store.tx import Reading, Tx

__all__ = [
    "DIRECTIONS",
    "OUTCOMES",
    "OUTCOMES_IN",
    "CallLog",
    "CallbackRow",
    "callbacks",
    "finish_callback",
    "log_call",
    "move_callback",
    "outcome_of",
]

DIRECTIONS = ("out", "in")
OUTCOMES = ("reached", "no-answer", "busy", "voicemail", "wrong-number", "call-back")
OUTCOMES_IN = ("reached", "call-back", "voicemail", "wrong-number")
"""Those that a call which came in can have."""

_BY_ENDING = {
    "busy": "busy",
    "no-answer": "no-answer",
    "cancelled": "no-answer",
    "refused": "no-answer",
    "failed": "no-answer",
    "not-found": "wrong-number",
}

_LONGEST = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class CallLog:
    """A call that ended, or was tried.

    Attributes:
        direction: 'out' or 'in'.
        number: as dialled or shown; kept as typed where it is no possible number.
        person_key: whom it was with, '' where unknown.
        started_at: UTC epoch milliseconds.
        seconds: how long, 0 where nobody answered.
        outcome: one of ``OUTCOMES``.
        follow_up_at: when to call back, UTC epoch milliseconds, None for never.
    """

    direction: str
    number: str
    person_key: str
    started_at: int
    seconds: int
    outcome: str
    notes: str = ""
    follow_up_at: int | None = None


@dataclass(frozen=True, slots=True)
class CallbackRow:
    """Somebody to call back.

    Attributes:
        case_key, case_number, case_subject: '' where the call was about no case.
        due_at: UTC epoch milliseconds.
        overdue: that time has passed.
        actor: who promised it.
        shown: the number as people here read it.
    """

    entry_id: str
    case_key: str
    case_number: str
    case_subject: str
    number: str
    person_key: str
    person_name: str
    due_at: int
    overdue: bool
    notes: str
    actor: str
    shown: str


def outcome_of(ending: str, *, answered: bool) -> str:
    """The outcome that fits how a telephone says a call ended.

    Args:
        ending: of ``telephone.ENDINGS``.
        answered: somebody took it.
    """
    return OUTCOMES[0] if answered else _BY_ENDING.get(ending, OUTCOMES[0])


def log_call(tx: Tx, who: str, case_key: str, call: CallLog) -> Saved:
    """Log a call, about a case or, with '' for it, about none.

    Raises:
        InputError: unknown direction or outcome, times that cannot be, neither number nor person.
        NotFoundError: no such case.
    """
    if call.direction not in DIRECTIONS:
        raise InputError("A call goes out or comes in.", f"Choose one of {', '.join(DIRECTIONS)}.")
    if call.outcome not in OUTCOMES:
        raise InputError(f"There is no outcome '{call.outcome}'.", f"Choose one of {', '.join(OUTCOMES)}.")
    if not 0 <= call.seconds <= _LONGEST or call.started_at < 0 or (call.follow_up_at or 0) < 0:
        raise InputError("These times cannot be right.", "Check start, length and follow-up.")
    number = parse(call.number, home_region(tx))
    if not number.raw and not call.person_key:
        raise InputError("The call has no number.", "Give the number or the person.")
    body = {
        "direction": call.direction,
        "number": number.e164 or number.raw,
        "person": clean_line(call.person_key, "person"),
        "person_name": person_name(tx, call.person_key),
        "started_at": call.started_at,
        "seconds": call.seconds,
        "outcome": call.outcome,
        "notes": clean_text(call.notes, "notes"),
        "follow_up_at": call.follow_up_at,
    }
    ref = require_case(tx, case_key) if case_key else None
    called = customer_called(tx, ref.key if ref else "", str(body["person"]), str(body["number"]))
    mark = call_mark(tx, tx.station, called, call.started_at, tx.clock.now_ms())
    if mark is not None:
        body["claim"] = mark
    if ref is not None:
        entry = about_case(tx, who, ref, Kind.CALL, body)
        saved = Saved((entry.id,), ref.key, (HELPDESK,))
    else:
        subject = f"person:{body['person']}" if body["person"] else f"number:{body['number']}"
        entry = journal.append(tx, NewEntry(Kind.CALL, subject, body, who))
        saved = Saved((entry.id,), "", ())
    add_contact(tx, entry)
    project_callback(tx, entry.subject)
    roll_call_answers.hear_call(tx, entry)
    tx.touch("callback")
    return saved


def finish_callback(tx: Tx, who: str, entry_id: str, reason: str = "") -> Saved:
    """Nobody needs to be called back any more, though nobody called.

    Args:
        entry_id: of the call that promised it.

    Raises:
        InputError: it is not due any more.
    """
    return _about_callback(tx, who, Kind.CALLBACK_DONE, entry_id, {"reason": clean_line(reason, "reason")})


def move_callback(tx: Tx, who: str, entry_id: str, due_at: int) -> Saved:
    """Call back at another time.

    Args:
        entry_id: of the call that promised it.
        due_at: UTC epoch milliseconds.

    Raises:
        InputError: it is not due any more, or the time has passed.
    """
    if due_at <= tx.clock.now_ms():
        raise InputError("This time has passed.", "Choose a later one.")
    return _about_callback(tx, who, Kind.CALLBACK_MOVED, entry_id, {"due_at": due_at})


def _about_callback(tx: Tx, who: str, kind: str, entry_id: str, body: dict[str, object]) -> Saved:
    subject = tx.value("SELECT subject FROM p_callback WHERE entry_id = ?", (entry_id,))
    if subject is None:
        raise InputError("This call-back is not open any more.", "Somebody called meanwhile, or ended it.")
    entry = journal.append(tx, NewEntry(kind, subject, {"of": entry_id, **body}, who))
    project_callback(tx, subject)
    tx.touch("callback")
    case_key = subject.removeprefix("case:") if subject.startswith("case:") else ""
    if case_key:
        project_case(tx, case_key)
        tx.touch("case", case_key)
    return Saved((entry.id,), case_key, ())


def callbacks(r: Reading, now: int) -> list[CallbackRow]:
    """Everybody who is to be called back and was not called since, soonest first; not those of closed cases.

    Args:
        now: UTC epoch milliseconds.
    """
    rows = r.rows(
        "SELECT b.entry_id, ifnull(c.key, ''), ifnull(c.number, ''), ifnull(c.subject, ''), b.number, b.person,"
        " b.person_name, b.due_at, b.due_at <= ?, b.notes, b.actor FROM p_callback b"
        " LEFT JOIN p_case c ON c.key = substr(b.subject, 6) WHERE ifnull(c.closed, 0) = 0 ORDER BY b.due_at, b.entry_id",
        (now,),
    )
    home = home_region(r)
    return [CallbackRow(*(*row[:8], bool(row[8]), *row[9:], parse(row[4], home).shown(home))) for row in rows]
