"""One outage survived on a real helpdesk, through the command line alone."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.real.outage_world import ANSWER, CALL_NOTES, COLLEAGUE, LOGIN, NOTE, TEXT, Story, internet, wait_for
from tests.real.servers.kannel import KannelServer
from tests.real.servers.proc import free_ports
from tests.real.servers.rt import RtServer

_PROJECT = Path(__file__).resolve().parents[2]


class Cli:
    """The command line on one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._watch: subprocess.Popen[bytes] | None = None

    def _command(self, *words: str) -> list[str]:
        options = ["--data-dir", str(self._folder / "data"), "--passphrase-file", str(self._folder / "passphrase")]
        options += ["--config", str(self._folder / "settings.toml")]
        return [sys.executable, "-m", "fallback_console", *words, "--json", "--login", LOGIN, *options]

    def __call__(self, *words: str, status: int = 0) -> Any:
        """The data a command answers with."""
        done = subprocess.run(
            self._command(*words), cwd=_PROJECT, capture_output=True, encoding="utf-8", timeout=120, check=False
        )
        assert done.returncode == status, (words, done.returncode, done.stdout[-2000:], done.stderr[-2000:])
        return json.loads(done.stdout)["data"]

    def watch(self) -> None:
        """Start the engine without a window."""
        log = (self._folder / "watch.log").open("ab")
        with log:
            self._watch = subprocess.Popen(
                self._command("watch"), cwd=_PROJECT, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def kill(self) -> None:
        """kill -9, in the middle of whatever it does."""
        assert self._watch is not None
        self._watch.send_signal(signal.SIGKILL)
        self._watch.wait()
        self._watch = None

    def close(self) -> None:
        if self._watch is not None:
            self._watch.terminate()
            self._watch.wait(20)

    def alive(self) -> bool:
        return self._watch is not None and self._watch.poll() is None


@pytest.fixture
def cli(tmp_path: Path) -> Iterator[Cli]:
    with internet() as canaries:
        settings = f"[network]\ncanaries = {json.dumps(canaries)}\n"
        (tmp_path / "settings.toml").write_text(settings, encoding="utf-8")
        made = Cli(tmp_path)
        try:
            yield made
        finally:
            made.close()


def test_one_outage_survived_through_the_command_line(
    rt: RtServer, kannel: KannelServer, cli: Cli, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    story = Story(rt, kannel, tmp_path)
    listen_port = free_ports()[0]
    began = time.monotonic()
    tested = cli(
        *("connect", "helpdesk", "rt", "--url", rt.url, "--token-file", str(tmp_path / "token")),
        *("--set", "closed_days=3650"),
    )
    assert tested["ok"], tested["steps"]
    sms = cli(
        *("connect", "sms", "kannel", "--url", kannel.send_url, "--username", kannel.user),
        *("--password-file", str(tmp_path / "kannel-password"), "--set", f"listen_port={listen_port}"),
    )
    assert sms["ok"], sms["steps"]
    kannel.report_to(sms["receive_url"].partition("?")[0])

    cli("pull")
    assert cli("queue", "--all")["total"] == 520
    mirrored = time.monotonic() - began
    cli.watch()
    wait_for(lambda: cli("status")["data_age"], 30, "the engine runs")

    # Frozen: it accepts connections and never answers. The monitor must see that by itself.
    rt.freeze()
    frozen = time.monotonic()
    outage = wait_for(lambda: cli("outage")["current"], 60, "the outage is declared")
    detected = time.monotonic() - frozen
    assert "helpdesk" in outage["systems"]
    assert detected <= 48  # 45 s, and the time the question itself takes
    rt.kill9()

    # The agent works on.
    found = cli("search", "障害")["cases"]
    assert found
    row = next(c for c in found if c["status"] in ("new", "open") and c["owner"] != LOGIN)
    opened = cli("case", row["number"])["case"]
    mobile = next(n for n in opened["customer"]["numbers"] if n["kind"] == "mobile" and n["e164"])
    number = row["number"]
    cli(
        *("log-call", number, "--number", mobile["e164"], "--seconds", "192", "--outcome", "reached"),
        *("--notes", CALL_NOTES),
    )
    cli("note", number, NOTE)
    cli("set", number, "--status", "resolved", "--owner", LOGIN)
    cli("sms", TEXT, "--case", number, "--to", mobile["e164"])
    kannel.handset.wait_for(lambda m: m.to == mobile["e164"] and m.text == TEXT, 30)

    def timeline() -> list[dict[str, Any]]:
        answered: list[dict[str, Any]] = cli("case", number)["timeline"]
        return answered

    wait_for(
        lambda: [i for i in timeline() if i["kind"] == "sms.sent" and i["sms_state"] == "delivered"], 30, "the receipt"
    )
    kannel.handset.send(mobile["e164"], kannel.number, ANSWER)
    wait_for(lambda: [i for i in timeline() if i["kind"] == "sms.received" and i["text"] == ANSWER], 30, "the answer")
    waiting = cli("deliveries")["deliveries"]
    assert {d["sink"] for d in waiting} == {"helpdesk"}
    assert len(waiting) == 6

    # Killed and started again: nothing is lost.
    assert cli.alive()
    cli.kill()
    assert len(cli("deliveries")["deliveries"]) == 6
    cli.watch()

    # The helpdesk is back, and somebody is quicker than the console.
    story.before = {"Subject": row["subject"]}
    story.case = int(row["number"])
    rt.start()
    returned = time.monotonic()
    story.colleague_changes_the_case()
    conflict = wait_for(lambda: cli("conflicts")["conflicts"], 60, "the conflict")[0]
    assert (conflict["field"], conflict["mine"], conflict["theirs"]) == ("status", "resolved", "stalled")
    assert conflict["theirs_by"] == COLLEAGUE
    cli("resolve", str(conflict["delivery_id"]), "--keep", "mine")
    wait_for(lambda: not cli("deliveries")["deliveries"], 60, "nothing is left waiting")
    back = time.monotonic() - returned
    assert back <= 60
    story.assert_everything_once_and_in_order()

    # And the pull brings it back: nothing flickers, nothing is shown twice.
    wait_for(lambda: not cli("case", number)["case"]["pending"], 30, "the changes are in the mirror")
    shown = cli("case", number)
    assert shown["case"]["row"]["status"] == "resolved"
    assert shown["case"]["row"]["priority"] == 97
    assert sum(NOTE in item["text"] for item in shown["timeline"]) == 1
    wait_for(lambda: cli("outage")["current"] is None, 60, "the outage is over")
    assert cli("doctor")["ok"]
    figure(
        f"acceptance through the command line: 520 cases mirrored in {mirrored:.1f} s, outage declared after "
        f"{detected:.1f} s, everything back {back:.1f} s after the helpdesk"
    )
