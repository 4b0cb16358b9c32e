"""What somebody hears of swarms: that they are asked into one, who came or went in theirs, what was said there, what is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fallback_console.domain.alerts import Alert, Case
from fallback_console.domain.entry import Kind
from fallback_console.services.swarm_record import who_at

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["found"]

_TEXT = 300
"""So much of a message is kept with an alert, characters."""

_CASE = "ifnull(c.key, ''), ifnull(c.number, ''), ifnull(c.subject, '')"
_OPEN = "p_swarm s INDEXED BY p_swarm_open LEFT JOIN p_case c ON c.key = s.case_key"


def found(r: Reading, login: str, floor: int, now: int) -> Iterator[Alert]:
    """Alerts of open swarms for somebody.

    Args:
        floor: what was said before is left out, UTC epoch milliseconds.
        now: UTC epoch milliseconds.
    """
    me = who_at(r, login).who
    for swarm, number, title, at, *case in r.rows(
        f"SELECT s.id, s.number, s.title, m.invited_at, {_CASE} FROM {_OPEN} JOIN p_swarm_member m ON m.swarm = s.id"
        " WHERE s.state = 'open' AND m.who = ? AND m.state = 'invited'",
        (me,),
    ):
        yield _alert(f"swarm:{swarm}:{at}", "swarm", at, swarm, case, number, title)
    for swarm, number, who, name, at, *case in r.rows(
        f"SELECT s.id, s.number, m.who, m.name, max(m.joined_at, m.left_at), {_CASE} FROM {_OPEN}"
        " JOIN p_swarm_member m ON m.swarm = s.id WHERE s.state = 'open' AND s.lead = ? AND m.who <> s.lead"
        " AND m.role <> 'watcher' AND m.state IN ('accepted', 'declined', 'left') AND max(m.joined_at, m.left_at) >= ?",
        (me, floor),
    ):
        yield _alert(f"swarm-answer:{swarm}:{who}:{at}", "swarm-answer", at, swarm, case, number, name)
    for swarm, number, entry_id, at, name, text, *case in r.rows(
        f"SELECT s.id, s.number, e.id, e.made_at, json_extract(e.body, '$.name'), json_extract(e.body, '$.text'), {_CASE} FROM {_OPEN}"
        " JOIN p_swarm_member m ON m.swarm = s.id JOIN entry e INDEXED BY entry_subject ON e.subject = 'swarm:' || s.id"
        f" WHERE s.state = 'open' AND m.who = ? AND m.state = 'accepted' AND e.kind = '{Kind.SWARM_SAID}' AND e.made_at >= ?"
        " AND e.made_at >= m.joined_at AND json_extract(e.body, '$.who') <> ?",
        (me, floor, me),
    ):
        yield _alert(f"swarm-said:{entry_id}", "swarm-said", at, swarm, case, number, f"{name}: {text}"[:_TEXT])
    for swarm, number, text, due_at, *case in r.rows(
        f"SELECT s.id, s.number, s.next_text, s.next_due_at, {_CASE} FROM {_OPEN} WHERE s.state = 'open' AND s.next_state = 'set'"
        " AND s.next_due_at <= ? AND ? IN (s.next_owner, s.lead)",
        (now, me),
    ):
        yield _alert(f"swarm-next:{swarm}:{due_at}", "swarm-next", due_at, swarm, case, number, text)


def _alert(name: str, kind: str, at: int, swarm: str, case: list[str], number: int, text: str) -> Alert:
    return Alert(name, kind, at, "swarms", swarm, Case(*case), str(number), text)
