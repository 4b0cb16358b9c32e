"""``briefing``: given, texted, said, printed, read, on a clock."""

from __future__ import annotations

from pathlib import Path

from fallback_console.domain.mirror import PulledPerson, PullPage, RawNumber
from fallback_console.ports import IncomingSms
from fallback_console.services import briefing, messages, mirroring, outages
from tests.unit.cli.desk import Shell


def prepare(shell: Shell) -> None:
    """Slack is down, and two teammates read different languages."""
    people = (
        PulledPerson("kim", "team", "Kim Park", numbers=(RawNumber("mobile", "+44 7700 900123"),), language="en"),
        PulledPerson("yuki", "team", "森 ゆき", numbers=(RawNumber("mobile", "+44 7700 900124"),), language="ja"),
    )
    profile = shell.open()
    try:
        page = PullPage((), (), people, "p", done=True)
        profile.desk.command(mirroring.store_page, "rt", "cases", page).result(30)
        at = profile.clock.now_ms()
        profile.desk.command(outages.declare, "monitor", ["slack"], "It does not answer.", at).result(30)
    finally:
        profile.close()


def answer(shell: Shell, text: str) -> None:
    profile = shell.open()
    try:
        event = IncomingSms("kannel", "", "+447700900123", "", text, profile.clock.now_ms())
        profile.desk.command(messages.take_in, event).result(30)
    finally:
        profile.close()


def test_a_briefing_is_given_texted_said_printed_and_read(shell: Shell, tmp_path: Path) -> None:
    assert "no outage" in shell("briefing", "give", "--conditions", "Slack is down.", status=2).err
    assert "no outage" in shell("briefing", "clock").out
    prepare(shell)
    paper = tmp_path / "b1.pdf"
    made = shell.json(
        "briefing", "give", "--conditions", "Slack is down since 10:30.", "--needs", "2 people", "--sms", "team", "--speak",
        "--pdf", str(paper),
    )  # fmt: skip
    assert (made["briefing"]["number"], made["briefing"]["texted"]) == (1, 2)
    assert [(one["language"], one["recipients"], one["state"]) for one in made["sms"]] == [
        ("en", 1, "started"),
        ("ja", 1, "started"),
    ]
    assert "ten thirty" in made["spoken"]
    assert paper.read_bytes().startswith(b"%PDF")
    assert made["clock"]["due_at"] == made["briefing"]["next_due_at"]
    answer(shell, "b1 thanks")
    found = shell.json("briefing", "show", "B1")
    assert [(one["name"], one["how"]) for one in found["readers"]["read"]] == [("Kim Park", "sms")]
    assert [one["name"] for one in found["readers"]["waiting"]] == ["森 ゆき"]
    text = shell("briefing", "show", "--words", "ja", "--speak").out
    assert "状況報告 1" in text
    assert "十時三十分" in text
    assert "not read by: 森 ゆき" in text
    assert "1 read, 2 texted" in shell("briefing", "list").out
    assert shell.json("briefing", "list")["briefings"][0]["is_read"] is True


def test_what_would_go_out_is_told_without_sending_it(shell: Shell) -> None:
    prepare(shell)
    shell("briefing", "give", "--conditions", "Slack is down.")
    told = shell.json("briefing", "show", "--sms", "team", "--preview")
    assert {one["state"] for one in told["sms"]} == {"preview"}
    assert "No broadcast so far" in shell("broadcast", "list").out


def test_the_clock_is_shown_and_chosen(shell: Shell) -> None:
    prepare(shell)
    assert shell.json("briefing", "clock")["clock"]["minutes"] == 30
    assert "every 15 minutes" in shell("briefing", "clock", "15").out
    assert shell("briefing", "clock", "3", status=2).err


def test_reading_is_said_once_more_without_harm(shell: Shell) -> None:
    prepare(shell)
    profile = shell.open()
    try:
        profile.desk.command(briefing.give, "somebody", "Slack is down.", "", "").result(30)
    finally:
        profile.close()
    assert "has read briefing 1" in shell("briefing", "read").out
    assert len(shell.json("briefing", "read", "1")["readers"]["read"]) == 1
    assert shell("briefing", "read", "7", status=3).err


def test_a_file_that_cannot_be_is_told_before_anything_is_given(shell: Shell, tmp_path: Path) -> None:
    prepare(shell)
    (tmp_path / "there.pdf").write_text("x", encoding="utf-8")
    for name in ("briefing.txt", "there.pdf"):
        assert shell("briefing", "give", "--conditions", "x", "--pdf", str(tmp_path / name), status=2).err
    assert "No briefing so far" in shell("briefing", "list").out
