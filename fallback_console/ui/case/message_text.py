"""The box in which a message is written."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from fallback_console.ui.i18n import translate

__all__ = ["MessageText", "no_file_words"]


def no_file_words() -> tuple[str, str]:
    """Why a file or a picture is not taken, and what to do instead."""
    return (
        translate("MessageText", "Files cannot be sent from here."),
        translate("MessageText", "Write what is in it, or send it by mail when mail is back. Nothing was added."),
    )


class MessageText(QPlainTextEdit):
    """Ctrl+Enter sends; Tab leaves; a file that is dropped or pasted is refused with a word.

    Attributes:
        left: the keyboard went elsewhere.
        file_refused: somebody wanted to add a file or a picture.
    """

    send_requested = Signal()
    left = Signal()
    file_refused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter sends."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send_requested.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is kept before anything else happens."""
        super().focusOutEvent(event)
        self.left.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files too are taken, to be refused with a word."""
        return _is_file(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text goes in, a file does not."""
        if _is_file(source):
            self.file_refused.emit()
        else:
            super().insertFromMimeData(source)


def _is_file(source: QMimeData) -> bool:
    # Who copies cells of a table gets them as a picture as well as a text: the text is meant.
    return any(url.isLocalFile() for url in source.urls()) or (source.hasImage() and not source.hasText())
