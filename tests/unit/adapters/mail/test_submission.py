"""Mail handed over to servers that take it, refuse it, hang, and are lost at the worst moment."""

from __future__ import annotations

import asyncio
import email
import email.policy
import ssl
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.adapters.mail.probes import MailAccess, Security
from fallback_console.adapters.mail.submission import MailSubmission, written
from fallback_console.adapters.status.streams import tls_context
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.errors import (
    AmbiguousError,
    OutsideError,
    RefusedError,
    SignInError,
    ThrottledError,
    UnreachableError,
)
from fallback_console.domain.mail_text import subject_of
from fallback_console.domain.plain import plain
from fallback_console.drill.mail_double import MailDouble
from fallback_console.ports import OutgoingMail
from tests.helpers.ports import free_port
from tests.unit.adapters.line_server import Talk, Talker, line_server
from tests.unit.adapters.raw_server import self_signed

MAIL = OutgoingMail("0193-abc", "ann@example.net", "Please ring us", "Please ring us.\n.\n..dots", 1_795_600_000_000)
PLAIN = MailAccess("127.0.0.1", 0, Security.NONE)
ALICE = replace(PLAIN, login="alice", password="s3crét")
SENDER = "desk@example.com"

ANSWERS = {
    "": "220 mail.example ESMTP",
    "EHLO": "250-mail.example\r\n250 AUTH PLAIN",
    "AUTH": "235 known",
    "MAIL": "250 fine",
    "RCPT": "250 fine",
    "DATA": "354 go on",
    ".": "250 2.0.0 Ok: queued as 4F1",
}


def server_saying(**other: str) -> Talk:
    """A server that answers as most do, but for what is named; '' hangs up instead of an answer, '-' hangs."""
    answers = {
        **ANSWERS,
        **{("." if name == "END" else name.replace("HELLO", "")): said for name, said in other.items()},
    }

    async def talk(talker: Talker) -> None:
        command = ""
        while True:
            said = answers.get(command, "502 what?")
            if not said:
                return
            if said == "-":
                await talker.nothing()
            await talker.say(said)
            line = await talker.hear()
            if said.startswith("354"):
                while line != ".":
                    line = await talker.hear()
            command = line.partition(" ")[0].upper()

    return talk


def send(
    talk: Talk,
    access: MailAccess = PLAIN,
    mail: OutgoingMail = MAIL,
    *,
    tls: ssl.SSLContext | None = None,
    seconds: float = 10.0,
) -> tuple[Receipt, list[str]]:
    async def main() -> tuple[Receipt, list[str]]:
        async with line_server(talk, tls) as server:
            submission = MailSubmission(replace(access, port=server.port), SENDER, seconds=seconds)
            return await submission.send(mail), server.heard

    return asyncio.run(main())


def refused(talk: Talk, access: MailAccess = PLAIN, *, seconds: float = 10.0) -> OutsideError:
    with pytest.raises(OutsideError) as caught:
        send(talk, access, seconds=seconds)
    told = f"{caught.value} {caught.value.__cause__!r} {caught.value.__context__!r}"
    assert "s3cr" not in told
    assert caught.value.next_step
    return caught.value


def test_a_mail_is_taken() -> None:
    receipt, heard = send(server_saying())
    assert receipt == Receipt(remote_id="<0193-abc@example.com>", said="2.0.0 Ok: queued as 4F1")
    assert heard[:4] == ["ehlo [127.0.0.1]", "mail FROM:<desk@example.com>", "rcpt TO:<ann@example.net>", "data"]
    assert heard[-4:] == ["Please ring us.", "..", "...dots", "."]
    assert "Message-ID: <0193-abc@example.com>" in heard
    assert "From: desk@example.com" in heard


def test_signed_in_with_any_password() -> None:
    _, heard = send(server_saying(), ALICE)
    assert "AUTH PLAIN AGFsaWNlAHMzY3LDqXQ=" in heard


