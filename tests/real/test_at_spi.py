"""What a screen reader gets of the window, over the real accessibility bus: every exhibit of the gallery, in both languages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from fallback_console.ui.gallery.exhibits import EXHIBITS
from tests.real.servers.desktop import Desktop
from tests.real.servers.proc import wait_until
from tests.real.servers.screen_reader import Node, ScreenReader

_PROJECT = Path(__file__).resolve().parents[2]
ROLES = {
    "push button",
    "button menu",
    "toggle button",
    "check box",
    "radio button",
    "combo box",
    "text",
    "password text",
    "spin button",
    "spin box",
    # A page to read; a place with words or a picture in it that the keys move in.
    "label",
    "filler",
    "date editor",
    "list",
    "list item",
    "table",
    "tree",
    "menu item",
    "editbar",
    "document frame",
}
"""What something may be that the keyboard can be on; anything else tells nobody what can be done with it."""
PATIENCE = 5.0
LOOKS = 3


class Shown:
    """The gallery in a real window, and who reads it."""

    def __init__(self, process: subprocess.Popen[str], desktop: Desktop, reader: ScreenReader) -> None:
        self._process = process
        self.desktop = desktop
        self.reader = reader
        self._listen()

    def do(self, order: str) -> dict[str, Any]:
        """Order something; what the program says of itself then."""
        assert self._process.stdin is not None
        self._process.stdin.write(order + "\n")
        self._process.stdin.flush()
        return self._listen()

    def nodes(self) -> list[Node]:
        """Everything in all windows; of a table only itself."""
        windows = [w for w in self.reader.windows() if "showing" in w.states]
        return [n for w in windows for n in self.reader.walk(w, deep=lambda n: n.role != "table")]

    def press(self, key: str) -> Node:
        """Press a key that takes the keyboard somewhere else; where to."""
        self.reader.forget()
        self.desktop.press(key)
        told = self.reader.hear(lambda s: s.kind == "focused", PATIENCE)
        assert told is not None, f"{key} leads nowhere"
        return self.reader.node(told.place)

    def _listen(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the gallery has ended"
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def gallery(desktop: Desktop, state: str, language: str) -> Iterator[Shown]:
    """The gallery in a process of its own."""
    reader = ScreenReader(desktop.bus)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.real.gallery_child", state, language],
        cwd=_PROJECT,
        env={**os.environ, **desktop.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Shown(process, desktop, reader)
    finally:
        reader.close()
        process.kill()
        process.communicate()


def unspeakable(nodes: list[Node]) -> list[str]:
    """What can have the focus and is no name, or is nothing that one knows how to use."""
    found = []
    for node in nodes:
        if re.search("<br>|&[a-z]+;", node.about):
            found.append(f"{node} is told in markup")
        if "focusable" in node.states:
            # What a list to choose from is for stands in its description: its name is its value (AT-SPI on Linux).
            named = node.about if node.role == "combo box" else node.name
            if not named.strip() or node.role not in ROLES:
                found.append(str(node))
    return found


@pytest.mark.parametrize(("state", "language"), [("outage", "ja"), ("empty", "en")])
def test_every_exhibit_is_named_over_the_bus(
    desktop: Desktop, state: str, language: str, figure: Callable[[str], None]
) -> None:
    seen, wrong = 0, []
    with gallery(desktop, state, language) as shown:
        for exhibit in EXHIBITS:
            if state not in exhibit.states:
                continue
            # What is counted may change between the two looks; then both are taken again.
            for look in range(LOOKS):
                if look:
                    shown.do(f"hide {exhibit.name}")
                facts = shown.do(f"show {exhibit.name}")
                nodes = shown.nodes()
                # Whatever the program believes to say inside arrives outside.
                said = {n.name for n in nodes} | {n.about for n in nodes}
                missing = [name for name in facts["names"] if name not in said]
                if not missing:
                    break
            wrong += [f"{exhibit.name}: {words}" for words in unspeakable(nodes)]
            wrong += [f"{exhibit.name}: {name!r} does not arrive" for name in missing]
            seen += sum("focusable" in n.states for n in nodes)
            for table, row in zip([n for n in nodes if n.role == "table"], facts["rows"], strict=False):
                first = data_cell(shown.reader, table)
                assert first.name == row, exhibit.name
            shown.do(f"hide {exhibit.name}")
    assert "\n".join(dict.fromkeys(wrong)) == ""
    assert seen > 100
    figure(f"screen reader, {state}, {language}: {seen} controls named over AT-SPI")


def data_cell(reader: ScreenReader, table: Node) -> Node:
    """The first cell of a table that is not a header's."""
    for number in range(40):
        node = reader.child(table, number)
        if node.role in ("cell", "table cell"):
            return node
    raise AssertionError("a table without cells")


@pytest.mark.parametrize(("language", "urgent"), [("en", "due "), ("ja", "期限")])
def test_states_follow_and_news_is_told(desktop: Desktop, language: str, urgent: str) -> None:
    with gallery(desktop, "outage", language) as shown:
        shown.do("show queue")
        reader = shown.reader

        # A row says everything of its case at once, and which one is chosen.
        table = next(n for n in shown.nodes() if n.role == "table")
        first = data_cell(reader, table)
        assert urgent in first.name
        assert re.search(r"#\d+", first.name)

        # The keyboard moves and is followed: to another thing with Tab, back to the first with Shift+Tab.
        before = reader.focus()
        after = shown.press("Tab")
        assert after.name
        assert after.place != before.place
        assert "focused" in after.states
        shown.press("shift+Tab")
        wait_until(lambda: reader.focus().place == before.place, PATIENCE, "the focus came back")

        # A filter is pressed: it is checked, and the one before is not.
        filters = [n for n in shown.nodes() if n.role == "check box" and re.search(r", \d+$", n.name)]
        on = next(n for n in filters if "checked" in n.states)
        off = next(n for n in filters if "checked" not in n.states)
        stops = 0
        while shown.press("Tab").place != off.place:
            stops += 1
            assert stops < 100
        shown.desktop.press("space")
        wait_until(lambda: "checked" in reader.node(off.place).states, PATIENCE, f"{off} is checked")
        assert "checked" not in reader.node(on.place).states

        # Nothing to send yet, so it cannot be sent; then there is.
        idle = [n for n in shown.nodes() if n.role == "push button" and "sensitive" not in n.states]
        assert idle
        shown.do("show composer-note")
        wait_until(
            lambda: any("sensitive" in reader.node(n.place).states for n in idle),
            PATIENCE,
            "what is written can be sent",
        )

        # What the window says for a moment is spoken without the focus moving there.
        reader.forget()
        shown.do("say Saved, said the window.")
        told = reader.hear(lambda s: s.kind == "announcement", PATIENCE)
        assert told is not None
        assert "Saved, said the window." in told.text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_strip_of_days_is_spoken_day_by_day(desktop: Desktop, language: str) -> None:
    with gallery(desktop, "outage", language) as shown:
        shown.do("show evidence")
        for _ in range(20):
            if shown.press("Tab").about:
                break
        said = []
        for _ in range(2):
            shown.reader.forget()
            shown.desktop.press("Left")
            told = shown.reader.hear(lambda s: s.kind == "announcement", PATIENCE)
            assert told is not None
            said.append(told.text)
        assert said[0] != said[1]
