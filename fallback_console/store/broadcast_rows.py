"""What became of a broadcast for each of its people, read from what became of their messages.

Nothing of it is kept: a receipt or an answer that comes in, in whatever order, is counted by being there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.broadcast import STATES
from fallback_console.store.deliveries import problem_from

if TYPE_CHECKING:
    from fallback_console.domain.delivery import Problem
    from fallback_console.store.tx import Reading

__all__ = ["PersonProgress", "counts", "in_flight", "positions", "rows"]

_ANSWER_MS = 72 * 3_600_000
"""For so long a message is taken as the answer to what was last said to that number."""

_EARLY_MS = 120_000
"""An answer may be quicker than the gateway's word that it sent the question."""

# The first message since ours went; where it is one of ours, something else was said that is answered by what follows.
_ANSWER = (
    "SELECT c.entry_id FROM p_contact c JOIN p_sms i ON i.entry_id = c.entry_id"
    " WHERE c.number = t.number AND c.hlc > e.hlc ORDER BY c.hlc LIMIT 1"
)
_WALL = "CAST(substr({0}.hlc, 1, 15) AS INTEGER)"
_FROM = (
    " FROM p_broadcast_to t LEFT JOIN p_broadcast b ON b.run = t.run LEFT JOIN p_sms s ON s.entry_id = t.entry_id"
    " LEFT JOIN entry e ON e.id = t.entry_id LEFT JOIN delivery d ON d.id = (SELECT id FROM delivery WHERE entry_id = t.entry_id"
    " AND sink LIKE 'sms:%' ORDER BY state = 'confirmed' DESC, id DESC LIMIT 1)"
    f" LEFT JOIN entry a ON d.state = 'confirmed' AND a.id = ({_ANSWER}) AND a.kind = 'sms.received'"
    f" AND {_WALL.format('a')} BETWEEN d.changed_at - {_EARLY_MS} AND {_WALL.format('e')} + {_ANSWER_MS}"
    " WHERE t.run = ?"
)
_STATE = (
    "CASE WHEN t.reason <> '' THEN 'left_out'"
    " WHEN t.entry_id = '' THEN iif(b.state = 'cancelled', 'cancelled', 'queued')"
    " WHEN a.id IS NOT NULL THEN 'answered'"
    " WHEN s.state = 'delivered' THEN 'delivered'"
    " WHEN s.state = 'failed' OR d.state = 'needs_attention' THEN 'failed'"
    " WHEN d.state = 'unknown' THEN 'unknown'"
    " WHEN d.state = 'confirmed' THEN 'sent'"
    " WHEN d.state = 'dropped' THEN 'cancelled'"
    " ELSE 'queued' END AS state"
)


class PersonProgress(NamedTuple):
    """A broadcast for one person.

    Attributes:
        position: in the broadcast, from 0.
        number: E.164, or as typed.
        person: key, '' where nobody is known.
        state: of ``domain.broadcast.STATES``.
        reason: of ``domain.broadcast.REASONS``, for who is left out.
        entry_id: of the message, '' until there is one.
        at: when that last changed, UTC epoch milliseconds; 0 where nothing happened yet.
        answer: what came back.
        problem: why it is not sent.
    """

    position: int
    number: str
    person: str
    name: str
    state: str
    reason: str
    entry_id: str
    at: int
    answer: str
    problem: Problem | None


def counts(r: Reading, run: str) -> dict[str, int]:
    """How many people are in each state; together everybody."""
    found = dict(r.rows(f"SELECT state, count(*) FROM (SELECT {_STATE}{_FROM}) GROUP BY state", (run,)))
    return {state: found.get(state, 0) for state in STATES}


def positions(r: Reading, run: str, state: str = "") -> list[int]:
    """Places of everybody, or of those in one state, in order."""
    if not state:
        return [row[0] for row in r.rows("SELECT position FROM p_broadcast_to WHERE run = ? ORDER BY position", (run,))]
    found = r.rows(
        f"SELECT position FROM (SELECT t.position, {_STATE}{_FROM}) WHERE state = ? ORDER BY position", (run, state)
    )
    return [row[0] for row in found]


def rows(r: Reading, run: str, places: Sequence[int]) -> list[PersonProgress]:
    """Those at some places, in their order."""
    marks = ", ".join("?" * len(places))
    found = r.rows(
        f"SELECT t.position, t.number, t.person, t.name, {_STATE}, t.reason, t.entry_id, d.changed_at,"
        f" json_extract(a.body, '$.text'), d.problem{_FROM} AND t.position IN ({marks}) ORDER BY t.position",
        (run, *places),
    )
    return [
        PersonProgress(
            position, number, person, name, state, reason, entry_id, at or 0, answer or "", problem_from(problem)
        )
        for position, number, person, name, state, reason, entry_id, at, answer, problem in found
    ]


def in_flight(r: Reading, run: str) -> int:
    """How many of its messages are with the gateway this moment, with no answer yet."""
    found = r.value(
        "SELECT count(*) FROM delivery d INDEXED BY delivery_ranked JOIN entry e ON e.id = d.entry_id WHERE d.rank > 0"
        " AND d.state = 'in_flight' AND d.state NOT IN ('confirmed', 'dropped') AND json_extract(e.body, '$.broadcast') = ?",
        (run,),
    )
    return int(found)
