"""What a message over the hub asks: to take an escalation, to come into a swarm, or nothing but to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fallback_console.store.tx import Reading

__all__ = ["CODES", "Page", "page_of"]

CODES = {"taken": "{number}a", "passed": "{number}e", "accepted": "s{number} y", "declined": "s{number} n"}
"""What somebody writes who answers by code; the same as by text message."""


class Page(NamedTuple):
    """What a message is about.

    Attributes:
        sort: 'escalation' or 'swarm'.
        id, number: of it.
        state: of an escalation as it stands (``escalation.STATES``); of a swarm what became of the invitation
            (``swarm.MEMBER_STATES``), 'closed' once the swarm is.
        name: who has the escalation or has closed it, '' for nobody; of a swarm its title.
        at: since when somebody has it or it is closed, UTC epoch milliseconds; 0 for not.
        mine: whoever is asked has the escalation.
        asks: an answer is waited for.
    """

    sort: str
    id: str
    number: int
    state: str
    name: str
    at: int
    mine: bool
    asks: bool


def page_of(r: Reading, letter: str, people: Sequence[str]) -> Page | None:
    """What a message to somebody asks, None where it is only words.

    Args:
        letter: id of the hub.sent entry.
        people: keys of all records of who it is written to.
    """
    marks = ", ".join("?" * len(people))
    row = r.one(
        "SELECT e.id, e.number, e.state, e.holder, e.holder_name, e.held_at, e.closed_by, e.closed_at FROM p_escalation_to t"
        " JOIN p_reach p ON p.id = t.reach JOIN p_escalation e ON e.id = t.escalation"
        f" WHERE t.person IN ({marks}) AND t.why = '' AND instr(p.steps, ?) > 0 LIMIT 1",
        (*people, letter),
    )
    if row is not None:
        one, number, state, holder, holder_name, held_at, closed_by, closed_at = row
        name, at = (closed_by, closed_at) if state == "closed" else (holder_name, held_at)
        mine = holder.removeprefix("person:") in people
        return Page("escalation", one, number, state, name, at, mine, asks=state in ("running", "exhausted"))
    row = r.one(
        "SELECT s.id, s.number, s.state, m.state, s.title, s.closed_at FROM p_swarm_member m"
        " JOIN p_reach p ON p.id = m.reach JOIN p_swarm s ON s.id = m.swarm"
        f" WHERE m.who IN ({marks}) AND m.reach <> '' AND instr(p.steps, ?) > 0 LIMIT 1",
        (*(f"person:{key}" for key in people), letter),
    )
    if row is None:
        return None
    one, number, state, invited, title, closed_at = row
    is_open = state == "open"
    return Page(
        *("swarm", one, number, invited if is_open else "closed", title, closed_at),
        mine=False,
        asks=is_open and invited == "invited",
    )
