"""The roster as services give it: logins and owners, plans by whatever name, overrides, paths, and who was heard of."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError
from fallback_console.domain.people_file import read_people
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.roster import HUB_FRESH_MS, RosterRow
from fallback_console.domain.shifts import Span
from fallback_console.ports import IncomingSms
from fallback_console.ports.hub import Beat
from fallback_console.services import (
    bulk,
    calls,
    messages,
    outages,
    people,
    people_import,
    people_merge,
    presence,
    roster,
    shift_import,
    statuses,
)
from fallback_console.services.calls import CallLog
from fallback_console.services.roster import Asked
from fallback_console.store.rebuild import rebuild_all
from tests.unit.services.support import World

HOUR = 3_600_000
SHEET = """ID,Name,Mobile,Work phone,Mail,Languages,Skills,Groups,Login,Site,Kind
1,Haruka Sample,+44 7700 900151,,haruka@support.example.com,Japanese,Billing:4,Night,haruka,Osaka,team
2,Kenji Sample,,,,,,,kenji,Osaka,expert
3,Vera Sample,,+1 202 555 0161,vera@support.example.com,,,,,Leeds,team
4,A Customer,+44 7700 900159,,,,,,,,customer
"""


def bring(world: World, text: str = SHEET, source: str = "file.team") -> None:
    found = world.do(people_import.preview, read_people(text.encode()), source)
    world.do(people_import.store_some, "alice", found.people)


def plan(world: World, spans: Sequence[Span], source: str = "rota") -> None:
    for command, values in shift_import.steps("alice", world.ask(shift_import.look, source, spans), "rota.csv"):
        world.do(command, *values)


def rows(world: World, who: str = "alice") -> dict[str, RosterRow]:
    found = world.ask(roster.listing, who, Asked(), world.clock.ms)
    return {row.mate.name.split()[0]: row for row in found.rows}


def test_only_the_team_is_there_each_with_a_login(world: World) -> None:
    assert not world.ask(statuses.has_team)
    bring(world)
    assert world.ask(statuses.has_team)
    assert {name: row.mate.login for name, row in rows(world).items()} == {
        "Haruka": "haruka",
        "Kenji": "kenji",
        # Where no column says it, the name that its source has.
        "Vera": "3",
    }
    assert rows(world)["Haruka"].mate.site == "Osaka"


def test_a_merged_teammate_works_by_the_helpdesks_login(world: World) -> None:
    bring(world)
    bring(world, "ID,Name,Mail,Kind\nvera,Vera S,vera@support.example.com,team\n", "file.other")
    world.do(people_merge.merge, "alice", "file.team:1", "file.other:vera")
    assert world.ask(people.person, "file.team:1").login == "haruka"


def test_load_is_open_cases_and_todays_calls(world: World) -> None:
    bring(world)
    pks = world.ask(lambda r: [pk for (pk,) in r.rows("SELECT pk FROM p_case WHERE closed = 0")])
    world.do(bulk.change_many, "alice", pks, "owner", "haruka")
    call = CallLog("out", "+12025550133", "", world.clock.ms, 5, "reached", "")
    world.do(calls.log_call, "haruka", "rt:1", call)
    assert (rows(world)["Haruka"].open_cases, rows(world)["Haruka"].calls_today) == (len(pks), 1)
    assert [case.owner for case in world.ask(roster.cases_of, "haruka")] == ["haruka"] * len(pks)
    world.clock.ms += 24 * HOUR
    assert rows(world)["Haruka"].calls_today == 0


def test_plans_name_people_as_they_like(world: World) -> None:
    bring(world)
    now = world.clock.ms
    spans = [
        Span("shift", "haruka@support.example.com", now - HOUR, now + HOUR),
        Span("shift", "Sample Kenji", now + HOUR, now + 2 * HOUR),
        Span("absence", "ＶＥＲＡ Sample", now - HOUR, now + HOUR, note="Holiday"),
        Span("shift", "Stranger", now, now + HOUR),
    ]
    plan(world, spans)
    assert world.ask(roster.base, now).unknown == ("Stranger",)
    found = rows(world)
    assert found["Haruka"].plan.shift is not None
    assert (found["Haruka"].status, found["Kenji"].status, found["Vera"].status) == ("available", "off", "off")
    assert found["Kenji"].plan.next is not None
    assert found["Vera"].plan.absence is not None
    world.clock.ms = now + HOUR + HOUR // 2
    assert (rows(world)["Haruka"].status, rows(world)["Kenji"].status) == ("off", "available")


def test_overrides_reach_across_the_names_of_one_person(world: World) -> None:
    bring(world)
    now = world.clock.ms
    plan(world, [Span("oncall", "haruka", now - HOUR, now + 3 * HOUR, "Billing")])
    plan(world, [Span("override", "kenji", now, now + HOUR, "Billing", "haruka@support.example.com")], "swap")
    found = rows(world)
    assert (found["Haruka"].plan.on_call, found["Kenji"].plan.on_call) == ((), ("Billing",))
    assert found["Kenji"].plan.by_override
    card = world.ask(roster.card, "alice", found["Haruka"].key, ReachRules(), now)
    assert card is not None
    assert [(duty.start, duty.end) for duty in card.duties] == [(now + HOUR, now + 3 * HOUR)]


def test_a_base_is_made_anew_when_the_plan_moves_on(world: World) -> None:
    bring(world)
    now = world.clock.ms
    plan(world, [Span("shift", "haruka", now, now + HOUR)])
    known = world.ask(roster.base, world.clock.ms)
    assert known.until == now + HOUR
    found = world.ask(roster.listing, "alice", Asked(), now + 5, known)
    assert found.base is known
    assert world.ask(roster.listing, "alice", Asked(), now + HOUR, known).base is not known


def test_nobody_hears_of_them_and_a_text_still_reaches_them(world: World) -> None:
    bring(world)
    found = rows(world)
    assert (found["Haruka"].heard.over, found["Haruka"].ways[0]) == ("", "sms")
    assert (found["Kenji"].ways, found["Vera"].ways[0]) == ((), "desk")
    world.do(outages.declare, "monitor", ["mail", "slack"], "Down.", world.clock.ms)
    assert rows(world)["Haruka"].down == ("mail", "slack")
    listing = world.ask(roster.listing, "alice", Asked("unreachable"), world.clock.ms)
    assert [row.mate.login for row in listing.rows] == ["kenji"]
    assert listing.counts["unreachable"] == 1


def test_beats_of_other_stations_are_signs_of_life(world: World) -> None:
    bring(world)
    now = world.clock.ms
    beat = Beat("station-2", presence.beat_value("kenji"), now)
    world.changes.clear()
    for _ in range(3):
        world.do(presence.heard, {"station-2": beat, "station-3": Beat("station-3", b"\xff nonsense", now)})
    assert [change.touched for change in world.changes if change.touched] == [frozenset({("presence", "kenji")})]
    assert (rows(world)["Kenji"].heard.over, rows(world)["Kenji"].ways) == ("hub", ("hub",))
    # An older beat that is told late changes nothing, and a station that is silent is forgotten.
    world.do(presence.heard, {"station-2": beat._replace(at=now - 60_000)})
    assert rows(world)["Kenji"].heard.at == now
    world.clock.ms = now + HUB_FRESH_MS + 1000
    assert rows(world)["Kenji"].ways == ()
    assert json.loads(presence.beat_value("遥")) == {"login": "遥"}


def test_a_text_from_them_is_a_sign_of_life(world: World) -> None:
    bring(world)
    at = world.clock.ms
    world.do(messages.take_in, IncomingSms("kannel", "in-1", "+447700900151", "", "I am on my way", at))
    heard = rows(world)["Haruka"].heard
    assert (heard.over, abs(heard.at - at) < 1000) == ("sms", True)


def test_a_supervisors_word_is_kept_with_its_actor(world: World) -> None:
    bring(world)
    assert world.do(statuses.set_status_of, "alice", "haruka", "away")
    assert not world.do(statuses.set_status_of, "alice", "haruka", "away")
    assert rows(world)["Haruka"].status == "away"
    said = world.ask(lambda r: r.rows("SELECT actor, subject, body FROM entry WHERE kind = ?", (Kind.STATUS,)))
    assert said == [("alice", "login:haruka", '{"status":"away","how":"supervisor"}')]
    # A call gives it back, as if they had chosen it.
    for phase in ("call", ""):
        world.do(statuses.call_phase, "haruka", phase)
    assert rows(world)["Haruka"].status == "away"
    for status, login in (("asleep", "haruka"), ("away", "")):
        with pytest.raises(InputError):
            world.do(statuses.set_status_of, "alice", login, status)


def test_who_is_meant_is_found_by_login_mail_or_words(world: World) -> None:
    bring(world)
    for words in ("haruka", "HARUKA@support.example.com", "Haruka Sample", "file.team:1", "billing"):
        assert world.ask(roster.who_is, words, "alice", world.clock.ms).mate.login == "haruka"
    for words in ("osaka", "zeppelin"):
        with pytest.raises(InputError):
            world.ask(roster.who_is, words, "alice", world.clock.ms)


def test_a_rebuild_finds_the_same_plans(world: World) -> None:
    bring(world)
    plan(world, [Span("shift", "haruka", 1, 2)])
    world.do(lambda tx: tx.execute("DELETE FROM p_shift"))
    # Whatever was lost comes back; that nothing differs else is looked at after every test.
    assert world.do(rebuild_all)["p_shift"].differing == 1
    assert world.do(rebuild_all)["p_shift"].differing == 0
