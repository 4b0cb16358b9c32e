"""Our own changes over the mirror's values."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.delivery import OPEN_STATES, DeliveryState
from fallback_console.domain.entry import CASE_FIELDS
from fallback_console.domain.overlay import Change, lies_over, overlay

BASE = {"subject": "s", "queue": "q", "status": "open", "priority": "1", "owner": "", "due": ""}
changes = st.lists(
    st.builds(
        Change,
        field=st.sampled_from(CASE_FIELDS),
        base=st.just(""),
        value=st.sampled_from("abc"),
        hlc=st.integers(0, 99).map(lambda n: f"{n:03}"),
        state=st.sampled_from(DeliveryState),
        version=st.none() | st.integers(0, 9),
    ),
    unique_by=lambda change: change.hlc,
)


def change(state: DeliveryState, version: int | None = None, value: str = "stalled", hlc: str = "1") -> Change:
    return Change("status", "open", value, hlc, state, version)


@pytest.mark.parametrize(
    ("state", "version", "mirror", "expected"),
    [
        (DeliveryState.WAITING, None, 5, True),
        (DeliveryState.IN_FLIGHT, None, 5, True),
        (DeliveryState.UNKNOWN, None, 5, True),
        (DeliveryState.NEEDS_ATTENTION, None, 5, True),
        (DeliveryState.DROPPED, None, 5, False),
        (DeliveryState.DROPPED, 9, None, False),
        (DeliveryState.CONFIRMED, 6, 5, True),
        (DeliveryState.CONFIRMED, 5, 5, False),
        (DeliveryState.CONFIRMED, 4, 5, False),
        (DeliveryState.CONFIRMED, None, 5, False),
        (DeliveryState.CONFIRMED, None, None, True),
    ],
)
def test_a_change_lies_over_the_mirror_until_a_pull_brought_it_back(
    state: DeliveryState, version: int | None, mirror: int | None, expected: bool
) -> None:
    assert lies_over(change(state, version), mirror) is expected


def test_the_latest_change_of_a_field_shows() -> None:
    first, second = (change(DeliveryState.WAITING, value=v, hlc=h) for v, h in (("stalled", "1"), ("resolved", "2")))
    assert overlay(BASE, [second, first], 5) == ({**BASE, "status": "resolved"}, ("status",))


def test_a_dropped_change_uncovers_the_one_before() -> None:
    first = change(DeliveryState.WAITING, value="stalled", hlc="1")
    dropped = change(DeliveryState.DROPPED, value="resolved", hlc="2")
    assert overlay(BASE, [first, dropped], 5)[0]["status"] == "stalled"


@given(changes, st.none() | st.integers(0, 9), st.randoms())
def test_the_order_in_which_changes_are_learnt_does_not_matter(
    found: list[Change], version: int | None, random: object
) -> None:
    shuffled = sorted(found, key=lambda c: hash((c.hlc, id(random))))
    assert overlay(BASE, found, version) == overlay(BASE, shuffled, version)


@given(changes, st.integers(0, 9))
def test_only_pending_fields_differ_from_the_mirror(found: list[Change], version: int) -> None:
    values, pending = overlay(BASE, found, version)
    assert {field for field in CASE_FIELDS if values[field] != BASE[field]} <= set(pending)
    assert {c.field for c in found if c.state in OPEN_STATES} <= set(pending)
    assert list(pending) == [field for field in CASE_FIELDS if field in pending]
