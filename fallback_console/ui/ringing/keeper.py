"""Keeps the calls that come in: which ring, who it is, and what became of them until somebody puts them away."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from fallback_console.domain.events import EngineEvent, PhoneMoved
from fallback_console.domain.telephone import CallKey, CallState, PhoneCall
from fallback_console.domain.views import NumberRow
from fallback_console.services.callers import Caller, who_is
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.views.base import Tools

__all__ = ["Ring", "RingKeeper", "target_of"]

_MOST_GONE = 5
"""So many calls that are over stay on the screen; all of them are in the list of missed calls."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A call that came in.

    Attributes:
        caller: who it is, None until that was looked up.
        case_key: the case that was opened for it, '' for none.
    """

    call: PhoneCall
    caller: Caller | None = None
    case_key: str = ""

    @property
    def key(self) -> CallKey:
        """Which call it is."""
        return self.call.key

    @property
    def rings(self) -> bool:
        """Nobody has taken it and the caller waits."""
        return self.call.state == CallState.RINGING

    @property
    def waits(self) -> bool:
        """It was taken, and is written down once the call that is open has been."""
        return self.call.answered_at is not None


def target_of(ring: Ring) -> CallTarget:
    """Whom a call that came in is logged with: a person only where that is sure, the case that was opened for it or the only one."""
    call, caller = ring.call, ring.caller
    if caller is None:
        e164 = call.number if call.number.startswith("+") else ""
        return CallTarget("", "", "", "", NumberRow("", call.number, e164, call.number))
    case = next((case for case in caller.cases if case.key == ring.case_key), None)
    if case is None and caller.sure and len(caller.cases) == 1:
        case = caller.cases[0]
    key, number = (case.key, case.number) if case is not None else ("", "")
    sure = caller.sure or (case is not None and case.customer_key == caller.person_key)
    return CallTarget(key, number, caller.person_key if sure else "", caller.name if sure else "", caller.number)


class RingKeeper(QObject):
    """Takes what the telephones tell of calls that come in.

    Attributes:
        rings: those on the screen, the newest last.
        changed: ``rings`` changed.
        rang: (ring): one more began to ring; who it is may not be known yet.
        known: (ring): who it is has been looked up while it rings.
        silent: (key): it does not ring any more.
        taken: (ring): it was answered at a telephone of this station, and who it is has been looked up.
        moved: (call): a step of any call that comes in.
    """

    changed = Signal()
    rang = Signal(object)
    known = Signal(object)
    silent = Signal(object)
    taken = Signal(object)
    moved = Signal(object)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self.rings: list[Ring] = []
        self._handed: set[CallKey] = set()
        tools.bridge.told.connect(self._take_event)

    def find(self, key: CallKey) -> Ring | None:
        """A call on the screen."""
        return next((ring for ring in self.rings if ring.key == key), None)

    @property
    def ringing(self) -> Ring | None:
        """The newest call that rings."""
        return next((ring for ring in reversed(self.rings) if ring.rings), None)

    @property
    def waiting(self) -> Ring | None:
        """The oldest call that was taken and is not written down yet."""
        return next((ring for ring in self.rings if ring.waits and ring.caller is not None), None)

    def choose_case(self, key: CallKey, case_key: str) -> None:
        """A case was opened for a call."""
        ring = self.find(key)
        if ring is not None:
            self._put(replace(ring, case_key=case_key))

    def put_away(self, key: CallKey) -> None:
        """Nobody wants to see it any more; a call that rings goes on ringing."""
        self.rings = [ring for ring in self.rings if ring.key != key]
        self.changed.emit()

    def hand_over(self, ring: Ring) -> None:
        """The call bar has it from now on."""
        self._handed.add(ring.key)
        self.put_away(ring.key)

    def _take_event(self, event: EngineEvent) -> None:
        if not isinstance(event, PhoneMoved) or event.call.direction != "in":
            return
        call = event.call
        self.moved.emit(call)
        if call.key in self._handed:
            if call.state == CallState.ENDED:
                self._handed.discard(call.key)
            return
        before = self.find(call.key)
        if call.state == CallState.ENDED:
            self._end(call, before)
        elif before is None:
            self._begin(call)
        else:
            self._put(replace(before, call=call))
            self._tell_taken(call.key)
        if call.state != CallState.RINGING:
            self.silent.emit(call.key)

    def _begin(self, call: PhoneCall) -> None:
        # Who calls again is not shown twice.
        self.rings = [r for r in self.rings if not (call.number and r.call.number == call.number and r.call.missed)]
        ring = Ring(call)
        self.rings.append(ring)
        self._look_up(call)
        self.changed.emit()
        if ring.rings:
            self.rang.emit(ring)

    def _end(self, call: PhoneCall, before: Ring | None) -> None:
        if before is None:
            return
        if not call.missed and call.answered_at is None:
            self.put_away(call.key)
            return
        self._put(replace(before, call=call))
        gone = [ring for ring in self.rings if ring.call.missed]
        if len(gone) > _MOST_GONE:
            self.put_away(gone[0].key)

    def _look_up(self, call: PhoneCall) -> None:
        key = call.key

        def take(caller: Caller) -> None:
            ring = self.find(key)
            if ring is not None:
                self._put(replace(ring, caller=caller))
                if ring.rings:
                    self.known.emit(replace(ring, caller=caller))
                self._tell_taken(key)

        self._tools.bridge.run(self._tools.context.desk.query(who_is, call.number), take)

    def _tell_taken(self, key: CallKey) -> None:
        ring = self.find(key)
        if ring is not None and ring.waits and ring.caller is not None:
            self.taken.emit(ring)

    def _put(self, ring: Ring) -> None:
        self.rings = [ring if one.key == ring.key else one for one in self.rings]
        self.changed.emit()
