"""Request Tracker: whether REST2 answers, first without rights, then with our token."""

from __future__ import annotations

import httpx

from fallback_console.adapters.http import Answer, request
from fallback_console.adapters.status.http_probe import DIRECT, NO_DEADLINE, Route, probe_client
from fallback_console.adapters.status.observing import Limits, Look, LookingProbe, Progress
from fallback_console.domain.errors import BadAnswerError
from fallback_console.domain.health import Finding
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import Clock

__all__ = ["RtProbe"]

_PATH = "REST/2.0/rt"


class RtProbe(LookingProbe):
    """Asks ``/REST/2.0/rt`` twice: the refusal without a token already shows that REST2 works, the second answer that the database
    behind it does and that our token is good.

    The web pages of RT are never asked: they answer 200 to anybody, also where REST2 does not work.

    Args:
        url: base of RT, without '/REST/2.0'.
        token: REST2 token; empty to leave the second step out.
    """

    def __init__(
        self,
        system: str,
        url: str,
        clock: Clock,
        limits: Limits,
        *,
        token: str = "",
        route: Route = DIRECT,
    ) -> None:
        super().__init__(system, "api", clock, limits)
        self._token = token
        self._secure = url.lower().startswith("https:")
        self._open = probe_client(url, limits, route=route)
        auth = f"token {token}" if token else ""
        self._signed = probe_client(url, limits, auth_header=auth, route=route)

    @property
    def stages(self) -> tuple[str, ...]:
        """With the sign-in where there is a token."""
        secure = ["tls"] if self._secure else []
        return ("dns", "tcp", *secure, "request", *(["authorised"] if self._token else []))

    async def look(self, progress: Progress) -> Look:
        """Ask once or twice."""
        progress.stage = "request"
        answer = await self._ask(self._open, (401, 403))
        if answer.status in (401, 403):
            if not self._token:
                return Look(Finding.OK, "request", "The helpdesk answers.")
        else:
            _version(answer)
        if not self._token:
            return Look(Finding.OK, "body", "The helpdesk answers.")
        progress.stage = "authorised"
        _version(await self._ask(self._signed, ()))
        return Look(Finding.OK, "authorised", "The helpdesk answers and knows us.")

    async def _ask(self, client: httpx.AsyncClient, accept: tuple[int, ...]) -> Answer:
        return await request(client, "GET", _PATH, writing=False, deadline=NO_DEADLINE, accept=accept)


def _version(answer: Answer) -> str:
    """The version RT tells.

    Raises:
        BadAnswerError: that is not RT.
    """
    said = answer.json()
    version = said.get("Version") if isinstance(said, dict) else None
    if not isinstance(version, str):
        raise BadAnswerError(
            Sentence("{host} does not answer like Request Tracker.", host=answer.host), "Check the address."
        )
    return version
