"""Who is in a swarm, was asked into it, left it: with what can be done about each of them."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from fallback_console.services.swarm_list import MemberRow
from fallback_console.ui.case.side_panel import Choice, ChoiceModel, Choices
from fallback_console.ui.swarm.facts import OneFacts
from fallback_console.ui.swarm.words import member_icon, member_words
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import Button, PlainLabel, PrimaryButton, column
from fallback_console.ui.widgets.flow import FlowLayout

__all__ = ["MembersPanel"]

_ICONS = {"lead": "supervisor", "accepted": "claimed", "declined": "close", "removed": "drop"}


class MembersPanel(QWidget):
    """A list and buttons for the current row.

    Attributes:
        invited: somebody is to be asked.
        wanted: (act, member): 'lead', 'accepted' or 'declined' (somebody told so at a desk), 'removed'.
    """

    invited = Signal()
    wanted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: OneFacts | None = None
        self.invite_button = PrimaryButton(theme, "", "add")
        self.invite_button.setObjectName("swarm-invite")
        self.invite_button.clicked.connect(self.invited)
        self.buttons: dict[str, Button] = {}
        for act, icon in _ICONS.items():
            button = self.buttons[act] = Button(theme, "", icon)
            button.setObjectName(f"swarm-member-{act}")
            button.clicked.connect(lambda _checked=False, act=act: self._want(act))
        self.rows = ChoiceModel(theme, self)
        self.list = Choices(theme, self.rows)
        self.list.setObjectName("swarm-members")
        self._hint = PlainLabel("", "muted", wrap=True)
        self._acts = FlowLayout()
        for button in (self.invite_button, *self.buttons.values()):
            self._acts.addWidget(button)
        body = column(self, gap=Space.S)
        body.addLayout(self._acts)
        body.addWidget(self._hint)
        body.addWidget(self.list, 1)
        self.list.chosen.connect(self._enable)

    @property
    def current(self) -> MemberRow | None:
        """The member in the current row."""
        chosen = self.list.current
        return chosen.what if chosen is not None else None

    def choose(self, who: str) -> None:
        """Make somebody's row the current one."""
        for number in range(self.rows.rowCount()):
            one = self.rows.choice(number)
            if one is not None and one.what.who == who:
                self.list.setCurrentIndex(self.rows.index(number))

    def show_one(self, facts: OneFacts, now: int) -> None:
        """Show everybody; the current row stays."""
        self._facts = facts
        before = self.current.who if self.current is not None else ""
        rows = [Choice(*member_words(m, facts.organisations, now), member_icon(m), m) for m in facts.one.members]
        with QSignalBlocker(self.list):
            self.rows.show(rows)
        if before:
            self.choose(before)
        self._enable()

    def retranslate(self) -> None:
        """Set every text again."""
        self.invite_button.setText(self.tr("Invite …"))
        self.invite_button.setToolTip(self.tr("Choose whom to ask (I)"))
        self.buttons["lead"].setText(self.tr("Make lead"))
        self.buttons["lead"].setToolTip(self.tr("They see to it that it comes to an end"))
        self.buttons["accepted"].setText(self.tr("Said yes"))
        self.buttons["accepted"].setToolTip(self.tr("They told you that they come in"))
        self.buttons["declined"].setText(self.tr("Said no"))
        self.buttons["declined"].setToolTip(self.tr("They told you that they cannot"))
        self.buttons["removed"].setText(self.tr("Take out"))
        self.buttons["removed"].setToolTip(self.tr("They read nothing of it from now on"))
        self._hint.setText(self.tr("Whoever is external reads everything that is said from then on."))
        self.list.setAccessibleName(self.tr("Members"))
        self._enable()

    def _enable(self) -> None:
        one, facts = self.current, self._facts
        is_open = facts is not None and facts.one.state == "open"
        self.invite_button.setVisible(is_open)
        invited = one is not None and one.state == "invited"
        inside = one is not None and one.state == "accepted"
        can = {
            "lead": inside and one is not None and not one.external and one.role != "lead",
            "accepted": invited,
            "declined": invited,
            "removed": (inside or invited) and one is not None and one.role != "lead",
        }
        for act, button in self.buttons.items():
            button.setVisible(is_open)
            button.setEnabled(bool(can[act]))
        self._hint.setVisible(facts is not None and any(m.external for m in facts.one.members))

    def _want(self, act: str) -> None:
        if self.current is not None:
            self.wanted.emit(act, self.current.who)
