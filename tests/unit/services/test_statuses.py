"""What people say of themselves, and how a call changes it and gives it back."""

from __future__ import annotations

import pytest

from fallback_console.domain.errors import InputError
from fallback_console.services import statuses
from tests.unit.services.support import World


def status(world: World, login: str = "alice") -> tuple[str, int | None]:
    found = world.ask(statuses.find, login)
    return found.status, found.since_at


def entries(world: World) -> int:
    return int(world.ask(lambda r: r.value("SELECT count(*) FROM entry WHERE kind = 'status.set'")))


def test_who_says_nothing_is_available(world: World) -> None:
    assert status(world) == ("available", None)
    world.do(statuses.set_status, "alice", "available")
    assert entries(world) == 0


def test_it_is_said_since_when_and_of_oneself_alone(world: World) -> None:
    world.do(statuses.set_status, "alice", "away")
    began = world.clock.ms
    world.do(statuses.set_status, "alice", "away")
    assert status(world) == ("away", began)
    assert entries(world) == 1
    assert status(world, "bob") == ("available", None)
    world.do(statuses.set_status, "alice", "available")
    assert status(world) == ("available", world.clock.ms)


def test_no_other_word_is_taken(world: World) -> None:
    with pytest.raises(InputError):
        world.do(statuses.set_status, "alice", "asleep")


@pytest.mark.parametrize(("before", "after"), [("available", "available"), ("away", "away"), ("off", "off")])
def test_a_call_gives_back_what_was_chosen(world: World, before: str, after: str) -> None:
    world.do(statuses.set_status, "alice", before)
    seen = []
    for phase in ("call", "call", "wrap-up", "", ""):
        world.do(statuses.call_phase, "alice", phase)
        seen.append(status(world)[0])
    assert seen == ["call", "call", "wrap-up", after, after]
    assert entries(world) == (0 if before == "available" else 1) + 3


def test_a_status_chosen_in_a_call_stays(world: World) -> None:
    world.do(statuses.call_phase, "alice", "call")
    world.do(statuses.set_status, "alice", "off")
    world.do(statuses.call_phase, "alice", "")
    assert status(world)[0] == "off"


def test_a_call_that_was_chosen_by_hand_ends_with_the_next_call(world: World) -> None:
    world.do(statuses.set_status, "alice", "call")
    world.do(statuses.call_phase, "alice", "call")
    world.do(statuses.call_phase, "alice", "")
    assert status(world)[0] == "available"
