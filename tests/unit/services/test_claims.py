"""Taking a customer, letting go and handing over at one station, and what a call's log says of it."""

from __future__ import annotations

import pytest

from fallback_console.domain.claims import CLAIM_MS, PROVISIONAL
from fallback_console.domain.connection import Connection
from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.wire import Wired, read_entry, write_entry
from fallback_console.services import calls, cases, claim_upkeep, claims, connections, queue, teaming
from fallback_console.services.claims import CaseClaims
from fallback_console.store import journal
from tests.unit.services.support import ANN, ANN_NUMBER, World, ann, case


@pytest.fixture
def made(world: World) -> World:
    world.connect()
    world.pull([case(1), case(2), case(3, requestor="bo@example.net")], (), [ann()])
    return world


def seen(world: World, key: str = "rt:1") -> CaseClaims:
    return world.ask(claims.of_case, key, world.clock.ms)


def hub(world: World) -> None:
    world.do(connections.save, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"}))


def theirs(world: World, kind: str, number: int, **body: object) -> Wired:
    """An entry of another station."""
    now = world.clock.ms
    entry_id = f"0199b0d0-0000-7000-8000-{number:012d}"
    entry = Entry(
        entry_id, "other", number, f"{now:015d}.{number:06d}.other", now, "haruka", kind, f"claim:{ANN}", body
    )
    return read_entry(write_entry(entry))


def other_takes(world: World, number: int = 1) -> str:
    wired = theirs(world, Kind.CLAIM_TAKEN, number, until=world.clock.ms + CLAIM_MS)
    world.do(teaming.apply, [wired], None)
    return wired.entry.id


def test_a_customer_is_taken_once_for_all_their_cases(made: World) -> None:
    one = made.do(claims.take, "alice", "rt:1")
    assert made.do(claims.take, "alice", "rt:2") == one
    assert seen(made, "rt:2").own == seen(made).own
    assert seen(made, "rt:3").own is None
    own = seen(made).own
    assert own is not None
    assert (own.login, own.scope, own.mine, own.case_number) == ("alice", PROVISIONAL, True, "2")
    assert own.until_at == own.since_at + CLAIM_MS
    made.clock.ms += CLAIM_MS
    assert seen(made) == CaseClaims()
    assert len(made.ask(claims.listed, made.clock.ms, everything=True)) == 1
    made.assert_whole()


def test_both_cases_are_told_of_it(made: World) -> None:
    made.changes.clear()
    made.do(claims.take, "alice", "rt:1")
    assert {("case", "rt:1"), ("case", "rt:2"), ("claim", ANN)} <= made.changes[-1].touched


def test_a_case_made_here_without_a_person_stands_for_its_number(made: World) -> None:
    new = [made.do(cases.create_case, "alice", cases.NewCase("Rings", "Support", "x", phone=ANN_NUMBER)) for _ in "12"]
    made.do(claims.take, "alice", new[0].case_key)
    assert seen(made, new[1].case_key).own == seen(made, new[0].case_key).own is not None


def test_nothing_is_taken_from_somebody_else(made: World) -> None:
    other_takes(made)
    with pytest.raises(InputError, match="haruka is on this customer already"):
        made.do(claims.take, "alice", "rt:1")
    with pytest.raises(InputError, match="no claim"):
        made.do(claims.release, "alice", "rt:1")
    assert [one.login for one in seen(made).others] == ["haruka"]


def test_alone_nothing_is_taken_along_the_way(made: World) -> None:
    assert made.do(claims.begin, "alice", "rt:1") == ""
    assert seen(made) == CaseClaims()
    hub(made)
    assert made.do(claims.begin, "alice", "rt:1") == made.do(claims.begin, "alice", "rt:1") != ""
    assert seen(made).shared


def test_what_somebody_else_has_is_not_taken_along_the_way(made: World) -> None:
    hub(made)
    other_takes(made)
    assert made.do(claims.begin, "alice", "rt:1") == ""


def test_letting_go_and_asking_need_a_claim(made: World) -> None:
    made.do(claims.take, "alice", "rt:1")
    for to in ("", " ", "alice"):
        with pytest.raises(InputError, match="Nobody is named"):
            made.do(claims.offer, "alice", "rt:1", to)
    with pytest.raises(InputError, match="Nobody else"):
        made.do(claims.ask, "alice", "rt:1")
    with pytest.raises(InputError, match="Nothing was offered"):
        made.do(claims.answer, "alice", "rt:1", yes=True)
    made.do(claims.release, "alice", "rt:1")
    assert seen(made).own is None
    with pytest.raises(NotFoundError):
        made.do(claims.take, "alice", "rt:99")


@pytest.mark.parametrize("yes", [True, False])
def test_an_offer_of_somebody_else_is_answered(made: World, yes: bool) -> None:
    of = other_takes(made)
    made.do(teaming.apply, [theirs(made, Kind.CLAIM_OFFERED, 2, of=of, to="alice")], None)
    assert seen(made).others[0].offered_to == "alice"
    made.do(claims.answer, "alice", "rt:1", yes=yes)
    now = seen(made)
    assert (now.own is not None, len(now.others)) == ((True, 0) if yes else (False, 1))
    made.assert_whole()


@pytest.mark.parametrize("yes", [True, False])
def test_a_request_of_somebody_else_is_answered(made: World, yes: bool) -> None:
    of = made.do(claims.take, "alice", "rt:1")
    made.do(teaming.apply, [theirs(made, Kind.CLAIM_ASKED, 1, of=of)], None)
    own = seen(made).own
    assert own is not None
    assert own.asked_by == "haruka"
    made.do(claims.answer, "alice", "rt:1", yes=yes)
    now = seen(made)
    assert (now.own is not None, [one.login for one in now.others]) == ((False, ["haruka"]) if yes else (True, []))


def test_a_calls_log_says_under_which_claim_it_was_made(made: World) -> None:
    def logged() -> object:
        call = calls.CallLog("out", ANN_NUMBER, ANN, made.clock.ms, 0, "no-answer")
        entry_id = made.do(calls.log_call, "alice", "rt:1", call).entry_ids[0]
        entry = made.ask(journal.find, entry_id)
        assert entry is not None
        assert read_entry(write_entry(entry)).entry == entry
        mark = entry.body.get("claim", {})
        return (mark["scope"], mark["token"], mark["by"]) if mark else None

    assert logged() is None
    made.do(claims.take, "alice", "rt:1")
    assert logged() == ("provisional", 0, "alice")
    (one,) = made.ask(claim_upkeep.duties, made.store.station, made.clock.ms).present
    made.do(claim_upkeep.confirm, "alice", one, 7, "hub", made.clock.ms + CLAIM_MS, late=False)
    assert logged() == ("confirmed", 7, "alice")
    other_takes(made)
    assert logged() == ("contested", 7, "alice")
    made.do(claims.release, "alice", "rt:1")


def test_taking_a_case_takes_its_customer_along(made: World) -> None:
    hub(made)
    made.do(cases.set_field, "bob", "rt:1", "owner", "bob")
    saved = made.do(claims.take_case, "alice", "rt:1")
    assert len(saved.entry_ids) == 1
    own = made.ask(claims.of_case, "rt:1", made.clock.ms).own
    assert (own is not None, made.ask(queue.find_case, "rt:1").owner) == (True, "alice")


def test_a_call_about_no_case_knows_the_customers_claim_too(made: World) -> None:
    before = made.ask(claims.before_call, "", ANN, ANN_NUMBER, made.clock.ms)
    assert before is None
    other_takes(made)
    other = made.ask(claims.before_call, "", ANN, ANN_NUMBER, made.clock.ms)
    assert other is not None
    assert (other.mine, made.ask(claims.before_call, "rt:1", "", "", made.clock.ms)) == (False, other)
    call = calls.CallLog("out", ANN_NUMBER, ANN, made.clock.ms, 0, "no-answer")
    entry = made.ask(journal.find, made.do(calls.log_call, "alice", "", call).entry_ids[0])
    assert entry is not None
    assert entry.body["claim"]["scope"] == "other"
    assert made.ask(claims.before_call, "", "", "+15550100999", made.clock.ms) is None


def test_a_claim_of_nobody_known_is_listed_without_a_case(made: World) -> None:
    wired = theirs(made, Kind.CLAIM_TAKEN, 1, until=made.clock.ms + CLAIM_MS)
    far = wired._replace(entry=wired.entry._replace(subject="claim:rt:nobody@example.org"))
    made.do(teaming.apply, [far], None)
    (row,) = made.ask(claims.listed, made.clock.ms)
    assert (row.case_key, row.case_number, row.customer, row.name) == ("", "", "", "haruka")


@pytest.mark.parametrize(
    "broken", [{}, {"scope": 1, "id": "", "token": 1, "by": ""}, {"scope": "x", "id": "", "token": "1", "by": ""}]
)
def test_a_call_with_a_broken_claim_is_not_taken_in(made: World, broken: dict[str, object]) -> None:
    call = calls.CallLog("out", ANN_NUMBER, ANN, made.clock.ms, 0, "no-answer")
    entry = made.ask(journal.find, made.do(calls.log_call, "alice", "rt:1", call).entry_ids[0])
    assert entry is not None
    bad = entry._replace(body={**entry.body, "claim": broken})
    with pytest.raises(ValueError, match="cannot be read"):
        read_entry(write_entry(bad))
