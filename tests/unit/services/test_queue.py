"""Reading cases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fallback_console.domain.errors import NotFoundError
from fallback_console.domain.mirror import Attachment, RawNumber
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.services import cases, mirroring, people, queue
from fallback_console.store.queue_tables import SEARCH_LIMIT
from tests.unit.services.support import NOW, VOCABULARY, World, ann, case, item


@pytest.fixture
def full(world: World) -> World:
    """Ten cases more, of every sort."""
    world.pull(
        [
            case(
                number,
                priority=number * 3 % 7,
                owner=("alice", "bob", "")[number % 3],
                queue=("Support", "Billing")[number % 2],
                status=("new", "open", "stalled", "resolved")[number % 4],
                due_at=None if number % 3 == 0 else NOW + (number * 7) % 11,
                created_at=NOW + number,
                updated_at=NOW + (number * 5) % 13,
            )
            for number in range(10, 30)
        ]
    )
    return world


ALL = CaseFilter(open_only=False)


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        (CaseSort.DUE, lambda c: (c.due_at is None, c.due_at or 0, c.pk)),
        (CaseSort.PRIORITY, lambda c: (-c.priority, c.due_at is None, c.due_at or 0, c.pk)),
        (CaseSort.NEWEST, lambda c: (-c.created_at, -c.pk)),
        (CaseSort.UPDATED, lambda c: (-c.last_at, -c.pk)),
    ],
)
@pytest.mark.parametrize("open_only", [True, False])
def test_orders(full: World, sort: CaseSort, key: object, open_only: bool) -> None:
    rows = full.ask(queue.list_cases, CaseFilter(open_only=open_only), sort)
    assert len(rows) == (17 if open_only else 23)
    assert rows == sorted(rows, key=key)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filter", "fits"),
    [
        (CaseFilter(owner="bob"), lambda c: c.owner == "bob" and c.status != "resolved"),
        (CaseFilter(unowned=True), lambda c: c.owner == "" and c.status != "resolved"),
        (CaseFilter(queue="Billing"), lambda c: c.queue == "Billing" and c.status != "resolved"),
        (CaseFilter(status="stalled"), lambda c: c.status == "stalled"),
        (CaseFilter(status="resolved"), lambda c: c.status == "resolved"),
        (
            CaseFilter(due_before=NOW + 5),
            lambda c: c.due_at is not None and c.due_at < NOW + 5 and c.status != "resolved",
        ),
        (
            CaseFilter(open_only=False, owner="alice", queue="Support"),
            lambda c: c.owner == "alice" and c.queue == "Support",
        ),
        (CaseFilter(search="printer 28"), lambda c: c.number == "28" and c.status != "resolved"),
        (CaseFilter(search="print", owner="bob"), lambda c: c.owner == "bob" and c.status != "resolved"),
        (CaseFilter(search="!!!"), lambda c: False),
        (CaseFilter(unsent=True), lambda c: False),
    ],
)
def test_filters(full: World, filter: CaseFilter, fits: object) -> None:
    everything = full.ask(queue.list_cases, ALL, CaseSort.DUE)
    expected = [c.key for c in everything if fits(c)]  # type: ignore[operator]
    assert [c.key for c in full.ask(queue.list_cases, filter, CaseSort.DUE)] == expected
    assert full.ask(queue.count_cases, filter) == len(expected)


def test_counting_several_at_once(full: World) -> None:
    full.do(cases.add_note, "alice", "rt:1", "note")
    filters = [CaseFilter(), ALL, CaseFilter(unsent=True), CaseFilter(owner="bob"), CaseFilter(search="printer")]
    assert full.ask(queue.count_many, filters) == [full.ask(queue.count_cases, f) for f in filters]
    assert full.ask(queue.count_many, filters)[:3] == [17, 23, 1]
    assert full.ask(queue.count_many, []) == []


def test_rows_in_the_order_asked_for(full: World) -> None:
    pks = full.ask(queue.case_pks, CaseFilter(), CaseSort.NEWEST)
    assert pks.typecode == "q"
    assert [row.pk for row in full.ask(queue.case_rows, [pks[3], 99_999, pks[0]])] == [pks[3], pks[0]]


def test_search(full: World) -> None:
    full.do(cases.add_note, "alice", "rt:10", "返金を確認した, ask accounting")
    full.index()

    def hits(text: str) -> list[str]:
        return [row.number for row in full.ask(queue.search_cases, text)]

    assert hits("障害") == ["2"]
    assert hits("害") == ["2"]
    assert hits("返金") == hits("account") == hits("accounting 返金") == ["10"]
    assert hits("blink") == ["1"]
    assert hits("12")[:2] == hits("#12")[:2] == ["12", "29"]
    assert hits("555-0133")[:1] == hits("muller")[:1] == hits("ann@example.net")[:1] == ["29"]
    assert hits("2025550133") == hits("+12025550133") != []
    assert hits("555ー0133") == hits("555-0133")
    assert hits("２０２ー５５５ー０１３３") == hits("+1（202）555ー0133") == hits("2025550133")
    assert hits("202ー555ー0134") == []
    assert hits("") == hits('" OR') == hits("'; DROP TABLE p_case") == []
    assert len(full.ask(queue.search_cases, "printer", limit=5)) == 5


def test_a_changed_word_is_no_longer_found(world: World) -> None:
    world.do(cases.set_field, "alice", "rt:1", "subject", "Scanner jams")
    world.index()
    assert [row.number for row in world.ask(queue.search_cases, "scanner")] == ["1"]
    assert [row.number for row in world.ask(queue.search_cases, "printer")] == ["3"]
    world.pull(people=[ann(name="Anna Meier")])
    assert len(world.ask(queue.search_cases, "meier")) == 3
    assert world.ask(queue.search_cases, "müller") == []
    assert [row.customer for row in world.ask(queue.search_cases, "scanner")] == ["Anna Meier"]


def test_half_a_number_is_found_however_many_begin_alike(world: World) -> None:
    everybody = [
        replace(ann(numbers=(RawNumber("work", f"202555{n:04}"),)), remote_id=f"c{n}@example.net") for n in range(300)
    ]
    world.pull([case(1000 + n, requestor=f"c{n}@example.net") for n in range(300)], people=everybody)
    for typed in ("20255", "202555", "2025550", "20255500", "202555001"):
        found = world.ask(queue.search_cases, typed, limit=500)
        assert {row.customer_key for row in found} >= {f"rt:c{n}@example.net" for n in range(10, 20)}, typed


def test_a_common_word_gives_the_newest_only(world: World) -> None:
    world.pull([case(number) for number in range(1000, 1600)])
    pks = world.ask(queue.case_pks, CaseFilter(search="print"), CaseSort.NEWEST)
    assert len(pks) == SEARCH_LIMIT
    assert world.ask(queue.case_rows, pks[:1])[0].number == "1599"


@pytest.mark.parametrize("reference", ["1", "#1", " rt:1 ", "# 1"])
def test_references(world: World, reference: str) -> None:
    assert world.ask(queue.find_case, reference).key == "rt:1"


@pytest.mark.parametrize("reference", ["", "#", "99", "rt:", "rt:99", "T-1", "T-x", "T-" + "9" * 40, ":", "x" * 10_000])
def test_references_to_nothing(world: World, reference: str) -> None:
    with pytest.raises(NotFoundError):
        world.ask(queue.find_case, reference)


def test_detail(world: World) -> None:
    detail = world.ask(queue.case_detail, "rt:1")
    assert (detail.remote_id, detail.version, detail.pending, detail.row.number) == ("1", 10, (), "1")
    assert detail.customer is not None
    assert detail.customer.numbers[0].shown == "(202) 555-0133"
    assert [other.number for other in detail.other_cases] == ["2", "3"]
    with pytest.raises(NotFoundError):
        world.ask(queue.case_detail, "rt:99")


def test_the_timeline_comes_in_windows(world: World) -> None:
    for number in range(5):
        world.do(cases.add_note, "alice", "rt:1", f"note {number}")
    world.pull(
        items=[item(110 + n, 1, f"news {n}", attachments=(Attachment("a.txt", "text/plain", 3),)) for n in range(5)]
    )
    whole = world.ask(queue.timeline, "rt:1")
    assert len(whole) == 12
    assert [r.order for r in whole] == sorted(r.order for r in whole)
    assert len({r.pk for r in whole}) == 12
    assert whole[-6].attachments[0].name == "a.txt"
    pieces: list[object] = []
    before = ""
    while window := world.ask(queue.timeline, "rt:1", before=before, limit=5):
        pieces = [*window, *pieces]
        before = window[0].order
    assert pieces == whole
    assert world.ask(queue.timeline, "rt:1", limit=0) == []


def test_history_of_one_moment_keeps_the_sources_order(world: World) -> None:
    world.pull(items=[item(n, 2, f"text {n}", at=NOW) for n in (10, 9, 8, 1000)])
    assert [r.text for r in world.ask(queue.timeline, "rt:2")] == ["text 8", "text 9", "text 10", "text 1000"]


def test_vocabulary(world: World) -> None:
    assert world.ask(queue.vocabulary) == VOCABULARY


def test_closed_follows_the_vocabulary(world: World) -> None:
    assert world.ask(queue.count_cases, CaseFilter()) == 2
    world.do(mirroring.store_vocabulary, "rt", type(VOCABULARY)(("Support",), ("open",), (), ("OPEN",)))
    assert [row.number for row in world.ask(queue.list_cases, CaseFilter())] == ["2", "3"]


def test_people(world: World) -> None:
    assert [p.name for p in world.ask(people.list_people)] == ["Ann Müller"]
    for search in ("mull", "example", "0133", "ann@example.net", "ltd"):
        assert len(world.ask(people.list_people, search)) == 1, search
    assert world.ask(people.list_people, "zebra") == world.ask(people.list_people, "...") == []
    assert world.ask(people.list_people, "", "team") == []
    for typed in ("+1 202 555 0133", "202/555/0133", "12025550133", "555-0133", "(202) 555 0133"):
        assert [p.name for p in world.ask(people.match_number, typed)] == ["Ann Müller"], typed
    for typed in ("", "0133", "+447700900123", "x" * 10_000):
        assert world.ask(people.match_number, typed) == []
    assert world.ask(people.sure_match, "202 555 0133") is not None
    assert world.ask(people.sure_match, "555 0133") is None
    with pytest.raises(NotFoundError):
        world.ask(people.person, "rt:nobody")
