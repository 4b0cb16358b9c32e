"""The window's entry: puts profile, engine and window together, the window first and the network last.

Imports inside functions are allowed in this module alone: the window's toolkit is loaded only where a window is asked for, and
the network's libraries only when the window can be seen, which is most of what a start takes.
"""

from __future__ import annotations

import gc
import importlib
import logging
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from fallback_console import __version__
from fallback_console import settings as settings_module
from fallback_console.compose.profile import Profile, open_profile, passphrase_for
from fallback_console.services.start import is_first_run, lock_is_set
from fallback_console.store.locks import window_lock
from fallback_console.store.right_of_way import SWITCH_SECONDS

if TYPE_CHECKING:
    from fallback_console.compose.importing import PeopleFiles
    from fallback_console.compose.station import Station
    from fallback_console.domain.connection import Connection
    from fallback_console.domain.events import EngineEvent
    from fallback_console.domain.health import SystemHealth
    from fallback_console.domain.sheet import Sheet
    from fallback_console.domain.telephone import CallKey
    from fallback_console.ports import CheckStep
    from fallback_console.settings import Settings
    from fallback_console.ui.context import Launch, WindowContext

__all__ = ["LateEngine", "Preferences", "main", "make_launch"]

log = logging.getLogger(__name__)

T = TypeVar("T")

_ENGINE_RETRY_SECONDS = 5.0


class Preferences:
    """A person's choices, kept in the data folder; what IT's file sets is locked."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder = folder
        self.settings = settings

    def value(self, name: str) -> str:
        """The choice in force."""
        return str(getattr(self.settings, name))

    def locked(self, name: str) -> bool:
        """The organisation sets it."""
        return name in self.settings.locked

    def remember(self, name: str, value: str) -> None:
        """Keep a choice.

        Raises:
            SettingsError: it is locked or cannot be that.
        """
        self.settings = settings_module.remember(self._folder, self.settings, name, value)


class LateEngine:
    """The engine of a window: there from the first moment, working once the network's libraries are loaded.

    While another process, a ``sync`` on the command line for instance, runs the engine of the folder, this one waits for its
    turn; what people do is kept meanwhile and delivered by whoever runs.
    """

    def __init__(self, profile: Profile, on_event: Callable[[EngineEvent], None]) -> None:
        self._profile = profile
        self._on_event = on_event
        self._station: Station | None = None
        self._connections: list[Connection] = []
        self._waiting: list[Callable[[Station], None]] = []
        self._guard = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._begin, name="engine start", daemon=True)

    def start(self) -> None:
        """Begin to load and start; returns at once."""
        self._thread.start()

    def close(self) -> None:
        """Stop the engine, wait for it, and close the profile."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        if self._station is not None:
            self._station.close()
        else:
            self._profile.close()

    def health(self) -> tuple[SystemHealth, ...]:
        """Every system now; none while the engine does not run here."""
        return self._station.engine.health() if self._station is not None else ()

    def pull_now(self) -> Future[Any]:
        """Mirror what is new."""
        return self._soon(lambda station: station.engine.pull_now())

    def cancel_pull(self) -> None:
        """Stop mirroring; what came stays."""
        if self._station is not None:
            self._station.engine.cancel_pull()

    def probe_now(self) -> Future[Any]:
        """Look at every system."""
        return self._soon(lambda station: station.engine.probe_now())

    def deliver_now(self) -> None:
        """Try waiting deliveries now."""
        if self._station is not None:
            self._station.engine.deliver_now()

    def ask_gateway(self, delivery_id: int) -> Future[Any]:
        """Ask the sink whether an unknown delivery arrived."""
        return self._soon(lambda station: station.engine.ask_gateway(delivery_id))

    def dial(self, number: str, telephone: str = "", tones: str = "") -> Future[CallKey]:
        """Begin a call on a telephone, '' for the first; press keys once somebody has answered."""
        return self._soon(lambda station: station.engine.dial(number, telephone, tones))

    def hang_up(self, call: CallKey) -> Future[Any]:
        """End a call, or turn one down."""
        return self._soon(lambda station: station.engine.hang_up(call))

    def send_tones(self, call: CallKey, tones: str) -> Future[Any]:
        """Press keys in a call."""
        return self._soon(lambda station: station.engine.send_tones(call, tones))

    def answer(self, call: CallKey) -> Future[Any]:
        """Take a call that rings."""
        return self._soon(lambda station: station.engine.answer(call))

    def reload(self) -> None:
        """Connections changed."""
        if self._station is not None:
            self._connections = self._kept()
            self._station.engine.reload()

    def look_again(self) -> None:
        """Another process wrote: take up the connections that it changed."""
        if self._station is not None and self._kept() != self._connections:
            self.reload()

    def check(self, connection: Connection, typed: Mapping[str, str]) -> Future[list[CheckStep]]:
        """Live test of a connection as typed."""
        # The network's libraries may still be on their way; see the module's first lines.
        from fallback_console.compose.parts import check_connection

        return self._soon(
            lambda station: station.engine.submit(lambda: check_connection(self._profile, connection, typed))
        )

    def queues_of(self, connection: Connection) -> Future[Any]:
        """Names of the queues that a kept connection may see."""
        # The network's libraries may still be on their way; see the module's first lines.
        from fallback_console.compose.parts import queues_of

        return self._soon(lambda station: station.engine.submit(lambda: queues_of(self._profile, connection)))

    def _kept(self) -> list[Connection]:
        # Nobody asks before the window can be seen; see the module's first lines.
        from fallback_console.services.connections import list_connections

        return self._profile.desk.read(list_connections)

    def _begin(self) -> None:
        # The network's libraries take longer to load than the window; see the module's first lines.
        from fallback_console.compose.station import Station

        station = Station(self._profile)
        self._connections = self._kept()
        station.listen(self._on_event)
        while not station.start_if_free():
            if self._stop.wait(_ENGINE_RETRY_SECONDS):
                return
        with self._guard:
            self._station = station
            waiting, self._waiting = self._waiting, []
        for call in waiting:
            call(station)

    def _soon(self, ask: Callable[[Station], Future[Any]]) -> Future[Any]:
        """The answer of the engine, now or once it runs."""
        with self._guard:
            station = self._station
            if station is None:
                answer: Future[Any] = Future()
                self._waiting.append(lambda started: _pass_on(ask(started), answer))
                return answer
        return ask(station)


