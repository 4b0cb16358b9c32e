"""Fixtures of the fault tests."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.servers.fixtures import net_faults, process_guard, rt, rt_server

__all__ = ["memory_folder", "net_faults", "process_guard", "rt", "rt_server"]

_MEMORY = Path("/dev/shm")
_NEEDED = 500_000_000


@pytest.fixture
def memory_folder(tmp_path: Path) -> Iterator[Path]:
    """A place for data in memory where there is one, else on the disk: tens of thousands of commits need not wait for a disk.

    A killed process loses nothing that it wrote there; only a power failure would tell the difference.
    """
    if not _MEMORY.is_dir() or os.statvfs(_MEMORY).f_bavail * os.statvfs(_MEMORY).f_frsize < _NEEDED:
        yield tmp_path / "data"
        return
    place = Path(tempfile.mkdtemp(prefix="fallback-faults-", dir=_MEMORY))
    yield place / "data"
    shutil.rmtree(place)
