"""The bell in the strip: how much nobody has read, and whether sounds are silenced."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from fallback_console.ui.alerts.keeper import AlertKeeper
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import ChipButton
from fallback_console.ui.widgets.times import clock_time

__all__ = ["Bell"]

_MOST = 99


class Bell(ChipButton):
    """Of one width: it comes after the first picture, and nothing beside it may move for a number."""

    def __init__(self, theme: Theme, keeper: AlertKeeper, parent: QWidget) -> None:
        super().__init__(theme, parent=parent)
        self._keeper = keeper
        self.setObjectName("bell")
        self.setFixedWidth(Size.STRIP + Space.L)
        keeper.changed.connect(self.renew)
        self.renew()

    def place(self, strip: QWidget) -> None:
        """Stand before the last part of a strip."""
        layout = strip.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(layout.count() - 1, self)

    def renew(self) -> None:
        """Write the number, and whether it is silent."""
        count, silenced = self._keeper.unread, self._keeper.silenced
        words = self.tr("Notifications: %n unread", "", count) if count else self.tr("Notifications: all read")
        if silenced:
            until = clock_time(self._keeper.choices.silent_until, self._keeper.now())
            silent = self.tr("silenced until {time}").format(time=until)
            words = f"{words}\n{silent}"
        icon = "bell-off" if silenced else "bell-news" if count else "bell"
        text = "" if not count else str(count) if count <= _MOST else f"{_MOST}+"
        self.show_state(text, icon, "accent" if count else "neutral", words)
        self.setAccessibleName(words.replace("\n", ", "))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.renew()
        super().changeEvent(event)
