"""What a live test found: one line for each step, and for the one that failed what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from fallback_console.ports import CheckStep
from fallback_console.ui.said import said_in_parts
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.views.connection_fields import check_name
from fallback_console.ui.widgets import IconLabel, PlainLabel, column

__all__ = ["CheckList"]


class CheckList(QWidget):
    """Empty until a test has run."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps: tuple[CheckStep, ...] = ()
        self._body = column(self)
        self._lines: QWidget | None = None

    @property
    def steps(self) -> tuple[CheckStep, ...]:
        """What is shown."""
        return self._steps

    def show_steps(self, steps: Sequence[CheckStep]) -> None:
        """Show what was found; nothing for an empty sequence."""
        self._steps = tuple(steps)
        self._write()
        failed = [step for step in self._steps if not step.ok]
        if failed:
            # A screen reader says what is missing without the focus moving here.
            words = " ".join(said_in_parts(failed[0].message))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._write()
        super().changeEvent(event)

    def _write(self) -> None:
        old, self._lines = self._lines, None
        if old is not None:
            self._body.removeWidget(old)
            old.hide()
            old.deleteLater()
        if not self._steps:
            return
        self._lines = QWidget()
        grid = QGridLayout(self._lines)
        grid.setContentsMargins(Space.NONE, Space.NONE, Space.NONE, Space.NONE)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(2, 1)
        for at, step in enumerate(self._steps):
            icon, role = ("ok", "ok") if step.ok else ("down", "bad")
            grid.addWidget(IconLabel(self._theme, icon, role), at, 0, Qt.AlignmentFlag.AlignTop)
            words = self.tr("{step}: works") if step.ok else self.tr("{step}: does not work")
            title = PlainLabel(words.format(step=check_name(step.name)), "strong")
            grid.addWidget(title, at, 1, Qt.AlignmentFlag.AlignTop)
            found = column(gap=Space.NONE)
            for number, part in enumerate(said_in_parts(step.message)):
                label = PlainLabel("", "muted" if number == 0 or step.ok else "", wrap=True)
                label.set_data(part)
                found.addWidget(label)
            grid.addLayout(found, at, 2)
        self._body.addWidget(self._lines)
