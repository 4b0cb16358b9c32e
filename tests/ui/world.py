"""A real store with believable cases, an engine that only remembers what it was asked, and a window over both."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Problem
from fallback_console.domain.errors import ConflictError
from fallback_console.domain.events import EngineEvent, HealthChanged
from fallback_console.domain.health import Finding, Observation, State, SystemHealth
from fallback_console.domain.mirror import PulledPerson, PullPage
from fallback_console.drill.demo import DemoCase, DemoWorld, demo_world
from fallback_console.ports import CheckStep
from fallback_console.resources_path import resource
from fallback_console.services import cases, connections, dispatch, messages, mirroring, outages
from fallback_console.services.desk import Desk
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from fallback_console.store.tx import Tx
from fallback_console.ui.context import ProfileFacts, WindowContext

LOGIN = "agent07"
MINUTE = 60_000


class FixedClock:
    """Wall time that moves when told to."""

    def __init__(self, now: int) -> None:
        self.now = now

    def now_ms(self) -> int:
        return self.now

    def monotonic(self) -> float:
        return self.now / 1000


class MemorySecrets:
    """A secret store in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def set(self, name: str, value: str) -> None:
        self.kept[name] = value

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


class MemoryPreferences:
    """Choices in memory."""

    def __init__(self, **values: str) -> None:
        start = {"login": LOGIN, "role": "agent", "region": "US", "language": "en", "theme": "light", "dialler": "tel"}
        self.values = start | values
        self.locks: set[str] = set()

    def value(self, name: str) -> str:
        return self.values[name]

    def locked(self, name: str) -> bool:
        return name in self.locks

    def remember(self, name: str, value: str) -> None:
        self.values[name] = value


def done(result: Any = None) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(result)
    return future


