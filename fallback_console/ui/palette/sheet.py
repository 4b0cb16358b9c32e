"""?: the keys of the view in front, then those of the window, from the same actions that have them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from fallback_console.domain.fuzzy import match
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.palette.chooser import Chooser
from fallback_console.ui.palette.commands import Command, Commands
from fallback_console.ui.palette.rows import Row, shown_keys
from fallback_console.ui.views.base import Tools

__all__ = ["ShortcutSheet"]


class ShortcutSheet(QObject):
    """Shows keys; Enter does what the chosen line says.

    Attributes:
        chooser: what is seen of it.
    """

    def __init__(self, window: MainWindow, tools: Tools, commands: Commands) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._by_name: dict[str, Command] = {}
        self.chooser = Chooser(tools.theme, window)
        self.chooser.setObjectName("shortcuts")
        self.chooser.typed.connect(self._show)
        self.chooser.chosen.connect(self._choose)
        self.chooser.left.connect(self._leave)

    def open(self) -> None:
        """Come to the front."""
        if self.chooser.isVisible():
            self.chooser.put_away()
            return
        self.chooser.open(self.tr("Keys"), self.tr("Search the keys"))
        self._show()

    def _show(self) -> None:
        if not self.chooser.isVisible():
            return
        text = self.chooser.box.text().strip()
        self._by_name = {}
        rows: list[Row] = []
        current = self._window.current
        title = self._window.specs[current].title() if current else ""
        for section, commands in (
            (title, self._commands.here()),
            (self.tr("Everywhere"), self._commands.everywhere()),
        ):
            lines = [row for one in commands if one.action.keys for row in self._line(one, text)]
            if lines:
                rows += [Row("", section), *lines]
        count = len(self._by_name)
        self.chooser.show_rows(
            rows,
            self.tr("%n keys", "", count),
            (self.tr("No key does that"), self.tr("Ctrl+K finds everything that can be done, with a key or without.")),
        )

    def _line(self, command: Command, text: str) -> list[Row]:
        action = command.action
        title, keys = action.title(), shown_keys(action.keys)
        found = match(text, title)
        if found is None and text.casefold() not in (key.casefold() for key in keys):
            return []
        self._by_name[action.name] = command
        return [Row(action.name, title, "", action.icon or "next", keys, found.places if found is not None else ())]

    def _choose(self, name: str) -> None:
        command = self._by_name.get(name)
        self.chooser.put_away()
        if command is not None:
            self._commands.run(command)

    def _leave(self) -> None:
        if self.chooser.box.text():
            self.chooser.box.clear()
        else:
            self.chooser.put_away()
