"""The real servers themselves: what the other tests of this folder rely on."""

from __future__ import annotations

import imaplib
import os
import signal
import smtplib
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.real.servers import rt_data
from tests.real.servers.callbacks import CallbackReceiver
from tests.real.servers.kannel import KannelServer
from tests.real.servers.keyring import KeyringSession
from tests.real.servers.line import SlowLine
from tests.real.servers.mail import MailServer
from tests.real.servers.net import NetFaults
from tests.real.servers.proc import (
    ProcessGuard,
    ServerError,
    ServerProcess,
    free_ports,
    listening_inodes,
    owns_port,
    wait_until,
)
from tests.real.servers.rt import RtServer

SHORT_TIMEOUT_S = 1.5
REPOSITORY = Path(__file__).resolve().parents[2]
HTTP_SERVER = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1"]


class TestProcesses:
    def test_a_foreign_listener_is_not_taken_for_our_own(self, tmp_path: Path, process_guard: ProcessGuard) -> None:
        port = free_ports()[0]
        first = ServerProcess([*HTTP_SERVER, str(port)], guard=process_guard, log=tmp_path / "first.log", cwd=tmp_path)
        first.wait_port(port)
        second = ServerProcess(
            [*HTTP_SERVER, str(port)], guard=process_guard, log=tmp_path / "second.log", cwd=tmp_path
        )
        with pytest.raises(ServerError, match=r"ended with code 1 before it listened[\s\S]*Address already in use"):
            second.wait_port(port)
        assert owns_port(first.members(), port)
        assert not owns_port({os.getpid()}, port)
        second.stop()
        first.stop()
        assert not listening_inodes(port)

    def test_a_killed_test_run_leaves_nothing_behind(self, tmp_path: Path) -> None:
        port = free_ports()[0]
        run = f"""
import os, signal, sys
from pathlib import Path
from tests.real.servers.proc import ProcessGuard, ServerProcess
guard = ProcessGuard()
guard.at_end("mark", ["touch", "cleaned"])
server = ServerProcess([*{HTTP_SERVER!r}, "{port}"], guard=guard, log=Path("log"))
server.wait_port({port})
server.freeze()
os.kill(os.getpid(), signal.SIGKILL)
"""
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        ended = subprocess.run([sys.executable, "-c", run], cwd=tmp_path, env=environment, timeout=30, check=False)
        assert ended.returncode == -signal.SIGKILL
        wait_until(lambda: not listening_inodes(port), 10, "the server of the killed run is gone")
        wait_until((tmp_path / "cleaned").exists, 10, "its clean-up has run")


