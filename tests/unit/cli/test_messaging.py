"""``messages``: reading, writing, assigning and taking back text messages."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from fallback_console.cli.writing import parse_when
from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Problem
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.people_file import read_people
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.ports import IncomingSms
from fallback_console.services import (
    connections,
    dispatch,
    escalation,
    escalation_chains,
    hub_messages,
    messages,
    people_import,
    presence,
)
from fallback_console.store.tx import Tx
from tests.unit.cli.desk import LOGIN, Shell

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


def test_what_the_team_writes_over_the_hub_is_read_and_answered(shell: Shell) -> None:
    def write(tx: Tx) -> list[str]:
        connections.save(tx, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"}))
        sheet = f"ID,Name,Login,Kind\n1,Kim Sample,{LOGIN},team\n2,Mika Tanaka,m.tanaka,team\n"
        people_import.store_some(tx, LOGIN, people_import.preview(tx, read_people(sheet.encode()), "file.team").people)
        texts = ("Could you look?", "And this?")
        return [hub_messages.send(tx, "m.tanaka", "", "file.team:1", text).entry_ids[0] for text in texts]

    assert "Nobody of the team" in shell("messages", "unread").out
    profile = shell.open()
    first, second = profile.store.write(write).result(30)
    profile.close()
    assert [(one["entry"], one["name"]) for one in shell.json("messages", "unread")["letters"]] == [
        (first, "Mika Tanaka"),
        (second, "Mika Tanaka"),
    ]
    assert "Could you look?" in shell("messages", "unread").out
    assert shell("messages", "read", first).out == "saved: read.\n"
    assert shell.json("messages", "read", first)["saved"] is None
    assert shell.json("messages", "reply", second, "At once")["saved"]["sinks"] == ["hub"]
    assert shell.json("messages", "unread")["letters"] == []
    found = shell.json("messages", "show", "file.team:2")["conversation"]["messages"]
    assert [(one["path"], one["direction"], one["state"], one["text"]) for one in found] == [
        ("hub", "in", "received", "Could you look?"),
        ("hub", "in", "received", "And this?"),
        ("hub", "out", "waiting", "At once"),
    ]
    assert "[hub waiting]" in shell("messages", "show", "file.team:2").out


def test_a_page_is_answered_by_code(shell: Shell) -> None:
    def write(tx: Tx) -> None:
        sheet = f"ID,Name,Login,Kind\n1,Kim Sample,{LOGIN},team\n2,Mika Tanaka,m.tanaka,team\n"
        people_import.store_some(tx, LOGIN, people_import.preview(tx, read_people(sheet.encode()), "file.team").people)
        escalation_chains.save(tx, "m.tanaka", "Support", [ChainStep(("person:file.team:1",), 5)])
        connections.save(tx, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"}))
        presence.here(tx, LOGIN)
        escalation.start(tx, "m.tanaka", "", "Ring the carrier", ReachRules(quiet=(0, 0)))

    profile = shell.open()
    profile.store.write(write).result(30)
    profile.close()
    (one,) = shell.json("messages", "unread")["letters"]
    page = one["page"]
    assert (page["sort"], page["number"], page["state"], page["asks"]) == ("escalation", 1, "running", True)
    found = shell.json("messages", "reply", one["entry"], "１ａ")
    answered = found["answered"]
    assert (answered["about"], answered["what"], answered["number"]) == ("escalation", "taken", 1)
    assert found["saved"]["sinks"] == ["hub"]
    assert shell.json("messages", "unread")["letters"] == []
    lines = shell.json("escalate", "show", "1")["lines"]
    assert [line["how"] for line in lines if line["what"] == "taken"] == ["hub"]
    assert "1 is yours already" in shell("messages", "reply", one["entry"], "1a").out


def test_a_teammate_is_written_to_over_the_hub(shell: Shell) -> None:
    def team(tx: Tx) -> None:
        connections.save(tx, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"}))
        sheet = "ID,Name,Login,Kind\n1,Kenji Sample,kenji,team\n2,Vera Sample,,customer\n"
        people_import.store_some(tx, LOGIN, people_import.preview(tx, read_people(sheet.encode()), "file.team").people)

    profile = shell.open()
    profile.store.write(team).result(30)
    profile.close()
    case = shell.json("queue")["cases"][0]
    words = ("messages", "send", "Kenji Sample", "Could you look?", "--over", "hub")
    found = shell.json(*words, "--case", case["number"])
    assert (found["saved"]["sinks"], found["at_station"]) == (["helpdesk", "hub"], False)
    assert "at no station now" in shell(*words).out
    shown = shell.json("messages", "show", "file.team:1")["conversation"]
    assert [(one["path"], one["state"], one["case_number"], one["read_at"]) for one in shown["messages"]] == [
        ("hub", "waiting", case["number"], None),
        ("hub", "waiting", "", None),
    ]
    assert shown["hub"] == {"login": "kenji", "heard_at": 0, "at_station": False}
    assert "at no station now" in shell("messages", "show", "file.team:1").out
    profile = shell.open()
    profile.store.write(lambda tx: presence.here(tx, "kenji")).result(30)
    entry = shown["messages"][0]["entry_id"]
    profile.store.write(lambda tx: hub_messages.reply(tx, "kenji", entry, "At once")).result(30)
    profile.close()
    assert shell.json(*words)["at_station"] is True
    assert "no station" not in shell(*words).out
    messages_there = shell.json("messages", "show", "file.team:1")["conversation"]["messages"]
    assert [(one["state"], one["direction"], one["read_at"] is None) for one in messages_there[:3]] == [
        ("read", "out", False),
        ("waiting", "out", True),
        ("received", "in", True),
    ]
    for refused in (
        ("messages", "send", "Vera Sample", "Hello", "--over", "hub"),
        ("messages", "send", "+44 7700 900199", "Hello", "--over", "hub"),
        (*words, "--at", "2026-11-30T08:30"),
    ):
        assert len(shell(*refused, status=2).err.splitlines()) > 1
