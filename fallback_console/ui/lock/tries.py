"""Tries passphrases of the lock, and keeps a new one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fallback_console.services import lock
from fallback_console.services.lock import LockState
from fallback_console.ui.views.base import Tools

__all__ = ["Tries"]


class Tries(QObject):
    """Asks beside the window's thread: a try is slow on purpose.

    Attributes:
        right: it was the passphrase.
        wrong: a ``LockState``: it was not, and so long the next try has to wait.
        kept: the new passphrase counts.
        failed: an error.
    """

    right = Signal()
    wrong = Signal(object)
    kept = Signal()
    failed = Signal(object)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._context = tools.context
        self._bridge = tools.bridge

    @property
    def own(self) -> bool:
        """The lock has a passphrase of its own; else it is that of the data."""
        return self._context.check_passphrase is None

    def try_it(self, passphrase: str) -> None:
        """Whether it is the right one."""
        if self._context.check_passphrase is not None:
            answer = self._context.check_passphrase(passphrase)
        else:
            answer = self._context.desk.query(lock.matches, passphrase)
        self._bridge.run(answer, self._tried, self.failed.emit)

    def choose(self, passphrase: str) -> None:
        """Make it the lock's passphrase."""
        self._bridge.run(self._context.desk.query(lock.hashed, passphrase), self._keep, self.failed.emit)

    def _tried(self, right: bool) -> None:
        noted = self._context.desk.command(lock.note_try, right)
        if right:
            self._bridge.run(noted)
            self.right.emit()
        else:
            self._bridge.run(noted, self._tell_wrong, self.failed.emit)

    def _tell_wrong(self, state: LockState) -> None:
        self.wrong.emit(state)

    def _keep(self, hash_: str) -> None:
        self._bridge.run(self._context.desk.command(lock.keep, hash_), self._tell_kept, self.failed.emit)

    def _tell_kept(self, _result: object) -> None:
        self.kept.emit()
