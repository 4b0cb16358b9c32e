"""Swarms: looking a case over, opening a room, the next action, closing behind a gate, and what comes after.

Anybody opens a swarm and works in it. Closing and archiving are its lead's, because somebody has to answer for the customer having
been told; a supervisor's station may do it in their place, since a lead's station may be the one that is gone.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import ConsoleError, InputError
from fallback_console.domain.escalation import next_number
from fallback_console.domain.ids import uuid7
from fallback_console.domain.sentences import Sentence
from fallback_console.domain.swarm import CHECKS, LONGEST_SUMMARY, LONGEST_TITLE
from fallback_console.domain.swarm_text import answer_text
from fallback_console.services import cases, messages
from fallback_console.services.escalation_steps import numbers_open
from fallback_console.services.record import clean_line, clean_text, language_of, require_case
from fallback_console.services.rights import is_supervisors
from fallback_console.services.swarm_record import (
    Room,
    heard_here,
    member_at,
    members,
    person_of,
    refuse_externals,
    require,
    require_open,
    say_of,
    text_way,
    who_at,
    write,
)
from fallback_console.services.swarm_told import Told, told_since
from fallback_console.store import journal
from fallback_console.store.case_projection import on_entry
from fallback_console.store.swarm_projection import project_swarm

if TYPE_CHECKING:
    from fallback_console.services.swarm_record import Person
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "Gate",
    "archive",
    "close",
    "finish_next",
    "gate",
    "may_close",
    "reopen",
    "set_next",
    "start",
    "triage",
    "unwatch",
    "watch",
]


class Gate(NamedTuple):
    """What stands between a swarm and its end.

    Attributes:
        told: how the customer was told since it was opened; None where nothing of that is known.
        next_open: the next action is neither done nor handed on.
        may: whoever asks may close it.
    """

    told: Told | None
    next_open: bool
    may: bool


def triage(
    tx: Tx, who: str, case_key: str, checks: Mapping[str, bool], priority: int | None, reason: str, *, decided: bool
) -> str:
    """Look a case over and say whether a swarm is wanted; a no is kept as well.

    Args:
        checks: by ids of ``domain.swarm.CHECKS``; what is not named is no.
        priority: 0 to 100, becomes the case's; None leaves it.
        reason: why, in one line.

    Returns:
        The entry.

    Raises:
        InputError: no reason, an unknown check or no such priority.
        NotFoundError: no such case.
    """
    ref = require_case(tx, case_key)
    words = clean_line(reason, "reason", limit=LONGEST_TITLE)
    if not words:
        raise InputError("It is not said why.", "Write in a few words why a swarm is wanted, or why not.")
    if set(checks) - set(CHECKS):
        raise InputError(
            "There is no such point on the checklist.", Sentence("Points are {names}.", names=", ".join(CHECKS))
        )
    if priority is not None:
        cases.set_field(tx, who, ref.key, "priority", str(priority))
    body = {
        "checks": {name: bool(checks.get(name, False)) for name in CHECKS},
        "priority": ref.priority if priority is None else priority,
        "decided": decided,
        "reason": words,
    }
    entry = journal.append(tx, NewEntry(Kind.SWARM_TRIAGED, f"case:{ref.key}", body, who))
    on_entry(tx, ref.pk, entry.hlc, text=False, unsent=False)
    tx.touch("case", ref.key)
    return entry.id


def start(tx: Tx, who: str, case_key: str, title: str, reason: str, *, lead: str = "", triaged: str = "") -> str:
    """Open a room for a case.

    Args:
        title: what help is needed with, in one line.
        reason: why a swarm; '' takes that of ``triaged``.
        lead: 'person:<key>', 'login:<login>' or a key; '' for whoever opens it.
        triaged: id of the triage that decided it; '' for the newest one that did, if there is any.

    Returns:
        Its id.

    Raises:
        InputError: no title or reason, the lead is not of the team, or this case has an open swarm.
        NotFoundError: no such case or person.
    """
    ref = require_case(tx, case_key)
    words = clean_line(title, "title", limit=LONGEST_TITLE)
    if not words:
        raise InputError("It is not said what help is needed with.", "Write it in a few words.")
    decision = _decision(tx, ref.key, triaged)
    why = clean_line(reason, "reason", limit=LONGEST_TITLE) or (decision[1] if decision is not None else "")
    if not why:
        raise InputError("It is not said why.", "Write in a few words why a swarm is wanted.")
    before = tx.value("SELECT number FROM p_swarm WHERE case_key = ? AND state = 'open'", (ref.key,))
    if before is not None:
        raise InputError(
            Sentence("This case has a swarm already: S{number}.", number=before),
            "Go on in that one, or close it first.",
        )
    person = person_of(tx, lead) if lead else who_at(tx, who)
    if person.external:
        raise InputError("Only somebody of our team can lead a swarm.", "Choose another lead.")
    made = uuid7(tx.clock.now_ms(), os.urandom(10))
    body = {
        "number": _number(tx),
        "case": ref.key,
        "title": words,
        "reason": why,
        "lead": person.who,
        "lead_name": person.name,
        "triage": decision[0] if decision is not None else "",
    }
    journal.append(tx, NewEntry(Kind.SWARM_OPENED, f"swarm:{made}", body, who))
    project_swarm(tx, made)
    opener = who_at(tx, who)
    if person.who != opener.who:
        # Whoever opens it for somebody else is in it as well.
        say_of(tx, who, made, "joined", opener, opener.name, how="hub")
    return made


def watch(
    tx: Tx, who: str, swarm: str, watchers: Sequence[str], *, texts: bool = False, external_ok: bool = False
) -> tuple[str, ...]:
    """Let people read along; whoever is in it or reads along already stays as they are.

    Args:
        who: login, or the name of the part of the program that does it.
        watchers: each 'person:<key>', 'login:<login>' or a key.
        texts: they get messages as text messages where the hub does not reach them.
        external_ok: people who are not of the team may be among them.

    Returns:
        Names of those who are new.

    Raises:
        InputError: it is closed, or somebody is not of the team.
        NotFoundError: no such swarm or person.
    """
    room, found = require_open(tx, swarm), members(tx, swarm)
    people = [person_of(tx, one) for one in dict.fromkeys(watchers)]
    fresh: dict[str, Person] = {}
    for one in people:
        known = member_at(found, one.who)
        if known is None or known.state != "accepted" or (known.role == "watcher" and known.texts != texts):
            fresh[one.who] = one
    refuse_externals(list(fresh.values()), external_ok=external_ok)
    for one in fresh.values():
        say_of(tx, who, room.id, "watching", one, who_at(tx, who).name, how="desk", texts=texts)
    return tuple(one.name for one in fresh.values())


def unwatch(tx: Tx, who: str, swarm: str, watchers: Sequence[str]) -> tuple[str, ...]:
    """Let people read along no more; the names of those who did."""
    room, found = require(tx, swarm), members(tx, swarm)
    gone = []
    for reference in watchers:
        one = member_at(found, person_of(tx, reference).who)
        if one is not None and one.role == "watcher" and one.state == "accepted":
            say_of(tx, who, room.id, "unwatched", one, who_at(tx, who).name, how="desk")
            gone.append(one.name)
    return tuple(gone)


def set_next(tx: Tx, who: str, swarm: str, text: str, owner: str, due_at: int) -> str:
    """Say what is done next, by whom and until when; the case gets all three and brings them to the helpdesk.

    Whoever owns it and is not reached over the hub gets it as a text message.

    Args:
        owner: 'person:<key>', 'login:<login>' or a key; '' for the lead. The case becomes theirs where they have a login.
        due_at: UTC epoch milliseconds.

    Returns:
        The entry.

    Raises:
        InputError: there is nothing to do, no time, or it is closed.
        NotFoundError: no such swarm, case or person.
    """
    room = require_open(tx, swarm)
    words = clean_line(text, "next action")
    if not words:
        raise InputError("A next action needs something to do.", "Write what is to be done next.")
    if due_at <= 0:
        raise InputError("A next action needs a time.", "Say until when it is done.")
    if not owner and not room.lead:
        raise InputError("A next action needs somebody who does it.", "Say who.")
    person = person_of(tx, owner or room.lead)
    cases.set_next_action(tx, who, room.case_key, words, due_at)
    if person.login and not person.external:
        cases.set_field(tx, who, room.case_key, "owner", person.login)
    body = {"state": "set", "text": words, "owner": person.who, "owner_name": person.name, "due_at": due_at}
    made = write(tx, who, Kind.SWARM_NEXT, room.id, **body, by_name=who_at(tx, who).name, note="")
    if person.login != who:
        _tell_owner(tx, who, room, person, words, due_at)
    return made


def finish_next(tx: Tx, who: str, swarm: str, *, handed: bool = False, note: str = "") -> str:
    """The next action is done, or handed on: then it stays with the case and is nobody's of the swarm.

    Raises:
        InputError: there is none that is open, or the swarm is closed.
        NotFoundError: no such swarm or case.
    """
    room = require_open(tx, swarm)
    state, text = tx.one("SELECT next_state, next_text FROM p_swarm WHERE id = ?", (room.id,)) or ("", "")
    if state != "set":
        raise InputError("No next action is open here.", "Write the next one, or close the swarm.")
    if not handed and tx.value("SELECT next_action FROM p_case WHERE key = ?", (room.case_key,)) == text:
        # What the case says is to be done is done; somebody may have written something else there since.
        cases.set_next_action(tx, who, room.case_key, "", None)
    body = {"state": "handed" if handed else "done", "text": "", "owner": "", "owner_name": "", "due_at": 0}
    words = clean_line(note, "note", limit=LONGEST_TITLE)
    return write(tx, who, Kind.SWARM_NEXT, room.id, **body, by_name=who_at(tx, who).name, note=words)


def may_close(r: Reading, who: str, room: Room) -> bool:
    """Whether somebody may close or archive a swarm: its lead, or a supervisor's station."""
    return who_at(r, who).who == room.lead or is_supervisors(r)


