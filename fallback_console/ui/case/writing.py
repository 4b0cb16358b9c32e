"""What is written about the case that is shown: kept as a draft, sent, and for a moment taken back."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.errors import ConsoleError
from fallback_console.services import bulk, drafts, holding, templates
from fallback_console.services.holding import HOLD_MS, TakenBack
from fallback_console.services.record import Saved
from fallback_console.ui import names
from fallback_console.ui.case.composer import Composer
from fallback_console.ui.case.customer_card import CustomerCard
from fallback_console.ui.case.posting import Post, post
from fallback_console.ui.case.undo_bar import UndoBar
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.views.base import Tools

__all__ = ["CaseWriting"]


_REMEMBERED = 16
"""So many cases, the last that somebody wrote about."""


class _Sent(NamedTuple):
    """Something of the composer that can be taken back."""

    entry_id: str


class CaseWriting(QObject):
    """Runs the commands of an opened case; says that something is saved only after the commit.

    Attributes:
        said: (sentence, more words, variant).
        templates_changed: one's own templates are others now.
        key: the case that is asked for.
        shown: the case whose facts the person sees; another one while the next is on its way.
    """

    said = Signal(str, str, str)
    templates_changed = Signal()

    def __init__(
        self, tools: Tools, customer: CustomerCard, composer: Composer, undo_bar: UndoBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.key = ""
        self.shown = ""
        self._tools = tools
        self._desk = tools.context.desk
        self._customer = customer
        self._composer = composer
        self._undo_bar = undo_bar
        self._typed: dict[str, dict[str, str]] = {}
        composer.send_requested.connect(self._send)
        composer.draft_changed.connect(self._keep_draft)
        undo_bar.undo_requested.connect(self._undo)

    def typed(self, key: str) -> dict[str, str]:
        """What was typed about a case lately, by mode: not to be overtaken by an older answer."""
        return self._typed.get(key, {})

    def change(self, field: str, value: str, base: str) -> None:
        """Set a field of the case that the person sees."""
        who, key = self._desk.login, self.shown
        command = self._desk.command(bulk.change_one, who, key, field, value, base=base, hold_ms=HOLD_MS)
        self._tools.bridge.run(command, self._changed)

    def set_next(self, text: str, due: int | None) -> None:
        """Say what is to be done next."""
        command = self._desk.command(bulk.plan_one, self._desk.login, self.shown, text, due, hold_ms=HOLD_MS)
        self._tools.bridge.run(command, self._changed)

    def take_back(self, entry_id: str) -> None:
        """Take a note, a reply or a text message back."""
        self._undo(_Sent(entry_id))

    def keep_template(self, id: str, title: str, text: str) -> None:
        """Keep a template of one's own for the mode in force; an ``id`` replaces that one."""
        command = self._desk.command(templates.keep, self._composer.mode, title, text, id=id)
        self._tools.bridge.run(command, lambda _kept: self._template_kept())

    def remove_template(self, id: str) -> None:
        """Forget a template of one's own."""
        command = self._desk.command(templates.remove, id)
        self._tools.bridge.run(command, lambda _none: self.templates_changed.emit())

    def _template_kept(self) -> None:
        self.templates_changed.emit()
        self.said.emit(self.tr("The template is kept."), "", "ok")

    def _changed(self, done: bulk.Changed) -> None:
        if done.changes:
            self._undo_bar.offer(names.saved_words(done.saved.sinks), done.changes)

    def _keep_draft(self, mode: str, text: str) -> None:
        if self.shown:
            self._remember(self.shown, mode, text)
            self._tools.bridge.run(self._desk.command(drafts.keep, self.shown, mode, text))

    def _remember(self, key: str, mode: str, text: str) -> None:
        # The oldest have been on disk for long: no answer without them is under way any more.
        of_case = self._typed.pop(key, {})
        self._typed[key] = of_case | {mode: text}
        while len(self._typed) > _REMEMBERED:
            del self._typed[next(iter(self._typed))]

    def _send(self, mode: str, text: str) -> None:
        if not self.shown or self.shown != self.key:
            self._composer.release()
            return
        key = self.key
        now = self._tools.context.clock.now_ms()
        facts = self._composer.call_facts()
        written = Post(key, mode, text, self._customer.number, self._customer.person, facts, now)
        command = post(self._desk, written)

        def sent(saved: Saved) -> None:
            self._typed.get(key, {}).pop(mode, None)
            if key == self.key:
                self._composer.sent(mode)
            words = names.saved_words(saved.sinks)
            if mode == "call":
                self.said.emit(words, "", "ok")
            else:
                self._undo_bar.offer(words, _Sent(saved.entry_ids[0]))

        def refused(error: BaseException) -> None:
            self._refused(key, error)

        self._tools.bridge.run(command, sent, refused)

    def _refused(self, key: str, error: BaseException) -> None:
        """The text stays; what is wrong stands beside it."""
        if key == self.key:
            self._composer.release()
        if not isinstance(error, ConsoleError) or key != self.key:
            self._tools.bridge.failed.emit(error)
            return
        words = error_words(error, self._tools.languages.current)
        self._composer.show_error(words.title, words.hint)

    # Taking back.

    def _undo(self, what: _Sent | tuple[bulk.Change, ...]) -> None:
        if isinstance(what, _Sent):
            # What was begun since stays, below what comes back.
            self._composer.flush()
            command = self._desk.command(holding.take_back, self._desk.login, what.entry_id)
            self._tools.bridge.run(command, self._taken_back)
        else:
            self._tools.bridge.run(self._desk.command(bulk.undo, self._desk.login, what), self._changed_back)

    def _taken_back(self, back: TakenBack) -> None:
        if not back.done:
            self.said.emit(
                self.tr("It is on its way already and cannot be taken back."),
                self.tr("Write again to put it right; the timeline shows how far it is."),
                "warn",
            )
            return
        self._remember(back.case_key, back.mode, back.text)
        if back.case_key == self.shown == self.key:
            self._composer.put_back(back.mode, back.text)
        self.said.emit(self.tr("Taken back: nothing was sent."), self.tr("Its text is a draft again."), "ok")

    def _changed_back(self, undone: bulk.Undone) -> None:
        if undone.left:
            self.said.emit(
                self.tr("It was changed again meanwhile and stays as it is."),
                self.tr("Set the value you want in the head of the case."),
                "warn",
            )
        else:
            self.said.emit(self.tr("Taken back: it is as before."), "", "ok")
