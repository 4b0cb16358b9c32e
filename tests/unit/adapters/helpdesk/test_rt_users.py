"""Everybody whom Request Tracker knows, against the double and its description."""

from __future__ import annotations

import asyncio
import logging

import httpx
import pytest

from fallback_console.adapters.directory.rt import RtUsers
from fallback_console.adapters.helpdesk.rt import RequestTracker
from fallback_console.domain.errors import CancelledByPerson, OutsideError, RefusedError, UnreachableError
from fallback_console.domain.mirror import RawNumber
from tests.contract.contract import Contract
from tests.unit.adapters.helpdesk.rt_support import Helpdesk, Mirror, pull

CONTRACT = Contract.load("rt_rest2", "/rt/REST/2.0")


@pytest.fixture
def helpdesk() -> Helpdesk:
    """More people than one page has, one of them no longer there."""
    made = Helpdesk(cases=6)
    for n in range(230):
        made.world.add_user(f"u{n:03d}@example.net", RealName=f"User {n}", EmailAddress=f"u{n:03d}@example.net")
    made.world.add_user(
        "ann",
        RealName="田中 アン (タナカ アン)",
        EmailAddress="ann@example.com",
        MobilePhone="+44 7700 900123",
        WorkPhone="+44 7700 900124",
        HomePhone="+44 7700 900125",
        PagerPhone="4711",
        Organization="Example K.K.",
        Lang="ja",
        Timezone="Asia/Tokyo",
    )
    made.world.add_user("gone", RealName="Gone Person", MobilePhone="+44 7700 900126").disabled = True
    return made


def source(helpdesk: Helpdesk, login: str = "alice") -> RtUsers:
    def make() -> RequestTracker:
        return RequestTracker(
            "https://helpdesk.example.com/rt",
            helpdesk.double.sign_in(login),
            clock=helpdesk.clock,
            transport=CONTRACT.transport(helpdesk.handle),
        )

    return RtUsers(make)


def test_everybody_comes_with_all_that_is_known(helpdesk: Helpdesk) -> None:
    told: list[int] = []
    found = source(helpdesk).read("", told.append)
    people = {one.id: one.card for one in found.file.people}
    assert set(people) == {name for name in helpdesk.world.users if name not in ("Nobody", "RT_System", "gone")}
    assert len(people) > 230
    ann = people["ann"]
    assert (ann.role, ann.name, ann.reading, ann.emails) == ("team", "田中 アン", "タナカ アン", ("ann@example.com",))
    assert ann.numbers == (
        RawNumber("mobile", "+44 7700 900123"),
        RawNumber("work", "+44 7700 900124"),
        RawNumber("home", "+44 7700 900125"),
        RawNumber("other", "4711"),
    )
    assert (ann.organisation, ann.languages, ann.timezone) == ("Example K.K.", ("ja",), "Asia/Tokyo")
    assert people["u001@example.net"].role == "customer"
    assert [(one.code, found.texts[one.line]) for one in found.file.broken] == [("disabled", "gone")]
    assert told[0] == 100
    assert max(told) > 230


def test_whoever_comes_with_a_case_is_the_same_card(helpdesk: Helpdesk) -> None:
    mirror = Mirror()
    tracker = RequestTracker(
        "https://helpdesk.example.com/rt",
        helpdesk.double.sign_in("alice"),
        clock=helpdesk.clock,
        transport=CONTRACT.transport(helpdesk.handle),
    )
    assert asyncio.run(pull(tracker, mirror))
    people = {one.id: one.card for one in source(helpdesk).read("").file.people}
    assert mirror.people
    for login, person in mirror.people.items():
        card = people[login]
        assert (card.name, card.emails, card.numbers) == (person.name, person.emails, person.numbers)
        assert card.role == person.role


def test_a_kind_that_is_said_costs_no_question_for_each(helpdesk: Helpdesk) -> None:
    found = source(helpdesk).read("partner")
    assert {one.card.role for one in found.file.people} == {"partner"}
    assert sum(path.startswith("GET /REST/2.0/user/") for path in helpdesk.asked) == 1


def test_without_the_right_to_see_numbers_nothing_is_read(helpdesk: Helpdesk) -> None:
    helpdesk.world.users["alice"].phones = False
    with pytest.raises(RefusedError, match="numbers") as told:
        source(helpdesk).read("")
    assert "AdminUsers" in told.value.next_step


@pytest.mark.parametrize("after", [1, 3, 6])
def test_it_can_be_stopped(helpdesk: Helpdesk, after: int) -> None:
    told: list[int] = []
    with pytest.raises(CancelledByPerson):
        source(helpdesk).read("", told.append, lambda: len(told) >= min(after, 3) or len(helpdesk.asked) > 20 * after)


@pytest.mark.parametrize("at", [0, 2, 5, 40])
def test_half_of_them_is_nobody(helpdesk: Helpdesk, at: int) -> None:
    def break_off(request: httpx.Request) -> None:
        if len(helpdesk.asked) >= at and not request.url.path.endswith("/rt"):
            raise httpx.ReadError("cut")

    helpdesk.before = break_off
    with pytest.raises(OutsideError):
        source(helpdesk).read("")


def test_the_token_is_in_no_log_and_no_error(
    helpdesk: Helpdesk, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    token = helpdesk.double.sign_in("alice")
    source(helpdesk).read("")

    def down(request: httpx.Request) -> None:
        raise httpx.ConnectError("refused")

    helpdesk.before = down
    with pytest.raises(UnreachableError) as told:
        source(helpdesk).read("")
    said = " ".join((caplog.text, capsys.readouterr().err, str(told.value), repr(told.value.values)))
    assert token not in said


def test_the_live_test_is_the_helpdesks(helpdesk: Helpdesk) -> None:
    found = source(helpdesk)
    assert found.name == "rt"
    assert all(step.ok for step in found.check())