def _pass_on(source: Future[Any], target: Future[Any]) -> None:
    def copy(done: Future[Any]) -> None:
        error = done.exception()
        if error is not None:
            target.set_exception(error)
        else:
            target.set_result(done.result())

    source.add_done_callback(copy)


def make_launch(folder: Path, settings: Settings, kind: str = "real") -> Launch:
    """How the window comes from a data folder to an open profile.

    Args:
        kind: 'real', 'drill' or 'demo'.
    """
    # The window's toolkit is loaded only where a window is asked for.
    from fallback_console.ui.context import Launch

    preferences = Preferences(folder, settings)
    return Launch(
        folder=folder,
        preferences=preferences,
        passphrase_for=lambda: passphrase_for(folder) if kind == "real" else "",
        open=lambda passphrase: _open(folder, preferences, kind, passphrase),
    )


def _opening(launch: Launch) -> Launch:
    """The same launch, its data being opened beside whatever comes next; not where a passphrase has to be asked for."""
    try:
        if launch.passphrase_for():
            return launch
    except Exception:
        # The window asks again, and shows why.
        return launch
    opened: Future[WindowContext] = Future()
    taken = threading.Event()

    def work() -> None:
        try:
            opened.set_result(launch.open(None))
        except BaseException as error:
            opened.set_exception(error)

    def open_once(passphrase: str | None) -> WindowContext:
        if taken.is_set():
            return launch.open(passphrase)
        taken.set()
        return opened.result()

    threading.Thread(target=work, name="open data", daemon=True).start()
    return launch._replace(open=open_once)


