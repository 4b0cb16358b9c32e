"""Broadcasts in the messages' place: all of them on the left, the chosen one or what is being written on the right."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from fallback_console.domain.broadcast import Policy
from fallback_console.services import broadcast, broadcast_list
from fallback_console.services.broadcast import Preview
from fallback_console.services.broadcast_list import Progress
from fallback_console.ui.bridge import Touched
from fallback_console.ui.broadcast.compose import BroadcastCompose
from fallback_console.ui.broadcast.deciding import Deciding
from fallback_console.ui.broadcast.pane import BroadcastPane
from fallback_console.ui.broadcast.saving import BroadcastSaving
from fallback_console.ui.broadcast.words import NAMED, broadcast_look, listing_words
from fallback_console.ui.broadcast.writing import BroadcastWriting
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets import Button, EmptyState, FlatButton, PlainLabel, column, row

__all__ = ["BroadcastPage"]

_PAUSE_MS = 500
_MOST = 30
_TOPICS = frozenset({"*", "sms", "delivery", "broadcast", "connection"})

_Facts = tuple[list[Progress], str, str, list[int], list[tuple[str, int]], dict[str, str]]


class BroadcastPage(QWidget):
    """Asks and tells; nothing happens here but through services.

    Attributes:
        said: (sentence, more words, variant), as a view's.
        left: back to the conversations.
        message_requested: entry of a message whose conversation is to be shown.
    """

    said = Signal(str, str, str)
    left = Signal()
    message_requested = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._policy = tools.context.broadcast or Policy()
        self._listed: dict[str, Progress] = {}
        self._wanted = self._previewed = ""
        self._deciding = Deciding(tools, self._policy, self)
        self._title = PlainLabel("", "title")
        self.back_button = FlatButton(tools.theme, "", "back")
        self.back_button.setObjectName("broadcast-back")
        self.new_button = Button(tools.theme, "", "add")
        self.new_button.setObjectName("broadcast-new")
        self.rows = ChoiceModel(tools.theme, self)
        self.list = Choices(tools.theme, self.rows)
        self.list.setObjectName("broadcasts")
        self._right = QStackedWidget()
        self._nothing = EmptyState(tools.theme, "sms")
        self.compose = BroadcastCompose(tools.theme)
        self.pane = BroadcastPane(tools.theme, self._desk.login, saves=tools.context.save_sheets is not None)
        self._writing = BroadcastWriting(tools, self._policy, self.compose, self)
        self._saving = BroadcastSaving(tools, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        self._refresher = Refresher(self, self._bridge, self._ask, self._show)
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        for page in (self._nothing, self.compose, self.pane):
            self._right.addWidget(page)
        head = row()
        head.addWidget(self.back_button)
        head.addWidget(self._title, 1)
        head.addWidget(self.new_button)
        side = QWidget()
        lines = column(side, gap=Space.M)
        lines.addLayout(head)
        lines.addWidget(self.list, 1)
        side.setMinimumWidth(Size.SIDE)
        self._right.setMinimumWidth(Size.POPOVER)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(Space.M)
        split.addWidget(side)
        split.addWidget(self._right)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 3)
        column(self).addWidget(split)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.left)
        self.new_button.clicked.connect(self.write)
        self._nothing.action_requested.connect(self.write)
        self.list.chosen.connect(self._choose)
        self._writing.kept.connect(self._kept)
        self.pane.decided.connect(self._act)
        self.pane.message_requested.connect(self.message_requested)
        self._deciding.said.connect(self.said)
        self._saving.said.connect(self.said)
        self._deciding.done.connect(self._look_again)
        self.pane.state_chosen.connect(self._refresher.request)
        self.pane.model.rows_wanted.connect(self._fetch)
        self._pause.timeout.connect(self._refresher.request)
        self._bridge.changed.connect(self._take_changes)

    @property
    def settled(self) -> bool:
        """Everything that was asked for is shown."""
        return not (self._refresher.busy or self._deciding.busy or self._saving.busy)

    @property
    def key(self) -> str:
        """Id of the chosen broadcast, '' for none."""
        chosen = self.list.current
        return "" if chosen is None else str(chosen.what)

    def arrive(self) -> None:
        """To the front."""
        self._refresher.request()
        self.list.setFocus()

    def write(self) -> None:
        """Go on with the one that was begun, or begin one."""
        self._right.setCurrentWidget(self.compose)
        self._writing.begin()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Broadcasts"))
        self.back_button.setAccessibleName(self.tr("Back to the conversations"))
        self.back_button.setToolTip(self.tr("Back to the conversations (Escape)"))
        self.new_button.setText(self.tr("Ne&w"))
        self.new_button.setToolTip(self.tr("Write one text to many people"))
        self.list.setAccessibleName(self.tr("Broadcasts"))
        self._nothing.show_words(
            self.tr("No broadcast yet"),
            self.tr(
                "One text to many people: see who gets it, how long it takes and what it costs before it goes out."
            ),
        )
        self.compose.retranslate()
        self.pane.retranslate(self._now())
        self._write_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves what is being written for the list, then the broadcasts."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._right.currentWidget() is self.compose:
            self._right.setCurrentWidget(self.pane if self.key else self._nothing)
            self.list.setFocus()
        elif self.list.hasFocus() or not self.key:
            self.left.emit()
        else:
            self.list.setFocus()

    def _now(self) -> int:
        return self._tools.context.clock.now_ms()

    # Facts.

    def _ask(self) -> Future[Any]:
        return self._desk.query(_facts, self._wanted or self.key, self.pane.state)

    def _show(self, facts: _Facts) -> None:
        listed, wanted, state, places, groups, names = facts
        self._listed = {one.broadcast.id: one for one in listed}
        self.compose.whom.show_groups(groups)
        key = self._wanted or self.key
        self._write_list(key)
        self._wanted = ""
        if self.key != wanted or self.pane.state != state:
            self._refresher.request()
        self._show_chosen()
        if self.key == wanted:
            self.pane.show_places(places)
            self.pane.show_names(names)
        if not self._listed and self._right.currentWidget() is self.pane:
            self._right.setCurrentWidget(self._nothing)

    def _write_list(self, key: str = "") -> None:
        key = key or self.key
        with QSignalBlocker(self.list):
            self.rows.show(
                [
                    Choice(one.broadcast.title, listing_words(one), broadcast_look(one.state).icon, one.broadcast.id)
                    for one in self._listed.values()
                ]
            )
            place = list(self._listed).index(key) if key in self._listed else 0
            if self._listed:
                self.list.setCurrentIndex(self.rows.index(place))

    def _choose(self) -> None:
        """Another one is looked at."""
        if self.key:
            self._right.setCurrentWidget(self.pane)
            self._show_chosen()
            self._refresher.request()

    def _show_chosen(self) -> None:
        one = self._listed.get(self.key)
        if one is None:
            return
        before = self.pane.shown
        if before is None or before.broadcast.id != one.broadcast.id:
            self._previewed = ""
        self.pane.show_progress(one, self._now())
        if self._right.currentWidget() is self._nothing:
            self._right.setCurrentWidget(self.pane)
        if one.state == "draft" and self._previewed != one.broadcast.draft:
            self._previewed = one.broadcast.draft
            query = self._desk.query(
                _previewed, self._desk.login, one.broadcast.id, one.broadcast.draft, self._policy, self._now()
            )
            self._bridge.run(query, self._show_draft)

    def _show_draft(self, found: tuple[str, Preview]) -> None:
        one = self._listed.get(self.key)
        if one is not None and one.broadcast.draft == found[0]:
            self.pane.show_preview(found[1])

    def _fetch(self, places: Sequence[int], generation: int) -> None:
        one = self.pane.shown
        if one is None:
            return

        def take(rows: list[broadcast_list.PersonProgress]) -> None:
            self.pane.model.take_rows(places, rows, generation)

        self._bridge.run(self._desk.query(broadcast_list.people, one.broadcast.run, list(places)), take)

    def _take_changes(self, touched: Touched) -> None:
        """A burst of receipts is one question."""
        if not self._pause.isActive() and any(topic in _TOPICS for topic, _ in touched):
            self._pause.start()

    def _kept(self, key: str) -> None:
        """It is a draft for others now."""
        self._wanted = key
        self._right.setCurrentWidget(self.pane)
        self._refresher.request()
        self.list.setFocus()

    # What was decided.

    def _act(self, act: str) -> None:
        one, found = self.pane.shown, self.pane.preview.found
        if act == "edit" and one is not None:
            self._right.setCurrentWidget(self.compose)
            self._writing.change(one.broadcast)
        elif act in ("csv", "pdf") and one is not None:
            self._saving.save(one.broadcast, f".{act}")
        elif one is not None:
            recipients, digest = (0, "") if found is None else (found.totals.recipients, found.digest)
            self._deciding.act(act, one.broadcast, recipients, digest)

    def _look_again(self) -> None:
        """Something was done, or the preview is not true any more."""
        self._previewed = ""
        self._refresher.request()


def _facts(reading: Any, key: str, state: str) -> _Facts:
    listed = broadcast_list.listed(reading, _MOST)
    known = {one.broadcast.id: one for one in listed}
    wanted = key if key in known else next(iter(known), "")
    run = known[wanted].broadcast.run if wanted else ""
    places = broadcast_list.places(reading, run, state) if run else []
    names = broadcast.chosen(reading, known[wanted].broadcast.audience.people[:NAMED]) if wanted else {}
    return listed, wanted, state, places, broadcast.groups(reading), names


def _previewed(reading: Any, who: str, key: str, draft: str, policy: Policy, now: int) -> tuple[str, Preview]:
    return draft, broadcast.preview_of(reading, who, key, policy, now)
