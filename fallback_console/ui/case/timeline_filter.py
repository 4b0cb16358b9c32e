"""What of a timeline is shown: everything, or one kind of items alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.entry import TIMELINE_KINDS
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets.chip import ChipButton
from fallback_console.ui.widgets.flow import FlowLayout, lines_of

__all__ = ["KINDS", "TimelineFilter"]

KINDS = ("", *TIMELINE_KINDS)
"""As ``services.queue.timeline`` takes them; '' for everything."""


class TimelineFilter(QWidget):
    """Chips in a row, one of them pressed.

    Attributes:
        chosen: of ``KINDS``.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = ""
        self._whole = True
        self._chips: dict[str, ChipButton] = {}
        flow = self._flow = FlowLayout(self, gap=Space.XS)
        for name in KINDS:
            chip = ChipButton(theme, "…")
            chip.setCheckable(True)
            chip.setObjectName(f"show-{name or 'all'}")
            chip.clicked.connect(lambda _checked=False, name=name: self.choose(name))
            self._chips[name] = chip
            flow.addWidget(chip)
        self.retranslate()

    @property
    def current(self) -> str:
        """What is shown, of ``KINDS``."""
        return self._current

    def show_whole(self, whole: bool) -> None:
        """Every chip; or, where there is little room, what is pressed and the way back to everything."""
        if whole != self._whole:
            self._whole = whole
            self._show_chips()

    def whole_height(self, width: int) -> int:
        """What every chip together takes at a width, in device-independent pixels."""
        lines = lines_of((chip.whole_width for chip in self._chips.values()), width, self._flow.spacing())
        return lines * (Size.STRIP_CHIP + self._flow.spacing()) - self._flow.spacing()

    def _show_chips(self) -> None:
        for name, chip in self._chips.items():
            # Whoever is on a chip by the keyboard is not to lose it.
            chip.setVisible(self._whole or name in ("", self._current) or chip.hasFocus())

    def choose(self, name: str) -> None:
        """Show something else, and tell."""
        self.set_current(name)
        self.chosen.emit(name)

    def set_current(self, name: str) -> None:
        """Press a chip without telling; a name that is none of ``KINDS`` means everything."""
        self._current = name if name in KINDS else ""
        self._show_chips()
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        titles = {
            "": self.tr("All"),
            "messages": self.tr("Messages"),
            "notes": self.tr("Notes"),
            "calls": self.tr("Calls"),
            "sms": self.tr("SMS"),
            "changes": self.tr("Changes"),
        }
        for number, (name, chip) in enumerate(self._chips.items(), 1):
            pressed = name == self._current
            chip.setChecked(pressed)
            tip = (
                self.tr("Show only this in the timeline (Alt+{number})") if name else self.tr("Show all (Alt+{number})")
            )
            chip.show_state(titles[name], "", "accent" if pressed else "neutral", tip.format(number=number))
