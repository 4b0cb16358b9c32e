"""``reach``: from the command line."""

from __future__ import annotations

import pytest

from tests.unit.cli.desk import Shell

STRANGER = "+447700900123"


@pytest.fixture
def anytime(shell: Shell) -> Shell:
    """Nobody here has quiet hours."""
    with shell.config_file.open("a", encoding="utf-8") as file:
        file.write('[reach]\nquiet = "none"\ntext_wait = 1\ncall_wait = 2\n')
    return shell


def test_somebody_is_reached_listed_and_left_in_peace(anytime: Shell) -> None:
    begun = anytime.json("reach", STRANGER, "Please ring us.")["reach"]
    assert (begun["state"], [s["state"] for s in begun["steps"]]) == ("trying", ["waiting", "planned"])
    assert STRANGER in anytime("reach", "list").out
    assert [r["id"] for r in anytime.json("reach", "list", "--running")["reaches"]] == [begun["id"]]
    assert anytime("reach", STRANGER, "Once more", status=2).err.startswith("This person is being reached already.")
    assert anytime.json("reach", "allow", begun["id"], "--second-text")["reach"]["second_sms"]
    stopped = anytime.json("reach", "stop", begun["id"])["reach"]
    assert (stopped["state"], stopped["steps"][0]["state"]) == ("stopped", "cancelled")
    assert "not needed" in anytime("reach", "show", begun["id"]).out
    assert anytime.json("reach", "list", "--running")["reaches"] == []
    assert anytime("reach", "list", "--running").out.startswith("Nobody is being reached.")


def test_waiting_tells_what_happens_until_nothing_is_left(anytime: Shell) -> None:
    answer = anytime("reach", STRANGER, "Please ring us.", "--wait", "--timeout", "30", status=9)
    assert f"CALL NOW: {STRANGER}" in answer.err
    assert "exhausted" in answer.out
    assert anytime("reach", STRANGER, "x", "--timeout", "30", status=2).err


def test_paths_are_shown_and_wishes_kept(anytime: Shell) -> None:
    person = anytime.json("people", "--role", "customer", "--limit", "200")["people"]
    key = next(p["key"] for p in person if p["numbers"] and p["emails"])
    before = anytime.json("reach", "paths", key)["ladder"]
    assert before["paths"][0]["kind"] == "sms"
    assert before["quiet"] == [0, 0]
    after = anytime.json("reach", "prefer", key, "--order", "call,sms", "--no", "sms", "--quiet", "21:00-07:30")[
        "ladder"
    ]
    assert after["paths"][0]["kind"] == "call"
    assert {p["why"] for p in after["paths"] if p["kind"] == "sms"} == {"no-consent"}
    assert after["quiet"] == [1260, 450]
    assert anytime("reach", "prefer", key, "--no", "sms").out.startswith("Nothing to change")
    text = anytime("reach", "paths", key).out
    assert "21:00-07:30" in text
    assert "not wanted" in text
    usual = anytime.json("reach", "prefer", key, "--order", "usual", "--yes", "sms", "--quiet", "usual")["ladder"]
    assert [p["id"] for p in usual["paths"]] == [p["id"] for p in before["paths"]]


@pytest.mark.parametrize(
    "words",
    [
        ("paths", "nobody at all"),
        ("prefer", STRANGER),
        ("prefer", STRANGER, "--no", "pigeon"),
        ("prefer", STRANGER, "--quiet", "late"),
        ("list", "--limit", "0"),
        ("start", STRANGER, " "),
    ],
)
def test_what_cannot_be(anytime: Shell, words: tuple[str, ...]) -> None:
    assert anytime("reach", *words, status=2).err


def test_what_is_not_there(anytime: Shell) -> None:
    assert anytime("reach", "stop", "nothing", status=3).err
    assert anytime("reach", "allow", "nothing", status=2).err
