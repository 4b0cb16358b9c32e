"""Briefings: giving them, the clock, who has read them, text messages, and the same projection in whatever order entries come."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from fallback_console.domain.briefing import PARTS
from fallback_console.domain.broadcast import Audience, Policy
from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.ports import IncomingSms
from fallback_console.services import alerts, briefing, briefing_facts, briefing_sms, broadcast, messages, outages
from fallback_console.store import journal
from fallback_console.store.briefing_projection import project_briefings, project_readers
from fallback_console.store.tx import Tx
from tests.unit.services.support import World

MINUTE = 60_000
ALONE = Policy(review_above=0)
TEAM = Audience(role="team")


@pytest.fixture
def outage(world: World) -> str:
    return world.do(outages.declare, "monitor", ["slack"], "It does not answer.", world.clock.ms)


def give(
    world: World, who: str = "alice", conditions: str = "Slack is down.", actions: str = "", needs: str = ""
) -> str:
    return world.do(briefing.give, who, conditions, actions, needs)


def room(world: World, who: str = "alice") -> briefing.Room:
    return world.ask(briefing.room, who, world.clock.ms)


def team(world: World) -> None:
    people = [
        PulledPerson("kim", "team", "Kim Park", numbers=(RawNumber("mobile", "+12025550141"),), language="en"),
        PulledPerson("yuki", "team", "森 ゆき", numbers=(RawNumber("mobile", "+12025550142"),), language="ja"),
        PulledPerson("lee", "team", "Lee", numbers=(RawNumber("mobile", "+12025550143"),)),
    ]
    world.pull(people=people)


def shown(at: int) -> str:
    return f"at {at}"


def text_out(world: World, given: str, audience: Audience = TEAM) -> list[str]:
    """Draft the digests and start them; the broadcasts."""
    found = world.ask(briefing_sms.digests, "alice", given, audience, ALONE, world.clock.ms, shown, "en")
    made = world.do(briefing_sms.draft, "alice", given, found)
    for one in made:
        plan = world.ask(broadcast.plan, "alice", one, ALONE, world.clock.ms)
        done = 0
        while done >= 0:
            done = world.do(broadcast.advance, "alice", plan, ALONE, done)
    return made


def answer(world: World, sender: str, text: str) -> None:
    world.do(messages.take_in, IncomingSms("kannel", "", sender, "", text, world.clock.ms))


def test_one_is_given_and_numbered(world: World, outage: str) -> None:
    for part in PARTS:
        world.do(briefing.keep, part, f"begun {part}")
    assert world.ask(briefing.begun) == {part: f"begun {part}" for part in PARTS}
    first = give(world, needs="Two people.")
    assert world.ask(briefing.begun) == dict.fromkeys(PARTS, "")
    second = give(world, "bob", "Still down.")
    found = room(world)
    assert [(one.briefing.id, one.briefing.number, one.briefing.by) for one in found.given] == [
        (second, 2, "bob"),
        (first, 1, "alice"),
    ]
    assert found.outage is not None
    assert found.outage.id == outage
    assert found.given[0].briefing.next_due_at == found.given[0].briefing.made_at + 30 * MINUTE == found.due_at
    assert world.ask(briefing.meant, "b1", world.clock.ms).id == first
    assert world.ask(briefing.meant, "", world.clock.ms).id == second
    with pytest.raises(NotFoundError):
        world.ask(briefing.meant, "9", world.clock.ms)


def test_what_cannot_be_given_is_refused(world: World) -> None:
    with pytest.raises(InputError, match="no outage"):
        give(world)
    world.do(outages.declare, "alice", ["mail"], "", world.clock.ms)
    with pytest.raises(InputError, match="empty"):
        give(world, conditions=" \n ")
    with pytest.raises(InputError, match="too long"):
        give(world, conditions="x" * 2001)
    assert room(world).given == ()


def test_the_last_words_can_be_said_after_the_end(world: World, outage: str) -> None:
    world.do(outages.end, "alice", "All is back.")
    give(world, conditions="All is back.")
    found = room(world)
    assert len(found.given) == 1
    assert found.due_at is None
    assert world.ask(briefing.unread, "bob", world.clock.ms) is None
    world.clock.ms += 25 * 3_600_000
    assert room(world).outage is None
    with pytest.raises(InputError):
        give(world)


def test_the_clock_is_chosen_for_one_outage(world: World, outage: str) -> None:
    given = give(world)
    made = world.ask(briefing.find, given).made_at
    world.do(briefing.set_clock, "bob", 10)
    world.do(briefing.set_clock, "bob", 10)
    assert (room(world).minutes, room(world).due_at) == (10, made + 10 * MINUTE)
    assert world.ask(lambda r: r.value("SELECT count(*) FROM entry WHERE kind = 'briefing.clock'")) == 1
    for minutes in (4, 241):
        with pytest.raises(InputError):
            world.do(briefing.set_clock, "bob", minutes)
    world.do(outages.end, "bob", "")
    world.do(outages.declare, "monitor", ["mail"], "", world.clock.ms)
    assert room(world).minutes == 30


def test_what_other_stations_gave_in_the_same_outage_stands_among_ours(world: World, outage: str) -> None:
    """Each station's monitor declares an outage of its own."""

    def arrive(tx: Tx, number: int, kind: str, body: dict[str, object], at: int) -> None:
        entry = Entry(
            f"e{number}", "other", number, f"{at:015d}.000000.other", at, "kim", kind, "briefing:theirs", body
        )
        journal.insert_foreign(tx, [(*entry[:8], journal.dump(entry.body))], entry.hlc)
        project_briefings(tx, "theirs")

    def given_there(words: str) -> dict[str, object]:
        return {"outage": "theirs", "conditions": words, "actions": "", "needs": "", "next_due_at": 0}

    began = world.clock.ms
    world.do(arrive, 1, Kind.BRIEFING_GIVEN, given_there("of another day"), began - 24 * 60 * MINUTE)
    give(world, conditions="ours")
    world.clock.ms += MINUTE
    world.do(arrive, 2, Kind.BRIEFING_GIVEN, given_there("theirs"), world.clock.ms)
    world.do(arrive, 3, Kind.BRIEFING_CLOCK, {"outage": "theirs", "minutes": 15}, world.clock.ms)
    world.clock.ms += MINUTE
    give(world, conditions="ours again")
    found = room(world)
    assert [(one.briefing.number, one.briefing.conditions) for one in found.given] == [
        (3, "ours again"),
        (2, "theirs"),
        (1, "ours"),
    ]
    assert found.minutes == 15
    assert world.ask(briefing.meant, "B2", world.clock.ms).conditions == "theirs"


