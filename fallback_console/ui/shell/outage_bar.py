"""The bar below the strip while an outage runs: what is down, since when, and what to do instead."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from fallback_console.ui import names
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, ElidedLabel, IconLabel, PlainLabel, row, set_tooltip
from fallback_console.ui.widgets.times import absolute, clock_time

if TYPE_CHECKING:
    from fallback_console.domain.views import OutageRow

__all__ = ["OutageBar", "ProfileStrip"]


class OutageBar(QFrame):
    """Hidden while nothing is down.

    Attributes:
        playbook_requested: show the checklist.
        roll_call_requested: ask whether everybody is there.
        briefing_requested: show the briefings.
    """

    playbook_requested = Signal()
    roll_call_requested = Signal()
    briefing_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outage: OutageRow | None = None
        self._now = 0
        self._sms_works = False
        self.setProperty("look", "outage")
        self._icon = IconLabel(theme, "down", "bad", Size.ICON_L)
        self._headline = PlainLabel("", "headline-bad")
        # One line: with more buttons beside it, three would take the height that the cases need.
        self._advice = ElidedLabel()
        # What is down has to be read whole; the advice gives way altogether.
        self._advice.setMinimumWidth(Size.BORDER)
        self._playbook = Button(theme, "", "playbook")
        self._playbook.clicked.connect(self.playbook_requested)
        self._briefing = Button(theme, "", "broadcast")
        self._briefing.setObjectName("outage-briefing")
        self._briefing.clicked.connect(self.briefing_requested)
        self._roll_call = Button(theme, "", "people")
        self._roll_call.setObjectName("outage-roll-call")
        self._roll_call.clicked.connect(self.roll_call_requested)
        body = self._body = row(self, gap=Space.S)
        body.setContentsMargins(Space.M, Space.S - 1, Space.M, Space.S - 1)
        body.addWidget(self._icon)
        body.addWidget(self._headline)
        body.addWidget(self._advice, 1, Qt.AlignmentFlag.AlignVCenter)
        buttons = self._buttons = row(gap=Space.XS)
        for button in (self._playbook, self._roll_call, self._briefing):
            buttons.addWidget(button)
        body.addLayout(buttons)
        self.hide()
        self.retranslate()

    def show_outage(self, outage: OutageRow | None, now: int, working: Collection[str]) -> None:
        """Show the running outage.

        Args:
            outage: None where nothing is down.
            working: names of the systems that are up.
        """
        self._outage = outage if outage is not None and outage.over_at is None else None
        self._now = now
        self._sms_works = any(name.partition(":")[0] == "sms" for name in working)
        self.retranslate()
        self.setVisible(self._outage is not None)

    def put_below(self, widget: QWidget) -> None:
        """Put what else concerns everybody right below it, on the window's page."""
        page = self.parentWidget()
        layout = page.layout() if page is not None else None
        assert isinstance(layout, QBoxLayout)
        layout.insertWidget(layout.indexOf(self) + 1, widget)

    @property
    def headline(self) -> str:
        """The first sentence shown."""
        return self._headline.text()

    def retranslate(self) -> None:
        """Set every text again."""
        self._roll_call.setText(self.tr("Roll call"))
        self._roll_call.setToolTip(self.tr("Ask everybody whether they are there"))
        outage = self._outage
        self._briefing.setText(self.tr("Briefing"))
        if outage is None:
            self._playbook.setText(self.tr("&Playbook"))
            return
        self._write_progress(outage)
        systems = names.joined(names.system_name(s) for s in outage.systems)
        time = clock_time(outage.since_at, self._now)
        words = (
            self.tr("{systems} is down since {time}.")
            if len(outage.systems) == 1
            else self.tr("{systems} are down since {time}.")
        )
        self._headline.setText(words.format(systems=systems, time=time))
        self._advice.setText(
            self.tr("Work from here; reach people by SMS and phone. Everything is kept and sent when they return.")
            if self._sms_works
            else self.tr("Work from here; reach people by phone. Everything is kept and sent when they return.")
        )
        set_tooltip(self._headline, f"{absolute(outage.since_at)}\n{self._advice.text()}")
        self.setAccessibleName(f"{self._headline.text()} {self._advice.text()}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the first sentence has no room in one line beside the buttons, it takes two; the advice is then in its tooltip alone."""
        margins = self._body.contentsMargins()
        beside = margins.left() + margins.right() + self._icon.sizeHint().width() + self._buttons.minimumSize().width()
        room = self.width() - beside - 3 * self._body.spacing() - self._advice.minimumWidth()
        tight = self._headline.fontMetrics().horizontalAdvance(self._headline.text()) > room
        if tight != self._headline.wordWrap():
            self._headline.setWordWrap(tight)
            self._body.setStretchFactor(self._headline, int(tight))
            self._advice.setVisible(not tight)

    def _write_progress(self, outage: OutageRow) -> None:
        """How much of the playbook is done."""
        # Late: without an outage nobody needs the playbook.
        from fallback_console.ui.shell.playbook_file import playbook_steps

        steps = playbook_steps()
        done = sum(tick.done and tick.step in steps for tick in outage.steps)
        self._playbook.setText(self.tr("&Playbook {done}/{all}").format(done=done, all=len(steps)))
        words = self.tr("Playbook: {done} of {all} steps done")
        self._playbook.setAccessibleName(words.format(done=done, all=len(steps)))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class ProfileStrip(QFrame):
    """Says unmistakably that this is a rehearsal or a demonstration; hidden on real data."""

    def __init__(self, theme: Theme, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setProperty("look", kind if kind in ("drill", "demo") else "strip")
        self._words = PlainLabel()
        body = row(self, gap=Space.S)
        body.setContentsMargins(Space.M, Space.XS, Space.M, Space.XS)
        body.addStretch(1)
        if kind in ("drill", "demo"):
            body.addWidget(IconLabel(theme, kind, "on_accent"))
        body.addWidget(self._words)
        body.addStretch(1)
        # Never shown from here: without a parent yet, it would be a window of its own for a moment.
        if kind not in ("drill", "demo"):
            self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        if self._kind == "drill":
            self._words.setText(self.tr("DRILL – nothing reaches real systems"))
        elif self._kind == "demo":
            self._words.setText(self.tr("DEMO – made-up cases; nothing reaches real systems"))
        self.setAccessibleName(self._words.text())

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
