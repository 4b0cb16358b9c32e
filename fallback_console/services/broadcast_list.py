"""Broadcasts as they are shown: all of them, one, and what became of it for everybody."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.broadcast import Audience, audience_from
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.store import broadcast_rows
from fallback_console.store.broadcast_rows import PersonProgress

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = [
    "Broadcast",
    "PersonProgress",
    "Progress",
    "find",
    "is_approved",
    "listed",
    "meant",
    "people",
    "places",
    "progress",
    "under_way",
]

_COLUMNS = (
    "id, title, text, audience, urgent, per_minute, draft, drafted_by, drafted_at, approved_by, approved_for, state,"
    " changed_by, changed_at, reason, run, started_by, started_at, people, recipients,"
    " coalesce((SELECT json_extract(e.body, '$.digest') FROM entry e WHERE e.subject = 'broadcast:' || p_broadcast.id"
    f" AND e.kind = '{Kind.BROADCAST_APPROVED}' AND json_extract(e.body, '$.of') = p_broadcast.draft"
    " ORDER BY e.hlc DESC LIMIT 1), '')"
)
_MOST = 100


class Broadcast(NamedTuple):
    """A broadcast.

    Attributes:
        draft: entry of its last draft.
        approved_by: '' where nobody approved that draft; ``approved_for`` says for how many recipients.
        approved_digest: tells for whom, as ``digest_of`` has it; '' where it was approved by number alone, as it was once.
        state: 'draft', 'running', 'paused' or 'cancelled'. One that runs is over when nobody of it is queued any more.
        changed_by, changed_at: who brought it into its state, and when.
        reason: why it was cancelled.
        run: under which its people are written down, '' before it is started.
        people: everybody it is about; ``recipients`` of them were to get it when it was started.
    """

    id: str
    title: str
    text: str
    audience: Audience
    urgent: bool
    per_minute: int
    draft: str
    drafted_by: str
    drafted_at: int
    approved_by: str
    approved_for: int
    state: str
    changed_by: str
    changed_at: int
    reason: str
    run: str
    started_by: str
    started_at: int
    people: int
    recipients: int
    approved_digest: str


class Progress(NamedTuple):
    """How far a broadcast is.

    Attributes:
        counts: people by state; together everybody it is about.
        handed_over: of the queued ones, those whose message is with the gateway this moment, without an answer yet.
    """

    broadcast: Broadcast
    counts: dict[str, int]
    handed_over: int

    @property
    def state(self) -> str:
        """As the broadcast's, with 'finished' where nobody is queued any more."""
        over = self.broadcast.state == "running" and not self.counts["queued"]
        return "finished" if over else self.broadcast.state


def listed(r: Reading, limit: int = _MOST) -> list[Progress]:
    """All broadcasts, the newest first."""
    rows = r.rows(f"SELECT {_COLUMNS} FROM p_broadcast ORDER BY drafted_at DESC, id DESC LIMIT ?", (limit,))
    return [_progress(r, _from(row)) for row in rows]


def under_way(r: Reading) -> int:
    """How many broadcasts are paused, or run and still have messages to make."""
    found = r.value(
        "SELECT count(*) FROM p_broadcast b WHERE state = 'paused' OR (state = 'running' AND EXISTS (SELECT 1 FROM"
        " p_broadcast_to t INDEXED BY p_broadcast_next WHERE t.run = b.run AND t.entry_id = '' AND t.reason = ''))"
    )
    return int(found)


def find(r: Reading, broadcast: str) -> Broadcast:
    """A broadcast by id.

    Raises:
        NotFoundError: there is none.
    """
    row = r.one(f"SELECT {_COLUMNS} FROM p_broadcast WHERE id = ?", (broadcast,))
    if row is None:
        raise NotFoundError("There is no such broadcast.", "List the broadcasts to see those there are.")
    return _from(row)


def meant(r: Reading, reference: str) -> Broadcast:
    """A broadcast by id, or by how its id ends or its title reads where only one does so.

    Raises:
        NotFoundError, InputError
    """
    rows = r.rows(
        f"SELECT {_COLUMNS} FROM p_broadcast WHERE id = ? OR substr(id, -length(?)) = ? OR title = ? LIMIT 2",
        (reference, reference, reference, reference),
    )
    if len(rows) > 1:
        raise InputError("More than one broadcast is called so.", "Give its id, as 'broadcast list' shows it.")
    return _from(rows[0]) if rows and reference else find(r, reference)


def is_approved(one: Broadcast, recipients: int, digest: str) -> bool:
    """Whether a second person has let a draft go out to these people.

    Args:
        digest: of their numbers.
    """
    return bool(one.approved_by) and one.approved_for >= recipients and one.approved_digest in ("", digest)


def progress(r: Reading, broadcast: str) -> Progress:
    """How far it is.

    Raises:
        NotFoundError: there is none.
    """
    return _progress(r, find(r, broadcast))


def places(r: Reading, run: str, state: str = "") -> list[int]:
    """Places of everybody a run is about, or of those in one state."""
    return broadcast_rows.positions(r, run, state)


def people(r: Reading, run: str, wanted: Sequence[int]) -> list[PersonProgress]:
    """Those at some places."""
    return broadcast_rows.rows(r, run, wanted)


def _progress(r: Reading, one: Broadcast) -> Progress:
    return Progress(one, broadcast_rows.counts(r, one.run), broadcast_rows.in_flight(r, one.run) if one.run else 0)


def _from(row: Sequence[object]) -> Broadcast:
    values = list(row)
    values[3] = audience_from(json.loads(str(values[3])))
    values[4] = bool(values[4])
    return Broadcast(*values)  # type: ignore[arg-type]
