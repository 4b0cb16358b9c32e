"""What happened on a day, to be read, handed on and kept."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDate, QDateTime, QLocale, QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from fallback_console.domain.day_report import DayReport
from fallback_console.domain.day_sheets import day_sheets
from fallback_console.domain.sheet import Sheet, sheets_text
from fallback_console.services import day_report
from fallback_console.ui.actions import Action
from fallback_console.ui.bridge import Touched
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.report_words import report_style
from fallback_console.ui.theme import Space
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.views.sheet_card import SheetCard
from fallback_console.ui.widgets import Button, EmptyState, FlatButton, PlainLabel, column, row
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.not_yet import NotYet
from fallback_console.ui.widgets.times import absolute, clock_time

__all__ = ["DayReportView"]

_TOPICS = {"*", "delivery", "case", "outage", "sms", "callback"}
_ISO = "yyyy-MM-dd"


class DayReportView(View):
    """One day after the other; today's goes on by itself.

    Attributes:
        sheets: the tables that are shown.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.sheets: list[Sheet] = []
        self._day = self._today()
        self._report: DayReport | None = None
        self._back = FlatButton(self.theme, "", "back")
        self._title = PlainLabel("", "title")
        self._before = Button(self.theme, "", "back")
        self._date = PlainLabel("", "large")
        self._after = Button(self.theme, "", "next")
        self._now_button = Button(self.theme)
        self._copy = Button(self.theme, "", "copy")
        self._csv = Button(self.theme, "", "pull")
        self._pdf = Button(self.theme, "", "pull")
        self._about = PlainLabel("", "muted", wrap=True)
        self._scroll = QScrollArea()
        self._empty = EmptyState(self.theme, "history")
        self._build()
        self._actions = self._make_actions()
        self._refresher = Refresher(self, self.bridge, self._ask, self._show)
        self._not_yet = NotYet(self, self._refresher, self._empty.show_words)
        self._empty.action_requested.connect(self._refresher.request)
        self.bridge.changed.connect(self._take_changes)
        self.retranslate()

    def _build(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setProperty("look", "page")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = row(gap=Space.M)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._back)
        days = FlowLayout()
        for part in (self._before, self._after, self._now_button, self._date):
            days.addWidget(part)
        files = FlowLayout()
        for part in (self._copy, self._csv, self._pdf):
            files.addWidget(part)
        line = row(gap=Space.M)
        line.addLayout(days, 3)
        line.addLayout(files, 2)
        body = column(self, margin=Space.M, gap=Space.M)
        body.addLayout(head)
        body.addLayout(line)
        body.addWidget(self._about)
        body.addWidget(self._scroll, 1)
        body.addWidget(self._empty, 1)
        self._scroll.hide()
        self._back.clicked.connect(self.go_back)
        self._before.clicked.connect(lambda: self.step(-1))
        self._after.clicked.connect(lambda: self.step(1))
        self._now_button.clicked.connect(self.go_to_today)
        self._copy.clicked.connect(self.copy)
        self._csv.clicked.connect(lambda: self.save(".csv"))
        self._pdf.clicked.connect(lambda: self.save(".pdf"))
        for button in (self._csv, self._pdf):
            button.setVisible(self.tools.context.save_sheets is not None)

    def _make_actions(self) -> tuple[Action, ...]:
        def later() -> bool:
            return self._day < self._today()

        def told() -> bool:
            return self._report is not None

        def kept() -> bool:
            return told() and self.tools.context.save_sheets is not None

        return (
            Action("report.before", lambda: self.tr("Previous day"), lambda: self.step(-1), ("K",), icon="back"),
            Action("report.after", lambda: self.tr("Next day"), lambda: self.step(1), ("J",), later, "next"),
            Action("report.today", lambda: self.tr("Today"), self.go_to_today, ("T",), later),
            Action("report.copy", lambda: self.tr("Copy as text"), self.copy, ("C",), told, "copy"),
            Action("report.csv", lambda: self.tr("Save as a spreadsheet"), lambda: self.save(".csv"), ("S",), kept),
            Action("report.pdf", lambda: self.tr("Save as PDF"), lambda: self.save(".pdf"), ("P",), kept),
            Action("report.back", lambda: self.tr("Back to sync"), self.go_back, ("Esc",), icon="sync"),
        )

    def actions_here(self) -> tuple[Action, ...]:
        """What can be done with the report."""
        return self._actions

    @property
    def settled(self) -> bool:
        """The day is shown."""
        return not self._refresher.busy

    def arrive(self, what: str) -> None:
        """To the front; ``what`` is a day as YYYY-MM-DD, today where it is ''."""
        wanted = QDate.fromString(what, _ISO)
        self._choose(wanted if wanted.isValid() else self._today())
        self._before.setFocus()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Day's report"))
        self._back.setText(self.tr("&Back to sync"))
        self._before.setAccessibleName(self.tr("Previous day"))
        self._before.setToolTip(self.tr("Previous day"))
        self._after.setAccessibleName(self.tr("Next day"))
        self._after.setToolTip(self.tr("Next day"))
        self._now_button.setText(self.tr("T&oday"))
        self._copy.setText(self.tr("&Copy"))
        self._copy.setToolTip(self.tr("Copy as text, for a message"))
        self._csv.setText(self.tr("&Spreadsheet"))
        self._csv.setToolTip(self.tr("Save as CSV in your documents"))
        self._pdf.setText(self.tr("P&DF"))
        self._pdf.setToolTip(self.tr("Save as PDF in your documents"))
        self._scroll.setAccessibleName(self.tr("Report"))
        self._write()

    # Facts.

    def _ask(self) -> Future[Any]:
        return self.desk.query(day_report.day_report, _start(self._day), _start(self._day.addDays(1)), self.now())

    def _show(self, report: DayReport) -> None:
        self._report = report if report.start == _start(self._day) else self._report
        self._write()

    def _write(self) -> None:
        self._date.setText(QLocale().toString(self._day, QLocale.FormatType.LongFormat))
        self._after.setEnabled(self._day < self._today())
        self._now_button.setEnabled(self._day < self._today())
        report = self._report
        for button in (self._copy, self._csv, self._pdf):
            button.setEnabled(report is not None)
        self._empty.setVisible(report is None)
        self._scroll.setVisible(report is not None)
        if report is None:
            self._about.clear()
            self._not_yet.write()
            return
        self.sheets = day_sheets(report, report_style((report.start + report.end) // 2))
        as_of = self.tr("As of {time}. What waits and needs you is counted as it is now.")
        self._about.setText(as_of.format(time=clock_time(report.made_at, report.made_at)))
        self._about.setToolTip(absolute(report.made_at))
        page = QWidget()
        page.setProperty("look", "canvas")
        body = column(page, gap=Space.M)
        body.setContentsMargins(Space.NONE, Space.NONE, Space.S, Space.NONE)
        for sheet in self.sheets:
            body.addWidget(SheetCard(sheet))
        body.addStretch(1)
        place = self._scroll.verticalScrollBar().value()
        self._scroll.setWidget(page)
        self._scroll.verticalScrollBar().setValue(place)

    def _take_changes(self, touched: Touched) -> None:
        if {topic for topic, _ in touched} & _TOPICS:
            self._refresher.request()

    def _today(self) -> QDate:
        return QDateTime.fromMSecsSinceEpoch(self.now()).date()

    # Intents.

    def step(self, by: int) -> None:
        """So many days later; never beyond today."""
        self._choose(min(self._day.addDays(by), self._today()))

    def go_to_today(self) -> None:
        """Today's report."""
        self._choose(self._today())

    def go_back(self) -> None:
        """To what waits."""
        self.view_requested.emit("sync", "")

    def copy(self) -> None:
        """Put it into the clipboard as text."""
        if self._report is not None:
            QApplication.clipboard().setText(sheets_text(self._heading(), self.sheets))
            self.said.emit(self.tr("copied"), self.tr("It holds customers' data: keep it safe."), "ok")

    def save(self, suffix: str) -> None:
        """Write it into the person's documents, beside what is there already."""
        save = self.tools.context.save_sheets
        if self._report is None or save is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        target = Path(folder) / f"fallback-report-{self._day.toString(_ISO)}{suffix}"
        footer = self._about.text()
        self.bridge.run(save(target, self._heading(), footer, self.sheets), self._saved)

    def _saved(self, target: Path) -> None:
        words = self.tr("Saved as {file}.").format(file=target)
        self.said.emit(words, self.tr("It holds customers' data: keep it safe."), "ok")

    def _heading(self) -> str:
        return f"{self._title.text()} – {self._date.text()}"

    def _choose(self, day: QDate) -> None:
        if day != self._day:
            self._day, self._report = day, None
            self._scroll.verticalScrollBar().setValue(0)
        self._write()
        self._refresher.request()


def _start(day: QDate) -> int:
    """When a local day begins, UTC epoch milliseconds; where the clock is put forward at midnight, when it first is that day."""
    return day.startOfDay().toMSecsSinceEpoch()
