"""The engine of a window takes up what another process changed."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from pathlib import Path

from fallback_console.app import LateEngine
from fallback_console.compose.profile import open_profile
from fallback_console.domain.connection import Connection
from fallback_console.domain.events import EngineEvent, HealthChanged
from fallback_console.services import connections
from tests.unit.compose.support import PERSON

WAIT = 20.0


def test_a_connection_made_elsewhere_is_watched(tmp_path: Path) -> None:
    seen = threading.Event()
    started = threading.Event()

    def told(event: EngineEvent) -> None:
        if isinstance(event, HealthChanged):
            started.set()
            if event.health.system == "second":
                seen.set()

    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        values = {"host": "127.0.0.1", "port": server.getsockname()[1], "tls": "no"}
        profile = open_profile(tmp_path / "data", PERSON, kind="demo")
        profile.desk.command(connections.save, Connection("first", "tcp", dict(values))).result(WAIT)
        engine = LateEngine(profile, told)
        try:
            engine.start()
            assert started.wait(WAIT)
            assert [health.system for health in engine.health()] == ["first"]
            profile.desk.command(connections.save, Connection("second", "tcp", dict(values))).result(WAIT)
            # What the window does when it notices that another process wrote; twice, since it notices each commit.
            engine.look_again()
            engine.look_again()
            assert seen.wait(WAIT)
            assert {health.system for health in engine.health()} == {"first", "second"}
        finally:
            engine.close()
