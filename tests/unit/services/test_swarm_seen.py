"""What was read of swarms at this station, and where partners come from."""

from __future__ import annotations

import pytest

from fallback_console.domain.mirror import PulledPerson
from fallback_console.services import personal, swarm_seen
from tests.unit.services.support import World

_KEPT = "swarms.read"


def test_what_was_read_is_kept_and_never_falls_back(world: World) -> None:
    assert world.ask(swarm_seen.read_of) == {}
    world.do(swarm_seen.see, "one", 3)
    world.do(swarm_seen.see, "two", 1)
    # A picture of before comes late.
    world.do(swarm_seen.see, "one", 2)
    assert world.ask(swarm_seen.read_of) == {"one": 3, "two": 1}
    world.do(swarm_seen.see, "one", 5)
    assert world.ask(swarm_seen.read_of) == {"one": 5, "two": 1}


def test_nothing_is_written_where_nothing_is_new(world: World) -> None:
    world.do(swarm_seen.see, "one", 3)

    def written(count: int) -> int:
        def see(tx: object) -> int:
            before = tx.value("SELECT total_changes()")  # type: ignore[attr-defined]
            swarm_seen.see(tx, "one", count)  # type: ignore[arg-type]
            return int(tx.value("SELECT total_changes()")) - int(before)  # type: ignore[attr-defined]

        return world.do(see)

    assert (written(3), written(0)) == (0, 0)
    assert written(4) > 0


def test_the_swarms_that_were_read_longest_ago_are_let_go(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swarm_seen, "_MOST", 3)
    for number, swarm in enumerate(("a", "b", "c", "a", "d"), 1):
        world.do(swarm_seen.see, swarm, number)
    assert world.ask(swarm_seen.read_of) == {"c": 3, "a": 4, "d": 5}


@pytest.mark.parametrize("kept", [[], "words", 3, None])
def test_what_cannot_be_read_is_nothing(world: World, kept: object) -> None:
    world.do(personal.keep, _KEPT, kept)
    assert world.ask(swarm_seen.read_of) == {}
    world.do(swarm_seen.see, "one", 1)
    assert world.ask(swarm_seen.read_of) == {"one": 1}


def test_a_single_count_that_is_none_is_left_out(world: World) -> None:
    world.do(personal.keep, _KEPT, {"one": 2, "two": "many", "three": None})
    assert world.ask(swarm_seen.read_of) == {"one": 2}


def test_where_partners_come_from(world: World) -> None:
    people = [
        PulledPerson("pat", "partner", "Pat", organisation="Acme Ltd"),
        PulledPerson("kim", "partner", "Kim", organisation="山田商事"),
        PulledPerson("sam", "team", "Sam"),
    ]
    world.pull(people=people)
    asked = ["person:rt:pat", "person:rt:sam", "login:rt:kim", "person:rt:nobody", "rt:kim"]
    assert world.ask(swarm_seen.organisations, asked) == {"person:rt:pat": "Acme Ltd"}
    assert world.ask(swarm_seen.organisations, []) == {}
    assert world.ask(swarm_seen.organisations, ["person:rt:kim"] * 3) == {"person:rt:kim": "山田商事"}
