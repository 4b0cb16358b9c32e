"""Watch rules: set by supervisors, evaluated on mirror and journal, fired once a wave, and never for what is old."""

from __future__ import annotations

import random

import pytest

from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.mirror import PulledCase, PulledPerson, PullPage, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.watch_rules import Condition
from fallback_console.services import (
    alerts,
    cases,
    connections,
    dispatch,
    escalation,
    escalation_chains,
    escalation_list,
    mirroring,
    reach,
    rule_list,
    rule_waves,
    swarm,
    swarm_list,
    watch_rules,
)
from fallback_console.services.watch_rules import Wanted
from tests.helpers.team_world import Sent, Station, dumped
from tests.unit.services.support import NOW, World, ann, case

RULES = ReachRules(quiet=(0, 0))
MINUTE, DAY = 60_000, 86_400_000
PRIYA = "rt:priya"
VPN = Wanted("VPN", Condition("vpn"), 3, 10, chain="Support", watchers=("person:rt:priya", "group:Network"))


def made(number: int, minutes_ago: float, now: int = NOW, **changes: object) -> PulledCase:
    """A case of the helpdesk about the VPN."""
    at = now - int(minutes_ago * MINUTE)
    values: dict[str, object] = {"subject": f"VPN is down {number}", "created_at": at, "updated_at": at}
    return case(number, **{**values, **changes})


@pytest.fixture
def team(world: World) -> World:
    """A teammate who is the one step of the one chain there is; one rule."""
    world.pull(people=[PulledPerson("priya", "team", "Priya", numbers=(RawNumber("mobile", "+12025550161"),))])
    world.do(escalation_chains.save, "sue", "Support", (ChainStep((f"person:{PRIYA}",), 5),))
    return world


def put(world: World, wanted: Wanted = VPN, **more: object) -> str:
    return world.do(watch_rules.save, "sue", wanted, RULES, **more)  # type: ignore[arg-type]


def look(world: World) -> list[str]:
    """What a look at this moment begins."""
    due = world.ask(rule_waves.due, world.clock.ms)
    return [world.do(rule_waves.fire, one.rule) for one in due]


def fired(world: World) -> int:
    return int(world.ask(lambda r: r.value("SELECT count(*) FROM p_rule_fired")))


def test_enough_cases_page_once_and_a_new_wave_pages_again(team: World) -> None:
    rule = put(team)
    team.pull([made(11, 4), made(12, 3), made(13, 2, subject="Printer")])
    assert look(team) == []
    team.pull([made(14, 1)])
    (one,) = look(team)
    found = team.ask(escalation_list.find, one)
    assert (found.reason, found.started_by, found.state) == ("VPN: 3 cases in 10 min: 11, 12, 14", "rule", "running")
    assert [work.entry.body["to"] for work in team.deliver("sms:kannel")] == ["+12025550161"]
    team.pull([made(n, 0) for n in range(20, 30)])
    assert look(team) == []
    shown = team.ask(rule_list.state, rule, team.clock.ms)
    assert (len(shown.counting), shown.chain, shown.watchers) == (13, "Support", ("Priya", "Network"))
    assert shown.last is not None
    assert (shown.last.found, shown.last.number, shown.last.numbers) == (3, 1, ("11", "12", "14"))
    assert shown.rests_until == NOW - MINUTE + 10 * MINUTE
    team.clock.ms += 20 * MINUTE
    assert look(team) == []
    team.pull([made(n, 0, team.clock.ms) for n in range(31, 34)])
    (two,) = look(team)
    assert team.ask(escalation_list.find, two).number == 2
    assert [row.number for row in team.ask(rule_list.fired, rule)] == [2, 1]
    team.assert_whole()


def test_cases_made_here_count_by_when_they_were_made_and_once(team: World) -> None:
    put(team)
    keys = []
    for _ in range(2):
        team.do(cases.create_case, "alice", cases.NewCase("VPN down", "Support", "text"))
        keys.append(
            team.ask(lambda r: str(r.value("SELECT key FROM p_case WHERE key LIKE 'local:%' ORDER BY pk DESC")))
        )
    assert look(team) == []
    # Hours later the helpdesk gets them, and says that they are from now.
    team.clock.ms += 5 * 60 * MINUTE
    for number, work in enumerate(team.take(), 71):
        team.do(dispatch.confirm, work.delivery_id, Receipt(remote_id=str(number)))
        team.pull([made(number, 0, team.clock.ms)])
    team.pull([made(80, 0, team.clock.ms)])
    assert look(team) == []
    now = team.clock.ms
    counting = team.ask(rule_waves.counted, Condition("vpn"), NOW - DAY, now)
    assert [one.names for one in counting] == [(keys[0], "rt:71"), (keys[1], "rt:72"), ("rt:80",)]
    team.pull([made(81, 0, team.clock.ms)])
    team.do(cases.create_case, "alice", cases.NewCase("VPN down", "Support", "text"))
    assert len(look(team)) == 1


