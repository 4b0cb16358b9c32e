"""Answers to messages over the hub: a code counts like the same code by text message, words go back to whoever wrote."""

from __future__ import annotations

import random

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.connection import Connection
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.people_file import read_people
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import (
    connections,
    escalation,
    escalation_chains,
    escalation_list,
    escalation_steps,
    hub_answers,
    hub_messages,
    people_import,
    presence,
    reach,
    roll_call,
    roll_call_asking,
    roll_call_list,
    swarm,
    swarm_list,
    swarm_people,
)
from fallback_console.services.hub_answers import Answered
from fallback_console.services.hub_messages import Letter
from fallback_console.store.escalation_projection import project_escalation
from fallback_console.store.projecting import project_some
from fallback_console.store.tx import Tx
from tests.helpers.team_world import Sent, Station, dumped
from tests.unit.services.support import World

TEAM = """ID,Name,Mobile,Login,Kind
1,Haruka Sample,+44 7700 900151,haruka,team
2,Kenji Sample,,kenji,expert
3,Sam Sample,+44 7700 900153,sam,team
4,Vera Sample,+44 7700 900154,,partner
"""
HARUKA, KENJI, SAM, VERA = "file.team:1", "file.team:2", "file.team:3", "file.team:4"
RULES = ReachRules(quiet=(0, 0))


