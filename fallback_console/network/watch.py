"""Runs the probes at their times and keeps a track of each system."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence

from fallback_console.domain.health import Finding, Observation, SystemHealth
from fallback_console.domain.health_rules import (
    Now,
    adopt_down,
    advance,
    awake,
    health,
    interval,
    is_vendor_probe,
    override,
    start,
    steady,
)
from fallback_console.domain.outage_rules import Standing
from fallback_console.domain.timing import Timing
from fallback_console.network.own_network import OwnNetwork, look
from fallback_console.network.waking import rest
from fallback_console.ports import Clock, Probe

__all__ = ["Watch"]

log = logging.getLogger(__name__)


class _Runner:
    """One probe on its way through time.

    Attributes:
        kick: set to run it now.
        looking: the run under way.
        waiting: futures to be done when a run that begins from now on has ended.
    """

    def __init__(self, probe: Probe) -> None:
        self.probe = probe
        self.kick = asyncio.Event()
        self.looking: asyncio.Task[Observation | None] | None = None
        self.waiting: list[asyncio.Future[None]] = []


class Watch:
    """The health of all systems.

    Args:
        probes: of all systems, several per system allowed.
        canaries: tell "I am offline" from "they are down".
        clock: time.
        timing: intervals and thresholds.
        on_change: called in the loop after anything in ``snapshot`` may have changed.
        jitter: a number in [0, 1) each time it is called.
    """

    def __init__(
        self,
        probes: Sequence[Probe],
        canaries: Sequence[Probe],
        clock: Clock,
        timing: Timing,
        on_change: Callable[[], None],
        jitter: Callable[[], float],
    ) -> None:
        self._clock = clock
        self._timing = timing
        self._on_change = on_change
        self._jitter = jitter
        self._network = OwnNetwork(canaries, clock, timing, self._network_changed)
        self._runners = [_Runner(probe) for probe in probes]
        self._slots = asyncio.Semaphore(timing.concurrency)
        self._epoch = 0
        names: dict[str, list[str]] = {}
        for probe in probes:
            names.setdefault(probe.system, []).append(probe.name)
        now = self._now()
        self._tracks = {system: start(system, found, now) for system, found in names.items()}
        self._last_network = self._network.state
        self._snapshot = self._look_around()

    def snapshot(self) -> tuple[SystemHealth, ...]:
        """What is believed of each system; may be called from any thread."""
        return self._snapshot

    def standings(self) -> tuple[Standing, ...]:
        """The same as the outage rules want it."""
        now = self._now()
        found = []
        for track in self._tracks.values():
            shown = health(track, now)
            found.append(Standing(track.system, shown.state, steady(track, now), shown.since_at, shown.detail))
        return tuple(found)

    def adopt(self, down: Mapping[str, int]) -> None:
        """Systems that were down when the program last ran, with the first failed probe's time in epoch milliseconds."""
        for system, since_at in down.items():
            if system in self._tracks:
                self._tracks[system] = adopt_down(self._tracks[system], since_at)
        self._publish()

    def set_overrides(self, words: Mapping[str, str]) -> None:
        """Put systems under a supervisor's word; one that is not named is under none."""
        now = self._now()
        tracks = {name: override(track, words.get(name, "auto"), now) for name, track in self._tracks.items()}
        if tracks != self._tracks:
            self._tracks = tracks
            self._publish()

    async def probe_now(self) -> None:
        """Look at everything now; ends when all has answered or timed out."""
        loop = asyncio.get_running_loop()
        waiting = []
        for runner in self._runners:
            done = loop.create_future()
            runner.waiting.append(done)
            runner.kick.set()
            waiting.append(done)
        self._network.kick()
        await asyncio.gather(self._network.verdict(self._clock.monotonic()), *waiting)

    async def run(self) -> None:
        """Probe until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                if self._network.watched:
                    group.create_task(self._network.run())
                group.create_task(self._keep_time())
                for runner in self._runners:
                    group.create_task(self._follow(runner))
        finally:
            for runner in self._runners:
                _release(runner.waiting)
                runner.waiting = []

    async def _follow(self, runner: _Runner) -> None:
        """One probe, over and over."""
        # Not all at the same instant after the start.
        pause = self._jitter() * min(0.5, self._timing.suspect_every)
        while True:
            await rest(runner.kick, pause)
            runner.kick.clear()
            waiting, runner.waiting = runner.waiting, []
            try:
                await self._once(runner)
            finally:
                _release(waiting)
            track = self._tracks[runner.probe.system]
            planned = interval(track, runner.probe.name, self._timing)
            pause = planned * (1.0 - self._timing.jitter * self._jitter())

    async def _once(self, runner: _Runner) -> None:
        """Look, ask the canaries where it failed, and go on from there."""
        epoch = self._epoch
        async with self._slots:
            runner.looking = asyncio.create_task(look(runner.probe, self._timing.probe_timeout, self._clock))
            try:
                await asyncio.wait([runner.looking])
            finally:
                runner.looking.cancel()
        if runner.looking.cancelled():
            return
        observation = runner.looking.result()
        if observation is None:
            return
        network = self._network.state
        if observation.finding is Finding.FAILED and not is_vendor_probe(observation.probe):
            # A round may have begun a moment before the failure was known: several probes fail at once.
            network = await self._network.verdict(self._clock.monotonic() - self._timing.canary_timeout / 4)
        if epoch != self._epoch:
            return  # the machine slept meanwhile
        track = self._tracks[observation.system]
        new = advance(track, [observation], self._now(), self._timing, network)
        self._tracks[observation.system] = new
        if new.state is not track.state:
            log.info("%s: %s, was %s", observation.system, new.state.value, track.state.value)
        self._publish()

    async def _keep_time(self) -> None:
        """Let hold-downs end, and notice when the machine slept."""
        wall, steady_seconds = self._clock.now_ms(), self._clock.monotonic()
        while True:
            await asyncio.sleep(self._timing.tick)
            new_wall, new_steady = self._clock.now_ms(), self._clock.monotonic()
            passed = new_steady - steady_seconds
            jumped = (new_wall - wall) / 1000 - passed
            wall, steady_seconds = new_wall, new_steady
            if jumped > self._timing.clock_gap or passed - self._timing.tick > self._timing.clock_gap:
                self._wake_up()
            elif jumped < -self._timing.clock_gap:
                self._kick_all()  # the clock was set back: nothing was missed, but look
            self._publish()

    def _wake_up(self) -> None:
        """The machine slept: forget what was counted, break off what is under way, look at everything at once."""
        log.info("the machine slept or its clock was set: probing everything now")
        self._epoch += 1
        now = self._now()
        self._tracks = {name: awake(track, now) for name, track in self._tracks.items()}
        for runner in self._runners:
            if runner.looking is not None:
                runner.looking.cancel()
        self._kick_all()

    def _kick_all(self) -> None:
        for runner in self._runners:
            runner.kick.set()
        self._network.kick()

    def _network_changed(self) -> None:
        """The canaries said something new: where the state of the own network changed, look at everything at once."""
        if self._network.state is not self._last_network:
            self._last_network = self._network.state
            now = self._now()
            self._tracks = {
                name: advance(track, (), now, self._timing, self._network.state) for name, track in self._tracks.items()
            }
            for runner in self._runners:
                runner.kick.set()
        self._publish()

    def _publish(self) -> None:
        """Make the snapshot anew."""
        snapshot = self._look_around()
        if snapshot != self._snapshot:
            self._snapshot = snapshot
            self._on_change()

    def _look_around(self) -> tuple[SystemHealth, ...]:
        now = self._now()
        found = [health(track, now) for track in self._tracks.values()]
        if self._network.watched:
            found.append(self._network.health())
        return tuple(found)

    def _now(self) -> Now:
        return Now(self._clock.now_ms(), self._clock.monotonic())


def _release(waiting: Sequence[asyncio.Future[None]]) -> None:
    """Let those who wait go on."""
    for future in waiting:
        if not future.done():
            future.set_result(None)
