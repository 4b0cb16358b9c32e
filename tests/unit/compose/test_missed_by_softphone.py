"""A call that a station's softphone missed is written down once, however often and by whatever order the softphone tells of it."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from fallback_console.compose.profile import open_profile
from fallback_console.compose.station import Station
from fallback_console.domain.connection import Connection
from fallback_console.domain.events import EngineEvent, PhoneMoved
from fallback_console.domain.telephone import CallState
from fallback_console.services import connections, missed_calls
from tests.unit.adapters.phone.support import LIMIT, FakeSoftphone
from tests.unit.compose.support import PERSON

SETTINGS = replace(PERSON, canaries=("none",))


async def _told(softphone: FakeSoftphone, station: Station) -> list[str]:
    """One call is missed, one is turned down; the states of both as the window is told of them."""
    ended = asyncio.Semaphore(0)
    told: list[str] = []
    loop = asyncio.get_running_loop()

    def take(event: EngineEvent) -> None:
        if isinstance(event, PhoneMoved):
            told.append(f"{event.call.id} {event.call.state}")
            if event.call.state == CallState.ENDED:
                loop.call_soon_threadsafe(ended.release)

    station.listen(take)
    assert await asyncio.to_thread(station.start_if_free)
    async with asyncio.timeout(LIMIT):
        while not softphone.lines:
            await asyncio.sleep(0.01)
        softphone.event("CALL_INCOMING", "one", "+12025550133", incoming=True)
        softphone.event("CALL_CLOSED", "one", "+12025550133", "Connection reset by peer", incoming=True)
        softphone.event("CALL_CLOSED", "one", "+12025550133", "Connection reset by peer", incoming=True)
        await ended.acquire()
    return told


def test_it_is_listed_once(tmp_path: Path) -> None:
    async def main() -> None:
        softphone = FakeSoftphone()
        await softphone.start()
        with closing(open_profile(tmp_path / "data", SETTINGS, passphrase="correct horse battery staple")) as profile:
            values = {"port": softphone.port}
            profile.desk.command(connections.save, Connection("phone:baresip", "baresip", values)).result()
            station = Station(profile)
            try:
                told = await _told(softphone, station)
            finally:
                await asyncio.to_thread(station.stop)
                await softphone.stop()
            rows = profile.desk.read(missed_calls.missed, profile.clock.now_ms())
            assert told == ["one ringing", "one ended"]
            assert [(row.number, row.calls, row.telephone) for row in rows] == [("+12025550133", 1, "phone:baresip")]

    asyncio.run(main())
