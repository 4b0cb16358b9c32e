"""``escalate``: from a chain to the last answer."""

from __future__ import annotations

from collections.abc import Callable

from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.mirror import PulledPerson, PullPage, RawNumber
from fallback_console.ports import IncomingSms, SmsKeys
from fallback_console.services import connections, dispatch, escalation_steps, messages, mirroring, paths, reach
from fallback_console.store.tx import Tx
from tests.unit.cli.desk import Shell


def team(shell: Shell) -> None:
    """Two teammates with a mobile."""
    people = tuple(
        PulledPerson(name, "team", name.capitalize(), numbers=(RawNumber("mobile", number),))
        for name, number in (("priya", "+12025550161"), ("sam", "+12025550163"))
    )
    profile = shell.open()
    try:
        page = PullPage((), (), people, "t", True)
        profile.store.write(lambda tx: mirroring.store_page(tx, "rt", "people", page)).result(30)
        while profile.store.write(lambda tx: mirroring.index_some(tx, 500)).result(30):
            pass
    finally:
        profile.close()


def sent(shell: Shell, sender: str = "", text: str = "") -> list[str]:
    """What goes out now, after somebody wrote."""

    def work(tx: Tx) -> list[str]:
        if sender:
            now = tx.clock.now_ms()
            messages.take_in(tx, IncomingSms("kannel", text, sender, "4477", text, now))
        escalation_steps.ask_due(tx)
        works = dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), 100, ())
        for one in works:
            dispatch.confirm(tx, one.delivery_id, Receipt())
        return [one.entry.body["text"] for one in works]

    profile = shell.open()
    try:
        return profile.store.write(work).result(30)
    finally:
        profile.close()


def test_a_chain_is_set_and_an_escalation_is_begun_passed_on_taken_and_closed(shell: Shell) -> None:
    team(shell)
    assert "There is no chain" in shell("escalate", "chain", "list").out
    assert "no chain of escalation" in shell("escalate", "start", "Ring", status=3).err
    for step in ("priya", "priya/x", "nobody at all/5", "dog:rex/5", "/5"):
        assert shell("escalate", "chain", "set", "Network", "--step", step, status=2).err
    steps = ("--step", "Priya/5", "--step", "sam+group:On duty/10")
    (chain,) = shell.json("escalate", "chain", "set", "Network", *steps, "--repeat", "1")["chains"]
    assert chain["steps"] == [
        {"who": ["person:rt:priya"], "minutes": 5},
        {"who": ["person:rt:sam", "group:On duty"], "minutes": 10},
    ]
    assert "Priya" in shell("escalate", "start", "Ring", "--preview", "--urgent").out
    assert shell.json("escalate", "start", "Ring", "--preview", "--urgent")["preview"][0]["name"] == "Priya"
    made = shell.json("escalate", "start", "Ring the carrier", "--urgent")["escalation"]
    assert (made["number"], made["state"], made["waits_for"], made["total"]) == (1, "running", ["Priya"], 4)
    assert sent(shell)[0].startswith("URGENT 1: Ring the carrier")
    assert "step 1 of 2: Priya" in shell("escalate", "list", "--open").out
    assert shell.json("escalate", "escalate", "1")["escalation"]["state"] == "running"
    assert len(sent(shell)) == 1
    assert sent(shell, "+12025550163", "1a") == ["1 is yours. Reply 1c when it is done, 1e to pass it on."]
    shown = shell.json("escalate", "show", "1")
    assert [line["what"] for line in shown["lines"]] == ["started", "asked", "passed", "asked", "taken"]
    assert "Sam since" in shell("escalate", "show", "1").out
    assert "already taken by Sam" in shell("escalate", "ack", "1", status=2).err
    assert "closed by" in shell("escalate", "close", made["id"][-6:]).out
    assert shell.json("escalate", "list", "--open")["escalations"] == []
    assert shell.json("escalate", "list")["escalations"][0]["state"] == "closed"
    assert shell.json("escalate", "chain", "set", "Network", "--step", "sam/5")["chains"][0]["repeat"] == 0
    assert shell.json("escalate", "chain", "remove", "Network")["chains"] == []
    assert shell("escalate", "show", "77", status=3).err


def test_what_is_read_out_in_a_call_and_answered_with_a_key_is_told(shell: Shell) -> None:
    team(shell)
    shell("connect", "sms:kannel", "--disable", "--no-test")
    values = {"account_sid": "AC" + 32 * "0", "sender": "+12025550199", "calls": True}

    def by_call(tx: Tx) -> None:
        connections.save(tx, Connection("sms:twilio", "twilio", values))
        paths.prefer(tx, "alice", "person:rt:priya", consent={"sms": False})

    def press(tx: Tx) -> None:
        (work,) = dispatch.take(tx, "sms:twilio", tx.clock.now_ms(), 9, ())
        dispatch.confirm(tx, work.delivery_id, Receipt(remote_id="CA1"))
        messages.take_in(tx, SmsKeys("twilio", work.entry.id, "CA1", "1", tx.clock.now_ms()))
        reach.advance(tx)

    write(shell, by_call)
    shell("escalate", "chain", "set", "Network", "--step", "person:rt:priya/5")
    assert shell.json("escalate", "start", "Ring the carrier", "--urgent")
    (row,) = shell.json("reach", "list")["reaches"]
    assert [step["state"] for step in row["steps"] if step["kind"] == "call"] == ["calling"]
    assert "the console calls +12025550161 and reads it out" in shell("reach", "list").out
    write(shell, press)
    assert shell.json("escalate", "show", "1")["lines"][-1]["how"] == "keys"
    found = shell.json("messages", "show", "+12025550161")["conversation"]["messages"]
    assert [one["path"] for one in found][:2] == ["call", "call"]
    assert "[call delivered]" in shell("messages", "show", "+12025550161").out


def write(shell: Shell, work: Callable[[Tx], None]) -> None:
    profile = shell.open()
    try:
        profile.store.write(work).result(30)
    finally:
        profile.close()
