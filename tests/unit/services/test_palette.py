"""What the command palette finds, and what it remembers."""

from __future__ import annotations

from fallback_console.services import palette, personal, swarm, swarm_list
from tests.unit.services.support import ANN, World


def test_cases_and_people_by_words_and_numbers(world: World) -> None:
    assert [one.key for one in world.ask(palette.find, "2").cases][:1] == ["rt:2"]
    assert [one.key for one in world.ask(palette.find, "プリンタ").cases] == ["rt:2"]
    assert [one.key for one in world.ask(palette.find, "müller").people] == [ANN]
    nothing = world.ask(palette.find, "zeppelin")
    assert (nothing.text, nothing.cases, nothing.people) == ("zeppelin", (), ())


def test_cases_of_a_customer(world: World) -> None:
    assert {one.key for one in world.ask(palette.cases_of, ANN)} == {"rt:1", "rt:2", "rt:3"}
    assert world.ask(palette.cases_of, "rt:nobody") == []


def test_what_was_chosen_last_comes_first(world: World) -> None:
    for name in ("case:rt:1", "action:queue.new", f"person:{ANN}", "case:rt:1", "case:rt:999"):
        world.do(palette.remember, "alice", name)
    found = world.ask(palette.recent, "alice")
    assert found.recent == ("case:rt:999", "case:rt:1", f"person:{ANN}", "action:queue.new")
    # What is gone from here is not offered.
    assert [one.key for one in found.cases] == ["rt:1"]
    assert [one.key for one in found.people] == [ANN]
    assert world.ask(palette.recent, "bob").recent == ()


def test_only_so_many_are_remembered(world: World) -> None:
    for number in range(40):
        world.do(palette.remember, "alice", f"action:{number}")
    assert len(world.ask(palette.recent, "alice").recent) == 12


def test_what_cannot_be_read_is_nothing(world: World) -> None:
    world.do(personal.keep, "palette:alice", {"no": "list"})
    assert world.ask(palette.recent, "alice").recent == ()


def opened(world: World, case: str, title: str, reason: str = "Two sites are hit") -> str:
    return str(world.do(swarm.start, "alice", case, title, reason))


def found_swarms(world: World, text: str) -> list[str]:
    return [one.id for one in world.ask(palette.find, text).swarms]


def test_open_swarms_by_number_case_and_words(world: World) -> None:
    carrier = opened(world, "rt:1", "The carrier is down")
    printers = opened(world, "rt:2", "ルータ交換")
    assert found_swarms(world, "s1") == found_swarms(world, "CARRIER down") == [carrier]
    assert found_swarms(world, "るーた") == found_swarms(world, "プリンタ") == [printers]
    assert found_swarms(world, "two sites") == [printers, carrier]
    number = world.ask(swarm_list.find, printers).case_number
    assert found_swarms(world, number)[0] == found_swarms(world, f"#{number}")[0] == printers
    assert found_swarms(world, "carrier zeppelin") == found_swarms(world, " ") == []


def test_only_open_swarms_are_offered_also_among_what_was_chosen_last(world: World) -> None:
    one = opened(world, "rt:1", "The carrier is down")
    world.do(palette.remember, "alice", f"swarm:{one}")
    world.do(palette.remember, "alice", "swarm:gone")
    assert [found.id for found in world.ask(palette.recent, "alice").swarms] == [one]
    world.do(swarm.close, "alice", one, "It works again", told="They rang")
    assert world.ask(palette.recent, "alice").swarms == ()
    assert found_swarms(world, "carrier") == []
