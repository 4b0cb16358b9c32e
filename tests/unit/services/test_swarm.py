"""Swarms: decided, opened, people asked once and by the way that reaches them, talked in, closed behind the gate."""

from __future__ import annotations

import pytest

from fallback_console.domain.errors import InputError
from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import (
    swarm,
    swarm_list,
    swarm_people,
)
from tests.unit.services.support import World

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
