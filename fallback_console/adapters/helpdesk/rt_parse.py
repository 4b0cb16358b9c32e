"""Request Tracker's rows as the console's values."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fallback_console.adapters import shapes
from fallback_console.domain.errors import BadAnswerError
from fallback_console.domain.mirror import PulledCase, PulledItem, PulledPerson, RawNumber
from fallback_console.domain.readings import split_reading

__all__ = [
    "CASE_PARAMS",
    "HISTORY_FIELDS",
    "MESSAGES",
    "NOBODY",
    "PERSON_FIELDS",
    "SYSTEM",
    "CaseRow",
    "Names",
    "case_row",
    "history_item",
    "marker_of",
    "marker_text",
    "person_row",
    "time_ms",
    "value_of",
]

NOBODY = "Nobody"
SYSTEM = "RT_System"
_CHANGES = frozenset({"Set", "Status", "Force", "Give", "Steal", "Take", "Untake"})

PERSON_FIELDS = "id,Name,RealName,EmailAddress,MobilePhone,WorkPhone,HomePhone,PagerPhone,Organization,Lang,Timezone"
CASE_PARAMS = {
    "fields": "Subject,Status,Priority,Owner,Queue,Requestor,Cc,Created,LastUpdated,Due",
    "fields[Owner]": PERSON_FIELDS,
    "fields[Requestor]": PERSON_FIELDS,
    "fields[Cc]": "Name",
    "fields[Queue]": "id,Name",
}
"""What to ask of cases: one request brings the people and their numbers with them."""

HISTORY_FIELDS = "ObjectId,Type,Field,OldValue,NewValue,Data,Creator,Created"

MESSAGES = {"Create": "created", "Correspond": "reply", "Comment": "note"}
"""Types of transactions that carry a text."""

_FIELDS = {
    "Status": "status",
    "Priority": "priority",
    "Owner": "owner",
    "Queue": "queue",
    "Subject": "subject",
    "Due": "due",
}
_NUMBERS = (("MobilePhone", "mobile"), ("WorkPhone", "work"), ("HomePhone", "home"), ("PagerPhone", "other"))
_MARKER = re.compile(r"fc-op:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")


def marker_text(entry_id: str) -> str:
    """Our entry id as it is written into RT."""
    return f"fc-op:{entry_id}"


def marker_of(subject: str) -> str:
    """The entry id in a transaction's subject, '' where it is none of ours."""
    found = _MARKER.search(subject)
    return found.group(1) if found else ""


def time_ms(text: str) -> int | None:
    """UTC epoch milliseconds of RT's times ('2026-11-24T19:48:02Z', in old values '2026-11-24 19:48:02'); None for never.

    Raises:
        BadAnswerError: no time.
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return int(moment.timestamp()) * 1000 or None
    except (ValueError, OverflowError):
        raise BadAnswerError("The answer holds a time that is none.", "Ask whoever runs that system.") from None


@dataclass(slots=True)
class Names:
    """What RT calls by number in a case's history; learnt from the cases that were read.

    Attributes:
        users: number → login.
        queues: number → name.
        team: logins seen as owners.
    """

    users: dict[str, str] = field(default_factory=dict)
    queues: dict[str, str] = field(default_factory=dict)
    team: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case and its people, before its history is known.

    Attributes:
        updated: RT's own text of the last change, for comparing.
        outsiders: names of its customers: requestors and copied people.
    """

    remote_id: str
    subject: str
    queue: str
    status: str
    priority: int
    owner: str
    requestor: str
    created_at: int
    updated: str
    updated_at: int
    due_at: int | None
    people: tuple[PulledPerson, ...]
    outsiders: frozenset[str]

    def case(self, version: int, url: str) -> PulledCase:
        """The case as of a transaction."""
        return PulledCase(
            self.remote_id,
            version,
            self.subject,
            self.queue,
            self.status,
            self.priority,
            self.owner,
            self.requestor,
            self.created_at,
            self.updated_at,
            self.due_at,
            url,
        )


