"""Stations of a team in memory, fast enough for thousands of histories: no files, no threads, no network."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Problem, Receipt
from fallback_console.domain.entry import Kind
from fallback_console.domain.mirror import PullPage
from fallback_console.domain.wire import read_entry
from fallback_console.ports import Work
from fallback_console.services import connections, dispatch, mirroring, teaming
from fallback_console.store.deliveries import OPEN
from fallback_console.store.migrations import MIGRATIONS
from fallback_console.store.rebuild import PROJECTIONS
from fallback_console.store.tx import Reading, Tx
from tests.unit.services.support import NOW, VOCABULARY, SetClock, ann, case, item

__all__ = ["COMPARED", "Desk", "Sent", "Station", "dumped", "open_count"]

P = ParamSpec("P")
T = TypeVar("T")

COMPARED = tuple(table for table in PROJECTIONS if table not in ("p_sink", "p_override"))
"""What is the same everywhere; how much went over a station's sinks, and its word against its own probes, are its own."""


class Sent(NamedTuple):
    """A message in the stream."""

    station: str
    body: bytes


class Station:
    """One station's database; everything is undone by ``reset``.

    Args:
        name: its id.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.clock = SetClock()
        self.skew = 0
        self.conn = dbapi2.connect(":memory:", isolation_level=None, cached_statements=512)
        MIGRATIONS.apply(Database(self.conn))
        self.conn.execute("INSERT INTO meta (name, value) VALUES ('station', ?)", (name,))
        self.do(connections.save, Connection("helpdesk", "rt", {"region": "US"}))
        self.do(connections.save, Connection("sms:kannel", "kannel", {"priority": 1}))
        self.do(mirroring.store_vocabulary, "rt", VOCABULARY)
        page = PullPage((case(1), case(2), case(3)), (item(101, 1, "It blinks"),), (ann(),), "c", True)
        self.do(mirroring.store_page, "rt", "cases", page)
        self.conn.execute("BEGIN")

    def do(self, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a command in a transaction of its own; a millisecond goes by."""
        self.clock.ms += 1
        self.conn.execute("SAVEPOINT command")
        try:
            result = fn(Tx(self.conn, self.name, self.clock), *args, **kwargs)
        except BaseException:
            self.conn.execute("ROLLBACK TO command")
            raise
        finally:
            self.conn.execute("RELEASE command")
        return result

    def ask(self, fn: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query."""
        return fn(Reading(self.conn), *args, **kwargs)

    def reset(self, now: int = NOW) -> None:
        """As it was at first."""
        self.conn.execute("ROLLBACK")
        self.conn.execute("BEGIN")
        self.clock.ms = now

    def publish(self, stream: list[Sent], limit: int = 500) -> int:
        """Put the next own entries into a stream."""
        rows = self.ask(teaming.outgoing, limit)
        stream += [Sent(self.name, row.body) for row in rows]
        if rows:
            self.do(teaming.published, rows[-1].number)
        return len(rows)

    def take(self, sent: list[Sent], *, at_once: int = 60) -> None:
        """Take messages in."""
        wired = [read_entry(one.body) for one in sent if one.station != self.name]
        self.do(teaming.apply, wired, None, at_once=at_once)

    def works(self, sink: str = "helpdesk", limit: int = 20) -> list[Work]:
        """The next deliveries."""
        return self.do(dispatch.take, sink, self.clock.ms + 20_000, limit, ())


class Desk:
    """A helpdesk that writes a field only where the value there is the one the change was made on.

    Attributes:
        values: by case and field.
        written: entries that it took, with the version that came of it; never one twice.
        conflicts: entries that met another value.
    """

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str] = {}
        self.written: dict[str, int] = {}
        self.conflicts: set[str] = set()
        self.version = 1000

    def serve(self, station: Station, chance: random.Random, *, lose: float = 0.0) -> None:
        """Take what a station delivers; some answers are lost."""
        for work in station.works():
            entry, body = work.entry, work.entry.body
            if entry.id not in self.written:
                if entry.kind == Kind.FIELD_CHANGED:
                    place = (work.case or entry.subject, body["field"])
                    now = self.values.get(place, body["base"])
                    if now not in (body["base"], body["value"]):
                        self.conflicts.add(entry.id)
                        station.do(dispatch.stop, work.delivery_id, Problem("conflict", "Someone else changed it."))
                        continue
                    self.values[place] = body["value"]
                self.version += 1
                self.written[entry.id] = self.version
            elif not work.look_first:
                raise AssertionError("written twice")
            if chance.random() < lose:
                station.do(dispatch.put_back, work.delivery_id, Problem("ambiguous", "No answer."), 0, True)
                continue
            version = self.written[entry.id]
            made = {"remote_id": str(version)} if entry.kind == Kind.CASE_CREATED else {}
            receipt = Receipt(remote_items=(str(version),), version=version, **made)  # type: ignore[arg-type]
            station.do(dispatch.confirm, work.delivery_id, receipt)


def dumped(station: Station) -> dict[str, list[tuple[object, ...]]]:
    """Every projection that is the same at all stations."""
    tables = {}
    for table in COMPARED:
        columns = [name.strip() for name in PROJECTIONS[table].split(",")]
        shown = ", ".join(
            f"(SELECT key FROM p_person p WHERE p.pk = {table}.person_pk)" if name == "person_pk" else name
            for name in columns
            if name != "pk"
        )
        tables[table] = sorted(
            station.conn.execute(f"SELECT {shown} FROM {table}").fetchall(), key=lambda row: tuple(map(repr, row))
        )
    return tables


def open_count(station: Station) -> int:
    """Deliveries that are not done with."""
    return int(station.conn.execute(f"SELECT count(*) FROM delivery WHERE {OPEN}").fetchone()[0])
