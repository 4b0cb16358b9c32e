"""A small helpdesk for the tests of the Request Tracker adapter, with or without sockets between them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import httpx

from fallback_console.adapters.helpdesk.rt import RequestTracker
from fallback_console.domain.ids import uuid7
from fallback_console.domain.mirror import PulledCase, PulledItem, PulledPerson, PullPage
from fallback_console.drill.http_server import Request, Response
from fallback_console.drill.rt_double import RtDouble
from fallback_console.drill.rt_world import RtWorld
from fallback_console.ports import PullScope

START = 1_795_000_000_000
MINUTE = 60_000
EVERYTHING = PullScope(closed_days=3650)


@dataclass
class TestClock:
    """Time that moves when a test says so."""

    __test__ = False
    now: int = START

    def now_ms(self) -> int:
        return self.now

    def monotonic(self) -> float:
        return self.now / 1000

    def later(self, minutes: float = 1.0) -> int:
        self.now += int(minutes * MINUTE)
        return self.now


Before = Callable[[httpx.Request], None]


class Helpdesk:
    """A double with a clock, reached without sockets.

    Attributes:
        before: called before each request is answered.
        spoil: may change or replace an answer.
    """

    def __init__(self, cases: int = 0, clock: TestClock | None = None) -> None:
        self.clock = clock or TestClock()
        self.world = RtWorld()
        for name in ("Support", "Billing", "サポート"):
            self.world.add_queue(name)
        for login in ("alice", "bob"):
            self.world.add_user(login, RealName=login.title(), EmailAddress=f"{login}@example.com")
        for n in range(7):
            self.world.add_user(
                f"c{n}@example.net",
                RealName=f"Customer {n}",
                EmailAddress=f"c{n}@example.net",
                MobilePhone=f"+1 202 555 01{n:02d}",
                Lang="ja" if n % 3 == 0 else "en",
            )
        self.double = RtDouble(self.world, now=self.clock.now_ms)
        self.before: Before = lambda request: None
        self.spoil: Callable[[httpx.Request, httpx.Response], httpx.Response] = lambda request, response: response
        self.asked: list[str] = []
        for n in range(cases):
            self.make_case(n)

    def make_case(self, n: int) -> int:
        """A case with some history."""
        world, clock = self.world, self.clock
        customer = f"c{n % 7}@example.net"
        queue = ("Support", "Billing", "サポート")[n % 3]
        case = world.create(
            customer, clock.later(), queue=queue, subject=f"Case {n}", text=f"Text {n}", requestors=[customer]
        )
        if n % 2:
            world.change("alice", clock.later(), case.id, "Owner", "alice")
            world.message("alice", clock.later(), case.id, f"Reply {n}", reply=True)
        if n % 3 == 0:
            world.message("bob", clock.later(), case.id, f"Note {n}", reply=False)
        if n % 5 == 4:
            world.change("bob", clock.later(), case.id, "Status", "resolved")
        return case.id

    def tracker(self, login: str = "alice") -> RequestTracker:
        """The adapter, signed in as somebody."""
        return RequestTracker(
            "https://helpdesk.example.com/rt/",
            self.double.sign_in(login),
            clock=self.clock,
            settle=0.0,
            transport=httpx.MockTransport(self.handle),
        )

    def handle(self, request: httpx.Request) -> httpx.Response:
        """An answer without sockets."""
        self.before(request)
        path = request.url.path.removeprefix("/rt")
        self.asked.append(f"{request.method} {path}")
        answer = self.double.serve(to_double(request, path))
        response = httpx.Response(answer.status, headers=dict(answer.headers), content=answer.body)
        return self.spoil(request, response)


def to_double(request: httpx.Request, path: str) -> Request:
    """A request as the double's server would give it."""
    query = dict(parse_qsl(request.url.query.decode(), keep_blank_values=True))
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Request(request.method, path, query, headers, request.read())


def replaced(response: httpx.Response, **values: Any) -> httpx.Response:
    """An answer with other values in its JSON object."""
    return httpx.Response(response.status_code, json={**response.json(), **values})


@dataclass
class Mirror:
    """What a store would hold after some pages."""

    cases: dict[str, PulledCase] = field(default_factory=dict)
    items: dict[str, PulledItem] = field(default_factory=dict)
    people: dict[str, PulledPerson] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    cursor: str | None = None
    pages: int = 0

    def take(self, page: PullPage) -> None:
        """Store a page."""
        for case in page.cases:
            known = self.cases.get(case.remote_id)
            if known is None or known.version <= case.version:
                self.cases[case.remote_id] = case
            self.gone.discard(case.remote_id)
        self.items |= {item.remote_id: item for item in page.items}
        self.people |= {person.remote_id: person for person in page.people}
        self.gone |= {one for one in page.gone if one in self.cases}
        self.cursor = page.cursor
        self.pages += 1

    @property
    def shown(self) -> dict[str, PulledCase]:
        """Cases that are not gone."""
        return {one: case for one, case in self.cases.items() if one not in self.gone}

    def of(self, case: int | str) -> list[PulledItem]:
        """A case's history in order."""
        found = [item for item in self.items.values() if item.case == str(case)]
        return sorted(found, key=lambda item: int(item.remote_id))


async def pull(
    tracker: RequestTracker, mirror: Mirror, scope: PullScope = EVERYTHING, *, stop_after: int | None = None
) -> bool:
    """Pull into a mirror; whether it came to its end. The adapter is closed."""
    async with closing(tracker):
        pages = tracker.pull(mirror.cursor, scope)
        count = 0
        async for page in pages:
            mirror.take(page)
            count += 1
            if page.done:
                return True
            if count == stop_after:
                return False
        raise AssertionError("a pull ended without saying that it was done")


@asynccontextmanager
async def closing(tracker: RequestTracker) -> AsyncIterator[RequestTracker]:
    """Closes the adapter at the end."""
    try:
        yield tracker
    finally:
        await tracker.aclose()


def entry_id(clock: TestClock, n: int = 0) -> str:
    """An id of an entry made now."""
    return uuid7(clock.now_ms(), n.to_bytes(10, "big"))


__all__ = ["EVERYTHING", "Helpdesk", "Mirror", "Response", "TestClock", "closing", "entry_id", "pull", "replaced"]
