"""Many rows in one statement are the rows that one statement each would have written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import hypothesis.strategies as st
import pytest
from hypothesis import given
from sqlcipher3 import dbapi2

from fallback_console.store.tx import Tx, lay_out, listed
from tests.unit.store.support import StillClock

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
VALUES = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | WORDS
ROWS = st.lists(st.tuples(st.integers(0, 20), VALUES, VALUES), max_size=130)


@contextmanager
def _tables(count: int) -> Iterator[Tx]:
    with closing(dbapi2.connect(":memory:", isolation_level=None)) as conn:
        for name in [f"t{number}" for number in range(count)]:
            conn.execute(f"CREATE TABLE {name} (a INTEGER PRIMARY KEY, b, c)")
        yield Tx(conn, "station", StillClock())


def _content(tx: Tx, table: str) -> list[tuple[object, ...]]:
    return tx.rows(f"SELECT *, typeof(b), typeof(c) FROM {table}")


@given(rows=ROWS)
def test_many_rows_at_once_are_what_single_statements_write(rows: list[tuple[int, object, object]]) -> None:
    with _tables(2) as tx:
        tx.executemany("INSERT OR REPLACE INTO t0 (a, b, c) VALUES (?, ?, ?)", rows)
        tx.bulk("INSERT OR REPLACE INTO t1 (a, b, c)", rows)
        assert _content(tx, "t1") == _content(tx, "t0")


@given(rows=ROWS)
def test_what_is_there_already_can_be_left(rows: list[tuple[int, object, object]]) -> None:
    with _tables(2) as tx:
        tx.executemany("INSERT INTO t0 (a, b, c) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)
        tx.bulk("INSERT INTO t1 (a, b, c)", iter(rows), "ON CONFLICT DO NOTHING")
        assert _content(tx, "t1") == _content(tx, "t0")


@given(rows=st.lists(st.tuples(WORDS, VALUES), max_size=130), first=st.integers(0, 2**40))
def test_rows_laid_out_before_they_are_counted_on_from_a_number(rows: list[tuple[str, object]], first: int) -> None:
    laid = lay_out((at, *row) for at, row in enumerate(rows))
    with _tables(1) as tx:
        tx.insert("INSERT INTO t0 (a, b, c)", "?1 + {}, ?2 || {}, {}", laid, (first, "Ann "))
        assert tx.rows("SELECT * FROM t0") == [(first + at, f"Ann {b}", c) for at, (b, c) in enumerate(rows)]


@pytest.mark.parametrize("count", [10, 60, 100])
def test_a_row_that_is_refused_takes_the_whole_transaction_back(count: int) -> None:
    with _tables(2) as tx:
        tx.execute("BEGIN")
        tx.execute("INSERT INTO t1 VALUES (1, 2, 3)")
        with pytest.raises(dbapi2.IntegrityError):
            tx.bulk("INSERT INTO t0 (a, b, c)", [(min(at, count - 2), 1, 2) for at in range(count)])
        assert not tx.conn.in_transaction
        assert _content(tx, "t0") == _content(tx, "t1") == []


@given(texts=st.lists(WORDS))
def test_a_list_is_one_parameter(texts: list[str]) -> None:
    with _tables(0) as tx:
        assert [row[0] for row in tx.rows("SELECT value FROM json_each(?)", (listed(texts),))] == texts
