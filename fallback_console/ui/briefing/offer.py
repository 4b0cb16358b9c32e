"""Offers the last briefing at the top of the window to whoever has not read it: at the start, after unlocking, when one is given."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject

from fallback_console.domain.briefing import Briefing
from fallback_console.services import briefing
from fallback_console.ui.bridge import Touched
from fallback_console.ui.briefing.words import beginning
from fallback_console.ui.main_window import BRIEFING, MainWindow
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import Banner
from fallback_console.ui.widgets.times import clock_time

__all__ = ["BriefingOffer"]

_TOPICS = {"*", "briefing", "outage"}


class BriefingOffer(QObject):
    """A line below the outage bar; putting it away is not reading it, so the next start offers it again."""

    def __init__(self, window: MainWindow, tools: Tools) -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._unread: Briefing | None = None
        self._put_away = ""
        self.banner = Banner(tools.theme, "accent", parent=window.outage_bar.parentWidget())
        self.banner.setObjectName("briefing-offer")
        window.outage_bar.put_below(self.banner)
        self.banner.action_requested.connect(lambda: window.show_view(BRIEFING))
        self.banner.closed.connect(self._close)
        self._refresher = Refresher(window, tools.bridge, self._ask, self.show_unread)
        tools.bridge.changed.connect(self._take_changes)
        tools.languages.changed.connect(self._write)
        window.locked_changed.connect(self._unlocked)
        self._refresher.request()

    @property
    def busy(self) -> bool:
        """It is not known yet whether there is one; behind a hidden window nobody asks."""
        return self._window.isVisible() and self._refresher.busy

    def _ask(self) -> Future[Any]:
        desk = self._tools.context.desk
        return desk.query(briefing.unread, desk.login, self._tools.context.clock.now_ms())

    def show_unread(self, unread: Briefing | None) -> None:
        """Offer this one; None for nothing to read."""
        self._unread = unread
        self._write()

    def _write(self) -> None:
        one = self._unread
        if one is None or one.id == self._put_away:
            self.banner.hide()
            return
        words = self.tr("Briefing {number} of {time}, by {who}")
        time = clock_time(one.made_at, self._tools.context.clock.now_ms())
        self.banner.show_words(
            words.format(number=one.number, time=time, who=plain_name(one.by)),
            beginning(one),
            action=self.tr("Read it"),
        )

    def _close(self) -> None:
        self._put_away = "" if self._unread is None else self._unread.id

    def _unlocked(self, locked: bool) -> None:
        if not locked:
            self._put_away = ""
            self._refresher.request()

    def _take_changes(self, touched: Touched) -> None:
        if {topic for topic, _ in touched} & _TOPICS:
            self._refresher.request()
