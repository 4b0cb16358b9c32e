"""Work in the background lets the window's thread go first, and is never kept from going on."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from fallback_console.network.threads import courteous_loop
from fallback_console.store.engine import Store
from fallback_console.store.right_of_way import RightOfWay
from tests.unit.store.support import KEY, WAIT, StillClock


def test_nobody_holds_it() -> None:
    way = RightOfWay()
    begin = time.monotonic()
    for _ in range(1000):
        way.give()
    assert time.monotonic() - begin < 1


def test_it_is_held_until_the_outermost_end() -> None:
    way = RightOfWay()
    passed = threading.Event()

    def behind() -> None:
        way.give()
        passed.set()

    with way:
        with way:
            pass
        begin = time.monotonic()
        threading.Thread(target=behind, daemon=True).start()
        # However long it is held, nobody waits longer than a moment.
        assert passed.wait(WAIT)
        assert time.monotonic() - begin >= 0.009
    begin = time.monotonic()
    way.give()
    assert time.monotonic() - begin < 0.009


def test_what_people_do_never_gives_way(tmp_path: Path) -> None:
    store = Store.open(tmp_path, KEY, StillClock())
    order: list[str] = []
    try:
        begun = threading.Event()
        store.write(lambda tx: begun.wait(WAIT))
        with store.right_of_way:
            background = store.write(lambda tx: order.append("background"), background=True)
            person = store.write(lambda tx: order.append("person"))
            begun.set()
            person.result(WAIT)
            background.result(WAIT)
    finally:
        store.close()
    assert order == ["person", "background"]


def test_a_loop_goes_on_while_it_is_held() -> None:
    way = RightOfWay()
    loop = courteous_loop(way)
    turns: list[int] = []

    def turn() -> None:
        turns.append(len(turns))
        if len(turns) == 5:
            loop.stop()
        else:
            loop.call_soon(turn)

    loop.call_soon(turn)
    with way:
        begin = time.monotonic()
        loop.run_forever()
        spent = time.monotonic() - begin
    loop.close()
    assert turns == [0, 1, 2, 3, 4]
    # A moment each turn, and no more.
    assert 0.04 < spent < WAIT
