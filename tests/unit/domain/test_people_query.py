"""Sentences that ask for people."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.people_query import PeopleQuery, is_on_call, understood
from fallback_console.domain.person import ROLES

EXPERT = frozenset({"expert"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("billing expert who speaks Japanese, free now", PeopleQuery("billing japanese", EXPERT, True)),
        ("Billing experts", PeopleQuery("billing", EXPERT, False)),
        ("experts available", PeopleQuery("", EXPERT, True)),
        ("teammate who knows SQL", PeopleQuery("sql", frozenset({"team"}), False)),
        ("somebody who speaks Korean", PeopleQuery("korean", frozenset(), False)),
        ("日本語を話せる会計の専門家", PeopleQuery("日本語 会計", EXPERT, False)),
        ("会計に詳しい人", PeopleQuery("会計", frozenset(), False)),
        ("請求の専門家、今空いている人", PeopleQuery("請求", EXPERT, True)),
        ("Tanaka now free", PeopleQuery("tanaka", frozenset(), True)),
    ],
)
def test_a_sentence_is_understood(typed: str, meant: PeopleQuery) -> None:
    assert understood(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Ann",
        "Ann Lee",
        "expert",
        "free",
        "+44 7700 900123",
        "900123",
        "山田 花子",
        "やまだ",
        "who",
        "who can",
        "専門家",
    ],
)
def test_names_and_numbers_are_words_alone(typed: str) -> None:
    assert understood(typed) is None


@given(st.text(max_size=300))
def test_whatever_is_typed_means_something_or_nothing(typed: str) -> None:
    meant = understood(typed)
    if meant is not None:
        assert meant.words or (meant.roles and meant.free)
        assert meant.roles <= set(ROLES)


@given(st.lists(st.sampled_from("billing sql tanaka 会計 who speaks expert free now japanese".split()), max_size=6))
def test_what_is_asked_for_is_among_what_was_typed(words: list[str]) -> None:
    meant = understood(" ".join(words))
    assert meant is None or set(meant.words.split()) <= set(words)


def test_who_is_on_call_is_told_by_the_name_of_a_group() -> None:
    for group in ("On call", "Billing on-call", "on_call EMEA", "ONCALL", "夜間当番", "オンコール"):
        assert is_on_call(["VIP", group])
    assert not is_on_call(["Call centre", "Online", "VIP"])
    assert not is_on_call([])
