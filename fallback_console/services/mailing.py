"""Mail to one person, over the mail server that the station is connected with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError
from fallback_console.domain.mail_text import MAX_MAIL, is_address, sender_in, subject_of
from fallback_console.services.connections import list_connections
from fallback_console.services.other_paths import write_to
from fallback_console.services.record import Saved, clean_line, clean_text, require_case

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["MAIL", "can_send", "send_mail"]

MAIL = "mail"
"""Name of the sink that takes mail, and of the system that has to be up for it."""


def can_send(r: Reading) -> bool:
    """Whether the station is connected with a server that takes mail, and has an address of its own to send from."""
    return any(
        connection.enabled
        and connection.kind == MAIL
        and bool(connection.values.get("smtp_host"))
        and is_address(sender_in(connection.values))
        for connection in list_connections(r)
    )


def send_mail(tx: Tx, who: str, case_key: str, to: str, text: str, *, person_key: str = "") -> Saved:
    """Send mail to one person, about a case or, with '' for it, about none.

    Args:
        to: the address.
        person_key: whose it is, where known.

    Raises:
        InputError: no address, empty or too long, or no mail server is connected.
        NotFoundError: no such case.
    """
    address = clean_line(to, "address")
    if not is_address(address):
        raise InputError("This is no address mail can go to.", "Check the address.")
    cleaned = clean_text(text, "message", limit=MAX_MAIL)
    if not cleaned:
        raise InputError("The message is empty.", "Write something first.")
    if not can_send(tx):
        raise InputError("No mail server is connected that takes mail.", "Add its SMTP server in the settings.")
    ref = require_case(tx, case_key) if case_key else None
    said = {"subject": subject_of(cleaned, ref.remote_id if ref else ""), "text": cleaned}
    return write_to(tx, who, ref, Kind.MAIL_SENT, address, person_key, said, MAIL)
