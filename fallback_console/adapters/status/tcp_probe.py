"""Whether something listens on a port, and whether it is what it should be."""

from __future__ import annotations

import ssl

from fallback_console.adapters.status.observing import Limits, Look, LookingProbe, Progress
from fallback_console.adapters.status.streams import open_line
from fallback_console.domain.health import Finding
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import Clock

__all__ = ["TcpProbe"]


class TcpProbe(LookingProbe):
    """Connects, with TLS where asked for, and reads the greeting where one is expected.

    Args:
        system: name of the system.
        host, port: where.
        tls: None for plain TCP.
        banner: how the first line has to begin; empty where the server waits for us to speak first.
    """

    def __init__(
        self,
        system: str,
        host: str,
        port: int,
        clock: Clock,
        limits: Limits,
        *,
        name: str = "tcp",
        tls: ssl.SSLContext | None = None,
        banner: str = "",
    ) -> None:
        super().__init__(system, name, clock, limits)
        self._host = host
        self._port = port
        self._tls = tls
        self._banner = banner

    @property
    def stages(self) -> tuple[str, ...]:
        """As far as the settings make it go."""
        return ("dns", "tcp", *(["tls"] if self._tls else []), *(["banner"] if self._banner else []))

    async def look(self, progress: Progress) -> Look:
        """Connect and listen."""
        async with open_line(progress, self._host, self._port, self._limits.timeout * 0.9, self._tls) as line:
            if self._banner:
                progress.stage = "banner"
                said = await line.read()
                if not said.startswith(self._banner):
                    return Look(
                        Finding.FAILED, "banner", Sentence("{host} does not greet as it should.", host=self._host)
                    )
            return Look(
                Finding.OK, progress.stage, Sentence("{host} answers on port {port}.", host=self._host, port=self._port)
            )
