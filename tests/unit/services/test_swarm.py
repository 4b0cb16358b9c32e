"""Swarms: decided, opened, people asked once and by the way that reaches them, talked in, closed behind the gate."""

from __future__ import annotations

import random
from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import ConsoleError, InputError, NotFoundError
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.swarm_transcript import as_json_lines, as_text
from fallback_console.ports import IncomingSms
from fallback_console.ports.hub import Beat
from fallback_console.services import (
    alerts,
    calls,
    cases,
    connections,
    dispatch,
    escalation,
    escalation_chains,
    messages,
    presence,
    queue,
    roll_call,
    roll_call_asking,
    roll_call_list,
    statuses,
    swarm,
    swarm_list,
    swarm_people,
    swarm_thread,
)
from fallback_console.services.swarm_candidates import Wanted, candidates
from fallback_console.store.projecting import project_some
from fallback_console.store.swarm_projection import project_swarm
from fallback_console.store.tx import Tx
from tests.helpers.team_world import Sent, Station, dumped
from tests.unit.services.support import ANN, ANN_NUMBER, NOW, World

SINK = "sms:kannel"
RULES = ReachRules(quiet=(0, 0))
MINUTE = 60_000
PRIYA, KENJI, SAM, PAT = "rt:priya", "rt:kenji", "rt:sam", "rt:pat"
NUMBERS = {PRIYA: "+12025550161", KENJI: "+819012345678", SAM: "+12025550163", PAT: "+12025550164"}


def mate(key: str, number: str, role: str = "team", **changes: object) -> PulledPerson:
    name = key.removeprefix("rt:")
    numbers = (RawNumber("mobile", number),) if number else ()
    return PulledPerson(name, role, name.capitalize(), numbers=numbers, **changes)  # type: ignore[arg-type]


@pytest.fixture
def team(world: World) -> World:
    """Three teammates and a partner of a carrier."""
    world.pull(
        people=[
            mate(PRIYA, NUMBERS[PRIYA]),
            mate(KENJI, NUMBERS[KENJI], language="ja", timezone="Asia/Tokyo"),
            mate(SAM, NUMBERS[SAM]),
            mate(PAT, NUMBERS[PAT], role="partner"),
        ]
    )
    return world


def opened(world: World, **more: object) -> str:
    return world.do(swarm.start, "priya", "rt:1", "The carrier is down", "Two sites are hit", **more)  # type: ignore[arg-type]


def sent(world: World) -> list[tuple[str, str]]:
    """Texts that go out now."""
    return [(work.entry.body["to"], work.entry.body["text"]) for work in world.deliver(SINK)]


def stands(world: World, one: str) -> swarm_list.Swarm:
    return world.ask(swarm_list.find, one)


def test_a_case_is_looked_over_and_a_no_is_kept(team: World) -> None:
    team.do(swarm.triage, "priya", "rt:1", {"impact": True}, 70, "One site only", decided=False)
    team.do(swarm.triage, "priya", "rt:1", {"impact": True, "skills": True}, 90, "Two sites now", decided=True)
    first, second = team.ask(swarm_list.triages, "rt:1")
    assert (first.decided, first.priority, first.reason) == (False, 70, "One site only")
    assert dict(second.checks)["skills"]
    assert not dict(second.checks)["safety"]
    assert team.ask(lambda r: r.value("SELECT priority FROM p_case WHERE key = 'rt:1'")) == 90
    one = team.do(swarm.start, "priya", "rt:1", "The carrier is down", "")
    found = stands(team, one)
    assert found.reason == "Two sites now"
    assert found.triage == second
    assert (found.number, found.step, found.lead_name) == (1, "room", "Priya")


def test_a_case_has_one_open_swarm(team: World) -> None:
    opened(team)
    with pytest.raises(InputError, match="This case has a swarm already: S1"):
        opened(team)


