"""Looks for alerts whenever something changed, whether or not the window can be seen, and keeps what a person did with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from fallback_console.domain.alerts import Alert, unread
from fallback_console.domain.attention import Attention
from fallback_console.services import alerts, attention
from fallback_console.ui.bridge import Touched
from fallback_console.ui.views.base import Tools

__all__ = ["AlertKeeper"]

_TOPICS = frozenset(
    {
        "*",
        "outage",
        "delivery",
        "case",
        "callback",
        "missed",
        "reach",
        "sms",
        "contact",
        "mirror",
        "alert",
        "attention",
        "claim",
        "escalation",
        "briefing",
        "roll_call",
        "hub_message",
    }
)
_WAIT_MS = 300
"""A pull or a delivery run commits hundreds of times."""

_HOUR_MS = 3_600_000
_MORNING = 8


class AlertKeeper(QObject):
    """Between the alerts of the store and what shows them.

    Attributes:
        alerts: every alert that was not put away, the newest first.
        choices: how the person wants to be told.
        raised: (alerts) that are new, the oldest first; told once for each, by one window.
        changed: ``alerts`` or ``choices`` changed.
    """

    raised = Signal(object)
    changed = Signal()

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = tools.context.desk
        self._bridge = tools.bridge
        self._clock = tools.context.clock
        self._running = self._again = False
        self.alerts: list[Alert] = []
        self.choices = Attention()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_WAIT_MS)
        self._pause.timeout.connect(self.look)
        tools.bridge.changed.connect(self._take_changes)
        # Times come due while nothing changes.
        tools.ticker.ticked.connect(self.look)
        self.look()

    @property
    def busy(self) -> bool:
        """An answer is still to come."""
        return self._running or self._pause.isActive()

    @property
    def unread(self) -> int:
        """How many nobody has read."""
        return unread(self.alerts)

    @property
    def silenced(self) -> bool:
        """No sound may be heard now."""
        return self.choices.silenced(self.now())

    def now(self) -> int:
        """UTC epoch milliseconds."""
        return self._clock.now_ms()

    def look(self) -> None:
        """Ask what there is."""
        if self._running:
            self._again = True
            return
        self._running = True
        self._bridge.run(self._desk.query(_facts, self._desk.login, self.now()), self._take, self._fail)

    def read(self, ids: Iterable[str] | None) -> None:
        """These have been read; all where None."""
        self._change(alerts.mark, None if ids is None else list(ids), self.now())

    def dismiss(self, ids: Iterable[str] | None) -> None:
        """Put these away; all where None."""
        self._change(alerts.dismiss, None if ids is None else list(ids), self.now())

    def silence(self, until: int) -> None:
        """No sound before then, UTC epoch milliseconds; 0 brings them back."""
        self._change_choices(silent_until=until)

    def silence_for_an_hour(self) -> None:
        """No sound for an hour."""
        self.silence(self.now() + _HOUR_MS)

    def silence_until_tomorrow(self) -> None:
        """No sound until the next morning, at eight."""
        today = datetime.fromtimestamp(self.now() / 1000).astimezone().date()
        morning = datetime.combine(today + timedelta(days=1), time(_MORNING)).astimezone()
        self.silence(round(morning.timestamp() * 1000))

    def sounds_on(self) -> None:
        """Sounds may be heard again."""
        self.silence(0)

    def _change(self, command: Any, *words: Any) -> None:
        self._bridge.run(self._desk.command(command, self._desk.login, *words), lambda _: self.look())

    def _change_choices(self, **choices: Any) -> None:
        future = self._desk.command(attention.change, self._desk.login, **choices)
        self._bridge.run(future, lambda _: self.look())

    def _take_changes(self, touched: Touched) -> None:
        if any(topic in _TOPICS for topic, _ in touched):
            self._pause.start()

    def _take(self, facts: tuple[list[Alert], bool, Attention]) -> None:
        found, is_news, choices = facts
        if is_news:
            # Kept first, shown then: what was raised is never raised again, not even after the power went.
            command = self._desk.command(alerts.collect, self._desk.login, self.now())
            self._bridge.run(command, self._take_news, self._fail)
            self.choices = choices
            return
        self._running = False
        if (found, choices) != (self.alerts, self.choices):
            self.alerts, self.choices = found, choices
            self.changed.emit()
        if self._again:
            self._again = False
            self.look()

    def _take_news(self, fresh: tuple[Alert, ...]) -> None:
        if fresh:
            self.raised.emit(fresh)
        self._running = self._again = False
        self.look()

    def _fail(self, error: BaseException) -> None:
        self._running = self._again = False
        self._bridge.failed.emit(error)


def _facts(reading: Any, login: str, now: int) -> tuple[list[Alert], bool, Attention]:
    """Everything that is shown, in one query."""
    found, is_news = alerts.look(reading, login, now)
    return found, is_news, attention.find(reading, login)
