"""From connections to probes.

What a connection's ``values`` may hold, besides what its own adapter reads:

=========  ==================================================================================================================
any        ``statuspage_url`` (base of a vendor's Statuspage), ``statuspage_components`` (names, separated by commas),
           ``ca_file`` (PEM file with the authorities to trust), ``proxy`` (no: leave the environment's proxies alone)
rt         ``url``; secret ``<name>/token``
slack      ``api_url``, ``status_url`` (bases; '-' for no status page), ``status_services`` (names, separated by commas);
           ``reach`` (yes: people are written to over it, which needs the token);
           secret ``<name>/token``, which may be missing
mail       ``imap_host``, ``smtp_host`` (either may be missing), ``imap_port``, ``smtp_port``, ``imap_security``, ``smtp_security``
           ('tls', 'starttls' or 'none'; IMAP by default 'tls' on 993, SMTP 'starttls' on 587), ``login``,
           ``sender`` (mail comes from there; without it from ``login`` where that is an address);
           secret ``<name>/password``, which may be missing
kannel     ``url`` (of sendsms), ``admin_url`` (base of the administration interface)
android    ``url``
twilio     ``account_sid``, ``api_key``, ``api_url`` (base); secrets ``<name>/token`` and, for an API key, ``<name>/password``
vonage     ``username`` (the API key), ``api_url`` (base); secret ``<name>/password``
gammu      ``database`` (path of SMSD's), ``phone_id``
baresip    ``host``, ``port`` (of its ctrl_tcp), ``remote`` (yes: another computer is allowed), ``timeout``
twilio-…   as for twilio
hub        ``address`` (several separated by commas), ``ca`` (PEM text)
http-sms   ``url`` (places may stand behind the host)
http       ``url``, ``method``, ``status`` (the one good status), ``contains`` (text that has to be in the answer)
tcp        ``host``, ``port``, ``tls`` (yes or no), ``banner`` (beginning of the greeting)
=========  ==================================================================================================================
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import quote, urlsplit

import httpx

from fallback_console.adapters.mail.probes import ImapProbe, MailAccess, Security, SmtpProbe
from fallback_console.adapters.mail.reading import access_to
from fallback_console.adapters.phone.baresip_settings import BaresipSettings
from fallback_console.adapters.sms.gammu_settings import GammuSettings
from fallback_console.adapters.sms.values import Values
from fallback_console.adapters.status.canary import DEFAULT_CANARIES, make_canary
from fallback_console.adapters.status.gammu_probe import GammuProbe
from fallback_console.adapters.status.http_probe import HttpProbe, Route
from fallback_console.adapters.status.hub_probe import HubProbe
from fallback_console.adapters.status.observing import Limits, LookingProbe, steps_of
from fallback_console.adapters.status.rt_probe import RtProbe
from fallback_console.adapters.status.slack_probe import SLACK_API, SLACK_STATUS, SlackApiProbe, SlackStatusProbe
from fallback_console.adapters.status.sms_probes import (
    TWILIO_API,
    VONAGE_API,
    AccountProbe,
    KannelAdminProbe,
    KannelProbe,
    android_probe,
    twilio_balance,
    vonage_balance,
)
from fallback_console.adapters.status.softphone_probe import SoftphoneProbe
from fallback_console.adapters.status.statuspage_probe import StatuspageProbe
from fallback_console.adapters.status.streams import tls_context
from fallback_console.adapters.status.tcp_probe import TcpProbe
from fallback_console.domain.connection import Connection
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.health_rules import is_vendor_probe
from fallback_console.domain.sentences import Sentence, together
from fallback_console.domain.timing import Timing
from fallback_console.ports import CheckStep, Clock, SecretStore

__all__ = ["NO_CANARIES", "canaries", "check", "probes_for"]

NO_CANARIES = "none"
"""In the settings, the only canary of a station that needs none: then it never counts as offline."""

_MARGIN = 0.95
"""A probe ends a little before the monitor would cut it off, so that it can still say what it waited for."""


class _Maker:
    """Makes the probes of one connection."""

    def __init__(
        self,
        connection: Connection,
        secrets: SecretStore,
        clock: Clock,
        limits: Limits,
        transport: httpx.AsyncBaseTransport | None,
    ) -> None:
        self._name = connection.name
        self._secrets = secrets
        self._clock = clock
        self._limits = limits
        self._read = Values(connection.values)
        self._ca_file = self._read.text("ca_file")
        self._route = Route(self._ca_file or True, self._read.flag("proxy", True), transport)

    def rt(self) -> list[LookingProbe]:
        """Request Tracker."""
        url = self._read.needed("url")
        token = self._secret("token")
        return [RtProbe(self._name, url, self._clock, self._limits, token=token, route=self._route)]

    def slack(self) -> list[LookingProbe]:
        """Slack's API, and its status page at its own, slower pace."""
        token = self._secret("token")
        api = SlackApiProbe(
            self._name,
            self._clock,
            self._limits,
            url=self._read.text("api_url", SLACK_API),
            token=token,
            route=self._route,
        )
        status_url = self._read.text("status_url", SLACK_STATUS)
        if status_url == "-":
            return [api]
        page = SlackStatusProbe(
            self._name,
            self._clock,
            self._limits,
            url=status_url,
            services=self._names("status_services"),
            route=self._route,
        )
        return [api, page]

    def mail(self) -> list[LookingProbe]:
        """IMAP and SMTP, as far as they are given."""
        found: list[LookingProbe] = []
        if self._read.text("imap_host"):
            found.append(ImapProbe(self._name, self._mail_access("imap"), self._clock, self._limits))
        if self._read.text("smtp_host"):
            found.append(SmtpProbe(self._name, self._mail_access("smtp"), self._clock, self._limits))
        if not found:
            raise SettingsError("The mail connection names no server.", "Enter the IMAP or the SMTP server.")
        return found

    def _mail_access(self, which: str) -> MailAccess:
        return access_to(self._read, which, self._secret("password"))

    def kannel(self) -> list[LookingProbe]:
        """Kannel's sendsms interface, and its core where its address is known."""
        url, admin = self._read.needed("url"), self._read.text("admin_url")
        found: list[LookingProbe] = [KannelProbe(self._name, url, self._clock, self._limits, route=self._route)]
        if admin:
            found.append(KannelAdminProbe(self._name, admin, self._clock, self._limits, route=self._route))
        return found

    def android(self) -> list[LookingProbe]:
        """The phone's server."""
        url = self._read.needed("url")
        return [android_probe(self._name, url, self._clock, self._limits, route=self._route)]

    def twilio(self) -> list[LookingProbe]:
        """The account's balance; an account below another one has none."""
        account, key = self._read.needed("account_sid"), self._read.text("api_key")
        sign_in = (key, self._secret("password")) if key else (account, self._secret("token"))
        path = f"2010-04-01/Accounts/{quote(account, safe='')}/Balance.json"
        url = self._read.text("api_url", TWILIO_API)
        return [
            AccountProbe(
                self._name,
                "Twilio",
                url,
                path,
                sign_in,
                twilio_balance,
                self._clock,
                self._limits,
                no_balance=(404,),
                route=self._route,
            )
        ]

    def vonage(self) -> list[LookingProbe]:
        """The account's balance."""
        sign_in = (self._read.needed("username"), self._secret("password"))
        url = self._read.text("api_url", VONAGE_API)
        return [
            AccountProbe(
                self._name,
                "Vonage",
                url,
                "account/get-balance",
                sign_in,
                vonage_balance,
                self._clock,
                self._limits,
                route=self._route,
            )
        ]

    def http_sms(self) -> list[LookingProbe]:
        """Whether anything answers at the gateway's address; what it thinks of an empty request means little."""
        try:
            parts = urlsplit(self._read.needed("url"))
        except ValueError:
            raise SettingsError(
                "The address of the connection cannot be used.", "Check it in the connection's settings.", field="url"
            ) from None
        origin = f"{parts.scheme}://{parts.netloc}/"
        return [
            HttpProbe(self._name, origin, self._clock, self._limits, name="gateway", route=self._route, any_answer=True)
        ]

    def gammu(self) -> list[LookingProbe]:
        """SMSD's database, which tells whether SMSD runs and has its modem."""
        settings = GammuSettings.from_values(self._read.all)
        return [GammuProbe(self._name, settings, self._clock, self._limits)]

    def baresip(self) -> list[LookingProbe]:
        """The softphone, and whether it is registered."""
        settings = BaresipSettings.from_values(self._read.all)
        return [SoftphoneProbe(self._name, settings, self._clock, self._limits)]

    def hub(self) -> list[LookingProbe]:
        """The servers of the team's hub: whether one of them answers, and has a certificate that we trust."""
        addresses = tuple(one.strip() for one in self._read.needed("address").split(","))
        return [HubProbe(self._name, addresses, self._read.text("ca"), self._clock, self._limits)]

    def http(self) -> list[LookingProbe]:
        """Any web address."""
        method = self._read.text("method", "GET").upper()
        if method not in ("GET", "HEAD"):
            raise SettingsError("A probe may only read.", "Choose GET or HEAD as method.", field="method")
        return [
            HttpProbe(
                self._name,
                self._read.needed("url"),
                self._clock,
                self._limits,
                method=method,
                status=self._read.whole("status", 0, 0, 599),
                contains=self._read.text("contains"),
                route=self._route,
            )
        ]

    def tcp(self) -> list[LookingProbe]:
        """Any TCP port."""
        tls: ssl.SSLContext | None = tls_context(self._ca_file) if self._read.flag("tls", False) else None
        return [
            TcpProbe(
                self._name,
                self._read.needed("host"),
                self._read.whole("port", 0, 1, 65535),
                self._clock,
                self._limits,
                tls=tls,
                banner=self._read.text("banner"),
            )
        ]

    def vendor(self) -> list[LookingProbe]:
        """The vendor's status page, where one is named."""
        url = self._read.text("statuspage_url")
        if not url:
            return []
        names = self._names("statuspage_components")
        return [
            StatuspageProbe(
                self._name, url, self._clock, self._limits, components=names, route=replace(self._route, verify=True)
            )
        ]

    def _names(self, key: str) -> tuple[str, ...]:
        return tuple(name.strip() for name in self._read.text(key).split(",") if name.strip())

    def _secret(self, name: str) -> str:
        return self._secrets.get(f"{self._name}/{name}") or ""


