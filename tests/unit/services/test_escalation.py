"""Escalations: every step is asked once, answers count, nobody is disturbed without need, and all stations come to the same."""

from __future__ import annotations

import random
from datetime import datetime

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from fallback_console.domain.delivery import Problem
from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.domain.people_file import read_people
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.shifts import Span
from fallback_console.ports import IncomingSms
from fallback_console.services import (
    alerts,
    dispatch,
    escalation,
    escalation_chains,
    escalation_list,
    escalation_steps,
    messages,
    people_import,
    reach,
)
from fallback_console.store import journal
from fallback_console.store.escalation_projection import project_escalation
from fallback_console.store.projecting import project_some
from fallback_console.store.shift_projection import project_shifts
from fallback_console.store.tx import Tx
from tests.helpers.team_world import Sent, Station, dumped
from tests.unit.services.support import NOW, World

SINK = "sms:kannel"
RULES = ReachRules(quiet=(0, 0))
MINUTE = 60_000
PRIYA, KENJI, SAM = "rt:priya", "rt:kenji", "rt:sam"
NUMBERS = {PRIYA: "+12025550161", KENJI: "+819000000000", SAM: "+12025550163"}


def mate(key: str, number: str, **changes: object) -> PulledPerson:
    name = key.removeprefix("rt:")
    numbers = (RawNumber("mobile", number),) if number else ()
    return PulledPerson(name, "team", name.capitalize(), numbers=numbers, **changes)  # type: ignore[arg-type]


@pytest.fixture
def team(world: World) -> World:
    """Three teammates; each is a step of the one chain there is, five minutes after the other."""
    world.pull(
        people=[
            mate(PRIYA, NUMBERS[PRIYA]),
            mate(KENJI, "+81 90 1234 5678", language="ja", timezone="Asia/Tokyo"),
            mate(SAM, NUMBERS[SAM]),
        ]
    )
    NUMBERS[KENJI] = "+819012345678"
    chain(world)
    return world


def chain(world: World, *steps: ChainStep, repeat: int = 0, name: str = "Support") -> str:
    usual = tuple(ChainStep((f"person:{key}",), 5) for key in (PRIYA, KENJI, SAM))
    return world.do(escalation_chains.save, "sue", name, steps or usual, repeat=repeat)


def start(world: World, reason: str = "Ring the carrier", **more: object) -> str:
    return world.do(escalation.start, "alice", "", reason, more.pop("rules", RULES), **more)  # type: ignore[arg-type]


def sent(world: World) -> list[tuple[str, str]]:
    """Texts that go out now."""
    return [(work.entry.body["to"], work.entry.body["text"]) for work in world.deliver(SINK)]


def later(world: World, minutes: float) -> list[str]:
    """Time goes by; whom the steps that are due then text."""
    world.clock.ms += int(minutes * MINUTE)
    world.do(escalation_steps.ask_due)
    return [to for to, _ in sent(world)]


def hear(world: World, key: str, text: str) -> list[str]:
    """Somebody writes; what they are answered."""
    world.clock.ms += 1000
    world.do(
        messages.take_in, IncomingSms("kannel", f"in-{world.clock.ms}", NUMBERS[key], "4477", text, world.clock.ms)
    )
    world.do(escalation_steps.call_off)
    return [words for to, words in sent(world) if to == NUMBERS[key]]


def stands(world: World, one: str) -> escalation_list.Escalation:
    return world.ask(escalation_list.find, one)


def test_one_step_after_the_other_is_asked_until_somebody_takes_it(team: World) -> None:
    one = start(team, case_key="rt:1")
    ((to, text),) = sent(team)
    assert to == NUMBERS[PRIYA]
    assert text.startswith("1: Ring the carrier (case 1: Printer 1 does not print) - from alice. Reply 1a to take it")
    assert later(team, 4.9) == []
    assert later(team, 0.2) == [NUMBERS[KENJI]]
    assert hear(team, KENJI, "１ａ") == [
        "1はあなたの担当になりました。完了したら1c、次の人へ回す場合は1eと返信してください。"
    ]
    found = stands(team, one)
    assert (found.state, found.holder_name, found.position) == ("taken", "Kenji", 1)
    assert later(team, 60) == []
    assert hear(team, KENJI, "c") == ["1を完了にしました。"]
    assert stands(team, one).state == "closed"


