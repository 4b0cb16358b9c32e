"""Commands that read, as text and as documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.desk import CASES, LOGIN, Shell, make_conflict, make_unknown


def first_case(shell: Shell) -> str:
    return str(shell.json("queue")["cases"][0]["number"])


def test_the_queue_is_listed_filtered_and_sorted(shell: Shell) -> None:
    everything = shell.json("queue", "--all", "--limit", "1000")
    assert everything["total"] == len(everything["cases"]) == CASES
    mine = shell.json("queue", "--mine")
    assert mine["cases"]
    assert {case["owner"] for case in mine["cases"]} == {LOGIN}
    by_priority = [case["priority"] for case in shell.json("queue", "--sort", "priority")["cases"]]
    assert by_priority == sorted(by_priority, reverse=True)
    page = shell.json("queue", "--limit", "5", "--offset", "5")
    assert len(page["cases"]) == 5
    assert page["total"] > 5
    assert all(case["owner"] == "" for case in shell.json("queue", "--unowned")["cases"])
    assert all(case["queue"] == "Billing" for case in shell.json("queue", "--queue", "Billing")["cases"])
    assert all(case["status"] == "open" for case in shell.json("queue", "--status", "open")["cases"])
    assert shell.json("queue", "--unsent")["cases"] == []
    soon = shell.json("queue", "--due-within", "2")
    assert soon["total"] < everything["total"]
    text = shell("queue").out
    assert "Subject" in text
    assert f"of {shell.json('queue')['total']}" in text


def test_a_japanese_word_of_two_characters_is_found(shell: Shell) -> None:
    found = shell.json("search", "請求")["cases"]
    assert found
    assert all("請求" in case["subject"] for case in found if "請求" in case["subject"])
    assert found[0]["subject"] in shell("search", "請求").out
    assert shell("search", "zzzzzz").out == "Nothing found.\n"


def test_a_case_is_shown_with_customer_and_timeline(shell: Shell) -> None:
    number = first_case(shell)
    shown = shell.json("case", number)
    assert shown["case"]["row"]["number"] == number
    assert shown["case"]["customer"]["numbers"]
    assert shown["timeline"][0]["kind"] == "mirror.created"
    text = shell("case", f"#{number}").out
    assert text.startswith(f"#{number}")
    assert "Customer:" in text


def test_people_by_name_and_role(shell: Shell) -> None:
    assert {person["role"] for person in shell.json("people", "--role", "team")["people"]} == {"team"}
    found = shell.json("people", "山田")["people"]
    assert [person["name"] for person in found] == ["山田 花子"]
    assert "山田 花子" in shell("people", "山田").out


def test_status_tells_what_waits(shell: Shell) -> None:
    shell("note", first_case(shell), "Hello")
    status = shell.json("status")
    assert status["profile"] == "real"
    assert status["login"] == LOGIN
    assert status["data_age"] > 0
    assert [(sink["sink"], sink["waiting"]) for sink in status["sinks"]] == [("helpdesk", 1)]
    assert "helpdesk" in shell("status").out


def test_alerts_are_listed_until_they_are_read(shell: Shell) -> None:
    assert shell.json("alerts")["alerts"] == []
    shell.json("outage", "--declare", "slack", "--reason", "We see it")
    [alert] = shell.json("alerts", "--unread")["alerts"]
    assert (alert["kind"], alert["state"], alert["systems"]) == ("outage", "new", ["slack"])
    assert alert["title"] == "An outage was declared: slack."
    assert alert["title"] in shell("alerts").out
    [read] = shell.json("alerts", "--read")["alerts"]
    assert read == alert | {"state": "read"}
    assert shell.json("alerts", "--unread")["alerts"] == []


def test_callbacks_are_listed_until_somebody_called(shell: Shell) -> None:
    number = first_case(shell)
    shell(
        "log-call", number, "--number", "+1 202 555 0110", "--outcome", "voicemail", "--follow-up", "2026-01-02T10:00"
    )
    [promised] = shell.json("callbacks")["callbacks"]
    assert promised["case_number"] == number
    assert promised["overdue"]
    assert "overdue" in shell("callbacks").out
    shell("log-call", number, "--number", "+1 202 555 0110")
    assert shell.json("callbacks")["callbacks"] == []


def test_what_the_dialler_is_handed_is_shown_without_dialling(shell: Shell) -> None:
    assert shell("dial", "+44 7700 900123").out == "tel:+447700900123\n"
    with shell.config_file.open("a", encoding="utf-8") as file:
        file.write('\n[dial]\nhome = "GB"\ninternational = "00"\nextension = "ext"\n')
    found = shell.json("dial", "+44 7700 900123 ext. 12")
    assert (found["number"], found["address"]) == ("+447700900123", "tel:07700900123;ext=12")
    assert "Check the number" in shell("dial", "*21*0#", status=2).err


def test_deliveries_and_conflicts_are_listed_and_resolved(shell: Shell) -> None:
    key = shell.json("queue", "--status", "open")["cases"][0]["key"]
    delivery = make_conflict(shell, key)
    [conflict] = shell.json("conflicts")["conflicts"]
    assert (conflict["delivery_id"], conflict["mine"], conflict["theirs"]) == (delivery, "99", "7")
    assert "7 (bob)" in shell("conflicts").out
    [row] = shell.json("deliveries", "--state", "needs_attention")["deliveries"]
    assert row["problem"]["code"] == "conflict"
    assert shell("resolve", str(delivery), "--keep", "edit", status=2).err.startswith("The value to keep is missing.")
    assert shell.json("resolve", str(delivery), "--keep", "edit", "--value", "42")["saved"]["entry_ids"]
    assert shell.json("conflicts")["conflicts"] == []
    assert shell.json("case", key)["case"]["row"]["priority"] == 42


@pytest.mark.parametrize(
    ("words", "left"), [(("--keep", "mine"), 1), (("--keep", "theirs"), 0), (("--drop", "Gone."), 0)]
)
def test_a_conflict_ends_in_every_way(shell: Shell, words: tuple[str, ...], left: int) -> None:
    key = shell.json("queue", "--status", "open")["cases"][0]["key"]
    delivery = make_conflict(shell, key)
    assert shell("resolve", str(delivery), *words).out == "saved.\n"
    assert len(shell.json("deliveries")["deliveries"]) == left


def test_something_unknown_is_settled_by_a_person(shell: Shell) -> None:
    delivery = make_unknown(shell)
    assert shell("resolve", str(delivery), "--retry", status=2).err
    shell("resolve", str(delivery), "--arrived", "no")
    [row] = shell.json("deliveries", "--sink", "sms:kannel")["deliveries"]
    assert row["state"] == "waiting"
    shell("resolve", str(delivery), "--retry")


def test_a_supervisor_declares_overrides_and_ends(shell: Shell) -> None:
    assert shell("outage").out == "No outage so far.\n"
    declared = shell.json("outage", "--declare", "slack", "mail", "--reason", "We see it")
    assert declared["current"]["systems"] == ["slack", "mail"]
    assert "slack, mail" in shell("outage").out
    assert "slack, mail since" in shell("status").out
    assert shell.json("override", "slack", "down", "--reason", "We see it")["overrides"] == {"slack": "down"}
    assert "slack: set down by hand" in shell("status").out
    ended = shell.json("outage", "--end", "--reason", "Back")
    assert ended["current"] is None
    assert ended["history"][0]["over_at"] is not None


def test_the_playbook_is_ticked_and_read(shell: Shell) -> None:
    assert "no outage" in shell("outage", "--tick", "tell-colleagues", status=2).err
    shell("outage", "--declare", "slack", "--reason", "We see it")
    [step] = shell.json("outage", "--tick", "tell-colleagues")["current"]["steps"]
    assert (step["step"], step["done"], step["who"]) == ("tell-colleagues", True, LOGIN)
    assert "done: tell-colleagues" in shell("outage").out
    assert "done:" not in shell("outage", "--untick", "tell-colleagues").out
    assert "stay-here" in shell("outage", "--tick", "nonsense", status=2).err


def test_what_one_says_of_oneself(shell: Shell) -> None:
    assert shell.json("status")["me"] == {"login": LOGIN, "status": "available", "since_at": None}
    assert f"{LOGIN}: away since" in shell("status", "--me", "away").out
    assert shell.json("status")["me"]["status"] == "away"


def test_an_agent_may_not_override(shell: Shell) -> None:
    shell.config_file.write_text('[station]\nrole = "agent"\n', encoding="utf-8")
    assert "Only a supervisor" in shell("override", "slack", "down", "--reason", "x", status=2).err
    assert "Only a supervisor" in shell("outage", "--declare", "slack", status=2).err


def test_exports_hold_everything_and_no_formula(shell: Shell, tmp_path: Path) -> None:
    key = first_case(shell)
    shell("set", key, "--subject", "=1+1")
    csv = tmp_path / "cases.csv"
    exported = shell.json("export", "cases", "--out", str(csv))
    text = csv.read_text(encoding="utf-8-sig")
    assert exported["rows"] == len(text.splitlines()) - 1
    assert "'=1+1" in text
    assert "exists already" in shell("export", "cases", "--out", str(csv), status=2).err
    assert shell.json("export", "cases", "--all", "--force", "--out", str(csv))["rows"] == CASES
    people = shell.json("export", "people", "--out", str(tmp_path / "people.csv"))
    assert people["rows"] == 30
    printed = shell.json("export", "print", "--out", str(tmp_path / "list.pdf"))
    assert printed["pages"] >= 2
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF-")
    assert "cannot be written" in shell("export", "cases", "--out", str(tmp_path / "no" / "a.csv"), status=5).err
