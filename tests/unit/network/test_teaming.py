"""Entries of the team, both ways through a hub that loses answers, records, connections and its disk."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.connection import Connection
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import ConsoleError, OutsideError
from fallback_console.domain.events import EngineEvent, TeamChanged
from fallback_console.domain.people_file import read_people
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.telephone import CallState, PhoneCall
from fallback_console.domain.timing import Timing
from fallback_console.domain.wire import write_object
from fallback_console.network.pacing import Pace
from fallback_console.network.presence_watch import PresenceWatch
from fallback_console.network.session import EngineParts, Session
from fallback_console.network.teaming import Teaming, TeamPace
from fallback_console.ports import PullScope
from fallback_console.ports.hub import Beat, HubMessage, HubRecord
from fallback_console.services import (
    cases,
    connections,
    missed_calls,
    people_import,
    presence,
    roll_call,
    roll_call_answers,
    roll_call_asking,
    roll_call_list,
    roll_call_own,
    teaming,
)
from fallback_console.store import projecting
from fallback_console.store.case_projection import project_case
from fallback_console.store.tx import Tx
from tests.helpers.fake_hub import FakeHub, FakeStream
from tests.unit.services.support import NOW, World, case

PACE = TeamPace(publish=7, read=20, portion=4, look=0.01, settle=0.02, ask=50, retry=0.01, longest=0.05)
Made = Callable[[str], "Member"]


class Member:
    """A station with its store and its way to the hub."""

    def __init__(self, folder: Path, stream: FakeStream) -> None:
        self.world = World(folder)
        self.world.connect()
        self.world.pull([case(1), case(2), case(3)])
        self.name = self.world.store.station
        # What the station's file calls it is none of the journal's business.
        self.hub: FakeHub = stream.hub(f"desk-{folder.name}")
        self.events: list[EngineEvent] = []
        self.start()

    def start(self) -> None:
        """A new life of the program, which knows nothing but its database."""
        self.teaming = Teaming(self.world.store, self.hub, self.world.clock, self.events.append, PACE, random.Random(1))

    def note(self, text: str, number: int = 1) -> str:
        return self.world.do(cases.add_note, "alice", f"rt:{number}", text).entry_ids[0]

    def ids(self) -> set[str]:
        return {row[0] for row in self.world.ask(lambda r: r.rows("SELECT id FROM entry"))}

    def digests(self) -> dict[str, tuple[int, str]]:
        return self.world.ask(teaming.digests)

    async def sync(self) -> None:
        """Publish and read until there is nothing more."""
        await self.teaming.begin()
        while await self.teaming.publish():
            pass
        await self.teaming.follow_up()
        await self.teaming.catch_up()


@pytest.fixture
def stream() -> FakeStream:
    return FakeStream()


@pytest.fixture
def member(tmp_path: Path, stream: FakeStream) -> Iterator[Made]:
    with ExitStack() as stack:

        def make(name: str) -> Member:
            made = Member(tmp_path / name, stream)
            stack.callback(made.world.close)
            return made

        yield make


def run(work: Awaitable[object]) -> None:
    async def main() -> None:
        await work

    asyncio.run(main())


async def rounds(members: list[Member], count: int) -> None:
    for _ in range(count):
        for one in members:
            await one.teaming.settle()
            await one.sync()


def test_what_one_writes_another_shows_and_both_rebuild_the_same(member: Made) -> None:
    ann, bob = member("ann"), member("bob")
    ids = {ann.note(f"note {n}", 1 + n % 3) for n in range(30)}
    ann.world.do(cases.set_field, "alice", "rt:2", "priority", "77")

    async def main() -> None:
        await ann.sync()
        await bob.sync()

    asyncio.run(main())
    assert ids <= bob.ids()
    shown = bob.world.ask(lambda r: r.one("SELECT priority, pending, unsent FROM p_case WHERE key = 'rt:2'"))
    assert shown == (77, "priority", 11)
    # Another station's entries are not this one's to deliver.
    assert bob.world.take() == []
    assert ann.digests()[ann.name] == bob.digests()[ann.name]
    bob.world.assert_whole()
    assert any(isinstance(event, TeamChanged) and event.arrived for event in bob.events)


def test_a_private_entry_goes_out_as_a_number_and_nothing_else(member: Made, stream: FakeStream) -> None:
    ann, bob = member("ann"), member("bob")
    call = PhoneCall("1", "phone:fake", "in", "+12025550133", "Ann", CallState.ENDED, "no-answer", NOW, None, NOW + 9)
    ann.world.do(missed_calls.note, call)
    ann.note("after it")

    async def main() -> None:
        await ann.sync()
        await bob.sync()

    asyncio.run(main())
    body = json.loads(stream.records[0].body)
    assert (body["kind"], body["subject"], body["body"], body["actor"], body["places"]) == ("private", "", {}, "", [])
    assert b"2025550133" not in stream.records[0].body
    assert bob.world.ask(teaming.gaps, {}, 10) == []
    assert ann.digests()[ann.name] == bob.digests()[ann.name]


def test_an_append_whose_answer_is_lost_is_repeated_and_counts_once(member: Made, stream: FakeStream) -> None:
    ann, bob = member("ann"), member("bob")
    ids = {ann.note(f"note {n}") for n in range(20)}
    stream.lost_answers = 2

    async def main() -> None:
        await ann.teaming.begin()
        for _ in range(2):
            with pytest.raises(OutsideError):
                await ann.teaming.publish()
        stream.seen.clear()  # the hub's own window for doubles is over
        await ann.sync()
        await bob.sync()

    asyncio.run(main())
    assert len(stream.records) > len(ids)
    assert ids == bob.ids()
    assert bob.world.ask(lambda r: r.value("SELECT unsent FROM p_case WHERE key = 'rt:1'")) == 20


def test_a_hole_is_read_again_then_asked_for(member: Made, stream: FakeStream) -> None:
    ann, bob = member("ann"), member("bob")
    ids = [ann.note(f"note {n}") for n in range(12)]

    async def main() -> None:
        await ann.sync()
        stream.deaf = set(ids[3:6])
        await bob.sync()
        assert bob.world.ask(teaming.gaps, {}, 10)[0][1:3] == (4, 12)
        # They had only not come yet: reading again finds them.
        stream.deaf = {ids[4]}
        await bob.teaming.settle()
        assert bob.world.ask(teaming.gaps, {}, 10)[0][1] == 5
        # This one is gone from the stream for good.
        for _ in range(5):
            await rounds([bob, ann], 1)

    asyncio.run(main())
    assert set(ids) <= bob.ids()
    assert bob.world.ask(teaming.gaps, {}, 10) == []
    assert ann.digests()[ann.name] == bob.digests()[ann.name]


def test_a_hub_that_lost_its_disk_is_refilled_also_with_what_a_dead_station_made(
    member: Made, stream: FakeStream
) -> None:
    ann, bob = member("ann"), member("bob")
    ids = {ann.note(f"ann {n}") for n in range(15)}

    async def main() -> None:
        await ann.sync()
        await bob.sync()
        stream.lose()
        ids.update(bob.note(f"bob {n}") for n in range(5))
        # Ann's station is dead; a new one comes.
        carol = member("carol")
        for _ in range(6):
            await rounds([bob, carol], 1)
        assert ids <= carol.ids()
        assert carol.digests()[ann.name] == bob.digests()[ann.name]
        ann.start()
        for _ in range(4):
            await rounds([ann, bob, carol], 1)
        assert ann.digests() == bob.digests() == carol.digests()

    asyncio.run(main())
    assert sum(record.kind == "team.relay" for record in stream.records) == 15


@pytest.mark.logs_expected("fallback_console.network.teaming")
def test_bad_messages_are_counted_and_do_not_stop_the_rest(
    member: Made, stream: FakeStream, caplog: pytest.LogCaptureFixture
) -> None:
    ann, bob, eve = member("ann"), member("bob"), member("eve")
    ids = {ann.note("one"), ann.note("two")}

    async def main() -> None:
        await ann.teaming.begin()
        await ann.teaming.publish()
        stolen = json.loads(stream.records[1].body) | {"number": 9, "id": stream.records[0].id[:-1] + "0"}
        forged = HubMessage("x1", Kind.NOTE, json.dumps(stolen).encode())
        await eve.hub.append([HubMessage("x0", "note.added", b"\xff secret"), forged])
        broken = json.loads(stream.records[0].body)
        broken |= {"station": eve.name, "number": 1, "body": {"secret": 1}}
        broken["hlc"] = broken["hlc"][:23] + eve.name
        broken["id"] = broken["id"][:-2] + "99"
        await eve.hub.append([HubMessage("x2", Kind.NOTE, json.dumps(broken).encode())])
        await eve.hub.append([HubMessage("x3", "team.ask", b"{}"), HubMessage("x4", "team.digest", b"[1")])
        ids.add(ann.note("three"))
        await ann.sync()
        await bob.sync()

    asyncio.run(main())
    assert ids <= bob.ids()
    assert bob.world.ask(teaming.status).unreadable == 5
    assert bob.world.ask(lambda r: r.rows("SELECT DISTINCT kind FROM entry WHERE station = ?", (eve.name,))) == [
        ("private",)
    ]
    assert "secret" not in caplog.text


@pytest.mark.parametrize("dies", ["before the watermark", "before the cursor"])
def test_a_program_that_dies_in_between_loses_and_doubles_nothing(
    member: Made, stream: FakeStream, monkeypatch: pytest.MonkeyPatch, dies: str
) -> None:
    ann, bob = member("ann"), member("bob")
    ids = {ann.note(f"note {n}") for n in range(11)}

    class Killed(ConsoleError):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed("killed", "")

    async def main() -> None:
        await ann.teaming.begin()
        if dies == "before the watermark":
            with monkeypatch.context() as patched:
                patched.setattr(teaming, "published", die)
                with pytest.raises(Killed):
                    await ann.teaming.publish()
        ann.start()
        await ann.sync()
        await bob.teaming.begin()
        if dies == "before the cursor":
            with monkeypatch.context() as patched:
                patched.setattr("fallback_console.store.team_tables.set_hub", die)
                with pytest.raises(Killed):
                    await bob.teaming.follow_up()
            assert bob.ids() == set()
        bob.start()
        await bob.sync()

    asyncio.run(main())
    assert bob.ids() == ids
    assert bob.world.ask(lambda r: r.value("SELECT unsent FROM p_case WHERE key = 'rt:1'")) == len(ids)
    bob.world.assert_whole()


def test_a_clock_a_day_behind_does_not_put_an_answer_before_what_it_answers(member: Made) -> None:
    ann, bob = member("ann"), member("bob")
    ann.world.clock.ms += 86_400_000
    first = ann.note("a question")

    async def main() -> None:
        await ann.sync()
        await bob.sync()
        second = bob.note("its answer")
        order = bob.world.ask(lambda r: [row[0] for row in r.rows("SELECT id FROM entry ORDER BY hlc")])
        assert order == [first, second]

    asyncio.run(main())


def test_it_runs_in_a_session_through_losses_of_the_hub(member: Made, stream: FakeStream) -> None:
    ann, bob = member("ann"), member("bob")

    def session(one: Member) -> Session:
        parts = EngineParts(None, PullScope(), (), (), (), hub=one.hub)
        return Session(one.world.store, parts, one.world.clock, Timing(), one.events.append, Pace())

    async def until(holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not holds():
                await asyncio.sleep(0.01)

    async def main() -> None:
        end = asyncio.Event()
        tasks = [asyncio.create_task(session(one).run(end)) for one in (ann, bob)]
        first = await asyncio.to_thread(ann.note, "one")
        await until(lambda: first in bob.ids())
        second = await asyncio.to_thread(bob.note, "two")
        await until(lambda: second in ann.ids())
        stream.cut.add(bob.hub.station)
        third = await asyncio.to_thread(bob.note, "three")
        await until(lambda: TeamChanged(connected=False) in bob.events)
        stream.cut.clear()
        await until(lambda: third in ann.ids())
        end.set()
        await asyncio.gather(*tasks)

    asyncio.run(main())
    # Whoever was cut off may have been taken for dead: what the others know is looked up before it is written again.
    works = {work.entry.id: work.look_first for work in bob.world.take()}
    assert sorted(works.values()) == [True] or works == {}


def test_the_status_tells_of_each_station(member: Made) -> None:
    ann, bob = member("ann"), member("bob")
    for n in range(3):
        ann.note(f"note {n}")
    run(ann.sync())
    run(bob.sync())
    status = bob.world.ask(teaming.status)
    assert [(one.own, one.entries, one.missing, one.waiting) for one in status.stations] == [
        (True, 0, 0, 0),
        (False, 3, 0, 3),
    ]
    assert status.stations[1].digest == ann.digests()[ann.name][1]
    own = ann.world.ask(teaming.status).stations[0]
    assert (own.entries, own.published, own.waiting) == (3, 3, 3)


def test_entries_that_nobody_told_of_are_made_up_for(member: Made) -> None:
    """A heap that is larger than is projected at once is projected right after."""
    ann, bob = member("ann"), member("bob")

    def many(tx: Tx) -> None:
        for n in range(90):
            cases.create_case(tx, "alice", cases.NewCase(f"Case {n}", "Support", "text"))

    ann.world.do(many)

    async def main() -> None:
        await ann.sync()
        bob.teaming = Teaming(
            bob.world.store, bob.hub, bob.world.clock, bob.events.append, TeamPace(portion=80), random.Random(1)
        )
        await bob.teaming.begin()
        await bob.teaming.follow_up()

    asyncio.run(main())
    assert bob.world.ask(lambda r: r.value("SELECT count(*) FROM p_case WHERE subject LIKE 'Case %'")) == 90
    bob.world.assert_whole()


class Drops(FakeHub):
    """A hub whose stream comes in drops, the next one always there before the last one was taken in."""

    async def watch(self, cursor: int) -> AsyncIterator[list[HubRecord]]:
        async for records in super().watch(cursor):
            for start in range(0, len(records), 90):
                yield records[start : start + 90]


ROUNDS = 6


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each case is made from its entries."""
    counted: Counter[str] = Counter()

    def count(tx: Tx, key: str) -> None:
        counted[key] += 1
        project_case(tx, key)

    monkeypatch.setattr(projecting, "project_case", count)
    return counted


