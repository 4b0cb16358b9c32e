"""``claim``: at one station alone everything works, provisionally, and says so."""

from __future__ import annotations

from contextlib import closing

from fallback_console.domain.claims import CLAIM_MS
from fallback_console.domain.connection import Connection
from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.ids import uuid7
from fallback_console.domain.wire import read_entry, write_entry
from fallback_console.services import claims, connections, queue, teaming
from tests.unit.cli.desk import LOGIN, Shell


def test_a_customer_is_taken_listed_and_let_go_of(shell: Shell) -> None:
    number = str(shell.json("queue")["cases"][0]["number"])
    assert shell("claim").out == "Nobody is on any customer.\n"
    assert shell.json("claim")["claims"] == []
    (taken,) = shell.json("claim", "take", number)["claims"]
    assert (taken["login"], taken["scope"], taken["mine"], taken["token"]) == (LOGIN, "provisional", True, 0)
    assert shell.json("claim", "take", f"#{number}")["claims"][0]["id"] == taken["id"]
    assert [one["id"] for one in shell.json("claim", "list")["claims"]] == [taken["id"]]
    assert "provisional" in shell("claim").out
    assert "On it:" in shell("case", number).out
    assert shell.json("case", number)["case"]["row"]["claims"][0]["mine"]
    offered = shell("claim", "hand-over", number, "haruka").out
    assert "you are on this customer, provisional" in offered
    assert "offered to haruka" in offered
    assert shell("claim", "release", number).out == "saved: nobody is on this customer.\n"
    assert shell.json("claim")["claims"] == []
    (gone,) = shell.json("claim", "list", "--all")["claims"]
    assert (gone["scope"], gone["how"]) == ("over", "released")
    assert "released" in shell("claim", "list", "--all").out


def test_claimed_cases_are_listed_alone(shell: Shell) -> None:
    number = str(shell.json("queue")["cases"][0]["number"])
    for whose in ("mine", "others"):
        assert shell.json("queue", "--claimed", whose)["total"] == 0
    shell("claim", "take", number)
    found = shell.json("queue", "--claimed", "mine", "--sort", "newest")
    assert number in {one["number"] for one in found["cases"]}
    assert all(one["claims"][0]["mine"] for one in found["cases"])
    assert shell.json("queue", "--claimed", "others")["total"] == 0
    assert shell("queue", "--claimed", "nobody", status=2).err


def hub(shell: Shell) -> None:
    with closing(shell.open()) as profile:
        connection = Connection("hub", "hub", {"url": "tls://hub.example.com:4222"})
        profile.desk.command(connections.save, connection).result()


def test_taking_cases_claims_their_customers_too(shell: Shell) -> None:
    first, second = (one["number"] for one in shell.json("queue", "--unowned", "--all")["cases"][:2])
    # Alone nobody has to be told of it.
    alone = shell.json("take", first)
    assert (alone["cases"], alone["claimed"], alone["held"]) == (1, 0, [])
    hub(shell)
    taken = shell.json("take", first, second, second)
    assert (taken["cases"], taken["held"]) == (2, [])
    assert taken["claimed"] == len(shell.json("claim")["claims"])
    assert shell.json("case", second)["case"]["row"]["owner"] == LOGIN
    assert shell("take", first).out.startswith("saved: 0 case(s) taken · 1 had it already")
    assert shell("take", "999999", status=3).err


def test_what_somebody_else_has_is_told_and_left(shell: Shell) -> None:
    number = shell.json("queue", "--unowned", "--all")["cases"][0]["number"]
    hub(shell)
    with closing(shell.open()) as profile:
        key = profile.desk.read(queue.find_case, number).key
        customer = profile.desk.read(claims.customer_of, key)
        now = profile.clock.now_ms()
        body = {"until": now + CLAIM_MS}
        hlc, subject = f"{now:015d}.000001.other", f"claim:{customer}"
        entry = Entry(uuid7(now, b"0123456789"), "other", 1, hlc, now, "haruka", Kind.CLAIM_TAKEN, subject, body)
        profile.desk.command(teaming.apply, [read_entry(write_entry(entry))], None).result()
    found = shell("take", number, status=9).out
    assert found == f"saved: 0 case(s) taken · not taken: #{number}, 中村 遥 is on the customer\n"
    held = shell("take", number, "--json", status=9).document["data"]["held"]
    assert [(one["case_number"], one["name"]) for one in held] == [(number, "中村 遥")]
    assert number in {one["number"] for one in shell.json("queue", "--all", "--claimed", "others")["cases"]}


def test_what_cannot_be_is_said_with_the_next_step(shell: Shell) -> None:
    number = str(shell.json("queue")["cases"][0]["number"])
    assert "no claim on this customer" in shell("claim", "release", number, status=2).err
    assert "Nobody else is on this customer" in shell("claim", "ask", number, status=2).err
    for word in ("accept", "decline"):
        assert "Nothing was offered" in shell("claim", word, number, status=2).err
    shell("claim", "take", number)
    assert "Nobody is named" in shell("claim", "hand-over", number, LOGIN, status=2).err
    assert shell("claim", "take", "999999", status=3).err
    assert shell("claim", "list", "--limit", "0", status=2).err
