"""Texts as they are said aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.speaking import number_words, spoken_text


@pytest.mark.parametrize(
    ("number", "english", "japanese"),
    [
        (0, "zero", "ゼロ"),
        (7, "seven", "七"),
        (10, "ten", "十"),
        (21, "twenty-one", "二十一"),
        (100, "one hundred", "百"),
        (115, "one hundred and fifteen", "百十五"),
        (1000, "one thousand", "千"),
        (1005, "one thousand and five", "千五"),
        (12_340, "twelve thousand three hundred and forty", "一万二千三百四十"),
        (999_999, "nine hundred and ninety-nine thousand nine hundred and ninety-nine", "九十九万九千九百九十九"),
    ],
)
def test_numbers(number: int, english: str, japanese: str) -> None:
    assert number_words(number, "en") == english
    assert number_words(number, "ja") == japanese


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_other_numbers_are_none(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        number_words(number, "en")


@pytest.mark.parametrize(
    ("text", "english", "japanese"),
    [
        ("14:30", "fourteen thirty", "十四時三十分"),
        ("09:05", "nine oh five", "九時五分"),
        ("00:10", "zero ten", "零時十分"),
        ("12:00", "noon", "十二時"),
        ("15:00", "fifteen hundred hours", "十五時"),
        ("1,250", "one thousand two hundred and fifty", "千二百五十"),
        ("3.5 %", "three point five percent", "三点五パーセント"),
        ("1 h", "one hour", "一時間"),
        ("30 min", "thirty minutes", "三十分"),
        ("#48213", "number four eight two one three", "番号 ヨン ハチ ニ イチ サン"),
        ("+44 7700 900123", None, "プラス ヨン ヨン ナナ ナナ ゼロ ゼロ キュウ ゼロ ゼロ イチ ニ サン"),
        ("SMS", "S M S", "エスエムエス"),
        ("B3", "B three", "ビー サン"),
        ("e.g. VPN", "for example V P N", "例えば ブイピーエヌ"),
        ("１４：３０", "fourteen thirty", "十四時三十分"),
    ],
)
def test_signs_are_written_as_they_are_said(text: str, english: str | None, japanese: str) -> None:
    if english is not None:
        assert spoken_text(text, "en") == english
    assert spoken_text(text, "ja") == japanese


@given(st.text(max_size=300), st.sampled_from(["en", "ja"]))
def test_nothing_that_is_typed_breaks_it_and_no_western_digit_is_left_alone(text: str, language: str) -> None:
    spoken_text(text, language)
    said = spoken_text(f"at 14:30 {len(text)} people", language)
    assert not any(sign.isascii() and sign.isdigit() for sign in said)
