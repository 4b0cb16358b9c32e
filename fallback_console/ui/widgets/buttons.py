"""Push buttons whose icons follow the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from fallback_console.ui.theme import Size, Theme

__all__ = ["Button", "DangerButton", "FlatButton", "PrimaryButton"]


class Button(QPushButton):
    """An ordinary push button: a word, and where it helps an icon in front of it."""

    look = ""
    icon_role = "text"

    def __init__(self, theme: Theme, text: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._icon = icon
        self._measured = ("", "", 0)
        # Enter presses the button that has the focus, not only the space bar.
        self.setAutoDefault(True)
        if self.look:
            self.setProperty("look", self.look)
        if icon:
            self.setIconSize(QSize(Size.ICON, Size.ICON))
            self._tint()
            theme.changed.connect(self._tint)

    def sizeHint(self) -> QSize:
        """Room for the words in demi-bold where it can be checked, so that checking it does not cut them off."""
        hint = super().sizeHint()
        if self.isCheckable():
            hint.setWidth(hint.width() + self._more_in_bold())
        return hint

    def _more_in_bold(self) -> int:
        """How much wider the words get, kept: a layout asks for it dozens of times."""
        text, font = self.text(), self.font()
        if self._measured[:2] != (text, font.key()):
            bold = QFont(font)
            bold.setWeight(QFont.Weight.DemiBold)
            more = QFontMetrics(bold).horizontalAdvance(text) - QFontMetrics(font).horizontalAdvance(text)
            self._measured = (text, font.key(), max(0, more))
        return self._measured[2]

    def set_icon_name(self, icon: str) -> None:
        """Show another icon; only for a button made with one."""
        self._icon = icon
        self._tint()

    def _tint(self) -> None:
        self.setIcon(self._theme.icon(self._icon, self.icon_role))


class PrimaryButton(Button):
    """The one thing to do next."""

    look = "primary"
    icon_role = "on_accent"


class DangerButton(Button):
    """What cannot be undone."""

    look = "danger"
    icon_role = "bad"


class FlatButton(Button):
    """A quiet button inside a line."""

    look = "flat"
    icon_role = "muted"
