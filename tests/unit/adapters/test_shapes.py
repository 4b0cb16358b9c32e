"""Foreign JSON in the types that were promised."""

from __future__ import annotations

from typing import Any

import pytest

from fallback_console.adapters import shapes
from fallback_console.domain.errors import BadAnswerError


@pytest.mark.parametrize(
    ("value", "text"),
    [("a", "a"), (None, ""), (False, ""), (7, "7"), (1.5, "1.5"), ("\ud800\x00\u202e", "\ufffd\ufffd\u202e")],
)
def test_texts(value: Any, text: str) -> None:
    assert shapes.text({"a": value}, "a") == text


def test_absent_text() -> None:
    assert shapes.text({}, "a") == ""


@pytest.mark.parametrize(("value", "number"), [(7, 7), ("7", 7), ("-7", -7), (0, 0), (2**63 - 1, 2**63 - 1)])
def test_numbers(value: Any, number: int) -> None:
    assert shapes.integer({"a": value}, "a") == number


@pytest.mark.parametrize("value", [None, True, 1.5, "", "x", "７", "--7", "1" * 30, 2**63, [], {}])
def test_no_numbers(value: Any) -> None:
    with pytest.raises(BadAnswerError):
        shapes.integer({"a": value}, "a")


@pytest.mark.parametrize("value", [None, 1, "a", []])
def test_no_object(value: Any) -> None:
    with pytest.raises(BadAnswerError) as caught:
        shapes.mapping(value, "thing" * 50)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("value", [None, 1, "a", {}])
def test_no_array(value: Any) -> None:
    with pytest.raises(BadAnswerError):
        shapes.items(value, "thing")


@pytest.mark.parametrize("value", [[], {}])
def test_no_text(value: Any) -> None:
    with pytest.raises(BadAnswerError):
        shapes.text({"a": value}, "a")
