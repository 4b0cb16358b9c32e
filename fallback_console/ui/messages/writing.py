"""What is written to somebody and decided about a message: kept as a draft, sent, and for a moment taken back."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.conversations import Message
from fallback_console.domain.errors import ConsoleError
from fallback_console.services import assigning, conversations, drafts, holding, hub_messages, messages, sync, templates
from fallback_console.services.assigning import Assigned
from fallback_console.services.holding import HOLD_MS, TakenBack
from fallback_console.services.record import Saved
from fallback_console.ui import names
from fallback_console.ui.case.undo_bar import UndoBar
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.messages.head import ConversationHead
from fallback_console.ui.messages.message_composer import HUB, SMS, MessageComposer
from fallback_console.ui.views.base import Tools
from fallback_console.ui.widgets.date_words import day_and_time

__all__ = ["ThreadWriting"]


class _Sent(NamedTuple):
    """A message that can be taken back."""

    entry_id: str
    key: str


class _Given(NamedTuple):
    """An assignment that can be undone."""

    entry_id: str
    person: str | None
    case: str | None


class ThreadWriting(QObject):
    """Runs the commands of a conversation; says that something is saved only after the commit.

    Attributes:
        said: (sentence, more words, variant).
        templates_changed: one's own templates are others now.
        moved: key of the conversation that the messages belong to now.
        key: the conversation that is shown.
        begun_elsewhere: other keys whose drafts stand in the shown ones.
        answers: messages over the hub in it that what is written over the hub answers, the oldest first.
    """

    said = Signal(str, str, str)
    templates_changed = Signal()
    moved = Signal(str)

    def __init__(
        self, tools: Tools, head: ConversationHead, composer: MessageComposer, undo_bar: UndoBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.key = ""
        self.begun_elsewhere: tuple[str, ...] = ()
        self.answers: list[str] = []
        self._tools = tools
        self._desk = tools.context.desk
        self._bridge = tools.bridge
        self._head = head
        self._composer = composer
        self._undo_bar = undo_bar
        self._typed: dict[tuple[str, str], str] = {}
        composer.send_requested.connect(self._send)
        composer.draft_changed.connect(self._keep_draft)
        undo_bar.undo_requested.connect(self._undo)

    def draft(self, mode: str, kept: str) -> str:
        """What was typed lately, not to be overtaken by an older answer; else what is kept."""
        typed = self._typed.get((self.key, mode))
        if typed is None or (self.begun_elsewhere and typed in kept):
            return kept
        # What is not shown must not be forgotten with what is.
        self.begun_elsewhere = ()
        return typed

    def take_back(self, entry_id: str) -> None:
        """Take a message back; its text is a draft again."""
        self._undo(_Sent(entry_id, self.key))

    def decide(self, message: Message, what: str) -> None:
        """Send again or now, say whether it arrived, or never send it."""
        who, number = self._desk.login, message.delivery_id
        if what in ("retry", "now"):
            command = self._desk.command(sync.retry, who, number)
        elif what == "drop":
            command = self._desk.command(sync.drop, who, number, self.tr("Given up in Messages"))
        else:
            command = self._desk.command(sync.resolve_unknown, who, number, what == "arrived")
        self._bridge.run(command, self._decided)

    def ask_gateway(self, message: Message) -> None:
        """Ask the gateway whether a message arrived."""
        self._bridge.run(self._tools.context.engine.ask_gateway(message.delivery_id), self._gateway_said)

    def move(self, entry_id: str, at: int) -> None:
        """Let a message go out at another time."""
        command = self._desk.command(messages.move_sms, self._desk.login, entry_id, at)
        self._bridge.run(
            command,
            lambda _saved: self.said.emit(self.tr("It goes out on {when}.").format(when=day_and_time(at)), "", "ok"),
        )

    def assign(self, entry_id: str, person: str | None, case: str | None) -> None:
        """Say to whom a message's number and to which case a message belongs."""

        def done(given: Assigned) -> None:
            if given.entry_ids:
                words = self.tr("Assigned") if (person or case) else self.tr("Taken away")
                sinks = names.saved_words(given.sinks)
                self._undo_bar.offer(f"{words} · {sinks}", _Given(entry_id, given.person_before, given.case_before))
            self._follow(given)

        # The number's next conversation is read with what was typed in this one.
        self._composer.flush()
        command = self._desk.command(assigning.assign, self._desk.login, entry_id, person_key=person, case_key=case)
        self._bridge.run(command, done)

    def keep_template(self, id: str, title: str, text: str) -> None:
        """Keep a template of one's own; an ``id`` replaces that one."""
        command = self._desk.command(templates.keep, "sms", title, text, id=id)
        self._bridge.run(command, lambda _kept: self.templates_changed.emit())

    def remove_template(self, id: str) -> None:
        """Forget a template of one's own."""
        self._bridge.run(self._desk.command(templates.remove, id), lambda _none: self.templates_changed.emit())

    def _keep_draft(self, text: str) -> None:
        if self.key:
            mode = self._composer.mode
            self._typed = {place: kept for place, kept in self._typed.items() if place[0] == self.key}
            self._typed[self.key, mode] = text
            self._bridge.run(self._desk.command(drafts.keep, self.key, mode, text, self.begun_elsewhere))

    def read(self, entry_id: str) -> None:
        """Say that a message over the hub has been read."""
        command = self._desk.command(hub_messages.read, self._desk.login, entry_id)
        self._bridge.run(command, lambda _said: self.said.emit(names.saved_words(()), "", "ok"))

    def _send(self, text: str, case_key: str, at: int) -> None:
        if self._composer.mode == HUB:
            self._send_over_hub(text, case_key)
            return
        number = self._head.number
        key = self.key
        if number is None or not key:
            self._composer.release()
            return
        person = self._head.person.key if self._head.person is not None else ""

        def sent(saved: Saved) -> None:
            self._sent(key, SMS)
            if at:
                self.said.emit(self.tr("Saved. It goes out on {when}.").format(when=day_and_time(at)), "", "ok")
            else:
                self._undo_bar.offer(names.saved_words(saved.sinks), _Sent(saved.entry_ids[0], key))

        def refused(error: BaseException) -> None:
            self._refused(key, error)

        command = self._desk.command(
            drafts.use_all,
            (key, *self.begun_elsewhere),
            SMS,
            messages.send_sms,
            self._desk.login,
            case_key,
            number.e164,
            text,
            person_key=person,
            hold_ms=HOLD_MS,
            send_at=at,
        )
        self._bridge.run(command, sent, refused)

    def _send_over_hub(self, text: str, case_key: str) -> None:
        person, key = self._head.person, self.key
        if person is None or not key:
            self._composer.release()
            return

        def sent(saved: Saved) -> None:
            self._sent(key, HUB)
            self.said.emit(names.saved_words(saved.sinks), "", "ok")

        command = self._desk.command(
            drafts.use_all,
            (key, *self.begun_elsewhere),
            HUB,
            hub_messages.send,
            self._desk.login,
            case_key,
            person.key,
            text,
            answers=self.answers,
        )
        self._bridge.run(command, sent, lambda error: self._refused(key, error))

    def _sent(self, key: str, mode: str) -> None:
        """It was committed: its draft is used up."""
        self._typed.pop((key, mode), None)
        if key == self.key:
            self._composer.sent()

    def _refused(self, key: str, error: BaseException) -> None:
        """The text stays; what is wrong stands beside it."""
        if key == self.key:
            self._composer.release()
        if not isinstance(error, ConsoleError) or key != self.key:
            self._bridge.failed.emit(error)
            return
        words = error_words(error, self._tools.languages.current)
        self._composer.show_error(words.title, words.hint)

    def _undo(self, what: _Sent | _Given) -> None:
        if isinstance(what, _Sent):
            # What was begun since stays, below what comes back.
            self._composer.flush()
            also = self.begun_elsewhere if what.key == self.key else ()
            command = self._desk.command(holding.take_back, self._desk.login, what.entry_id, what.key, also)
            self._bridge.run(command, self._taken_back)
            return
        command = self._desk.command(
            assigning.assign, self._desk.login, what.entry_id, person_key=what.person, case_key=what.case
        )
        self._bridge.run(command, self._given_back)

    def _taken_back(self, back: TakenBack) -> None:
        if not back.done:
            self.said.emit(
                self.tr("It is on its way already and cannot be taken back."),
                self.tr("Write again to put it right; the list shows how far it is."),
                "warn",
            )
            return
        self._typed = {(back.case_key, SMS): back.text}
        if back.case_key == self.key:
            self._composer.set_mode(SMS)
            self._composer.put_back(back.text)
        self.said.emit(self.tr("Taken back: nothing was sent."), self.tr("Its text is a draft again."), "ok")

    def _given_back(self, given: Assigned) -> None:
        self.said.emit(self.tr("Undone: it is as before."), "", "ok")
        self._follow(given)

    def _follow(self, given: Assigned) -> None:
        """A number that belongs to somebody else now takes its messages along."""
        if given.person_before is not None:
            query = self._desk.query(conversations.key_of, given.number)
            self._bridge.run(query, self.moved.emit)

    def _decided(self, saved: Saved) -> None:
        self.said.emit(names.saved_words(saved.sinks), "", "ok")

    def _gateway_said(self, answer: object) -> None:
        if answer:
            self.said.emit(self.tr("The gateway has it: it arrived there."), "", "ok")
        else:
            self.said.emit(self.tr("The gateway does not have it. It is sent again."), "", "ok")
