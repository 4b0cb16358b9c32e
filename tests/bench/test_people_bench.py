"""People: a large file read and imported, and search as one types."""

from __future__ import annotations

import random
import threading
import time
from contextlib import closing
from pathlib import Path

import phonenumbers
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from fallback_console.compose.importing import look_through, read_file, write_people
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.connection import Connection
from fallback_console.domain.people_file import read_people
from fallback_console.services import connections, mirroring, people, people_import, people_list
from fallback_console.services.people_import import ImportPreview
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from tests.bench.figures import Figures, percentile
from tests.bench.people_sheet import HOME, numbers_of, sheet

KEY = DatabaseKey(bytes(range(32)))
IMPORTED = 100_000
BESIDE = 40_000
SEARCHED = 200_000
TEAM = 3000
SHOWN = 30


def opened(folder: Path) -> Store:
    store = Store.open(folder, KEY, SystemClock())
    store.write(lambda tx: connections.save(tx, Connection("helpdesk", "rt", {"region": HOME}))).result()
    return store


@pytest.mark.usefixtures("as_in_the_window")
def test_importing_a_hundred_thousand_people(tmp_path: Path, figures: Figures, benchmark: BenchmarkFixture) -> None:
    """Reading, normalising and looking through, and the durable whole, against parsing the same numbers alone."""
    data = sheet(IMPORTED)
    file = tmp_path / "people.csv"
    file.write_bytes(data)
    numbers = numbers_of(data)
    bare: list[float] = []

    def alone(part: list[str]) -> None:
        begin = time.perf_counter()
        for number in part:
            phonenumbers.parse(number, HOME)
        bare.append(time.perf_counter() - begin)

    with closing(opened(tmp_path / "data")) as store:
        # Before, between and after, so that the machine's moods hit both alike.
        alone(numbers[::3])
        begin = time.perf_counter()
        found = benchmark.pedantic(lambda: look_through(store, read_file(file), "file.bench"), rounds=1)
        ready = time.perf_counter() - begin
        alone(numbers[1::3])
        begin = time.perf_counter()
        assert write_people(store, "alice", found) == IMPORTED
        durable = ready + time.perf_counter() - begin
        alone(numbers[2::3])
        assert look_through(store, read_people(data), "file.bench").counts()["same"] == IMPORTED
        waits = _waits(store, look_through(store, read_people(sheet(BESIDE, IMPORTED)), "file.beside"))
    parsed = sum(bare)
    figures.limit(
        f"a person's action while {BESIDE:,} people are imported, p99", "ms", percentile(waits, 0.99) * 1000, 300.0
    )
    figures.ratio("100,000 people read, normalised, looked through / parsing alone", "s", ready, parsed, 2.0)
    # The journal, the people, their numbers and addresses, each transaction on the disk and encrypted.
    figures.ratio("100,000 people imported, durable / parsing alone", "s", durable, parsed, 2.0)
    assert [str(figure) for figure in figures.all[-3:] if not figure.met] == []


def _waits(store: Store, found: ImportPreview) -> list[float]:
    """How long what a person does has to wait while people are imported, ten times a second."""
    waits: list[float] = []
    ended = threading.Event()

    def act() -> None:
        while not ended.wait(0.1):
            begin = time.perf_counter()
            store.write(lambda tx: tx.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('bench', 1)")).result()
            waits.append(time.perf_counter() - begin)

    person = threading.Thread(target=act)
    person.start()
    try:
        assert write_people(store, "alice", found) == BESIDE
    finally:
        ended.set()
        person.join()
    return waits


def test_people_as_one_types(tmp_path: Path, figures: Figures, benchmark: BenchmarkFixture) -> None:
    """Beginnings of names as they grow, kana, parts of numbers, skills, groups and languages; the first 30, a screen full."""
    typed = [
        word[:n] for word in ("Hansen", "Tanaka Ann", "p1234@example", "Firm 4321") for n in range(1, len(word) + 1)
    ]
    typed += [
        "山田",
        "やまだ",
        "ﾊﾅｺ",
        "山田 花子",
        "0123",
        "5550",
        "202555",
        "7700 900",
        "900123",
        "44770090",
        "SQL",
        "会計",
        "vip",
    ]
    typed += ["night shift", "Japanese", "英語", "SQL North", "Printers Tanaka"]
    with closing(opened(tmp_path / "data")) as store:
        for team in (True, False):
            file = read_people(sheet(TEAM if team else SEARCHED), kind="team" if team else "customer")
            found = look_through(store, file, "file.team" if team else "file.bench")
            for begin in range(0, len(found.people), 5000):
                part = found.people[begin : begin + 5000]
                store.write(lambda tx, part=part: people_import.store_some(tx, "alice", part)).result()  # type: ignore[misc]
        while store.write(lambda tx: mirroring.index_some(tx, 5000)).result():
            pass
        # What is loaded with the first person ever shown is no part of a search.
        store.read(lambda r: people.list_people(r, "Rossi", limit=1))
        times: dict[str, list[float]] = {}
        listed: list[float] = []
        order = typed * 5
        random.Random(3).shuffle(order)
        for text in order:
            begin_at = time.perf_counter()
            store.read(lambda r, t=text: people.list_people(r, t, limit=SHOWN))  # type: ignore[misc]
            times.setdefault(text, []).append(time.perf_counter() - begin_at)
            begin_at = time.perf_counter()
            store.read(lambda r, t=text: people_list.listing(r, t, "all"))  # type: ignore[misc]
            listed.append(time.perf_counter() - begin_at)
        benchmark.pedantic(lambda: store.read(lambda r: people.list_people(r, "山田", limit=SHOWN)), rounds=20)
    slowest = sorted(times, key=lambda text: -min(times[text]))[:5]
    print({text: round(min(times[text]) * 1000, 1) for text in slowest})
    every = [one for several in times.values() for one in several]
    assert figures.limit("people found, 200,000 people, p99", "ms", percentile(every, 0.99) * 1000, 16.0).met
    # As the window asks: all that fit in order, the first rows, and how many there are of each kind.
    assert figures.limit("people listed, 200,000 people, p99", "ms", percentile(listed, 0.99) * 1000, 16.0).met