def test_people_are_asked_once_and_outsiders_only_where_that_is_said(team: World) -> None:
    one = opened(team)
    with pytest.raises(InputError, match="Pat: not of our team, and would read this"):
        team.do(swarm_people.invite, "priya", one, [KENJI, PAT], RULES)
    assert sent(team) == []
    done = team.do(swarm_people.invite, "priya", one, [KENJI, PAT, KENJI], RULES, external_ok=True)
    assert done.asked == (("Kenji", "sms"), ("Pat", "sms"))
    texts = dict(sent(team))
    assert texts[NUMBERS[KENJI]].startswith("S1 Priyaよりスウォームへの参加依頼:The carrier is down(案件 1:")
    assert texts[NUMBERS[PAT]] == (
        "S1 Priya asks you into a swarm: The carrier is down. Reply s1 y to join, s1 n if you cannot."
    )
    again = team.do(swarm_people.invite, "priya", one, [KENJI, PRIYA], RULES)
    assert again.skipped == (("Kenji", "invited"), ("Priya", "in-it"))
    assert sent(team) == []


def hear(world: World, key: str, text: str) -> list[str]:
    """Somebody writes; what they are answered. Whatever else goes out stays to be sent."""
    world.clock.ms += 1000
    at = world.clock.ms
    world.do(messages.take_in, IncomingSms("kannel", f"in-{at}-{key}", NUMBERS[key], "4477", text, at))
    world.do(swarm_people.call_off)
    found = []
    for work in world.take(SINK):
        if work.entry.body["to"] == NUMBERS[key]:
            found.append(str(work.entry.body["text"]))
        world.do(dispatch.confirm, work.delivery_id, Receipt())
    return found


def said(world: World, one: str) -> list[tuple[str, str]]:
    return [(row.name, row.text) for row in world.ask(swarm_list.thread, one) if row.what == "said"]


def state_of(world: World, one: str, name: str) -> tuple[str, str]:
    return next((m.state, m.how) for m in stands(world, one).members if m.name == name)


def invited(world: World, *people: str, **more: object) -> str:
    """A swarm with people who were asked; their invitations are out."""
    one = opened(world)
    world.do(swarm_people.invite, "priya", one, people or (KENJI, SAM), RULES, **{"external_ok": True, **more})  # type: ignore[arg-type]
    sent(world)
    return one


def is_at(world: World, *logins: str) -> None:
    """Their stations are heard of over the hub."""
    beats = {f"of {login}": Beat(f"of {login}", presence.beat_value(login), world.clock.ms) for login in logins}
    world.do(presence.heard, beats)


def test_answers_by_text_come_and_go_and_are_stamped(team: World) -> None:
    one = invited(team)
    assert hear(team, KENJI, "ｓ１　参加")[0].startswith("S1 参加しました:The carrier is down。")
    assert hear(team, SAM, "S1 n") == ["S1 Thank you, you are not in it."]
    assert (state_of(team, one, "Kenji"), state_of(team, one, "Sam")) == (("accepted", "sms"), ("declined", "sms"))
    assert hear(team, SAM, "y s1")[0].startswith("S1 You are in: The carrier is down.")
    assert hear(team, SAM, "s1 y") == ["S1 You are in it already."]
    assert hear(team, KENJI, "s1 退出") == ["S1 退出しました。戻る場合はs1 参加と返信してください。"]
    assert state_of(team, one, "Kenji") == ("left", "sms")
    # Whoever was asked and has answered is not rung any more.
    assert team.ask(lambda r: r.value("SELECT count(*) FROM p_reach WHERE state = 'trying'")) == 0
    whats = [(row.what, row.name, row.how) for row in team.ask(swarm_list.thread, one)]
    assert whats == [
        ("opened", "Priya", ""),
        ("invited", "Priya", ""),
        ("accepted", "Kenji", "sms"),
        ("declined", "Sam", "sms"),
        ("accepted", "Sam", "sms"),
        ("accepted", "Sam", "sms"),
        ("left", "Kenji", "sms"),
    ]
    team.assert_whole()


def test_a_bare_word_counts_only_where_one_invitation_is_open(team: World) -> None:
    one = invited(team, SAM)
    assert hear(team, SAM, "Yes!")[0].startswith("S1 You are in")
    team.do(swarm.start, "kenji", "rt:2", "Refunds", "Twice")
    team.do(swarm.start, "kenji", "rt:3", "Terminals", "Offline")
    for each in team.ask(swarm_list.listed)[:2]:
        team.do(swarm_people.invite, "kenji", each.id, [PRIYA], RULES, also_text=True)
    sent(team)
    assert hear(team, PRIYA, "yes") == []
    assert hear(team, PRIYA, "s2 y")[0].startswith("S2 You are in: Refunds")
    assert hear(team, PRIYA, "no") == ["S3 Thank you, you are not in it."]
    assert said(team, one) == []


