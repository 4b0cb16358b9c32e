"""``hub``: the folder of a hub, and the files of its stations; a real server is in tests/real."""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
from pathlib import Path

import pytest

from fallback_console.adapters.hub.keys import public_of
from tests.unit.cli.desk import Shell


@pytest.fixture
def hub(shell: Shell, tmp_path: Path) -> Path:
    folder = tmp_path / "hub"
    found = shell.json("hub", "init", str(folder), "--host", "hub.example.com", "--host", "192.0.2.7")
    assert found["addresses"] == ["tls://hub.example.com:4222"]
    return folder


def test_a_hub_is_made_once_and_holds_no_secret_that_others_can_read(shell: Shell, hub: Path) -> None:
    text = (hub / "hub.conf").read_text(encoding="utf-8")
    assert 'cert_file: "tls/server.pem"' in text
    assert "leafnodes" not in text
    assert shell("hub", "init", str(hub), "--host", "hub.example.com", status=2).err
    for path in hub.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0 or path.is_dir()
    assert (hub / "tls").stat().st_mode & 0o077 == 0
    # The certificate is the authority's, for the names that were given.
    context = ssl.create_default_context(cafile=str(hub / "tls/ca.pem"))
    assert context.get_ca_certs()
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(hub / "tls/server.pem", hub / "tls/server-key.pem")


