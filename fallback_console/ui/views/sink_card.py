"""A card for each system that entries are sent to: how much waits, since when, and whether it flows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QProgressBar, QWidget

from fallback_console.domain.events import CourierProgress
from fallback_console.domain.health import State, SystemHealth
from fallback_console.domain.recovery import Recovery, minutes_left
from fallback_console.domain.views import SinkSummary
from fallback_console.ui import names
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Card, Chip, ElidedLabel, IconLabel, PlainLabel, row
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.numbers import count_words
from fallback_console.ui.widgets.times import absolute, duration, span

__all__ = ["LaneState", "SinkCard"]


_WORTH_A_BAR = 5
"""Fewer are gone before anybody has read how long they take."""

_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class LaneState:
    """Whether entries flow to a system: words, icon and chip variant."""

    words: str
    icon: str
    variant: str


class SinkCard(Card):
    """One system."""

    def __init__(self, theme: Theme, sink: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.sink = sink
        self._at: int | None = None
        self.setMinimumWidth(Size.CARD_MIN)
        # What flows matters more than the end of a gateway's name.
        self._title = ElidedLabel("", "large")
        self._lane = Chip(theme)
        head = row(gap=Space.S)
        head.addWidget(IconLabel(theme, names.system_icon(sink), "text", Size.ICON_L))
        head.addWidget(self._title, 1)
        head.addWidget(self._lane)
        self._waiting = Chip(theme)
        self._unknown = Chip(theme)
        self._attention = Chip(theme)
        self._oldest = PlainLabel("", "small")
        line = FlowLayout()
        for part in (self._attention, self._unknown, self._waiting, self._oldest):
            line.addWidget(part)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._rest = PlainLabel("", "small", wrap=True)
        self.body.addLayout(head)
        self.body.addLayout(line)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._rest)
        self.body.addStretch(1)
        self.show_recovery(None)

    @property
    def lane_words(self) -> str:
        """Whether entries flow, as it is shown."""
        return self._lane.text

    def show_facts(
        self, facts: SinkSummary, health: SystemHealth | None, progress: CourierProgress | None, now: int
    ) -> None:
        """Show numbers and whether they flow."""
        lane = self.lane_state(facts, health, progress)
        self._title.set_data(names.sink_name(self.sink))
        self._lane.show_state(lane.words, lane.icon, lane.variant)
        waiting = facts.waiting + facts.in_flight
        self._waiting.show_state(self.tr("%Ln waiting", "", waiting), "waiting", "accent" if waiting else "neutral")
        self._waiting.setVisible(bool(waiting) or not (facts.unknown or facts.needs_attention))
        self._unknown.setVisible(bool(facts.unknown))
        self._unknown.show_state(self.tr("%Ln unsure", "", facts.unknown), "unknown", "warn")
        self._attention.setVisible(bool(facts.needs_attention))
        self._attention.show_state(self.tr("%Ln need you", "", facts.needs_attention), "attention", "bad")
        if facts.oldest_at is None:
            self._oldest.setText(self.tr("%Ln sent so far", "", facts.confirmed))
            self._oldest.setToolTip("")
        else:
            self._oldest.setText(self.tr("oldest {span}").format(span=span(now - facts.oldest_at)))
            self._oldest.setToolTip(absolute(facts.oldest_at))
        self.setAccessibleName(f"{self._title.text()}: {lane.words}, {self._waiting.text}, {self._oldest.text()}")

    @property
    def recovery_words(self) -> str:
        """How far the sending is, as it is shown; '' where no bar is."""
        return self._rest.text()

    def show_recovery(self, recovery: Recovery | None) -> None:
        """How much of a backlog has been sent and how long the rest takes; nothing where there is none to speak of."""
        shown = recovery is not None and recovery.total >= _WORTH_A_BAR
        self._bar.setVisible(shown)
        self._rest.setVisible(shown)
        if recovery is None or not shown:
            self._rest.clear()
            return
        self._bar.setRange(0, recovery.total)
        self._bar.setValue(recovery.done)
        sent = self.tr("{done} of {total} sent")
        words = sent.format(done=count_words(recovery.done), total=count_words(recovery.total))
        self._rest.setText(f"{words} · {self._left_words(recovery)}")
        self._bar.setAccessibleName(self._rest.text())

    def _left_words(self, recovery: Recovery) -> str:
        if recovery.quiet_ms:
            return self.tr("nothing arrived for {span}").format(span=duration(recovery.quiet_ms // 1000))
        if recovery.left_ms is None:
            return self.tr("time left not known yet")
        minutes = minutes_left(recovery.left_ms)
        if not minutes:
            return self.tr("less than a minute left")
        return self.tr("about {span} left").format(span=span(minutes * _MINUTE))

    def lane_state(
        self, facts: SinkSummary, health: SystemHealth | None, progress: CourierProgress | None
    ) -> LaneState:
        """Whether entries flow, and if not why."""
        if health is not None and health.offline:
            return LaneState(self.tr("held: you are offline"), "offline", "warn")
        if health is not None and health.sign_in:
            return LaneState(self.tr("held: sign-in problem"), "sign-in", "warn")
        if health is not None and health.state != State.UP:
            return LaneState(self.tr("held: {state}").format(state=names.health_word(health)), "paused", "warn")
        if health is not None and not health.deliverable:
            return LaneState(self.tr("held: just back"), "paused", "accent")
        if progress is not None and progress.phase == "canary":
            return LaneState(self.tr("trying one first"), "canary", "accent")
        if facts.in_flight or (progress is not None and progress.phase == "flowing" and facts.waiting):
            return LaneState(self.tr("sending"), "flowing", "accent")
        if facts.waiting or facts.unknown or facts.needs_attention:
            return LaneState(self.tr("ready"), "ok", "ok")
        return LaneState(self.tr("all sent"), "ok", "ok")