async def follow(member: Made, stream: FakeStream, pace: TeamPace, until: Callable[[Member], bool]) -> None:
    """Bob follows while Ann's notes on ninety cases come."""
    ann, bob = member("ann"), member("bob")

    def many(tx: Tx) -> None:
        for n in range(90):
            cases.create_case(tx, "alice", cases.NewCase(f"Case {n}", "Support", "text"))

    def notes(tx: Tx) -> None:
        for key in [row[0] for row in tx.rows("SELECT key FROM p_case WHERE key LIKE 'local:%'")]:
            cases.add_note(tx, "alice", key, "note")

    ann.world.do(many)
    for _ in range(ROUNDS - 1):
        ann.world.do(notes)
    bob.hub = Drops(stream, bob.hub.station)
    for one in (ann, bob):
        one.teaming = Teaming(one.world.store, one.hub, one.world.clock, one.events.append, pace, random.Random(1))
    work = asyncio.create_task(bob.teaming.run())
    async with asyncio.timeout(20):
        while TeamChanged(connected=True) not in bob.events:
            await asyncio.sleep(0.01)
        await ann.sync()
        while not until(bob):
            await asyncio.sleep(0.01)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert bob.world.ask(lambda r: r.value("SELECT count(*) FROM p_case WHERE unsent = ?", (ROUNDS,))) == 90


