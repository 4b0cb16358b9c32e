"""Searching what a double of Request Tracker holds, and its rows as REST2 shows them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from fallback_console.drill.rt_sql import All, Any_, Compare, Node, conjuncts, parse, predicate
from fallback_console.drill.rt_world import RtWorld, Ticket, Transaction, User

__all__ = ["RtTables", "iso"]

_PHONES = ("MobilePhone", "WorkPhone", "HomePhone", "PagerPhone")
_PRIVATE = (*_PHONES, "Organization", "Lang", "Timezone")


def iso(moment: int) -> str:
    """RT's text of a time in milliseconds; 0 is never."""
    return f"{datetime.fromtimestamp(moment / 1000, UTC):%Y-%m-%dT%H:%M:%SZ}"


class RtTables:
    """Queries on a world.

    Args:
        base: address of REST2, for the links in rows.
    """

    def __init__(self, world: RtWorld, base: str) -> None:
        self._world = world
        self.base = base
        self._kept: dict[tuple[Any, ...], Any] = {}
        self._kept_version = -1
        self._ticket_fields: dict[str, Callable[[Ticket], Any]] = {
            "id": lambda t: t.id,
            "Status": lambda t: (t.status, "__Active__" if t.active else "__Inactive__"),
            "Queue": lambda t: t.queue,
            "Owner": lambda t: t.owner,
            "Subject": lambda t: t.subject,
            "Priority": lambda t: t.priority,
            "LastUpdated": lambda t: t.updated,
            "Created": lambda t: t.created,
            "Requestor": lambda t: tuple(t.requestors),
            "RefersTo": lambda t: t.links,
        }
        self._transaction_fields: dict[str, Callable[[Transaction], Any]] = {
            "id": lambda t: t.id,
            "ObjectId": lambda t: t.ticket,
            "ObjectType": lambda t: "RT::Ticket",
            "Type": lambda t: t.type,
            "Field": lambda t: t.field,
            "Creator": lambda t: t.creator,
            "NewValue": lambda t: t.new,
            "OldValue": lambda t: t.old,
            "Created": lambda t: t.created,
            "Subject": lambda t: t.data,
        }

    # Searching

    def tickets(self, user: User, query: str, orderby: str, descending: bool) -> Sequence[Ticket]:
        """Cases a user may see, in order; merged and deleted ones are left out as RT does.

        Raises:
            QueryError: no such query.
        """
        if not query:
            return ()
        node = parse(query, self._ticket_fields)
        named = _named(node, "id")
        if named is not None:
            found = {self._world.resolved(one).id for one in named if one in self._world.tickets}
            rows = [self._world.tickets[one] for one in sorted(found)]
            others = tuple(part for part in conjuncts(node) if _named(part, "id") is None)
            test = predicate(All(others), self._ticket_fields)
            return [t for t in rows if self._shown(user, t) and test(t)]
        low, high, rest = _bounds(node)
        rows = self._matching(user, rest)
        if orderby == "LastUpdated":
            key = ("order", user.name, repr(rest), low, high, descending)
            return self._keep(
                key, lambda: sorted(_between(rows, low, high), key=lambda t: t.updated, reverse=descending)
            )
        cut = _between(rows, low, high)
        return cut[::-1] if descending else cut

    def _matching(self, user: User, rest: tuple[Node, ...]) -> list[Ticket]:
        test = predicate(All(rest), self._ticket_fields)

        def search() -> list[Ticket]:
            every = sorted(self._world.tickets)
            rows = (self._world.tickets[one] for one in every)
            return [t for t in rows if self._shown(user, t) and t.effective == t.id and test(t)]

        return self._keep(("rows", user.name, repr(rest)), search)

    def _keep(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """The same search again costs nothing while nothing has changed."""
        if self._kept_version != self._world.version:
            self._kept.clear()
            self._kept_version = self._world.version
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def _shown(self, user: User, ticket: Ticket) -> bool:
        return self._world.sees_ticket(user, ticket) and ticket.status != "deleted"

    def transactions(
        self, user: User, query: str, descending: bool, start: int, count: int
    ) -> list[Transaction | None]:
        """One page of transactions. Those of cases one may not see are no part of the search; hidden comments leave a None.

        Raises:
            QueryError: no such query.
        """
        node = parse(query, self._transaction_fields)
        low, high, rest = _bounds(node)
        every = self._world.transactions
        first = bisect_right(every, low, key=lambda t: t.id)
        last = bisect_left(every, high, key=lambda t: t.id)
        cases = next((ids for ids in (_named(part, "ObjectId") for part in rest) if ids is not None), None)
        candidates: Sequence[Transaction]
        if cases is not None:
            wanted = [self._world.tickets[one].history for one in sorted(cases) if one in self._world.tickets]
            candidates = sorted((t for part in wanted for t in part if low < t.id < high), key=lambda t: t.id)
            rest = tuple(part for part in rest if _named(part, "ObjectId") is None)
        else:
            candidates = range_view(every, first, last)
        test = predicate(All(rest), self._transaction_fields)
        page: list[Transaction | None] = []
        skipped = 0
        for one in reversed(candidates) if descending else candidates:
            if one.id in self._world.uncommitted or not test(one):
                continue
            if not self._world.sees_ticket(user, self._world.resolved(one.ticket)):
                continue
            if skipped < start:
                skipped += 1
                continue
            page.append(one if self._world.sees(user, one) else None)
            if len(page) == count:
                break
        return page

    # Rows

    def ticket_row(self, ticket: Ticket, user: User, fields: Sequence[str], sub: Mapping[str, Sequence[str]]) -> Any:
        """A row of /tickets."""
        row: dict[str, Any] = {"id": str(ticket.id), "type": "ticket", "_url": f"{self.base}/ticket/{ticket.id}"}
        for name in fields:
            if name == "Owner":
                row[name] = self.user_row(self._world.users[ticket.owner], user, sub.get(name, ()))
            elif name == "Requestor":
                people = (self._world.users[one] for one in ticket.requestors)
                row[name] = [self.user_row(one, user, sub.get(name, ())) for one in people]
            elif name == "Cc":
                row[name] = []
            elif name == "Queue":
                queue = self._world.queues[ticket.queue]
                row[name] = self.queue_row(queue.id, queue.name, sub.get(name, ()))
            elif name == "_hyperlinks":
                row[name] = self.hyperlinks(ticket, user)
            else:
                row[name] = _column(ticket, name)
        return row

    def ticket_record(self, ticket: Ticket, user: User) -> dict[str, Any]:
        """A case alone: its id is a number, people and queue come as references."""
        plain = ("Subject", "Status", "Priority", "LastUpdated", "Created", "Due")
        row = self.ticket_row(ticket, user, ("Owner", "Requestor", "Cc", "Queue", *plain), {})
        row["id"] = ticket.id
        row["EffectiveId"] = {"id": str(ticket.effective), "type": "ticket", "_url": row["_url"]}
        row["_hyperlinks"] = self.hyperlinks(ticket, user)
        return dict(row)

    def hyperlinks(self, ticket: Ticket, user: User) -> list[dict[str, Any]]:
        """What may be done with a case."""
        url = f"{self.base}/ticket/{ticket.id}"
        links: list[dict[str, Any]] = [{"ref": "self", "type": "ticket", "id": ticket.id, "_url": url}]
        links.append({"ref": "history", "_url": f"{url}/history"})
        if user.writes:
            links += [{"ref": name, "_url": f"{url}/{name}"} for name in ("correspond", "comment")]
            targets = ("open", "stalled", "resolved", "rejected") if ticket.active else ("open",)
            links += [
                {"ref": "lifecycle", "from": ticket.status, "to": one, "label": one, "_url": url}
                for one in targets
                if one != ticket.status
            ]
        return links

    def user_row(self, one: User, viewer: User, fields: Sequence[str]) -> dict[str, Any]:
        """A reference to a user; with a number for an id where that is asked for."""
        row: dict[str, Any] = {"id": one.name, "type": "user", "_url": f"{self.base}/user/{one.name}"}
        for name in fields:
            if name == "id":
                row["id"] = one.id
            elif name == "Name":
                row["Name"] = one.name
            else:
                hidden = name in _PHONES and not viewer.phones and viewer is not one
                row[name] = "" if hidden else one.columns.get(name, "")
        return row

    def user_record(self, one: User, viewer: User) -> dict[str, Any]:
        """A user alone; less of others without the right to administer users."""
        row: dict[str, Any] = {
            "id": one.id,
            "Name": one.name,
            "RealName": one.columns.get("RealName", ""),
            "EmailAddress": one.columns.get("EmailAddress", ""),
            "Privileged": 0 if "@" in one.name else 1,
            "_hyperlinks": [],
        }
        if viewer.phones or viewer is one:
            row |= {"Created": iso(0), "Disabled": str(int(one.disabled))}
            row |= {name: one.columns[name] for name in _PRIVATE if one.columns.get(name)}
        return row

    def queue_row(self, number: int, name: str, fields: Sequence[str]) -> dict[str, Any]:
        """A reference to a queue."""
        row: dict[str, Any] = {"id": str(number), "type": "queue", "_url": f"{self.base}/queue/{number}"}
        for field in fields:
            row[field] = {"id": number, "Name": name, "Lifecycle": "default"}.get(field, "")
        return row

    def transaction_row(self, one: Transaction, fields: Sequence[str]) -> dict[str, Any]:
        """A row of /transactions or of a history."""
        row: dict[str, Any] = {
            "id": str(one.id),
            "type": "transaction",
            "_url": f"{self.base}/transaction/{one.id}",
        }
        for name in fields:
            if name == "Creator":
                row[name] = {"id": one.creator, "type": "user", "_url": f"{self.base}/user/{one.creator}"}
            elif name == "Created":
                row[name] = iso(one.created)
            else:
                row[name] = {
                    "ObjectId": str(one.ticket),
                    "Type": one.type,
                    "Field": one.field,
                    "OldValue": one.old,
                    "NewValue": one.new,
                    "Data": one.data,
                }.get(name, "")
        return row


def range_view(rows: list[Transaction], first: int, last: int) -> Sequence[Transaction]:
    """Rows of a part of a list."""
    return rows if first == 0 and last == len(rows) else rows[first:last]


def _column(ticket: Ticket, name: str) -> str:
    if name in ("LastUpdated", "Created", "Due"):
        return iso({"LastUpdated": ticket.updated, "Created": ticket.created, "Due": ticket.due}[name])
    return {
        "Subject": ticket.subject,
        "Status": ticket.status,
        "Priority": str(ticket.priority),
        "EffectiveId": str(ticket.effective),
        "Type": "ticket",
    }.get(name, "")


def _bounds(node: Node) -> tuple[int, int, tuple[Node, ...]]:
    """The limits a query sets to ids, both excluded, and the rest of it."""
    low, high = -1, 1 << 62
    rest: list[Node] = []
    for part in conjuncts(node):
        if isinstance(part, Compare) and part.field == "id" and part.value.isdigit() and part.operator == ">":
            low = max(low, int(part.value))
        elif isinstance(part, Compare) and part.field == "id" and part.value.isdigit() and part.operator == "<":
            high = min(high, int(part.value))
        else:
            rest.append(part)
    return low, high, tuple(rest)


def _between(rows: Sequence[Ticket], low: int, high: int) -> Sequence[Ticket]:
    first = bisect_right(rows, low, key=lambda t: t.id)
    return rows[first : bisect_left(rows, high, key=lambda t: t.id)]


def _named(node: Node, field: str) -> set[int] | None:
    """The ids a query names, None where it names none."""
    if isinstance(node, All):
        return next((ids for ids in (_named(part, field) for part in node.parts) if ids is not None), None)
    parts = node.parts if isinstance(node, Any_) else (node,)
    if all(isinstance(one, Compare) and one.field == field and one.operator == "=" for one in parts):
        return {int(one.value) for one in parts if isinstance(one, Compare) and one.value.isdigit()}
    return None
