"""One swarm: its head, what one may do, and below it the room, the members, the next action or the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from fallback_console.ui.swarm.ending import ClosedPanel, GatePanel
from fallback_console.ui.swarm.facts import OneFacts
from fallback_console.ui.swarm.head import SwarmHead
from fallback_console.ui.swarm.members import MembersPanel
from fallback_console.ui.swarm.next_form import NextForm
from fallback_console.ui.swarm.talk import SwarmTalk
from fallback_console.ui.swarm.words import inside_of
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, FlatButton, PrimaryButton, column
from fallback_console.ui.widgets.flow import FlowLayout

__all__ = ["PAGES", "SwarmPane"]

PAGES = ("talk", "members", "next", "ending")
"""What is below the head."""

_ACTS = {"accepted": "claimed", "declined": "close", "joined": "claimed", "left": "back"}


class SwarmPane(QWidget):
    """Shows facts; what is wanted is told.

    Attributes:
        wanted: 'accepted', 'declined', 'joined' or 'left', of oneself.
        saved: the thread is wanted as a file: 'text' or 'slack'.
        shown: what is shown, None before the first.
    """

    wanted = Signal(str)
    saved = Signal(str)

    def __init__(self, theme: Theme, login: str, now: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: OneFacts | None = None
        self._now = now
        self.head = SwarmHead(theme)
        self.buttons: dict[str, Button] = {}
        for act, icon in _ACTS.items():
            kind = PrimaryButton if act in ("accepted", "joined") else FlatButton if act == "left" else Button
            button = self.buttons[act] = kind(theme, "", icon)
            button.setObjectName(f"swarm-{act}")
            button.clicked.connect(lambda _checked=False, act=act: self.wanted.emit(act))
        self.tabs: dict[str, Button] = {}
        for name in PAGES:
            tab = self.tabs[name] = Button(theme)
            tab.setCheckable(True)
            tab.setObjectName(f"swarm-page-{name}")
            tab.clicked.connect(lambda _checked=False, name=name: self.show_page(name))
        self.save_buttons: dict[str, Button] = {}
        for form in ("text", "slack"):
            button = self.save_buttons[form] = FlatButton(theme, "", "note" if form == "text" else "chat")
            button.setObjectName(f"swarm-save-{form}")
            button.clicked.connect(lambda _checked=False, form=form: self.saved.emit(form))
        self.talk = SwarmTalk(theme, login)
        self.members = MembersPanel(theme)
        self.next = NextForm(theme, now)
        self.gate, self.closed = GatePanel(theme), ClosedPanel(theme)
        self._pages = QStackedWidget()
        self._build()

    def _build(self) -> None:
        for page in (self.talk, self.members, self.next, self.gate, self.closed):
            self._pages.addWidget(page)
        acts = FlowLayout()
        for button in (
            self.buttons["accepted"],
            self.buttons["declined"],
            self.buttons["joined"],
            *self.tabs.values(),
            self.buttons["left"],
        ):
            acts.addWidget(button)
        saving = FlowLayout()
        for button in self.save_buttons.values():
            saving.addWidget(button)
        self._saving = QWidget()
        column(self._saving).addLayout(saving)
        body = column(self, gap=Space.S)
        body.addWidget(self.head)
        body.addLayout(acts)
        body.addWidget(self._pages, 1)
        body.addWidget(self._saving)
        self.talk.wanted.connect(lambda what: self.show_page("next") if what == "next" else None)
        self.next.left.connect(self.back)
        self._write_tabs()

    @property
    def page(self) -> str:
        """Which of ``PAGES`` is in front."""
        found = self._pages.currentWidget()
        names = {self.talk: "talk", self.members: "members", self.next: "next"}
        return next((name for page, name in names.items() if page is found), "ending")

    def can(self, act: str) -> bool:
        """Whether something can be done now: an act of oneself, or a page."""
        facts = self.shown
        if facts is None:
            return False
        is_open, mine = facts.one.state == "open", facts.mine
        inside = mine is not None and mine.state == "accepted" and mine.role != "watcher"
        invited = mine is not None and mine.state == "invited"
        return {
            "accepted": is_open and invited,
            "declined": is_open and invited,
            "joined": is_open and not inside and not invited,
            "left": is_open and mine is not None and mine.state == "accepted" and mine.role != "lead",
            "next": is_open,
            "write": is_open,
            "invite": is_open,
            "archive": facts.one.state == "closed" and facts.gate.may,
        }.get(act, True)

    def show_one(self, facts: OneFacts) -> None:
        """Show one as it stands; another one begins with its room."""
        now, other = self._now(), self.shown is None or self.shown.one.id != facts.one.id
        if other:
            # What was typed until now belongs to the swarm before.
            self.flush()
        ended = self.shown is not None and self.shown.one.state != facts.one.state
        self.shown = facts
        self.head.show_one(facts, now)
        self.talk.show_one(facts, now)
        self.members.show_one(facts, now)
        self.next.show_owners(facts)
        self.gate.show_one(facts, now, other=other)
        if facts.one.state != "open":
            self.closed.show_one(facts, now)
        if other:
            self.talk.composer.show_draft(facts.draft)
            self._pages.setCurrentWidget(self.talk)
        elif ended and self.page in ("ending", "next"):
            self._pages.setCurrentWidget(self.talk if facts.one.state == "open" else self.closed)
        for act, button in self.buttons.items():
            button.setVisible(self.can(act))
        self.tabs["next"].setVisible(self.can("next"))
        self.tabs["members"].setText(self.tr("Members {count}").format(count=len(inside_of(facts.one))))
        self.tabs["ending"].setText(self.tr("Close …") if facts.one.state == "open" else self.tr("How it ended"))
        self._write_tabs()

    def show_page(self, name: str) -> None:
        """Bring a page to the front, with the keyboard in it."""
        facts = self.shown
        if facts is None or not self.can(name):
            return
        self.flush()
        if name == "next" and self.page != "next":
            self.next.open(facts)
        pages = {"talk": self.talk, "members": self.members, "next": self.next}
        ending = self.gate if facts.one.state == "open" else self.closed
        self._pages.setCurrentWidget(pages.get(name, ending))
        self._write_tabs()
        focus = {
            "talk": self.talk.composer.text if self.can("write") else self.talk.view,
            "members": self.members.list,
            "next": self.next.text,
        }.get(name, self.gate.summary if ending is self.gate else self.closed.summary)
        focus.setFocus()

    def back(self) -> None:
        """To the room."""
        self.show_page("talk")

    def flush(self) -> None:
        """Keep what was begun."""
        self.talk.composer.flush()
        self.gate.flush()

    def retranslate(self) -> None:
        """Set every text again."""
        self.buttons["accepted"].setText(self.tr("Join"))
        self.buttons["accepted"].setToolTip(self.tr("You come in (A)"))
        self.buttons["declined"].setText(self.tr("Decline"))
        self.buttons["declined"].setToolTip(self.tr("You cannot come in (D)"))
        self.buttons["joined"].setText(self.tr("Join"))
        self.buttons["joined"].setToolTip(self.tr("You come in without having been asked (A)"))
        self.buttons["left"].setText(self.tr("Leave"))
        self.buttons["left"].setToolTip(self.tr("You go out; you can come back (L)"))
        self.tabs["talk"].setText(self.tr("Thread"))
        self.tabs["talk"].setToolTip(self.tr("What was said and what happened (W)"))
        self.tabs["members"].setToolTip(self.tr("Who is in it, and whom to ask (M)"))
        self.tabs["next"].setText(self.tr("Next action"))
        self.tabs["next"].setToolTip(self.tr("What is done next, by whom, until when (N)"))
        self.tabs["ending"].setToolTip(self.tr("What has to be there before it is closed (E)"))
        self.save_buttons["text"].setText(self.tr("Save the thread"))
        self.save_buttons["text"].setToolTip(self.tr("As a text to read, into your documents"))
        self.save_buttons["slack"].setText(self.tr("Save for Slack"))
        self.save_buttons["slack"].setToolTip(self.tr("A line of JSON for each message, to fill a channel with later"))
        self.head.case_button.setToolTip(self.tr("Show the case (O)"))
        for part in (self.talk, self.members, self.next, self.gate, self.closed):
            part.retranslate()
        if self.shown is not None:
            self.show_one(self.shown)

    def _write_tabs(self) -> None:
        here = self.page
        for name, tab in self.tabs.items():
            tab.setChecked(name == here)
        self._saving.setVisible(self.shown is not None and self.shown.one.state != "open")
