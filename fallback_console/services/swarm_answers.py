"""Swarms over text messages: answers to invitations, leaving, and words for the room.

A message is matched in the transaction that keeps it, so it is in the thread when it is there, and none is taken in twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Entry
from fallback_console.domain.optout import classify
from fallback_console.domain.swarm import LONGEST_MESSAGE, Member
from fallback_console.domain.swarm_text import Reply, answer_text, mark_of, reply_of
from fallback_console.services.record import clean_text, language_of
from fallback_console.services.swarm_record import Room, member_at, members, require, say_of
from fallback_console.services.swarm_spread import Send, spread
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["take_answer"]

ACTOR = "swarm"
"""Who texts what somebody wrote by text message to the others."""

_LATE_MS = 72 * 3_600_000
"""For so long after a swarm was closed its code is answered."""


class _Place(NamedTuple):
    """A swarm that a sender has a place in."""

    room: Room
    member: Member


def take_answer(tx: Tx, came: Entry, send: Send, *, heard: str) -> str | None:
    """Do what a text message says of a swarm that its sender was asked into, or put it into the thread.

    Args:
        came: an ``sms.received`` entry that is no answer to an escalation.
        send: ``messages.send_sms``.
        heard: what a roll call took it for, of ``roll_call.ANSWERS``; '' where none wants it. A word without a number is the roll call's.

    Returns:
        What its sender is to be answered, '' for nothing; None where it concerns no swarm.
    """
    text, sender = str(came.body["text"]), str(came.body["sender"])
    person = head_of(tx, str(came.body["person"])) if came.body["person"] else ""
    reply = reply_of(text)
    places = _places(tx, sender, person, tx.clock.now_ms())
    if not places:
        return None
    place = _meant(tx, places, reply, sender, heard) if reply.number == 0 else _numbered(places, reply.number)
    if place is None:
        return None
    language = language_of(tx, place.member.who.removeprefix("person:"), (sender,))
    what = _take(tx, came, place, reply, send)
    return answer_text(language, what, place.room.number, place.room.title) if what else ""


def _take(tx: Tx, came: Entry, place: _Place, reply: Reply, send: Send) -> str:
    """Carry it out; what is answered, of ``swarm_text.answer_text``, '' for nothing."""
    room, one = place.room, place.member
    is_in = one.state == "accepted" and one.role != "watcher"
    if room.state != "open":
        return "closed"
    if reply.act and not (is_in and not reply.sure):
        return _word(tx, came, room, one, reply.act, is_in=is_in)
    words = clean_text(reply.text, "message")[:LONGEST_MESSAGE]
    if not words:
        return "how"
    if one.state != "accepted":
        return "removed" if one.state == "removed" else "outside"
    spread(tx, ACTOR, room.id, one.who, one.name, words, how="sms", send=send, external=one.external, of=came.id)
    return ""


def _word(tx: Tx, came: Entry, room: Room, one: Member, act: str, *, is_in: bool) -> str:
    if one.state == "removed":
        return "removed"
    if act == "accepted" and is_in:
        what = "again"
    elif act == "accepted":
        # Whoever reads along and wants to be in it comes without having been asked.
        act = "joined" if one.role == "watcher" else "accepted"
        what = "accepted"
    else:
        what = "left" if one.state == "accepted" else "declined"
        act = "unwatched" if one.role == "watcher" and not is_in else act
    # Also where it changes nothing it was an answer, and its sender's.
    say_of(tx, came.actor, room.id, act, one, one.name, how="sms", of=came.id, numbers=(str(came.body["sender"]),))
    return what


def _places(r: Reading, sender: str, person: str, now: int) -> list[_Place]:
    """Swarms that a sender has a place in, open ones first, then the newest."""
    rows = r.rows(
        "SELECT DISTINCT m.swarm, m.who, s.state = 'open', s.hlc FROM p_swarm_member m JOIN p_swarm s ON s.id = m.swarm"
        " WHERE ((m.who = ? AND ? <> '') OR (m.swarm, m.who) IN (SELECT swarm, who FROM p_swarm_number WHERE number = ?))"
        " AND (s.state = 'open' OR s.closed_at > ?) ORDER BY s.state = 'open' DESC, s.hlc DESC",
        (f"person:{person}", person, sender, now - _LATE_MS),
    )
    found: list[_Place] = []
    shared: set[str] = set()
    for swarm, who, *_ in rows:
        one = member_at(members(r, swarm), who)
        if one is None:
            continue
        if any(place.room.id == swarm for place in found):
            shared.add(swarm)
        found.append(_Place(require(r, swarm), one))
    # Two who share a number: nobody knows who of them it is, unless it is known whose message it was.
    return [one for one in found if one.room.id not in shared or (person and one.member.who == f"person:{person}")]


def _numbered(places: list[_Place], number: int) -> _Place | None:
    return next((one for one in places if one.room.number == number), None)


def _meant(r: Reading, places: list[_Place], reply: Reply, sender: str, heard: str) -> _Place | None:
    """The swarm that a message without a number is about, None where it may be about none or several.

    A bare yes or no answers the one open invitation there is. Anything else goes to the room whose text its sender got last.
    """
    live = [one for one in places if one.room.state == "open"]
    if reply.bare and not heard:
        invited = [one for one in live if one.member.state == "invited"]
        if len(invited) == 1:
            return invited[0]
    if heard in ("safe", "help") or classify(reply.text) is not None:
        return None
    number = _last_mark(r, sender)
    inside = [one for one in live if one.room.number == number and one.member.state == "accepted"]
    return inside[0] if number and inside else None


def _last_mark(r: Reading, number: str) -> int:
    """Which swarm the last text that went to a number is about, 0 for none."""
    text = r.value(
        "SELECT json_extract(e.body, '$.text') FROM p_contact c JOIN entry e ON e.id = c.entry_id WHERE c.number = ?"
        " AND e.kind = 'sms.sent' ORDER BY c.hlc DESC LIMIT 1",
        (number,),
    )
    return mark_of(str(text or ""))
