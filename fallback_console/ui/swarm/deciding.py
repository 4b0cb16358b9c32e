"""Between the form that looks a case over and the services."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.swarm import is_external
from fallback_console.domain.views import CaseRow
from fallback_console.services import queue, roster, swarm, swarm_list, swarm_record
from fallback_console.services.swarm_list import Triage
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.i18n import translate
from fallback_console.ui.swarm.triage_form import TriageForm
from fallback_console.ui.swarm.words import name_words
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.times import clock_time

if TYPE_CHECKING:
    from fallback_console.ui.context import Desk

__all__ = ["Deciding"]


class _Facts(NamedTuple):
    """What the form shows.

    Attributes:
        open: id of the swarm that the case has already, '' for none.
    """

    case: CaseRow
    open: str
    last: Triage | None
    leads: list[tuple[str, str]]


class Deciding(QObject):
    """Shows the case and what was decided before, and decides.

    Attributes:
        opened: id of the swarm that was opened, or that the case has already; (id, it is new).
        declined: key of the case: it is kept that no swarm is wanted.
        said: (sentence, more words, variant).
        case: key of the case that is looked over, '' for none.
        busy: something is read or saved.
    """

    opened = Signal(str, bool)
    declined = Signal(str)
    said = Signal(str, str, str)

    def __init__(self, tools: Tools, form: TriageForm, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._desk: Desk = tools.context.desk
        self._bridge = tools.bridge
        self._form = form
        self.case = ""
        self.busy = False
        form.decided.connect(self._decide)

    def open(self, case_key: str) -> None:
        """Begin to look a case over."""
        if case_key != self.case:
            self._form.begin()
        self.case = case_key
        self.busy = True
        query = self._desk.query(_facts, self._desk.login, case_key, self._tools.context.clock.now_ms())
        self._bridge.run(query, self._show, self._failed)

    def _show(self, facts: _Facts) -> None:
        self.busy = False
        if facts.open:
            self.case = ""
            self.opened.emit(facts.open, False)
            return
        now, before = self._tools.context.clock.now_ms(), ""
        if facts.last is not None:
            last = facts.last
            words = (
                self.tr("{time}: {name} wanted a swarm: {why}")
                if last.decided
                else self.tr("{time}: {name} decided against a swarm: {why}")
            )
            before = words.format(time=clock_time(last.at, now), name=name_words(last.name), why=last.reason)
        self._form.show_case(facts.case, before, facts.leads)

    def _decide(self, wanted: bool) -> None:
        if self.busy or not self.case:
            return
        self.busy = True
        form, desk = self._form, self._desk
        args = (self.case, form.checked, form.chosen_priority, form.reason.text())
        if wanted:
            lead = str(form.lead.currentData() or "")
            command = desk.command(_open, desk.login, *args, form.title.text(), lead)
            self._bridge.run(command, self._opened, self._failed)
        else:
            command = desk.command(swarm.triage, desk.login, *args, decided=False)
            self._bridge.run(command, partial(self._kept, self.case), self._failed)

    def _opened(self, made: str) -> None:
        self.busy, self.case = False, ""
        self._form.begin()
        self.said.emit(self.tr("Saved: the swarm is open. Now invite those who can help."), "", "ok")
        self.opened.emit(made, True)

    def _kept(self, case: str, _entry: str) -> None:
        self.busy, self.case = False, ""
        self._form.begin()
        self.said.emit(self.tr("Saved: no swarm, and why."), "", "ok")
        self.declined.emit(case)

    def _failed(self, error: BaseException) -> None:
        self.busy = False
        if isinstance(error, ConsoleError):
            words = error_words(error, self._tools.languages.current)
            self._form.show_error(words.title, words.hint)
        else:
            self._bridge.failed.emit(error)


def _open(
    tx: Any, who: str, case: str, checks: Mapping[str, bool], priority: int | None, reason: str, title: str, lead: str
) -> str:
    """Decide and open in one transaction: there is no decision for a swarm without the swarm."""
    decision = swarm.triage(tx, who, case, checks, priority, reason, decided=True)
    return swarm.start(tx, who, case, title, "", lead=lead, triaged=decision)


def _facts(reading: Any, login: str, case_key: str, now: int) -> _Facts:
    case = queue.find_case(reading, case_key)
    found = swarm_list.of_case(reading, case_key)
    last = swarm_list.triages(reading, case_key)
    own = swarm_record.who_at(reading, login)
    leads = [(own.who, translate("Swarms", "You ({name})").format(name=name_words(own.name)))]
    mates = [row.mate for row in roster.listing(reading, login, roster.Asked(), now).rows]
    leads += [
        (f"person:{one.key}", name_words(one.name or one.login))
        for one in mates
        if not is_external(one.role) and f"person:{one.key}" != own.who
    ]
    is_open = found is not None and found.state == "open"
    return _Facts(case, found.id if found is not None and is_open else "", last[-1] if last else None, leads)
