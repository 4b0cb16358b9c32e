"""The monitor against real servers: frozen, killed, stopped, unreachable, back again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fallback_console.adapters.status import factory
from fallback_console.domain.connection import Connection
from fallback_console.domain.events import EngineEvent, OutageChanged
from fallback_console.domain.health import State, SystemHealth
from fallback_console.domain.timing import Timing
from fallback_console.domain.views import OutageRow
from fallback_console.network.monitor import Monitor
from fallback_console.services import outages
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from tests.real.servers.kannel import KannelServer
from tests.real.servers.mail import MailServer
from tests.real.servers.net import NetFaults
from tests.real.servers.rt import RtServer
from tests.unit.adapters.raw_server import answer, raw_server

FAST = Timing().scaled(0.2)
PATIENCE = 30.0
"""Seconds that a state may take on a machine that has much else to do."""


class MachineClock:
    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        return time.monotonic()


class Secrets:
    def __init__(self, kept: dict[str, str]) -> None:
        self._kept = kept

    def get(self, name: str) -> str | None:
        return self._kept.get(name)

    def set(self, name: str, value: str) -> None:
        self._kept[name] = value

    def delete(self, name: str) -> None:
        self._kept.pop(name, None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data", DatabaseKey(bytes(range(32))), MachineClock())
    yield opened
    opened.close()


class Run:
    """A monitor at work on real systems."""

    def __init__(
        self, store: Store, connections: list[Connection], secrets: Secrets, timing: Timing, canary: str
    ) -> None:
        clock = MachineClock()
        probes = [p for c in connections for p in factory.probes_for(c, secrets, clock, timing)]
        canaries = factory.canaries((f"{canary}/ok.txt 200 ok",), clock, timing)
        self.store = store
        self.events: list[EngineEvent] = []
        self.monitor = Monitor(store, probes, canaries, clock, timing, self.events.append)
        self.timing = timing
        self.canary_port = int(canary.rpartition(":")[2])

    def health(self, system: str) -> SystemHealth:
        return next(h for h in self.monitor.snapshot() if h.system == system)

    async def until(self, system: str, wanted: Callable[[SystemHealth], bool]) -> float:
        """Wait until a system looks as wanted; seconds that took."""
        begun = time.monotonic()
        while not wanted(self.health(system)):
            assert time.monotonic() - begun < PATIENCE + self.timing.detection_bound, self.health(system)
            await asyncio.sleep(0.02)
        return time.monotonic() - begun

    async def state(self, system: str, state: State) -> float:
        return await self.until(system, lambda health: health.state is state)

    async def outage(self, running: bool) -> OutageRow | None:
        """Wait until an outage runs, or none does."""
        begun = time.monotonic()
        while True:
            found = self.store.read(outages.current)
            # It is told a moment after it is written down.
            told = [event.running for event in self.events if isinstance(event, OutageChanged)]
            if (found is not None) is running and told and told[-1] is running:
                return found
            assert time.monotonic() - begun < PATIENCE, found
            await asyncio.sleep(0.02)


def watched(
    store: Store,
    script: Callable[[Run], Awaitable[None]],
    *connections: Connection,
    secrets: dict[str, str],
    timing: Timing = FAST,
) -> Run:
    async def main() -> Run:
        async with raw_server(answer(200, b"ok\n", content_type="text/plain")) as canary:
            run = Run(store, list(connections), Secrets(secrets), timing, canary.url)
            task = asyncio.create_task(run.monitor.run())
            try:
                await script(run)
            finally:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
            return run

    return asyncio.run(main())


def helpdesk(rt: RtServer) -> Connection:
    return Connection("helpdesk", "rt", {"url": rt.url})


def in_thread(call: Callable[..., Any], *arguments: Any) -> Awaitable[Any]:
    return asyncio.to_thread(call, *arguments)


class TestRequestTracker:
    def test_frozen_killed_and_back(self, rt: RtServer, store: Store, figure: Callable[[str], None]) -> None:
        async def script(run: Run) -> None:
            await run.until("helpdesk", lambda health: health.deliverable)
            await in_thread(rt.freeze)
            found = await run.state("helpdesk", State.DOWN)
            outage = await run.outage(True)
            await in_thread(rt.kill9)
            await asyncio.sleep(3 * FAST.down_every)
            assert run.health("helpdesk").state is State.DOWN
            assert "refused" in run.health("helpdesk").detail
            await in_thread(rt.start)
            back = await run.state("helpdesk", State.UP)
            assert not run.health("helpdesk").deliverable
            held = await run.until("helpdesk", lambda health: health.deliverable)
            assert held >= FAST.hold_down * 0.8
            await run.outage(False)
            (recorded,) = run.store.read(outages.history)
            assert outage is not None
            assert recorded.id == outage.id
            assert [state for _, _, state, _ in recorded.timeline] == ["declared", "up", "over"]
            figure(f"RT frozen: down after {found:.1f} s; back: up after {back:.1f} s (times scaled by 0.2)")

        run = watched(store, script, helpdesk(rt), secrets={"helpdesk/token": rt.token()})
        told = [event.running for event in run.events if isinstance(event, OutageChanged)]
        assert (told[0], told[-1]) == (True, False)

    def test_frozen_at_default_settings(self, rt: RtServer, store: Store, figure: Callable[[str], None]) -> None:
        async def script(run: Run) -> None:
            await run.until("helpdesk", lambda health: health.deliverable)
            await in_thread(rt.freeze)
            found = await run.state("helpdesk", State.DOWN)
            outage = await run.outage(True)
            figure(f"RT frozen: declared after {found:.1f} s at default settings (bar 45 s)")
            assert found <= 45
            assert outage is not None

        watched(store, script, helpdesk(rt), secrets={"helpdesk/token": rt.token()}, timing=Timing())

    def test_a_wrong_token_is_our_sign_in(self, rt: RtServer, store: Store) -> None:
        async def script(run: Run) -> None:
            await run.until("helpdesk", lambda health: health.sign_in)
            assert run.health("helpdesk").state is State.UP
            assert not run.health("helpdesk").deliverable
            await asyncio.sleep(FAST.detection_bound)
            assert run.store.read(outages.current) is None

        watched(store, script, helpdesk(rt), secrets={"helpdesk/token": f"{rt.token()}0"})

    def test_ones_own_cable_is_no_outage(self, rt: RtServer, store: Store, net_faults: NetFaults) -> None:
        async def script(run: Run) -> None:
            await run.until("helpdesk", lambda health: health.deliverable)
            await in_thread(net_faults.blackhole, run.canary_port)
            await in_thread(net_faults.blackhole, rt.port)
            await run.until("helpdesk", lambda health: health.offline)
            await asyncio.sleep(FAST.detection_bound)
            assert run.health("helpdesk").state is State.UNKNOWN
            await in_thread(net_faults.clear)
            await run.until("helpdesk", lambda health: health.deliverable)
            assert run.store.read(outages.history) == []
            await in_thread(net_faults.blackhole, rt.port)  # theirs this time
            await run.state("helpdesk", State.DOWN)

        watched(store, script, helpdesk(rt), secrets={"helpdesk/token": rt.token()})

    def test_lost_packets_are_no_outage(self, rt: RtServer, store: Store, net_faults: NetFaults) -> None:
        async def script(run: Run) -> None:
            await run.until("helpdesk", lambda health: health.deliverable)
            await in_thread(net_faults.loss, rt.port, 10)
            seen = set()
            until = time.monotonic() + 15
            while time.monotonic() < until:
                seen.add(run.health("helpdesk").state)
                await asyncio.sleep(0.02)
            assert State.DOWN not in seen

        # Whole seconds for TCP to send again: at a fifth of the time limits one lost packet would cost a whole probe.
        timing = Timing(probe_every=0.3, suspect_every=0.3)
        watched(store, script, helpdesk(rt), secrets={"helpdesk/token": rt.token()}, timing=timing)


def post_office(mail: MailServer) -> Connection:
    values = {
        "imap_host": "localhost",
        "imap_port": mail.imap_port,
        "imap_security": "starttls",
        "smtp_host": "localhost",
        "smtp_port": mail.smtp_port,
        "login": mail.address("alice"),
        "ca_file": str(mail.certificate),
    }
    return Connection("mail", "mail", values)


class TestMail:
    def test_frozen_stopped_and_back(self, mail: MailServer, store: Store, figure: Callable[[str], None]) -> None:
        async def script(run: Run) -> None:
            await run.until("mail", lambda health: health.deliverable)
            assert {o.stage for o in run.health("mail").evidence} == {"authorised"}
            await in_thread(mail.freeze)
            found = await run.state("mail", State.DOWN)
            figure(f"mail frozen: down after {found:.1f} s (times scaled by 0.2)")
            await in_thread(mail.resume)
            await run.state("mail", State.UP)
            await in_thread(mail.stop_imap)
            await run.state("mail", State.DOWN)
            assert "refused" in run.health("mail").detail or "SMTP" in run.health("mail").detail
            await in_thread(mail.start_imap)
            await run.state("mail", State.UP)
            await in_thread(mail.stop)
            await run.state("mail", State.DOWN)
            await run.until("mail", lambda health: {o.stage for o in health.evidence} == {"tcp"})

        watched(store, script, post_office(mail), secrets={"mail/password": mail.password("alice")})

    def test_a_wrong_password_is_our_sign_in(self, mail: MailServer, store: Store) -> None:
        async def script(run: Run) -> None:
            await run.until("mail", lambda health: health.sign_in)
            assert run.health("mail").state in (State.UP, State.UNKNOWN)

        # Postfix and dovecot answer a wrong password seconds later, on purpose.
        timing = Timing(probe_every=1.0)
        watched(store, script, post_office(mail), secrets={"mail/password": "old"}, timing=timing)

    @pytest.mark.parametrize("password", ["alice-mail-1", "old"])
    def test_live_test(self, mail: MailServer, password: str) -> None:
        secrets = Secrets({"mail/password": password})
        steps = asyncio.run(factory.check(post_office(mail), secrets, MachineClock()))
        names = ["address", "connection", "greeting", "certificate", "sign-in"]
        assert [step.name for step in steps] == [f"{which} {name}" for which in ("IMAP", "SMTP") for name in names]
        good = password == mail.password("alice")
        assert [step.ok for step in steps] == [True, True, True, True, good] * 2

    def test_imaps_and_a_stranger_certificate(self, mail: MailServer) -> None:
        values = {"imap_host": "localhost", "imap_port": mail.imaps_port, "ca_file": str(mail.certificate)}
        trusted = asyncio.run(factory.check(Connection("mail", "mail", values), Secrets({}), MachineClock()))
        assert [(step.name, step.ok) for step in trusted][-1] == ("greeting", True)
        del values["ca_file"]
        stranger = asyncio.run(factory.check(Connection("mail", "mail", values), Secrets({}), MachineClock()))
        assert [(step.name, step.ok) for step in stranger][-1] == ("certificate", False)


class TestKannel:
    def gateway(self, kannel: KannelServer) -> Connection:
        admin = f"http://127.0.0.1:{kannel.admin.port}"
        return Connection("sms:kannel", "kannel", {"url": kannel.send_url, "admin_url": admin, "username": "x"})

    def test_stopped_and_back_without_sending_anything(self, kannel: KannelServer, store: Store) -> None:
        async def script(run: Run) -> None:
            await run.until("sms:kannel", lambda health: health.deliverable)
            await in_thread(kannel.freeze)
            await run.state("sms:kannel", State.DOWN)
            await in_thread(kannel.resume)
            await run.state("sms:kannel", State.UP)
            await in_thread(kannel.stop)
            await run.state("sms:kannel", State.DOWN)
            await in_thread(kannel.start)
            await run.until("sms:kannel", lambda health: health.deliverable)
            assert run.store.read(outages.history) == []  # a gateway is a way around an outage, not one

        watched(store, script, self.gateway(kannel), secrets={})
        assert kannel.handset.messages == ()

    def test_a_core_that_stands_still_behind_a_front_that_answers(self, kannel: KannelServer, store: Store) -> None:
        async def script(run: Run) -> None:
            await run.until("sms:kannel", lambda health: health.deliverable)
            await in_thread(kannel.swallow)
            await run.state("sms:kannel", State.DOWN)
            stages = {o.probe: o.finding.value for o in run.health("sms:kannel").evidence}
            assert stages == {"core": "failed", "sendsms": "ok"}

        watched(store, script, self.gateway(kannel), secrets={})
