"""Writing to Request Tracker: once, never over somebody else's change, and found again after a lost answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from fallback_console.adapters.helpdesk.rt import RequestTracker
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    ConflictError,
    OutsideError,
    RefusedError,
    SignInError,
    ThrottledError,
    UnreachableError,
)
from fallback_console.drill.http_server import Request as DoubleRequest
from fallback_console.drill.http_server import Response as DoubleAnswer
from fallback_console.ports import AddNote, CreateCase, HelpdeskWrite, SendReply, SetField
from tests.unit.adapters.helpdesk.rt_support import Helpdesk, TestClock, closing, entry_id


def write(helpdesk: Helpdesk, work: HelpdeskWrite, *, look_first: bool = False, login: str = "alice") -> Receipt:
    async def run() -> Receipt:
        async with closing(helpdesk.tracker(login)) as tracker:
            return await tracker.write(work, look_first=look_first)

    helpdesk.clock.later(0.1)
    return asyncio.run(run())


def look_up(helpdesk: Helpdesk, work: HelpdeskWrite) -> Receipt | None:
    async def run() -> Receipt | None:
        async with closing(helpdesk.tracker()) as tracker:
            return await tracker.look_up(work)

    return asyncio.run(run())


def failure(helpdesk: Helpdesk, work: HelpdeskWrite, **more: Any) -> OutsideError:
    with pytest.raises(OutsideError) as caught:
        write(helpdesk, work, **more)
    assert caught.value.next_step
    return caught.value


@pytest.fixture
def helpdesk() -> Helpdesk:
    found = Helpdesk(cases=8)
    found.clock.later(60)
    return found


def value(helpdesk: Helpdesk, number: int, name: str) -> Any:
    return getattr(helpdesk.world.tickets[number], name)


def set_field(helpdesk: Helpdesk, number: int, field: str, base: str, new: str) -> SetField:
    return SetField(entry_id(helpdesk.clock), str(number), field, base, new)


FIELDS = [
    ("status", "new", "open", "status", "open"),
    ("owner", "", "bob", "owner", "bob"),
    ("priority", "0", "70", "priority", 70),
    ("queue", "Support", "サポート", "queue", "サポート"),
    ("subject", "Case 0", "障害 😀 'quoted' \\ ", "subject", "障害 😀 'quoted' \\"),
    ("due", "", "1798108200000", "due", 1798108200000),
]


@pytest.mark.parametrize(("field", "base", "new", "column", "stored"), FIELDS, ids=[f[0] for f in FIELDS])
def test_each_field(helpdesk: Helpdesk, field: str, base: str, new: str, column: str, stored: Any) -> None:
    work = set_field(helpdesk, 1, field, base, new)
    receipt = write(helpdesk, work)
    assert value(helpdesk, 1, column) == stored
    (item,) = receipt.remote_items
    change = next(t for t in helpdesk.world.transactions if str(t.id) == item)
    assert (change.ticket, change.field, change.creator) == (1, column.title(), "alice")
    assert receipt.version == change.id
    assert not receipt.already
    count = len(helpdesk.world.transactions)
    again = write(helpdesk, work, look_first=True)
    assert again == Receipt(True, remote_items=(item,), version=change.id)
    assert look_up(helpdesk, work) == again
    assert len(helpdesk.world.transactions) == count


def test_clearing_a_due_time_and_an_owner(helpdesk: Helpdesk) -> None:
    write(helpdesk, set_field(helpdesk, 1, "due", "", "1798108200999"))
    assert value(helpdesk, 1, "due") == 1798108200000
    write(helpdesk, set_field(helpdesk, 1, "due", "1798108200999", ""))
    assert value(helpdesk, 1, "due") == 0
    write(helpdesk, set_field(helpdesk, 2, "owner", "alice", ""))
    assert value(helpdesk, 2, "owner") == "Nobody"


def test_another_field_changed_there_is_no_conflict(helpdesk: Helpdesk) -> None:
    work = set_field(helpdesk, 1, "status", "new", "stalled")
    helpdesk.world.change("bob", helpdesk.clock.later(), 1, "Priority", "90")
    helpdesk.world.message("bob", helpdesk.clock.later(), 1, "Note", reply=False)
    write(helpdesk, work)
    assert (value(helpdesk, 1, "status"), value(helpdesk, 1, "priority")) == ("stalled", 90)


def test_the_same_field_changed_there_is_a_conflict(helpdesk: Helpdesk) -> None:
    work = set_field(helpdesk, 1, "owner", "", "alice")
    moment = helpdesk.clock.later()
    helpdesk.world.change("bob", moment, 1, "Owner", "bob")
    version = next(t.id for t in reversed(helpdesk.world.transactions) if t.type == "Set")
    helpdesk.world.message("bob", helpdesk.clock.later(), 1, "Later note", reply=False)
    error = failure(helpdesk, work)
    assert isinstance(error, ConflictError)
    assert (error.field, error.base, error.mine, error.theirs) == ("owner", "", "alice", "bob")
    assert (error.theirs_by, error.theirs_at, error.theirs_version) == ("bob", moment // 1000 * 1000, version)
    assert value(helpdesk, 1, "owner") == "bob"


def test_the_same_value_set_there_is_done_already(helpdesk: Helpdesk) -> None:
    work = set_field(helpdesk, 1, "status", "new", "stalled")
    helpdesk.world.change("bob", helpdesk.clock.later(), 1, "Status", "stalled")
    receipt = write(helpdesk, work)
    assert receipt.already
    assert receipt.remote_items == ()
    assert receipt.version == helpdesk.world.transactions[-1].id


def test_a_change_between_reading_and_writing_is_noticed(helpdesk: Helpdesk) -> None:
    helpdesk.before = once(
        lambda r: r.method == "PUT",
        lambda: helpdesk.world.change("bob", helpdesk.clock.later(), 1, "Status", "resolved"),
    )
    error = failure(helpdesk, set_field(helpdesk, 1, "status", "new", "open"))
    assert isinstance(error, ConflictError)
    assert value(helpdesk, 1, "status") == "resolved"


def test_something_else_between_reading_and_writing_is_merged(helpdesk: Helpdesk) -> None:
    helpdesk.before = once(
        lambda r: r.method == "PUT",
        lambda: helpdesk.world.change("bob", helpdesk.clock.later(), 1, "Priority", "33"),
    )
    write(helpdesk, set_field(helpdesk, 1, "status", "new", "open"))
    assert (value(helpdesk, 1, "status"), value(helpdesk, 1, "priority")) == ("open", 33)


def test_a_case_that_never_stands_still(helpdesk: Helpdesk) -> None:
    def meddle(request: httpx.Request) -> None:
        if request.method == "PUT":
            helpdesk.world.message("bob", helpdesk.clock.later(), 1, "x", reply=False)

    helpdesk.before = meddle
    assert isinstance(failure(helpdesk, set_field(helpdesk, 1, "status", "new", "open")), RefusedError)
    assert value(helpdesk, 1, "status") == "new"


def test_a_change_right_after_ours_is_a_conflict(helpdesk: Helpdesk) -> None:
    puts = 0

    def meddle(request: httpx.Request) -> None:
        nonlocal puts
        if puts and request.method == "GET":
            puts = -100
            helpdesk.world.change("bob", helpdesk.clock.later(), 1, "Status", "rejected")
        puts += request.method == "PUT"

    helpdesk.before = meddle
    error = failure(helpdesk, set_field(helpdesk, 1, "status", "new", "open"))
    assert isinstance(error, ConflictError)
    assert error.theirs == "rejected"


def test_an_earlier_try_that_got_through_and_was_changed_again_is_done(helpdesk: Helpdesk) -> None:
    work = set_field(helpdesk, 1, "status", "new", "stalled")
    first = write(helpdesk, work)
    helpdesk.world.change("bob", helpdesk.clock.later(), 1, "Status", "resolved")
    assert write(helpdesk, work, look_first=True) == Receipt(True, "", first.remote_items, first.version)
    assert value(helpdesk, 1, "status") == "resolved"


def test_the_same_change_by_an_older_entry_is_not_taken_for_this_one(helpdesk: Helpdesk) -> None:
    helpdesk.world.change("bob", helpdesk.clock.later(), 1, "Status", "open")
    first = SetField(entry_id(helpdesk.clock, 1), "1", "status", "open", "stalled")
    back = SetField(entry_id(helpdesk.clock, 2), "1", "status", "stalled", "open")
    third = SetField(entry_id(helpdesk.clock, 3), "1", "status", "open", "stalled")
    write(helpdesk, first)
    write(helpdesk, back)
    assert look_up(helpdesk, third) is None
    write(helpdesk, third, look_first=True)
    assert value(helpdesk, 1, "status") == "stalled"


def test_a_lookup_of_what_was_never_done(helpdesk: Helpdesk) -> None:
    assert look_up(helpdesk, set_field(helpdesk, 1, "status", "new", "open")) is None
    assert look_up(helpdesk, AddNote(entry_id(helpdesk.clock), "1", "x")) is None
    assert look_up(helpdesk, SendReply(entry_id(helpdesk.clock), "1", "x")) is None
    assert look_up(helpdesk, CreateCase(entry_id(helpdesk.clock), "s", "Support", "t", "", 0, "")) is None


REFUSALS = [
    ("status", "frobnicated", "another status"),
    ("owner", "nosuch", "another owner"),
    ("queue", "NoSuch", "another queue"),
    ("priority", "high", "again"),
    ("priority", "101", "again"),
    ("priority", "-1", "again"),
    ("due", "tomorrow", "again"),
    ("due", "9" * 30, "again"),
    ("colour", "red", "Drop"),
]


@pytest.mark.parametrize(("field", "new", "step"), REFUSALS)
def test_refusals_that_come_as_success(helpdesk: Helpdesk, field: str, new: str, step: str) -> None:
    base = {"status": "new", "owner": "", "queue": "Support", "priority": "0", "due": ""}.get(field, "")
    error = failure(helpdesk, set_field(helpdesk, 1, field, base, new))
    assert type(error) is RefusedError
    assert step in error.next_step


def test_no_right_to_change(helpdesk: Helpdesk) -> None:
    helpdesk.world.users["alice"].writes = False
    for work in (
        set_field(helpdesk, 1, "status", "new", "open"),
        AddNote(entry_id(helpdesk.clock), "1", "x"),
        CreateCase(entry_id(helpdesk.clock), "s", "Support", "t", "", 0, ""),
    ):
        assert type(failure(helpdesk, work)) is RefusedError


@pytest.mark.parametrize("case", ["999", "x", "", "-1", "１", "9" * 40])
def test_no_such_case(helpdesk: Helpdesk, case: str) -> None:
    key = entry_id(helpdesk.clock)
    for work in (SetField(key, case, "status", "a", "b"), AddNote(key, case, "x"), SendReply(key, case, "x")):
        assert type(failure(helpdesk, work)) is RefusedError
        with pytest.raises(RefusedError):
            look_up(helpdesk, work)


def test_a_case_out_of_sight(helpdesk: Helpdesk) -> None:
    helpdesk.world.users["alice"].sees = frozenset({"Billing"})
    assert type(failure(helpdesk, set_field(helpdesk, 1, "status", "new", "open"))) is RefusedError
    assert type(failure(helpdesk, AddNote(entry_id(helpdesk.clock), "1", "x"))) is RefusedError


def test_taking_over_by_the_right_to_do_so(helpdesk: Helpdesk) -> None:
    """RT refuses a change of owner in prose, and has a way of its own for taking a case over."""
    real = helpdesk.double.answer

    def reassigning_refused(request: DoubleRequest) -> DoubleAnswer:
        if request.method == "PUT" and b"Owner" in request.body and not request.path.endswith(("take", "steal")):
            said = b'["Ticket 1: You can only reassign tickets that you own or that are unowned"]'
            return DoubleAnswer(200, said, {"Content-Type": "application/json"})
        return real(request)

    helpdesk.double.answer = reassigning_refused  # type: ignore[method-assign]
    write(helpdesk, set_field(helpdesk, 1, "owner", "", "alice"))
    assert value(helpdesk, 1, "owner") == "alice"
    write(helpdesk, set_field(helpdesk, 1, "owner", "alice", "bob"), login="bob")
    assert value(helpdesk, 1, "owner") == "bob"
    error = failure(helpdesk, set_field(helpdesk, 1, "owner", "bob", "c1@example.net"))
    assert type(error) is RefusedError


def test_what_a_reply_of_ours_sets_off_is_no_conflict(helpdesk: Helpdesk) -> None:
    reply = SendReply(entry_id(helpdesk.clock, 1), "1", "We are on it")
    close = SetField(entry_id(helpdesk.clock, 2), "1", "status", "new", "resolved")
    helpdesk.clock.later(600)
    write(helpdesk, reply)
    assert value(helpdesk, 1, "status") == "open"
    write(helpdesk, close)
    assert value(helpdesk, 1, "status") == "resolved"


def test_what_somebody_did_after_a_reply_of_ours_is_a_conflict(helpdesk: Helpdesk) -> None:
    reply = SendReply(entry_id(helpdesk.clock, 1), "1", "We are on it")
    close = SetField(entry_id(helpdesk.clock, 2), "1", "status", "new", "resolved")
    write(helpdesk, reply)
    helpdesk.world.change("bob", helpdesk.clock.later(), 1, "Status", "stalled")
    error = failure(helpdesk, close)
    assert isinstance(error, ConflictError)
    assert (error.theirs, error.theirs_by) == ("stalled", "bob")


def test_a_case_opened_by_somebody_else_s_reply_is_a_conflict(helpdesk: Helpdesk) -> None:
    close = SetField(entry_id(helpdesk.clock, 2), "1", "status", "new", "resolved")
    helpdesk.world.message("bob", helpdesk.clock.later(), 1, "Hello", reply=True)
    assert isinstance(failure(helpdesk, close), ConflictError)


def test_notes_and_replies_carry_the_marker(helpdesk: Helpdesk) -> None:
    note = AddNote(entry_id(helpdesk.clock, 1), "1", "電話した。\u202e <b>")
    reply = SendReply(entry_id(helpdesk.clock, 2), "1", "Dear customer")
    for work, kind in ((note, "Comment"), (reply, "Correspond")):
        receipt = write(helpdesk, work)
        made = next(t for t in helpdesk.world.transactions if t.type == kind and work.entry_id in t.data)
        assert receipt == Receipt(remote_items=(str(made.id),), version=made.id)
        assert made.parts[0].content == work.text
        assert write(helpdesk, work, look_first=True) == Receipt(True, "", (str(made.id),), made.id)
    assert helpdesk.double.effects() == {note.entry_id: 1, reply.entry_id: 1}
    subject = next(t.data for t in helpdesk.world.transactions if t.type == "Correspond" and reply.entry_id in t.data)
    assert subject.startswith("Case 0 [fc-op:")


def test_a_note_is_found_after_its_case_was_merged(helpdesk: Helpdesk) -> None:
    before = AddNote(entry_id(helpdesk.clock, 1), "1", "before")
    after = AddNote(entry_id(helpdesk.clock, 2), "1", "after")
    write(helpdesk, before)
    helpdesk.world.merge("bob", helpdesk.clock.later(), 1, 2)
    write(helpdesk, after)
    for work in (before, after):
        assert write(helpdesk, work, look_first=True).already
    assert helpdesk.double.effects() == {before.entry_id: 1, after.entry_id: 1}


def test_a_message_without_its_number_in_the_answer_is_looked_up(helpdesk: Helpdesk) -> None:
    def without_location(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        response.headers.pop("location", None)
        return response

    helpdesk.spoil = without_location
    receipt = write(helpdesk, AddNote(entry_id(helpdesk.clock), "1", "x"))
    assert receipt.remote_items == (str(helpdesk.world.transactions[-1].id),)
    assert not receipt.already


def test_a_new_case(helpdesk: Helpdesk) -> None:
    work = CreateCase(entry_id(helpdesk.clock), "新しい\ncase", "サポート", "本文", "c1@example.net", 40, "bob")
    receipt = write(helpdesk, work)
    case = helpdesk.world.tickets[int(receipt.remote_id)]
    assert (case.subject, case.queue, case.priority, case.owner) == ("新しい case", "サポート", 40, "bob")
    assert case.requestors == ["c1@example.net"]
    (item,) = receipt.remote_items
    assert item == str(case.history[0].id)
    assert write(helpdesk, work, look_first=True) == Receipt(True, receipt.remote_id, (item,), int(item))
    assert look_up(helpdesk, work) == Receipt(True, receipt.remote_id, (item,), int(item))
    assert helpdesk.double.effects() == {work.entry_id: 1}


def test_a_new_case_of_somebody_who_has_a_number_only(helpdesk: Helpdesk) -> None:
    work = CreateCase(entry_id(helpdesk.clock), "s", "Support", "text", "+12025550199", 0, "")
    case = helpdesk.world.tickets[int(write(helpdesk, work).remote_id)]
    assert case.requestors == []
    assert case.history[0].parts[0].content == "+12025550199\n\ntext"
    assert "+12025550199" not in helpdesk.world.users


def test_a_new_case_that_is_refused(helpdesk: Helpdesk) -> None:
    error = failure(helpdesk, CreateCase(entry_id(helpdesk.clock), "s", "NoSuch", "t", "", 0, ""))
    assert type(error) is RefusedError
    assert "NoSuch" in error.message


def test_a_new_case_counts_although_what_follows_fails(helpdesk: Helpdesk) -> None:
    helpdesk.double.faults.then("", "broken")
    receipt = write(helpdesk, CreateCase(entry_id(helpdesk.clock), "s", "Support", "t", "", 0, ""))
    assert receipt == Receipt(remote_id=str(max(helpdesk.world.tickets)))


def works(clock: TestClock) -> dict[str, HelpdeskWrite]:
    return {
        "field": SetField(entry_id(clock, 1), "1", "status", "new", "open"),
        "note": AddNote(entry_id(clock, 2), "1", "x"),
        "reply": SendReply(entry_id(clock, 3), "1", "x"),
        "case": CreateCase(entry_id(clock, 4), "s", "Support", "t", "", 0, ""),
    }


WORKS = tuple(works(TestClock()))
DONE_BUT_UNTOLD = ("half", "lost", "late", "html", "moved")
NOT_DONE: dict[str, type[OutsideError]] = {
    "refused": AmbiguousError,
    "hang": AmbiguousError,
    "throttled": ThrottledError,
    "broken": AmbiguousError,
}


@pytest.mark.parametrize("name", WORKS)
@pytest.mark.parametrize("fault", [*DONE_BUT_UNTOLD, *NOT_DONE])
def test_every_fault_of_the_write_itself_over_real_connections(helpdesk: Helpdesk, name: str, fault: str) -> None:
    """Done or not done there: the second try, which looks first, leaves exactly one effect."""
    work = works(helpdesk.clock)[name]
    double = helpdesk.double
    double.faults.only = lambda request: request.method in ("POST", "PUT")

    async def run(url: str) -> Receipt:
        tracker = RequestTracker(url, double.sign_in("alice"), clock=helpdesk.clock, timeout=0.3, settle=0.0)
        async with closing(tracker):
            if (fault, name) == ("html", "field"):
                # What is read after the write proves it, whatever was said.
                assert not (await tracker.write(work, look_first=False)).already
            else:
                with pytest.raises((AmbiguousError, BadAnswerError, ThrottledError)) as caught:
                    await tracker.write(work, look_first=False)
                if fault in NOT_DONE:
                    assert type(caught.value) is NOT_DONE[fault]
            found = await tracker.look_up(work)
            assert (found is None) == (fault in NOT_DONE)
            return await tracker.write(work, look_first=True)

    with double:
        double.faults.then(fault)
        receipt = asyncio.run(run(double.url))
    assert receipt.already == (fault in DONE_BUT_UNTOLD)
    if name == "field":
        changes = [t for t in helpdesk.world.tickets[1].history if t.field == "Status"]
        assert [t.new for t in changes] == ["open"]
    else:
        assert double.effects() == {work.entry_id: 1}


@pytest.mark.parametrize("name", ["note", "reply", "case"])
def test_a_slow_helpdesk_gets_time_for_an_earlier_try(helpdesk: Helpdesk, name: str) -> None:
    """The first try is still under way when it is looked for, and done before it would be written again."""
    work = works(helpdesk.clock)[name]
    begun: list[asyncio.Task[Receipt]] = []

    async def earlier() -> Receipt:
        await asyncio.sleep(0.15)
        async with closing(helpdesk.tracker()) as tracker:
            return await tracker.write(work, look_first=False)

    async def slow(request: httpx.Request) -> httpx.Response:
        if not begun:
            begun.append(asyncio.create_task(earlier()))
            await asyncio.sleep(0.05)
            return httpx.Response(200, json={"items": [], "count": 0, "total": 0, "page": 1, "pages": 0})
        return helpdesk.handle(request)

    async def run() -> Receipt:
        token, transport = helpdesk.double.sign_in("alice"), httpx.MockTransport(slow)
        tracker = RequestTracker(
            "https://helpdesk.example.com/rt/", token, clock=helpdesk.clock, settle=0.0, transport=transport
        )
        async with closing(tracker):
            found = await tracker.write(work, look_first=True)
        await begun[0]
        return found

    assert asyncio.run(run()).already
    assert helpdesk.double.effects() == {work.entry_id: 1}


@pytest.mark.parametrize("name", ["field", "reply"])
def test_silence_after_the_write_is_ambiguous(helpdesk: Helpdesk, name: str) -> None:
    work = works(helpdesk.clock)[name]
    sent = False

    def silent(request: httpx.Request) -> None:
        nonlocal sent
        if sent:
            raise httpx.ConnectError("gone", request=request)
        sent = request.method in ("PUT", "POST")

    helpdesk.before = silent
    helpdesk.spoil = lambda request, response: httpx.Response(response.status_code, content=response.content)
    assert type(failure(helpdesk, work)) is AmbiguousError


@pytest.mark.parametrize("name", ["field", "reply"])
def test_silence_before_the_write_is_not(helpdesk: Helpdesk, name: str) -> None:
    def silent(request: httpx.Request) -> None:
        raise httpx.ReadTimeout("late", request=request)

    helpdesk.before = silent
    assert type(failure(helpdesk, works(helpdesk.clock)[name])) is UnreachableError


def test_a_wrong_token_is_our_sign_in(helpdesk: Helpdesk) -> None:
    helpdesk.spoil = lambda request, response: httpx.Response(401, json={"message": "Unauthorized"})
    for work in works(helpdesk.clock).values():
        assert type(failure(helpdesk, work)) is SignInError


def once(when: Callable[[httpx.Request], bool], do: Callable[[], Any]) -> Callable[[httpx.Request], None]:
    done = False

    def before(request: httpx.Request) -> None:
        nonlocal done
        if not done and when(request):
            done = True
            do()

    return before
