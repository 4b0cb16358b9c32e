"""Texts with places to be filled."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.sms_text import measure
from fallback_console.domain.templates import PLACES, fill, parse, unfilled
from fallback_console.resources_path import resource

MODES = ("sms", "reply", "note")


def test_what_is_known_is_filled_and_the_rest_stays_to_be_seen() -> None:
    text = fill("Hello {customer}, {callback}: {me} {other}", {"customer": "Ann", "me": ""})
    assert text == "Hello Ann, {callback}: {me} {other}"
    assert unfilled(text) == ("{callback}", "{me}")


def test_a_value_is_not_filled_again() -> None:
    assert fill("{customer} {me}", {"customer": "{me}", "me": "bob"}) == "{me} bob"


@given(st.text(), st.dictionaries(st.sampled_from(PLACES), st.text(min_size=1).filter(lambda v: "{" not in v)))
def test_only_places_without_a_value_are_left(text: str, values: dict[str, str]) -> None:
    whole = text + "".join(f"{{{place}}}" for place in PLACES)
    left = unfilled(fill(whole, values))
    assert set(left) == {f"{{{place}}}" for place in PLACES if place not in values}


def test_a_page_has_titles_and_texts() -> None:
    assert [(one.title, one.text) for one in parse("sms", "before\n## One\na\n\nb\n\n## Two \nc\n")] == [
        ("One", "a\n\nb"),
        ("Two", "c"),
    ]


@pytest.mark.parametrize("mode", MODES)
def test_both_languages_have_the_same_templates(mode: str) -> None:
    pages = [resource("templates", f"{mode}.{code}.md").read_text(encoding="utf-8") for code in ("en", "ja")]
    english, japanese = (parse(mode, page) for page in pages)
    assert len(english) == len(japanese) > 3
    for one, other in zip(english, japanese, strict=True):
        for text in (one.text, other.text):
            assert set(re.findall(r"\{[^}]*\}", text)) <= {f"{{{place}}}" for place in PLACES}
        if mode == "sms":
            assert max(measure(one.text).parts, measure(other.text).parts) <= 2