class FakeEngine:
    """Remembers what it was asked; tells what a test says."""

    def __init__(self) -> None:
        self.systems: dict[str, SystemHealth] = {}
        self.asked: list[str] = []
        self.listeners: list[Callable[[EngineEvent], None]] = []

    def subscribe(self, listener: Callable[[EngineEvent], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self, event: EngineEvent) -> None:
        for listener in tuple(self.listeners):
            listener(event)

    def set_health(self, health: SystemHealth) -> None:
        self.systems[health.system] = health
        self.tell(HealthChanged(health))

    def health(self) -> tuple[SystemHealth, ...]:
        return tuple(self.systems.values())

    def pull_now(self) -> Future[Any]:
        self.asked.append("pull")
        return done()

    def cancel_pull(self) -> None:
        self.asked.append("cancel")

    def probe_now(self) -> Future[Any]:
        self.asked.append("probe")
        return done()

    def deliver_now(self) -> None:
        self.asked.append("deliver")

    def ask_gateway(self, delivery_id: int) -> Future[Any]:
        self.asked.append(f"ask {delivery_id}")
        return done()

    def reload(self) -> None:
        self.asked.append("reload")


@dataclass
class World:
    """Everything a window needs, and what a test looks at."""

    store: Store
    folder: Path
    clock: FixedClock
    engine: FakeEngine = field(default_factory=FakeEngine)
    secrets: MemorySecrets = field(default_factory=MemorySecrets)
    preferences: MemoryPreferences = field(default_factory=MemoryPreferences)
    steps: list[CheckStep] = field(default_factory=list)
    checked: list[tuple[Connection, dict[str, str]]] = field(default_factory=list)
    kind: str = "real"
    key_kind: str = "keychain"
    login: str = LOGIN

    @property
    def desk(self) -> Desk:
        return Desk(self.store, self.login)

    def do(self, fn: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        """Run a command to its end."""
        return self.store.write(lambda tx: fn(tx, *args, **kw)).result(10)

    def check(self, connection: Connection, secrets: Mapping[str, str]) -> Future[list[CheckStep]]:
        self.checked.append((connection, dict(secrets)))
        return done(self.steps)

    def context(self) -> WindowContext:
        return WindowContext(
            desk=self.desk,
            engine=self.engine,
            secrets=self.secrets,
            preferences=self.preferences,
            profile=ProfileFacts(self.kind, self.folder, self.key_kind, self.store.station, "0.1.0"),
            clock=self.clock,
            check_connection=self.check,
            subscribe_changes=self.store.subscribe,
            subscribe_events=self.engine.subscribe,
            poll_foreign=self.store.poll_foreign,
            start=lambda: self.engine.asked.append("start"),
            close=lambda: self.engine.asked.append("close"),
        )


def make_world(folder: Path, *, now: int | None = None, **kw: Any) -> World:
    """An open, empty profile."""
    clock = FixedClock(now if now is not None else int(time.time() * 1000))
    folder.mkdir(parents=True, exist_ok=True)
    return World(Store.open(folder, DatabaseKey(os.urandom(32)), clock), folder, clock, **kw)


def fill(world: World, count: int = 120, *, foreign: str = "") -> DemoWorld:
    """Mirror demonstration cases, as a pull would; with ``foreign`` as every text that other people write."""
    demo = demo_world(resource("demo"), count, world.clock.now)
    if foreign:
        demo = _written_by_others(demo, foreign)
    world.do(mirroring.store_vocabulary, "rt", demo.vocabulary)
    people = demo.customers + demo.team
    for start in range(0, count, 50):
        part = demo.cases[start : start + 50]
        page = PullPage(
            cases=tuple(c.case for c in part),
            items=tuple(i for c in part for i in c.items),
            people=people if start == 0 else (),
            cursor=str(start),
            done=start + 50 >= count,
            seen=start + len(part),
            total=count,
        )
        world.do(mirroring.store_page, "rt", "cases", page)
    while world.do(mirroring.index_some, 500):
        pass
    for connection in (
        Connection("helpdesk", "rt", {"url": "https://rt.example.com"}),
        Connection("slack", "slack", {}),
        Connection("mail", "mail", {"imap_host": "imap.example.com"}),
        Connection("sms:kannel", "kannel", {"url": "http://10.0.0.7:13013/cgi-bin/sendsms", "username": "console"}),
    ):
        world.do(connections.save, connection)
    return demo


def everything_up(world: World) -> None:
    """All systems answer."""
    for system in ("helpdesk", "slack", "mail", "sms:kannel"):
        since = world.clock.now - 120 * MINUTE
        seen = Observation(
            system, "api", Finding.OK, "authorised", world.clock.now - 4000, 0.12, "It answered in 0.1 s."
        )
        world.engine.set_health(
            SystemHealth(system, State.UP, since, world.clock.now - 4000, True, detail=seen.detail, evidence=(seen,))
        )


def outage(world: World) -> None:
    """Slack and mail are down, the helpdesk is back after a while, the rest works; an outage is declared."""
    everything_up(world)
    for system, minutes in (("slack", 12), ("mail", 9)):
        since = world.clock.now - minutes * MINUTE
        failed = Observation(
            system, "api", Finding.FAILED, "tcp", world.clock.now - 6000, 8.0, "No answer within 8 seconds."
        )
        vendor = Observation(
            system, "status-page", Finding.VENDOR_INCIDENT, "", world.clock.now - 60_000, 0.4, "Messages are delayed."
        )
        world.engine.set_health(
            SystemHealth(
                system, State.DOWN, since, world.clock.now - 6000, detail=failed.detail, evidence=(failed, vendor)
            )
        )
    world.do(outages.declare, "monitor", ["slack", "mail"], "Two systems do not answer.", world.clock.now - 12 * MINUTE)


def busy_sync(world: World, demo: DemoWorld) -> dict[str, int]:
    """One delivery of each state; their ids by state."""
    keys = [f"rt:{c.case.remote_id}" for c in demo.cases if c.case.status == "open"]
    found: dict[str, int] = {}

    def stand(name: str, make: Callable[[Tx], Any], sink: str, after: Callable[[Tx, int], None] | None) -> None:
        def work(tx: Tx) -> int:
            make(tx)
            number = int(tx.value("SELECT max(id) FROM delivery"))
            if after is not None:
                tx.execute("UPDATE delivery SET state = 'in_flight', attempts = attempts + 1 WHERE id = ?", (number,))
                after(tx, number)
            return number

        found[name] = world.do(work)

    conflict = ConflictError(
        "status",
        "open",
        "resolved",
        "stalled",
        theirs_by="m.tanaka",
        theirs_at=world.clock.now - 7 * MINUTE,
        theirs_version=901,
    )
    stand(
        "conflict",
        lambda tx: cases.set_field(tx, world.login, keys[0], "status", "resolved"),
        "helpdesk",
        lambda tx, n: dispatch.stop(
            tx,
            n,
            Problem(
                conflict.code,
                conflict.message,
                conflict.next_step,
                {
                    "field": "status",
                    "base": "open",
                    "mine": "resolved",
                    "theirs": "stalled",
                    "theirs_by": "m.tanaka",
                    "theirs_at": conflict.theirs_at,
                    "theirs_version": 901,
                },
            ),
        ),
    )
    stand(
        "refused",
        lambda tx: cases.reply(tx, world.login, keys[1], "Your refund is on its way."),
        "helpdesk",
        lambda tx, n: dispatch.stop(
            tx,
            n,
            Problem("refused", "The helpdesk refused the reply.", "Ask for the right 'ReplyToTicket', then retry."),
        ),
    )
    stand(
        "unknown",
        lambda tx: messages.send_sms(tx, world.login, keys[2], "+12025550142", "We have corrected the invoice."),
        "sms:kannel",
        lambda tx, n: dispatch.mark_unknown(
            tx, n, Problem("ambiguous", "The gateway did not answer in time.", "Ask the recipient whether it arrived.")
        ),
    )
    stand("waiting", lambda tx: cases.add_note(tx, world.login, keys[3], "Promised a refund today."), "helpdesk", None)
    stand("second", lambda tx: cases.set_field(tx, world.login, keys[4], "owner", world.login), "helpdesk", None)
    stand(
        "third",
        lambda tx: cases.set_next_action(tx, world.login, keys[5], "Call back", world.clock.now + 60 * MINUTE),
        "helpdesk",
        None,
    )
    return found


def sign_in_problem(health: SystemHealth) -> SystemHealth:
    """The same system, but it refuses our sign-in."""
    return replace(health, sign_in=True, deliverable=False)


def _written_by_others(demo: DemoWorld, text: str) -> DemoWorld:
    def person(one: PulledPerson) -> PulledPerson:
        return replace(one, name=text, organisation=text)

    def case(one: DemoCase) -> DemoCase:
        items = tuple(replace(i, text=text, author=text) if i.text else i for i in one.items)
        return DemoCase(replace(one.case, subject=text), items)

    return replace(demo, customers=tuple(map(person, demo.customers)), cases=tuple(map(case, demo.cases)))
