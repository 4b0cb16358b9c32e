"""Open deliveries put together by case."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.delivery import OPEN_STATES, DeliveryState
from fallback_console.domain.sync_groups import grouped
from fallback_console.domain.views import DeliveryRow


def row(number: int, state: DeliveryState, case: str, made_at: int = 0) -> DeliveryRow:
    return DeliveryRow(
        number, f"e{number}", "helpdesk", state, "note.added", "Note: x", case, case[3:], "", "ann", made_at, 0, 0, None
    )


rows = st.lists(
    st.tuples(st.sampled_from(sorted(OPEN_STATES)), st.sampled_from(["", "rt:1", "rt:2", "rt:3"]), st.integers(0, 9)),
    max_size=40,
).map(lambda some: [row(n, *one) for n, one in enumerate(some, 1)])


@given(rows, st.randoms(use_true_random=False))
def test_each_is_in_one_group_in_order_and_urgent_cases_come_first(some: list[DeliveryRow], rng: object) -> None:
    shuffled = list(some)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    groups = grouped(shuffled)
    assert groups == grouped(some)
    assert sorted(r.id for g in groups for r in g.rows) == [r.id for r in some]
    for group in groups:
        assert [r.id for r in group.rows] == sorted(r.id for r in group.rows)
        assert {r.case_key for r in group.rows} == {group.case_key}
        assert group.case_key or len(group.rows) == 1
    assert len({g.case_key for g in groups if g.case_key}) == sum(bool(g.case_key) for g in groups)
    order = [DeliveryState.NEEDS_ATTENTION, DeliveryState.UNKNOWN, DeliveryState.IN_FLIGHT, DeliveryState.WAITING]
    urgency = [min(order.index(r.state) for r in g.rows) for g in groups]
    assert urgency == sorted(urgency)


def test_what_waits_behind_a_conflict_stands_below_it() -> None:
    groups = grouped(
        [
            row(1, DeliveryState.WAITING, "rt:1", 5),
            row(2, DeliveryState.NEEDS_ATTENTION, "rt:2", 9),
            row(3, DeliveryState.WAITING, "rt:2", 9),
            row(4, DeliveryState.WAITING, "", 1),
        ]
    )
    assert [[r.id for r in g.rows] for g in groups] == [[2, 3], [4], [1]]
