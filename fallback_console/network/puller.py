"""The puller: brings what changed in the helpdesk into the mirror, page by page, without ever holding up the writer.

A page is stored in portions of some fifteen milliseconds each. All but the last carry the cursor from before the page, so whatever
cuts a pull, it goes on with the page it was at; storing a row twice changes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Protocol, TypeVar, runtime_checkable

from fallback_console.domain.errors import CancelledByPerson, ConsoleError
from fallback_console.domain.events import EngineEvent, PullProgress
from fallback_console.domain.mirror import PulledCase, PulledItem, PulledPerson, PullPage
from fallback_console.domain.pace import Pace
from fallback_console.ports import Clock, Helpdesk, PullScope
from fallback_console.services import mirroring
from fallback_console.store.engine import Store
from fallback_console.store.tx import Tx

__all__ = ["STREAM", "CanSweep", "Puller", "portions"]

T = TypeVar("T")

STREAM = "cases"
"""Name under which the cursor is kept."""

_AT_ONCE = 4
# While pages are read at the same time, each statement waits for Python's lock: what a portion takes hardly depends on its
# rows then, and portions that shrank for it would only be more. So many rows alone take some fifteen milliseconds.
_FEWEST = 250
_VOCABULARY_SECONDS = 3600.0
_SWEEP_SECONDS = 6 * 3600.0
_SWEEP_BATCH = 100


@runtime_checkable
class CanSweep(Protocol):
    """A helpdesk that can be asked which cases we may still see.

    A case that was moved out of our sight, or whose rights were taken from us, shows no trace of it among the changes.
    """

    async def missing(self, cases: Sequence[str], scope: PullScope) -> tuple[str, ...]:
        """Those of up to 100 cases that no longer exist, may not be seen or are out of the scope's queues."""


def portions(page: PullPage, before: str, rows: Callable[[], int]) -> Iterator[PullPage]:
    """A page in order: people, then cases with their history, then what is gone. Only the last has the page's own cursor.

    Args:
        before: the cursor from before the page.
        rows: how many rows the next portion may have; asked for each.
    """
    queue: list[PulledPerson | PulledCase | PulledItem] = [*page.people]
    history: dict[str, list[PulledItem]] = {}
    for item in page.items:
        history.setdefault(item.case, []).append(item)
    for case in page.cases:
        queue.append(case)
        queue += history.pop(case.remote_id, ())
    for rest in history.values():
        queue += rest
    begin = 0
    while True:
        end = begin + max(1, rows())
        part = queue[begin:end]
        last = end >= len(queue)
        yield replace(
            page,
            people=tuple(row for row in part if isinstance(row, PulledPerson)),
            cases=tuple(row for row in part if isinstance(row, PulledCase)),
            items=tuple(row for row in part if isinstance(row, PulledItem)),
            gone=page.gone if last else (),
            cursor=page.cursor if last else before,
            done=page.done and last,
        )
        if last:
            return
        begin = end


