"""Watches a process' sockets: whatever leaves this machine, or would ask a name server, is refused and remembered."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any
from unittest import mock


@contextmanager
def fenced() -> Iterator[list[str]]:
    """The list of what tried to leave, while all of it is refused with PermissionError."""
    strays: list[str] = []

    def guard(address: Any) -> None:
        # Other families than the internet's have no tuples.
        if isinstance(address, tuple) and not _stays(address[0]):
            strays.append(str(address[0]))
            raise PermissionError(f"{address[0]} is not this machine")

    def method(name: str, position: int) -> Any:
        original = getattr(socket.socket, name)

        def guarded(self: socket.socket, *args: Any) -> Any:
            guard(args[position])
            return original(self, *args)

        return mock.patch.object(socket.socket, name, guarded)

    def look_up(host: Any, *args: Any, **named: Any) -> Any:
        if host is not None and not _stays(host):
            strays.append(f"name {host}")
            raise PermissionError(f"{host} would be looked up")
        return real_look_up(host, *args, **named)

    real_look_up = socket.getaddrinfo
    with (
        method("connect", 0),
        method("connect_ex", 0),
        method("bind", 0),
        method("sendto", -1),
        mock.patch.object(socket, "getaddrinfo", look_up),
        mock.patch.object(socket, "gethostbyname", look_up),
        mock.patch.object(socket, "gethostbyname_ex", look_up),
    ):
        yield strays


def _stays(host: Any) -> bool:
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    try:
        return ip_address(text).is_loopback
    except ValueError:
        return False
