"""Between the form that begins an escalation and the services."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import escalation, queue
from fallback_console.services.escalation import Preview
from fallback_console.ui.case_words import case_number
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.escalation.start_form import EscalationForm
from fallback_console.ui.views.base import Tools

__all__ = ["Starting"]


class Starting(QObject):
    """Shows whom it would ask, and begins it.

    Attributes:
        begun: (key of the case or '', id of the escalation): it is saved.
        said: (sentence, more words, variant).
        case: key of the case that is escalated, '' for none.
        busy: it is being saved.
    """

    begun = Signal(str, str)
    said = Signal(str, str, str)

    def __init__(self, tools: Tools, form: EscalationForm, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._rules = tools.context.reach or ReachRules()
        self._form = form
        self.case = ""
        self.busy = False
        form.changed.connect(self.preview)
        form.begun.connect(self._start)

    def open(self, case_key: str) -> None:
        """Begin to write one, '' for no case."""
        self.case = case_key
        self._form.show_case("")
        if case_key:
            self._bridge.run(self._desk.query(_case_words, case_key), self._show_case)

    def preview(self) -> None:
        """Show whom it would ask now."""
        form = self._form
        chain = form.chain.currentData()
        if not chain:
            form.show_preview(None)
            form.show_problem(self.tr("There is no chain yet: set first who is asked."))
            return
        now, urgent = self._tools.context.clock.now_ms(), form.urgent.isChecked()
        query = self._desk.query(escalation.preview, chain, self._rules, now, urgent=urgent)
        self._bridge.run(query, self._show_preview)

    def _show_case(self, found: tuple[str, str]) -> None:
        key, words = found
        if key == self.case:
            self._form.show_about(words)

    def _show_preview(self, found: Preview) -> None:
        if found.chain.id == self._form.chain.currentData():
            self._form.show_preview(found)

    def _start(self) -> None:
        if self.busy:
            return
        self.busy = True
        form = self._form
        command = self._desk.command(
            escalation.start,
            self._desk.login,
            form.chain.currentData(),
            form.reason.text(),
            self._rules,
            case_key=self.case,
            urgent=form.urgent.isChecked(),
        )
        self._bridge.run(command, partial(self._started, self.case), self._failed)

    def _started(self, case: str, made: str) -> None:
        self.busy, self.case = False, ""
        self._form.show_case("")
        self.begun.emit(case, made)

    def _failed(self, error: BaseException) -> None:
        self.busy = False
        if isinstance(error, ConsoleError):
            words = error_words(error, self._tools.languages.current)
            self._form.show_problem(f"{words.title} {words.hint}".strip())
        else:
            self._bridge.failed.emit(error)


def _case_words(reading: Any, key: str) -> tuple[str, str]:
    found = queue.find_case(reading, key)
    return key, f"{case_number(found)} · {found.subject}"
