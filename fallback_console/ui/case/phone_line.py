"""One call through the telephone that the console drives: dialled once, followed step by step, hung up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.events import PhoneMoved

if TYPE_CHECKING:
    from fallback_console.domain.telephone import CallKey, PhoneCall
    from fallback_console.ui.views.base import Tools

__all__ = ["PhoneLine"]


class PhoneLine(QObject):
    """Knows which of all calls is the one on the bar.

    Attributes:
        moved: the call came a step further: a ``PhoneCall``.
        failed: it was not begun, or that cannot be told: an error.
        stuck: it was not hung up: an error.
        unpressed: keys were not pressed: an error.
    """

    moved = Signal(object)
    failed = Signal(object)
    stuck = Signal(object)
    unpressed = Signal(object)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._asked = 0
        self._waiting = False
        self._lost = ""
        self._key: CallKey | None = None
        self._unwanted: set[int] = set()
        self._early: list[PhoneCall] = []
        tools.bridge.told.connect(self._hear)

    def dial(self, number: str, tones: str = "") -> None:
        """Begin a call; never twice.

        Args:
            tones: keys that are pressed once somebody has answered.
        """
        self.forget()
        self._asked += 1
        self._waiting = True
        asked = self._asked
        future = self._tools.context.engine.dial(number, tones=tones)
        self._tools.bridge.run(
            future, lambda key: self._taken(asked, key), lambda error: self._not_taken(asked, number, error)
        )

    def hang_up(self) -> None:
        """End the call; as soon as the telephone has taken it where it has not yet."""
        if self._key is not None:
            self._end(self._key)
        elif self._waiting:
            self._unwanted.add(self._asked)

    def press(self, keys: str, key: CallKey | None = None) -> None:
        """Press keys in a call, None for the one that was dialled here."""
        call = key or self._key
        if call is not None:
            self._tools.bridge.run(self._tools.context.engine.send_tones(call, keys), None, self.unpressed.emit)

    def forget(self) -> None:
        """The call goes on or has ended without anybody looking."""
        self._asked += 1
        self._key, self._waiting, self._lost, self._early = None, False, "", []

    def _taken(self, asked: int, key: CallKey) -> None:
        if asked == self._asked:
            self._adopt(key)
        if asked in self._unwanted:
            self._unwanted.discard(asked)
            self._end(key)

    def _not_taken(self, asked: int, number: str, error: BaseException) -> None:
        if asked != self._asked:
            return
        self.failed.emit(error)
        # It may ring all the same: whatever it does is still told, now or later, and it can be hung up.
        self._waiting, self._lost = False, number
        early, self._early = self._early, []
        for call in early:
            self._find_again(call)
            self._pass_on(call)

    def _end(self, key: CallKey) -> None:
        self._tools.bridge.run(self._tools.context.engine.hang_up(key), None, self.stuck.emit)

    def _adopt(self, key: CallKey) -> None:
        self._key, self._waiting = key, False
        early, self._early = self._early, []
        for call in early:
            self._pass_on(call)

    def _hear(self, event: object) -> None:
        if not isinstance(event, PhoneMoved) or event.call.direction != "out":
            return
        if self._waiting:
            self._early.append(event.call)
        else:
            self._find_again(event.call)
            self._pass_on(event.call)

    def _find_again(self, call: PhoneCall) -> None:
        """A call to the number whose dialling was not answered is that one."""
        if self._key is None and self._lost and call.number == self._lost:
            self._key = call.key

    def _pass_on(self, call: PhoneCall) -> None:
        if self._key is not None and call.key == self._key:
            self.moved.emit(call)
