"""Every configuration that is written or shown is one that nats-server takes; and the commands run a real hub."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fallback_console.adapters.hub.configuration import stations_text
from fallback_console.adapters.hub.keys import new_key
from fallback_console.compose.hub_folder import HubFolder, server_version
from tests.real.servers.hub import packaged_server, system_server
from tests.real.servers.proc import ProcessGuard, ProgramMissingError, ServerProcess, free_ports, wait_until
from tests.unit.cli.desk import Shell

pytestmark = pytest.mark.real

EXAMPLES = Path(__file__).resolve().parents[2] / "packaging" / "hub"
PROGRAMS = {"current": packaged_server, "old": system_server}


def program(name: str) -> str:
    try:
        return PROGRAMS[name]()
    except ProgramMissingError as missing:
        pytest.skip(str(missing))


def accepted(server: str, config: Path) -> None:
    words = [server, "-t", "-c", str(config)]
    found = subprocess.run(words, cwd=config.parent, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr


def folder(path: Path, version: str, leaf_port: int = 7422) -> HubFolder:
    return HubFolder.make(
        path, ["127.0.0.1"], port=4222, leaf_port=leaf_port, listen="127.0.0.1", store_mb=500, version=version, given={}
    )


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_init_writes_is_taken(name: str, tmp_path: Path) -> None:
    server = program(name)
    hub = folder(tmp_path / "hub", server_version(server))
    for rights in ("agent", "supervisor", "admin"):
        hub.add(rights, "main", rights, 0)
    accepted(server, tmp_path / "hub/hub.conf")
    shutil.copy(tmp_path / "hub/leaf.conf.example", tmp_path / "hub/leaf.conf")
    accepted(server, tmp_path / "hub/leaf.conf")


@pytest.mark.parametrize("example", sorted(EXAMPLES.rglob("*.conf")), ids=lambda path: path.name)
def test_every_example_is_taken(example: Path, tmp_path: Path) -> None:
    folder(tmp_path / "hub", "")
    shutil.copy(example, tmp_path / "hub" / example.name)
    accepted(program("current"), tmp_path / "hub" / example.name)


def test_there_are_examples() -> None:
    assert len(list(EXAMPLES.rglob("*.conf"))) == 4
    assert "ExecStart=" in (EXAMPLES / "fallback-hub.service").read_text(encoding="utf-8")


def test_rules_without_stations_are_rules(tmp_path: Path) -> None:
    (tmp_path / "stations.conf").write_text(stations_text(new_key()[1], ()), encoding="utf-8")
    accepted(program("current"), tmp_path / "stations.conf")


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_hub_from_init_to_a_lost_station(
    name: str, shell: Shell, tmp_path: Path, process_guard: ProcessGuard
) -> None:
    server = program(name)
    place, (port,) = str(tmp_path / "hub"), free_ports(1)
    made = shell.json(
        "hub", "init", place, "--host", "127.0.0.1", "--port", str(port), "--listen", "127.0.0.1", "--server", server
    )
    assert made["durable"] is (name == "current")
    assert shell("hub", "status", place, status=8).err
    serving = ServerProcess(
        [sys.executable, "-m", "fallback_console", "hub", "serve", place, "--server", server],
        guard=process_guard,
        log=tmp_path / "serve.log",
    )
    serving.wait_port(port)
    wait_until(lambda: "The hub runs at" in serving.log_tail(), 20, "the hub has its streams")
    assert shell.json("hub", "streams", place) == {"made": []}
    one = str(tmp_path / "one.json")
    assert shell.json("hub", "add-station", place, "one", "--rights", "supervisor", "--out", one)["reloaded"]
    found = wait_until(lambda: connected(shell, one), 10, "the hub knows the station")
    assert [step["name"] for step in found["steps"]] == [
        "connection", "certificate", "sign-in", "answer", "rights", "clock"
    ]  # fmt: skip
    status = shell.json("hub", "status")
    assert status["version"] == server_version(server)
    assert status["stations"] == []
    assert [one["station"] for one in shell.json("hub", "status", place)["stations"]] == ["one"]
    assert shell.json("hub", "certificate", place)["reloaded"]
    assert shell("hub", "status", place).out
    assert shell.json("hub", "remove-station", place, "one")["reloaded"]
    wait_until(lambda: shell("hub", "status", status=None).status == 8, 10, "the station is shut out")
    answer = shell("connect", "hub", "--test", status=8)
    assert "does not let this station in" in answer.out
    os.kill(serving.pid, signal.SIGTERM)
    assert serving.wait(20) == 0


def connected(shell: Shell, file: str) -> dict[str, object] | None:
    answer = shell("connect", "hub", "--file", file, "--json", status=None)
    found: dict[str, object] = json.loads(answer.out)["data"]
    return found if answer.status == 0 else None
