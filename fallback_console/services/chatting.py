"""Messages to single people over the team's chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.connection import yes_or_no
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError
from fallback_console.domain.mail_text import is_address
from fallback_console.services.connections import list_connections
from fallback_console.services.other_paths import write_to
from fallback_console.services.record import Saved, clean_line, clean_text, require_case

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["CHAT", "MAX_CHAT", "can_chat", "send_chat"]

CHAT = "slack"
"""Name of the sink that takes chat messages, and of the system that has to be up for them."""

MAX_CHAT = 3_000
"""Longest message, characters; Slack refuses some that are not much longer."""


def can_chat(r: Reading) -> bool:
    """Whether people are to be reached over the chat that is connected."""
    return any(
        connection.enabled and connection.kind == CHAT and yes_or_no(connection.values.get("reach", "")) is True
        for connection in list_connections(r)
    )


def send_chat(tx: Tx, who: str, case_key: str, to: str, text: str, *, person_key: str = "") -> Saved:
    """Send a chat message to one person, about a case or, with '' for it, about none.

    Args:
        to: the mail address under which the person is known there.
        person_key: whose it is, where known.

    Raises:
        InputError: no address, empty or too long, or nobody is to be reached over the chat.
        NotFoundError: no such case.
    """
    address = clean_line(to, "address")
    if not is_address(address):
        raise InputError("Nobody can be found in the chat by this.", "Give the person's mail address.")
    cleaned = clean_text(text, "message", limit=MAX_CHAT)
    if not cleaned:
        raise InputError("The message is empty.", "Write something first.")
    if not can_chat(tx):
        raise InputError("Nobody is to be reached over the chat.", "Allow it in Slack's settings.")
    ref = require_case(tx, case_key) if case_key else None
    said = {"text": cleaned}
    return write_to(tx, who, ref, Kind.CHAT_SENT, address, person_key, said, CHAT)
