"""A stand-in for Request Tracker 5 with its REST2 interface, on loopback: for rehearsals, tests and measurements.

It answers as RT 5.0.3 was seen to answer: rows one may not see are taken out after paging, totals are missing, failures come
as 200 or 400 with prose, a stale If-Match gives 412, notes of entry ids are found by subject. It can be frozen, killed and
started again with what it holds, and its answers can be spoilt by chance (``faults``).
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from email.utils import formatdate
from typing import Any

from fallback_console.drill.faults import Faults
from fallback_console.drill.http_server import HttpServer, Request, Response, json_response
from fallback_console.drill.rt_sql import QueryError
from fallback_console.drill.rt_tables import RtTables
from fallback_console.drill.rt_world import NOBODY, RtWorld, Ticket, Transaction, User

__all__ = ["RtDouble"]

_MARKER = re.compile(r"fc-op:([0-9a-f-]{36})")
_MOST_ROWS = 100
_COLUMNS = ("Due", "Owner", "Priority", "Queue", "Status", "Subject")


def _wall_clock() -> int:
    return int(time.time() * 1000)


class RtDouble:
    """One RT.

    Args:
        world: what it holds; an empty one with the queue 'General' and the user 'agent' where none is given.
        faults: what goes wrong by chance.
        port: 0 for a free one.
        now: UTC epoch milliseconds, of RT's own clock.

    Attributes:
        tokens: token → login. 'agent' signs in with ``token``.
        requests: answered so far, by method and path without numbers.
        page_total: whether collections of cases tell their total; RT can be set up so that they do not.
    """

    def __init__(
        self,
        world: RtWorld | None = None,
        *,
        faults: Faults | None = None,
        port: int = 0,
        now: Callable[[], int] = _wall_clock,
    ) -> None:
        self.world = world or RtWorld()
        self.faults = faults or Faults()
        self._now = now
        self.tokens: dict[str, str] = {}
        self.requests: Counter[str] = Counter()
        self.page_total = True
        self.server = HttpServer(self.serve, port=port)
        self._tables = RtTables(self.world, "")
        self.world.add_queue("General")
        self.token = self.sign_in("agent")

    def sign_in(self, login: str) -> str:
        """A token for a user, who is made where there is none."""
        user = self.world.users.get(login) or self.world.add_user(login, EmailAddress=f"{login}@example.com")
        token = f"1-{user.id}-{user.id:032x}"
        self.tokens[token] = login
        return token

    @property
    def url(self) -> str:
        """Address of RT."""
        return self.server.url

    def start(self) -> None:
        """Take requests, also after a kill."""
        self.server.start()
        self._tables.base = f"{self.server.url}/REST/2.0"

    def stop(self) -> None:
        """End; what it holds stays."""
        self.server.kill()

    def __enter__(self) -> RtDouble:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # What a test asks

    def effects(self) -> Counter[str]:
        """How often each entry id that a client left here had an effect: messages and cases."""
        return self.server.run(self._effects)

    def _effects(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for one in self.world.transactions:
            if one.type in ("Comment", "Correspond"):
                found.update(_MARKER.findall(one.data))
        for ticket in self.world.tickets.values():
            for link in ticket.links:
                found.update(_MARKER.findall(link))
        return found

    def history(self, number: int) -> list[Transaction]:
        """A case's transactions, oldest first, mails that RT sent left out."""
        return self.server.run(lambda: [one for one in self.world.tickets[number].history if one.type != "EmailRecord"])

    def act(self, fn: Callable[[RtWorld, int], Any]) -> Any:
        """Do something as somebody else, between two requests: ``fn(world, now)``."""
        return self.server.run(lambda: fn(self.world, self._now()))

    # Requests

    def serve(self, request: Request) -> Response:
        """The answer to a request, spoilt where a fault strikes."""
        response = self.faults.apply(request, self.answer)
        return replace(response, headers={"Date": formatdate(self._now() / 1000, usegmt=True), **response.headers})

    def answer(self, request: Request) -> Response:
        """The answer to a request, without faults."""
        path = request.path.rstrip("/") or "/"
        self.requests[f"{request.method} {re.sub(r'/[0-9]+', '/N', path)}"] += 1
        if not path.startswith("/REST/2.0"):
            return Response(200, b"<!DOCTYPE html><html><body>Login</body></html>", {"Content-Type": "text/html"})
        user = self._user(request)
        if user is None:
            return _said(401, "Unauthorized")
        parts = path.removeprefix("/REST/2.0").strip("/").split("/")
        try:
            return self._dispatch(request, user, parts)
        except QueryError as error:
            return _said(400, str(error))
        except ValueError:
            return Response(500, b"")

    def _user(self, request: Request) -> User | None:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        login = self.tokens.get(token) if kind.lower() == "token" else None
        return None if login is None else self.world.users[login]

    def _dispatch(self, request: Request, user: User, parts: Sequence[str]) -> Response:
        head, number = parts[0], parts[1] if len(parts) > 1 else ""
        if head == "ticket":
            return self._ticket(request, user, number, parts[2] if len(parts) > 2 else "")
        plain: dict[str, Callable[[Request, User], Response]] = {
            "rt": lambda *_: json_response(200, {"Version": "5.0.3"}),
            "tickets": self._tickets,
            "transactions": self._transactions,
            "attachments": self._attachments,
            "users": self._users,
            "queues": self._queues,
        }
        if head in plain:
            return plain[head](request, user)
        if head == "user" and number:
            found = next((u for u in self.world.users.values() if number in (str(u.id), u.name)), None)
            return _found(None if found is None else self._tables.user_record(found, user))
        if head == "queue" and number:
            queue = next((q for q in self.world.queues.values() if number in (str(q.id), q.name)), None)
            links = [{"ref": "create", "type": "ticket"}] if user.writes else []
            return _found(None if queue is None else {"id": queue.id, "Name": queue.name, "_hyperlinks": links})
        return _said(404, "Not Found")

    # Collections

    def _tickets(self, request: Request, user: User) -> Response:
        query = request.query
        descending = query.get("order", "ASC").upper() == "DESC"
        rows = self._tables.tickets(user, query.get("query", ""), query.get("orderby", "id"), descending)
        start, count = _paging(query)
        fields, sub = _fields(query)
        page = [self._tables.ticket_row(one, user, fields, sub) for one in rows[start : start + count]]
        return _collection(query, page, len(rows) if self.page_total else None)

    def _transactions(self, request: Request, user: User) -> Response:
        query = request.query
        start, count = _paging(query)
        descending = query.get("order", "ASC").upper() == "DESC"
        rows = self._tables.transactions(user, query.get("query", ""), descending, start, count)
        fields, _ = _fields(query)
        return _collection(query, [self._tables.transaction_row(one, fields) for one in rows if one], None)

    def _attachments(self, request: Request, user: User) -> Response:
        conditions = request.json()
        wanted: set[int] = set()
        kinds: set[str] = set()
        bare = False
        for one in conditions:
            if one["field"] == "TransactionId":
                value = one["value"]
                wanted |= {int(number) for number in (value if isinstance(value, list) else [value])}
            elif one["field"] == "ContentType":
                kinds.add(one["value"])
            elif one["field"] == "Filename":
                bare = True
        found: list[dict[str, Any]] = []
        fields, _ = _fields(request.query)
        for number in sorted(wanted):
            if not 0 < number <= len(self.world.transactions):
                continue
            transaction = self.world.transactions[number - 1]
            ticket = self.world.resolved(transaction.ticket)
            if not (self.world.sees_ticket(user, ticket) and self.world.sees(user, transaction)):
                continue
            for part in transaction.parts:
                if (kinds and part.content_type not in kinds) or (bare and part.filename):
                    continue
                columns = {
                    "TransactionId": str(number),
                    "Subject": transaction.data.strip(),
                    "Content": part.content,
                    "ContentType": part.content_type,
                    "Filename": part.filename,
                    "ContentLength": str(part.size),
                }
                row = {"id": str(part.id), "type": "attachment", "_url": f"{self._tables.base}/attachment/{part.id}"}
                found.append(row | {name: columns[name] for name in fields if name in columns})
        start, count = _paging(request.query)
        return _collection(request.query, found[start : start + count], None)

    def _users(self, request: Request, user: User) -> Response:
        names = {str(one["value"]).casefold() for one in request.json() if one.get("field") == "Name"}
        every = request.query.get("find_disabled_rows", "") not in ("", "0")
        users = [u for u in self.world.users.values() if every or not u.disabled]
        rows = [u for u in users if not names or u.name.casefold() in names]
        fields, _ = _fields(request.query)
        start, count = _paging(request.query)
        page = [self._tables.user_row(one, user, fields) for one in rows[start : start + count]]
        return _collection(request.query, page, len(rows))

    def _queues(self, request: Request, user: User) -> Response:
        fields, _ = _fields(request.query)
        shown = [q for q in self.world.queues.values() if user.sees is None or q.name in user.sees]
        start, count = _paging(request.query)
        rows = [self._tables.queue_row(one.id, one.name, fields) for one in shown]
        return _collection(request.query, rows[start : start + count], None)

    # One case

    def _ticket(self, request: Request, user: User, number: str, action: str) -> Response:
        if not number and request.method == "POST":
            return self._create(request, user)
        ticket = self.world.tickets.get(int(number)) if number.isdigit() else None
        if ticket is None:
            lost = {
                "comment": (400, "Message could not be recorded"),
                "correspond": (400, "Message could not be recorded"),
            }
            missing = "Resource does not exist; use POST to create" if request.method == "PUT" else "Not Found"
            return _said(*lost.get(action, (404, missing)))
        ticket = self.world.resolved(ticket.id)
        if not self.world.sees_ticket(user, ticket):
            if action == "history":
                return _collection(request.query, [], None)
            return _said(400, "Permission Denied") if action else _said(403, "Forbidden")
        if action in ("comment", "correspond"):
            return self._message(request, user, ticket, action)
        if action == "history":
            return self._history(request, user, ticket)
        if request.method == "PUT":
            return self._update(request, user, ticket, action)
        etag = f'"{ticket.history[-1].id if ticket.history else 0}"'
        if request.headers.get("if-none-match") == etag:
            return Response(304)
        return json_response(200, self._tables.ticket_record(ticket, user), {"ETag": etag})

    def _history(self, request: Request, user: User, ticket: Ticket) -> Response:
        owned = [t for t in self.world.tickets.values() if t.effective == ticket.id]
        every = sorted((one for t in owned for one in t.history), key=lambda one: one.id)
        start, count = _paging(request.query)
        fields, _ = _fields(request.query)
        rows = [one for one in every[start : start + count] if self.world.sees(user, one)]
        return _collection(request.query, [self._tables.transaction_row(one, fields) for one in rows], None)

    def _update(self, request: Request, user: User, ticket: Ticket, action: str) -> Response:
        if_match = request.headers.get("if-match", "").strip('"')
        if if_match and if_match != str(ticket.history[-1].id if ticket.history else 0):
            return _said(412, "Precondition Failed")
        body = dict(request.json())
        if not user.writes:
            return json_response(200, [f"Ticket {ticket.id}: Permission Denied" for _ in body or [""]])
        if action in ("take", "steal"):
            body["Owner"] = user.name
        said = [
            self.world.change(user.name, self._now(), ticket.id, column, str(body[column]))
            for column in _COLUMNS
            if column in body
        ]
        if "MergeInto" in body:
            self.world.merge(user.name, self._now(), ticket.id, int(body["MergeInto"]))
            said.append("Merge Successful")
        return json_response(200, [line for line in said if line is not None])

    def _message(self, request: Request, user: User, ticket: Ticket, action: str) -> Response:
        body = request.json()
        if body.get("Content") and not body.get("ContentType"):
            return _said(400, "ContentType is a required field for application/json")
        if not user.writes:
            return _said(400, "Permission Denied")
        done = self.world.message(
            user.name,
            self._now(),
            ticket.id,
            body.get("Content", ""),
            reply=action == "correspond",
            subject=body.get("Subject", ""),
            content_type=body.get("ContentType", "text/plain"),
        )
        said = "Comments added" if action == "comment" else "Correspondence added"
        return json_response(201, [said], {"Location": f"/REST/2.0/transaction/{done.id}"})

    def _create(self, request: Request, user: User) -> Response:
        body: Mapping[str, Any] = request.json()
        queue = str(body.get("Queue", ""))
        if not queue:
            return _said(400, "Could not create ticket. Queue not set")
        if queue not in self.world.queues or not user.writes:
            return _said(403, f"No permission to create tickets in the queue '{queue}'")
        requestor = body.get("Requestor") or []
        refers = body.get("RefersTo") or []
        ticket = self.world.create(
            user.name,
            self._now(),
            queue=queue,
            subject=str(body.get("Subject", "")),
            text=str(body.get("Content", "")),
            requestors=[requestor] if isinstance(requestor, str) else requestor,
            owner=str(body.get("Owner") or NOBODY),
            priority=int(body.get("Priority") or 0),
            links=(refers,) if isinstance(refers, str) else tuple(refers),
        )
        url = f"{self._tables.base}/ticket/{ticket.id}"
        return json_response(201, {"id": str(ticket.id), "type": "ticket", "_url": url}, {"Location": url})


