"""Whose number a message that came in is from, as gateways write numbers, and whether it came before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fallback_console.domain.entry import Entry
from fallback_console.domain.numbers import match_tail, parse
from fallback_console.store import journal
from fallback_console.store.home import home_region
from fallback_console.store.number_index import is_number

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["came_before", "number_of"]

_BARE = re.compile(r"\d{7,15}", re.ASCII)

_COUNTS_ANEW_MS = 7 * 86_400_000
"""A gateway that begins to count its messages anew does not reach the same number sooner."""


def number_of(r: Reading, sender: str) -> str:
    """The number of a sender in E.164, or as it was told where it is none.

    Many gateways leave out the plus before a country code, or write the 00 of their own country for it. So digits alone are read
    as a number of this country and as one with a country code, and the one that is known here is meant; of two strangers, the one of
    this country.
    """
    typed = parse(sender, home_region(r))
    bare = _BARE.fullmatch(typed.raw)
    if bare is None or _is_known(r, typed.e164):
        return typed.e164 or typed.raw
    digits = typed.raw.removeprefix("00")
    world = parse(f"+{digits}") if not digits.startswith("0") else typed
    if world.possible and (not typed.possible or _is_known(r, world.e164)):
        return world.e164
    return typed.e164 or typed.raw


def came_before(tx: Tx, gateway: str, gateway_id: str, sender: str, text: str) -> bool:
    """Whether a gateway handed over a message, or a key that was pressed, already.

    One id for messages of two senders is that of a gateway that has begun to count anew.
    """
    for (entry_id,) in tx.rows(
        "SELECT entry_id FROM p_sms WHERE gateway = ? AND gateway_id = ? AND gateway_id <> '' AND direction = 'in'",
        (gateway, gateway_id),
    ):
        entry = journal.find(tx, entry_id)
        if entry is not None and _is_same(entry, sender, text, tx.clock.now_ms()):
            return True
    return False


def _is_same(entry: Entry, sender: str, text: str, now: int) -> bool:
    # Not the whole text: one way to the same gateway may tell only the beginning of it.
    before = str(entry.body["sender"])
    same = before == sender or (bool(match_tail(sender)) and match_tail(before) == match_tail(sender))
    return same and (entry.body["text"] == text or now - entry.made_at < _COUNTS_ANEW_MS)


def _is_known(r: Reading, e164: str) -> bool:
    if not e164:
        return False
    if r.value("SELECT 1 FROM p_contact WHERE number = ? LIMIT 1", (e164,)) is not None:
        return True
    return r.value(f"SELECT 1 FROM p_number WHERE {is_number('?1')} LIMIT 1", (e164,)) is not None
