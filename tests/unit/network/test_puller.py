"""The puller stores pages in small portions, and nothing is lost wherever it is stopped."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.delivery import Receipt
from fallback_console.domain.errors import CancelledByPerson, DiskFullError, UnreachableError
from fallback_console.domain.events import EngineEvent, PullProgress
from fallback_console.domain.mirror import PulledCase, PulledItem, PulledPerson, PullPage, Vocabulary
from fallback_console.network.puller import Puller, portions
from fallback_console.ports import CheckStep, HelpdeskWrite, PullScope
from fallback_console.services import backlog, mirroring
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey

NOW = 1_795_000_000_000


class Clock:
    def now_ms(self) -> int:
        return NOW

    def monotonic(self) -> float:
        return time.monotonic()


def page_of(first: int, count: int, cursor: str, *, done: bool = False, version: int = 1) -> PullPage:
    cases, items, people = [], [], []
    for n in range(first, first + count):
        who = f"c{n % 5}@example.net"
        cases.append(PulledCase(str(n), version, f"Case {n}", "Support", "open", 5, "", who, NOW, NOW))
        items += [PulledItem(f"{n}-{k}", str(n), "note", "alice", NOW + k, f"text {k}") for k in range(5)]
        people.append(PulledPerson(who, "customer", f"Customer {n % 5}", (who,)))
    return PullPage(tuple(cases), tuple(items), tuple(people), cursor, done, seen=first + count - 1, total=60)


class FakeHelpdesk:
    """Gives prepared pages; the cursor is the number of pages given.

    Attributes:
        fail_at: raise after so many pages.
        wait_at: wait for ever after so many pages.
        hidden: cases it says are missing.
    """

    source = "rt"

    def __init__(self, pages: Sequence[PullPage]) -> None:
        self.pages = list(pages)
        self.asked: list[str | None] = []
        self.fail_at: int | None = None
        self.wait_at: int | None = None
        self.waiting = asyncio.Event()
        self.hidden: set[str] = set()
        self.closed = 0
        self.words = 0

    async def check(self) -> list[CheckStep]:
        return []

    async def vocabulary(self) -> Vocabulary:
        self.words += 1
        return Vocabulary(("Support",), ("open", "resolved"), ("alice",), ("resolved",))

    async def pull(self, cursor: str | None, scope: PullScope) -> AsyncIterator[PullPage]:
        self.asked.append(cursor)
        try:
            for n in range(int(cursor or 0), len(self.pages)):
                if n == self.fail_at:
                    raise UnreachableError("The helpdesk is gone.", "Wait.")
                if n == self.wait_at:
                    self.waiting.set()
                    await asyncio.Event().wait()
                yield replace(self.pages[n], cursor=str(n + 1), done=n == len(self.pages) - 1)
            if int(cursor or 0) >= len(self.pages):
                yield PullPage((), (), (), str(cursor), done=True, seen=60, total=60)
        finally:
            self.closed += 1

    async def missing(self, cases: Sequence[str], scope: PullScope) -> tuple[str, ...]:
        assert len(cases) <= 100
        return tuple(case for case in cases if case in self.hidden)

    async def write(self, work: HelpdeskWrite, *, look_first: bool) -> Receipt:
        raise NotImplementedError

    async def look_up(self, work: HelpdeskWrite) -> Receipt | None:
        raise NotImplementedError

    async def aclose(self) -> None:
        pass


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = Store.open(tmp_path, DatabaseKey(bytes(32)), Clock())
    yield found
    found.close()


class Run:
    """A puller with its events."""

    def __init__(self, store: Store, helpdesk: FakeHelpdesk, *, sweep_after: float = 1e9) -> None:
        self.events: list[EngineEvent] = []
        self.cancel = asyncio.Event()
        self.puller = Puller(store, helpdesk, PullScope(), Clock(), self.events.append, sweep_after=sweep_after)

    async def once(self) -> None:
        self.cancel = asyncio.Event()
        await self.puller.run_once(self.cancel)

    @property
    def phases(self) -> list[str]:
        return [event.phase for event in self.events if isinstance(event, PullProgress)]


def counts(store: Store) -> tuple[int, int, int]:
    names = ("m_case", "m_item", "m_person")
    a, b, c = (store.read(lambda r, n=name: r.value(f"SELECT count(*) FROM {n}")) for name in names)  # type: ignore[misc]
    return a, b, c


def cursor(store: Store) -> str | None:
    return store.read(lambda r: mirroring.cursor(r, "rt", "cases"))


PAGES = [page_of(1, 20, "1"), page_of(21, 20, "2"), page_of(41, 20, "3")]


def test_everything_is_stored_and_told(store: Store) -> None:
    helpdesk = FakeHelpdesk(PAGES)
    run = Run(store, helpdesk)
    asyncio.run(run.once())
    assert counts(store) == (60, 300, 5)
    assert cursor(store) == "3"
    assert store.read(backlog.data_age) == NOW
    assert run.phases == ["running"] * 4 + ["done"]
    assert [(e.seen, e.total) for e in run.events if isinstance(e, PullProgress)][-1] == (60, 60)
    assert helpdesk.closed == 1
    asyncio.run(run.once())
    assert helpdesk.asked == [None, "3"]
    assert helpdesk.words == 1


def test_a_failure_leaves_the_cursor_where_it_was_safe(store: Store) -> None:
    helpdesk = FakeHelpdesk(PAGES)
    helpdesk.fail_at = 2
    run = Run(store, helpdesk)
    with pytest.raises(UnreachableError):
        asyncio.run(run.once())
    assert run.phases[-1] == "failed"
    event = run.events[-1]
    assert isinstance(event, PullProgress)
    assert event.message == "The helpdesk is gone. Wait."
    assert (counts(store)[0], cursor(store)) == (40, "2")
    assert store.read(backlog.data_age) is None
    helpdesk.fail_at = None
    asyncio.run(run.once())
    assert helpdesk.asked == [None, "2"]
    assert counts(store) == (60, 300, 5)


def test_cancelled_while_waiting_for_a_page(store: Store) -> None:
    helpdesk = FakeHelpdesk(PAGES)
    helpdesk.wait_at = 1
    run = Run(store, helpdesk)

    async def main() -> None:
        task = asyncio.create_task(run.once())
        await helpdesk.waiting.wait()
        run.cancel.set()
        with pytest.raises(CancelledByPerson):
            await task

    asyncio.run(main())
    assert run.phases[-1] == "cancelled"
    assert helpdesk.closed == 1
    assert (counts(store)[0], cursor(store)) == (20, "1")
    helpdesk.wait_at = None
    asyncio.run(run.once())
    assert counts(store) == (60, 300, 5)


def test_the_engine_ends_in_the_middle(store: Store) -> None:
    helpdesk = FakeHelpdesk(PAGES)
    helpdesk.wait_at = 1

    async def main() -> None:
        task = asyncio.create_task(Run(store, helpdesk).once())
        await helpdesk.waiting.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(main())
    assert helpdesk.closed == 1
    assert cursor(store) == "1"


def test_the_cursor_moves_with_the_last_portion_only(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    helpdesk = FakeHelpdesk([page_of(1, 200, "1")])
    stored = mirroring.store_page
    portions_seen = 0

    def full(*args: object) -> None:
        nonlocal portions_seen
        portions_seen += 1
        if portions_seen == 3:
            raise DiskFullError("The disk is full.", "Make room.")
        stored(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(mirroring, "store_page", full)
    with pytest.raises(DiskFullError):
        asyncio.run(Run(store, helpdesk).once())
    assert not cursor(store)
    asyncio.run(Run(store, helpdesk).once())
    assert helpdesk.asked == [None, None]
    assert counts(store)[:2] == (200, 1000)


def test_a_bug_is_told_without_its_words(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(mirroring, "store_page", broken)
    run = Run(store, FakeHelpdesk(PAGES))
    with pytest.raises(ZeroDivisionError):
        asyncio.run(run.once())
    event = run.events[-1]
    assert isinstance(event, PullProgress)
    assert event.phase == "failed"
    assert "secret" not in event.message


def test_cases_out_of_sight_are_swept(store: Store) -> None:
    helpdesk = FakeHelpdesk([page_of(n, 50, str(n)) for n in range(1, 301, 50)])
    helpdesk.hidden = {"7", "260"}
    run = Run(store, helpdesk, sweep_after=0.0)
    asyncio.run(run.once())
    assert store.read(lambda r: r.value("SELECT count(*) FROM m_case WHERE gone")) == 2
    assert cursor(store) == "6"
    helpdesk.hidden = set()
    asyncio.run(run.once())
    assert len(store.read(lambda r: mirroring.mirrored_cases(r, "rt"))) == 298


def test_people_s_commands_overtake_a_pull(store: Store) -> None:
    helpdesk = FakeHelpdesk([page_of(n, 100, str(n)) for n in range(1, 801, 100)])
    seen: list[int] = []

    async def main() -> None:
        pull = asyncio.create_task(Run(store, helpdesk).once())
        while not pull.done():
            begin = time.monotonic()
            await asyncio.wrap_future(store.write(lambda tx: tx.value("SELECT count(*) FROM m_case")))
            seen.append(round((time.monotonic() - begin) * 1000))
            await asyncio.sleep(0)
        await pull

    asyncio.run(main())
    assert len(seen) > 20


@given(st.integers(0, 12), st.integers(0, 30), st.integers(0, 9), st.integers(1, 20), st.booleans())
def test_portions_hold_everything_once_and_in_order(cases: int, loose: int, gone: int, size: int, done: bool) -> None:
    page = page_of(1, cases, "after", done=done)
    strangers = tuple(PulledItem(f"x{n}", "999", "note", "a", NOW) for n in range(loose))
    page = replace(page, items=page.items + strangers, gone=tuple(map(str, range(gone))))
    parts = list(portions(page, "before", lambda: size))
    assert all(part.cursor == "before" and not part.done and not part.gone for part in parts[:-1])
    assert (parts[-1].cursor, parts[-1].done, parts[-1].gone) == ("after", done, page.gone)
    assert all(len(p.cases) + len(p.items) + len(p.people) <= size for p in parts)
    assert [c for p in parts for c in p.cases] == list(page.cases)
    assert sorted(i.remote_id for p in parts for i in p.items) == sorted(i.remote_id for i in page.items)
    assert [q for p in parts for q in p.people] == list(page.people)
    told: set[str] = set()
    for part in parts:
        told |= {case.remote_id for case in part.cases}
        assert {item.case for item in part.items} <= told | {"999"}


def test_portions_take_the_size_of_the_moment() -> None:
    sizes = iter([1, 2, 3, 100])
    take: Callable[[], int] = lambda: next(sizes)  # noqa: E731
    rows = [len(p.cases) + len(p.items) + len(p.people) for p in portions(page_of(1, 4, "x"), "", take)]
    assert rows == [1, 2, 3, 22]
