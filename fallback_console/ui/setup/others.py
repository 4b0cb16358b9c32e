"""What makes the console more useful and may wait: a gateway for text messages, and a watch on chat and mail."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from fallback_console.domain.connection import Connection
from fallback_console.services import connections
from fallback_console.ui.bridge import Touched
from fallback_console.ui.setup.step import Step
from fallback_console.ui.theme import Size, Space
from fallback_console.ui.views import connection_fields as known
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.connection_pages import ConnectionPages
from fallback_console.ui.widgets import Button, PlainLabel, column, row

__all__ = ["OthersStep"]

_OFFERED = ("slack", "mail", "android", "kannel")


class OthersStep(Step):
    """Each connection on a page of its own, tested and kept by itself."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._known: dict[str, Connection] = {}
        self._buttons: dict[str, Button] = {}
        self._notes: dict[str, PlainLabel] = {}
        left = QWidget()
        left.setFixedWidth(Size.FIELD)
        list_ = column(left, gap=Space.S)
        for kind in _OFFERED:
            button = Button(tools.theme, "", known.kind_icon(kind))
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, kind=kind: self.choose(kind))
            note = PlainLabel("", "small", wrap=True)
            list_.addWidget(button)
            list_.addWidget(note)
            list_.addSpacing(Space.S)
            self._buttons[kind], self._notes[kind] = button, note
        list_.addStretch(1)
        self.pages = ConnectionPages(tools)
        self.pages.changed.connect(self._ask)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.pages)
        body = row(self, gap=Space.L)
        body.addWidget(left)
        body.addWidget(scroll, 1)
        tools.bridge.changed.connect(self._take_changes)
        self.retranslate()

    def name(self) -> str:
        """See ``Step``."""
        return self.tr("Other systems")

    def title(self) -> str:
        """See ``Step``."""
        return self.tr("What else shall be watched and used?")

    def hint(self) -> str:
        """See ``Step``."""
        return self.tr("All of it may wait: Settings has the same pages. Watching Slack needs no sign-in at all.")

    def next_words(self) -> str:
        """See ``Step``."""
        return self.tr("&Open the queue")

    def arrive(self) -> None:
        """Begin with the first that is not connected."""
        self._ask()

    def choose(self, kind: str) -> None:
        """Show the page of a kind."""
        for one, button in self._buttons.items():
            button.setChecked(one == kind)
        name = known.default_name(kind)
        connection = self._known.get(name)
        self.pages.show_connection(connection or Connection(name, kind), is_new=connection is None)

    def retranslate(self) -> None:
        """Set every text again."""
        for kind, button in self._buttons.items():
            button.setText(known.kind_label(kind))
            connected = known.default_name(kind) in self._known
            self._notes[kind].setText(self.tr("connected") if connected else known.kind_hint(kind))
        self.pages.retranslate()

    def _take_changes(self, touched: Touched) -> None:
        if any(topic == "connection" for topic, _ in touched):
            self._ask()

    def _ask(self) -> None:
        self.tools.bridge.run(self.tools.context.desk.query(connections.list_connections), self._show)

    def _show(self, rows: Sequence[Connection]) -> None:
        self._known = {one.name: one for one in rows}
        for kind, note in self._notes.items():
            connected = known.default_name(kind) in self._known
            note.setText(self.tr("connected") if connected else known.kind_hint(kind))
            self._buttons[kind].set_icon_name("ok" if connected else known.kind_icon(kind))
        if self.pages.editor is None:
            waiting = [kind for kind in _OFFERED if known.default_name(kind) not in self._known]
            self.choose((waiting or list(_OFFERED))[0])
