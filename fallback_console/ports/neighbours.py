"""Stations at the same server, heard while the hub itself is away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from fallback_console.ports.hub import HubMessage, HubRecord

__all__ = ["Neighbours"]


class Neighbours(Protocol):
    """Whoever is at the same server hears what is said there. Nothing is kept, acknowledged or agreed on.

    Every method but ``leave`` raises OutsideError where the server cannot be reached.
    """

    async def join(self) -> None:
        """Connect, and listen from now on."""
        ...

    async def hear(self) -> Sequence[HubRecord]:
        """What others said, at least one record; their cursors mean nothing."""
        ...

    async def say(self, messages: Sequence[HubMessage]) -> None:
        """Say something to whoever listens; done when the server has it."""
        ...

    async def leave(self) -> None:
        """Let go of the connection."""
        ...
