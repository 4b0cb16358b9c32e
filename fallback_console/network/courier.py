"""The courier: carries open deliveries to their sinks, each once, in order, without overrunning anybody.

One lane task per sink. A lane is *held* while its system is not deliverable, then sends one *canary* alone; when that was
answered the lane is *flowing* and works on several cases side by side, each case in its own order. What happens to a
delivery after an error follows one table, ``Courier._after_error``.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from fallback_console.domain.delivery import Doubles, Problem, Receipt, backoff_seconds
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    ConflictError,
    ConsoleError,
    InputError,
    OutsideError,
    RefusedError,
    SignInError,
    StoreError,
    ThrottledError,
)
from fallback_console.domain.events import CourierProgress, EngineEvent
from fallback_console.network.pacing import Pace, SetBack, TokenBucket
from fallback_console.network.rerouting import Rerouting
from fallback_console.network.waking import rest
from fallback_console.ports import Clock, Sink, Work
from fallback_console.services import dispatch, sync
from fallback_console.store.engine import Store
from fallback_console.store.tx import Changes, Tx

__all__ = ["OPTED_OUT", "Courier"]

OPTED_OUT = "opted-out"
"""The reason, among a refusal's values, that no other gateway may pass over."""

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(slots=True)
class _Lane:
    """What the courier remembers of one sink while it runs.

    Attributes:
        wake: set when there may be something to do.
        phase: 'held', 'canary' or 'flowing'.
        pause_until: monotonic seconds before which the whole sink is left alone.
        failures: unreachable answers in a row.
        confirmed: deliveries confirmed since the program started.
        first_failure: per delivery, how many the lane had confirmed when it first failed; tells a poisoned entry from
            a sink that fails for everybody.
        busy: the delivery under way of each case.
        failed_canaries: cases whose canary failed; others are tried before them.
        set_back: tells when the clock was set back, by which retries are planned.
    """

    sink: Sink
    wake: asyncio.Event
    bucket: TokenBucket
    phase: str
    pause_until: float
    failures: int
    confirmed: int
    first_failure: dict[int, int]
    busy: dict[str, asyncio.Task[None]]
    failed_canaries: set[str]
    set_back: SetBack


