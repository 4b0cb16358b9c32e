"""Choices of sounds and notifications survive being kept, and what cannot be read does no harm."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.alerts import GROUPS
from fallback_console.domain.attention import NO_SOUND, SOUNDS, VOLUMES, Attention, from_json, to_json

CHOICES = st.builds(
    Attention,
    sounds=st.fixed_dictionaries(dict.fromkeys(GROUPS, st.sampled_from((NO_SOUND, *SOUNDS)))),
    repeated=st.frozensets(st.sampled_from(GROUPS)),
    volume=st.sampled_from(VOLUMES),
    silent_until=st.integers(0, 2**48),
    desktop=st.booleans(),
    names=st.booleans(),
    tray=st.booleans(),
)


@given(CHOICES)
def test_kept_and_found_again(choices: Attention) -> None:
    assert from_json(json.loads(json.dumps(to_json(choices)))) == choices


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(Attention._fields), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_what_cannot_be_read_is_as_at_the_beginning(value: object) -> None:
    found = from_json(value)
    assert set(found.sounds) == set(GROUPS)
    assert found.volume in VOLUMES


@pytest.mark.parametrize(("now", "silent"), [(99, True), (100, False), (101, False)])
def test_silence_ends(now: int, silent: bool) -> None:
    assert Attention(silent_until=100).silenced(now) == silent


def test_the_first_choices_show_no_names() -> None:
    assert not Attention().names
    assert not Attention().tray
    assert not Attention().repeated