def _said(status: int, message: str) -> Response:
    return json_response(status, {"message": message})


def _found(record: dict[str, Any] | None) -> Response:
    return _said(404, "Not Found") if record is None else json_response(200, record)


def _paging(query: Mapping[str, str]) -> tuple[int, int]:
    """Start and length of the page that is asked for."""
    count, page = (int(query[name]) if query.get(name, "").isdigit() else 0 for name in ("per_page", "page"))
    count = min(count or 20, _MOST_ROWS)
    return (max(page, 1) - 1) * count, count


def _fields(query: Mapping[str, str]) -> tuple[list[str], dict[str, list[str]]]:
    sub = {name[7:-1]: value.split(",") for name, value in query.items() if name.startswith("fields[")}
    return [name for name in query.get("fields", "").split(",") if name], sub


def _collection(query: Mapping[str, str], rows: Sequence[Any], total: int | None) -> Response:
    start, count = _paging(query)
    page = start // count + 1
    pages = None if total is None else -(-total // count)
    body: dict[str, Any] = {
        "items": rows,
        "count": len(rows),
        "page": page,
        "per_page": count,
        "total": total,
        "pages": pages,
    }
    if pages is not None and page < pages:
        body["next_page"] = f"?page={page + 1}"
    return json_response(200, body)
