"""Keeps an open call with the data, and logs it when it is over: both durable before anything is said."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.errors import ConsoleError
from fallback_console.services import calls, drafts
from fallback_console.services.record import Saved
from fallback_console.ui import names
from fallback_console.ui.case.open_call import MODE, UNANSWERED, OpenCall
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.views.base import Tools

__all__ = ["CallKeeper"]


class CallKeeper(QObject):
    """Writes.

    Attributes:
        said: (sentence, more words, variant).
        logged: the call is on disk.
        refused: it is not; the call is still open.
    """

    said = Signal(str, str, str)
    logged = Signal()
    refused = Signal()

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self.is_writing = False

    def keep(self, call: OpenCall) -> None:
        """A killed program remembers it. Nothing while the call is being logged: that forgets it."""
        if not self.is_writing:
            self._tools.bridge.run(self._tools.context.desk.command(drafts.keep, "", MODE, call.text()))

    def forget(self) -> None:
        """There was no call."""
        self._tools.bridge.run(self._tools.context.desk.command(drafts.keep, "", MODE, ""))

    def log(self, call: OpenCall) -> None:
        """Log it once, however often this is asked for."""
        if self.is_writing:
            return
        self.is_writing = True
        number = call.target.number
        written = calls.CallLog(
            direction=call.direction,
            number=number.e164 or number.raw,
            person_key=call.target.person_key,
            started_at=call.started_at,
            seconds=0 if call.outcome in UNANSWERED or call.never_answered else call.seconds,
            outcome=call.outcome,
            notes=call.notes,
            follow_up_at=call.follow_up_at,
        )
        desk = self._tools.context.desk
        future = desk.command(drafts.use, "", MODE, calls.log_call, desk.login, call.target.case_key, written)
        self._tools.bridge.run(future, self._done, self._failed)

    def _done(self, saved: Saved) -> None:
        self.is_writing = False
        self.said.emit(names.saved_words(saved.sinks), "", "ok")
        self.logged.emit()

    def _failed(self, error: BaseException) -> None:
        self.is_writing = False
        self.refused.emit()
        if not isinstance(error, ConsoleError):
            self._tools.bridge.failed.emit(error)
            return
        words = error_words(error, self._tools.languages.current)
        self.said.emit(words.title, words.hint, "bad")