def test_a_roll_call_and_an_escalation_go_before(team: World) -> None:
    one = invited(team, SAM)
    made = team.ask(roll_call.plan, "alice", "Fire", {}, Audience(people=(SAM,)), RULES, team.clock.ms)
    done = 0
    while done >= 0:
        done = team.do(roll_call.advance, "alice", made, done)
    team.do(roll_call_asking.advance)
    sent(team)
    assert hear(team, SAM, "yes") == []
    assert state_of(team, one, "Sam")[0] == "invited"
    assert team.ask(roll_call_list.find, made.roll).counts["safe"] == 1
    # With its code it is the swarm's all the same.
    assert hear(team, SAM, "s1 y")[0].startswith("S1 You are in")
    team.do(escalation_chains.save, "sue", "Support", [ChainStep((f"person:{SAM}",), 5)])
    team.do(escalation.start, "alice", "", "Ring the carrier", RULES)
    assert [text[:2] for _, text in sent(team)] == ["1:"] or sent(team) == []
    assert team.ask(lambda r: r.value("SELECT number FROM p_escalation")) == 2
    assert hear(team, SAM, "2a")[0].startswith("2 is yours")


def test_words_by_text_and_by_hub_are_one_thread_and_reach_everybody_once(team: World) -> None:
    one = invited(team, KENJI, SAM, PAT)
    is_at(team, "sam")
    for key in (KENJI, PAT):
        hear(team, key, "s1 y")
    team.do(swarm_people.answer, "sam", one, "accepted")
    readers = team.ask(swarm_thread.who_reads, one, team.clock.ms, speaker="priya")
    assert (sorted(readers.hub), sorted(readers.sms), readers.externals) == (["Sam"], ["Kenji", "Pat"], ("Pat",))
    with pytest.raises(InputError, match="Pat: not of our team") as refused:
        team.do(swarm_thread.say, "priya", one, "Who has the carrier's number?")
    assert refused.value.values["reason"] == "external"
    done = team.do(swarm_thread.say, "priya", one, "Who has the carrier's number?", external_ok=True)
    assert sorted(done.texts) == ["Kenji", "Pat"]
    assert sorted(sent(team)) == sorted(
        (NUMBERS[key], "S1 Priya: Who has the carrier's number?") for key in (KENJI, PAT)
    )
    # The answer to it needs no code, and does not come back to who wrote it.
    assert hear(team, PAT, "It is on the wall") == []
    assert hear(team, KENJI, "s1 私が電話します") == []
    assert said(team, one) == [
        ("Priya", "Who has the carrier's number?"),
        ("Pat", "It is on the wall"),
        ("Kenji", "私が電話します"),
    ]
    rows = [row for row in team.ask(swarm_list.thread, one) if row.what == "said"]
    assert [(row.how, row.external) for row in rows] == [("hub", False), ("sms", True), ("sms", False)]
    assert [{text.name for text in row.texts} for row in rows] == [{"Kenji", "Pat"}, {"Kenji"}, {"Pat"}]
    assert {text.state for row in rows for text in row.texts} == {"sent"}
    team.assert_whole()


def test_who_cannot_be_reached_is_named(team: World) -> None:
    one = invited(team, KENJI)
    hear(team, KENJI, "s1 y")
    hear(team, KENJI, "STOP")
    done = team.do(swarm_thread.say, "priya", one, "News?")
    assert (done.texts, done.missed) == ((), (("Kenji", "opted-out"),))
    assert team.ask(swarm_thread.who_reads, one, team.clock.ms, speaker="priya").missed == (("Kenji", "opted-out"),)
    assert sent(team) == []


def test_words_of_who_is_not_in_it_are_not_passed_on(team: World) -> None:
    one = invited(team, SAM)
    assert hear(team, SAM, "s1 what is it about?") == [
        "S1 You are not in it, so nobody got your message. s1 y to join."
    ]
    assert hear(team, KENJI, "s1 let me in") == []
    team.do(swarm_people.remove, "priya", one, SAM)
    assert hear(team, SAM, "s1 y") == ["S1 You were taken out of it."]
    assert said(team, one) == []
    assert state_of(team, one, "Sam")[0] == "removed"


