"""Slack: whether its API answers, and what its status page says.

Sources: docs.slack.dev, methods ``api.test`` and ``auth.test`` (errors come with status 200 and ``ok: false``), and the Slack status
API v2.0.0.
"""

from __future__ import annotations

from typing import Any

import httpx

from fallback_console.adapters.chat.slack_words import SLOW_DOWN, THEIR_FAULT, problem_in, said_in
from fallback_console.adapters.http import Answer, request
from fallback_console.adapters.status.http_probe import DIRECT, NO_DEADLINE, Route, probe_client
from fallback_console.adapters.status.observing import Limits, Look, LookingProbe, Progress
from fallback_console.domain.errors import BadAnswerError
from fallback_console.domain.health import Finding
from fallback_console.domain.health_rules import VENDOR_PROBE
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import Clock

__all__ = ["SLACK_API", "SLACK_STATUS", "SlackApiProbe", "SlackStatusProbe"]

SLACK_API = "https://slack.com/api"
SLACK_STATUS = "https://slack-status.com/api/v2.0.0"

_COUNTS = frozenset({"incident", "outage", "maintenance"})


class SlackApiProbe(LookingProbe):
    """Asks ``api.test``, which needs no token, then ``auth.test`` where a token is known.

    Only ``api.test`` speaks for Slack's health: a refused token is our own affair.

    Args:
        url: base of the API.
        token: bot or user token; empty to leave the second step out.
    """

    def __init__(
        self,
        system: str,
        clock: Clock,
        limits: Limits,
        *,
        url: str = SLACK_API,
        token: str = "",
        route: Route = DIRECT,
    ) -> None:
        super().__init__(system, "api", clock, limits)
        self._token = token
        self._open = probe_client(url, limits, route=route)
        auth = f"Bearer {token}" if token else ""
        self._signed = probe_client(url, limits, auth_header=auth, route=route)

    @property
    def stages(self) -> tuple[str, ...]:
        """With the sign-in where there is a token."""
        return ("dns", "tcp", "tls", "request", "body", *(["authorised"] if self._token else []))

    async def look(self, progress: Progress) -> Look:
        """Ask once or twice."""
        progress.stage = "request"
        answer = await self._ask(self._open, "api.test")
        problem = problem_in(said_in(answer))
        if problem in SLOW_DOWN:
            return Look(Finding.SLOW, "body", "Slack answers, but asks us to wait.")
        if problem:
            return Look(Finding.FAILED, "body", "Slack answers that it cannot work now.")
        if not self._token:
            return Look(Finding.OK, "body", "Slack answers.")
        progress.stage = "authorised"
        problem = problem_in(said_in(await self._ask(self._signed, "auth.test")))
        if problem in SLOW_DOWN:
            return Look(Finding.SLOW, "body", "Slack answers, but asks us to wait.")
        if problem in THEIR_FAULT:
            return Look(Finding.FAILED, "authorised", "Slack answers, but cannot check sign-ins now.")
        if problem:
            return Look(Finding.SIGN_IN, "authorised", "Slack answers, but does not accept our token.")
        return Look(Finding.OK, "authorised", "Slack answers and knows us.")

    async def _ask(self, client: httpx.AsyncClient, method: str) -> Answer:
        return await request(
            client,
            "POST",
            method,
            writing=False,
            content=b"",
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            deadline=NO_DEADLINE,
        )


class SlackStatusProbe(LookingProbe):
    """Reads Slack's status page: an incident there is evidence, silence is none.

    Args:
        url: base of the status API.
        services: names of Slack's services that matter ('Messaging'); empty for all.
    """

    def __init__(
        self,
        system: str,
        clock: Clock,
        limits: Limits,
        *,
        url: str = SLACK_STATUS,
        services: tuple[str, ...] = (),
        route: Route = DIRECT,
    ) -> None:
        super().__init__(system, VENDOR_PROBE, clock, limits)
        self._services = {name.casefold() for name in services}
        self._client = probe_client(url, limits, route=route)

    @property
    def stages(self) -> tuple[str, ...]:
        """A page that anybody may read."""
        return ("dns", "tcp", "tls", "request", "body")

    async def look(self, progress: Progress) -> Look:
        """Read the page once."""
        progress.stage = "request"
        answer = await request(self._client, "GET", "current", writing=False, deadline=NO_DEADLINE)
        said = answer.json()
        incidents = said.get("active_incidents", []) if isinstance(said, dict) else None
        if not isinstance(said, dict) or not isinstance(said.get("status"), str) or not isinstance(incidents, list):
            raise BadAnswerError(
                Sentence("{host} is not Slack's status page.", host=answer.host), "Check the address.", stage="body"
            )
        for incident in incidents:
            if isinstance(incident, dict) and self._matters(incident):
                title = " ".join(str(incident.get("title") or "no title").split())[:160]
                return Look(Finding.VENDOR_INCIDENT, "body", Sentence("Slack reports: {title}", title=title))
        return Look(Finding.OK, "body", "Slack reports no incident, which proves nothing.")

    def _matters(self, incident: dict[str, Any]) -> bool:
        if incident.get("type") not in _COUNTS or incident.get("status") != "active":
            return False
        services = incident.get("services")
        named = {str(name).casefold() for name in services} if isinstance(services, list) else set()
        return not self._services or not named or bool(self._services & named)
