"""What an agent's station may not do is refused before anything is written, as the hub would refuse it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.connection import Connection
from fallback_console.domain.errors import InputError
from fallback_console.domain.hub_rules import RIGHTS
from fallback_console.services import adopting, broadcast, connections, rights, statuses
from tests.unit.services.support import World, ann

Act = Callable[[World], object]


def drafted(world: World) -> None:
    world.pull(people=[ann()])
    draft = world.do(broadcast.draft, "bob", "We are back.", Audience(role="customer"))
    entry = world.ask(broadcast.find, draft).draft
    world.do(broadcast.approve, "alice", draft, entry, 1, "")


ACTS: dict[str, Act] = {
    "adopting": lambda world: world.do(adopting.adopt, "alice", "other", "It is lost."),
    "approving": drafted,
    "another's status": lambda world: world.do(statuses.set_status_of, "alice", "bob", "away"),
}


def hub(world: World, told: str) -> None:
    world.do(connections.save, Connection("hub", "hub", {"address": "hub.example.com", "rights": told}))


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("told", ["", RIGHTS[0], "boss"])
def test_an_agents_station_is_told_whom_to_ask(world: World, name: str, told: str) -> None:
    hub(world, told)
    before = world.ask(lambda r: r.value("SELECT count(*) FROM entry WHERE kind NOT LIKE 'broadcast.drafted'"))
    with pytest.raises(InputError, match="supervisor's station") as caught:
        ACTS[name](world)
    assert "supervisor" in caught.value.next_step
    assert world.ask(lambda r: r.value("SELECT count(*) FROM entry WHERE kind NOT LIKE 'broadcast.drafted'")) == before


@pytest.mark.parametrize("told", [*RIGHTS[1:], None])
def test_a_supervisors_station_and_one_without_a_team_may(world: World, told: str | None) -> None:
    if told is not None:
        hub(world, told)
    assert world.ask(rights.is_supervisors)
    assert world.do(statuses.set_status_of, "alice", "bob", "away")
    drafted(world)
    with pytest.raises(InputError, match="Nothing of that station waits"):
        ACTS["adopting"](world)


def test_ones_own_status_is_ones_own(world: World) -> None:
    hub(world, RIGHTS[0])
    assert world.do(statuses.set_status_of, "alice", "alice", "away")