def test_the_alarm_goes_to_who_gave_the_last_one(world: World, outage: str) -> None:
    def alarms(who: str) -> list[str]:
        return [one.id for one in world.ask(alerts.listed, who, world.clock.ms) if one.kind == "briefing"]

    world.clock.ms += 31 * MINUTE
    assert alarms("alice") == alarms("bob") == [f"briefing:{outage}"]
    given = give(world)
    assert alarms("alice") == []
    world.clock.ms += 31 * MINUTE
    assert alarms("bob") == []
    assert alarms("alice") == [f"briefing:{given}"]
    assert [one.kind for one in world.do(alerts.collect, "alice", world.clock.ms)].count("briefing") == 1
    # It is told once.
    world.clock.ms += 60 * MINUTE
    assert "briefing" not in [one.kind for one in world.do(alerts.collect, "alice", world.clock.ms)]
    # Once another is given, nobody has to read it any more.
    give(world, "bob")
    assert [one.state for one in world.ask(alerts.listed, "alice", world.clock.ms) if one.kind == "briefing"] == [
        "read"
    ]
    world.do(outages.end, "alice", "")
    world.clock.ms += 60 * MINUTE
    assert alarms("bob") == []


def test_who_comes_late_gets_the_last_one_first(world: World, outage: str) -> None:
    assert world.ask(briefing.unread, "bob", world.clock.ms) is None
    give(world)
    second = give(world, conditions="Mail too.")
    found = world.ask(briefing.unread, "bob", world.clock.ms)
    assert found is not None
    assert found.id == second
    assert world.ask(briefing.unread, "alice", world.clock.ms) is None
    world.do(briefing.mark_read, "bob", second)
    world.do(briefing.mark_read, "bob", second)
    world.do(briefing.mark_read, "alice", second)
    assert world.ask(briefing.unread, "bob", world.clock.ms) is None
    assert [(one.name, one.how) for one in world.ask(briefing.readers, second).read] == [("bob", "window")]
    assert world.ask(lambda r: r.value("SELECT count(*) FROM entry WHERE kind = 'briefing.read'")) == 1
    with pytest.raises(NotFoundError):
        world.do(briefing.mark_read, "bob", "none")


def test_each_reads_it_in_their_language_and_answers_with_the_code(world: World, outage: str) -> None:
    team(world)
    given = give(world, needs="{customer} & two people")
    found = world.ask(briefing_sms.digests, "alice", given, TEAM, ALONE, world.clock.ms, shown, "en")
    assert [(one.language, one.preview.totals.recipients) for one in found] == [("en", 2), ("ja", 1)]
    assert found[0].text.startswith("Briefing 1, at ")
    assert "B1" in found[0].text
    assert "状況報告1" in found[1].text
    text_out(world, given)
    assert [one.name for one in world.ask(briefing.readers, given).waiting] == ["Kim Park", "Lee", "森 ゆき"]
    answer(world, "+12025550142", "ｂ１ 了解")
    answer(world, "+12025550142", "b1")
    answer(world, "+12025550133", "b1")
    answer(world, "+12025550141", "on my way")
    world.do(briefing.mark_read, "lee", given)
    told = world.ask(briefing.readers, given)
    assert [(one.name, one.how) for one in told.read] == [("森 ゆき", "sms"), ("Lee", "window")]
    assert [one.name for one in told.waiting] == ["Kim Park"]
    assert [(one.read, one.texted) for one in room(world).given] == [(2, 3)]
    # Only what is no such answer is news.
    news = [one.text for one in world.ask(alerts.listed, "alice", world.clock.ms) if one.kind == "answer"]
    assert "ｂ１ 了解" not in news
    assert "on my way" in news


