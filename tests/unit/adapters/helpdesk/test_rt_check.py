"""The live test of a connection says how far it came and what is missing."""

from __future__ import annotations

import asyncio
import socket

import httpx
import pytest

from fallback_console.adapters.helpdesk.rt import RequestTracker
from fallback_console.domain.errors import SettingsError
from fallback_console.domain.mirror import Vocabulary
from fallback_console.drill.rt_double import RtDouble
from fallback_console.ports import CheckStep
from tests.unit.adapters.helpdesk.rt_support import START, Helpdesk, TestClock, closing


def steps_of(tracker: RequestTracker) -> list[CheckStep]:
    async def run() -> list[CheckStep]:
        async with closing(tracker):
            return await tracker.check()

    return asyncio.run(run())


def failed(steps: list[CheckStep]) -> list[str]:
    assert all(step.message.endswith((".", "?")) for step in steps)
    return [step.name for step in steps if not step.ok]


def test_all_is_well() -> None:
    helpdesk = Helpdesk(cases=6)
    steps = steps_of(helpdesk.tracker())
    assert failed(steps) == []
    assert [s.name for s in steps] == ["address", "connection", "certificate", "sign-in", "rights", "answer", "clock"]
    assert "alice" in next(s.message for s in steps if s.name == "sign-in")


def test_a_customer_may_do_little() -> None:
    helpdesk = Helpdesk(cases=6)
    user = helpdesk.world.users["c1@example.net"]
    user.writes = user.phones = user.comments = False
    steps = steps_of(helpdesk.tracker("c1@example.net"))
    assert failed(steps) == ["rights"]
    missing = next(s.message for s in steps if not s.ok)
    for right in ("CreateTicket", "CommentOnTicket", "ReplyToTicket", "ModifyTicket", "AdminUsers"):
        assert right in missing
    assert any("ShowTicketComments" in s.message for s in steps)


def test_no_queue_to_be_seen() -> None:
    helpdesk = Helpdesk(cases=6)
    helpdesk.world.users["alice"].sees = frozenset()
    steps = steps_of(helpdesk.tracker())
    assert failed(steps) == ["rights"]
    assert "SeeQueue" in steps[-3].message


def test_a_wrong_token() -> None:
    helpdesk = Helpdesk(cases=1)
    token = helpdesk.double.sign_in("alice")
    helpdesk.double.tokens.clear()
    transport = httpx.MockTransport(helpdesk.handle)
    tracker = RequestTracker("https://helpdesk.example.com/rt", token, clock=helpdesk.clock, transport=transport)
    steps = steps_of(tracker)
    assert failed(steps) == ["sign-in"]
    assert token not in str(steps)


@pytest.mark.parametrize("body", [b"<html>login</html>", b'{"status": "ok"}', b"", b"[]"])
def test_something_else_answers(body: bytes) -> None:
    helpdesk = Helpdesk()
    helpdesk.spoil = lambda request, response: httpx.Response(200, content=body)
    assert failed(steps_of(helpdesk.tracker())) == ["answer"]


def test_a_fault_while_looking_at_the_rights() -> None:
    helpdesk = Helpdesk(cases=3)
    helpdesk.double.faults.then("", "", "broken")
    steps = steps_of(helpdesk.tracker())
    assert failed(steps) == ["rights"]
    assert [s.name for s in steps][-1] == "rights"


@pytest.mark.parametrize(("minutes", "word"), [(5, "ahead of"), (-60 * 24, "behind")])
def test_clocks_that_differ(minutes: int, word: str) -> None:
    helpdesk = Helpdesk(cases=3)
    ours = TestClock(START + minutes * 60_000 + 3 * 60_000)
    tracker = RequestTracker(
        "https://helpdesk.example.com/rt",
        helpdesk.double.sign_in("alice"),
        clock=ours,
        transport=httpx.MockTransport(helpdesk.handle),
    )
    steps = steps_of(tracker)
    assert failed(steps) == ["clock"]
    assert word in steps[-1].message


def test_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        tracker = RequestTracker(f"http://127.0.0.1:{unused.getsockname()[1]}", "1-2-ab", clock=TestClock())
        steps = steps_of(tracker)
    assert [s.name for s in steps] == ["address", "connection"]
    assert failed(steps) == ["connection"]


def test_no_such_address() -> None:
    steps = steps_of(RequestTracker("http://helpdesk.invalid/", "1-2-ab", clock=TestClock()))
    assert [s.name for s in steps] == ["address"]
    assert failed(steps) == ["address"]


def test_one_that_accepts_and_never_answers() -> None:
    with RtDouble() as double:
        double.server.freeze()
        steps = steps_of(RequestTracker(double.url, double.token, clock=TestClock(), timeout=0.2))
    assert failed(steps) == ["answer"]
    assert [s.name for s in steps] == ["address", "connection", "answer"]


def vocabulary_of(tracker: RequestTracker) -> Vocabulary:
    async def run() -> Vocabulary:
        async with closing(tracker):
            return await tracker.vocabulary()

    return asyncio.run(run())


def test_vocabulary() -> None:
    helpdesk = Helpdesk(cases=12)
    assert vocabulary_of(helpdesk.tracker()) == Vocabulary(
        queues=("Billing", "General", "Support", "サポート"),
        statuses=("new", "open", "stalled", "resolved", "rejected"),
        owners=("alice",),
        closed_statuses=("resolved", "rejected"),
    )


def test_vocabulary_of_an_empty_helpdesk() -> None:
    found = vocabulary_of(Helpdesk().tracker())
    assert found.statuses == ()
    assert found.owners == ("alice",)


VALUES = [
    ({}, "url"),
    ({"url": " "}, "url"),
    ({"url": "helpdesk"}, "address"),
    ({"url": "https://h.example.com", "timeout": "x"}, "timeout"),
    ({"url": "https://h.example.com", "width": 99}, "width"),
    ({"url": "https://h.example.com", "ca_file": "/nowhere.pem"}, "authorities"),
]


@pytest.mark.parametrize(("values", "word"), VALUES)
def test_values_that_cannot_be_used(values: dict[str, str | int | float | bool], word: str) -> None:
    with pytest.raises(SettingsError) as caught:
        RequestTracker.from_values(values, "1-2-ab", TestClock())
    assert word in str(caught.value)


def test_a_missing_token() -> None:
    with pytest.raises(SettingsError) as caught:
        RequestTracker.from_values({"url": "https://h.example.com"}, " ", TestClock())
    assert "token" in str(caught.value)


@pytest.mark.parametrize("url", ["", "/", "/REST/2.0", "/REST/2.0/"])
def test_addresses_with_and_without_the_interface_s_path(url: str) -> None:
    helpdesk = Helpdesk(cases=1)
    tracker = RequestTracker.from_values(
        {"url": f" https://helpdesk.example.com/rt{url}"},
        helpdesk.double.sign_in("alice") + "\n",
        helpdesk.clock,
        transport=httpx.MockTransport(helpdesk.handle),
    )
    assert failed(steps_of(tracker)) == []
