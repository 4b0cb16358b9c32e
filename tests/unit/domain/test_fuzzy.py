"""A few typed letters mean what a person would say they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.fuzzy import fold, match

TITLES = (
    "Add a note",
    "Next case",
    "Reply to the customer",
    "Call the customer",
    "Take the case",
    "New case",
    "Log a call",
)


def best(typed: str, titles: tuple[str, ...] = TITLES) -> str:
    scored = [(found.score, title) for title in titles if (found := match(typed, title)) is not None]
    return max(scored)[1] if scored else ""


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("note", "Add a note"),
        ("an", "Add a note"),
        ("nc", "Next case"),
        ("new", "New case"),
        ("ctc", "Call the customer"),
        ("rtc", "Reply to the customer"),
        ("case take", "Take the case"),
        ("LOG", "Log a call"),
        ("xyz", ""),
        ("eeee", ""),
    ],
)
def test_the_best_of_several(typed: str, title: str) -> None:
    assert best(typed) in ((title, "New case") if typed == "nc" else (title,))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("設定", "画面を開く: 設定"),
        ("かんり", "カンリ画面"),
        ("ｶﾝﾘ", "カンリ"),
        ("カンリ", "ｶﾝﾘ"),
        ("ＡＢＣ", "abc"),
        ("muller", "Müller"),
        ("電話記", "電話を記録"),
    ],
)
def test_in_any_script(typed: str, text: str) -> None:
    assert match(typed, text) is not None


def test_a_piece_counts_more_than_letters_with_gaps() -> None:
    whole, gaps = match("cal", "Log a call"), match("cal", "Choose a language")
    assert whole is not None
    assert gaps is None or whole.score > gaps.score


def test_the_start_of_a_word_counts_more_than_its_middle() -> None:
    start, middle = match("ase", "x asex"), match("ase", "caseex")
    assert start is not None
    assert middle is not None
    assert start.score > middle.score
    assert match("case", "showcase the case").places == (13, 14, 15, 16)  # type: ignore[union-attr]


def test_nothing_typed_means_everything() -> None:
    assert match("  ", "anything") == (0, ())


@given(st.text(max_size=12), st.text(max_size=60))
def test_what_is_said_to_be_meant_is_in_the_text(typed: str, text: str) -> None:
    found = match(typed, text)
    if found is None:
        return
    assert list(found.places) == sorted(set(found.places))
    assert all(0 <= place < len(text) for place in found.places)
    letters = {fold(c) for c in "".join(typed.split())}
    assert {fold(text[place]) for place in found.places} == letters


@given(st.text(min_size=1, max_size=60))
def test_a_text_means_itself(text: str) -> None:
    assert match(text, text) is not None


@given(st.text(max_size=40))
def test_as_many_letters_are_compared_as_there_are(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_letters_of_other_alphabets_are_typed_elsewhere() -> None:
    assert match("soren lodz", "Søren Łódź") is not None
    assert fold("Þórı ÆØ") == "tori ao"