def test_who_comes_second_is_told_who_has_it_and_since_when(team: World) -> None:
    start(team)
    later(team, 5)
    hear(team, PRIYA, "1a")
    since = stands(team, team.ask(escalation_list.listed)[0].id).held_at
    assert hear(team, KENJI, "1a") == [f"1は{_clock(since)}からPriyaさんが対応しています。"]
    assert hear(team, PRIYA, "1 A")[0].startswith("1 is yours already, since ")
    # Somebody else's 'pass it on' does not take it from them.
    assert hear(team, KENJI, "1e") == [f"1は{_clock(since)}からPriyaさんが対応しています。"]
    assert stands(team, team.ask(escalation_list.listed)[0].id).holder_name == "Priya"


def _clock(at: int) -> str:
    return datetime.fromtimestamp(at / 1000).astimezone().strftime("%H:%M")


def test_a_bare_letter_means_the_newest_that_is_open(team: World) -> None:
    first, second = start(team), start(team, "Wake the vendor")
    sent(team)
    assert hear(team, PRIYA, "a")[0].startswith("2 is yours.")
    assert hear(team, PRIYA, "a")[0].startswith("1 is yours.")
    assert {stands(team, one).holder_name for one in (first, second)} == {"Priya"}


def test_passing_on_asks_the_next_step_now(team: World) -> None:
    one = start(team)
    sent(team)
    assert hear(team, PRIYA, "1e") == ["1 goes to the next step."]
    assert later(team, 0) == [NUMBERS[KENJI]]
    assert team.do(escalation.answer, "alice", one, "passed") == "running"
    assert later(team, 0) == [NUMBERS[SAM]]
    assert hear(team, SAM, "1e") == ["1: there is no further step. A supervisor is told that nobody has taken it."]
    assert later(team, 0) == []
    assert stands(team, one).state == "exhausted"
    with pytest.raises(InputError, match="no further step"):
        team.do(escalation.answer, "alice", one, "passed")
    # It is never too late.
    assert hear(team, SAM, "1a")[0].startswith("1 is yours.")


def test_a_chain_is_asked_again_as_often_as_it_says(team: World) -> None:
    chain(team, ChainStep((f"person:{SAM}",), 2), repeat=2, name="Sam only")
    one = team.do(escalation.start, "alice", "Sam only", "Ring", RULES)
    assert [to for to, _ in sent(team)] == [NUMBERS[SAM]]
    assert [later(team, 2) for _ in range(3)] == [[NUMBERS[SAM]], [NUMBERS[SAM]], []]
    assert stands(team, one).state == "exhausted"


def test_a_long_sleep_of_the_machine_is_one_step_and_no_burst(team: World) -> None:
    start(team)
    sent(team)
    assert later(team, 600) == [NUMBERS[KENJI]]
    assert later(team, 1) == []


def test_an_unknown_number_is_answered_once_and_only_to_who_was_asked(team: World) -> None:
    start(team)
    sent(team)
    assert hear(team, PRIYA, "99a") == ["There is no open 99 for you. Use the number from the message you got."]
    assert hear(team, PRIYA, "99a") == []
    assert hear(team, SAM, "1a") == []
    assert team.ask(escalation_list.listed)[0].holder == ""


def test_quiet_hours_count_unless_it_is_urgent(team: World) -> None:
    # It is half past four in the afternoon in Washington and half past six in the morning in Tokyo.
    rules = ReachRules(quiet=(0, 7 * 60), zone="America/New_York")
    one = start(team, rules=rules)
    assert [to for to, _ in sent(team)] == [NUMBERS[PRIYA]]
    assert later(team, 5) in ([NUMBERS[SAM]], [NUMBERS[KENJI]])
    asked = {a.name: a.why for a in stands(team, one).asked}
    other = start(team, "Fire", rules=ReachRules(quiet=(0, 24 * 60 - 1), zone="UTC"), urgent=True)
    assert sent(team)[0][1].startswith("URGENT 2: Fire")
    assert [a.why for a in stands(team, other).asked] == [""]
    assert set(asked.values()) <= {"", "quiet"}


def test_a_step_where_everybody_sleeps_is_not_waited_for(team: World) -> None:
    one = start(team, rules=ReachRules(quiet=(0, 24 * 60 - 1)))
    found = stands(team, one)
    assert found.state == "exhausted"
    assert [(a.name, a.why) for a in found.asked] == [("Priya", "quiet"), ("Kenji", "quiet"), ("Sam", "quiet")]
    assert sent(team) == []


