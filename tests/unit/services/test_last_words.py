"""Who had the last word, what others changed meanwhile, and the filters, orders and groups of the queue that go with them."""

from __future__ import annotations

from fallback_console.domain.mirror import PulledItem
from fallback_console.domain.views import CaseFilter, CaseGroup, CaseSort
from fallback_console.ports import IncomingSms
from fallback_console.services import calls, cases, messages, queue, sync
from tests.unit.services.support import ANN_NUMBER, NOW, World, case, item

UNANSWERED = CaseFilter(unanswered=True)


def asked(world: World) -> dict[str, int]:
    return {row.number: row.asked_at or 0 for row in world.ask(queue.list_cases, UNANSWERED)}


def word(number: int, of: int, at: int, kind: str = "customer") -> PulledItem:
    return item(number, of, "Where is it?", kind=kind, author="ann@example.net", at=at)


def test_the_customers_word_waits_until_we_answer(world: World) -> None:
    assert asked(world) == {}
    world.pull([], [word(201, 1, NOW - 50), word(202, 2, NOW - 90), word(203, 3, NOW - 90)])
    # The third is closed.
    assert asked(world) == {"1": NOW - 50, "2": NOW - 90}
    assert world.ask(queue.count_many, [UNANSWERED, CaseFilter()]) == [2, 2]
    world.do(cases.add_note, "alice", "rt:1", "they asked")
    assert len(asked(world)) == 2
    world.do(cases.reply, "alice", "rt:1", "Tomorrow")
    assert asked(world) == {"2": NOW - 90}
    world.pull([], [item(204, 2, "Soon", kind="reply", at=NOW - 80)])
    assert asked(world) == {}
    world.pull([], [word(205, 2, NOW - 70)])
    assert asked(world) == {"2": NOW - 70}


def test_a_reply_that_was_given_up_is_no_answer(world: World) -> None:
    world.pull([], [word(201, 1, NOW - 50)])
    world.do(cases.reply, "alice", "rt:1", "Tomorrow")
    assert asked(world) == {}
    world.do(sync.drop, "alice", world.ask(sync.deliveries)[0].id, "wrong case")
    assert asked(world) == {"1": NOW - 50}


def test_calls_and_texts_count(world: World) -> None:
    def call(outcome: str, direction: str = "out") -> None:
        world.do(calls.log_call, "alice", "rt:1", calls.CallLog(direction, ANN_NUMBER, "", NOW, 5, outcome))

    world.pull([], [word(201, 1, NOW - 50)])
    call("no-answer")
    assert list(asked(world)) == ["1"]
    call("reached")
    assert asked(world) == {}
    world.do(messages.take_in, IncomingSms("kannel", "in-1", ANN_NUMBER, "", "and now?", NOW))
    assert list(asked(world)) == ["1"]
    world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Today")
    assert asked(world) == {}
    call("voicemail", "in")
    assert list(asked(world)) == ["1"]


def test_a_case_begins_with_the_customers_word_only_where_they_made_it(world: World) -> None:
    world.pull(
        [case(5), case(6)],
        [word(205, 5, NOW - 10, "created"), item(206, 6, "She called", kind="created", author="bob", at=NOW - 10)],
    )
    assert list(asked(world)) == ["5"]
    world.pull([case(6, version=11, requestor="bob")])
    assert sorted(asked(world)) == ["5", "6"]


def test_history_that_comes_before_its_case(world: World) -> None:
    world.pull([], [word(207, 7, NOW - 10)])
    world.pull([case(7)])
    assert list(asked(world)) == ["7"]


def test_who_waits_longest_comes_first(world: World) -> None:
    world.pull([case(5)], [word(201, 1, NOW - 50), word(202, 2, NOW - 90)])
    rows = world.ask(queue.list_cases, CaseFilter(), CaseSort.WAITING)
    assert [row.number for row in rows] == ["2", "1", "5"]
    turned = world.ask(queue.case_pks, CaseFilter(), CaseSort.WAITING, turned=True)
    assert [row.number for row in world.ask(queue.case_rows, turned)] == ["1", "2", "5"]


