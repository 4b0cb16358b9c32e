"""What to do in an outage, as a list to tick off. It is a file of the program: it works with nothing else working.

Each tick is an entry about its outage, so it says who ticked and when, and it is there again after the window was closed.
"""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from fallback_console.domain.playbook import Line
from fallback_console.domain.views import OutageRow, PlaybookStep
from fallback_console.services import outages
from fallback_console.ui import names
from fallback_console.ui.bridge import Touched
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.shell.playbook_file import playbook_lines
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.widgets import FlatButton, PlainLabel, SectionTitle, column, row
from fallback_console.ui.widgets.choices import CheckBox
from fallback_console.ui.widgets.times import absolute, clock_time

__all__ = ["PlaybookView"]

_TOPICS = {"*", "outage", "playbook"}
_AFTERWARDS_MS = 24 * 3_600_000
"""So long after its end an outage's list can still be ticked: its last steps come when everything is back."""


class PlaybookView(View):
    """The checklist of the running outage, or of the one that has just ended."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._outage: OutageRow | None = None
        self._steps: dict[str, _Step] = {}
        self._arriving = False
        self._back = FlatButton(self.theme, "", "back")
        self._back.clicked.connect(self._go_back)
        self._title = PlainLabel("", "title")
        self._progress = PlainLabel("", "strong")
        self._about = PlainLabel("", "muted", wrap=True)
        head = row(gap=Space.M)
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._progress)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = column(self, margin=Space.M, gap=Space.M)
        body.addLayout(head)
        body.addWidget(self._about)
        body.addWidget(self._scroll, 1)
        self._refresher = Refresher(self, self.bridge, self._ask, self._show)
        self.bridge.changed.connect(self._take_changes)
        self.retranslate()
        self._refresher.request()

    def retranslate(self) -> None:
        """Read the list in the language in force; what is ticked stays ticked."""
        self._back.setText(self.tr("&Back to the cases"))
        self._scroll.setAccessibleName(self.tr("Checklist"))
        page = QFrame()
        page.setProperty("look", "card")
        page.setMaximumWidth(Size.FORM)
        body = column(page, margin=Space.XL, gap=Space.XS)
        self._steps = {}
        for line in playbook_lines(self.tools.languages.current):
            if line.kind == "title":
                self._title.setText(line.text)
            elif line.kind == "section":
                body.addSpacing(Space.M)
                body.addWidget(SectionTitle(line.text))
            elif line.kind == "step":
                step = _Step(self.theme, line)
                step.ticked.connect(self._tick)
                self._steps[line.step] = step
                body.addWidget(step)
            else:
                body.addWidget(PlainLabel(line.text, "muted", wrap=True))
        body.addStretch(1)
        holder = QWidget()
        holder.setProperty("look", "canvas")
        across = row(holder)
        across.addWidget(page, 1)
        across.addStretch(0)
        self._scroll.setWidget(holder)
        self._write()

    def arrive(self, what: str) -> None:
        """To the front: at the first step that is not done."""
        self._arriving = True
        self._refresher.request()

    @property
    def settled(self) -> bool:
        """The ticks are shown."""
        return not self._refresher.busy

    # Facts.

    def _ask(self) -> Future[Any]:
        return self.desk.query(outages.history, 1)

    def _show(self, rows: list[OutageRow]) -> None:
        newest = rows[0] if rows else None
        if newest is not None and newest.over_at is not None and self.now() - newest.over_at > _AFTERWARDS_MS:
            newest = None
        self._outage = newest
        self._write()
        if self._arriving:
            self._arriving = False
            self._focus_next()

    def _focus_next(self) -> None:
        waiting = [step for step in self._steps.values() if step.box.isEnabled() and not step.box.isChecked()]
        (waiting[0].box if waiting else self._back).setFocus()

    def _write(self) -> None:
        outage = self._outage
        ticks = {} if outage is None else {step.step: step for step in outage.steps}
        for name, step in self._steps.items():
            step.show_tick(ticks.get(name), self.now(), enabled=outage is not None)
        self._progress.setVisible(outage is not None)
        if outage is None:
            self._about.setText(self.tr("Nothing is down. In an outage the steps can be ticked off here."))
            return
        done = sum(name in ticks and ticks[name].done for name in self._steps)
        self._progress.setText(self.tr("{done} of {all} done").format(done=done, all=len(self._steps)))
        words = (
            self.tr("Outage of {systems}, since {time}. Each tick is kept with who made it and when.")
            if outage.over_at is None
            else self.tr("Outage of {systems}, since {time}. It is over; the last steps can still be ticked.")
        )
        systems = names.joined(names.system_name(s) for s in outage.systems)
        self._about.setText(words.format(systems=systems, time=clock_time(outage.since_at, self.now())))

    def _take_changes(self, touched: Touched) -> None:
        if {topic for topic, _ in touched} & _TOPICS:
            self._refresher.request()

    # Intents.

    def _tick(self, step: str, done: bool) -> None:
        if self._outage is not None:
            future = self.desk.command(outages.tick, self.desk.login, self._outage.id, step, done)
            self.bridge.run(future, self._refresher.request, self._not_ticked)

    def _not_ticked(self, error: BaseException) -> None:
        # What the box shows is not on the disk: show again what is.
        self._write()
        self.bridge.failed.emit(error)

    def _go_back(self) -> None:
        self.view_requested.emit("", "")


class _Step(QWidget):
    """One step: a box, its words, and who ticked it when. A click on the words counts too.

    Attributes:
        ticked: (id of the step, done), by a person.
    """

    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, line: Line) -> None:
        super().__init__()
        self._line = line
        self.box = CheckBox(theme)
        self.box.setProperty("step", line.step)
        self.box.clicked.connect(self._clicked)
        self._words = PlainLabel(line.text, "", wrap=True)
        self._said = PlainLabel("", "small")
        across = row(self)
        across.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=Space.NONE)
        words.setContentsMargins(Space.NONE, Space.XS, Space.NONE, Space.XS)
        words.addWidget(self._words)
        words.addWidget(self._said)
        across.addLayout(words, 1)

    def show_tick(self, tick: PlaybookStep | None, now: int, *, enabled: bool) -> None:
        """Show whether it is done, who did it and when."""
        done = tick is not None and tick.done
        self.box.setEnabled(enabled)
        self.box.setChecked(done)
        said = ""
        if tick is not None:
            words = self.tr("done by {who}, {time}") if done else self.tr("not done after all: {who}, {time}")
            said = words.format(who=tick.who, time=clock_time(tick.at, now))
            self._said.setToolTip(absolute(tick.at))
        self._said.set_data(said)
        self._said.setVisible(bool(said))
        self._words.set_look("muted" if done else "")
        self.box.setAccessibleName(self._line.text)
        self.box.setAccessibleDescription(said)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The words are pressed like the box."""
        if self.box.isEnabled() and event.button() == Qt.MouseButton.LeftButton:
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.click()

    def _clicked(self, done: bool) -> None:
        self.ticked.emit(self._line.step, done)
