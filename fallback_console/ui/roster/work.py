"""What a supervisor does from the roster. Nothing is said to be done before it is on disk; what moves cases can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.roster import RosterRow
from fallback_console.domain.views import NumberRow
from fallback_console.services import broadcast_begun, bulk, roster, statuses
from fallback_console.services.bulk import Done, Undone
from fallback_console.ui import names
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.messages.view import WRITE
from fallback_console.ui.roster.choosing import Choosing, places_of, to_give
from fallback_console.ui.roster.words import called
from fallback_console.ui.views.base import Tools

if TYPE_CHECKING:
    from fallback_console.services.bulk import Changed
    from fallback_console.ui.views.base import View

__all__ = ["RosterWork"]


class RosterWork(QObject):
    """Stands between the roster and the services.

    Attributes:
        said, offered, view_requested, call_requested: as a view's.
        choosing: asks which case, or where to.
    """

    said = Signal(str, str, str)
    offered = Signal(str, str, str, object)
    view_requested = Signal(str, str)
    call_requested = Signal(object)

    def __init__(self, tools: Tools, view: View) -> None:
        super().__init__(view)
        self._tools = tools
        self._desk, self._bridge = tools.context.desk, tools.bridge
        self.choosing = Choosing(tools, view)
        self._back: Callable[[], None] | None = None

    @property
    def can_undo(self) -> bool:
        """The last thing that was done to cases can be taken back."""
        return self._back is not None

    def undo(self) -> None:
        """Take it back."""
        back, self._back = self._back, None
        if back is not None:
            back()

    def ring(self, rows: Sequence[RosterRow]) -> None:
        """Ring the one who is chosen."""
        if len(rows) != 1:
            return
        row, number = rows[0], rows[0].mate.number
        if not number:
            self.said.emit(
                self.tr("There is no number that can be rung."), self.tr("Try another path to them."), "warn"
            )
            return
        shown = NumberRow("", number, number, number)
        self.call_requested.emit(CallTarget("", "", row.key, called(row), shown))

    def text(self, rows: Sequence[RosterRow]) -> None:
        """Write to one, or to several with one text."""
        if len(rows) == 1:
            if not rows[0].mate.number:
                self.said.emit(self.tr("There is no number to write to."), self.tr("Try another path to them."), "warn")
                return
            self.view_requested.emit("messages", f"{WRITE}person:{rows[0].key}")
        elif rows:
            keys = tuple(row.key for row in rows)
            command = self._desk.command(broadcast_begun.address, keys)
            self._bridge.run(command, lambda _none: self.view_requested.emit("messages", "broadcasts:write"))

    def set_status(self, rows: Sequence[RosterRow], status: str) -> None:
        """Say a status for everybody who is chosen."""
        logins = [row.mate.login for row in rows if row.mate.login]

        def done(_all: object) -> None:
            words = self.tr("%n are now: {status}", "", len(logins)).format(status=names.status_word(status))
            self.said.emit(words, self.tr("It is kept that you said so."), "ok")

        if logins:
            self._bridge.run(self._desk.command(_say_of_all, self._desk.login, logins, status), done, self._failed)

    def assign(self, rows: Sequence[RosterRow]) -> None:
        """Choose a case and make it that of the one who is chosen."""
        if len(rows) != 1 or not rows[0].mate.login:
            return
        row, login, now = rows[0], rows[0].mate.login, self._tools.context.clock.now_ms()

        def take(key: str) -> None:
            command = self._desk.command(bulk.change_one, self._desk.login, key, "owner", login)
            self._bridge.run(command, lambda changed: self._assigned(changed, row), self._failed)

        self.choosing.ask(
            self.tr("A case for {name}").format(name=called(row)),
            self.tr("Number or words: nobody's cases first, then yours"),
            (self.tr("No such case"), self.tr("Only nobody's open cases and your own stand here.")),
            lambda text: self._desk.query(to_give, self._desk.login, text, now),
            take,
        )

    def move(self, rows: Sequence[RosterRow]) -> None:
        """Choose where all their open cases go."""
        logins = [row.mate.login for row in rows if row.mate.login and row.open_cases]
        count = sum(row.open_cases for row in rows if row.mate.login)
        if not logins:
            self.said.emit(self.tr("They have no open cases."), "", "warn")
            return

        def take(name: str) -> None:
            field, _, value = name.partition(":")
            command = self._desk.command(_move_all, self._desk.login, logins, field, value)
            self._bridge.run(command, self._moved, self._failed)

        self.choosing.ask(
            self.tr("Where shall %n open cases go?", "", count),
            self.tr("Queue or login"),
            (self.tr("No such queue or person"), self.tr("Type a part of its name.")),
            lambda text: self._desk.query(places_of, text, logins),
            take,
        )

    def _assigned(self, changed: Changed, row: RosterRow) -> None:
        words = self.tr("The case is {name}'s").format(name=called(row))
        if not changed.changes:
            self.said.emit(words, "", "ok")
            return
        self._offer_back(f"{words} · {names.saved_words(changed.saved.sinks)}", changed.changes)

    def _moved(self, done: Done) -> None:
        words = self.tr("%n cases changed", "", done.cases)
        if done.changes:
            self._offer_back(words, done.changes)
        else:
            self.said.emit(words, "", "warn")

    def _offer_back(self, words: str, changes: Sequence[Any]) -> None:
        """Say what was done, and that it can be taken back."""

        def back() -> None:
            command = self._desk.command(bulk.undo, self._desk.login, changes)
            self._bridge.run(command, self._undone, self._failed)

        def once() -> None:
            if self._back is back:
                self.undo()

        self._back = back
        self.offered.emit(words, "", self.tr("Undo"), once)

    def _undone(self, undone: Undone) -> None:
        words = self.tr("%n cases are as before", "", undone.cases)
        left = self.tr("%n were changed again and stay as they are", "", undone.left) if undone.left else ""
        self.said.emit(words, left, "warn" if undone.left else "ok")

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, ConsoleError):
            words = error_words(error, self._tools.languages.current)
            self.said.emit(words.title, words.hint, "bad")
        else:
            self._bridge.failed.emit(error)


def _say_of_all(tx: Any, who: str, logins: Sequence[str], status: str) -> None:
    for login in logins:
        statuses.set_status_of(tx, who, login, status)


def _move_all(tx: Any, who: str, logins: Sequence[str], field: str, value: str) -> Done:
    """All in one transaction, so that it is undone as one."""
    pks = [case.pk for login in logins for case in roster.cases_of(tx, login)]
    return bulk.change_many(tx, who, pks, field, value)
