"""Brings calls that were taken into the call bar, one after the other: the one that is open is never disturbed."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from fallback_console.domain.telephone import CallState, PhoneCall
from fallback_console.services import drafts
from fallback_console.ui.case.open_call import OpenCall
from fallback_console.ui.main_window import MainWindow
from fallback_console.ui.ringing.keeper import Ring, RingKeeper, target_of
from fallback_console.ui.views.base import Tools
from fallback_console.ui.views.queue_view import QueueView

__all__ = ["WaitingCalls", "open_call_of"]


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


class WaitingCalls(QObject):
    """Those that were taken while another is open are on disk until they are in the bar.

    Attributes:
        busy_changed: the bar got a call, or is free again.
    """

    busy_changed = Signal()

    def __init__(self, window: MainWindow, tools: Tools, keeper: RingKeeper) -> None:
        super().__init__(keeper)
        self._window = window
        self._desk = tools.context.desk
        self._bridge = tools.bridge
        self._keeper = keeper
        self._left_over: list[str] = []
        self._kept = "[]"
        self._follows_bar = False
        keeper.changed.connect(self._keep)
        keeper.taken.connect(lambda _ring: self._take_next())
        keeper.moved.connect(self._follow)
        self._bridge.run(self._desk.query(drafts.find, "", drafts.WAITING_CALLS), self._take_left_over)

    @property
    def busy(self) -> bool:
        """A call is open in the bar."""
        return self._window.call_seconds() is not None

    def _follow(self, call: PhoneCall) -> None:
        """Where it is the open one and both sides have hung up, it is written up."""
        if self.busy and call.state == CallState.ENDED:
            self._window.call_bar.change(lambda open_call: open_call.hung_up(call))

    def _take_next(self) -> None:
        """What was taken comes into the bar when that is free; nothing is logged by itself."""
        ring = self._keeper.waiting
        if self.busy:
            self._mind_bar()
        elif ring is not None:
            self._mind_bar()
            self._window.call_bar.take_in(open_call_of(ring), focus=not _is_typing())
            self._keeper.hand_over(ring)
        elif self._left_over:
            call = OpenCall.parse(self._left_over.pop(0))
            if call is not None:
                self._mind_bar()
                self._window.call_bar.take_in(call.ended(), focus=False)
            self._keep()
        self.busy_changed.emit()

    def _mind_bar(self) -> None:
        if not self._follows_bar:
            self._follows_bar = True
            bar = self._window.call_bar
            bar.case_wanted.connect(self._put_to_case)
            # Later: the bar has to be done with the call before.
            bar.phase_changed.connect(lambda phase: None if phase else QTimer.singleShot(0, self, self._take_next))

    def _put_to_case(self) -> None:
        queue = self._window.view("queue")
        detail = queue.case.detail if isinstance(queue, QueueView) else None
        if detail is None:
            self._window.say(self.tr("No case is open."), self.tr("Open one in the queue first."), "warn")
            return
        row = detail.row
        self._window.call_bar.change(lambda call: call.about(row.key, row.number))
        self._window.call_bar.notes.setFocus()

    def _keep(self) -> None:
        """A killed program remembers what was taken and is not in the bar yet."""
        texts = [open_call_of(ring).text() for ring in self._keeper.rings if ring.waits and ring.caller is not None]
        kept = json.dumps([*texts, *self._left_over], ensure_ascii=False)
        if kept != self._kept:
            self._kept = kept
            words = "" if kept == "[]" else kept
            self._bridge.run(self._desk.command(drafts.keep, "", drafts.WAITING_CALLS, words))

    def _take_left_over(self, kept: str) -> None:
        """What was taken before the program ended and never got into the bar."""
        try:
            found = json.loads(kept) if kept else []
        except ValueError:
            found = []
        self._left_over = [text for text in found if isinstance(text, str)] if isinstance(found, list) else []
        if self._left_over:
            self._kept = kept
            QTimer.singleShot(0, self, self._take_next)


def _is_typing() -> bool:
    return isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit))
