"""``roll-call``: from a preview to the last answer."""

from __future__ import annotations

from pathlib import Path

from fallback_console.domain.delivery import Receipt
from fallback_console.domain.people_file import read_people
from fallback_console.ports import IncomingSms
from fallback_console.services import dispatch, messages, people_import, roll_call_asking
from fallback_console.store.tx import Tx
from tests.unit.cli.desk import LOGIN, Shell

TO = ("--to", "+44 7700 900123", "--to", "+44 7700 900124", "--to", "12")


def ask(tx: Tx) -> int:
    """Ask everybody who is due; how many texts went out."""
    while roll_call_asking.advance(tx):
        pass
    works = dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), 100, ())
    for work in works:
        dispatch.confirm(tx, work.delivery_id, Receipt())
    return len(works)


def asked(shell: Shell, sender: str = "", text: str = "") -> int:
    profile = shell.open()
    try:
        count = profile.store.write(ask).result(30)
        if sender:
            event = IncomingSms("kannel", text, sender, "4477", text, profile.clock.now_ms())
            profile.store.write(lambda tx: messages.take_in(tx, event)).result(30)
        return count
    finally:
        profile.close()


def test_a_roll_call_is_previewed_begun_answered_and_closed(shell: Shell, tmp_path: Path) -> None:
    shown = shell.json("roll-call", "start", "--preview", *TO)["preview"]
    assert (shown["asked"], shown["people"], shown["first"]) == (2, 3, {"sms": 2})
    assert next(one["steps"][0] for one in shown["found"] if one["steps"]) == {"kind": "sms", "number": "+447700900123"}
    assert "2 of 3 people are asked" in shell("roll-call", "start", "--preview", *TO).out
    assert "No roll call so far" in shell("roll-call", "list").out
    made = shell.json("roll-call", "start", "--title", "Fire", "--text-en", "Are you safe? 1 yes, 2 help. {me}", *TO)
    assert made["roll_call"]["counts"]["queued"] == 2
    assert made["roll_call"]["counts"]["not_asked"] == 1
    assert asked(shell, "+447700900123", "２") == 2
    found = shell.json("roll-call", "show")
    assert found["roll_call"]["unaccounted"] == 2
    first = found["people"][0]
    assert (first["state"], first["answer"]["text"], first["answer"]["how"]) == ("help", "２", "sms")
    out = shell("roll-call", "show", "Fire", "--state", "unaccounted").out
    assert "Unaccounted for: 2" in out
    assert "2 of 2" in out
    place = str(next(one["position"] for one in found["people"] if one["state"] == "asked"))
    said = shell.json("roll-call", "answer", place, "safe", "--how", "person", "--text", "Seen at the gate")
    assert said["people"][0]["answer"] | {"by": "", "at": 0} == {
        "answer": "safe", "how": "person", "text": "Seen at the gate", "at": 0, "by": "", "shared": False, "of": "",
    }  # fmt: skip
    assert shell("roll-call", "answer", "nobody of that name", "safe", status=2).err
    target = tmp_path / "roll.csv"
    assert shell.json("roll-call", "export", "--out", str(target))["count"] == 3
    assert "Seen at the gate" in target.read_text(encoding="utf-8")
    assert "exists already" in shell("roll-call", "export", "--out", str(target), status=2).err
    paper = tmp_path / "roll.pdf"
    shell("roll-call", "export", "--out", str(paper))
    assert paper.read_bytes().startswith(b"%PDF")
    assert "of 1 people nothing was heard" in shell("roll-call", "close", "--reason", "Over").out
    assert shell.json("roll-call", "list")["roll_calls"][0]["reason"] == "Over"
    assert shell("roll-call", "close", status=2).err


def test_whoever_works_here_answers_for_themselves(shell: Shell) -> None:
    def people(tx: Tx) -> None:
        sheet = f"ID,Name,Mobile,Login,Kind\n1,Kim Sample,+44 7700 900151,{LOGIN},team\n2,Vera,+44 7700 900152,,team\n"
        found = people_import.preview(tx, read_people(sheet.encode()), "file.team")
        people_import.store_some(tx, LOGIN, found.people)

    profile = shell.open()
    profile.store.write(people).result(30)
    profile.close()
    assert shell("roll-call", "mine").out == "No roll call asks you.\n"
    made = shell.json("roll-call", "start", "--person", "file.team:1", "--person", "file.team:2")["roll_call"]
    assert shell.json("roll-call", "mine")["questions"] == []
    asked(shell)
    (one,) = shell.json("roll-call", "mine")["questions"]
    assert (one["roll"], one["asked_by"]) == (made["id"], LOGIN)
    assert "are you there?" in shell("roll-call", "mine").out
    (said,) = shell.json("roll-call", "answer", "me", "２", "--text", "Third floor")["people"]
    assert (said["name"], said["state"], said["answer"]["how"], said["answer"]["text"]) == (
        "Kim Sample",
        "help",
        "hub",
        "Third floor",
    )
    assert shell.json("roll-call", "mine")["questions"] == []
    (said,) = shell.json("roll-call", "answer", "me", "safe", "--how", "desk")["people"]
    assert (said["state"], said["answer"]["how"]) == ("safe", "desk")
    shell("roll-call", "start", "--person", "file.team:2", "--title", "Others")
    assert "does not ask you" in shell("roll-call", "answer", "me", "safe", "--in", "Others", status=3).err
