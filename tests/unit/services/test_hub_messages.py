"""Messages over the hub: from one of the team to another, read or answered in their own window, and as a path to reach somebody."""

from __future__ import annotations

import itertools

import pytest

from fallback_console.domain.connection import Connection
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.people_file import read_people
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.roster import HUB_FRESH_MS
from fallback_console.services import (
    alerts,
    connections,
    conversations,
    hub_messages,
    paths,
    people_import,
    presence,
    queue,
    reach,
)
from fallback_console.services.hub_messages import Letter
from fallback_console.services.reach import ReachRow
from fallback_console.store import journal
from fallback_console.store.projecting import concerned, project_things
from fallback_console.store.rebuild import rebuild_all
from tests.unit.services.support import World, case

TEAM = """ID,Name,Mobile,Mail,Login,Kind
1,Haruka Sample,+44 7700 900151,,haruka,team
2,Kenji Sample,,,kenji,expert
3,Vera Sample,+44 7700 900153,,,customer
"""
HARUKA, KENJI, VERA = "file.team:1", "file.team:2", "file.team:3"
RULES = ReachRules(quiet=(0, 0))


@pytest.fixture
def team(world: World) -> World:
    world.do(connections.save, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"}))
    found = world.do(people_import.preview, read_people(TEAM.encode()), "file.team")
    world.do(people_import.store_some, "haruka", found.people)
    world.do(presence.here, "kenji")
    return world


def send(world: World, text: str = "Could you look?", case_key: str = "", who: str = "haruka", to: str = KENJI) -> str:
    return world.do(hub_messages.send, who, case_key, to, text).entry_ids[0]


def waiting(world: World, who: str = "kenji") -> list[Letter]:
    return world.ask(hub_messages.unread, who)


def tries(world: World) -> ReachRow:
    return world.ask(reach.listing, world.clock.ms)[0]


def steps(world: World) -> list[tuple[str, str]]:
    return [(step.kind, step.state) for step in tries(world).steps if step.state != "skipped"]


def test_it_stands_there_until_it_is_read(team: World) -> None:
    first, second = send(team), send(team, "And this?")
    assert [(one.entry, one.name, one.person) for one in waiting(team)] == [
        (first, "Haruka Sample", HARUKA),
        (second, "Haruka Sample", HARUKA),
    ]
    assert waiting(team, "haruka") == waiting(team, "") == []
    told = [one for one in team.ask(alerts.listed, "kenji", team.clock.ms) if one.kind == "hub-message"]
    assert {one.who for one in told} == {"Haruka Sample"}
    assert team.do(hub_messages.read, "kenji", first)
    assert team.do(hub_messages.read, "kenji", first) == ""
    assert [one.entry for one in waiting(team)] == [second]
    assert team.ask(hub_messages.news_of, first) == ("delivered", "")
    assert team.ask(hub_messages.news_of, second) == ("", "")


def test_an_answer_goes_back_and_about_the_same_case(team: World) -> None:
    team.pull([case(1)])
    first = send(team, case_key="rt:1")
    (letter,) = waiting(team)
    assert letter.case_number == "1"
    saved = team.do(hub_messages.reply, "kenji", first, "I am on it.")
    assert waiting(team) == []
    (back,) = waiting(team, "haruka")
    assert (back.entry, back.text, back.case_key, back.person) == (saved.entry_ids[0], "I am on it.", "rt:1", KENJI)
    assert team.ask(hub_messages.news_of, first) == ("answered", "")
    told = [row.text for row in team.ask(queue.timeline, "rt:1") if row.kind == Kind.HUB_SENT]
    assert told == ["Could you look?", "I am on it."]
    # Both read it in the other's conversation.
    for who, incoming in ((KENJI, [False, True]), (HARUKA, [True, False])):
        found = team.ask(conversations.conversation, f"person:{who}")
        assert [(one.item.text, one.incoming) for one in found] == list(zip(told, incoming, strict=True))
        assert f"person:{who}" in team.ask(conversations.listing).keys
        assert f"person:{who}" in team.ask(conversations.listing, "all", "on it").keys


@pytest.mark.parametrize(
    ("to", "text", "words"),
    [(VERA, "Hello", "Nobody who works"), ("nobody", "Hello", "Nobody who works"), (KENJI, " ", "is empty")],
)
def test_what_cannot_be_sent_is_refused(team: World, to: str, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        send(team, text, to=to)


def test_without_a_hub_nothing_is_sent(team: World) -> None:
    team.do(connections.remove, "hub")
    with pytest.raises(InputError, match="No team hub"):
        send(team)
    with pytest.raises(NotFoundError):
        team.do(hub_messages.read, "kenji", "no such")
    with pytest.raises(NotFoundError):
        team.do(hub_messages.reply, "kenji", "no such", "Hello")


def test_whoever_works_only_at_a_station_is_reached_there(team: World) -> None:
    team.do(reach.start, "haruka", f"person:{KENJI}", "The line is down", RULES)
    assert steps(team) == [("hub", "waiting")]
    (letter,) = waiting(team)
    team.do(hub_messages.read, "kenji", letter.entry)
    team.do(reach.advance)
    assert (tries(team).state, steps(team)) == ("delivered", [("hub", "delivered")])
    team.do(hub_messages.reply, "kenji", letter.entry, "Thanks")
    team.do(reach.advance)
    assert tries(team).state == "answered"


def test_silence_there_leads_to_a_call_and_the_words_never_arrive_twice(team: World) -> None:
    team.do(presence.here, "haruka")
    team.do(paths.prefer, "kenji", f"person:{HARUKA}", order=["hub", "sms", "call"])
    team.do(reach.start, "kenji", f"person:{HARUKA}", "The line is down", RULES)
    assert steps(team)[0] == ("hub", "waiting")
    team.clock.ms += RULES.wait_ms("hub")
    team.do(reach.advance)
    # It stands in the window and may still be read: the same words do not go out as a text.
    assert steps(team) == [("hub", "silent"), ("sms", "planned"), ("call", "waiting")]
    (letter,) = waiting(team, "haruka")
    team.do(hub_messages.read, "haruka", letter.entry)
    team.do(reach.advance)
    assert tries(team).state == "delivered"
    assert ("sms", "cancelled") in steps(team)


def test_who_was_not_heard_is_tried_there_last(team: World) -> None:
    team.clock.ms += HUB_FRESH_MS + 1
    found = team.ask(paths.ladder_of, f"person:{HARUKA}", RULES, team.clock.ms).rungs
    assert [(rung.path.kind, rung.health) for rung in found if not rung.why][-1] == ("hub", "down")
    assert not [
        one for one in team.ask(paths.ladder_of, f"person:{VERA}", RULES, team.clock.ms).usual if one.kind == "hub"
    ]


def test_entries_in_any_order_give_the_same(team: World) -> None:
    first = send(team)
    team.do(hub_messages.read, "kenji", first)
    team.do(hub_messages.reply, "kenji", first, "Thanks")
    before = team.ask(lambda r: r.rows("SELECT * FROM p_hub_message ORDER BY entry"))
    ids = team.ask(lambda r: [row[0] for row in r.rows("SELECT id FROM entry WHERE kind LIKE 'hub.%'")])
    entries = [team.ask(journal.find, one) for one in ids]
    for order in itertools.islice(itertools.permutations(entries), 0, 24, 5):
        team.do(lambda tx: tx.execute("DELETE FROM p_hub_message"))
        for entry in [*order, *order]:
            assert entry is not None
            team.do(project_things, concerned([entry]))
        assert team.ask(lambda r: r.rows("SELECT * FROM p_hub_message ORDER BY entry")) == before
    compared = team.do(rebuild_all)
    assert (compared["p_hub_message"].rows, compared["p_hub_message"].differing) == (2, 0)
