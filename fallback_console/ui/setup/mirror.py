"""The first copy: how far it is, how long it takes, and that nobody has to wait for it."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtWidgets import QProgressBar

from fallback_console.domain.errors import SettingsError
from fallback_console.domain.events import EngineEvent, PullProgress
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.setup.step import Step
from fallback_console.ui.theme import Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import Banner, PlainLabel, column
from fallback_console.ui.widgets.times import span

__all__ = ["MirrorStep", "TimeLeft"]

_AGAIN_MS = 400
_MOST_TRIES = 20
_WINDOW_S = 15.0


class TimeLeft:
    """Guesses from the last seconds how long the rest takes."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def note(self, at: float, done: int) -> None:
        """So much was done at a moment, in seconds of any clock that never goes back."""
        if self._seen and done < self._seen[-1][1]:
            self._seen.clear()
        self._seen.append((at, done))
        while len(self._seen) > 2 and at - self._seen[0][0] > _WINDOW_S:
            self._seen.popleft()

    def seconds(self, total: int) -> float | None:
        """Seconds that are left; None before it can be told."""
        if len(self._seen) < 2:
            return None
        (begin, first), (end, last) = self._seen[0], self._seen[-1]
        if last <= first or end <= begin:
            return None
        return max(0, total - last) * (end - begin) / (last - first)


class MirrorStep(Step):
    """Begins the first pull and follows it.

    Attributes:
        progress_told: a short text on how far it is, for the list of steps.
    """

    progress_told = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.phase = ""
        self._seen = 0
        self._total: int | None = None
        self._left = TimeLeft()
        self._tries = 0
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._count = PlainLabel("", "large", wrap=True)
        self._rest = PlainLabel("", "muted", wrap=True)
        self._banner = Banner(tools.theme, "warn", closable=False)
        self._banner.action_requested.connect(self._try_again)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._ask)
        body = column(self, gap=Space.M)
        body.addWidget(self._count)
        body.addWidget(self.bar)
        body.addWidget(self._rest)
        body.addWidget(self._banner)
        body.addStretch(1)
        tools.bridge.told.connect(self._take_event)
        self.retranslate()

    def name(self) -> str:
        """See ``Step``."""
        return self.tr("First copy")

    def title(self) -> str:
        """See ``Step``."""
        return self.tr("Your cases are here") if self.phase == "done" else self.tr("Your cases are being copied")

    def hint(self) -> str:
        """See ``Step``."""
        if self.phase == "done":
            return self.tr("From now on changes are fetched by themselves.")
        return self.tr("You can work with each case as soon as it is here. The copying goes on while you continue.")

    def next_words(self) -> str:
        """See ``Step``."""
        return self.tr("&Continue") if self.phase == "done" else self.tr("&Continue meanwhile")

    def arrive(self) -> None:
        """Begin, unless it is under way or done."""
        if not self.phase:
            self.phase = "running"
            self._tries = 0
            self._ask()

    def begin_anew(self) -> None:
        """What is to be copied changed."""
        self.phase = ""

    def retranslate(self) -> None:
        """Set every text again."""
        self.bar.setAccessibleName(self.tr("Progress of the first copy"))
        self._write()

    def _ask(self) -> None:
        # The engine takes a moment to notice the new connection; until then it knows of no helpdesk.
        self._tries += 1
        self.tools.bridge.run(self.tools.context.engine.pull_now(), self._done, self._failed)

    def _done(self, _result: object) -> None:
        self._set_phase("done")

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, SettingsError) and self._tries < _MOST_TRIES:
            self._again.start()
            return
        words = error_words(error, self.tools.languages.current)
        self._banner.show_words(words.title, words.hint or words.detail, action=self.tr("&Try again"))
        self._set_phase("failed")

    def _try_again(self) -> None:
        self._banner.hide()
        self._tries = 0
        self._set_phase("running")
        self._ask()

    def _take_event(self, event: EngineEvent) -> None:
        if not isinstance(event, PullProgress) or not self.phase:
            return
        self._seen, self._total = event.seen, event.total
        self._left.note(self.tools.context.clock.monotonic(), event.seen)
        if event.phase == "running" and self.phase != "done":
            self._banner.hide()
            self.phase = "running"
        elif event.phase == "done":
            self._set_phase("done")
        self._write()

    def _set_phase(self, phase: str) -> None:
        self.phase = phase
        self._write()
        self.changed.emit()

    def _write(self) -> None:
        numbers = QLocale()
        seen = numbers.toString(self._seen)
        total = self._total if self._total is not None and self._total >= self._seen else None
        if self.phase == "done":
            self.bar.setRange(0, 1)
            self.bar.setValue(1)
            self._count.setText(self.tr("%Ln cases copied", "", self._seen))
            self._rest.setText("")
        elif total:
            self.bar.setRange(0, total)
            self.bar.setValue(self._seen)
            self._count.setText(self.tr("{seen} of {total} cases").format(seen=seen, total=numbers.toString(total)))
            left = self._left.seconds(total)
            self._rest.setText("" if left is None else self.tr("about {span} left").format(span=span(int(left * 1000))))
        else:
            # Not (0, 0): that bar would run to and fro without end, and say no more than the count does.
            self.bar.setRange(0, 1)
            self.bar.setValue(0)
            self._count.setText(self.tr("%Ln cases so far", "", self._seen) if self._seen else self.tr("Beginning …"))
            self._rest.setText("")
        self._rest.setVisible(bool(self._rest.text()))
        percent = f"{100 * self._seen // total} %" if total and self.phase == "running" else ""
        self.progress_told.emit(percent)
