"""Between the telephones, the cards of calls that come in, and the call bar."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.telephone import CallKey, PhoneCall
from fallback_console.services import drafts
from fallback_console.ui.actions import Action
from fallback_console.ui.alerts.centre import AlertCentre
from fallback_console.ui.alerts.desktop import OPEN
from fallback_console.ui.alerts.herald import ANSWER, RING
from fallback_console.ui.call_words import caller_words
from fallback_console.ui.case.open_call import OpenCall
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.ringing.keeper import Ring, RingKeeper, target_of
from fallback_console.ui.ringing.stack import RingStack
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.queue_view import QueueView

__all__ = ["RingControl", "open_call_of"]


def open_call_of(ring: Ring) -> OpenCall:
    """What is to be written about a call that was taken."""
    call = ring.call
    return OpenCall(
        target_of(ring),
        call.began_at,
        0,
        "reached",
        "",
        answered_at=call.answered_at,
        ended_at=call.ended_at,
        direction="in",
        phone=call.key,
    )


class RingControl(QObject):
    """One for a window. A call that is open is never disturbed: another that is taken waits until it has been logged.

    Attributes:
        keeper: the calls.
        stack: their cards; None before the first call.
    """

    def __init__(self, window: MainWindow, tools: Tools, alerts: AlertCentre) -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._alerts = alerts
        self._came_from: QWidget | None = None
        self._left_over: list[str] = []
        self._kept = "[]"
        self._follows_bar = False
        self.stack: RingStack | None = None
        self.keeper = RingKeeper(tools, self)
        self.keeper.changed.connect(self._show)
        self.keeper.rang.connect(self._ring)
        self.keeper.known.connect(self._tell)
        self.keeper.silent.connect(self._fall_silent)
        self.keeper.taken.connect(lambda _ring: self._take_next())
        self.keeper.moved.connect(self._follow)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        alerts.herald.ring_acted.connect(self._act_outside)
        window.locked_changed.connect(self._lock)
        tools.languages.changed.connect(self._show)
        desk = tools.context.desk
        tools.bridge.run(desk.query(drafts.find, "", drafts.WAITING_CALLS), self._take_left_over)

    def actions(self) -> Iterator[Action]:
        """What can be done everywhere while somebody calls."""
        yield Action(
            "ring.answer",
            lambda: self.tr("Answer the call"),
            lambda: self._with_newest(self._answer),
            ("Ctrl+Shift+A",),
            lambda: self.keeper.ringing is not None,
            "phone",
        )
        yield Action(
            "ring.refuse",
            lambda: self.tr("Turn the call down"),
            lambda: self._with_newest(self._refuse),
            ("Ctrl+Shift+D",),
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
        self.stack.show_rings(rings, self._now(), busy=self._busy)
        if any(ring.rings for ring in rings):
            self._tick.start()
        else:
            self._tick.stop()
        self._keep_waiting()

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

    # The call bar.

    @property
    def _busy(self) -> bool:
        return self._window.call_seconds() is not None

    def _follow(self, call: PhoneCall) -> None:
        if self._busy:
            self._window.call_bar.follow(call)

    def _take_next(self, phase: str = "") -> None:
        """What was taken comes into the bar when that is free; nothing is logged by itself."""
        if phase:
            return
        if self._busy:
            self._mind_bar()
            self._show()
            return
        ring = self.keeper.waiting
        if ring is not None:
            self._mind_bar()
            self._window.call_bar.take_in(open_call_of(ring), focus=not _is_typing())
            self.keeper.hand_over(ring)
        elif self._left_over:
            call = OpenCall.parse(self._left_over.pop(0))
            if call is not None:
                self._mind_bar()
                self._window.call_bar.take_in(call.ended(), focus=False)
            self._keep_waiting()

    def _mind_bar(self) -> None:
        if not self._follows_bar:
            self._follows_bar = True
            # Later: the bar has to be done with the call before.
            bar = self._window.call_bar
            bar.case_wanted.connect(self._put_to_case)
            bar.phase_changed.connect(lambda phase: None if phase else QTimer.singleShot(0, self, self._take_next))

    def _put_to_case(self) -> None:
        queue = self._window.view("queue")
        detail = queue.case.detail if isinstance(queue, QueueView) else None
        if detail is not None:
            self._window.call_bar.put_to(detail.row.key, detail.row.number)
        else:
            self._window.say(self.tr("No case is open."), self.tr("Open one in the queue first."), "warn")

    def _keep_waiting(self) -> None:
        """A killed program remembers what was taken and is not in the bar yet."""
        texts = [open_call_of(ring).text() for ring in self.keeper.rings if ring.waits and ring.caller is not None]
        kept = json.dumps([*texts, *self._left_over], ensure_ascii=False)
        if kept != self._kept:
            self._kept = kept
            words = "" if kept == "[]" else kept
            self._tools.bridge.run(self._tools.context.desk.command(drafts.keep, "", drafts.WAITING_CALLS, words))

    def _take_left_over(self, kept: str) -> None:
        """What was taken before the program ended and never got into the bar."""
        try:
            found = json.loads(kept) if kept else []
        except ValueError:
            found = []
        self._left_over = [text for text in found if isinstance(text, str)]
        if self._left_over:
            self._kept = kept
            QTimer.singleShot(0, self, self._take_next)

    def _now(self) -> int:
        return self._tools.context.clock.now_ms()


def _name(key: CallKey) -> str:
    return f"{RING}{key.telephone}/{key.id}"


def _is_typing() -> bool:
    return isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit))
