"""The hub of one station alone: the common suite, and what several processes of one profile see of each other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fallback_console.compose.profile import SystemClock
from fallback_console.network.local_hub import LocalHub
from fallback_console.store.engine import Store
from tests.helpers.hub_conformance import CHECKS, messages, next_of, soon
from tests.helpers.hub_conformance import closing as closing_later
from tests.unit.store.support import KEY


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "data", KEY, SystemClock())) as opened:
        yield opened


@pytest.mark.parametrize("name", CHECKS)
def test_conformance(store: Store, name: str) -> None:
    asyncio.run(CHECKS[name](LocalHub(store, SystemClock())))  # type: ignore[arg-type]


def test_it_says_that_nobody_else_sees_it(store: Store) -> None:
    abilities = asyncio.run(LocalHub(store, SystemClock()).abilities())
    assert not abilities.shared
    assert abilities.durable
    assert abilities.version == ""


def test_two_processes_of_a_profile_share_it(store: Store, tmp_path: Path) -> None:
    """A second store on the same folder is what another process has."""

    async def main(one: LocalHub, two: LocalHub) -> None:
        async with closing_later(one.watch(0)) as watching, closing_later(one.watch_held("c.")) as held:
            waiting = asyncio.ensure_future(next_of(watching))
            holding = asyncio.ensure_future(next_of(held))
            await asyncio.sleep(0)
            await two.append(messages(0, 2))
            assert [r.id for r in await waiting] == ["id-0", "id-1"]
            mine = await two.compare_and_set("c.1", b"two", 0)
            assert await holding == ("c.1", mine)
        assert await one.compare_and_set("c.1", b"one", 0) == mine
        assert await one.last() == await two.last()

    with closing(Store.open(tmp_path / "data", KEY, SystemClock())) as other:
        asyncio.run(main(LocalHub(store, SystemClock()), LocalHub(other, SystemClock())))


def test_it_is_all_there_after_a_restart(tmp_path: Path) -> None:
    for turn in range(2):
        with closing(Store.open(tmp_path / "data", KEY, SystemClock())) as store:
            hub = LocalHub(store, SystemClock())
            assert asyncio.run(soon(hub.last()))[1] == 3 * turn
            asyncio.run(hub.append(messages(0, 3)))
            held = asyncio.run(hub.compare_and_set("k", b"v", 0))
            assert held.revision == 1
            assert [r.id for r in asyncio.run(hub.read(0, 9))] == ["id-0", "id-1", "id-2"]
