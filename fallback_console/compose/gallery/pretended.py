"""A real store with everything around it pretended: clock, engine, secrets, choices. For pictures and for tests of the window."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from fallback_console import __version__
from fallback_console.compose.gallery.directory import PretendedDirectory, PretendedUsers
from fallback_console.compose.importing import PeopleFiles
from fallback_console.compose.reporting import save_beside, save_text
from fallback_console.domain.broadcast import Policy
from fallback_console.domain.call_rules import CallRules
from fallback_console.domain.connection import Connection
from fallback_console.domain.dial_rules import DialRules
from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.events import EngineEvent, HealthChanged
from fallback_console.domain.health import SystemHealth
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.sla import SlaRules
from fallback_console.domain.telephone import CallKey
from fallback_console.ports import CheckStep
from fallback_console.services.desk import Desk
from fallback_console.services.veil import Veil
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from fallback_console.ui.context import ProfileFacts, WindowContext

__all__ = [
    "LOGIN",
    "MINUTE",
    "FakeEngine",
    "FixedClock",
    "MemoryPreferences",
    "MemorySecrets",
    "World",
    "done",
    "make_world",
]

T = TypeVar("T")

LOGIN = "agent07"
MINUTE = 60_000


class FixedClock:
    """Wall time that moves when told to.

    Attributes:
        now: UTC epoch milliseconds.
    """

    def __init__(self, now: int) -> None:
        self.now = now

    def now_ms(self) -> int:
        """UTC epoch milliseconds."""
        return self.now

    def monotonic(self) -> float:
        """Seconds."""
        return self.now / 1000


class MemorySecrets:
    """A secret store in memory.

    Attributes:
        kept: name → secret.
    """

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """The secret, None where there is none."""
        return self.kept.get(name)

    def set(self, name: str, value: str) -> None:
        """Keep a secret."""
        self.kept[name] = value

    def delete(self, name: str) -> None:
        """Forget a secret."""
        self.kept.pop(name, None)


class MemoryPreferences:
    """Choices in memory.

    Attributes:
        values: name → choice.
        locks: names that the organisation sets.
    """

    def __init__(self, **values: str) -> None:
        start = {"login": LOGIN, "role": "agent", "region": "US", "language": "en", "theme": "light", "dialler": "tel"}
        self.values = start | {"lock_minutes": "0"} | values
        self.locks: set[str] = set()

    def value(self, name: str) -> str:
        """The choice in force."""
        return self.values[name]

    def locked(self, name: str) -> bool:
        """The organisation sets it."""
        return name in self.locks

    def remember(self, name: str, value: str) -> None:
        """Keep a choice."""
        self.values[name] = value


def done(result: Any = None) -> Future[Any]:
    """A future that is done."""
    future: Future[Any] = Future()
    future.set_result(result)
    return future


def tried(work: Callable[[], T]) -> Future[T]:
    """A future that is done, with what came of it."""
    future: Future[T] = Future()
    try:
        future.set_result(work())
    except ConsoleError as error:
        future.set_exception(error)
    return future


class FakeEngine:
    """Remembers what it was asked; tells what it is told to.

    Attributes:
        systems: name → health.
        asked: what was asked, in order.
        telephone: what becomes of a number that is dialled; it is taken unless a test says otherwise.
    """

    def __init__(self) -> None:
        self.systems: dict[str, SystemHealth] = {}
        self.asked: list[str] = []
        self.telephone: Callable[[str], Future[CallKey]] = lambda number: done(CallKey("phone:pretended", number))
        self.listeners: list[Callable[[EngineEvent], None]] = []

    def subscribe(self, listener: Callable[[EngineEvent], None]) -> Callable[[], None]:
        """Be told; returns what ends it."""
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self, event: EngineEvent) -> None:
        """Tell everybody."""
        for listener in tuple(self.listeners):
            listener(event)

    def set_health(self, health: SystemHealth) -> None:
        """A system is like this from now on."""
        self.systems[health.system] = health
        self.tell(HealthChanged(health))

    def health(self) -> tuple[SystemHealth, ...]:
        """Every system."""
        return tuple(self.systems.values())

    def pull_now(self) -> Future[Any]:
        """Remembered only."""
        self.asked.append("pull")
        return done()

    def cancel_pull(self) -> None:
        """Remembered only."""
        self.asked.append("cancel")

    def probe_now(self) -> Future[Any]:
        """Remembered only."""
        self.asked.append("probe")
        return done()

    def deliver_now(self) -> None:
        """Remembered only."""
        self.asked.append("deliver")

    def ask_gateway(self, delivery_id: int) -> Future[Any]:
        """Remembered only."""
        self.asked.append(f"ask {delivery_id}")
        return done()

    def dial(self, number: str, telephone: str = "", tones: str = "") -> Future[CallKey]:
        """Remembered, and handed to the telephone."""
        self.asked.append(f"dial {number} {tones}".rstrip())
        return self.telephone(number)

    def hang_up(self, call: CallKey) -> Future[Any]:
        """Remembered only."""
        self.asked.append(f"hang up {call.id}")
        return done()

    def send_tones(self, call: CallKey, tones: str) -> Future[Any]:
        """Remembered only."""
        self.asked.append(f"keys {tones}")
        return done()

    def answer(self, call: CallKey) -> Future[Any]:
        """Remembered only."""
        self.asked.append(f"answer {call.id}")
        return done()

    def reload(self) -> None:
        """Remembered only."""
        self.asked.append("reload")


@dataclass
class World:
    """Everything a window needs, and what a test looks at.

    Attributes:
        steps: what a live test of a connection answers.
        checked: the live tests that were asked for, with the secrets typed.
        shown_folder: what the window tells of the data folder; the folder itself where None.
        sla: when the countdown to a due time runs, None for always.
        reach: how people are reached, None for the usual rules.
        dial: what is dialled for a number, None for the number as it is.
        broadcast: what the organisation wants of broadcasts, None for the defaults.
        calls: what it says of calls, None for the usual.
        veil: covers customers' telephone numbers; None where the person may read them.
        desk_for: puts something between the window and its store, a desk that never answers for instance.
    """

    store: Store
    folder: Path
    clock: FixedClock
    engine: FakeEngine = field(default_factory=FakeEngine)
    secrets: MemorySecrets = field(default_factory=MemorySecrets)
    directory: PretendedDirectory = field(default_factory=PretendedDirectory)
    users: PretendedUsers = field(default_factory=PretendedUsers)
    preferences: MemoryPreferences = field(default_factory=MemoryPreferences)
    steps: list[CheckStep] = field(default_factory=list)
    checked: list[tuple[Connection, dict[str, str]]] = field(default_factory=list)
    kind: str = "real"
    key_kind: str = "keychain"
    login: str = LOGIN
    version: str = __version__
    shown_folder: Path | None = None
    veil: Veil | None = None
    desk_for: Callable[[Store, str], Desk] = Desk
    sla: SlaRules | None = None
    reach: ReachRules | None = None
    dial: DialRules | None = None
    broadcast: Policy | None = None
    calls: CallRules | None = None

    @property
    def desk(self) -> Desk:
        """What the window works with."""
        return Desk(self.store, self.login, self.veil) if self.veil else self.desk_for(self.store, self.login)

    def do(self, fn: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        """Run a command to its end."""
        return self.store.write(lambda tx: fn(tx, *args, **kw)).result(10)

    def check(self, connection: Connection, secrets: Mapping[str, str]) -> Future[list[CheckStep]]:
        """The live test of a connection."""
        self.checked.append((connection, dict(secrets)))
        return done(self.steps)

    def _subscribe_events(self, listener: Callable[[EngineEvent], None]) -> Callable[[], None]:
        return self.engine.subscribe(lambda event: listener(self.desk.covered(event)))

    def context(self) -> WindowContext:
        """For a window."""
        return WindowContext(
            desk=self.desk,
            engine=self.engine,
            secrets=self.secrets,
            preferences=self.preferences,
            profile=ProfileFacts(
                self.kind, self.shown_folder or self.folder, self.key_kind, self.store.station, self.version
            ),
            clock=self.clock,
            check_connection=lambda connection, typed: self.check(connection, typed),
            subscribe_changes=self.store.subscribe,
            subscribe_events=self._subscribe_events,
            poll_foreign=self.store.poll_foreign,
            start=lambda: self.engine.asked.append("start"),
            close=lambda: self.engine.asked.append("close"),
            save_sheets=lambda *what: tried(lambda: save_beside(*what)),
            save_text=lambda *what: tried(lambda: save_text(*what)),
            people_files=lambda: PeopleFiles(
                self.store,
                tried,
                self.secrets,
                directories=lambda *_what, **_kw: self.directory,
                helpdesk=lambda: self.users,
                veil=self.veil,
            ),
            sla=self.sla,
            reach=self.reach,
            dial=self.dial,
            broadcast=self.broadcast,
            calls=self.calls,
        )


def make_world(folder: Path, *, now: int | None = None, **kw: Any) -> World:
    """An open, empty profile.

    Args:
        now: UTC epoch milliseconds; the machine's own where None.
        kw: values of ``World``.
    """
    clock = FixedClock(now if now is not None else int(time.time() * 1000))
    folder.mkdir(parents=True, exist_ok=True)
    return World(Store.open(folder, DatabaseKey(os.urandom(32)), clock), folder, clock, **kw)