def test_one_language_is_one_broadcast_to_those_that_were_chosen(world: World, outage: str) -> None:
    team(world)
    given = give(world)
    numbers = Audience(numbers=("+12025550150",))
    assert [one.audience for one in world.ask(
        briefing_sms.digests, "alice", given, numbers, ALONE, world.clock.ms, shown, "ja"
    )] == [numbers]  # fmt: skip
    with pytest.raises(InputError):
        world.ask(briefing_sms.digests, "alice", given, Audience(), ALONE, world.clock.ms, shown, "en")


def test_a_code_counts_for_the_newest_that_was_texted_there(world: World, outage: str) -> None:
    team(world)
    old = give(world)
    text_out(world, old)
    world.do(outages.end, "alice", "")
    world.do(outages.declare, "monitor", ["mail"], "", world.clock.ms)
    new = give(world)
    answer(world, "+12025550141", "b1")
    assert len(world.ask(briefing.readers, old).read) == 1
    text_out(world, new)
    answer(world, "+12025550141", "b1")
    assert len(world.ask(briefing.readers, new).read) == 1


def test_what_the_console_knows(world: World, outage: str) -> None:
    found = world.ask(briefing_facts.facts, world.clock.ms)
    assert (found.high, found.middle, found.low) == (0, 0, 2)
    assert found.waiting == found.attention == found.callbacks == 0


TABLES = {
    "p_briefing": "id, outage, number, hlc, conditions, actions, needs, made_at, by, next_due_at",
    "p_briefing_clock": "outage, minutes, hlc, by",
    "p_briefing_read": "briefing, reader, at, answer",
    "p_briefing_texted": "briefing, broadcast, code",
}


def _arrive(tx: Tx, entries: Sequence[Entry]) -> dict[str, list[tuple[object, ...]]]:
    """Entries come from other stations, each as often as it is there; what the tables hold then."""
    for table in (*TABLES, "entry"):
        tx.execute(f"DELETE FROM {table}")
    for one in entries:
        tx.execute(
            f"INSERT OR IGNORE INTO entry ({journal.COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*one[:8], journal.dump(one.body)),
        )
        if one.subject.startswith("briefing:"):
            project_briefings(tx, one.subject.removeprefix("briefing:"))
        else:
            project_readers(tx, one.subject.removeprefix("entry:"))
    return {table: tx.rows(f"SELECT {columns} FROM {table} ORDER BY {columns}") for table, columns in TABLES.items()}


def _entry(number: int, kind: str, subject: str, body: dict[str, object], who: str) -> Entry:
    station = f"{number % 3:012x}"
    hlc = f"{1_766_000_000_000 + number // 2:013d}.{number % 5:04d}.{station}"
    return Entry(
        f"id{number:04d}", station, number + 1, hlc, 1_766_000_000_000 - 977 * number, who, kind, subject, body
    )


@st.composite
def _facts(draw: st.DrawFn) -> list[Entry]:
    made = []
    for number in range(draw(st.integers(1, 14))):
        who, outage = draw(st.sampled_from(("kim", "lee"))), draw(st.sampled_from(("o1", "o2")))
        of = f"id{draw(st.integers(0, 13)):04d}"
        kind = draw(
            st.sampled_from((Kind.BRIEFING_GIVEN, Kind.BRIEFING_CLOCK, Kind.BRIEFING_READ, Kind.BRIEFING_TEXTED))
        )
        subject = f"briefing:{outage}" if kind in (Kind.BRIEFING_GIVEN, Kind.BRIEFING_CLOCK) else f"entry:{of}"
        body: dict[str, object] = {
            Kind.BRIEFING_GIVEN: {
                "outage": outage,
                "conditions": str(number),
                "actions": "",
                "needs": "",
                "next_due_at": 7,
            },
            Kind.BRIEFING_CLOCK: {"outage": outage, "minutes": 5 + number},
            Kind.BRIEFING_READ: {"of": of, "by": f"login:{who}", "answer": ""},
            Kind.BRIEFING_TEXTED: {"of": of, "broadcast": f"b{number % 3}", "code": number},
        }[kind]
        made.append(_entry(number, kind, subject, body, who))
    return made


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=_facts(), seed=st.integers(0, 10_000))
def test_any_order_and_repetition_gives_the_same_tables(blank: World, facts: list[Entry], seed: int) -> None:
    straight = blank.do(_arrive, facts)
    mixed = [*facts, *facts[: seed % (len(facts) + 1)]]
    random.Random(seed).shuffle(mixed)
    assert blank.do(_arrive, mixed) == straight


@pytest.fixture
def blank(tmp_path: Path) -> Iterator[World]:
    """A store with nothing in it."""
    made = World(tmp_path)
    yield made
    made.close()