class Puller:
    """Pulls from one helpdesk into one store; lives in the network thread.

    Args:
        scope: what to mirror.
        on_event: told of progress, on the network thread.
        sweep_after: seconds until the first look for cases that went out of our sight unseen; then every six hours.
    """

    def __init__(
        self,
        store: Store,
        helpdesk: Helpdesk,
        scope: PullScope,
        clock: Clock,
        on_event: Callable[[EngineEvent], None],
        *,
        sweep_after: float = 900.0,
    ) -> None:
        self._store = store
        self._helpdesk = helpdesk
        self._scope = scope
        self._clock = clock
        self._on_event = on_event
        self._pace = Pace(_FEWEST, fewest=_FEWEST)
        self._vocabulary_due = clock.monotonic()
        self._sweep_due = clock.monotonic() + sweep_after
        self._seen = 0
        self._total: int | None = None

    async def run_once(self, cancel: asyncio.Event) -> None:
        """Pull until nothing newer is there.

        Args:
            cancel: when set, the pull stops at once; what arrived is kept, the next one goes on from there.

        Raises:
            CancelledByPerson: it was set.
            OutsideError, StoreError: why it could not go on; what arrived is kept.
        """
        self._tell("running")
        work = asyncio.create_task(self._run())
        stop = asyncio.create_task(cancel.wait())
        try:
            await asyncio.wait((work, stop), return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise CancelledByPerson("The pull was stopped.", "It goes on from here the next time.")
            work.result()
        except CancelledByPerson:
            await _end(work)
            self._tell("cancelled")
            raise
        except ConsoleError as error:
            self._tell("failed", str(error))
            raise
        except Exception:
            self._tell("failed", "The pull stopped by a fault of this program; the log has more.")
            raise
        else:
            self._tell("done")
        finally:
            await _end(work)
            await _end(stop)

    async def _run(self) -> None:
        source = self._helpdesk.source
        await self._index()
        if self._clock.monotonic() >= self._vocabulary_due:
            words = await self._helpdesk.vocabulary()
            await self._write(lambda tx: mirroring.store_vocabulary(tx, source, words))
            self._vocabulary_due = self._clock.monotonic() + _VOCABULARY_SECONDS
        kept = await asyncio.wrap_future(self._store.query(lambda r: mirroring.cursor(r, source, STREAM))) or None
        pages = self._helpdesk.pull(kept, self._scope)
        before = kept or ""
        # Runs beside the pull: while the next page is on its way, the words of the last become findable.
        indexing: asyncio.Task[None] | None = None
        try:
            async for page in pages:
                await self._keep(page, before)
                before = page.cursor
                self._seen, self._total = page.seen, page.total
                self._tell("running")
                if indexing is None or indexing.done():
                    indexing = asyncio.create_task(self._index(), name="indexing")
                if page.done:
                    break
        finally:
            if indexing is not None:
                await _end(indexing)
            await _close(pages)
        await self._index()
        if self._clock.monotonic() >= self._sweep_due and isinstance(self._helpdesk, CanSweep):
            await self._sweep(self._helpdesk, before)
            self._sweep_due = self._clock.monotonic() + _SWEEP_SECONDS

    async def _keep(self, page: PullPage, before: str) -> None:
        """Store a page. The portion that moves the cursor goes last, after all others are safe."""
        under_way: list[Future[None]] = []
        try:
            for part in portions(page, before, lambda: self._pace.rows):
                if part.cursor != before or part.done:
                    await _all(under_way)
                    under_way = []
                under_way.append(self._store.write(self._storing(part), background=True))
                if len(under_way) >= _AT_ONCE:
                    await asyncio.wrap_future(under_way.pop(0))
            await _all(under_way)
        finally:
            for future in under_way:
                future.cancel()

    def _storing(self, part: PullPage) -> Callable[[Tx], None]:
        def store(tx: Tx) -> None:
            begin = self._clock.monotonic()
            mirroring.store_page(tx, self._helpdesk.source, STREAM, part)
            rows = len(part.people) + len(part.cases) + len(part.items)
            self._pace.learn(rows, self._clock.monotonic() - begin)

        return store

    async def _index(self) -> None:
        """Make what arrived findable."""
        while await self._write(mirroring.index_some):
            pass

    async def _sweep(self, helpdesk: CanSweep, cursor: str) -> None:
        """Mark as gone what we may not see any more."""
        source = self._helpdesk.source
        known = await asyncio.wrap_future(self._store.query(lambda r: mirroring.mirrored_cases(r, source)))
        for begin in range(0, len(known), _SWEEP_BATCH):
            gone = await helpdesk.missing(known[begin : begin + _SWEEP_BATCH], self._scope)
            if gone:
                page = PullPage((), (), (), cursor, done=True, seen=self._seen, total=self._total, gone=gone)
                await self._keep(page, cursor)

    async def _write(self, fn: Callable[[Tx], T]) -> T:
        return await asyncio.wrap_future(self._store.write(fn, background=True))

    def _tell(self, phase: str, message: str = "") -> None:
        self._on_event(PullProgress(self._helpdesk.source, phase, self._seen, self._total, message))


async def _all(futures: Sequence[Future[None]]) -> None:
    for future in futures:
        await asyncio.wrap_future(future)


async def _end(task: asyncio.Task[T]) -> None:
    """Cancel a task and wait for its end; its failure was told by whoever waited for it."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _close(pages: AsyncIterator[PullPage]) -> None:
    if isinstance(pages, AsyncGenerator):
        await pages.aclose()
