"""What tests of rehearsals share."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fallback_console.settings import Settings

PERSON = Settings(login="somebody", region="JP")
"""A person's own settings."""


def contents(folder: Path, *, without: tuple[str, ...] = ()) -> dict[str, str]:
    """Every file below a folder with a digest of what is in it.

    Args:
        without: names of folders directly below it to leave out.
    """
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in without
    }
