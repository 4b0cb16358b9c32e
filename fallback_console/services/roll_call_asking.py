"""A roll call under way: people are asked a few at a time, and over the next path where one failed or stayed silent too long.

Over the hub the question is the entry itself that says for whom: every station that hears of it shows it to whoever works there.

Everybody is written down before the first is asked, and each question is made in the same transaction that notes for whom. So a
program that is killed goes on where it was: nobody is asked twice over one path and nobody is skipped. A text of which nobody knows
whether it arrived is never sent again by itself; the next path is tried when its time is over.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import ConsoleError, InputError, NotFoundError
from fallback_console.domain.paths import CALLS, HUB
from fallback_console.domain.roll_call import next_step, text_for
from fallback_console.domain.spoken import about_roll_call
from fallback_console.services import messages
from fallback_console.services.broadcast_feed import room_for
from fallback_console.services.reach_signs import news_of_message, withdraw
from fallback_console.services.roll_call import REASON
from fallback_console.services.roll_call_list import standing_at
from fallback_console.services.sms_choice import speaking_sink_for
from fallback_console.store import journal
from fallback_console.store.roll_call_projection import project_roll_person

if TYPE_CHECKING:
    from fallback_console.services.record import Saved
    from fallback_console.store.tx import Reading, Tx

__all__ = ["ACTOR", "advance", "again", "due", "running"]

ACTOR = "roll-call"
"""Who goes on to the next path."""

_MOST = 20
"""So many people at most are seen to in one transaction: what agents do meanwhile does not wait long."""

_CALLED_MS = 180_000
"""So long a call of the console's may take until it is known that nobody pressed a key: it rings, is read out twice, and the gateway is
asked how it ended."""

_NOTHING, _SETTLED, _TEXT = 0, 1, 2
"""What came of looking at somebody: nothing to do or no room, something without a text, a text."""

_OPEN = "b.closed_at = 0 AND b.station = (SELECT value FROM meta WHERE name = 'station')"
_FAILED = (
    "(EXISTS (SELECT 1 FROM p_sms s WHERE s.entry_id = t.entry_id AND s.state = 'failed') OR EXISTS (SELECT 1 FROM delivery d"
    " WHERE d.entry_id = t.entry_id AND d.sink LIKE 'sms:%' AND d.state IN ('needs_attention', 'dropped')))"
)
_DUE = (
    "t.accounted = 0 AND t.state IN ('queued', 'again', 'asked') AND (t.step < 0 OR t.failed OR (t.until > 0 AND t.until <= ?)"
    f" OR (t.entry_id <> '' AND {_FAILED} AND json_extract(t.steps, '$[' || t.step || '][0]') = 'sms')"
    # Read out in a call; one that a person is to make has no end.
    f" OR (t.entry_id <> '' AND t.until > 0 AND json_extract(t.steps, '$[' || t.step || '][0]') IN ('call', 'desk')"
    f" AND ({_FAILED} OR EXISTS (SELECT 1 FROM delivery d WHERE d.entry_id = t.entry_id AND d.state = 'unknown'))))"
)
_BEGUN = "(t.step >= 0 OR json_extract(t.steps, '$[0][0]') <> 'sms')"
"""What needs no room at a gateway, or may need none: everybody but those whose first question is a text."""

_NEEDLESS = (
    "t.accounted = 1 AND t.entry_id <> '' AND EXISTS (SELECT 1 FROM delivery d WHERE d.entry_id = t.entry_id"
    " AND d.sink LIKE 'sms:%' AND d.state = 'waiting' AND d.attempts = 0)"
    " AND NOT EXISTS (SELECT 1 FROM p_roll_to o WHERE o.roll = t.roll AND o.entry_id = t.entry_id AND o.accounted = 0)"
)
_FROM = "FROM p_roll b JOIN p_roll_to t ON t.roll = b.id"


class _Roll(NamedTuple):
    """What is needed of a roll call to ask."""

    id: str
    texts: dict[str, str]
    waits: dict[str, int]
    who: str


def running(r: Reading) -> bool:
    """Whether a roll call that was started at this station is not closed."""
    return bool(r.value(f"SELECT 1 FROM p_roll b WHERE {_OPEN} LIMIT 1"))


def due(r: Reading, now: int) -> bool:
    """Whether ``advance`` would do anything.

    Args:
        now: UTC epoch milliseconds.
    """
    if not running(r):
        return False
    return bool(
        r.value(f"SELECT 1 {_FROM} WHERE {_OPEN} AND ({_DUE} OR ({_NEEDLESS})) LIMIT 1", (now,)) and _can_go_on(r, now)
    )


def _can_go_on(r: Reading, now: int) -> bool:
    """Not only texts are to be made for which there is no room at the gateway just now."""
    return room_for(r) > 0 or bool(
        r.value(f"SELECT 1 {_FROM} WHERE {_OPEN} AND ({_DUE} AND {_BEGUN} OR ({_NEEDLESS})) LIMIT 1", (now,))
    )


def advance(tx: Tx) -> int:
    """Ask the next people of the roll calls that run at this station.

    Returns:
        How many were asked, or of how many something else was settled; 0 where there is nothing to do for now.
    """
    now = tx.clock.now_ms()
    room = max(room_for(tx), 0)
    done = 0
    for roll, entry_id in tx.rows(f"SELECT DISTINCT t.roll, t.entry_id {_FROM} WHERE {_OPEN} AND {_NEEDLESS}"):
        done += withdraw(tx, ACTOR, entry_id, REASON)
        tx.touch("roll_call", roll)
    # Without room no first text can be made; who is asked over the hub does not wait for that.
    begun = "" if room else f" AND {_BEGUN}"
    found = tx.rows(
        f"SELECT t.roll, t.position {_FROM} WHERE {_OPEN} AND {_DUE}{begun} ORDER BY b.started_at, t.position", (now,)
    )
    rolls: dict[str, _Roll] = {}
    texts = 0
    for roll, position in found:
        if roll not in rolls:
            rolls[roll] = _roll(tx, roll)
        sent = _go_on(tx, rolls[roll], position, now, may_text=texts < room)
        texts += sent == _TEXT
        done += sent != _NOTHING
        if texts >= room > 0 or done >= _MOST:
            break
    return done


def again(tx: Tx, who: str, roll: str, position: int) -> None:
    """Ask somebody once more from their first path on.

    Raises:
        NotFoundError: nobody stands there.
        InputError: the roll call is closed, or there is no path to them.
    """
    row = tx.one(
        "SELECT b.closed_at, t.steps, t.reason FROM p_roll_to t JOIN p_roll b ON b.id = t.roll"
        " WHERE t.roll = ? AND t.position = ?",
        (roll, position),
    )
    if row is None:
        raise NotFoundError("There is nobody of this roll call here.", "Look at the list again.")
    if row[0]:
        raise InputError("This roll call was closed.", "Begin another one to ask again.")
    if row[2]:
        raise InputError("There is no path to this person.", "Add a number, then begin another roll call.")
    one = _roll(tx, roll)
    steps = json.loads(row[1])
    for step in range(len(steps)):
        if _try(tx, one._replace(who=who), position, step, steps[step], actor=who, share=False):
            break
    else:
        _say(tx, who, roll, position, {"step": -1, "state": "exhausted"})
    project_roll_person(tx, roll, position)


def _roll(r: Reading, roll: str) -> _Roll:
    row = r.one("SELECT id, texts, waits, started_by FROM p_roll WHERE id = ?", (roll,))
    assert row is not None, "it was just listed"
    return _Roll(row[0], json.loads(row[1]), json.loads(row[2]), row[3])


def _go_on(tx: Tx, roll: _Roll, position: int, now: int, *, may_text: bool) -> int:
    """Ask one person over their next path; what came of it."""
    steps, one = standing_at(tx, roll.id, position)
    news, why = news_of_message(tx, one.entry) if one.entry else ("", "")
    step = next_step(one, steps, news, now)
    if step is None:
        return _NOTHING
    if news == "failed" and one.entry:
        # It must not go out after all when somebody clears up why it was refused.
        withdraw(tx, ACTOR, one.entry, REASON)
    while step < len(steps):
        by_hand = step == one.step
        text = not by_hand and (steps[step][0] == "sms" or _is_read_out(tx, steps[step]))
        if text and not may_text:
            return _NOTHING
        if _try(tx, roll, position, step, steps[step], actor=ACTOR, share=True, by_hand=by_hand):
            project_roll_person(tx, roll.id, position)
            return _TEXT if text else _SETTLED
        step += 1
    _say(tx, ACTOR, roll.id, position, {"step": -1, "state": "exhausted", "why": why})
    project_roll_person(tx, roll.id, position)
    return _SETTLED


def _is_read_out(r: Reading, path: tuple[str, str]) -> bool:
    """A gateway calls there and reads the question out."""
    return path[0] in CALLS and bool(speaking_sink_for(r, path[1]))


def _try(
    tx: Tx,
    roll: _Roll,
    position: int,
    step: int,
    path: tuple[str, str],
    *,
    actor: str,
    share: bool,
    by_hand: bool = False,
) -> bool:
    """Use a path; whether that could be done.

    Args:
        share: a number that was asked for somebody else of this roll call already is not asked twice.
        by_hand: a call is up to a person.
    """
    kind, address = path
    if kind in CALLS:
        made = "" if by_hand else _speak(tx, roll, position, address)
        until = tx.clock.now_ms() + _CALLED_MS if made else 0
        _say(tx, actor, roll.id, position, {"step": step, "state": "waiting", "until": until, "entry": made})
        return True
    until = tx.clock.now_ms() + int(roll.waits[kind])
    if kind == HUB:
        _say(tx, actor, roll.id, position, {"step": step, "state": "waiting", "until": until})
        return True
    entry = _asked_already(tx, roll.id, position, address) if share else ""
    if not entry:
        text, person = _question(tx, roll, position)
        try:
            entry = _send(tx, roll, address, text, person).entry_ids[0]
        except ConsoleError as error:
            # Nothing is written where it is refused: a number opted out meanwhile, nothing is connected any more.
            _say(tx, actor, roll.id, position, {"step": step, "state": "failed", "why": error.message})
            return False
    _say(tx, actor, roll.id, position, {"step": step, "state": "waiting", "until": until, "entry": entry})
    return True


def _speak(tx: Tx, roll: _Roll, position: int, number: str) -> str:
    """Have the question read out in a call; the entry, '' where no gateway does that."""
    text, person = _question(tx, roll, position)
    return messages.speak(tx, roll.who, number, about_roll_call(text), person)


def _question(r: Reading, roll: _Roll, position: int) -> tuple[str, str]:
    """What one person is asked, and their key."""
    row = r.one("SELECT language, person FROM p_roll_to WHERE roll = ? AND position = ?", (roll.id, position))
    assert row is not None, "somebody stands there"
    return text_for(roll.texts, row[0]), row[1]


def _send(tx: Tx, roll: _Roll, address: str, text: str, person: str) -> Saved:
    """The question as a text message."""
    return messages.send_sms(tx, roll.who, "", address, text, person_key=person, later=True)


def _asked_already(r: Reading, roll: str, position: int, number: str) -> str:
    """The question that went to a number which somebody else of the roll call has too, '' where none did."""
    found = r.value(
        "SELECT t.entry_id FROM p_roll_number n JOIN p_roll_to t ON t.roll = n.roll AND t.position = n.position"
        " JOIN p_sms s ON s.entry_id = t.entry_id AND s.number = n.number"
        " WHERE n.number = ? AND n.roll = ? AND n.position <> ? LIMIT 1",
        (number, roll, position),
    )
    return str(found or "")


def _say(tx: Tx, who: str, roll: str, position: int, said: dict[str, Any]) -> None:
    body = {"why": "", "until": 0, "entry": "", **said}
    journal.append(tx, NewEntry(Kind.ROLL_ASKED, f"roll:{roll}/{position}", body, who))
