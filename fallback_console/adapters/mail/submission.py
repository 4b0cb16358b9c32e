"""Mail handed to a server for submission (RFC 6409), with the standard library's SMTP in a thread of its own.

Up to the last line of a mail nothing has been sent: a server that is lost before it has nothing, one that is lost after it may
have taken the mail and cannot be asked. Sources: RFC 5321 (SMTP), RFC 3207 (STARTTLS), RFC 4954 (AUTH), RFC 4616 (PLAIN).
"""

from __future__ import annotations

import asyncio
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP as SMTP_RULES
from email.utils import format_datetime

from fallback_console.adapters.certificates import certificate_error
from fallback_console.adapters.mail.probes import MailAccess, Security, plain_sign_in
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.errors import (
    AmbiguousError,
    OutsideError,
    RefusedError,
    SignInError,
    ThrottledError,
    UnreachableError,
)
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import OutgoingMail

__all__ = ["MailSubmission", "written"]

_SECONDS = 20.0
_OURSELVES = "[127.0.0.1]"
"""Own name in EHLO: asking the resolver for a better one may take longer than all the rest."""

_RULES = SMTP_RULES.clone(cte_type="7bit")
_DOT = re.compile(rb"^\.", re.MULTILINE)
_SIGN_IN = frozenset({530, 534, 535, 538, 550, 554})
_SAID = 200


class MailSubmission:
    """A ``MailServer`` over SMTP.

    Args:
        access: where and how.
        sender: the address that mail comes from.
        seconds: how long the server may take for one answer.
    """

    def __init__(self, access: MailAccess, sender: str, *, seconds: float = _SECONDS) -> None:
        self._access = access
        self._sender = sender
        self._seconds = seconds

    async def send(self, mail: OutgoingMail) -> Receipt:
        """Hand one mail over.

        Raises:
            UnreachableError, SignInError, ThrottledError, RefusedError: it was not taken.
            AmbiguousError: it may have been.
        """
        return await asyncio.get_running_loop().run_in_executor(None, self._send, mail)

    def _send(self, mail: OutgoingMail) -> Receipt:
        text = written(mail, self._sender)
        with _telling(self._access.host):
            server = self._connected()
        try:
            with _telling(self._access.host):
                self._sign_in(server)
                self._expect(server.mail(self._sender), "the sender's address")
                self._expect(server.rcpt(mail.to), "the recipient's address")
                self._expect(server.docmd("data"), "mail", good=354)
            said = self._hand_over(server, text)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                server.close()
        return Receipt(remote_id=_message_id(mail, self._sender), said=said)

    def _connected(self) -> smtplib.SMTP:
        access = self._access
        if access.security is Security.TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                access.host, access.port, _OURSELVES, timeout=self._seconds, context=access.tls
            )
        else:
            server = smtplib.SMTP(access.host, access.port, _OURSELVES, timeout=self._seconds)
        try:
            server.ehlo_or_helo_if_needed()
            if access.security is Security.STARTTLS:
                if not server.has_extn("starttls"):
                    raise UnreachableError(
                        "The SMTP server does not offer a secure connection.",
                        "Check the security setting.",
                        stage="tls",
                    )
                server.starttls(context=access.tls)
                server.ehlo_or_helo_if_needed()
        except BaseException:
            server.close()
            raise
        return server

    def _sign_in(self, server: smtplib.SMTP) -> None:
        access = self._access
        if not access.signs_in:
            return
        if "PLAIN" in server.esmtp_features.get("auth", "").upper().split():
            # Not by the library, which takes no password with other than ASCII characters.
            self._expect(server.docmd("AUTH", f"PLAIN {plain_sign_in(access)}"), "our sign-in", good=235)
        else:
            server.login(access.login, access.password)

    def _hand_over(self, server: smtplib.SMTP, text: bytes) -> str:
        """Send the mail's own lines; what the server said."""
        try:
            server.send(text + b".\r\n")
            code, said = server.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise AmbiguousError(
                Sentence("The connection to {host} broke while mail was handed over.", host=self._access.host),
                "Ask the recipient whether it arrived.",
            ) from error
        self._expect((code, said), "mail")
        return _words(said)

    def _expect(self, answer: tuple[int, bytes], what: str, good: int = 250) -> None:
        code, said = answer
        if code == good or (good == 250 and code == 251):
            return
        raise _refusal(self._access.host, code, said, what)


def written(mail: OutgoingMail, sender: str) -> bytes:
    """A mail as it goes over the line, with the dots that RFC 5321 (4.5.2) wants, without the last line."""
    message = EmailMessage(policy=_RULES)
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(datetime.fromtimestamp(mail.at / 1000, UTC))
    message["Message-ID"] = _message_id(mail, sender)
    message.set_content(mail.text)
    return _DOT.sub(b"..", message.as_bytes())


def _message_id(mail: OutgoingMail, sender: str) -> str:
    """The same for the same entry, so that who gets it twice sees it once."""
    return f"<{mail.entry_id}@{sender.rpartition('@')[2]}>"


def _words(said: bytes) -> str:
    return " ".join(said.decode("ascii", "replace").split())[:_SAID]


def _refusal(host: str, code: int, said: bytes, what: str) -> OutsideError:
    """The error of the tree for an answer that is no consent."""
    if what == "our sign-in":
        if code in _SIGN_IN:
            return SignInError(
                Sentence("The {protocol} server does not accept our sign-in.", protocol="SMTP"),
                "Renew the password in the connection's settings.",
            )
        return UnreachableError(
            Sentence("The {protocol} server says that it is not available now.", protocol="SMTP"),
            "It is tried again by itself.",
            stage="authorised",
        )
    if code == 530:
        return SignInError(
            Sentence("{host} takes mail only from who signs in.", host=host),
            "Give user name and password in the connection's settings.",
        )
    if code == 421 or code < 400:
        return UnreachableError(
            Sentence("The {protocol} server says that it is not available now.", protocol="SMTP"),
            "It is tried again by itself.",
            stage="banner",
        )
    if code < 500:
        return ThrottledError(
            Sentence("{host} does not take mail just now.", host=host), "It is tried again by itself."
        )
    if what == "the recipient's address":
        return RefusedError(
            Sentence("The mail server does not take mail to this address ({code}).", code=code),
            "Check the address, or use another path.",
        )
    if what == "the sender's address":
        return RefusedError(
            Sentence("The mail server does not take mail from our address ({code}).", code=code),
            "Check the sender's address in the connection's settings.",
        )
    return RefusedError(
        Sentence("The mail server does not take this mail ({code}).", code=code), "Use another path, or ask IT why."
    )


@contextmanager
def _telling(host: str) -> Iterator[None]:
    """Turns what goes wrong before anything is handed over into an error of the tree."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise certificate_error(host, error) from error
    except ssl.SSLError as error:
        raise UnreachableError(
            Sentence("No secure connection to {host} could be made.", host=host),
            "Check the port and the security setting.",
            stage="tls",
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise SignInError(
            Sentence("{host} offers no sign-in that this program knows.", host=host),
            "Choose TLS or STARTTLS in the connection's settings, or leave the password empty.",
        ) from error
    except smtplib.SMTPAuthenticationError as error:
        raise _refusal(host, error.smtp_code, b"", "our sign-in") from None
    except (smtplib.SMTPException, OSError) as error:
        raise UnreachableError(
            Sentence("No connection to {host}.", host=host), "It is tried again by itself.", stage="tcp"
        ) from error
