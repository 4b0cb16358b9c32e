"""Text that can be stored, sent and shown."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.plain import is_plain, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as it is\n\ttabbed 障害 😀", "as it is\n\ttabbed 障害 😀"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\x1b[31mc\x7f\x85", "ab[31mc"),
        ("half \ud83d", "half \ufffd"),
        ("\u202eleft\u2066", "\u202eleft\u2066"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(st.characters(codec=None)))
def test_everything_becomes_storable_and_stays_so(text: str) -> None:
    once = plain(text)
    once.encode()
    assert plain(once) == once
    assert is_plain(once)
    assert is_plain(text) is (once == text)
