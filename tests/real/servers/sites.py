"""The way between two sites, which can be cut without a word to either: whoever sends waits for answers that do not come."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from typing import Protocol

from tests.real.servers.line import SlowLine
from tests.real.servers.proc import ProcessGuard, ProgramMissingError, ServerError, find_program, require_programs

__all__ = ["Namespaces", "Relay", "Way", "way_between"]


class Way(Protocol):
    """From a site to the hub's.

    Attributes:
        name: what it is made of.
        host: address of the hub.
        at_hub, at_site: words before a command that runs there.
    """

    name: str
    host: str
    at_hub: Sequence[str]
    at_site: Sequence[str]

    def open(self, port: int) -> str:
        """Lead to this port of the hub; host and port under which the site reaches it."""
        ...

    def cut(self) -> None:
        """From now on everything that is sent is lost, and nobody is told."""
        ...

    def heal(self) -> None:
        """It is whole again."""
        ...

    def close(self) -> None:
        """Take it away."""
        ...


class Namespaces:
    """Two network namespaces with a router between them, in a third one; cut, it throws away what it gets.

    Raises:
        ProgramMissingError: the system does not have, or does not allow, namespaces.
    """

    name = "network namespaces"
    host = "10.203.1.1"

    def __init__(self, guard: ProcessGuard) -> None:
        require_programs("a network namespace", "ip")
        self._ip = find_program("ip") or "ip"
        self._guard = guard
        self._made: list[str] = []
        hub, self._router, site = (f"fallback{os.getpid()}{end}" for end in ("h", "r", "s"))
        self.at_hub, self.at_site = ([self._ip, "netns", "exec", name] for name in (hub, site))
        try:
            for name in (hub, self._router, site):
                guard.at_end(name, [self._ip, "netns", "delete", name])
                self._made.append(name)
                self._run("netns", "add", name)
                self._run("-n", name, "link", "set", "lo", "up")
            for net, name in (("10.203.1", hub), ("10.203.2", site)):
                here, there = f"to{name[-1]}", "way"
                peer = ["type", "veth", "peer", "name", there, "netns", name]
                self._run("link", "add", here, "netns", self._router, *peer)
                for place, device, address in ((self._router, here, f"{net}.254/24"), (name, there, f"{net}.1/24")):
                    self._run("-n", place, "address", "add", address, "dev", device)
                    self._run("-n", place, "link", "set", device, "up")
                self._run("-n", name, "route", "add", "default", "via", f"{net}.254")
            forward = "echo 1 > /proc/sys/net/ipv4/ip_forward"
            self._run("netns", "exec", self._router, "sh", "-c", forward)
        except ServerError as error:
            self.close()
            raise ProgramMissingError(f"network namespaces need root: {error}") from None

    def open(self, port: int) -> str:
        return f"{self.host}:{port}"

    def cut(self) -> None:
        self._run("-n", self._router, "rule", "add", "blackhole", "from", "all", "pref", "1")

    def heal(self) -> None:
        self._run("-n", self._router, "rule", "delete", "pref", "1")

    def close(self) -> None:
        while self._made:
            name = self._made.pop()
            subprocess.run([self._ip, "netns", "delete", name], capture_output=True, check=False)
            self._guard.forget(name)

    def _run(self, *words: str) -> None:
        done = subprocess.run([self._ip, *words], capture_output=True, text=True, check=False)
        if done.returncode:
            raise ServerError(f"ip {' '.join(words)}: {done.stderr.strip()}")


class Relay:
    """Both sites on this machine's loopback, with a relay of our own between their servers; cut, it passes nothing on."""

    name = "a relay"
    host = "127.0.0.1"
    at_hub: Sequence[str] = ()
    at_site: Sequence[str] = ()

    def __init__(self) -> None:
        self._line: SlowLine | None = None

    def open(self, port: int) -> str:
        self._line = SlowLine(port).__enter__()
        return f"127.0.0.1:{self._line.port}"

    def cut(self) -> None:
        if self._line is not None:
            self._line.cut()

    def heal(self) -> None:
        if self._line is not None:
            self._line.heal()

    def close(self) -> None:
        if self._line is not None:
            self._line.__exit__(None, None, None)


def way_between(guard: ProcessGuard) -> Way:
    """The most real one that this system allows."""
    try:
        return Namespaces(guard)
    except ProgramMissingError:
        return Relay()
