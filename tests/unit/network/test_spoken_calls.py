"""From a page to a key: the console calls over Twilio, is restarted meanwhile, and the key that Twilio tells takes it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import httpx
import pytest

from fallback_console.adapters.sms.twilio import TwilioGateway, TwilioSettings
from fallback_console.domain.connection import Connection
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.network.courier import Courier
from fallback_console.network.inbox import Inbox
from fallback_console.network.pacing import Pace
from fallback_console.network.reach_watch import ReachWatch
from fallback_console.network.sinks import SmsSink
from fallback_console.services import connections, escalation, escalation_chains, escalation_list
from tests.helpers.ports import free_port
from tests.helpers.twilio_double import ACCOUNT, OWN, TOKEN, TwilioDouble, signature
from tests.unit.services.support import World

SINK = "sms:twilio"


class Station:
    """A station whose gateway makes calls and is called."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.double = TwilioDouble(world.clock.now_ms)
        port = free_port()
        self.values = {
            "account_sid": ACCOUNT,
            "sender": OWN,
            "poll_seconds": 0.05,
            "calls": True,
            "webhooks": True,
            "listen_port": port,
            "callback_url": f"http://127.0.0.1:{port}",
        }
        world.do(connections.save, Connection(SINK, "twilio", self.values))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """A run of the program: what it remembers ends with it."""
        world = self.world
        settings = TwilioSettings.from_values(self.values)
        gateway = TwilioGateway(settings, TOKEN, "", world.clock, transport=self.double.transport())
        courier = Courier(
            world.store,
            [SmsSink(gateway)],
            world.clock,
            lambda _: True,
            lambda _: None,
            Pace(opening_jitter=0.0, idle_check=0.05),
        )
        inbox = Inbox(world.store, [gateway], lambda _: None)
        watch = ReachWatch(world.store, world.clock, every=0.02)
        tasks = [asyncio.create_task(part.run()) for part in (courier, inbox, watch)]
        try:
            async with asyncio.timeout(10):
                await _accepts(int(str(self.values["listen_port"])))
                yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await gateway.aclose()

    def forms(self) -> list[dict[str, str]]:
        """What Twilio was asked for."""
        return [dict(parse_qsl(r.content.decode())) for r in self.double.requests if r.method == "POST"]

    async def press(self, key: str) -> str:
        """The person who was called presses a key: Twilio tells it where it was told to; its answer."""
        gather = ElementTree.fromstring(self.forms()[0]["Twiml"])[0]
        url = str(gather.get("action"))
        fields = {"CallSid": self.double.calls.calls[0]["sid"], "Digits": key}
        signed = signature(url, fields)
        assert urlsplit(url).hostname == "127.0.0.1"
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.post(url, data=fields, headers={"X-Twilio-Signature": signed})
        assert answer.status_code == 200
        return answer.text


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    world = World(tmp_path)
    world.connect()
    world.do(connections.remove, "sms:kannel")
    numbers = (RawNumber("work", "+12025550161"),)
    world.pull(people=[PulledPerson("priya", "team", "Priya", numbers=numbers)])
    world.do(escalation_chains.save, "sue", "Support", (ChainStep(("person:rt:priya",), 30),))
    yield Station(world)
    world.assert_whole()
    world.close()


async def _accepts(port: int) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.01)
            continue
        writer.close()
        await writer.wait_closed()
        return


async def until(true: Callable[[], bool]) -> None:
    while not true():
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("lost", [False, True], ids=["answered", "in-doubt"])
def test_a_key_takes_it_also_after_a_restart(station: Station, lost: bool) -> None:
    world = station.world
    one = world.do(escalation.start, "alice", "", "Ring the carrier", ReachRules(quiet=(0, 0)))
    station.double.lose = int(lost)

    async def main() -> None:
        async with station.running():
            await until(lambda: len(station.double.calls.calls) == 1)
            await until(lambda: not world.ask(lambda r: r.value("SELECT 1 FROM delivery WHERE state = 'in_flight'")))
        async with station.running():
            assert "Goodbye" not in await station.press("7")
            assert "Goodbye" in await station.press("1")
            assert "Goodbye" in await station.press("1")
            await until(lambda: world.ask(escalation_list.find, one).state == "taken")

    asyncio.run(main())
    assert world.ask(escalation_list.find, one).holder_name == "Priya"
    assert len(station.forms()) == 1, "called once, and no text went to a desk phone"
    assert world.ask(lambda r: r.value("SELECT count(*) FROM entry WHERE kind = 'escalation.answered'")) == 1
    assert world.ask(lambda r: r.value("SELECT state FROM p_sms WHERE direction = 'out'")) == "delivered"
