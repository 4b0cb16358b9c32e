"""The projection of cases: what the queue shows, made of mirror, journal and deliveries.

``project_case`` makes one case's row from scratch and is what a rebuild uses. Where an action changes only a little, the
``on_…`` functions write just that; a test holds both to the same result.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.entry import Kind
from fallback_console.domain.overlay import Change, overlay
from fallback_console.store.case_ref import CaseRef, case_subjects, split_key
from fallback_console.store.deliveries import OPEN
from fallback_console.store.journal import wall_ms
from fallback_console.store.shown_person import head_of, shown_name
from fallback_console.store.talk_projection import project_talk
from fallback_console.store.tx import Reading, Tx

__all__ = [
    "DEFAULT_CLOSED",
    "MirrorCase",
    "closed_statuses",
    "forget",
    "given_up",
    "mirror_values",
    "on_delivery_moved",
    "on_entry",
    "on_field",
    "on_next_action",
    "person_name",
    "project_case",
    "write_mirrored",
]

DEFAULT_CLOSED = ("resolved", "rejected", "deleted", "closed", "solved")
"""Statuses taken for closed where no primary has told its own."""

NEVER = 1 << 62
"""Sorts cases without a due time last."""

_COLUMNS = (
    "key",
    "source",
    "remote_id",
    "number",
    "subject",
    "queue",
    "status",
    "priority",
    "owner",
    "customer_key",
    "customer",
    "closed",
    "due_at",
    "due_order",
    "next_action",
    "next_action_at",
    "created_at",
    "last_at",
    "unsent",
    "conflict",
    "pending",
    "version",
)
# The text index follows when what it holds of this row changed; a new row starts without.
_INSERT = f"INSERT INTO p_case ({', '.join(_COLUMNS)}, stale)"
_AGAIN = (
    f"ON CONFLICT (key) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in _COLUMNS if c != 'key')},"
    " stale = stale OR subject <> excluded.subject OR number <> excluded.number OR customer <> excluded.customer"
    " OR customer_key <> excluded.customer_key"
)
_UPSERT = f"{_INSERT} VALUES ({', '.join('?' * len(_COLUMNS))}, 1) {_AGAIN}"


class MirrorCase(NamedTuple):
    """A mirrored row with the customer's name found."""

    source: str
    remote_id: str
    version: int
    subject: str
    queue: str
    status: str
    priority: int
    owner: str
    requestor: str
    created_at: int
    updated_at: int
    due_at: int | None
    gone: bool = False


def closed_statuses(r: Reading) -> frozenset[str]:
    """Statuses that count as closed, in lower case."""
    told = [s for (body,) in r.rows("SELECT body FROM m_vocabulary") for s in json.loads(body)["closed_statuses"]]
    return frozenset(s.casefold() for s in told or DEFAULT_CLOSED)


def person_name(name: str, numbers: Sequence[str], emails: Sequence[str], fallback: str) -> str:
    """What a person is called in lists: the name, else a number, else a mail address, else what the source calls them."""
    return name or next(iter(numbers), "") or next(iter(emails), "") or fallback


def mirror_values(mirror: MirrorCase) -> dict[str, str]:
    """Field values of a mirrored case as text."""
    return {
        "subject": mirror.subject,
        "queue": mirror.queue,
        "status": mirror.status,
        "priority": str(mirror.priority),
        "owner": mirror.owner,
        "due": "" if mirror.due_at is None else str(mirror.due_at),
    }


def _created_values(body: Mapping[str, Any]) -> dict[str, str]:
    return {
        "subject": body["subject"],
        "queue": body["queue"],
        "status": "new",
        "priority": str(body["priority"]),
        "owner": body["owner"],
        "due": "",
    }


def _due(text: str) -> int | None:
    return int(text) if text else None


def write_mirrored(tx: Tx, cases: Iterable[MirrorCase], customers: Mapping[tuple[str, str], str]) -> None:
    """Project cases that nobody touched here: the mirror alone decides, so a whole page goes in at once.

    Args:
        customers: names by source and requestor, for those that are known.
    """
    closed = closed_statuses(tx)

    def values(case: MirrorCase) -> tuple[object, ...]:
        known = customers.get((case.source, case.requestor), case.requestor)
        return (
            f"{case.source}:{case.remote_id}",
            case.source,
            case.remote_id,
            case.remote_id,
            case.subject,
            case.queue,
            case.status,
            case.priority,
            case.owner,
            f"{case.source}:{case.requestor}" if case.requestor else "",
            known,
            case.status.casefold() in closed,
            case.due_at,
            NEVER if case.due_at is None else case.due_at,
            "",
            None,
            case.created_at,
            case.updated_at,
            0,
            0,
            "",
            case.version,
            1,
        )

    tx.bulk(_INSERT, (values(case) for case in cases), _AGAIN)


