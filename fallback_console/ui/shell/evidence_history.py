"""The last thirty days of a system, below its evidence: a strip of days, how much it was up in words, and its outages."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fallback_console.domain.availability import Span, SystemHistory, by_day, down_ms
from fallback_console.ui.shell.day_strip import DayStrip
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import IconLabel, PlainLabel, column, row
from fallback_console.ui.widgets.times import absolute, clock_time, span

__all__ = ["DAYS", "HistoryBlock", "day_starts"]

DAYS = 30
_LISTED = 6
_DAY_MS = 86_400_000


def day_starts(now: int, days: int = DAYS) -> list[int]:
    """First moments of the last days in local time, today's and tomorrow's last; UTC epoch milliseconds."""
    today = datetime.fromtimestamp(now / 1000).astimezone().date()
    dates = [today - timedelta(days=n) for n in range(days - 1, -2, -1)]
    return [int(datetime(d.year, d.month, d.day).astimezone().timestamp() * 1000) for d in dates]


class HistoryBlock(QWidget):
    """What the journal knows of the last thirty days."""

    def __init__(self, theme: Theme, history: SystemHistory, now: int) -> None:
        super().__init__()
        self._theme = theme
        self._now = now
        starts = day_starts(now)
        body = column(self, gap=Space.XS)
        body.addWidget(PlainLabel(self.tr("Last 30 days"), "strong"))
        known_from = now if history.known_from is None else history.known_from
        words = self._availability(history, starts[0])
        body.addWidget(PlainLabel(words, "muted", wrap=True))
        self.strip = DayStrip(theme, by_day(history.down, starts, known_from, now))
        self.strip.setAccessibleName(self.tr("Day by day: Left and Right go from day to day"))
        self.strip.setAccessibleDescription(words)
        self._day = PlainLabel(self.strip.words, "small")
        self.strip.day_chosen.connect(self._show_day)
        body.addWidget(self.strip)
        body.addWidget(self._day)
        self._list(body, history, starts[0])

    def _availability(self, history: SystemHistory, start: int) -> str:
        """How much of the recorded time it was up: one or two sentences instead of a table."""
        if history.known_from is None:
            return self.tr("Nothing has been recorded at this station yet.")
        first = max(start, history.known_from)
        length = max(1, self._now - first)
        down = down_ms(history.down, first, self._now)
        times = sum(ended is None or ended > first for _, ended in history.down)
        since = ""
        if first > start + _DAY_MS:
            since = self.tr("Recorded since {date} only.").format(date=clock_time(first, self._now))
        none = self.tr("No outage.")
        if not down:
            return f"{none} {since}".strip()
        # Never rounded up to a hundred: there was an outage.
        percent = min(99.99, 100 * (1 - down / length))
        shown = f"{percent:.2f}" if percent >= 99 else f"{percent:.1f}"
        counted = self.tr("%n outages", "", times)
        words = self.tr("{outages}, {span} in all. Up {percent} % of the time.")
        return f"{words.format(outages=counted, span=span(down), percent=shown)} {since}".strip()

    def _list(self, body: QVBoxLayout, history: SystemHistory, start: int) -> None:
        """Outages and supervisors' words, the newest first."""
        events: list[tuple[int, str, str, str]] = [
            (began, "down", "bad", self._span_words((began, ended)))
            for began, ended in history.down
            if ended is None or ended >= start
        ]
        for at, state, reason, who in history.words:
            events.append((at, "supervisor", "muted", self._word(at, state, reason, who)))
        events.sort(reverse=True)
        for at, icon, role, words in events[:_LISTED]:
            line = row(gap=Space.S)
            line.addWidget(IconLabel(self._theme, icon, role, Size.ICON))
            label = PlainLabel("", "", wrap=True)
            label.set_data(words)
            label.setToolTip(absolute(at))
            line.addWidget(label, 1)
            body.addLayout(line)
        if len(events) > _LISTED:
            more = self.tr("and %n earlier", "", len(events) - _LISTED)
            body.addWidget(PlainLabel(more, "small"))

    def _span_words(self, down: Span) -> str:
        began, ended = down
        start = clock_time(began, self._now)
        if ended is None:
            return self.tr("Down since {time}, {span}").format(time=start, span=span(self._now - began))
        end = clock_time(ended, began)
        return self.tr("Down {start} – {end}, {span}").format(start=start, end=end, span=span(ended - began))

    def _word(self, at: int, state: str, reason: str, who: str) -> str:
        words = {
            "up": self.tr("{time}: {who} said it is up"),
            "down": self.tr("{time}: {who} said it is down"),
        }.get(state, self.tr("{time}: {who} left it to the probes"))
        said = words.format(time=clock_time(at, self._now), who=who)
        return f"{said} – {reason}" if reason else said

    def _show_day(self, words: str) -> None:
        self._day.setText(words)
        self.strip.setAccessibleDescription(words)
