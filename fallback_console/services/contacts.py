"""When a customer and we last spoke or wrote to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.store import contacts

if TYPE_CHECKING:
    from fallback_console.domain.views import ContactRow, PersonRow
    from fallback_console.store.tx import Reading

__all__ = ["last_contacts"]


def last_contacts(r: Reading, who: PersonRow, limit: int = 10) -> list[ContactRow]:
    """Calls, text messages and replies with somebody, ours and theirs, the newest first, whatever case they were about."""
    return contacts.last_contacts(r, who.key, [name for n in who.numbers for name in (n.e164, n.raw)], limit)