def test_the_first_mirror_and_a_pull_after_an_outage_page_nobody(team: World) -> None:
    put(team)
    team.pull([made(n, 60 + n / 10) for n in range(100, 160)])
    assert look(team) == []
    # A mirror that is not whole yet does not tell what is new.
    page = PullPage(tuple(made(n, n / 100) for n in range(200, 220)), (), (), "c", False)
    team.do(mirroring.store_page, "other", "cases", page)
    assert look(team) == []
    team.do(mirroring.store_page, "other", "cases", PullPage((), (), (), "c", True))
    assert len(look(team)) == 1


def test_a_clock_that_is_wrong_makes_nothing_old_look_new(team: World) -> None:
    put(team)
    team.pull([made(n, 1) for n in (11, 12, 13)])
    team.pull([made(n, -3 * 24 * 60) for n in (21, 22, 23)])
    # This machine is three days behind: what looks like a minute ago was three days ago.
    assert [one.rule for one in team.ask(rule_waves.due, NOW)] != []
    (one,) = look(team)
    assert team.ask(escalation_list.find, one).reason.endswith("21, 22, 23")
    assert look(team) == []


def test_one_case_dated_ahead_does_not_count_before_its_time(team: World) -> None:
    put(team)
    team.pull([made(11, 1), made(12, 0), made(13, -4)])
    assert look(team) == []
    team.clock.ms += 4 * MINUTE + 1
    assert len(look(team)) == 1


def test_queue_priority_and_organisation_decide_as_well(team: World) -> None:
    team.pull(people=[ann()])
    condition = Condition("", "サポート", 50, "example")
    put(team, VPN._replace(condition=condition, needs=2))
    team.pull(
        [made(1, 1, queue="サポート", priority=50), made(2, 1, queue="サポート", priority=49), made(3, 1, priority=90)]
    )
    team.pull([made(4, 1, queue="サポート", priority=90, requestor="nobody@example.net")])
    assert look(team) == []
    team.pull([made(5, 1, queue="サポート", priority=70)])
    assert len(look(team)) == 1


def test_without_a_chain_supervisors_are_told_and_nobody_is_paged(team: World) -> None:
    put(team, VPN._replace(chain=""))
    team.pull([made(n, 1) for n in (11, 12, 13)])
    assert look(team) == [""]
    told = [one for one in team.ask(alerts.listed, "bob", team.clock.ms) if one.kind == "wave"]
    assert [(one.who, one.text) for one in told] == [("VPN", "3: 11, 12, 13")]
    team.do(connections.save, Connection("hub", "hub", {"rights": "agent"}))
    assert [one for one in team.ask(alerts.listed, "bob", team.clock.ms) if one.kind == "wave"] == []


def test_a_chain_that_is_gone_is_said_aloud(team: World) -> None:
    rule = put(team)
    team.do(escalation_chains.remove, "sue", team.ask(escalation_chains.chains)[0].id)
    assert team.ask(rule_list.state, rule, NOW).chain_gone
    team.pull([made(n, 1) for n in (11, 12, 13)])
    assert look(team) == [""]
    (told,) = [one for one in team.ask(alerts.listed, "bob", team.clock.ms) if one.kind.startswith("wave")]
    assert (told.kind, told.key) == ("wave-lost", f"rules:{rule}")


def test_the_call_that_a_page_comes_to_is_everybodys_at_a_supervisors_station(team: World) -> None:
    put(team)
    team.pull([made(n, 1) for n in (11, 12, 13)])
    look(team)
    team.deliver("sms:kannel")
    team.clock.ms += 10 * MINUTE
    team.do(reach.advance)
    kinds = {one.kind for one in team.ask(alerts.listed, "bob", team.clock.ms)}
    assert {"wave", "reach-call"} <= kinds


