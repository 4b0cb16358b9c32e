"""Between the telephones, the cards of calls that come in, and the call bar."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.telephone import CallKey
from fallback_console.ui.actions import Action
from fallback_console.ui.alerts.centre import AlertCentre
from fallback_console.ui.alerts.desktop import OPEN
from fallback_console.ui.alerts.herald import ANSWER, RING
from fallback_console.ui.call_words import caller_words
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.ringing.card import ANSWER_KEY, REFUSE_KEY
from fallback_console.ui.ringing.keeper import Ring, RingKeeper, target_of
from fallback_console.ui.ringing.stack import RingStack
from fallback_console.ui.ringing.waiting import WaitingCalls
from fallback_console.ui.views.base import Tools

__all__ = ["RingControl"]


class RingControl(QObject):
    """One for a window.

    Attributes:
        keeper: the calls.
        waiting: brings those that were taken into the call bar.
        stack: their cards; None before the first call.
    """

    def __init__(self, window: MainWindow, tools: Tools, alerts: AlertCentre) -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._alerts = alerts
        self._came_from: QWidget | None = None
        self.stack: RingStack | None = None
        self.keeper = RingKeeper(tools, self)
        self.keeper.changed.connect(self._show)
        self.keeper.rang.connect(self._ring)
        self.keeper.known.connect(self._tell)
        self.keeper.silent.connect(self._fall_silent)
        self.waiting = WaitingCalls(window, tools, self.keeper)
        self.waiting.busy_changed.connect(self._show)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        alerts.herald.ring_acted.connect(self._act_outside)
        window.locked_changed.connect(self._lock)
        tools.languages.changed.connect(self._show)

    def actions(self) -> Iterator[Action]:
        """What can be done everywhere while somebody calls."""
        yield Action(
            "ring.answer",
            lambda: self.tr("Answer the call"),
            lambda: self._with_newest(self._answer),
            (ANSWER_KEY,),
            lambda: self.keeper.ringing is not None,
            "phone",
        )
        yield Action(
            "ring.refuse",
            lambda: self.tr("Turn the call down"),
            lambda: self._with_newest(self._refuse),
            (REFUSE_KEY,),
            lambda: self.keeper.ringing is not None,
            "hang-up",
        )
        yield Action(
            "ring.go",
            lambda: self.tr("Go to the incoming call"),
            self.go_to,
            ("Ctrl+Shift+R",),
            lambda: bool(self.keeper.rings),
            "phone-ring",
        )

    def go_to(self) -> None:
        """The keyboard goes to the cards; Escape brings it back."""
        if self.stack is not None and self.keeper.rings:
            focus = self._window.focusWidget()
            if focus is not None and not self.stack.isAncestorOf(focus):
                self._came_from = focus
            self.stack.take_focus()

    # What is shown and heard.

    def _show(self, *_: object) -> None:
        rings = [] if self._window.locked else self.keeper.rings
        if self.stack is None:
            if not rings:
                return
            self.stack = self._make_stack()
        self.stack.show_rings(rings, self._now(), busy=self.waiting.busy)
        if any(ring.rings for ring in rings):
            self._tick.start()
        else:
            self._tick.stop()

    def _make_stack(self) -> RingStack:
        stack = RingStack(self._tools.theme, self._tools.context.desk.login, self._window)
        stack.answer_requested.connect(self._answer)
        stack.refuse_requested.connect(self._refuse)
        stack.case_requested.connect(self._open_case)
        stack.new_requested.connect(self._new_case)
        stack.back_requested.connect(self._call_back)
        stack.put_away_requested.connect(self.keeper.put_away)
        stack.left.connect(self._give_back)
        return stack

    def _ring(self, _ring: Ring) -> None:
        self._alerts.sounder.ring()

    def _tell(self, ring: Ring) -> None:
        """Who it is, for who does not look at the window."""
        if self.stack is not None:
            self.stack.say(ring.key)
        caller = ring.caller
        who = caller_words(caller.name, ring.call.shown_name, caller.number.shown, sure=caller.sure) if caller else ""
        self._alerts.herald.show_ring(_name(ring.key), who, answer=self.tr("Answer"))

    def _fall_silent(self, key: CallKey) -> None:
        self._alerts.herald.end_ring(_name(key))

    def _show_time(self) -> None:
        if self.stack is not None:
            self.stack.show_time(self._now())

    # Intents.

    def _with_newest(self, do: Any) -> None:
        ring = self.keeper.ringing
        if ring is not None:
            do(ring.key)

    def _answer(self, key: CallKey) -> None:
        self._run(self._tools.context.engine.answer(key))

    def _refuse(self, key: CallKey) -> None:
        self._run(self._tools.context.engine.hang_up(key))

    def _run(self, future: Future[Any]) -> None:
        self._tools.bridge.run(future, None, self._failed)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, ConsoleError):
            words = error_words(error, self._tools.languages.current)
            self._window.say(words.title, words.hint or self.tr("Answer at the telephone itself."), "warn")
        else:
            self._tools.bridge.failed.emit(error)

    def _open_case(self, key: CallKey, case_key: str) -> None:
        self.keeper.choose_case(key, case_key)
        self._window.show_view("queue", case_key)

    def _new_case(self, key: CallKey) -> None:
        ring = self.keeper.find(key)
        if ring is not None:
            target = target_of(ring)
            self._window.show_view("queue", f"new:{target.number.e164 or target.number.raw}")

    def _call_back(self, key: CallKey) -> None:
        ring = self.keeper.find(key)
        if ring is not None:
            self._window.call_bar.start(target_of(ring))
            if not self._window.call_bar.is_open:
                return
            self.keeper.put_away(key)

    def _lock(self, locked: bool) -> None:
        """Behind the lock nobody reads who calls, neither here nor on the desktop."""
        if locked and self.keeper.ringing is not None:
            self._tell(self.keeper.ringing)
        self._show()

    def _act_outside(self, name: str, action: str) -> None:
        if action == OPEN:
            self._alerts.bring_to_front()
        ring = next((ring for ring in self.keeper.rings if _name(ring.key) == name), None)
        if ring is not None and action == ANSWER and ring.rings and not self._window.locked:
            self._answer(ring.key)

    def _give_back(self) -> None:
        """The keyboard goes back to where it came from."""
        place, self._came_from = self._came_from, None
        if place is not None and isValid(place) and place.isVisible():
            place.setFocus()
        else:
            self._window.nav.setFocus()

    def _now(self) -> int:
        return self._tools.context.clock.now_ms()


def _name(key: CallKey) -> str:
    return f"{RING}{key.telephone}/{key.id}"
