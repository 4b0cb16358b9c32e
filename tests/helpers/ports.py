"""Ports for what has to know its port before it listens, or must find nobody there."""

from __future__ import annotations

import os
import socket

__all__ = ["free_port"]

_FIRST, _LAST = 20_000, 32_000
"""Below the ports that Linux, macOS and Windows give to whoever asks for any: there another process would get it meanwhile."""


def free_port() -> int:
    """A TCP port on 127.0.0.1 on which nothing listens."""
    while True:
        # Not ``random``: each process of a test run has the same seed.
        port = _FIRST + int.from_bytes(os.urandom(4), "big") % (_LAST - _FIRST)
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
