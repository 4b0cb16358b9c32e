"""A softphone: whether it answers and is registered. Nobody is ever called to find out."""

from __future__ import annotations

from fallback_console.adapters.phone.baresip_settings import BaresipSettings
from fallback_console.adapters.phone.softphone import registration
from fallback_console.adapters.status.observing import Limits, Look, LookingProbe, Progress
from fallback_console.domain.health import Finding
from fallback_console.domain.sentences import together
from fallback_console.ports import Clock

__all__ = ["SoftphoneProbe"]


class SoftphoneProbe(LookingProbe):
    """Asks for the accounts, over the line that the console drives the softphone with where it has one.

    Args:
        settings: the connection.
    """

    def __init__(self, system: str, settings: BaresipSettings, clock: Clock, limits: Limits) -> None:
        super().__init__(system, "softphone", clock, limits)
        self._settings = settings

    @property
    def stages(self) -> tuple[str, ...]:
        """A connection, then what it says."""
        return ("tcp", "request", "body")

    async def look(self, progress: Progress) -> Look:
        """Ask once."""
        progress.stage = "tcp"
        found = await registration(self._settings.host, self._settings.port, self._settings.timeout)
        if not found.fine:
            return Look(Finding.FAILED, "body", together(found.sentence, found.advice))
        return Look(Finding.OK, "body", found.sentence)
