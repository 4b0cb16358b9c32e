"""Filters of a list as chips with counts: one at a time."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from fallback_console.ui.theme import Theme
from fallback_console.ui.widgets.buttons import Button
from fallback_console.ui.widgets.flow import FlowLayout
from fallback_console.ui.widgets.numbers import count_words

__all__ = ["FilterBar"]


class FilterBar(QWidget):
    """Chips in a row; on a narrow list in two.

    Attributes:
        chosen: name of the chip that was pressed; '' where the pressed one was let go.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, Button] = {}
        self._titles: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        flow = FlowLayout(self)
        for name in names:
            chip = Button(theme)
            chip.setCheckable(True)
            chip.setObjectName(f"filter-{name}")
            chip.clicked.connect(lambda checked=False, name=name: self._press(name))
            self._chips[name] = chip
            flow.addWidget(chip)

    def chip(self, name: str) -> Button:
        """One chip.

        Raises:
            KeyError: there is none of that name.
        """
        return self._chips[name]

    @property
    def current(self) -> str:
        """Name of the chip that is pressed, '' for none."""
        return next((name for name, chip in self._chips.items() if chip.isChecked()), "")

    def set_current(self, name: str) -> None:
        """Press a chip without telling; '' lets all go."""
        for other, chip in self._chips.items():
            with QSignalBlocker(chip):
                chip.setChecked(other == name)
            chip.update()

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Their words."""
        self._titles = dict(titles)
        self._write()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many each has."""
        if counts != self._counts:
            self._counts = dict(counts)
            self._write()

    def _press(self, name: str) -> None:
        now = name if self._chips[name].isChecked() else ""
        self.set_current(now)
        self.chosen.emit(now)

    def _write(self) -> None:
        for name, chip in self._chips.items():
            title = self._titles.get(name, "")
            count = self._counts.get(name)
            chip.setText((title if count is None else f"{title} {count_words(count)}").replace("&", "&&"))
            chip.setAccessibleName(title if count is None else f"{title}, {count_words(count)}")