def set_up(tx: Tx) -> None:
    """A team with a hub; Kenji can be reached over it alone, Sam by text message."""
    people_import.store_some(tx, "haruka", people_import.preview(tx, read_people(TEAM.encode()), "file.team").people)
    steps = tuple(ChainStep((f"person:{key}",), 5) for key in (KENJI, SAM))
    escalation_chains.save(tx, "sue", "Support", steps)
    # Behind a hub only a supervisor's station sets chains.
    connections.save(tx, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"}))


@pytest.fixture
def team(world: World) -> World:
    world.do(set_up)
    world.do(presence.here, "kenji")
    return world


def page(world: World, reason: str = "Ring the carrier", who: str = "haruka") -> str:
    """Somebody escalates; the first step is Kenji's."""
    return world.do(escalation.start, who, "", reason, RULES)


def letters(world: World, who: str = "kenji") -> list[Letter]:
    return world.ask(hub_messages.unread, who)


def answer(world: World, text: str, which: int = 0, who: str = "kenji") -> Answered:
    world.clock.ms += 1000
    return world.do(hub_answers.reply, who, letters(world, who)[which].entry, text)


def stands(world: World, one: str) -> tuple[str, str]:
    found = world.ask(escalation_list.find, one)
    return found.state, found.holder_name


def invite(world: World) -> str:
    """Haruka asks Kenji into a swarm with a message in his window."""
    world.do(swarm.triage, "haruka", "rt:1", {"impact": True}, 60, "Two sites", decided=True)
    room = world.do(swarm.start, "haruka", "rt:1", "The carrier", "")
    world.do(swarm_people.invite, "haruka", room, [KENJI], RULES, also_text=True)
    return room


def place(world: World, room: str, who: str = KENJI) -> tuple[str, str]:
    one = next(one for one in world.ask(swarm_list.find, room).members if one.who == f"person:{who}")
    return one.state, one.how


@pytest.mark.parametrize("text", ["1a", "１Ａ", "a", "ａ", "1 対応します", "対応します", "a1", "take"])
def test_a_page_is_taken_with_the_words_of_a_text_message(team: World, text: str) -> None:
    one = page(team)
    (letter,) = letters(team)
    assert letter.page is not None
    assert (letter.page.sort, letter.page.id, letter.page.asks) == ("escalation", one, True)
    done = answer(team, text)
    assert (done.about, done.what, done.number, done.told) == (
        *("escalation", "taken", 1),
        "1 is yours. Reply 1c when it is done, 1e to pass it on.",
    )
    assert stands(team, one) == ("taken", "Kenji Sample")
    assert letters(team) == letters(team, "haruka") == []
    # Whoever asked hears it from the escalation; nobody is rung any more.
    assert [row.state for row in team.ask(reach.listing, team.clock.ms)] == ["answered"]
    assert [line.how for line in team.ask(escalation_list.lines, one) if line.what == "taken"] == ["hub"]


def test_a_page_is_passed_on_and_closed(team: World) -> None:
    one = page(team)
    assert answer(team, "１ 次へ").what == "passed"
    team.do(escalation_steps.ask_due)
    assert team.ask(escalation_list.find, one).waits_for == ("Sam Sample",)
    two = page(team, "The door is open")
    assert answer(team, "done").what == "closed"
    assert stands(team, two)[0] == "closed"


def test_one_message_answered_for_two_escalations_projects_the_same_in_any_order(team: World) -> None:
    one, two = page(team), page(team, "The door is open")
    letter = letters(team)[0].entry
    # Where two stations have the message, each may answer it for another one.
    for code in ("1a", "2c"):
        team.clock.ms += 1000
        team.do(hub_answers.reply, "kenji", letter, code)
    assert (stands(team, one)[0], stands(team, two)[0]) == ("taken", "closed")
    rows = "SELECT answer, escalation FROM p_escalation_reply"
    made = []
    for order in ((one, two), (two, one)):
        team.do(lambda tx: tx.execute("DELETE FROM p_escalation_reply"))
        for escalation_id in order:
            team.do(project_escalation, escalation_id)
        made.append(team.ask(lambda r: r.rows(rows)))
    assert made[0] == made[1]
    team.assert_whole()


def test_who_comes_second_reads_who_has_it(team: World) -> None:
    one = page(team)
    team.do(escalation.answer, "sam", one, "taken")
    (letter,) = letters(team)
    assert letter.page is not None
    assert (letter.page.state, letter.page.name, letter.page.asks, letter.page.mine) == (
        *("taken", "Sam Sample"),
        False,
        False,
    )
    done = answer(team, "1a")
    assert (done.what, done.name) == ("other", "Sam Sample")
    assert "already taken by Sam Sample since" in done.told
    assert stands(team, one) == ("taken", "Sam Sample")
    assert letters(team) == []
    # He cannot pass on what another has, but he can say that it is done.
    team.do(hub_messages.send, "haruka", "", KENJI, "And?")
    assert answer(team, "1e").what == "other"
    team.do(hub_messages.send, "haruka", "", KENJI, "And?")
    assert answer(team, "1c").what == "closed"
    team.do(hub_messages.send, "haruka", "", KENJI, "And?")
    assert answer(team, "1a").what == "done"


def test_a_letter_alone_is_about_the_page_it_answers(team: World) -> None:
    first, second = page(team), page(team, "The door is open")
    assert answer(team, "a").number == 1
    assert (stands(team, first)[0], stands(team, second)[0]) == ("taken", "running")


def test_words_to_a_colleague_stay_words(team: World) -> None:
    one = page(team)
    team.do(hub_messages.send, "sam", "", KENJI, "Could you ring Ann?")
    # A word may be meant for Sam, and so may a letter where two escalations are open; a number is not.
    assert answer(team, "Done", 1).about == ""
    page(team, "The door is open")
    team.do(hub_messages.send, "sam", "", KENJI, "And this?")
    assert answer(team, "a", 2).about == ""
    assert [letter.text for letter in letters(team, "sam")] == ["Done", "a"]
    assert stands(team, one)[0] == "running"
    team.do(hub_messages.send, "sam", "", KENJI, "Who has it?")
    assert answer(team, "1a", 2).what == "taken"


def test_a_letter_alone_may_answer_a_colleague_where_one_page_is_open(team: World) -> None:
    one = page(team)
    team.do(hub_messages.send, "sam", "", KENJI, "Will you?")
    assert answer(team, "a", 1).what == "taken"
    assert stands(team, one) == ("taken", "Kenji Sample")


def test_a_number_of_none_of_theirs_is_told_and_nothing_is_kept(team: World) -> None:
    page(team)
    with pytest.raises(InputError, match="There is no open 9 for you"):
        answer(team, "9a")
    assert len(letters(team)) == 1
    # In an answer to a colleague it may mean something else.
    team.do(hub_messages.send, "sam", "", KENJI, "Which room?")
    assert answer(team, "9a", 1).about == ""
    # Who was not asked has nothing to answer.
    team.do(hub_messages.send, "kenji", "", HARUKA, "Who has it?")
    assert answer(team, "1a", who="haruka").about == ""
    assert letters(team)[-1].text == "1a"


def test_a_page_of_a_rule_is_answered_though_nobody_can_be_written_to(team: World) -> None:
    one = page(team, who="watch-rule")
    (letter,) = letters(team)
    assert letter.person == ""
    with pytest.raises(InputError, match="Nobody who works"):
        answer(team, "I am busy")
    done = team.do(hub_answers.press, "kenji", letter.entry, "taken", "On it")
    assert done.what == "taken"
    assert stands(team, one) == ("taken", "Kenji Sample")


def test_a_button_says_the_same_and_words_go_with_it(team: World) -> None:
    one = page(team)
    (letter,) = letters(team)
    assert team.do(hub_answers.press, "kenji", letter.entry, "passed", "I am driving").what == "passed"
    assert [letter.text for letter in letters(team, "haruka")] == ["I am driving"]
    assert stands(team, one)[0] == "running"
    plain = team.do(hub_messages.send, "sam", "", KENJI, "Hello").entry_ids[0]
    with pytest.raises(NotFoundError, match="asks nothing"):
        team.do(hub_answers.press, "kenji", plain, "taken")
    with pytest.raises(NotFoundError, match="no such message"):
        team.do(hub_answers.reply, "kenji", "no such", "Hello")


def test_somebody_else_answers_with_words_alone(team: World) -> None:
    one = page(team)
    (letter,) = letters(team)
    assert team.do(hub_answers.reply, "sam", letter.entry, "1a").about == ""
    assert stands(team, one)[0] == "running"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        *[(text, "accepted") for text in ("s1 y", "Ｓ１　参加", "y", "yes", "はい")],
        *[(text, "declined") for text in ("s1 n", "s1 不参加", "いいえ", "no")],
    ],
)
def test_an_invitation_is_answered_with_the_words_of_a_text_message(team: World, text: str, state: str) -> None:
    room = invite(team)
    (letter,) = letters(team)
    assert letter.page is not None
    assert (letter.page.sort, letter.page.state, letter.page.name) == ("swarm", "invited", "The carrier")
    done = answer(team, text)
    assert (done.about, done.what, done.number, done.name) == ("swarm", state, 1, "The carrier")
    assert place(team, room) == (state, "hub")
    assert letters(team) == []
    assert [row.state for row in team.ask(reach.listing, team.clock.ms)] == ["answered"]