def project_case(tx: Tx, key: str) -> None:
    """Make a case's row from mirror, journal and deliveries, or take it away where neither knows the case (any more)."""
    source, remote_id = split_key(key)
    if remote_id:
        made_here = tx.value(
            "SELECT key FROM p_case WHERE remote_id = ? AND source = ? AND key <> ?", (remote_id, source, key)
        )
        if made_here is not None:
            project_case(tx, made_here)
            return
    else:
        source, remote_id = _given_number(tx, key)
    mirror = _mirror(tx, source, remote_id)
    subjects = case_subjects(key, source, remote_id)
    newest = max(
        filter(None, (tx.value("SELECT max(hlc) FROM entry WHERE subject = ?", (s,)) for s in subjects)), default=""
    )
    # Whatever the helpdesk itself made was not made here.
    created = None if split_key(key)[1] else _first_of(tx, f"case:{key}", Kind.CASE_CREATED)
    if (mirror is None and created is None) or (mirror is not None and mirror.gone and not newest):
        forget(tx, key)
        return
    if subjects[1:]:
        forget(tx, f"{source}:{remote_id}")
    values, pending = overlay(
        mirror_values(mirror) if mirror is not None else _created_values(created[3] if created else {}),
        _changes(tx, subjects),
        None if mirror is None else mirror.version,
    )
    customer_key, customer = _customer(tx, mirror, None if created is None else created[3])
    action, action_at = _next_action(tx, subjects)
    due = _due(values["due"])
    started = mirror.created_at if mirror is not None else created[2] if created else 0
    last = max(mirror.updated_at if mirror is not None else started, wall_ms(newest) if newest else 0)
    tx.execute(
        _UPSERT,
        (
            key,
            source,
            remote_id,
            remote_id or f"T-{created[1] if created else 0}",
            values["subject"],
            values["queue"],
            values["status"],
            int(values["priority"]),
            values["owner"],
            customer_key,
            customer,
            values["status"].casefold() in closed_statuses(tx) or (mirror is None and given_up(tx, key)),
            due,
            NEVER if due is None else due,
            action,
            action_at,
            started,
            last,
            *_unsent(tx, subjects),
            " ".join(pending),
            None if mirror is None else mirror.version,
        ),
    )
    project_talk(tx, key)


def given_up(r: Reading, key: str) -> bool:
    """Whether a person dropped the delivery that was to make a case in the helpdesk: nothing about it will ever get there."""
    return (
        r.value(
            "SELECT 1 FROM entry e JOIN known_delivery d ON d.entry_id = e.id AND d.sink = 'helpdesk'"
            f" WHERE e.subject = ? AND e.kind = '{Kind.CASE_CREATED}' AND d.state = 'dropped'",
            (f"case:{key}",),
        )
        is not None
    )


def forget(tx: Tx, key: str) -> None:
    """Take a case out of the projection and the text index."""
    pk = tx.value("SELECT pk FROM p_case WHERE key = ?", (key,))
    if pk is not None:
        tx.execute("DELETE FROM p_case WHERE pk = ?", (pk,))
        tx.execute("DELETE FROM p_case_fts WHERE rowid = ?", (pk,))
        tx.touch("case", key)


def on_entry(tx: Tx, pk: int, hlc: str, *, text: bool, unsent: bool = True) -> None:
    """An entry about a case was appended, the newest of all.

    Args:
        text: it brings words to be found.
        unsent: it waits for a sink.
    """
    tx.execute(
        "UPDATE p_case SET last_at = max(last_at, ?), unsent = unsent + ?, stale = stale OR ? WHERE pk = ?",
        (wall_ms(hlc), unsent, text, pk),
    )


def on_field(tx: Tx, ref: CaseRef, field: str, value: str, pending: str) -> None:
    """A field's newest value, with the names of all fields that lie over the mirror now."""
    sets: str
    params: tuple[object, ...]
    if field == "due":
        due = _due(value)
        sets, params = "due_at = ?, due_order = ?", (due, NEVER if due is None else due)
    elif field == "status":
        sets, params = "status = ?, closed = ?", (value, value.casefold() in closed_statuses(tx))
    elif field == "priority":
        sets, params = "priority = ?", (int(value),)
    elif field == "subject":
        sets, params = "subject = ?, stale = ?", (value, 1)
    else:
        sets, params = f"{field} = ?", (value,)
    tx.execute(f"UPDATE p_case SET {sets}, pending = ? WHERE pk = ?", (*params, pending, ref.pk))


def on_next_action(tx: Tx, pk: int, text: str, due_at: int | None) -> None:
    """The newest next action."""
    tx.execute("UPDATE p_case SET next_action = ?, next_action_at = ? WHERE pk = ?", (text, due_at, pk))


def on_delivery_moved(tx: Tx, ref: CaseRef, *, sent: bool) -> None:
    """A delivery of a case moved, with no effect on its fields.

    Args:
        sent: its entry has nothing open any more, and had before.
    """
    subjects = case_subjects(ref.key, ref.source, ref.remote_id)
    tx.execute(
        "UPDATE p_case SET unsent = unsent - ?, conflict = ? WHERE pk = ?",
        (sent, _needs_person(tx, subjects), ref.pk),
    )


