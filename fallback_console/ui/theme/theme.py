"""The theme in force: light, dark, or what the system says."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from fallback_console.ui.theme.icons import IconSet
from fallback_console.ui.theme.stylesheet import style_sheet
from fallback_console.ui.theme.tokens import DARK, LIGHT, Font, Size, Tokens

__all__ = ["MODES", "STYLE", "STYLED", "Theme"]

MODES = ("system", "light", "dark")

STYLE = "Fusion"
"""Qt's style, the same on every system."""

STYLED = "styled"
"""Property of an application object that was made with the style: setting it gives the style to Python, with hundreds of names."""


class Theme(QObject):
    """Applies the tokens to the application and hands out colours and icons.

    Attributes:
        changed: emitted after another theme took effect; who keeps icons or paints by itself asks again.
        tokens: the colours in force.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._icons = IconSet()
        self._mode = ""
        self.tokens: Tokens = LIGHT
        if app.property(STYLED) is None:
            app.setStyle(STYLE)
        # Nothing moves by itself, whatever the system would let menus and lists do: calm, and nobody has to ask for it.
        for effect in Qt.UIEffect:
            app.setEffectEnabled(effect, False)
        font = app.font()
        font.setPixelSize(Font.BODY)
        app.setFont(font)
        self.set_mode(mode)
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def mode(self) -> str:
        """What was chosen: 'system', 'light' or 'dark'."""
        return self._mode

    def set_mode(self, mode: str) -> None:
        """Choose 'light', 'dark' or 'system'; anything else counts as 'system'."""
        mode = mode if mode in MODES else "system"
        if mode == self._mode:
            return
        self._mode = mode
        hints = self._app.styleHints()
        if mode == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if mode == "dark" else Qt.ColorScheme.Light)
        self._apply()

    def icon(self, name: str, role: str = "text", size: int = Size.ICON) -> QIcon:
        """An icon in the colour of a token role."""
        return self._icons.icon(name, self.tokens.colour(role), self.tokens.muted, size)

    @property
    def icons(self) -> IconSet:
        """For widgets that paint by themselves."""
        return self._icons

    def _follow(self) -> None:
        if self._mode == "system" and self._system_is_dark() != self.tokens.dark:
            self._apply()

    def _system_is_dark(self) -> bool:
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _apply(self) -> None:
        dark = self._mode == "dark" or (self._mode == "system" and self._system_is_dark())
        self.tokens = DARK if dark else LIGHT
        self._app.setPalette(_palette(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, t.canvas),
        (role.WindowText, t.text),
        (role.Base, t.surface),
        (role.AlternateBase, t.canvas),
        (role.Text, t.text),
        (role.PlaceholderText, t.muted),
        (role.Button, t.surface),
        (role.ButtonText, t.text),
        (role.BrightText, t.bad),
        (role.Highlight, t.accent),
        (role.HighlightedText, t.on_accent),
        (role.ToolTipBase, t.raised),
        (role.ToolTipText, t.text),
        (role.Link, t.accent),
        (role.LinkVisited, t.accent),
        (role.Light, t.raised),
        (role.Midlight, t.raised),
        (role.Mid, t.line),
        (role.Dark, t.line),
        (role.Shadow, t.line),
        (role.Accent, t.accent),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(t.muted))
    return palette
