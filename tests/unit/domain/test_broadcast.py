"""Whom a broadcast goes to, decided from plain values."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.broadcast import (
    REASONS,
    Policy,
    Recipient,
    Someone,
    decide,
    needs_review,
    policy_from,
    quiet_at,
    text_for,
    totals,
)
from fallback_console.domain.sms_numbers import for_texts, takes_texts

NUMBERS = st.sampled_from([f"+4477009001{n:02d}" for n in range(8)])
PEOPLE = st.builds(
    Someone,
    person=st.sampled_from(["", "a", "b", "c", "d"]),
    name=st.sampled_from(["", "Ann", "{me}", "N" * 1600]),
    numbers=st.lists(NUMBERS, max_size=2).map(tuple),
    typed=st.sampled_from(["", "0110"]),
    opted_out=st.booleans(),
    zones=st.sampled_from([(), ("Asia/Tokyo",)]),
    problem=st.sampled_from(["", "", "", "impossible"]),
)


def by_night(zones: tuple[str, ...]) -> bool:
    return "Asia/Tokyo" in zones


@given(asked=st.lists(PEOPLE, max_size=30), text=st.sampled_from(["Hello", "Hello {customer}, {me}"]))
def test_nobody_twice_and_nobody_left_out_in_silence(asked: list[Someone], text: str) -> None:
    found = decide(asked, text, "alice", by_night)
    assert len(found) == len(asked)
    going = [one for one in found if not one.reason]
    assert len({one.number for one in going}) == len(going)
    known = [one.person for one in going if one.person]
    assert len(set(known)) == len(known)
    assert {one.reason for one in found} <= {"", *REASONS}
    for who, one in zip(asked, found, strict=True):
        assert (one.person, one.name) == (who.person, who.name)
        if not one.reason:
            assert one.number == who.numbers[0]
            assert not who.opted_out
            assert not by_night(who.zones)
    told = totals(found, text, "alice")
    assert told.people == told.recipients + sum(told.left_out.values()) == len(asked)
    assert told.parts >= told.recipients
    assert (told.longest > 0) == bool(going)


@given(asked=st.lists(PEOPLE, max_size=30))
def test_who_could_get_it_does(asked: list[Someone]) -> None:
    """Whoever is said to have a number in common with somebody, or to get it already, has and does."""
    found = decide(asked, "Hello", "alice", lambda _zones: False)
    going = {one.number for one in found if not one.reason}
    people = {one.person for one in found if not one.reason}
    for one in found:
        assert one.reason != "same-number" or one.number in going
        assert one.reason != "same-person" or one.person in people


def test_what_my_own_name_makes_too_long_is_told() -> None:
    asked = [Someone("a", "Ann", ("+447700900101",))]
    text = "x" * 1525 + "{me}"
    assert [one.reason for one in decide(asked, text, "al", by_night)] == [""]
    assert [one.reason for one in decide(asked, text, "alice in the night shift", by_night)] == ["too-long"]
    # A text with no other name than one's own goes to whom nobody knows too.
    stranger = Someone("", "", ("+447700900101",))
    assert [one.reason for one in decide([stranger], "Hi, {me}", "al", by_night)] == [""]


def test_a_name_is_never_looked_at_for_places() -> None:
    assert text_for("Hi {customer}, {me}", "{me}", "alice") == "Hi {me}, alice"


@pytest.mark.parametrize(
    ("minute", "quiet", "is_quiet"),
    [
        (0, None, False),
        (21 * 60, (21 * 60, 8 * 60), True),
        (8 * 60 - 1, (21 * 60, 8 * 60), True),
        (8 * 60, (21 * 60, 8 * 60), False),
        (13 * 60, (12 * 60, 14 * 60), True),
        (11 * 60, (12 * 60, 14 * 60), False),
        (11 * 60, (9 * 60, 9 * 60), False),
    ],
)
def test_quiet_time_goes_over_midnight(minute: int, quiet: tuple[int, int] | None, is_quiet: bool) -> None:
    assert quiet_at(minute, quiet) is is_quiet


@pytest.mark.parametrize(
    ("policy", "recipients", "urgent", "needed"),
    [
        (Policy(), 100, False, False),
        (Policy(), 101, False, True),
        (Policy(), 101, True, True),
        (Policy(0), 10_000, False, False),
        (Policy(1, urgent_skips_review=True), 5, True, False),
        (Policy(1, urgent_skips_review=True), 5, False, True),
    ],
)
def test_many_need_a_second_person(policy: Policy, recipients: int, urgent: bool, needed: bool) -> None:
    assert needs_review(policy, recipients, urgent=urgent) is needed


def test_a_policy_is_read() -> None:
    values = {"review_above": 5, "urgent_skips_review": True, "quiet": "21:00-08:30"}
    assert policy_from(values) == Policy(5, True, (21 * 60, 8 * 60 + 30))
    assert policy_from({}) == Policy()


@pytest.mark.parametrize(
    "values",
    [
        {"review": 5},
        {"review_above": -1},
        {"review_above": True},
        {"urgent_skips_review": "yes"},
        {"quiet": 9},
        {"quiet": "21"},
        {"quiet": "25:00-08:00"},
        {"quiet": "21-8"},
    ],
)
def test_a_policy_that_cannot_be_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        policy_from(values)


@pytest.mark.parametrize(
    ("kind", "e164", "takes"),
    [
        ("mobile", "+442079460123", True),
        ("mobile", "", False),
        ("work", "+442079460123", False),
        ("work", "+12025550133", True),
        # Given to nobody, so its digits tell no type: what its owner calls it decides.
        ("work", "+447700900123", False),
        ("other", "+447700900123", True),
    ],
)
def test_numbers_that_take_texts(kind: str, e164: str, takes: bool) -> None:
    assert takes_texts(kind, e164) is takes


def test_a_mobile_goes_before_others() -> None:
    numbers = (("work", "+12025550133"), ("home", "+442079460123"), ("mobile", "+447700900123"))
    assert for_texts(numbers) == ["+447700900123", "+12025550133"]


def test_a_recipient_is_kept_in_this_order() -> None:
    """Entries of the journal hold recipients as lists."""
    assert list(Recipient("+447700900123", "a", "Ann")) == ["+447700900123", "a", "Ann", ""]
