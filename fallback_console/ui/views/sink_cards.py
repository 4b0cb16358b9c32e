"""The row of cards, one for each system that entries are sent to, and how far each recovery is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from fallback_console.domain.events import CourierProgress
from fallback_console.domain.health import SystemHealth
from fallback_console.domain.recovery import Recovery, follow
from fallback_console.domain.views import SinkSummary
from fallback_console.services.recovery import Pace
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.views.sink_card import SinkCard
from fallback_console.ui.widgets import row

__all__ = ["SinkCards"]

_NOTHING = Pace()


class SinkCards(QWidget):
    """Follows what is sent as long as the window is open."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: dict[str, SinkCard] = {}
        self._summaries: dict[str, SinkSummary] = {}
        self._paces: Mapping[str, Pace] = {}
        self._progress: dict[str, CourierProgress] = {}
        self._recoveries: dict[str, Recovery] = {}
        self._health: dict[str, SystemHealth] = {}
        self._now = 0
        self._row = row(self, gap=Space.M)
        self._row.addStretch(1)

    def show_facts(
        self,
        summaries: Sequence[SinkSummary],
        paces: Mapping[str, Pace],
        health: Sequence[SystemHealth],
        now: int,
    ) -> None:
        """What is open, and how fast it goes."""
        self._summaries = {s.sink: s for s in summaries}
        self._paces = paces
        self.tick(health, now)

    def take_progress(self, event: CourierProgress) -> None:
        """The courier moved something."""
        self._progress[event.sink] = event

    def tick(self, health: Sequence[SystemHealth], now: int) -> None:
        """Time went on, or a system changed."""
        self._health = {h.system: h for h in health}
        self._now = now
        for sink in self._summaries:
            self._follow(sink)
        self._write()

    def retranslate(self) -> None:
        """Another language."""
        self._write()

    def _follow(self, sink: str) -> None:
        """How far the sending is; while the system does not take anything it stays where it was."""
        facts, pace = self._summaries[sink], self._paces.get(sink, _NOTHING)
        left = facts.waiting + facts.in_flight - pace.held
        known = self._health.get(sink)
        before = self._recoveries.pop(sink, None)
        if left > 0 and known is not None and not known.deliverable:
            # What is measured begins anew when it is back; what was done stays done.
            if before is not None:
                self._recoveries[sink] = before._replace(left_ms=None, quiet_ms=0)
            return
        now = follow(before, left, facts.confirmed, pace.times, self._now)
        if now is not None:
            self._recoveries[sink] = now

    def _write(self) -> None:
        for sink in set(self._cards) - set(self._summaries):
            gone = self._cards.pop(sink)
            self._row.removeWidget(gone)
            gone.deleteLater()
        for sink, facts in sorted(self._summaries.items(), key=lambda p: (p[0] != "helpdesk", p[0])):
            if sink not in self._cards:
                self._cards[sink] = SinkCard(self._theme, sink)
                self._row.insertWidget(self._row.count() - 1, self._cards[sink], 2)
            known = self._health.get(sink)
            flows = known is None or known.deliverable
            self._cards[sink].show_facts(facts, known, self._progress.get(sink), self._now)
            self._cards[sink].show_recovery(self._recoveries.get(sink) if flows else None)
