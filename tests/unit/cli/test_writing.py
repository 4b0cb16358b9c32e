"""Commands in which an agent does something."""

from __future__ import annotations

import re
import time

import pytest

from fallback_console.cli.writing import parse_when
from fallback_console.domain.date_words import understand
from fallback_console.domain.errors import InputError
from tests.unit.cli.desk import Shell


@pytest.fixture
def number(shell: Shell) -> str:
    return str(shell.json("queue", "--status", "open")["cases"][0]["number"])


def kinds(shell: Shell, number: str) -> list[str]:
    return [item["kind"] for item in shell.json("case", number)["timeline"] if item["entry_id"]]


def test_a_note_says_where_it_waits(shell: Shell, number: str) -> None:
    assert shell("note", number, "Rang back.").out.startswith(f"saved #{number} at ")
    saved = shell.json("note", number, "-", stdin="障害です\nsecond line\n")
    assert saved["saved"]["sinks"] == ["helpdesk"]
    assert saved["case"]["unsent"] == 2
    texts = [item["text"] for item in shell.json("case", number)["timeline"] if item["kind"] == "note.added"]
    assert texts == ["Rang back.", "障害です\nsecond line"]


def test_a_reply(shell: Shell, number: str) -> None:
    shell("reply", number, "We are on it.")
    assert kinds(shell, number) == ["reply.sent"]


def test_nothing_goes_out_with_a_place_that_is_still_to_be_filled(shell: Shell, number: str) -> None:
    for words in (
        ("reply", number, "We ring at {callback}."),
        ("note", number, "Ask {customer}."),
        ("sms", "We ring at {callback}.", "--to", "+447700900123"),
        ("messages", "send", "+447700900123", "We ring at {callback}."),
        ("reach", "+447700900123", "We ring at {callback}."),
    ):
        assert "{c" in shell(*words, status=2).err
    assert kinds(shell, number) == []
    # A brace is no place.
    shell("sms", "Type {help}.", "--to", "+447700900123")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be changed on this system")
def test_a_time_that_the_clocks_skip_is_as_long_after_the_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert parse_when("2027-03-14T02:30") == parse_when("2027-03-14T03:30-04:00")
        assert understand("2027-03-14 02:30", parse_when("2027-03-13T12:00")).at == parse_when("2027-03-14T02:30")
        assert parse_when("2027-11-07T01:30") == parse_when("2027-11-07T01:30-04:00")
        assert parse_when("2027-07-01T12:00") == parse_when("2027-07-01T16:00Z")
    finally:
        monkeypatch.undo()
        time.tzset()


def test_fields_are_set_together_or_not_at_all(shell: Shell, number: str) -> None:
    shown = shell.json(
        "set", number, "--status", "stalled", "--owner", "bob", "--priority", "77", "--due", "2027-01-02T10:00"
    )
    assert len(shown["saved"]["entry_ids"]) == 4
    row = shown["case"]
    assert (row["status"], row["owner"], row["priority"]) == ("stalled", "bob", 77)
    assert row["due_at"] == parse_when("2027-01-02T10:00")
    assert shell.json("case", number)["case"]["pending"] == ["status", "priority", "owner", "due"]
    assert shell("set", number, "--status", "stalled").out == "Nothing to change: it is so already.\n"
    assert shell("set", number, "--owner", "alice", "--status", "nonsense", status=2).err
    assert shell.json("case", number)["case"]["row"]["owner"] == "bob"
    shell("set", number, "--due", "", "--owner", "")
    assert shell.json("case", number)["case"]["row"]["owner"] == ""


def test_one_field_of_several_cases(shell: Shell) -> None:
    numbers = [row["number"] for row in shell.json("queue", "--limit", "3")["cases"]]
    shell("set", numbers[0], "--owner", "chika")
    done = shell.json("set", *numbers, "--owner", "chika")
    assert (done["cases"], done["as_before"], done["left"], len(done["entry_ids"])) == (2, 1, 0, 2)
    assert {shell.json("case", number)["case"]["row"]["owner"] for number in numbers} == {"chika"}
    assert shell("set", *numbers, "--owner", "chika").out == "saved: 0 case(s) changed · 3 had it already\n"
    assert shell("set", *numbers, "--owner", "x", "--status", "open", status=2).err
    assert shell("set", *numbers, "999999", "--owner", "x", status=3).err
    assert shell.json("queue", "--changed")["total"] == 0


def test_the_next_action(shell: Shell, number: str) -> None:
    shell("next", number, "Ring the bank", "--due", "2027-01-02T10:00+09:00")
    row = shell.json("case", number)["case"]["row"]
    assert row["next_action"] == "Ring the bank"
    assert row["next_action_at"] == 1_798_851_600_000
    assert "Next: Ring the bank" in shell("case", number).out


def test_calls_with_and_without_a_case(shell: Shell, number: str) -> None:
    shell("log-call", number, "--number", "+1 202 555 0110", "--seconds", "190", "--notes", "Wants a refund.")
    call = shell.json("case", number)["timeline"][-1]
    assert call["kind"] == "call.logged"
    assert call["data"]["number"] == "+12025550110"
    assert call["data"]["seconds"] == 190
    alone = shell.json(
        "log-call",
        "--person",
        "山田 花子",
        "--direction",
        "in",
        "--outcome",
        "voicemail",
        "--started",
        "2026-01-02T10:00",
    )
    assert alone["case"] is None
    assert alone["saved"]["sinks"] == []
    assert shell("log-call", "--person", "nobody at all", status=2).err.startswith("No such person.")
    assert shell("log-call", "--person", "", status=2).err


