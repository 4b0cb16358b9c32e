"""Alerts are raised once, kept, read, put away and forgotten."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain import alerts
from fallback_console.domain.alerts import GONE, GROUP_OF, GROUPS, LONGEST, NEW, READ, SOON_MS, Alert, Case, Kept

NOW = 1_800_000_000_000
HOUR = 3_600_000
DAY = 24 * HOUR
CASE = Case("rt:1", "1", "Scanner")


def alert(name: str, kind: str = "answer", at: int = NOW) -> Alert:
    return Alert(name, kind, at, "queue", "rt:1", CASE, "Ann", "Yes.", ("slack",))


def test_every_kind_says_something_and_has_a_group() -> None:
    titles = {alerts.title(alert("a", kind)) for kind in GROUP_OF}
    assert len(titles) == len(GROUP_OF)
    assert set(GROUP_OF.values()) == set(GROUPS)
    # Whoever is a customer is not named in it; a colleague, a system or a number of an escalation is.
    named = [kind for kind in GROUP_OF if "Ann" in alerts.title(alert("a", kind))]
    assert named == [
        "refused",
        "unknown",
        "given",
        "contested",
        "claim-offered",
        "claim-asked",
        "escalation",
        "escalation-lost",
        "swarm",
        "swarm-said",
        "swarm-answer",
        "swarm-next",
        "wave",
        "wave-lost",
        "roll-call",
        "hub-message",
    ]
    assert not any("Scanner" in text or "Yes." in text for text in titles)


@pytest.mark.parametrize("kind", ["refused", "unknown", "answer"])
def test_what_belongs_to_no_case_says_so(kind: str) -> None:
    assert "case" not in alerts.title(Alert("a", kind, NOW, who="helpdesk")).casefold()


def test_details() -> None:
    assert alerts.detail(alert("a")) == "Ann: Yes."
    assert alerts.detail(Alert("a", "overdue", NOW, case=CASE)) == "Scanner"
    assert alerts.detail(Alert("a", "outage", NOW, systems=("slack",))) == ""
    assert alerts.detail(Alert("a", "callback", NOW, who="Ann")) == "Ann"


def test_temporary_numbers_have_no_hash() -> None:
    assert "case T-7" in alerts.title(Alert("a", "given", NOW, case=Case("local:1", "T-7", ""), who="bob"))
    assert "Case #1 " in alerts.title(alert("a", "overdue"))


@pytest.mark.parametrize(
    ("due_in", "kind"), [(2 * HOUR, ""), (SOON_MS, "due-soon"), (1, "due-soon"), (0, "overdue"), (-DAY, "overdue")]
)
def test_due_times(due_in: int, kind: str) -> None:
    found = alerts.due([(CASE, NOW + due_in)], NOW)
    assert [one.kind for one in found] == ([kind] if kind else [])
    assert all(one.at <= NOW for one in found)


def test_what_is_old_at_the_first_look_is_not_raised() -> None:
    kept, fresh = alerts.merged(Kept.start(NOW), [alert("old", at=NOW - DAY), alert("new", at=NOW - HOUR)], NOW)
    assert [one.id for one in fresh] == ["new"]
    assert [one.id for one in kept.alerts] == ["new"]


def test_what_has_not_come_yet_is_not_raised() -> None:
    assert alerts.merged(Kept.start(NOW), [alert("later", at=NOW + 1)], NOW)[1] == ()


def test_what_is_over_needs_no_reading() -> None:
    kept, _ = alerts.merged(Kept.start(NOW), [alert("c", "conflict"), alert("a", "answer")], NOW)
    kept, fresh = alerts.merged(kept, [], NOW)
    assert fresh == ()
    assert {one.id: one.state for one in kept.alerts} == {"c": READ, "a": NEW}
    assert alerts.unread(kept.alerts) == 1


def test_what_was_put_away_stays_away() -> None:
    kept, _ = alerts.merged(Kept.start(NOW), [alert("a"), alert("b")], NOW)
    kept = alerts.with_state(kept, ["a"], GONE)
    kept = alerts.with_state(kept, None, READ)
    kept, fresh = alerts.merged(kept, [alert("a"), alert("b")], NOW)
    assert fresh == ()
    assert {one.id: one.state for one in kept.alerts} == {"a": GONE, "b": READ}


FOUND = st.lists(
    st.builds(
        alert,
        st.integers(0, 40).map(str),
        st.sampled_from(sorted(GROUP_OF)),
        st.integers(NOW - 20 * DAY, NOW + DAY),
    ),
    max_size=60,
    unique_by=lambda one: one.id,
)


@given(st.lists(st.tuples(FOUND, st.integers(0, 3 * DAY)), max_size=6))
def test_nothing_is_raised_twice(looks: list[tuple[list[Alert], int]]) -> None:
    kept, now = Kept.start(NOW), NOW
    first: dict[str, int] = {}
    raised: set[str] = set()
    for found, later in looks:
        now += later
        # The same fact always has the same time.
        found = [one._replace(at=first.setdefault(one.id, one.at)) for one in found]
        kept, fresh = alerts.merged(kept, found, now)
        assert not raised & {one.id for one in fresh}
        raised |= {one.id for one in fresh}
        assert [one.at for one in kept.alerts] == sorted((one.at for one in kept.alerts), reverse=True)
        assert alerts.from_json(json.loads(json.dumps(alerts.to_json(kept))), now) == kept


def test_many_are_forgotten_and_not_raised_again() -> None:
    many = [alert(str(n), at=NOW - n * 1000) for n in range(LONGEST + 50)]
    kept, fresh = alerts.merged(Kept.start(NOW), many, NOW)
    assert len(kept.alerts) == len(fresh) == LONGEST
    again, fresh = alerts.merged(kept, many, NOW)
    assert (again, fresh) == (kept, ())


@pytest.mark.parametrize("value", [None, 3, "x", {}, {"floor": "a", "alerts": []}, {"floor": 1}])
def test_what_cannot_be_read_is_a_new_start(value: object) -> None:
    assert alerts.from_json(value, NOW) == Kept.start(NOW)


def test_a_line_that_cannot_be_read_is_left_out() -> None:
    kept = Kept(5, (alert("a"),), (3, 4))
    value = alerts.to_json(kept)
    value["alerts"] += [[1, 2], ["x", "no kind", 1, "", "", ["", "", ""], "", "", [], "new", False]]
    assert alerts.from_json(value, NOW) == kept
