"""Which station does what any of them could: the one that takes it at the hub first, or another once that one had its time."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from hashlib import blake2b

from fallback_console.domain.errors import OutsideError
from fallback_console.ports import Clock
from fallback_console.ports.hub import Hub

__all__ = ["Turns"]

_KEPT_S = 7 * 86_400.0
"""For so long the hub knows who did something."""

_SPREAD = 1 / 3
"""So much of the grace may a station wait beyond it where the hub cannot be asked."""


class Turns:
    """A station's turns at things that are to be done once in the whole team.

    Args:
        station: id of this one.
        clock: time.
        hub: of the team; None where this station works alone and every turn is its own.
        grace: seconds that another station has for what it took; they begin when this station first saw that it is to be done, by no
            wall clock.
    """

    def __init__(self, station: str, clock: Clock, hub: Hub | None, grace: float) -> None:
        self._own = station.encode()
        self._clock = clock
        self._hub = hub
        self._grace = grace
        self._waited: dict[Hashable, float] = {}

    async def is_ours(self, key: str, what: Hashable, *, begun_here: bool = False) -> bool:
        """Whether this station is to do something now.

        Args:
            key: under which it is taken at the hub, once.
            what: the same for ``is_over`` and ``forget``.
            begun_here: where the hub cannot be asked this station goes on at once, and the others after the grace, each some time
                later than the other: a team that is cut in two may so do it twice, which is better than nobody doing it.
        """
        if self._hub is None:
            return True
        try:
            held = await self._hub.compare_and_set(key, self._own, 0, _KEPT_S)
            if held.value == self._own:
                return True
            if held.value is not None and not self.is_over(what):
                return False
            # Nobody has it any more, or whoever has it has not done it: they may be gone.
            held = await self._hub.compare_and_set(key, self._own, held.revision, _KEPT_S)
        except OutsideError:
            return begun_here or self._is_over(what, 1 + _SPREAD * self._share(what))
        return held.value == self._own

    def is_over(self, what: Hashable) -> bool:
        """Whether the others had their time."""
        return self._is_over(what, 1.0)

    def _is_over(self, what: Hashable, graces: float) -> bool:
        now = self._clock.monotonic()
        return now - self._waited.setdefault(what, now) >= self._grace * graces

    def _share(self, what: Hashable) -> float:
        """From 0 up to 1: stations of a site, who hear each other without the hub, are not all due at once."""
        mixed = blake2b(self._own + repr(what).encode(), digest_size=4).digest()
        return int.from_bytes(mixed, "big") / (1 << 32)

    def forget(self, kept: Collection[Hashable]) -> None:
        """What is not among these is done: nobody waits for it any more."""
        self._waited = {what: at for what, at in self._waited.items() if what in kept}
