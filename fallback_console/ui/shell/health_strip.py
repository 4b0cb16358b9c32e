"""The strip on top: one chip for each system, what waits to be sent, how old the copy is, and who works here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from fallback_console.domain.health import State, SystemHealth
from fallback_console.ui import names
from fallback_console.ui.said import said
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, ChipButton, PlainLabel, row, set_tooltip
from fallback_console.ui.widgets.times import absolute, clock_time, relative, span

if TYPE_CHECKING:
    from fallback_console.domain.views import OwnStatus

__all__ = ["HealthStrip"]

_URGENCY = {State.DOWN: 0, State.SUSPECT: 1, State.RECOVERING: 2, State.UNKNOWN: 3, State.UP: 4}
_MINUTE_MS = 60_000
_STALE_MS = 15 * 60_000
"""From this age on the copy is marked as old."""
_LEVELS = (
    (True, False, False),
    (False, False, False),
    (True, True, False),
    (False, True, False),
    (True, True, True),
    (False, True, True),
)
"""(times beside what is down, the healthy as one chip, the right side short), from all to the least."""


class HealthStrip(QFrame):
    """Answers without a click: what is down, what works, what waits, how old is what I see.

    Attributes:
        evidence_requested: (name of a system, the chip that was pressed).
        others_requested: (the chip that stands for several systems): list them.
        waiting_requested: show what waits.
        pull_requested, pull_cancel_requested, check_requested, settings_requested: chosen in the menu.
    """

    evidence_requested = Signal(str, object)
    others_requested = Signal(object)
    waiting_requested = Signal()
    pull_requested = Signal()
    pull_cancel_requested = Signal()
    check_requested = Signal()
    settings_requested = Signal()

    def __init__(self, theme: Theme, login: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._login = login
        self._health: tuple[SystemHealth, ...] = ()
        self._now = 0
        self._written: object = None
        self._waiting = self._attention = 0
        self._data_at: int | None = None
        self._pull: tuple[int, int | None] | None = None
        self._status: OwnStatus | None = None
        self._chips: dict[str, ChipButton] = {}
        self.setProperty("look", "strip")
        self.setMinimumHeight(Size.STRIP)
        self._offline = ChipButton(theme)
        self._offline.clicked.connect(self.check_requested)
        self._nothing = PlainLabel("", "muted")
        self._others = ChipButton(theme)
        self._others.clicked.connect(self._ask_others)
        self._unsent = ChipButton(theme)
        self._unsent.clicked.connect(self.waiting_requested)
        self._attend = ChipButton(theme)
        self._attend.clicked.connect(self.waiting_requested)
        self._age = PlainLabel("", "muted")
        self._me = Button(theme, "", "menu")
        # The mark of a menu stands behind the words.
        self._me.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.menu = QMenu(self._me)
        self._pull_action = self.menu.addAction("")
        self._pull_action.triggered.connect(self._pull_pressed)
        self._check_action = self.menu.addAction("")
        self._check_action.triggered.connect(self.check_requested)
        self.menu.addSeparator()
        self._settings_action = self.menu.addAction("")
        self._settings_action.triggered.connect(self.settings_requested)
        self._me.setMenu(self.menu)
        self._left = row(gap=Space.S)
        self._left.addWidget(self._nothing)
        self._left.addWidget(self._offline)
        self._left.addWidget(self._others)
        body = row(self, gap=Space.M)
        body.setContentsMargins(Space.M, Space.S - 1, Space.M, Space.S - 1)
        body.addLayout(self._left)
        body.addStretch(1)
        body.addWidget(self._attend)
        body.addWidget(self._unsent)
        body.addWidget(self._age)
        body.addWidget(self._me)
        self.retranslate()

    def show_health(self, health: Sequence[SystemHealth], now: int) -> None:
        """Show every system, the worst first."""
        self._now = now
        self._health = tuple(h for h in health if h.system != "internet")
        self._place_chips()
        self._fit()

    def show_waiting(self, waiting: int, attention: int) -> None:
        """How many entries wait to be sent, and how many of all that is open need a person."""
        self._waiting, self._attention = waiting, attention
        self._fit()

    def show_data_age(self, at: int | None, now: int) -> None:
        """When the copy was last brought up to date; None before the first time."""
        self._data_at, self._now = at, now
        self._fit()

    def show_pull(self, progress: tuple[int, int | None] | None) -> None:
        """(cases seen, how many there are or None) while a pull runs, None when it does not."""
        self._pull = progress
        self._fit()

    def show_own_status(self, status: OwnStatus, now: int) -> None:
        """What the person who works here says of themselves."""
        if status != self._status:
            self._status, self._now = status, now
            self._fit()

    @property
    def others(self) -> ChipButton:
        """The chip that stands for several systems."""
        return self._others

    def chip(self, system: str) -> ChipButton | None:
        """The chip of a system."""
        return self._chips.get(system)

    def retranslate(self) -> None:
        """Set every text again."""
        self._written = None
        self.setAccessibleName(self.tr("State of the systems"))
        self._nothing.setText(self.tr("No system has been checked yet"))
        self._check_action.setText(self.tr("&Check all systems now"))
        self._settings_action.setText(self.tr("&Settings"))
        self._place_chips()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is less room."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Write what was told meanwhile."""
        super().showEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The strip makes itself fit; it never widens the window."""
        return QSize(0, super().minimumSizeHint().height())

    def _place_chips(self) -> None:
        """One chip for each system, the worst first, then by name."""
        self._health = tuple(sorted(self._health, key=lambda h: (_rank(h), _name_of(h.system, self._health))))
        wanted = {h.system for h in self._health}
        for system in set(self._chips) - wanted:
            gone = self._chips.pop(system)
            self._left.removeWidget(gone)
            gone.deleteLater()
        for place, one in enumerate(self._health, start=2):
            chip = self._chip_of(one.system)
            if self._left.indexOf(chip) != place:
                self._left.removeWidget(chip)
                self._left.insertWidget(place, chip)

    def _chip_of(self, system: str) -> ChipButton:
        chip = self._chips.get(system)
        if chip is None:
            chip = ChipButton(self._theme, parent=self)
            chip.setProperty("system", system)
            chip.clicked.connect(self._chip_pressed)
            self._chips[system] = chip
        return chip

    def _fit(self) -> None:
        """The first level of detail that fits; measured only while it can be seen."""
        if not self.isVisible():
            return
        for since, merged, short in _LEVELS:
            self._write(since=since, merged=merged, short=short)
            if super().minimumSizeHint().width() <= self.width():
                return

    def _write(self, *, since: bool, merged: bool, short: bool) -> None:
        # The chips' words change with the minute at most; what is beside them, many times a second.
        lengths = tuple((self._now - one.since_at) // _MINUTE_MS for one in self._health) if since else ()
        chips = (self._health, lengths, since, merged)
        if chips != self._written:
            self._written = chips
            self._write_chips(since=since, merged=merged)
        self._write_right(short=short)

    def _write_chips(self, *, since: bool, merged: bool) -> None:
        self._nothing.setVisible(not self._health)
        offline = bool(self._health) and all(h.offline for h in self._health)
        self._offline.setVisible(offline)
        self._offline.show_state(
            self.tr("You are offline"),
            "offline",
            "bad",
            self.tr("This computer has no network. Everything you do is kept. Press to look again."),
        )
        alike = [h for h in self._health if h.offline] or [h for h in self._health if names.health_look(h)[1] == "ok"]
        hidden = {h.system for h in alike} if merged and len(alike) > 1 else set()
        for one in self._health:
            chip = self._chips[one.system]
            chip.setVisible(one.system not in hidden)
            self._write_chip(chip, one, since=since)
        self._others.setVisible(bool(hidden))
        if self._left.indexOf(self._others) != self._left.count() - 1:
            self._left.removeWidget(self._others)
            self._left.addWidget(self._others)
        if hidden:
            listed = names.joined(_name_of(s, self._health) for s in sorted(hidden))
            if alike[0].offline:
                self._others.show_state(self.tr("%n cannot be seen", "", len(hidden)), "unknown", "neutral", listed)
                self._others.setAccessibleName(self.tr("Cannot be seen: {systems}").format(systems=listed))
            else:
                self._others.show_state(self.tr("%n up", "", len(hidden)), "ok", "ok", listed)
                self._others.setAccessibleName(self.tr("Up: {systems}").format(systems=listed))

    def _write_chip(self, chip: ChipButton, health: SystemHealth, *, since: bool) -> None:
        icon, variant = names.health_look(health)
        name, word = _name_of(health.system, self._health), names.health_word(health)
        text = f"{name} {word}"
        if since and variant == "bad":
            text = f"{text} {span(self._now - health.since_at)}"
        since_when = self.tr("since {time}").format(time=absolute(health.since_at))
        chip.show_state(text, icon, variant, f"{text}\n{since_when}\n{said(health.detail)}".strip())
        chip.setAccessibleName(f"{name}: {word}")
        chip.setAccessibleDescription(said(health.detail))

    def _write_right(self, *, short: bool) -> None:
        attention = self.tr("%n need you", "", self._attention)
        self._attend.setVisible(bool(self._attention))
        self._attend.show_state(
            attention, "attention", "bad", self.tr("Conflicts, refusals and what may not have arrived")
        )
        waiting = self.tr("%Ln waiting to be sent", "", self._waiting)
        if self._waiting:
            self._unsent.show_state(str(self._waiting) if short else waiting, "sync", "accent", waiting)
        else:
            self._unsent.show_state(self.tr("all sent"), "ok", "neutral")
        self._unsent.setVisible(not (self._attention and not self._waiting))
        if self._waiting:
            self._unsent.setAccessibleName(waiting)
        self._age.setVisible(not short or self._pull is not None)
        self._write_age()
        self._write_me(short=short)
        self._pull_action.setText(self.tr("Stop &fetching") if self._pull else self.tr("&Fetch from the helpdesk now"))

    def _write_me(self, *, short: bool) -> None:
        status = self._status
        state = since = names.status_word(status.status if status is not None else "")
        if status is not None and status.since_at is not None:
            time = clock_time(status.since_at, self._now)
            since = self.tr("{state} since {time}").format(state=state, time=time)
        self._me.setText(self._login if short else f"{self._login} · {state}")
        self._me.setAccessibleName(self.tr("You: {name}, {state}").format(name=self._login, state=since))
        set_tooltip(self._me, since)

    def _write_age(self) -> None:
        if self._pull is not None:
            seen, total = self._pull
            words = self.tr("fetching {seen} of {total}") if total else self.tr("fetching {seen}")
            self._age.setText(words.format(seen=seen, total=total))
            self._age.set_look("accent")
            self._age.setToolTip("")
        elif self._data_at is None:
            self._age.setText(self.tr("no data yet"))
            self._age.set_look("muted")
            self._age.setToolTip("")
        else:
            self._age.setText(self.tr("data from {time}").format(time=clock_time(self._data_at, self._now)))
            self._age.set_look("warn" if self._now - self._data_at > _STALE_MS else "muted")
            set_tooltip(self._age, f"{relative(self._data_at, self._now)}\n{absolute(self._data_at)}")

    def _chip_pressed(self) -> None:
        chip = self.sender()
        if isinstance(chip, ChipButton):
            self.evidence_requested.emit(str(chip.property("system")), chip)

    def _ask_others(self) -> None:
        self.others_requested.emit(self._others)

    def _pull_pressed(self) -> None:
        if self._pull is None:
            self.pull_requested.emit()
        else:
            self.pull_cancel_requested.emit()


def _name_of(system: str, among: Sequence[SystemHealth]) -> str:
    """A gateway's own name only where there are several."""
    several = sum(health.system.startswith("sms:") for health in among) > 1
    return names.sink_name(system) if several else names.system_name(system)


def _rank(health: SystemHealth) -> int:
    if health.sign_in and health.state != State.DOWN:
        return 1
    return _URGENCY[health.state]
