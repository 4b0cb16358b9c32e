"""Commands that talk to outside systems, here doubles on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fallback_console.compose.profile import SystemClock
from fallback_console.drill.demo import demo_world
from fallback_console.drill.rt_double import RtDouble
from fallback_console.drill.rt_seed import fill
from fallback_console.resources_path import resource
from fallback_console.store.locks import engine_lock
from tests.unit.cli.desk import LOGIN, Shell

CASES = 12


@pytest.fixture
def rt() -> Iterator[RtDouble]:
    double = RtDouble()
    demo = demo_world(resource("demo"), CASES, SystemClock().now_ms())
    fill(double.world, (*demo.team, *demo.customers), ((case.case, case.items) for case in demo.cases))
    with double:
        yield double


@pytest.fixture
def fresh(shell: Shell, tmp_path: Path) -> Shell:
    """A station with nothing in it."""
    shell.folder = tmp_path / "fresh"
    return shell


def connect(shell: Shell, rt: RtDouble) -> None:
    token = shell.passphrase_file.parent / "token"
    token.write_text(rt.sign_in(LOGIN), encoding="utf-8")
    words = ("connect", "helpdesk", "rt", "--url", rt.url, "--token-file", str(token), "--set", "closed_days=3650")
    found = shell.json(*words)
    assert found["ok"], found["steps"]
    assert found["connection"]["values"]["url"] == rt.url


def test_connect_pull_work_and_sync(fresh: Shell, rt: RtDouble) -> None:
    connect(fresh, rt)
    assert fresh("pull").out == "The mirror is up to date.\n"
    assert fresh.json("queue", "--all")["total"] == CASES
    number = fresh.json("queue", "--status", "open")["cases"][0]["number"]
    note = fresh.json("note", number, "Done by hand.")["saved"]["entry_ids"][0]
    fresh("set", number, "--priority", "3")
    fresh("new", "Scanner is not found", "--queue", "Support")
    synced = fresh.json("sync", "--timeout", "60")
    assert synced["open"] == []
    assert [(sink["sink"], sink["confirmed"]) for sink in synced["sinks"]] == [("helpdesk", 3)]
    assert rt.effects()[note] == 1
    assert rt.act(lambda world, now: world.tickets[int(number)].priority) == 3
    assert fresh.json("doctor", "--connections")["ok"]


def test_what_cannot_be_delivered_is_told_by_the_exit_status(fresh: Shell, rt: RtDouble) -> None:
    connect(fresh, rt)
    fresh("pull")
    rt.stop()
    number = fresh.json("queue")["cases"][0]["number"]
    fresh("note", number, "Hello")
    left = fresh.json("sync", "--timeout", "1", status=9)
    assert [row["kind"] for row in left["open"]] == ["note.added"]
    assert fresh("pull", "--json", status=8).document["error"]["code"] == "unreachable"
    assert fresh.json("connect", "helpdesk", "--test", status=8)["ok"] is False
    rt.start()
    watched = fresh.json("watch", "--timeout", "6s")
    assert watched["sinks"][0]["confirmed"] == 1
    assert fresh.json("run", "--headless", "--timeout", "0.1")["sinks"][0]["confirmed"] == 1


def test_connections_are_listed_disabled_and_removed(fresh: Shell, tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("secret-word\n", encoding="utf-8")
    words = ("connect", "sms", "kannel", "--url", "http://127.0.0.1:9/cgi-bin/sendsms", "--username", "console")
    made = fresh(*words, "--password-file", str(password), "--no-test", "--json")
    assert made.data["connection"]["name"] == "sms:kannel"
    assert made.data["receive_url"].startswith("http://127.0.0.1:")
    mail = fresh.json("connect", "mail", "--imap-host", "127.0.0.1", "--username", "me", "--no-test")
    assert mail["connection"]["values"]["login"] == "me"
    listed = fresh("connect")
    assert "sms:kannel" in listed.out
    assert "secret-word" not in made.out + made.err + listed.out
    assert fresh.json("connect", "sms:kannel", "--disable")["connection"]["enabled"] is False
    assert fresh.json("connect", "sms:kannel", "--enable", "--no-test")["connection"]["enabled"] is True
    assert fresh.json("connect", "sms:kannel", "--remove") == {"removed": "sms:kannel"}
    assert [c["name"] for c in fresh.json("connect")["connections"]] == ["mail"]


def test_one_engine_at_a_time(fresh: Shell, rt: RtDouble) -> None:
    connect(fresh, rt)
    with engine_lock(fresh.folder):
        assert fresh("pull", "--json", status=5).document["error"]["code"] == "in-use"
        assert "runs the engine" in fresh("doctor").out
        fresh("new", "Scanner is not found", "--queue", "Support")
        waited = fresh("sync", "--timeout", "0.3", status=9)
    assert waited.err.startswith("Another program")
    assert fresh("pull").status == 0


def test_the_helpdesks_users_are_imported_beside_those_of_its_cases(fresh: Shell, rt: RtDouble) -> None:
    assert "No helpdesk is connected." in fresh("people", "import", "--helpdesk", status=2).err
    connect(fresh, rt)
    fresh("pull")
    before = {p["key"] for p in fresh.json("people", "list")["people"]}
    rt.act(lambda world, now: world.add_user("new@example.net", RealName="New Person", MobilePhone="+44 7700 900123"))
    rt.act(lambda world, now: setattr(world.add_user("gone", RealName="Gone Person"), "disabled", True))
    shown = fresh.json("people", "import", "--helpdesk", "--dry-run")
    assert (shown["file"], shown["source"], shown["format"], shown["written"]) == ("helpdesk", "rt", "helpdesk", 0)
    assert [shown["entries"][str(one["line"])] for one in shown["broken"]] == ["gone"]
    assert {p["key"] for p in fresh.json("people", "list")["people"]} == before
    told = fresh("people", "import", "--helpdesk").out
    assert "kept as 'rt'" in told
    assert "The account is disabled in the directory. (gone)" in told
    after = [p["key"] for p in fresh.json("people", "list", "--limit", "1000")["people"]]
    assert len(after) == len(set(after))
    assert before < set(after)
    assert "rt:new@example.net" in after
    assert "rt:gone" not in after
    assert fresh.json("people", "same")["pairs"] == []
    again = fresh.json("people", "import", "--helpdesk")
    assert (again["counts"]["new"], again["counts"]["changed"], again["written"]) == (0, 0, 0)
    # A pull afterwards changes nothing to and fro.
    fresh("pull")
    assert fresh.json("people", "import", "--helpdesk", "--dry-run")["counts"]["changed"] == 0
    fresh("people", "import", "--helpdesk", "--source", "crm", status=2)
    fresh("people", "import", "--helpdesk", "file.csv", status=2)
    shown = fresh.json("people", "show", "rt:new@example.net")["person"]
    assert shown["numbers"][0]["e164"] == "+447700900123"
    assert fresh.json("doctor")["ok"]