def test_watchers_read_along_and_get_texts_where_they_asked_for_them(team: World) -> None:
    one = opened(team)
    assert team.do(swarm.watch, "rule:many", one, [f"person:{SAM}", "login:kenji", "login:night"]) == (
        "Sam",
        "Kenji",
        "night",
    )
    assert team.do(swarm.watch, "rule:many", one, [SAM]) == ()
    assert team.do(swarm_thread.say, "priya", one, "First").texts == ()
    assert team.do(swarm.watch, "sam", one, [SAM], texts=True) == ("Sam",)
    assert team.do(swarm_thread.say, "priya", one, "Second").texts == ("Sam",)
    with pytest.raises(InputError, match="not of our team"):
        team.do(swarm.watch, "priya", one, [PAT])
    assert team.do(swarm.unwatch, "priya", one, [SAM]) == ("Sam",)
    assert team.do(swarm_thread.say, "priya", one, "Third").texts == ()


def test_the_next_action_is_the_cases_too(team: World) -> None:
    one = invited(team, KENJI)
    hear(team, KENJI, "s1 y")
    due = team.clock.ms + 60 * MINUTE
    with pytest.raises(InputError, match="needs a time"):
        team.do(swarm.set_next, "priya", one, "Ring the carrier", KENJI, 0)
    team.do(swarm.set_next, "priya", one, "Ring the carrier", KENJI, due)
    row = team.ask(queue.case_detail, "rt:1").row
    assert (row.next_action, row.owner, row.due_at) == ("Ring the carrier", "kenji", due)
    ((to, text),) = sent(team)
    assert (to, text.startswith("S1 あなたの次のアクション(")) == (NUMBERS[KENJI], True)
    assert stands(team, one).step == "next"
    team.clock.ms = due + 1
    assert [a.key for a in team.ask(alerts.listed, "kenji", team.clock.ms) if a.kind == "swarm-next"] == [one]
    team.do(swarm.finish_next, "kenji", one, note="They send somebody")
    assert team.ask(queue.case_detail, "rt:1").row.next_action == ""
    assert [a.kind for a in team.ask(alerts.listed, "kenji", team.clock.ms) if a.kind == "swarm-next"] == []
    with pytest.raises(InputError, match="No next action is open"):
        team.do(swarm.finish_next, "kenji", one)


def test_it_closes_only_when_all_is_done(team: World) -> None:
    one = opened(team)
    with pytest.raises(InputError, match="The customer was not told yet"):
        team.do(swarm.close, "priya", one, "It was the carrier.")
    team.do(swarm.set_next, "priya", one, "Ring the carrier", "", team.clock.ms + MINUTE)
    team.do(messages.send_sms, "priya", "rt:1", ANN_NUMBER, "It works again.", person_key=ANN)
    with pytest.raises(InputError, match="The next action is still open"):
        team.do(swarm.close, "priya", one, "It was the carrier.")
    team.do(swarm.finish_next, "priya", one, handed=True)
    assert team.ask(queue.case_detail, "rt:1").row.next_action == "Ring the carrier"
    with pytest.raises(InputError, match="The summary is missing"):
        team.do(swarm.close, "priya", one, "  ")
    with pytest.raises(InputError, match="Only the lead of a swarm"):
        team.do(_agents)
        team.do(swarm.close, "sam", one, "It was the carrier.")
    team.do(swarm.close, "priya", one, "It was the carrier.")
    found = stands(team, one)
    assert (found.state, found.step, found.told_by, found.summary) == ("closed", "closed", "sms", "It was the carrier.")
    assert any(
        row.text.startswith("Swarm S1 (The carrier is down) is closed.") for row in team.ask(queue.timeline, "rt:1")
    )
    kinds = [row.kind for row in team.ask(queue.timeline, "rt:1") if row.kind.startswith("swarm.")]
    assert kinds == [Kind.SWARM_OPENED, Kind.SWARM_CLOSED]
    with pytest.raises(InputError, match="S1 is closed"):
        team.do(swarm_thread.say, "priya", one, "Late")
    team.do(swarm.reopen, "sam", one, "It came back")
    assert stands(team, one).state == "open"
    team.do(swarm.close, "priya", one, "Now it is over.", told="At the desk")
    assert stands(team, one).told_by == "said"
    team.do(swarm.archive, "priya", one)
    with pytest.raises(InputError, match="S1 is archived"):
        team.do(swarm.reopen, "priya", one, "Again")
    assert team.ask(swarm_list.of_case, "rt:1") is None
    assert team.ask(swarm_list.meant, "s1").id == one
    team.assert_whole()


