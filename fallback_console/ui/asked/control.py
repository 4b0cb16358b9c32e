"""What is asked of whoever works here is shown until they answered, here or over any other path, and their answer is kept."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, QTimer

from fallback_console.domain.roll_call import answer_of
from fallback_console.services import hub_answers, hub_messages, roll_call_answers, roll_call_own
from fallback_console.services.hub_answers import Answered
from fallback_console.services.hub_messages import Letter
from fallback_console.services.hub_pages import CODES
from fallback_console.services.roll_call_own import Question
from fallback_console.ui.actions import Action
from fallback_console.ui.asked.strip import KEY, AskedStrip, Shown
from fallback_console.ui.asked.words import AskedWords, letter_shown, question_shown, told_words
from fallback_console.ui.bridge import Touched
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.views.base import Tools

__all__ = ["AskedControl"]

_TOPICS = {"*", "roll_call", "person", "hub_message", "reach", "escalation", "swarm"}
_CHANGE = "change"


class AskedControl(QObject):
    """Below the outage bar; several things come one after the other: roll calls, then messages, the oldest first.

    Attributes:
        strip: shows the first of them.
    """

    def __init__(self, window: MainWindow, tools: Tools) -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._found: list[Question | Letter] = []
        self._changing = ""
        self._told: set[str] = set()
        self._saving = False
        self._words = AskedWords(self)
        self.strip = AskedStrip(tools.theme, window.outage_bar.parentWidget())
        window.outage_bar.put_below(self.strip)
        self.strip.answered.connect(self._answer)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self._look_again)
        self._refresher = Refresher(window, tools.bridge, self._ask, self._show)
        tools.bridge.changed.connect(self._take_changes)
        tools.languages.changed.connect(self._write)
        window.locked_changed.connect(self._unlocked)
        self._refresher.request()

    @property
    def busy(self) -> bool:
        """It is not known yet whether anything is asked; behind a hidden window nobody looks."""
        return self._saving or (self._window.isVisible() and self._refresher.busy)

    def actions(self) -> tuple[Action, ...]:
        """What can be done from everywhere."""
        go = Action(
            "window.asked",
            lambda: self.tr("Answer the roll call") if self._asking else self.tr("Answer the message"),
            self.strip.take_keyboard,
            (KEY,),
            self.strip.isVisible,
            "people",
        )
        return (go,)

    def show(self, questions: Sequence[Question], letters: Sequence[Letter] = ()) -> None:
        """Show the first of these; what was answered a moment ago comes last."""
        answered = [one for one in questions if one.answer]
        self._found = [*(one for one in questions if not one.answer), *letters, *answered]
        self._write()
        left = [one.change_until - self._now() for one in answered]
        if left:
            self._over.start(max(1, min(left) + 1))

    @property
    def _asking(self) -> bool:
        return not self._found or isinstance(self._found[0], Question)

    def _ask(self) -> Future[Any]:
        desk = self._tools.context.desk
        return desk.query(_facts, desk.login, self._now())

    def _show(self, facts: tuple[list[Question], list[Letter]]) -> None:
        self.show(*facts)

    def _now(self) -> int:
        return self._tools.context.clock.now_ms()

    def _write(self) -> None:
        one = self._found[0] if self._found else None
        if one is None:
            self.strip.show_one(None)
            return
        more = sum(not (isinstance(other, Question) and other.answer) for other in self._found[1:])
        if isinstance(one, Letter):
            shown = letter_shown(self._words, one, more, self._now())
        else:
            shown = question_shown(self._words, one, more, changing=one.roll == self._changing)
        self.strip.show_one(shown)
        self.strip.set_waiting(self._saving)
        self._tell(one, shown)

    def _tell(self, one: Question | Letter, shown: Shown) -> None:
        if (isinstance(one, Question) and one.answer) or shown.id in self._told or self._window.locked:
            return
        self._told.add(shown.id)
        self.strip.announce(self._words.spoken(shown.title, shown.text))

    def _answer(self, name: str, words: str) -> None:
        one = self._found[0] if self._found else None
        if one is None or self._saving:
            return
        desk = self._tools.context.desk
        if isinstance(one, Letter):
            # Words that were begun are sent, whichever button is pressed: none is lost.
            if name in CODES:
                command = desk.command(hub_answers.press, desk.login, one.entry, name, words)
            elif words:
                command = desk.command(hub_answers.reply, desk.login, one.entry, words)
            else:
                command = desk.command(hub_messages.read, desk.login, one.entry)
            self._save(command)
            return
        if name == _CHANGE:
            self._changing = one.roll
            self._write()
            return
        said = name or answer_of(words) or "other"
        self._save(desk.command(roll_call_answers.answer, desk.login, one.roll, one.position, said, "hub", words))

    def _save(self, command: Future[Any]) -> None:
        self._saving = True
        self.strip.set_waiting(True)
        self._tools.bridge.run(command, self._saved, self._failed)

    def _saved(self, done: object) -> None:
        self._saving, self._changing = False, ""
        if isinstance(done, Answered) and (told := told_words(done, self._now())):
            self._window.say(told, variant="warn" if done.what in ("other", "done", "last") else "ok")
        self.strip.line.clear()
        self._refresher.request()

    def _failed(self, error: BaseException) -> None:
        self._saving = False
        self.strip.set_waiting(False)
        self._tools.bridge.failed.emit(error)

    def _look_again(self) -> None:
        self._changing = ""
        self._refresher.request()

    def _unlocked(self, locked: bool) -> None:
        if not locked:
            self._refresher.request()

    def _take_changes(self, touched: Touched) -> None:
        if {topic for topic, _ in touched} & _TOPICS:
            self._refresher.request()


def _facts(reading: Any, login: str, now: int) -> tuple[list[Question], list[Letter]]:
    """Everything that is asked of somebody, in one query."""
    return roll_call_own.questions(reading, login, now), hub_messages.unread(reading, login)
