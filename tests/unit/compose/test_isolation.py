"""A rehearsal can never reach a real system, and its data are never taken for real ones."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from fallback_console.adapters.guard import LoopbackTransport
from fallback_console.compose.parts import build_parts, check_connection
from fallback_console.compose.profile import Profile, open_profile
from fallback_console.compose.rehearsal import FAST, FAST_PACE, clear_folder
from fallback_console.compose.station import Station
from fallback_console.domain.connection import Connection
from fallback_console.domain.errors import InUseError, IsolationError
from fallback_console.services import connections
from fallback_console.store.locks import engine_lock
from tests.helpers.fence import fenced
from tests.unit.compose.support import PERSON, contents

REAL = (
    Connection("helpdesk", "rt", {"url": "https://rt.example.com"}),
    Connection("slack", "slack", {}),
    Connection("mail", "mail", {"imap_host": "imap.example.com", "smtp_host": "192.0.2.25", "smtp_security": "none"}),
    Connection("sms:kannel", "kannel", {"url": "http://192.0.2.13:13013/cgi-bin/sendsms", "username": "console"}),
    Connection("sms:android", "android", {"url": "http://192.0.2.14:8080", "username": "console"}),
    Connection("shop", "http", {"url": "https://shop.example.com"}),
    Connection("door", "tcp", {"host": "192.0.2.1", "port": 25}),
    Connection("number", "tcp", {"host": 3221225985, "port": 25}),
)
CANARIES = ("tcp://192.0.2.1:53", "dns://files.example", "http://detectportal.firefox.com/success.txt 200 success")


def drill(folder: Path) -> Profile:
    """A drill's profile with real connections in it, secrets and all."""
    profile = open_profile(folder, replace(PERSON, timing=FAST), kind="drill")
    for connection in REAL:
        profile.desk.command(connections.save, connection).result()
        for secret in ("token", "password", "signing_key"):
            profile.secrets.set(f"{connection.name}/{secret}", "1-2-secret-secret")
    return profile


def test_real_connections_of_a_drill_are_not_used(tmp_path: Path) -> None:
    profile = drill(tmp_path / "drill")
    try:
        with fenced() as strays:

            async def build() -> None:
                parts = build_parts(profile)
                assert (parts.helpdesk, parts.gateways, parts.probes, parts.canaries) == (None, (), (), ())
                for connection in REAL:
                    with pytest.raises(IsolationError):
                        await check_connection(profile, connection, {})
                for close in parts.closers:
                    await close()

            asyncio.run(build())
            station = Station(profile, FAST_PACE)
            station.start()
            station.engine.probe_now().result(10)
            assert {health.system for health in station.engine.health()} <= {"internet"}
            station.stop()
        assert strays == []
    finally:
        profile.close()


def test_a_request_to_another_machine_is_refused_before_a_packet(tmp_path: Path) -> None:
    async def ask(url: str) -> None:
        async with httpx.AsyncClient(transport=LoopbackTransport()) as client:
            await client.get(url)

    with fenced() as strays:
        for url in ("http://192.0.2.1/", "https://rt.example.com/", "http://localhost/"):
            with pytest.raises(IsolationError):
                asyncio.run(ask(url))
    assert strays == []


@pytest.mark.parametrize("kind", ["drill", "demo"])
@pytest.mark.parametrize("canary", CANARIES)
def test_real_canaries_of_a_rehearsal_are_refused(tmp_path: Path, kind: str, canary: str) -> None:
    folder = tmp_path / "one"
    with fenced() as strays, pytest.raises(IsolationError):
        open_profile(folder, replace(PERSON, canaries=(canary,)), kind=kind)
    assert strays == []
    assert not folder.exists()


def test_connections_that_it_demands_are_refused_in_a_rehearsal(tmp_path: Path) -> None:
    with pytest.raises(IsolationError):
        open_profile(tmp_path / "one", replace(PERSON, connections=REAL[:1]), kind="drill")


@pytest.mark.parametrize(("made", "opened"), [("drill", "real"), ("real", "drill"), ("demo", "real"), ("real", "demo")])
def test_a_folder_keeps_its_kind(tmp_path: Path, made: str, opened: str) -> None:
    folder = tmp_path / "one"
    open_profile(folder, PERSON, kind=made, passphrase="correct horse battery staple").close()
    before = contents(folder)
    with pytest.raises(IsolationError):
        open_profile(folder, PERSON, kind=opened, passphrase="correct horse battery staple")
    assert contents(folder) == before


def test_only_a_rehearsals_folder_is_cleared(tmp_path: Path) -> None:
    real, papers, kept = tmp_path / "real", tmp_path / "papers", tmp_path / "drill"
    open_profile(real, PERSON, passphrase="correct horse battery staple").close()
    papers.mkdir()
    (papers / "letter.txt").write_text("Dear Sir", encoding="utf-8")
    open_profile(kept, PERSON, kind="drill").close()
    before = contents(tmp_path)
    for folder, kind in ((real, "drill"), (papers, "drill"), (kept, "demo"), (real, "demo")):
        with pytest.raises(IsolationError):
            clear_folder(folder, kind)
    with engine_lock(kept), pytest.raises(InUseError):
        clear_folder(kept, "drill")
    assert before.items() <= contents(tmp_path).items()
    clear_folder(kept, "drill")
    assert not kept.exists()
    clear_folder(kept, "drill")


def test_a_removal_that_was_interrupted_is_gone_on_with(tmp_path: Path) -> None:
    folder = tmp_path / "drill"
    open_profile(folder, PERSON, kind="drill").close()
    for path in folder.iterdir():
        if path.name != "profile.json":
            path.unlink()
    clear_folder(folder, "drill")
    folder.mkdir()
    (folder / "engine.lock").touch()
    clear_folder(folder, "drill")
    assert not folder.exists()
