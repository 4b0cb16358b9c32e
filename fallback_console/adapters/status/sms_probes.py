"""SMS gateways: whether they take requests; nothing is ever sent to find out."""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection
from typing import Any

from fallback_console.adapters.http import request
from fallback_console.adapters.status.http_probe import DIRECT, NO_DEADLINE, HttpProbe, Route, probe_client
from fallback_console.adapters.status.observing import Limits, Look, LookingProbe, Progress
from fallback_console.domain.health import Finding
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import Clock

__all__ = [
    "TWILIO_API",
    "VONAGE_API",
    "AccountProbe",
    "KannelAdminProbe",
    "KannelProbe",
    "android_probe",
    "twilio_balance",
    "vonage_balance",
]

TWILIO_API = "https://api.twilio.com"
VONAGE_API = "https://rest.nexmo.com"

Balance = tuple[float, str]
"""An amount, and the same in words with its currency."""


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


class AccountProbe(LookingProbe):
    """Asks a vendor of text messages for the account's balance: an answer shows that the sign-in is good and the interface works.

    Args:
        vendor: its name, for sentences.
        url: base of its interface.
        path: of the balance, below that.
        sign_in: user name and password.
        read: finds the balance in the answer; None where it is none.
        no_balance: statuses by which an account without a balance of its own is told.
    """

    def __init__(
        self,
        system: str,
        vendor: str,
        url: str,
        path: str,
        sign_in: tuple[str, str],
        read: Callable[[Any], Balance | None],
        clock: Clock,
        limits: Limits,
        *,
        no_balance: Collection[int] = (),
        route: Route = DIRECT,
    ) -> None:
        super().__init__(system, "account", clock, limits)
        self._vendor = vendor
        self._path = path
        self._read = read
        self._no_balance = no_balance
        pair = base64.b64encode(":".join(sign_in).encode()).decode("ascii")
        self._client = probe_client(url, limits, auth_header=f"Basic {pair}", route=route)

    @property
    def stages(self) -> tuple[str, ...]:
        """The sign-in is tried too."""
        return ("dns", "tcp", "tls", "request", "authorised")

    async def look(self, progress: Progress) -> Look:
        """Ask once."""
        progress.stage = "request"
        answer = await request(
            self._client, "GET", self._path, writing=False, deadline=NO_DEADLINE, accept=self._no_balance
        )
        if answer.status in self._no_balance:
            return Look(Finding.OK, "authorised", Sentence("{vendor} answers.", vendor=self._vendor))
        balance = self._read(answer.json())
        if balance is None:
            return Look(
                Finding.FAILED, "request", Sentence("The answer is not what {vendor} promises.", vendor=self._vendor)
            )
        found = Sentence("{vendor} answers; the balance is {balance}.", vendor=self._vendor, balance=balance[1])
        return Look(Finding.OK, "authorised", found)


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


def twilio_balance(said: Any) -> Balance | None:
    """The balance that Twilio tells; None where that is none."""
    if not isinstance(said, dict):
        return None
    return _balance(said.get("balance"), str(said.get("currency") or ""))


def vonage_balance(said: Any) -> Balance | None:
    """The balance that Vonage tells, always in euros; None where that is none."""
    return _balance(said.get("value"), "EUR") if isinstance(said, dict) else None


def _balance(amount: Any, currency: str) -> Balance | None:
    try:
        value = float(amount)
    except (TypeError, ValueError):
        return None
    return value, f"{value:.2f} {currency[:10]}".strip()