@pytest.mark.parametrize(
    ("stage", "said", "expected"),
    [
        ("HELLO", "421 not now", UnreachableError),
        ("HELLO", "554 not you", UnreachableError),
        ("HELLO", "", UnreachableError),
        ("EHLO", "", UnreachableError),
        ("AUTH", "535 no", SignInError),
        ("AUTH", "454 later", UnreachableError),
        ("AUTH", "", UnreachableError),
        ("EHLO", "250 mail.example", SignInError),
        ("MAIL", "530 sign in first", SignInError),
        ("MAIL", "550 not from you", RefusedError),
        ("MAIL", "451 later", ThrottledError),
        ("MAIL", "", UnreachableError),
        ("RCPT", "550 no such mailbox", RefusedError),
        ("RCPT", "450 greylisted", ThrottledError),
        ("RCPT", "421 going down", UnreachableError),
        ("DATA", "554 no", RefusedError),
        ("DATA", "", UnreachableError),
        ("END", "554 looks like advertising", RefusedError),
        ("END", "451 later", ThrottledError),
        ("END", "", AmbiguousError),
    ],
)
def test_what_a_server_says_no_to(stage: str, said: str, expected: type[OutsideError]) -> None:
    assert type(refused(server_saying(**{stage: said}), ALICE)) is expected


@pytest.mark.parametrize(
    ("stage", "expected"), [("HELLO", UnreachableError), ("RCPT", UnreachableError), ("END", AmbiguousError)]
)
def test_servers_that_fall_asleep(stage: str, expected: type[OutsideError]) -> None:
    assert type(refused(server_saying(**{stage: "-"}), seconds=0.2)) is expected


def test_nobody_there() -> None:
    async def main() -> None:
        await MailSubmission(replace(PLAIN, port=free_port()), SENDER).send(MAIL)

    with pytest.raises(UnreachableError):
        asyncio.run(main())


def test_tls_from_the_first_byte(tmp_path: Path) -> None:
    context, certificate = self_signed(tmp_path)
    trusting = replace(PLAIN, security=Security.TLS, tls=tls_context(str(certificate)))
    receipt, _ = send(server_saying(), trusting, tls=context)
    assert receipt.remote_id
    strangers = replace(trusting, tls=tls_context())
    with pytest.raises(UnreachableError, match="certificate"):
        send(server_saying(), strangers, tls=context)


def test_no_mail_without_the_protection_that_was_asked_for() -> None:
    error = refused(server_saying(), replace(ALICE, security=Security.STARTTLS, tls=tls_context()))
    assert isinstance(error, UnreachableError)
    assert "secure connection" in error.message


@given(st.text(max_size=400).map(plain), st.text(alphabet=st.characters(codec="ascii"), max_size=60))
def test_what_was_written_is_what_is_read(text: str, number: str) -> None:
    text = text.strip()
    subject = subject_of(text, "".join(c for c in number if c.isdigit()))
    raw = written(replace(MAIL, subject=subject, text=text), SENDER)
    assert b"\r\n.\r\n" not in raw
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    lines = [line.removeprefix(b".") for line in raw.split(b"\r\n")]
    read = email.message_from_bytes(b"\r\n".join(lines), policy=email.policy.default)
    assert read.keys().count("To") == 1
    assert {name.lower() for name in read} <= {
        "from", "to", "subject", "date", "message-id", "content-type", "content-transfer-encoding", "mime-version"
    }  # fmt: skip
    assert read.get_content().replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")


def test_the_rehearsals_server_takes_mail() -> None:
    double = MailDouble()
    double.start()
    try:
        access = replace(PLAIN, port=double.smtp_port, login=double.login, password="drill-only")
        double.unknown.add("gone@example.net")
        asyncio.run(MailSubmission(access, SENDER).send(MAIL))
        with pytest.raises(RefusedError):
            asyncio.run(MailSubmission(access, SENDER).send(replace(MAIL, to="gone@example.net")))
        with pytest.raises(SignInError):
            asyncio.run(MailSubmission(replace(access, password="old"), SENDER).send(MAIL))
    finally:
        double.stop()
    assert [(mail.sender, mail.to) for mail in double.taken] == [(SENDER, "ann@example.net")]
    assert double.taken[0].text.endswith("Please ring us.\n.\n..dots")
