"""A real Secret Service: gnome-keyring on a message bus of its own, unlocked or locked."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.real.servers.proc import ProcessGuard, ServerProcess, require_programs, wait_until

START_TIMEOUT_S = 15
STOP_TIMEOUT_S = 3
RUN_TIMEOUT_S = 60
LOGIN_COLLECTION = "/org/freedesktop/secrets/collection/login"
BACKEND = "keyring.backends.SecretService.Keyring"


class KeyringSession:
    """A throw-away keychain; what runs with :attr:`environment` sees it and no other.

    Its content outlives :meth:`lock` and :meth:`unlock`, as it does when a person signs out and in.
    """

    def __init__(self, folder: Path, guard: ProcessGuard) -> None:
        require_programs("the Secret Service", "dbus-daemon", "dbus-send", "gnome-keyring-daemon")
        self.folder = folder
        self._guard = guard
        self._address = f"unix:path={folder}/bus"
        self._bus: ServerProcess | None = None
        self._daemon: ServerProcess | None = None
        for name in ("run", "data", "config"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "run").chmod(0o700)

    @property
    def environment(self) -> Mapping[str, str]:
        """What a program needs in its environment to use this keychain."""
        return {
            "DBUS_SESSION_BUS_ADDRESS": self._address,
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "HOME": str(self.folder),
            "PYTHON_KEYRING_BACKEND": BACKEND,
        }

    def start(self) -> None:
        """Start the bus and an unlocked keychain; about 0.3 s."""
        self._bus = ServerProcess(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={self._address}"],
            guard=self._guard,
            log=self.folder / "bus.log",
            env=self.environment,
        )
        wait_until((self.folder / "bus").exists, START_TIMEOUT_S, "the message bus is there")
        self._start_daemon(locked=False)

    def stop(self) -> None:
        for process in (self._daemon, self._bus):
            if process is not None:
                process.stop(signal.SIGTERM, STOP_TIMEOUT_S)

    def lock(self) -> None:
        """The keychain is locked, and nobody is there to type its password."""
        self._start_daemon(locked=True)

    def unlock(self) -> None:
        self._start_daemon(locked=False)

    def kill9(self) -> None:
        """The Secret Service has crashed; the bus is still there."""
        if self._daemon is not None:
            self._daemon.kill()

    def run(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        timeout: float = RUN_TIMEOUT_S,
        stdin: str | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program that sees this keychain; its output is captured as text."""
        base = [f"{name}={value}" for name, value in {**self.environment, **(env or {})}.items()]
        return subprocess.run(
            ["env", *base, *argv],
            capture_output=True,
            text=True,
            timeout=timeout,
            input=stdin,
            check=False,
        )

    def run_python(self, code: str, *arguments: str, timeout: float = RUN_TIMEOUT_S) -> str:
        """Run a snippet with this interpreter; gives what it printed, AssertionError if it failed."""
        done = self.run([sys.executable, "-c", code, *arguments], timeout=timeout)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _start_daemon(self, *, locked: bool) -> None:
        if self._daemon is not None:
            self._daemon.stop(signal.SIGTERM, STOP_TIMEOUT_S)
        wait_until(lambda: not self._answers(), START_TIMEOUT_S, "the old Secret Service is gone")
        argv = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
        self._daemon = ServerProcess(
            argv if locked else [*argv, "--unlock"],
            guard=self._guard,
            log=self.folder / "keyring.log",
            env=self.environment,
            stdin=None if locked else b"password-of-tests",
        )
        wait_until(self._answers, START_TIMEOUT_S, "the Secret Service is there")
        wanted = "boolean true" if locked else "boolean false"
        wait_until(lambda: wanted in self._locked(), START_TIMEOUT_S, f"the keychain says {wanted}")

    def _ask(self, *arguments: str) -> str:
        done = self.run(["dbus-send", f"--bus={self._address}", "--print-reply", *arguments], timeout=START_TIMEOUT_S)
        return done.stdout if done.returncode == 0 else ""

    def _answers(self) -> bool:
        return bool(
            self._ask(
                "--dest=org.freedesktop.DBus",
                "/",
                "org.freedesktop.DBus.GetNameOwner",
                "string:org.freedesktop.secrets",
            )
        )

    def _locked(self) -> str:
        return self._ask(
            "--dest=org.freedesktop.secrets",
            LOGIN_COLLECTION,
            "org.freedesktop.DBus.Properties.Get",
            "string:org.freedesktop.Secret.Collection",
            "string:Locked",
        )
