"""The team's hub: whether one of its servers answers as NATS and has a certificate that is trusted. It is not signed in to, which
thousands of stations would do at once.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Sequence
from urllib.parse import urlsplit

from fallback_console.adapters.status.observing import Limits, Look, LookingProbe, Progress
from fallback_console.adapters.status.streams import open_line
from fallback_console.domain.errors import BadAnswerError, OutsideError, SettingsError, UnreachableError
from fallback_console.domain.health import Finding
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import Clock

__all__ = ["HubProbe"]

_GREETING = "INFO "


class HubProbe(LookingProbe):
    """Looks at one server after the other, until one is good.

    Args:
        addresses: like 'tls://hub.example.com:4222'.
        ca: certificate of the authority, PEM text; '' for the system's own ones.
    """

    def __init__(self, system: str, addresses: Sequence[str], ca: str, clock: Clock, limits: Limits) -> None:
        super().__init__(system, "hub", clock, limits)
        try:
            self._servers = [(str(p.hostname or ""), int(p.port or 0)) for p in map(urlsplit, addresses)]
            self._context = ssl.create_default_context(cadata=ca or None)
        except (ValueError, ssl.SSLError):
            raise SettingsError(
                "The hub's address or certificate cannot be used.", "Connect the hub with the station file again."
            ) from None

    @property
    def stages(self) -> tuple[str, ...]:
        """Its greeting comes in the clear, the rest does not."""
        return ("dns", "tcp", "banner", "tls")

    async def look(self, progress: Progress) -> Look:
        """Until one answers."""
        share = self._limits.timeout * 0.9 / len(self._servers)
        problem: OutsideError | None = None
        for host, port in self._servers:
            try:
                return await self._look_at(host, port, share, progress)
            except OutsideError as error:
                error.values.setdefault("stage", progress.stage)
                problem = error
        raise problem or UnreachableError("The hub has no address.", "Connect the hub with the station file again.")

    async def _look_at(self, host: str, port: int, seconds: float, progress: Progress) -> Look:
        async with open_line(progress, host, port, seconds, None) as line:
            progress.stage = "banner"
            said = await line.read()
            try:
                info = json.loads(said.removeprefix(_GREETING)) if said.startswith(_GREETING) else None
            except ValueError:
                info = None
            if not isinstance(info, dict):
                raise BadAnswerError(Sentence("{host} does not answer as a hub.", host=host), "Check the address.")
            await line.secure_it(self._context)
            version = str(info.get("version", ""))[:20]
            return Look(Finding.OK, "tls", Sentence("The hub answers, NATS {version}.", version=version))
