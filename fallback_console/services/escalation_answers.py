"""Answers to escalations: with a short code by text message or over the hub, with a key in a call, or said at a desk.

A message is matched in the transaction that keeps it, so an answer counts when the message is there, and none is taken in twice.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Entry, Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.domain.escalation import Reply, reply_of, reply_text
from fallback_console.domain.languages import language_code
from fallback_console.domain.sentences import Sentence
from fallback_console.services.record import person_name
from fallback_console.store import journal
from fallback_console.store.escalation_projection import project_escalation
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fallback_console.store.tx import Reading, Tx

__all__ = ["Heard", "answer_letter", "clock", "say", "speaker_at", "take_answer"]

_LATE_MS = 72 * 3_600_000
"""For so long after somebody was asked last a code is taken to be meant for an escalation."""

_AGAIN_MS = 24 * 3_600_000
"""Somebody is told once in so long that a number is none of theirs."""


class Heard(NamedTuple):
    """What an answer came to.

    Attributes:
        entry: the entry that keeps it.
        what: as ``escalation.reply_text`` takes it.
        name: who has it or has closed it; '' where that is nobody else's.
        at: since when, UTC epoch milliseconds; 0 where ``name`` is ''.
    """

    entry: str
    what: str
    number: int
    name: str = ""
    at: int = 0

    def text(self, language: str) -> str:
        """In words."""
        return reply_text(language, self.what, self.number, self.name, clock(self.at) if self.at else "")


class _Place(NamedTuple):
    """An escalation that a sender was asked to take."""

    id: str
    number: int
    state: str
    position: int
    total: int
    holder: str
    holder_name: str
    held_at: int
    closed_by: str
    closed_at: int


def take_answer(tx: Tx, came: Entry) -> str | None:
    """Do what a text message says of an escalation that its sender was asked.

    Args:
        came: an ``sms.received`` entry.

    Returns:
        What its sender is to be answered, '' for nothing; None where the message is no such answer.
    """
    reply = reply_of(str(came.body["text"]))
    if reply is None:
        return None
    sender, now = str(came.body["sender"]), tx.clock.now_ms()
    person = head_of(tx, str(came.body["person"])) if came.body["person"] else ""
    places = _asked(tx, sender, [person] if person else [], now)
    if not places:
        return None
    language = _language(tx, person, sender)
    place = _meant(places, reply)
    if place is None:
        return _misread(tx, came, reply, language)
    who = person or _asked_person(tx, place.id, sender)
    by = f"person:{who}" if who else f"number:{sender}"
    name = person_name(tx, who) or str(came.body["person_name"]) or sender
    how = "keys" if "pressed" in came.body else "sms"
    return _take(tx, came.actor, place, reply.act, by, name, how=how, of=came.id).text(language)


def answer_letter(tx: Tx, who: str, text: str, people: Sequence[str], *, of: str, paged: str) -> Heard | None:
    """Do what the answer to a message over the hub says of an escalation that whoever gives it was asked.

    Args:
        who: login of who answers.
        people: keys of all their records.
        of: the hub.sent entry that is answered.
        paged: the escalation that message is about, '' for none.

    Returns:
        What it came to; None where the text is no such answer.

    Raises:
        InputError: the page is answered with a number that is none of theirs.
    """
    reply = reply_of(text)
    places = _asked(tx, "", people, tx.clock.now_ms()) if reply is not None else []
    if reply is None or not places:
        return None
    place = next((one for one in places if one.id == paged and reply.number in (0, one.number)), None)
    if place is None and reply.number:
        place = _meant(places, reply)
    elif place is None and reply.letter:
        # A letter by itself is no word to a colleague; 'done' may well be.
        still = [one for one in places if one.state != "closed"]
        place = still[0] if len(still) == 1 else None
    if place is None:
        if paged and reply.number:
            raise InputError(
                Sentence("There is no open {number} for you.", number=reply.number),
                "Use the number from the message you got.",
            )
        return None
    by, name = speaker_at(tx, who)
    return _take(tx, who, place, reply.act, by, name, how="hub", of=of)


def _take(tx: Tx, actor: str, place: _Place, act: str, by: str, name: str, *, how: str, of: str) -> Heard:
    what = _outcome(place, act, by)
    # Also where it changes nothing it was an answer, and its sender's.
    entry = say(tx, actor, place.id, act, by, name, position=place.position, how=how, of=of)
    told, at = (place.closed_by, place.closed_at) if what == "done" else (place.holder_name, place.held_at)
    return Heard(entry, what, place.number, told, at)


def speaker_at(r: Reading, login: str) -> tuple[str, str]:
    """Who works under a login, as holders are named, and their name."""
    row = r.one("SELECT key, name FROM p_person WHERE login = ? AND login <> '' ORDER BY pk LIMIT 1", (login,))
    return (f"login:{login}", login) if row is None else (f"person:{row[0]}", str(row[1]) or login)


def say(
    tx: Tx,
    who: str,
    escalation: str,
    act: str,
    by: str,
    name: str,
    *,
    position: int,
    how: str = "desk",
    of: str = "",
    doubled: int = 0,
) -> str:
    """Write down what somebody does about an escalation.

    Args:
        doubled: number of another one that is about the same; 0 for none.
    """
    body: dict[str, object] = {"act": act, "by": by, "by_name": name, "how": how, "of": of, "position": position}
    if doubled:
        body["doubled"] = doubled
    entry = journal.append(tx, NewEntry(Kind.ESCALATION_ANSWERED, f"escalation:{escalation}", body, who))
    project_escalation(tx, escalation)
    return entry.id


def _asked(r: Reading, sender: str, people: Sequence[str], now: int) -> list[_Place]:
    """What a sender was asked lately, the newest first.

    Args:
        sender: their number, '' for none.
        people: keys of who they may be.
    """
    rows = r.rows(
        "SELECT DISTINCT e.id, e.number, e.state, e.position, json_array_length(e.steps) * (1 + e.repeat), e.holder,"
        " e.holder_name, e.held_at, e.closed_by, e.closed_at, e.hlc FROM p_escalation e"
        " WHERE (e.id IN (SELECT escalation FROM p_escalation_number WHERE number = ? AND number <> '')"
        f" OR e.id IN (SELECT escalation FROM p_escalation_to WHERE person IN ({', '.join('?' * len(people))}) AND why = ''))"
        " AND (e.state <> 'closed' OR e.closed_at > ?) ORDER BY e.hlc DESC",
        (sender, *people, now - _LATE_MS),
    )
    return [_Place(*row[:-1]) for row in rows]


def _meant(places: list[_Place], reply: Reply) -> _Place | None:
    """Which of them an answer is about: open before closed, then the newest."""
    found = [one for one in places if not reply.number or one.number == reply.number]
    waiting = [one for one in found if one.state in ("running", "exhausted")]
    held = [one for one in found if one.state == "taken"]
    if not reply.number and reply.act == "taken":
        return next(iter([*waiting, *held]), None)
    return next(iter([*(one for one in found if one.state != "closed"), *found]), None)


def _outcome(place: _Place, act: str, by: str) -> str:
    """What an answer comes to, of ``escalation.reply_text``."""
    if place.state == "closed":
        return "done"
    if act == "closed":
        return "closed"
    if place.holder and place.holder != by:
        return "other"
    if act == "taken":
        return "own" if place.holder else "taken"
    return "last" if place.position + 1 >= place.total else "passed"


def _misread(tx: Tx, came: Entry, reply: Reply, language: str) -> str:
    """Tell a sender, once, that a number is none of theirs."""
    subject = f"number:{came.body['sender']}"
    now = tx.clock.now_ms()
    for entry in journal.of_subject(tx, subject, (Kind.ESCALATION_MISREAD,)):
        if entry.body["number"] == reply.number and now - entry.made_at < _AGAIN_MS:
            return ""
    journal.append(tx, NewEntry(Kind.ESCALATION_MISREAD, subject, {"of": came.id, "number": reply.number}, came.actor))
    return reply_text(language, "unknown" if reply.number else "nothing", reply.number)


def _asked_person(r: Reading, escalation: str, sender: str) -> str:
    """Who of those who were asked has the number; '' where more than one has."""
    rows = r.rows(
        "SELECT DISTINCT person FROM p_escalation_number WHERE escalation = ? AND number = ?", (escalation, sender)
    )
    return str(rows[0][0]) if len(rows) == 1 else ""


def _language(r: Reading, person: str, sender: str) -> str:
    told = str(r.value("SELECT language FROM p_person WHERE key = ?", (person,)) or "") if person else ""
    code = language_code(told).partition("-")[0]
    return code or ("ja" if sender.startswith("+81") else "en")


def clock(at: int) -> str:
    """A time of day here, as it is written in a text message."""
    return datetime.fromtimestamp(at / 1000).astimezone().strftime("%H:%M")
