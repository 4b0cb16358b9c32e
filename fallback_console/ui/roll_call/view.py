"""Roll call: are you there? Whom to ask, and who has answered; found from the outage bar, the palette and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from fallback_console.domain.roll_call import ANSWERS
from fallback_console.domain.views import NumberRow
from fallback_console.services import (
    broadcast,
    roll_call,
    roll_call_answers,
    roll_call_asking,
    roll_call_list,
)
from fallback_console.services.roll_call_list import RollCall, RollPerson
from fallback_console.ui.actions import Action
from fallback_console.ui.bridge import Touched
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.roll_call.begin import RollCallBegin
from fallback_console.ui.roll_call.beginning import RollCallBeginning
from fallback_console.ui.roll_call.live import RollCallLive
from fallback_console.ui.roll_call.saving import RollCallSaving
from fallback_console.ui.roll_call.words import name_words, state_look, title_words
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.widgets import Button, FlatButton, PlainLabel, column, row
from fallback_console.ui.widgets.choices import ComboBox

__all__ = ["RollCallView"]

_PAUSE_MS = 300
_LISTED = 30
_TOPICS = frozenset({"*", "roll_call", "sms", "delivery"})

_Facts = tuple[list[RollCall], RollCall | None, str, list[int], list[tuple[str, int]]]


class RollCallView(View):
    """Asks and tells; nothing happens here but through services."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._listed: list[RollCall] = []
        self._roll = ""
        self._arriving = True
        self._back = FlatButton(self.theme, "", "back")
        self._back.setObjectName("roll-call-back")
        self._title = PlainLabel("", "title")
        self.chooser = ComboBox(self.theme)
        self.chooser.setObjectName("roll-call-chooser")
        self.new_button = Button(self.theme, "", "add")
        self.new_button.setObjectName("roll-call-new")
        self.begin = RollCallBegin(self.theme, self.desk.login)
        self.live = RollCallLive(self.theme, saves=tools.context.save_sheets is not None)
        self._beginning = RollCallBeginning(tools, self.begin, self)
        self._saving = RollCallSaving(tools, self)
        self.pages = QStackedWidget()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        self._actions = self._make_actions()
        self._refresher = Refresher(self, self.bridge, self._ask, self._show)
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.pages.addWidget(self.begin)
        self.pages.addWidget(self.live)
        self.chooser.setMinimumWidth(Size.SUBJECT_MIN)
        head = row(gap=Space.M)
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.chooser)
        head.addWidget(self.new_button)
        body = column(self, margin=Space.M, gap=Space.M)
        body.addLayout(head)
        body.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.go_back)
        self.new_button.clicked.connect(self.write)
        self.chooser.activated.connect(self._choose)
        self._beginning.begun.connect(self._begun)
        self._beginning.said.connect(self.said)
        self.live.wanted.connect(self.act)
        self.live.state_chosen.connect(self._refresher.request)
        self.live.model.rows_wanted.connect(self._fetch)
        self._saving.said.connect(self.said)
        self._pause.timeout.connect(self._refresher.request)
        self.bridge.changed.connect(self._take_changes)
        self.tools.ticker.ticked.connect(self._tick)

    def _make_actions(self) -> tuple[Action, ...]:
        def can(act: str) -> bool:
            return self.pages.currentWidget() is self.live and self.live.can(act)

        def on(act: str) -> Any:
            return partial(self.live.ask, act), partial(can, act)

        ring, safe, helped, other = on("ring"), on("safe"), on("help"), on("other")
        again, opened, closed, csv, pdf = on("again"), on("person"), on("close"), on("csv"), on("pdf")

        def live() -> bool:
            return self.pages.currentWidget() is self.live

        return (
            Action("roll.new", lambda: self.tr("Begin a roll call"), self.write, ("N",), icon="add"),
            Action("roll.ring", lambda: self.tr("Call them"), ring[0], ("C",), ring[1], "phone"),
            Action("roll.safe", lambda: self.tr("They are safe"), safe[0], ("1",), safe[1], "ok"),
            Action("roll.help", lambda: self.tr("They need help"), helped[0], ("2",), helped[1], "attention"),
            Action("roll.other", lambda: self.tr("They answered"), other[0], ("3",), other[1], "reply"),
            Action("roll.again", lambda: self.tr("Ask them again"), again[0], ("A",), again[1], "refresh"),
            Action("roll.person", lambda: self.tr("Show the person"), opened[0], ("O",), opened[1], "open"),
            Action("roll.next", lambda: self.tr("Next person"), lambda: self.live.step(1), ("J",), live),
            Action("roll.previous", lambda: self.tr("Previous person"), lambda: self.live.step(-1), ("K",), live),
            Action("roll.close", lambda: self.tr("Close the roll call"), closed[0], (), closed[1], "check"),
            Action("roll.csv", lambda: self.tr("Save as a spreadsheet"), csv[0], ("S",), csv[1], "pull"),
            Action("roll.pdf", lambda: self.tr("Save as PDF"), pdf[0], ("P",), pdf[1], "pull"),
            Action("roll.back", lambda: self.tr("Back to the cases"), self.go_back, ("Esc",), icon="queue"),
        )

    def actions_here(self) -> tuple[Action, ...]:
        """What can be done with a roll call."""
        return self._actions

    @property
    def settled(self) -> bool:
        """Everything that was asked for is shown."""
        return not (self._refresher.busy or self._saving.busy or self._beginning.busy)

    def arrive(self, what: str) -> None:
        """To the front: ``what`` is the id of a roll call, 'new' to begin one, '' for the one that runs, or to begin one."""
        if what == "new":
            self.write()
        else:
            self._roll, self._arriving = what or self._roll, True
        self._refresher.request()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Roll call"))
        self._back.setText(self.tr("&Back to the cases"))
        self.chooser.setAccessibleName(self.tr("Which roll call"))
        self.new_button.setText(self.tr("Ne&w"))
        self.new_button.setToolTip(self.tr("Begin another roll call (N)"))
        self.begin.retranslate()
        self.live.retranslate(self.now())
        self._write_list()

    def go_back(self) -> None:
        """From beginning one to the one that is there; else to the cases."""
        if self.pages.currentWidget() is self.begin and self._listed:
            self._show_live()
            self._refresher.request()
        else:
            self.view_requested.emit("queue", "")

    def write(self) -> None:
        """Begin one."""
        self._arriving = False
        self.pages.setCurrentWidget(self.begin)
        self._write_list()
        self.begin.whom.role.setFocus()
        self._beginning.look()

    # Facts.

    def _ask(self) -> Future[Any]:
        return self.desk.query(_facts, self._roll, self.live.state)

    def _show(self, facts: _Facts) -> None:
        listed, one, state, places, groups = facts
        self._listed = listed
        self.begin.whom.show_groups(groups)
        if self._arriving:
            self._arriving = False
            # The one that runs comes first; where all are closed one mostly wants another.
            if one is not None and (self._roll or not one.closed_at):
                self._show_live()
            else:
                self.write()
        if one is not None and state == self.live.state:
            self._roll = one.id
            self.live.show_roll_call(one, places, self.now())
        elif one is not None:
            self._refresher.request()
        self._write_list()

    def _show_live(self) -> None:
        self.pages.setCurrentWidget(self.live)
        self._write_list()
        self.live.table.setFocus()

    def _write_list(self) -> None:
        live = self.pages.currentWidget() is self.live
        with QSignalBlocker(self.chooser):
            self.chooser.clear()
            for one in self._listed:
                self.chooser.addItem(title_words(one, self.now()), one.id)
            self.chooser.setCurrentIndex(max(self.chooser.findData(self._roll), 0))
        self.chooser.setVisible(len(self._listed) > 1 or (not live and bool(self._listed)))
        self.new_button.setVisible(live)

    def _choose(self) -> None:
        self._roll = self.chooser.currentData() or ""
        self._show_live()
        self._refresher.request()

    def _fetch(self, places: Sequence[int], generation: int) -> None:
        one = self.live.shown
        if one is None:
            return

        def take(rows: list[RollPerson]) -> None:
            self.live.model.take_rows(places, rows, generation)
            self.live.tick(self.now())

        self.bridge.run(self.desk.query(roll_call_list.people, one.id, list(places)), take)

    def _take_changes(self, touched: Touched) -> None:
        """A burst of answers is one question."""
        if not self._pause.isActive() and any(topic in _TOPICS for topic, _ in touched):
            self._pause.start()

    def _tick(self) -> None:
        if self.isVisible():
            self.live.tick(self.now())

    def _begun(self, roll: str) -> None:
        """It has begun: who answers?"""
        self._roll = roll
        self.live.show_state("")
        self._show_live()
        self._refresher.request()
        self.said.emit(self.tr("The roll call has begun. Answers are shown as they come in."), "", "ok")

    # What is done about somebody.

    def act(self, act: str) -> None:
        """Do what was wanted in the live page."""
        one, person = self.live.shown, self.live.person
        if one is None:
            return
        if act in ("csv", "pdf"):
            self._saving.save(one, f".{act}")
        elif act == "close":
            self.bridge.run(self.desk.command(roll_call.close, self.desk.login, one.id), self._closed)
        elif person is None:
            return
        elif act == "ring":
            self._ring(person)
        elif act == "person":
            self.view_requested.emit("people", person.person)
        elif act == "again":
            command = self.desk.command(roll_call_asking.again, self.desk.login, one.id, person.position)
            words = self.tr("{name} is asked again.").format(name=name_words(person))
            self.bridge.run(command, lambda _done: self._did(words))
        elif act in ANSWERS:
            how, text = self.live.how.currentData(), self.live.text.text()
            command = self.desk.command(
                roll_call_answers.answer, self.desk.login, one.id, person.position, act, how, text
            )
            words = self.tr("saved: {name}, {state}").format(name=name_words(person), state=state_look(act).word)
            self.live.text.clear()
            self.bridge.run(command, lambda _done: self._did(words))

    def _ring(self, person: RollPerson) -> None:
        raw = person.ring or person.address or person.next_address
        number = NumberRow("", raw, raw if raw.startswith("+") else "", raw)
        self.call_requested.emit(CallTarget("", "", person.person, person.name, number))

    def _closed(self, _missing: int) -> None:
        self._did(self.tr("Closed. Answers that come late still count."))

    def _did(self, words: str) -> None:
        self.said.emit(words, "", "ok")
        self._refresher.request()


def _facts(reading: Any, roll: str, state: str) -> _Facts:
    listed = roll_call_list.listed(reading, _LISTED)
    one = next((found for found in listed if found.id == roll), None)
    if one is None:
        one = next((found for found in listed if not found.closed_at), listed[0] if listed else None)
    places = roll_call_list.places(reading, one.id, state) if one is not None else []
    return listed, one, state, places, broadcast.groups(reading)
