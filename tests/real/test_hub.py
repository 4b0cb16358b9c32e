"""The team's hub on real NATS servers, a current one and the operating system's old one."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from fallback_console.adapters.hub.keys import new_key
from fallback_console.adapters.hub.nats_hub import NatsHub
from fallback_console.adapters.hub.settings import HubSettings
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.errors import (
    AmbiguousError,
    OutsideError,
    RefusedError,
    SettingsError,
    SignInError,
    UnreachableError,
)
from fallback_console.ports.hub import HubMessage
from tests.helpers.hub_conformance import CHECKS, WAIT_S, beats_say, closing, messages, next_of, soon
from tests.real.servers.hub import HubServer, packaged_server, ready, started, system_server
from tests.real.servers.proc import ProcessGuard, free_ports
from tests.unit.adapters.raw_server import self_signed

pytestmark = pytest.mark.real

T = TypeVar("T")

PROGRAMS = {"current": packaged_server, "old": system_server}


@pytest.fixture(params=PROGRAMS)
def server(request: pytest.FixtureRequest, tmp_path: Path, process_guard: ProcessGuard) -> Iterator[HubServer]:
    yield from started(PROGRAMS[request.param], tmp_path, process_guard)


@pytest.fixture
def current(tmp_path: Path, process_guard: ProcessGuard) -> Iterator[HubServer]:
    yield from started(packaged_server, tmp_path, process_guard)


async def patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """Until the hub is there again."""
    async with asyncio.timeout(WAIT_S):
        while True:
            try:
                return await ask()
            except (AmbiguousError, UnreachableError):
                await asyncio.sleep(0.02)


@pytest.mark.parametrize("name", CHECKS)
def test_conformance(server: HubServer, name: str) -> None:
    async def main() -> None:
        hub = await ready(server.connected("one"))
        try:
            await CHECKS[name](hub)
        finally:
            await hub.aclose()

    asyncio.run(main())


def test_what_a_server_can_do_follows_from_its_version(server: HubServer) -> None:
    async def main() -> None:
        hub = await ready(server.connected("one"))
        found = await hub.abilities()
        assert found.shared
        assert found.version == server.version
        is_old = found.version.startswith("2.9.")
        assert found.expires is not is_old
        assert found.durable is not is_old
        await hub.aclose()

    asyncio.run(main())


def test_stations_see_each_other_as_the_hub_vouches(server: HubServer) -> None:
    async def main() -> None:
        one, two = await ready(server.connected("one")), await ready(server.connected("two", site="osaka"))
        async with closing(two.watch(0)) as watching:
            await one.append(messages(0, 1))
            (record,) = await next_of(watching)
            assert (record.station, record.id) == ("one", "id-0")
        await one.append(messages(1, 2))
        await two.append(messages(2, 2))
        assert [(r.station, r.id) for r in await one.read(0, 99)][1:] == [
            ("one", "id-1"),
            ("one", "id-2"),
            ("two", "id-3"),
        ]
        await one.beat(b"1", 30)
        await two.beat(b"2", 30)
        beats = await soon(beats_say(two, {"one": b"1", "two": b"2"}))
        held = await one.compare_and_set("claim.1", b"one", 0, ttl=30)
        assert await two.compare_and_set("claim.1", b"two", 0, ttl=30) == held
        assert abs(beats["one"].at - SystemClock().now_ms()) < 5000
        await asyncio.gather(one.aclose(), two.aclose())

    asyncio.run(main())


def test_another_stations_subject_is_refused(server: HubServer, caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        settings = server.station("one")
        server.station("two")
        server.hub.reload()
        honest = await ready(NatsHub(settings, SystemClock()))
        await honest.append(messages(0, 1))
        line = await honest._link.line()
        for subject in ("fc.ev.main.two.note.added", "fc.ev.osaka.one.note.added", "fc.here.main.two", "fc.other"):
            began = time.monotonic()
            with pytest.raises(RefusedError) as caught:
                await line.publish_all([(subject, b"forged", {"Nats-Msg-Id": "x"})])
            assert caught.value.next_step
            assert time.monotonic() - began < 2
        for question in ("STREAM.PURGE.FC_EVENTS", "STREAM.DELETE.FC_EVENTS", "STREAM.UPDATE.FC_HELD"):
            with pytest.raises(RefusedError):
                await line.ask(f"$JS.API.{question}", {})
        assert [r.id for r in await honest.read(0, 99)] == ["id-0"]
        await honest.aclose()

    asyncio.run(main())


def test_the_hub_cannot_be_made_to_speak_for_another(server: HubServer) -> None:
    """A consumer may name a subject to deliver to; what it delivers there is nothing that another station said."""

    async def main() -> None:
        hub = await ready(server.connected("one"))
        server.station("two")
        line = await hub._link.line()
        await line.ask("fc.held.forged", b"\x01forged", {"Nats-Msg-Id": "forged"})
        for target in ("fc.ev.main.two.note.added", "fc.here.main.two"):
            for stream in ("FC_HELD", "FC_EVENTS"):
                config = {"deliver_subject": target, "ack_policy": "none", "deliver_policy": "all"}
                with contextlib.suppress(RefusedError):
                    await line.ask(f"$JS.API.CONSUMER.CREATE.{stream}", {"stream_name": stream, "config": config})
        await hub.append(messages(0, 3))
        await asyncio.sleep(0.5)
        assert [(r.station, r.id) for r in await hub.read(0, 99)] == [("one", f"id-{n}") for n in range(3)]
        assert await hub.beats() == {}
        await hub.aclose()

    asyncio.run(main())


def test_what_a_supervisor_may_say_an_agent_may_not(server: HubServer) -> None:
    async def main() -> None:
        agent = await ready(server.connected("agent"))
        boss = await ready(server.connected("boss", rights="supervisor"))
        approval = HubMessage("a-1", "broadcast.approved", b"{}")
        assert await agent.append([*messages(0, 2), approval]) == 2
        with pytest.raises(RefusedError) as caught:
            await agent.append([approval])
        assert "supervisor" in caught.value.next_step
        assert await boss.append([approval]) == 1
        assert [r.station for r in await agent.read(0, 99)] == ["agent", "agent", "boss"]
        await asyncio.gather(agent.aclose(), boss.aclose())

    asyncio.run(main())


def expect(settings: HubSettings, kind: type[Exception]) -> Exception:
    async def main() -> None:
        hub = NatsHub(settings, SystemClock())
        try:
            await hub.append(messages(0, 1))
        finally:
            steps = await hub.check()
            assert not steps[-1].ok
            assert len(steps[-1].message) > 20
            await hub.aclose()

    with pytest.raises(kind) as caught:
        asyncio.run(main())
    assert getattr(caught.value, "next_step", "")
    return caught.value


def test_a_wrong_key_and_an_unknown_authority_are_refused(server: HubServer, tmp_path: Path) -> None:
    # The server is not told of it: every try fails before its rules count, and reading them anew ends connections that are being made.
    good = server.station("one")
    expect(dataclasses.replace(good, seed=new_key()[0]), SignInError)
    expect(dataclasses.replace(good, seed=""), SettingsError)
    _, foreign = self_signed(tmp_path)
    error = expect(dataclasses.replace(good, ca=foreign.read_text(encoding="ascii")), UnreachableError)
    assert error.values["stage"] == "tls"  # type: ignore[attr-defined]
    expect(dataclasses.replace(good, ca=""), UnreachableError)
    expect(dataclasses.replace(good, ca="no certificate"), SettingsError)
    # The certificate is made out to 127.0.0.1 alone.
    other = dataclasses.replace(good, addresses=(f"tls://localhost:{server.port}",))
    assert expect(other, UnreachableError).values["reason"] == "other-name"  # type: ignore[attr-defined]
    (closed,) = free_ports(1)
    expect(dataclasses.replace(good, addresses=(f"tls://127.0.0.1:{closed}",)), UnreachableError)


def test_a_server_that_would_talk_in_the_clear_is_refused(current: HubServer) -> None:
    settings = current.station("one")
    current.stop()
    text = (current.folder / "hub.conf").read_text(encoding="utf-8")
    begin = text.index("tls {")
    (current.folder / "hub.conf").write_text(
        text[:begin] + text[text.index('include "stations.conf"') :], encoding="utf-8"
    )
    current.run()
    error = expect(settings, UnreachableError)
    assert error.values["stage"] == "tls"  # type: ignore[attr-defined]


def test_a_removed_station_is_shut_out_at_once(server: HubServer) -> None:
    async def main() -> None:
        lost, other = await ready(server.connected("lost")), await ready(server.connected("other"))
        await lost.append(messages(0, 1))
        server.hub.remove("lost")
        assert server.hub.reload()

        async def shut_out() -> None:
            while True:
                try:
                    await lost.append(messages(1, 1))
                except SignInError:
                    return
                except OutsideError:
                    pass
                await asyncio.sleep(0.02)

        began = time.monotonic()
        await soon(shut_out())
        assert time.monotonic() - began < 3
        assert await other.append(messages(9, 1)) == 1
        await asyncio.gather(lost.aclose(), other.aclose())

    asyncio.run(main())


def test_a_hub_that_lost_its_disk_has_another_name(server: HubServer) -> None:
    async def main() -> None:
        hub = await ready(server.connected("one"))
        await hub.append(messages(0, 10))
        name, end = await hub.last()
        held = await hub.compare_and_set("claim.1", b"one", 0)
        assert end == 10
        server.kill9()
        server.run()
        assert await patiently(hub.last) == (name, end)
        server.kill9()
        server.wipe()
        server.run()
        with pytest.raises(UnreachableError) as caught:
            while True:
                await hub.last()
                await asyncio.sleep(0.05)
        while "nowhere to keep" not in caught.value.message:
            await asyncio.sleep(0.05)
            with pytest.raises(UnreachableError) as caught:
                await hub.last()
        assert await server.make_streams() == ["FC_EVENTS", "FC_HELD", "FC_HERE"]
        assert await server.make_streams() == []
        again, end = await patiently(hub.last)
        assert again != name
        assert end == 0
        if not server.version.startswith("2.9."):
            # Fencing tokens go on rising over the loss.
            assert (await hub.compare_and_set("claim.1", b"two", 0)).revision > held.revision
        await hub.aclose()

    asyncio.run(main())


def test_watchers_are_told_when_the_hub_is_lost(current: HubServer) -> None:
    async def main() -> None:
        hub = await ready(current.connected("one"))
        async with closing(hub.watch(0)) as watching, closing(hub.watch_held("c.")) as held:
            await hub.append(messages(0, 1))
            await hub.compare_and_set("c.1", b"1", 0)
            await next_of(watching)
            await next_of(held)
            waiting = [asyncio.ensure_future(next_of(watching)), asyncio.ensure_future(next_of(held))]
            await asyncio.sleep(0)
            current.kill9()
            for one in await asyncio.gather(*waiting, return_exceptions=True):
                assert isinstance(one, UnreachableError)
        with pytest.raises(UnreachableError):
            await hub.append(messages(1, 1))
        await hub.aclose()

    asyncio.run(main())


def test_silence_is_in_doubt_and_said_within_its_time(current: HubServer) -> None:
    async def main() -> None:
        hub = await ready(current.connected("one"))
        await hub.append(messages(0, 1))
        current.freeze()
        began = time.monotonic()
        with pytest.raises(AmbiguousError):
            await hub.append(messages(1, 1))
        with pytest.raises(OutsideError):
            await hub.get("claim.1")
        assert time.monotonic() - began < 25
        current.resume()
        await ready(hub)

        async def again() -> None:
            while True:
                try:
                    await hub.append(messages(1, 1))
                    return
                except OutsideError:
                    await asyncio.sleep(0.05)

        await soon(again())
        assert [r.id for r in await hub.read(0, 9)] == ["id-0", "id-1"]
        await hub.aclose()

    asyncio.run(main())
