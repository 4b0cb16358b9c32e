"""``broadcast``: from a preview to the last receipt."""

from __future__ import annotations

from pathlib import Path

from fallback_console.domain.delivery import Receipt
from fallback_console.ports import IncomingSms
from fallback_console.services import broadcast_feed, dispatch, messages
from fallback_console.store.tx import Tx
from tests.unit.cli.desk import Shell

NUMBERS = ("+44 7700 900123", "+44 7700 900124", "07700 900124 x", "+44 7700 900125")
TO = [word for number in NUMBERS for word in ("--to", number)]


def deliver(tx: Tx, most: int) -> int:
    """Make and send so many messages; how many went out."""
    while broadcast_feed.feed(tx):
        pass
    works = dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), most, ())
    for work in works:
        dispatch.confirm(tx, work.delivery_id, Receipt())
    return len(works)


def sent(shell: Shell, most: int = 100) -> int:
    profile = shell.open()
    try:
        return profile.store.write(lambda tx: deliver(tx, most)).result(30)
    finally:
        profile.close()


def test_a_broadcast_is_previewed_drafted_started_and_looked_at(shell: Shell, tmp_path: Path) -> None:
    shown = shell.json("broadcast", "preview", "We are back.", *TO)["preview"]
    assert (shown["totals"]["people"], shown["totals"]["recipients"], shown["totals"]["left_out"]) == (
        4,
        3,
        {"impossible": 1},
    )
    assert len(shown["found"]) == 4
    text = shell("broadcast", "preview", "We are back.", *TO).out
    assert "3 of 4 people get it" in text
    assert "impossible: 1" in text
    made = shell.json("broadcast", "draft", "-", "--title", "Back", *TO, stdin="We are back.")["broadcast"]
    assert (made["state"], made["title"], made["text"]) == ("draft", "Back", "We are back.")
    assert "with 'broadcast start" in shell("broadcast", "draft", "We are here.", "--replace", "Back", *TO).out
    assert shell.json("broadcast", "start", made["id"])["broadcast"]["counts"]["queued"] == 3
    assert "3 queued" in shell("broadcast", "list").out
    assert sent(shell, 1) == 1
    assert shell.json("broadcast", "pause", made["id"])["count"] == 0
    assert shell("sync", "--timeout", "30", status=9).out, "what is paused is not waited for"
    assert sent(shell) == 0
    assert "2 people wait" in shell("broadcast", "resume", made["id"]).out
    assert sent(shell, 1) == 1
    assert "1 people do not get it" in shell("broadcast", "cancel", made["id"], "--reason", "Wrong").out
    profile = shell.open()
    try:
        event = IncomingSms("kannel", "g", "+447700900123", "1", "=Thanks", profile.clock.now_ms())
        profile.desk.command(messages.take_in, event).result(30)
    finally:
        profile.close()
    found = shell.json("broadcast", "show", made["id"])
    assert (found["broadcast"]["state"], found["broadcast"]["reason"]) == ("cancelled", "Wrong")
    assert [one["state"] for one in found["people"]] == ["answered", "sent", "left_out", "cancelled"]
    assert "=Thanks" in shell("broadcast", "show", made["id"], "--state", "answered").out
    file = tmp_path / "back.csv"
    assert shell.json("broadcast", "export", made["id"], "--out", str(file))["count"] == 4
    assert "'=Thanks" in file.read_text(encoding="utf-8")
    assert shell("broadcast", "export", made["id"], "--out", str(file), status=2).err


def test_many_need_a_second_login(shell: Shell) -> None:
    with shell.config_file.open("a", encoding="utf-8") as file:
        file.write("[broadcast]\nreview_above = 2\n")
    made = shell.json("broadcast", "draft", "We are back.", *TO)
    assert made["preview"]["review"]
    key = made["broadcast"]["id"]
    assert "second person" in shell("broadcast", "start", key, status=2).err
    assert "their own" in shell("broadcast", "approve", key, status=2).err
    words = ["bob" if word == "alice" else word for word in shell.words("broadcast", "approve", key)]
    assert "approved" in shell.raw(words).out
    assert "approved by bob for 3" in shell("broadcast", "show", key).out
    assert shell.json("broadcast", "start", key)["broadcast"]["recipients"] == 3


def test_what_cannot_be_is_refused(shell: Shell) -> None:
    assert shell("broadcast", "preview", "Hi", status=2).err.startswith("Nobody was chosen")
    assert shell("broadcast", "preview", "Hi", "--role", "customer", "--limit", "-1", status=2).err
    assert shell("broadcast", "show", "nothing", status=3).err
    assert shell("broadcast", "list").out.startswith("No broadcast")
    with shell.config_file.open("a", encoding="utf-8") as file:
        file.write("[broadcast]\nquiet = '21 to 8'\n")
    assert "quiet hours are written like" in shell("broadcast", "list", status=4).err


def test_messages_of_a_paused_broadcast_that_are_not_made_yet_wait_too(shell: Shell) -> None:
    made = shell.json("broadcast", "draft", "We are back.", *TO)["broadcast"]["id"]
    shell("broadcast", "start", made)
    shell("broadcast", "pause", made)
    found = shell.json("sync", "--timeout", "30", status=9)
    assert (found["open"], found["paused"]) == ([], 3)
    assert shell("sync", "--timeout", "30", status=9).out.rstrip().endswith("their broadcast is paused: 3.")
    shell("broadcast", "cancel", made, "--reason", "Wrong")
    assert shell.json("sync", "--timeout", "30")["paused"] == 0