def test_whoever_is_on_call_at_that_moment_is_asked(team: World) -> None:
    def plan(who: str, begin: int, end: int) -> Span:
        return Span("oncall", who, NOW + begin * MINUTE, NOW + end * MINUTE, "Network")

    spans = [plan("priya", -60, 3), plan("sam", 3, 60)]
    shift_store(team, spans)
    chain(team, ChainStep(("oncall:network",), 5), repeat=1, name="On call")
    one = team.do(escalation.start, "alice", "On call", "Ring", RULES)
    assert [to for to, _ in sent(team)] == [NUMBERS[PRIYA]]
    assert later(team, 5) == [NUMBERS[SAM]]
    assert {(a.position, a.name) for a in stands(team, one).asked} == {(0, "Priya"), (1, "Sam")}


def shift_store(world: World, spans: list[Span]) -> None:
    def work(tx: Tx) -> None:
        body = {"run": "r", "first": 0, "spans": [list(one) for one in spans]}
        journal.append(tx, NewEntry(Kind.SHIFTS_IMPORTED, "shifts:plan", body, "sue"))
        done = {"run": "r", "rows": len(spans), "file": "plan.csv"}
        journal.append(tx, NewEntry(Kind.SHIFTS_REPLACED, "shifts:plan", done, "sue"))
        project_shifts(tx, "plan")

    world.do(work)


def test_a_group_is_asked_at_once_and_whoever_takes_it_ends_the_others_being_reached(team: World) -> None:
    file = read_people(b"id,name,mobile,groups\n7,Lena,+12025550171,On duty\n8,Omar,+12025550172,On duty")
    team.do(people_import.store_some, "sue", team.ask(people_import.preview, file, "file.crm").people)
    team.index()
    chain(team, ChainStep(("group:On duty", f"person:{SAM}"), 5), name="Duty")
    one = team.do(escalation.start, "alice", "Duty", "Ring", RULES)
    assert sorted(to for to, _ in sent(team)) == [NUMBERS[SAM], "+12025550171", "+12025550172"]
    hear(team, SAM, "1a")
    states = {row.name: row.state for row in team.ask(reach.listing, team.clock.ms)}
    assert (states["Lena"], states["Omar"]) == ("stopped", "stopped")
    assert stands(team, one).holder_name == "Sam"


def test_where_no_text_goes_through_a_call_is_asked_for(team: World) -> None:
    one = start(team)
    sent(team)
    team.clock.ms += 3 * MINUTE
    team.do(reach.advance)
    (row,) = team.ask(reach.listing, team.clock.ms)
    assert [(step.kind, step.state) for step in row.steps][:2] == [("sms", "silent"), ("call", "waiting")]
    assert stands(team, one).position == 0


def test_a_desk_takes_it_passes_it_on_and_closes_it(team: World) -> None:
    one = start(team)
    assert team.do(escalation.answer, "alice", one, "taken") == "taken"
    with pytest.raises(InputError, match="yours already"):
        team.do(escalation.answer, "alice", one, "taken")
    with pytest.raises(InputError, match="already taken by alice"):
        team.do(escalation.answer, "bob", one, "taken")
    assert team.do(escalation.answer, "bob", one, "passed") == "running"
    assert team.do(escalation.answer, "bob", one, "closed") == "closed"
    with pytest.raises(InputError, match="closed by bob"):
        team.do(escalation.answer, "alice", one, "taken")
    with pytest.raises(NotFoundError):
        team.do(escalation.answer, "alice", "none", "taken")


def test_a_text_in_doubt_holds_no_later_page_back(team: World) -> None:
    team.do(messages.send_sms, "alice", "", NUMBERS[PRIYA], "Are you there?")
    for reason in ("Ring the carrier", "Ring them again"):
        (work,) = team.take(SINK)
        team.do(dispatch.mark_unknown, work.delivery_id, Problem("ambiguous", "No answer.", "Ask."))
        start(team, reason)
    assert [text[:18] for _, text in sent(team)] == ["2: Ring them again"]
    team.assert_whole()


def test_what_was_not_sent_yet_is_taken_back_when_somebody_has_it(team: World) -> None:
    one = start(team)
    team.do(escalation.answer, "alice", one, "taken")
    assert sent(team) == []


