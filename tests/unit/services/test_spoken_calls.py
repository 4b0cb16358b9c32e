"""Messages that are read out in a call: when the console calls by itself, what a key answers, and when a person has to ring after all."""

from __future__ import annotations

import json

import pytest

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import DeliveryState, Problem
from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.wire import read_entry, write_entry
from fallback_console.ports import SmsKeys, SmsReceipt
from fallback_console.services import (
    alerts,
    connections,
    day_report,
    dispatch,
    escalation,
    escalation_chains,
    escalation_list,
    escalation_steps,
    failover,
    messages,
    paths,
    reach,
    roll_call,
    roll_call_asking,
    roll_call_list,
)
from fallback_console.services.reach import ReachRow
from fallback_console.store import journal
from tests.unit.services.support import World

TWILIO, KANNEL = "sms:twilio", "sms:kannel"
RULES = ReachRules(quiet=(0, 0))
MINUTE = 60_000
PRIYA, KENJI, SAM = "rt:priya", "rt:kenji", "rt:sam"
NUMBERS = {PRIYA: "+12025550161", KENJI: "+12025550162", SAM: "+12025550163"}
PROBLEM = Problem("ambiguous", "Twilio did not answer.", "Ask them.")


@pytest.fixture
def team(world: World) -> World:
    """Three teammates, a chain of two of them, and Twilio beside Kannel, which makes calls and is not used for texts."""
    people = [
        PulledPerson(key[3:], "team", key[3:].capitalize(), numbers=(RawNumber("mobile", number),), language=language)
        for (key, number), language in zip(NUMBERS.items(), ("en", "ja", "en"), strict=True)
    ]
    world.pull(people=people)
    twilio = {"account_sid": "AC" + 32 * "0", "sender": "+12025550199", "priority": 500, "calls": "yes"}
    world.do(connections.save, Connection(TWILIO, "twilio", twilio))
    world.do(
        escalation_chains.save, "sue", "Support", tuple(ChainStep((f"person:{key}",), 30) for key in (PRIYA, KENJI))
    )
    return world


def page(world: World, reason: str = "Ring the carrier.", chain: str = "", **more: object) -> str:
    one: str = world.do(escalation.start, "alice", chain, reason, RULES, **more)
    world.deliver(KANNEL)
    return one


def silence(world: World, minutes: float = 4) -> None:
    """Nothing is heard until the next path is due."""
    world.clock.ms += int(minutes * MINUTE)
    world.do(reach.advance)


def called(world: World) -> list[Entry]:
    """Calls that go out now."""
    return [work.entry for work in world.deliver(TWILIO, remote_id=f"CA{world.clock.ms}")]


def press(world: World, call: Entry, key: str) -> object:
    world.clock.ms += 1000
    taken = world.do(messages.take_in, SmsKeys("twilio", call.id, f"CA{call.id}", key, world.clock.ms))
    world.do(reach.advance)
    return taken


def ended(world: World, call: Entry, state: str) -> None:
    world.clock.ms += 1000
    world.do(
        messages.take_in, SmsReceipt("twilio", call.id, "CA1", state, None, world.clock.ms, "nobody took the call")
    )
    world.do(reach.advance)


def row(world: World) -> ReachRow:
    return world.ask(reach.listing, world.clock.ms)[0]


def states(world: World) -> str:
    found = row(world)
    return f"{found.state}: " + " ".join(f"{s.kind}={s.state}" for s in found.steps if s.state != "skipped")


def test_who_does_not_answer_a_text_is_called_and_a_key_takes_it(team: World) -> None:
    one = page(team, case_key="rt:1")
    assert called(team) == []
    silence(team)
    (call,) = called(team)
    assert states(team) == "trying: sms=silent call=calling"
    assert "reach-call" not in {one.kind for one in team.ask(alerts.listed, "alice", team.clock.ms)}
    assert (call.body["to"], call.body["person"], call.subject) == (NUMBERS[PRIYA], PRIYA, f"number:{NUMBERS[PRIYA]}")
    assert call.body["spoken"]["words"] == "Number 1. Ring the carrier. From alice. It is about case 1."
    assert call.body["spoken"]["keys"] == {"1": "1a", "2": "1e", "3": "1c"}
    press(team, call, "1")
    found = team.ask(escalation_list.find, one)
    assert (found.state, found.holder_name) == ("taken", "Priya")
    assert states(team) == "answered: sms=silent call=answered"
    # What came of it, which a voice cannot know beforehand, is written to them.
    assert [work.entry.body["text"][:11] for work in team.deliver(KANNEL)] == ["1 is yours."]
    team.assert_whole()


