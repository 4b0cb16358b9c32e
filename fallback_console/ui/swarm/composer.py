"""Writing into a room: who will read it and how is said before it is sent, and asked once more where that is an external."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from fallback_console.domain.swarm import LONGEST_MESSAGE
from fallback_console.services.swarm_list import MemberRow
from fallback_console.services.swarm_thread import Readers
from fallback_console.ui.case.message_text import MessageText, no_file_words
from fallback_console.ui.i18n import translate
from fallback_console.ui.swarm.facts import OneFacts
from fallback_console.ui.swarm.words import external_name, name_words, not_offered_word
from fallback_console.ui.theme import Size, Space, Theme
from fallback_console.ui.widgets import Banner, PlainLabel, PrimaryButton, column, row

__all__ = ["SwarmComposer"]

_DRAFT_MS = 400


class SwarmComposer(QWidget):
    """A text, and who reads it.

    Attributes:
        send_requested: (text, externals may read it).
        draft_changed: what is typed now.
        asking: whether it is asked about externals now: that needs the room of other things.
    """

    send_requested = Signal(str, bool)
    draft_changed = Signal(str)
    asking = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._externals = ""
        self._sending = False
        self.readers = PlainLabel("", "muted", wrap=True)
        self.readers.setObjectName("swarm-readers")
        self.confirm = Banner(theme, "warn")
        self.confirm.setObjectName("swarm-confirm")
        self.error = Banner(theme, "bad")
        self.text = MessageText()
        self.text.setObjectName("swarm-text")
        self.text.setFixedHeight(Size.TEXT_BOX)
        self.send = PrimaryButton(theme, "", "send")
        self.send.setObjectName("swarm-send")
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_DRAFT_MS)
        foot = row(gap=Space.S)
        foot.addWidget(self.text, 1)
        foot.addWidget(self.send, 0, Qt.AlignmentFlag.AlignBottom)
        body = column(self, gap=Space.XS)
        for widget in (self.error, self.confirm, self.readers):
            body.addWidget(widget)
        body.addLayout(foot)
        self.text.textChanged.connect(self._typed)
        self.text.send_requested.connect(self._ask_to_send)
        self.text.left.connect(self.flush)
        self.text.file_refused.connect(lambda: self.error.show_words(*no_file_words(), variant="warn"))
        self.send.clicked.connect(self._ask_to_send)
        self.confirm.action_requested.connect(self._send_all_the_same)
        self.confirm.closed.connect(self._put_question_away)
        self.confirm.closed.connect(self.text.setFocus)
        self._saving.timeout.connect(self._tell_draft)

    def retranslate(self) -> None:
        """Set every text again."""
        self.text.setAccessibleName(self.tr("Message to the swarm"))
        self.send.setText(self.tr("Send"))
        self.send.setToolTip(self.tr("Ctrl+Enter"))

    def show_readers(self, facts: OneFacts) -> None:
        """Say who would read a message now."""
        found = facts.readers
        if found is None:
            return
        self._externals = _externals(found, facts)
        words = self._words(found)
        if facts.mine is None or facts.mine.state != "accepted" or facts.mine.role == "watcher":
            words = self.tr("{readers} Writing lets you join.").format(readers=words)
        self.readers.setText(words)
        self.text.setPlaceholderText(self.tr("What you know, what you tried, what you need"))
        self.text.setAccessibleDescription(words)
        self._write()

    def _words(self, found: Readers) -> str:
        parts = []
        if found.hub:
            parts.append(self.tr("{count} over the hub").format(count=len(found.hub)))
        if found.sms:
            parts.append(self.tr("{count} by SMS").format(count=len(found.sms)))
        if found.externals:
            words = self.tr("{count} external: {names}")
            parts.append(words.format(count=len(found.externals), names=self._externals))
        if found.missed:
            names = translate("Swarms", ", ").join(
                f"{name_words(name)} ({not_offered_word(why)})" for name, why in found.missed
            )
            parts.append(self.tr("not reached: {names}").format(names=names))
        if not parts:
            return self.tr("Nobody else is in it yet: it is kept in the thread for whoever joins.")
        return self.tr("Who reads it: {parts}.").format(parts=translate("Swarms", ", ").join(parts))

    def show_draft(self, text: str) -> None:
        """Another swarm: its draft takes the place of the one before."""
        self._saving.stop()
        self._sending = False
        self.error.hide()
        self._put_question_away()
        with QSignalBlocker(self.text):
            self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._write()

    def sent(self) -> None:
        """It was committed: the draft is used up."""
        self.show_draft("")

    def show_error(self, title: str, hint: str) -> None:
        """It could not be saved; the text is still there."""
        self.error.show_words(title, hint, variant="bad")
        self._sending = False
        self._write()

    def ask_about_externals(self) -> None:
        """Somebody who is not of the team would read it: is that wanted?"""
        self._sending = False
        self._write()
        self.confirm.show_words(
            self.tr("External: {names}").format(names=self._externals),
            variant="warn",
            action=self.tr("Send anyway"),
        )
        # It says who reads it, and has to have room in a low window.
        self.readers.hide()
        self.asking.emit(True)
        self.confirm.focus_action()

    def _put_question_away(self) -> None:
        self.confirm.hide()
        self.readers.show()
        self.asking.emit(False)

    def flush(self) -> None:
        """Keep what is typed now."""
        if self._saving.isActive():
            self._saving.stop()
            self._tell_draft()

    def _typed(self) -> None:
        # What was confirmed was another text.
        self._put_question_away()
        if not self._saving.isActive():
            self._saving.start()
        self._write()

    def _tell_draft(self) -> None:
        self.draft_changed.emit(self.text.toPlainText())

    def _ask_to_send(self) -> None:
        if not self.send.isEnabled():
            return
        if self._externals:
            self.ask_about_externals()
        else:
            self._send(external_ok=False)

    def _send_all_the_same(self) -> None:
        self._send(external_ok=True)

    def _send(self, *, external_ok: bool) -> None:
        if self._sending or not self.text.toPlainText().strip():
            return
        self.flush()
        self._put_question_away()
        # Until it is committed or refused: pressed twice is not sent twice.
        self._sending = True
        self._write()
        self.send_requested.emit(self.text.toPlainText(), external_ok)

    def _write(self) -> None:
        text = self.text.toPlainText().strip()
        self.text.setReadOnly(self._sending)
        self.send.setEnabled(bool(text) and len(text) <= LONGEST_MESSAGE and not self._sending)
        if len(text) > LONGEST_MESSAGE:
            words = self.tr("{count} characters too long: send it in parts, or add it to the case as a note.")
            self.error.show_words(words.format(count=len(text) - LONGEST_MESSAGE), variant="warn")
        elif not self._sending and text:
            self.error.hide()


def _externals(found: Readers, facts: OneFacts) -> str:
    """Names of externals with where they come from."""
    known: dict[str, MemberRow] = {m.name: m for m in facts.one.members if m.external}
    names = [
        external_name(known[name], facts.organisations) if name in known else name_words(name)
        for name in found.externals
    ]
    return translate("Swarms", ", ").join(names)
