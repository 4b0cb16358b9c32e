"""What functions that read or write the database are given: ``Reading`` and ``Tx``."""

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from fallback_console.ports import Clock
    from fallback_console.store.sqlcipher import Connection, Cursor

__all__ = ["Changes", "Laid", "Reading", "Tx", "lay_out", "listed"]

_TOGETHER = 50
"""Rows of one statement that is the same each time, so that SQLite reads its text once."""


def listed(values: Iterable[object]) -> str:
    """Values for SQL's ``jsonb_each(?)``: one parameter, however many there are."""
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


class Laid(NamedTuple):
    """Rows as ``Tx.insert`` takes them.

    Attributes:
        width: values in each row; 0 where there is no row.
        pieces: the values of so many rows each that one statement takes.
        rest: the rows that are left over, as ``listed`` gives them; '' for none.
    """

    width: int
    pieces: Sequence[Sequence[object]]
    rest: str


def lay_out(rows: Iterable[Sequence[object]]) -> Laid:
    """Rows of as many values each, which are texts, whole numbers, truth values and None. It needs no database."""
    given = list(rows)
    whole = len(given) - len(given) % _TOGETHER
    pieces = [list(chain.from_iterable(given[at : at + _TOGETHER])) for at in range(0, whole, _TOGETHER)]
    return Laid(len(given[0]) if given else 0, pieces, listed(given[whole:]) if whole < len(given) else "")


class Changes(NamedTuple):
    """What one committed transaction touched.

    Attributes:
        touched: pairs of a topic and a key, ``("case", "rt:7")``; the key is '' where the whole topic is meant.
    """

    touched: frozenset[tuple[str, str]]


class Reading:
    """A consistent view of the database: every query of one reading sees the same commit.

    Args:
        conn: a connection inside a transaction; it stays the caller's.

    Attributes:
        number_parts: people may be found by a part of a customer's number; false for who may not read these numbers.
    """

    __slots__ = ("conn", "number_parts")

    def __init__(self, conn: "Connection") -> None:
        self.conn = conn
        self.number_parts = True

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.conn.execute(sql, params).fetchall()

    def one(self, sql: str, params: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, None where there is none."""
        return self.conn.execute(sql, params).fetchone()

    def value(self, sql: str, params: Sequence[object] = ()) -> Any:
        """The first column of the first row, None where there is no row."""
        row = self.conn.execute(sql, params).fetchone()
        return None if row is None else row[0]


def _nobody() -> bool:
    return False


class Tx(Reading):
    """An open write transaction; lives on the writer thread for one command.

    Attributes:
        station: id of this station.
        clock: time.
        conn: the write connection, for what ``execute`` does not offer.
        awaited: whether somebody waits for it to end; what can go on in another transaction then ends this one.
    """

    __slots__ = ("_touched", "awaited", "clock", "station")

    def __init__(self, conn: "Connection", station: str, clock: "Clock", awaited: Callable[[], bool] = _nobody) -> None:
        super().__init__(conn)
        self.station = station
        self.clock = clock
        self.awaited = awaited
        self._touched: set[tuple[str, str]] = set()

    def execute(self, sql: str, params: Sequence[object] = ()) -> "Cursor":
        """Run one statement."""
        return self.conn.execute(sql, params)

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of parameters."""
        self.conn.executemany(sql, rows)

    def bulk(self, head: str, rows: Iterable[Sequence[object]], tail: str = "") -> None:
        """Insert many rows with one statement: ``bulk("INSERT INTO t (a, b)", rows, "ON CONFLICT DO NOTHING")``.

        As ``executemany``, but SQLite takes all rows at once. That one asks for Python's lock twice for each row, and a
        thread beside it that computes makes every row wait for it.

        Args:
            rows: texts, whole numbers, truth values and None; as many in each.
        """
        laid = lay_out(rows)
        if laid.width:
            self.insert(head, ", ".join(["{}"] * laid.width), laid, tail=tail)

    def insert(self, head: str, row: str, laid: Laid, common: Sequence[object] = (), tail: str = "") -> None:
        """Insert rows that were laid out before, beside the writer.

        Args:
            row: what stands in a row of the table, ``{}`` for what is laid out: ``"?1 + {}, 'mobile', {}"``.
            common: what all rows share, ``?1`` and so on in ``row``; there they come before the first ``{}``.
        """
        # An error ends the transaction in any case. To take this statement back alone SQLite would copy every page before
        # it changes it, with each statement anew: a seventh of the time of an import.
        head = head.replace("INSERT INTO", "INSERT OR ROLLBACK INTO", 1)
        if laid.pieces:
            # Values as they are cost half of what a list of them does that SQLite has to read.
            values = ", ".join([f"({row.replace('{}', '?')})"] * _TOGETHER)
            statement = f"{head} VALUES {values} {tail}"
            for piece in laid.pieces:
                self.conn.execute(statement, [*common, *piece])
        if laid.rest:
            values = row.format(*(f"(value ->> {column})" for column in range(laid.width)))
            self.conn.execute(f"{head} SELECT {values} FROM jsonb_each(?) WHERE true {tail}", (*common, laid.rest))

    def time_for(self, seconds: float) -> Callable[[], bool]:
        """Whether to end this transaction here and go on in another one: time is over, counted from now, or somebody waits."""
        until = self.clock.monotonic() + seconds
        return lambda: self.awaited() or self.clock.monotonic() >= until

    def touch(self, topic: str, key: str = "") -> None:
        """Tell listeners after the commit that something changed: ``touch("case", case_key)``."""
        self._touched.add((topic, key))

    def changes(self) -> Changes:
        """Everything touched so far."""
        return Changes(frozenset(self._touched))
