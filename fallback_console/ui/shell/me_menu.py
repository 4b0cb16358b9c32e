"""What one says of oneself, at the top of the menu under one's name."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from fallback_console.domain.entry import OWN_STATUSES
from fallback_console.domain.views import OwnStatus
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets.times import clock_time

__all__ = ["MeMenu"]


class MeMenu(QObject):
    """Puts one entry for each status before what the menu has already; Up, Down and the underlined letters choose.

    Attributes:
        status_chosen: of ``domain.entry.OWN_STATUSES``.
    """

    status_chosen = Signal(str)

    def __init__(self, theme: Theme, menu: QMenu) -> None:
        super().__init__(menu)
        first = menu.actions()[0]
        group = QActionGroup(self)
        self._actions: dict[str, QAction] = {}
        for status in OWN_STATUSES:
            action = QAction(menu)
            action.setCheckable(True)
            action.setData(status)
            action.triggered.connect(self._chosen)
            group.addAction(action)
            menu.insertAction(first, action)
            self._actions[status] = action
        menu.insertSeparator(first)

    def show_status(self, status: OwnStatus | None, now: int) -> None:
        """Mark the one in force and say since when."""
        titles = {
            "available": self.tr("&Available"),
            "call": self.tr("&On a call"),
            "wrap-up": self.tr("&Wrap-up"),
            "away": self.tr("Awa&y"),
            "off": self.tr("Off s&hift"),
        }
        for name, action in self._actions.items():
            current = status is not None and status.status == name
            words = titles[name]
            if current and status is not None and status.since_at is not None:
                words = self.tr("{status} – since {time}").format(status=words, time=clock_time(status.since_at, now))
            action.setText(words)
            action.setChecked(current)

    def _chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.status_chosen.emit(str(action.data()))
