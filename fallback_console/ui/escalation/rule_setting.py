"""Between the editor of watch rules and the services."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import escalation_chains, rule_list, watch_rules
from fallback_console.services.escalation_chains import Chain, Choice
from fallback_console.services.rule_list import RuleState, Would
from fallback_console.services.watch_rules import Rule, Wanted
from fallback_console.ui.bridge import Touched
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.escalation.rule_editor import RuleEditor
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.views.base import Tools

__all__ = ["RuleSetting"]

_TOPICS = frozenset({"*", "rule", "case", "chain", "escalation", "shift"})


class _Facts(NamedTuple):
    """What the editor shows."""

    states: list[RuleState]
    chains: list[Chain]
    choices: list[Choice]
    queues: list[str]
    now: int


class RuleSetting(QObject):
    """Shows the rules and what the fields would do, saves and removes. Nothing is asked while the editor is not seen.

    Attributes:
        said, offered: as of a view.
    """

    said = Signal(str, str, str)
    offered = Signal(str, str, str, object)

    def __init__(self, tools: Tools, editor: RuleEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._rules = tools.context.reach or ReachRules()
        self._editor = editor
        self._saving = False
        self._wanted: str | None = None
        self._facts = Refresher(editor, tools.bridge, self._ask, self._show)
        self._would = Refresher(editor, tools.bridge, self._ask_would, self._show_would)
        editor.changed.connect(self._would.request)
        editor.save_requested.connect(self.save)
        editor.remove_requested.connect(self.remove)
        tools.bridge.changed.connect(self._take_changes)
        tools.ticker.ticked.connect(self.refresh)

    @property
    def busy(self) -> bool:
        """Something is being saved or asked for."""
        # What is asked for while nobody sees it waits until somebody does.
        return self._saving or (self._editor.isVisible() and (self._facts.busy or self._would.busy))

    def open(self, rule: str) -> None:
        """Show a rule, '' for whichever is there."""
        self._wanted = rule
        self.refresh()

    def refresh(self) -> None:
        """Look again."""
        self._facts.request()
        self._would.request()

    def save(self) -> None:
        """Keep the rule in the fields."""
        editor = self._editor
        if self._saving or not editor.name.text().strip():
            return
        self._saving = True
        wanted = editor.wanted(self._language())
        command = self._desk.command(watch_rules.save, self._desk.login, wanted, self._rules, rule=editor.chosen)
        self._bridge.run(command, self._saved, self._failed)

    def remove(self) -> None:
        """Take the chosen rule away; it can be had back."""
        gone = self._editor.shown
        if self._saving or gone is None:
            return
        self._saving = True
        command = self._desk.command(watch_rules.remove, self._desk.login, gone.rule.id)
        self._bridge.run(command, lambda _id: self._removed(gone.rule), self._failed)

    def _ask(self) -> Future[Any]:
        return self._desk.query(_facts, self._tools.context.clock.now_ms())

    def _show(self, facts: _Facts) -> None:
        editor = self._editor
        editor.show_facts(facts.states, facts.chains, facts.choices, facts.queues, facts.now)
        if self._wanted is not None:
            ids = [one.rule.id for one in facts.states]
            rule = self._wanted or editor.chosen or next(iter(ids), "")
            self._wanted = None
            if rule in ids or not editor.name.text():
                editor.open_rule(rule)

    def _ask_would(self) -> Future[Any]:
        return self._desk.query(
            _would, self._editor.wanted(self._language()), self._rules, self._tools.context.clock.now_ms()
        )

    def _show_would(self, found: tuple[Would, Wanted]) -> None:
        self._editor.show_would(*found)

    def _language(self) -> str:
        return "ja" if self._tools.languages.current == "ja" else "en"

    def _take_changes(self, touched: Touched) -> None:
        if any(topic in _TOPICS for topic, _ in touched):
            self.refresh()

    def _saved(self, rule: str) -> None:
        self._saving = False
        self._editor.show_problem("")
        self.open(rule)
        self.said.emit(self.tr("The rule is saved."), "", "ok")

    def _removed(self, gone: Rule) -> None:
        self._saving = False
        self._editor.open_rule("")
        self.open("")
        words = self.tr("The rule {name} is removed.").format(name=gone.name)
        hint = self.tr("What was begun by it goes on.")
        self.offered.emit(words, hint, self.tr("Undo"), partial(self._restore, gone))

    def _restore(self, gone: Rule) -> None:
        command = self._desk.command(
            watch_rules.save, self._desk.login, gone.wanted, gone.reach, rule=gone.id, known=False
        )
        self._bridge.run(command, self._saved, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._saving = False
        if isinstance(error, ConsoleError):
            words = error_words(error, self._tools.languages.current)
            self._editor.show_problem(f"{words.title} {words.hint}".strip())
        else:
            self._bridge.failed.emit(error)


def _facts(reading: Any, now: int) -> _Facts:
    return _Facts(
        rule_list.states(reading, now),
        escalation_chains.chains(reading),
        escalation_chains.choices(reading, now),
        rule_list.queues(reading),
        now,
    )


def _would(reading: Any, wanted: Wanted, rules: ReachRules, now: int) -> tuple[Would, Wanted]:
    return rule_list.would(reading, wanted, rules, now), wanted
