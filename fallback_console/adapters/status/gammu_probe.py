"""A GSM modem behind Gammu SMSD: whether SMSD tells of it."""

from __future__ import annotations

import asyncio

from fallback_console.adapters.sms.gammu_box import GammuBox
from fallback_console.adapters.sms.gammu_settings import GammuSettings
from fallback_console.adapters.status.observing import Limits, Look, LookingProbe, Progress
from fallback_console.domain.health import Finding
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import Clock

__all__ = ["GammuProbe"]


class GammuProbe(LookingProbe):
    """Reads what SMSD told last of its modem; what it has not renewed for long is no proof of life.

    Args:
        settings: the connection.
    """

    def __init__(self, system: str, settings: GammuSettings, clock: Clock, limits: Limits) -> None:
        super().__init__(system, "modem", clock, limits)
        self._box = GammuBox(settings)

    @property
    def stages(self) -> tuple[str, ...]:
        """The file, then what stands in it."""
        return ("dns", "body")

    async def look(self, progress: Progress) -> Look:
        """Read once."""
        progress.stage = "body"
        modem = await asyncio.to_thread(self._box.modem)
        if modem is None:
            return Look(Finding.FAILED, "body", "SMSD has told of no modem yet.")
        if not self._box.fresh(modem):
            return Look(
                Finding.FAILED, "body", Sentence("SMSD has not told of its modem for {seconds} s.", seconds=modem.quiet)
            )
        return Look(Finding.OK, "body", Sentence("The modem is there; signal {signal}.", signal=modem.signal_words))
