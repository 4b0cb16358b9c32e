"""Which tables this program knows, and what opening a database did to it. Cheap to load, unlike the upgrade itself."""

from typing import NamedTuple

from fallback_console.store.backup import Backup

__all__ = ["SCHEMA_VERSION", "Upgrade"]

SCHEMA_VERSION = 27
"""How many migrations there are (``store.migrations``)."""


class Upgrade(NamedTuple):
    """What opening a database did to it.

    Attributes:
        before: number of migrations it had seen, 0 for a new one.
        after: number it has seen now.
        backup: made before the upgrade, None for a new database or where nothing was to do.
    """

    before: int
    after: int
    backup: Backup | None = None
