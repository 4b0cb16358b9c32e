"""Threads for calls that cannot be cancelled, the system's look-up of names above all; and a loop that gives way to the window."""

from __future__ import annotations

import asyncio
import selectors
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from fallback_console.store.right_of_way import RightOfWay

__all__ = ["LooseThreads", "courteous_loop"]


class LooseThreads(ThreadPoolExecutor):
    """An executor for an event loop in which a call that hangs holds up nothing.

    A name server that does not answer keeps a look-up busy for half a minute, and outages are when that happens. In the usual
    pool of a few threads such look-ups would keep those of healthy systems and of the canaries waiting, which would then look
    dead too, and the program could not end before they have. Here every call has a thread of its own, which ends with the
    program. Calls are as many as there are probes and adapters, so nothing bounds them.
    """

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a call in a thread of its own."""
        future: Future[Any] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        threading.Thread(target=run, name="loose", daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing is waited for."""
        super().shutdown(wait=False, cancel_futures=cancel_futures)


class _CourteousSelector(selectors.DefaultSelector):
    """Gives way between what came in and what is done with it: once a turn of the loop."""

    def __init__(self, way: RightOfWay) -> None:
        super().__init__()
        self._way = way

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(timeout)
        self._way.give()
        return ready


def courteous_loop(way: RightOfWay) -> asyncio.AbstractEventLoop:
    """A new event loop that lets the window's thread go first.

    It waits by a selector on every system: Windows' own loop cannot be told to give way, and gains nothing here, where
    connections are few and no processes are started.
    """
    return asyncio.SelectorEventLoop(_CourteousSelector(way))
