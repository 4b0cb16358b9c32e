"""Databases with very many believable cases, made once and kept for the next run of the same code."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from fallback_console.compose.profile import Profile, open_profile
from fallback_console.domain.mirror import PulledItem, PullPage
from fallback_console.drill.demo import DemoCase, demo_world
from fallback_console.resources_path import resource
from fallback_console.services import mirroring
from fallback_console.settings import Settings

__all__ = ["filled_folder", "open_filled"]

_PART = 2000
_WORLD = 5000
_PACKAGE = Path(mirroring.__file__).resolve().parents[1]

_DECIDING = (
    "store/*projection*.py",
    "store/migrat*.py",
    "store/mirror_tables.py",
    "store/people.py",
    "store/search.py",
    "domain/mirror.py",
    "domain/number*.py",
    "domain/search_terms.py",
    "services/mirroring.py",
    "drill/demo.py",
    "resources/demo/*.json",
)
"""What decides what is in the database: its tables, what fills them, and the invented cases."""


def filled_folder(count: int) -> Path:
    """The data folder of a demonstration profile with so many mirrored cases; read it, or copy it to change it."""
    folder = Path(tempfile.gettempdir()) / "fallback-console-bench" / f"{count}-{_fingerprint()}"
    if (folder / "complete").exists():
        return folder
    for old in folder.parent.glob(f"{count}-*"):
        shutil.rmtree(old)
    with closing(open_filled(folder)) as profile:
        _fill(profile, count)
    (folder / "complete").touch()
    return folder


def open_filled(folder: Path) -> Profile:
    """Open such a folder."""
    return open_profile(folder, Settings(login="alice"), kind="demo")


def _fingerprint() -> str:
    """Of everything that decides what is in the database."""
    digest = hashlib.sha256()
    for pattern in _DECIDING:
        found = sorted(_PACKAGE.glob(pattern)) or sorted(_PACKAGE.parent.glob(pattern))
        assert found, pattern
        for file in found:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _fill(profile: Profile, count: int) -> None:
    """Worlds of 5,000 cases one after the other, each with numbers of its own."""
    store = profile.store
    now = time.time_ns() // 1_000_000
    for begin in range(0, count, _WORLD):
        world = demo_world(resource("demo"), _WORLD, now, seed=begin, first_number=100_000 + begin)
        shift = begin * 8
        people = () if begin else world.customers + world.team
        for first in range(0, _WORLD, _PART):
            cases = [_shifted(c, shift) for c in world.cases[first : first + _PART]]
            page = PullPage(
                tuple(c.case for c in cases),
                # With the text that began it; whole histories would only make the database larger.
                tuple(c.items[0] for c in cases),
                people if first == 0 else (),
                "{}",
                done=begin + first + _PART >= count,
            )
            store.write(lambda tx, page=page: mirroring.store_page(tx, "rt", "cases", page)).result()  # type: ignore[misc]
        if begin == 0:
            known = world.vocabulary
            store.write(lambda tx, words=known: mirroring.store_vocabulary(tx, "rt", words)).result()  # type: ignore[misc]
    while store.write(lambda tx: mirroring.index_some(tx, 2000)).result():
        pass


def _shifted(found: DemoCase, shift: int) -> DemoCase:
    """The same case with history ids of its own."""
    items = tuple(_with_id(item, int(item.remote_id) + shift) for item in found.items[:1])
    return DemoCase(replace(found.case, version=found.case.version + shift), items)


def _with_id(item: PulledItem, number: int) -> PulledItem:
    return replace(item, remote_id=str(number))
