"""Swarms: people of several skills together on one case until it is solved, and who stands where in one.

The steps are those of case swarming: look the case over (a checklist and a priority), decide with a reason, open a room, invite by
skill and reach, discuss, name the next action with owner and time, close once the customer was told and a summary is written, archive.

Where a swarm stands follows from all that was written down of it, in the order of its times; so it is the same at every station,
however late, however often and in whatever order entries come.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind
from fallback_console.domain.person import TEAM_ROLES

if TYPE_CHECKING:
    from fallback_console.domain.entry import Entry

__all__ = [
    "ACTS",
    "CHECKS",
    "GATES",
    "HOW",
    "IN_IT",
    "KINDS",
    "LONGEST_MESSAGE",
    "LONGEST_SUMMARY",
    "LONGEST_TITLE",
    "MEMBER_STATES",
    "MOST_SWARMS",
    "NEXT_STATES",
    "NOT_OFFERED",
    "ROLES",
    "STATES",
    "STEPS",
    "TOLD_BY",
    "Facts",
    "Member",
    "Next",
    "Standing",
    "fit",
    "is_external",
    "not_offered",
    "standing",
    "step_of",
]

STATES = ("open", "closed", "archived")

STEPS = ("triage", "decided", "room", "invited", "discussing", "next", "closing", "closed", "archived")
"""The nine steps a swarm goes through."""

CHECKS = ("impact", "urgency", "safety", "workaround", "known", "evidence", "skills", "promised")
"""What is looked at before a swarm is decided: how many are hit; how fast it gets worse; whether anybody or any data is in danger; no
way around it is known; no known fault or article fits; logs and steps to see it are at hand; skills are missing that others have; a
promise to the customer is at risk. The words stand with whoever shows them."""

ROLES = ("lead", "member", "watcher")
"""Who sees to it that it comes to an end; who works on it; who reads along."""

MEMBER_STATES = ("invited", "accepted", "declined", "left", "removed")

IN_IT = "accepted"

ACTS = ("accepted", "declined", "joined", "left", "removed", "lead", "watching", "unwatched")
"""What is said of somebody in a swarm. Who joins was not asked; a removed one comes back only by joining."""

HOW = ("hub", "sms", "desk")
"""How somebody was asked or answered: in the window of a station, by text message, through somebody at a desk."""

NEXT_STATES = ("", "set", "done", "handed")
"""Of the next action: there is none; it is to be done; it is done; it was handed on to the case and is nobody's of the swarm."""

GATES = ("told", "summary", "next")
"""What has to be there before a swarm is closed: the customer was told, a summary is written, the next action is done or handed on."""

TOLD_BY = ("call", "sms", "reply", "mail", "chat", "said")
"""How it is known that the customer was told; the last: somebody says so."""

NOT_OFFERED = ("gone", "in-it", "invited", "off", "full", "quiet", "no-path")
"""Why somebody is not offered for a swarm: not known any more; is in it; was asked already; not at work; in as many swarms as one can
be in; it is their quiet time and their station is not heard; nothing leads to them."""

MOST_SWARMS = 2
"""In so many open swarms at once somebody is not asked into another."""

LONGEST_TITLE, LONGEST_MESSAGE, LONGEST_SUMMARY = 200, 1200, 8000

KINDS = (
    Kind.SWARM_OPENED,
    Kind.SWARM_INVITED,
    Kind.SWARM_MEMBER,
    Kind.SWARM_SAID,
    Kind.SWARM_NEXT,
    Kind.SWARM_CLOSED,
    Kind.SWARM_REOPENED,
    Kind.SWARM_ARCHIVED,
)
"""Kinds of entries whose subject is a swarm."""

_AVAILABLE = {"available": 0, "wrap-up": 1, "call": 2, "away": 3}


class Member(NamedTuple):
    """Somebody in a swarm, or asked into it.

    Attributes:
        who: 'person:<key>' or 'login:<login>'.
        role: of ``ROLES``.
        state: of ``MEMBER_STATES``.
        external: not of our team.
        texts: a watcher who wants the messages as text messages where the hub does not reach them.
        how: of ``HOW``: how they were asked, then how they answered.
        reach: id of the try to reach them with the invitation, '' where there is none.
        numbers: E.164 by which their answer is known.
        station: at which they last did something in a window, '' for none.
        invited_at, joined_at, left_at: UTC epoch milliseconds, 0 for never; the last time of each.
    """

    who: str
    name: str
    role: str
    state: str
    external: bool
    texts: bool = False
    how: str = ""
    reach: str = ""
    numbers: tuple[str, ...] = ()
    station: str = ""
    invited_at: int = 0
    joined_at: int = 0
    left_at: int = 0

    @property
    def present(self) -> bool:
        """Is in it now, as more than a watcher."""
        return self.state == IN_IT and self.role != "watcher"


