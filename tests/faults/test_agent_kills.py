"""kill -9 at random moments while agents work: whatever was acknowledged is there afterwards, whole and in order."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fallback_console.compose.profile import open_profile
from fallback_console.domain.connection import Connection
from fallback_console.services import connections
from fallback_console.settings import Settings
from fallback_console.store import journal
from fallback_console.store.engine import Store
from fallback_console.store.tx import Reading
from tests.faults.agent import KEY, MIRRORED, MachineClock, mirror
from tests.faults.invariants import broken, missing, thoroughly_broken
from tests.faults.nest import PROJECT, Nest

KILLS = 220
COMMANDS = 16
WINDOW_KILLS = 16
LANES = 2
LONGEST_WORK = 0.15
"""Seconds between the start of an agent and its end, at most."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def killed_after(nest: Nest, folder: Path, seconds: float, seed: int, *, opening: bool) -> list[dict[str, Any]]:
    """What an agent acknowledged in the time it was given.

    Args:
        opening: the time begins with the process, and not when it has opened the store.
    """
    nest.start(folder, seed)
    if not opening:
        assert nest.line() == "ready"
    time.sleep(seconds)  # the random moment that this is about
    nest.kill()
    return [json.loads(line) for line in nest.rest() if line != "ready"]


def _missing(store: Store, ids: Sequence[str]) -> list[str]:
    return store.read(lambda r: missing(r, ids))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with some cases and an SMS gateway."""
    folder = tmp_path / "data"
    with closing(Store.open(folder, KEY, MachineClock())) as store:
        store.write(lambda tx: mirror(tx, list(range(1, MIRRORED + 1)), 0)).result()
        store.write(lambda tx: connections.save(tx, Connection("sms:kannel", "kannel"))).result()
    return folder


def test_every_acknowledged_action_survives_kills(folder: Path, figure: Callable[[str], None]) -> None:
    begun = time.monotonic()
    told: list[dict[str, Any]] = []
    wrong: list[str] = []
    per_lane = KILLS // LANES

    def lane(number: int) -> None:
        rng = random.Random(number)
        with Nest("tests.faults.agent:work") as nest:
            for kill in range(per_lane):
                acknowledged = killed_after(
                    nest, folder, rng.uniform(0.0, LONGEST_WORK), number * 100_000 + kill, opening=kill % 3 == 0
                )
                told.extend(acknowledged)
                # The other lane's agent goes on working meanwhile, as the window does beside the command line.
                with closing(Store.open(folder, KEY, MachineClock())) as store:
                    ids = [one for action in acknowledged for one in action["entries"]]
                    wrong.extend(f"after kill {kill}: {text}" for text in store.read(broken))
                    wrong.extend(f"after kill {kill}: {one} is lost" for one in _missing(store, ids))

    with ThreadPoolExecutor(LANES) as pool:
        list(pool.map(lane, range(LANES)))
    with closing(Store.open(folder, KEY, MachineClock())) as store:
        wrong += thoroughly_broken(store)
        wrong += store.read(lambda r: differing(r, told))
        entries = store.read(lambda r: r.value("SELECT count(*) FROM entry"))
    lost = sum("lost" in text for text in wrong)
    figure(
        f"kills while agents work: {per_lane * LANES}, actions acknowledged: {len(told)}, entries: {entries},"
        f" lost: {lost}, wrong: {len(wrong)}, seconds: {time.monotonic() - begun:.0f}"
    )
    assert wrong == []
    assert len(told) > KILLS, "hardly anything was done between the kills"


def differing(r: Reading, told: list[dict[str, Any]]) -> list[str]:
    """What is not there as it was acknowledged: entries with their words, in order, with a delivery to every sink."""
    found = []
    for action in told:
        entries = [journal.find(r, one) for one in action["entries"]]
        numbers = [one.number for one in entries if one is not None]
        if len(numbers) < len(entries):
            found.append(f"{action['entries']} are lost")
            continue
        if numbers != sorted(numbers):
            found.append(f"{action['entries']} are not in order")
        words = [one.body for one in entries if one is not None]
        for name in ("text", "value", "notes"):
            if name in action and action["entries"] and action[name] not in (body.get(name) for body in words):
                found.append(f"{action['entries']}: {name} is not what was written")
        for one in action["entries"][:1]:
            sinks = {row[0] for row in r.rows("SELECT sink FROM delivery WHERE entry_id = ?", (one,))}
            if sinks != set(action["sinks"]):
                found.append(f"{one} goes to {sinks} and not to {action['sinks']}")
    return found


@pytest.fixture
def profile_folder(tmp_path: Path) -> Path:
    """A rehearsal's profile with some cases: it opens without a keychain."""
    folder = tmp_path / "profile"
    with closing(open_profile(folder, Settings(login="alice"), kind="demo")) as profile:
        profile.store.write(lambda tx: mirror(tx, list(range(1, MIRRORED + 1)), 0)).result()
    return folder


def test_the_command_line_survives_kills(profile_folder: Path, figure: Callable[[str], None]) -> None:
    rng = random.Random(2)
    told: list[dict[str, Any]] = []
    killed = 0
    for n in range(COMMANDS):
        text = f"Note {n} 障害"
        words = ("note", f"{n % MIRRORED + 1}", text, "--json", "--profile", "demo", "--data-dir", str(profile_folder))
        process = subprocess.Popen(
            [sys.executable, "-m", "fallback_console", *words], cwd=PROJECT, stdout=subprocess.PIPE, text=True
        )
        try:
            output, _ = process.communicate(timeout=rng.uniform(0.1, 0.6))  # the random moment
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
            killed += 1
        if output:
            told.append(
                {"entries": json.loads(output)["data"]["saved"]["entry_ids"], "text": text, "sinks": ["helpdesk"]}
            )
    wrong, written = settled(profile_folder, told)
    figure(
        f"kills of commands: {killed} of {COMMANDS}, acknowledged: {len(told)}, written: {written}, lost: {len(wrong)}"
    )
    assert wrong == []
    assert len(told) <= written <= COMMANDS


def test_the_window_survives_kills(profile_folder: Path, figure: Callable[[str], None]) -> None:
    rng = random.Random(3)
    told: list[dict[str, Any]] = []
    with Nest("tests.faults.window_agent:work") as nest:
        for kill in range(WINDOW_KILLS):
            told += killed_after(nest, profile_folder, rng.uniform(0.0, 0.8), kill, opening=kill % 4 == 0)
    wrong, written = settled(profile_folder, told)
    figure(
        f"kills of the window: {WINDOW_KILLS}, actions it acknowledged: {len(told)}, written: {written}, lost: {len(wrong)}"
    )
    assert wrong == []
    # How many is up to the machine; that there were some makes the rest worth something.
    assert told


def settled(folder: Path, told: list[dict[str, Any]]) -> tuple[list[str], int]:
    """What is wrong in a profile after kills, and how many entries it has."""
    with closing(open_profile(folder, Settings(login="alice"), kind="demo")) as profile:
        wrong = thoroughly_broken(profile.store) + profile.store.read(lambda r: differing(r, told))
        return wrong, profile.store.read(lambda r: r.value("SELECT count(*) FROM entry WHERE kind = 'note.added'"))
