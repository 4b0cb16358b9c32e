"""What every step of the set-up has in common."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from fallback_console.ui.theme import Space
from fallback_console.ui.views.base import Tools

__all__ = ["Step", "form_layout"]


class Step(QWidget):
    """One page of the set-up; the words above it and the buttons below are the set-up's own.

    Attributes:
        changed: what the buttons may do or say changed.
        done: it is complete: show the next one.
    """

    changed = Signal()
    done = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.tools = tools

    def name(self) -> str:
        """A word or two for the list of steps."""
        raise NotImplementedError

    def title(self) -> str:
        """The question or the news, one sentence."""
        raise NotImplementedError

    def hint(self) -> str:
        """Why, or how; may be empty."""
        return ""

    def next_words(self) -> str:
        """The primary button."""
        return self.tr("&Continue")

    @property
    def ready(self) -> bool:
        """The primary button may be pressed."""
        return True

    def skip_words(self) -> str:
        """A second button that goes on without this step; '' for none."""
        return ""

    def arrive(self) -> None:
        """It comes to the front."""

    def go_on(self) -> None:
        """The primary button was pressed: do the work, then say ``done``."""
        self.done.emit()

    def retranslate(self) -> None:
        """Set every text again."""

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.changed.emit()
        super().changeEvent(event)


def form_layout() -> QFormLayout:
    """Labels above their fields, so that long words have room."""
    form = QFormLayout()
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
    form.setHorizontalSpacing(Space.M)
    form.setVerticalSpacing(Space.S)
    return form
