"""Between the editor of chains and the services."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.errors import ConsoleError
from fallback_console.services import escalation_chains
from fallback_console.services.escalation_chains import Chain
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.escalation.chain_editor import ChainEditor
from fallback_console.ui.views.base import Tools

__all__ = ["ChainSetting"]


class ChainSetting(QObject):
    """Saves and removes what stands in the editor.

    Attributes:
        changed: there are other chains now.
        said, offered: as of a view.
        busy: it is being saved.
    """

    changed = Signal()
    said = Signal(str, str, str)
    offered = Signal(str, str, str, object)

    def __init__(self, tools: Tools, editor: ChainEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._editor = editor
        self.busy = False
        editor.save_requested.connect(self.save)
        editor.remove_requested.connect(self.remove)

    def save(self) -> None:
        """Keep the chain in the fields."""
        editor = self._editor
        if self.busy or not editor.steps:
            return
        self.busy = True
        command = self._desk.command(
            escalation_chains.save,
            self._desk.login,
            editor.name.text(),
            tuple(editor.steps),
            repeat=int(editor.repeat.currentData()),
            chain=editor.chosen,
        )
        self._bridge.run(command, self._saved, self._failed)

    def remove(self) -> None:
        """Take the chosen chain away; it can be had back."""
        gone = self._editor.shown
        if self.busy or gone is None:
            return
        self.busy = True
        command = self._desk.command(escalation_chains.remove, self._desk.login, gone.id)
        self._bridge.run(command, lambda _id: self._removed(gone), self._failed)

    def _saved(self, chain: str) -> None:
        self.busy = False
        self._editor.chosen = chain
        self._editor.show_problem("")
        self.changed.emit()
        self.said.emit(self.tr("The chain is saved."), "", "ok")

    def _removed(self, gone: Chain) -> None:
        self.busy = False
        self._editor.open_chain("")
        self.changed.emit()
        words = self.tr("The chain {name} is removed.").format(name=gone.name)
        hint = self.tr("What was begun by it goes on.")
        self.offered.emit(words, hint, self.tr("Undo"), partial(self._restore, gone))

    def _restore(self, gone: Chain) -> None:
        command = self._desk.command(
            escalation_chains.save, self._desk.login, gone.name, gone.steps, repeat=gone.repeat, known=False
        )
        self._bridge.run(command, self._saved, self._failed)

    def _failed(self, error: BaseException) -> None:
        self.busy = False
        if isinstance(error, ConsoleError):
            words = error_words(error, self._tools.languages.current)
            self._editor.show_problem(f"{words.title} {words.hint}".strip())
        else:
            self._bridge.failed.emit(error)
