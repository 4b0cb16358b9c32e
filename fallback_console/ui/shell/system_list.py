"""The systems that the strip shows as one chip where it has no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fallback_console.domain.health import SystemHealth
from fallback_console.ui import names
from fallback_console.ui.theme import Space, Theme
from fallback_console.ui.widgets import ChipButton, SectionTitle, column

__all__ = ["SystemList"]


class SystemList(QWidget):
    """All systems as chips, one below the other.

    Attributes:
        system_requested: name of the one that was pressed.
    """

    system_requested = Signal(str)

    def __init__(self, theme: Theme, health: Sequence[SystemHealth]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("All systems"))
        body = column(self, margin=Space.M, gap=Space.S)
        body.addWidget(SectionTitle(self.tr("All systems")))
        for one in health:
            icon, variant = names.health_look(one)
            chip = ChipButton(theme, f"{names.system_name(one.system)} {names.health_word(one)}", icon, variant)
            chip.setProperty("system", one.system)
            chip.clicked.connect(self._pressed)
            body.addWidget(chip)

    def _pressed(self) -> None:
        chip = self.sender()
        if isinstance(chip, ChipButton):
            self.system_requested.emit(str(chip.property("system")))