class Next(NamedTuple):
    """The next action of a swarm.

    Attributes:
        state: of ``NEXT_STATES``.
        owner: as ``Member.who``.
        due_at: UTC epoch milliseconds.
    """

    state: str = ""
    text: str = ""
    owner: str = ""
    owner_name: str = ""
    due_at: int = 0
    at: int = 0


class Standing(NamedTuple):
    """Where a swarm stands.

    Attributes:
        state: of ``STATES``.
        said: how many messages there are.
        summary: what was written when it was last closed; kept when it is opened again.
        told_by: of ``TOLD_BY``.
        closed_at, archived_at: UTC epoch milliseconds, 0 for not.
        changed_at: when it last changed.
    """

    state: str
    members: tuple[Member, ...]
    next: Next
    said: int
    said_at: int
    summary: str
    told_by: str
    closed_by: str
    closed_at: int
    archived_at: int
    changed_at: int

    @property
    def lead(self) -> Member | None:
        """Who leads it."""
        return next((one for one in self.members if one.role == "lead" and one.state == IN_IT), None)


class Facts(NamedTuple):
    """What is known of somebody who may be asked into a swarm.

    Attributes:
        asked: their state in this swarm, of ``MEMBER_STATES``, '' where they have none.
        level: of the skill that is wanted, 0 where it is not told.
        status: of ``entry.OWN_STATUSES``; '' for who has none.
        on_call: by a schedule, now.
        ways: kinds of paths that lead to them now, best first.
        quiet: it is their quiet time.
        external: not of our team.
    """

    asked: str = ""
    level: int = 0
    status: str = ""
    on_call: bool = False
    ways: tuple[str, ...] = ()
    quiet: bool = False
    external: bool = False
    open_cases: int = 0
    swarms: int = 0


def is_external(role: str) -> bool:
    """Whether somebody of this kind (``person.ROLES``) is not of our team."""
    return role not in TEAM_ROLES


def not_offered(facts: Facts) -> str:
    """Why somebody is not offered, of ``NOT_OFFERED``; '' where they are."""
    if facts.asked in ("accepted", "invited"):
        return "in-it" if facts.asked == "accepted" else "invited"
    if facts.status == "off" and not facts.on_call:
        return "off"
    if facts.swarms >= MOST_SWARMS:
        return "full"
    if not facts.ways:
        return "no-path"
    # A message in somebody's window wakes nobody.
    return "quiet" if facts.quiet and "hub" not in facts.ways and not facts.on_call else ""


def fit(facts: Facts) -> tuple[int, ...]:
    """What orders people who are offered, the best first: skill, at work, reach, load; our own before others."""
    return (
        bool(not_offered(facts)),
        facts.external,
        -facts.level,
        _AVAILABLE.get(facts.status, 2),
        "hub" not in facts.ways,
        facts.asked in ("declined", "left", "removed"),
        facts.swarms,
        facts.open_cases,
    )


def step_of(state: str, members: Collection[Member], said: int, next_state: str) -> str:
    """Which of ``STEPS`` a swarm is at."""
    if state != "open":
        return state
    if next_state in ("done", "handed"):
        return "closing"
    if next_state == "set":
        return "next"
    if said:
        return "discussing"
    return "invited" if any(one.invited_at or one.role == "member" for one in members) else "room"


