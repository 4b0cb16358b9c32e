"""No room left, in the middle of the work: nothing is lost, everybody is told, and everything goes on once there is room again."""

from __future__ import annotations

import asyncio
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from fallback_console.domain.delivery import Receipt
from fallback_console.domain.errors import DiskFullError
from fallback_console.network.courier import Courier
from fallback_console.ports import Work
from fallback_console.services import cases, sync
from fallback_console.services.desk import Desk
from fallback_console.store.engine import Store
from fallback_console.store.tx import Reading
from tests.faults.agent import KEY, MIRRORED, Agent, MachineClock, mirror
from tests.faults.invariants import missing, thoroughly_broken
from tests.unit.network.courier_world import PACE, FakeSink
from tests.unit.store.conftest import disk
from tests.unit.store.support import put

__all__ = ["disk"]

KIB = 6144
WAIT = 30.0


def begin(place: Path) -> Store:
    """An open store with some cases."""
    store = Store.open(place, KEY, MachineClock())
    store.write(lambda tx: mirror(tx, list(range(1, MIRRORED + 1)), 0)).result(WAIT)
    return store


def fill(store: Store, place: Path) -> list[str]:
    """Write notes until there is no room, and use up what is left; the entries that were saved."""
    desk = Desk(store, "alice")
    saved: list[str] = []
    with pytest.raises(DiskFullError) as caught:
        for n in range(10_000):
            saved += desk.command(cases.add_note, "alice", f"rt:{n % MIRRORED + 1}", "x" * 4000).result(WAIT).entry_ids
    assert "room" in caught.value.message
    assert caught.value.next_step
    with (place / "ballast").open("wb", buffering=0) as ballast:
        try:
            while ballast.write(bytes(4096)):
                pass
        except OSError:
            pass  # no byte is left
    # What refused commits left of the log can still be written to, by smaller ones.
    with pytest.raises(DiskFullError):
        for n in range(10_000):
            store.write(lambda tx, n=n: put(tx, "smallest", n)).result(WAIT)  # type: ignore[misc]
    return saved


def more_room(place: Path) -> None:
    """What a person does about it."""
    subprocess.run(["mount", "-o", "remount,size=65536k", place], check=True)


@contextmanager
def somebody_reads(store: Store) -> Iterator[None]:
    """A reader keeps its view of the database, so that the write-ahead log has to grow with every commit."""
    done, reading = threading.Event(), threading.Event()

    def read(r: Reading) -> None:
        r.value("SELECT count(*) FROM entry")
        reading.set()
        done.wait(WAIT)

    future: Future[None] = store.query(read)
    assert reading.wait(WAIT)
    try:
        yield
    finally:
        done.set()
        future.result(WAIT)


def test_an_agent_is_told_and_goes_on_when_there_is_room(
    disk: Callable[[int], Path], figure: Callable[[str], None]
) -> None:
    place = disk(KIB)
    with closing(begin(place)) as store:
        desk = Desk(store, "alice")
        refused = 0
        with somebody_reads(store):
            saved = fill(store, place)
            for n in range(20):
                with pytest.raises(DiskFullError):
                    desk.command(cases.add_note, "alice", "rt:1", f"refused {n}").result(WAIT)
                refused += 1
            # What was saved can be read all the while.
            assert store.read(lambda r: missing(r, saved)) == []
        more_room(place)
        told: list[str] = []
        agent = Agent(store, 5, told.append, delivers=False)
        for _ in range(50):
            agent._note()
        assert store.read(lambda r: r.value("SELECT count(*) FROM entry WHERE body LIKE '%refused%'")) == 0
    with closing(Store.open(place, KEY, MachineClock())) as store:
        assert store.read(lambda r: missing(r, saved)) == []
        assert thoroughly_broken(store) == []
        assert store.read(lambda r: r.value("SELECT count(*) FROM entry")) == len(saved) + 50
    figure(f"full disk: {len(saved)} saved before, {refused} refused, 50 saved after, lost: 0")


@pytest.mark.logs_expected("fallback_console.network", "fallback_console.store")
def test_answers_that_come_while_the_disk_is_full_are_kept(
    disk: Callable[[int], Path],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The message is out: nobody may forget that, even where it cannot be written down."""
    place = disk(KIB)
    asked, answer = asyncio.Event(), asyncio.Event()

    async def script(sink: FakeSink, work: Work) -> Receipt:
        asked.set()
        await answer.wait()
        return Receipt(version=1000 + len(sink.effects))

    async def main(store: Store, sink: FakeSink) -> int:
        courier = Courier(store, [sink], MachineClock(), lambda _: True, lambda _: None, PACE)
        running = asyncio.create_task(courier.run())
        async with asyncio.timeout(WAIT):
            await asked.wait()
            with somebody_reads(store):
                saved = await asyncio.to_thread(fill, store, place)
                answer.set()
                while "cannot be written down" not in caplog.text:
                    await asyncio.sleep(0.02)
            more_room(place)
            while store.read(lambda r: sync.deliveries(r, limit=1)):
                await asyncio.sleep(0.05)
        assert not running.done()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return len(saved)

    with closing(begin(place)) as store:
        store.write(lambda tx: cases.add_note(tx, "alice", "rt:1", "the first")).result(WAIT)
        sink = FakeSink(script=script)
        saved = asyncio.run(main(store, sink))
        assert len(sink.effects) == len(set(sink.effects)) == saved + 1
        # Not one of them was sent again.
        assert len(sink.calls) == saved + 1
        assert thoroughly_broken(store) == []
