"""This station's own network: rounds of canaries, so that "I am offline" is never taken for "they are down"."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from fallback_console.domain.health import Finding, Observation, SystemHealth
from fallback_console.domain.health_rules import Network, judge_network, network_health
from fallback_console.domain.sentences import Sentence
from fallback_console.domain.timing import Timing
from fallback_console.network.waking import rest
from fallback_console.ports import Clock, Probe

__all__ = ["OwnNetwork", "look"]

log = logging.getLogger(__name__)


async def look(probe: Probe, timeout: float, clock: Clock) -> Observation | None:
    """Run a probe within a limit of our own, whatever its own is.

    Returns:
        None where the probe failed by a bug: that says nothing of the system.
    """
    started = clock.monotonic()
    try:
        async with asyncio.timeout(timeout):
            return await probe.run()
    except TimeoutError:
        seconds = clock.monotonic() - started
        detail = Sentence("No answer within {limit} s.", limit=f"{timeout:g}")
        return Observation(probe.system, probe.name, Finding.FAILED, "", clock.now_ms(), seconds, detail)
    except Exception as error:
        # Without its words: what an adapter stumbles over may hold secrets.
        log.error("the probe %s of %s failed by a bug: %s", probe.name, probe.system, type(error).__name__)
        return None


@dataclass(eq=False)
class _Round:
    """One round of canaries; its verdict is there as soon as one canary answers, or all have failed."""

    began: float
    verdict: asyncio.Future[Network]
    seen: list[Observation] = field(default_factory=list)


class OwnNetwork:
    """Knows whether this station is online.

    Args:
        canaries: without any it always counts as online.
        clock: time.
        timing: intervals and limits.
        on_change: called in the loop when the verdict changed.
    """

    def __init__(self, canaries: Sequence[Probe], clock: Clock, timing: Timing, on_change: Callable[[], None]) -> None:
        self._canaries = tuple(canaries)
        self._clock = clock
        self._timing = timing
        self._on_change = on_change
        self._newest: _Round | None = None
        self._judged = float("-inf")
        self._since_at = clock.now_ms()
        self._state = Network.ONLINE
        self._evidence: tuple[Observation, ...] = ()
        self._tasks: set[asyncio.Task[None]] = set()
        self._kick = asyncio.Event()

    @property
    def state(self) -> Network:
        """The newest verdict; online until a round says otherwise."""
        return self._state

    @property
    def watched(self) -> bool:
        """Whether there are canaries."""
        return bool(self._canaries)

    def health(self) -> SystemHealth:
        """What the health strip shows."""
        return network_health(self._state, self._since_at, self._evidence)

    async def verdict(self, since: float) -> Network:
        """What a round says that began at or after a moment; a new round is begun where there is none.

        Args:
            since: steady seconds.
        """
        if not self._canaries:
            return Network.ONLINE
        if self._newest is None or self._newest.began < since:
            self._newest = self._begin()
        return await asyncio.shield(self._newest.verdict)

    def kick(self) -> None:
        """Let the next regular round begin now."""
        self._kick.set()

    async def run(self) -> None:
        """Keep the verdict fresh until cancelled."""
        try:
            while True:
                self._kick.clear()
                state = await self.verdict(self._clock.monotonic())
                offline = state is not Network.ONLINE
                pause = self._timing.offline_every if offline else self._timing.canary_every
                await rest(self._kick, pause)
        finally:
            for task in tuple(self._tasks):
                task.cancel()

    def _begin(self) -> _Round:
        loop = asyncio.get_running_loop()
        new = _Round(self._clock.monotonic(), loop.create_future())
        task = loop.create_task(self._go(new))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return new

    async def _go(self, new: _Round) -> None:
        """Ask all canaries side by side."""
        try:
            async with asyncio.TaskGroup() as group:
                for canary in self._canaries:
                    group.create_task(self._ask(canary, new))
            if not new.verdict.done():
                self._settle(new, judge_network(new.seen))
            if new is self._newest:
                self._evidence = tuple(new.seen)
                self._on_change()
        except Exception:
            log.exception("a round of canaries failed by a bug")
            if not new.verdict.done():
                new.verdict.set_result(self._state)
        finally:
            new.verdict.cancel()  # only where the round was cut off: nobody may wait for it for ever

    async def _ask(self, canary: Probe, new: _Round) -> None:
        observation = await look(canary, self._timing.canary_timeout, self._clock)
        if observation is None:
            return
        new.seen.append(observation)
        if not new.verdict.done() and judge_network([observation]) is Network.ONLINE:
            self._settle(new, Network.ONLINE)

    def _settle(self, new: _Round, network: Network) -> None:
        """Take a round's verdict; an older round that ends later changes nothing any more."""
        new.verdict.set_result(network)
        if new.began < self._judged:
            return
        self._judged = new.began
        self._evidence = tuple(new.seen)
        if network is not self._state:
            self._state = network
            self._since_at = self._clock.now_ms()
            log.info("this station is %s", network.value)
            self._kick.set()
        self._on_change()
