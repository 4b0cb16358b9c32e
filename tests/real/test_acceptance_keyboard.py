"""One outage survived on a real helpdesk by keyboard alone: the program in a real window, in Japanese, read by a screen reader."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fallback_console import settings as settings_module
from tests.real.keyboard_agent import KeyboardAgent
from tests.real.outage_world import ANSWER, CALL_NOTES, COLLEAGUE, LOGIN, NOTE, PASSPHRASE, TEXT, Story
from tests.real.servers.desktop import Desktop
from tests.real.servers.kannel import KannelServer
from tests.real.servers.rt import RtServer
from tests.real.station_cli import Cli, connect_all, station

WORD = "障害"
DOWN = "停止"
SYNC = "同期"
RESOLVED = ("resolved", "解決")
SENDING_S = 60
"""A text from the window leaves a moment later, so that it can be taken back, and then goes through a real gateway."""


@contextmanager
def agent_at(desktop: Desktop, folder: Path) -> Iterator[KeyboardAgent]:
    agent = KeyboardAgent(desktop, folder)
    try:
        agent.unlock(PASSPHRASE)
        yield agent
    finally:
        agent.kill()


def test_one_outage_survived_by_keyboard_alone(
    rt: RtServer, kannel: KannelServer, desktop: Desktop, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    story = Story(rt, kannel, tmp_path)
    with station(tmp_path) as cli:
        connect_all(cli, story)
        cli("pull")
        for name, value in (("login", LOGIN), ("language", "ja")):
            settings_module.remember(tmp_path / "data", settings_module.load(tmp_path / "data"), name, value)
        with agent_at(desktop, tmp_path) as agent:
            rt.freeze()
            frozen = time.monotonic()
            agent.until(lambda: agent.reads(DOWN), 70, "the outage is shown")
            detected = time.monotonic() - frozen
            assert cli("outage")["current"]["systems"] == ["helpdesk"]
            rt.kill9()
            number, mobile = find_a_case(agent, cli)
            work_on_it(agent, cli, number)
            kannel.handset.wait_for(lambda m: m.to == mobile and m.text == TEXT, SENDING_S)
            agent.until(lambda: sms(cli, number, "sms.sent", TEXT, "delivered"), 40, "the receipt")
            kannel.handset.send(mobile, kannel.number, ANSWER)
            agent.until(lambda: sms(cli, number, "sms.received", ANSWER), 40, "the answer")
            agent.until(lambda: agent.reads(ANSWER), 10, "the answer can be read on the timeline")
            # Killed in the middle of its life; what it acknowledged has to be there.
        assert {d["sink"] for d in cli("deliveries")["deliveries"]} == {"helpdesk"}
        assert len(cli("deliveries")["deliveries"]) == 6
        with agent_at(desktop, tmp_path) as agent:
            back = come_back(agent, cli, story, number)
            assert agent.complaints() == []
        story.assert_everything_once_and_in_order()
    figure(
        f"acceptance by keyboard in a real window: outage shown after {detected:.1f} s, "
        f"everything back {back:.1f} s after the helpdesk"
    )


def find_a_case(agent: KeyboardAgent, cli: Cli) -> tuple[str, str]:
    """Search for the word; take somebody else's open case whose customer has a mobile phone. Its number, and the phone's."""
    rows = cli("search", WORD)["cases"]
    row = next(c for c in rows if c["status"] in ("new", "open") and c["owner"] != LOGIN and _mobile(cli, c["number"]))
    agent.press("ctrl+f")
    agent.write("search", WORD)
    agent.press("Return")
    agent.until(lambda: WORD in agent.reader.focus_within("table").name, 10, "results")
    said = agent.down_to(lambda name: f"#{row['number']}," in name)
    assert WORD in said
    agent.until(lambda: row["subject"] in agent.find("case-subject").name, 10, "the case is shown")
    return row["number"], _mobile(cli, row["number"])


def _mobile(cli: Cli, number: str) -> str:
    customer = cli("case", number)["case"]["customer"]
    found = [n["e164"] for n in customer["numbers"] if n["kind"] == "mobile" and n["e164"]] if customer else []
    return found[0] if found else ""


def work_on_it(agent: KeyboardAgent, cli: Cli, number: str) -> None:
    """Call, note, status, owner and text message, each by its key."""
    agent.press("c")
    agent.write("call-notes", CALL_NOTES)
    agent.press("ctrl+Return")
    agent.until(lambda: [i for i in timeline(cli, number) if i["kind"] == "call.logged"], 10, "the call is logged")
    agent.until(lambda: agent.reads(CALL_NOTES), 10, "the call can be read on the timeline")

    into_list(agent)
    agent.press("n")
    agent.write("composer", NOTE)
    agent.press("ctrl+Return")
    agent.until(lambda: agent.reads(NOTE), 10, "the note can be read on the timeline")

    into_list(agent)
    agent.tab_to("field-status")
    agent.press("space")
    agent.until(lambda: agent.reader.focus().role == "combo box", 10, "the status can be chosen")
    choose(agent, RESOLVED)
    agent.press("Return")
    agent.until(lambda: agent.reader.focus().mark == "field-status", 10, "the editor is closed")
    agent.until(lambda: "status" in cli("case", number)["case"]["pending"], 10, "the status is changed")

    into_list(agent)
    agent.press("a")
    agent.until(lambda: "owner" in cli("case", number)["case"]["pending"], 10, "the case is taken")
    agent.press("s")
    agent.write("composer", TEXT)
    agent.press("ctrl+Return")
    agent.until(lambda: agent.reads(TEXT), 10, "the text message can be read on the timeline")


def into_list(agent: KeyboardAgent) -> None:
    """Escape leads back to the list from wherever one writes."""
    agent.press("Escape")
    agent.until(lambda: "focused" in agent.find("queue").states, 5, "the keyboard is in the list again")


def choose(agent: KeyboardAgent, words: tuple[str, ...]) -> None:
    """In a drop-down list: Down until it says one of these words."""
    agent.press("Home")
    for _ in range(20):
        if agent.reader.focus().name.startswith(words):
            return
        before = agent.reader.focus().name
        agent.press("Down")
        agent.until(lambda before=before: agent.reader.focus().name != before, 5, "the next choice")  # type: ignore[misc]
    raise AssertionError(f"{words} cannot be chosen")


def timeline(cli: Cli, number: str) -> list[dict[str, Any]]:
    answered: list[dict[str, Any]] = cli("case", number)["timeline"]
    return answered


def sms(cli: Cli, number: str, kind: str, text: str, state: str = "") -> list[dict[str, Any]]:
    return [
        item
        for item in timeline(cli, number)
        if item["kind"] == kind and item["text"] == text and (not state or item["sms_state"] == state)
    ]


def come_back(agent: KeyboardAgent, cli: Cli, story: Story, number: str) -> float:
    """The helpdesk returns while somebody else is quicker; the conflict is resolved by keyboard. Seconds until all was done."""
    story.case = int(number)
    story.rt.start()
    returned = time.monotonic()
    story.before = story.rt.field_names(story.case)
    story.colleague_changes_the_case()
    conflict = agent.until(lambda: cli("conflicts")["conflicts"], 60, "the conflict")[0]
    assert (conflict["field"], conflict["theirs"], conflict["theirs_by"]) == ("status", "stalled", COLLEAGUE)
    agent.show(SYNC)
    agent.until(lambda: agent.find("keep-mine"), 20, "the conflict is shown side by side")
    agent.tab_to("keep-mine")
    agent.press("space")
    agent.until(lambda: not cli("deliveries")["deliveries"], 60, "nothing is left waiting")
    back = time.monotonic() - returned
    assert back <= 60
    return back
