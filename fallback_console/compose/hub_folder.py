"""The folder of a hub on the machine that runs it: its configuration, its authority, its stations, and its server."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from fallback_console.adapters.hub.authority import new_authority, new_certificate
from fallback_console.adapters.hub.configuration import (
    HubStation,
    ServerPlan,
    keeps_always,
    leaf_text,
    server_text,
    stations_text,
)
from fallback_console.adapters.hub.keys import new_key, public_of
from fallback_console.adapters.hub.settings import HubSettings, StationFile
from fallback_console.domain.errors import ConsoleError, InputError, NotFoundError, SettingsError
from fallback_console.domain.hub_rules import RIGHTS, require_name

__all__ = ["HubFolder", "find_server", "server_version"]

_NOTE = "hub.json"
_OPERATOR = "operator.seed"
_FORMAT = "fallback-console-hub/1"
_PROGRAM = "nats-server"
_ADMIN_PATH = "/usr/local/sbin:/usr/sbin:/sbin"
_PRIVATE = 0o600


class HubFolder:
    """A hub's folder that was made before.

    Args:
        folder: where it is.

    Raises:
        NotFoundError: there is none.
        SettingsError: it is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self._known: dict[str, Any] = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
            if self._known["format"] != _FORMAT:
                raise ValueError
            self.stations = [HubStation(**one) for one in self._known["stations"]]
            self._operator = (folder / _OPERATOR).read_text(encoding="utf-8").strip()
        except (FileNotFoundError, NotADirectoryError):
            raise NotFoundError(
                f"There is no hub in {folder}.", "Make one with 'fallback-console hub init', or choose its folder."
            ) from None
        except OSError as error:
            raise _unusable(folder, error) from error
        except (ValueError, KeyError, TypeError) as error:
            raise SettingsError(
                f"The file {folder / _NOTE} is damaged.", "Restore the hub's folder from its backup."
            ) from error

    @classmethod
    def make(
        cls,
        folder: Path,
        hosts: Sequence[str],
        *,
        port: int,
        leaf_port: int,
        listen: str,
        store_mb: int,
        version: str,
        given: Mapping[str, Path],
    ) -> HubFolder:
        """Make a hub's folder; nothing that is there is touched.

        Args:
            hosts: names and addresses of the hub, the one that stations use first.
            port: for stations.
            leaf_port: for servers of sites, 0 for none.
            listen: address on this machine.
            store_mb: room for JetStream's files.
            version: of nats-server, '' for a current one.
            given: 'certificate', 'key' and 'authority' where IT made them.

        Raises:
            InputError: there is a hub already, or something given cannot be used.
        """
        if (folder / _NOTE).exists() or (folder / "hub.conf").exists():
            raise InputError(f"There is a hub in {folder} already.", "Choose another folder.")
        name = hosts[0]
        try:
            (folder / "tls").mkdir(mode=0o700, parents=True, exist_ok=True)
            (folder / "data").mkdir(mode=0o700, exist_ok=True)
            if given:
                texts = {what: path.read_bytes() for what, path in given.items()}
                _put(folder / "tls/ca.pem", texts["authority"])
                _put(folder / "tls/server.pem", texts["certificate"])
                _put(folder / "tls/server-key.pem", texts["key"])
            else:
                authority, key = new_authority(name)
                _put(folder / "tls/ca.pem", authority)
                _put(folder / "tls/ca-key.pem", key)
                _sign(folder, hosts)
            seed, operator = new_key()
            _put(folder / _OPERATOR, seed.encode())
            leaf = f"{listen}:{leaf_port}" if leaf_port else ""
            plan = ServerPlan(name, f"{listen}:{port}", leaf, store_mb, version)
            _put(folder / "hub.conf", server_text(plan).encode())
            if leaf_port:
                password = secrets.token_urlsafe(24)
                user = f'authorization {{ user: "leaf", password: "{password}" }}\n'
                _put(folder / "sites.conf", user.encode())
                _put(folder / "leaf.conf.example", leaf_text("leaf", name, leaf_port, password).encode())
            _put(folder / "stations.conf", stations_text(operator, ()).encode())
            known = {
                "format": _FORMAT,
                "hosts": list(hosts),
                "port": port,
                "replicas": 1,
                "store_mb": store_mb,
                "always": keeps_always(version),
                "stations": [],
            }
            # Last: a folder with it is whole.
            _put(folder / _NOTE, json.dumps(known, indent=1).encode())
        except OSError as error:
            raise _unusable(folder, error) from error
        return cls(folder)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where stations connect to."""
        hosts, port = self._known["hosts"], self._known["port"]
        return tuple(f"tls://{f'[{host}]' if ':' in host else host}:{port}" for host in hosts[:1])

    @property
    def always(self) -> bool:
        """Whether the server writes everything to its disk before it acknowledges."""
        return bool(self._known["always"])

    @property
    def replicas(self) -> int:
        """Servers that keep each message; changed by hand in ``hub.json`` for a cluster."""
        return int(self._known["replicas"])

    @property
    def most_bytes(self) -> int:
        """Of each stream: together they fill what the server may use."""
        return int(self._known["store_mb"]) * (1 << 20) * 9 // 20

    def operator(self) -> HubSettings:
        """How whoever runs the hub connects to it."""
        return HubSettings(self.addresses, self._authority(), self._operator, "operator", "hub", RIGHTS[-1])

    def add(self, station: str, site: str, rights: str, now: int) -> StationFile:
        """Let a station in: with a key of its own, which stands in its file and nowhere else.

        Raises:
            InputError: the name is taken or cannot be used.
        """
        require_name(station, "station", taken={"operator", *(one.station for one in self.stations)})
        require_name(site, "site")
        seed, key = new_key()
        self.stations.append(HubStation(station, site, rights, key, now))
        self._keep()
        return StationFile(self.addresses, self._authority(), seed, station, site, rights)

    def remove(self, station: str) -> None:
        """Let a station in no more; ``reload`` makes it so at once.

        Raises:
            NotFoundError: there is none of that name.
        """
        kept = [one for one in self.stations if one.station != station]
        if len(kept) == len(self.stations):
            raise NotFoundError(
                f"There is no station '{station}'.", "See 'fallback-console hub status' for their names."
            )
        self.stations = kept
        self._keep()

    def renew_certificate(self) -> None:
        """A new certificate by the same authority; stations need nothing new.

        Raises:
            SettingsError: the authority is not here.
        """
        if not (self.folder / "tls/ca-key.pem").exists():
            raise SettingsError(
                "The hub's certificate was made by somebody else.", "Ask them for a new one and put it into tls/."
            )
        try:
            _sign(self.folder, self._known["hosts"])
        except OSError as error:
            raise _unusable(self.folder, error) from error

    def reload(self) -> bool:
        """Have a running server read its files again; False where none runs here."""
        hang_up = getattr(signal, "SIGHUP", None)
        with suppress(OSError, ValueError):
            pid = int((self.folder / "hub.pid").read_text(encoding="ascii"))
            # After a crash the number may be another program's by now, and this would end it.
            if hang_up is not None and _runs_a_hub(pid):
                os.kill(pid, hang_up)
                return True
        return False

    def _authority(self) -> str:
        try:
            return (self.folder / "tls/ca.pem").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                "The certificate of the hub's authority cannot be read.", "Restore the hub's folder from its backup."
            ) from error

    def _keep(self) -> None:
        self._known["stations"] = [asdict(one) for one in self.stations]
        try:
            # The rules first: a station that is in them and not in the list is seen when it is added again.
            _put(self.folder / "stations.conf", stations_text(public_of(self._operator), self.stations).encode())
            _put(self.folder / _NOTE, json.dumps(self._known, indent=1).encode())
        except OSError as error:
            raise _unusable(self.folder, error) from error


def find_server(named: str = "") -> str:
    """The program nats-server.

    Raises:
        NotFoundError: it is not installed.
    """
    found = shutil.which(named or _PROGRAM) or shutil.which(named or _PROGRAM, path=_ADMIN_PATH)
    if found is None:
        raise NotFoundError(
            "nats-server is not installed on this computer.",
            "Install version 2.12 or newer, name it with --server, or copy the hub's folder to where it is.",
        )
    return found


def server_version(program: str) -> str:
    """The version that a server says of itself, '' where it says none."""
    with suppress(OSError, subprocess.SubprocessError):
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=10).stdout
        return said.strip().rpartition(" ")[2].removeprefix("v")
    return ""


def _runs_a_hub(pid: int) -> bool:
    """Whether a process is a nats-server with a hub's configuration."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        # Not on Linux, or there is no such process.
        try:
            asked = ["ps", "-p", str(pid), "-o", "args="]
            words = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=10).stdout
        except (OSError, subprocess.SubprocessError):
            return False
    return "hub.conf" in words


def _sign(folder: Path, hosts: Sequence[str]) -> None:
    authority, key = ((folder / "tls" / name).read_bytes() for name in ("ca.pem", "ca-key.pem"))
    certificate, own = new_certificate(authority, key, hosts)
    _put(folder / "tls/server-key.pem", own)
    _put(folder / "tls/server.pem", certificate)


def _put(path: Path, content: bytes) -> None:
    """Whole or not at all, and for the owner's eyes only."""
    temporary = path.with_name(f"{path.name}.new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _unusable(folder: Path, error: OSError) -> ConsoleError:
    return SettingsError(f"The hub's folder {folder} cannot be used: {error.strerror}.", "Check who may write there.")
