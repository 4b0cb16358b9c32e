"""What everything about swarms shares: reading one for a command, who is who in it, and writing an entry with its projection."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import ConsoleError, InputError, NotFoundError
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.roster import HUB_FRESH_MS
from fallback_console.domain.sentences import Sentence
from fallback_console.domain.swarm import Member, is_external
from fallback_console.services import presence
from fallback_console.services.paths import ladder_of
from fallback_console.store import journal
from fallback_console.store.shown_person import head_of
from fallback_console.store.swarm_projection import project_swarm

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "Person",
    "Room",
    "Way",
    "heard_here",
    "member_at",
    "members",
    "person_of",
    "refuse_externals",
    "require",
    "require_open",
    "say_of",
    "text_way",
    "who_at",
    "write",
]

_HERE = frozenset({"away", "off"})


class Room(NamedTuple):
    """What a command needs to know of a swarm."""

    id: str
    number: int
    case_key: str
    title: str
    state: str
    lead: str
    lead_name: str
    closed_by: str
    opened_at: int
    hlc: str


class Person(NamedTuple):
    """Somebody as swarms name them.

    Attributes:
        who: 'person:<key>' or 'login:<login>'.
        external: not of our team.
    """

    who: str
    name: str
    login: str
    external: bool


class Way(NamedTuple):
    """How somebody gets a text message.

    Attributes:
        number: E.164, '' where they cannot get one.
        why: of ``paths.Why``, 'no-number' or 'gone'; '' where they can.
    """

    number: str
    why: str


def require(r: Reading, swarm: str) -> Room:
    """A swarm by id.

    Raises:
        NotFoundError: there is none.
    """
    row = r.one(f"SELECT {', '.join(Room._fields)} FROM p_swarm WHERE id = ?", (swarm,))
    if row is None:
        raise NotFoundError("There is no such swarm.", "List them to see those there are.")
    return Room(*row)


def require_open(r: Reading, swarm: str) -> Room:
    """A swarm in which something can still be done.

    Raises:
        InputError: it is closed.
        NotFoundError: there is none.
    """
    room = require(r, swarm)
    if room.state != "open":
        raise InputError(Sentence("S{number} is closed.", number=room.number), "Open it again first.")
    return room


def members(r: Reading, swarm: str) -> list[Member]:
    """Everybody of a swarm, whatever became of them."""
    rows = r.rows(f"SELECT {', '.join(Member._fields)} FROM p_swarm_member WHERE swarm = ? ORDER BY who", (swarm,))
    found = [Member(*row) for row in rows]
    return [
        one._replace(external=bool(one.external), texts=bool(one.texts), numbers=tuple(json.loads(str(one.numbers))))
        for one in found
    ]


def member_at(found: Sequence[Member], who: str) -> Member | None:
    """Somebody among the people of a swarm."""
    return next((one for one in found if one.who == who), None)


def who_at(r: Reading, login: str) -> Person:
    """Who works under a login."""
    row = r.one("SELECT key, name FROM p_person WHERE login = ? AND login <> '' ORDER BY pk LIMIT 1", (login,))
    if row is None:
        return Person(f"login:{login}", login, login, external=False)
    return Person(f"person:{row[0]}", str(row[1]) or login, login, external=False)


def person_of(r: Reading, reference: str) -> Person:
    """Somebody by 'person:<key>', 'login:<login>' or a bare key.

    Raises:
        NotFoundError: nobody is known so.
    """
    sort, colon, rest = reference.partition(":")
    if sort == "login" and colon:
        return who_at(r, rest)
    key = head_of(r, rest if sort == "person" and colon else reference)
    row = r.one("SELECT key, name, login, role FROM p_person WHERE key = ?", (key,))
    if row is None:
        raise NotFoundError("There is no such person here.", "Search by name or number.")
    return Person(f"person:{row[0]}", str(row[1]) or str(row[2]) or "?", str(row[2]), is_external(str(row[3])))


def refuse_externals(people: Sequence[Person | Member], *, external_ok: bool) -> None:
    """See that it was confirmed where somebody who is not of the team would read along.

    Raises:
        InputError: it was not.
    """
    names = ", ".join(one.name for one in people if one.external)
    if names and not external_ok:
        raise InputError(
            Sentence("{names}: not of our team, and would read this.", names=names),
            "Say that this is wanted, or leave them out.",
            reason="external",
        )


def heard_here(r: Reading, one: Member, now: int) -> bool:
    """Whether the hub reaches somebody now: their station was heard a moment ago, or they work at this one."""
    login = one.who.removeprefix("login:")
    if one.who.startswith("person:"):
        login = str(r.value("SELECT login FROM p_person WHERE key = ?", (head_of(r, one.who[7:]),)) or "")
    if not login:
        return False
    if now - presence.heard_at(r).get(login, 0) <= HUB_FRESH_MS:
        return True
    own = r.value("SELECT value FROM meta WHERE name = 'station'")
    status = r.value("SELECT status FROM p_status WHERE login = ?", (login,))
    return one.station == own and status not in _HERE


def text_way(r: Reading, who: str, now: int) -> Way:
    """The number by which somebody gets text messages now; quiet hours do not count for who is in the room.

    Args:
        now: UTC epoch milliseconds.
    """
    key = who.removeprefix("person:")
    if who.startswith("login:"):
        return Way("", "no-number")
    try:
        rungs = [one for one in ladder_of(r, f"person:{key}", ReachRules(), now).rungs if one.path.kind == "sms"]
    except ConsoleError:
        return Way("", "gone")
    usable = next((one for one in rungs if not one.why), None)
    if usable is not None:
        return Way(usable.path.address, "")
    return Way("", rungs[0].why if rungs else "no-number")


def write(tx: Tx, actor: str, kind: str, swarm: str, /, **body: Any) -> str:
    """Append an entry about a swarm and bring it along; the entry's id."""
    entry = journal.append(tx, NewEntry(kind, f"swarm:{swarm}", body, actor))
    project_swarm(tx, swarm)
    return entry.id


def say_of(
    tx: Tx,
    actor: str,
    swarm: str,
    act: str,
    one: Person | Member,
    by_name: str,
    *,
    how: str,
    of: str = "",
    texts: bool = False,
    numbers: Sequence[str] = (),
) -> str:
    """Write down what somebody does in a swarm, or what is done about them."""
    body: Mapping[str, Any] = {
        "act": act,
        "who": one.who,
        "name": one.name,
        "external": one.external,
        "how": how,
        "of": of,
        "by_name": by_name,
        "texts": texts,
        "numbers": list(numbers),
    }
    return write(tx, actor, Kind.SWARM_MEMBER, swarm, **body)
