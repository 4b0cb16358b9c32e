"""News from other threads arrives in the window's thread, gathered; nobody is called who is gone."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from fallback_console.domain.errors import InputError
from fallback_console.domain.events import CourierProgress, HealthChanged, SmsArrived
from fallback_console.domain.health import State, SystemHealth
from fallback_console.services import cases
from fallback_console.ui.bridge import EVERYTHING, Bridge
from fallback_console.ui.views.base import Tools
from tests.ui.world import LOGIN, World, fill


@dataclass(frozen=True)
class Touch:
    touched: frozenset[tuple[str, str]]


class Listener(QObject):
    """Remembers what it was called with, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[Any] = []
        self.threads: set[object] = set()

    def take(self, value: Any) -> None:
        self.got.append(value)
        self.threads.add(QThread.currentThread())


def in_thread(work: Any) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_a_burst_of_commits_is_told_once(qtbot: QtBot, tools: Tools) -> None:
    listener = Listener()
    tools.bridge.changed.connect(listener.take)
    in_thread(lambda: [tools.bridge._take_changes(Touch(frozenset({("case", f"rt:{n}")}))) for n in range(500)])
    with qtbot.waitSignal(tools.bridge.changed, timeout=2000):
        pass
    assert len(listener.got) == 1
    assert len(listener.got[0]) == 500
    assert listener.threads == {QThread.currentThread()}


def test_commits_of_the_store_arrive(qtbot: QtBot, world: World, tools: Tools) -> None:
    demo = fill(world, 5)
    with qtbot.waitSignal(tools.bridge.changed, timeout=2000):
        pass
    key = f"rt:{demo.cases[0].case.remote_id}"
    with qtbot.waitSignal(tools.bridge.changed, timeout=2000) as told:
        world.do(cases.add_note, LOGIN, key, "A note.")
    assert ("case", key) in told.args[0]


def test_only_the_newest_state_of_a_thing_is_told(qtbot: QtBot, world: World, tools: Tools) -> None:
    listener = Listener()
    tools.bridge.told.connect(listener.take)

    def work() -> None:
        for n in range(200):
            world.engine.tell(CourierProgress("helpdesk", n, "confirmed", True, "flowing"))
        for state in (State.SUSPECT, State.DOWN):
            world.engine.tell(HealthChanged(SystemHealth("slack", state, 0)))
        for n in range(3):
            world.engine.tell(SmsArrived(f"e{n}", "rt:1"))

    in_thread(work)
    qtbot.waitUntil(lambda: len(listener.got) == 5, timeout=2000)
    assert listener.got[0].delivery_id == 199
    assert listener.got[1].health.state == State.DOWN
    assert [e.entry_id for e in listener.got[2:]] == ["e0", "e1", "e2"]


def test_a_commit_of_another_process_is_noticed(qtbot: QtBot, world: World, tools: Tools) -> None:
    foreign = [True]
    tools.bridge._poll_foreign = lambda: foreign.pop() if foreign else False
    with qtbot.waitSignal(tools.bridge.changed, timeout=3000) as told:
        pass
    assert told.args == [EVERYTHING]


def test_results_and_errors_come_back(qtbot: QtBot, tools: Tools) -> None:
    good, bad = Listener(), Listener()
    result: Future[int] = Future()
    failing: Future[int] = Future()
    silent: Future[int] = Future()
    tools.bridge.run(result, good.take, bad.take)
    tools.bridge.run(failing, good.take, bad.take)
    tools.bridge.run(silent, good.take, bad.take)
    in_thread(lambda: result.set_result(7))
    in_thread(lambda: failing.set_exception(InputError("No.")))
    silent.cancel()
    silent.set_running_or_notify_cancel()
    qtbot.waitUntil(lambda: not tools.bridge.busy, timeout=2000)
    assert good.got == [7]
    assert [str(e) for e in bad.got] == ["No."]
    assert good.threads == {QThread.currentThread()}


def test_an_error_that_nobody_takes_is_not_lost(qtbot: QtBot, tools: Tools) -> None:
    failing: Future[int] = Future()
    tools.bridge.run(failing)
    with qtbot.waitSignal(tools.bridge.failed, timeout=2000) as told:
        in_thread(lambda: failing.set_exception(InputError("No.")))
    assert str(told.args[0]) == "No."


def test_who_is_gone_is_not_called(qtbot: QtBot, tools: Tools) -> None:
    listener = Listener()
    result: Future[int] = Future()
    tools.bridge.run(result, listener.take)
    shiboken6.delete(listener)
    in_thread(lambda: result.set_result(1))
    qtbot.waitUntil(lambda: not tools.bridge.busy, timeout=2000)
    assert listener.got == []


def test_after_closing_nothing_is_told(qtbot: QtBot, world: World, tools: Tools) -> None:
    bridge = Bridge(world.context())
    listener = Listener()
    bridge.changed.connect(listener.take)
    bridge.told.connect(listener.take)
    result: Future[int] = Future()
    bridge.run(result, listener.take)
    bridge.close()
    bridge.close()
    in_thread(lambda: (result.set_result(1), world.engine.tell(SmsArrived("e", ""))))
    bridge._take_changes(Touch(frozenset({("case", "x")})))
    qtbot.wait(300)
    assert listener.got == []


@pytest.mark.parametrize("times", [1, 50])
def test_future_that_is_done_already(qtbot: QtBot, tools: Tools, times: int) -> None:
    listener = Listener()
    for n in range(times):
        done: Future[int] = Future()
        done.set_result(n)
        tools.bridge.run(done, listener.take)
    assert listener.got == []
    qtbot.waitUntil(lambda: len(listener.got) == times, timeout=2000)
    assert listener.got == list(range(times))
