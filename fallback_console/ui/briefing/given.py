"""The briefings that were given: a list, the chosen one to read, and the ways it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QWidget

from fallback_console.domain.briefing import Briefing
from fallback_console.domain.briefing_sheet import briefing_sheets
from fallback_console.domain.briefing_text import whole
from fallback_console.services import briefing
from fallback_console.services.briefing import Given, Readers
from fallback_console.ui.briefing.reading import Reading, Shown
from fallback_console.ui.briefing.sending import Sending
from fallback_console.ui.briefing.words import BriefingWords, beginning, language_of, titles
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import PlainLabel, row
from fallback_console.ui.widgets.times import absolute, clock_time

__all__ = ["GivenPane"]


class GivenPane(QWidget):
    """A timeline at the left, the chosen briefing at the right.

    Attributes:
        said: (sentence, more words, variant).
        list, reading, sending: its parts.
    """

    said = Signal(str, str, str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._given: tuple[Given, ...] = ()
        self._words = BriefingWords(self)
        self.rows = ChoiceModel(tools.theme, self)
        self.list = Choices(tools.theme, self.rows)
        self.list.setObjectName("briefing-list")
        self.list.setMinimumSize(Size.FIELD, 2 * Size.ROW)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.reading = Reading(tools.theme)
        self.sending = Sending(tools)
        self._nothing = PlainLabel("", "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._side = QStackedWidget()
        for page in (self._nothing, self.reading, self.sending):
            self._side.addWidget(page)
        across = row(self, gap=Space.M)
        across.addWidget(self.list, 2)
        across.addWidget(self._side, 3)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._choose)
        self.reading.sms_requested.connect(self.ask_to_send)
        self.reading.copy_requested.connect(self.copy)
        self.reading.pdf_requested.connect(self.save)
        self.sending.left.connect(self._stop_sending)
        self.sending.sent.connect(self._stop_sending)
        self.sending.said.connect(self.said)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        self.list.setAccessibleName(self.tr("Briefings that were given"))
        self._nothing.setText(
            self.tr("No briefing has been given in this outage yet. The first one tells the team what is known.")
        )
        self.reading.retranslate()
        self.sending.retranslate()

    @property
    def current(self) -> Given | None:
        """The briefing that is chosen."""
        chosen = self.list.current
        return None if chosen is None else chosen.what

    @property
    def has_paper(self) -> bool:
        """It can be saved as a file here."""
        return self._tools.context.save_sheets is not None

    def show_given(self, given: Sequence[Given], *, newest: bool = False) -> None:
        """Show these, the newest first; the chosen one stays chosen.

        Args:
            newest: the first is chosen instead.
        """
        before = self.current
        self._given = tuple(given)
        now = self._now()
        ids = [one.briefing.id for one in given]
        with QSignalBlocker(self.list):
            self.rows.show([self._row(one, now) for one in given])
            place = ids.index(before.briefing.id) if before is not None and before.briefing.id in ids else 0
            self.list.setCurrentIndex(self.rows.index(0 if newest else place))
        self._choose()

    def ask_to_send(self) -> None:
        """Show to whom the chosen one would go, and what they would read."""
        current = self.current
        if current is not None:
            self.sending.show_briefing(current.briefing)
            self._side.setCurrentWidget(self.sending)
            self.sending.begin()

    def copy(self) -> None:
        """Put the chosen one into the clipboard: as it is said where that is shown, else as it was written."""
        current = self.current
        if current is None:
            return
        given, now = current.briefing, self._now()
        text = self.reading.spoken or whole(
            given,
            language_of(self._tools.languages.current),
            clock_time(given.made_at, now),
            given.by,
            clock_time(given.next_due_at, now),
        )
        QApplication.clipboard().setText(text)
        self.said.emit(self.tr("copied"), "", "ok")

    def save(self) -> None:
        """Write the chosen one into the person's documents, to be printed."""
        save, shown = self._tools.context.save_sheets, self.reading.shown
        if save is None or shown is None:
            return
        given, people, now = shown
        head = (self.tr("Who has read it"), self.tr("Name"), self.tr("Over"), self.tr("When"))
        rows = [
            [
                plain_name(one.name),
                self.tr("SMS") if one.how == "sms" else self.tr("console"),
                clock_time(one.at, now) if one.at else self.tr("not yet"),
            ]
            for one in ((*people.read, *people.waiting) if people is not None else ())
        ]
        about = f"{absolute(given.made_at)} · {given.by}"
        sheets = briefing_sheets(given, titles(), about, rows, head)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        target = Path(folder) / f"fallback-briefing-{given.number}.pdf"
        heading = self.tr("Briefing {number}").format(number=given.number)
        footer = self.tr("As of {time}").format(time=absolute(now))
        self._bridge.run(save(target, heading, footer, sheets), self._saved)

    def _saved(self, target: Path) -> None:
        self.said.emit(self.tr("Saved as {file}.").format(file=target), self.tr("Print it from there."), "ok")

    def _stop_sending(self) -> None:
        self._side.setCurrentWidget(self.reading)
        self.list.setFocus()

    def _row(self, one: Given, now: int) -> Choice:
        words = self.tr("{number} · {time} · {who}")
        given = one.briefing
        title = words.format(number=given.number, time=clock_time(given.made_at, now), who=plain_name(given.by))
        return Choice(title, f"{self._words.read(one)} · {beginning(given)}", "ok" if one.is_read else "broadcast", one)

    def _choose(self) -> None:
        current = self.current
        self.list.setVisible(current is not None)
        if current is None:
            self._side.setCurrentWidget(self._nothing)
            return
        if self._side.currentWidget() is not self.sending:
            self._side.setCurrentWidget(self.reading)
        shown = self.reading.shown
        is_same = shown is not None and shown.briefing.id == current.briefing.id
        self._show_one(current.briefing, shown.readers if shown is not None and is_same else None)
        query = self._desk.query(briefing.readers, current.briefing.id)
        self._bridge.run(query, lambda found: self._show_readers(current.briefing, found))

    def _show_readers(self, given: Briefing, people: Readers) -> None:
        shown = self.reading.shown
        if shown is not None and shown.briefing.id == given.id and shown.readers != people:
            self._show_one(given, people)

    def _show_one(self, given: Briefing, people: Readers | None) -> None:
        shown = Shown(given, people, self._now())
        self.reading.show_briefing(shown, has_paper=self.has_paper)

    def _now(self) -> int:
        return self._tools.context.clock.now_ms()
