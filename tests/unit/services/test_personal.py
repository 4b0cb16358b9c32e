"""What a person arranged for themselves."""

from __future__ import annotations

from fallback_console.services import personal
from tests.unit.services.support import World


def test_a_value_is_kept_replaced_and_forgotten(world: World) -> None:
    assert world.ask(personal.find, "columns", []) == []
    world.do(personal.keep, "columns", ["due", "顧客"])
    world.do(personal.keep, "sounds", {"call": "bell"})
    assert world.ask(personal.find, "columns") == ["due", "顧客"]
    world.do(personal.keep, "columns", ["due"])
    assert world.ask(personal.find, "columns") == ["due"]
    world.do(personal.keep, "columns", None)
    assert world.ask(personal.find, "columns", "none") == "none"
    assert world.ask(personal.find, "sounds") == {"call": "bell"}


def test_what_cannot_be_read_is_as_good_as_nothing(world: World) -> None:
    world.do(lambda tx: tx.execute("INSERT INTO personal VALUES ('columns', '{broken')").rowcount)
    assert world.ask(personal.find, "columns", 7) == 7


def test_it_is_no_entry(world: World) -> None:
    world.do(personal.keep, "columns", ["due"])
    assert world.take() == []
