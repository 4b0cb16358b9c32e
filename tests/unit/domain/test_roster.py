"""Status by what was said and planned, filters, search and order."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.roster import (
    FILTERS,
    SORTS,
    Heard,
    Plan,
    RosterRow,
    Teammate,
    counts,
    fits,
    in_filter,
    ordered,
    standing,
    words_of,
)
from fallback_console.domain.shifts import Span

NOW = 1000
SHIFT = Span("shift", "ann", 900, 1100)
LATER = Span("shift", "ann", 1200, 1300)
ABSENCE = Span("absence", "ann", 950, 1100)


def mate(pk: int = 1, name: str = "Ann Example", **more: object) -> Teammate:
    values = {
        "reading": "",
        "role": "team",
        "login": "ann",
        "site": "Osaka",
        "timezone": "",
        "skills": (("Billing", 4),),
        "languages": ("ja",),
        "groups": ("Night shift",),
        "ways": ("sms",),
        "number": "+447700900123",
        "sorted_by": name,
    } | more
    made = Teammate(pk, f"rt:{pk}", name, *values.values())  # type: ignore[arg-type]
    return made._replace(words=words_of(made))


def row(pk: int = 1, status: str = "available", **more: object) -> RosterRow:
    made = RosterRow(mate(pk, f"Person {pk:03d}"), Plan(), status, 5, False, 0, 0, ("sms",), (), Heard())
    return made._replace(**more)


@pytest.mark.parametrize(
    ("said", "plan", "expected"),
    [
        (None, Plan(), ("available", None, True)),
        (("away", 7), Plan(), ("away", 7, False)),
        (("available", 880), Plan(ended_at=890), ("off", 890, True)),
        (("available", 895), Plan(ended_at=890), ("available", 895, False)),
        (("call", 950), Plan(SHIFT), ("call", 950, False)),
        (("off", 800), Plan(SHIFT), ("available", 900, True)),
        (("off", 950), Plan(SHIFT), ("off", 950, False)),
        (None, Plan(next=LATER), ("off", None, True)),
        (None, Plan(SHIFT, absence=ABSENCE), ("off", 950, True)),
        (("available", 940), Plan(SHIFT, absence=ABSENCE), ("off", 950, True)),
        # Who came in although they are planned to be away is there.
        (("available", 960), Plan(SHIFT, absence=ABSENCE), ("available", 960, False)),
    ],
)
def test_what_was_said_counts_until_the_plan_moves_on(
    said: tuple[str, int] | None, plan: Plan, expected: tuple[str, int | None, bool]
) -> None:
    assert standing(said, plan) == expected


@pytest.mark.parametrize("words", ["ann", "ANN exam", "billing", "osaka", "night", "Japanese", "日本語", "ja bill"])
def test_somebody_is_found_by_all_that_is_known(words: str) -> None:
    assert fits(mate(), words)


def test_every_word_has_to_fit() -> None:
    assert not fits(mate(), "ann zeppelin")


@given(st.lists(st.tuples(st.sampled_from(FILTERS[1:6]), st.booleans(), st.booleans()), max_size=20))
def test_chips_count_what_they_show(some: list[tuple[str, bool, bool]]) -> None:
    rows = [
        row(pk, status, ways=("sms",) if reached else (), plan=Plan(on_call=("Billing",) if called else ()))
        for pk, (status, reached, called) in enumerate(some)
    ]
    assert counts(rows) == {name: sum(in_filter(one, name) for one in rows) for name in FILTERS}


@given(st.permutations(range(8)), st.sampled_from(SORTS), st.booleans())
def test_an_order_does_not_depend_on_the_one_before(places: list[int], sort: str, descending: bool) -> None:
    rows = [row(pk, FILTERS[1 + pk % 5], open_cases=pk % 3, heard=Heard(pk % 4)) for pk in range(8)]
    wanted = ordered(rows, sort, descending=descending)
    assert ordered([rows[n] for n in places], sort, descending=descending) == wanted


def test_the_order_of_shifts_has_who_goes_home_first_at_the_top() -> None:
    rows = [
        row(1),
        row(2, plan=Plan(absence=ABSENCE)),
        row(3, plan=Plan(next=LATER)),
        row(4, plan=Plan(SHIFT)),
        row(5, plan=Plan(SHIFT._replace(end=1050))),
    ]
    assert [one.mate.pk for one in ordered(rows, "shift")] == [5, 4, 3, 2, 1]
