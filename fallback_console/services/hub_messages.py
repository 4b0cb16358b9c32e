"""Messages to somebody of the team over the hub: written down, carried by the team's stream, and shown where that person works.

Such a message needs no delivery: it has arrived when its addressee said that they have read it, or answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.paths import HUB
from fallback_console.services.claims import has_hub
from fallback_console.services.hub_pages import Page, page_of
from fallback_console.services.record import HELPDESK, Saved, about_case, clean_text, require_case
from fallback_console.services.roll_call_own import keys_of
from fallback_console.store import journal, people
from fallback_console.store.case_ref import find_ref
from fallback_console.store.hub_message_projection import project_hub_message
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fallback_console.store.tx import Reading, Tx

__all__ = ["MAX_HUB", "Letter", "news_of", "read", "reply", "send", "unread"]

MAX_HUB = 2_000
"""Longest message, characters."""

_MOST = 50


class Letter(NamedTuple):
    """A message that waits for somebody to read it.

    Attributes:
        entry: id of the entry that sent it.
        sender: login; ``name`` is what they are called.
        person: key of the sender, '' where nobody is known by that login: then there is no way to answer.
        case_key, case_number: what it is about, '' for no case.
        sent_at: UTC epoch milliseconds.
        page: what it asks of them, None for words alone.
    """

    entry: str
    sender: str
    name: str
    person: str
    text: str
    case_key: str
    case_number: str
    sent_at: int
    page: Page | None = None


def send(tx: Tx, who: str, case_key: str, to: str, text: str, *, person_key: str = "") -> Saved:
    """Write to somebody of the team, about a case or, with '' for it, about none.

    Args:
        to: key of the person.
        person_key: the same; where it is given it has the word.

    Raises:
        InputError: nobody of the team who works at a station, no hub, or an empty or too long text.
        NotFoundError: no such case.
    """
    person = people.person_of_key(tx, head_of(tx, person_key or to))
    if person is None or not person.login:
        raise InputError("Nobody who works at a station is known by this.", "Choose somebody of the team.")
    cleaned = clean_text(text, "message", limit=MAX_HUB)
    if not cleaned:
        raise InputError("The message is empty.", "Write something first.")
    if not has_hub(tx):
        raise InputError("No team hub is connected.", "Add it in the settings.")
    body = {"to": person.key, "person": person.key, "person_name": person.name, "text": cleaned}
    ref = require_case(tx, case_key) if case_key else None
    if ref is not None:
        entry = about_case(tx, who, ref, Kind.HUB_SENT, body)
    else:
        entry = journal.append(tx, NewEntry(Kind.HUB_SENT, f"person:{person.key}", body, who))
    project_hub_message(tx, entry.id)
    return Saved((entry.id,), ref.key if ref else "", (HELPDESK, HUB) if ref else (HUB,))


def unread(r: Reading, login: str) -> list[Letter]:
    """Messages to somebody that they have not read, the oldest first."""
    # Most of the time there is none, and nobody has to be looked up.
    if not r.value("SELECT 1 FROM p_hub_message INDEXED BY p_hub_message_unread WHERE read_at = 0 LIMIT 1"):
        return []
    keys = keys_of(r, login)
    rows = r.rows(
        "SELECT m.entry, m.sender, e.body ->> 'text', m.case_key, ifnull(c.number, ''), e.made_at FROM p_hub_message m"
        " JOIN entry e ON e.id = m.entry LEFT JOIN p_case c ON c.key = m.case_key AND m.case_key <> ''"
        f" WHERE m.read_at = 0 AND m.person IN ({', '.join('?' * len(keys))}) ORDER BY m.hlc LIMIT {_MOST}",
        keys,
    )
    return [
        Letter(entry, sender, name or sender, person, text, case_key, number, at, page_of(r, entry, keys))
        for entry, sender, text, case_key, number, at in rows
        for person, name in [_of_login(r, sender)]
    ]


def read(tx: Tx, who: str, entry_id: str, *, answer: str = "") -> str:
    """Somebody has read a message; saying it again changes nothing.

    Args:
        answer: id of the entry with which they answered.

    Returns:
        Id of the entry that says so, '' where nothing had to be said.

    Raises:
        NotFoundError: there is no such message.
    """
    row = tx.one("SELECT read_at FROM p_hub_message WHERE entry = ?", (entry_id,))
    if row is None:
        raise NotFoundError("There is no such message.", "Look at 'messages' for those there are.")
    if row[0] and not answer:
        return ""
    said = journal.append(tx, NewEntry(Kind.HUB_READ, f"entry:{entry_id}", {"reply": answer}, who))
    project_hub_message(tx, entry_id)
    return said.id


def reply(tx: Tx, who: str, entry_id: str, text: str) -> Saved:
    """Answer a message in words, whatever they say; it has been read then. ``hub_answers.reply`` knows codes.

    Raises:
        NotFoundError: there is no such message.
        InputError: whoever sent it works under no login that is known, or as ``send`` says.
    """
    row = tx.one("SELECT sender, case_key FROM p_hub_message WHERE entry = ?", (entry_id,))
    if row is None:
        raise NotFoundError("There is no such message.", "Look at 'messages' for those there are.")
    sender, case_key = row
    case = case_key if case_key and find_ref(tx, case_key) is not None else ""
    sent = send(tx, who, case, _of_login(tx, sender)[0], text)
    read(tx, who, entry_id, answer=sent.entry_ids[0])
    return sent


def news_of(r: Reading, entry_id: str) -> tuple[str, str]:
    """What became of a message, as ``reach_signs.news_of_message`` tells it: read is arrived."""
    row = r.one("SELECT read_at, reply FROM p_hub_message WHERE entry = ?", (entry_id,))
    read_at, answered = row or (0, "")
    return ("answered" if answered else "delivered" if read_at else ""), ""


def _of_login(r: Reading, login: str) -> tuple[str, str]:
    """Key and name of whoever works under a login, '' where nobody is known."""
    keys: Sequence[str] = keys_of(r, login)
    if not keys:
        return "", ""
    person = people.person_of_key(r, keys[0])
    return (keys[0], person.name) if person is not None else ("", "")
