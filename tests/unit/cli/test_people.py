"""People on the command line: import, list, show, merge, undo, export."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.unit.cli.desk import Shell

SHEET = (
    "氏名,フリガナ,携帯電話,メール,スキル\r\n"
    "高橋 実,タカハシ ミノル,+44 7700 900777,minoru@example.jp,SQL:3\r\n=cmd,,12,odd@example.jp,\r\n"
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "Kunden 1.csv"
    file.write_bytes(SHEET.encode("cp932"))
    return file


def test_a_file_is_looked_through_imported_and_imported_again(shell: Shell, sheet: Path) -> None:
    dry = shell.json("people", "import", str(sheet), "--dry-run")
    assert (dry["source"], dry["encoding"], dry["counts"]["new"], dry["written"]) == ("file.kunden-1", "cp932", 2, 0)
    assert [p["impossible_numbers"] for p in dry["people"]] == [[], ["12"]]
    assert shell.json("people", "minoru")["people"] == []
    told = shell("people", "import", str(sheet)).out
    assert "2 new, 0 changed, 0 as before, 0 broken lines" in told
    assert "saved: 2 people." in told
    again = shell.json("people", "import", str(sheet))
    assert (again["counts"]["same"], again["written"]) == (2, 0)
    [row] = shell.json("people", "list", "--search", "900777")["people"]
    assert (row["name"], row["reading"], row["skills"]) == ("高橋 実", "タカハシ ミノル", [{"name": "SQL", "level": 3}])


def test_what_is_broken_odd_or_changed_is_told(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "team.csv"
    file.write_text("Kunde;Mail\nA;a@example.org\n;\nx;y;z\nB;nonsense\n", encoding="utf-8")
    words = ["people", "import", str(file), "--map", "Kunde=name", "--kind", "team", "--source", "rota"]
    told = shell(*words).out
    assert "line 4: left out: It has 3 cells under 2 headings." in told
    assert "line 5: B: 'nonsense' is no mail address." in told
    file.write_text("Kunde;Mail\nA;a@example.org\nB;b@example.org\n", encoding="utf-8")
    assert "line 3: B: emails changed" in shell(*words).out
    assert {p["name"] for p in shell.json("people", "--role", "team", "--search", "example.org")["people"]} >= {
        "A",
        "B",
    }


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--map", "name"], "A column is told like"),
        (["--encoding", "klingon"], "no encoding"),
        (["--delimiter", "ab"], "one character"),
        (["--source", "..."], "needs a name"),
        (["--limit", "0"], "at least 1"),
    ],
)
def test_what_cannot_be_understood(shell: Shell, sheet: Path, words: list[str], message: str) -> None:
    answer = shell("people", "import", str(sheet), *[f"{words[0]}={words[1]}"], status=2)
    assert message in answer.err
    assert shell.json("people", "minoru@example.jp")["people"] == []


def test_a_long_import_tells_how_far_it_is(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fallback_console.cli.people._TOLD_EVERY", 150)
    file = tmp_path / "many.csv"
    file.write_text("Name\n" + "".join(f"Person Number {n}\n" for n in range(700)), encoding="utf-8")
    told = shell("people", "import", str(file)).err.splitlines()
    assert 1 <= len(told) <= 4
    assert all(line.endswith(" of 700") for line in told)


def test_a_file_that_is_not_there(shell: Shell, tmp_path: Path) -> None:
    assert "cannot be read" in shell("people", "import", str(tmp_path / "none.csv"), status=2).err


def test_two_are_merged_and_parted_again(shell: Shell, sheet: Path) -> None:
    shell("people", "import", str(sheet))
    other = sheet.with_name("phone.vcf")
    other.write_text("BEGIN:VCARD\nFN:Minoru\nTEL;CELL:+447700900777\nORG:Firm\nEND:VCARD\n", encoding="utf-8")
    one, two = "file.kunden-1:minoru@example.jp", "file.phone:+447700900777"
    told = shell("people", "import", str(other)).out
    assert f"{two} may be {one} 高橋 実: the same number" in told
    assert "kept from other files: file.kunden-1;" in told
    [pair] = shell.json("people", "same", "--limit", "1")["pairs"]
    assert (pair["key"], pair["other"]["key"], pair["other"]["why"]) == (one, two, "number")
    assert f"Perhaps the same as: {two}" in shell("people", "show", "minoru@example.jp").out
    merged = shell.json("people", "merge", "minoru@example.jp", two)
    assert (merged["person"]["parts"], merged["person"]["organisation"]) == ([two], "Firm")
    assert shell.json("people", "show", two)["person"]["key"] == one
    assert f"Merged with: {two}" in shell("people", "show", one).out
    assert "one person already" in shell("people", "merge", one, two, status=2).err
    # Another import keeps it.
    shell("people", "import", str(other), "--kind", "partner")
    assert shell.json("people", "show", two)["person"]["parts"] == [two]
    parted = shell.json("people", "unmerge", two)
    assert (parted["key"], parted["other"], parted["person"]["parts"]) == (one, two, [])
    assert shell.json("people", "show", two)["person"]["name"] == "Minoru"
    assert "two people" in shell("people", "merge", one, two).out or shell("people", "unmerge", one).out
    assert "No such person" in shell("people", "show", "nobody@nowhere.example", status=2).err


def test_two_who_look_alike_are_told_apart(shell: Shell, sheet: Path) -> None:
    shell("people", "import", str(sheet))
    other = sheet.with_name("phone.vcf")
    other.write_text("BEGIN:VCARD\nFN:Minoru\nTEL;CELL:+447700900777\nEND:VCARD\n", encoding="utf-8")
    shell("people", "import", str(other))
    [pair] = shell.json("people", "same")["pairs"]
    apart = shell.json("people", "apart", pair["key"], pair["other"]["key"])
    assert {apart["key"], apart["other"]} == {pair["key"], pair["other"]["key"]}
    assert shell.json("people", "same")["pairs"] == []
    assert "Nobody." in shell("people", "same").out


@pytest.mark.parametrize("name", ["people.csv", "people.vcf"])
def test_what_is_exported_can_be_imported_elsewhere(shell: Shell, sheet: Path, tmp_path: Path, name: str) -> None:
    shell("people", "import", str(sheet))
    target = tmp_path / name
    rows = shell.json("people", "export", str(target))["rows"]
    assert rows == len(shell.json("people")["people"])
    assert "exists already" in shell("people", "export", str(target), status=2).err
    assert shell.json("people", "export", str(target), "--force", "--role", "customer")["rows"] < rows
    shell("people", "export", str(target), "--force")
    back = shell.json("people", "import", str(target), "--dry-run", "--limit", "1000")
    assert (back["counts"]["new"], back["counts"]["broken"]) == (rows, 0)
    assert {p["name"] for p in back["people"]} == {p["name"] for p in shell.json("people")["people"]}
    if name.endswith(".csv"):
        cells = [cell for row in csv.reader(target.read_text("utf-8-sig").splitlines()) for cell in row]
        assert "'=cmd" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_old_form_and_options_in_any_place(shell: Shell, sheet: Path) -> None:
    shell("people", "import", str(sheet))
    assert [p["name"] for p in shell.json("people", "みのる", "minoru")["people"]] == ["高橋 実"]
    answer = shell.raw(["--json", *shell.words()[0:4], "people", *shell.words()[4:], "--limit", "1"])
    assert len(answer.data["people"]) == 1
    assert "actions:" in shell.raw(["people", "--help"]).out
    assert "--dry-run" in shell.raw(["people", "import", "--help"]).out


def test_somebody_is_written_down_and_gone_on_with(shell: Shell) -> None:
    saved = shell.json("people", "add", "--name", "Vega Luz", "--mobile", "+44 7700 900177", "--kind", "partner")
    assert (saved["new"], saved["record"], saved["person"]["role"]) == (True, saved["key"], "partner")
    more = shell.json("people", "add", "--to", "Vega Luz", "--skills", "Printers:3; SQL")
    assert (more["new"], more["key"], more["person"]["role"]) == (False, saved["key"], "partner")
    assert [number["raw"] for number in more["person"]["numbers"]] == ["+44 7700 900177"]
    assert [skill["name"] for skill in more["person"]["skills"]] == ["Printers", "SQL"]
    assert f"saved with Vega Luz  {saved['key']}" in shell("people", "add", "--to", saved["key"], "--groups", "VIP").out
    assert "Nothing was written down" in shell("people", "add", "--kind", "team", status=2).err
    assert "Neither a name" in shell("people", "add", "--groups", "VIP", status=2).err
    assert "No such person" in shell("people", "add", "--to", "nobody@example.org", "--work", "12", status=2).err
