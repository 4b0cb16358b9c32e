"""The history of calls: read straight from the journal."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind
from fallback_console.domain.numbers import parse
from fallback_console.store.home import home_region
from fallback_console.store.search_guard import typed_words, whole_number

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["CallRow", "call_pks", "call_rows"]

_CALL = f"e.kind = '{Kind.CALL}'"
_CASE = " LEFT JOIN p_case c ON c.key = substr(e.subject, 6)"
_MOST_WORDS = 8


class CallRow(NamedTuple):
    """A call that was logged.

    Attributes:
        pk: row number in the journal; stable.
        case_key, case_number, case_subject: '' where it was about no case.
        started_at: UTC epoch milliseconds.
        follow_up_at: when to call back as it was said then, None for never.
        shown: the number as people here read it.
    """

    pk: int
    entry_id: str
    actor: str
    case_key: str
    case_number: str
    case_subject: str
    direction: str
    number: str
    person_key: str
    person_name: str
    started_at: int
    seconds: int
    outcome: str
    notes: str
    follow_up_at: int | None
    shown: str


def call_pks(r: Reading, *, who: str = "", search: str = "") -> array[int]:
    """Row numbers of calls, newest first.

    Args:
        who: a login, '' for everybody's.
        search: words that all occur in a call's person, number, notes, who called, or its case's number or subject.
    """
    conditions, params = [_CALL], list[object]()
    if who:
        conditions.append("e.actor = ?")
        params.append(who)
    words = typed_words(r, search)[:_MOST_WORDS]
    for word in words:
        pattern = "".join(f"\\{c}" if c in "\\%_" else c for c in word)
        number = " || json_extract(e.body, '$.number') || ' '" if r.number_parts else ""
        conditions.append(
            f"((json_extract(e.body, '$.person_name') || ' '{number} ||"
            " json_extract(e.body, '$.notes') || ' ' || e.actor || ' #' || ifnull(c.number, '') || ' ' ||"
            " ifnull(c.subject, '')) LIKE ? ESCAPE '\\' OR json_extract(e.body, '$.number') = ?)"
        )
        params += [f"%{pattern}%", whole_number(r, word) or None]
    rows = r.rows(
        f"SELECT e.rowid FROM entry e INDEXED BY entry_calls{_CASE if words else ''}"
        f" WHERE {' AND '.join(conditions)} ORDER BY e.hlc DESC",
        params,
    )
    return array("q", (row[0] for row in rows))


def call_rows(r: Reading, pks: Sequence[int]) -> list[CallRow]:
    """Calls by row number, in no particular order; those that are not there are left out."""
    rows = r.rows(
        "SELECT e.rowid, e.id, e.actor, ifnull(c.key, ''), ifnull(c.number, ''), ifnull(c.subject, ''), e.body"
        f" FROM entry e{_CASE} WHERE {_CALL} AND e.rowid IN ({', '.join('?' * len(pks))})",
        list(pks),
    )
    found = []
    home = home_region(r)
    for row in rows:
        body = json.loads(row[6])
        found.append(
            CallRow(
                pk=row[0],
                entry_id=row[1],
                actor=row[2],
                case_key=row[3],
                case_number=row[4],
                case_subject=row[5],
                direction=body["direction"],
                number=body["number"],
                person_key=body["person"],
                person_name=body["person_name"],
                started_at=body["started_at"],
                seconds=body["seconds"],
                outcome=body["outcome"],
                notes=body["notes"],
                follow_up_at=body["follow_up_at"],
                shown=parse(body["number"], home).shown(home),
            )
        )
    return found
