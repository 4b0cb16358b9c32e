"""The room: what is done next, one thread of all that was said and happened, and what is written into it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.ui.case.timeline_view import TimelineView
from fallback_console.ui.swarm.composer import SwarmComposer
from fallback_console.ui.swarm.facts import OneFacts
from fallback_console.ui.swarm.thread_lines import SwarmThread
from fallback_console.ui.swarm.words import next_words
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, IconLabel, PlainLabel, column, row

__all__ = ["SwarmTalk"]


class SwarmTalk(QWidget):
    """Next action, thread, composer.

    Attributes:
        wanted: 'next' (set one), 'done' or 'handed'.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, login: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._icon = IconLabel(theme, "due")
        self._next = PlainLabel("", "strong", wrap=True)
        self._next.setObjectName("swarm-next")
        self.buttons: dict[str, Button] = {}
        for act, icon in (("next", "edit"), ("done", "check"), ("handed", "next")):
            button = self.buttons[act] = Button(theme, "", icon)
            button.setObjectName(f"swarm-next-{act}")
            button.clicked.connect(lambda _checked=False, act=act: self.wanted.emit(act))
        self.talk_lines = SwarmThread(login, self)
        self.view = TimelineView(theme, self.talk_lines.lines)
        self.view.setObjectName("swarm-thread")
        self.composer = SwarmComposer(theme)
        self._line = QWidget()
        line = row(self._line, gap=Space.S)
        line.addWidget(self._icon)
        line.addWidget(self._next, 1)
        for button in self.buttons.values():
            line.addWidget(button)
        body = column(self, gap=Space.S)
        body.addWidget(self._line)
        body.addWidget(self.view, 1)
        body.addWidget(self.composer)
        self.composer.asking.connect(self._line.setHidden)

    @property
    def next_text(self) -> str:
        """What it says of the next action."""
        return self._next.text()

    def show_one(self, facts: OneFacts, now: int) -> None:
        """Show a swarm; who reads further up is not moved while it is the same one."""
        one = facts.one
        other, self._key = one.id != self._key, one.id
        words = next_words(one, now)
        self._icon.show_icon(words.icon, "muted" if words.role == "text" else words.role)
        self._next.set_data(words.text)
        self._next.set_look({"bad": "bad", "muted": "muted"}.get(words.role, "strong"))
        is_open = one.state == "open"
        self.buttons["next"].setVisible(is_open)
        for act in ("done", "handed"):
            self.buttons[act].setVisible(is_open and one.next.state == "set")
        self._name_next(one.next.state)
        with self.view.keeping_place(to_end=other):
            self.talk_lines.show(facts.thread, facts.me, now)
        self.composer.setVisible(is_open)
        self.composer.show_readers(facts)

    def _name_next(self, state: str) -> None:
        words = self.tr("Change") if state == "set" else self.tr("Set")
        self.buttons["next"].setText(words)
        name = self.tr("Change the next action") if state == "set" else self.tr("Set the next action")
        self.buttons["next"].setAccessibleName(name)
        self.buttons["next"].setToolTip(f"{name} (N)")

    def retranslate(self) -> None:
        """Set every text again."""
        self.buttons["done"].setText(self.tr("Done"))
        self.buttons["done"].setToolTip(self.tr("The next action is done"))
        self.buttons["done"].setAccessibleName(self.tr("The next action is done"))
        self.buttons["handed"].setText(self.tr("Hand on"))
        self.buttons["handed"].setToolTip(self.tr("It stays with the case and is nobody's of the swarm"))
        self.buttons["handed"].setAccessibleName(self.tr("Hand the next action on"))
        self._name_next("")
        self.view.setAccessibleName(self.tr("Thread"))
        self.talk_lines.lines.retranslate()
        self.composer.retranslate()
