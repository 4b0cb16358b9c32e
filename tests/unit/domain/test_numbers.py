"""Telephone numbers as people type them. All of them are reserved for fiction."""

from __future__ import annotations

import unicodedata

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.number_zones import time_zones
from fallback_console.domain.numbers import Number, digits_of, e164_of, match_tail, parse, same_line, shown_form


@pytest.mark.parametrize(
    ("typed", "region", "e164"),
    [
        ("(202) 555-0133", "US", "+12025550133"),
        ("202/555/0133", "us", "+12025550133"),
        ("+1 202 555 0133", "", "+12025550133"),
        ("＋１ ２０２ ５５５ ０１３３", "", "+12025550133"),
        ("07700 900123", "GB", "+447700900123"),
        ("+44 7700 900123", "JP", "+447700900123"),
        ("0044 7700 900123", "GB", "+447700900123"),
        ("202\t555\u202e0133", "US", "+12025550133"),
        ("+1 202 555 0133 ext. 42", "", "+12025550133"),
        ("555-0133", "US", ""),
        ("(202) 555-0133", "", ""),
        ("12", "US", ""),
        ("0" * 10_000, "US", ""),
        ("9" * 40, "US", ""),
        ("not a number", "US", ""),
        ("", "US", ""),
        ("\x00\x1b[31m", "US", ""),
        ("+", "", ""),
    ],
)
def test_parsing(typed: str, region: str, e164: str) -> None:
    number = parse(typed, region)
    assert number.e164 == e164
    assert number.possible is bool(e164)


def test_shown_at_home_and_abroad() -> None:
    number = parse("+44 7700 900123")
    assert number.region == "GB"
    assert number.shown("GB") == "07700 900123"
    assert number.shown("US") == number.shown() == "+44 7700 900123"
    assert parse("+1 202 555 0133 x42").extension == "42"


@pytest.mark.parametrize(
    ("typed", "extension"),
    [
        ("03-1234-5678 内線12", "12"),
        ("03-1234-5678（内線：12）", "12"),
        ("０３－１２３４－５６７８ 内線番号 7", "7"),
        ("03-1234-5678（代）", ""),
        ("03-1234-5678 代表", ""),
        ("03-1234-5678(代表) 内線3", "3"),
    ],
)
def test_extensions_and_main_numbers_as_japanese_write_them(typed: str, extension: str) -> None:
    number = parse(typed, "JP")
    assert (number.e164, number.extension) == ("+81312345678", extension)
    assert e164_of(typed, "JP") == number.e164
    assert shown_form(typed, number.e164, "JP") == number.shown("JP")


@pytest.mark.parametrize(
    ("typed", "region", "e164"),
    [
        ("1234", "DE", ""),
        ("1450", "AT", ""),
        ("12345", "AT", ""),
        ("１４５０", "AT", ""),
        ("(1234)", "DE", ""),
        ("12345", "SH", ""),
        ("12 ext. 3", "DE", ""),
        # With the zero that is dialled at home, or the country code, it is a whole one; small countries have short ones.
        ("01 2345", "AT", "+4312345"),
        ("(01) 2345", "AT", "+4312345"),
        ("+43 1450", "AT", "+431450"),
        ("4002", "NU", "+6834002"),
        ("116117", "DE", ""),
        ("0123456", "DE", "+49123456"),
        ("1234567", "DE", "+491234567"),
    ],
)
def test_a_few_digits_are_no_whole_number(typed: str, region: str, e164: str) -> None:
    number = parse(typed, region)
    assert (number.e164, e164_of(typed, region)) == (e164, e164)
    if not e164:
        assert number.shown(region) == number.raw == unicodedata.normalize("NFKC", typed)


@given(
    st.from_regex(r"\+(39|44|1|81|49|7|55|225|378|800)[0-9 ]{4,12}", fullmatch=True)
    | st.from_regex(r"0?[1-9][0-9]{6,10}( x[0-9]{2})?", fullmatch=True),
    st.sampled_from(["", "US", "CA", "GB", "IT", "JP", "RU", "KZ"]),
)
def test_the_short_way_to_the_shown_form_is_the_same(typed: str, region: str) -> None:
    number = parse(typed, region)
    if number.e164:
        assert shown_form(typed, number.e164, region) == number.shown(region)


def test_what_cannot_be_understood_is_kept_as_typed_but_harmless() -> None:
    assert parse("ring \u202ebob\x07\n now") == Number("ring bob now", "", "", "ring bob now", "ring bob now", "")
    assert len(parse("7" * 10_000).raw) == 64


@given(st.text(max_size=300), st.sampled_from(["", "US", "GB", "JP", "zz", "\ud800"]))
def test_nothing_typed_raises(typed: str, region: str) -> None:
    number = parse(typed, region)
    assert len(number.raw) <= 64
    assert number.raw.isprintable()
    assert parse(number.e164).e164 == number.e164


@pytest.mark.parametrize(
    ("one", "other", "digits"),
    [
        ("+12025550133", "202 555/0133", 10),
        ("+12025550133", "0133", 0),
        ("+12025550133", "5550133", 7),
        ("+447700900123", "07700 900123", 10),
        ("+12025550133", "+12025550134", 0),
        ("", "", 0),
        ("２０２５５５０１３３", "2025550133", 10),
    ],
)
def test_same_line(one: str, other: str, digits: int) -> None:
    assert same_line(one, other) == same_line(other, one) == digits


def test_tails() -> None:
    assert match_tail("+1 (202) 555-0133") == match_tail("555 0133") == "5550133"
    assert match_tail("12345") == ""
    assert digits_of("٠١٢") == "012"


def test_time_zones() -> None:
    assert time_zones("+12025550133") == ("America/New_York",)
    assert "Europe/London" in time_zones("+447700900123")
    assert time_zones("") == time_zones("0133") == time_zones("+") == time_zones("+999") == ()
