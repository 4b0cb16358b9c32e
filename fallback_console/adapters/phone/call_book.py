"""The calls of one softphone: from its events to steps, each once and in order. Pure: no I/O.

baresip gives a call its name only when the other side is heard of first. So a call of ours begins under a name of our own, and the
first event of an outgoing call to its number that is not known yet is taken to be it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fallback_console.adapters.phone.baresip_words import STATES, BaresipEvent, ending_of
from fallback_console.domain.telephone import CallState, PhoneCall, is_further

__all__ = ["CallBook"]

_MOST_ENDED = 2000


@dataclass(slots=True)
class _Line:
    """One call that goes on.

    Attributes:
        key: baresip's name of it, '' while that is not known.
        rang: the other side was heard ringing.
        hung_up: we asked for its end.
    """

    call: PhoneCall
    key: str = ""
    rang: bool = False
    hung_up: bool = False


class CallBook:
    """What is known of the calls.

    Args:
        telephone: name of the connection.
        now: UTC epoch milliseconds.
        new_id: a name for a call of ours.
    """

    def __init__(self, telephone: str, now: Callable[[], int], new_id: Callable[[], str]) -> None:
        self._telephone = telephone
        self._now = now
        self._new_id = new_id
        self._lines: dict[str, _Line] = {}  # by our name
        self._ended: OrderedDict[str, None] = OrderedDict()  # names of both kinds

    @property
    def going_on(self) -> int:
        """How many calls have not ended."""
        return len(self._lines)

    def begin(self, number: str) -> PhoneCall:
        """A call of ours is about to be dialled."""
        call = PhoneCall(self._new_id(), self._telephone, "out", number, "", CallState.DIALLING, "", self._now())
        self._lines[call.id] = _Line(call)
        return call

    def has_ended(self, call_id: str) -> bool:
        """Whether this was a call and is none any more."""
        return call_id in self._ended

    def key_of(self, call_id: str) -> str | None:
        """baresip's name of a call, '' while that is not known; None where no such call goes on."""
        line = self._lines.get(call_id)
        return None if line is None else line.key

    def hang_up(self, call_id: str) -> None:
        """We ask for the end of a call."""
        if call_id in self._lines:
            self._lines[call_id].hung_up = True

    def take(self, event: BaresipEvent) -> PhoneCall | None:
        """The step that an event is; None where it tells nothing new."""
        if event.id in self._ended:
            return None
        state = STATES[event.kind]
        line = self._line_of(event)
        if line is None:
            if state == CallState.ENDED:
                self._forget(event.id)
                return None
            direction = "in" if event.incoming else "out"
            call = PhoneCall(event.id, self._telephone, direction, event.user, event.shown, state, "", self._now())
            line = _Line(call, event.id, state == CallState.RINGING)
            self._lines[call.id] = line
            if state == CallState.ANSWERED:
                line.call = call._replace(answered_at=call.began_at)
            return line.call
        line.key = event.id
        if not is_further(line.call.state, state):
            return None
        if state == CallState.ENDED:
            answered = line.call.answered_at is not None
            return self._end(line, ending_of(event, answered=answered, rang=line.rang, hung_up=line.hung_up))
        line.rang = line.rang or state == CallState.RINGING
        line.call = line.call._replace(state=state)
        if state == CallState.ANSWERED:
            line.call = line.call._replace(answered_at=self._now())
        return line.call

    def end(self, call_id: str, ending: str) -> PhoneCall | None:
        """A call has ended without an event: it was not begun at all, for instance."""
        line = self._lines.get(call_id)
        return None if line is None else self._end(line, ending)

    def end_all_but(self, users: Iterable[str]) -> list[PhoneCall]:
        """The line to the softphone was lost: what it does not know any more failed.

        Args:
            users: with whom calls go on there.
        """
        left = list(users)
        gone = []
        for line in list(self._lines.values()):
            if line.call.number in left:
                left.remove(line.call.number)
            else:
                gone.append(self._end(line, "failed"))
        return gone

    def _line_of(self, event: BaresipEvent) -> _Line | None:
        lines = self._lines.values()
        known = next((line for line in lines if line.key == event.id), None)
        if known is not None or event.incoming:
            return known
        return next((line for line in lines if not line.key and line.call.number == event.user), None)

    def _end(self, line: _Line, ending: str) -> PhoneCall:
        del self._lines[line.call.id]
        for key in {line.key, line.call.id} - {""}:
            self._forget(key)
        return line.call._replace(state=CallState.ENDED, ending=ending, ended_at=self._now())

    def _forget(self, key: str) -> None:
        self._ended[key] = None
        while len(self._ended) > _MOST_ENDED:
            self._ended.popitem(last=False)