class Courier:
    """Delivers what waits, as long as ``run`` is awaited.

    Args:
        store: the local store.
        sinks: where to deliver.
        clock: time.
        deliverable: whether a system is up and its hold-down has passed.
        on_event: told about each delivery that moved; called in the network thread.
        pace: limits and back-off.
        rng: source of jitter.
        down: whether a system is surely down, so that what can go another way does; whatever is not deliverable where not given.
    """

    def __init__(
        self,
        store: Store,
        sinks: Sequence[Sink],
        clock: Clock,
        deliverable: Callable[[str], bool],
        on_event: Callable[[EngineEvent], None],
        pace: Pace | None = None,
        rng: random.Random | None = None,
        down: Callable[[str], bool] | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._deliverable = deliverable
        self._on_event = on_event
        self._pace = pace or Pace()
        self._rng = rng or random.Random()
        self._lanes = {
            sink.name: _Lane(
                sink, asyncio.Event(), TokenBucket(sink.rate, clock), "held", 0.0, 0, 0, {}, {}, set(), SetBack(clock)
            )
            for sink in sinks
        }
        surely_down = down or (lambda system: not deliverable(system))
        self._rerouting = Rerouting(store, self._lanes, clock, deliverable, surely_down, self._pace.failures_to_pause)

    async def run(self) -> None:
        """Deliver until cancelled. What was under way when the program last stopped is settled first."""
        doubles = {name: lane.sink.doubles for name, lane in self._lanes.items()}
        await self._settle(lambda tx: dispatch.recover(tx, doubles))
        loop = asyncio.get_running_loop()

        def on_changes(changes: Changes) -> None:
            for topic, key in changes.touched:
                if topic == "delivery":
                    loop.call_soon_threadsafe(self.wake, key)

        unsubscribe = self._store.subscribe(on_changes)
        try:
            async with asyncio.TaskGroup() as group:
                for lane in self._lanes.values():
                    group.create_task(self._run_lane(lane), name=f"courier {lane.sink.name}")
        finally:
            unsubscribe()

    def wake(self, sink: str = "") -> None:
        """Look again now, at one sink or at all; call it in the network thread."""
        for name, lane in self._lanes.items():
            if sink in ("", name):
                lane.wake.set()

    def phase(self, sink: str) -> str:
        """'held', 'canary' or 'flowing'; 'held' for an unknown sink."""
        lane = self._lanes.get(sink)
        return lane.phase if lane else "held"

    async def ask(self, delivery_id: int) -> bool:
        """Ask the sink whether an unknown delivery arrived, and settle it.

        Returns:
            Whether it had arrived; where it had not it waits to be sent again.

        Raises:
            InputError: the delivery is not unknown.
            OutsideError: the sink cannot tell, or not now.
        """
        for lane in self._lanes.values():
            sink = lane.sink.name
            for work in self._store.read(lambda r, name=sink: dispatch.unknowns(r, name, 500)):  # type: ignore[misc]
                if work.delivery_id == delivery_id:
                    receipt = await lane.sink.look_up(work)
                    await self._settle_unknown(lane, work, arrived=receipt is not None)
                    return receipt is not None
        raise InputError("This delivery is not waiting for an answer.", "Look at the sync view again.")

    async def _run_lane(self, lane: _Lane) -> None:
        try:
            while True:
                lane.wake.clear()
                try:
                    await self._step(lane)
                except StoreError as error:
                    # The disk is full, for instance. What waits is safe where it is.
                    log.warning("nothing can be taken for %s now: %s", lane.sink.name, error.code)
                    self._pause(lane, self._pace.first_backoff)
                await self._sleep(lane)
        finally:
            under_way = list(lane.busy.values())
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def _step(self, lane: _Lane) -> None:
        """Hold or open the lane as its system is, and start what may be started."""
        set_back = lane.set_back.happened()
        if not self._deliverable(lane.sink.system):
            self._set_phase(lane, "held")
        elif lane.phase == "held":
            await self._open(lane)
        elif set_back:
            await self._write(lambda tx: dispatch.release(tx, lane.sink.name))
        for moved in await self._rerouting.waiting(lane.sink.name):
            self._on_event(CourierProgress(moved.sink, moved.delivery_id, "waiting", True, self.phase(moved.sink)))
        if lane.phase != "held":
            await self._fill(lane)

    async def _open(self, lane: _Lane) -> None:
        """The system came back: no more waiting for old back-offs, and one canary before the rest."""
        await self._write(lambda tx: dispatch.release(tx, lane.sink.name))
        lane.failures = 0
        lane.pause_until = self._clock.monotonic() + self._rng.random() * self._pace.opening_jitter
        self._set_phase(lane, "canary")

    async def _fill(self, lane: _Lane) -> None:
        """Start as many deliveries as the lane may have under way."""
        width = 1 if lane.phase == "canary" else lane.sink.width
        now = self._clock.monotonic()
        free = width - len(lane.busy)
        if free <= 0 or now < lane.pause_until:
            return
        allowed = lane.bucket.take(free)
        if allowed == 0:
            return
        busy = (*lane.busy, *lane.failed_canaries)
        sink = lane.sink.name
        works = await self._write(lambda tx: dispatch.take(tx, sink, tx.clock.now_ms(), allowed, busy))
        lane.bucket.give_back(allowed - len(works))
        # A gateway takes so many parts a second, and a long text is several.
        lane.bucket.charge(sum(_parts(work) - 1 for work in works))
        if not works:
            lane.failed_canaries.clear()
        for work in works:
            lane.busy[work.lane] = asyncio.create_task(self._carry(lane, work), name=f"delivery {work.delivery_id}")

    async def _sleep(self, lane: _Lane) -> None:
        """Until something changed, or the next retry, pause or token is due."""
        now = self._clock.monotonic()
        waits = [self._pace.idle_check]
        if lane.phase == "held":
            waits += self._rerouting.seconds_to_due(lane.sink.name)
        elif lane.pause_until > now:
            waits.append(lane.pause_until - now)
        else:
            sink = lane.sink.name
            retry_at = self._store.read(lambda r: dispatch.next_retry_at(r, sink))
            if retry_at is not None and len(lane.busy) < (1 if lane.phase == "canary" else lane.sink.width):
                waits.append(max(0.0, (retry_at - self._clock.now_ms()) / 1000))
                waits[-1] = max(waits[-1], lane.bucket.seconds_to_next())
        await rest(lane.wake, max(0.001, min(waits)))

    async def _carry(self, lane: _Lane, work: Work) -> None:
        """One delivery from in flight to wherever it goes next. Never raises but for cancellation."""
        try:
            async with asyncio.timeout(self._pace.answer_limit):
                receipt = await (lane.sink.look_up(work) if work.only_look else lane.sink.deliver(work))
        except OutsideError as error:
            await self._after_error(lane, work, error)
        except TimeoutError:
            await self._after_error(
                lane,
                work,
                AmbiguousError(
                    "The system took too long to answer.", "The console looks whether it arrived and goes on."
                ),
            )
        except ConsoleError as error:
            await self._stop(lane, work, _problem(error))
        except Exception as error:
            log.exception(
                "delivery %s to %s failed by a bug: %s", work.delivery_id, lane.sink.name, type(error).__name__
            )
            await self._after_error(
                lane,
                work,
                AmbiguousError("The program made a mistake here.", "It is in the log; the console tries again."),
            )
        else:
            await (self._not_there(lane, work) if receipt is None else self._confirm(lane, work, receipt))
        finally:
            lane.busy.pop(work.lane, None)
            lane.wake.set()

    async def _confirm(self, lane: _Lane, work: Work, receipt: Receipt) -> None:
        await self._settle(lambda tx: dispatch.confirm(tx, work.delivery_id, receipt))
        lane.confirmed += 1
        self._answered(lane, work)
        self._tell(lane, work, "confirmed")

    async def _not_there(self, lane: _Lane, work: Work) -> None:
        """Nobody wants it any more, and the sink does not have it."""
        state = await self._settle(lambda tx: dispatch.not_there(tx, work.delivery_id))
        self._answered(lane, work)
        self._tell(lane, work, state.value)

    async def _after_error(self, lane: _Lane, work: Work, error: OutsideError) -> None:
        """What becomes of a delivery, by kind of error.

        =============  =======================================================================================
        conflict       a person chooses; this case stops, the others go on
        refused        another gateway gets it where there is one, else a person looks at it; this case stops
        throttled      waits as long as the system says; so does the whole lane
        sign-in        waits; when the system takes other entries it is this entry's own trouble: a person looks
        unreachable    nothing happened: waits with back-off; several in a row pause the lane
        ambiguous      marker or key: looked up before the next try. Neither: unknown, never sent again by itself, and the
                       lane pauses
        =============  =======================================================================================
        """
        attempts = work.attempts
        if isinstance(error, RefusedError) and await self._goes_elsewhere(lane, work, error):
            self._answered(lane, work)
            return
        if isinstance(error, (ConflictError, RefusedError)):
            await self._stop(lane, work, _problem(error))
            self._answered(lane, work)
            return
        if isinstance(error, (AmbiguousError, BadAnswerError)) and lane.sink.doubles is Doubles.NONE:
            await self._settle(lambda tx: dispatch.mark_unknown(tx, work.delivery_id, _problem(error)))
            self._doubt(lane)
            self._tell(lane, work, "unknown")
            return
        first = lane.first_failure.setdefault(work.delivery_id, lane.confirmed)
        others_pass = lane.confirmed > first
        limit = self._pace.sign_in_attempts if isinstance(error, SignInError) else self._pace.poison_attempts
        if others_pass and attempts >= limit and not isinstance(error, ThrottledError):
            await self._stop(lane, work, _problem(error))
            return
        seconds = backoff_seconds(
            max(1, attempts), self._rng.random(), first=self._pace.first_backoff, limit=self._pace.backoff_limit
        )
        if isinstance(error, ThrottledError):
            seconds = max(seconds if error.retry_after is None else error.retry_after, 0.05)
            self._pause(lane, seconds)
        else:
            lane.failures += 1
            if lane.phase == "canary":
                # Another case is the next canary, else one poisoned entry would hold up everybody.
                lane.failed_canaries.add(work.lane)
                self._pause(lane, min(seconds, self._pace.first_backoff))
            elif lane.failures >= self._pace.failures_to_pause:
                self._pause(lane, seconds)
        look_first = work.look_first or isinstance(error, (AmbiguousError, BadAnswerError))
        retry_at = self._clock.now_ms() + int(seconds * 1000)
        await self._settle(lambda tx: dispatch.put_back(tx, work.delivery_id, _problem(error), retry_at, look_first))
        self._tell(lane, work, "waiting")

    def _doubt(self, lane: _Lane) -> None:
        """Leave a sink alone that left something in doubt: one that is frozen would do so with everything, a timeout each."""
        pace = self._pace
        lane.failures = max(lane.failures + 1, pace.failures_to_pause)
        doubts = lane.failures - pace.failures_to_pause + 1
        seconds = backoff_seconds(doubts, self._rng.random(), first=pace.first_backoff, limit=pace.backoff_limit)
        self._pause(lane, seconds)

    async def _goes_elsewhere(self, lane: _Lane, work: Work, error: RefusedError) -> bool:
        """Whether another gateway gets what this one refused; never what the recipient does not want."""
        if error.values.get("reason") == OPTED_OUT:
            return False
        moved = await self._settle_by(lambda: self._rerouting.refused(lane.sink.name, work.delivery_id))
        if moved is None:
            return False
        lane.first_failure.pop(work.delivery_id, None)
        self._on_event(CourierProgress(moved.sink, moved.delivery_id, "waiting", True, self.phase(moved.sink)))
        return True

    async def _stop(self, lane: _Lane, work: Work, problem: Problem) -> None:
        await self._settle(lambda tx: dispatch.stop(tx, work.delivery_id, problem))
        lane.first_failure.pop(work.delivery_id, None)
        self._tell(lane, work, "needs_attention")

    async def _settle_unknown(self, lane: _Lane, work: Work, *, arrived: bool) -> None:
        actor = lane.sink.name
        await self._write(lambda tx: sync.resolve_unknown(tx, actor, work.delivery_id, arrived, how="gateway"))
        self._tell(lane, work, "confirmed" if arrived else "waiting")

    def _answered(self, lane: _Lane, work: Work) -> None:
        """The sink works: forget failures, and let the rest flow after a canary."""
        lane.failures = 0
        lane.failed_canaries.clear()
        lane.first_failure.pop(work.delivery_id, None)
        if lane.phase == "canary":
            self._set_phase(lane, "flowing")

    def _pause(self, lane: _Lane, seconds: float) -> None:
        lane.pause_until = max(lane.pause_until, self._clock.monotonic() + seconds)

    def _set_phase(self, lane: _Lane, phase: str) -> None:
        if lane.phase != phase:
            lane.phase = phase
            self._on_event(CourierProgress(lane.sink.name, 0, "", phase != "held", phase))

    def _tell(self, lane: _Lane, work: Work, state: str) -> None:
        self._on_event(CourierProgress(lane.sink.name, work.delivery_id, state, lane.phase != "held", lane.phase))

    async def _settle(self, fn: Callable[[Tx], T]) -> T:
        """Write down what became of a delivery, however long it takes: while the disk is full nothing else remembers it."""
        return await self._settle_by(lambda: self._write(fn))

    async def _settle_by(self, write: Callable[[], Awaitable[T]]) -> T:
        told = False
        while True:
            try:
                return await write()
            except StoreError as error:
                if not told:
                    log.warning("an answer cannot be written down yet: %s", error.code)
                told = True
                await asyncio.sleep(self._pace.first_backoff)

    async def _write(self, fn: Callable[[Tx], T]) -> T:
        return await asyncio.wrap_future(self._store.write(fn))


def _parts(work: Work) -> int:
    return int(work.entry.body["parts"]) if work.entry.kind == Kind.SMS_SENT else 1


def _problem(error: ConsoleError) -> Problem:
    values: dict[str, object] = dict(error.values)
    if isinstance(error, ConflictError):
        values = {
            "field": error.field,
            "base": error.base,
            "mine": error.mine,
            "theirs": error.theirs,
            "theirs_by": error.theirs_by,
            "theirs_at": error.theirs_at,
            "theirs_version": error.theirs_version,
        }
    return Problem(error.code, error.message, error.next_step, values)
