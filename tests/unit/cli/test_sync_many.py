"""Deciding about many deliveries, and the report of a day, on the command line."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.cli.desk import LOGIN, Shell, make_conflict, make_unknown


def first_cases(shell: Shell, count: int) -> list[str]:
    return [str(row["key"]) for row in shell.json("queue", "--limit", str(count))["cases"]]


def test_several_are_decided_at_once_and_the_rest_is_named(shell: Shell) -> None:
    one, two = (make_conflict(shell, key) for key in first_cases(shell, 2))
    unknown = make_unknown(shell)
    decided = shell.json("resolve", str(one), str(two), str(unknown), "--keep", "theirs", status=9)["decided"]
    assert decided["done"] == 2
    assert [(left["id"], left["why"]) for left in decided["left"]] == [
        (unknown, "This is not a conflict any more."),
    ]
    assert shell.json("conflicts")["conflicts"] == []
    text = shell("resolve", str(unknown), "9999", "--arrived", "yes", status=9).out
    assert text.splitlines() == ["saved: 1 of 2.", "9999: There is no delivery 9999."]


def test_what_has_an_answer_of_its_own_is_asked_one_by_one(shell: Shell) -> None:
    for words in (("--ask",), ("--keep", "edit", "--value", "5")):
        assert shell("resolve", "1", "2", *words, "--json", status=2).document["error"]["message"].startswith("This")
    assert "needs a reason" in shell("resolve", "1", "2", "--drop", " ", status=2).err


def test_what_waits_behind_a_conflict_says_so(shell: Shell) -> None:
    (key,) = first_cases(shell, 1)
    conflict = make_conflict(shell, key)
    shell("note", key, "Behind it.")
    rows = {row["id"]: row for row in shell.json("deliveries")["deliveries"]}
    behind = next(row for row in rows.values() if row["kind"] == "note.added")
    assert (behind["held_by"], behind["held_why"]) == (conflict, "conflict")
    assert rows[conflict]["held_by"] is None


def test_retry_all_leaves_conflicts_alone(shell: Shell) -> None:
    (key,) = first_cases(shell, 1)
    conflict = make_conflict(shell, key)
    left = shell.json("sync", "--retry-all", "--timeout", "0.2", status=9)["open"]
    assert [(row["id"], row["state"]) for row in left] == [(conflict, "needs_attention")]


def test_a_day_is_told_and_written(shell: Shell, tmp_path: Path) -> None:
    key, other = first_cases(shell, 2)
    shell("resolve", str(make_conflict(shell, other)), "--keep", "theirs")
    shell("note", key, "=1+1")
    shell("log-call", key, "--number", "+1 202 555 0110", "--seconds", "190")
    made = make_unknown(shell)
    shell("resolve", str(made), "--drop", "=HYPERLINK(1)")
    csv, pdf = tmp_path / "day.csv", tmp_path / "day.pdf"
    data = shell.json("report", "--csv", str(csv), "--pdf", str(pdf))
    found = data["report"]
    assert (found["calls"], found["talk_seconds"]) == ({"reached": 1}, 190)
    assert found["sms"] == {"": 1}
    assert (found["team"]["notes"], found["team"]["changes"], found["team"]["decisions"]) == (1, 1, 3)
    assert [p["who"] for p in found["people"]] == [LOGIN]
    assert [(d["choice"], d["value"]) for d in found["conflicts"]] == [("theirs", "7")]
    assert [d["reason"] for d in found["drops"]] == ["The other value was kept.", "=HYPERLINK(1)"]
    assert "'=HYPERLINK(1)" in csv.read_text(encoding="utf-8-sig")
    assert pdf.read_bytes().startswith(b"%PDF")
    text = shell("report").out
    assert "of these reached" in text
    assert "By person" in text
    assert "exists already" in shell("report", "--csv", str(csv), status=2).err
    shell("report", "--csv", str(csv), "--force")
    assert "should end in .pdf" in shell("report", "--pdf", str(csv), status=2).err


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be changed on this system")
def test_a_day_whose_midnight_the_clocks_skip_begins_after_it(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Beirut")
    time.tzset()
    try:
        found = shell.json("report", "--day", "2027-03-28")["report"]
    finally:
        monkeypatch.undo()
        time.tzset()
    start = datetime(2027, 3, 27, 22, tzinfo=UTC).timestamp() * 1000
    assert (found["start"], found["end"] - found["start"]) == (start, 23 * 3_600_000)


def test_other_days_are_empty_or_refused(shell: Shell) -> None:
    found = shell.json("report", "--day", "2001-02-03")["report"]
    assert found["people"] == found["outages"] == found["sinks"] == []
    for wrong in ("yesterday", "9999-12-31", "0001-01-01"):
        assert shell("report", "--day", wrong, "--json", status=2).document["error"]["code"] == "input"
