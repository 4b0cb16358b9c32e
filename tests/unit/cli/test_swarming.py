"""``swarm``: from looking a case over to the transcript."""

from __future__ import annotations

import json

from fallback_console.domain.delivery import Receipt
from fallback_console.domain.mirror import PulledPerson, PullPage, RawNumber
from fallback_console.ports import IncomingSms
from fallback_console.services import dispatch, messages, mirroring
from fallback_console.store.tx import Tx
from tests.unit.cli.desk import Shell


def team(shell: Shell) -> None:
    """Two teammates and somebody of another firm, each with a mobile."""
    people = tuple(
        PulledPerson(name, role, name.capitalize(), numbers=(RawNumber("mobile", number),))
        for name, role, number in (
            ("priya", "team", "+12025550161"),
            ("sam", "team", "+12025550163"),
            ("pat", "partner", "+12025550164"),
        )
    )
    # Whatever the hour at which this runs, nobody has quiet hours.
    with shell.config_file.open("a", encoding="utf-8") as file:
        file.write('[reach]\nquiet = "none"\n')
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
            messages.take_in(tx, IncomingSms("kannel", text, sender, "4477", text, tx.clock.now_ms()))
        works = dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), 100, ())
        for one in works:
            dispatch.confirm(tx, one.delivery_id, Receipt())
        return [one.entry.body["text"] for one in works]

    profile = shell.open()
    try:
        return profile.store.write(work).result(30)
    finally:
        profile.close()


def test_a_swarm_from_its_first_look_to_its_transcript(shell: Shell) -> None:
    team(shell)
    case = shell.json("new", "The line is dead", "--queue", "Support", "--text", "All of it.")["saved"]["case_key"]
    assert "There is no swarm" in shell("swarm", "list").out
    assert shell("swarm", "triage", case, "", "--no", status=2).err
    shell("swarm", "triage", case, "One site only", "--no")
    looks = shell.json("swarm", "triage", case, "Two sites", "--check", "impact", "--priority", "80", "--yes")[
        "triages"
    ]
    assert [(one["decided"], one["checks"]["impact"]) for one in looks] == [(False, False), (True, True)]
    made = shell.json("swarm", "open", case, "The carrier is down", "--lead", "rt:priya")["swarm"]
    assert (made["number"], made["reason"], made["lead_name"]) == (1, "Two sites", "Priya")
    assert "Priya" in shell("swarm", "list", "--open").out
    offered = shell.json("swarm", "candidates", "S1", "--external")["candidates"]
    assert {one["name"]: one["why"] for one in offered if one["name"] in ("Sam", "Pat", "Priya")} == {
        "Sam": "",
        "Pat": "",
        "Priya": "in-it",
    }
    assert "in-it" in shell("swarm", "candidates", "S1").out
    assert "Pat: not of our team" in shell("swarm", "invite", "S1", "rt:sam", "rt:pat", status=2).err
    done = shell.json("swarm", "invite", "s1", "rt:sam", "rt:pat", "rt:priya", "--external")
    assert done["asked"] == [{"name": "Sam", "over": "sms"}, {"name": "Pat", "over": "sms"}]
    assert done["skipped"] == [{"name": "Priya", "why": "in-it"}]
    assert len(sent(shell)) == 2
    assert sent(shell, "+12025550163", "s1 y")[0].startswith("S1 You are in: The carrier is down.")
    shell("swarm", "answer", "S1", "decline", "--for", "rt:pat")
    shell("swarm", "answer", "S1", "join", "--for", "rt:pat", "--external")
    _somebody_new(shell)
    assert "not of our team: Pat" in shell("swarm", "say", "S1", "--preview").out
    assert shell("swarm", "say", "S1", "Who rings them?", status=2).err
    assert shell.json("swarm", "say", "S1", "Who rings them?", "--external")["readers"]["externals"] == ["Pat"]
    assert any("Who rings them?" in text for text in sent(shell))
    assert shell("swarm", "next", "S1", "Ring them", status=2).err
    action = shell.json("swarm", "next", "S1", "Ring them", "--owner", "rt:sam", "--due", "2036-11-30T16:00")["swarm"][
        "next"
    ]
    assert (action["state"], action["owner_name"]) == ("set", "Sam")
    shell("swarm", "watch", "S1", "rt:sam", "--texts")
    assert "next action: open" in shell("swarm", "close", "S1", "--preview").out
    assert "still open" in shell("swarm", "close", "S1", "Over.", "--told", "Rang them", status=2).err
    assert shell.json("swarm", "next", "S1", "--done", "--note", "They come")["swarm"]["next"]["state"] == "done"
    assert "was not told yet" in shell("swarm", "close", "S1", "Over.", status=2).err
    assert shell.json("swarm", "close", "S1", "Over.", "--told", "Rang them")["swarm"]["told_by"] == "said"
    assert shell.json("swarm", "reopen", "S1", "It came back")["swarm"]["step"] == "closing"
    shell("swarm", "leave", "S1")
    shell("swarm", "close", "S1", "Over again.", "--told", "Rang them")
    assert shell.json("swarm", "archive", "S1")["swarm"]["state"] == "archived"
    assert shell.json("swarm", "list")["swarms"] == []
    assert shell.json("swarm", "list", "--archived")["swarms"][0]["number"] == 1
    shown = shell.json("swarm", "show", "S1")
    assert [line["what"] for line in shown["thread"]][:3] == ["triage", "opened", "joined"]
    assert "Who rings them?" in shell("swarm", "show", made["id"][-6:]).out
    assert "Who rings them?" in shell("swarm", "transcript", "S1").out
    lines = [json.loads(line) for line in shell("swarm", "transcript", "S1", "--lines").out.splitlines()]
    assert {line["thread_ts"] for line in lines} == {lines[0]["ts"]}
    assert len(shell.json("swarm", "transcript", "S1")["lines"]) == len(lines)
    assert shell("swarm", "show", "77", status=3).err


def _somebody_new(shell: Shell) -> None:
    """Of another firm, and not here yet."""
    new = ("swarm", "invite", "S1", "--new", "Kit Moe")
    assert "not of our team" in shell(*new, "--at", "+12025550165", status=2).err
    assert "no number" in shell(*new, "--at", "5", "--external", status=2).err
    assert "what they are called" in shell("swarm", "invite", "S1", "--at", "+12025550165", status=2).err
    assert "swarm invite S1 rt:pat" in shell(*new, "--at", "+1 202 555 0164", "--external", status=2).err
    assert "asked alone" in shell("swarm", "invite", "S1", "rt:pat", "--new", "Kit", "--at", "1", status=2).err
    assert "Nobody is named" in shell("swarm", "invite", "S1", status=2).err
    done = shell.json(*new, "--at", "+1 202 555 0165", "--external")
    assert done["asked"] == [{"name": "Kit Moe", "over": "sms"}]
    assert [m["external"] for m in done["swarm"]["members"] if m["name"] == "Kit Moe"] == [True]
    (person,) = shell.json("people", "Kit", "--kind", "partner")["people"]
    assert "_hand:" in person["key"]