def _open(folder: Path, preferences: Preferences, kind: str, passphrase: str | None) -> WindowContext:
    # The window's parts are loaded only where a window is asked for.
    from fallback_console.ui.context import ProfileFacts, WindowContext
    from fallback_console.ui.models.queue_listing import HeadStart

    # One window for each folder; a second one finds this held and asks the first to come to the front.
    only = window_lock(folder)
    only.acquire()
    try:
        profile = open_profile(folder, preferences.settings, kind=kind, passphrase=passphrase)
    except BaseException:
        only.release()
        raise
    desk = profile.desk
    listeners: list[Callable[[EngineEvent], None]] = []

    def tell(event: EngineEvent) -> None:
        event = desk.covered(event)
        for listener in tuple(listeners):
            listener(event)

    def listen(listener: Callable[[EngineEvent], None]) -> Callable[[], None]:
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    engine = LateEngine(profile, tell)
    store = profile.store
    own_lock = profile.key_kind != "passphrase"

    def start() -> None:
        # What a start has made stays to the end: the collector need not look at it again, and never stops the window for it.
        gc.collect()
        gc.freeze()
        gc.enable()
        engine.start()

    def poll_foreign() -> bool:
        if not store.poll_foreign():
            return False
        engine.look_again()
        return True

    def close() -> None:
        engine.close()
        only.release()

    return WindowContext(
        desk=desk,
        engine=engine,
        secrets=profile.secrets,
        preferences=preferences,
        profile=ProfileFacts(kind, folder, profile.key_kind, store.station, __version__),
        clock=profile.clock,
        check_connection=engine.check,
        subscribe_changes=store.subscribe,
        subscribe_events=listen,
        poll_foreign=poll_foreign,
        start=start,
        close=close,
        sla=profile.settings.sla,
        reach=profile.settings.reach,
        dial=profile.settings.dial,
        check_passphrase=None if own_lock else lambda typed: _beside(lambda: profile.opens_with(typed)),
        starts_locked=own_lock and profile.desk.read(lock_is_set),
        first_run=not profile.rehearsal and profile.desk.read(is_first_run, bool(profile.settings.connections)),
        desk_for=profile.desk_of,
        queues_of=engine.queues_of,
        look_around=(lambda: _look_around(folder)) if kind == "real" else None,
        right_of_way=store.right_of_way,
        save_sheets=_save_sheets,
        save_text=_save_text,
        people_files=lambda: _people_files(profile),
        first_cases=HeadStart(profile.desk, profile.clock.now_ms()),
        broadcast=profile.settings.broadcast,
        calls=profile.settings.calls,
    )


def _save_sheets(target: Path, heading: str, footer: str, sheets: Sequence[Sheet]) -> Future[Path]:
    # Late: most windows never save anything.
    from fallback_console.compose.reporting import save_beside

    return _beside(lambda: save_beside(target, heading, footer, sheets))


def _save_text(target: Path, text: str) -> Future[Path]:
    # Late: see above.
    from fallback_console.compose.reporting import save_text

    return _beside(lambda: save_text(target, text))


def _people_files(profile: Profile) -> PeopleFiles:
    # Late: most windows never import anybody.
    from fallback_console.compose.directories import helpdesk_people
    from fallback_console.compose.importing import PeopleFiles

    return PeopleFiles(
        profile.store,
        _beside,
        profile.secrets,
        rehearsal=profile.rehearsal,
        helpdesk=lambda: helpdesk_people(profile),
        veil=profile.veil,
    )


def _look_around(folder: Path) -> None:
    """Open the demonstration in a process of its own: its data and its systems are its own too."""
    # Nobody looks around before the window is there; see the module's first lines.
    import subprocess

    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "fallback_console"]
    subprocess.Popen([*program, "--data-dir", str(folder), "run", "--demo"], start_new_session=True)


def _beside(work: Callable[[], T]) -> Future[T]:
    """What work gives, from a thread of its own."""
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(work())
        except BaseException as error:
            answer.set_exception(error)

    threading.Thread(target=run, name="beside", daemon=True).start()
    return answer


def _load_binding() -> None:
    """Load the ground of Qt's binding.

    To be called before there is a second thread: it walks through all modules, and where another thread loads one meanwhile,
    the process ends there and then.
    """
    importlib.import_module("shiboken6")
    # It would read the source of every module, to find out whether snake_case names are asked for: here they never are.
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda _module: False)  # noqa: B010  # not typed


def run_window(folder: Path, settings: Settings, kind: str = "real") -> int:
    """Open the window of a data folder and stay until it is closed; the exit status."""
    sys.setswitchinterval(SWITCH_SECONDS)
    # A start makes much and throws little away: collecting takes a sixth of it, for nothing.
    gc.disable()
    launch = make_launch(folder, settings, kind)
    _load_binding()
    launch = _opening(launch)
    # The window's toolkit is loaded only where a window is asked for.
    from fallback_console.ui.run import run_window as run

    try:
        return run(launch)
    finally:
        gc.enable()


def main() -> None:
    """Entry of the windowed program: ``run`` with the arguments given."""
    # The command line loads this module for its own window; see the module's first lines.
    from fallback_console.cli import main as command_line

    sys.exit(command_line(["run", *sys.argv[1:]]))
