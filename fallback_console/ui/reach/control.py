"""Between the panel for reaching somebody and the services."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.views import NumberRow
from fallback_console.services import paths, queue, reach
from fallback_console.services.paths import Ladder
from fallback_console.services.reach import ReachRow
from fallback_console.ui.bridge import Touched
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.case_words import case_number
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.people_words import plain_name
from fallback_console.ui.reach.panel import ReachPanel
from fallback_console.ui.refresher import Refresher
from fallback_console.ui.views.base import Tools

if TYPE_CHECKING:
    from fallback_console.ui.case.panel_stack import PanelStack

__all__ = ["ReachControl", "Whom"]

_TOPICS = frozenset({"*", "reach", "paths", "sms", "delivery", "callback", "number", "person", "hub_message"})


class Whom(NamedTuple):
    """Who is to be reached, and about what.

    Attributes:
        person_key: '' where nobody is known.
        number: as typed or in E.164, where nobody is known.
        case_key: '' where it is about no case.
    """

    person_key: str
    number: str
    case_key: str = ""


class _Found(NamedTuple):
    """What is known of them.

    Attributes:
        running: the newest try to reach them, None where there was none.
        case_number: as people call the case, '' for none.
    """

    whom: Whom
    ladder: Ladder
    running: ReachRow | None
    case_number: str


class ReachControl(QObject):
    """Runs the commands of the panel; says that something is saved only after the commit.

    Attributes:
        said: (sentence, more words, variant).
        call_requested: a ``CallTarget`` to ring.
    """

    said = Signal(str, str, str)
    call_requested = Signal(object)

    def __init__(self, tools: Tools, panels: PanelStack, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._desk = tools.context.desk
        self._rules = tools.context.reach or ReachRules()
        self._panels = panels
        self._whom = Whom("", "")
        self._found: _Found | None = None
        self.panel = ReachPanel(tools.theme)
        self._refresher = Refresher(panels, tools.bridge, self._ask, self._show)
        self.panel.start_requested.connect(self._start)
        self.panel.stop_requested.connect(lambda: self._change(reach.stop))
        self.panel.urgent_requested.connect(lambda: self._change(reach.allow, urgent=True))
        self.panel.second_requested.connect(lambda: self._change(reach.allow, second_sms=True))
        self.panel.call_requested.connect(self._call)
        tools.bridge.changed.connect(self._take_changes)
        tools.ticker.ticked.connect(self._look_again)

    @property
    def whom(self) -> Whom:
        """Who is to be reached."""
        return self._whom

    def open(self, whom: Whom) -> None:
        """Bring the panel to the front, for somebody."""
        self._whom = whom
        query = self._desk.query(_read, whom, self._rules, self._tools.context.clock.now_ms())
        self._tools.bridge.run(query, self._show_first, self._fail)

    def _show_first(self, found: _Found) -> None:
        self._show(found)
        if found.whom == self._whom:
            self._panels.put_in_front(self.panel)

    def _ask(self) -> Future[Any]:
        return self._desk.query(_read, self._whom, self._rules, self._tools.context.clock.now_ms())

    def _show(self, found: _Found) -> None:
        if found.whom == self._whom:
            self._found = found
            self.panel.show_reach(found.ladder, found.running, self._tools.context.clock.now_ms())

    def _fail(self, error: BaseException) -> None:
        words = error_words(error, self._tools.languages.current)
        self.said.emit(words.title, words.hint, "warn")

    def _take_changes(self, touched: Touched) -> None:
        if any(topic in _TOPICS for topic, _ in touched):
            self._look_again()

    def _look_again(self) -> None:
        if self._panels.panel is self.panel and self._found is not None:
            self._refresher.request()

    def _start(self, text: str, urgent: bool) -> None:
        if self._found is None:
            return
        command = self._desk.command(
            reach.start,
            self._desk.login,
            self._found.ladder.whom,
            text,
            self._rules,
            case_key=self._whom.case_key,
            urgent=urgent,
        )
        self._tools.bridge.run(command, self._started, self._refused)

    def _started(self, _saved: object) -> None:
        self.panel.started()
        self.said.emit(self.tr("Saved. One path after the other is tried until it arrives."), "", "ok")
        self._refresher.request()

    def _refused(self, error: BaseException) -> None:
        words = error_words(error, self._tools.languages.current)
        self.panel.refused(words.title, words.hint)
        self._refresher.request()

    def _change(self, service: Callable[..., Any], **choices: bool) -> None:
        running = self._found.running if self._found is not None else None
        if running is not None:
            command = self._desk.command(service, self._desk.login, running.id, **choices)
            self._tools.bridge.run(command, lambda _saved: self._refresher.request(), self._refused)

    def _call(self, kind: str, address: str) -> None:
        if self._found is None:
            return
        ladder = self._found.ladder
        path = next((r.path for r in ladder.rungs if (r.path.kind, r.path.address) == (kind, address)), None)
        shown = path.shown if path is not None else address
        e164 = address if address.startswith("+") else ""
        zones = path.zones if path is not None else ()
        number = NumberRow("work" if kind == "desk" else "mobile", address, e164, shown, zones)
        name = plain_name(ladder.name)
        target = CallTarget(self._whom.case_key, self._found.case_number, ladder.person_key, name, number)
        self.call_requested.emit(target)


def _read(reading: Any, whom: Whom, rules: ReachRules, now: int) -> _Found:
    subject = paths.whom_of(reading, person_key=whom.person_key, number=whom.number)
    ladder = paths.ladder_of(reading, subject, rules, now)
    number = case_number(queue.find_case(reading, whom.case_key)) if whom.case_key else ""
    return _Found(whom, ladder, reach.newest_of(reading, ladder.whom, now), number)
