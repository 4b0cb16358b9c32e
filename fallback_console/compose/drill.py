"""A drill: one outage from beginning to end on simulated systems, and the proof that everything came back exactly once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fallback_console.compose.drill_checks import differences
from fallback_console.compose.drill_story import Story
from fallback_console.compose.rehearsal import FAST, FAST_PACE, Rehearsal, clear_folder
from fallback_console.compose.station import Station
from fallback_console.compose.waiting import NotHappened
from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.events import CourierProgress, EngineEvent, HealthChanged
from fallback_console.domain.health import State, SystemHealth
from fallback_console.domain.health_rules import INTERNET
from fallback_console.settings import Settings

if TYPE_CHECKING:
    from fallback_console.compose.pictures import Camera

__all__ = ["KIND", "DrillReport", "Moment", "run_drill"]

KIND = "drill"
"""Kind of a drill's profile, and the name of its folder."""

_SYNC_VIEWS = ("sync",)
_PHASES = {"canary": "one delivery goes first", "flowing": "the others follow"}


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened.

    Attributes:
        seconds: since the drill began.
        what: one sentence.
    """

    seconds: float
    what: str


@dataclass(frozen=True, slots=True)
class DrillReport:
    """How a drill went.

    Attributes:
        ok: everything came back exactly once and nothing is left.
        seconds: how long it took.
        cases: how many the simulated helpdesk held.
        detected_seconds: from the failure to the declared outage.
        returned_seconds: from the helpdesk's return until nothing was left waiting.
        timeline: what happened.
        differences: what was not as it must be, one sentence each.
        pictures: files that were saved.
        folder: where the data are, '' where they were removed.
    """

    ok: bool
    seconds: float
    cases: int
    detected_seconds: float
    returned_seconds: float
    timeline: tuple[Moment, ...]
    differences: tuple[str, ...]
    pictures: tuple[str, ...]
    folder: str


class _Diary:
    """Writes down what happens, from any thread, in order."""

    def __init__(self, tell: Callable[[Moment], None]) -> None:
        self._tell = tell
        self._began = time.monotonic()
        self._guard = threading.Lock()
        self._states: dict[str, str] = {}
        self._failed: set[str] = set()
        self._phases: dict[str, str] = {}
        self.moments: list[Moment] = []

    @property
    def seconds(self) -> float:
        return round(time.monotonic() - self._began, 2)

    def note(self, what: str) -> None:
        with self._guard:
            moment = Moment(self.seconds, what)
            self.moments.append(moment)
            self._tell(moment)

    def on_event(self, event: EngineEvent) -> None:
        """What the engine tells, as far as it is news to a reader."""
        if isinstance(event, HealthChanged):
            self._on_health(event.health)
        elif isinstance(event, CourierProgress) and event.sink in self._failed:
            if self._phases.get(event.sink) != event.phase and event.phase in _PHASES:
                self.note(f"  {event.sink}: {_PHASES[event.phase]}")
            self._phases[event.sink] = event.phase

    def _on_health(self, health: SystemHealth) -> None:
        if health.state is State.UNKNOWN or health.system == INTERNET:
            return
        if health.state is State.DOWN:
            self._failed.add(health.system)
        held = health.state is State.UP and not health.deliverable
        state = "up, held back until it is steady" if held else health.state.value
        if self._states.get(health.system) != state:
            self._states[health.system] = state
            self.note(f"  {health.system}: {state}")


def run_drill(
    folder: Path,
    settings: Settings,
    tell: Callable[[Moment], None] = lambda moment: None,
    *,
    pictures: Path | None = None,
    keep: bool = False,
    rehearsal: Rehearsal | None = None,
) -> DrillReport:
    """Rehearse an outage in a folder of its own. To be called on the main thread where pictures are wanted.

    Args:
        folder: made anew, whatever an earlier drill left there.
        settings: the person's; where they lead out they are replaced.
        tell: called with each moment as it happens, one at a time.
        pictures: folder for pictures of the window.
        keep: leave the folder.
        rehearsal: the simulated systems; new ones where None.

    Raises:
        IsolationError: the folder holds anything else than a drill.
        StoreError: the folder cannot be used, or another drill works in it.
    """
    diary = _Diary(tell)
    clear_folder(folder, KIND)
    wrong: list[str] = []
    saved: list[Path] = []
    try:
        with ExitStack() as stack:
            systems = stack.enter_context(rehearsal or Rehearsal())
            profile = systems.open(folder, systems.settings(settings, timing=FAST), KIND)
            station = Station(profile, FAST_PACE)
            stack.callback(station.close)
            station.listen(diary.on_event)
            station.start()
            camera = _camera(station, pictures)
            if camera is not None:
                stack.callback(camera.close)
            story = Story(systems, station, diary.note, lambda moment: _show(camera, moment))
            try:
                story.run()
            except NotHappened as error:
                wrong.append(error.message)
            except TimeoutError as error:
                wrong.append(str(error) or "A step took too long.")
            except ConsoleError as error:
                wrong.append(f"The console could not go on: {error.message} {error.next_step}".strip())
            wrong += differences(profile, systems, story)
            saved = camera.saved if camera is not None else []
    finally:
        if not keep:
            clear_folder(folder, KIND)
    if not wrong:
        diary.note("Everything came back exactly once, and nothing is left waiting.")
    return DrillReport(
        ok=not wrong,
        seconds=diary.seconds,
        cases=len(systems.world.cases),
        detected_seconds=round(story.detected, 2),
        returned_seconds=round(story.returned, 2),
        timeline=tuple(diary.moments),
        differences=tuple(wrong),
        pictures=tuple(str(path) for path in saved),
        folder=str(folder) if keep else "",
    )


def _camera(station: Station, folder: Path | None) -> Camera | None:
    if folder is None:
        return None
    # The window's toolkit, which a drill without pictures does not need.
    from fallback_console.compose.pictures import Camera

    return Camera(station, folder)


def _show(camera: Camera | None, moment: str) -> None:
    if camera is None:
        return
    if moment == "conflict":
        camera.take(only=_SYNC_VIEWS)
    else:
        camera.take(without=_SYNC_VIEWS)