def test_text_messages(shell: Shell, number: str) -> None:
    saved = shell("sms", "配送障害を確認しました。", "--case", number)
    assert "1 part(s)" in saved.out
    sent = shell.json("sms", "Hello", "--to", "+44 7700 900123")
    assert sent["case"] is None
    assert sent["saved"]["sinks"] == ["sms:kannel"]
    assert shell("sms", "Hello", "--to", "12", status=2).err
    assert shell("sms", "Hello", status=2).err.startswith("No number is known")
    assert shell("sms", "", "--to", "+44 7700 900123", status=2).err.startswith("The message is empty.")


def test_a_new_case_has_a_temporary_number(shell: Shell) -> None:
    made = shell.json(
        *("new", "Scanner is not found", "--queue", "Support", "--text", "-", "--person", "さくら医院"),
        *("--priority", "50", "--owner", "alice", "--phone", "+44 7700 900110"),
        stdin="Since the update.",
    )
    assert made["case"]["number"] == "T-1"
    assert made["case"]["customer"] == "さくら医院"
    shell("note", "T-1", "Restarted it.")
    assert kinds(shell, "T-1") == ["case.created", "note.added"]
    assert shell("new", "x", "--queue", "Nowhere", status=2).err


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        ((), 2, "input"),
        (("frobnicate",), 2, "input"),
        (("note",), 2, "input"),
        (("note", "999999", "x"), 3, "not-found"),
        (("note", "48001", ""), 2, "input"),
        (("case", "no such"), 3, "not-found"),
        (("set", "48001"), 2, "input"),
        (("set", "48001", "--priority", "101"), 2, "input"),
        (("set", "48001", "--priority", "high"), 2, "input"),
        (("set", "48001", "--due", "tomorrow"), 2, "input"),
        (("queue", "--limit", "0"), 2, "input"),
        (("queue", "--mine", "--unowned"), 2, "input"),
        (("queue", "--sort", "colour"), 2, "input"),
        (("sync", "--timeout", "soon"), 2, "input"),
        (("resolve", "4711", "--retry"), 3, "not-found"),
        (("resolve", "4711"), 2, "input"),
        (("log-call", "--number", "1", "--seconds", "-5"), 2, "input"),
        (("connect", "nothing"), 2, "input"),
        (("connect", "helpdesk", "telepathy"), 2, "input"),
        (("connect", "sms"), 2, "input"),
        (("connect", "probe", "http"), 2, "input"),
        (("connect", "slack", "--set", "colour"), 2, "input"),
        (("connect", "slack", "--set", "token=secret-word"), 2, "input"),
        (("connect", "slack", "--token", "secret-word"), 2, "input"),
        (("connect", "slack", "--token=secret-word"), 2, "input"),
        (("connect", "nowhere", "--remove"), 3, "not-found"),
        (("doctor", "--restore", "backup-9.db"), 3, "not-found"),
        (("pull",), 4, "settings"),
    ],
)
def test_wrong_input_is_told_in_one_way(shell: Shell, words: tuple[str, ...], status: int, code: str) -> None:
    answer = shell(*words, "--json", status=status)
    assert answer.document["error"]["code"] == code
    assert answer.document["error"]["message"]
    plain = shell(*words, status=status)
    assert plain.out == ""
    assert plain.err
    assert "Traceback" not in plain.err
    assert "secret-word" not in answer.out + answer.err + plain.err


def test_a_choice_is_kept_unless_it_is_the_organisations(shell: Shell) -> None:
    assert shell.json("settings")["locked"] == ["role"]
    assert shell.json("settings", "language", "ja")["settings"]["language"] == "ja"
    assert re.search("language +ja", shell("settings").out)
    assert shell("settings", "role", "agent", status=4).err.startswith("This is set by your organisation.")
    assert shell("settings", "language", "xx", status=4).err
    assert shell("settings", "language", status=2).err.startswith("The value is missing.")
    assert shell("settings", "colour", "red", status=2).err


def test_times_that_cannot_be_are_refused() -> None:
    for text in ("", "99999-01-01", "2026-13-01", "yesterday", "0001-01-01T00:00+23:59"):
        with pytest.raises(InputError):
            parse_when(text)


def test_what_was_written_is_taken_back(shell: Shell, number: str) -> None:
    entry = shell.json("note", number, "For the wrong case")["saved"]["entry_ids"][0]
    back = shell.json("take-back", entry)
    assert (back["mode"], back["text"]) == ("note", "For the wrong case")
    (item,) = [item for item in shell.json("case", number, "--only", "notes")["timeline"] if item["entry_id"] == entry]
    assert item["taken_back"]
    assert "[taken back]" in shell("case", number).out
    assert shell.json("deliveries")["deliveries"] == []
    assert "cannot be taken back" in shell("take-back", entry, status=2).err


def test_a_case_shows_its_last_contact_and_one_kind_alone(shell: Shell, number: str) -> None:
    shell("reply", number, "We are on it.")
    shell("note", number, "Rang back.")
    shown = shell.json("case", number, "--only", "messages")
    assert "note.added" not in {item["kind"] for item in shown["timeline"]}
    assert (shown["contacts"][0]["kind"], shown["contacts"][0]["waiting"]) == ("reply", True)
    assert "Last contact:" in shell("case", number).out
    assert shell("case", number, "--only", "nothing", status=2).err
