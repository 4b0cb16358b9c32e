"""The Request Tracker adapter and its double against one description of REST2, which real servers are compared with too."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from fallback_console.adapters.helpdesk.rt import RequestTracker
from fallback_console.domain.errors import ConflictError, RefusedError
from fallback_console.ports import AddNote, CreateCase, PullScope, SendReply, SetField
from tests.contract.contract import Contract, ContractViolation
from tests.unit.adapters.helpdesk.rt_support import EVERYTHING, Helpdesk, Mirror, closing, entry_id, pull

CONTRACT = Contract.load("rt_rest2", "/rt/REST/2.0")


def tracker(helpdesk: Helpdesk, login: str = "alice") -> RequestTracker:
    """The adapter with the description between it and the double."""
    return RequestTracker(
        "https://helpdesk.example.com/rt",
        helpdesk.double.sign_in(login),
        clock=helpdesk.clock,
        settle=0.0,
        transport=CONTRACT.transport(helpdesk.handle),
    )


@pytest.mark.parametrize("scope", [EVERYTHING, PullScope(("Support", "サポート"), 3650)])
def test_pulling(scope: PullScope) -> None:
    helpdesk = Helpdesk(cases=120)
    mirror = Mirror()
    assert asyncio.run(pull(tracker(helpdesk), mirror, scope))
    helpdesk.world.merge("bob", helpdesk.clock.later(), 1, 4)
    helpdesk.world.change("bob", helpdesk.clock.later(), 7, "Queue", "Billing")
    helpdesk.world.message("bob", helpdesk.clock.later(), 10, "<p>x", reply=False, content_type="text/html")
    assert asyncio.run(pull(tracker(helpdesk), mirror, scope))
    assert mirror.cases


@pytest.mark.parametrize("login", ["alice", "c1@example.net"])
def test_looking_at_the_connection(login: str) -> None:
    helpdesk = Helpdesk(cases=10)
    limited = helpdesk.world.users["c1@example.net"]
    limited.writes = limited.phones = limited.comments = False

    async def run() -> None:
        async with closing(tracker(helpdesk, login)) as found:
            assert await found.check()
            assert (await found.vocabulary()).queues
            await found.missing(["1", "2", "99"], PullScope(("Support",)))

    asyncio.run(run())


def test_writing() -> None:
    helpdesk = Helpdesk(cases=4)
    clock = helpdesk.clock

    async def run() -> None:
        async with closing(tracker(helpdesk)) as found:
            for look_first in (False, True):
                await found.write(AddNote(entry_id(clock, 1), "1", "note"), look_first=look_first)
                await found.write(SendReply(entry_id(clock, 2), "1", "reply"), look_first=look_first)
                created = CreateCase(entry_id(clock, 3), "s", "Support", "t", "c1@example.net", 5, "bob")
                await found.write(created, look_first=look_first)
                for n, (field, base, value) in enumerate(CHANGES):
                    work = SetField(entry_id(clock, 10 + n), "1", field, base, value)
                    await found.write(work, look_first=look_first)
            with pytest.raises(ConflictError):
                await found.write(SetField(entry_id(clock, 4), "1", "status", "new", "open"), look_first=False)
            with pytest.raises(RefusedError):
                await found.write(SetField(entry_id(clock, 5), "99", "status", "new", "open"), look_first=False)
            with pytest.raises(RefusedError):
                await found.write(CreateCase(entry_id(clock, 6), "s", "None", "t", "", 0, ""), look_first=True)

    asyncio.run(run())


CHANGES = [
    ("status", "open", "stalled"),
    ("owner", "", "bob"),
    ("priority", "0", "9"),
    ("queue", "Support", "Billing"),
    ("subject", "Case 0", "件名"),
    ("due", "", "1798108200000"),
]


def test_the_description_refuses_what_rt_would_refuse_or_misread() -> None:
    def ask(method: str, path: str, **more: object) -> None:
        request = httpx.Request(method, f"https://h/rt/REST/2.0/{path}", headers={"Authorization": "token x"}, **more)  # type: ignore[arg-type]
        CONTRACT.check_request(request)

    ask("PUT", "ticket/7", json={"Due": "2026-12-24 10:30:00"})
    for body in (
        {"Due": "2026-12-24T10:30:00+09:00"},
        {"Due": "soon"},
        {"Due": "2026-12-24T10:30:00Z"},
        {"Colour": "red"},
    ):
        with pytest.raises(ContractViolation):
            ask("PUT", "ticket/7", json=body)
    for path in ("tickets?per_page=500", "tickets?page=0", "ticket/x", "nothing", "tickets?limit=3"):
        with pytest.raises(ContractViolation):
            ask("GET", path)
    with pytest.raises(ContractViolation):
        ask("POST", "attachments", json=[{"field": "TransactionId", "operator": "BETWEEN", "value": 1}])
