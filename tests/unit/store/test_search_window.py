"""The text index holds the same words whether it followed each action or is made anew."""

from __future__ import annotations

import threading

from fallback_console.domain.mirror import PulledCase, PullPage
from fallback_console.services import cases, mirroring, queue, upkeep
from fallback_console.store import search
from fallback_console.store.engine import Store
from fallback_console.store.tx import Changes, Tx
from tests.unit.store.support import NOW


def test_wordless_changes_do_not_push_words_out_of_the_index(store: Store) -> None:
    case = PulledCase("7", 1, "Case", "Support", "open", 50, "", "", NOW, NOW)
    store.write(lambda tx: mirroring.store_page(tx, "rt", "cases", PullPage((case,), (), (), "{}", True))).result()
    store.write(lambda tx: cases.add_note(tx, "alice", "rt:7", "an unusual sandalwood note")).result()
    store.write(search.index_some).result()
    for priority in range(60):
        store.write(lambda tx, p=priority: cases.set_field(tx, "alice", "rt:7", "priority", str(p))).result()  # type: ignore[misc]
        store.write(search.index_some).result()
    assert store.write(upkeep.rebuild).result().differing == 0


def test_whoever_searches_is_told_when_the_index_caught_up(store: Store) -> None:
    caught_up = threading.Event()
    found: list[list[str]] = []

    def heard(changes: Changes) -> None:
        if ("index", "") in changes.touched:
            found.append([row.key for row in store.read(lambda r: queue.search_cases(r, "sandalwood"))])
            caught_up.set()

    store.subscribe(heard)
    case = PulledCase("7", 1, "About sandalwood", "Support", "open", 50, "", "", NOW, NOW)
    store.write(lambda tx: mirroring.store_page(tx, "rt", "cases", PullPage((case,), (), (), "{}", True))).result()
    assert caught_up.wait(30)
    assert found[0] == ["rt:7"]


def test_indexing_goes_on_until_somebody_waits(store: Store) -> None:
    made = tuple(PulledCase(str(n), 1, f"Sandalwood {n}", "Support", "open", 50, "", "", NOW, NOW) for n in range(7))

    def work(tx: Tx) -> list[tuple[bool, int]]:
        mirroring.store_page(tx, "rt", "cases", PullPage(made, (), (), "{}", True))
        found = []
        for waits, limit, seconds in ((True, 2, 60.0), (False, 2, 0.0), (False, 2, 60.0)):
            tx.awaited = lambda waits=waits: waits  # type: ignore[misc]
            more = search.index_some(tx, limit, seconds)
            found.append((more, len(queue.search_cases(tx, "sandalwood"))))
        return found

    assert store.write(work).result() == [(True, 2), (True, 4), (False, 7)]
