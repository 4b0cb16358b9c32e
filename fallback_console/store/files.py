"""Files that must survive a cut of the power: written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["DATABASE_NAME", "PRIVATE_FILE", "PRIVATE_FOLDER", "sync_file", "sync_folder", "write_whole"]

DATABASE_NAME = "console.db"
"""The database's name in the data folder."""

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def write_whole(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Replace a file so that at any moment either the old or the new content is there, readable by its owner only.

    Args:
        path: the file.
        content: its new content.
        durable: wait until it is on the disk; not needed for what is worth nothing after a cut of the power.

    Raises:
        OSError: it cannot be written; the old content is still there.
    """
    part = path.with_name(path.name + ".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until a file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk. Windows neither needs nor offers it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