def shown(bob: Member) -> bool:
    """Everything has come and is made."""
    entries = bob.world.ask(lambda r: r.value("SELECT count(*) FROM entry"))
    return entries == ROUNDS * 90 and not bob.world.ask(lambda r: r.value("SELECT count(*) FROM unprojected"))


def test_while_many_come_each_thing_is_made_once(member: Made, stream: FakeStream, made: Counter[str]) -> None:
    asyncio.run(follow(member, stream, TeamPace(publish=1000, calm=0.05), shown))
    assert set(made.values()) == {1}


def test_what_is_put_off_is_made_after_a_while_though_more_comes(
    member: Made, stream: FakeStream, made: Counter[str]
) -> None:
    asyncio.run(follow(member, stream, TeamPace(publish=1000, calm=60, put_off=0), shown))
    assert set(made.values()) == {ROUNDS}


def test_what_is_put_off_is_made_while_little_things_come(member: Made, stream: FakeStream, made: Counter[str]) -> None:
    def trickle(bob: Member) -> bool:
        # Time goes by, and somebody tells something all the while.
        bob.world.clock.ms += 50
        stream.put("desk-ann", HubMessage(f"told {len(stream.records)}", "team.digest", write_object({"stations": {}})))
        stream.changed.set()
        return shown(bob)

    asyncio.run(follow(member, stream, TeamPace(publish=1000, calm=0.1, put_off=1e9, project_seconds=0), trickle))
    assert set(made.values()) == {1}


