"""What is done in a swarm: run as commands, said only after the commit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.errors import ConsoleError, InputError
from fallback_console.services import drafts, swarm, swarm_people, swarm_seen, swarm_thread
from fallback_console.services.swarm_spread import Said
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.swarm.facts import DRAFT, SUMMARY_DRAFT, OneFacts, draft_key
from fallback_console.ui.swarm.pane import SwarmPane
from fallback_console.ui.views.base import Tools

__all__ = ["SwarmWork"]


class SwarmWork(QObject):
    """Between the pane and the services.

    Attributes:
        said: (sentence, more words, variant).
        changed: something was written.
        busy: something is being written.
    """

    said = Signal(str, str, str)
    changed = Signal()

    def __init__(self, tools: Tools, pane: SwarmPane, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self._pane = pane
        self._running = 0
        pane.wanted.connect(self.act)
        pane.talk.wanted.connect(self._finish_next)
        pane.talk.composer.send_requested.connect(self._say)
        pane.talk.composer.draft_changed.connect(partial(self._keep, DRAFT))
        pane.members.wanted.connect(self._member)
        pane.next.given.connect(self._set_next)
        pane.gate.wanted.connect(self._finish_next)
        pane.gate.close_requested.connect(self._close)
        pane.gate.draft_changed.connect(partial(self._keep, SUMMARY_DRAFT))
        pane.closed.archived.connect(self.archive)
        pane.closed.reopened.connect(self._reopen)

    @property
    def busy(self) -> bool:
        """Something is being written."""
        return self._running > 0

    def see(self, facts: OneFacts) -> None:
        """What is shown is read."""
        if facts.line.unread:
            command = self._desk.command(swarm_seen.see, facts.one.id, facts.one.said)
            self._bridge.run(command, lambda _seen: self.changed.emit())

    def act(self, act: str) -> None:
        """Come in, decline or go out oneself."""
        facts = self._pane.shown
        if facts is None or not self._pane.can(act):
            return
        words = {
            "accepted": self.tr("Saved: you are in S{number}."),
            "joined": self.tr("Saved: you are in S{number}."),
            "declined": self.tr("Saved: you declined S{number}."),
            "left": self.tr("Saved: you left S{number}."),
        }[act].format(number=facts.one.number)
        if act == "joined":
            self._run(words, swarm_people.join, facts.one.id)
        else:
            self._run(words, swarm_people.answer, facts.one.id, act)

    def archive(self) -> None:
        """Put it away."""
        facts = self._pane.shown
        if facts is not None and self._pane.can("archive"):
            self._run(
                self.tr("Saved: S{number} is archived.").format(number=facts.one.number), swarm.archive, facts.one.id
            )

    def _run(self, words: str, fn: Callable[..., Any], *args: Any, **kw: Any) -> None:
        """Run a command of the person who works here; what it says stands at the foot of the window."""
        self._start(fn, lambda _done: self.said.emit(words, "", "ok"), self._bridge.failed.emit, *args, **kw)

    def _start(
        self,
        fn: Callable[..., Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        *args: Any,
        used: tuple[str, str] | None = None,
        **kw: Any,
    ) -> None:
        """Run a command.

        Args:
            used: case key and mode of a draft that it uses up.
        """
        self._running += 1
        who = self._desk.login
        kept = (drafts.use, *used, fn) if used is not None else (fn,)
        command = self._desk.command(*kept, who, *args, **kw)

        def over(then: Callable[[Any], None], what: Any) -> None:
            self._running -= 1
            then(what)
            self.changed.emit()

        self._bridge.run(command, partial(over, done), partial(over, failed))

    def _keep(self, mode: str, text: str) -> None:
        facts = self._pane.shown
        if facts is not None:
            self._bridge.run(self._desk.command(drafts.keep, draft_key(facts.one.id), mode, text))

    def _refused(self, show: Callable[[str, str], None], error: BaseException) -> None:
        """Say it beside what was typed."""
        if isinstance(error, ConsoleError):
            words = error_words(error, self._tools.languages.current)
            show(words.title, words.hint)
        else:
            self._bridge.failed.emit(error)

    def _say(self, text: str, external_ok: bool) -> None:
        facts = self._pane.shown
        if facts is None:
            return
        composer, key = self._pane.talk.composer, draft_key(facts.one.id)

        def done(said: Said) -> None:
            if self._pane.shown is not None and self._pane.shown.one.id == facts.one.id:
                composer.sent()
            if said.missed:
                names = ", ".join(name for name, _ in said.missed)
                self.said.emit(self.tr("Saved. Not reached: {names}").format(names=names), "", "warn")

        def failed(error: BaseException) -> None:
            if isinstance(error, InputError) and error.values.get("reason") == "external":
                composer.ask_about_externals()
            else:
                self._refused(composer.show_error, error)

        self._start(swarm_thread.say, done, failed, facts.one.id, text, external_ok=external_ok, used=(key, DRAFT))

    def _member(self, act: str, who: str) -> None:
        facts = self._pane.shown
        if facts is None:
            return
        one = next((m for m in facts.one.members if m.who == who), None)
        if one is None:
            return
        name = one.name
        if act == "lead":
            self._run(self.tr("Saved: {name} leads it.").format(name=name), swarm_people.lead, facts.one.id, who)
        elif act == "removed":
            self._run(self.tr("Saved: {name} is out.").format(name=name), swarm_people.remove, facts.one.id, who)
        else:
            words = self.tr("Saved: {name} is in.") if act == "accepted" else self.tr("Saved: {name} declined.")
            self._run(words.format(name=name), swarm_people.answer, facts.one.id, act, person=who)

    def _set_next(self, text: str, owner: str, due_at: int) -> None:
        facts = self._pane.shown
        if facts is None:
            return

        def done(_made: str) -> None:
            if self._pane.page == "next":
                self._pane.back()
            self.said.emit(self.tr("Saved: it is the case's next action."), "", "ok")

        failed = partial(self._refused, self._pane.next.show_error)
        self._start(swarm.set_next, done, failed, facts.one.id, text, owner, due_at)

    def _finish_next(self, what: str) -> None:
        facts = self._pane.shown
        if facts is None or what not in ("done", "handed"):
            return
        words = self.tr("Saved: it is done.") if what == "done" else self.tr("Saved: it stays with the case.")
        self._run(words, swarm.finish_next, facts.one.id, handed=what == "handed")

    def _close(self, summary: str, told: str) -> None:
        facts = self._pane.shown
        if facts is None:
            return

        def done(_note: str) -> None:
            words = self.tr("Saved: S{number} is closed. Its summary is a note of the case.")
            self.said.emit(words.format(number=facts.one.number), "", "ok")

        failed = partial(self._refused, self._pane.gate.show_error)
        used = (draft_key(facts.one.id), SUMMARY_DRAFT)
        self._start(swarm.close, done, failed, facts.one.id, summary, told=told, used=used)

    def _reopen(self, reason: str) -> None:
        facts = self._pane.shown
        if facts is not None:
            words = self.tr("Saved: S{number} is open again.").format(number=facts.one.number)
            self._run(words, swarm.reopen, facts.one.id, reason)
