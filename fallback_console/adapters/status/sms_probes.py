"""SMS gateways: whether they take requests; nothing is ever sent to find out."""

from __future__ import annotations

from fallback_console.adapters.http import request
from fallback_console.adapters.status.http_probe import DIRECT, NO_DEADLINE, HttpProbe, Route, probe_client
from fallback_console.adapters.status.observing import Limits, Look, LookingProbe, Progress
from fallback_console.domain.health import Finding
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
            return Look(Finding.FAILED, "request", f"{answer.host} answers with a web page: that is not Kannel.")
        return Look(Finding.OK, "request", "The SMS gateway answers.")


class KannelAdminProbe(LookingProbe):
    """Asks Kannel's status page, without its password: that belongs into no address.

    Where the page needs none, it also tells whether the gateway runs or is shut down by hand, and whether a link to the mobile
    network is up.

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
        return ("dns", "tcp", "request")

    async def look(self, progress: Progress) -> Look:
        """Ask once."""
        progress.stage = "request"
        answer = await request(
            self._client, "GET", "status.txt", writing=False, deadline=NO_DEADLINE, accept=range(400, 404)
        )
        text = answer.text()
        if "Status:" not in text:
            return Look(Finding.OK, "request", "The SMS gateway answers.")
        if "Status: running" not in text:
            return Look(Finding.FAILED, "request", "The SMS gateway is suspended or shutting down.")
        links = text.partition("SMSC connections:")[2]
        if links and "(online" not in links:
            return Look(Finding.FAILED, "request", "The SMS gateway has no link to the mobile network.")
        return Look(Finding.OK, "body", "The SMS gateway runs and has a link to the mobile network.")


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
