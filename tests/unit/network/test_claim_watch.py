"""Two stations and a hub in memory that is cut, forgets and does not answer: who has a customer, and who is told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fallback_console.domain.claims import CLAIM_MS, CONFIRMED, CONTESTED, PROVISIONAL, hub_key
from fallback_console.network.claim_watch import ClaimWatch
from fallback_console.network.local_hub import LocalHub
from fallback_console.network.teaming import Teaming
from fallback_console.ports.hub import Held
from fallback_console.services import calls, claims, queue
from fallback_console.services.claims import CaseClaims
from tests.helpers.fake_hub import FakeStream
from tests.unit.services.support import ANN, ANN_NUMBER, World, ann, case

KEY = hub_key(ANN)


class Member:
    """A station with its way to the hub."""

    def __init__(self, folder: Path, stream: FakeStream, name: str, login: str) -> None:
        self.world = World(folder)
        self.world.connect()
        self.world.pull([case(1), case(2)], (), [ann()])
        self.name, self.login = name, login
        self.hub = stream.hub(name)
        self.watch = ClaimWatch(self.world.store, self.hub, self.world.clock, login)
        self.teaming = Teaming(self.world.store, self.hub, self.world.clock, lambda _: None)

    def take(self) -> str:
        return self.world.do(claims.take, self.login, "rt:1")

    def seen(self) -> CaseClaims:
        return self.world.ask(claims.of_case, "rt:2", self.world.clock.ms)

    def scope(self) -> str:
        own = self.seen().own
        return "" if own is None else own.scope

    def log(self) -> tuple[object, ...] | None:
        now = self.world.clock.ms
        call = calls.CallLog("out", ANN_NUMBER, ANN, now, 0, "no-answer")
        saved = self.world.do(calls.log_call, self.login, "rt:1", call)
        body = self.world.ask(lambda r: r.value("SELECT body -> 'claim' FROM entry WHERE id = ?", saved.entry_ids))
        mark = json.loads(body or "{}")
        return (mark["scope"], mark["token"], mark["by"]) if mark else None


class Team:
    """Two of them at one stream."""

    def __init__(self, folder: Path) -> None:
        self.stream = FakeStream()
        self.a = Member(folder / "a", self.stream, "a", "alice")
        self.b = Member(folder / "b", self.stream, "b", "bob")

    def look(self, *members: Member) -> None:
        """A round of claims at each, one after the other."""
        for member in members or (self.a, self.b):
            asyncio.run(member.watch.look())

    def carry(self) -> None:
        """What each wrote comes to the other."""

        async def main() -> None:
            for _ in range(2):
                for member in (self.a, self.b):
                    if member.name not in self.stream.cut:
                        await member.teaming.begin()
                        await member.teaming.publish()
                        await member.teaming.follow_up()

        asyncio.run(main())

    def later(self, ms: int) -> None:
        for member in (self.a, self.b):
            member.world.clock.ms += ms


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.a.world.close()
    made.b.world.close()


def test_a_claim_is_provisional_at_once_and_confirmed_by_the_hub(team: Team) -> None:
    team.a.take()
    assert team.a.scope() == PROVISIONAL
    team.look(team.a)
    own = team.a.seen().own
    assert own is not None
    assert (own.scope, own.token) == (CONFIRMED, team.stream.held[KEY].revision)
    assert ANN not in (KEY + str(team.stream.held[KEY].value))
    team.carry()
    (other,) = team.b.seen().others
    assert (other.login, other.scope, other.mine) == ("alice", CONFIRMED, False)
    assert team.a.log() == ("confirmed", own.token, "alice")
    assert team.b.log() == ("other", own.token, "alice")


def test_of_two_at_the_same_moment_one_has_it_and_the_other_hears_of_it(team: Team) -> None:
    team.a.take()
    team.b.take()
    team.look()
    assert (team.a.scope(), team.b.scope()) == (CONFIRMED, "")
    team.carry()
    assert team.b.seen().lost_to == "alice"
    assert [one.scope for one in team.b.seen().others] == [CONFIRMED]
    assert not [one for one in team.a.world.ask(claims.listed, team.a.world.clock.ms) if one.contested_with]


def test_what_was_set_without_an_answer_is_read_back(team: Team) -> None:
    team.stream.lost_answers = 1
    team.a.take()
    team.look(team.a)
    assert team.a.scope() == PROVISIONAL
    revision = team.stream.held[KEY].revision
    team.look(team.a)
    own = team.a.seen().own
    assert own is not None
    assert (own.scope, own.token, team.stream.revision) == (CONFIRMED, revision, revision)


def test_two_sides_of_a_partition_both_work_on_and_both_are_contested_after_it(team: Team) -> None:
    team.a.take()
    team.look(team.a)
    team.stream.cut.add("b")
    team.later(1000)
    team.b.take()
    team.look()
    assert (team.a.scope(), team.b.scope()) == (CONFIRMED, PROVISIONAL)
    team.later(60_000)
    assert team.b.log() == ("provisional", 0, "bob")
    team.stream.cut.clear()
    team.look()
    team.carry()
    assert (team.a.scope(), team.b.scope()) == (CONTESTED, CONTESTED)
    assert team.b.log() == ("contested", 0, "bob")
    team.later(CLAIM_MS)
    for member in (team.a, team.b):
        found = member.world.ask(claims.listed, member.world.clock.ms, everything=True)
        assert {one.contested_with for one in found} == {"alice", "bob"}
        member.world.assert_whole()


def test_a_double_claim_is_contested_even_where_both_were_over_before_the_team_was_whole_again(team: Team) -> None:
    team.stream.cut |= {"a", "b"}
    team.a.take()
    team.b.take()
    team.look()
    team.later(CLAIM_MS + 1)
    team.stream.cut.clear()
    team.look()
    team.carry()
    for member in (team.a, team.b):
        found = member.world.ask(claims.listed, member.world.clock.ms, everything=True)
        assert {(one.login, one.contested_with) for one in found} == {("alice", "bob"), ("bob", "alice")}


def test_after_its_time_another_takes_over_with_a_higher_token_and_a_late_log_is_stale(team: Team) -> None:
    team.a.take()
    team.look(team.a)
    team.carry()
    token = team.stream.held[KEY].revision
    started = team.a.world.clock.ms
    team.later(CLAIM_MS + 1)
    # The hub lets go of it by itself.
    team.stream.held[KEY] = Held(None, team.stream.held[KEY].revision)
    team.b.take()
    team.look()
    team.carry()
    own = team.b.seen().own
    assert own is not None
    assert own.scope == CONFIRMED
    assert own.token > token
    call = calls.CallLog("out", ANN_NUMBER, ANN, started, 60, "reached")
    saved = team.a.world.do(calls.log_call, "alice", "rt:1", call)
    mark = team.a.world.ask(
        lambda r: r.value("SELECT body ->> '$.claim.scope' FROM entry WHERE id = ?", saved.entry_ids)
    )
    assert mark == "stale"
    found = team.a.world.ask(claims.listed, team.a.world.clock.ms, everything=True)
    assert [one.contested_with for one in found] == ["", ""]


def test_a_claim_that_somebody_works_on_is_renewed_and_one_that_nobody_does_is_not(team: Team) -> None:
    team.a.take()
    team.look(team.a)
    before = team.a.seen().own
    team.later(CLAIM_MS * 3 // 4)
    team.look(team.a)
    assert team.a.seen().own == before
    team.a.log()
    team.look(team.a)
    after = team.a.seen().own
    assert before is not None
    assert after is not None
    assert after.until_at > before.until_at
    assert (after.scope, after.token > before.token) == (CONFIRMED, True)
    # Without the hub it goes on all the same, but provisionally.
    team.later(CLAIM_MS * 3 // 4)
    team.a.log()
    team.stream.cut.add("a")
    team.look(team.a)
    team.later(CLAIM_MS // 2)
    assert team.a.scope() == PROVISIONAL


def test_a_contested_claim_goes_on_while_somebody_works_on_it(team: Team) -> None:
    team.stream.cut.add("b")
    team.a.take()
    team.b.take()
    team.look()
    team.stream.cut.clear()
    team.later(CLAIM_MS * 3 // 4)
    team.b.log()
    team.look(team.b)
    team.later(CLAIM_MS // 2)
    team.carry()
    own = team.b.seen().own
    assert own is not None
    assert (own.scope, own.token) == (CONTESTED, 0)


def test_what_the_hub_gave_to_another_is_asked_for_again_after_a_while_only(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    get = team.b.hub.get

    async def counted(key: str) -> Held:
        asked.append(key)
        return await get(key)

    monkeypatch.setattr(team.b.hub, "get", counted)
    team.stream.cut.add("b")
    team.a.take()
    team.b.take()
    team.look()
    team.stream.cut.clear()
    asked.clear()
    for _ in range(5):
        team.later(1000)
        team.look()
    assert len(asked) == 1
    team.a.world.do(claims.release, "alice", "rt:1")
    team.look(team.a)
    team.later(15_000)
    team.look(team.b)
    own = team.b.seen().own
    assert own is not None
    assert own.token == team.stream.held[KEY].revision > 0


def test_letting_go_frees_the_customer_at_the_hub(team: Team) -> None:
    team.a.take()
    team.look(team.a)
    team.a.world.do(claims.release, "alice", "rt:1")
    team.look(team.a)
    assert team.stream.held[KEY].value is None
    team.carry()
    team.b.take()
    team.look(team.b)
    assert team.b.scope() == CONFIRMED


@pytest.mark.parametrize("asked", [False, True])
def test_a_hand_over_moves_the_claim_at_the_hub_too(team: Team, asked: bool) -> None:
    team.a.take()
    team.look(team.a)
    team.carry()
    if asked:
        team.b.world.do(claims.ask, "bob", "rt:1")
        team.carry()
        team.a.world.do(claims.answer, "alice", "rt:1", yes=True)
    else:
        team.a.world.do(claims.offer, "alice", "rt:1", "bob")
        team.carry()
        team.b.world.do(claims.answer, "bob", "rt:1", yes=True)
    team.carry()
    team.look()
    team.carry()
    assert (team.a.scope(), team.b.scope()) == ("", CONFIRMED)
    assert b'"station"' in (team.stream.held[KEY].value or b"")
    assert not [
        one for one in team.a.world.ask(claims.listed, team.a.world.clock.ms, everything=True) if one.contested_with
    ]


def test_alone_a_claim_stays_as_it_is(tmp_path: Path) -> None:
    world = World(tmp_path)
    try:
        world.pull([case(1)])
        world.do(claims.take, "alice", "rt:1")
        watch = ClaimWatch(world.store, LocalHub(world.store, world.clock), world.clock, "alice")
        asyncio.run(watch.look())
        own = world.ask(claims.of_case, "rt:1", world.clock.ms).own
        assert own is not None
        assert own.scope == PROVISIONAL
        assert world.ask(lambda r: r.value("SELECT count(*) FROM hub_held")) == 0
    finally:
        world.close()


def test_it_looks_by_itself_when_something_is_taken(team: Team) -> None:
    async def main() -> None:
        task = asyncio.create_task(team.a.watch.run())
        try:
            await asyncio.to_thread(team.a.take)
            async with asyncio.timeout(10):
                while team.a.scope() != CONFIRMED:
                    await asyncio.sleep(0.01)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(main())


def test_a_call_that_went_on_after_the_claim_had_passed_is_shown_as_stale_once_that_is_known(team: Team) -> None:
    team.a.take()
    team.look(team.a)
    team.carry()
    started = team.a.world.clock.ms
    team.stream.cut.add("a")
    team.later(CLAIM_MS + 1)
    team.stream.held[KEY] = Held(None, team.stream.held[KEY].revision)
    team.b.take()
    team.look(team.b)
    team.later(1000)
    call = calls.CallLog("out", ANN_NUMBER, ANN, started, CLAIM_MS // 1000 + 2, "reached")
    team.a.world.do(calls.log_call, "alice", "rt:1", call)

    def shown(member: Member) -> str:
        (row,) = member.world.ask(queue.timeline, "rt:1", only="calls")
        return str(row.data["claim"]["scope"])

    assert shown(team.a) == "confirmed"
    team.stream.cut.clear()
    team.carry()
    assert (shown(team.a), shown(team.b)) == ("stale", "stale")


def test_a_provisional_calls_claim_that_met_another_is_shown_as_contested(team: Team) -> None:
    team.stream.cut.add("b")
    team.a.take()
    team.b.take()
    team.look()
    assert team.b.log() == ("provisional", 0, "bob")
    team.stream.cut.clear()
    team.carry()
    (row,) = team.a.world.ask(queue.timeline, "rt:1", only="calls")
    assert row.data["claim"]["scope"] == "contested"
