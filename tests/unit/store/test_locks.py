"""Locks of a data folder, between processes and through kills."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from fallback_console.domain.errors import InUseError, ReadOnlyError
from fallback_console.store.locks import FolderLock, engine_lock, opening_lock, window_lock
from tests.unit.store.support import child, line_from


def test_a_lock_is_held_once_and_says_by_whom(folder: Path) -> None:
    first, second = window_lock(folder), window_lock(folder)
    with first:
        assert first.held
        with pytest.raises(InUseError) as caught:
            second.acquire()
        assert caught.value.values["pid"] == os.getpid()
        assert str(os.getpid()) in caught.value.message
        assert caught.value.next_step
        assert not second.held
    assert not first.held
    with second:
        assert second.holder() == os.getpid()
    second.release()


def test_window_and_engine_are_held_side_by_side(folder: Path) -> None:
    with window_lock(folder), engine_lock(folder), opening_lock(folder):
        pass


@pytest.mark.parametrize("name", ["window", "engine"])
def test_a_killed_process_lets_go(folder: Path, name: str) -> None:
    process = child("hold", folder, name)
    with process:
        assert line_from(process) == "held"
        with pytest.raises(InUseError) as caught:
            FolderLock(folder, name).acquire()
        assert caught.value.values["pid"] == process.pid
        process.kill()
    with FolderLock(folder, name) as lock:
        assert lock.holder() == os.getpid()


def test_a_holder_that_left_no_number(folder: Path) -> None:
    with window_lock(folder) as held:
        (folder / "window.pid").write_text("nonsense")
        assert held.holder() is None
        with pytest.raises(InUseError) as caught:
            window_lock(folder).acquire()
    assert "process" not in caught.value.message


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_lock_files_belong_to_their_owner_alone(folder: Path) -> None:
    with window_lock(folder):
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_folder_that_cannot_be_written(disk: Callable[[int], Path]) -> None:
    place = disk(64)
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    lock = window_lock(place)
    with pytest.raises(ReadOnlyError):
        lock.acquire()
    assert not lock.held
