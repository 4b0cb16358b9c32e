"""The team's shared stream, and what stations agree on through it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from fallback_console.ports.basics import CheckStep

__all__ = ["Beat", "Held", "Hub", "HubAbilities", "HubMessage", "HubRecord"]


class HubMessage(NamedTuple):
    """Something for everybody's stream.

    Attributes:
        id: at most 64 characters; of an entry its id. A hub keeps a message once however often it is appended, as far as it can
            tell; receivers must not rely on it.
        kind: of the entry; the last part of the subject, so that readers may choose.
        body: at most 512 kB.
    """

    id: str
    kind: str
    body: bytes


class HubRecord(NamedTuple):
    """Something out of the stream.

    Attributes:
        cursor: its place in the stream, rising; a reader that keeps it goes on behind it.
        station: who appended it, as the hub vouches for it.
    """

    cursor: int
    station: str
    id: str
    kind: str
    body: bytes


class Held(NamedTuple):
    """A value that stations agree on.

    Attributes:
        value: None where nobody set it, or its time was over.
        revision: rises with every change of this key and is never given twice, so that it fences off who held it before;
            0 where it was never set, or is gone so long that the hub has forgotten it: the next one is higher all the same.
    """

    value: bytes | None
    revision: int


class Beat(NamedTuple):
    """What a station last said of itself.

    Attributes:
        at: UTC epoch milliseconds by the clock of whoever asks, when it was heard.
    """

    station: str
    value: bytes
    at: int


@dataclass(frozen=True, slots=True)
class HubAbilities:
    """What a hub can do.

    Attributes:
        shared: other stations see it; false for the hub of one station alone.
        site: name of the part of the team that agrees by it now; two sites that are cut off from each other have two names.
        expires: it lets go of values by itself; else whoever reads one looks at its time.
        durable: what it has acknowledged is on disk.
        version: of the server, '' for the hub of one station alone.
    """

    shared: bool
    site: str
    expires: bool
    durable: bool
    version: str = ""


class Hub(Protocol):
    """Carries messages between stations and keeps what they agree on. The journal of each station stays the only truth of it.

    Every method raises UnreachableError where nothing was done, AmbiguousError where that cannot be told, SignInError where this
    station is not let in, and RefusedError where it may not do this.
    """

    @property
    def station(self) -> str:
        """Id of this station."""
        ...

    async def abilities(self) -> HubAbilities:
        """What it can do, as it is now."""
        ...

    async def append(self, messages: Sequence[HubMessage]) -> int:
        """Put messages at the end of the stream, in order; safe to repeat.

        Returns:
            How many of them, from the first on, the hub has acknowledged. Fewer than all where it then stopped answering or
            does not take the next one; that is raised where it is the first.
        """
        ...

    async def read(self, cursor: int, limit: int) -> list[HubRecord]:
        """Records behind a place in the stream, in order; [] at its end. 0 is before the first one.

        A place means something in one stream only: whoever keeps one keeps the name that ``last`` gives with it.
        """
        ...

    def watch(self, cursor: int) -> AsyncIterator[list[HubRecord]]:
        """Records behind a place, as they come, in batches, without end; ends with an error where the hub is lost."""
        ...

    async def last(self) -> tuple[str, int]:
        """Which stream it is and where it ends: another name means that the hub has lost its stream and begun a new one."""
        ...

    async def get(self, key: str) -> Held:
        """The value of a key. Keys are letters, digits, '-', '_' and '.'."""
        ...

    async def compare_and_set(self, key: str, value: bytes | None, expected: int, ttl: float = 0.0) -> Held:
        """Set a value where its revision is still the expected one; None takes it away.

        Args:
            expected: the revision last seen, 0 for never set.
            ttl: seconds until it is taken away by itself; 0 for never.

        Returns:
            What is held afterwards: its value is another one than was given where somebody else was quicker.

        Raises:
            AmbiguousError: it may have been set; ``get`` tells.
        """
        ...

    def watch_held(self, prefix: str) -> AsyncIterator[tuple[str, Held]]:
        """Keys that begin so: all there are, then every change, without end; ends with an error where the hub is lost."""
        ...

    async def beat(self, value: bytes, ttl: float) -> None:
        """Say that this station is there; it counts for ``ttl`` seconds."""
        ...

    async def beats(self) -> Mapping[str, Beat]:
        """Stations that are there now, by id."""
        ...

    async def check(self) -> list[CheckStep]:
        """A live test that says what is missing."""
        ...

    async def aclose(self) -> None:
        """Let go of it."""
        ...
