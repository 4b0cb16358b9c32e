"""Who is asked into a swarm, and who comes and goes.

Whom the hub reaches is asked in the window of their station; everybody else by text message over their ladder of paths. One
invitation is one try to reach somebody: it stops once they have answered, by whatever way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import ConsoleError, InputError
from fallback_console.domain.swarm import Member
from fallback_console.domain.swarm_text import invitation
from fallback_console.services import reach
from fallback_console.services.escalation_people import meant as people_meant
from fallback_console.services.record import require_case
from fallback_console.services.swarm_record import (
    Person,
    Room,
    heard_here,
    member_at,
    members,
    person_of,
    refuse_externals,
    require,
    require_open,
    say_of,
    who_at,
    write,
)

if TYPE_CHECKING:
    from fallback_console.domain.reach_rules import ReachRules
    from fallback_console.store.tx import Reading, Tx

__all__ = ["Invited", "answer", "call_off", "invite", "join", "lead", "off_due", "remove"]

_ANSWERS = ("accepted", "declined", "left")


class Invited(NamedTuple):
    """Who was asked.

    Attributes:
        asked: name and how, of ``domain.swarm.HOW``.
        skipped: name and why not, of ``domain.swarm.NOT_OFFERED``.
    """

    asked: tuple[tuple[str, str], ...]
    skipped: tuple[tuple[str, str], ...]


def invite(
    tx: Tx,
    who: str,
    swarm: str,
    people: Sequence[str],
    rules: ReachRules,
    *,
    external_ok: bool = False,
    urgent: bool = False,
    also_text: bool = False,
) -> Invited:
    """Ask people into a swarm, each once; who is in it or was asked already is left out.

    Args:
        people: each 'person:<key>' or a key.
        external_ok: people who are not of the team may be among them.
        urgent: quiet hours do not count.
        also_text: text also those whom the hub reaches.

    Raises:
        InputError: it is closed, or somebody is not of the team and that was not confirmed.
        NotFoundError: no such swarm or person.
    """
    room, found = require_open(tx, swarm), members(tx, swarm)
    asked, skipped, rows = [], [], []
    wanted = {one.who: one for one in (person_of(tx, reference) for reference in people)}
    refuse_externals(list(wanted.values()), external_ok=external_ok)
    for one in wanted.values():
        known = member_at(found, one.who)
        if known is not None and known.role != "watcher" and known.state in ("accepted", "invited"):
            skipped.append((one.name, "in-it" if known.state == "accepted" else "invited"))
            continue
        how, reach_id, numbers, why = _ask(tx, who, room, one, known, rules, urgent=urgent, also_text=also_text)
        if why:
            skipped.append((one.name, why))
            continue
        asked.append((one.name, how))
        rows.append([one.who, one.name, "member", one.external, how, reach_id, list(numbers)])
    if rows:
        write(tx, who, Kind.SWARM_INVITED, room.id, people=rows)
    return Invited(tuple(asked), tuple(skipped))


def answer(tx: Tx, who: str, swarm: str, act: str, *, person: str = "") -> None:
    """Somebody accepts, declines or leaves: in their own window, or at a desk where somebody says so for them.

    Args:
        who: login of who does it.
        act: 'accepted', 'declined' or 'left'.
        person: for whom, as 'person:<key>', 'login:<login>' or a key; '' for oneself.

    Raises:
        ValueError: there is no such act.
        InputError: it is closed, or they were not asked or are not in it.
        NotFoundError: no such swarm or person.
    """
    if act not in _ANSWERS:
        raise ValueError(act)
    room, one, how = _room_and_one(tx, who, swarm, person)
    known = member_at(members(tx, swarm), one.who)
    if known is None or (known.role == "watcher" and act != "left"):
        raise InputError("They were not asked into this swarm.", "Invite them, or let them join.")
    if act == "accepted" and known.state == "removed":
        raise InputError("They were taken out of this swarm.", "Whoever leads it can let them join again.")
    if act == "left" and known.role == "lead" and known.state == "accepted":
        raise InputError("The lead cannot leave.", "Make somebody else the lead first.")
    if (act == "accepted" and known.state == "accepted") or (
        act != "accepted" and known.state not in ("invited", "accepted")
    ):
        raise InputError("This was answered already.", "Look at the list again.")
    say_of(tx, who, room.id, act, known, who_at(tx, who).name, how=how)


def join(tx: Tx, who: str, swarm: str, *, person: str = "", external_ok: bool = False) -> None:
    """Somebody comes in without having been asked, or somebody says so for them.

    Args:
        person: who comes, as in ``answer``; '' for oneself.

    Raises:
        InputError: it is closed, they are in it already, or are not of the team and that was not confirmed.
        NotFoundError: no such swarm or person.
    """
    room, one, how = _room_and_one(tx, who, swarm, person)
    refuse_externals([one], external_ok=external_ok)
    known = member_at(members(tx, swarm), one.who)
    if known is not None and known.present:
        raise InputError("They are in this swarm already.", "Look at the list again.")
    say_of(tx, who, room.id, "joined", one, who_at(tx, who).name, how=how)


def remove(tx: Tx, who: str, swarm: str, person: str) -> None:
    """Take somebody out who is in it or was asked; by text message alone they do not come back.

    Raises:
        InputError: it is closed, they lead it, or are not in it.
        NotFoundError: no such swarm or person.
    """
    room, one, _ = _room_and_one(tx, who, swarm, person)
    known = member_at(members(tx, swarm), one.who)
    if known is None or known.state not in ("invited", "accepted"):
        raise InputError("They are not in this swarm.", "Look at the list again.")
    if known.role == "lead":
        raise InputError("The lead cannot leave.", "Make somebody else the lead first.")
    say_of(tx, who, room.id, "removed", known, who_at(tx, who).name, how="desk")


def lead(tx: Tx, who: str, swarm: str, person: str) -> None:
    """Make somebody the lead; they are in it from then on.

    Raises:
        InputError: it is closed, they lead it already, or are not of the team.
        NotFoundError: no such swarm or person.
    """
    room, one, how = _room_and_one(tx, who, swarm, person)
    if one.external:
        raise InputError("Only somebody of our team can lead a swarm.", "Choose another lead.")
    if room.lead == one.who:
        raise InputError("They lead this swarm already.", "Look at the list again.")
    say_of(tx, who, room.id, "lead", one, who_at(tx, who).name, how=how)


def call_off(tx: Tx) -> int:
    """Stop reaching people who have answered, or whose swarm is closed, as far as this station tries to; how many."""
    rows = tx.rows(_OFF)
    if rows:
        # Whoever has answered by text message has been reached, and is not merely left alone.
        reach.advance(tx)
    for (reach_id,) in rows:
        if tx.value("SELECT state FROM p_reach WHERE id = ?", (reach_id,)) == "trying":
            reach.stop(tx, "swarm", reach_id)
    return len(rows)


def off_due(r: Reading) -> bool:
    """Whether ``call_off`` would stop anything."""
    return bool(r.value(f"{_OFF} LIMIT 1"))


_OFF = (
    "SELECT m.reach FROM p_reach p JOIN p_swarm_member m ON m.reach = p.id JOIN p_swarm s ON s.id = m.swarm"
    " WHERE p.state = 'trying' AND p.station = (SELECT value FROM meta WHERE name = 'station')"
    " AND (m.state <> 'invited' OR s.state <> 'open')"
)


def _room_and_one(r: Reading, who: str, swarm: str, person: str) -> tuple[Room, Person, str]:
    """The open swarm, whom something is said of, and how: in their own window, or at a desk."""
    require(r, swarm)
    room, own = require_open(r, swarm), who_at(r, who)
    one = person_of(r, person) if person else own
    return room, one, "hub" if one.who == own.who else "desk"


def _ask(
    tx: Tx,
    who: str,
    room: Room,
    one: Person,
    known: Member | None,
    rules: ReachRules,
    *,
    urgent: bool,
    also_text: bool,
) -> tuple[str, str, tuple[str, ...], str]:
    """Ask somebody: how, the try to reach them, the numbers they may answer from, or why they cannot be asked."""
    now = tx.clock.now_ms()
    station = known.station if known is not None else ""
    is_there = heard_here(tx, Member(one.who, one.name, "member", "", one.external, station=station), now)
    if not one.who.startswith("person:"):
        return ("hub", "", (), "") if is_there else ("", "", (), "no-path")
    (person,) = people_meant(tx, [one.who], rules, now, urgent=True)
    if is_there and not also_text:
        return "hub", "", person.numbers, ""
    if person.why:
        return ("hub", "", person.numbers, "") if is_there else ("", "", (), person.why)
    row = None
    if not one.external:
        # What a case is called is nothing for others.
        ref = require_case(tx, room.case_key)
        row = tx.one("SELECT number, subject FROM p_case WHERE pk = ?", (ref.pk,))
    case, subject = (str(row[0]), str(row[1])) if row is not None else ("", "")
    text = invitation(person.language, room.number, who_at(tx, who).name, room.title, case=case, subject=subject)
    try:
        saved = reach.start(tx, who, one.who, text, rules, urgent=urgent, beside=True)
    except ConsoleError:
        return ("hub", "", person.numbers, "") if is_there else ("", "", (), "no-path")
    return "sms", saved.entry_ids[0], person.numbers, ""
