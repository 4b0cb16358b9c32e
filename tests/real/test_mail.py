"""Mail to single people over a real postfix: what is handed over lies in the mailbox, once."""

from __future__ import annotations

import asyncio
import email
import email.policy
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from fallback_console.adapters.mail.reading import submission_for
from fallback_console.adapters.mail.submission import MailSubmission
from fallback_console.compose.profile import Profile, open_profile
from fallback_console.compose.station import Station
from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.errors import RefusedError, SignInError, UnreachableError
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.ports import OutgoingMail
from fallback_console.services import connections, people_by_hand, reach
from fallback_console.settings import Settings
from tests.real.servers.mail import DOMAIN, MailServer
from tests.real.servers.proc import wait_until
from tests.real.test_monitor import Secrets

ARRIVES_WITHIN_S = 20
MAIL = OutgoingMail(
    "0193-real", f"bob@{DOMAIN}", "障害のお知らせ", "お世話になっております。\n.\n—Grüße", 1_795_600_000_000
)


def connection(mail: MailServer, **values: str) -> Connection:
    known = {
        "smtp_host": "127.0.0.1",
        "smtp_port": mail.smtp_port,
        "login": mail.address("alice"),
        "ca_file": str(mail.certificate),
    }
    return Connection("mail", "mail", {**known, **values})


def submission(mail: MailServer, password: str = "", **values: str) -> MailSubmission:
    secrets = Secrets({"mail/password": password or mail.password("alice")})
    made = submission_for(connection(mail, **values), secrets)
    assert made is not None
    return made


def mailbox(mail: MailServer, user: str) -> list[EmailMessage]:
    """What lies there, in the order in which it came."""
    box = mail.folder / "mailboxes" / mail.address(user) / "Maildir"
    found = sorted((*box.glob("new/*"), *box.glob("cur/*")), key=lambda file: file.stat().st_mtime_ns)
    return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in found]  # type: ignore[misc]


def hand_over(server: MailSubmission, mail: OutgoingMail = MAIL) -> Receipt:
    return asyncio.run(server.send(mail))


def arrived(mail: MailServer, user: str, count: int) -> list[EmailMessage]:
    wait_until(lambda: len(mailbox(mail, user)) >= count, ARRIVES_WITHIN_S, f"{count} mails to {user}")
    return mailbox(mail, user)


class TestHandingOver:
    def test_it_arrives_as_it_was_written(self, mail: MailServer) -> None:
        before = len(mailbox(mail, "bob"))
        receipt = hand_over(submission(mail))
        newest = arrived(mail, "bob", before + 1)[-1]
        assert newest["Message-ID"] == receipt.remote_id == f"<0193-real@{DOMAIN}>"
        assert (newest["Subject"], newest["From"], newest["To"]) == (MAIL.subject, mail.address("alice"), MAIL.to)
        assert newest.get_content().replace("\r\n", "\n").strip() == MAIL.text

    def test_nobody_of_that_name(self, mail: MailServer) -> None:
        with pytest.raises(RefusedError, match="to this address"):
            hand_over(submission(mail), replace(MAIL, to=f"nobody-here@{DOMAIN}"))

    def test_a_wrong_password(self, mail: MailServer) -> None:
        with pytest.raises(SignInError):
            hand_over(submission(mail, password="old"))

    def test_an_authority_that_nobody_named(self, mail: MailServer) -> None:
        with pytest.raises(UnreachableError, match="certificate"):
            hand_over(submission(mail, ca_file=""))

    def test_a_server_that_is_gone(self, mail: MailServer) -> None:
        server = submission(mail)
        mail.stop()
        try:
            with pytest.raises(UnreachableError):
                hand_over(server)
        finally:
            mail.start()


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    with closing(open_profile(tmp_path / "data", Settings(login="alice"), kind="demo")) as opened:
        yield opened


class TestReaching:
    def test_somebody_with_a_mail_address_alone(
        self, mail: MailServer, profile: Profile, figure: Callable[[str], None]
    ) -> None:
        profile.secrets.set("mail/password", mail.password("alice"))
        profile.desk.command(connections.save, connection(mail)).result()
        typed = {"name": "Bob", "mail": mail.address("bob")}
        key = profile.desk.command(people_by_hand.save, "alice", typed, "customer").result().key
        before = len(mailbox(mail, "bob"))
        with closing(Station(profile)) as station:
            assert station.start_if_free()
            started = profile.desk.command(
                reach.start, "alice", f"person:{key}", "Please call the office.", ReachRules(zone="UTC")
            ).result()
            came = arrived(mail, "bob", before + 1)
        assert [one.get_content().strip() for one in came[before:]] == ["Please call the office."]
        assert came[-1]["Message-ID"] != f"<{started.entry_ids[0]}@{DOMAIN}>"
        figure(f"mails to one person reached by mail: {len(came) - before}")
