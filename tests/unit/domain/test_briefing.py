"""When the next briefing is due, which text message confirms one, and how a briefing reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.briefing import (
    PARTS,
    Briefing,
    Rhythm,
    answered_number,
    code_of,
    due_at,
    is_overdue,
    next_after,
)
from fallback_console.domain.briefing_text import HEADINGS, LANGUAGES, digest, read_aloud, spoken_language, whole

MINUTE = 60_000
NOW = 1_766_000_000_000
GIVEN = Briefing("b", "o", 3, "Slack is down.", "", "Two people.", NOW, "kim", next_after(NOW, 30))
RUNNING = Rhythm(NOW - 20 * MINUTE, is_over=False)


def test_the_first_is_due_a_turn_after_the_outage_was_declared() -> None:
    due = due_at(RUNNING, None, NOW)
    assert due == NOW + 10 * MINUTE
    assert not is_overdue(due, NOW + 10 * MINUTE - 1)
    assert is_overdue(due, NOW + 10 * MINUTE)


def test_the_next_is_due_when_the_last_one_promised_it_however_late_one_looks() -> None:
    assert due_at(RUNNING, GIVEN, NOW) == GIVEN.next_due_at
    assert due_at(RUNNING, GIVEN, NOW + 9 * 24 * 60 * MINUTE) == GIVEN.next_due_at


def test_another_turn_counts_from_the_last_one() -> None:
    assert due_at(RUNNING._replace(minutes=5, changed=True), GIVEN, NOW) == NOW + 5 * MINUTE
    # A turn that was chosen before it is in what it promised.
    assert due_at(RUNNING._replace(minutes=5), GIVEN, NOW) == GIVEN.next_due_at


def test_nothing_is_due_when_the_outage_is_over() -> None:
    assert due_at(RUNNING._replace(is_over=True), GIVEN, NOW) is None
    assert not is_overdue(None, NOW)


@given(
    now=st.integers(0, 2 * NOW),
    made=st.integers(0, 2 * NOW),
    began=st.integers(0, 2 * NOW),
    minutes=st.integers(5, 240),
    promised=st.integers(5, 240),
    changed=st.booleans(),
    first=st.booleans(),
)
def test_nobody_waits_longer_than_a_turn_whatever_the_clock_says(
    now: int, made: int, began: int, minutes: int, promised: int, changed: bool, first: bool
) -> None:
    last = None if first else GIVEN._replace(made_at=made, next_due_at=next_after(made, promised))
    due = due_at(Rhythm(began, False, minutes, changed), last, now)
    assert due is not None
    assert due - now <= max(minutes, promised) * MINUTE


@pytest.mark.parametrize(
    "text", ["B3", "b3", " b3\n", "Ｂ３", "ｂ３ 了解", "B 3", "b3, thanks", "B3. ok", "b3了解です"]
)
def test_the_code_says_that_it_was_read(text: str) -> None:
    assert answered_number(text) == 3


@pytest.mark.parametrize("text", ["", "3", "b", "b0", "b3a", "ab3", "B33333333", "I read b3", "bb3", "1", "b-3"])
def test_nothing_else_does(text: str) -> None:
    assert answered_number(text) is None


@given(st.integers(1, 9999))
def test_every_code_is_understood(number: int) -> None:
    assert answered_number(code_of(number)) == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_empty_is_not_told(language: str) -> None:
    for text in (
        digest(GIVEN, language, "14:30", "15:00"),
        whole(GIVEN, language, "14:30", "kim", "15:00"),
        read_aloud(GIVEN, language, "14:30", "15:00"),
    ):
        assert HEADINGS[language]["conditions"] in text
        assert HEADINGS[language]["needs"] in text
        assert HEADINGS[language]["actions"] not in text
    assert code_of(3) in digest(GIVEN, language, "14:30", "15:00")


@given(st.text(max_size=2000))
def test_a_digest_is_short_and_has_nothing_to_fill_in(text: str) -> None:
    given = GIVEN._replace(conditions=text, actions=text, needs=text)
    short = digest(given, "en", "14:30", "15:00")
    assert len(short) < 600
    assert not set("{}") & set(short)


def test_it_is_said_in_the_language_it_is_written_in() -> None:
    assert spoken_language(GIVEN) == "en"
    assert spoken_language(GIVEN._replace(needs="2人")) == "ja"


def test_every_part_has_a_title_in_every_language() -> None:
    assert {language: tuple(titles) for language, titles in HEADINGS.items()} == dict.fromkeys(LANGUAGES, PARTS)
