"""Escalations: who was asked, who has what, and what happens next; begun from a case, the palette and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from fallback_console.services import escalation, escalation_chains, escalation_list, rights
from fallback_console.services.escalation_chains import Chain
from fallback_console.services.escalation_chains import Choice as Reference
from fallback_console.services.escalation_list import Escalation, Line
from fallback_console.ui.actions import Action
from fallback_console.ui.bridge import Touched
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices
from fallback_console.ui.escalation.chain_editor import ChainEditor
from fallback_console.ui.escalation.chain_setting import ChainSetting
from fallback_console.ui.escalation.pane import EscalationPane
from fallback_console.ui.escalation.rule_editor import RuleEditor
from fallback_console.ui.escalation.rule_setting import RuleSetting
from fallback_console.ui.escalation.start_form import EscalationForm
from fallback_console.ui.escalation.starting import Starting
from fallback_console.ui.escalation.words import stands_words, state_look, title_words
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.widgets import Button, EmptyState, FlatButton, PlainLabel, column, row
from fallback_console.ui.widgets.not_yet import NotYet

__all__ = ["EscalationView"]

_NEW = "new:"
_CHAINS = "chains"
_RULES = "rules"
_LISTED = 100
_TOPICS = frozenset({"*", "escalation", "chain", "reach", "sms", "delivery", "shift"})


class _Facts(NamedTuple):
    """What the view shows.

    Attributes:
        chosen: the one that is opened, with all that happened.
        sets: chains may be set here.
    """

    listed: list[Escalation]
    chosen: Escalation | None
    lines: list[Line]
    chains: list[Chain]
    choices: list[Reference]
    sets: bool


class EscalationView(View):
    """A list and the chosen one; over them the form that begins one, and the editors of chains and of watch rules."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._facts: _Facts | None = None
        self._wanted = ""
        self._back = FlatButton(self.theme, "", "back")
        self._back.setObjectName("escalation-back")
        self._title = PlainLabel("", "title")
        self.new_button = Button(self.theme, "", "add")
        self.new_button.setObjectName("escalation-new")
        self.chains_button = Button(self.theme, "", "settings")
        self.chains_button.setObjectName("escalation-chains")
        self.rules_button = Button(self.theme, "", "bell")
        self.rules_button.setObjectName("escalation-rules")
        self.rows = ChoiceModel(self.theme, self)
        self.list = Choices(self.theme, self.rows)
        self.list.setObjectName("escalation-list")
        self.pane = EscalationPane(self.theme, self.desk.login)
        self.form = EscalationForm(self.theme)
        self.editor = ChainEditor(self.theme)
        self.rule_editor = RuleEditor(self.theme)
        self.nothing = EmptyState(self.theme, "flowing")
        self.starting = Starting(tools, self.form, self)
        self.setting = ChainSetting(tools, self.editor, self)
        self.ruling = RuleSetting(tools, self.rule_editor, self)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.pages = QStackedWidget()
        self._build()
        self._actions = self._make_actions()
        self._refresher = Refresher(self, self.bridge, self._ask, self._show)
        self._not_yet = NotYet(self, self._refresher, self.nothing.show_words)
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(Space.M)
        self.split.addWidget(self.list)
        self.split.addWidget(self.pane)
        self.list.setMinimumWidth(Size.FIELD)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        for page in (self.nothing, self.split, self.form, self.editor, self.rule_editor):
            self.pages.addWidget(page)
        head = row(gap=Space.M)
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.rules_button)
        head.addWidget(self.chains_button)
        head.addWidget(self.new_button)
        body = column(self, margin=Space.M, gap=Space.M)
        body.addLayout(head)
        body.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.go_back)
        self.new_button.clicked.connect(partial(self.begin, ""))
        self.chains_button.clicked.connect(self.edit_chains)
        self.rules_button.clicked.connect(partial(self.arrive, _RULES))
        self.nothing.action_requested.connect(self._from_nothing)
        self.list.chosen.connect(self._choose)
        self.pane.wanted.connect(self.act)
        self.pane.case_requested.connect(partial(self.view_requested.emit, "queue"))
        self.form.left.connect(self.go_back)
        self.editor.left.connect(self.show_list)
        self.rule_editor.left.connect(self.show_list)
        self.starting.begun.connect(self._begun)
        for part in (self.starting, self.setting, self.ruling):
            part.said.connect(self.said)
        self.setting.offered.connect(self.offered)
        self.ruling.offered.connect(self.offered)
        self.setting.changed.connect(self._refresher.request)
        self.bridge.changed.connect(self._take_changes)
        self.tools.ticker.ticked.connect(self._tick)

    def _make_actions(self) -> tuple[Action, ...]:
        def can(act: str) -> bool:
            return self.pages.currentWidget() is self.split and self.pane.can(act)

        def sets() -> bool:
            return self._facts is not None and self._facts.sets

        def act(name: str) -> Any:
            return partial(self.act, name), partial(can, name)

        take, passed, close = act("taken"), act("passed"), act("closed")
        return (
            Action("escalation.take", lambda: self.tr("Take the escalation"), take[0], ("T",), take[1], "claimed"),
            Action("escalation.pass", lambda: self.tr("Ask the next step now"), passed[0], ("E",), passed[1], "next"),
            Action("escalation.close", lambda: self.tr("Close the escalation"), close[0], ("D",), close[1], "check"),
            Action(
                "escalation.new", lambda: self.tr("Escalate something"), lambda: self.begin(""), ("N",), icon="flowing"
            ),
            Action(
                "escalation.chains", lambda: self.tr("Set who is asked"), self.edit_chains, ("C",), sets, "settings"
            ),
            Action(
                "escalation.rules",
                lambda: self.tr("Set when somebody is paged"),
                partial(self.arrive, _RULES),
                ("R",),
                sets,
                "bell",
            ),
            Action("escalation.back", lambda: self.tr("Back"), self.go_back, ("Esc",), icon="back"),
        )

    def actions_here(self) -> tuple[Action, ...]:
        """What can be done with escalations."""
        return self._actions

    @property
    def settled(self) -> bool:
        """Everything that was asked for is shown."""
        return not (self._refresher.busy or self.starting.busy or self.setting.busy or self.ruling.busy)

    def arrive(self, what: str) -> None:
        """To the front: ``what`` is the id of one, 'new:' and a case's key to escalate it, 'chains', 'rules',
        'rules:' and the id of one, or ''."""
        if what.startswith(_NEW):
            self.begin(what.removeprefix(_NEW))
        elif what == _CHAINS:
            self.edit_chains()
        elif what.partition(":")[0] == _RULES and self._facts is not None and not self._facts.sets:
            self.said.emit(self.tr("Rules are set at a supervisor's station."), "", "warn")
        elif what.partition(":")[0] == _RULES:
            self.pages.setCurrentWidget(self.rule_editor)
            self._write_head()
            self.ruling.open(what.partition(":")[2])
            self.rule_editor.name.setFocus()
        else:
            self._wanted = what or self._wanted
            self.show_list()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Escalations"))
        self._back.setText(self.tr("&Back"))
        self.new_button.setText(self.tr("&New"))
        self.new_button.setToolTip(self.tr("Escalate something (N)"))
        self.chains_button.setText(self.tr("C&hains"))
        self.chains_button.setToolTip(self.tr("Set who is asked, one step after the other (C)"))
        self.rules_button.setText(self.tr("R&ules…"))
        self.rules_button.setToolTip(self.tr("Set when somebody is paged: so many cases in so many minutes (R)"))
        self.list.setAccessibleName(self.tr("Escalations"))
        self.pane.retranslate(self.now())
        self.form.retranslate()
        self.editor.retranslate()
        self.rule_editor.retranslate()
        self._write()

    # Pages.

    def show_list(self) -> None:
        """All of them, and the chosen one."""
        self.pages.setCurrentWidget(self.nothing if not self.rows.rowCount() else self.split)
        self._write_head()
        self._refresher.request()
        self.list.setFocus()

    def begin(self, case_key: str) -> None:
        """The form that begins one, for a case or for none."""
        self.starting.open(case_key)
        self.pages.setCurrentWidget(self.form)
        self._write_head()
        self.form.reason.setFocus()
        self._refresher.request()

    def edit_chains(self) -> None:
        """The editor of chains, where a supervisor works here."""
        if self._facts is not None and not self._facts.sets:
            self.said.emit(self.tr("Chains are set at a supervisor's station."), "", "warn")
            return
        self.pages.setCurrentWidget(self.editor)
        self._write_head()
        if self._facts is not None and self._facts.chains and not self.editor.chosen:
            self.editor.open_chain(self._facts.chains[0].id)
        self.editor.name.setFocus()
        self._refresher.request()

    def go_back(self) -> None:
        """From the form or the editor to what is behind it, else to the cases."""
        page, case = self.pages.currentWidget(), self.starting.case
        inner = (self.form, self.editor, self.rule_editor)
        if page in inner:
            self.show_list()
        if page not in inner or (page is self.form and case):
            self.view_requested.emit("queue", case if page is self.form else "")

    def _begun(self, case: str, made: str) -> None:
        """It has begun: back to the case, or who takes it?"""
        self._wanted = made
        self.show_list()
        if case:
            self.view_requested.emit("queue", case)
        self.said.emit(self.tr("Saved. The first step is asked now."), "", "ok")

    def _from_nothing(self) -> None:
        if self._facts is None:
            self._refresher.request()
        elif self._facts.chains:
            self.begin("")
        else:
            self.edit_chains()

    # Facts.

    def _ask(self) -> Future[Any]:
        return self.desk.query(_facts, self._wanted, self.now())

    def _show(self, facts: _Facts) -> None:
        first, self._facts = self._facts is None, facts
        self.form.show_chains(facts.chains)
        self.editor.show_facts(facts.chains, facts.choices)
        if first and facts.chains and not self.editor.chosen and not self.editor.steps:
            self.editor.open_chain(facts.chains[0].id)
        self._write()
        if self.pages.currentWidget() is self.form:
            self.starting.preview()

    def _write(self) -> None:
        facts = self._facts
        page = self.pages.currentWidget()
        if facts is None:
            self._not_yet.write()
        else:
            self._write_list(facts)
            if not facts.listed:
                self._write_nothing(facts)
            if page in (self.nothing, self.split):
                self.pages.setCurrentWidget(self.split if facts.listed else self.nothing)
        self._write_head()

    def _write_list(self, facts: _Facts) -> None:
        now = self.now()
        rows = []
        for one in facts.listed:
            look = state_look(one.state)
            rows.append(Choice(title_words(one), f"{look.word} · {stands_words(one, now)}", look.icon, one.id))
        ids = [one.id for one in facts.listed]
        with QSignalBlocker(self.list):
            self.rows.show(rows)
            chosen = facts.chosen.id if facts.chosen is not None else ""
            if chosen in ids:
                self.list.setCurrentIndex(self.rows.index(ids.index(chosen)))
        if facts.chosen is not None:
            self._wanted = facts.chosen.id
            self.pane.show_one(facts.chosen, facts.lines, now)

    def _write_nothing(self, facts: _Facts) -> None:
        hint = self.tr(
            "What is escalated is asked of one person or group after the other, by SMS and phone, until somebody takes it."
        )
        if facts.chains:
            self.nothing.show_words(self.tr("Nothing is escalated"), hint, self.tr("Escalate something"), "flowing")
        elif facts.sets:
            self.nothing.show_words(self.tr("Nobody can be asked yet"), hint, self.tr("Set who is asked"), "flowing")
        else:
            more = self.tr("A supervisor sets first who is asked.")
            self.nothing.show_words(self.tr("Nobody can be asked yet"), f"{hint} {more}", icon="flowing")

    def _write_head(self) -> None:
        page, facts = self.pages.currentWidget(), self._facts
        listing = page in (self.split, self.nothing)
        self.new_button.setVisible(listing and facts is not None and bool(facts.chains))
        for button in (self.chains_button, self.rules_button):
            button.setVisible(listing and facts is not None and facts.sets)

    def _choose(self) -> None:
        chosen = self.list.current
        if chosen is not None and chosen.what != self._wanted:
            self._wanted = chosen.what
            self._refresher.request()

    def _take_changes(self, touched: Touched) -> None:
        if any(topic in _TOPICS for topic, _ in touched):
            self._refresher.request()

    def _tick(self) -> None:
        if self.isVisible() and self._facts is not None:
            self._write_list(self._facts)

    # What is done.

    def act(self, act: str) -> None:
        """Take, pass on or close the chosen one."""
        one = self.pane.shown
        if one is None or not self.pane.can(act):
            return
        words = {
            "taken": self.tr("Saved: {number} is yours."),
            "passed": self.tr("Saved: the next step of {number} is asked."),
            "closed": self.tr("Saved: {number} is closed."),
        }[act].format(number=one.number)
        command = self.desk.command(escalation.answer, self.desk.login, one.id, act)
        self.bridge.run(command, lambda _state: self.said.emit(words, "", "ok"), self._refused)
        self._refresher.request()

    def _refused(self, error: BaseException) -> None:
        self.bridge.failed.emit(error)
        self._refresher.request()


def _facts(reading: Any, wanted: str, now: int) -> _Facts:
    listed = escalation_list.listed(reading, limit=_LISTED)
    chosen = next((one for one in listed if one.id == wanted), listed[0] if listed else None)
    lines: Sequence[Line] = escalation_list.lines(reading, chosen.id) if chosen is not None else []
    return _Facts(
        listed,
        chosen,
        list(lines),
        escalation_chains.chains(reading),
        escalation_chains.choices(reading, now),
        rights.is_supervisors(reading),
    )
