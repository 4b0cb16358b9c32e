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
            font = QFont(self.font())
            font.setWeight(QFont.Weight.DemiBold)
            plain, bold = QFontMetrics(self.font()), QFontMetrics(font)
            hint.setWidth(
                hint.width() + max(0, bold.horizontalAdvance(self.text()) - plain.horizontalAdvance(self.text()))
            )
        return hint

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
