"""``messages``: reading, writing, assigning and taking back text messages."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from fallback_console.cli.writing import parse_when
from fallback_console.domain.delivery import Problem
from fallback_console.ports import IncomingSms
from fallback_console.services import dispatch, messages
from tests.unit.cli.desk import Shell

STRANGER = "+447700900123"


@pytest.fixture
def came(shell: Shell) -> str:
    """A message of somebody unknown; its entry."""
    profile = shell.open()
    try:
        event = IncomingSms("kannel", "g1", STRANGER, "1", "where is my \x1b[31morder", profile.clock.now_ms())
        taken = profile.desk.command(messages.take_in, event).result(30)
    finally:
        profile.close()
    assert taken is not None
    return taken.entry_id


def test_conversations_are_listed_and_read(shell: Shell, came: str) -> None:
    shell("messages", "send", "+44 7700 900199", "We are on it.")
    found = shell.json("messages", "list")
    assert [row["key"] for row in found["conversations"]] == ["number:+447700900199", f"number:{STRANGER}"]
    assert found["counts"] == {"all": 2, "unanswered": 1, "trouble": 0, "strangers": 2}
    text = shell("messages", "--only", "unanswered").out
    assert "1 unanswered" in text
    assert "1 of 1" in text
    assert "\x1b" not in text
    shown = shell.json("messages", "show", "+44 7700 900123")["conversation"]
    assert [(m["entry_id"], m["direction"], m["state"]) for m in shown["messages"]] == [(came, "in", "received")]
    assert came in shell("messages", "show", STRANGER).out
    assert shell.json("messages", "--search", "order")["total"] == 1


def test_a_message_is_assigned_and_the_assignment_undone(shell: Shell, came: str) -> None:
    case = shell.json("queue")["cases"][0]
    person = shell.json("people", "--role", "customer")["people"][0]
    shell("messages", "assign", came, "--person", person["key"], "--case", case["number"])
    shown = shell.json("messages", "show", person["key"])["conversation"]
    assert [m["case_number"] for m in shown["messages"]] == [case["number"]]
    assert shell("messages", "assign", came, "--case", case["number"]).out.startswith("Nothing to change")
    shell("messages", "assign", came, "--person", "", "--case", "")
    assert shell.json("messages")["conversations"][0]["key"] == f"number:{STRANGER}"
    assert shell("messages", "assign", came, status=2).err
    assert shell("messages", "assign", "nothing", "--case", case["number"], status=3).err


def test_a_message_waits_for_its_time_is_moved_and_taken_back(shell: Shell) -> None:
    people = shell.json("people", "--role", "customer")["people"]
    person = next(p for p in people if any(n["kind"] == "mobile" for n in p["numbers"]))
    later, latest = ((datetime.now().astimezone() + timedelta(hours=n)).isoformat() for n in (1, 2))
    (entry,) = shell.json("messages", "send", person["key"], "-", "--at", later, stdin="Good morning")["saved"][
        "entry_ids"
    ]
    shell("messages", "retry", entry, "--at", latest)
    (message,) = shell.json("messages", "show", person["key"])["conversation"]["messages"]
    assert (message["state"], message["send_at"]) == ("scheduled", parse_when(latest))
    assert "[scheduled 20" in shell("messages", "show", person["key"]).out
    assert shell.json("messages", "cancel", entry)["draft"] == "Good morning"
    shown = shell.json("messages", "show", person["key"])["conversation"]
    assert (shown["draft"], shown["messages"][0]["state"]) == ("Good morning", "taken back")


def test_what_was_tried_is_sent_again_or_given_up(shell: Shell) -> None:
    (entry,) = shell.json("messages", "send", STRANGER, "We are on it.")["saved"]["entry_ids"]
    profile = shell.open()
    try:
        (work,) = profile.desk.command(dispatch.take, "sms:kannel", profile.clock.now_ms(), 1, ()).result(30)
        profile.desk.command(dispatch.stop, work.delivery_id, Problem("refused", "Refused.")).result(30)
    finally:
        profile.close()
    assert shell.json("messages", "--only", "trouble")["total"] == 1
    assert shell("messages", "cancel", entry, status=2).err
    shell("messages", "retry", entry)
    shell("messages", "cancel", entry, "--reason", "Rang instead.")
    assert shell.json("messages", "show", STRANGER)["conversation"]["messages"][0]["state"] == "dropped"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("show",), 2),
        (("send", STRANGER), 2),
        (("send", STRANGER, ""), 2),
        (("show", "nobody at all"), 2),
        (("retry", "nothing"), 3),
        (("cancel", "nothing"), 3),
        (("list", "--limit", "0"), 2),
    ],
)
def test_what_cannot_be_done_says_what_to_do(shell: Shell, words: tuple[str, ...], status: int) -> None:
    assert len(shell("messages", *words, status=status).err.splitlines()) > 1
