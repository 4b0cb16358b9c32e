"""The adapter against a real Request Tracker: pulls, writes, markers, conflicts, lost answers, a frozen and a killed server.

Every request and answer is also held against the description that the double is held against.
"""

from __future__ import annotations

import asyncio
import email
import email.policy
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import httpx
import pytest

from fallback_console.adapters.directory.rt import RtUsers
from fallback_console.adapters.helpdesk.rt import RequestTracker
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.errors import (
    AmbiguousError,
    ConflictError,
    OutsideError,
    RefusedError,
    SignInError,
    UnreachableError,
)
from fallback_console.domain.ids import uuid7
from fallback_console.ports import AddNote, CreateCase, HelpdeskWrite, PullScope, SendReply, SetField
from tests.contract.contract import Contract
from tests.real.servers import rt_data
from tests.real.servers.net import NetFaults
from tests.real.servers.rt import RtServer
from tests.unit.adapters.helpdesk.rt_support import Mirror

T = TypeVar("T")

EVERYTHING = PullScope(closed_days=60)
CONTRACT = Contract.load("rt_rest2", "/REST/2.0")


class WallClock:
    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        return time.monotonic()


class Described(httpx.AsyncBaseTransport):
    """Real connections, with the description in between."""

    def __init__(self) -> None:
        limits = httpx.Limits(max_connections=3, keepalive_expiry=0.5)
        self._real = httpx.AsyncHTTPTransport(limits=limits, trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        operation = CONTRACT.check_request(request)
        response = await self._real.handle_async_request(request)
        await response.aread()
        CONTRACT.check_response(operation, response)
        return response

    async def aclose(self) -> None:
        await self._real.aclose()


@asynccontextmanager
async def tracker(
    rt: RtServer, user: str = "alice", *, timeout: float = 15.0, described: bool = True
) -> AsyncIterator[RequestTracker]:
    found = RequestTracker(
        rt.url, rt.token(user), clock=WallClock(), timeout=timeout, transport=Described() if described else None
    )
    try:
        yield found
    finally:
        await found.aclose()


def run(main: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(main)


def key(n: int = 0) -> str:
    return uuid7(WallClock().now_ms(), n.to_bytes(10, "big"))


async def pull(
    found: RequestTracker, mirror: Mirror, scope: PullScope = EVERYTHING, *, stop_after: int = 10**9
) -> None:
    pages = 0
    async for page in found.pull(mirror.cursor, scope):
        mirror.take(page)
        pages += 1
        if page.done or pages == stop_after:
            return


async def whole(rt: RtServer, user: str = "alice", scope: PullScope = EVERYTHING) -> Mirror:
    mirror = Mirror()
    async with tracker(rt, user) as found:
        await pull(found, mirror, scope)
    return mirror


def write(rt: RtServer, work: HelpdeskWrite, *, look_first: bool = False, user: str = "alice") -> Receipt:
    async def main() -> Receipt:
        async with tracker(rt, user) as found:
            return await found.write(work, look_first=look_first)

    return run(main())


def test_all_520_cases_with_history_and_numbers(rt: RtServer, figure: Callable[[str], None]) -> None:
    async def main() -> tuple[Mirror, int, float]:
        mirror = Mirror()
        async with tracker(rt, described=False) as found:
            begin = time.monotonic()
            await pull(found, mirror)
            return mirror, found.requests, time.monotonic() - begin

    mirror, requests, seconds = run(main())
    cases = rt_data.CASE_COUNT
    assert set(mirror.cases) == {str(n) for n in range(1, cases + 1)}
    events = rt_data.dataset()["events"]
    said = sum(event["kind"] in ("create", "correspond", "comment") for event in events)
    assert sum(item.kind in ("created", "customer", "reply", "note") for item in mirror.items.values()) == said
    assert all(item.text for item in mirror.items.values() if item.kind in ("created", "customer", "reply", "note"))
    seeded = {person["name"]: person for person in rt_data.dataset()["customers"]}
    for person in mirror.people.values():
        if person.role == "customer":
            wanted = {seeded[person.remote_id][name] for name in ("mobile", "work")} - {""}
            assert {number.text for number in person.numbers} == wanted
            assert person.name == seeded[person.remote_id]["real_name"]
    for number in (4, 9, 100, 333):
        fields = rt.field_names(number)
        case = mirror.cases[str(number)]
        assert (case.status, case.subject, str(case.priority)) == (
            fields["Status"],
            fields["Subject"],
            fields["Priority"],
        )
        assert (case.owner or "Nobody", case.queue) == (fields["Owner"], fields["Queue"])
        messages = [row["Content"] for row in rt.history(number, "Create", "Correspond", "Comment")]
        kinds = ("created", "customer", "reply", "note")
        assert [item.text for item in mirror.of(number) if item.kind in kinds] == messages
    assert requests / cases < 0.3
    figure(
        f"first pull: {cases} cases, {len(mirror.items)} items, {seconds:.1f} s, {requests / cases:.3f} requests per case"
    )


def test_every_request_and_answer_is_as_described(rt: RtServer) -> None:
    mirror = run(whole(rt, scope=PullScope(("Billing", "サポート"), 14)))
    assert {case.queue for case in mirror.cases.values()} == {"Billing", "サポート"}


def test_what_changes_arrives(rt: RtServer, figure: Callable[[str], None]) -> None:
    async def main() -> None:
        async with tracker(rt) as found:
            mirror = Mirror()
            await pull(found, mirror)
            await pull(found, mirror)
            before = found.requests
            await pull(found, mirror)
            figure(f"a pull that finds nothing: {found.requests - before} requests")
            rt.rest("PUT", "/ticket/7", {"Status": "stalled", "Owner": "bob"}, as_user="bob")
            message = {"Content": "急ぎです", "ContentType": "text/plain"}
            rt.rest("POST", "/ticket/8/comment", message, as_user="bob")
            made = rt.rest(
                "POST",
                "/ticket",
                {
                    "Queue": "Billing",
                    "Subject": "新規",
                    "Content": "x",
                    "ContentType": "text/plain",
                    "Requestor": "n@example.net",
                },
                as_user="bob",
            ).body["id"]
            rt.rest("PUT", "/ticket/9", {"MergeInto": 10}, as_user="bob")
            begin = time.monotonic()
            await pull(found, mirror)
            figure(f"a pull of five changed cases: {(time.monotonic() - begin) * 1000:.0f} ms")
            assert (mirror.cases["7"].status, mirror.cases["7"].owner) == ("stalled", "bob")
            assert [i.new for i in mirror.of(7) if i.field == "owner"][-1] == "bob"
            assert (mirror.of(8)[-1].text, mirror.of(8)[-1].author) == ("急ぎです", "bob")
            assert mirror.cases[made].requestor == "n@example.net"
            assert mirror.gone == {"9"}
            assert mirror.of(9) == []
            assert [i.kind for i in mirror.of(10)].count("created") == 2

    run(main())


def test_cut_and_taken_up_again_is_the_same(rt: RtServer) -> None:
    async def main() -> None:
        expected = await whole(rt)
        mirror = Mirror()
        for pages in (1, 1, 2, 1):
            async with tracker(rt) as found:
                await pull(found, mirror, stop_after=pages)
        async with tracker(rt) as found:
            await pull(found, mirror)
        assert mirror.cases == expected.cases
        assert mirror.items == expected.items
        assert mirror.people == expected.people

    run(main())


def test_rights_that_are_missing(rt: RtServer) -> None:
    async def main() -> None:
        mirror = await whole(rt, "carol")
        assert {case.queue for case in mirror.cases.values()} == {"Billing"}
        assert not any(item.kind == "note" for item in mirror.items.values())
        assert not any(person.numbers for person in mirror.people.values())
        rt.rest("POST", "/ticket/4/comment", {"Content": "x", "ContentType": "text/plain"})
        billing = next(iter(mirror.cases))
        rt.rest("PUT", f"/ticket/{billing}", {"Priority": "77"})
        other = list(mirror.cases)[5]
        rt.rest("PUT", f"/ticket/{other}", {"Queue": "Support"})
        async with tracker(rt, "carol") as found:
            await pull(found, mirror)
            assert mirror.cases[billing].priority == 77
            everything = list(mirror.cases)[:100]
            assert await found.missing(everything, EVERYTHING) == (other,)
            steps = await found.check()
        failed = [step for step in steps if not step.ok]
        assert [step.name for step in failed] == ["rights"]
        for right in ("CommentOnTicket", "ReplyToTicket", "ModifyTicket", "CreateTicket", "AdminUsers"):
            assert right in failed[0].message

    run(main())


def test_the_live_test_and_the_vocabulary(rt: RtServer) -> None:
    async def main() -> None:
        async with tracker(rt) as found:
            steps = await found.check()
            assert [step.name for step in steps if not step.ok] == []
            assert "alice" in next(step.message for step in steps if step.name == "sign-in")
            words = await found.vocabulary()
            assert set(words.queues) == {"General", *rt_data.QUEUES}
            assert words.statuses == ("new", "open", "stalled", *words.closed_statuses)
            assert set(words.closed_statuses) == {"resolved", "rejected"}
            assert set(rt_data.AGENTS) <= set(words.owners)

    run(main())


def test_a_token_that_is_none(rt: RtServer) -> None:
    async def main() -> None:
        found = RequestTracker(rt.url, "1-28-" + "0" * 32, clock=WallClock())
        steps = await found.check()
        assert [step.name for step in steps if not step.ok] == ["sign-in"]
        with pytest.raises(SignInError):
            await found.write(AddNote(key(), "7", "x"), look_first=False)
        await found.aclose()

    run(main())


def now_in(rt: RtServer, number: int, name: str) -> str:
    return rt.field_names(number)[name]


CHANGES = [
    ("status", "Status", "stalled", "stalled"),
    ("owner", "Owner", "bob", "bob"),
    ("priority", "Priority", "77", "77"),
    ("queue", "Queue", "サポート", "サポート"),
    ("subject", "Subject", "障害 😀 'o\"clock' \\x", "障害 😀 'o\"clock' \\x"),
    ("due", "Due", "1798108200000", "2026-12-24T10:30:00Z"),
]


def base_of(rt: RtServer, number: int, field: str, column: str) -> str:
    value = now_in(rt, number, column)
    if field == "owner":
        return "" if value == "Nobody" else value
    return "" if field == "due" and value.startswith("1970") else value


@pytest.mark.parametrize(("field", "column", "value", "stored"), CHANGES, ids=[c[0] for c in CHANGES])
def test_each_field(rt: RtServer, field: str, column: str, value: str, stored: str) -> None:
    number = 7 if field != "queue" else 30
    work = SetField(key(), str(number), field, base_of(rt, number, field, column), value)
    receipt = write(rt, work)
    assert now_in(rt, number, column) == stored
    (item,) = receipt.remote_items
    change = next(row for row in rt.history(number) if str(row["id"]) == item)
    assert (change["Field"], change["Creator"]) == (column, "alice")
    assert receipt.version == int(item)
    mirror = run(whole(rt))
    assert mirror.cases[str(number)].version >= receipt.version
    assert item in mirror.items
    count = len(rt.history(number))
    assert write(rt, work, look_first=True) == Receipt(True, remote_items=(item,), version=int(item))
    assert len(rt.history(number)) == count


def test_clearing_owner_and_due_time(rt: RtServer) -> None:
    write(rt, SetField(key(1), "7", "due", "", "1798108200000"))
    write(rt, SetField(key(2), "7", "due", "1798108200000", ""))
    assert now_in(rt, 7, "Due").startswith("1970")
    write(rt, SetField(key(3), "7", "owner", "", "bob"))
    write(rt, SetField(key(4), "7", "owner", "bob", ""))
    assert now_in(rt, 7, "Owner") == "Nobody"


def test_conflicts_and_merges(rt: RtServer) -> None:
    mine = SetField(key(1), "7", "status", "new", "stalled")
    rt.rest("PUT", "/ticket/7", {"Priority": "66"}, as_user="bob")
    write(rt, mine)
    assert (now_in(rt, 7, "Status"), now_in(rt, 7, "Priority")) == ("stalled", "66")
    rt.rest("PUT", "/ticket/7", {"Owner": "bob"}, as_user="bob")
    with pytest.raises(ConflictError) as caught:
        write(rt, SetField(key(2), "7", "owner", "", "alice"))
    error = caught.value
    assert (error.base, error.mine, error.theirs, error.theirs_by) == ("", "alice", "bob", "bob")
    assert error.theirs_at is not None
    assert abs(error.theirs_at - WallClock().now_ms()) < 60_000
    assert now_in(rt, 7, "Owner") == "bob"
    assert write(rt, SetField(key(3), "7", "owner", "bob", "alice")).version is not None


REFUSALS = [
    ("status", "new", "frobnicated"),
    ("owner", "", "nosuch"),
    ("queue", "Support", "NoSuch"),
    ("priority", "0", "high"),
]


@pytest.mark.parametrize(("field", "base", "value"), REFUSALS)
def test_refusals_that_come_as_success(rt: RtServer, field: str, base: str, value: str) -> None:
    base = base_of(rt, 7, field, field.title())
    before = rt.history(7)
    with pytest.raises(RefusedError) as caught:
        write(rt, SetField(key(), "7", field, base, value))
    assert caught.value.next_step
    assert rt.history(7) == before


def test_no_right_to_write(rt: RtServer) -> None:
    number = rt.search("Queue = 'Billing' AND Status = 'new'")[0]["id"]
    elsewhere = rt.search("Queue = 'Support'")[0]["id"]
    for work in (
        SetField(key(1), number, "status", "new", "open"),
        AddNote(key(2), number, "x"),
        SendReply(key(3), number, "x"),
        CreateCase(key(4), "s", "Billing", "t", "", 0, ""),
        SetField(key(5), elsewhere, "status", "new", "open"),
        AddNote(key(6), elsewhere, "x"),
        AddNote(key(7), "99999", "x"),
    ):
        with pytest.raises(RefusedError):
            write(rt, work, user="carol")


def test_messages_once_with_their_marker(rt: RtServer) -> None:
    note = AddNote(key(1), "7", "電話した。<b>&\u202e")
    reply = SendReply(key(2), "8", "Dear customer")
    for work, kind in ((note, "Comment"), (reply, "Correspond")):
        for look_first in (False, True, True):
            receipt = write(rt, work, look_first=look_first)
        rows = [row for row in rt.history(int(work.case), kind) if work.entry_id in (row["Data"] or "")]
        assert [str(row["id"]) for row in rows] == list(receipt.remote_items)
        assert rows[0]["Content"] == work.text
        mirror = run(whole(rt))
        item = mirror.items[receipt.remote_items[0]]
        assert (item.marker, item.text) == (work.entry_id, work.text)
    (mail,) = [mail for mail in rt.mails() if "Dear customer" in mail]
    headers = email.message_from_string(mail, policy=email.policy.default)
    assert rt.field_names(8)["Subject"] in headers["Subject"]
    assert reply.entry_id in headers["Subject"]


def test_a_reply_of_ours_opens_the_case_and_is_no_conflict(rt: RtServer) -> None:
    number = rt.search("Status = 'new' AND Queue = 'Support'")[0]["id"]
    close = SetField(key(2), number, "status", "new", "resolved")
    write(rt, SendReply(key(1), number, "Solved"))
    assert now_in(rt, int(number), "Status") == "open"
    write(rt, close)
    assert now_in(rt, int(number), "Status") == "resolved"


def test_a_new_case_once(rt: RtServer) -> None:
    work = CreateCase(key(), "新しいケース", "サポート", "本文です", "customer01@example.net", 40, "bob")
    receipts = [write(rt, work, look_first=look_first) for look_first in (False, True)]
    assert receipts[0].remote_id == receipts[1].remote_id
    assert [receipt.already for receipt in receipts] == [False, True]
    fields = rt.field_names(int(receipts[0].remote_id))
    assert (fields["Subject"], fields["Owner"], fields["Priority"]) == ("新しいケース", "bob", "40")
    assert len(rt.search("id > 520")) == 1
    with pytest.raises(RefusedError):
        write(rt, CreateCase(key(9), "s", "NoSuch", "t", "", 0, ""))


def works() -> dict[str, HelpdeskWrite]:
    return {
        "field": SetField(key(1), "7", "status", "new", "stalled"),
        "note": AddNote(key(2), "7", "note"),
        "reply": SendReply(key(3), "7", "reply"),
        "case": CreateCase(key(4), "lost", "Support", "t", "", 0, ""),
    }


def effects(rt: RtServer, work: HelpdeskWrite) -> int:
    if isinstance(work, CreateCase):
        return len(rt.search("id > 520"))
    rows = rt.history(7)
    if isinstance(work, SetField):
        return sum(row["Field"] == "Status" and row["NewValue"] == "stalled" for row in rows)
    return sum(work.entry_id in (row["Data"] or "") for row in rows if row["Type"] in ("Comment", "Correspond"))


@pytest.mark.parametrize("name", ["field", "note", "reply", "case"])
def test_an_answer_that_is_lost(rt: RtServer, net_faults: NetFaults, name: str) -> None:
    """The write is carried out, nothing comes back: tried again with a look first, it is there once."""
    work = works()[name]

    async def main() -> Receipt:
        async with tracker(rt, timeout=1.0, described=False) as found:
            if name in ("field", "reply"):
                await found.look_up(work)
            with net_faults.only_while("lose_answers", rt.port):
                with pytest.raises(OutsideError) as caught:
                    await found.write(work, look_first=False)
            assert isinstance(caught.value, AmbiguousError | UnreachableError)
            if name in ("note", "case"):
                assert isinstance(caught.value, AmbiguousError)
        async with tracker(rt) as again:
            return await again.write(work, look_first=True)

    receipt = run(main())
    assert receipt.already == (name in ("note", "case"))
    assert effects(rt, work) == 1


def test_frozen_and_going_on_late(rt: RtServer) -> None:
    """What was sent to a frozen server happens when it goes on: looked for first, nothing is done twice."""
    note = AddNote(key(), "7", "frozen")

    async def main() -> None:
        async with tracker(rt, timeout=1.0, described=False) as found:
            await found.check()
            rt.freeze()
            try:
                with pytest.raises(AmbiguousError):
                    await found.write(note, look_first=False)
                with pytest.raises(UnreachableError):
                    await pull(found, Mirror())
                assert [step.name for step in await found.check() if not step.ok] == ["answer"]
            finally:
                rt.resume()
        async with tracker(rt) as found:
            for _ in range(3):
                await found.write(note, look_first=True)

    run(main())
    assert effects(rt, note) == 1


def test_what_we_gave_up_on_does_not_arrive_later(rt: RtServer, net_faults: NetFaults) -> None:
    """The cable is pulled in the middle of a connection: the system must not go on sending once it is back."""
    note = AddNote(key(), "7", "unplugged")

    async def main() -> None:
        async with tracker(rt, timeout=1.0, described=False) as found:
            await found.look_up(note)
            with net_faults.only_while("blackhole", rt.port):
                with pytest.raises(OutsideError):
                    await found.write(note, look_first=False)
        async with tracker(rt) as found:
            assert await found.look_up(note) is None
            await found.write(note, look_first=True)
            for _ in range(10):
                await asyncio.sleep(0.3)
                assert effects(rt, note) == 1

    run(main())


def test_killed_and_back(rt: RtServer) -> None:
    async def main() -> None:
        mirror = Mirror()
        async with tracker(rt, described=False) as found:
            await pull(found, mirror, stop_after=2)
            rt.kill9()
            with pytest.raises(UnreachableError):
                await pull(found, mirror)
            with pytest.raises(UnreachableError):
                await found.write(AddNote(key(), "7", "x"), look_first=False)
            assert [step.name for step in await found.check() if not step.ok] == ["connection"]
            rt.start()
            await pull(found, mirror)
        assert len(mirror.cases) == rt_data.CASE_COUNT

    run(main())


def test_everybody_it_knows_comes_as_a_directory_of_people(rt: RtServer) -> None:
    def source(user: str) -> RtUsers:
        return RtUsers(
            lambda: RequestTracker(rt.url, rt.token(user), clock=WallClock(), timeout=15.0, transport=Described())
        )

    found = source("alice").read("")
    people = {one.id: one.card for one in found.file.people}
    for one in rt_data.customers():
        card = people[one.name]
        assert (card.role, card.organisation) == ("customer", one.organization)
        assert [number.text for number in card.numbers] == [text for text in (one.mobile, one.work) if text]
    assert {people[name].role for name in rt_data.AGENTS} == {"team"}
    assert "Nobody" not in people
    assert "RT_System" not in people
    gone = rt_data.customers()[0].name
    assert rt.rest("PUT", f"/user/{gone}", {"Disabled": 1}).status == 200
    try:
        found = source("alice").read("customer")
        assert gone not in {one.id for one in found.file.people}
        assert [(one.code, found.texts[one.line]) for one in found.file.broken] == [("disabled", gone)]
    finally:
        assert rt.rest("PUT", f"/user/{gone}", {"Disabled": 0}).status == 200
    with pytest.raises(RefusedError, match="numbers"):
        source(rt_data.LIMITED_AGENT).read("")
