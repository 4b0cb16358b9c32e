"""Sentences that ask for people."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.people_query import PeopleQuery, is_on_call, understood
from fallback_console.domain.person import ROLES

EXPERT = frozenset({"expert"})
FREE = PeopleQuery("", frozenset(), True)
ON_CALL = PeopleQuery("", frozenset(), False, on_call=True)


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
        ("who is free now", FREE),
        ("Who’s free?", FREE),
        ("free now", FREE),
        ("誰が空いていますか", FREE),
        ("今空いている人", FREE),
        ("who is on call", ON_CALL),
        ("Is anybody on call now?", ON_CALL),
        ("当番の人", ON_CALL),
        ("billing expert on call", PeopleQuery("billing", EXPERT, False, on_call=True)),
        ("日本語ができる請求の当番", PeopleQuery("日本語 請求", frozenset(), False, on_call=True)),
        ("who speaks Japanese", PeopleQuery("japanese", frozenset(), False)),
        ("anyone free who speaks French", PeopleQuery("french", frozenset(), True)),
        ("I need somebody who knows billing", PeopleQuery("billing", frozenset(), False)),
        ("find a printer expert", PeopleQuery("printer", EXPERT, False)),
        ("日本語を話せる人", PeopleQuery("日本語", frozenset(), False)),
        ("請求に詳しい人はいますか", PeopleQuery("請求", frozenset(), False)),
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
        "An Nguyen",
        "Can Is",
        "Will",
        "Available Light",
        "今村 花子",
        "中野 のの",
        "山田 直人",
        "人見 花",
    ],
)
def test_names_and_numbers_are_words_alone(typed: str) -> None:
    assert understood(typed) is None


@given(st.text(max_size=300))
def test_whatever_is_typed_means_something_or_nothing(typed: str) -> None:
    meant = understood(typed)
    if meant is not None:
        assert meant.words or meant.roles or meant.free or meant.on_call
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