class TestRequestTracker:
    def test_it_holds_the_seeded_cases_in_two_languages(self, rt: RtServer, figure: Callable[[str], None]) -> None:
        cases = rt.search("id > 0", fields="Subject,Queue", **{"fields[Queue]": "Name"})
        japanese = [case for case in cases if not case["Subject"].isascii()]
        outages = rt.search("Subject LIKE '障害'", fields="Subject")
        figure(f"cases: {len(cases)}, Japanese: {len(japanese)}, with 障害: {len(outages)}")
        assert len(cases) == rt_data.CASE_COUNT == 520
        assert len(japanese) == 130
        assert {case["Queue"]["Name"] for case in cases} == set(rt_data.QUEUES)
        assert outages
        assert all("障害" in case["Subject"] for case in outages)
        assert rt.search("Subject LIKE '返金'")

    def test_histories_tell_who_wrote_what(self, rt: RtServer) -> None:
        messages = rt.history(4, "Create", "Correspond", "Comment")
        assert [row["Type"] for row in messages] == ["Create", "Correspond", "Correspond", "Comment", "Correspond"]
        assert all(row["Content"] for row in messages)
        assert messages[0]["Creator"] == messages[2]["Creator"]
        assert messages[0]["Creator"].endswith("@example.net")
        assert messages[1]["Creator"] in rt_data.AGENTS
        assert [row["Created"] for row in messages] == sorted(row["Created"] for row in messages)

    def test_customers_have_names_and_numbers(self, rt: RtServer) -> None:
        people = rt_data.customers()
        assert len(people) >= 60
        stored = rt.rest("GET", "/user/customer02@example.net").body
        assert stored["RealName"] == people[2].real_name == "高橋 さくら"
        assert (stored["MobilePhone"], stored["WorkPhone"]) == (people[2].mobile, people[2].work)
        assert (stored["Lang"], stored["Timezone"]) == ("ja", "Asia/Tokyo")

    def test_rights_differ_between_people(self, rt: RtServer) -> None:
        assert rt.rest("GET", "/ticket/4", as_user="carol").status == 403
        assert rt.rest("GET", "/rt", as_user="bob").status == 200
        assert {row["Queue"]["id"] for row in rt.search("id > 0", fields="Queue")} == {"3", "4", "5"}

    def test_each_test_finds_the_seeded_state(self, rt: RtServer) -> None:
        before = rt.field_names(7)
        changed = rt.rest("PUT", "/ticket/7", {"Status": "stalled", "Subject": "変更"}, as_user="bob")
        assert changed.status == 200
        commented = rt.rest("POST", "/ticket/7/comment", {"Content": "見ました", "ContentType": "text/plain"})
        assert commented.headers["location"].startswith("/REST/2.0/transaction/")
        assert rt.field_names(7) | {"Status": "", "Subject": ""} == before | {"Status": "", "Subject": ""}
        assert rt.history(7, "Comment")[-1]["Content"] == "見ました"
        rt.ensure_fresh()
        assert rt.field_names(7) == before
        assert not rt.history(7, "Comment")

    def test_frozen_it_accepts_and_never_answers(self, rt: RtServer) -> None:
        rt.freeze()
        with pytest.raises(TimeoutError):
            rt.rest("GET", "/rt", timeout=SHORT_TIMEOUT_S)
        rt.resume()
        assert rt.rest("GET", "/rt").status == 200

    def test_killed_it_refuses_and_comes_back_with_its_data(self, rt: RtServer) -> None:
        rt.rest("PUT", "/ticket/8", {"Priority": 42})
        rt.kill9()
        with pytest.raises(OSError, match="refused"):
            rt.rest("GET", "/rt")
        rt.start()
        assert rt.field_names(8)["Priority"] == "42"

    def test_a_lost_answer_is_a_committed_request(self, rt: RtServer, net_faults: NetFaults) -> None:
        marker = "fc-op:lost-answer"
        with net_faults.only_while("lose_answers", rt.port), pytest.raises(TimeoutError):
            rt.rest(
                "POST",
                "/ticket/9/comment",
                {"Content": "once", "ContentType": "text/plain", "Subject": marker},
                timeout=SHORT_TIMEOUT_S,
            )
        wait_until(lambda: rt.history(9, "Comment"), 10, "the comment is there")
        assert [row["Subject"] for row in rt.history(9, "Comment")] == [marker]

    def test_mails_to_customers_are_kept(self, rt: RtServer) -> None:
        answer = {"Content": "復旧しました", "ContentType": "text/plain", "Subject": "お知らせ"}
        assert rt.rest("POST", "/ticket/4/correspond", answer).status == 201
        wait_until(lambda: [one for one in rt.mails() if "\nTo: customer" in f"\n{one}"], 10, "the customer's mail")


class TestNetFaults:
    @pytest.mark.parametrize("fault", ["blackhole", "lose_answers"])
    def test_silence(self, rt: RtServer, net_faults: NetFaults, fault: str) -> None:
        with net_faults.only_while(fault, rt.port), pytest.raises(OSError, match="timed out"):
            rt.rest("GET", "/rt", timeout=SHORT_TIMEOUT_S)
        assert rt.rest("GET", "/rt").status == 200

    def test_refusal(self, rt: RtServer, net_faults: NetFaults) -> None:
        with net_faults.only_while("refuse", rt.port), pytest.raises(OSError, match="refused"):
            rt.rest("GET", "/rt", timeout=SHORT_TIMEOUT_S)
        assert rt.rest("GET", "/rt").status == 200

    def test_half_an_answer(self, rt: RtServer, net_faults: NetFaults) -> None:
        with net_faults.only_while("quota", rt.port, 2000), pytest.raises(OSError, match="timed out"):
            rt.rest("GET", "/tickets", query={"query": "id > 0", "per_page": 100}, timeout=SHORT_TIMEOUT_S)
        assert rt.rest("GET", "/rt").status == 200

    def test_a_lossy_line_still_works(self, rt: RtServer, net_faults: NetFaults) -> None:
        with net_faults.only_while("loss", rt.port, 20):
            assert rt.rest("GET", "/rt", timeout=60).status == 200