def case_row(row: Mapping[str, Any], names: Names) -> CaseRow:
    """A row of /tickets that was asked with ``CASE_PARAMS``; learns names on the way.

    Raises:
        BadAnswerError: a field is missing or of the wrong type.
    """
    owner_row = shapes.mapping(row.get("Owner"), "Owner")
    queue_row = shapes.mapping(row.get("Queue"), "Queue")
    requestors = [shapes.mapping(one, "Requestor") for one in shapes.items(row.get("Requestor") or [], "Requestor")]
    copied = [shapes.mapping(one, "Cc") for one in shapes.items(row.get("Cc") or [], "Cc")]
    owner = shapes.text(owner_row, "Name")
    queue = shapes.text(queue_row, "Name")
    names.queues[shapes.text(queue_row, "id")] = queue
    people = []
    if owner != NOBODY:
        names.team.add(owner)
        people.append(person_row(owner_row, "team"))
    for one in (owner_row, *requestors):
        names.users[shapes.text(one, "id")] = shapes.text(one, "Name")
    people += [person_row(one, "customer") for one in requestors]
    updated = shapes.text(row, "LastUpdated")
    return CaseRow(
        remote_id=str(shapes.integer(row, "id")),
        subject=shapes.text(row, "Subject"),
        queue=queue,
        status=shapes.text(row, "Status"),
        priority=_priority(row),
        owner="" if owner == NOBODY else owner,
        requestor=shapes.text(requestors[0], "Name") if requestors else "",
        created_at=time_ms(shapes.text(row, "Created")) or 0,
        updated=updated,
        updated_at=time_ms(updated) or 0,
        due_at=time_ms(shapes.text(row, "Due")),
        people=tuple(people),
        outsiders=frozenset(shapes.text(one, "Name") for one in (*requestors, *copied)),
    )


def _priority(row: Mapping[str, Any]) -> int:
    """RT stores any number; the console knows 0 to 100."""
    return min(100, max(0, shapes.integer(row, "Priority")))


def person_row(row: Mapping[str, Any], role: str) -> PulledPerson:
    """A user asked with ``PERSON_FIELDS``."""
    login = shapes.text(row, "Name")
    # RT has no field for how a name is read; teams write it behind the name.
    name, reading = split_reading(shapes.text(row, "RealName").strip())
    email = shapes.text(row, "EmailAddress").strip()
    numbers = []
    for column, kind in _NUMBERS:
        number = shapes.text(row, column).strip()
        if number:
            numbers.append(RawNumber(kind, number))
    return PulledPerson(
        remote_id=login,
        role=role,
        name=name or email or login,
        emails=(email,) if email else (),
        numbers=tuple(numbers),
        organisation=shapes.text(row, "Organization").strip(),
        language=shapes.text(row, "Lang").strip(),
        timezone=shapes.text(row, "Timezone").strip(),
        reading=reading,
    )


def history_item(
    row: Mapping[str, Any], case: str, names: Names, outsiders: Collection[str], text: str
) -> PulledItem | None:
    """A transaction as an item of a case's history; None for RT's own book-keeping.

    Args:
        row: asked with ``HISTORY_FIELDS``.
        case: id of the case it belongs to now; after a merge it is not the one it was made on.
        outsiders: names of the case's customers.
        text: of a message, else ''.
    """
    kind = shapes.text(row, "Type")
    changed = shapes.text(row, "Field")
    creator = shapes.mapping(row.get("Creator"), "Creator")
    author = shapes.text(creator, "Name") or shapes.text(creator, "id")
    at = time_ms(shapes.text(row, "Created")) or 0
    remote_id = str(shapes.integer(row, "id"))
    author = "" if author == SYSTEM else author
    if kind in MESSAGES:
        role = MESSAGES[kind]
        if role == "reply" and _is_outside(author, names, outsiders):
            role = "customer"
        return PulledItem(remote_id, case, role, author, at, text, marker=marker_of(shapes.text(row, "Data")))
    if kind in _CHANGES and changed in _FIELDS:
        name = _FIELDS[changed]
        old, new = (value_of(name, shapes.text(row, key), names) for key in ("OldValue", "NewValue"))
        return PulledItem(remote_id, case, "field", author, at, field=name, old=old, new=new)
    if kind == "SetWatcher":
        return None  # a change of owner is recorded twice, once as this
    return PulledItem(remote_id, case, "other", author, at, " ".join(filter(None, (kind, changed))))


def _is_outside(author: str, names: Names, outsiders: Collection[str]) -> bool:
    """Whether a correspondence came from the customer's side.

    Accounts that RT makes for senders of mail are named by their address; that says nothing where the team's are too.
    """
    if author in names.team:
        return False
    return author in outsiders or ("@" in author and not any("@" in one for one in names.team))


def value_of(field_name: str, value: str, names: Names) -> str:
    """A stored value of a field as ``domain.entry.CASE_FIELDS`` has it."""
    if field_name == "owner":
        login = names.users.get(value, value)
        return "" if login == NOBODY else login
    if field_name == "queue":
        return names.queues.get(value, value)
    if field_name == "due":
        moment = time_ms(value) if value[:1].isdigit() and "-" in value else None
        return "" if moment is None else str(moment)
    return value
