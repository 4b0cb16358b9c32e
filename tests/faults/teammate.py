"""A station of a team in a process of its own, to be killed at any moment; the hub is a file that outlives it.

Every note is told once it is saved. Deaths come between the hub's taking something and this station's noting it as well as in the
middle of taking others' entries in.
"""

from __future__ import annotations

import asyncio
import base64
import fcntl
import json
import os
import random
from collections.abc import Sequence
from pathlib import Path

from fallback_console.network.teaming import Teaming, TeamPace
from fallback_console.ports.hub import HubMessage, HubRecord
from fallback_console.services import cases
from fallback_console.store.engine import Store
from tests.faults.agent import KEY, MachineClock
from tests.faults.nest import tell
from tests.helpers.fake_hub import FakeHub, FakeStream

CASES = 6
PACE = TeamPace(publish=9, read=25, portion=4, apply_seconds=0)


class FileHub(FakeHub):
    """A stream in a file, kept whole by a lock; what it has acknowledged survives any process."""

    def __init__(self, path: Path, station: str) -> None:
        super().__init__(FakeStream(), station)
        self._path = path

    async def append(self, messages: Sequence[HubMessage]) -> int:
        lines = [
            json.dumps([self.station, one.id, one.kind, base64.b64encode(one.body).decode()]).encode() + b"\n"
            for one in messages
        ]
        with self._path.open("ab", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            # One write: a killed process leaves all of it or nothing.
            file.write(b"".join(lines))
        return len(messages)

    async def read(self, cursor: int, limit: int) -> list[HubRecord]:
        # Without the dedupe of a real hub: every repetition comes.
        lines = self._path.read_bytes().split(b"\n")[:-1] if self._path.exists() else []
        found = []
        for number, line in enumerate(lines[cursor : cursor + limit], cursor + 1):
            station, message_id, kind, body = json.loads(line)
            found.append(HubRecord(number, station, message_id, kind, base64.b64decode(body)))
        return found

    async def last(self) -> tuple[str, int]:
        lines = self._path.read_bytes().count(b"\n") if self._path.exists() else 0
        return "file", lines


def teaming_of(store: Store, hub: Path, seed: int = 0) -> Teaming:
    """A station's way to the hub."""
    return Teaming(store, FileHub(hub, store.station), MachineClock(), lambda _: None, PACE, random.Random(seed))


async def exchange(team: Teaming) -> None:
    """Everything that there is, in both directions."""
    await team.begin()
    while await team.publish():
        pass
    await team.follow_up()
    await team.catch_up()


def work(folder: str, hub: str, seed: str) -> None:
    """Write notes, give them to the hub and take others' in, until killed."""
    chance = random.Random(int(seed))
    store = Store.open(Path(folder), KEY, MachineClock())
    team = teaming_of(store, Path(hub), int(seed))
    tell("ready")
    while True:
        for _ in range(chance.randint(1, 5)):
            key = f"rt:{chance.randint(1, CASES)}"
            saved = store.write(lambda tx, key=key: cases.add_note(tx, "alice", key, f"pid {os.getpid()}")).result()  # type: ignore[misc]
            tell(f"saved {saved.entry_ids[0]}")
        asyncio.run(exchange(team))
