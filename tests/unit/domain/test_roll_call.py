"""What answers to a roll call mean, which path comes next, and where somebody stands."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.optout import OPT_OUT_WORDS
from fallback_console.domain.roll_call import (
    ANSWERS,
    STATES,
    Answer,
    Ask,
    Asked,
    answer_of,
    code_of,
    next_step,
    standing,
    text_for,
)

WHO = Asked("rt:a", "Ann", "en", (("sms", "+12025550101"), ("call", "+12025550101"), ("desk", "+12025550102")))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1", "safe"),
        ("１", "safe"),
        (" 1. ", "safe"),
        ("1番", "safe"),
        ("１です。", "safe"),
        ("1, on my way", "safe"),
        ("1\nall well here", "safe"),
        ("「1」", "safe"),
        ("OK!", "safe"),
        ("ｏｋ", "safe"),
        ("I'm safe", "safe"),
        ("はい。", "safe"),
        ("無事です！", "safe"),
        ("YES", "safe"),
        ("2", "help"),
        ("２", "help"),
        ("2 third floor", "help"),
        ("2です", "help"),
        ("助けて！！", "help"),
        ("SOS", "help"),
        ("I need help", "help"),
        ("not ok", "other"),
        ("1 hour late", "other"),
        ("1時間後に着きます", "other"),
        ("1.5 hours", "other"),
        ("1-2 hours", "other"),
        ("1 2", "other"),
        ("12", "other"),
        ("3", "other"),
        ("2nd floor is fine", "other"),
        ("電車の中です", "other"),
        ("help is not needed", "other"),
        ("", ""),
        (" \n ", ""),
        ("STOP", ""),
        ("停止", ""),
    ],
)
def test_what_an_answer_means(text: str, meaning: str) -> None:
    assert answer_of(text) == meaning


@given(st.text(max_size=60))
def test_every_text_is_read_without_an_error(text: str) -> None:
    assert answer_of(text) in (*ANSWERS, "")


@given(
    st.sampled_from(("1", "１", "2", "２")),
    st.text(alphabet=" \t\n　。!！.", max_size=6),
    st.text(alphabet=" \n", max_size=4),
)
def test_a_number_is_read_whatever_stands_around_it(digit: str, after: str, before: str) -> None:
    assert answer_of(before + digit + after) == ("safe" if digit in "1１" else "help")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        *[(text, "safe") for text in ("1", "１", " 1\n", "1.", "1。")],
        *[(text, "help") for text in ("2", "２", "\t２\n")],
        *[(text, "") for text in ("", "12", "1-2", "2 or 3", "1番", "2 phones", "ok", "help", "STOP", "0", "3")],
    ],
)
def test_only_a_number_by_itself_is_a_code(text: str, meaning: str) -> None:
    assert code_of(text) == meaning


@given(st.text(max_size=20))
def test_a_code_says_what_the_answer_says(text: str) -> None:
    assert code_of(text) in ("", answer_of(text))


@given(st.sampled_from(sorted(OPT_OUT_WORDS)), st.sampled_from(("{}", "{}!", " {} ", "{0} {0}")))
def test_a_wish_for_no_more_texts_is_never_an_answer(word: str, form: str) -> None:
    assert answer_of(form.format(word)) == ""
    assert answer_of(form.format(word.upper())) == ""


_ANSWERS = st.lists(
    st.builds(
        Answer,
        st.sampled_from(ANSWERS),
        st.sampled_from(("sms", "desk")),
        st.sampled_from(("a", "b")),
        st.integers(1, 9),
        st.just("x"),
        st.booleans(),
        st.sampled_from(("", "e1", "e2")),
    ),
    max_size=5,
    unique_by=lambda one: one.at,
)


@given(_ANSWERS, st.data())
def test_answers_may_come_in_any_order(answers: list[Answer], data: st.DataObject) -> None:
    # Of one text message there is one reading.
    known: dict[str, Answer] = {}
    answers = [known.setdefault(one.of, one) if one.of else one for one in answers]
    once = standing(WHO, [], answers)
    assert standing(WHO, [], data.draw(st.permutations(answers))) == once
    assert once.state in STATES
    assert once.accounted == (once.state in ("safe", "help", "other"))


def test_words_of_ones_own_add_to_a_clear_answer_and_never_take_it_away() -> None:
    help_, more = Answer("help", "sms", "2", 10), Answer("other", "sms", "third floor", 20)
    found = standing(WHO, [], [more, help_])
    assert found.state == "help"
    assert found.answer is not None
    assert found.answer.text == "2 / third floor"
    assert standing(WHO, [], [help_, more, Answer("safe", "desk", "", 30)]).state == "safe"


def test_a_shared_number_says_nothing_sure_but_that_help_is_needed() -> None:
    safe = Answer("safe", "sms", "1", 10, shared=True)
    found = standing(WHO, [Ask(0, "waiting", 5, 100)], [safe])
    assert (found.state, found.accounted, found.answer) == ("asked", False, safe)
    assert standing(WHO, [], [Answer("help", "sms", "2", 10, shared=True)]).state == "help"
    # Whose it was is said later.
    assert (
        standing(WHO, [], [Answer("help", "sms", "2", 10, shared=True), Answer("safe", "desk", "", 20)]).state == "safe"
    )


def test_the_ladder_is_climbed_by_failure_and_silence_and_waits_for_calls() -> None:
    steps = WHO.steps
    fresh = standing(WHO, [], [])
    assert (fresh.state, next_step(fresh, steps, "", 0)) == ("queued", 0)
    first = [Ask(0, "waiting", 5, 100, entry="e")]
    asked = standing(WHO, first, [])
    assert (asked.state, asked.tries) == ("asked", 1)
    assert next_step(asked, steps, "", 99) is None
    assert next_step(asked, steps, "delivered", 99) is None
    assert next_step(asked, steps, "failed", 6) == 1
    assert next_step(asked, steps, "delivered", 100) == 1
    ring = standing(WHO, [*first, Ask(1, "waiting", 100)], [])
    assert ring.state == "to_ring"
    assert next_step(ring, steps, "failed", 10**9) is None
    busy = standing(WHO, [*first, Ask(1, "waiting", 100), Ask(1, "failed", 120, why="busy")], [])
    assert next_step(busy, steps, "", 121) == 2
    over = standing(WHO, [*first, Ask(2, "failed", 150), Ask(-1, "exhausted", 151)], [])
    assert over.state == "unreachable"
    assert next_step(over, steps, "", 10**9) is None
    # Asked again by a person.
    once_more = standing(WHO, [*first, Ask(-1, "exhausted", 151), Ask(0, "waiting", 200, 300)], [])
    assert (once_more.state, once_more.asked_at, once_more.since) == ("again", 5, 200)


def test_an_answer_ends_the_asking_and_who_is_not_asked_says_so() -> None:
    safe = standing(WHO, [Ask(0, "waiting", 5, 100)], [Answer("safe", "sms", "1", 10)])
    assert next_step(safe, WHO.steps, "failed", 10**9) is None
    nobody = standing(WHO._replace(steps=(), reason="no-number"), [], [])
    assert nobody.state == "not_asked"
    assert next_step(nobody, (), "", 10**9) is None


def test_the_question_is_asked_in_a_language_that_there_is() -> None:
    assert text_for({"en": "hello", "ja": "もしもし"}, "ja") == "もしもし"
    assert text_for({"en": "hello"}, "ja") == "hello"
