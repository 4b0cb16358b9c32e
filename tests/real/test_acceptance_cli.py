"""One outage survived on a real helpdesk, through the command line alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.real.outage_world import ANSWER, CALL_NOTES, COLLEAGUE, LOGIN, NOTE, TEXT, Story, wait_for
from tests.real.servers.kannel import KannelServer
from tests.real.servers.rt import RtServer
from tests.real.station_cli import Cli, connect_all, station


@pytest.fixture
def cli(tmp_path: Path) -> Iterator[Cli]:
    with station(tmp_path) as made:
        yield made


def test_one_outage_survived_through_the_command_line(
    rt: RtServer, kannel: KannelServer, cli: Cli, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    story = Story(rt, kannel, tmp_path)
    began = time.monotonic()
    connect_all(cli, story)
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