def _given_number(tx: Tx, key: str) -> tuple[str, str]:
    found = _first_of(tx, f"case:{key}", Kind.CASE_NUMBERED)
    return ("", "") if found is None else (found[3]["source"], found[3]["remote_id"])


def _first_of(tx: Tx, subject: str, kind: str) -> tuple[str, int, int, Mapping[str, Any]] | None:
    row = tx.one(
        "SELECT hlc, number, made_at, body FROM entry WHERE subject = ? AND kind = ? ORDER BY hlc LIMIT 1",
        (subject, kind),
    )
    return None if row is None else (row[0], row[1], row[2], json.loads(row[3]))


def _mirror(tx: Tx, source: str, remote_id: str) -> MirrorCase | None:
    if not remote_id:
        return None
    row = tx.one(
        "SELECT source, remote_id, version, subject, queue, status, priority, owner, requestor, created_at, updated_at,"
        " due_at, gone FROM m_case WHERE source = ? AND remote_id = ?",
        (source, remote_id),
    )
    return None if row is None else MirrorCase(*row)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _changes(tx: Tx, subjects: Sequence[str]) -> list[Change]:
    rows = tx.rows(
        "SELECT e.body, e.hlc, d.state, d.receipt FROM entry e JOIN known_delivery d ON d.entry_id = e.id AND d.sink = 'helpdesk'"
        f" WHERE e.subject IN ({_marks(subjects)}) AND e.kind = '{Kind.FIELD_CHANGED}' AND d.state <> 'dropped'",
        subjects,
    )
    changes = []
    for body_text, hlc, state, receipt in rows:
        body = json.loads(body_text)
        version = json.loads(receipt)["version"] if receipt else None
        changes.append(Change(body["field"], body["base"], body["value"], hlc, DeliveryState(state), version))
    return changes


def _customer(tx: Tx, mirror: MirrorCase | None, created: Mapping[str, Any] | None) -> tuple[str, str]:
    """Key and shown name of a case's customer."""
    if mirror is not None and mirror.requestor:
        return _known(tx, mirror.source, mirror.requestor)
    if created is None:
        return "", ""
    if created["customer"]:
        source, _, remote_id = created["customer"].partition(":")
        return _known(tx, source, remote_id)
    return "", created["requestor"] or created["phone"]


def _known(tx: Tx, source: str, remote_id: str) -> tuple[str, str]:
    """Key and shown name of a person whom the sources know, after all merges."""
    key = f"{source}:{remote_id}"
    head = head_of(tx, key)
    if head != key:
        return head, shown_name(tx, head) or remote_id
    # Whom no helpdesk knows a file may know.
    return key, _name(tx, source, remote_id) or shown_name(tx, key) or remote_id


def _name(tx: Tx, source: str, remote_id: str) -> str:
    row = tx.one("SELECT name, numbers, emails FROM m_person WHERE source = ? AND remote_id = ?", (source, remote_id))
    if row is None:
        return ""
    return person_name(row[0], [n["text"] for n in json.loads(row[1])], json.loads(row[2]), remote_id)


def _next_action(tx: Tx, subjects: Sequence[str]) -> tuple[str, int | None]:
    row = tx.one(
        f"SELECT body FROM entry WHERE subject IN ({_marks(subjects)}) AND kind = '{Kind.NEXT_ACTION}'"
        " ORDER BY hlc DESC LIMIT 1",
        subjects,
    )
    if row is None:
        return "", None
    body = json.loads(row[0])
    return body["text"], body["due_at"]


def _open_of(table: str) -> str:
    """0 where an entry has no delivery in a table that is still open, 1 where it has, 2 where one of these needs a person."""
    return f"ifnull((SELECT max(1 + (state IN ('unknown', 'needs_attention'))) FROM {table} WHERE entry_id = e.id AND {OPEN}), 0)"


_OPEN_OF = f"max({_open_of('delivery')}, {_open_of('elsewhere')})"


def _unsent(tx: Tx, subjects: Sequence[str]) -> tuple[int, bool]:
    """How many entries of the case have a delivery that is still open, and whether one of them needs a person."""
    # One walk answers both: a case's entries, and what became of them, stand all over the database.
    count, most = tx.rows(
        f"SELECT ifnull(sum(open > 0), 0), ifnull(max(open), 0) FROM (SELECT {_OPEN_OF} AS open FROM entry e"
        f" WHERE e.subject IN ({_marks(subjects)}))",
        subjects,
    )[0]
    return int(count), most == 2


def _needs_person(tx: Tx, subjects: Sequence[str]) -> bool:
    return (
        tx.value(
            "SELECT 1 FROM delivery d INDEXED BY delivery_attention JOIN entry e ON e.id = d.entry_id"
            f" WHERE d.state IN ('unknown', 'needs_attention') AND e.subject IN ({_marks(subjects)}) UNION ALL"
            f" SELECT 1 FROM entry e CROSS JOIN elsewhere d ON d.entry_id = e.id"
            f" WHERE d.state IN ('unknown', 'needs_attention') AND e.subject IN ({_marks(subjects)}) LIMIT 1",
            (*subjects, *subjects),
        )
        is not None
    )