def test_who_was_called_at_a_desk_is_sent_no_text_about_it(team: World) -> None:
    numbers = (RawNumber("work", "+12025550188"),)
    team.pull(people=[PulledPerson("dee", "team", "Dee", numbers=numbers)])
    one = page(team, chain=team.do(escalation_chains.save, "sue", "Desks", (ChainStep(("person:rt:dee",), 30),)))
    (call,) = called(team)
    press(team, call, "1")
    assert team.ask(escalation_list.find, one).holder_name == "Dee"
    assert team.deliver(KANNEL) == []


def test_the_same_key_told_again_answers_once_and_a_strange_one_or_call_not_at_all(team: World) -> None:
    one = page(team)
    silence(team)
    (call,) = called(team)
    assert press(team, call, "9") is None
    assert press(team, call, "2") is not None
    team.do(escalation_steps.ask_due)
    assert team.ask(escalation_list.find, one).position == 1
    assert press(team, call, "2") is None
    (sent,) = team.ask(journal.of_subject, f"number:{NUMBERS[KENJI]}", (Kind.SMS_SENT,))
    assert press(team, sent, "1") is None, "a text that was not read out has no keys"
    assert press(team, call._replace(id="0" * 36), "1") is None
    assert team.ask(escalation_list.find, one).state == "running"


@pytest.mark.parametrize("how", ["failed", "silent", "unknown"])
def test_a_call_that_nobody_answers_is_up_to_a_person_then(team: World, how: str) -> None:
    page(team)
    silence(team)
    if how == "unknown":
        (work,) = team.take(TWILIO)
        team.do(dispatch.mark_unknown, work.delivery_id, PROBLEM)
        team.do(reach.advance)
    else:
        (call,) = called(team)
        ended(team, call, "failed" if how == "failed" else "accepted")
        assert ("waiting" in states(team)) == (how == "failed"), "a mailbox may have taken it: wait for the key"
        if how == "silent":
            silence(team, 6)
    assert states(team) == "trying: sms=silent call=waiting"
    assert "reach-call" in {one.kind for one in team.ask(alerts.listed, "alice", team.clock.ms)}
    assert row(team).steps[1].until > team.clock.ms
    assert called(team) == [], "nobody is called by the console twice"
    # However late, a key counts.
    if how != "unknown":
        press(team, call, "1")
        assert states(team).startswith("answered")


def test_what_was_not_called_yet_is_taken_back_when_somebody_has_it(team: World) -> None:
    one = page(team)
    silence(team)
    team.do(escalation.answer, "bob", one, "taken")
    team.do(escalation_steps.call_off)
    assert called(team) == []
    assert "calling" not in states(team)


def test_japanese_is_spoken_to_who_speaks_it(team: World) -> None:
    one = page(team, "回線事業者に電話してください。", urgent=True)
    team.do(escalation.answer, "alice", one, "passed")
    team.do(escalation_steps.ask_due)
    team.deliver(KANNEL)
    silence(team)
    spoken = next(entry.body["spoken"] for entry in called(team) if entry.body["person"] == KENJI)
    assert spoken["language"] == "ja"
    assert spoken["words"] == "至急です。1番。回線事業者に電話してください。aliceより。"


def test_without_a_gateway_that_calls_a_person_rings_at_once(team: World) -> None:
    plain = {"account_sid": "AC" + 32 * "0", "sender": "+12025550199", "priority": 500}
    team.do(connections.save, Connection(TWILIO, "twilio", plain))
    page(team)
    silence(team)
    assert states(team) == "trying: sms=silent call=waiting"


def test_a_call_leaves_its_gateway_only_for_one_that_calls(team: World) -> None:
    page(team)
    silence(team)
    now = team.clock.ms
    assert team.ask(failover.movable, TWILIO, {KANNEL}, now) == []
    other = {"account_sid": "AC" + 32 * "1", "sender": "+12025550198", "calls": True}
    team.do(connections.save, Connection("sms:twilio.two", "twilio", other))
    (moved,) = team.ask(failover.movable, TWILIO, {KANNEL, "sms:twilio.two"}, now)
    assert moved.sink == "sms:twilio.two"


def test_what_somebody_wrote_before_in_doubt_does_not_hold_a_call_back(team: World) -> None:
    team.do(escalation.start, "alice", "", "Ring the carrier", RULES)
    (work,) = team.take(KANNEL)
    team.do(dispatch.mark_unknown, work.delivery_id, PROBLEM)
    team.do(reach.advance)
    assert [entry.body["to"] for entry in called(team)] == [NUMBERS[PRIYA]]


