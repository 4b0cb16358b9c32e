"""Drives the real window by mouse and keyboard, offscreen, on a data folder protected by a passphrase."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from fallback_console import settings as settings_module
from fallback_console.app import make_launch
from fallback_console.domain.views import TimelineRow
from fallback_console.resources_path import resource
from fallback_console.ui.case.pane import CasePane
from fallback_console.ui.gallery.stage import delete
from fallback_console.ui.i18n import Languages
from fallback_console.ui.run import Starter
from fallback_console.ui.theme import Theme
from fallback_console.ui.views.queue_view import QueueView
from fallback_console.ui.views.sync_view import SyncView
from fallback_console.ui.views.unlock import UnlockPage

__all__ = ["WindowDriver"]

W = TypeVar("W", bound=QWidget)


class WindowDriver:
    """A started window; closed by ``close``."""

    def __init__(self, app: QApplication, folder: Path, login: str, language: str) -> None:
        settings_module.remember(folder / "data", settings_module.load(folder / "data"), "login", login)
        settings_module.remember(folder / "data", settings_module.load(folder / "data"), "language", language)
        settings = settings_module.load(folder / "data", folder / "settings.toml")
        self._theme = Theme(app, "light")
        self._languages = Languages(app, resource("translations"), language)
        self._starter = Starter(app, make_launch(folder / "data", settings), self._theme, self._languages)
        assert self._starter.begin()
        self.until(lambda: isinstance(self._starter.page, UnlockPage), 10, "asked for the passphrase")
        page = self._starter.page
        assert page is not None
        line = next(edit for edit in page.findChildren(QLineEdit) if edit.isVisibleTo(page))
        QTest.keyClicks(line, (folder / "passphrase").read_text(encoding="utf-8"))
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.until(lambda: self._starter.window is not None, 30, "the window is open")
        assert self._starter.window is not None
        self.window = self._starter.window

    def until(self, condition: Callable[[], object], seconds: float, what: str) -> None:
        """Let the window live until something is so."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"not within {seconds:.0f} s: {what}"
            QTest.qWait(20)

    def close(self) -> None:
        """Close the window and everything behind it; the next test finds the application object as it was."""
        self.window.close()
        self._starter.end()
        # Before the language changes and the theme goes: it would be written again, in a theme that is no more.
        delete(self.window)
        self._languages.choose("en")
        self._languages.uninstall()
        for gone in (self._languages, self._theme):
            delete(gone)

    def named(self, kind: type[W], name: str) -> W:
        """The widget with an object name."""
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def click(self, name: str) -> None:
        """Press a button."""
        button = self.named(QAbstractButton, name)
        self.until(lambda: button.isEnabled() and button.isVisible(), 10, f"{name} can be pressed")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        """Type into a line or a box. Texts that no keyboard has are put in as an input method does."""
        field = self.named(QWidget, name)
        field.setFocus()
        if text.isascii():
            QTest.keyClicks(field, text)
        else:
            QApplication.clipboard().setText(text)
            QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    # The queue.

    @property
    def queue(self) -> QueueView:
        """The queue view."""
        view = self.window.view("queue")
        assert isinstance(view, QueueView)
        return view

    @property
    def case(self) -> CasePane:
        """The case on the right."""
        return self.queue.case

    def search(self, text: str) -> int:
        """Search, and take the first open case of somebody else whose customer has a mobile number; the case's number."""
        self.window.show_view("queue")
        self.write("search", text)
        model = self.queue.list.model

        def answered() -> bool:
            first = model.case(0) if model.rowCount() else None
            return first is not None and text in first.subject

        self.until(answered, 10, "results")
        self.queue.list.into_table()
        for row in range(model.rowCount()):
            table = self.queue.list.table
            table.scrollTo(model.index(row, 0))
            place = table.visualRect(model.index(row, 0)).center()
            QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
            self.until(lambda row=row: model.case(row) is not None, 10, "the row is read")  # type: ignore[misc]
            found = model.case(row)
            assert found is not None
            if found.status in ("new", "open") and text in found.subject and found.owner != self.queue.desk.login:
                self.until(lambda key=found.key: self._shows(key), 10, "the case is shown")  # type: ignore[misc]
                number = self.case.customer.number
                if number is not None and number.kind == "mobile" and number.e164:
                    return int(found.number)
        raise AssertionError("no such case")

    def _shows(self, key: str) -> bool:
        detail = self.case.detail
        return detail is not None and detail.row.key == key

    def items(self) -> list[TimelineRow]:
        """What the timeline shows."""
        model = self.case.timeline.model()
        lines = [self.case.lines.line(i) for i in range(model.rowCount())]
        return [line.row for line in lines if line.row is not None]

    def choose_field(self, field: str, value: str) -> None:
        """Edit a fact of the case in place."""
        self.click(f"field-{field}")
        edit = self.named(QWidget, "field-edit")
        edit.set_value(value)  # type: ignore[attr-defined]
        self.click("field-save")

    # Sync.

    @property
    def sync(self) -> SyncView:
        """The sync view."""
        view = self.window.view("sync")
        assert isinstance(view, SyncView)
        return view
