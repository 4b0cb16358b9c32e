"""Two stations and a real NATS server: asked at one, in at the other, one thread at both, and a text to who is at neither."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from fallback_console.adapters.hub.nats_hub import NatsHub
from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.roster import HUB_FRESH_MS
from fallback_console.network.presence_watch import PresenceWatch
from fallback_console.network.teaming import Teaming, TeamPace
from fallback_console.services import alerts, presence, swarm, swarm_list, swarm_people, swarm_thread
from tests.real.servers.hub import HubServer, packaged_server, ready, started
from tests.real.servers.proc import ProcessGuard
from tests.unit.services.support import World, ann, case

pytestmark = [pytest.mark.real, pytest.mark.timeout(120)]

WAIT_S = 30
PACE = TeamPace(look=0.1, settle=1.0, retry=0.1, longest=0.5)
RULES = ReachRules(quiet=(0, 0))
MATES = (("priya", "+12025550161"), ("kenji", "+12025550162"), ("sam", "+12025550163"))


@pytest.fixture
def server(tmp_path: Path, process_guard: ProcessGuard) -> Iterator[HubServer]:
    yield from started(packaged_server, tmp_path, process_guard)


class Desk:
    """A station at work."""

    def __init__(self, folder: Path, hub: NatsHub, login: str) -> None:
        self.world = World(folder)
        self.world.connect()
        people = [PulledPerson(n, "team", n.capitalize(), numbers=(RawNumber("mobile", to),)) for n, to in MATES]
        self.world.pull([case(1)], (), [ann(), *people])
        self.hub, self.login = hub, login
        self.teaming = Teaming(self.world.store, hub, self.world.clock, lambda _: None, PACE)
        self.presence = PresenceWatch(self.world.store, hub, login, every=0.2)

    def hears(self, login: str) -> bool:
        """Somebody's station was heard of a moment ago."""
        self.world.clock.ms = max(self.world.clock.ms, self.world.ask(presence.heard_at).get(login, 0))
        return self.world.clock.ms - self.world.ask(presence.heard_at).get(login, 0) < HUB_FRESH_MS

    def raised(self) -> list[str]:
        """The swarms that whoever works here is asked into."""
        # Each look brings its clock up to the other's.
        self.hears("priya")
        found = self.world.ask(alerts.listed, self.login, self.world.clock.ms)
        return [one.key for one in found if one.kind == "swarm"]

    def thread(self) -> list[tuple[str, str, str]]:
        (one,) = self.world.ask(swarm_list.listed)
        return [(row.what, row.name, row.text) for row in self.world.ask(swarm_list.thread, one.id)]

    def texts(self) -> list[tuple[str, str]]:
        """What is to be texted from here."""
        return [(work.entry.body["to"], work.entry.body["text"]) for work in self.world.deliver("sms:kannel")]


async def until(fits: Callable[[], bool]) -> None:
    async with asyncio.timeout(WAIT_S):
        while not fits():
            await asyncio.sleep(0.02)


def test_a_swarm_goes_over_the_hub_and_by_text_to_who_is_not_there(server: HubServer, tmp_path: Path) -> None:
    with ExitStack() as stack:

        async def main() -> None:
            one, other = (
                Desk(tmp_path / name, server.connected(name), login)
                for name, login in (("one", "priya"), ("other", "kenji"))
            )
            stack.callback(one.world.close)
            stack.callback(other.world.close)
            for desk in (one, other):
                await ready(desk.hub)
            tasks = [asyncio.create_task(run()) for d in (one, other) for run in (d.teaming.run, d.presence.run)]
            try:
                await until(lambda: one.hears("kenji") and other.hears("priya"))
                made = one.world.do(swarm.start, "priya", "rt:1", "The carrier is down", "Two sites")
                done = one.world.do(swarm_people.invite, "priya", made, ["rt:kenji", "rt:sam"], RULES)
                assert done.asked == (("Kenji", "hub"), ("Sam", "sms"))
                assert [to for to, _ in one.texts()] == [MATES[2][1]]
                await until(lambda: made in other.raised())
                other.world.do(swarm_people.answer, "kenji", made, "accepted")
                one.world.do(swarm_people.join, "priya", made, person="rt:sam")
                await until(lambda: one.thread() == other.thread() and len(one.thread()) == 4)
                # Whoever sits before a window reads it there; whoever is at no station gets it as a text, once.
                assert other.hears("priya")
                other.world.do(swarm_thread.say, "kenji", made, "I have them on the line")
                assert other.texts() == [(MATES[2][1], "S1 Kenji: I have them on the line")]
                await until(lambda: one.thread() == other.thread() and len(one.thread()) == 5)
                # A station dies: after its beats have ceased its person is texted.
                for task in tasks[2:]:
                    task.cancel()
                await other.hub.aclose()
                one.world.clock.ms += 2 * HUB_FRESH_MS
                said = one.world.do(swarm_thread.say, "priya", made, "Tell the customers")
                assert sorted(said.texts) == ["Kenji", "Sam"]
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                for desk in (one, other):
                    await desk.hub.aclose()

        asyncio.run(main())