def gate(r: Reading, who: str, swarm: str) -> Gate:
    """What is missing before a swarm can be closed, beside the summary.

    Raises:
        NotFoundError: no such swarm.
    """
    room = require(r, swarm)
    state = r.value("SELECT next_state FROM p_swarm WHERE id = ?", (room.id,))
    return Gate(told_since(r, room.case_key, room.hlc), state == "set", may_close(r, who, room))


def close(tx: Tx, who: str, swarm: str, summary: str, *, told: str = "") -> str:
    """Close it; the summary becomes a note of the case and so comes to the helpdesk.

    Args:
        told: how the customer was told, where no call, text message or reply of ours to them since it was opened says so.

    Returns:
        The entry of the note.

    Raises:
        InputError: something is missing, or it is not up to this person.
        NotFoundError: no such swarm or case.
    """
    room = require_open(tx, swarm)
    before = gate(tx, who, swarm)
    if not before.may:
        raise InputError("Only the lead of a swarm, or a supervisor, closes it.", "Ask them to.", reason="rights")
    words = clean_text(summary, "summary", limit=LONGEST_SUMMARY)
    how = clean_line(told, "answer", limit=LONGEST_TITLE)
    if before.told is None and not how:
        raise InputError(
            "The customer was not told yet.", "Call, text or write to them, or say how they were told.", missing="told"
        )
    if before.next_open:
        raise InputError("The next action is still open.", "Say that it is done, or hand it on.", missing="next")
    if not words:
        raise InputError("The summary is missing.", "Write what was found and done.", missing="summary")
    named = f"Swarm S{room.number} ({room.title}) is closed.\n\n{words}"
    note = cases.add_note(tx, who, room.case_key, f"{named}\n\nCustomer told: {how}" if how else named)
    found = before.told
    body = {
        "summary": words,
        "told_by": "said" if how or found is None else found.by,
        "told": how,
        "of": "" if found is None else found.entry_id,
        "note": note.entry_ids[0],
        "by_name": who_at(tx, who).name,
    }
    write(tx, who, Kind.SWARM_CLOSED, room.id, **body)
    return note.entry_ids[0]


