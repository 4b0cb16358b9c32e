"""The stations that tests of the window open: those of the gallery, which pictures and tests share."""

from __future__ import annotations

from fallback_console.compose.gallery.pretended import (
    LOGIN,
    MINUTE,
    FakeEngine,
    FixedClock,
    MemoryPreferences,
    MemorySecrets,
    World,
    done,
    make_world,
)
from fallback_console.compose.gallery.states import busy_sync, everything_up, fill, outage, recovering, sign_in_problem

__all__ = [
    "LOGIN",
    "MINUTE",
    "FakeEngine",
    "FixedClock",
    "MemoryPreferences",
    "MemorySecrets",
    "World",
    "busy_sync",
    "done",
    "everything_up",
    "fill",
    "make_world",
    "outage",
    "recovering",
    "sign_in_problem",
]
