"""IMAP and SMTP, spoken as far as a probe needs: greeting, TLS, and a sign-in where a password is known.

Sources: RFC 9051 (IMAP4rev2), RFC 5530 (IMAP response codes), RFC 5321 (SMTP), RFC 3207 (STARTTLS), RFC 4954 (AUTH), RFC 4616 (PLAIN).
"""

from __future__ import annotations

import base64
import ssl
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address

from fallback_console.adapters.status.observing import Limits, Look, LookingProbe, Progress
from fallback_console.adapters.status.streams import Line, open_line
from fallback_console.domain.errors import BadAnswerError, SignInError, UnreachableError
from fallback_console.domain.health import Finding
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import Clock

__all__ = ["ImapProbe", "MailAccess", "MailProbe", "Security", "SmtpProbe", "plain_sign_in"]

_MOST_LINES = 200
_TEMPORARY = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[CONTACTADMIN]")


class Security(StrEnum):
    """How a connection is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MailAccess:
    """Where a mail server is and how to sign in.

    Attributes:
        host, port: where.
        security: 'none' only for servers without TLS; a password is then sent to this very machine only.
        tls: certificate settings, None with security 'none'.
        login: user name, empty for no sign-in.
        password: never shown.
    """

    host: str
    port: int
    security: Security
    tls: ssl.SSLContext | None = None
    login: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"MailAccess({self.host}:{self.port}, {self.security})"

    @property
    def signs_in(self) -> bool:
        """Whether a sign-in is tried: there is a password, and nobody on the way could read it."""
        safe = self.security is not Security.NONE or _is_loopback(self.host)
        return bool(self.login and self.password and safe)


class MailProbe(LookingProbe):
    """What IMAP and SMTP have in common.

    Args:
        system: name of the system.
        access: where and how.
    """

    protocol = ""

    def __init__(self, system: str, access: MailAccess, clock: Clock, limits: Limits) -> None:
        super().__init__(system, self.protocol.lower(), clock, limits)
        self._access = access

    @property
    def stages(self) -> tuple[str, ...]:
        """With TLS before or after the greeting, and the sign-in where there is a password."""
        middle = {Security.TLS: ("tls", "banner"), Security.STARTTLS: ("banner", "tls"), Security.NONE: ("banner",)}
        return ("dns", "tcp", *middle[self._access.security], *(["authorised"] if self._access.signs_in else []))

    async def look(self, progress: Progress) -> Look:
        """Greet, secure, sign in, leave."""
        access = self._access
        first = access.tls if access.security is Security.TLS else None
        async with open_line(progress, access.host, access.port, self._limits.timeout * 0.8, first) as line:
            progress.stage = "banner"
            await self.greet(line)
            if access.security is Security.STARTTLS and access.tls is not None:
                progress.stage = "tls"
                await self.start_tls(line)
                await line.secure_it(access.tls)
            if not access.signs_in:
                return Look(Finding.OK, "banner", Sentence("The {protocol} server answers.", protocol=self.protocol))
            progress.stage = "authorised"
            await self.sign_in(line)
            await self.leave(line)
        return Look(
            Finding.OK, "authorised", Sentence("The {protocol} server answers and knows us.", protocol=self.protocol)
        )

    @abstractmethod
    async def greet(self, line: Line) -> None:
        """Read the greeting; raises where it is none."""

    @abstractmethod
    async def start_tls(self, line: Line) -> None:
        """Ask for TLS and read the consent."""

    @abstractmethod
    async def sign_in(self, line: Line) -> None:
        """Sign in; raises ``SignInError`` where the password is refused."""

    @abstractmethod
    async def leave(self, line: Line) -> None:
        """Say good-bye without waiting for an answer."""

    def busy(self, stage: str) -> UnreachableError:
        """The server greets, but says that it cannot work now."""
        return UnreachableError(
            Sentence("The {protocol} server says that it is not available now.", protocol=self.protocol),
            "It is tried again by itself.",
            stage=stage,
        )

    def stranger(self, stage: str) -> BadAnswerError:
        """Something answers that does not speak the protocol."""
        return BadAnswerError(
            Sentence(
                "{host} does not answer like an {protocol} server.", host=self._access.host, protocol=self.protocol
            ),
            "Check address and port.",
            stage=stage,
        )

    def refused(self) -> SignInError:
        """The password is not accepted."""
        return SignInError(
            Sentence("The {protocol} server does not accept our sign-in.", protocol=self.protocol),
            "Renew the password in the connection's settings.",
        )


class ImapProbe(MailProbe):
    """An IMAP server."""

    protocol = "IMAP"

    async def greet(self, line: Line) -> None:
        """``* OK`` or ``* PREAUTH``; ``* BYE`` is a server that turns people away."""
        said = (await line.read()).upper()
        if said.startswith("* BYE"):
            raise self.busy("banner")
        if not said.startswith(("* OK", "* PREAUTH")):
            raise self.stranger("banner")

    async def start_tls(self, line: Line) -> None:
        """``STARTTLS``, consented to with OK."""
        await line.write("a1 STARTTLS")
        if not (await self._tagged(line, "a1")).startswith("OK"):
            raise UnreachableError(
                "The IMAP server does not offer a secure connection.", "Check the security setting.", stage="tls"
            )

    async def sign_in(self, line: Line) -> None:
        """``AUTHENTICATE PLAIN``: it takes every character that a password may have."""
        await line.write("a2 AUTHENTICATE PLAIN")
        said = await self._until(line, lambda text: text.startswith(("+", "a2 ")))
        if said.startswith("+"):
            await line.write(plain_sign_in(self._access))
            answer = await self._tagged(line, "a2")
        else:
            answer = said[3:].upper()
        if answer.startswith("OK"):
            return
        if answer.startswith("BAD") or any(code in answer for code in _TEMPORARY):
            raise self.busy("authorised")
        raise self.refused()

    async def leave(self, line: Line) -> None:
        """``LOGOUT``."""
        await line.write("a3 LOGOUT")

    async def _tagged(self, line: Line, tag: str) -> str:
        """The answer to a command, without its tag, in capitals."""
        return (await self._until(line, lambda text: text.startswith(f"{tag} ")))[len(tag) + 1 :].upper()

    async def _until(self, line: Line, wanted: Callable[[str], bool]) -> str:
        for _ in range(_MOST_LINES):
            said = await line.read()
            if wanted(said):
                return said
            if not said.startswith("*"):
                break
            if said.upper().startswith("* BYE"):
                raise self.busy(line.stage)
        raise self.stranger(line.stage)


class SmtpProbe(MailProbe):
    """An SMTP server, mostly one for submission."""

    protocol = "SMTP"

    async def greet(self, line: Line) -> None:
        """220, then EHLO: a server may greet and still take nobody."""
        code = await self._reply(line)
        if code >= 400:
            raise self.busy("banner")
        if code != 220:
            raise self.stranger("banner")
        await self._hello(line)

    async def start_tls(self, line: Line) -> None:
        """``STARTTLS``, consented to with 220."""
        await line.write("STARTTLS")
        if await self._reply(line) != 220:
            raise UnreachableError(
                "The SMTP server does not offer a secure connection.", "Check the security setting.", stage="tls"
            )

    async def sign_in(self, line: Line) -> None:
        """EHLO again, as the protocol wants it after STARTTLS, then ``AUTH PLAIN``."""
        if self._access.security is Security.STARTTLS:
            await self._hello(line)
        await line.write(f"AUTH PLAIN {plain_sign_in(self._access)}")
        code = await self._reply(line)
        if code == 235:
            return
        if code in (530, 534, 535, 538):
            raise self.refused()
        raise self.busy("authorised")

    async def leave(self, line: Line) -> None:
        """``QUIT``."""
        await line.write("QUIT")

    async def _hello(self, line: Line) -> None:
        await line.write("EHLO [127.0.0.1]")
        if await self._reply(line) != 250:
            raise self.busy(line.stage)

    async def _reply(self, line: Line) -> int:
        """The code of a reply, which may have many lines."""
        for _ in range(_MOST_LINES):
            said = await line.read()
            code, mark = said[:3], said[3:4]
            if not (code.isascii() and code.isdecimal() and len(code) == 3 and mark in ("", " ", "-")):
                break
            if mark != "-":
                return int(code)
        raise self.stranger(line.stage)


def plain_sign_in(access: MailAccess) -> str:
    """The SASL PLAIN message."""
    return base64.b64encode(f"\0{access.login}\0{access.password}".encode()).decode("ascii")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
