"""Between the panel for somebody's wishes and the services."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import paths
from fallback_console.services.paths import Ladder
from fallback_console.ui.bridge import Touched
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.reach.wish_rows import Changed
from fallback_console.ui.reach.wishes_panel import WishesPanel
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.views.base import Tools

if TYPE_CHECKING:
    from fallback_console.ui.case.panel_stack import PanelStack

__all__ = ["WishesControl"]

_TOPICS = frozenset({"*", "paths", "sms", "number", "person", "contact"})
_Asked = tuple[str, str]


class WishesControl(QObject):
    """Opens the panel for somebody, and keeps what was changed; says that it is saved only after the commit.

    Attributes:
        said: (sentence, more words, variant).
    """

    said = Signal(str, str, str)

    def __init__(self, tools: Tools, panels: PanelStack, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._desk = tools.context.desk
        self._rules = tools.context.reach or ReachRules()
        self._panels = panels
        self._asked: _Asked = ("", "")
        self._whom = ""
        self._undo: Changed | None = None
        self.panel = WishesPanel(tools.theme)
        self._refresher = Refresher(panels, tools.bridge, self._ask, self._show)
        self.panel.save_requested.connect(self._save)
        self.panel.undo_requested.connect(self._take_back)
        tools.bridge.changed.connect(self._take_changes)
        tools.ticker.ticked.connect(self._look_again)

    def open(self, person_key: str, number: str) -> None:
        """Bring the panel to the front for somebody, known or not."""
        self._asked = (person_key, number)
        self._tools.bridge.run(self._ask(), self._show_first, self._fail)

    def _ask(self) -> Future[Any]:
        return self._desk.query(_read, self._asked, self._rules, self._tools.context.clock.now_ms())

    def _show_first(self, found: tuple[_Asked, Ladder]) -> None:
        self._show(found)
        if found[0] == self._asked:
            self._panels.put_in_front(self.panel)

    def _show(self, found: tuple[_Asked, Ladder]) -> None:
        asked, ladder = found
        if asked == self._asked:
            if ladder.whom != self._whom:
                self._whom, self._undo = ladder.whom, None
            self.panel.show_ladder(ladder, self._rules.quiet, self._tools.context.clock.now_ms())

    def _fail(self, error: BaseException) -> None:
        words = error_words(error, self._tools.languages.current)
        self.said.emit(words.title, words.hint, "warn")

    def _take_changes(self, touched: Touched) -> None:
        if any(topic in _TOPICS for topic, _ in touched):
            self._look_again()

    def _look_again(self) -> None:
        if self._panels.panel is self.panel:
            self._refresher.request()

    def _save(self, changed: Changed, before: Changed) -> None:
        def saved(_saved: object) -> None:
            self._undo = before
            self.panel.saved()
            self._refresher.request()

        self._tools.bridge.run(self._prefer(changed), saved, self._refused)

    def _take_back(self) -> None:
        before, self._undo = self._undo, None
        if before is None:
            return

        def undone(_saved: object) -> None:
            self.panel.undone()
            self._refresher.request()

        self._tools.bridge.run(self._prefer(before), undone, self._refused)

    def _prefer(self, wanted: Changed) -> Future[Any]:
        return self._desk.command(
            paths.prefer,
            self._desk.login,
            self._whom,
            order=wanted.order,
            consent=wanted.consent,
            quiet=wanted.quiet,
        )

    def _refused(self, error: BaseException) -> None:
        words = error_words(error, self._tools.languages.current)
        self.panel.refused(words.title, words.hint)


def _read(reading: Any, asked: _Asked, rules: ReachRules, now: int) -> tuple[_Asked, Ladder]:
    person_key, number = asked
    whom = paths.whom_of(reading, person_key=person_key, number=number)
    return asked, paths.ladder_of(reading, whom, rules, now)
