"""What ``doctor`` looks at, one line for each thing."""

from __future__ import annotations

import os
import platform
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fallback_console import __version__
from fallback_console.cli.output import iso
from fallback_console.compose.profile import Profile
from fallback_console.domain.errors import StoreError
from fallback_console.services import backlog, upkeep
from fallback_console.store.backup import Backup, backups
from fallback_console.store.engine import DATABASE_NAME
from fallback_console.store.locks import FolderLock, engine_lock, window_lock
from fallback_console.store.tx import Reading
from fallback_console.store.version import SCHEMA_VERSION

__all__ = ["Line", "folder_lines", "network_lines", "store_lines"]

_LEAST_FREE = 200_000_000
_HOUR_MS = 3_600_000
_OLDEST_CLOCK_MS = 1_764_547_200_000
"""1 December 2025: a clock before it is wrong."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at.

    Attributes:
        ok: it is well.
        message: what was found, one sentence.
        next_step: what to do, '' where nothing is to be done.
        status: exit status where it is not well.
    """

    name: str
    ok: bool
    message: str
    next_step: str = ""
    status: int = 5


def folder_lines(folder: Path, now_ms: int) -> Iterator[Line]:
    """What can be seen before the database is opened."""
    yield Line("program", True, f"Version {__version__} on Python {platform.python_version()}, {platform.system()}.")
    yield _folder(folder)
    yield _space(folder)
    late = now_ms < _OLDEST_CLOCK_MS
    zone = time.strftime("%Z")
    yield Line(
        "clock",
        not late,
        f"The clock says {iso(now_ms)}.",
        f"Set date and time; the zone is {zone}." if late else "",
    )


def store_lines(profile: Profile) -> Iterator[Line]:
    """Database, journal, mirror and backups."""
    for finding in profile.desk.read(upkeep.check):
        yield Line(finding.name, finding.ok, finding.message, finding.next_step)
    version = profile.desk.read(_version)
    newest = SCHEMA_VERSION
    yield Line(
        "schema",
        version == newest,
        f"The database has version {version} of {newest}.",
        "" if version == newest else "Start the newest version of the program once.",
    )
    last = profile.desk.read(_last_entry)
    ahead = 0 if last is None else last - profile.clock.now_ms()
    yield Line(
        "time order",
        ahead < _HOUR_MS,
        "The newest entry is not from the future." if ahead < _HOUR_MS else f"The newest entry is from {iso(last)}.",
        "" if ahead < _HOUR_MS else "The clock was set back: check it. Nothing is lost, and the order is kept.",
    )
    yield _backup(profile)
    age = profile.desk.read(backlog.data_age)
    yield Line("mirror", True, "Nothing was pulled yet." if age is None else f"The mirror is as of {iso(age)}.")


def network_lines(profile: Profile) -> Iterator[Line]:
    """Who works with this folder now, and what waits."""
    for what, lock in (("window", window_lock(profile.folder)), ("engine", engine_lock(profile.folder))):
        yield Line(what, True, _holder(what, lock))
    waiting = unsure = 0
    for sink in profile.desk.read(backlog.summary):
        waiting += sink.waiting + sink.in_flight
        unsure += sink.unknown + sink.needs_attention
    words = f"{waiting} wait to be delivered, {unsure} need a person."
    yield Line("deliveries", True, words, "See 'fallback-console deliveries'." if unsure else "")


def _folder(folder: Path) -> Line:
    if not folder.is_dir():
        return Line(
            "folder", False, f"{folder} is not there.", "Choose another with --data-dir, or connect a system first."
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        return Line("folder", False, f"{folder} cannot be written.", "Ask whoever owns it for the right to.")
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        return Line("folder", False, f"Others on this computer may look into {folder}.", f"Run: chmod 700 {folder}")
    return Line("folder", True, f"{folder} belongs to you alone.")


def _space(folder: Path) -> Line:
    """Room for the log, a backup and a rebuild."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    database = folder / DATABASE_NAME
    needed = max(_LEAST_FREE, 3 * database.stat().st_size if database.exists() else 0)
    enough = free >= needed
    return Line(
        "disk",
        enough,
        f"{free // 1_000_000:,} MB are free.",
        "" if enough else f"Make room: the data need {needed // 1_000_000:,} MB.",
    )


def _version(r: Reading) -> int:
    return int(r.value("PRAGMA user_version"))


def _last_entry(r: Reading) -> int | None:
    """The latest that this station's own clock has shown with an entry; other stations' clocks may be wrong in their own way."""
    newest = r.value("SELECT max(made_at) FROM entry WHERE station = (SELECT value FROM meta WHERE name = 'station')")
    return None if newest is None else int(newest)


def _backup(profile: Profile) -> Line:
    if profile.rehearsal:
        return Line("backup", True, "A rehearsal needs none.")
    try:
        made = profile.back_up_if_due()
    except StoreError as error:
        return Line("backup", False, f"No backup could be made: {error.message}", error.next_step)
    known: list[Backup] = backups(profile.folder)
    if made is not None:
        return Line("backup", True, f"The day's backup was made and proved sound; there are {len(known)}.")
    return Line("backup", True, f"The newest of {len(known)} is from {iso(known[0].made_at)}.")


def _holder(what: str, lock: FolderLock) -> str:
    try:
        with lock:
            return f"No {what} runs on these data."
    except StoreError:
        return f"Another program runs the {what}, process {lock.holder() or 'unknown'}."
