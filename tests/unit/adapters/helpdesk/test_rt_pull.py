"""Pulling from Request Tracker: everything arrives, whatever happens meanwhile and wherever it is cut."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Sequence

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fallback_console.domain.errors import BadAnswerError, OutsideError, UnreachableError
from fallback_console.domain.mirror import RawNumber
from fallback_console.ports import PullScope
from tests.unit.adapters.helpdesk.rt_support import EVERYTHING, Helpdesk, Mirror, closing, pull, replaced


def mirrored(helpdesk: Helpdesk, login: str = "alice", scope: PullScope = EVERYTHING) -> Mirror:
    mirror = Mirror()
    assert asyncio.run(pull(helpdesk.tracker(login), mirror, scope))
    return mirror


def again(helpdesk: Helpdesk, mirror: Mirror, login: str = "alice", scope: PullScope = EVERYTHING) -> Mirror:
    assert asyncio.run(pull(helpdesk.tracker(login), mirror, scope))
    return mirror


def test_everything_arrives_with_few_requests() -> None:
    helpdesk = Helpdesk(cases=230)
    mirror = mirrored(helpdesk)
    assert set(mirror.cases) == {str(n) for n in range(1, 231)}
    expected = [t for t in helpdesk.world.transactions if t.type not in ("EmailRecord", "SetWatcher")]
    assert set(mirror.items) == {str(t.id) for t in expected}
    assert len(helpdesk.asked) / 230 < 0.25
    assert {p.role for p in mirror.people.values()} == {"customer", "team"}


def test_a_case_in_full() -> None:
    helpdesk = Helpdesk()
    number = helpdesk.make_case(3)
    helpdesk.world.change("alice", helpdesk.clock.later(), number, "Due", "2026-12-24 10:30:00")
    helpdesk.world.change("alice", helpdesk.clock.later(), number, "Priority", "70")
    helpdesk.world.change("bob", helpdesk.clock.later(), number, "Queue", "Billing")
    helpdesk.world.message("c3@example.net", helpdesk.clock.later(), number, "Hello?", reply=True)
    helpdesk.world.message("d9@example.net", helpdesk.clock.later(), number, "Me too", reply=True)
    helpdesk.world.message(
        "alice",
        helpdesk.clock.later(),
        number,
        "Mine",
        reply=False,
        subject="fc-op:0198c0de-0000-7000-8000-000000000001",
    )
    mirror = mirrored(helpdesk)
    case = mirror.cases[str(number)]
    assert (case.subject, case.queue, case.status, case.priority) == ("Case 3", "Billing", "open", 70)
    assert (case.owner, case.requestor, case.due_at) == ("alice", "c3@example.net", 1798108200000)
    assert case.version == helpdesk.world.transactions[-1].id
    assert case.url == f"https://helpdesk.example.com/rt/Ticket/Display.html?id={number}"
    shown = [(i.kind, i.author, i.text or (i.field, i.old, i.new)) for i in mirror.of(number)]
    assert shown == [
        ("created", "c3@example.net", "Text 3"),
        ("field", "alice", ("owner", "", "alice")),
        ("reply", "alice", "Reply 3"),
        ("field", "", ("status", "new", "open")),
        ("note", "bob", "Note 3"),
        ("field", "alice", ("due", "", "1798108200000")),
        ("field", "alice", ("priority", "0", "70")),
        ("field", "bob", ("queue", "Support", "Billing")),
        ("customer", "c3@example.net", "Hello?"),
        ("customer", "d9@example.net", "Me too"),
        ("note", "alice", "Mine"),
    ]
    assert mirror.of(number)[-1].marker == "0198c0de-0000-7000-8000-000000000001"
    customer = mirror.people["c3@example.net"]
    assert (customer.role, customer.name, customer.language) == ("customer", "Customer 3", "ja")
    assert customer.numbers == (RawNumber("mobile", "+1 202 555 0103"),)


def test_progress_and_pages() -> None:
    helpdesk = Helpdesk(cases=230)
    progress = []

    async def run() -> None:
        async with closing(helpdesk.tracker()) as tracker:
            async for page in tracker.pull(None, EVERYTHING):
                progress.append((page.seen, page.total, page.done))

    asyncio.run(run())
    assert progress[:3] == [(100, 230, False), (200, 230, False), (230, 230, False)]
    assert [done for _, _, done in progress].count(True) == 1
    assert progress[-1] == (230, 230, True)


def test_an_empty_helpdesk() -> None:
    helpdesk = Helpdesk()
    mirror = mirrored(helpdesk)
    assert mirror.cases == {}
    helpdesk.make_case(1)
    assert list(again(helpdesk, mirror).cases) == ["1"]


def test_closed_cases_of_long_ago_stay_away() -> None:
    helpdesk = Helpdesk(cases=60)
    helpdesk.clock.later(60 * 24 * 30)
    recent = helpdesk.make_case(9)
    mirror = mirrored(helpdesk, scope=PullScope(closed_days=14))
    closed = {str(n) for n in range(1, 31) if not helpdesk.world.tickets[n].active}
    assert closed
    assert not closed & set(mirror.cases)
    assert mirror.cases[str(recent)].status == "resolved"


def test_nothing_new_brings_nothing() -> None:
    helpdesk = Helpdesk(cases=40)
    mirror = mirrored(helpdesk)
    again(helpdesk, mirror)
    before, asked = dict(mirror.cases), len(helpdesk.asked)
    mirror.pages = 0
    again(helpdesk, mirror)
    assert mirror.cases == before
    assert mirror.pages == 1
    assert len(helpdesk.asked) - asked <= 4


def test_changes_arrive() -> None:
    helpdesk = Helpdesk(cases=20)
    mirror = mirrored(helpdesk)
    world, clock = helpdesk.world, helpdesk.clock
    world.change("bob", clock.later(), 7, "Status", "stalled")
    world.message("bob", clock.later(), 8, "Called her", reply=False)
    fresh = helpdesk.make_case(50)
    again(helpdesk, mirror)
    assert mirror.cases["7"].status == "stalled"
    assert mirror.of(8)[-1].text == "Called her"
    assert str(fresh) in mirror.cases


def test_two_changes_within_a_second() -> None:
    helpdesk = Helpdesk(cases=3)
    mirror = mirrored(helpdesk)
    now = helpdesk.clock.later()
    helpdesk.world.change("bob", now, 1, "Status", "open")
    again(helpdesk, mirror)
    helpdesk.world.change("bob", now, 1, "Status", "stalled")
    helpdesk.world.change("bob", now, 2, "Status", "stalled")
    again(helpdesk, mirror)
    assert (mirror.cases["1"].status, mirror.cases["2"].status) == ("stalled", "stalled")


def test_deleted_merged_and_moved_cases_are_gone() -> None:
    helpdesk = Helpdesk(cases=12)
    scope = PullScope(("Support", "Billing"), 3650)
    mirror = mirrored(helpdesk, scope=scope)
    assert {case.queue for case in mirror.cases.values()} == {"Support", "Billing"}
    world, clock = helpdesk.world, helpdesk.clock
    world.change("bob", clock.later(), 1, "Status", "deleted")
    world.merge("bob", clock.later(), 4, 5)
    world.change("bob", clock.later(), 2, "Queue", "サポート")
    world.change("bob", clock.later(), 3, "Queue", "Support")
    again(helpdesk, mirror, scope=scope)
    assert mirror.gone == {"1", "4", "2"}
    assert "3" in mirror.shown
    assert [i.text for i in mirror.of(3)][:1] == ["Text 2"], "a case that moved in comes with its whole history"
    assert {"Text 3", "Text 4"} <= {i.text for i in mirror.of(5)}, "what was merged is on the case it became"
    world.message("bob", clock.later(), 5, "After the merge", reply=False)
    again(helpdesk, mirror, scope=scope)
    assert mirror.of(5)[-1].text == "After the merge"
    assert mirror.of(4) == []


def test_cases_out_of_sight_are_found_missing() -> None:
    helpdesk = Helpdesk(cases=12)
    mirror = mirrored(helpdesk)
    helpdesk.world.users["alice"].sees = frozenset({"Support", "Billing"})
    helpdesk.world.change("bob", helpdesk.clock.later(), 1, "Status", "deleted")

    async def run() -> tuple[str, ...]:
        async with closing(helpdesk.tracker()) as tracker:
            return await tracker.missing(sorted(mirror.cases, key=int), PullScope(("Support", "サポート")))

    lost = {one for one, case in mirror.cases.items() if case.queue != "Support"} | {"1"}
    assert set(asyncio.run(run())) == lost


def test_changes_during_the_first_pass_are_not_missed() -> None:
    helpdesk = Helpdesk(cases=230)
    changed: set[int] = set()

    def meddle(request: httpx.Request) -> None:
        n = len(helpdesk.asked)
        if n % 5 == 0:
            number = 1 + (n * 37) % 230
            changed.add(number)
            helpdesk.world.message("bob", helpdesk.clock.later(), number, f"Meanwhile {n}", reply=False)

    helpdesk.before = meddle
    mirror = Mirror()
    assert asyncio.run(pull(helpdesk.tracker(), mirror))
    helpdesk.before = lambda request: None
    again(helpdesk, mirror)
    said = {item.text for item in mirror.items.values()}
    expected = {
        t.parts[0].content
        for t in helpdesk.world.transactions
        if t.parts and t.parts[0].content.startswith("Meanwhile")
    }
    assert changed
    assert expected <= said


def test_whole_pages_of_hidden_rows_are_not_the_end() -> None:
    helpdesk = Helpdesk(cases=10)
    helpdesk.world.users["alice"].comments = False
    mirror = mirrored(helpdesk)
    for n in range(450):
        helpdesk.world.message("bob", helpdesk.clock.later(), 1 + n % 3, f"Internal {n}", reply=False)
    helpdesk.world.change("bob", helpdesk.clock.later(), 9, "Status", "stalled")
    again(helpdesk, mirror)
    assert mirror.cases["9"].status == "stalled"
    assert not any("Internal" in item.text for item in mirror.items.values())
    helpdesk.world.change("bob", helpdesk.clock.later(), 8, "Priority", "5")
    again(helpdesk, mirror)
    assert mirror.cases["8"].priority == 5


def test_a_helpdesk_that_tells_no_totals() -> None:
    helpdesk = Helpdesk(cases=130)
    helpdesk.double.page_total = False
    mirror = mirrored(helpdesk)
    assert len(mirror.cases) == 130
    helpdesk.world.change("bob", helpdesk.clock.later(), 9, "Status", "stalled")
    assert again(helpdesk, mirror).cases["9"].status == "stalled"


def test_a_transaction_that_is_committed_late() -> None:
    helpdesk = Helpdesk(cases=10)
    mirror = mirrored(helpdesk)
    world = helpdesk.world
    before = world.tickets[4].updated
    late = world.message("bob", helpdesk.clock.later(), 4, "Slow database", reply=False)
    world.uncommitted.add(late.id)
    world.tickets[4].updated = before
    world.message("bob", helpdesk.clock.later(), 5, "Quick", reply=False)
    again(helpdesk, mirror)
    again(helpdesk, mirror)
    assert mirror.of(4)[-1].text != "Slow database"
    world.uncommitted.clear()
    again(helpdesk, mirror)
    assert mirror.of(4)[-1].text == "Slow database"


def test_another_scope_begins_again() -> None:
    helpdesk = Helpdesk(cases=12)
    mirror = mirrored(helpdesk, scope=PullScope(("Support",), 3650))
    assert len(mirror.cases) == 4
    assert len(again(helpdesk, mirror, scope=EVERYTHING).cases) == 12


@pytest.mark.parametrize(
    "cursor", ["", "null", "{}", '{"v":1}', '{"v":9,"scope":"x"}', "[1]", "\x00", '{"v":1,"scope":1}']
)
def test_a_damaged_cursor_begins_again(cursor: str) -> None:
    helpdesk = Helpdesk(cases=3)
    mirror = Mirror(cursor=cursor)
    assert len(again(helpdesk, mirror).cases) == 3


def test_a_cursor_with_wrong_types_begins_again() -> None:
    helpdesk = Helpdesk(cases=3)
    mirror = mirrored(helpdesk)
    for name, value in (("high", "x"), ("recent", 5), ("at", None), ("below", [1])):
        damaged = json.dumps({**json.loads(mirror.cursor or ""), name: value})
        assert len(again(helpdesk, Mirror(cursor=damaged)).cases) == 3


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["note", "reply", "status", "owner", "queue", "create", "merge", "delete", "cut"]),
        st.integers(0, 60),
        st.integers(1, 4),
    ),
    max_size=14,
)


def apply(helpdesk: Helpdesk, what: str, n: int) -> None:
    world, clock = helpdesk.world, helpdesk.clock
    number = 1 + n % len(world.tickets)
    if what in ("note", "reply"):
        world.message("bob", clock.later(n / 60), number, f"{what} {n}", reply=what == "reply")
    elif what == "create":
        helpdesk.make_case(n)
    elif what == "merge" and world.resolved(number) is not world.resolved(1):
        world.merge("bob", clock.later(), number, 1)
    elif what == "delete":
        world.change("bob", clock.later(), number, "Status", "deleted")
    elif what in ("status", "owner", "queue"):
        value = {"status": ("open", "stalled"), "owner": ("alice", "bob"), "queue": ("Support", "Billing")}[what][n % 2]
        world.change("bob", clock.later(), number, what.title(), value)


@settings(max_examples=20)
@given(STEPS)
def test_cut_after_any_page_the_mirror_is_the_same(steps: list[tuple[str, int, int]]) -> None:
    helpdesk = Helpdesk(cases=120)
    cut = Mirror()
    for what, n, pages in steps:
        if what == "cut":
            asyncio.run(pull(helpdesk.tracker(), cut, stop_after=pages))
        else:
            apply(helpdesk, what, n)
    again(helpdesk, cut)
    again(helpdesk, cut)
    whole = mirrored(helpdesk)
    assert cut.shown == whole.shown
    merged = {case for case in whole.items.values() if case.case in cut.shown}
    assert merged <= set(cut.items.values())
    assert set(whole.people.items()) <= set(cut.people.items())


def test_cut_by_a_failure_in_any_request() -> None:
    helpdesk = Helpdesk(cases=120)
    whole = mirrored(helpdesk)
    mirror = Mirror()
    allowed = 0
    failures = 0
    while True:
        allowed += 3
        budget = [allowed]

        def fail(request: httpx.Request, budget: list[int] = budget) -> None:
            budget[0] -= 1
            if budget[0] < 0:
                raise httpx.ReadError("cut", request=request)

        helpdesk.before = fail
        try:
            asyncio.run(pull(helpdesk.tracker(), mirror))
            break
        except UnreachableError:
            failures += 1
    assert failures > 3
    assert mirror.cases == whole.cases
    assert mirror.items == whole.items


@pytest.mark.logs_expected
def test_a_case_whose_history_cannot_be_read_comes_without(caplog: pytest.LogCaptureFixture) -> None:
    helpdesk = Helpdesk(cases=60)
    broken = httpx.Response(500)

    def spoil(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        query = request.url.params.get("query", "")
        return broken if re.search(r"ObjectId = 33\b", query) else response

    helpdesk.spoil = spoil
    mirror = mirrored(helpdesk)
    assert len(mirror.cases) == 60
    assert mirror.of(33) == []
    assert all(mirror.of(n) for n in range(1, 61) if n != 33)
    assert "case 33" in caplog.text
    helpdesk.spoil = lambda request, response: response
    helpdesk.world.message("bob", helpdesk.clock.later(), 33, "It works again", reply=False)
    assert len(again(helpdesk, mirror).of(33)) > 1


@pytest.mark.logs_expected
def test_a_helpdesk_that_gives_no_history_at_all_is_a_failure() -> None:
    helpdesk = Helpdesk(cases=60)
    helpdesk.spoil = lambda request, response: (
        httpx.Response(500) if "ObjectId =" in request.url.params.get("query", "") else response
    )
    with pytest.raises(UnreachableError):
        mirrored(helpdesk)


def test_reading_waits_where_it_is_asked_to() -> None:
    helpdesk = Helpdesk(cases=5)
    helpdesk.double.faults.then("", "throttled", "throttled", "", "throttled")
    assert len(mirrored(helpdesk).cases) == 5


def test_a_connection_that_breaks_at_once_is_tried_once_more() -> None:
    helpdesk = Helpdesk(cases=5)
    times = [3]

    def cut(request: httpx.Request) -> None:
        times[0] -= 1
        if times[0] == 0:
            raise httpx.RemoteProtocolError("closed", request=request)

    helpdesk.before = cut
    assert len(mirrored(helpdesk).cases) == 5


def test_who_wrote_a_reply_where_the_team_signs_in_by_address() -> None:
    helpdesk = Helpdesk()
    helpdesk.world.add_user("dana@example.com")
    number = helpdesk.make_case(0)
    helpdesk.world.change("dana@example.com", helpdesk.clock.later(), number, "Owner", "dana@example.com")
    for who in ("dana@example.com", "erik@example.com", "c0@example.net"):
        helpdesk.world.message(who, helpdesk.clock.later(), number, who, reply=True)
    kinds = {item.author: item.kind for item in mirrored(helpdesk).of(number) if item.text.endswith((".com", ".net"))}
    assert kinds == {"dana@example.com": "reply", "erik@example.com": "reply", "c0@example.net": "customer"}


WRONG = {
    "items": ("tickets", {"items": {"a": 1}}),
    "row": ("tickets", {"items": ["x"]}),
    "id": ("transactions", {"items": [{"id": "seven"}]}),
    "total": ("tickets", {"total": "many"}),
    "null": ("transactions", {"items": [None]}),
    "queue": ("tickets", {"items": [{"id": "1", "Owner": {}, "Queue": "Support"}]}),
    "huge id": ("transactions", {"items": [{"id": "9" * 30}]}),
}


@pytest.mark.parametrize(("path", "values"), WRONG.values(), ids=WRONG)
def test_wrong_types_are_a_bad_answer(path: str, values: dict[str, object]) -> None:
    helpdesk = Helpdesk(cases=5)

    def spoil(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        return replaced(response, **values) if request.url.path.endswith(f"/{path}") else response

    helpdesk.spoil = spoil
    with pytest.raises(BadAnswerError):
        mirrored(helpdesk)


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b"", b'{"items": 1}'])
def test_what_is_no_collection_is_a_bad_answer(body: bytes) -> None:
    helpdesk = Helpdesk(cases=5)
    helpdesk.spoil = lambda request, response: httpx.Response(200, content=body)
    with pytest.raises(OutsideError):
        mirrored(helpdesk)


def test_hostile_and_odd_texts_are_kept_as_data() -> None:
    helpdesk = Helpdesk()
    odd = "\u202eabc\u0007 \ud83d NUL\x00 <b>no markup</b>\r\nline\u2028"
    number = helpdesk.make_case(1)
    helpdesk.world.tickets[number].subject = "=cmd|' /C calc'!A0 <img src=x>\u202e"
    helpdesk.world.message("alice", helpdesk.clock.later(), number, odd, reply=False)
    mirror = mirrored(helpdesk)
    assert mirror.of(number)[-1].text == "\u202eabc\u0007 \ufffd NUL\ufffd <b>no markup</b>\nline\u2028"
    assert mirror.cases[str(number)].subject == "=cmd|' /C calc'!A0 <img src=x>\u202e"
    for text in (mirror.of(number)[-1].text, mirror.cases[str(number)].subject):
        text.encode()


def test_html_attachments_and_endless_bodies() -> None:
    helpdesk = Helpdesk()
    number = helpdesk.make_case(0)
    world, clock = helpdesk.world, helpdesk.clock

    def say(text: str, content_type: str = "text/plain", files: Sequence[tuple[str, str, str]] = ()) -> None:
        who = "c0@example.net"
        world.message(who, clock.later(), number, text, reply=True, content_type=content_type, files=files)

    say("<p>Hello<br>there</p><script>x()</script>", content_type="text/html")
    say("see file", files=[("image/png", "x" * 10, "picture.png"), ("text/plain", "log " * 10, "log.txt")])
    say("plain", files=[("text/html", "<p>rich</p>", "")])
    say("long " * 20_000)
    say("endless " * 200_000)
    say("<p>" + "endless " * 200_000, content_type="text/html")
    say("", files=[("application/pdf", "x", "only.pdf")])
    items = mirrored(helpdesk).of(number)[-7:]
    assert items[0].text == "Hello\nthere"
    assert items[1].text == "see file"
    assert [(a.name, a.content_type, a.size) for a in items[1].attachments] == [
        ("picture.png", "image/png", 10),
        ("log.txt", "text/plain", 40),
    ]
    assert items[2].text == "plain"
    assert items[3].text.endswith("\n[shortened: the helpdesk holds 100000 characters]")
    assert len(items[3].text) < 65_000
    assert items[4].text == "[shortened: the helpdesk holds 1600000 characters]"
    assert re.fullmatch(r"\[shortened: the helpdesk holds \d+ characters\]", items[5].text)
    assert (items[6].text, items[6].attachments[0].name) == ("", "only.pdf")


def test_many_large_messages_are_fetched_in_portions() -> None:
    helpdesk = Helpdesk()
    number = helpdesk.make_case(0)
    for n in range(30):
        helpdesk.world.message("bob", helpdesk.clock.later(), number, f"{n} " + "x" * 700_000, reply=False)
    items = mirrored(helpdesk).of(number)
    assert [item.text.split(" ")[0] for item in items[-30:]] == [str(n) for n in range(30)]
