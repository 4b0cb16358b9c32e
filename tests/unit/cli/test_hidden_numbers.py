"""With customers' numbers hidden no command that reads says one, as text or as a document, and none writes one into a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fallback_console.domain.numbers import digits_of
from tests.unit.cli.desk import Shell

HIDDEN = """
[station]
role = "agent"
[privacy]
mask_numbers = true
numbers_for = ["supervisor"]
"""
_BETWEEN = re.compile(r"(?<=\d)[ ()./-]+(?=\d)")


def numbers(shell: Shell) -> set[str]:
    """The last eight digits of what customers alone have."""
    profile = shell.open()
    try:
        found = profile.store.read(
            lambda r: r.rows(
                "SELECT n.e164 FROM p_number n JOIN p_person p ON p.pk = n.person_pk WHERE n.e164 <> '' GROUP BY n.e164"
                " HAVING max(p.role <> 'customer') = 0"
            )
        )
    finally:
        profile.close()
    return {digits_of(e164)[-8:] for (e164,) in found}


def leaks(text: str, wholes: set[str]) -> list[str]:
    return [line for line in text.splitlines() if any(n in _BETWEEN.sub("", line) for n in wholes)]


@pytest.fixture
def hidden(shell: Shell) -> Shell:
    """A station where somebody has been at work, and whose person may not read customers' numbers any more."""
    case = with_number(shell)
    number = shell.json("case", case["number"])["case"]["customer"]["numbers"][0]["e164"]
    later = ("--follow-up", "2036-11-30T16:00")
    shell("sms", "We are on it.", "--case", case["number"])
    shell("sms", "Who are you?", "--to", "+44 7700 900987")
    shell("log-call", case["number"], "--number", number, "--outcome", "no-answer", *later)
    shell("log-call", "--number", "+44 7700 900986", "--outcome", "voicemail", *later)
    shell("optout", "add", "+44 7700 900986", "--reason", "Said so.")
    shell("reach", "start", case["customer_key"], "Please ring us.")
    shell("broadcast", "draft", "We are back.", "--role", "customer", "--to", "+44 7700 900985", "--title", "Back")
    shell("broadcast", "draft", "We are here.", "--person", case["customer_key"], "--title", "Here")
    shell("broadcast", "start", "Here")
    shell.config_file.write_text(HIDDEN, encoding="utf-8")
    return shell


def with_number(shell: Shell) -> dict[str, str]:
    """A case whose customer has a number."""
    for case in shell.json("queue")["cases"]:
        customer = shell.json("case", case["number"])["case"]["customer"]
        if customer and any(n["e164"] and not n["opted_out"] for n in customer["numbers"]):
            found: dict[str, str] = case
            return found
    raise AssertionError("nobody has a number")


def reading(shell: Shell) -> list[tuple[str, ...]]:
    """Everything that reads, about somebody with a number."""
    case = with_number(shell)
    number, key = case["number"], case["customer_key"]
    tried = shell.json("reach", "list")["reaches"][0]["id"]
    entry = shell.json("deliveries")["deliveries"][-1]["id"]
    return [
        ("queue",),
        ("case", number),
        ("search", "a"),
        ("callbacks",),
        ("people", "list"),
        ("people", "show", key),
        ("messages", "list"),
        ("messages", "show", key),
        ("optout", "list"),
        ("reach", "list"),
        ("reach", "show", tried),
        ("reach", "paths", key),
        ("deliveries",),
        ("resolve", str(entry), "--drop", "--reason", "Not wanted."),
        ("report",),
        ("alerts",),
        ("status",),
        ("conflicts",),
        ("outage",),
        ("broadcast", "list"),
        ("broadcast", "show", "Here"),
        ("broadcast", "preview", "Back.", "--role", "customer"),
    ]


def test_no_reading_command_says_a_customers_number(hidden: Shell) -> None:
    wholes = numbers(hidden) | {"00900985", "00900986", "00900987"}
    assert len(wholes) > 10
    for words in reading(hidden):
        for more in ((), ("--json",)):
            answer = hidden(*words, *more, status=None)
            if words[0] != "resolve":
                assert answer.status == 0, answer
            assert leaks(answer.out + answer.err, wholes) == [], (words, more)
    masked = hidden("people", "list").out
    assert "+1 •••• ••• " in masked
    assert not any("\ufe00" <= c <= "\ufe0f" for c in masked)


def test_what_is_looked_for_here_is_there_without_the_mask(hidden: Shell) -> None:
    hidden.config_file.write_text("", encoding="utf-8")
    wholes = numbers(hidden) | {"00900985", "00900986", "00900987"}
    for words in (
        ("people", "list"),
        ("callbacks",),
        ("deliveries",),
        ("optout", "list"),
        ("broadcast", "show", "Here"),
    ):
        assert leaks(hidden(*words).out, wholes), words


def test_a_customer_is_texted_and_rung_all_the_same(hidden: Shell) -> None:
    case = with_number(hidden)
    hidden("sms", "One more word.", "--case", case["number"])
    profile = hidden.open()
    try:
        sent = profile.store.read(
            lambda r: r.rows(
                "SELECT json_extract(body, '$.to') FROM entry WHERE json_extract(body, '$.text') = 'One more word.'"
            )
        )
    finally:
        profile.close()
    assert sent[0][0][-8:] in numbers(hidden)


@pytest.mark.parametrize(
    "words",
    [
        ("people", "export", "people.csv"),
        ("people", "export", "people.vcf", "--role", "customer"),
        ("export", "people", "--out", "people.csv"),
        ("optout", "export", "stop.csv"),
    ],
)
def test_nobody_exports_what_they_may_not_read(
    hidden: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "numbers are hidden from you" in hidden(*words, status=2).err
    assert list(tmp_path.glob("*.*")) == []


def test_teammates_are_exported_and_files_hold_masks(hidden: Shell, tmp_path: Path) -> None:
    wholes = numbers(hidden)
    team, cases, sent = (tmp_path / name for name in ("team.csv", "cases.csv", "sent.csv"))
    assert hidden.json("people", "export", str(team), "--role", "team")["rows"] > 0
    hidden("export", "cases", "--out", str(cases))
    hidden("broadcast", "export", "Here", "--out", str(sent))
    hidden("export", "print", "--out", str(tmp_path / "tree.pdf"))
    for file in (team, cases, sent):
        assert leaks(file.read_text(encoding="utf-8"), wholes) == []
    assert "•••• •••" in sent.read_text(encoding="utf-8")
