"""From whom mail comes, what stands in its subject, and which addresses it goes to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.mail_text import is_address, sender_in, subject_of


@pytest.mark.parametrize("text", ["ann@example.net", "a.b+c@mail.example.co.uk", "o'neil@example.org", "x@localhost"])
def test_addresses(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ann",
        "ann@",
        "@example.net",
        "ann@example.net, bob@example.net",
        "Ann <ann@example.net>",
        "ann@example.net\r\nBcc: bob@example.net",
        "ann..b@example.net",
        "ann@example..net",
        "ann@-example.net",
        "あん@example.net",
        "ann @example.net",
        "a" * 65 + "@example.net",
    ],
)
def test_what_is_none(text: str) -> None:
    assert not is_address(text)


@given(st.text())
def test_no_address_can_end_a_command(text: str) -> None:
    if is_address(text):
        assert not set(text) & set(' \t\r\n<>,;:"\\')


def test_the_sender() -> None:
    assert sender_in({"sender": " desk@example.com ", "login": "alice@example.com"}) == "desk@example.com"
    assert sender_in({"login": "alice@example.com"}) == "alice@example.com"
    assert sender_in({"login": "alice"}) == ""
    assert sender_in({}) == ""


def test_subjects() -> None:
    assert subject_of("Please ring us.\nIt is about your order.") == "Please ring us."
    assert subject_of("\n\n  お届け先の\tご確認 \n", "48213") == "[#48213] お届け先の ご確認"


@given(st.text(), st.text(alphabet="0123456789", max_size=12))
def test_a_subject_is_one_line_that_fits(text: str, number: str) -> None:
    subject = subject_of(text, number)
    assert len(subject) <= 78
    assert "\n" not in subject
    assert "\r" not in subject