def probes_for(
    connection: Connection,
    secrets: SecretStore,
    clock: Clock,
    timing: Timing,
    *,
    transport: httpx.AsyncBaseTransport | None = None,
) -> tuple[LookingProbe, ...]:
    """The probes of one connection; none where it is disabled.

    Args:
        transport: what carries HTTP instead of sockets, for tests.

    Raises:
        SettingsError: a value is missing or cannot be used.
        KeyMissingError: the keychain is locked or absent.
    """
    if not connection.enabled:
        return ()
    limits = Limits(timing.probe_timeout * _MARGIN, timing.slow_after)
    return tuple(_make(connection, secrets, clock, limits, transport))


def _make(
    connection: Connection,
    secrets: SecretStore,
    clock: Clock,
    limits: Limits,
    transport: httpx.AsyncBaseTransport | None,
) -> list[LookingProbe]:
    maker = _Maker(connection, secrets, clock, limits, transport)
    kinds: dict[str, Callable[[], list[LookingProbe]]] = {
        "rt": maker.rt,
        "slack": maker.slack,
        "mail": maker.mail,
        "kannel": maker.kannel,
        "android": maker.android,
        "twilio": maker.twilio,
        "vonage": maker.vonage,
        "http-sms": maker.http_sms,
        "gammu": maker.gammu,
        "baresip": maker.baresip,
        "twilio-voice": maker.twilio,
        "hub": maker.hub,
        "http": maker.http,
        "tcp": maker.tcp,
    }
    make = kinds.get(connection.kind)
    if make is None:
        raise SettingsError(
            Sentence("There is no kind of connection '{kind}'.", kind=connection.kind),
            Sentence("Choose one of {known}.", known=", ".join(kinds)),
        )
    return [*make(), *maker.vendor()]


