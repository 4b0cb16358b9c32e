"""What is to be known of one message, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.conversations import Message
from fallback_console.domain.delivery import DeliveryState
from fallback_console.ui.error_texts import problem_words
from fallback_console.ui.messages.message_words import gateway_state, parts_sentence
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Button, Card, ElidedLabel, FlatButton, IconLabel, PrimaryButton, row
from fallback_console.ui.widgets.date_words import DateWordsEdit, day_and_time
from fallback_console.ui.widgets.flow import FlowLayout

__all__ = ["ACTS", "MessageBar"]

ACTS = (
    "read",
    "arrived",
    "lost",
    "ask",
    "retry",
    "drop",
    "now",
    "move",
    "back",
    "again",
    "assign",
    "unassign",
)
"""What can be asked for."""


class MessageBar(Card):
    """A sentence and buttons, for the message that is chosen or else the one that needs somebody.

    Attributes:
        act_requested: one of ``ACTS``, for ``shown``.
        time_given: let ``shown`` go out then, UTC epoch milliseconds.
        shown: the message, None while it is hidden.
        told: what the gateway told of its parts.
    """

    act_requested = Signal(str)
    time_given = Signal(object)

    def __init__(self, theme: Theme, language: str, now: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message-bar")
        self.shown: Message | None = None
        self.language = language
        self._stranger = False
        self.told: list[tuple[int | None, str]] = []
        self._icon = IconLabel(theme, "info", "muted", Size.ICON)
        self._words = ElidedLabel("", "strong")
        line = row(gap=Space.S)
        line.addWidget(self._icon)
        line.addWidget(self._words, 1)
        self._line = QWidget()
        flow = FlowLayout(self._line)
        self._buttons: dict[str, Button] = {}
        icons = {
            "read": "check",
            "arrived": "check",
            "lost": "close",
            "ask": "search",
            "retry": "refresh",
            "now": "send",
            "move": "due",
            "back": "undo",
            "again": "edit",
            "assign": "person",
            "unassign": "undo",
            "drop": "drop",
        }
        for name, icon in icons.items():
            button = FlatButton(theme, "", icon) if name in ("drop", "unassign") else Button(theme, "", icon)
            button.setObjectName(f"message-{name}")
            button.clicked.connect(lambda _checked=False, name=name: self.act_requested.emit(name))
            flow.addWidget(button)
            self._buttons[name] = button
        self.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self.body.setSpacing(Space.S)
        self.body.addLayout(line)
        self.body.addWidget(self._line)
        self.when = DateWordsEdit(now)
        self.when.line.setObjectName("message-when")
        self._keep = PrimaryButton(theme, "", "check")
        self._keep.setObjectName("message-keep-time")
        self._mover = QWidget()
        line = row(self._mover, gap=Space.S)
        line.addWidget(self.when, 1)
        line.addWidget(self._keep)
        self._mover.hide()
        self.body.addWidget(self._mover)
        self.when.given.connect(self._give_time)
        self._keep.clicked.connect(self._give_time)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        titles = {
            "read": self.tr("&Read"),
            "arrived": self.tr("It a&rrived"),
            "lost": self.tr("It did &not"),
            "ask": self.tr("Ask the &gateway"),
            "retry": self.tr("Send a&gain"),
            "drop": self.tr("Do not &send it"),
            "now": self.tr("Send &now"),
            "move": self.tr("Another t&ime"),
            "back": self.tr("Take &back"),
            "again": self.tr("&Write again"),
            "assign": self.tr("&Assign"),
            "unassign": self.tr("Take from the case"),
        }
        for name, button in self._buttons.items():
            button.setText(titles[name])
        self.when.set_name(self.tr("When"))
        self._keep.setText(self.tr("Save"))
        self._buttons["assign"].setToolTip(self.tr("Say whose number this is, and which case it is about (A)"))
        self._write()

    def show_message(self, message: Message | None, *, stranger: bool, told: list[tuple[int | None, str]]) -> None:
        """Show what there is to say of a message, nothing for None.

        Args:
            stranger: nobody is known for its number.
            told: what the gateway told of its parts.
        """
        if (message, stranger, told) != (self.shown, self._stranger, self.told):
            before, self.shown, self._stranger, self.told = self.shown, message, stranger, told
            if (
                before is None
                or message is None
                or before.item.entry_id != message.item.entry_id
                or not message.send_at
            ):
                self.put_time_away()
            self._write()

    def ask_when(self) -> None:
        """To another time."""
        self._mover.show()
        self.when.setFocus()

    def put_time_away(self) -> None:
        """Nobody asks for a time any more."""
        self.when.line.clear()
        self._mover.hide()

    def _give_time(self) -> None:
        if self.when.problem or self.when.at is None:
            self.when.show_problem()
        else:
            self.time_given.emit(self.when.at)

    def can(self, act: str) -> bool:
        """Whether something can be done with the message now."""
        return act in self._acts()

    def _acts(self) -> tuple[str, ...]:
        message = self.shown
        if message is None:
            return ()
        if message.over_hub:
            return ("read",) if message.hub.for_me else ()
        belongs = ("assign", *(("unassign",) if message.case_key else ()))
        if message.incoming:
            return belongs
        state = gateway_state(message.item)
        if message.send_at:
            return ("now", "move", "back", *belongs)
        if state is DeliveryState.WAITING:
            return ("back", *belongs)
        if state is DeliveryState.UNKNOWN:
            return ("ask", "arrived", "lost", "drop")
        if state is DeliveryState.NEEDS_ATTENTION:
            return ("retry", "drop")
        if message.item.sms_state == "failed" or state is DeliveryState.DROPPED:
            return ("again", *belongs)
        return belongs

    def _write(self) -> None:
        acts = self._acts()
        for name, button in self._buttons.items():
            button.setVisible(name in acts)
        if self.shown is None:
            self.hide()
            return
        words, icon, role = self._said(self.shown)
        self._words.setText(words)
        self._icon.show_icon(icon, role)
        self.setAccessibleName(words)
        self.show()

    def _said(self, message: Message) -> tuple[str, str, str]:
        """Sentence, icon and role."""
        if message.over_hub:
            return self.tr("This waits for you to read it; writing over the hub answers it."), "reply", "warn"
        if message.incoming:
            if self._stranger and not message.case_key:
                return self.tr("Nobody is known for this number. Who is it?"), "unknown", "warn"
            if not message.case_key:
                return self.tr("This message belongs to no case."), "info", "muted"
            return self.tr("This message belongs to #{case}.").format(case=message.case_number), "info", "muted"
        state = gateway_state(message.item)
        if message.send_at:
            when = day_and_time(message.send_at)
            return self.tr("It goes out on {when}.").format(when=when), "due", "accent"
        if state is DeliveryState.UNKNOWN:
            return self.tr("It is not known whether this arrived. It is not sent twice by itself."), "unknown", "warn"
        if state is DeliveryState.NEEDS_ATTENTION and message.problem is not None:
            problem = problem_words(message.problem, self.language)
            return " ".join(p for p in (problem.title, problem.hint) if p), "attention", "bad"
        parts = parts_sentence(int(message.item.data.get("parts") or 1), self.told)
        if message.item.sms_state == "failed":
            return parts or self.tr("It was not delivered. Call instead, or write again."), "attention", "bad"
        if parts:
            return parts, "info", "muted"
        if message.case_number:
            return self.tr("This message belongs to #{case}.").format(case=message.case_number), "info", "muted"
        return self.tr("This message belongs to no case."), "info", "muted"
