"""SMS gateways: whether they take requests; nothing is ever sent to find out."""

from __future__ import annotations

from fallback_console.adapters.http import request
from fallback_console.adapters.status.http_probe import DIRECT, NO_DEADLINE, HttpProbe, Route, probe_client
from fallback_console.adapters.status.observing import Limits, Look, LookingProbe, Progress
from fallback_console.domain.health import Finding
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import Clock

__all__ = ["KannelAdminProbe", "KannelProbe", "android_probe"]


class KannelProbe(LookingProbe):
    """Asks Kannel's sendsms interface without a user name: it refuses, and so shows that it works.

    No text message can come of it: without a user Kannel sends nothing.

    Args:
        url: the sendsms address, 'http://127.0.0.1:13013/cgi-bin/sendsms'.
    """

    def __init__(
        self,
        system: str,
        url: str,
        clock: Clock,
        limits: Limits,
        *,
        route: Route = DIRECT,
    ) -> None:
        super().__init__(system, "sendsms", clock, limits)
        self._url = url
        self._client = probe_client(url, limits, route=route)

    @property
    def stages(self) -> tuple[str, ...]:
        """No sign-in is tried."""
        return ("dns", "tcp", "request")

    async def look(self, progress: Progress) -> Look:
        """Ask once."""
        progress.stage = "request"
        answer = await request(
            self._client, "GET", self._url, writing=False, deadline=NO_DEADLINE, accept=range(400, 404)
        )
        if answer.body.lstrip()[:1] == b"<":
            return Look(
                Finding.FAILED,
                "request",
                Sentence("{host} answers with a web page: that is not Kannel.", host=answer.host),
            )
        return Look(Finding.OK, "request", "The SMS gateway answers.")


class KannelAdminProbe(LookingProbe):
    """Asks Kannel's core (bearerbox) for a command that it does not know: it answers with a list of those it knows.

    Needed besides ``KannelProbe``: sendsms goes on refusing while the core behind it stands still. No known command is
    asked for, because all want a password: it would have to stand in the address, and each request without it makes
    Kannel 1.4.5 answer the next one a second later still.

    Args:
        url: base of the administration interface, 'http://127.0.0.1:13000'.
    """

    def __init__(
        self,
        system: str,
        url: str,
        clock: Clock,
        limits: Limits,
        *,
        route: Route = DIRECT,
    ) -> None:
        super().__init__(system, "core", clock, limits)
        self._client = probe_client(url, limits, route=route)

    @property
    def stages(self) -> tuple[str, ...]:
        """No sign-in is tried."""
        return ("dns", "tcp", "request", "body")

    async def look(self, progress: Progress) -> Look:
        """Ask once."""
        progress.stage = "request"
        answer = await request(
            self._client, "GET", "fallback-console", writing=False, deadline=NO_DEADLINE, accept=range(400, 405)
        )
        if "command" not in answer.text().lower():
            return Look(Finding.FAILED, "body", Sentence("{host} does not answer like Kannel.", host=answer.host))
        return Look(Finding.OK, "body", "The SMS gateway's core answers.")


def android_probe(
    system: str,
    url: str,
    clock: Clock,
    limits: Limits,
    *,
    route: Route = DIRECT,
) -> HttpProbe:
    """The phone's own health page; any answer at all is good: it reports a failure when the phone has no internet, while text messages
    go out as ever.

    Args:
        url: base of the phone's server, 'http://phone:8080'.
    """
    return HttpProbe(
        system,
        f"{url.rstrip('/')}/health",
        clock,
        limits,
        name="health",
        route=route,
        any_answer=True,
    )
