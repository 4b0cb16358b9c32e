"""The journal: numbers without gaps, times that never go back, and deliveries that keep their lanes."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from fallback_console.domain.delivery import DeliveryState, Problem, Receipt
from fallback_console.domain.entry import Entry, Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.domain.ids import uuid7_ms
from fallback_console.store import deliveries, journal
from fallback_console.store.engine import Store
from fallback_console.store.tx import Reading, Tx
from tests.unit.store.support import KEY, NOW, WAIT, StillClock, child, line_from

DAY = 86_400_000


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def store(tmp_path: Path, clock: StillClock) -> Iterator[Store]:
    with closing(Store.open(tmp_path, KEY, clock)) as opened:
        yield opened


def note(text: str = "text", subject: str = "case:rt:1") -> NewEntry:
    return NewEntry(Kind.NOTE, subject, {"text": text}, "alice")


def add(store: Store, text: str = "text", lane: str = "") -> Entry:
    def write(tx: Tx) -> Entry:
        entry = journal.append(tx, note(text))
        if lane:
            deliveries.create(tx, entry, "helpdesk", lane)
        return entry

    return store.write(write).result(WAIT)


def heads(r: Reading) -> list[tuple[str, int]]:
    return [
        (lane, position) for lane, position in r.rows("SELECT lane, position FROM delivery WHERE head = 1 ORDER BY id")
    ]


def test_an_entry_is_read_as_it_was_written(store: Store) -> None:
    entry = add(store, '障害 😀 "quoted" \\ \n\t')
    assert store.read(lambda r: journal.find(r, entry.id)) == entry
    assert (entry.number, entry.made_at, entry.station) == (1, NOW, store.station)
    assert uuid7_ms(entry.id) == NOW
    assert store.read(lambda r: journal.find(r, "unheard-of")) is None


def test_very_many_at_once_are_entries_like_others(store: Store) -> None:
    first = add(store)
    facts = [(f"case:rt:{n}", journal.dump({"text": f"障害 {n}"})) for n in range(120)]
    store.write(lambda tx: journal.append_many(tx, Kind.NOTE, "bob", facts)).result(WAIT)
    last = add(store)
    entries = [journal.entry_from(row) for row in store.read(lambda r: r.rows(f"SELECT {journal.COLUMNS} FROM entry"))]
    assert [e.number for e in entries] == list(range(1, 123))
    assert (entries[0], entries[-1]) == (first, last)
    assert [e.hlc for e in entries] == sorted({e.hlc for e in entries})
    assert len({e.id for e in entries}) == 122
    made = [(e.kind, e.subject, e.body, e.actor, e.made_at) for e in entries[1:-1]]
    assert made == [(Kind.NOTE, f"case:rt:{n}", {"text": f"障害 {n}"}, "bob", NOW) for n in range(120)]


TEXTS = st.text(st.characters()) | st.sampled_from(["},\n{", "],\n[", '"', "\\", "},{", ","])
BODIES = st.dictionaries(
    TEXTS,
    TEXTS | st.lists(TEXTS) | st.lists(st.tuples(TEXTS, st.integers())) | st.integers() | st.none() | st.booleans(),
)


@given(values=st.lists(st.lists(TEXTS)) | st.lists(BODIES))
def test_many_are_dumped_as_each_is(values: list[list[str]] | list[dict[str, object]]) -> None:
    assert journal.dump_each(values) == [journal.dump(value) for value in values]


def test_a_clock_set_back_a_day_reorders_nothing(store: Store, clock: StillClock) -> None:
    first = add(store)
    clock.ms -= DAY
    second = add(store)
    clock.ms += 2 * DAY
    third = add(store)
    assert first.hlc < second.hlc < third.hlc
    assert first.id[:13] <= second.id[:13] < third.id[:13]
    assert [e.number for e in (first, second, third)] == [1, 2, 3]
    assert second.made_at == NOW - DAY
    shown = store.read(lambda r: journal.of_subject(r, "case:rt:1"))
    assert shown == [first, second, third]


def test_a_restart_with_a_clock_set_back_goes_on_behind(tmp_path: Path, clock: StillClock) -> None:
    with closing(Store.open(tmp_path, KEY, clock)) as store:
        before = add(store)
    clock.ms -= 365 * DAY
    with closing(Store.open(tmp_path, KEY, clock)) as store:
        after = add(store)
    assert (after.number, after.hlc > before.hlc) == (2, True)


def test_what_fails_leaves_no_gap(store: Store) -> None:
    add(store)

    def fail(tx: Tx) -> None:
        journal.append(tx, note())
        raise InputError("No.", "Do something else.")

    with pytest.raises(InputError):
        store.write(fail).result(WAIT)
    assert add(store).number == 2


@settings(suppress_health_check=list(HealthCheck), max_examples=20)
@given(clocks=st.lists(st.integers(0, 2 * NOW), min_size=1, max_size=20))
def test_whatever_the_clock_shows_entries_stay_in_order(
    tmp_path_factory: pytest.TempPathFactory, clocks: list[int]
) -> None:
    clock = StillClock()
    with closing(Store.open(tmp_path_factory.mktemp("clock"), KEY, clock)) as store:
        entries = []
        for ms in clocks:
            clock.ms = ms
            entries.append(add(store))
    assert [e.number for e in entries] == list(range(1, len(clocks) + 1))
    assert [e.hlc for e in entries] == sorted({e.hlc for e in entries})


def test_two_processes_share_one_row_of_numbers(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path, KEY, StillClock())) as store:
        add(store)
        writers = [child("append", tmp_path, 40, stdin=subprocess.PIPE) for _ in range(2)]
        assert [line_from(writer) for writer in writers] == ["ready", "ready"]
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.close()
        for _ in range(40):
            add(store)
        for writer in writers:
            assert writer.wait(WAIT) == 0
            assert writer.stdout is not None
            writer.stdout.close()
        numbers = store.read(lambda r: r.rows("SELECT number FROM entry ORDER BY hlc"))
    assert [number for (number,) in numbers] == list(range(1, 122))


def test_only_the_oldest_open_delivery_of_a_lane_is_its_head(store: Store) -> None:
    for lane in ("a", "a", "b", "a"):
        add(store, lane=lane)
    assert store.read(heads) == [("a", 1), ("b", 3)]

    def settle(tx: Tx, *states: DeliveryState) -> None:
        (first,) = tx.rows(f"SELECT {deliveries.COLUMNS} FROM delivery WHERE head = 1 AND lane = 'a'")
        for state in states:
            deliveries.move(tx, deliveries.delivery_from(first), state, receipt=Receipt())
            (first,) = tx.rows(f"SELECT {deliveries.COLUMNS} FROM delivery WHERE id = ?", (first[0],))

    store.write(lambda tx: settle(tx, DeliveryState.IN_FLIGHT, DeliveryState.NEEDS_ATTENTION)).result(WAIT)
    assert store.read(heads) == [("a", 1), ("b", 3)]
    store.write(lambda tx: settle(tx, DeliveryState.DROPPED)).result(WAIT)
    assert store.read(heads) == [("a", 2), ("b", 3)]
    store.write(lambda tx: settle(tx, DeliveryState.IN_FLIGHT, DeliveryState.CONFIRMED)).result(WAIT)
    assert store.read(heads) == [("b", 3), ("a", 4)]


def test_a_dropped_delivery_behind_the_head_changes_no_head(store: Store) -> None:
    for _ in range(3):
        add(store, lane="a")

    def drop_second(tx: Tx) -> None:
        deliveries.move(tx, deliveries.get(tx, 2), DeliveryState.DROPPED, problem=Problem("dropped", "why"))

    store.write(drop_second).result(WAIT)
    assert store.read(heads) == [("a", 1)]
    assert store.read(lambda r: deliveries.get(r, 2)).problem == Problem("dropped", "why")


def test_problems_and_receipts_keep_their_values(store: Store) -> None:
    add(store, lane="a")
    problem = Problem("conflict", "障害", "Choose.", {"theirs": "x", "theirs_at": 5, "theirs_by": None})
    receipt = Receipt(True, "777", ("1", "2"), 9, "said")

    def move(tx: Tx, state: DeliveryState, **values: object) -> None:
        deliveries.move(tx, deliveries.get(tx, 1), state, **values)  # type: ignore[arg-type]

    store.write(lambda tx: move(tx, DeliveryState.IN_FLIGHT, problem=problem, look_first=True)).result(WAIT)
    moved = store.read(lambda r: deliveries.get(r, 1))
    assert (moved.problem, moved.look_first, moved.receipt) == (problem, True, None)
    store.write(lambda tx: move(tx, DeliveryState.CONFIRMED, receipt=receipt)).result(WAIT)
    assert store.read(lambda r: deliveries.get(r, 1)).receipt == receipt
    with pytest.raises(InputError):
        store.write(lambda tx: move(tx, DeliveryState.WAITING)).result(WAIT)
