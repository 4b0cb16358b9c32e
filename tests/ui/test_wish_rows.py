"""Wishes while they are changed: what is saved gives what was shown, and what undoes it gives what was before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import hypothesis.strategies as st
from hypothesis import given

from fallback_console.domain.paths import KINDS, Path, Wishes, consent_to, folded, ladder
from fallback_console.services.paths import Ladder
from fallback_console.ui.reach.wish_rows import Changed, WishRows

PATHS = tuple(Path(kind, f"+44770090012{n}") for n in range(2) for kind in ("sms", "call", "desk"))
USUAL = tuple(sorted(PATHS, key=lambda path: KINDS.index(path.kind)))
IDS = [path.id for path in PATHS]
ORDERS = st.lists(st.sampled_from([*IDS, "sms", "call", "mail"]), unique=True, max_size=5).map(tuple)
CONSENT = st.dictionaries(st.sampled_from([*IDS, "sms", "call"]), st.booleans(), max_size=4)
QUIET = st.sampled_from([None, (0, 0), (1260, 480), (60, 120)])
WISHES = st.builds(Wishes, ORDERS, CONSENT, QUIET)
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(0, 5), st.sampled_from([-1, 1])),
        st.tuples(st.just("allow"), st.integers(0, 5), st.sampled_from([True, False])),
        st.tuples(st.just("quiet"), QUIET, st.none()),
        st.tuples(st.just("usual"), st.none(), st.none()),
    ),
    max_size=8,
)


def made(wishes: Wishes) -> Ladder:
    return Ladder("person:rt:1", "rt:1", "Ann", ladder(USUAL, wishes), wishes, (1260, 480), ("",), None, USUAL)


def body(changed: Changed) -> Mapping[str, Any]:
    """As ``services.paths.prefer`` writes it down."""
    found: dict[str, Any] = {"consent": changed.consent}
    if changed.order is not None:
        found["order"] = changed.order
    if not isinstance(changed.quiet, str):
        found["quiet"] = changed.quiet
    return found


def start(wishes: Wishes) -> Mapping[str, Any]:
    return {"order": wishes.order, "consent": wishes.consent, "quiet": wishes.quiet}


def do(rows: WishRows, moves: list[tuple[str, Any, Any]]) -> None:
    for what, one, other in moves:
        if what == "move":
            rows.move(one, other)
        elif what == "allow":
            rows.allow(rows.rungs[one], other)
        elif what == "quiet":
            rows.set_quiet(one)
        else:
            rows.set_usual()


def seen(rows: WishRows) -> tuple[object, ...]:
    return [rung.path.id for rung in rows.rungs], {r.path.id: rows.consent(r) for r in rows.rungs}, rows.quiet


@given(WISHES, MOVES)
def test_what_is_saved_is_what_was_shown_and_is_undone_whole(wishes: Wishes, moves: list[tuple[str, Any, Any]]) -> None:
    rows = WishRows(made(wishes))
    first = seen(rows)
    do(rows, moves)
    shown, changed, before = seen(rows), rows.changed(), rows.before()
    after = folded([start(wishes), body(changed)])
    assert seen(WishRows(made(after))) == shown
    undone = folded([start(wishes), body(changed), body(before)])
    assert seen(WishRows(made(undone))) == first
    # Once it is saved nothing is left to be saved.
    rows.take(made(after))
    assert not rows.changed().anything
    assert seen(rows) == shown


@given(WISHES, MOVES, WISHES)
def test_what_comes_meanwhile_takes_nothing_that_was_changed_here(
    wishes: Wishes, moves: list[tuple[str, Any, Any]], theirs: Wishes
) -> None:
    rows = WishRows(made(wishes))
    do(rows, moves)
    mine = rows.changed()
    both = rows.take(made(theirs))
    for path in PATHS:
        expected = mine.consent[path.id] if path.id in mine.consent else consent_to(theirs, path)
        assert rows.consent(next(r for r in rows.rungs if r.path == path)) == expected
    if mine.order is not None:
        assert [r.path.id for r in rows.rungs] == [
            r.path.id for r in WishRows(made(theirs._replace(order=mine.order))).rungs
        ]
    if not isinstance(mine.quiet, str):
        assert rows.quiet == mine.quiet
    assert not both or rows.changed().anything
    rows.forget()
    assert seen(rows) == seen(WishRows(made(theirs)))


def test_who_was_never_asked_after_all_may_be_reached() -> None:
    said = folded([{"consent": {"sms:+44": False}}, {"consent": {"sms:+44": None}}])
    assert consent_to(said, Path("sms", "+44")) is None
    kind = folded([{"consent": {"sms": False, "sms:+44": True}}, {"consent": {"sms:+44": None}}])
    assert consent_to(kind, Path("sms", "+44")) is False
