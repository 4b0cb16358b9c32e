"""A gateway dies in the middle of many text messages: the rest goes over another, everybody once or listed as in doubt."""

from __future__ import annotations

import asyncio
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.adapters.sms.http_template import HttpSmsGateway, HttpSmsSettings
from fallback_console.adapters.sms.kannel import KannelGateway, KannelSettings
from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import DeliveryState
from fallback_console.network.courier import Courier
from fallback_console.network.pacing import Pace
from fallback_console.network.sinks import SmsSink
from fallback_console.services import connections, messages, sync
from fallback_console.store.engine import Store
from tests.unit.adapters.raw_server import Behave, RawServer, answer, hang, raw_server
from tests.unit.adapters.sms.subjects import SECRET, TOKEN
from tests.unit.network.courier_world import RealClock
from tests.unit.store.support import KEY

COUNT = 200
A, B = "sms:kannel", "sms:http"
PACE = Pace(first_backoff=0.05, backoff_limit=0.2, opening_jitter=0.0, idle_check=0.05)
_TEXT = re.compile(rb"message (\d+)\.")
_TAKEN = answer(202, b"0: Accepted for delivery", content_type="text/html")


async def _cut(writer: asyncio.StreamWriter) -> None:
    """The line breaks before anything is answered."""
    writer.transport.abort()


class Dying:
    """Takes so many messages; the next one it may take or not, and from then on nobody is there."""

    def __init__(self, after: int, last: Behave, dead: Callable[[], None]) -> None:
        self._after = after
        self._last = last
        self._dead = dead
        self._count = 0

    async def behave(self, writer: asyncio.StreamWriter) -> None:
        self._count += 1
        if self._count <= self._after:
            await _TAKEN(writer)
        else:
            self._dead()
            await self._last(writer)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "data", KEY, RealClock())) as opened:
        opened.write(lambda tx: connections.save(tx, Connection(A, "kannel", {"priority": 1}))).result()
        opened.write(lambda tx: connections.save(tx, Connection(B, "http-sms", {"priority": 2}))).result()
        yield opened


def numbers_of(server: RawServer) -> Counter[int]:
    """How often each message was handed over there."""
    return Counter(int(found[1]) for one in server.asked if (found := _TEXT.search(one.replace(b"+", b" "))))


@pytest.mark.parametrize("last", [hang, _cut], ids=["silent", "cut off"])
@pytest.mark.parametrize("monitored", [True, False], ids=["seen by the monitor", "seen by nobody"])
@pytest.mark.parametrize("after", [0, 100])
def test_the_rest_goes_over_the_other_gateway(
    store: Store, last: Behave, monitored: bool, after: int, figure: Callable[[str], None]
) -> None:
    for number in range(COUNT):
        to = f"+1202555{number:04d}"
        store.write(lambda tx, to=to, n=number: messages.send_sms(tx, "alice", "", to, f"message {n}.")).result()  # type: ignore[misc]
    dead = False

    def rows(*states: DeliveryState) -> int:
        return len(store.read(lambda r: sync.deliveries(r, states=states, limit=1000)))

    async def main() -> tuple[Counter[int], Counter[int]]:
        gone: asyncio.Event = asyncio.Event()

        def die() -> None:
            nonlocal dead
            dead = True
            gone.set()

        async with raw_server(answer(200, b'{"status": "ok"}')) as second:
            first_up = raw_server(Dying(after, last, die).behave)
            first = await first_up.__aenter__()
            settings = KannelSettings(f"{first.url}/cgi-bin/sendsms", "u", timeout=0.5, listen=False, rate=1000.0)
            kannel = KannelGateway(settings, SECRET, TOKEN, RealClock())
            values = {"url": f"{second.url}/send", "body": '{"to": "{to}", "text": "{text}"}', "rate": 1000.0}
            http = HttpSmsGateway(HttpSmsSettings.from_values(values), SECRET, TOKEN, RealClock())
            sinks = [SmsSink(kannel), SmsSink(http)]
            up = lambda system: not (monitored and dead and system == A)  # noqa: E731
            courier = Courier(store, sinks, RealClock(), up, lambda _: None, PACE, random.Random(5))
            task = asyncio.create_task(courier.run())
            async with asyncio.timeout(60):
                await gone.wait()
                if last is not hang:
                    await first_up.__aexit__(None, None, None)
                else:
                    await asyncio.sleep(1.0)
                    await first_up.__aexit__(None, None, None)
                courier.wake()
                while rows(DeliveryState.WAITING, DeliveryState.IN_FLIGHT):
                    await asyncio.sleep(0.02)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await kannel.aclose()
            await http.aclose()
            return numbers_of(first), numbers_of(second)

    at_first, at_second = asyncio.run(main())
    unknown = {
        int(found[1])
        for row in store.read(lambda r: sync.deliveries(r, states=(DeliveryState.UNKNOWN,), limit=1000))
        if (found := re.search(r"message (\d+)\.", row.summary))
    }
    assert rows(DeliveryState.UNKNOWN) == len(unknown) <= SmsSink.width
    assert rows(DeliveryState.NEEDS_ATTENTION) == 0
    handed_over = at_first + at_second
    assert set(handed_over) == set(range(COUNT))
    assert set(handed_over.values()) == {1}
    assert unknown <= set(at_first)
    assert not unknown & set(at_second)
    # Nothing waits for who is dead; a few may have been tried there after its last answer.
    assert len(at_second) >= COUNT - after - 1
    figure(f"gateway dies at {after} of {COUNT}: {len(at_second)} over the other, {len(unknown)} in doubt, 0 twice")
