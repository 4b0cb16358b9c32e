"""What is written down in an outage: the playbook's ticks, and when each system was down."""

from __future__ import annotations

import pytest

from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.views import PlaybookStep
from fallback_console.services import availability, outages
from tests.unit.services.support import NOW, World

MINUTE = 60_000


def test_a_tick_is_an_entry_with_who_and_when(world: World) -> None:
    outage = world.do(outages.declare, "monitor", ["slack"], "no answer", NOW)
    world.do(outages.tick, "alice", outage, "tell-colleagues", True)
    at = world.clock.ms
    world.do(outages.tick, "bob", outage, "tell-colleagues", True)
    (row,) = world.ask(outages.history)
    assert row.steps == (PlaybookStep("tell-colleagues", True, "alice", at),)
    assert row.timeline[-1] == (at, "", "step-done", "tell-colleagues (alice)")
    world.do(outages.tick, "bob", outage, "tell-colleagues", False)
    (row,) = world.ask(outages.history)
    assert row.steps == (PlaybookStep("tell-colleagues", False, "bob", world.clock.ms),)
    assert [state for _, _, state, _ in row.timeline] == ["declared", "step-done", "step-undone"]


def test_each_outage_has_its_own_ticks_also_when_it_is_over(world: World) -> None:
    first = world.do(outages.declare, "monitor", ["slack"], "no answer", NOW)
    world.do(outages.end, "monitor", "back")
    world.do(outages.tick, "alice", first, "back-to-tools", True)
    second = world.do(outages.declare, "monitor", ["mail"], "no answer", NOW)
    assert [(o.id, [s.step for s in o.steps]) for o in world.ask(outages.history)] == [
        (second, []),
        (first, ["back-to-tools"]),
    ]


def test_what_cannot_be_ticked(world: World) -> None:
    with pytest.raises(NotFoundError):
        world.do(outages.tick, "alice", "nothing", "tell-colleagues", True)
    outage = world.do(outages.declare, "monitor", ["slack"], "no answer", NOW)
    with pytest.raises(InputError):
        world.do(outages.tick, "alice", outage, "  ", True)
    world.do(outages.tick, "alice", outage, "tell-colleagues", False)
    assert world.ask(outages.history)[0].steps == ()


def test_when_a_system_was_down(world: World) -> None:
    world.do(outages.declare, "monitor", ["slack"], "no answer", NOW - 5 * MINUTE)
    world.do(outages.note_event, "mail", "down", "refused")
    mail_down = world.clock.ms
    world.do(outages.note_event, "slack", "up", "answers")
    slack_up = world.clock.ms
    world.do(outages.note_event, "slack", "down", "again")
    slack_again = world.clock.ms
    world.do(outages.end, "sue", "back")
    over = world.clock.ms
    slack = world.ask(availability.system_history, "slack", 0)
    assert slack.down == ((NOW - 5 * MINUTE, slack_up), (slack_again, over))
    assert slack.known_from == NOW - 5 * MINUTE
    assert world.ask(availability.system_history, "mail", 0).down == ((mail_down, over),)
    assert world.ask(availability.system_history, "helpdesk", 0).down == ()
    assert world.ask(availability.system_history, "slack", over + 1).down == ()
    world.do(outages.declare, "sue", ["slack"], "down", over)
    assert world.ask(availability.system_history, "slack", over + 1).down == ((over, None),)


def test_supervisors_words_are_part_of_it(world: World) -> None:
    world.do(outages.set_override, "sue", "slack", "down", "They told us")
    at = world.clock.ms
    world.do(outages.set_override, "sue", "slack", "auto", "")
    words = world.ask(availability.system_history, "slack", 0).words
    assert words == ((at, "down", "They told us", "sue"), (world.clock.ms, "auto", "", "sue"))
    assert world.ask(availability.system_history, "slack", at + 1).words == words[1:]


def test_a_station_that_knows_nothing_says_so(world: World) -> None:
    history = world.ask(availability.system_history, "slack", 0)
    assert (history.known_from, history.down, history.words) == (None, (), ())