def test_a_rule_that_is_off_or_gone_fires_nothing(team: World) -> None:
    rule = put(team, VPN._replace(on=False))
    team.pull([made(n, 1) for n in (11, 12, 13)])
    assert look(team) == []
    assert team.do(rule_waves.fire, rule) == ""
    put(team, VPN, rule=rule)
    team.do(watch_rules.remove, "sue", rule)
    assert team.do(rule_waves.fire, rule) == ""
    assert (look(team), fired(team)) == ([], 0)
    put(team, VPN, rule=rule, known=False)
    assert len(look(team)) == 1


def test_what_cannot_be_a_rule_is_refused(team: World) -> None:
    rule = put(team)
    for wrong in (
        VPN,
        VPN._replace(name=" "),
        VPN._replace(name="b", needs=1),
        VPN._replace(name="b", minutes=0),
        VPN._replace(name="b", minutes=1441),
        VPN._replace(name="b", rest=-1),
        VPN._replace(name="b", condition=Condition(priority=-1)),
        VPN._replace(name="b", language="xx"),
        VPN._replace(name="b", watchers=("person:rt:nobody",)),
        VPN._replace(name="b", watchers=("dog:rex",)),
    ):
        with pytest.raises(InputError):
            put(team, wrong)
    with pytest.raises(NotFoundError):
        put(team, VPN._replace(name="b", chain="none"))
    with pytest.raises(NotFoundError):
        put(team, VPN._replace(name="b"), rule="01234567-89ab-7cde-8f01-23456789abcd")
    assert team.ask(watch_rules.meant, "ＶＰＮ").id == rule
    assert team.ask(watch_rules.find, rule).wanted.rest == 10
    with pytest.raises(NotFoundError):
        team.ask(watch_rules.meant, "none")
    team.do(connections.save, Connection("hub", "hub", {"rights": "agent"}))
    for act in (lambda: put(team, VPN, rule=rule), lambda: team.do(watch_rules.remove, "sue", rule)):
        with pytest.raises(InputError, match="supervisor"):
            act()


def test_would_tells_what_matches_and_whom_it_would_page_and_writes_nothing(team: World) -> None:
    team.pull([made(11, 4), made(12, 3)])
    entries = team.ask(lambda r: r.value("SELECT count(*) FROM entry"))
    found = team.ask(rule_list.would, VPN, RULES, team.clock.ms)
    assert ([one.number for one in found.cases], found.enough) == (["11", "12"], False)
    assert found.chain is not None
    assert [[one.name for one in step] for step in found.people] == [["Priya"]]
    assert team.ask(rule_list.would, VPN._replace(chain="gone", needs=2), RULES, team.clock.ms)[1:] == (True, None, ())
    assert team.ask(lambda r: r.value("SELECT count(*) FROM entry")) == entries


def test_swarms_for_cases_of_a_wave_get_watchers(team: World) -> None:
    put(team)
    team.pull([made(n, 2) for n in (11, 12, 13)])
    assert team.ask(rule_waves.watchers_for, "rt:11") == ()
    look(team)
    team.pull([made(14, 0), made(15, 0, subject="Printer"), made(16, 300)])
    assert team.ask(rule_waves.watchers_for, "rt:11") == VPN.watchers
    assert team.ask(rule_waves.watchers_for, "rt:14") == VPN.watchers
    for other in ("rt:15", "rt:16", "rt:999"):
        assert team.ask(rule_waves.watchers_for, other) == ()


def test_whoever_a_rule_names_reads_along_in_a_swarm_for_such_a_case(team: World) -> None:
    put(team)
    team.pull([made(n, 2) for n in (11, 12, 13)])
    look(team)
    one = team.do(swarm.start, "alice", "rt:11", "The VPN", "Two sites are cut off")
    watchers = [m for m in team.ask(swarm_list.find, one).members if m.role == "watcher"]
    assert [m.who for m in watchers] == ["person:rt:priya"]
    team.pull([made(15, 0, subject="Printer")])
    other = team.do(swarm.start, "alice", "rt:15", "The printer", "It burns")
    assert all(m.role != "watcher" for m in team.ask(swarm_list.find, other).members)


