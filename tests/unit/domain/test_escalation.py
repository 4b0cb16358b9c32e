"""Escalations: reading answers, short numbers, and where one stands whatever comes in which order."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.escalation import ACTS, MOST_NUMBER, Reply, call_for, next_number, reply_of, standing


@pytest.mark.parametrize(
    ("text", "number", "act"),
    [
        ("12a", 12, "taken"),
        ("12 A", 12, "taken"),
        ("１２ａ", 12, "taken"),
        ("  12a. ", 12, "taken"),
        ("“12a”".replace("“", '"').replace("”", '"'), 12, "taken"),
        ("a12", 12, "taken"),
        ("#12 ack", 12, "taken"),
        ("12e", 12, "passed"),
        ("12 escalate", 12, "passed"),
        ("12c", 12, "closed"),
        ("12 Done!", 12, "closed"),
        ("A", 0, "taken"),
        ("ｅ", 0, "passed"),
        ("c", 0, "closed"),
        ("12 対応します", 12, "taken"),
        ("対応します。", 0, "taken"),
        ("「１２次へ」", 12, "passed"),
        ("完了しました", 0, "closed"),
    ],
)
def test_an_answer_is_understood_however_it_is_typed(text: str, number: int, act: str) -> None:
    found = reply_of(text)
    assert found is not None
    assert (found.number, found.act) == (number, act)


def test_a_letter_is_known_from_a_word() -> None:
    assert [reply_of(text) for text in ("ａ", "take", "12c", "完了")] == [
        Reply(0, "taken", letter=True),
        Reply(0, "taken"),
        Reply(12, "closed", letter=True),
        Reply(0, "closed"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "1",
        "2",
        "ok",
        "了解",
        "B3",
        "b3",
        "STOP",
        "end",
        "停止",
        "12a please ring me",
        "0a",
        "1234a",
        "a few",
        "12ab",
    ],
)
def test_what_is_meant_for_somebody_else_is_left_alone(text: str) -> None:
    assert reply_of(text) is None


def test_the_words_of_the_message_are_understood_as_answers() -> None:
    for language in ("en", "ja"):
        text = call_for(language, 12, "Ring the carrier", "alice", urgent=True, case="1042", subject="No dial tone")
        assert all(
            f"12{letter}" in text and reply_of(f"12{letter}") == Reply(12, act, letter=True)
            for letter, act in ACTS.items()
        )
        assert "Ring the carrier" in text
        assert "1042" in text


@given(st.integers(0, MOST_NUMBER), st.sets(st.integers(1, MOST_NUMBER), max_size=50))
def test_a_new_number_is_none_that_an_open_one_has(last: int, taken: set[int]) -> None:
    number = next_number(last, taken)
    assert 1 <= number <= MOST_NUMBER
    assert number not in taken


def test_numbers_begin_anew_when_all_are_used_up() -> None:
    assert next_number(MOST_NUMBER, {1}) == 2
    assert next_number(7, range(1, MOST_NUMBER + 1)) == 8


def entry(n: int, kind: str, **body: object) -> Entry:
    return Entry(f"e{n}", "s", n, f"{n:015d}.000000.s", 1000 * n, "alice", kind, "escalation:x", body)


STARTED = entry(1, Kind.ESCALATION_STARTED, steps=[[["person:a"], 5], [["person:b"], 5]], repeat=0)


def stepped(n: int, position: int, *people: str) -> Entry:
    rows = [[one, one.upper(), "", f"r{n}", ["+12025550101"]] for one in people]
    return entry(n, Kind.ESCALATION_STEPPED, position=position, due_at=1000 * n + 300_000, people=rows)


def said(n: int, act: str, who: str, position: int = 0, how: str = "sms") -> Entry:
    return entry(
        n, Kind.ESCALATION_ANSWERED, act=act, by=f"person:{who}", by_name=who.upper(), how=how, of="", position=position
    )


def test_who_takes_it_first_has_it_until_they_pass_it_on() -> None:
    entries = [stepped(2, 0, "a", "b"), said(3, "taken", "a"), said(4, "taken", "b"), said(5, "passed", "b")]
    one = standing(STARTED, entries)
    assert (one.state, one.holder_name, one.held_at, one.due_at) == ("taken", "A", 3000, 0)
    one = standing(STARTED, [*entries, said(6, "passed", "a")])
    assert (one.state, one.holder, one.position, one.due_at) == ("running", "", 0, 6000)


def test_a_step_that_two_stations_asked_is_one_step_and_everybody_was_asked() -> None:
    one = standing(STARTED, [stepped(2, 0, "a"), stepped(3, 0, "a", "b")])
    assert (one.position, one.due_at) == (0, 302_000)
    assert [(a.person, a.reach) for a in one.asked] == [("a", "r2"), ("b", "r3")]


def test_passing_on_a_step_that_is_over_moves_nothing() -> None:
    one = standing(STARTED, [stepped(2, 0, "a"), stepped(3, 1, "b"), said(4, "passed", "a", 0)])
    assert (one.state, one.position, one.due_at) == ("running", 1, 303_000)


def test_nobody_left_is_told_and_somebody_may_still_take_it() -> None:
    entries = [stepped(2, 0, "a"), stepped(3, 1, "b"), stepped(4, 2)]
    assert standing(STARTED, entries).state == "exhausted"
    assert standing(STARTED, [*entries, said(5, "taken", "b", 2)]).state == "taken"
    closed = standing(STARTED, [*entries, said(5, "closed", "b", 2), said(6, "taken", "a", 2)])
    assert (closed.state, closed.closed_by, closed.holder) == ("closed", "B", "")