class TestSlowLine:
    def test_a_late_answer_still_comes(self, rt: RtServer) -> None:
        with SlowLine(rt.port, delay_s=3) as line:
            late = f"http://127.0.0.1:{line.port}/REST/2.0/ticket/9/comment"
            with pytest.raises(TimeoutError):
                rt.rest("POST", late, {"Content": "late", "ContentType": "text/plain"}, timeout=SHORT_TIMEOUT_S)
            assert [row["Content"] for row in rt.history(9, "Comment")] == ["late"]
            line.delay_s = 0
            assert rt.rest("GET", f"http://127.0.0.1:{line.port}/REST/2.0/rt").status == 200

    def test_a_trickle_takes_its_time(self, rt: RtServer) -> None:
        with SlowLine(rt.port, octets_per_second=8000) as line:
            url = f"http://127.0.0.1:{line.port}/REST/2.0/tickets"
            began = time.monotonic()
            answer = rt.rest("GET", url, query={"query": "id > 0", "per_page": 100}, timeout=60)
            seconds = time.monotonic() - began
        assert answer.status == 200
        assert seconds > int(answer.headers["content-length"]) / 8000


class TestKannel:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("Your case 17 is open again.", 1),
            ("障害は復旧しました。", 1),
            ("復旧 👍 😀", 1),
            ("x" * 400, 3),
            ("ご迷惑" * 40, 2),
            ("😀" * 70, 3),
            ("line one\nline two\n\nline four", 1),
        ],
        ids=["latin", "japanese", "emoji", "long latin", "long japanese", "long emoji", "lines"],
    )
    def test_texts_arrive_whole(self, kannel: KannelServer, text: str, parts: int) -> None:
        assert kannel.send("+12025550123", text) == (202, "0: Accepted for delivery")
        message = kannel.handset.wait_for(lambda one: one.text == text)[0]
        assert (message.sender, message.to, message.parts) == (kannel.number, "+12025550123", parts)

    def test_receipts_come_back(self, kannel: KannelServer, callbacks: CallbackReceiver) -> None:
        receipt = f"{callbacks.url}/dlr?k=entry-1&type=%d&from=%p"
        kannel.send("+12025550123", "receipt", **{"dlr-mask": "31", "dlr-url": receipt})
        calls = callbacks.wait_for(lambda call: call[1].get("k") == "entry-1", count=2)
        # Handed over (8) and delivered (1), in whatever order.
        assert sorted(call[1]["type"] for call in calls) == ["1", "8"]
        assert {call[1]["from"] for call in calls} == {"+12025550123"}

    def test_customers_texts_come_in(self, kannel: KannelServer, callbacks: CallbackReceiver) -> None:
        kannel.report_to(f"{callbacks.url}/mo")
        kannel.handset.send("+12025550199", kannel.number, "了解しました 😀 50% + &")
        path, values = callbacks.wait_for(lambda call: True)[0]
        assert path == "/mo"
        assert (values["from"], values["to"], values["text"]) == ("+12025550199", "4670", "了解しました 😀 50% + &")

    def test_without_its_network_it_queues(self, kannel: KannelServer) -> None:
        kannel.cut()
        assert kannel.send("+12025550123", "later") == (202, "3: Queued for later delivery")
        assert not kannel.handset.messages
        kannel.restore()
        assert kannel.handset.wait_for(lambda one: one.text == "later")

    def test_without_a_route_it_refuses(self, kannel: KannelServer) -> None:
        kannel.stop_smsc()
        assert kannel.send("+12025550123", "never") == (403, "Not routable. Do not try again.")
        kannel.start_smsc()
        assert kannel.send("+12025550123", "now")[0] == 202
        assert [one.text for one in kannel.handset.wait_for(lambda one: True)] == ["now"]

    def test_what_it_swallowed_is_sent_later(self, kannel: KannelServer, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tests.real.servers.kannel.ASK_TIMEOUT_S", SHORT_TIMEOUT_S)
        kannel.swallow()
        with pytest.raises(TimeoutError):
            kannel.send("+12025550123", "swallowed")
        kannel.resume()
        assert kannel.handset.wait_for(lambda one: one.text == "swallowed")

    def test_killed_it_refuses_and_starts_again(self, kannel: KannelServer) -> None:
        kannel.kill9()
        with pytest.raises(OSError, match="refused"):
            kannel.send("+12025550123", "nobody")
        kannel.start()
        assert kannel.send("+12025550123", "again")[0] == 202
        assert kannel.handset.wait_for(lambda one: one.text == "again")


class TestMail:
    def test_it_greets_and_carries_a_mail_over_tls(self, mail: MailServer) -> None:
        assert mail.banner(mail.smtp_port).startswith("220 ")
        assert mail.banner(mail.imap_port).startswith("* OK")
        trust = ssl.create_default_context(cafile=mail.certificate)
        message = EmailMessage()
        message["From"], message["To"] = mail.address("alice"), mail.address("support")
        message["Subject"] = "障害のお知らせ"
        message.set_content("復旧しました")
        with smtplib.SMTP("127.0.0.1", mail.smtp_port, timeout=10) as client:
            client.starttls(context=trust)
            client.login(mail.address("alice"), mail.password("alice"))
            assert client.send_message(message) == {}

        def arrived() -> int:
            with imaplib.IMAP4_SSL("127.0.0.1", mail.imaps_port, ssl_context=trust, timeout=10) as client:
                client.login(mail.address("support"), mail.password("support"))
                return int(client.select("INBOX")[1][0] or b"0")

        wait_until(arrived, 10, "the mail is in the mailbox")

    def test_frozen_it_accepts_and_never_greets(self, mail: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tests.real.servers.mail.BANNER_TIMEOUT_S", SHORT_TIMEOUT_S)
        mail.freeze()
        assert mail.banner(mail.smtp_port) == mail.banner(mail.imap_port) == ""
        assert listening_inodes(mail.smtp_port)
        assert listening_inodes(mail.imap_port)
        mail.resume()
        assert mail.banner(mail.imap_port).startswith("* OK")

    def test_stopped_it_refuses(self, mail: MailServer) -> None:
        mail.stop()
        assert not listening_inodes(mail.smtp_port)
        assert mail.banner(mail.smtp_port) == mail.banner(mail.imap_port) == ""
        mail.start()
        assert mail.banner(mail.smtp_port).startswith("220 ")


class TestKeyring:
    SET = "import keyring; keyring.set_password('helpdesk', 'alice', '秘密 token')"
    GET = "import keyring; print(keyring.get_password('helpdesk', 'alice'))"
    ASK_LOCKED = """
import keyring, keyring.errors
try:
    keyring.get_password('helpdesk', 'alice')
except keyring.errors.KeyringLocked as locked:
    print('locked')
"""

    def test_a_secret_outlives_its_program(self, keyring_session: KeyringSession) -> None:
        keyring_session.run_python(self.SET)
        assert keyring_session.run_python(self.GET).strip() == "秘密 token"

    def test_locked_it_gives_nothing_away(self, keyring_session: KeyringSession) -> None:
        keyring_session.run_python(self.SET)
        keyring_session.lock()
        assert keyring_session.run_python(self.ASK_LOCKED).strip() == "locked"
        keyring_session.unlock()
        assert keyring_session.run_python(self.GET).strip() == "秘密 token"

    def test_it_is_not_the_keychain_of_this_process(self, keyring_session: KeyringSession) -> None:
        assert "DBUS_SESSION_BUS_ADDRESS" not in os.environ
        assert keyring_session.environment["HOME"] != os.environ["HOME"]