def test_looking_reads_the_cases_of_the_last_minutes_alone(team: World) -> None:
    for sql, index in (
        (rule_waves.MIRRORED, "p_case_newest (closed=? AND created_at>? AND created_at<?)"),
        (rule_waves.LOCAL, "entry_case_created (made_at>? AND made_at<?)"),
    ):
        plan = [row[3] for row in team.ask(lambda r, sql=sql: r.rows(f"EXPLAIN QUERY PLAN {sql}", (1, 2)))]  # type: ignore[misc]
        assert any(f"USING INDEX {index}" in line for line in plan), plan
        assert not [line for line in plan if line.startswith("SCAN")], plan


def stations(count: int) -> list[Station]:
    return [Station(f"station-{n}") for n in range(count)]


def test_two_firings_of_one_wave_are_one_and_the_later_page_is_closed(team: World) -> None:
    one, two = stations(2)
    streams: dict[str, list[Sent]] = {one.name: [], two.name: []}
    for step in (
        lambda s: s.do(escalation_chains.save, "sue", "Support", (ChainStep(("group:Nobody",), 5),)),
        lambda s: s.do(watch_rules.save, "sue", VPN._replace(watchers=()), RULES),
    ):
        step(one)
    _carry(one, two, streams)
    rule = one.ask(watch_rules.rules)[0].id
    for station, numbers in ((one, (11, 12, 13)), (two, (12, 13, 14))):
        page = PullPage(tuple(made(n, 14 - n) for n in numbers), (), (), "c", True)
        station.do(mirroring.store_page, "rt", "cases", page)
    first = one.do(rule_waves.fire, rule)
    two.clock.ms += 500
    second = two.do(rule_waves.fire, rule)
    assert two.do(escalation.answer, "kim", second, "taken") == "taken"
    _carry(one, two, streams)
    assert one.do(rule_waves.fire, rule) == two.do(rule_waves.fire, rule) == ""
    (found,) = one.ask(rule_waves.doubled)
    assert (found.escalation, found.other, found.own) == (second, first, False)
    assert two.ask(rule_waves.doubled)[0].own
    assert two.do(rule_waves.close_doubled, second)
    assert not two.do(rule_waves.close_doubled, second)
    _carry(one, two, streams)
    for station in (one, two):
        shown = station.ask(escalation_list.find, second)
        assert (shown.state, shown.closed_by) == ("closed", "VPN (1)")
        last = station.ask(escalation_list.lines, second)[-1]
        assert (last.what, last.names) == ("doubled", ("1",))
        # Whoever took the later one has the first.
        assert station.ask(escalation_list.find, first).holder_name == "kim"
        assert [row.doubled for row in station.ask(rule_list.fired, rule)] == [True, False]
        waves = [one.id for one in station.ask(alerts.listed, "bob", NOW + DAY // 4) if one.kind == "wave"]
        assert len(waves) == 1
    first_tables = dumped(one)
    assert all(rows == dumped(two)[table] for table, rows in first_tables.items() if table.startswith("p_rule"))


def test_a_wave_is_told_to_a_person_once_whichever_firing_came_first(team: World) -> None:
    one, two = stations(2)
    streams: dict[str, list[Sent]] = {one.name: [], two.name: []}
    one.do(watch_rules.save, "sue", VPN._replace(chain="", watchers=()), RULES)
    _carry(one, two, streams)
    rule = one.ask(watch_rules.rules)[0].id
    page = PullPage(tuple(made(n, 1) for n in (11, 12, 13)), (), (), "c", True)
    for station in (one, two):
        station.do(mirroring.store_page, "rt", "cases", page)
        station.do(rule_waves.fire, rule)
        station.clock.ms += 10
        station.do(alerts.collect, "bob", station.clock.ms)
    two.clock.ms += 1000
    _carry(one, two, streams)
    for station in (one, two):
        fresh = station.do(alerts.collect, "bob", station.clock.ms)
        assert [one for one in fresh if one.kind == "wave"] == []


def _carry(one: Station, two: Station, streams: dict[str, list[Sent]]) -> None:
    for station in (one, two):
        station.publish(streams[station.name])
    for station, other in ((one, two), (two, one)):
        come = list(streams[other.name]) * 2
        random.Random(len(come)).shuffle(come)
        station.take(come)


def test_entries_about_a_rule_may_come_in_any_order(team: World) -> None:
    put(team)
    team.pull([made(n, 1) for n in (11, 12, 13)])
    look(team)
    kinds = {row[0] for row in team.ask(lambda r: r.rows("SELECT kind FROM entry WHERE subject LIKE 'rule:%'"))}
    assert kinds == {Kind.RULE_SET, Kind.RULE_FIRED}
    team.assert_whole()
