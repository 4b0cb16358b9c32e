"""Faults of the network on single loopback ports, made with nftables (needs root).

A slow line is not among them: packets on loopback are as big as the answers, so a rate limit drops
all or nothing. :class:`tests.real.servers.line.SlowLine` does that instead.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.real.servers.proc import ProcessGuard, ProgramMissingError, ServerError, find_program, require_programs

# An acknowledgement without data has at most 52 + options octets; every HTTP answer has more.
BARE_PACKET_OCTETS = 120


class NetFaults:
    """Faults by port, in a table of this process's own; :meth:`close` takes all of them away."""

    def __init__(self, guard: ProcessGuard) -> None:
        require_programs("a network fault", "nft")
        self._program = find_program("nft") or "nft"
        self._guard = guard
        self._table = f"fallback_faults_{os.getpid()}"
        self._ports: set[int] = set()
        guard.at_end(self._table, [self._program, "delete", "table", "inet", self._table])
        try:
            self._nft(f"add table inet {self._table}")
        except ServerError as error:
            raise ProgramMissingError(f"network faults need root or NET_ADMIN: {error}") from None

    def blackhole(self, port: int) -> None:
        """The cable is pulled: nothing arrives, connecting and reading time out."""
        self._add(port, f"tcp dport {port} drop", f"tcp sport {port} drop")

    def refuse(self, port: int) -> None:
        """Nobody listens any more: new and open connections are reset."""
        self._add(port, f"tcp dport {port} reject with tcp reset")

    def lose_answers(self, port: int) -> None:
        """Requests arrive and are carried out, but no answer comes back."""
        self._add(port, f"tcp sport {port} meta length gt {BARE_PACKET_OCTETS} drop")

    def loss(self, port: int, percent: int = 30) -> None:
        """Packets towards ``port`` get lost at random."""
        self._add(port, f"tcp dport {port} numgen random mod 100 lt {percent} drop")

    def quota(self, port: int, octets: int = 2000) -> None:
        """Answers stall after so many octets, all connections together."""
        self._add(port, f"tcp sport {port} quota over {octets} bytes drop")

    def clear(self, port: int | None = None) -> None:
        """Everything as it should be again, for one port or for all."""
        for one in self._ports.copy() if port is None else self._ports & {port}:
            self._nft(f"delete chain inet {self._table} port{one}")
            self._ports.discard(one)

    @contextmanager
    def only_while(self, fault: str, port: int, *arguments: int) -> Iterator[None]:
        """``with faults.only_while("lose_answers", port): …``; cleared afterwards whatever happens."""
        getattr(self, fault)(port, *arguments)
        try:
            yield
        finally:
            self.clear(port)

    def close(self) -> None:
        self.clear()
        self._nft(f"delete table inet {self._table}")
        self._guard.forget(self._table)

    def _add(self, port: int, *rules: str) -> None:
        if port not in self._ports:
            hook = "{ type filter hook output priority 0 ; }"
            self._nft(f"add chain inet {self._table} port{port} {hook}")
            self._ports.add(port)
        for rule in rules:
            self._nft(f"add rule inet {self._table} port{port} {rule}")

    def _nft(self, command: str) -> None:
        done = subprocess.run([self._program, command], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise ServerError(f"nft {command}: {done.stderr.strip()}")