def test_one_case_is_escalated_once_at_a_time(team: World) -> None:
    one = start(team, case_key="rt:1")
    with pytest.raises(InputError, match="escalated already, as 1"):
        start(team, case_key="rt:1")
    team.do(escalation.answer, "alice", one, "closed")
    start(team, case_key="rt:1")
    assert [row.number for row in team.ask(escalation_list.listed)] == [2, 1]


def test_a_chain_is_checked_before_it_is_kept(team: World) -> None:
    step = ChainStep((f"person:{SAM}",), 5)
    for name, steps in (
        ("", (step,)),
        ("New", ()),
        ("New", (ChainStep((), 5),)),
        ("New", (step._replace(minutes=0),)),
        ("New", (ChainStep(("person:rt:nobody",), 5),)),
        ("New", (ChainStep(("dog:rex",), 5),)),
        ("support", (step,)),
    ):
        with pytest.raises(InputError):
            team.do(escalation_chains.save, "sue", name, steps)
    (kept,) = team.ask(escalation_chains.chains)
    assert kept.names == (("Priya",), ("Kenji",), ("Sam",))
    team.do(escalation_chains.save, "sue", "Support at night", (step,), chain=kept.id)
    assert [one.name for one in team.ask(escalation_chains.chains)] == ["Support at night"]
    team.do(escalation_chains.remove, "sue", kept.id)
    with pytest.raises(NotFoundError, match="no chain"):
        start(team)


def test_answers_among_the_team_are_no_alert_and_no_sign_for_a_case(team: World) -> None:
    start(team, case_key="rt:1")
    sent(team)
    hear(team, PRIYA, "1a")
    kinds = {one.kind for one in team.ask(alerts.listed, "alice", team.clock.ms)}
    assert "answer" not in kinds
    timeline = team.ask(lambda r: r.value("SELECT count(*) FROM entry WHERE subject = 'case:rt:1'"))
    assert timeline == 0


def test_nobody_having_taken_it_is_told(team: World) -> None:
    start(team)
    for _ in range(3):
        later(team, 5)
    found = {one.kind: one for one in team.ask(alerts.listed, "sue", team.clock.ms)}
    assert found["escalation-lost"].view == "escalations"


def test_a_step_is_never_asked_twice_whoever_asks(team: World) -> None:
    one = start(team)
    team.clock.ms += 5 * MINUTE
    assert team.do(escalation_steps.ask, one, 1)
    assert not team.do(escalation_steps.ask, one, 1)
    assert not team.do(escalation_steps.ask, one, 5)
    assert team.do(escalation_steps.ask_due) == 0
    assert len(sent(team)) == 2


@pytest.fixture(scope="module")
def stations() -> list[Station]:
    return [Station(f"station{number}") for number in range(3)]


@given(chance=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_stations_that_heard_of_it_in_any_order_show_the_same(stations: list[Station], chance: int) -> None:
    drawn = random.Random(chance)
    first, second, reader = stations
    for station in stations:
        station.reset()
    streams: dict[str, list[Sent]] = {station.name: [] for station in stations}
    kept = first.do(
        escalation_chains.save,
        "sue",
        "Ann",
        [ChainStep(("person:rt:ann@example.net",), 1), ChainStep(("oncall:",), 1)],
        repeat=1,
    )
    one = first.do(escalation.start, "alice", kept, "Ring", RULES, urgent=True)
    first.publish(streams[first.name])
    second.take(streams[first.name])
    # Now they are cut off from each other: both ask, and both are answered.
    for _ in range(drawn.randint(2, 8)):
        station = drawn.choice((first, second))
        station.clock.ms += drawn.choice((0, 30_000, 70_000))
        if drawn.random() < 0.5:
            station.do(escalation_steps.ask_due)
        else:
            act = drawn.choice(("taken", "passed", "closed"))
            try:
                station.do(escalation.answer, drawn.choice(("alice", "bob")), one, act)
            except InputError:
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
    tables = ("p_chain", "p_escalation", "p_escalation_to", "p_escalation_number", "p_escalation_reply")
    shown = [{table: dumped(station)[table] for table in tables} for station in stations]
    assert shown[0] == shown[1] == shown[2]
    reader.do(project_escalation, one)
    assert {table: dumped(reader)[table] for table in tables} == shown[0]
