"""``optout``: the list of numbers that want no text messages."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.desk import Shell

ONE, TWO = "+447700900123", "+447700900124"


def test_a_number_is_put_on_the_list_and_nothing_is_sent_there(shell: Shell) -> None:
    assert shell("optout").out == "Nobody.\n"
    assert shell.json("optout", "add", "+44 7700 900123", "--reason", "Said so on the phone.") == {"number": ONE}
    (row,) = shell.json("optout")["numbers"]
    assert (row["number"], row["word"], row["actor"]) == (ONE, "Said so on the phone.", "alice")
    assert shell("sms", "Hello", "--to", ONE, status=2).err
    paths = shell.json("reach", "paths", ONE)["ladder"]["paths"]
    assert [p["why"] for p in paths if p["kind"] == "sms"] == ["opted-out"]
    assert shell("optout", "add", ONE, "--reason", "Again", status=2).err
    assert shell("optout", "add", "bob", "--reason", "x", status=2).err
    assert shell("optout", "add", TWO, "--reason", " ", status=2).err


def test_only_policy_lets_a_person_take_one_off_and_the_reason_is_kept(shell: Shell) -> None:
    shell("optout", "add", ONE, "--reason", "Said so on the phone.")
    refused = shell("optout", "lift", ONE, "--reason", "Changed their mind.", status=2)
    assert "START" in refused.err
    with shell.config_file.open("a", encoding="utf-8") as file:
        file.write("[reach]\nlift_opt_outs = true\n")
    assert shell("optout", "lift", ONE, "--reason", "", status=2).err
    assert shell.json("optout", "lift", ONE, "--reason", "Changed their mind.") == {"number": ONE}
    assert shell.json("optout")["numbers"] == []
    assert shell("optout", "lift", ONE, "--reason", "Once more", status=2).err
    profile = shell.open()
    try:
        kept = profile.store.read(lambda r: r.rows("SELECT kind, json_extract(body, '$.word') FROM entry"))
    finally:
        profile.close()
    assert kept == [("person.opted_out", "Said so on the phone."), ("person.opted_in", "Changed their mind.")]


def test_the_list_is_given_on_and_taken_over(shell: Shell, tmp_path: Path) -> None:
    shell("optout", "add", ONE, "--reason", "=1+1")
    shell("optout", "add", TWO, "--reason", "Said so.")
    target = tmp_path / "list.csv"
    assert shell.json("optout", "export", str(target))["rows"] == 2
    assert shell("optout", "export", str(target), status=2).err
    assert ",'=1+1," in target.read_text(encoding="utf-8-sig")
    again = shell.json("optout", "import", str(target), "--reason", "The same list")
    assert again == {"added": [], "known": 2, "broken": []}
    other = tmp_path / "other.csv"
    other.write_text("phone,name\n07700 900199,Bob\nnobody,\n+1 202 555 0199,Ann\n", encoding="utf-8")
    found = shell.json("optout", "import", str(other), "--reason", "List of marketing", status=9)
    assert found["added"][-1] == "+12025550199"
    assert [2, "nobody"] in found["broken"]
    (tmp_path / "bad.csv").write_bytes(b"\xff\xfe\xff")
    assert shell("optout", "import", str(tmp_path / "bad.csv"), "--reason", "x", status=2).err
