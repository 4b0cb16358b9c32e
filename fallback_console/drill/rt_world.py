"""What a Request Tracker holds and what it does by itself: cases, transactions, people, queues, rights.

The state behind ``rt_double``. It behaves as RT 5.0.3 was seen to: an owner is changed in two transactions, a reply opens a
new case, one transaction for each field, merged cases point to the one they became.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

__all__ = ["NOBODY", "SYSTEM", "Part", "Queue", "RtWorld", "Ticket", "Transaction", "User", "seconds"]

NOBODY = "Nobody"
SYSTEM = "RT_System"
_DUE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
_ACTIVE = ("new", "open", "stalled")
_INACTIVE = ("resolved", "rejected", "deleted")


@dataclass(slots=True)
class User:
    """Somebody RT knows.

    Attributes:
        sees: names of the queues whose cases may be seen; None for all.
        writes: cases may be changed.
        comments: internal comments may be seen.
        phones: other people's numbers may be seen.
        disabled: the account is no longer in use.
    """

    id: int
    name: str
    columns: dict[str, str]
    sees: frozenset[str] | None = None
    writes: bool = True
    comments: bool = True
    phones: bool = True
    disabled: bool = False


@dataclass(slots=True)
class Queue:
    """A queue."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message."""

    id: int
    content_type: str
    content: str
    filename: str = ""

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content.encode("utf-8", errors="surrogatepass"))


@dataclass(slots=True)
class Transaction:
    """Something that happened to a case. Times are UTC epoch milliseconds."""

    id: int
    ticket: int
    type: str
    creator: str
    created: int
    field: str = ""
    old: str = ""
    new: str = ""
    data: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(slots=True)
class Ticket:
    """A case.

    Attributes:
        effective: id of the case it was merged into, else its own.
        links: addresses it refers to.
        history: its own transactions, oldest first.
    """

    id: int
    effective: int
    subject: str
    queue: str
    status: str
    priority: int
    owner: str
    requestors: list[str]
    created: int
    updated: int
    updated_by: str
    due: int = 0
    links: tuple[str, ...] = ()
    history: list[Transaction] = field(default_factory=list)

    @property
    def active(self) -> bool:
        """Whether its status counts as active."""
        return self.status in _ACTIVE


