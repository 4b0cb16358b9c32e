"""Waiting for what other threads bring about, with an end and a sentence for when it does not come."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from fallback_console.domain.errors import ConsoleError

__all__ = ["NotHappened", "wait_for"]

T = TypeVar("T")

_LOOK_SECONDS = 0.03


class NotHappened(ConsoleError):
    """Something that has to happen in a rehearsal did not; the sentence says what."""

    code = "not-happened"

    def __init__(self, message: str) -> None:
        super().__init__(message, "Try again when this machine is less busy.")


def wait_for(look: Callable[[], T], seconds: float, what: str) -> T:
    """What ``look`` gives, once that is something.

    Args:
        seconds: how long to wait at most.
        what: the rest of a sentence that begins 'It did not happen in time that'.

    Raises:
        NotHappened: it gave nothing until then.
    """
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() >= end:
            raise NotHappened(f"It did not happen within {seconds:.0f} s that {what}.")
        time.sleep(_LOOK_SECONDS)
