"""What every hub has in common: one suite for the hub of a station alone and for the team's, whatever the server.

Each check is a coroutine that gets a hub which nobody used before; ``CHECKS`` lists them by name.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, TypeVar

import pytest

from fallback_console.domain.errors import RefusedError
from fallback_console.ports.hub import Beat, Held, Hub, HubMessage

T = TypeVar("T")
Check = Callable[[Hub], Awaitable[None]]
CHECKS: dict[str, Check] = {}
WAIT_S = 15.0


def check(fn: Check) -> Check:
    CHECKS[fn.__name__] = fn
    return fn


def messages(first: int, count: int, kind: str = "note.added") -> list[HubMessage]:
    return [HubMessage(f"id-{first + n}", kind, f"body {first + n} 障害".encode()) for n in range(count)]


async def soon(awaitable: Awaitable[T]) -> T:
    async with asyncio.timeout(WAIT_S):
        return await awaitable


async def next_of(iterator: AsyncIterator[T]) -> T:
    return await soon(anext(iterator))


@contextlib.asynccontextmanager
async def closing(iterator: Any) -> AsyncIterator[Any]:
    try:
        yield iterator
    finally:
        await iterator.aclose()


@check
async def what_is_appended_is_read_in_order(hub: Hub) -> None:
    name, end = await hub.last()
    assert name
    assert end == 0
    assert await hub.read(0, 10) == []
    given = messages(0, 1200)
    assert await hub.append(given) == len(given)
    found = await hub.read(0, 5000)
    assert [(r.id, r.kind, r.body) for r in found] == [tuple(m) for m in given]
    assert {r.station for r in found} == {hub.station}
    cursors = [r.cursor for r in found]
    assert cursors == sorted(set(cursors))
    assert await hub.last() == (name, cursors[-1])


@check
async def a_kept_cursor_goes_on_behind_it(hub: Hub) -> None:
    await hub.append(messages(0, 25))
    everything = await hub.read(0, 100)
    cursor, found = 0, []
    while page := await hub.read(cursor, 7):
        assert len(page) <= 7
        found += page
        cursor = page[-1].cursor
    assert found == everything
    assert await hub.read(everything[9].cursor, 100) == everything[10:]
    assert await hub.read(everything[3].cursor, 2) == everything[4:6]
    await hub.append(messages(25, 1))
    assert [r.id for r in await hub.read(cursor, 100)] == ["id-25"]


@check
async def a_message_is_kept_once(hub: Hub) -> None:
    given = messages(0, 30)
    assert await hub.append(given[:20]) == 20
    assert await hub.append(given) == 30
    assert await hub.append(given[5:6]) == 1
    assert await hub.append([]) == 0
    assert [r.id for r in await hub.read(0, 100)] == [m.id for m in given]


@check
async def what_cannot_travel_is_refused_and_nothing_is_kept(hub: Hub) -> None:
    for bad in (
        HubMessage("", "note.added", b""),
        HubMessage("x" * 65, "note.added", b""),
        HubMessage("a b", "note.added", b""),
        HubMessage("a", "", b""),
        HubMessage("a", "note.*", b""),
        HubMessage("a", "note..added", b""),
        HubMessage("a", ">", b""),
        HubMessage("a", "note added", b""),
        HubMessage("a", "note.added", bytes(512 * 1024 + 1)),
    ):
        with pytest.raises(RefusedError) as caught:
            await hub.append([HubMessage("good", "note.added", b""), bad])
        assert caught.value.next_step
    assert await hub.read(0, 10) == []
    large = HubMessage("x" * 64, "note.added", bytes(range(256)) * 2048)
    assert await hub.append([large, HubMessage("empty", "a-b_c.D9", b"")]) == 2
    assert [r.body for r in await hub.read(0, 10)] == [large.body, b""]


@check
async def a_watcher_gets_everything_once(hub: Hub) -> None:
    await hub.append(messages(0, 700))
    start = (await hub.read(0, 100))[-1].cursor
    async with closing(hub.watch(start)) as watching:
        found: list[str] = []
        while len(found) < 600:
            found += [r.id for r in await next_of(watching)]
        await hub.append(messages(700, 3))
        await hub.append(messages(699, 5))
        while len(found) < 604:
            found += [r.id for r in await next_of(watching)]
    assert found == [f"id-{n}" for n in range(100, 704)]


@check
async def a_value_is_set_where_nobody_was_quicker(hub: Hub) -> None:
    key = "claim.person-1"
    assert await hub.get(key) == Held(None, 0)
    first = await hub.compare_and_set(key, b"one", 0)
    assert first.value == b"one"
    assert first.revision > 0
    assert await hub.get(key) == first
    for expected in (0, first.revision + 1, first.revision - 1 or 99):
        assert await hub.compare_and_set(key, b"two", expected) == first
    second = await hub.compare_and_set(key, b"", first.revision)
    assert second.value == b""
    assert second.revision > first.revision
    gone = await hub.compare_and_set(key, None, second.revision)
    assert gone.value is None
    assert (await hub.get(key)).value is None
    again = await hub.compare_and_set(key, b"three", (await hub.get(key)).revision)
    assert again.value == b"three"
    assert again.revision > second.revision
    assert (await hub.get("claim.person-2")).value is None


@check
async def one_of_many_at_once_wins(hub: Hub) -> None:
    for turn in range(5):
        key = f"race.{turn}"
        answers = await asyncio.gather(*(hub.compare_and_set(key, b"%d" % n, 0) for n in range(20)))
        assert len(set(answers)) == 1
        assert await hub.get(key) == answers[0]


@check
async def a_value_ends_by_itself_and_its_revision_never_returns(hub: Hub) -> None:
    key, last = "ends", 0
    for _ in range(2):
        held = await hub.compare_and_set(key, b"mine", (await hub.get(key)).revision, ttl=2.5)
        assert held.value == b"mine"
        assert held.revision > last
        assert (await hub.get(key)).value == b"mine"
        last = held.revision

        async def over() -> None:
            while (await hub.get(key)).value is not None:
                await asyncio.sleep(0.05)

        await soon(over())
    kept = await hub.compare_and_set("stays", b"x", 0, ttl=600)
    assert await hub.get("stays") == kept


@check
async def held_values_are_watched_with_their_end(hub: Hub) -> None:
    await hub.compare_and_set("w.a", b"1", 0)
    await hub.compare_and_set("x.a", b"no", 0)
    async with closing(hub.watch_held("w.")) as watching:
        assert await next_of(watching) == ("w.a", await hub.get("w.a"))
        held = await hub.compare_and_set("w.b", b"2", 0, ttl=1.0)
        assert await next_of(watching) == ("w.b", held)
        key, ended = await next_of(watching)
        assert (key, ended.value) == ("w.b", None)
        await hub.compare_and_set("x.b", b"no", 0)
        changed = await hub.compare_and_set("w.a", None, (await hub.get("w.a")).revision)
        assert await next_of(watching) == ("w.a", changed)


@check
async def keys_that_cannot_be_are_refused(hub: Hub) -> None:
    for bad in ("", "a b", "a.*", ">", "a..b", ".a", "a.", "x" * 201, "é"):
        with pytest.raises(RefusedError):
            await hub.get(bad)
        with pytest.raises(RefusedError):
            await hub.compare_and_set(bad, b"", 0)
    with pytest.raises(RefusedError):
        await hub.compare_and_set("a", bytes(512 * 1024 + 1), 0)


async def beats_say(hub: Hub, said: Mapping[str, bytes]) -> Mapping[str, Beat]:
    """The beats, once they say this: a hub may acknowledge a beat a moment before it gives it to who asks."""
    while True:
        beats = await hub.beats()
        if {name: beat.value for name, beat in beats.items()} == said:
            return beats
        await asyncio.sleep(0.05)


@check
async def a_station_is_there_as_long_as_it_says_so(hub: Hub) -> None:
    assert await hub.beats() == {}
    await hub.beat(b"available", 60)
    await hub.beat("休憩".encode(), 60)
    beats = await soon(beats_say(hub, {hub.station: "休憩".encode()}))
    assert beats[hub.station].station == hub.station
    # Nothing is read between this and its end: on a busy machine it may be over before the answer comes.
    await hub.beat(b"leaving", 3.0)

    async def gone() -> None:
        while await hub.beats():
            await asyncio.sleep(0.05)

    await soon(gone())
    await hub.beat(b"back", 60)
    await soon(beats_say(hub, {hub.station: b"back"}))


@check
async def the_live_test_is_good(hub: Hub) -> None:
    steps = await hub.check()
    assert steps
    assert all(step.ok and step.message for step in steps)
    assert (await hub.abilities()).site
