"""A desktop of its own: a display, a window manager, a message bus, and the bus that screen readers use."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.real.servers.proc import (
    ProcessGuard,
    ProgramMissingError,
    ServerProcess,
    find_program,
    require_programs,
    wait_until,
)

__all__ = ["Desktop"]

START_TIMEOUT_S = 15
COMMAND_TIMEOUT_S = 60
_SCREEN = "1280x860x24"
_ACCESSIBILITY_BUS = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")


class Desktop:
    """What runs with :attr:`environment` has its windows here, and is read by whoever listens on :attr:`bus`."""

    def __init__(self, folder: Path, guard: ProcessGuard) -> None:
        require_programs("a display", "Xvfb", "openbox", "xdotool", "xclip", "dbus-daemon")
        if not _ACCESSIBILITY_BUS.exists():
            raise ProgramMissingError("screen readers need a program that is not installed: at-spi2-core")
        self.folder = folder
        self.bus = f"unix:path={folder}/bus"
        self._guard = guard
        self._display = ""
        self._screen = folder / "screen"
        self._parts: list[ServerProcess] = []
        for name in ("run", "data", "config", "cache"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "run").chmod(0o700)

    @property
    def environment(self) -> Mapping[str, str]:
        """What a program needs in its environment to be shown here."""
        return {
            "DISPLAY": self._display,
            "DBUS_SESSION_BUS_ADDRESS": self.bus,
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "HOME": str(self.folder),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }

    def start(self) -> None:
        """Start everything; about half a second."""
        told = self.folder / "display"
        # A shell hands on the number that the display chose for itself.
        self._screen.mkdir()
        command = f'exec Xvfb -displayfd 3 -screen 0 {_SCREEN} -fbdir "{self._screen}" -nolisten tcp 3>"{told}"'
        self._start(["sh", "-c", command])
        number = wait_until(lambda: told.exists() and told.read_text().strip(), START_TIMEOUT_S, "a display")
        self._display = f":{number}"
        self._start(["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={self.bus}"])
        wait_until((self.folder / "bus").exists, START_TIMEOUT_S, "the message bus is there")
        self._start(["openbox", "--sm-disable"])

    def stop(self) -> None:
        """End it."""
        for part in reversed(self._parts):
            part.kill()
        self._parts.clear()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, wherever the keyboard is: 'Tab', 'ctrl+Return', 'shift+F10'."""
        self._do("xdotool", "key", *keys)

    def type(self, text: str) -> None:
        """Type a text. What no keyboard has comes from the clipboard, as it would from an input method all at once."""
        if text.isascii() and text.isprintable():
            self._do("xdotool", "type", "--delay", "5", "--", text)
        else:
            self._do("xclip", "-selection", "clipboard", "-in", stdin=text)
            self.press("ctrl+v")

    def picture(self, file: Path) -> None:
        """Keep what is on the display, for whoever looks at a failure: X's own format, which ImageMagick and GIMP open."""
        frames = sorted(self._screen.glob("Xvfb_screen*"))
        if frames:
            file.write_bytes(frames[0].read_bytes())

    def _do(self, *words: str, stdin: str = "") -> None:
        """Run a command that has to succeed."""
        done = subprocess.run(
            [find_program(words[0]) or words[0], *words[1:]],
            env={**os.environ, **self.environment},
            input=stdin,
            # Not a pipe: who offers a clipboard stays, and would keep it open.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            timeout=COMMAND_TIMEOUT_S,
            check=False,
        )
        assert done.returncode == 0, (words, done.returncode)

    def _start(self, argv: list[str]) -> None:
        name = Path(argv[0]).name
        self._parts.append(
            ServerProcess(argv, guard=self._guard, log=self.folder / f"{name}.log", env=self.environment)
        )
