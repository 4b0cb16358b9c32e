"""Writing people down: the form beside the list, and what follows when it was saved."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from fallback_console.services.people_by_hand import HandSaved
from fallback_console.ui.people.person_form import PersonForm
from fallback_console.ui.views.base import Tools

__all__ = ["Writing"]


class Writing(QObject):
    """Opens the form in a stack of panels.

    Attributes:
        form: None before it was wanted.
        said: (sentence, more words, variant).
        left: the form is put away.
        wrote: key of the person that is to be shown now.
    """

    said = Signal(str, str, str)
    left = Signal()
    wrote = Signal(str)

    def __init__(self, tools: Tools, stack: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._stack = stack
        self.form: PersonForm | None = None

    def open_for(self, key: str = "") -> None:
        """Somebody new, or with a person's key what is known of them."""
        if self.form is None:
            self.form = PersonForm(self._tools)
            self.form.left.connect(self.left)
            self.form.saved.connect(self._saved)
            self._stack.addWidget(self.form)
        self.form.open_for(key)
        self._stack.setCurrentWidget(self.form)
        self.form.begin()

    def _saved(self, saved: HandSaved) -> None:
        self.left.emit()
        self.wrote.emit(saved.key)
        self.said.emit(self.tr("saved · it is kept with the person"), "", "ok")
