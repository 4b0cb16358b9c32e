"""The page in place of the window where the data cannot be opened: what happened, what to do, and nothing lost."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from fallback_console import __version__
from fallback_console.domain.errors import ConsoleError, StoreError
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.i18n import Languages
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, IconLabel, PlainLabel, PrimaryButton, column, row

__all__ = ["TroublePage", "details_of"]


def details_of(error: BaseException, folder: Path) -> str:
    """What IT needs to know, as text to copy: no secrets, no customers' data."""
    lines = [
        f"Fallback Console {__version__}",
        f"Python {platform.python_version()}, {platform.platform()}",
        f"Data folder: {folder}",
        f"Error: {type(error).__name__}",
    ]
    if isinstance(error, ConsoleError):
        lines += [f"Code: {error.code}", f"Message: {error.message}", f"Next step: {error.next_step}"]
        lines += [f"{name}: {value}" for name, value in sorted(error.values.items()) if value is not None]
    return "\n".join(lines)


class TroublePage(QWidget):
    """A window of its own.

    Attributes:
        retry_requested: try to open again.
        quit_requested: give up.
    """

    retry_requested = Signal()
    quit_requested = Signal()

    def __init__(self, theme: Theme, languages: Languages, error: BaseException, folder: Path) -> None:
        super().__init__()
        self._languages = languages
        self._error = error
        self._folder = folder
        self.setProperty("look", "canvas")
        self.setMinimumSize(Size.PAGE, Size.POPOVER)
        self._title = PlainLabel("", "title", wrap=True)
        self._hint = PlainLabel("", "", wrap=True)
        self._safe = PlainLabel("", "muted", wrap=True)
        self._detail = PlainLabel("", "small", wrap=True)
        self._copy = Button(theme, "", "copy")
        self._copy.clicked.connect(self._copy_details)
        self._retry = PrimaryButton(theme, "", "refresh")
        self._retry.clicked.connect(self.retry_requested)
        self._quit = Button(theme)
        self._quit.clicked.connect(self.quit_requested)
        icon = "database" if isinstance(error, StoreError) else "attention"
        head = row(gap=Space.L)
        head.addWidget(IconLabel(theme, icon, "bad", Size.ICON_XL), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=Space.M)
        for label in (self._title, self._hint, self._safe, self._detail):
            words.addWidget(label)
        head.addLayout(words, 1)
        buttons = row()
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        buttons.addWidget(self._quit)
        buttons.addWidget(self._retry)
        card = QFrame()
        card.setProperty("look", "card")
        body = column(card, margin=Space.XL, gap=Space.XL)
        body.addLayout(head)
        body.addLayout(buttons)
        page = column(self, margin=Space.XL)
        page.addStretch(1)
        page.addWidget(card)
        page.addStretch(1)
        self.retranslate()
        self._retry.setFocus()

    @property
    def sentence(self) -> str:
        """What it says first."""
        return self._title.text()

    @property
    def next_step(self) -> str:
        """What it says to do."""
        return self._hint.text()

    def retranslate(self) -> None:
        """Set every text again."""
        words = error_words(self._error, self._languages.current)
        self.setWindowTitle(self.tr("Fallback Console"))
        self._title.set_data(words.title)
        self._hint.set_data(words.hint)
        self._safe.set_data(
            self.tr("Nothing was deleted or changed. Data folder: {folder}").format(folder=self._folder)
        )
        self._detail.set_data(words.detail)
        self._detail.setVisible(bool(words.detail))
        self._copy.setText(self.tr("&Copy details"))
        self._retry.setText(self.tr("&Try again"))
        self._quit.setText(self.tr("&Quit"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(details_of(self._error, self._folder))
        self._copy.setText(self.tr("Copied"))
