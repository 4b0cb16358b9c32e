"""Delivering in place of a station that is lost, on a supervisor's word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.delivery import Problem
from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.services.record import HELPDESK, clean_line
from fallback_console.services.rights import require_supervisor
from fallback_console.store import deliveries, elsewhere, journal
from fallback_console.store.parts import chunks
from fallback_console.store.projecting import project_things

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["Adopted", "adopt", "waiting"]

_DOUBT = Problem(
    "adopted",
    "A station that is lost was to send this, and nobody can tell whether it did.",
    "Ask the recipient whether it arrived, then say so.",
)


class Adopted(NamedTuple):
    """What was taken over.

    Attributes:
        waiting: deliveries that are looked up at the helpdesk and written where they are not there.
        unknown: deliveries of which a person has to say whether they arrived.
    """

    waiting: int
    unknown: int


def waiting(r: Reading, station: str) -> int:
    """How many deliveries of another station are not known to be done."""
    return len(elsewhere.orphans(r, station))


def adopt(tx: Tx, who: str, station: str, reason: str) -> Adopted:
    """Deliver from here what another station has not told to be done.

    What the helpdesk is to get is looked up there first; what goes to people cannot be looked up and is left to a person.

    Raises:
        InputError: no reason, this very station, nothing waits there, or this is no supervisor's station.
    """
    require_supervisor(tx)
    why = clean_line(reason, "reason")
    if not why:
        raise InputError("Taking over needs a reason.", "Write why that station cannot send by itself any more.")
    if station == tx.station:
        raise InputError("This is that station.", "Choose another one.")
    found = elsewhere.orphans(tx, station)
    if not found:
        raise InputError("Nothing of that station waits.", "Look at 'team status' for the stations there are.")
    counts = {True: 0, False: 0}
    for part in chunks(found):
        adopted = [[one.entry_id, one.sink] for one in part]
        body = {"adopted": adopted, "reason": why}
        word = journal.append(tx, NewEntry(Kind.STATION_ADOPTED, f"station:{station}", body, who))
        for one in part:
            elsewhere.forget(tx, one.entry_id, one.family)
            looked_up = one.sink == HELPDESK
            deliveries.adopt(tx, one.entry_id, one.sink, one.lane, word.number, None if looked_up else _DOUBT)
            counts[looked_up] += 1
    project_things(tx, dict.fromkeys(("told", one.entry_id) for one in found))
    return Adopted(counts[True], counts[False])