def test_what_was_put_off_is_made_when_the_hub_is_lost(member: Made, stream: FakeStream, made: Counter[str]) -> None:
    def lost(bob: Member) -> bool:
        if bob.world.ask(lambda r: r.value("SELECT count(*) FROM entry")) == ROUNDS * 90:
            stream.cut.add(bob.hub.station)
            stream.changed.set()
        return shown(bob)

    asyncio.run(follow(member, stream, TeamPace(publish=1000, calm=60, settle=0.05), lost))
    assert set(made.values()) == {1}


def test_others_are_told_of_no_more_than_the_hub_has(member: Made, stream: FakeStream) -> None:
    """What is on its way would be missed by them, and they would read the stream again and ask for it."""
    ann, bob = member("ann"), member("bob")
    for n in range(20):
        ann.note(f"note {n}")

    async def main() -> None:
        await ann.teaming.begin()
        await ann.teaming.publish()
        assert ann.digests()[ann.name][0] == PACE.publish
        await ann.teaming.settle()
        await bob.sync()
        assert bob.digests() == ann.digests()
        await bob.teaming.settle()
        await bob.teaming.settle()
        assert not [record for record in stream.records if record.kind == "team.ask"]
        await ann.sync()
        await bob.sync()

    asyncio.run(main())
    assert ann.digests() == bob.digests()
    assert ann.digests()[ann.name][0] == 20