def test_words_behind_the_mark_go_to_the_room(team: World) -> None:
    room = invite(team)
    with pytest.raises(InputError, match="You are not in S1"):
        answer(team, "s1 The line is back")
    # Other words answer whoever asked.
    assert answer(team, "In five minutes").about == ""
    assert [letter.text for letter in letters(team, "haruka")] == ["In five minutes"]
    team.do(hub_messages.send, "haruka", "", KENJI, "Now?")
    assert answer(team, "s1 y").what == "accepted"
    team.do(hub_messages.send, "haruka", "", KENJI, "And?")
    done = answer(team, "ｓ１ The line is back")
    assert (done.what, done.told) == ("said", "")
    (said,) = team.ask(swarm_list.thread, room)[-1:]
    assert (said.text, said.how, said.name) == ("The line is back", "hub", "Kenji Sample")
    # A bare yes answers the colleague, not a swarm that the message is not about.
    team.do(hub_messages.send, "haruka", "", KENJI, "Lunch?")
    assert answer(team, "yes").about == ""
    team.do(hub_messages.send, "haruka", "", KENJI, "And?")
    with pytest.raises(InputError, match="empty"):
        answer(team, "s1")
    # What people of other firms would read is not sent from here.
    team.do(swarm_people.join, "haruka", room, person=f"person:{VERA}", external_ok=True)
    with pytest.raises(InputError, match="Vera Sample: not of our team"):
        answer(team, "s1 It is their fault")
    assert answer(team, "s1 out").what == "left"
    assert place(team, room)[0] == "left"