def test_neither_the_day_s_texts_nor_the_health_of_the_number_for_texts_count_a_call(team: World) -> None:
    page(team)
    silence(team)
    (call,) = called(team)
    before = team.ask(day_report.day_report, 0, team.clock.ms + 1, team.clock.ms)
    ended(team, call, "failed")
    after = team.ask(day_report.day_report, 0, team.clock.ms + 1, team.clock.ms)
    assert sum(before.sms.values()) == sum(after.sms.values()) == 1
    ladder = team.ask(paths.ladder_of, f"person:{PRIYA}", RULES, team.clock.ms)
    assert [(rung.path.kind, rung.health) for rung in ladder.rungs][:2] == [("sms", ""), ("call", "")]
    press(team, call, "3")
    assert team.ask(day_report.day_report, 0, team.clock.ms + 1, team.clock.ms).sms_received == 0


# Roll calls


def ask_all(world: World) -> list[Entry]:
    """Everybody who is due is asked; the calls that go out."""
    found: list[Entry] = []
    while world.do(roll_call_asking.advance):
        world.deliver(KANNEL)
        found += called(world)
    return found


def roll(world: World) -> str:
    made = world.ask(roll_call.plan, "alice", "Drill", {}, Audience(people=tuple(NUMBERS)), RULES, world.clock.ms)
    done = 0
    while done >= 0:
        done = world.do(roll_call.advance, "alice", made, done)
    ask_all(world)
    return made.roll


def stand(world: World, one: str) -> dict[str, str]:
    found = world.ask(roll_call_list.people, one, world.ask(roll_call_list.places, one, ""))
    return {person.name: person.state for person in found}


def later(world: World, seconds: int) -> list[Entry]:
    world.clock.ms += seconds * 1000
    return ask_all(world)


def test_a_roll_call_calls_whoever_is_silent_and_counts_their_key_as_theirs_alone(team: World) -> None:
    one = roll(team)
    calls = {entry.body["person"]: entry for entry in later(team, 200)}
    assert set(calls) == set(NUMBERS)
    assert set(stand(team, one).values()) == {"again"}
    press(team, calls[PRIYA], "1")
    press(team, calls[KENJI], "2")
    assert stand(team, one) == {"Priya": "safe", "Kenji": "help", "Sam": "again"}
    ended(team, calls[SAM], "failed")
    assert later(team, 1) == []
    assert stand(team, one)["Sam"] == "to_ring"
    found = team.ask(roll_call_list.people, one, team.ask(roll_call_list.places, one, "help"))
    assert found[0].answer is not None
    assert (found[0].answer.how, found[0].answer.text) == ("call", "2")
    # They change their mind at the telephone, and it counts.
    press(team, calls[KENJI], "1")
    assert stand(team, one)["Kenji"] == "safe"
    team.assert_whole()


def test_a_call_without_a_key_is_made_by_a_person_when_its_time_is_over(team: World) -> None:
    one = roll(team)
    later(team, 200)
    assert later(team, 100) == []
    assert set(stand(team, one).values()) == {"again"}
    assert later(team, 100) == []
    assert set(stand(team, one).values()) == {"to_ring"}
    assert later(team, 10_000) == []


def test_people_who_share_a_number_are_called_each_and_answer_for_themselves(team: World) -> None:
    NUMBER = "+12025550170"
    team.pull(
        people=[
            PulledPerson(name, "team", name.capitalize(), numbers=(RawNumber("mobile", NUMBER),))
            for name in ("mia", "tom")
        ]
    )
    made = team.ask(roll_call.plan, "alice", "Drill", {}, Audience(people=("rt:mia", "rt:tom")), RULES, team.clock.ms)
    done = 0
    while done >= 0:
        done = team.do(roll_call.advance, "alice", made, done)
    ask_all(team)
    calls = {entry.body["person"]: entry for entry in later(team, 200)}
    assert set(calls) == {"rt:mia", "rt:tom"}
    press(team, calls["rt:mia"], "1")
    assert stand(team, made.roll) == {"Mia": "safe", "Tom": "again"}


def test_a_key_in_a_call_about_an_escalation_is_no_answer_to_a_roll_call(team: World) -> None:
    one = roll(team)
    page(team)
    silence(team)
    call = next(e for e in called(team) if e.body["spoken"]["about"] == "escalation")
    press(team, call, "1")
    assert stand(team, one)["Priya"] != "safe"


def test_other_stations_read_what_is_read_out_and_refuse_what_is_none(team: World) -> None:
    page(team)
    silence(team)
    (call,) = called(team)
    assert read_entry(write_entry(call)).entry == call
    for broken in (
        7,
        None,
        {"words": "x"},
        {**call.body["spoken"], "keys": {"x": "1a"}},
        {**call.body["spoken"], "keys": 3},
    ):
        with pytest.raises(ValueError, match="body"):
            read_entry(write_entry(call._replace(body={**call.body, "spoken": broken})))
    assert json.loads(json.dumps(call.body))["spoken"]["about"] == "escalation"
    assert (
        team.ask(lambda r: r.value("SELECT state FROM delivery WHERE entry_id = ?", (call.id,)))
        == DeliveryState.CONFIRMED
    )