def reopen(tx: Tx, who: str, swarm: str, reason: str) -> None:
    """Go on with one that is closed; everybody who was in it is in it again.

    Raises:
        InputError: it is open or archived, the case has another open one, or no reason is said.
        NotFoundError: no such swarm.
    """
    room = require(tx, swarm)
    if room.state == "archived":
        raise InputError(Sentence("S{number} is archived.", number=room.number), "Open a new one for the case.")
    if room.state == "open":
        raise InputError(Sentence("S{number} is open.", number=room.number), "Go on in it.")
    words = clean_line(reason, "reason", limit=LONGEST_TITLE)
    if not words:
        raise InputError("It is not said why.", "Write in a few words why it goes on.")
    other = tx.value("SELECT number FROM p_swarm WHERE case_key = ? AND state = 'open'", (room.case_key,))
    if other is not None:
        raise InputError(
            Sentence("This case has a swarm already: S{number}.", number=other), "Go on in that one, or close it first."
        )
    write(tx, who, Kind.SWARM_REOPENED, room.id, reason=words, by_name=who_at(tx, who).name)


def archive(tx: Tx, who: str, swarm: str) -> None:
    """Put one away that is closed; it can be read for ever, and is not opened again.

    Raises:
        InputError: it is open or archived, or it is not up to this person.
        NotFoundError: no such swarm.
    """
    room = require(tx, swarm)
    if room.state == "open":
        raise InputError(Sentence("S{number} is open.", number=room.number), "Close it first.")
    if room.state == "archived":
        raise InputError(Sentence("S{number} is archived.", number=room.number))
    if not may_close(tx, who, room):
        raise InputError("Only the lead of a swarm, or a supervisor, closes it.", "Ask them to.", reason="rights")
    write(tx, who, Kind.SWARM_ARCHIVED, room.id, by_name=who_at(tx, who).name)


