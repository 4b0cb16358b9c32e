"""What is shown of a customer's number: the country and the last three digits, whatever was typed."""

from __future__ import annotations

import re

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fallback_console.domain.masking import is_mask, marked, masked, unmarked
from fallback_console.domain.numbers import digits_of, parse

DIGITS = st.text("0123456789", min_size=1, max_size=16)
TYPED = st.one_of(
    st.text(max_size=80),
    DIGITS,
    DIGITS.map("+{}".format),
    st.builds("+44 7700 900{} ext. {}".format, st.integers(100, 999), st.integers(0, 99999)),
    st.builds("1-800-{}".format, st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=9)),
    st.text("0123456789+()-./ x#,;abcXYZ０１２３", max_size=30),
)
SHAPE = re.compile(r"(\+\d{1,3} )?•••• •••( \d{3})?")


@pytest.mark.parametrize(
    ("number", "home", "shown"),
    [
        ("+44 7700 900123", "", "+44 •••• ••• 123"),
        ("07700 900123", "GB", "+44 •••• ••• 123"),
        ("07700 900123", "", "•••• ••• 123"),
        ("+12025550114", "", "+1 •••• ••• 114"),
        ("+44 7700 900123 ext. 99", "", "+44 •••• ••• 123"),
        ("+1 202 555-0114 x777", "", "+1 •••• ••• 114"),
        ("12345", "", "•••• •••"),
        ("+44 12", "", "•••• •••"),
        ("1-202-FLOWERS", "US", "+1 •••• ••• 377"),
        ("sip:anna@example.com", "", "•••• •••"),
        ("", "", "•••• •••"),
    ],
)
def test_what_is_shown(number: str, home: str, shown: str) -> None:
    assert masked(number, home) == shown


@given(TYPED, st.sampled_from(["", "GB", "US", "JP", "IT"]))
def test_never_more_than_the_country_and_three_digits(number: str, home: str) -> None:
    shown = masked(number, home)
    found = SHAPE.fullmatch(shown)
    assert found is not None
    read = parse(number, home)
    code = digits_of(found[1] or "")
    assert not code or (read.e164 and phonenumbers.parse(read.e164).country_code == int(code))
    if found[2]:
        # Of a number with its letters as the dialler reads them; never of an extension.
        whole = read.e164[1 + len(code) :] if read.e164 else digits_of(number)
        assert len(whole) >= 7
        assert whole.endswith(found[2].strip())


@given(
    st.sampled_from([("+4477009", 2), ("+120255", 2), ("+8131", 5)]),
    st.text("0123456789", min_size=5, max_size=5),
    st.text("0123456789", min_size=5, max_size=5),
)
def test_numbers_that_end_alike_cannot_be_told_apart(begin: tuple[str, int], one: str, other: str) -> None:
    start, middle = begin
    first, second = (parse(f"{start}{text[:middle]}123") for text in (one, other))
    assume(first.e164 and second.e164)
    assert masked(first.e164) == masked(second.e164)


@given(TYPED, st.integers(0, 5000), st.integers(0, 5000))
def test_marks_tell_masks_apart_and_are_gone_on_paper(number: str, place: int, other: int) -> None:
    mask = masked(number)
    one, two = marked(mask, place), marked(mask, other)
    assert (one == two) == (place == other)
    assert unmarked(f"{one}, {two}") == f"{mask}, {mask}"
    assert is_mask(one)


@given(st.text(max_size=60))
def test_other_texts_stay(text: str) -> None:
    assume("•" not in text)
    assert unmarked(text) == text
    assert not is_mask(text)


@pytest.mark.parametrize("text", ["+44 •••• ••• 12", "•• 123", "+44 ••••9 ••• 123"])
def test_what_is_left_of_a_mask_is_told(text: str) -> None:
    assert is_mask(text)


@pytest.mark.parametrize("text", ["•• first point", "• one •• two", "call +44 •••• ••• 123"])
def test_words_with_dots_are_no_mask(text: str) -> None:
    assert not is_mask(text)