def test_orders_can_be_turned_and_no_due_time_stays_last(world: World) -> None:
    world.pull([case(5, due_at=NOW + 5), case(6, due_at=NOW + 9)])
    turned = world.ask(queue.case_pks, CaseFilter(), CaseSort.DUE, turned=True)
    assert [row.number for row in world.ask(queue.case_rows, turned)] == ["6", "5", "2", "1"]
    for sort in (CaseSort.NEWEST, CaseSort.UPDATED, CaseSort.PRIORITY):
        straight = list(world.ask(queue.case_pks, CaseFilter(open_only=False), sort))
        assert list(world.ask(queue.case_pks, CaseFilter(open_only=False), sort, turned=True)) == straight[::-1]


def test_groups_hold_every_case_once_in_order(world: World) -> None:
    world.pull([case(5, due_at=NOW + 5, owner="", priority=90), case(6, due_at=NOW + 900, priority=40)])
    for by in CaseGroup:
        if by is CaseGroup.NONE:
            continue
        for sort in CaseSort:
            straight = list(world.ask(queue.case_pks, CaseFilter(open_only=False), sort))
            groups = world.ask(queue.grouped_pks, CaseFilter(open_only=False), sort, by, days=(NOW, NOW + 100))
            assert sorted(pk for _, part in groups for pk in part) == sorted(straight)
            for _, part in groups:
                assert list(part) == [pk for pk in straight if pk in set(part)]
    found = dict(world.ask(queue.grouped_pks, CaseFilter(), CaseSort.DUE, CaseGroup.DUE, days=(NOW, NOW + 100)))
    assert sorted((value, len(part)) for value, part in found.items()) == [(1, 1), (2, 1), (3, 2)]
    found = dict(world.ask(queue.grouped_pks, CaseFilter(), CaseSort.DUE, CaseGroup.PRIORITY))
    assert sorted((value, len(part)) for value, part in found.items()) == [(0, 2), (1, 1), (2, 1)]


def test_priorities_from_to(world: World) -> None:
    world.pull([case(5, priority=90), case(6, priority=40)])
    filters = [CaseFilter(priority_min=67), CaseFilter(priority_min=34, priority_max=66), CaseFilter(priority_max=33)]
    assert world.ask(queue.count_many, filters) == [1, 1, 2]
    assert [row.number for row in world.ask(queue.list_cases, filters[0])] == ["5"]


def changed(world: World) -> dict[str, str]:
    rows = world.ask(queue.list_cases, CaseFilter(open_only=False))
    return {row.number: row.changed_by for row in rows if row.changed_by}


def test_what_others_change_after_a_look_is_marked_until_the_next(world: World) -> None:
    rows = world.ask(queue.list_cases, CaseFilter())
    world.do(queue.look_at, "alice", [row.pk for row in rows])
    assert changed(world) == {}
    world.pull([], [item(101, 1, "It blinks twice")])
    assert changed(world) == {}
    world.pull([], [item(301, 1, "mine", author="alice"), item(302, 1, "theirs", author="bob")])
    world.pull([], [item(401, 3, "never looked at", author="bob")])
    assert changed(world) == {"1": "bob"}
    news = CaseFilter(changed=True, open_only=False)
    assert world.ask(queue.count_many, [news, CaseFilter(changed=True, owner="nobody")]) == [1, 0]
    assert [row.number for row in world.ask(queue.list_cases, news)] == ["1"]
    world.do(queue.look_at, "alice", [row.pk for row in rows if row.number == "1"])
    assert changed(world) == {}


def test_what_comes_back_of_ours_is_not_by_others(world: World) -> None:
    rows = world.ask(queue.list_cases, CaseFilter())
    world.do(queue.look_at, "alice", [row.pk for row in rows])
    saved = world.do(cases.add_note, "alice", "rt:1", "done")
    world.pull([], [item(301, 1, "done", author="robot", marker=saved.entry_ids[0])])
    assert changed(world) == {}
    world.do(cases.set_field, "alice", "rt:2", "owner", "bob")
    world.pull([], [item(302, 2, kind="field", field="owner", author="robot")])
    assert changed(world) == {"2": "robot"}
    # The receipt that names the item comes a moment after the pull that brought it.
    world.deliver(remote_items=("302",))
    assert changed(world) == {}
