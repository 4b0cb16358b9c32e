"""Deliveries: the state of one entry towards one sink, and the rules of how it may move."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

__all__ = [
    "HOLD_MS",
    "OPEN_STATES",
    "Delivery",
    "DeliveryState",
    "Doubles",
    "Problem",
    "Receipt",
    "backoff_seconds",
    "may_move",
]


HOLD_MS = 10_000
"""For so long what was written in the window is kept back, so that it can be taken back, milliseconds."""


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    WAITING = "waiting"
    IN_FLIGHT = "in_flight"
    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"
    NEEDS_ATTENTION = "needs_attention"
    DROPPED = "dropped"


OPEN_STATES = frozenset(
    {DeliveryState.WAITING, DeliveryState.IN_FLIGHT, DeliveryState.UNKNOWN, DeliveryState.NEEDS_ATTENTION}
)
"""States in which something is still to happen."""

_MOVES = {
    DeliveryState.WAITING: {DeliveryState.IN_FLIGHT, DeliveryState.DROPPED},
    DeliveryState.IN_FLIGHT: {
        DeliveryState.CONFIRMED,
        DeliveryState.WAITING,
        DeliveryState.UNKNOWN,
        DeliveryState.NEEDS_ATTENTION,
    },
    DeliveryState.UNKNOWN: {DeliveryState.CONFIRMED, DeliveryState.WAITING, DeliveryState.DROPPED},
    DeliveryState.NEEDS_ATTENTION: {DeliveryState.WAITING, DeliveryState.DROPPED},
    DeliveryState.CONFIRMED: set(),
    DeliveryState.DROPPED: set(),
}


def may_move(old: DeliveryState, new: DeliveryState) -> bool:
    """Whether a delivery may go from one state to another."""
    return new in _MOVES[old]


class Doubles(StrEnum):
    """How a sink avoids doing a thing twice."""

    NATIVE = "native"
    """It takes an idempotency key or upserts."""
    MARKER = "marker"
    """Our entry id is stored with the write and looked up before a retry."""
    NONE = "none"
    """It cannot; an ambiguous answer is never retried by the program itself."""


class Problem(NamedTuple):
    """Why a delivery waits, is unknown or needs a person.

    Attributes:
        code: an error's ``code`` ('unreachable', 'conflict', 'refused', 'sign-in', 'ambiguous' …).
        message: one plain sentence.
        next_step: what to do.
        values: for a conflict: field, base, mine, theirs, theirs_by, theirs_at, theirs_version.
    """

    code: str
    message: str
    next_step: str = ""
    values: Mapping[str, Any] = MappingProxyType({})


class Receipt(NamedTuple):
    """What a sink answered to a write that was done.

    Attributes:
        already: it had been done before and was only found again.
        remote_id: id the sink gave (a new case's number, a message's id), '' where none.
        remote_items: ids of the history items there that this write made; they are our own echo in the next pull.
        version: the record's version after the write, None where the sink has none.
        said: the sink's words, for the log; never shown as proof.
    """

    already: bool = False
    remote_id: str = ""
    remote_items: tuple[str, ...] = ()
    version: int | None = None
    said: str = ""


class Delivery(NamedTuple):
    """One row of the delivery table.

    Attributes:
        id: local row number.
        entry_id: what is delivered.
        sink: name of the sink ('helpdesk', 'sms:kannel').
        lane: what keeps its order, the case key mostly; only the oldest open delivery of a lane may move.
        position: journal order within the station (the entry's number).
        state: where it stands.
        attempts: how often it was tried.
        retry_at: not before, UTC epoch milliseconds; after a failure, or with no attempt yet while its author may take it back.
        look_first: an earlier try may have got through: look it up before writing again.
        problem: why it is not done, None where nothing went wrong.
        receipt: None until confirmed.
        changed_at: when the state last changed, UTC epoch milliseconds.
        created_at: when it was created, UTC epoch milliseconds.
    """

    id: int
    entry_id: str
    sink: str
    lane: str
    position: int
    state: DeliveryState
    attempts: int
    retry_at: int
    look_first: bool
    problem: Problem | None
    receipt: Receipt | None
    changed_at: int
    created_at: int


def backoff_seconds(attempts: int, jitter: float, *, first: float = 2.0, limit: float = 300.0) -> float:
    """Seconds until the next try: doubling, with full jitter over its upper half so that stations do not march in step.

    Args:
        attempts: tries so far, at least 1.
        jitter: uniform in [0, 1).
        first: seconds after the first try.
        limit: never longer than this.
    """
    ceiling = min(limit, first * 2.0 ** min(attempts - 1, 30))
    return ceiling * (0.5 + 0.5 * jitter)
