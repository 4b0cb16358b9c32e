"""Taking in what a pull brings."""

from __future__ import annotations

from dataclasses import replace

from fallback_console.domain.connection import Connection
from fallback_console.domain.mirror import PulledPerson, PullPage, RawNumber
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.services import backlog, cases, mirroring, people, queue
from fallback_console.services.connections import choose_home, remove, save
from fallback_console.store.home import home_region
from tests.unit.services.support import World, ann, case, item


def page(*rows: object, cursor: str = "c1", done: bool = False) -> PullPage:
    return PullPage(tuple(rows), (), (), cursor, done)  # type: ignore[arg-type]


def test_the_same_page_again_touches_nothing(world: World) -> None:
    before = world.ask(queue.list_cases, CaseFilter(open_only=False), CaseSort.NEWEST)
    world.changes.clear()
    world.do(mirroring.store_page, "rt", "cases", page(case(1), case(2, subject="プリンタ障害の対応", status="new")))
    assert world.ask(queue.list_cases, CaseFilter(open_only=False), CaseSort.NEWEST) == before
    assert [topic for change in world.changes for topic, _ in change.touched] == ["mirror"]


def test_an_older_version_never_replaces_a_newer_one(world: World) -> None:
    world.pull([case(1, version=20, subject="Newer")])
    world.pull([case(1, version=19, subject="Older")])
    world.pull([case(1, version=22, subject="Newest"), case(1, version=21, subject="Between")])
    assert world.ask(queue.find_case, "1").subject == "Newest"


def test_what_is_gone_goes_but_not_what_was_done_to_it(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:2", "on it")
    world.pull(gone=["1", "2", "404"])
    assert [c.number for c in world.ask(queue.list_cases, CaseFilter(open_only=False))] == ["2", "3"]
    world.pull([case(1, version=10)])
    assert world.ask(queue.find_case, "1").status == "open"
    assert len(world.ask(queue.search_cases, "blinks")) == 1


def test_history_may_come_before_its_case_and_people_after(world: World) -> None:
    world.pull(items=[item(900, 50, "early words")])
    assert world.ask(queue.search_cases, "early") == []
    world.pull([case(50, requestor="ben@example.net")])
    assert [c.customer for c in world.ask(queue.search_cases, "early")] == ["ben@example.net"]
    world.pull(people=[PulledPerson("ben@example.net", "customer", "Ben")])
    assert [c.customer for c in world.ask(queue.search_cases, "early ben")] == ["Ben"]


def test_somebody_without_a_name_is_shown_by_number_or_address(world: World) -> None:
    world.pull(people=[ann(name="")])
    assert world.ask(queue.find_case, "1").customer == "(202) 555-0133"
    world.pull(people=[ann(name="", numbers=())])
    assert world.ask(queue.find_case, "1").customer == "ann@example.net"


def test_cursors(world: World) -> None:
    assert world.ask(mirroring.cursor, "rt", "items") is None
    world.do(mirroring.store_page, "rt", "items", page(cursor="c1"))
    assert world.ask(mirroring.cursor, "rt", "items") == "c1"
    assert world.ask(backlog.data_age) is None
    world.do(mirroring.store_page, "rt", "items", page(cursor="c2", done=True))
    at = world.clock.ms
    world.do(mirroring.store_page, "rt", "cases", page(cursor="c2"))
    assert world.ask(backlog.data_age) == at
    world.do(mirroring.forget_cursor, "rt", "items")
    assert world.ask(mirroring.cursor, "rt", "items") is None


def test_hostile_texts_are_made_plain(world: World) -> None:
    world.pull(
        [case(60, subject="a\x00b \ud83d <b>", owner="x\x1b")],
        [item(960, 60, "half \udc00 of it\r\nend")],
        [replace(ann(), name="An\x07n", numbers=(RawNumber("work", "\x00" * 5000 + "1"),), emails=("a\ud800@b",))],
    )
    row = world.ask(queue.find_case, "60")
    assert (row.subject, row.owner) == ("ab \ufffd <b>", "x")
    assert world.ask(queue.timeline, "rt:60")[0].text == "half \ufffd of it\nend"
    assert world.ask(people.person, "rt:ann@example.net").name == "Ann"


def test_a_new_home_region_reads_the_numbers_again(world: World) -> None:
    number = ann(numbers=(RawNumber("mobile", "07700 900123"),))
    world.pull(people=[number])
    assert world.ask(people.person, "rt:ann@example.net").numbers[0].e164 == ""
    world.do(save, Connection("helpdesk", "rt", {"region": "GB"}))
    shown = world.ask(people.person, "rt:ann@example.net").numbers[0]
    assert (shown.e164, shown.shown) == ("+447700900123", "07700 900123")


def test_a_computer_without_a_helpdesk_has_a_home_too(world: World) -> None:
    world.pull(people=[ann(numbers=(RawNumber("mobile", "07700 900123"),))])
    world.do(remove, "helpdesk")
    assert world.ask(home_region) == ""
    world.do(choose_home, "GB")
    assert world.ask(people.person, "rt:ann@example.net").numbers[0].e164 == "+447700900123"
    # What the helpdesk's connection says goes first.
    world.do(save, Connection("helpdesk", "rt", {"region": "JP"}))
    world.do(choose_home, "US")
    assert world.ask(home_region) == "JP"
    world.do(save, Connection("helpdesk", "rt", {}))
    assert world.ask(home_region) == "US"


def test_a_teammate_who_asks_the_helpdesk_something_stays_one(world: World) -> None:
    def roles() -> list[tuple[str, str]]:
        return world.ask(lambda r: r.rows("SELECT role, login FROM p_person WHERE key = 'rt:bob'"))

    as_customer, as_team = PulledPerson("bob", "customer", "Bob"), PulledPerson("bob", "team", "Bob")
    world.pull(people=[as_customer])
    assert roles() == [("customer", "")]
    # Their own case, which they own too.
    world.pull(people=[as_team, as_customer])
    assert roles() == [("team", "bob")]
    world.pull(people=[as_customer])
    assert roles() == [("team", "bob")]
    world.pull(people=[PulledPerson("bob", "customer", "Robert")])
    assert roles() == [("team", "bob")]
    assert world.ask(lambda r: r.value("SELECT name FROM p_person WHERE key = 'rt:bob'")) == "Robert"
    world.assert_whole()
