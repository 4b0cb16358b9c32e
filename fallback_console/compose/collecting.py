"""Python's collector of garbage, put off while very much is made of which nothing is garbage.

It looks through whatever lives each time that a certain number of things were made: a third of the time in which a hundred
thousand people are read. What no cycle holds is let go of without it.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["put_off"]

_guard = threading.Lock()
_state = {"holders": 0, "was": 0}


@contextmanager
def put_off() -> Iterator[None]:
    """No collection begins before the last of those that hold this, in whichever thread, let go of it."""
    with _guard:
        if not _state["holders"]:
            _state["was"] = gc.isenabled()
            gc.disable()
        _state["holders"] += 1
    try:
        yield
    finally:
        with _guard:
            _state["holders"] -= 1
            if not _state["holders"] and _state["was"]:
                gc.enable()
