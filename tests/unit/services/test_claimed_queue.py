"""Which cases' customers are claimed, and taking many cases with their customers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fallback_console.domain.claims import CLAIM_MS
from fallback_console.domain.connection import Connection
from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.errors import InputError
from fallback_console.domain.views import CLAIMED, CaseFilter, CaseGroup, CaseSort
from fallback_console.domain.wire import read_entry, write_entry
from fallback_console.services import bulk, cases, claims, connections, queue, teaming
from tests.unit.services.support import ANN, World, ann, case

BO = "rt:bo@example.net"


@pytest.fixture
def made(world: World) -> World:
    """Ann's cases 1 to 3, the last one closed, Bo's 4 and 5, and a hub."""
    bo = replace(ann(), remote_id="bo@example.net", name="Bo Berg", emails=("bo@example.net",), numbers=())
    world.connect()
    world.pull(
        [
            *(case(number, owner="") for number in (1, 2)),
            case(3, status="resolved"),
            *(case(number, owner="", requestor="bo@example.net") for number in (4, 5)),
        ],
        (),
        [ann(), bo],
    )
    world.do(connections.save, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"}))
    return world


def other_says(world: World, customer: str, number: int, kind: str = Kind.CLAIM_TAKEN, **body: object) -> str:
    now = world.clock.ms
    entry_id = f"0199b0d0-0000-7000-8000-{number:012d}"
    body = body or {"until": now + CLAIM_MS}
    entry = Entry(
        entry_id, "other", number, f"{now:015d}.{number:06d}.other", now, "haruka", kind, f"claim:{customer}", body
    )
    world.do(teaming.apply, [read_entry(write_entry(entry))], None)
    return entry_id


def numbers(world: World, whose: str, *, at: int = 0, **more: object) -> list[str]:
    wanted = CaseFilter(claimed=whose, claimed_at=at or world.clock.ms, **more)  # type: ignore[arg-type]
    rows = world.ask(queue.list_cases, wanted)
    assert world.ask(queue.count_many, [CaseFilter(), wanted])[1] == len(rows)
    return sorted(row.number for row in rows)


def pks(world: World, *of: str) -> list[int]:
    return [world.ask(queue.find_case, reference).pk for reference in of]


def owners(world: World) -> dict[str, str]:
    return {row.number: row.owner for row in world.ask(queue.list_cases, CaseFilter(open_only=False))}


def test_claims_come_and_go(made: World) -> None:
    assert numbers(made, "mine") == numbers(made, "others") == []
    of = other_says(made, ANN, 1)
    made.do(claims.take, "alice", "rt:4")
    assert numbers(made, "others") == ["1", "2"]
    assert numbers(made, "others", open_only=False) == ["1", "2", "3"]
    assert numbers(made, "mine") == ["4", "5"]
    # Over by its time, without anybody having written anything.
    assert numbers(made, "others", at=made.clock.ms + CLAIM_MS) == []
    other_says(made, ANN, 2, Kind.CLAIM_ENDED, of=of, how="released")
    assert numbers(made, "others") == []
    made.do(claims.release, "alice", "rt:5")
    assert numbers(made, "mine") == []


def test_what_two_have_is_in_both(made: World) -> None:
    made.do(claims.take, "alice", "rt:1")
    other_says(made, ANN, 1)
    assert numbers(made, "mine") == numbers(made, "others") == ["1", "2"]


def test_it_goes_with_every_other_condition_order_and_group(made: World) -> None:
    other_says(made, ANN, 1)
    other_says(made, BO, 2)
    made.do(cases.set_field, "alice", "rt:2", "priority", "90")
    made.do(cases.set_field, "alice", "rt:5", "owner", "alice")
    assert numbers(made, "others", priority_min=50) == ["2"]
    assert numbers(made, "others", unsent=True) == ["2", "5"]
    assert numbers(made, "others", owner="alice") == ["5"]
    assert numbers(made, "others", search="berg") == ["4", "5"]
    assert numbers(made, "others", unanswered=True) == numbers(made, "others", changed=True) == []
    wanted = CaseFilter(claimed="others", claimed_at=made.clock.ms)
    for sort in CaseSort:
        for turned in (False, True):
            assert sorted(made.ask(queue.case_pks, wanted, sort, turned=turned)) == sorted(pks(made, *"1245"))
    groups = made.ask(queue.grouped_pks, wanted, CaseSort.DUE, CaseGroup.PRIORITY)
    assert sorted((value, len(of)) for value, of in groups) == [(0, 3), (2, 1)]


def test_cases_without_a_person_go_by_number_or_by_themselves(made: World) -> None:
    named = made.do(cases.create_case, "alice", cases.NewCase("Rings", "Support", "x", phone="+447700900123"))
    bare = made.do(cases.create_case, "alice", cases.NewCase("Nobody", "Support", "x"))
    other = made.do(cases.create_case, "alice", cases.NewCase("Nobody else", "Support", "x"))
    for number, saved in enumerate((named, bare), 1):
        other_says(made, made.ask(claims.customer_of, saved.case_key), number)
    found = made.ask(queue.case_pks, CaseFilter(claimed="others", claimed_at=made.clock.ms), CaseSort.NEWEST)
    assert {row.key for row in made.ask(queue.case_rows, found)} == {named.case_key, bare.case_key}
    assert other.case_key not in {row.key for row in made.ask(queue.case_rows, found)}


def test_no_claim_no_walk_through_the_cases(made: World) -> None:
    """The claims are few: their cases are found by index, however many cases there are."""
    asked: list[str] = []

    def plan(r: object) -> list[str]:
        conn = r.conn  # type: ignore[attr-defined]
        conn.set_trace_callback(asked.append)
        try:
            for whose in CLAIMED:
                wanted = CaseFilter(claimed=whose, claimed_at=made.clock.ms)
                queue.count_many(r, [wanted])  # type: ignore[arg-type]
                queue.case_pks(r, wanted, CaseSort.PRIORITY)  # type: ignore[arg-type]
        finally:
            conn.set_trace_callback(None)
        return [row[3] for sql in asked for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}")]

    steps = made.store.read(plan)
    assert any("p_case" in step for step in steps)
    assert [step for step in steps if step.startswith("SCAN") and "p_case" in step] == []


# Many at once.


def test_taking_many_claims_each_customer_once(made: World) -> None:
    done = made.do(bulk.take_many, "alice", pks(made, "1", "2", "4", "4", "5"))
    assert (done.cases, done.claimed, done.held, done.left) == (4, 2, (), 1)
    assert [change.field for change in done.changes].count("claim") == 2
    assert numbers(made, "mine") == ["1", "2", "4", "5"]
    assert {number for number, owner in owners(made).items() if owner == "alice"} >= {"1", "2", "4", "5"}
    again = made.do(bulk.take_many, "alice", pks(made, "1", "4"))
    assert (again.cases, again.as_before, again.claimed, again.changes) == (0, 2, 0, ())
    made.assert_whole()


def test_what_somebody_else_has_is_not_taken(made: World) -> None:
    other_says(made, ANN, 1)
    before = owners(made)
    done = made.do(bulk.take_many, "alice", pks(made, "1", "2", "4"))
    assert (done.cases, done.claimed) == (1, 1)
    assert [(one.case_number, one.name) for one in done.held] == [("1", "haruka"), ("2", "haruka")]
    assert owners(made) == before | {"4": "alice"}
    assert numbers(made, "mine") == ["4", "5"]


def test_what_both_have_is_taken(made: World) -> None:
    made.do(claims.take, "alice", "rt:1")
    other_says(made, ANN, 1)
    done = made.do(bulk.take_many, "alice", pks(made, "1"))
    assert (done.cases, done.claimed, done.held) == (1, 0, ())


def test_one_that_is_mine_already_is_claimed(made: World) -> None:
    made.do(cases.set_field, "alice", "rt:1", "owner", "alice")
    done = made.do(bulk.take_many, "alice", pks(made, "1"))
    assert (done.cases, done.as_before, done.claimed) == (1, 0, 1)
    assert [change.field for change in done.changes] == ["claim"]


def test_taken_back_the_claims_go_too(made: World) -> None:
    before = owners(made)
    own = made.do(claims.take, "alice", "rt:4")
    done = made.do(bulk.take_many, "alice", pks(made, "1", "2", "4"))
    undone = made.do(bulk.undo, "alice", done.changes)
    assert (undone.cases, undone.left) == (3, 0)
    assert owners(made) == before
    # What was claimed before stays.
    assert numbers(made, "mine") == ["4", "5"]
    found = made.ask(claims.of_case, "rt:4", made.clock.ms).own
    assert found is not None
    assert found.id == own
    made.assert_whole()


def test_a_claim_that_was_let_go_and_taken_anew_stays(made: World) -> None:
    done = made.do(bulk.take_many, "alice", pks(made, "1"))
    made.do(claims.release, "alice", "rt:1")
    made.do(claims.take, "alice", "rt:1")
    made.do(bulk.undo, "alice", done.changes)
    assert numbers(made, "mine") == ["1", "2"]


def test_without_a_hub_only_the_owner_changes(world: World) -> None:
    done = world.do(bulk.take_many, "bob", list(world.ask(queue.case_pks, CaseFilter(), CaseSort.NEWEST)))
    assert (done.cases, done.claimed, done.held) == (2, 0, ())
    assert world.ask(claims.listed, world.clock.ms, everything=True) == []


def test_too_many_are_refused(made: World) -> None:
    with pytest.raises(InputError, match="too many"):
        made.do(bulk.take_many, "alice", range(1, bulk.MOST + 2))
