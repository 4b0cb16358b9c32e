"""Calls as a telephone tells of them: a softphone on this computer, or a provider that rings both sides. Pure: no I/O."""

from typing import NamedTuple

__all__ = ["ENDINGS", "TONE_PAUSE_S", "CallKey", "CallState", "PhoneCall", "is_further", "is_tones"]


class CallState:
    """How far a call is."""

    DIALLING = "dialling"
    """Ours: the telephone was told to call, the other side does not ring yet."""
    RINGING = "ringing"
    """The other side rings; or, of a call that comes in, this telephone does."""
    ANSWERED = "answered"
    ENDED = "ended"


ENDINGS = ("done", "busy", "no-answer", "refused", "not-found", "cancelled", "elsewhere", "not-taken", "failed")
"""How calls end: talked and hung up; the line was busy; nobody answered in time; it was turned down; there is no such number; the
caller gave up first; somebody answered on another telephone; one's own telephone, rung first, was not taken; or the network or the
telephone failed. After the last two, unless somebody had answered, the other side was never rung."""


class CallKey(NamedTuple):
    """Which call: the telephone, and the telephone's own name for it."""

    telephone: str
    id: str


class PhoneCall(NamedTuple):
    """A call at one moment.

    Attributes:
        id: the telephone's own name for it; together with ``telephone`` unique for as long as anybody remembers the call.
        telephone: name of the connection, ``phone:<kind>``.
        direction: 'out' or 'in'.
        number: of the other side, E.164 where it could be told, else as the telephone shows it; '' where it is withheld.
        shown_name: what the telephone shows as the caller's name, '' for nothing; anybody can claim any.
        state: a ``CallState``.
        ending: of ``ENDINGS``; '' until it has ended.
        began_at: UTC epoch milliseconds.
        answered_at, ended_at: the same; None where that has not happened.
    """

    id: str
    telephone: str
    direction: str
    number: str
    shown_name: str
    state: str
    ending: str
    began_at: int
    answered_at: int | None = None
    ended_at: int | None = None

    @property
    def key(self) -> CallKey:
        """Which call it is."""
        return CallKey(self.telephone, self.id)

    @property
    def missed(self) -> bool:
        """It came in and ended without anybody having answered it here or elsewhere, or having turned it down."""
        return (
            self.direction == "in"
            and self.state == CallState.ENDED
            and self.answered_at is None
            and self.ending not in ("refused", "elsewhere")
        )


TONE_PAUSE_S = 2.0
"""How long a comma among tones waits, as telephones do."""

_TONES = frozenset("0123456789*#,")
_MOST_TONES = 40

_ORDER = (CallState.DIALLING, CallState.RINGING, CallState.ANSWERED, CallState.ENDED)


def is_further(before: str, after: str) -> bool:
    """Whether a state comes behind another one: told late or twice it is no news."""
    return _ORDER.index(after) > _ORDER.index(before)


def is_tones(text: str) -> bool:
    """Whether these are keys of a telephone, with commas for pauses, and at least one key."""
    return 0 < len(text) <= _MOST_TONES and set(text) <= _TONES and bool(set(text) - {","})
