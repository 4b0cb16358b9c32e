"""``claim``: at one station alone everything works, provisionally, and says so."""

from __future__ import annotations

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
