"""Briefings of the running outage: write the next one, see when it is due, and who has read those that were given."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from fallback_console.domain.briefing import LEAST_MINUTES, MOST_MINUTES, Briefing
from fallback_console.domain.briefing_text import digest
from fallback_console.domain.sms_text import measure
from fallback_console.services import briefing, briefing_facts
from fallback_console.services.briefing import Room
from fallback_console.services.briefing_facts import Facts
from fallback_console.ui.actions import Action
from fallback_console.ui.bridge import Touched
from fallback_console.ui.briefing.editors import Editors
from fallback_console.ui.briefing.given import GivenPane
from fallback_console.ui.briefing.suggesting import Suggesting
from fallback_console.ui.briefing.words import BriefingWords, Suggestion, due_words, language_of
from fallback_console.ui.case.sms_words import parts_words
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.widgets import Chip, EmptyState, FlatButton, PlainLabel, PrimaryButton, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.not_yet import NotYet
from fallback_console.ui.widgets.times import absolute, clock_time

__all__ = ["BriefingView"]

_TOPICS = {"*", "briefing", "outage", "sms"}
_MINUTES = (LEAST_MINUTES, 10, 15, 20, 30, 45, 60, 120, MOST_MINUTES)


class BriefingView(View):
    """Three editors above, the briefings that were given below. Opening it is reading the last one.

    Attributes:
        room: where briefings stand, as it is shown.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.room = Room(None)
        self._facts: Facts | None = None
        self._begun = False
        self._arrived = False
        self._giving = False
        self._is_new = False
        self._words = BriefingWords(self)
        self._title = PlainLabel("", "title")
        self._due = Chip(self.theme)
        self._every = ComboBox(self.theme)
        self._every.setObjectName("briefing-every")
        self._every.setMinimumWidth(Size.COLUMN_M + Space.XL)
        self._back = FlatButton(self.theme, "", "back")
        self.editors = Editors()
        self._suggesting = Suggesting(self.theme)
        self._give = PrimaryButton(self.theme, "", "check")
        self._give.setObjectName("briefing-give")
        self._length = PlainLabel("", "muted")
        self.given = GivenPane(tools)
        self._page, self._scroll = QWidget(), QScrollArea()
        self._empty = EmptyState(self.theme, "broadcast")
        self._build()
        self._actions = self._make_actions()
        self._refresher = Refresher(self, self.bridge, self._ask, self._show)
        self._not_yet = NotYet(self, self._refresher, self._empty.show_words)
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        head = row(gap=Space.M)
        head.addWidget(self._title)
        head.addWidget(self._due)
        head.addWidget(self._every)
        head.addStretch(1)
        head.addWidget(self._back)
        foot = row(gap=Space.M)
        foot.addWidget(self._give)
        foot.addWidget(self._length, 1)
        page = column(self._page, gap=Space.S)
        page.addWidget(self.editors, 1)
        page.addWidget(self._suggesting)
        page.addLayout(foot)
        page.addSpacing(Space.XS)
        page.addWidget(self.given, 3)
        # Where long words leave too little height, the page scrolls; it stands still wherever it fits.
        self._page.setProperty("look", "canvas")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._page)
        body = column(self, margin=Space.M, gap=Space.S)
        body.addLayout(head)
        body.addWidget(self._scroll, 1)
        body.addWidget(self._empty, 1)
        self._scroll.hide()
        for hidden in (self._due, self._every):
            hidden.hide()

    def _connect(self) -> None:
        self._back.clicked.connect(self.go_back)
        self._give.clicked.connect(self.give)
        self._every.activated.connect(self._choose_clock)
        self.editors.give_requested.connect(self.give)
        self.editors.draft_changed.connect(self._keep_draft)
        self.editors.typed.connect(self._write_editing)
        self._suggesting.chosen.connect(self._put_in)
        self.given.said.connect(self.said)
        self._empty.action_requested.connect(self._refresher.request)
        self.bridge.changed.connect(self._take_changes)
        self.tools.ticker.ticked.connect(self._write_due)

    def _make_actions(self) -> tuple[Action, ...]:
        def can_write() -> bool:
            return self.room.outage is not None and not self._giving

        given = self.given

        def chosen() -> bool:
            return given.current is not None

        def on_paper() -> bool:
            return chosen() and given.has_paper

        return (
            Action(
                "briefing.give", lambda: self.tr("Give the briefing"), self.give, ("Ctrl+Return",), can_write, "check"
            ),
            Action(
                "briefing.sms", lambda: self.tr("Send the briefing as SMS"), given.ask_to_send, ("S",), chosen, "sms"
            ),
            Action(
                "briefing.speak",
                lambda: self.tr("Read the briefing aloud"),
                given.reading.toggle_speaking,
                ("A",),
                chosen,
                "sound",
            ),
            Action("briefing.copy", lambda: self.tr("Copy the briefing"), given.copy, ("C",), chosen, "copy"),
            Action("briefing.pdf", lambda: self.tr("Save the briefing as PDF"), given.save, ("P",), on_paper, "pull"),
            Action("briefing.back", lambda: self.tr("Back to the cases"), self.step_back, ("Esc",), icon="back"),
        )

    def actions_here(self) -> tuple[Action, ...]:
        """What can be done with briefings."""
        return self._actions

    @property
    def settled(self) -> bool:
        """Everything that was asked for is shown."""
        return not self._refresher.busy and self.given.sending.settled

    def arrive(self, what: str) -> None:
        """To the front: whoever opens it reads the last briefing."""
        self._arrived = True
        self.editors.texts["conditions"].setFocus()
        self._refresher.request()

    def leave(self) -> None:
        """The window closes: what was typed is kept."""
        self.editors.flush()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Briefing"))
        self._back.setText(self.tr("&Back to the cases"))
        self._every.setAccessibleName(self.tr("How often a briefing is wanted"))
        self._give.setText(self.tr("&Give the briefing"))
        self._give.setToolTip(self.tr("Ctrl+Enter"))
        self.editors.retranslate()
        self.given.retranslate()
        self._write()

    # Facts.

    def _ask(self) -> Future[Any]:
        return self.desk.query(briefing_facts.page, self.desk.login, self.now())

    def _show(self, found: tuple[Room, dict[str, str], Facts]) -> None:
        room, begun, self._facts = found
        if not self._begun:
            self._begun = True
            self.editors.begin(begun)
        self.show_room(room)
        newest = self.room.given[0] if self.room.given else None
        if self._arrived and newest is not None and not newest.is_read:
            self.bridge.run(self.desk.command(briefing.mark_read, self.desk.login, newest.briefing.id))
        self._arrived = False

    def show_room(self, room: Room) -> None:
        """Show where briefings stand."""
        self.room = room
        self._write()

    def _write(self) -> None:
        room = self.room
        there = room.outage is not None
        self._scroll.setVisible(there)
        self._due.setVisible(there)
        self._every.setVisible(there)
        self._empty.setVisible(not there)
        if room.outage is None:
            if not self._not_yet.write():
                self._empty.show_words(
                    self.tr("Nothing is down"),
                    self.tr(
                        "In an outage the team is told here what is known, what is done and what is needed, on a clock."
                    ),
                    icon="broadcast",
                )
            return
        self._write_due()
        self._write_clock()
        self._write_editing()
        self.given.show_given(room.given, newest=self._is_new)
        self._is_new = False

    def _write_due(self) -> None:
        if self.room.outage is None:
            return
        due = due_words(self.room, self.now())
        tooltip = "" if self.room.due_at is None else absolute(self.room.due_at)
        self._due.show_state(due.text, due.icon, due.variant, tooltip)

    def _write_clock(self) -> None:
        with QSignalBlocker(self._every):
            self._every.clear()
            for minutes in sorted({*_MINUTES, self.room.minutes}):
                self._every.addItem(self._words.every(minutes), minutes)
            self._every.setCurrentIndex(self._every.findData(self.room.minutes))

    def _write_editing(self) -> None:
        """What may be put in, and how long it would be as a text message."""
        room, facts = self.room, self._facts
        if room.outage is None or facts is None:
            return
        wanted, now = self.editors.wanted(), self.now()
        last = room.given[0].briefing if room.given else None
        told = self._words.suggestions(room.outage, facts, now)
        self._suggesting.show_what(told, last, wanted)
        filled = any(wanted.values())
        self._give.setEnabled(filled and not self._giving)
        number = 1 if last is None else last.number + 1
        made = Briefing("", "", number, wanted["conditions"], wanted["actions"], wanted["needs"], now, "", now)
        text = digest(made, language_of(self.tools.languages.current), clock_time(now, now), clock_time(now, now))
        words = self.tr("Briefing {number} · as SMS {parts}")
        self._length.setText(words.format(number=number, parts=parts_words(measure(text).parts)) if filled else "")

    def _take_changes(self, touched: Touched) -> None:
        if {topic for topic, _ in touched} & _TOPICS:
            self._refresher.request()

    # Intents.

    def give(self) -> None:
        """Give what is written."""
        wanted = self.editors.wanted()
        if self._giving or self.room.outage is None or not any(wanted.values()):
            return
        self._giving = True
        self._give.setEnabled(False)
        self.editors.flush()
        command = self.desk.command(briefing.give, self.desk.login, **wanted)
        self.bridge.run(command, lambda _id: self._given(wanted), self._not_given)

    def _given(self, wanted: dict[str, str]) -> None:
        self._giving = False
        self.editors.given(wanted)
        self._is_new = True
        self._refresher.request()
        self.offered.emit(
            self.tr("The briefing is given and saved."),
            self.tr("Who is not at this station can be texted."),
            self.tr("Send as SMS"),
            self.given.ask_to_send,
        )

    def _not_given(self, error: BaseException) -> None:
        self._giving = False
        self._write_editing()
        self.bridge.failed.emit(error)

    def step_back(self) -> None:
        """Out of what is open over the chosen briefing; else to the cases."""
        if self.given.sending.isVisible():
            self.given.sending.left.emit()
        else:
            self.go_back()

    def go_back(self) -> None:
        """To the cases; what is typed is kept."""
        self.editors.flush()
        self.view_requested.emit("", "")

    def _put_in(self, some: tuple[Suggestion, ...]) -> None:
        for one in reversed(some):
            self.editors.insert(one.part, one.text)

    def _keep_draft(self, part: str, text: str) -> None:
        self.bridge.run(self.desk.command(briefing.keep, part, text))

    def _choose_clock(self, _index: int) -> None:
        minutes = int(self._every.currentData())
        self.bridge.run(self.desk.command(briefing.set_clock, self.desk.login, minutes), self._refresher.request)