def _agents(tx: Tx) -> None:
    """This becomes an agent's station of a team."""
    connections.save(tx, Connection("hub", "hub", {"rights": "agent"}))


def test_only_what_reached_the_customer_of_the_case_tells_them(team: World) -> None:
    one = opened(team)

    def told() -> str:
        found = team.ask(swarm.gate, "priya", one).told
        return "" if found is None else found.by

    call = calls.CallLog("out", NUMBERS[PAT], PAT, team.clock.ms, 60, "reached", "the carrier")
    team.do(calls.log_call, "priya", "rt:1", call)
    assert told() == ""
    team.do(calls.log_call, "priya", "rt:1", replace(call, number=ANN_NUMBER, person_key=ANN, outcome="no-answer"))
    assert told() == ""
    team.do(calls.log_call, "priya", "rt:1", replace(call, number=ANN_NUMBER, person_key=ANN))
    assert told() == "call"
    team.do(cases.reply, "priya", "rt:1", "It works again.")
    assert told() == "reply"


def test_people_are_offered_by_skill_reach_and_load_with_the_reason_why_not(team: World) -> None:
    team.pull(people=[mate("rt:night", ""), mate("rt:gone", "+12025550165")])
    one = invited(team, SAM)
    is_at(team, "kenji")
    team.do(statuses.set_status, "gone", "off")
    found = {c.name: c for c in team.ask(candidates, "priya", Wanted(), RULES, team.clock.ms, swarm=one)}
    assert (found["Kenji"].ways[0], found["Kenji"].why) == ("hub", "")
    assert {name: c.why for name, c in found.items() if c.why} == {
        "Priya": "in-it",
        "Sam": "invited",
        "Night": "no-path",
        "Gone": "off",
    }
    assert found["Priya"].swarms == (1,)
    assert next(iter(found)) == "Kenji"
    with_partners = team.ask(candidates, "priya", Wanted(externals=True), RULES, team.clock.ms, swarm=one)
    assert [c.name for c in with_partners if c.external and not c.why] == ["Pat"]
    assert team.ask(candidates, "priya", Wanted(skill="SQL"), RULES, team.clock.ms) == []
    assert [c.name for c in team.ask(candidates, "priya", Wanted(language="Japanese"), RULES, team.clock.ms)] == [
        "Kenji"
    ]


def test_whom_the_hub_reaches_is_asked_in_their_window(team: World) -> None:
    one = opened(team)
    is_at(team, "kenji")
    done = team.do(swarm_people.invite, "priya", one, [KENJI, SAM], RULES)
    assert done.asked == (("Kenji", "hub"), ("Sam", "sms"))
    assert [to for to, _ in sent(team)] == [NUMBERS[SAM]]
    (raised,) = [a for a in team.ask(alerts.listed, "kenji", team.clock.ms) if a.kind == "swarm"]
    assert (raised.view, raised.key, raised.who) == ("swarms", one, "1")
    team.do(swarm_people.answer, "kenji", one, "accepted")
    assert [a for a in team.ask(alerts.listed, "kenji", team.clock.ms) if a.kind == "swarm"] == []
    hear(team, SAM, "s1 y")
    hear(team, SAM, "On my way")
    kinds = {a.kind for a in team.ask(alerts.listed, "priya", team.clock.ms)}
    assert {"swarm-answer", "swarm-said"} <= kinds
    assert "answer" not in kinds


def test_people_come_and_go_at_the_desk_too(team: World) -> None:
    one = opened(team)
    team.do(swarm_people.join, "kenji", one)
    with pytest.raises(InputError, match="in this swarm already"):
        team.do(swarm_people.join, "kenji", one)
    with pytest.raises(InputError, match="not of our team"):
        team.do(swarm_people.join, "priya", one, person=PAT)
    team.do(swarm_people.join, "priya", one, person=PAT, external_ok=True)
    assert state_of(team, one, "Pat") == ("accepted", "desk")
    with pytest.raises(InputError, match="The lead cannot leave"):
        team.do(swarm_people.answer, "priya", one, "left")
    with pytest.raises(InputError, match="Only somebody of our team"):
        team.do(swarm_people.lead, "priya", one, PAT)
    team.do(swarm_people.lead, "priya", one, KENJI)
    team.do(swarm_people.answer, "priya", one, "left")
    assert (stands(team, one).lead_name, state_of(team, one, "Priya")) == ("Kenji", ("left", "hub"))
    with pytest.raises(InputError, match="not asked"):
        team.do(swarm_people.answer, "sam", one, "accepted")
    with pytest.raises(NotFoundError):
        team.do(swarm_people.invite, "kenji", one, ["rt:nobody"], RULES)


