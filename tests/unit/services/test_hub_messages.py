"""Messages over the hub: from one of the team to another, read or answered in their own window, and as a path to reach somebody."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from fallback_console.domain.connection import Connection
from fallback_console.domain.conversations import HubState
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.people_file import read_people
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.roster import HUB_FRESH_MS
from fallback_console.ports import IncomingSms, SmsReceipt
from fallback_console.services import (
    alerts,
    connections,
    conversations,
    hub_messages,
    messages,
    paths,
    people_import,
    people_merge,
    presence,
    queue,
    reach,
    teaming,
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


def asked_over_hub(team: World) -> str:
    """Haruka is being reached over the hub first and has not read it; the entry of the message."""
    team.do(presence.here, "haruka")
    team.do(paths.prefer, "kenji", f"person:{HARUKA}", order=["hub", "sms", "call"])
    team.do(reach.start, "kenji", f"person:{HARUKA}", "The line is down", RULES)
    (letter,) = waiting(team, "haruka")
    return letter.entry


def come(team: World, text: str) -> None:
    team.do(messages.take_in, IncomingSms("kannel", text, "+447700900151", "1", text, team.clock.ms))


def stop(team: World) -> None:
    team.do(reach.stop, "kenji", tries(team).id)


def answer(team: World) -> None:
    come(team, "I am on it")
    team.do(reach.advance)


def merge(team: World) -> None:
    """Her records are merged first: the try names the other one."""
    sheet = "ID,Name,Login,Kind\n9,Haruka S.,haruka,team\n"
    found = team.do(people_import.preview, read_people(sheet.encode()), "file.team2")
    team.do(people_import.store_some, "haruka", found.people)
    team.do(people_merge.merge, "kenji", "file.team2:9", HARUKA)
    stop(team)


@pytest.mark.parametrize("end", [stop, answer, merge])
def test_who_was_reached_otherwise_is_not_asked_any_more(team: World, end: Callable[[World], None]) -> None:
    entry = asked_over_hub(team)
    other = send(team, "And lunch?", who="kenji", to=HARUKA)
    end(team)
    assert [one.entry for one in waiting(team, "haruka")] == [other]
    assert [one.key for one in team.ask(alerts.listed, "haruka", team.clock.ms) if one.kind == "hub-message"] == [
        f"person:{KENJI}"
    ]
    found = {m.item.entry_id: m.hub for m in team.ask(conversations.opened, f"person:{KENJI}", 9, "haruka").messages}
    assert found[entry] == HubState(settled=True)
    assert found[other] == HubState(for_me=True)
    # Read late it is read, and nothing else.
    team.do(hub_messages.read, "haruka", entry)
    assert team.ask(hub_messages.states_of, [entry])[entry] == HubState(team.clock.ms)


def test_who_was_reached_by_nothing_is_still_asked(team: World) -> None:
    team.do(reach.start, "haruka", f"person:{KENJI}", "The line is down", RULES)
    team.clock.ms += RULES.wait_ms("hub")
    team.do(reach.advance)
    assert tries(team).state == "exhausted"
    assert len(waiting(team)) == 1


def test_a_text_that_arrived_settles_it(team: World) -> None:
    team.do(connections.save, Connection("sms:kannel", "kannel", {"url": "http://kannel.example.com"}))
    # The text went out first; that it arrived is learned while it stands in her window.
    team.do(presence.here, "haruka")
    team.do(paths.prefer, "kenji", f"person:{HARUKA}", order=["sms", "hub", "call"])
    team.do(reach.start, "kenji", f"person:{HARUKA}", "The line is down", RULES)
    assert steps(team)[0] == ("sms", "waiting")
    sms = tries(team).steps[0].entry
    team.do(reach.allow, "kenji", tries(team).id, second_sms=True)
    team.clock.ms += RULES.wait_ms("sms")
    team.do(reach.advance)
    assert ("hub", "waiting") in steps(team)
    assert len(waiting(team, "haruka")) == 1
    team.do(messages.take_in, SmsReceipt("kannel", sms, "", "delivered", None, team.clock.ms, ""))
    team.do(reach.advance)
    assert tries(team).state == "delivered"
    assert waiting(team, "haruka") == []


def test_in_any_order_every_station_asks_the_same(team: World) -> None:
    entry = asked_over_hub(team)
    other = send(team, "And lunch?", who="kenji", to=HARUKA)
    stop(team)
    ids = team.ask(lambda r: [row[0] for row in r.rows("SELECT id FROM entry WHERE kind GLOB '[hr]*.*' ORDER BY hlc")])
    entries = [one for name in ids if (one := team.ask(journal.find, name)) is not None]
    entries = [one for one in entries if one.kind.startswith(("hub.", "reach."))]
    assert len(entries) > 4
    for turn in range(len(entries)):
        team.do(lambda tx: (tx.execute("DELETE FROM p_hub_message"), tx.execute("DELETE FROM p_reach")))
        for one in [*reversed(entries[turn:]), *entries[:turn], entries[turn]]:
            team.do(project_things, concerned([one]))
        assert [one.entry for one in waiting(team, "haruka")] == [other]
        assert team.ask(hub_messages.states_of, [entry])[entry].settled
    assert not [
        name for name, found in team.do(rebuild_all).items() if found.differing and name in ("p_hub_message", "p_reach")
    ]


def test_it_waits_until_the_hub_took_it_and_tells_when_it_was_read(team: World) -> None:
    first = send(team)
    number = team.ask(lambda r: r.value("SELECT number FROM entry WHERE id = ?", (first,)))
    assert team.ask(hub_messages.states_of, [first]) == {first: HubState()}
    assert team.ask(hub_messages.states_of, [first, "nothing"], "kenji") == {first: HubState(for_me=True)}
    team.do(teaming.published, number)
    assert team.ask(hub_messages.states_of, [first])[first] == HubState(taken=True)
    team.clock.ms += 60_000
    team.do(hub_messages.read, "kenji", first)
    assert team.ask(hub_messages.states_of, [first], "kenji")[first] == HubState(team.clock.ms, taken=True)


def test_what_is_written_answers_what_stood_there(team: World) -> None:
    first, second, later = send(team), send(team, "And this?"), send(team, "Hello?")
    saved = team.do(hub_messages.send, "kenji", "", HARUKA, "Both, at once", answers=[first, second])
    assert [one.entry for one in waiting(team)] == [later]
    replies = team.ask(lambda r: dict(r.rows("SELECT entry, reply FROM p_hub_message")))
    assert replies == {first: saved.entry_ids[0], second: saved.entry_ids[0], later: "", saved.entry_ids[0]: ""}


def test_who_has_not_read_sees_it_in_the_list_of_conversations(team: World) -> None:
    come(team, "Where are you?")
    first = send(team)
    key = f"person:{HARUKA}"
    (mine,) = team.ask(conversations.rows, [key], "kenji")
    # Her text message is not answered by what she writes herself over another path.
    assert (mine.missed, mine.last and mine.last.item.text, mine.last and mine.last.incoming) == (
        2,
        "Could you look?",
        True,
    )
    assert team.ask(conversations.rows, [key])[0].missed == 1
    assert team.ask(conversations.listing, "unanswered", "", "kenji").keys == [key]
    team.do(hub_messages.send, "kenji", "", HARUKA, "I look", answers=[first])
    assert team.ask(conversations.rows, [key], "kenji")[0].missed == 0
    assert team.ask(conversations.listing, "unanswered", "", "kenji").keys == []
    assert team.ask(conversations.listing, "unanswered", "", "haruka").keys == [f"person:{KENJI}"]
    # Each talks to the other, and nobody to themselves; what nobody we know wrote is with its addressee.
    assert team.ask(conversations.listing, "all", "", "kenji").keys == [key]
    # Of herself there is more: her text message.
    assert set(team.ask(conversations.listing, "all", "", "haruka").keys) == {f"person:{KENJI}", key}
    assert set(team.ask(conversations.listing, "all", "", "vera").keys) == {f"person:{KENJI}", key}
    send(team, who="somebody")
    assert team.ask(conversations.listing, "all", "", "kenji").keys == [f"person:{KENJI}", key]


def test_only_the_team_has_a_side_at_the_hub(team: World) -> None:
    kenji = team.ask(conversations.opened, f"person:{KENJI}", 9).hub
    assert kenji is not None
    assert (kenji.login, kenji.there(team.clock.ms), kenji.lately(team.clock.ms)) == ("kenji", True, True)
    assert not kenji.there(team.clock.ms + HUB_FRESH_MS + 1)
    assert kenji.lately(team.clock.ms + HUB_FRESH_MS + 1)
    haruka = team.ask(conversations.opened, f"person:{HARUKA}", 9).hub
    assert haruka is not None
    assert not haruka.lately(team.clock.ms)
    assert team.ask(conversations.opened, f"person:{VERA}", 9).hub is None
    team.do(connections.remove, "hub")
    assert team.ask(conversations.opened, f"person:{KENJI}", 9).hub is None