@pytest.mark.logs_expected("fallback_console.network.teaming")
def test_what_a_station_may_not_say_stays_there_and_holds_nothing_up(
    member: Made, stream: FakeStream, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = member("one"), member("other")
    stream.forbidden.add(("desk-one", Kind.NEXT_ACTION))

    async def main() -> None:
        one.note("before")
        one.world.do(cases.set_next_action, "alice", "rt:1", "Ring them", NOW)
        one.note("behind")
        await one.sync()
        await other.sync()

    asyncio.run(main())
    kinds = [row[0] for row in other.world.ask(lambda r: r.rows("SELECT kind FROM entry ORDER BY station, number"))]
    assert (kinds.count(Kind.NOTE), kinds.count(Kind.NEXT_ACTION), kinds.count(Kind.PRIVATE)) == (2, 0, 1)
    assert other.digests()[one.name] == one.digests()[one.name]
    assert "does not take an entry of kind next_action.set" in caplog.text


@pytest.mark.logs_expected("fallback_console.network.teaming")
def test_nobody_speaks_for_another_stations_entries(
    member: Made, stream: FakeStream, caplog: pytest.LogCaptureFixture
) -> None:
    one, other, late = member("one"), member("other"), member("late")
    # It reads the forged entry while it takes in the real one before it.
    late.teaming = Teaming(late.world.store, late.hub, late.world.clock, late.events.append, TeamPace(read=1))
    forger = stream.hub("desk-forger")

    async def main() -> None:
        one.note("mine")
        await one.sync()
        await other.sync()
        forged = next(record for record in stream.records if record.kind == Kind.NOTE)
        body = json.loads(forged.body)
        later = json.dumps(body).replace(forged.id, "01990000-0000-7000-8000-00000000f00d").replace("mine", "forged")
        await forger.append([HubMessage("01990000-0000-7000-8000-00000000f00d", Kind.NOTE, later.encode())])
        await other.sync()
        await one.sync()
        await late.sync()

    asyncio.run(main())
    for station in (one, other, late):
        texts = station.world.ask(lambda r: r.rows("SELECT body ->> 'text' FROM entry WHERE kind = 'note.added'"))
        assert texts == [("mine",)]
        assert station.world.ask(teaming.status).unreadable == 1
    assert "left out" in caplog.text


def test_a_roll_call_asks_and_is_answered_over_the_hub_alone(member: Made) -> None:
    ann, bob = member("ann"), member("bob")
    for one in (ann, bob):
        one.world.do(connections.remove, "sms:kannel")
        # An agent's station may answer.
        one.world.do(connections.save, Connection("hub", "hub", {"url": "tls://hub.example.com", "rights": "agent"}))
    sheet = "ID,Name,Login,Kind\n1,Bob Sample,bob,team\n"
    found = ann.world.do(people_import.preview, read_people(sheet.encode()), "file.team")
    ann.world.do(people_import.store_some, "ann", found.people)

    def start() -> str:
        now = ann.world.clock.ms
        audience = Audience(role=roll_call.EVERYBODY)
        made = ann.world.ask(roll_call.plan, "ann", "", {}, audience, ReachRules(), now)
        done = 0
        while done >= 0:
            done = ann.world.do(roll_call.advance, "ann", made, done)
        while ann.world.do(roll_call_asking.advance):
            pass
        return made.roll

    async def main() -> None:
        ann.world.do(presence.heard, {"desk-bob": Beat("desk-bob", presence.beat_value("bob"), ann.world.clock.ms)})
        await PresenceWatch(ann.world.store, ann.hub, "ann").beat()
        await rounds([ann, bob], 2)
        roll = start()
        await rounds([ann, bob], 2)
        (question,) = bob.world.ask(roll_call_own.questions, "bob", bob.world.clock.ms)
        assert (question.roll, question.asked_by) == (roll, "ann")
        bob.world.do(roll_call_answers.answer, "bob", roll, question.position, "help", "hub", "Third floor")
        await rounds([ann, bob], 2)
        (person,) = ann.world.ask(roll_call_list.people, roll, [0])
        assert (person.state, person.kind) == ("help", "hub")
        assert person.answer is not None
        assert (person.answer.how, person.answer.text, person.answer.by) == ("hub", "Third floor", "bob")
        ann.world.do(roll_call.close, "ann", roll)
        await rounds([ann, bob], 2)
        assert bob.world.ask(roll_call_own.questions, "bob", bob.world.clock.ms) == []

    run(main())
