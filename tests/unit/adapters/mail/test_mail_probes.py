"""IMAP and SMTP probes against servers that greet, refuse, hang, lie and hang up."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from fallback_console.adapters.mail.probes import ImapProbe, MailAccess, MailProbe, Security, SmtpProbe
from fallback_console.adapters.status.observing import Limits
from fallback_console.adapters.status.streams import tls_context
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.health import Finding, Observation
from tests.helpers.ports import free_port
from tests.unit.adapters.line_server import Talk, Talker, imap, line_server, smtp
from tests.unit.adapters.raw_server import self_signed
from tests.unit.adapters.status.looking import CLOCK, LIMITS, QUICK, look_at, result

OK, FAILED, SIGN_IN = Finding.OK, Finding.FAILED, Finding.SIGN_IN
PLAIN = MailAccess("127.0.0.1", 0, Security.NONE)
ALICE = replace(PLAIN, login="alice", password="s3cret")
BOTH: list[type[MailProbe]] = [ImapProbe, SmtpProbe]


def look(
    make: type[MailProbe],
    talk: Talk,
    access: MailAccess = PLAIN,
    tls: ssl.SSLContext | None = None,
    limits: Limits = LIMITS,
) -> tuple[Observation, list[str]]:
    async def main() -> tuple[Observation, list[str]]:
        async with line_server(talk, tls) as server:
            seen = await make("mail", replace(access, port=server.port), CLOCK, limits).run()
            return seen, server.heard

    seen, heard = asyncio.run(main())
    assert seen.probe == make.protocol.lower()
    assert seen.detail.endswith(".")
    assert "s3cret" not in seen.detail
    return seen, heard


def seen_by(
    make: type[MailProbe], talk: Talk, access: MailAccess = PLAIN, limits: Limits = LIMITS
) -> tuple[Finding, str]:
    return result(look(make, talk, access, limits=limits)[0])


def good(make: type[MailProbe], **options: str) -> Talk:
    return imap(**options) if make is ImapProbe else smtp(**options)  # type: ignore[arg-type]


@pytest.mark.parametrize("make", BOTH)
def test_a_greeting_is_enough_without_a_password(make: type[MailProbe]) -> None:
    seen, heard = look(make, good(make))
    assert result(seen) == (OK, "banner")
    assert heard == ([] if make is ImapProbe else ["EHLO [127.0.0.1]"])


@pytest.mark.parametrize("make", BOTH)
def test_signed_in(make: type[MailProbe]) -> None:
    seen, heard = look(make, good(make), ALICE)
    assert result(seen) == (OK, "authorised")
    assert any("AGFsaWNlAHMzY3JldA==" in line for line in heard)


@pytest.mark.parametrize("make", BOTH)
def test_a_wrong_password_is_our_sign_in(make: type[MailProbe]) -> None:
    assert seen_by(make, good(make), replace(ALICE, password="old")) == (SIGN_IN, "authorised")


@pytest.mark.parametrize(
    ("make", "refusal", "finding"),
    [
        (ImapProbe, "a2 NO [UNAVAILABLE] the user database is away", FAILED),
        (ImapProbe, "a2 NO [AUTHORIZATIONFAILED] not you", SIGN_IN),
        (ImapProbe, "a2 BAD what?", FAILED),
        (ImapProbe, "* BYE going down", FAILED),
        (ImapProbe, "nonsense", FAILED),
        (SmtpProbe, "454 4.7.0 later", FAILED),
        (SmtpProbe, "421 4.3.2 going down", FAILED),
        (SmtpProbe, "530 5.7.0 sign in first", SIGN_IN),
        (SmtpProbe, "nonsense", FAILED),
    ],
)
def test_kinds_of_refusals(make: type[MailProbe], refusal: str, finding: Finding) -> None:
    talk = good(make, refusal=refusal, accepts="nothing")
    assert seen_by(make, talk, ALICE) == (finding, "authorised")


def test_an_imap_server_that_refuses_plain_at_once() -> None:
    async def talk(talker: Talker) -> None:
        await talker.say("* OK ready")
        await talker.hear()
        await talker.say("a2 NO [PRIVACYREQUIRED] not like this")
        await talker.nothing()

    assert seen_by(ImapProbe, talk, ALICE) == (SIGN_IN, "authorised")


@pytest.mark.parametrize(
    ("make", "greeting"),
    [
        (ImapProbe, "* BYE too many users"),
        (ImapProbe, "220 mail.example ESMTP"),
        (ImapProbe, "HTTP/1.1 400 Bad Request"),
        (ImapProbe, ""),
        (ImapProbe, "\udcff\udcfe"),
        (SmtpProbe, "421 no more"),
        (SmtpProbe, "554 not you"),
        (SmtpProbe, "* OK ready"),
        (SmtpProbe, "2200 odd"),
        (SmtpProbe, "250 not a greeting"),
        (SmtpProbe, ""),
    ],
)
def test_wrong_greetings(make: type[MailProbe], greeting: str) -> None:
    assert seen_by(make, good(make, greeting=greeting)) == (FAILED, "banner")


async def hangs(talker: Talker) -> None:
    await talker.nothing()


async def half_a_greeting(talker: Talker) -> None:
    await talker.say_raw(b"* OK rea")
    await talker.nothing()


async def hangs_up(talker: Talker) -> None:
    await talker.say_raw(b"")


async def half_and_hangs_up(talker: Talker) -> None:
    await talker.say_raw(b"220 mail")


async def endless(talker: Talker) -> None:
    while True:
        await talker.say_raw(b"x" * 5000)


async def endless_reply(talker: Talker) -> None:
    while True:
        await talker.say("220-still not done")


@pytest.mark.parametrize("make", BOTH)
@pytest.mark.parametrize("talk", [hangs, half_a_greeting, hangs_up, half_and_hangs_up, endless, endless_reply])
def test_servers_that_do_not_get_to_the_point(make: type[MailProbe], talk: Talk) -> None:
    limits = QUICK if talk in (hangs, half_a_greeting) else LIMITS
    assert seen_by(make, talk, limits=limits) == (FAILED, "banner")


async def smtp_hangs_after_the_greeting(talker: Talker) -> None:
    await talker.say("220 mail.example")
    await talker.nothing()


def test_an_smtp_server_that_greets_and_then_sleeps() -> None:
    assert seen_by(SmtpProbe, smtp_hangs_after_the_greeting, limits=QUICK) == (FAILED, "banner")


@pytest.mark.parametrize("make", BOTH)
def test_refused_and_unknown(make: type[MailProbe]) -> None:
    assert result(look_at(make("mail", replace(PLAIN, port=free_port()), CLOCK, LIMITS))) == (FAILED, "tcp")
    nowhere = look_at(make("mail", replace(PLAIN, host="no-such-host.invalid", port=25), CLOCK, LIMITS))
    assert nowhere.finding is FAILED
    assert nowhere.stage == "dns"


class TestProtection:
    @pytest.mark.parametrize("make", BOTH)
    def test_tls_from_the_first_byte(self, make: type[MailProbe], tmp_path: Path) -> None:
        context, certificate = self_signed(tmp_path)
        access = replace(ALICE, security=Security.TLS, tls=tls_context(str(certificate)))
        assert result(look(make, good(make), access, context)[0]) == (OK, "authorised")

    @pytest.mark.parametrize("make", BOTH)
    def test_starttls(self, make: type[MailProbe], tmp_path: Path) -> None:
        context, certificate = self_signed(tmp_path)
        talk = imap(starttls=context) if make is ImapProbe else smtp(starttls=context)
        access = replace(ALICE, security=Security.STARTTLS, tls=tls_context(str(certificate)))
        seen, heard = look(make, talk, access)
        assert result(seen) == (OK, "authorised")
        assert heard.index(next(line for line in heard if "STARTTLS" in line)) < len(heard) - 1

    @pytest.mark.parametrize("make", BOTH)
    @pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
    def test_an_unknown_authority(self, make: type[MailProbe], security: Security, tmp_path: Path) -> None:
        context, _ = self_signed(tmp_path)
        talk = imap(starttls=context) if make is ImapProbe else smtp(starttls=context)
        access = replace(ALICE, security=security, tls=tls_context())
        seen, heard = look(make, talk, access, context if security is Security.TLS else None)
        assert result(seen) == (FAILED, "tls")
        assert "certificate" in seen.detail
        assert not any("AGFsaWNl" in line for line in heard)

    @pytest.mark.parametrize("make", BOTH)
    def test_a_wrong_name(self, make: type[MailProbe], tmp_path: Path) -> None:
        context, certificate = self_signed(tmp_path)
        access = replace(ALICE, host="localhost", security=Security.TLS, tls=tls_context(str(certificate)))
        assert result(look(make, good(make), access, context)[0]) == (FAILED, "tls")

    @pytest.mark.parametrize("make", BOTH)
    def test_a_server_without_starttls(self, make: type[MailProbe]) -> None:
        access = replace(ALICE, security=Security.STARTTLS, tls=tls_context())
        seen, heard = look(make, good(make), access)
        assert result(seen) == (FAILED, "tls")
        assert not any("AGFsaWNl" in line for line in heard)

    def test_words_slipped_in_before_the_handshake_are_refused(self, tmp_path: Path) -> None:
        context, certificate = self_signed(tmp_path)

        async def talk(talker: Talker) -> None:
            await talker.say("* OK ready")
            await talker.hear()
            await talker.say("a1 OK go ahead", "a2 OK you are signed in")
            await talker.secure(context)

        access = replace(ALICE, security=Security.STARTTLS, tls=tls_context(str(certificate)))
        assert seen_by(ImapProbe, talk, access) == (FAILED, "tls")

    @pytest.mark.parametrize("make", BOTH)
    def test_tls_to_a_server_that_speaks_plainly(self, make: type[MailProbe]) -> None:
        access = replace(ALICE, security=Security.TLS, tls=tls_context())
        assert seen_by(make, good(make), access) == (FAILED, "tls")

    @pytest.mark.parametrize("make", BOTH)
    def test_a_handshake_that_never_ends(self, make: type[MailProbe]) -> None:
        access = replace(ALICE, security=Security.TLS, tls=tls_context())
        assert seen_by(make, hangs, access, QUICK) == (FAILED, "tls")

    def test_a_password_crosses_no_network_unprotected(self) -> None:
        assert ALICE.signs_in
        assert replace(ALICE, host="localhost").signs_in
        assert not replace(ALICE, host="mail.example").signs_in
        assert replace(ALICE, host="mail.example", security=Security.TLS).signs_in
        assert not replace(ALICE, password="").signs_in

    def test_the_password_is_not_in_the_shown_form(self) -> None:
        assert "s3cret" not in repr(ALICE)

    def test_a_missing_certificate_file_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError):
            tls_context(str(tmp_path / "none.pem"))
        unchecked = tls_context(verify=False)
        assert unchecked.verify_mode is ssl.CERT_NONE
