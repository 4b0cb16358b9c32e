"""Settings: connections with their live test, language and look, and where the data of this station are."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget

from fallback_console.domain.connection import KINDS, Connection
from fallback_console.domain.events import EngineEvent, HealthChanged
from fallback_console.domain.gateway_names import free_port
from fallback_console.services import connections
from fallback_console.ui.bridge import Touched
from fallback_console.ui.models.connections_model import ConnectionsModel
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views import connection_fields as known
from fallback_console.ui.views.base import Tools, View
from fallback_console.ui.views.connection_editor import ConnectionEditor
from fallback_console.ui.views.connection_pages import ConnectionPages
from fallback_console.ui.views.station_cards import StationCards
from fallback_console.ui.views.station_page import StationPage
from fallback_console.ui.widgets import Button, PlainLabel, column, row
from fallback_console.ui.widgets.choices import ComboBox
from fallback_console.ui.widgets.not_yet import NotYet
from fallback_console.ui.widgets.table import Table

__all__ = ["STATION", "SettingsView"]

STATION = "station"
"""What to show for the station's own page."""

_FOLLOW_MS = 300


class SettingsView(View):
    """Connections on the left, the chosen one on the right; language, look and facts below the list."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._follow_end = False
        self._wanted = ""
        self._title = PlainLabel("", "title")
        self._add = Button(self.theme, "", "add")
        self._menu = QMenu(self._add)
        for kind in filter(known.can_be_added, KINDS):
            action = self._menu.addAction("")
            action.setData(kind)
            action.triggered.connect(self._add_kind)
        self._add.setMenu(self._menu)
        self.model = ConnectionsModel(self.theme, self)
        self.table = Table(self.model)
        self.table.set_columns({1: Size.COLUMN_M}, 0)
        self._pages = ConnectionPages(tools)
        self._cards = StationCards(tools)
        # Its owner from the beginning, though it joins the pages only once it is asked for: it goes when the window goes.
        self.station = StationPage(tools, self._pages)
        self.station.hide()
        self._to_station = Button(self.theme, "", "me")
        self._scroll = QScrollArea()
        self._build()
        self._refresher = Refresher(self, self.bridge, self._ask, self._show)
        self._not_yet = NotYet(self, self._refresher, self._pages.show_words)
        self.table.row_chosen.connect(self._choose)
        self.table.open_requested.connect(self._pages.focus_first)
        self._pages.helpdesk_requested.connect(self._add_helpdesk)
        self._pages.results_shown.connect(self._follow_results)
        self._pages.changed.connect(self._refresher.request)
        self._pages.another_requested.connect(self.add)
        self._to_station.clicked.connect(self.show_station)
        self.station.person_changed.connect(self._change_person)
        self.station.setup_requested.connect(self._set_up)
        for part in (self._pages, self._cards, self.station):
            part.said.connect(self._say)
        self.bridge.changed.connect(self._take_changes)
        self.bridge.told.connect(self._take_event)
        self.retranslate()
        self._refresher.request()

    def _build(self) -> None:
        head = row()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._add)
        left = QWidget()
        left.setFixedWidth(Size.SIDE)
        lines = column(left, gap=Space.M)
        lines.addLayout(head)
        lines.addWidget(self.table, 1)
        lines.addWidget(self._to_station)
        lines.addWidget(self._cards)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._pages)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._page_grew)
        body = row(self, margin=Space.M, gap=Space.M)
        body.addWidget(left)
        body.addWidget(self._scroll, 1)

    @property
    def choices(self) -> tuple[ComboBox, ComboBox]:
        """Where language and look are chosen."""
        return self._cards.language, self._cards.look

    @property
    def editor(self) -> ConnectionEditor | None:
        """The editor in front."""
        return self._pages.editor

    def arrive(self, what: str) -> None:
        """To the front; ``what`` is the name of a connection to choose."""
        if what == STATION:
            self.show_station()
            return
        self._wanted = what
        self._show_wanted()
        self._refresher.request()
        self.table.setFocus()

    def show_station(self) -> None:
        """Who works here, and the lock."""
        self.table.clearSelection()
        self._pages.show_station(self.station)
        self.station.login.setFocus()

    def retranslate(self) -> None:
        """Set every text again; what is being typed in an editor stays."""
        self._title.setText(self.tr("Settings"))
        self._add.setText(self.tr("&Add"))
        self._to_station.setText(self.tr("&You, sounds and lock"))
        for action in self._menu.actions():
            action.setText(known.kind_label(str(action.data())))
        self.table.setAccessibleName(self.tr("Connections"))
        self.model.repaint()
        self._cards.retranslate()
        self._not_yet.write()
        self._pages.retranslate()

    def add(self, kind: str) -> None:
        """Begin a connection of a kind; where there can be one only and there is, go to it."""
        name = known.default_name(kind)
        at = self.model.row_of(name) if name else -1
        begun = Connection(name, kind)
        if at >= 0:
            if not known.another_can_be(kind):
                self._choose_row(at)
                return
            port = free_port(kind, self.model.connections)
            begun = Connection("", kind, {"listen_port": port} if port else {})
        self.table.clearSelection()
        self._pages.show_connection(begun, is_new=True)
        self._pages.focus_first()

    # Facts.

    def _ask(self) -> Future[Any]:
        return self.desk.query(connections.list_connections)

    def _show(self, rows: list[Connection]) -> None:
        chosen = self._pages.chosen
        self.model.show_rows(rows)
        self._show_health()
        self._pages.keep_only({c.name for c in rows})
        at = self.model.row_of(chosen)
        if at < 0 and rows and self._pages.editor is None and not self._pages.shows_station:
            at = 0
        if at >= 0:
            self._choose_row(at)
        self._show_wanted()
        if not rows and self._pages.editor is None and not self._pages.shows_station:
            self._pages.show_nothing()

    def _show_wanted(self) -> None:
        at = self.model.row_of(self._wanted) if self._wanted else -1
        if at >= 0:
            self._wanted = ""
            self._choose_row(at)

    def _show_health(self) -> None:
        self.model.show_health({h.system: h for h in self.tools.context.engine.health()})

    def _take_changes(self, touched: Touched) -> None:
        if any(topic in ("connection", "*") for topic, _ in touched):
            self._refresher.request()

    def _take_event(self, event: EngineEvent) -> None:
        if isinstance(event, HealthChanged) and self.isVisible():
            self._show_health()

    # Intents.

    def _change_person(self) -> None:
        self.view_requested.emit("person", "")

    def _set_up(self) -> None:
        self.view_requested.emit("setup", "")

    def _choose_row(self, at: int) -> None:
        self.table.setCurrentIndex(self.model.index(at, 0))
        self._choose(at)

    def _choose(self, at: int) -> None:
        one = self.model.connection(at)
        if one is not None:
            self._pages.show_connection(one, is_new=False)

    def _add_kind(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.add(str(action.data()))

    def _add_helpdesk(self) -> None:
        self.add("rt")

    def _say(self, sentence: str) -> None:
        self.said.emit(sentence, "", "ok")

    def _follow_results(self) -> None:
        # The steps make the page longer in a moment; its end is what was asked for.
        self._follow_end = True
        QTimer.singleShot(_FOLLOW_MS, self._stop_following)

    def _page_grew(self, _least: int, most: int) -> None:
        if self._follow_end:
            self._scroll.verticalScrollBar().setValue(most)

    def _stop_following(self) -> None:
        self._follow_end = False
