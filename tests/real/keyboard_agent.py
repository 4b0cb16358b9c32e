"""An agent with a keyboard and a screen reader and nothing else, at the real program on a display of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.real.servers.desktop import Desktop
from tests.real.servers.screen_reader import Node, ScreenReader

__all__ = ["KeyboardAgent"]

T = TypeVar("T")
_PROJECT = Path(__file__).resolve().parents[2]
_NO_COMPLAINT = ("qt.accessibility.atspi: Could not find accessible", "qt.qpa.services: Unable to detect a web browser")
"""A thing that has gone was asked for; nothing here takes a telephone number."""

_STEPS = 80
"""No way by Tab, or down a list, is longer than that."""


class KeyboardAgent:
    """The program as ``fallback-console run`` starts it; ended by ``kill``, as a crash would.

    Args:
        folder: of the station: data, settings, passphrase.
    """

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self.desktop = desktop
        self.reader = ScreenReader(desktop.bus)
        self._folder = folder
        self._log = folder / "window.log"
        with self._log.open("ab") as log:
            words = ["run", "--data-dir", str(folder / "data"), "--config", str(folder / "settings.toml")]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "fallback_console", *words],
                cwd=_PROJECT,
                env={**os.environ, **desktop.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        """kill -9."""
        self.reader.close()
        self._process.kill()
        self._process.wait(20)

    def complaints(self) -> list[str]:
        """What the program wrote to its console, besides what this desktop makes Qt say: nothing, where all is well."""
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if not line.startswith(_NO_COMPLAINT)]

    # Reading.

    def until(self, look: Callable[[], T], seconds: float, what: str) -> T:
        """What ``look`` gives once it gives something. Nothing to be found yet counts as nothing."""
        end = time.monotonic() + seconds
        while True:
            try:
                found = look()
            except LookupError:
                found = None  # type: ignore[assignment]
            if found:
                return found
            if time.monotonic() >= end or self._process.poll() is not None:
                self.desktop.picture(self._folder / "screen.xwd")
                shown = "\n".join(f"{'  ' * n.depth}{n} {n.mark}" for n in self.nodes())
                raise AssertionError(
                    f"not within {seconds:.0f} s: {what}\n{shown}\n{chr(10).join(self.complaints()[-40:])}\n"
                    f"The screen is in {self._folder / 'screen.xwd'}"
                )
            time.sleep(0.05)

    def nodes(self) -> list[Node]:
        """Everything that is shown; of a table only itself."""
        windows = [w for w in self.reader.windows() if "showing" in w.states]
        return [n for w in windows for n in self.reader.walk(w, deep=lambda n: n.role != "table")]

    def find(self, mark: str) -> Node:
        """What the program calls so.

        Raises:
            LookupError: it is not shown.
        """
        for node in self.nodes():
            if node.mark == mark:
                return node
        raise LookupError(mark)

    def reads(self, words: str) -> bool:
        """Something that is shown says this."""
        return any(words in node.name for node in self.nodes())

    # The keyboard.

    def unlock(self, passphrase: str) -> None:
        """Type the passphrase into the page that asks for it; wait for the window."""

        def asked() -> bool:
            return self.reader.focus().role in ("text", "password text")

        self.until(asked, 30, "asked for the passphrase")
        self.desktop.type(passphrase)
        self.desktop.press("Return")
        self.until(lambda: "focused" in self.find("queue").states, 30, "the keyboard is in the list of cases")

    def press(self, *keys: str) -> None:
        """Press keys."""
        self.desktop.press(*keys)

    def go(self, key: str) -> Node:
        """Press a key that takes the keyboard somewhere else; where to."""
        self.reader.forget()
        self.desktop.press(key)
        told = self.reader.hear(lambda s: s.kind == "focused", 5)
        return self.reader.node(told.place) if told is not None else self.reader.focus()

    def tab_to(self, mark: str) -> Node:
        """Press Tab until the keyboard is where the program's name is this."""
        way = []
        for _ in range(_STEPS):
            node = self.go("Tab")
            if node.mark == mark:
                return node
            way.append(str(node))
        raise AssertionError(f"{mark} cannot be reached from here: {way}")

    def down_to(self, wanted: Callable[[str], object], start: str = "Home") -> str:
        """In a list or table: press Down until a row is what is wanted; what it says."""
        node = self.go(start) if start else self.reader.focus()
        rows = []
        for _ in range(_STEPS):
            if wanted(node.name):
                return node.name
            rows.append(node.name)
            node = self.go("Down")
        raise AssertionError(f"no such row: {rows}")

    def write(self, mark: str, text: str) -> None:
        """Type a text into the field that the keyboard is in."""
        self.until(lambda: self.reader.focus().mark == mark, 10, f"the keyboard is in {mark}")
        self.desktop.type(text)
        self.until(lambda: self.reader.text(self.find(mark)).strip() == text, 10, f"{mark} holds what was typed")

    def show(self, title: str) -> None:
        """Go to a view by the key that its entry names."""
        entry = next(n for n in self.nodes() if n.name.startswith(title) and "Ctrl+" in n.about)
        keys = re.search(r"Ctrl\+\d", entry.about)
        assert keys is not None
        self.press(keys[0].replace("Ctrl", "ctrl"))
        self.until(lambda: "checked" in self.reader.node(entry.place).states, 10, f"the view {title}")
