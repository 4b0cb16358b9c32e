"""Taking back what was written here, as long as nobody has tried to send it.

What the window's composer sends is kept back for ``HOLD_MS``. It is committed at once, like everything else: a program that
is killed meanwhile delivers it when it runs again. Whether something can be taken back is not a matter of the clock but of
the delivery: the courier and this module work on the same row, one after the other, so an answer of "taken back" is final.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.delivery import HOLD_MS, DeliveryState, Problem
from fallback_console.domain.entry import Kind
from fallback_console.services import drafts
from fallback_console.services.giving_up import give_up
from fallback_console.store import deliveries, journal
from fallback_console.store.case_projection import project_case
from fallback_console.store.case_ref import find_ref

if TYPE_CHECKING:
    from fallback_console.domain.entry import Entry
    from fallback_console.store.tx import Tx

__all__ = ["HOLD_MS", "REASON", "TakenBack", "hold_back", "take_back"]

REASON = "Taken back before it was sent."

_MODES = {Kind.NOTE: "note", Kind.REPLY: "reply", Kind.SMS_SENT: "sms"}


class TakenBack(NamedTuple):
    """What became of taking something back.

    Attributes:
        done: it will not be sent; False where it was sent, is being sent, or was given up before.
        case_key: the case, or what else was named, whose draft it is again; '' for none.
        mode: the draft's mode.
        text: the draft as it is now: what was taken back, then what was begun since.
    """

    done: bool
    case_key: str = ""
    mode: str = ""
    text: str = ""


def take_back(tx: Tx, who: str, entry_id: str, draft_key: str = "", also: Iterable[str] = ()) -> TakenBack:
    """Take a note, a reply or a text message back: it is not sent, and its text is a draft again.

    Args:
        draft_key: whose draft it becomes, where not the case's.
        also: other keys whose drafts are part of it.

    Raises:
        InputError: with what was begun since it would be too long for a draft; then nothing is taken back.
    """
    entry = journal.find(tx, entry_id)
    mode = None if entry is None else _MODES.get(entry.kind)
    if entry is None or mode is None or not hold_back(tx, who, entry):
        return TakenBack(False)
    ref = find_ref(tx, entry.subject.removeprefix("case:")) if entry.subject.startswith("case:") else None
    if entry.kind == Kind.SMS_SENT:
        tx.touch("sms", str(entry.body["to"]))
    if ref is not None:
        project_case(tx, ref.key)
        tx.touch("case", ref.key)
    key = draft_key or ("" if ref is None else ref.key)
    if not key:
        return TakenBack(True)
    begun = drafts.joined(tx, (key, *also), mode)
    text = "\n\n".join(part for part in (str(entry.body["text"]), begun) if part)
    drafts.keep(tx, key, mode, text, also)
    return TakenBack(True, key, mode, text)


def hold_back(tx: Tx, who: str, entry: Entry) -> bool:
    """Give up every delivery of an entry where nobody has tried any of them; whether that was so.

    The caller projects the case anew.
    """
    rows = tx.rows(f"SELECT {deliveries.COLUMNS} FROM delivery WHERE entry_id = ? ORDER BY id", (entry.id,))
    found = [deliveries.delivery_from(row) for row in rows]
    if not found or any(d.state is not DeliveryState.WAITING or d.attempts or d.look_first for d in found):
        return False
    for delivery in found:
        give_up(tx, who, delivery, entry, Problem(deliveries.TAKEN_BACK, REASON))
    return True
