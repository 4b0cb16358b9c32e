"""Reading the queue: which cases, in which order, and their rows."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fallback_console.domain.views import CaseFilter, CaseGroup, CaseRow, CaseSort, ClaimMark, customer_ref
from fallback_console.store.case_projection import NEVER, closed_statuses
from fallback_console.store.parts import chunks
from fallback_console.store.search import match_cases
from fallback_console.store.search_guard import shown_cases
from fallback_console.store.seen_table import CHANGED_BY
from fallback_console.store.tx import listed

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = [
    "SEARCH_LIMIT",
    "any_case",
    "case_rows",
    "cases_of_customer",
    "count",
    "grouped",
    "newest_matches",
    "pk_of_reference",
    "pks",
]

SEARCH_LIMIT = 500
"""A search gives the newest so many cases, however many match."""

_ORDERS = {
    CaseSort.DUE: ("p_case_due", "due_order, pk"),
    CaseSort.PRIORITY: ("p_case_priority", "priority DESC, due_order, pk"),
    CaseSort.NEWEST: ("p_case_newest", "created_at DESC, pk DESC"),
    CaseSort.UPDATED: ("p_case_updated", "last_at DESC, pk DESC"),
    CaseSort.WAITING: (
        "p_case_due",
        f"iif(closed = 0 AND customer_at > answer_at, customer_at, {NEVER}), due_order, pk",
    ),
    CaseSort.STATUS: ("p_case_due", "status COLLATE NOCASE, due_order, pk"),
    CaseSort.OWNER: ("p_case_due", "owner = '', owner COLLATE NOCASE, due_order, pk"),
    CaseSort.QUEUE: ("p_case_due", "queue COLLATE NOCASE, due_order, pk"),
    CaseSort.CUSTOMER: ("p_case_due", "customer = '', customer COLLATE NOCASE, due_order, pk"),
}
_TURNED = {
    # Without a due time comes last either way.
    CaseSort.DUE: f"due_order = {NEVER}, due_order DESC, pk DESC",
    CaseSort.PRIORITY: "priority, due_order DESC, pk DESC",
    CaseSort.NEWEST: "created_at, pk",
    CaseSort.UPDATED: "last_at, pk",
    CaseSort.WAITING: f"iif(closed = 0 AND customer_at > answer_at, -customer_at, {NEVER}), due_order, pk",
    CaseSort.STATUS: "status COLLATE NOCASE DESC, due_order, pk",
    # Nobody's come last either way.
    CaseSort.OWNER: "owner = '', owner COLLATE NOCASE DESC, due_order, pk",
    CaseSort.QUEUE: "queue COLLATE NOCASE DESC, due_order, pk",
    CaseSort.CUSTOMER: "customer = '', customer COLLATE NOCASE DESC, due_order, pk",
}
_GROUPS = {
    CaseGroup.STATUS: "status",
    CaseGroup.OWNER: "owner",
    CaseGroup.QUEUE: "queue",
    CaseGroup.PRIORITY: "(priority >= 34) + (priority >= 67)",
}
_ROW = (
    "pk, key, number, subject, queue, status, priority, owner, customer, customer_key, due_at, next_action,"
    " next_action_at, created_at, last_at, unsent, conflict, iif(closed = 0 AND customer_at > answer_at, customer_at, NULL),"
    f" {CHANGED_BY}"
)


def _whole(text: str) -> str:
    """A typed text without halves of surrogate pairs, which the database takes for an error and which nothing here has."""
    return text.encode("utf-8", "replace").decode()


def _where(r: Reading, filter: CaseFilter) -> tuple[list[str], list[object]]:
    """Conditions on ``p_case`` but for the searched words."""
    conditions: list[str] = []
    params: list[object] = []
    if filter.status:
        # Asking for a closed status means closed cases; which half of the index that is, is known beforehand.
        conditions += ["closed = ?", "status = ?"]
        params += [filter.status.casefold() in closed_statuses(r), _whole(filter.status)]
    elif filter.open_only:
        conditions.append("closed = 0")
    if filter.unowned:
        conditions.append("owner = ''")
    elif filter.owner:
        conditions.append("owner = ?")
        params.append(_whole(filter.owner))
    if filter.queue:
        conditions.append("queue = ?")
        params.append(_whole(filter.queue))
    if filter.due_before is not None:
        conditions.append("due_order < ?")
        params.append(min(filter.due_before, NEVER))
    if filter.unsent:
        conditions += ["(stale = 1 OR unsent > 0)", "unsent > 0"]
    if filter.unanswered:
        conditions += ["closed = 0", "customer_at > answer_at"]
    if filter.changed:
        conditions += ["pk IN (SELECT pk FROM seen WHERE other_item <> '')", f"{CHANGED_BY} <> ''"]
    if filter.claimed:
        conditions.append("pk IN (SELECT value FROM json_each(?))")
        params.append(listed(_claimed(r, filter)))
    if filter.priority_min > 0:
        conditions.append("priority >= ?")
        params.append(filter.priority_min)
    if filter.priority_max < 100:
        conditions.append("priority <= ?")
        params.append(filter.priority_max)
    return conditions, params


def _claimed(r: Reading, filter: CaseFilter) -> list[int]:
    """Row numbers of the cases, open or closed, whose customer this station or another one has; found from the claims, which are few."""
    rows = r.rows(
        "SELECT DISTINCT customer FROM p_claim INDEXED BY p_claim_until WHERE until_at > ? AND ended_at = 0"
        " AND (station = (SELECT value FROM meta WHERE name = 'station')) = ?",
        (filter.claimed_at, filter.claimed == "mine"),
    )
    customers = {customer for (customer,) in rows}
    found = r.rows(
        "SELECT c.pk FROM json_each(?) w CROSS JOIN p_case c INDEXED BY p_case_customer"
        " ON c.customer_key = w.value AND c.customer_key <> ''",
        (listed(customers),),
    )
    keys = [name.removeprefix("case:") for name in customers if name.startswith("case:")]
    nameless: list[tuple[int, str, str]] = []
    if keys:
        nameless = r.rows(
            "SELECT c.pk, c.key, c.customer FROM json_each(?) w CROSS JOIN p_case c ON c.key = w.value"
            " WHERE c.customer_key = ''",
            (listed(keys),),
        )
    if any(name.startswith("said:") for name in customers):
        nameless += r.rows(
            "SELECT pk, key, customer FROM p_case WHERE key >= 'local:' AND key < 'local;' AND customer_key = ''"
        )
    return [
        *(pk for (pk,) in found),
        *{pk for pk, key, customer in nameless if customer_ref("", customer, key) in customers},
    ]


def pks(r: Reading, filter: CaseFilter, sort: CaseSort, turned: bool = False) -> array[int]:
    """Row numbers of the cases of a filter, in order or from its end."""
    source, where, params, order = _listing(r, filter, sort, turned)
    # One text instead of a row for each: a hundred thousand small tuples would take longer to make than to read.
    listed = r.value(f"SELECT json_group_array(pk) FROM (SELECT pk FROM {source}{where} ORDER BY {order})", params)
    return array("q", json.loads(listed))


def grouped(
    r: Reading, filter: CaseFilter, sort: CaseSort, turned: bool, by: CaseGroup, days: Sequence[int]
) -> list[tuple[str | int, array[int]]]:
    """The same cases, divided: each group's value with its row numbers in order; empty groups are left out.

    Args:
        days: where one group of due times ends and the next begins, UTC epoch milliseconds; a group's value is its number.
    """
    source, where, params, order = _listing(r, filter, sort, turned)
    value = _GROUPS.get(by)
    if value is None:
        steps = " ".join(f"WHEN due_order < {int(end)} THEN {number}" for number, end in enumerate((*days, NEVER)))
        value = f"CASE {steps} ELSE {len(days) + 1} END"
    # The place in the order goes with each row: a GROUP BY promises no order of its own.
    rows = r.rows(
        "SELECT part, json_group_array(pk ORDER BY place) FROM (SELECT pk, part, row_number() OVER () AS place FROM"
        f" (SELECT pk, {value} AS part FROM {source}{where} ORDER BY {order})) GROUP BY part",
        params,
    )
    return [(part, array("q", json.loads(listed))) for part, listed in rows]


def _listing(r: Reading, filter: CaseFilter, sort: CaseSort, turned: bool) -> tuple[str, str, list[object], str]:
    """Table with index, conditions, their values, and order."""
    conditions, params = _where(r, filter)
    index, order = _ORDERS[sort]
    if turned:
        order = _TURNED[sort]
    if filter.search.strip():
        found = _matches(r, filter.search, conditions, params, SEARCH_LIMIT)
        conditions, params = [f"pk IN ({', '.join(map(str, found))})"], []
        source = "p_case"
    elif filter.claimed:
        # Few, and known by their numbers: no index finds them sooner.
        source = "p_case NOT INDEXED"
    elif filter.unsent:
        source = "p_case INDEXED BY p_case_todo"
    elif filter.changed:
        source = "p_case"
    elif filter.unanswered:
        source = "p_case INDEXED BY p_case_unanswered"
    else:
        source = f"p_case INDEXED BY {index}"
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return source, where, params, order


def any_case(r: Reading) -> bool:
    """Whether there is one."""
    return r.value("SELECT 1 FROM p_case LIMIT 1") is not None


def count(r: Reading, filters: Sequence[CaseFilter]) -> list[int]:
    """How many cases each filter has, in one walk for all that an index of an order can tell; what waits has small ones of its own."""
    walked = [f for f in filters if not (f.search.strip() or f.unsent or f.unanswered or f.changed or f.claimed)]
    counted: dict[CaseFilter, int] = {}
    if walked:
        sums: list[str] = []
        params: list[object] = []
        for filter in walked:
            conditions, values = _where(r, filter)
            sums.append(f"count(*) FILTER (WHERE {' AND '.join(conditions) or 'TRUE'})")
            params += values
        # The walk may leave closed cases out where no filter wants them.
        only_open = " WHERE closed = 0" if all(f.open_only and not f.status for f in walked) else ""
        row = r.one(f"SELECT {', '.join(sums)} FROM p_case INDEXED BY p_case_due{only_open}", params)
        counted = dict(zip(walked, row or (), strict=True))
    return [counted[filter] if filter in counted else _count_one(r, filter) for filter in filters]


def _count_one(r: Reading, filter: CaseFilter) -> int:
    source, where, params, _ = _listing(r, filter, CaseSort.NEWEST, False)
    return int(r.value(f"SELECT count(*) FROM {source}{where}", params))


def _matches(r: Reading, text: str, conditions: Sequence[str], params: Sequence[object], limit: int) -> list[int]:
    expression = match_cases(r, text)
    if expression is None:
        return []
    if not r.number_parts:
        narrower, values = shown_cases(r, text)
        conditions, params = [*conditions, *narrower], [*params, *values]
    where = "".join(f" AND {condition}" for condition in conditions)
    join = " CROSS JOIN p_case ON p_case.pk = f.rowid" if conditions else ""
    rows = r.rows(
        f"SELECT f.rowid FROM p_case_fts f{join} WHERE p_case_fts MATCH ?{where} ORDER BY f.rowid DESC LIMIT ?",
        (expression, *params, limit),
    )
    return [row[0] for row in rows]


def newest_matches(r: Reading, text: str, limit: int) -> list[int]:
    """Row numbers of the newest cases, open or closed, with all the typed words; first the case of a typed number."""
    found = _matches(r, text, (), (), limit)
    number = _whole(text.strip()).removeprefix("#")
    exact = r.value("SELECT pk FROM p_case WHERE remote_id = ? AND remote_id <> '' LIMIT 1", (number,))
    # Who types a number means that case, not a telephone number that begins with it.
    return found if exact is None else [exact, *(pk for pk in found if pk != exact)][:limit]


def case_rows(r: Reading, wanted: Sequence[int]) -> list[CaseRow]:
    """Rows by number, in the order they were asked for; those that are gone are left out."""
    found: dict[int, CaseRow] = {}
    for part in chunks(wanted):
        for row in r.rows(f"SELECT {_ROW} FROM p_case WHERE pk IN ({', '.join('?' * len(part))})", list(part)):
            found[row[0]] = CaseRow._make((*row[:16], bool(row[16]), *row[17:], ()))
    _mark_claimed(r, found)
    return [found[pk] for pk in wanted if pk in found]


def _mark_claimed(r: Reading, found: dict[int, CaseRow]) -> None:
    """Say of each row who is on its customer; most of the time nobody is on any."""
    of = {pk: customer_ref(row.customer_key, row.customer, row.key) for pk, row in found.items()}
    marks: dict[str, list[ClaimMark]] = {}
    rows = r.rows(
        "SELECT c.customer, c.login, c.station = (SELECT value FROM meta WHERE name = 'station'), c.contested <> '',"
        " c.sure_until, c.until_at, (SELECT name FROM p_person p INDEXED BY p_person_team WHERE p.role IN ('team', 'expert')"
        " AND p.login = c.login AND p.name <> '' LIMIT 1) FROM json_each(?) w JOIN p_claim c INDEXED BY p_claim_open"
        " ON c.customer = w.value AND c.ended_at = 0 ORDER BY c.token DESC, c.hlc",
        (listed(set(of.values())),),
    )
    for customer, login, mine, contested, sure_until, until_at, name in rows:
        mark = ClaimMark(name or login, bool(mine), bool(contested), sure_until, until_at)
        marks.setdefault(customer, []).append(mark)
    if marks:
        for pk, customer in of.items():
            if customer in marks:
                found[pk] = found[pk]._replace(claims=tuple(marks[customer]))


def pk_of_reference(r: Reading, reference: str) -> int | None:
    """The case of a key, the helpdesk's number, or a temporary number; None where there is none."""
    text = _whole(reference.strip())
    pk: int | None = r.value("SELECT pk FROM p_case WHERE key = ?", (text,))
    if pk is None and ":" in text:
        source, _, remote_id = text.partition(":")
        pk = r.value("SELECT pk FROM p_case WHERE remote_id = ? AND source = ?", (remote_id, source))
    number = text.removeprefix("#").strip()
    if pk is None and number:
        pk = r.value("SELECT pk FROM p_case WHERE remote_id = ? ORDER BY pk LIMIT 1", (number,))
    if pk is None and number[:2].upper() == "T-":
        # Kept after the helpdesk gave its number too: it may have been told to a customer.
        position = number[2:]
        if position.isascii() and position.isdigit() and len(position) < 16:
            key = r.value(
                "SELECT subject FROM entry WHERE number = ? AND kind = 'case.created'"
                " AND station = (SELECT value FROM meta WHERE name = 'station')",
                (int(position),),
            )
            if key is not None:
                pk = r.value("SELECT pk FROM p_case WHERE key = ?", (key.removeprefix("case:"),))
    return pk


def cases_of_customer(r: Reading, customer_key: str, but: int, limit: int) -> list[CaseRow]:
    """Other cases of a customer, open ones first, then the newest."""
    if not customer_key:
        return []
    found = r.rows(
        "SELECT pk FROM p_case WHERE customer_key = ? AND customer_key <> '' AND pk <> ?"
        " ORDER BY closed, last_at DESC, pk DESC LIMIT ?",
        (customer_key, but, limit),
    )
    return case_rows(r, [row[0] for row in found])
