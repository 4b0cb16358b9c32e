"""Swarms over text messages and messages over the hub: answers to invitations, leaving, and words for the room.

A message is matched in the transaction that keeps it, so it is in the thread when it is there, and none is taken in twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Entry
from fallback_console.domain.errors import InputError
from fallback_console.domain.optout import classify
from fallback_console.domain.sentences import Sentence
from fallback_console.domain.swarm import LONGEST_MESSAGE, Member
from fallback_console.domain.swarm_text import Reply, answer_text, mark_of, reply_of
from fallback_console.services.record import MAX_TEXT, clean_text, language_of
from fallback_console.services.swarm_record import Room, member_at, members, require, say_of
from fallback_console.services.swarm_spread import Send, readers, spread
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fallback_console.store.tx import Reading, Tx

__all__ = ["Heard", "answer_letter", "take_answer"]

ACTOR = "swarm"
"""Who texts what somebody wrote by text message to the others."""

_LATE_MS = 72 * 3_600_000
"""For so long after a swarm was closed its code is answered."""


_REFUSED = {
    "closed": ("S{number} is closed.", "Open it again first."),
    "outside": ("You are not in S{number}, so nobody got your message.", "Join it first."),
    "removed": ("You were taken out of S{number}.", "Whoever leads it can let you join again."),
    "how": ("S{number}: the message is empty.", "Write something first."),
}


class Heard(NamedTuple):
    """What an answer came to.

    Attributes:
        entry: the entry that keeps it, '' where nothing had to be kept.
        what: as ``swarm_text.answer_text`` takes it, or 'said' for words that went to the room.
    """

    entry: str
    what: str
    number: int
    title: str

    def text(self, language: str) -> str:
        """In words; '' where there is nothing to be said."""
        return "" if self.what == "said" else answer_text(language, self.what, self.number, self.title)


class _From(NamedTuple):
    """Whose words are taken in.

    Attributes:
        actor: of the entries that are written.
        text: all that was written.
        how: of ``domain.swarm.HOW``.
        of: the entry that brought it, or that it answers.
        numbers: E.164 it came from.
    """

    actor: str
    text: str
    how: str
    of: str
    numbers: tuple[str, ...] = ()


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
    places = _places(tx, sender, [f"person:{person}"] if person else [], tx.clock.now_ms())
    if not places:
        return None
    place = _meant(tx, places, reply, sender, heard) if reply.number == 0 else _numbered(places, reply.number)
    if place is None:
        return None
    language = language_of(tx, place.member.who.removeprefix("person:"), (sender,))
    heard_of = _take(tx, _From(came.actor, text, "sms", came.id, (sender,)), place, reply, send)
    return heard_of.text(language)


def answer_letter(
    tx: Tx, who: str, text: str, people: Sequence[str], send: Send, *, of: str, asked: str
) -> Heard | None:
    """Do what the answer to a message over the hub says of a swarm, or put it into the room.

    Args:
        who: login of who answers.
        people: who that may be, as members are named.
        send: ``messages.send_sms``.
        of: the hub.sent entry that is answered.
        asked: the swarm which that message asks them into, '' for none: without a number nothing else can be meant.

    Returns:
        What it came to; None where it concerns no swarm.

    Raises:
        InputError: nobody would get it: the swarm is closed, they are not in it, or nothing is said; or people of other firms would.
    """
    reply = reply_of(text)
    if not reply.number and not asked:
        return None
    places = _places(tx, "", people, tx.clock.now_ms())
    if reply.number:
        place = _numbered(places, reply.number)
    else:
        place = next((one for one in places if one.room.id == asked), None)
        # Other words of somebody who is not in it go to whoever wrote.
        if (
            place is not None
            and not reply.bare
            and not (place.room.state == "open" and place.member.state == "accepted")
        ):
            place = None
    if place is None:
        return None
    heard = _take(tx, _From(who, text, "hub", of), place, reply, send)
    if not heard.entry:
        # Whoever sits at a window is told at once and keeps what they typed.
        words, hint = _REFUSED[heard.what]
        raise InputError(Sentence(words, number=heard.number), hint)
    return heard


def _take(tx: Tx, came: _From, place: _Place, reply: Reply, send: Send) -> Heard:
    """Carry it out."""
    room, one = place.room, place.member
    is_in = one.state == "accepted" and one.role != "watcher"
    heard = Heard("", "", room.number, room.title)
    if room.state != "open":
        return heard._replace(what="closed")
    if reply.act and not (is_in and not reply.sure):
        return _word(tx, came, room, one, reply.act, heard, is_in=is_in)
    # A text message that came is kept as far as it goes; whoever sits at a window shortens it.
    limit = LONGEST_MESSAGE if came.how == "hub" else MAX_TEXT
    words = clean_text(reply.text, "message", limit=limit)[:LONGEST_MESSAGE]
    if not words:
        return heard._replace(what="how")
    if one.state != "accepted":
        return heard._replace(what="removed" if one.state == "removed" else "outside")
    outside = [other.name for other in readers(members(tx, room.id), one.who) if other.external]
    if came.how == "hub" and outside:
        # At a window nobody writes to people of other firms without having been asked.
        raise InputError(
            Sentence("{names}: not of our team, and would read this.", names=", ".join(outside)),
            "Write it in the swarm itself, where this can be confirmed.",
        )
    actor = ACTOR if came.how == "sms" else came.actor
    said = spread(
        tx, actor, room.id, one.who, one.name, words, how=came.how, send=send, external=one.external, of=came.of
    )
    return heard._replace(entry=said.entry_id, what="said")


def _word(tx: Tx, came: _From, room: Room, one: Member, act: str, heard: Heard, *, is_in: bool) -> Heard:
    if one.state == "removed":
        return heard._replace(what="removed")
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
    entry = say_of(tx, came.actor, room.id, act, one, one.name, how=came.how, of=came.of, numbers=came.numbers)
    return heard._replace(entry=entry, what=what)


def _places(r: Reading, sender: str, people: Sequence[str], now: int) -> list[_Place]:
    """Swarms that a sender has a place in, open ones first, then the newest.

    Args:
        sender: their number, '' for none.
        people: who they may be, as members are named.
    """
    rows = r.rows(
        "SELECT DISTINCT m.swarm, m.who, s.state = 'open', s.hlc FROM p_swarm_member m JOIN p_swarm s ON s.id = m.swarm"
        f" WHERE (m.who IN ({', '.join('?' * len(people))})"
        " OR (m.swarm, m.who) IN (SELECT swarm, who FROM p_swarm_number WHERE number = ? AND number <> ''))"
        " AND (s.state = 'open' OR s.closed_at > ?) ORDER BY s.state = 'open' DESC, s.hlc DESC",
        (*people, sender, now - _LATE_MS),
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
    return [one for one in found if one.room.id not in shared or one.member.who in people]


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