def standing(found: Iterable[Entry]) -> Standing | None:
    """Where a swarm stands; None before it is known that it was opened.

    Args:
        found: entries about it, of ``KINDS``, in any order, some perhaps twice.
    """
    entries = sorted({entry.id: entry for entry in found}.values(), key=lambda entry: entry.hlc)
    opened = next((entry for entry in entries if entry.kind == Kind.SWARM_OPENED), None)
    if opened is None:
        return None
    lead = Member(str(opened.body["lead"]), str(opened.body["lead_name"]), "lead", IN_IT, external=False)
    members = {lead.who: lead._replace(how="desk", station=opened.station, joined_at=opened.made_at)}
    action, said, said_at, changed = Next(), 0, 0, opened.made_at
    summary, told_by, closed_by, closed, archived = "", "", "", 0, 0
    for entry in entries:
        body, at = entry.body, entry.made_at
        if entry.kind == Kind.SWARM_INVITED:
            for person in body["people"]:
                _invite(members, person, at)
        elif entry.kind == Kind.SWARM_MEMBER:
            _member(members, body, at, entry.station)
        elif entry.kind == Kind.SWARM_SAID:
            said, said_at = said + 1, max(said_at, at)
        elif entry.kind == Kind.SWARM_NEXT:
            action = _next(action, body, at)
        elif entry.kind == Kind.SWARM_CLOSED and not closed:
            closed, closed_by = at, str(body["by_name"])
            summary, told_by = str(body["summary"]), str(body["told_by"])
        elif entry.kind == Kind.SWARM_REOPENED and closed and not archived:
            closed, closed_by = 0, ""
        elif entry.kind == Kind.SWARM_ARCHIVED and closed and not archived:
            archived = at
        changed = max(changed, at)
    state = "archived" if archived else "closed" if closed else "open"
    people = tuple(sorted(members.values(), key=lambda one: (ROLES.index(one.role), one.who)))
    return Standing(state, people, action, said, said_at, summary, told_by, closed_by, closed, archived, changed)


def _invite(members: dict[str, Member], person: Iterable[object], at: int) -> None:
    who, name, role, external, how, reach, numbers = person
    key = str(who)
    known = members.get(key)
    if known is not None and known.state in ("invited", IN_IT) and known.role != "watcher":
        # Asked at two stations at once: the first word stands, and either number answers.
        extra = [str(one) for one in _list(numbers) if one not in known.numbers]
        members[key] = known._replace(numbers=(*known.numbers, *extra), reach=known.reach or str(reach))
        return
    members[key] = Member(
        *(key, str(name), str(role), "invited", bool(external)),
        how=str(how),
        reach=str(reach),
        numbers=tuple(str(one) for one in _list(numbers)),
        station=known.station if known is not None else "",
        invited_at=at,
        joined_at=known.joined_at if known is not None else 0,
        left_at=known.left_at if known is not None else 0,
    )


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _member(members: dict[str, Member], body: Mapping[str, object], at: int, station: str) -> None:
    who, act, how = str(body["who"]), str(body["act"]), str(body["how"])
    known = members.get(who)
    one = known or Member(who, str(body["name"]), "member", "", external=bool(body["external"]))
    if how == "hub":
        one = one._replace(station=station)
    if act == "accepted" and known is not None and known.state not in (IN_IT, "removed"):
        one = one._replace(state=IN_IT, how=how, joined_at=at)
    elif act == "joined" and (one.state != IN_IT or one.role == "watcher"):
        role = "member" if one.role == "watcher" else one.role
        one = one._replace(role=role, state=IN_IT, how=how, joined_at=at)
    elif act in ("declined", "left") and known is not None and known.state in ("invited", IN_IT):
        # Who is in it and says no has gone; who was only asked and wants out has declined.
        one = one._replace(state="left" if known.state == IN_IT else "declined", how=how, left_at=at)
    elif act in ("removed", "unwatched") and known is not None and known.state in ("invited", IN_IT):
        one = one._replace(state="removed" if act == "removed" else "left", how=how, left_at=at)
    elif act == "lead":
        for key, other in members.items():
            if other.role == "lead":
                members[key] = other._replace(role="member")
        since = one.joined_at if one.state == IN_IT and one.role != "watcher" else at
        one = one._replace(role="lead", state=IN_IT, joined_at=since)
    elif act == "watching" and (one.state != IN_IT or one.role == "watcher"):
        one = one._replace(role="watcher", state=IN_IT, texts=bool(body["texts"]), how=how, joined_at=at)
    elif known is None:
        return
    if body["numbers"]:
        fresh = [str(number) for number in _list(body["numbers"]) if number not in one.numbers]
        one = one._replace(numbers=(*one.numbers, *fresh))
    members[who] = one


def _next(before: Next, body: Mapping[str, object], at: int) -> Next:
    state = str(body["state"])
    if state == "set":
        due = body["due_at"]
        return Next(state, str(body["text"]), str(body["owner"]), str(body["owner_name"]), int(str(due)), at)
    # Only what is to be done can be done or handed on.
    return before._replace(state=state, at=at) if before.state == "set" else before
