"""Swarms: those there are on the left, the room of the chosen one on the right; over both the triage of a case, and whom to invite."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from fallback_console.ui.actions import Action
from fallback_console.ui.bridge import Touched
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.swarm.actions import swarm_actions
from fallback_console.ui.swarm.deciding import Deciding
from fallback_console.ui.swarm.facts import SCOPES, SwarmFacts, fits, swarm_facts
from fallback_console.ui.swarm.invite_page import InvitePage
from fallback_console.ui.swarm.inviting import Inviting
from fallback_console.ui.swarm.pane import SwarmPane
from fallback_console.ui.swarm.saving import SwarmSaving
from fallback_console.ui.swarm.swarm_list import SwarmList
from fallback_console.ui.swarm.triage_form import TriageForm
from fallback_console.ui.swarm.work import SwarmWork
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.widgets import EmptyState, FlatButton, PlainLabel, column, row
from fallback_console.ui.widgets.filter_bar import FilterBar
from fallback_console.ui.widgets.not_yet import NotYet

__all__ = ["SwarmsView"]

_NEW = "new:"
_TOPICS = frozenset({"*", "swarm", "sms", "delivery", "reach", "case", "call"})


class SwarmsView(View):
    """Lists and shows; what is decided goes through ``work``, ``deciding`` and ``inviting``."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._facts: SwarmFacts | None = None
        self._wanted = ""
        self._asked = ("", "")
        self._title = PlainLabel("", "title")
        self._back = FlatButton(self.theme, "", "back")
        self._back.setObjectName("swarm-back")
        self.filters = FilterBar(self.theme, SCOPES)
        self.list = SwarmList(self.theme)
        self.pane = SwarmPane(self.theme, self.desk.login, self.now)
        self.form = TriageForm(self.theme)
        self.page = InvitePage(self.theme)
        self._nothing = EmptyState(self.theme, "swarm")
        self._pages, self._right = QStackedWidget(), QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self.work = SwarmWork(tools, self.pane, self)
        self.saving = SwarmSaving(tools, self)
        self.deciding = Deciding(tools, self.form, self)
        self.inviting = Inviting(tools, self.page, self)
        self._build()
        self._actions = swarm_actions(self)
        self._refresher = Refresher(self, self.bridge, self._ask, self._show)
        self.list.not_yet = NotYet(self, self._refresher, self.list.empty.show_words)
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        left = QWidget()
        lines = column(left, gap=Space.M)
        lines.addWidget(self.filters)
        lines.addWidget(self.list, 1)
        self._right.addWidget(self._nothing)
        self._right.addWidget(self.pane)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(Space.M)
        self._split.addWidget(left)
        self._split.addWidget(self._right)
        self._right.setMinimumWidth(Size.POPOVER)
        self._split.setStretchFactor(0, 2)
        self._split.setStretchFactor(1, 3)
        self._split.setSizes([Size.POPOVER, Size.FORM])
        for page in (self._split, self.form, self.page):
            self._pages.addWidget(page)
        head = row(gap=Space.M)
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addStretch(1)
        body = column(self, margin=Space.M, gap=Space.S)
        body.addLayout(head)
        body.addWidget(self._pages, 1)
        self.filters.set_current(self.list.scope)

    def _connect(self) -> None:
        self._back.clicked.connect(self.go_back)
        self.filters.chosen.connect(self._choose_scope)
        self.list.key_chosen.connect(self._choose)
        self.list.open_requested.connect(partial(self.pane.show_page, "talk"))
        self.list.empty.action_requested.connect(self._from_nothing)
        self.pane.head.case_requested.connect(self.show_case)
        self.pane.gate.wanted.connect(lambda what: self.show_case() if what == "case" else None)
        self.pane.members.invited.connect(self.invite)
        self.pane.saved.connect(self.save)
        self.form.left.connect(self.go_back)
        self.page.left.connect(self.go_back)
        self.deciding.opened.connect(self._opened)
        self.deciding.declined.connect(partial(self.view_requested.emit, "queue"))
        self.inviting.done.connect(self.show_list)
        for part in (self.work, self.saving, self.deciding, self.inviting):
            part.said.connect(self.said)
        self.work.changed.connect(self._refresher.request)
        self.bridge.changed.connect(self._take_changes)
        self.tools.ticker.ticked.connect(self._tick)

    def actions_here(self) -> tuple[Action, ...]:
        """What can be done with swarms."""
        return self._actions

    @property
    def settled(self) -> bool:
        """Everything that was asked for is shown."""
        busy = (self.work.busy, self.deciding.busy, self.inviting.busy, self.saving.busy)
        return not (self._refresher.busy or any(busy))

    @property
    def listing(self) -> bool:
        """List and room are in front."""
        return self._pages.currentWidget() is self._split

    def arrive(self, what: str) -> None:
        """To the front: ``what`` is the id of one, 'new:' and a case's key to look that over, or ''."""
        if what.startswith(_NEW):
            self.deciding.open(what.removeprefix(_NEW))
            self._pages.setCurrentWidget(self.form)
            self._write_head()
            self.form.checks["impact"].setFocus()
            return
        self._wanted = what or self._wanted
        self.show_list()

    def leave(self) -> None:
        """The window closes: keep what was begun."""
        self.pane.flush()

    def retranslate(self) -> None:
        """Set every text again."""
        self._back.setText(self.tr("&Back"))
        self.filters.set_titles(
            {
                "open": self.tr("Open"),
                "mine": self.tr("Mine"),
                "closed": self.tr("Closed"),
                "archived": self.tr("Archived"),
            }
        )
        self._nothing.show_words(
            self.tr("Choose a swarm"),
            self.tr("Or open a case and press Shift+S: several people work on it together, over the hub and by SMS."),
        )
        self.list.retranslate(self.now())
        for part in (self.pane, self.form, self.page):
            part.retranslate()
        self._write_head()

    # Pages.

    def show_list(self) -> None:
        """Those there are, and the room of the chosen one."""
        self._pages.setCurrentWidget(self._split)
        self._write_head()
        self._refresher.request()
        self.list.take_focus()

    def invite(self) -> None:
        """Choose whom to ask into the swarm that is shown."""
        if self.pane.shown is not None and self.pane.can("invite"):
            self._invite_into(self.pane.shown.one.id)

    def _invite_into(self, swarm: str) -> None:
        self.pane.flush()
        self.inviting.open(swarm)
        self._pages.setCurrentWidget(self.page)
        self._write_head()
        self.page.search.setFocus()

    def go_back(self) -> None:
        """Step by step: from a form to what is behind it, from a page to the room, from the room to the list."""
        if self._pages.currentWidget() is self.form:
            case = self.deciding.case
            self.show_list()
            self.view_requested.emit("queue", case)
        elif self._pages.currentWidget() is self.page:
            if not self.page.close_partner():
                self.show_list()
        elif self.pane.isVisible() and self.pane.page != "talk":
            self.pane.back()
        else:
            self.pane.flush()
            self.list.take_focus()

    def show_case(self) -> None:
        """To the case that it is about."""
        if self.pane.shown is not None:
            self.view_requested.emit("queue", self.pane.shown.one.case_key)

    def save(self, form: str) -> None:
        """Save the thread of the one that is shown."""
        if self.pane.shown is not None:
            self.saving.save(self.pane.shown, form)

    def step(self, by: int) -> None:
        """So many rows further down, of whichever list is in front."""
        if self.listing:
            self.list.step(by)
        elif self._pages.currentWidget() is self.page:
            self.page.list.step(by)

    def _opened(self, swarm: str, fresh: bool) -> None:
        self._wanted = swarm
        self.show_list()
        if fresh:
            self._invite_into(swarm)

    def _from_nothing(self) -> None:
        if self._facts is None:
            self._refresher.request()
        else:
            self.view_requested.emit("queue", "")

    def _write_head(self) -> None:
        here = self._pages.currentWidget()
        self._back.setVisible(here is not self._split)
        titles = {self.form: self.tr("Is a swarm wanted?"), self.page: self.tr("Invite people")}
        self._title.setText(next((words for page, words in titles.items() if page is here), self.tr("Swarms")))

    # Facts.

    def _ask(self) -> Future[Any]:
        self._asked = (self._wanted, self.list.scope)
        return self.desk.query(swarm_facts, self.desk.login, self._wanted, self.list.scope, self.now())

    def _show(self, facts: SwarmFacts) -> None:
        if self._asked != (self._wanted, self.list.scope):
            self._refresher.request()
            return
        self._facts = facts
        chosen = facts.chosen
        if chosen is not None:
            self._wanted = chosen.one.id
            if not fits(chosen.line, self.list.scope):
                # It is shown wherever it has gone: one that was just closed stays before whoever closed it.
                self.list.scope = chosen.one.state
                self.filters.set_current(self.list.scope)
        self.filters.show_counts(facts.counts())
        self.list.show_facts(facts, self.now())
        if chosen is not None:
            self.pane.show_one(chosen)
            if self.isVisible() and self.listing:
                self.work.see(chosen)
        self._right.setCurrentWidget(self._nothing if chosen is None else self.pane)
        if not self.saving.can:
            for button in self.pane.save_buttons.values():
                button.hide()

    def _choose_scope(self, name: str) -> None:
        self.list.scope = name or "open"
        self.filters.set_current(self.list.scope)
        self._wanted = ""
        self._refresher.request()

    def _choose(self, swarm: str) -> None:
        if swarm and swarm != self._wanted:
            self._wanted = swarm
            self._refresher.request()

    def _take_changes(self, touched: Touched) -> None:
        if any(topic in _TOPICS for topic, _ in touched):
            self._refresher.request()

    def _tick(self) -> None:
        if self.isVisible() and self._facts is not None:
            self._refresher.request()