@pytest.mark.parametrize(
    "words",
    [
        ("--port", "0"),
        ("--port", "7422", "--leaf-port", "7422"),
        ("--leaf-port", "70000"),
        ("--store", "5"),
        ("--key", "somewhere.pem"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_refused_before_anything_is_made(
    shell: Shell, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert shell("hub", "init", str(tmp_path / "no"), "--host", "hub.example.com", *words, status=2).err
    assert not (tmp_path / "no").exists()


def test_a_site_gets_a_server_of_its_own(shell: Shell, tmp_path: Path) -> None:
    shell("hub", "init", str(tmp_path / "hub"), "--host", "hub.example.com", "--leaf-port", "7422")
    password = (tmp_path / "hub/sites.conf").read_text(encoding="utf-8").split('password: "')[1].partition('"')[0]
    assert len(password) > 20
    assert password in (tmp_path / "hub/leaf.conf.example").read_text(encoding="utf-8")
    assert "7422" in (tmp_path / "hub/hub.conf").read_text(encoding="utf-8")


def test_a_station_gets_one_file_and_the_hub_its_public_key(shell: Shell, hub: Path, tmp_path: Path) -> None:
    out = tmp_path / "desk.json"
    words = ("hub", "add-station", str(hub), "front-desk", "--site", "osaka", "--out", str(out))
    added = shell.json(*words)
    assert added == {"station": "front-desk", "site": "osaka", "rights": "agent", "file": str(out), "reloaded": False}
    assert out.stat().st_mode & 0o077 == 0
    file = json.loads(out.read_text(encoding="utf-8"))
    assert file["ca"] == (hub / "tls/ca.pem").read_text(encoding="utf-8")
    rules = (hub / "stations.conf").read_text(encoding="utf-8")
    assert public_of(file["seed"]) in rules
    assert "fc.ev.osaka.front-desk.>" in rules
    assert "fc.ev.osaka.front-desk.broadcast.approved" in rules
    for path in hub.rglob("*"):
        assert path.is_dir() or file["seed"] not in path.read_text(encoding="utf-8")
    # Neither a file nor a name is used twice, and a failed try leaves nothing behind.
    assert shell(*words, status=2).err
    other = tmp_path / "other.json"
    for name in ("front-desk", "operator", "a b", "a.b", "*", ""):
        assert shell("hub", "add-station", str(hub), name, "--out", str(other), status=2).err
    assert not other.exists()
    assert shell("hub", "add-station", str(tmp_path), "x", "--out", str(other), status=3).err
    assert not other.exists()


def test_what_a_supervisor_may_say_is_not_denied_to_one(shell: Shell, hub: Path, tmp_path: Path) -> None:
    for rights in ("agent", "supervisor", "admin"):
        shell("hub", "add-station", str(hub), rights, "--rights", rights, "--out", str(tmp_path / rights))
    denied = [line for line in (hub / "stations.conf").read_text(encoding="utf-8").splitlines() if "deny" in line]
    assert len(denied) == 1
    assert "fc.ev.main.agent.broadcast.approved" in denied[0]


def test_a_removed_station_is_in_no_rule(shell: Shell, hub: Path, tmp_path: Path) -> None:
    shell("hub", "add-station", str(hub), "lost", "--out", str(tmp_path / "lost.json"))
    key = public_of(json.loads((tmp_path / "lost.json").read_text(encoding="utf-8"))["seed"])
    assert shell.json("hub", "remove-station", str(hub), "lost") == {"station": "lost", "reloaded": False}
    assert key not in (hub / "stations.conf").read_text(encoding="utf-8")
    assert shell("hub", "remove-station", str(hub), "lost", status=3).err
    shell("hub", "add-station", str(hub), "lost", "--out", str(tmp_path / "again.json"))
    assert key not in (hub / "stations.conf").read_text(encoding="utf-8")


def test_a_new_certificate_is_by_the_same_authority(shell: Shell, hub: Path) -> None:
    before = {name: (hub / "tls" / name).read_bytes() for name in ("ca.pem", "server.pem", "server-key.pem")}
    assert shell.json("hub", "certificate", str(hub)) == {"reloaded": False}
    after = {name: (hub / "tls" / name).read_bytes() for name in before}
    assert [name for name in before if before[name] != after[name]] == ["server.pem", "server-key.pem"]
    (hub / "tls/ca-key.pem").unlink()
    assert shell("hub", "certificate", str(hub), status=4).err


def test_another_program_with_the_number_of_a_dead_hub_is_left_alone(shell: Shell, hub: Path, tmp_path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", "import sys; print(1, flush=True); sys.stdin.read()"], stdin=subprocess.PIPE
    )
    try:
        (hub / "hub.pid").write_text(f"{other.pid}\n", encoding="ascii")
        added = shell.json("hub", "add-station", str(hub), "front-desk", "--out", str(tmp_path / "desk.json"))
        assert not added["reloaded"]
        assert other.poll() is None
    finally:
        other.communicate(timeout=20)
    assert other.returncode == 0


def test_a_damaged_folder_is_told(shell: Shell, hub: Path, tmp_path: Path) -> None:
    (hub / "hub.json").write_text("{", encoding="utf-8")
    assert "backup" in shell("hub", "streams", str(hub), status=4).err
    assert shell("hub", "serve", str(tmp_path / "none"), status=3).err


def test_the_seed_is_kept_as_a_secret_and_forgotten_with_the_connection(
    shell: Shell, hub: Path, tmp_path: Path
) -> None:
    out = tmp_path / "desk.json"
    shell("hub", "add-station", str(hub), "front-desk", "--out", str(out))
    seed = json.loads(out.read_text(encoding="utf-8"))["seed"]
    answer = shell("connect", "hub", "--file", str(out), "--no-test", "--json")
    assert seed not in answer.out
    connection = answer.data["connection"]
    assert (connection["name"], connection["kind"]) == ("hub", "hub")
    assert connection["values"]["station"] == "front-desk"
    profile = shell.open()
    try:
        assert profile.secrets.get("hub/seed") == seed
    finally:
        profile.close()
    assert seed not in shell("connect", "--json").out
    shell("connect", "hub", "--remove")
    profile = shell.open()
    try:
        assert profile.secrets.get("hub/seed") is None
    finally:
        profile.close()


def test_what_is_no_station_file_is_refused(shell: Shell, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    for text in ("", "{", "[]", "{}", '{"format": "fallback-console-station/1"}', "5"):
        bad.write_text(text, encoding="utf-8")
        assert shell("connect", "hub", "--file", str(bad), "--no-test", status=2).err
    assert shell("connect", "hub", "--no-test", status=2).err
    assert shell("connect", "mail", "--file", str(bad), "--no-test", status=2).err
    assert shell("hub", "status", status=3).err
    assert [c for c in shell.json("connect")["connections"] if c["kind"] == "hub"] == []


def test_a_hub_that_does_not_answer_is_saved_and_told(shell: Shell, tmp_path: Path, hub: Path) -> None:
    out = tmp_path / "desk.json"
    shell("hub", "add-station", str(hub), "front-desk", "--out", str(out))
    text = out.read_text(encoding="utf-8").replace("tls://hub.example.com:4222", "tls://127.0.0.1:9")
    out.write_text(text, encoding="utf-8")
    answer = shell.json("connect", "hub", "--file", str(out), status=8)
    assert answer["saved"]
    assert [step["ok"] for step in answer["steps"]] == [False]
