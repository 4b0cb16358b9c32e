"""The stand-in for a mail server, seen by the monitor's own probes and by the standard library's clients."""

from __future__ import annotations

import asyncio
import imaplib
import smtplib
import socket
from collections.abc import Iterator

import pytest

from fallback_console.adapters.mail.probes import ImapProbe, MailAccess, MailProbe, Security, SmtpProbe
from fallback_console.adapters.status.observing import Limits
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.health import Finding, Observation
from fallback_console.drill.mail_double import MailDouble


@pytest.fixture
def mail() -> Iterator[MailDouble]:
    double = MailDouble(password="known")
    double.start()
    yield double
    double.stop()


def look(mail: MailDouble, make: type[MailProbe], password: str = "known") -> Observation:
    port = mail.imap_port if make is ImapProbe else mail.smtp_port
    access = MailAccess("127.0.0.1", port, Security.NONE, login=mail.login, password=password)
    return asyncio.run(make("mail", access, SystemClock(), Limits(5.0, 5.0)).run())


@pytest.mark.parametrize("make", [ImapProbe, SmtpProbe])
def test_it_answers_knows_its_password_and_comes_back(mail: MailDouble, make: type[MailProbe]) -> None:
    ports = (mail.imap_port, mail.smtp_port)
    seen = look(mail, make)
    assert (seen.finding, seen.stage) == (Finding.OK, "authorised")
    assert look(mail, make, "other").finding is Finding.SIGN_IN
    mail.kill()
    assert look(mail, make).finding is Finding.FAILED
    mail.start()
    assert (mail.imap_port, mail.smtp_port) == ports
    assert look(mail, make).finding is Finding.OK


def test_other_clients_are_content_too(mail: MailDouble) -> None:
    with imaplib.IMAP4("127.0.0.1", mail.imap_port, timeout=5) as imap:
        assert "AUTH=PLAIN" in imap.capabilities
        assert imap.noop()[0] == "OK"
    with smtplib.SMTP("127.0.0.1", mail.smtp_port, timeout=5) as smtp:
        assert smtp.login(mail.login, "known")[0] == 235
        assert smtp.docmd("VRFY", "somebody")[0] == 502


def test_a_kill_cuts_a_conversation(mail: MailDouble) -> None:
    with socket.create_connection(("127.0.0.1", mail.smtp_port), timeout=5) as line:
        assert line.recv(100).startswith(b"220")
        mail.kill()
        assert line.recv(100) == b""
