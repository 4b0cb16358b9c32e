"""Where one writes to somebody: a text message, or a message over the hub to one of the team."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QButtonGroup, QWidget

from fallback_console.domain.conversations import HubSide
from fallback_console.services.conversations import DRAFT, HUB_DRAFT
from fallback_console.services.hub_messages import MAX_HUB
from fallback_console.ui.messages.sms_composer import SmsComposer
from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets import Button
from fallback_console.ui.widgets.text import set_tooltip

__all__ = ["HUB", "SMS", "MessageComposer"]

SMS, HUB = DRAFT, HUB_DRAFT
"""Modes, named as their drafts are."""


class MessageComposer(SmsComposer):
    """The composer of text messages with a second mode, which is offered where the other side can be written to over the hub."""

    def __init__(self, theme: Theme, now: Callable[[], int], parent: QWidget | None = None) -> None:
        self._mode, self._name = SMS, ""
        self._side: HubSide | None = None
        self._now = now
        # What is begun in the mode that is not in force.
        self._texts: dict[str, str] = {}
        self._modes: dict[str, Button] = {}
        for mode in (SMS, HUB):
            button = self._modes[mode] = Button(theme, "")
            button.setCheckable(True)
            button.setObjectName(f"message-over-{mode}")
            button.hide()
        super().__init__(theme, now, parent)
        # A group, so that the arrow keys go from one to the other.
        self._group = QButtonGroup(self)
        for place, (mode, button) in enumerate(self._modes.items()):
            self.head.insertWidget(place, button)
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, name=mode: self.set_mode(name))
        self._modes[SMS].setChecked(True)

    @property
    def mode(self) -> str:
        """``SMS`` or ``HUB``."""
        return self._mode

    @property
    def has_hub(self) -> bool:
        """The hub is offered beside text messages."""
        return not self._modes[HUB].isHidden()

    def retranslate(self) -> None:
        """Set every text again."""
        self._modes[SMS].setText(self.tr("SMS"))
        self._modes[HUB].setText(self.tr("Hub"))
        self._modes[SMS].setToolTip(self.tr("A text message to their phone (H)"))
        self._modes[HUB].setToolTip(self.tr("Into their window, through the team's hub (H)"))
        super().retranslate()

    def show_hub(self, side: HubSide | None, name: str, *, used: bool) -> None:
        """Whether the other side can be written to over the hub.

        Args:
            name: what they are called.
            used: they were written to over it before, so it is offered however long they are away.
        """
        self._side, self._name = side, name
        begun = self._mode == HUB or bool(self._texts.get(HUB))
        offered = begun or (side is not None and (used or side.lately(self._now())))
        for button in self._modes.values():
            button.setVisible(offered)
        self._write()

    def show_drafts(self, texts: Mapping[str, str], mode: str) -> None:
        """Another conversation: its drafts, by mode, take the place of those before."""
        self._texts = {name: text for name, text in texts.items() if name != mode}
        self._take_mode(mode)
        self.show_draft(texts.get(mode, ""))

    def set_mode(self, mode: str, *, focus: bool = False) -> None:
        """Write over this from now on, with its draft; not while something is being sent."""
        if mode != self._mode and not self._sending:
            self.flush()
            self._texts[self._mode] = self.text.toPlainText()
            self._take_mode(mode)
            self.show_draft(self._texts.pop(mode, ""))
        self._modes[self._mode].setChecked(True)
        if focus:
            self.text.setFocus()

    def switch_mode(self) -> None:
        """The other mode, and on with writing."""
        if self.has_hub:
            self.set_mode(SMS if self._mode == HUB else HUB, focus=True)

    def ask_when(self) -> None:
        """Choose a time; what goes over the hub goes at once."""
        if self._mode == SMS:
            super().ask_when()

    def _take_mode(self, mode: str) -> None:
        self._mode = mode
        self._modes[mode].setChecked(True)
        self.later.setVisible(mode == SMS)

    def _write(self) -> None:
        text = self.text.toPlainText()
        over_hub = self._mode == HUB
        self.text.setAccessibleName(self.tr("Message over the hub") if over_hub else self.tr("Text message"))
        if not over_hub:
            super()._write()
            return
        count = len(text.strip())
        there = self._side is not None and self._side.there(self._now())
        self.send.setText(self.tr("Send over hub"))
        self.send.setToolTip(self.tr("Ctrl+Enter"))
        self.text.setReadOnly(self._sending)
        self.send.setEnabled(self._side is not None and not self._sending and 0 < count <= MAX_HUB)
        placeholder = self.tr("Into their window at once. It stands there until they have read it.")
        self.text.setPlaceholderText(placeholder)
        set_tooltip(self.text, placeholder)
        self._facts.set_look("bad" if self._side is None or count > MAX_HUB else "muted")
        self._facts.setText(self._fact_words(there, count))
        set_tooltip(self._facts, "")
        away = "" if there or self._side is None else self.tr("{name} is at no station now.").format(name=self._name)
        if away != self._told:
            self._told = away
            if away:
                self.hint.show_words(away, self.tr("It is shown when they are back at one."), variant="warn")
        self.hint.setVisible(bool(away))

    def _fact_words(self, there: bool, count: int) -> str:
        if self._side is None:
            return self.tr("They cannot be written to over the hub.")
        if count > MAX_HUB:
            return self.tr("{count} of at most {most} characters").format(count=count, most=MAX_HUB)
        return self.tr("At a station now") if there else ""
