"""The command line on one data folder, as a test drives it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.real.outage_world import LOGIN, Story, internet
from tests.real.servers.proc import free_ports

__all__ = ["Cli", "connect_all", "station"]

_PROJECT = Path(__file__).resolve().parents[2]


class Cli:
    """The command line on one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._watch: subprocess.Popen[bytes] | None = None

    def _command(self, *words: str) -> list[str]:
        options = ["--data-dir", str(self._folder / "data"), "--passphrase-file", str(self._folder / "passphrase")]
        options += ["--config", str(self._folder / "settings.toml")]
        return [sys.executable, "-m", "fallback_console", *words, "--json", "--login", LOGIN, *options]

    def __call__(self, *words: str, status: int = 0) -> Any:
        """The data a command answers with."""
        done = subprocess.run(
            self._command(*words), cwd=_PROJECT, capture_output=True, encoding="utf-8", timeout=120, check=False
        )
        assert done.returncode == status, (words, done.returncode, done.stdout[-2000:], done.stderr[-2000:])
        return json.loads(done.stdout)["data"]

    def watch(self) -> None:
        """Start the engine without a window."""
        log = (self._folder / "watch.log").open("ab")
        with log:
            self._watch = subprocess.Popen(
                self._command("watch"), cwd=_PROJECT, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def kill(self) -> None:
        """kill -9, in the middle of whatever it does."""
        assert self._watch is not None
        self._watch.send_signal(signal.SIGKILL)
        self._watch.wait()
        self._watch = None

    def close(self) -> None:
        if self._watch is not None:
            self._watch.terminate()
            self._watch.wait(20)

    def alive(self) -> bool:
        return self._watch is not None and self._watch.poll() is None


def connect_all(cli: Cli, story: Story) -> None:
    """Connect helpdesk and SMS gateway, each with its live test, and tell Kannel where answers go."""
    folder, kannel = story.folder, story.kannel
    tested = cli(
        *("connect", "helpdesk", "rt", "--url", story.rt.url, "--token-file", str(folder / "token")),
        *("--set", "closed_days=3650"),
    )
    assert tested["ok"], tested["steps"]
    sms = cli(
        *("connect", "sms", "kannel", "--url", kannel.send_url, "--username", kannel.user),
        *("--password-file", str(folder / "kannel-password"), "--set", f"listen_port={free_ports()[0]}"),
    )
    assert sms["ok"], sms["steps"]
    kannel.report_to(sms["receive_url"].partition("?")[0])


@contextmanager
def station(folder: Path) -> Iterator[Cli]:
    """A station whose canaries say that it has a network."""
    with internet() as canaries:
        settings = f"[network]\ncanaries = {json.dumps(canaries)}\n"
        (folder / "settings.toml").write_text(settings, encoding="utf-8")
        made = Cli(folder)
        try:
            yield made
        finally:
            made.close()