def test_the_transcript_is_kept_and_can_be_replayed(team: World) -> None:
    one = invited(team, SAM)
    hear(team, SAM, "s1 y")
    team.do(swarm_thread.say, "priya", one, "Hello")
    team.do(swarm.close, "priya", one, "Over.", told="Rung")
    team.do(swarm.archive, "priya", one)
    kept = team.ask(swarm_thread.transcript, one)
    text = as_text(kept.title, kept.lines)
    assert "Priya: Hello" in text
    assert "Sam: accepted (sms)" in text
    rows = [eval(line, {"true": True, "false": False}) for line in as_json_lines(kept.title, kept.lines).splitlines()]
    assert len(rows) == len(kept.lines) == len({row["ts"] for row in rows})
    assert {row["thread_ts"] for row in rows} == {rows[0]["ts"]}
    assert rows[0]["text"].startswith("S1 The carrier is down (case 1 ")


@pytest.fixture(scope="module")
def stations() -> list[Station]:
    return [Station(f"station{number}") for number in range(3)]


@given(chance=st.integers(0, 2**32))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_stations_that_heard_of_it_in_any_order_show_the_same(stations: list[Station], chance: int) -> None:
    drawn = random.Random(chance)
    first, second, reader = stations
    for station in stations:
        station.reset()
    streams: dict[str, list[Sent]] = {station.name: [] for station in stations}
    one = first.do(swarm.start, "alice", "rt:1", "The carrier is down", "Two sites")
    first.publish(streams[first.name])
    second.take(streams[first.name])
    # Now they are cut off from each other.
    for _ in range(drawn.randint(2, 10)):
        station, who = drawn.choice((first, second)), drawn.choice(("alice", "bob"))
        station.clock.ms += drawn.choice((0, 30_000, 70_000))
        acts = (
            lambda: station.do(swarm_people.join, who, one),  # noqa: B023
            lambda: station.do(swarm_people.answer, who, one, drawn.choice(("accepted", "left"))),  # noqa: B023
            lambda: station.do(swarm_people.invite, who, one, [ANN], RULES, external_ok=True),  # noqa: B023
            lambda: station.do(swarm_thread.say, who, one, "Hello", external_ok=True),  # noqa: B023
            lambda: station.do(swarm_people.lead, who, one, f"login:{who}"),  # noqa: B023
            lambda: station.do(swarm.set_next, who, one, "Ring", "", NOW + 9),  # noqa: B023
            lambda: station.do(swarm.finish_next, who, one),  # noqa: B023
            lambda: station.do(swarm.close, who, one, "Over", told="Yes"),  # noqa: B023
            lambda: station.do(swarm.reopen, who, one, "Again"),  # noqa: B023
            lambda: station.do(swarm.archive, who, one),  # noqa: B023
        )
        try:
            drawn.choice(acts)()
        except ConsoleError:
            continue
    for station in (first, second):
        station.publish(streams[station.name])
    first.take(streams[second.name])
    second.take(streams[first.name])
    come = [*streams[first.name], *streams[second.name]]
    come = [*drawn.sample(come, len(come)), *drawn.choices(come, k=5)]
    size = drawn.randint(1, len(come))
    for begin in range(0, len(come), size):
        reader.take(come[begin : begin + size])
    for station in stations:
        while station.do(project_some, 1.0):
            pass
    tables = ("p_swarm", "p_swarm_member", "p_swarm_number", "p_swarm_reply")
    shown = [{table: dumped(station)[table] for table in tables} for station in stations]
    assert shown[0] == shown[1] == shown[2]
    reader.do(project_swarm, one)
    assert {table: dumped(reader)[table] for table in tables} == shown[0]