def canaries(
    lines: Sequence[str], clock: Clock, timing: Timing, *, transport: httpx.AsyncBaseTransport | None = None
) -> tuple[LookingProbe, ...]:
    """The canaries of a station.

    Args:
        lines: as ``CanarySpec.parse`` takes them; empty for the defaults, the word 'none' alone for no canaries.

    Raises:
        SettingsError: a line cannot be used.
    """
    if tuple(lines) == (NO_CANARIES,):
        return ()
    limits = Limits(timing.canary_timeout * _MARGIN, timing.slow_after)
    return tuple(make_canary(line, clock, limits, transport) for line in lines or DEFAULT_CANARIES)


async def check(
    connection: Connection,
    secrets: SecretStore,
    clock: Clock,
    *,
    timeout: float = 10.0,
    transport: httpx.AsyncBaseTransport | None = None,
) -> list[CheckStep]:
    """A connection's live test: what every probe of it passes, step by step.

    Args:
        timeout: seconds for each probe; they run side by side.

    Raises:
        SettingsError: a value is missing or cannot be used.
        KeyMissingError: the keychain is locked or absent.
    """
    probes = _make(connection, secrets, clock, Limits(timeout, timeout), transport)
    seen = await asyncio.gather(*(probe.run() for probe in probes))
    several = len([probe for probe in probes if not is_vendor_probe(probe.name)]) > 1
    steps: list[CheckStep] = []
    for probe, observation in zip(probes, seen, strict=True):
        if is_vendor_probe(probe.name):
            steps.append(CheckStep("status page", observation.stage == "body", observation.detail))
        else:
            steps += steps_of(observation, probe.stages, probe.name.upper() if several else "")
    return steps + _unprotected(connection, secrets)


def _unprotected(connection: Connection, secrets: SecretStore) -> list[CheckStep]:
    """A password that is not tried because everybody on the way could read it."""
    if connection.kind != "mail" or not secrets.get(f"{connection.name}/password"):
        return []
    plain = [which for which in ("imap", "smtp") if connection.values.get(f"{which}_security") == Security.NONE]
    hosts = [str(connection.values.get(f"{which}_host", "")) for which in plain]
    if all(host in ("", "localhost", "127.0.0.1", "::1") for host in hosts):
        return []
    return [
        CheckStep(
            "sign-in",
            False,
            together("The password is not sent over an unprotected connection.", "Choose TLS or STARTTLS instead."),
        )
    ]
