"""Roll calls over the hub: who sits at a station is asked there first, whether or not there is a gateway, and answers there."""

from __future__ import annotations

import pytest

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.connection import Connection
from fallback_console.domain.errors import NotFoundError
from fallback_console.domain.people_file import read_people
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.roster import HUB_FRESH_MS
from fallback_console.ports import SmsReceipt
from fallback_console.ports.hub import Beat
from fallback_console.services import (
    alerts,
    connections,
    messages,
    paths,
    people_import,
    people_merge,
    presence,
    roll_call,
    roll_call_answers,
    roll_call_asking,
    roll_call_list,
    roll_call_own,
)
from fallback_console.services.roll_call_own import CHANGE_MS, Question
from fallback_console.store import journal, people
from fallback_console.store.rebuild import rebuild_all
from fallback_console.store.roll_call_projection import project_roll_entry
from tests.unit.services.support import World

TEAM = """ID,Name,Mobile,Mail,Languages,Login,Kind
1,Haruka Sample,+44 7700 900151,,Japanese,haruka,team
2,Kenji Sample,,,,kenji,expert
3,Vera Sample,+44 7700 900153,,,,team
"""
RULES = ReachRules(quiet=(0, 0))
WAIT = RULES.wait_ms("hub")


@pytest.fixture
def team(world: World) -> World:
    """Three of a team with a hub and no gateway; Haruka and Kenji sit at stations."""
    world.do(connections.remove, "sms:kannel")
    world.do(connections.save, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"}))
    found = world.do(people_import.preview, read_people(TEAM.encode()), "file.team")
    world.do(people_import.store_some, "alice", found.people)
    sit(world, "haruka", "kenji")
    return world


def sit(world: World, *logins: str) -> None:
    world.do(
        presence.heard, {f"st-{who}": Beat(f"st-{who}", presence.beat_value(who), world.clock.ms) for who in logins}
    )


def start(world: World, who: str = "alice", *people: str, rules: ReachRules = RULES) -> str:
    audience = Audience(people=people) if people else Audience(role=roll_call.EVERYBODY)
    made = world.ask(roll_call.plan, who, "", {}, audience, rules, world.clock.ms)
    done = 0
    while done >= 0:
        done = world.do(roll_call.advance, who, made, done)
    while world.do(roll_call_asking.advance):
        pass
    return made.roll


def states(world: World, roll: str) -> dict[str, tuple[str, str]]:
    found = world.ask(roll_call_list.people, roll, world.ask(roll_call_list.places, roll))
    return {one.name.split()[0]: (one.state, one.kind) for one in found}


def asked(world: World, who: str) -> list[Question]:
    return world.ask(roll_call_own.questions, who, world.clock.ms)


def say(world: World, who: str, answer: str, text: str = "") -> None:
    (one,) = asked(world, who)
    world.do(roll_call_answers.answer, who, one.roll, one.position, answer, "hub", text)


def test_whoever_sits_at_a_station_is_asked_there_without_any_gateway(team: World) -> None:
    found = team.ask(roll_call.found_in, Audience(role=roll_call.EVERYBODY), RULES, team.clock.ms)
    ways = {one.name.split()[0]: [kind for kind, _ in one.steps] for one in found}
    assert ways == {"Haruka": ["hub", "call"], "Kenji": ["hub"], "Vera": ["call"]}
    assert roll_call.totals(found).first == {"hub": 2, "call": 1}
    roll = start(team)
    assert states(team, roll) == {"Haruka": ("asked", "hub"), "Kenji": ("asked", "hub"), "Vera": ("to_ring", "call")}
    assert asked(team, "haruka")[0].text.startswith("aliceより安否確認です。")
    assert asked(team, "kenji")[0].text.startswith("Roll call by alice")
    assert asked(team, "alice") == asked(team, "") == []
    say(team, "haruka", "help", "三階です")
    say(team, "kenji", "safe")
    assert states(team, roll)["Haruka"] == ("help", "hub")
    assert states(team, roll)["Kenji"] == ("safe", "hub")
    assert not team.ask(roll_call_asking.due, team.clock.ms + 10 * WAIT)


def test_who_does_not_answer_there_is_reached_over_the_next_path(team: World) -> None:
    roll = start(team)
    assert not team.ask(roll_call_asking.due, team.clock.ms)
    team.clock.ms += WAIT
    assert team.do(roll_call_asking.advance) == 2
    assert states(team, roll) == {
        "Haruka": ("to_ring", "call"),
        "Kenji": ("unreachable", "hub"),
        "Vera": ("to_ring", "call"),
    }
    # The question stands there all the same, and counts.
    assert [one.roll for one in asked(team, "kenji")] == [roll]
    say(team, "kenji", "safe")
    assert states(team, roll)["Kenji"][0] == "safe"
    position = next(p for p in team.ask(roll_call_list.places, roll) if p == asked(team, "haruka")[0].position)
    team.do(roll_call_asking.again, "alice", roll, position)
    assert states(team, roll)["Haruka"] == ("again", "hub")


def test_a_full_gateway_holds_up_nobody_who_is_asked_over_the_hub(team: World, monkeypatch: pytest.MonkeyPatch) -> None:
    team.do(connections.save, Connection("sms:kannel", "kannel", {"priority": 1}))
    sit(team, "kenji")
    monkeypatch.setattr(roll_call_asking, "room_for", lambda _r: 0)
    roll = start(team)
    assert states(team, roll) == {"Haruka": ("asked", "hub"), "Kenji": ("asked", "hub"), "Vera": ("queued", "")}
    team.clock.ms += WAIT
    assert team.do(roll_call_asking.advance) == 1
    # Haruka's text waits for room; a question that Kenji left alone is no reason to.
    assert states(team, roll) == {"Haruka": ("asked", "hub"), "Kenji": ("unreachable", "hub"), "Vera": ("queued", "")}
    monkeypatch.undo()
    assert team.do(roll_call_asking.advance) == 2
    assert states(team, roll)["Haruka"] == ("again", "sms")


def test_a_text_that_fails_late_does_not_end_the_time_of_the_hub(team: World) -> None:
    team.do(connections.save, Connection("sms:kannel", "kannel", {"priority": 1}))
    team.do(paths.prefer, "alice", "person:file.team:1", order=["sms", "hub"])
    roll = start(team, "alice", "file.team:1")
    (one,) = team.ask(roll_call_list.people, roll, [0])
    assert (one.kind, one.next_kind, one.next_address) == ("sms", "hub", "")
    works = team.deliver("sms:kannel")
    team.clock.ms += RULES.wait_ms("sms")
    assert team.do(roll_call_asking.advance) == 1
    assert states(team, roll) == {"Haruka": ("again", "hub")}
    receipt = SmsReceipt("kannel", works[0].entry.id, "", "failed", None, team.clock.ms, "No such number.")
    team.do(messages.take_in, receipt)
    assert not team.ask(roll_call_asking.due, team.clock.ms)
    assert states(team, roll) == {"Haruka": ("again", "hub")}
    team.clock.ms += WAIT
    assert team.do(roll_call_asking.advance) == 1
    assert states(team, roll) == {"Haruka": ("to_ring", "call")}


def test_who_has_not_been_heard_is_not_asked_there(team: World) -> None:
    team.clock.ms += HUB_FRESH_MS + 1
    rungs = team.ask(
        paths.ladder_of, "person:file.team:1", RULES, team.clock.ms, sinks=frozenset({"hub", "call"})
    ).rungs
    assert [(rung.path.kind, rung.health) for rung in rungs if not rung.why] == [("call", ""), ("hub", "down")]
    roll = start(team)
    assert states(team, roll) == {
        "Haruka": ("to_ring", "call"),
        "Kenji": ("not_asked", ""),
        "Vera": ("to_ring", "call"),
    }
    # Whoever comes back sees it, however they were asked, or could not be.
    assert [one.roll for one in asked(team, "kenji")] == [one.roll for one in asked(team, "haruka")] == [roll]
    # Who works at this station is there.
    team.do(presence.here, "haruka")
    assert team.ask(presence.there, team.clock.ms) == {"haruka"}
    team.do(presence.here, "kenji")
    assert team.ask(presence.there, team.clock.ms) == {"kenji"}


def test_without_a_hub_it_is_no_path(team: World) -> None:
    team.do(connections.remove, "hub")
    found = team.ask(roll_call.found_in, Audience(role=roll_call.EVERYBODY), RULES, team.clock.ms)
    assert {one.name.split()[0]: (one.steps, one.reason) for one in found}["Kenji"] == ((), "no-number")
    assert "hub" not in team.ask(paths.sinks_for)


def test_nobody_s_quiet_hours_are_disturbed_by_the_hub(team: World) -> None:
    night = ReachRules(quiet=(0, 24 * 60 - 1), zone="UTC")
    found = team.ask(roll_call.found_in, Audience(role=roll_call.EVERYBODY), night, team.clock.ms)
    assert {one.name.split()[0]: one.quiet for one in found} == {"Haruka": True, "Kenji": False, "Vera": True}
    roll = start(team, rules=night)
    assert team.ask(roll_call_list.find, roll).quiet == 1
    team.clock.ms += WAIT
    team.do(roll_call_asking.advance)
    # By now Haruka is to be rung too, which disturbs her.
    assert team.ask(roll_call_list.find, roll).quiet == 2


def test_an_answer_stands_there_for_a_minute_and_the_last_counts(team: World) -> None:
    first, second = start(team), start(team, "bob")
    assert [one.roll for one in asked(team, "kenji")] == [first, second]
    one = asked(team, "kenji")[0]
    team.do(roll_call_answers.answer, "kenji", first, one.position, "help", "hub")
    said = asked(team, "kenji")[0]
    assert (said.answer, said.change_until) == ("help", team.clock.ms + CHANGE_MS)
    team.do(roll_call_answers.answer, "kenji", first, one.position, "safe", "hub")
    assert [one.answer for one in asked(team, "kenji")] == ["safe", ""]
    assert states(team, first)["Kenji"][0] == "safe"
    team.clock.ms += CHANGE_MS + 1
    assert [one.roll for one in asked(team, "kenji")] == [second]
    # What was heard in another way need not be asked, and is not theirs to change here.
    team.do(roll_call_answers.answer, "alice", second, asked(team, "kenji")[0].position, "safe", "person")
    assert asked(team, "kenji") == []
    assert [one.roll for one in asked(team, "haruka")] == [first, second]
    team.do(roll_call.close, "alice", first)
    assert [one.roll for one in asked(team, "haruka")] == [second]


def test_records_that_are_one_person_are_asked_once(team: World) -> None:
    roll = start(team)
    team.do(people_merge.merge, "alice", "file.team:1", "file.team:2")
    person = team.ask(people.person_of_key, "file.team:1")
    assert person is not None
    login = person.login
    assert [one.roll for one in asked(team, login)] == [roll]
    assert team.ask(roll_call_own.place_of, login, roll) in (0, 1)
    with pytest.raises(NotFoundError, match="does not ask you"):
        team.ask(roll_call_own.place_of, "nobody", roll)


def test_whoever_is_asked_is_told(team: World) -> None:
    roll = start(team)
    found = [one for one in team.ask(alerts.listed, "kenji", team.clock.ms) if one.kind == "roll-call"]
    assert [(one.view, one.key, one.who) for one in found] == [("roll-call", roll, "alice")]
    say(team, "kenji", "safe")
    assert not [one for one in team.ask(alerts.listed, "kenji", team.clock.ms) if one.kind == "roll-call"]


def test_entries_in_any_order_give_the_same(team: World) -> None:
    roll = start(team)
    say(team, "kenji", "safe")
    before = states(team, roll)
    entries = team.ask(lambda r: r.rows("SELECT id FROM entry WHERE subject LIKE 'roll:%' ORDER BY hlc DESC"))
    team.do(lambda tx: tx.execute("DELETE FROM p_roll_to"))
    for (entry_id,) in [*entries, *entries]:
        entry = team.ask(journal.find, entry_id)
        assert entry is not None
        team.do(project_roll_entry, entry)
    assert states(team, roll) == before
    team.do(rebuild_all)
    assert states(team, roll) == before
