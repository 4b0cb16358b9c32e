"""A station of a team in a process of its own, in whatever network it was started in; it does what it is told in lines of JSON.

Each line is ``{"do": NAME, …}`` with the arguments of the method of that name; the answer is one line too. The network's tasks run in
a thread of their own, as in the program, and a person goes on working in another one.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import threading
import time
from pathlib import Path
from typing import Any

from fallback_console.adapters.hub.nats_hub import NatsHub
from fallback_console.adapters.hub.neighbours import NatsNeighbours
from fallback_console.adapters.hub.settings import HubSettings
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.connection import Connection
from fallback_console.domain.mirror import PulledCase, PulledPerson, PullPage, RawNumber
from fallback_console.network.claim_watch import ClaimWatch
from fallback_console.network.teaming import Teaming
from fallback_console.services import calls, cases, claims, connections, drafts, mirroring, statuses, teaming
from fallback_console.services.calls import CallLog
from fallback_console.store.engine import Store
from fallback_console.store.keys import DatabaseKey
from fallback_console.store.tx import Tx

PORTION = 25
"""Things done in one transaction, so that many come about in a short time."""

PAUSE_S = 0.2
"""Between two things that a person does, who is quick."""

WORDS = "The customer was told that the refund is on its way; 返金の件、ご連絡済み。 "


class Station:
    """At work from the moment on at which it is made."""

    def __init__(self, folder: Path, settings: HubSettings, login: str, count: int) -> None:
        self._login = login
        self._clock = SystemClock()
        self._store = Store.open(folder, DatabaseKey(bytes(range(32))), self._clock)
        self._cases = count
        self._now = self._clock.now_ms()
        self._fill(count)
        self._settings = settings
        self._waits: list[float] = []
        self._person: threading.Thread | None = None
        self._home = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._network = threading.Thread(target=self._loop.run_until_complete, args=(self._work(),), daemon=True)
        self._over = asyncio.Event()
        self._network.start()

    def _fill(self, count: int) -> None:
        """The helpdesk's cases, each of another customer."""
        self._store.write(lambda tx: connections.save(tx, Connection("helpdesk", "rt", {"region": "US"}))).result()
        found = [
            PulledCase(str(n), n, f"Case {n}", "Support", "open", 5, "", f"c{n}@example.net", n, n)
            for n in range(1, count + 1)
        ]
        people = [
            PulledPerson(f"c{n}@example.net", "customer", f"Customer {n}", (f"c{n}@example.net",), (_number(n),))
            for n in range(1, count + 1)
        ]
        page = PullPage(tuple(found), (), tuple(people), "1", True)
        self._store.write(lambda tx: mirroring.store_page(tx, "rt", "cases", page)).result()

    async def _work(self) -> None:
        hub = NatsHub(self._settings, self._clock)
        watch = ClaimWatch(self._store, hub, self._clock, self._login)
        near = NatsNeighbours(self._settings)
        team = Teaming(self._store, hub, self._clock, lambda _: None, neighbours=near, login=self._login)
        tasks = [asyncio.ensure_future(task) for task in (team.run(), watch.run(), self._over.wait())]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await hub.aclose()

    def write(self, count: int, seed: int) -> int:
        """What people do, in so many entries."""
        chance = random.Random(seed)
        made = 0
        while made < count:
            some = min(PORTION, count - made)
            self._store.write(lambda tx, made=made, some=some: self._do(tx, chance, f"{seed}/", made, some)).result()  # type: ignore[misc]
            made += some
        return made

    def _do(self, tx: Tx, chance: random.Random, series: str, first: int, count: int) -> None:
        for number in range(first, first + count):
            case, tag = f"rt:{chance.randint(1, self._cases)}", f"{tx.station} {series}{number}"
            kind = chance.choices(("note", "call", "next", "status"), (65, 22, 10, 3))[0]
            if kind == "note":
                cases.add_note(tx, self._login, case, f"{tag}: {WORDS * 4}")
            elif kind == "call":
                called = f"+1202555{chance.randint(100, 199):04}"
                calls.log_call(
                    tx, self._login, case, CallLog("out", called, "", self._now, 60, "reached", f"{tag}: {WORDS}")
                )
            elif kind == "next":
                cases.set_next_action(tx, self._login, case, tag, self._now + number)
            else:
                statuses.set_status(tx, f"{self._login}{number}", "away")

    def claim(self, numbers: list[int]) -> int:
        """Take these customers."""
        for number in numbers:
            self._store.write(lambda tx, key=f"rt:{number}": claims.take(tx, self._login, key)).result()  # type: ignore[misc]
        return len(numbers)

    def go_on(self, notes: bool) -> None:
        """A person writes notes, or what is not told to anybody, from now on."""
        self._waits, self._home = [], threading.Event()
        self._person = threading.Thread(target=self._act, args=(notes,), daemon=True)
        self._person.start()

    def _act(self, notes: bool) -> None:
        number = 0
        while not self._home.wait(PAUSE_S):
            number += 1
            begun = time.perf_counter()
            text, key = f"{self._store.station} by hand {number}", f"rt:{number % self._cases + 1}"
            if notes:
                self._store.write(lambda tx, key=key, text=text: cases.add_note(tx, self._login, key, text)).result()  # type: ignore[misc]
            else:
                self._store.write(lambda tx, key=key, text=text: drafts.keep(tx, key, "note", text)).result()  # type: ignore[misc]
            self._waits.append(time.perf_counter() - begun)

    def rest(self) -> list[float]:
        """The person stops; how long each of their actions took, in seconds."""
        self._home.set()
        if self._person is not None:
            self._person.join()
        return self._waits

    def known(self) -> dict[str, Any]:
        """What is here of whom, what is still to be made of it, and how many seconds of a processor this took so far."""
        return {
            "station": self._store.station,
            "own": self._store.read(teaming.last_number),
            "digests": self._store.read(teaming.digests),
            "worked": time.process_time(),
            "late": self._store.read(lambda r: r.value("SELECT count(*) FROM unprojected")),
        }

    def counted(self) -> dict[str, Any]:
        """Entries, of them those made here, what they say, and what of the team does not fit."""
        own = self._store.station
        said = "body ->> 'text', body ->> 'notes'"
        return self._store.read(
            lambda r: {
                "entries": r.value("SELECT count(*) FROM entry"),
                "own": r.value("SELECT count(*) FROM entry WHERE station = ?", (own,)),
                "texts": r.value(f"SELECT count(coalesce({said})) FROM entry"),
                "different": r.value(f"SELECT count(DISTINCT coalesce({said})) FROM entry"),
                "differing": [one.station for one in teaming.status(r).stations if one.differs or one.missing],
                "unreadable": teaming.status(r).unreadable,
            }
        )

    def scopes(self, numbers: list[int]) -> list[list[str]]:
        """For each of these customers what the claims on them are worth that count now."""
        found = [
            self._store.read(lambda r, key=f"rt:{n}": claims.of_case(r, key, self._clock.now_ms())) for n in numbers
        ]  # type: ignore[misc]
        return [[row.scope for row in (one.own, *one.others) if row is not None] for one in found]

    def end(self) -> None:
        """Stop working."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._network.join()
        self._store.close()


def _number(n: int) -> RawNumber:
    return RawNumber("mobile", f"+1202555{100 + n % 100:04}")


def main() -> None:
    """Work until told to end."""
    begin = json.loads(sys.stdin.readline())
    settings = HubSettings.from_values(begin["hub"], begin["seed"])
    station = Station(Path(begin["folder"]), settings, begin["login"], begin["cases"])
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        name = asked.pop("do")
        print(json.dumps(getattr(station, name)(**asked)), flush=True)
        if name == "end":
            return


if __name__ == "__main__":
    main()
