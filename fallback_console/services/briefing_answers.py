"""Text messages that say that a briefing was read: the code given in the digest, sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.briefing import answered_number
from fallback_console.domain.entry import Entry, Kind, NewEntry
from fallback_console.store import journal
from fallback_console.store.briefing_projection import project_readers

if TYPE_CHECKING:
    from fallback_console.store.tx import Tx

__all__ = ["take_answer"]


def take_answer(tx: Tx, came: Entry) -> bool:
    """Keep that its sender has read the briefing it names; of several with that code the newest that was texted to them.

    Args:
        came: an ``sms.received`` entry.

    Returns:
        Whether it names a briefing that was texted to this number.
    """
    number = answered_number(str(came.body["text"]))
    if number is None:
        return False
    sender, person = str(came.body["sender"]), str(came.body["person"])
    briefing = tx.value(
        "SELECT t.briefing FROM p_briefing_texted t JOIN p_broadcast b ON b.id = t.broadcast AND b.run <> ''"
        " JOIN p_broadcast_to x ON x.run = b.run WHERE t.code = ? AND x.number = ? AND x.reason = ''"
        " ORDER BY t.briefing DESC LIMIT 1",
        (number, sender),
    )
    if briefing is None:
        return False
    body = {"of": briefing, "by": f"person:{person}" if person else f"number:{sender}", "answer": came.id}
    journal.append(tx, NewEntry(Kind.BRIEFING_READ, f"entry:{briefing}", body, came.actor))
    project_readers(tx, briefing)
    tx.touch("briefing", briefing)
    return True
