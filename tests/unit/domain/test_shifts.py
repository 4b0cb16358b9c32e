"""Who is on call once overrides are reckoned in, whatever the order in which plans come; and kinds by their words."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from fallback_console.domain.shifts import Span, duties, kind_from, mapped, on_call_at

PEOPLE = st.sampled_from(["ann", "Bo", "cy", "dee"])


def plan(who: str, start: int = 0, end: int = 100, schedule: str = "") -> Span:
    return Span("oncall", who, start, end, schedule)


def override(comes: str, goes: str, start: int = 0, end: int = 100, schedule: str = "") -> Span:
    return Span("override", comes, start, end, schedule, goes)


@pytest.mark.parametrize(
    ("planned", "overrides", "expected"),
    [
        (["ann"], [], ["ann"]),
        (["ann"], [override("bo", "")], ["ann", "bo"]),
        (["ann", "bo"], [override("", "ann")], ["bo"]),
        (["ann"], [override("bo", "ann")], ["bo"]),
        (["ann"], [override("bo", "cy")], ["ann"]),
        ([], [override("bo", "")], ["bo"]),
        # Taken out and replaced at once: the hour does not stay without anybody.
        (["ann"], [override("", "ann"), override("bo", "ann")], ["bo"]),
        (["ann"], [override("bo", "ann"), override("cy", "ann")], ["bo", "cy"]),
        (["ann", "bo"], [override("bo", "ann")], ["bo"]),
        (["ann"], [override("", "ann"), override("ann", "")], ["ann"]),
        # A swap is two replacements and no chain of them.
        (["ann", "bo"], [override("bo", "ann"), override("ann", "bo")], ["ann", "bo"]),
        (["Ann  "], [override("", "ＡＮＮ")], []),
    ],
)
def test_overrides_add_remove_and_replace(planned: list[str], overrides: list[Span], expected: list[str]) -> None:
    assert [who for who, _ in mapped(planned, overrides)] == expected


def test_who_is_there_by_an_override_is_told() -> None:
    assert mapped(["ann", "bo"], [override("cy", "ann")]) == (("bo", False), ("cy", True))


def test_an_override_changes_its_own_schedule_alone() -> None:
    spans = [
        plan("ann", schedule="Billing"),
        plan("ann", schedule="Network"),
        override("bo", "ann", schedule="Network"),
    ]
    assert on_call_at(spans, 50) == {"Billing": (("ann", False),), "Network": (("bo", True),)}


def test_times_on_call_end_where_overrides_begin() -> None:
    found = duties([plan("ann", 0, 100), override("bo", "ann", 40, 60)], 0, 200)
    assert [(d.who, d.start, d.end, d.by_override) for d in found] == [
        ("ann", 0, 40, False),
        ("bo", 40, 60, True),
        ("ann", 60, 100, False),
    ]


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 40))
    end = start + draw(st.integers(1, 30))
    schedule = draw(st.sampled_from(["", "Billing"]))
    if draw(st.booleans()):
        return plan(draw(PEOPLE), start, end, schedule)
    comes, goes = draw(st.sampled_from([("x", ""), ("", "x"), ("x", "x")]))
    return override(draw(PEOPLE) if comes else "", draw(PEOPLE) if goes else "", start, end, schedule)


@settings(max_examples=200, deadline=None)
@given(st.lists(spans(), max_size=12).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_neither_order_nor_repetition_matters(given_and_shuffled: tuple[list[Span], list[Span]]) -> None:
    some, shuffled = given_and_shuffled
    assert duties(some, 0, 80) == duties([*shuffled, *some[:3]], 0, 80)
    assert all(on_call_at(some, at) == on_call_at(shuffled[::-1], at) for at in range(0, 80, 7))


@settings(max_examples=200, deadline=None)
@given(st.lists(spans(), max_size=12))
def test_times_on_call_are_what_every_moment_says(some: list[Span]) -> None:
    found = duties(some, 0, 80)
    for at in range(80):
        said = {(s, who, by) for s, people in on_call_at(some, at).items() for who, by in people}
        assert {(d.schedule, d.who, d.by_override) for d in found if d.start <= at < d.end} == said
    for one in found:
        # As long as they are: nobody's time falls into pieces that touch.
        assert one.start < one.end
        same = [d for d in found if (d.schedule, d.who, d.by_override) == (one.schedule, one.who, one.by_override)]
        assert all(d.end != one.start for d in same)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Vacation", "absence"),
        ("sick leave", "absence"),
        ("有給休暇", "absence"),
        ("夜勤", "shift"),
        ("On-Call", "oncall"),
        ("当番", "oncall"),
        ("当番の交代", "override"),
        ("Override", "override"),
        ("Zeppelin", ""),
    ],
)
def test_words_tell_the_kind(words: str, kind: str) -> None:
    assert kind_from(words) == kind