def test_what_is_closed_takes_no_more_words(team: World) -> None:
    room = invite(team)
    team.do(swarm.close, "haruka", room, "Over.", told="Rang them")
    (letter,) = letters(team)
    assert letter.page is not None
    assert (letter.page.state, letter.page.asks) == ("closed", False)
    with pytest.raises(InputError, match="S1 is closed"):
        answer(team, "y")


@pytest.mark.parametrize(("text", "said"), [("1", "safe"), ("２", "help"), (" 2. ", "help")])
def test_the_number_of_an_answer_counts_for_the_roll_call_too(team: World, text: str, said: str) -> None:
    made = team.ask(roll_call.plan, "haruka", "", {"en": "There?"}, Audience(people=(KENJI,)), RULES, team.clock.ms)
    done = 0
    while done >= 0:
        done = team.do(roll_call.advance, "haruka", made, done)
    team.do(roll_call_asking.advance)
    team.do(hub_messages.send, "haruka", "", KENJI, "How many are you?")
    # Whoever asked reads it as well: it may have been meant for them alone.
    got = answer(team, text)
    assert (got.about, got.what) == ("roll-call", said)
    assert [letter.text for letter in letters(team, "haruka")] == [text.strip()]
    (one,) = team.ask(roll_call_list.people, made.roll, [0])
    assert one.answer is not None
    assert (one.answer.answer, one.answer.how) == (said, "hub")
    team.do(hub_messages.send, "haruka", "", KENJI, "How many lines?")
    assert answer(team, "2 or 3").about == ""


def test_a_number_without_a_roll_call_is_a_word(team: World) -> None:
    team.do(hub_messages.send, "haruka", "", KENJI, "How many are you?")
    assert answer(team, "2").about == ""


@pytest.fixture(scope="module")
def stations() -> list[Station]:
    return [Station(f"station{number}") for number in range(3)]


@given(chance=st.integers(0, 2**32))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_stations_that_hear_of_answers_in_any_order_show_the_same(stations: list[Station], chance: int) -> None:
    drawn = random.Random(chance)
    first, second, reader = stations
    for station in stations:
        station.reset()
    streams: dict[str, list[Sent]] = {station.name: [] for station in stations}
    first.do(set_up)
    first.do(presence.here, "kenji")
    one = first.do(escalation.start, "haruka", "", "Ring", RULES)
    first.do(swarm.triage, "haruka", "rt:1", {"impact": True}, 60, "Two sites", decided=True)
    room = first.do(swarm.start, "haruka", "rt:1", "The carrier", "")
    first.do(swarm_people.invite, "haruka", room, [KENJI], RULES, also_text=True)
    first.publish(streams[first.name])
    second.take(streams[first.name])
    # Now they are cut off from each other: Kenji answers at either, by hub, and others take it at a desk.
    for _ in range(drawn.randint(2, 8)):
        station = drawn.choice((first, second))
        station.clock.ms += drawn.choice((0, 30_000, 70_000))
        waiting = [letter.entry for letter in station.ask(hub_messages.unread, "kenji")]
        try:
            if waiting and drawn.random() < 0.7:
                text = drawn.choice(("1a", "1e", "c", "a", "s2 y", "s2 n", "s2 out", "s2 Hello", "Hello", "1"))
                station.do(hub_answers.reply, "kenji", drawn.choice(waiting), text)
            elif drawn.random() < 0.5:
                station.do(hub_messages.send, "haruka", "", KENJI, "And?")
            else:
                station.do(escalation.answer, "sam", one, drawn.choice(("taken", "passed")))
        except (InputError, NotFoundError):
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
    tables = [
        table for table in dumped(reader) if table.startswith(("p_hub_message", "p_escalation", "p_swarm", "p_reach"))
    ]
    shown = [{table: dumped(station)[table] for table in tables} for station in stations]
    assert "p_hub_message" in shown[0]
    assert shown[0] == shown[1] == shown[2]