class RtWorld:
    """All of it. Methods act at ``now`` as somebody and return what RT says.

    Attributes:
        uncommitted: transactions that have a number and are not to be seen yet: databases give out numbers before they commit.
    """

    def __init__(self) -> None:
        self.users: dict[str, User] = {}
        self.queues: dict[str, Queue] = {}
        self.tickets: dict[int, Ticket] = {}
        self.transactions: list[Transaction] = []
        self.uncommitted: set[int] = set()
        self.version = 0
        self._parts = 0
        self._next_ticket = 1
        for name in (SYSTEM, NOBODY):
            self.add_user(name)

    # Filling

    def add_user(self, name: str, **columns: str) -> User:
        """A user; columns are RT's ('RealName', 'EmailAddress', 'MobilePhone' …)."""
        user = self.users.get(name)
        if user is None:
            user = self.users[name] = User(len(self.users) * 2 + 2, name, {"RealName": name})
        user.columns.update(columns)
        self.version += 1
        return user

    def add_queue(self, name: str) -> Queue:
        """A queue."""
        return self.queues.setdefault(name, Queue(len(self.queues) + 3, name))

    def add_ticket(self, ticket: Ticket) -> None:
        """A case as it is, without a history."""
        self.tickets[ticket.id] = ticket
        self._next_ticket = max(self._next_ticket, ticket.id + 1)
        self.version += 1

    # What people do

    def create(
        self,
        who: str,
        now: int,
        *,
        queue: str,
        subject: str,
        text: str = "",
        requestors: Sequence[str] = (),
        owner: str = NOBODY,
        status: str = "new",
        priority: int = 0,
        due: int = 0,
        links: tuple[str, ...] = (),
    ) -> Ticket:
        """A new case."""
        number = self._next_ticket
        self._next_ticket += 1
        for name in requestors:
            self.add_user(name, EmailAddress=name)
        known = owner if owner in self.users else NOBODY
        ticket = Ticket(
            number, number, subject, queue, status, priority, known, list(requestors), seconds(now), 0, who, due, links
        )
        self.tickets[number] = ticket
        self.record(ticket, "Create", who, now, parts=(("text/plain", text, ""),) if text else ())
        if requestors:
            self.record(ticket, "EmailRecord", SYSTEM, now)
        return ticket

    def message(
        self,
        who: str,
        now: int,
        number: int,
        text: str,
        *,
        reply: bool,
        subject: str = "",
        content_type: str = "text/plain",
        files: Sequence[tuple[str, str, str]] = (),
    ) -> Transaction:
        """A comment or a correspondence; a reply of ours opens a new case.

        Args:
            files: content type, content, name of each.
        """
        ticket = self.resolved(number)
        data = f"{subject}\n" if subject else "No Subject"
        kind = "Correspond" if reply else "Comment"
        made = self.record(
            ticket, kind, who, now, data=data, parts=((content_type, text, ""), *files) if text or files else ()
        )
        if reply:
            self.record(ticket, "EmailRecord", SYSTEM, now, data="<mail@double>")
            if ticket.status == "new" and who not in ticket.requestors:
                self._status(SYSTEM, now, ticket, "open")
        return made

    def change(self, who: str, now: int, number: int, column: str, value: str) -> str | None:
        """Change one column; the prose RT answers with, None where nothing was to be done."""
        ticket = self.resolved(number)
        if column == "Status":
            return self._status(who, now, ticket, value)
        if column == "Owner":
            return self._owner(who, now, ticket, value)
        if column == "Queue":
            return self._queue(who, now, ticket, value)
        if column == "Priority":
            old, ticket.priority = ticket.priority, int(value) if value.isdigit() else 0
            return self._changed(who, now, ticket, column, str(old), str(ticket.priority), "'Low'", "'Medium'")
        if column == "Subject":
            before, ticket.subject = ticket.subject, value
            return self._changed(who, now, ticket, column, before, value, f"'{before}'", f"'{value}'")
        if column == "Due":
            return self._due(who, now, ticket, value)
        return None

    def _status(self, who: str, now: int, ticket: Ticket, value: str) -> str | None:
        if value not in (*_ACTIVE, *_INACTIVE):
            return f"Ticket {ticket.id}: Status '{value}' isn't a valid status for this ticket."
        if value == ticket.status:
            return None
        old, ticket.status = ticket.status, value
        self.record(ticket, "Status", who, now, "Status", old, value)
        return f"Ticket {ticket.id}: Status changed from '{old}' to '{value}'"

    def _owner(self, who: str, now: int, ticket: Ticket, value: str) -> str | None:
        new = next((user for user in self.users.values() if user.name.casefold() == value.casefold()), None)
        if new is None:
            return f"Ticket {ticket.id}: That user does not exist"
        if new.name == ticket.owner:
            return None
        old, ticket.owner = self.users[ticket.owner], new.name
        self.record(ticket, "Set", who, now, "Owner", str(old.id), str(new.id))
        self.record(ticket, "SetWatcher", who, now, "Owner", str(old.id), str(new.id))
        return f"Ticket {ticket.id}: Owner changed from {old.name} to {new.name}"

    def _queue(self, who: str, now: int, ticket: Ticket, value: str) -> str | None:
        new = self.queues.get(value)
        if new is None:
            return f"Ticket {ticket.id}: Queue {value} does not exist"
        if value == ticket.queue:
            return None
        old, ticket.queue = self.queues[ticket.queue], value
        return self._changed(who, now, ticket, "Queue", str(old.id), str(new.id), old.name, value)

    def _due(self, who: str, now: int, ticket: Ticket, value: str) -> str | None:
        """A date in another form reads back as never, and the same one again is recorded again."""
        old, ticket.due = ticket.due, _parse_due(value)
        return self._changed(
            who, now, ticket, "Due", _sql(old), _sql(ticket.due), _sql(old), _sql(ticket.due), again=True
        )

    def _changed(
        self,
        who: str,
        now: int,
        ticket: Ticket,
        column: str,
        old: str,
        new: str,
        said_old: str,
        said_new: str,
        *,
        again: bool = False,
    ) -> str | None:
        if old == new and not again:
            return None
        self.record(ticket, "Set", who, now, column, old, new)
        return f"Ticket {ticket.id}: {column} changed from {said_old} to {said_new}"

    def merge(self, who: str, now: int, number: int, into: int) -> None:
        """Merge a case into another."""
        source, target = self.resolved(number), self.resolved(into)
        for one in self.tickets.values():
            if one.effective == source.id:
                one.effective = target.id
        for one in (source, target):
            self.record(one, "AddLink", who, now, "MergedInto", "", f"fsck.com-rt://double/ticket/{target.id}")

    # Looking

    def resolved(self, number: int) -> Ticket:
        """A case, or the one it was merged into."""
        return self.tickets[self.tickets[number].effective]

    def sees(self, user: User, transaction: Transaction) -> bool:
        """Whether a user may see a transaction whose case may be seen."""
        return user.comments or transaction.type != "Comment"

    def sees_ticket(self, user: User, ticket: Ticket) -> bool:
        """Whether a user may see a case."""
        return user.sees is None or ticket.queue in user.sees

    def record(
        self,
        ticket: Ticket,
        kind: str,
        who: str,
        now: int,
        column: str = "",
        old: str = "",
        new: str = "",
        *,
        data: str = "",
        parts: Sequence[tuple[str, str, str]] = (),
    ) -> Transaction:
        """A transaction, with parts of content type, content and name."""
        made: list[Part] = []
        for content_type, content, name in parts:
            self._parts += 1
            made.append(Part(self._parts, content_type, content, name))
        number = self.transactions[-1].id + 1 if self.transactions else 1
        done = Transaction(number, ticket.id, kind, who, seconds(now), column, old, new, data, tuple(made))
        self.transactions.append(done)
        ticket.history.append(done)
        ticket.updated = max(ticket.updated, seconds(now))
        ticket.updated_by = who
        self.version += 1
        return done


def seconds(moment: int) -> int:
    """RT knows seconds only."""
    return moment // 1000 * 1000


def _sql(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment / 1000, UTC):%Y-%m-%d %H:%M:%S}"


def _parse_due(value: str) -> int:
    if not _DUE.fullmatch(value):
        return 0
    try:
        return int(datetime.fromisoformat(value).replace(tzinfo=UTC).timestamp()) * 1000
    except ValueError:
        return 0
