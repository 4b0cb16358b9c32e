"""Everything the view of swarms shows, read in one query on one snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fallback_console.domain.errors import NotFoundError
from fallback_console.services import drafts, queue, swarm, swarm_list, swarm_record, swarm_seen, swarm_thread
from fallback_console.services.swarm import Gate
from fallback_console.services.swarm_list import MemberRow, Swarm, ThreadRow
from fallback_console.services.swarm_thread import Readers

__all__ = [
    "DRAFT",
    "SCOPES",
    "SUMMARY_DRAFT",
    "OneFacts",
    "SwarmFacts",
    "SwarmLine",
    "draft_key",
    "fits",
    "swarm_facts",
]

SCOPES = ("open", "mine", "closed", "archived")
"""Which swarms are listed; 'mine' are open ones in which one is, or into which one was asked."""

DRAFT = "message"
SUMMARY_DRAFT = "summary"
_LISTED = 200
_IN = ("accepted", "invited")


class SwarmLine(NamedTuple):
    """A swarm in the list.

    Attributes:
        customer, priority: of its case; '' and None where that is gone.
        mine: one's own place in it, None where there is none.
        unread: messages that were not read here; 0 for who is not in it.
    """

    one: Swarm
    customer: str
    priority: int | None
    mine: MemberRow | None
    unread: int


@dataclass(frozen=True, slots=True)
class OneFacts:
    """The swarm that is opened.

    Attributes:
        me: as members are named, of whoever works here.
        organisations: where externals come from, by member.
        draft, summary: what was begun to be written.
        readers: who would read a message now; None where it is not open.
    """

    line: SwarmLine
    thread: tuple[ThreadRow, ...]
    me: str
    readers: Readers | None
    gate: Gate
    draft: str
    summary: str
    organisations: Mapping[str, str] = field(default_factory=dict)

    @property
    def one(self) -> Swarm:
        """The swarm itself."""
        return self.line.one

    @property
    def priority(self) -> int | None:
        """Of its case."""
        return self.line.priority

    @property
    def mine(self) -> MemberRow | None:
        """One's own place in it."""
        return self.line.mine


@dataclass(frozen=True, slots=True)
class SwarmFacts:
    """What the view shows.

    Attributes:
        lines: those of every scope.
        chosen: the one that was asked for, None where there is none.
    """

    lines: tuple[SwarmLine, ...]
    chosen: OneFacts | None

    def counts(self) -> dict[str, int]:
        """How many each scope has."""
        return {scope: sum(fits(line, scope) for line in self.lines) for scope in SCOPES}


def fits(line: SwarmLine, scope: str) -> bool:
    """Whether one is listed in a scope."""
    if scope == "mine":
        return line.one.state == "open" and line.mine is not None
    return line.one.state == scope


def draft_key(swarm_id: str) -> str:
    """Under which drafts of a swarm are kept."""
    return f"swarm:{swarm_id}"


def swarm_facts(reading: Any, login: str, wanted: str, scope: str, now: int) -> SwarmFacts:
    """Ask the services.

    Args:
        wanted: id of the one that is opened; '' or an unknown one takes the first of the scope.
        now: UTC epoch milliseconds.
    """
    me, read = swarm_record.who_at(reading, login).who, swarm_seen.read_of(reading)
    listed = swarm_list.listed(reading, archived=True, limit=_LISTED)
    lines = [_line(reading, one, me, read) for one in listed]
    found = next((line for line in lines if line.one.id == wanted), None)
    if found is None and wanted:
        try:
            found = _line(reading, swarm_list.find(reading, wanted), me, read)
            lines.append(found)
        except NotFoundError:
            pass
    if found is None:
        found = next((line for line in lines if fits(line, scope)), None)
    return SwarmFacts(tuple(lines), None if found is None else _one(reading, login, me, found, now))


def _line(reading: Any, one: Swarm, me: str, read: Mapping[str, int]) -> SwarmLine:
    mine = next((m for m in one.members if m.who == me and m.state in _IN), None)
    try:
        case = queue.find_case(reading, one.case_key)
        customer, priority = case.customer, case.priority
    except NotFoundError:
        customer, priority = "", None
    inside = mine is not None and mine.state == "accepted"
    return SwarmLine(one, customer, priority, mine, max(0, one.said - read.get(one.id, 0)) if inside else 0)


def _one(reading: Any, login: str, me: str, line: SwarmLine, now: int) -> OneFacts:
    one = line.one
    kept = drafts.all_of(reading, draft_key(one.id))
    return OneFacts(
        line,
        tuple(swarm_list.thread(reading, one.id)),
        me,
        swarm_thread.who_reads(reading, one.id, now, speaker=login) if one.state == "open" else None,
        swarm.gate(reading, login, one.id),
        kept.get(DRAFT, ""),
        kept.get(SUMMARY_DRAFT, ""),
        swarm_seen.organisations(reading, [m.who for m in one.members if m.external]),
    )