def _number(r: Reading) -> int:
    """A short number that no open swarm and no open escalation has."""
    last = r.value("SELECT number FROM p_swarm ORDER BY hlc DESC LIMIT 1")
    _, escalations = numbers_open(r)
    return next_number(int(last or 0), escalations)


def _decision(r: Reading, case_key: str, triaged: str) -> tuple[str, str] | None:
    """Id and reason of the triage that decided a swarm."""
    if triaged:
        entry = journal.find(r, triaged)
        return None if entry is None or entry.kind != Kind.SWARM_TRIAGED else (entry.id, str(entry.body["reason"]))
    entries = journal.of_subject(r, f"case:{case_key}", (Kind.SWARM_TRIAGED,))
    last = entries[-1] if entries else None
    return (last.id, str(last.body["reason"])) if last is not None and last.body["decided"] else None


def _tell_owner(tx: Tx, who: str, room: Room, owner: Person, text: str, due_at: int) -> None:
    """Text the next action to its owner where nothing else brings it to them; an external gets it from whoever speaks to them."""
    one = member_at(members(tx, room.id), owner.who)
    if owner.external or (one is not None and heard_here(tx, one, tx.clock.now_ms())):
        return
    way = text_way(tx, owner.who, tx.clock.now_ms())
    if not way.number:
        return
    key = owner.who.removeprefix("person:")
    time = datetime.fromtimestamp(due_at / 1000).astimezone().strftime("%m-%d %H:%M")
    words = answer_text(language_of(tx, key, (way.number,)), "next", room.number, text, time)
    try:
        messages.send_sms(tx, who, "", way.number, words, person_key=key)
    except ConsoleError:
        # Their number opted out or its gateway went between two looks: the thread has it all the same.
        return
