"""A small world for the services' tests: a store, a clock that is set by hand, and pages of a helpdesk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.mirror import PulledCase, PulledItem, PulledPerson, PullPage, RawNumber, Vocabulary
from fallback_console.ports import Work
from fallback_console.services import connections, dispatch, mirroring, upkeep
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from fallback_console.store.tx import Changes, Reading, Tx

P = ParamSpec("P")
T = TypeVar("T")

NOW = 1_766_000_000_000
WAIT = 30.0
ANN = "rt:ann@example.net"
ANN_NUMBER = "+12025550133"


class SetClock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.ms = NOW

    def now_ms(self) -> int:
        return self.ms

    def monotonic(self) -> float:
        return self.ms / 1000


class World:
    """A store with what tests do to it, in words."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock()
        self.store = Store.open(folder, DatabaseKey(bytes(range(32))), self.clock)
        self.changes: list[Changes] = []
        self.store.subscribe(self.changes.append)

    def do(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a command; a millisecond goes by."""
        self.clock.ms += 1
        return self.store.write(lambda tx: fn(tx, *args, **kwargs)).result(WAIT)

    def ask(self, fn: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query."""
        return self.store.read(lambda r: fn(r, *args, **kwargs))

    def connect(self) -> None:
        """A helpdesk in the United States and a gateway."""
        self.do(connections.save, Connection("helpdesk", "rt", {"region": "US"}))
        self.do(connections.save, Connection("sms:kannel", "kannel", {"priority": 1}))

    def pull(
        self,
        cases: Sequence[PulledCase] = (),
        items: Sequence[PulledItem] = (),
        people: Sequence[PulledPerson] = (),
        *,
        gone: Sequence[str] = (),
        done: bool = True,
    ) -> None:
        """One page arrives and is indexed."""
        page = PullPage(tuple(cases), tuple(items), tuple(people), "cursor", done, gone=tuple(gone))
        self.do(mirroring.store_page, "rt", "cases", page)
        self.index()

    def index(self) -> None:
        """Let the text index catch up."""
        while self.do(mirroring.index_some):
            pass

    def take(self, sink: str = "helpdesk", limit: int = 50) -> list[Work]:
        """The next deliveries."""
        return self.do(dispatch.take, sink, self.clock.ms, limit, ())

    def deliver(self, sink: str = "helpdesk", **receipt: object) -> list[Work]:
        """Everything that waits for a sink is done there."""
        done: list[Work] = []
        while works := self.take(sink):
            for work in works:
                self.do(dispatch.confirm, work.delivery_id, Receipt(**receipt))  # type: ignore[arg-type]
            done += works
        return done

    def assert_whole(self) -> None:
        """Nothing is wrong in the database, and a rebuild changes nothing."""
        assert [finding for finding in self.ask(upkeep.check) if not finding.ok] == []
        report = self.do(upkeep.rebuild)
        assert {name: found for name, found in report.tables.items() if found[1]} == {}

    def close(self) -> None:
        self.store.close()


def case(number: int, version: int = 10, **changes: object) -> PulledCase:
    """A pulled case."""
    values: dict[str, object] = {
        "subject": f"Printer {number} does not print",
        "queue": "Support",
        "status": "open",
        "priority": 20,
        "owner": "alice",
        "requestor": "ann@example.net",
        "created_at": NOW - 1_000_000 + number,
        "updated_at": NOW - 500_000 + number,
    }
    return PulledCase(str(number), version, **{**values, **changes})  # type: ignore[arg-type]


def item(number: int, of: int, text: str = "", **changes: object) -> PulledItem:
    """An item of a case's history."""
    values: dict[str, object] = {"kind": "note", "author": "bob", "at": NOW - 400_000 + number, "text": text}
    return PulledItem(str(number), str(of), **{**values, **changes})  # type: ignore[arg-type]


def ann(**changes: object) -> PulledPerson:
    """A customer with a number."""
    values: dict[str, object] = {
        "name": "Ann Müller",
        "emails": ("ann@example.net",),
        "numbers": (RawNumber("mobile", "(202) 555-0133"),),
        "organisation": "Example Ltd",
    }
    return PulledPerson("ann@example.net", "customer", **{**values, **changes})  # type: ignore[arg-type]


VOCABULARY = Vocabulary(
    queues=("Support", "Billing", "サポート"),
    statuses=("new", "open", "stalled", "resolved", "rejected"),
    owners=("alice", "bob"),
    closed_statuses=("resolved", "rejected"),
)
