"""What is heard of people whom a roll call is about: text messages that come in, calls that are logged, and what somebody says for them.

A message or call is matched in the transaction that keeps it, so an answer is on the screen when the message is, and none is
taken in twice.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Entry, Kind, NewEntry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.paths import CALLS
from fallback_console.domain.roll_call import ANSWERS, HOW, answer_of, code_of
from fallback_console.services.record import clean_text
from fallback_console.services.roll_call_own import questions
from fallback_console.store import journal
from fallback_console.store.roll_call_projection import project_roll_person
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.store.tx import Tx

__all__ = ["answer", "hear_call", "hear_letter", "hear_message"]

_LATE_MS = 72 * 3_600_000
"""For so long after somebody was asked last an answer counts, also where the roll call was closed; while it is open, at any time."""

_CLOCKS_MS = 60_000
"""The clocks of a gateway and of this machine may differ by so much."""

_SPOKE = ("reached", "call-back")
_LONGEST = 2000


class _Place(NamedTuple):
    """Somebody of a roll call who may have been heard.

    Attributes:
        since: what was said from then on counts, UTC epoch milliseconds.
        step: of the path that was tried last; ``steps`` are all of them, as JSON.
    """

    roll: str
    position: int
    person: str
    state: str
    since: int
    step: int
    steps: str


def hear_message(tx: Tx, entry: Entry) -> str:
    """A text message came in, or a key was pressed in a call, that may be an answer.

    A wish to get no more of them is none: the next path is tried.

    Returns:
        What it was taken for, of ``ANSWERS``; '' where no roll call wants it.
    """
    text, sender, at = str(entry.body["text"]), str(entry.body["sender"]), int(entry.body["received_at"])
    said = answer_of(text)
    if not said:
        return ""
    # What a gateway kept from before is no answer; who was not asked yet has none to give.
    places = [
        one
        for one in _places(tx, sender, str(entry.body["person"]))
        if one.state != "queued" and at >= one.since - _CLOCKS_MS
    ]
    for one in places:
        _say(
            tx,
            entry.actor,
            one.roll,
            one.position,
            {
                "answer": said,
                "how": "call" if "pressed" in entry.body else "sms",
                "text": text[:_LONGEST],
                "at": min(at, entry.made_at),
                "shared": len(places) > 1,
                "of": entry.id,
            },
        )
    return said if places else ""


def hear_letter(tx: Tx, who: str, text: str, of: str) -> str:
    """Somebody answered a message over the hub with the number of an answer, while roll calls ask them too.

    Args:
        who: login of who answers.
        of: the hub.sent entry with their answer, or the one that is answered where nobody gets one.

    Returns:
        The first entry that says so, '' where no roll call asks them or the text is another.
    """
    said, now = code_of(text), tx.clock.now_ms()
    asked = questions(tx, who, now) if said else []
    values = {"answer": said, "how": "hub", "text": text[:_LONGEST], "at": now, "shared": False, "of": of}
    made = [_say(tx, who, one.roll, one.position, values) for one in asked]
    return made[0] if made else ""


def hear_call(tx: Tx, entry: Entry) -> None:
    """A call was logged: whoever was spoken to has answered, and one of ours that nobody took is a path that came to nothing."""
    body = entry.body
    places = _places(tx, str(body["number"]), str(body["person"]))
    for one in places:
        if body["outcome"] in _SPOKE:
            notes = str(body["notes"])[:_LONGEST]
            values = {"answer": answer_of(notes) or "other", "how": "call", "text": notes, "at": entry.made_at}
            _say(
                tx,
                entry.actor,
                one.roll,
                one.position,
                {**values, "shared": len(places) > 1, "of": entry.id},
            )
        elif body["direction"] == "out" and one.state == "to_ring" and _rung(one) == body["number"]:
            said = {"step": one.step, "state": "failed", "why": body["outcome"], "until": 0, "entry": entry.id}
            journal.append(tx, NewEntry(Kind.ROLL_ASKED, f"roll:{one.roll}/{one.position}", said, entry.actor))
            project_roll_person(tx, one.roll, one.position)


def answer(tx: Tx, who: str, roll: str, position: int, said: str, how: str = "desk", text: str = "") -> str:
    """Somebody says what one person answered: at our desk, in a call, or for them.

    Args:
        said: of ``ANSWERS``.
        how: of ``HOW``.

    Returns:
        The entry.

    Raises:
        InputError: there is no such answer.
        NotFoundError: nobody stands there.
    """
    if said not in ANSWERS or how not in HOW:
        raise InputError(
            "There is no such answer.", f"Choose one of {', '.join(ANSWERS)}, and how of {', '.join(HOW)}."
        )
    if not tx.value("SELECT 1 FROM p_roll_to WHERE roll = ? AND position = ?", (roll, position)):
        raise NotFoundError("There is nobody of this roll call here.", "Look at the list again.")
    words = clean_text(text, "answer", limit=_LONGEST)
    values = {"answer": said, "how": how, "text": words, "at": tx.clock.now_ms(), "shared": False, "of": ""}
    return _say(tx, who, roll, position, values)


def _places(tx: Tx, number: str, person: str) -> list[_Place]:
    """Who of the newest roll call it may be: the one person, where it is known who speaks, else all who have the number."""
    head = head_of(tx, person) if person else ""
    rows = tx.rows(
        "SELECT t.roll, t.position, t.person, t.state, iif(t.asked_at > 0, t.asked_at, b.started_at), t.step, t.steps"
        " FROM p_roll_to t JOIN p_roll b ON b.id = t.roll"
        " WHERE ((t.roll, t.position) IN (SELECT roll, position FROM p_roll_number WHERE number = ?)"
        " OR (t.person <> '' AND t.person IN (?, ?))) AND (b.closed_at = 0 OR max(t.since, b.started_at) > ?)"
        " ORDER BY b.hlc DESC, t.position",
        (number, person, head, tx.clock.now_ms() - _LATE_MS),
    )
    places = [_Place(*row) for row in rows]
    places = [one for one in places if one.roll == places[0].roll]
    own = [one for one in places if head and one.person and head_of(tx, one.person) == head]
    return own[:1] or places


def _rung(one: _Place) -> str:
    """The number that somebody is to ring now."""
    kind, address = json.loads(one.steps)[one.step]
    return str(address) if kind in CALLS else ""


def _say(tx: Tx, who: str, roll: str, position: int, values: dict[str, object]) -> str:
    entry = journal.append(tx, NewEntry(Kind.ROLL_ANSWERED, f"roll:{roll}/{position}", values, who))
    project_roll_person(tx, roll, position)
    return entry.id
