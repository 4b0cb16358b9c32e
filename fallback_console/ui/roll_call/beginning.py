"""Stands between the fields of a roll call that is to begin and the services: shows who would be asked, and begins it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.errors import InputError
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.roll_call import Asked
from fallback_console.domain.views import PersonRow
from fallback_console.services import broadcast, people_list, roll_call
from fallback_console.services.roll_call import Plan, Totals
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.roll_call.begin import RollCallBegin, Wanted
from fallback_console.ui.views.base import Tools

__all__ = ["RollCallBeginning"]

_MOST = 30


class RollCallBeginning(QObject):
    """One for the view.

    Attributes:
        begun: id of a roll call that has begun.
        said: (sentence, more words, variant), as a view's.
        busy: one is being begun.
    """

    begun = Signal(str)
    said = Signal(str, str, str)

    def __init__(self, tools: Tools, fields: RollCallBegin, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._rules = tools.context.reach or ReachRules()
        self._fields = fields
        self._asked: Wanted | None = None
        self.busy = False
        fields.changed.connect(self.look)
        fields.begun.connect(self._start)
        fields.whom.people.search_requested.connect(self._search)
        fields.whom.people.changed.connect(self._name)

    def look(self) -> None:
        """Others are to be asked: who would that be?"""
        wanted = self._asked = self._fields.wanted
        if not any(wanted.audience):
            self._fields.show_hint(self.tr("Choose whom to ask to see over which paths that goes."))
            return

        def show(found: tuple[Totals, list[Asked]]) -> None:
            if self._asked == wanted:
                self._fields.show_found(*found)

        def refuse(error: BaseException) -> None:
            if not isinstance(error, InputError):
                self._bridge.failed.emit(error)
            elif self._asked == wanted:
                words = error_words(error, self._tools.languages.current)
                self._fields.show_hint(" ".join(filter(None, (words.title, words.hint))))

        self._bridge.run(self._desk.query(_looked, wanted, self._rules, self._now()), show, refuse)

    def _now(self) -> int:
        return self._tools.context.clock.now_ms()

    def _search(self, text: str) -> None:
        def show(found: list[PersonRow]) -> None:
            self._fields.whom.people.show_found(text, found)

        self._bridge.run(self._desk.query(people_list.found, text, "", _MOST), show)

    def _name(self) -> None:
        """Those who were chosen are shown by name."""
        wanted = self._fields.whom.people.unnamed
        if wanted:
            show = partial(self._fields.whom.people.show_names, wanted)
            self._bridge.run(self._desk.query(broadcast.chosen, wanted), show)

    def _start(self) -> None:
        if self.busy:
            return
        self.busy = True
        self._fields.set_busy(True)
        wanted, told = self._fields.wanted, self._fields.asks
        query = self._desk.query(
            roll_call.plan,
            self._desk.login,
            wanted.title,
            wanted.texts,
            wanted.audience,
            self._rules,
            self._now(),
        )
        self._bridge.run(query, lambda made: self._planned(made, told), self._not_started)

    def _planned(self, made: Plan, told: int) -> None:
        """It asks as many as was said, or it is asked once more."""
        if sum(not one.reason for one in made.found) == told:
            self._advance(made, 0)
            return
        self.busy = False
        self.said.emit(self.tr("Who can be asked has changed meanwhile. Look at it again."), "", "warn")
        self.look()

    def _advance(self, made: Plan, written: int) -> None:
        """Some people more are written down; cut off in between, nobody was asked."""
        if written < 0:
            self.busy = False
            self._fields.title.clear()
            self._fields.set_busy(False)
            self.begun.emit(made.roll)
            return
        command = self._desk.command(roll_call.advance, self._desk.login, made, written)
        self._bridge.run(command, lambda now: self._advance(made, now), self._not_started)

    def _not_started(self, error: BaseException) -> None:
        self.busy = False
        self._fields.set_busy(False)
        self._bridge.failed.emit(error)


def _looked(reading: Any, wanted: Wanted, rules: ReachRules, now: int) -> tuple[Totals, list[Asked]]:
    found = roll_call.found_in(reading, wanted.audience, rules, now)
    return roll_call.totals(found), [one for one in found if one.reason]
