"""Two sites lose each other while both work on: healed, every station has everything, and who claimed twice is told.

``FC_PARTITION`` says how many entries each site makes meanwhile; one in a hundred is a customer whom both claim, but 40 at least.
The sites are network namespaces where the system allows them, else servers with a relay between them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from fallback_console.adapters.hub.settings import HubSettings
from fallback_console.domain.claims import CONTESTED
from tests.real.servers.hub import HubServer, SiteServer, packaged_server
from tests.real.servers.proc import ProcessGuard, ProgramMissingError, wait_until
from tests.real.servers.sites import Way, way_between

ENTRIES = int(os.environ.get("FC_PARTITION", "2000"))
CLAIMS = max(40, ENTRIES // 100)
STATIONS = 2
LEAST_CUT_S = 12
"""Longer than a race for a customer takes, and than a question waits for the hub's answer."""

HEALED_S = 60
ANSWER_S = 1.0
"""For a person's action, while all stations of both sites and their servers work on one machine."""

PROJECT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.real, pytest.mark.timeout(180 + ENTRIES // 20)]


class Member:
    """A station of one of the sites."""

    def __init__(self, within: Sequence[str], folder: Path, settings: HubSettings, guard: ProcessGuard) -> None:
        self.name = settings.station
        self._guard = guard
        self._log = (folder.parent / f"{self.name}.log").open("wb")
        self._process = subprocess.Popen(
            [*within, sys.executable, "-m", "tests.real.site_station"],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            start_new_session=True,
            text=True,
        )
        guard.add(self._process.pid)
        hub = {name: getattr(settings, name) for name in ("ca", "station", "site", "rights", "domain")}
        hub["address"] = ",".join(settings.addresses)
        self._say({"hub": hub, "seed": settings.seed, "folder": str(folder), "login": self.name, "cases": CLAIMS * 4})

    def ready(self) -> None:
        assert self._hear() == "ready"

    def ask(self, do: str, **more: object) -> Any:
        self._say({"do": do, **more})
        return self._hear()

    def _say(self, what: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()

    def _hear(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"{self.name} has ended: {Path(self._log.name).read_text(encoding='utf-8')[-3000:]}"
        return json.loads(line)

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()
        self._log.close()
        self._guard.drop(self._process.pid)


class Team:
    """The members of both sites.

    Attributes:
        way: between the sites.
        here: members at the hub's site.
        there: members at the other one.
    """

    def __init__(self, way: Way, here: list[Member], there: list[Member]) -> None:
        self.way, self.here, self.there = way, here, there

    @property
    def all(self) -> list[Member]:
        return [*self.here, *self.there]

    def each(self, do: Callable[[Member], Any], members: Sequence[Member] = ()) -> list[Any]:
        """The same at each, all at once."""
        with ThreadPoolExecutor(2 * STATIONS) as pool:
            return list(pool.map(do, members or self.all))


@pytest.fixture
def team(tmp_path: Path, process_guard: ProcessGuard) -> Iterator[Team]:
    try:
        program = packaged_server()
    except ProgramMissingError as missing:
        pytest.skip(str(missing))
    with ExitStack() as stack:
        way = way_between(process_guard)
        stack.callback(way.close)
        hub = HubServer(tmp_path / "hub", process_guard, program, host=way.host, within=way.at_hub)
        site = SiteServer(hub, tmp_path / "site", process_guard, leaf=way.open(hub.leaf_port), within=way.at_site)
        settings = [hub.station(f"h{n}") for n in range(STATIONS)] + [site.station(f"s{n}") for n in range(STATIONS)]
        hub.run()
        stack.callback(hub.stop)
        streams = [*way.at_hub, sys.executable, "-m", "fallback_console", "hub", "streams", str(hub.folder)]
        subprocess.run(streams, cwd=PROJECT, check=True, capture_output=True)
        site.start()
        stack.callback(site.process.stop)
        members = []
        for number, one in enumerate(settings):
            within = way.at_hub if number < STATIONS else way.at_site
            members.append(Member(within, tmp_path / one.station, one, process_guard))
            stack.callback(members[-1].close)
        for member in members:
            member.ready()
        yield Team(way, members[:STATIONS], members[STATIONS:])


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]


def heard(member: Member) -> dict[str, Any]:
    return dict(member.ask("known"))


def same(found: Sequence[dict[str, Any]], stations: int) -> bool:
    return len(found[0]["digests"]) == stations and all(one["digests"] == found[0]["digests"] for one in found)


def hear_each_other(found: Sequence[dict[str, Any]]) -> bool:
    """Whether each of them has all that the others wrote."""
    return all(
        one["digests"].get(other["station"], [0])[0] == other["own"]
        for one in found
        for other in found
        if one is not other
    )


def test_two_sites_that_lost_each_other_are_one_team_again(team: Team, figure: Callable[[str], None]) -> None:
    double = list(range(1, CLAIMS + 1))
    everybody = 2 * STATIONS
    team.each(lambda one: one.ask("write", count=1, seed=10_000))
    wait_until(lambda: same(team.each(heard), everybody), 60, "all know each other")

    team.way.cut()
    cut = time.monotonic()
    team.each(lambda one: one.ask("go_on", notes=True))

    def work(member: Member) -> int:
        side = team.here if member in team.here else team.there
        place = side.index(member)
        share = ENTRIES // STATIONS
        mine = double[place::STATIONS]
        made = member.ask("write", count=share // 2, seed=place)
        made += member.ask("claim", numbers=mine)
        return int(made + member.ask("write", count=share - share // 2 - len(mine), seed=place + 100))

    made = sum(team.each(work))
    wrote = time.monotonic() - cut
    wait_until(lambda: time.monotonic() - cut > LEAST_CUT_S, LEAST_CUT_S, "it was cut for a while")
    waits = [wait for one in team.each(lambda one: one.ask("rest")) for wait in one]
    # The site with the hub goes on as a team; so does the other one, though its server keeps nothing.
    wait_until(lambda: same(team.each(heard, team.here), everybody), 60, "the hub's site knows its own")
    wait_until(lambda: hear_each_other(team.each(heard, team.there)), 120, "the other site knows its own")
    before = team.each(lambda one: one.ask("scopes", numbers=double))
    assert not any(CONTESTED in scopes for seen in before for scopes in seen)
    own = [one["own"] for one in team.each(lambda one: one.ask("counted"))]

    team.each(lambda one: one.ask("go_on", notes=False))
    team.way.heal()
    healed = time.monotonic()
    worked = sum(one["worked"] for one in team.each(heard))
    cut_for = healed - cut

    def level(known: Sequence[dict[str, Any]]) -> bool:
        return same(known, everybody) and sum(upto for upto, _ in known[0]["digests"].values()) >= sum(own)

    wait_until(lambda: level(team.each(heard)), 300, "all have everything", interval=0.2)
    equal = time.monotonic() - healed

    def told() -> bool:
        return not any(one["late"] for one in team.each(heard)) and all(
            scopes == [CONTESTED, CONTESTED]
            for seen in team.each(lambda one: one.ask("scopes", numbers=double))
            for scopes in seen
        )

    wait_until(told, 120, "everybody is told of every double claim", interval=0.2)
    whole = time.monotonic() - healed
    worked = sum(one["worked"] for one in team.each(heard)) - worked
    after = [wait for one in team.each(lambda one: one.ask("rest")) for wait in one]
    wait_until(lambda: level(team.each(heard)), 60, "all have what came of it", interval=0.2)
    counted = team.each(lambda one: one.ask("counted"))
    team.each(lambda one: one.ask("end"))
    figure(
        f"partition in {team.way.name}: {made} entries in {everybody} stations of two sites and {len(waits)} by hand in {wrote:.0f} s,"
        f" cut for {cut_for:.0f} s, digests equal {equal:.1f} s after healing,"
        f" {CLAIMS} double claims contested everywhere and all shown after {whole:.1f} s,"
        f" for which the stations worked {worked:.0f} s together"
    )
    figure(
        f"a person's action, p50/p99/max: cut {percentile(waits, 0.5) * 1000:.0f}/{percentile(waits, 0.99) * 1000:.0f}/"
        f"{max(waits) * 1000:.0f} ms, catching up {percentile(after, 0.5) * 1000:.0f}/{percentile(after, 0.99) * 1000:.0f}/"
        f"{max(after) * 1000:.0f} ms"
    )
    assert made >= 2 * ENTRIES
    for one in counted:
        # Nothing is lost, nothing is there twice.
        assert one["entries"] == sum(each["own"] for each in counted)
        assert one["different"] == one["texts"]
        assert (one["differing"], one["unreadable"]) == ([], 0)
    assert sum(one["own"] for one in counted) >= sum(own) >= made
    assert equal <= HEALED_S
    assert percentile(waits, 0.99) <= ANSWER_S
    assert percentile(after, 0.99) <= ANSWER_S
