"""The icon in the system's tray: how things stand, in a picture and in words, and what is done most from there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from fallback_console.domain.entry import OWN_STATUSES
from fallback_console.domain.health import State, SystemHealth
from fallback_console.ui import names
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets.times import span

__all__ = ["STATES", "Tray", "how_things_stand", "tray_picture"]

STATES = ("well", "unsure", "attention", "down")
"""From the best to the worst."""

_BADGES = {
    "well": ("ok", "ok"),
    "unsure": ("unknown", "warn"),
    "attention": ("attention", "accent"),
    "down": ("down", "bad"),
}
_SIZES = (16, 22, 24, 32, 48, 64)
_BADGE = 0.56
"""Share of the icon that the badge is wide."""


def how_things_stand(health: Sequence[SystemHealth], unread: int) -> str:
    """The state to show, of ``STATES``: what is down counts most, then what a person should look at."""
    systems = [h for h in health if h.system != "internet"]
    if any(h.state == State.DOWN and not h.offline for h in systems):
        return "down"
    if unread:
        return "attention"
    if not systems or any(h.offline or h.sign_in or h.state != State.UP for h in systems):
        return "unsure"
    return "well"


def tray_picture(theme: Theme, state: str, size: int) -> QPixmap:
    """The icon with its badge: each state has a shape of its own."""
    tokens = theme.tokens
    picture = QPixmap(size, size)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.nav))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size / 5, size / 5)
    inner = size * (1 - _BADGE / 2) - size / 8
    theme.icons.paint(painter, "helpdesk", tokens.nav_strong, QRectF(size / 16, size / 16, inner, inner))
    icon, role = _BADGES[state]
    side = size * _BADGE
    spot = QRectF(size - side, size - side, side, side)
    painter.setBrush(QColor(tokens.surface))
    painter.drawEllipse(spot)
    theme.icons.paint(painter, icon, tokens.colour(role), spot)
    painter.end()
    return picture


class Tray(QObject):
    """Icon and menu; nothing is shown before ``show``, and where the system has no tray.

    Attributes:
        icon, menu: as they are.
        state: of ``STATES``.
        open_requested, down_requested, pull_requested, silence_requested, sounds_requested, quit_requested: chosen in the menu.
        status_chosen: of ``OWN_STATUSES``.
    """

    open_requested = Signal()
    down_requested = Signal()
    pull_requested = Signal()
    silence_requested = Signal()
    sounds_requested = Signal()
    quit_requested = Signal()
    status_chosen = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._facts: tuple[tuple[SystemHealth, ...], int, bool, int] = ((), 0, False, 0)
        self.state = ""
        self.menu = QMenu(window)
        self._open = self.menu.addAction("")
        self._down = self.menu.addAction("")
        self._me = self.menu.addMenu("")
        self._statuses: dict[str, QAction] = {}
        for status in OWN_STATUSES:
            action = self._me.addAction("")
            action.setData(status)
            action.triggered.connect(self._status_pressed)
            self._statuses[status] = action
        self._pull = self.menu.addAction("")
        self.menu.addSeparator()
        self._silence = self.menu.addAction("")
        self._sounds = self.menu.addAction("")
        self.menu.addSeparator()
        self._quit = self.menu.addAction("")
        for action, signal in (
            (self._open, self.open_requested),
            (self._down, self.down_requested),
            (self._pull, self.pull_requested),
            (self._silence, self.silence_requested),
            (self._sounds, self.sounds_requested),
            (self._quit, self.quit_requested),
        ):
            action.triggered.connect(signal)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        theme.changed.connect(self._paint)
        window.installEventFilter(self)
        self._retranslate()
        self._paint()

    def show(self) -> None:
        """Stand in the tray, where the system has one."""
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.icon.show()

    @property
    def shown(self) -> bool:
        """It stands in the tray."""
        return self.icon.isVisible()

    def show_facts(self, health: Sequence[SystemHealth], unread: int, now: int, *, silenced: bool) -> None:
        """How things stand now."""
        facts = (tuple(h for h in health if h.system != "internet"), unread, silenced, now)
        if facts == self._facts and self.state:
            return
        self._facts = facts
        self._silence.setVisible(not silenced)
        self._sounds.setVisible(silenced)
        self._down.setEnabled(bool(facts[0]))
        state = how_things_stand(health, unread)
        if state != self.state:
            self.state = state
            self._paint()
        self.icon.setToolTip(self.words())

    def words(self) -> str:
        """One sentence for each system, the worst first, and what nobody has read."""
        health, unread, _, now = self._facts
        worst = sorted(health, key=lambda h: (names.health_look(h)[1] == "ok", names.system_name(h.system)))
        lines = []
        for one in worst:
            name, word = names.system_name(one.system), names.health_word(one)
            if one.state == State.DOWN and not one.offline:
                length = span(now - one.since_at)
                lines.append(self.tr("{system}: {state} for {span}").format(system=name, state=word, span=length))
            else:
                lines.append(self.tr("{system}: {state}").format(system=name, state=word))
        if unread:
            lines.append(self.tr("%n unread notifications", "", unread))
        return "\n".join(lines) or self.tr("Fallback Console")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.icon.setToolTip(self.words())
        return False

    def _retranslate(self) -> None:
        self._open.setText(self.tr("&Open the window"))
        self._down.setText(self.tr("&What is down"))
        self._me.setTitle(self.tr("My &status"))
        for status, action in self._statuses.items():
            action.setText(names.status_word(status))
        self._pull.setText(self.tr("&Fetch from the helpdesk now"))
        self._silence.setText(self.tr("Silence sounds for &1 hour"))
        self._sounds.setText(self.tr("Sounds o&n"))
        self._quit.setText(self.tr("&Quit"))

    def _paint(self) -> None:
        icon = QIcon()
        for size in _SIZES:
            icon.addPixmap(tray_picture(self._theme, self.state or "unsure", size))
        self.icon.setIcon(icon)

    def _status_pressed(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.status_chosen.emit(str(action.data()))

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_requested.emit()
