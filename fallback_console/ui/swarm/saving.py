"""Saves a swarm's thread into a file: to be read, or for a channel that is filled with it later."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from fallback_console.domain.swarm_transcript import as_json_lines, as_text
from fallback_console.services import swarm_thread
from fallback_console.services.swarm_thread import Transcript
from fallback_console.ui.swarm.facts import OneFacts
from fallback_console.ui.views.base import Tools

__all__ = ["SwarmSaving"]


class SwarmSaving(QObject):
    """One for the view.

    Attributes:
        said: (sentence, more words, variant).
        busy: something is being saved.
    """

    said = Signal(str, str, str)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._save = tools.context.save_text
        self.busy = False

    @property
    def can(self) -> bool:
        """Files can be saved here."""
        return self._save is not None

    def save(self, facts: OneFacts, form: str) -> None:
        """Save all of it, beside what is there already.

        Args:
            form: 'text', or 'slack' for a line of JSON for each message.
        """
        if self.busy or self._save is None:
            return
        self.busy = True
        suffix = ".txt" if form == "text" else ".jsonl"
        name = f"swarm-S{facts.one.number}-{facts.one.id[-8:]}{suffix}"
        query = self._desk.query(swarm_thread.transcript, facts.one.id)
        self._bridge.run(query, lambda found: self._write(found, name, form), self._fail)

    def _write(self, found: Transcript, name: str, form: str) -> None:
        assert self._save is not None
        text = as_text(*found) if form == "text" else as_json_lines(*found)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._bridge.run(self._save(Path(folder) / name, text), self._saved, self._fail)

    def _saved(self, target: Path) -> None:
        self.busy = False
        more = self.tr("It holds customers' data: keep it safe.")
        self.said.emit(self.tr("Saved as {file}.").format(file=target), more, "ok")

    def _fail(self, error: BaseException) -> None:
        self.busy = False
        self._bridge.failed.emit(error)
