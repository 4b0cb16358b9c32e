"""Messages to somebody of the team over the hub: written down, carried by the team's stream, and shown where that person works.

Such a message needs no delivery: it has arrived when its addressee said that they have read it, or answered. Was it sent to reach
somebody and has that ended otherwise (the words arrived over another path, they answered there, or somebody stopped it), then it is
settled: nobody is asked to read it any more, and it stays in the conversation. Where no path was left it is not settled, since whoever
comes back has not been told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.conversations import HubSide, HubState
from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.paths import HUB
from fallback_console.domain.reaching import ENDED
from fallback_console.services import presence
from fallback_console.services.claims import has_hub
from fallback_console.services.hub_pages import Page, page_of
from fallback_console.services.record import HELPDESK, Saved, about_case, clean_text, require_case
from fallback_console.services.roll_call_own import keys_of
from fallback_console.store import journal, people, team_tables
from fallback_console.store.case_ref import find_ref
from fallback_console.store.hub_message_projection import project_hub_message
from fallback_console.store.parts import chunks
from fallback_console.store.same_person import parts_of
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fallback_console.domain.views import PersonRow
    from fallback_console.store.tx import Reading, Tx

__all__ = ["MAX_HUB", "Letter", "news_of", "read", "reply", "send", "side_of", "states_of", "unread"]

MAX_HUB = 2_000
"""Longest message, characters."""

_MOST = 50
_TEAM = ("team", "expert")

# The messages of tries to reach somebody that have ended; a step's kind and entry stand at 0 and 6. Whoever was paged is still told that
# somebody else has it, or has closed it.
_SETTLED = (
    "SELECT s.value ->> 6 FROM p_reach p CROSS JOIN json_each(p.steps) s WHERE p.whom IN ({marks}) AND p.state IN ('"
    + "', '".join(sorted(ENDED))
    + f"') AND s.value ->> 0 = '{HUB}' AND NOT EXISTS (SELECT 1 FROM p_escalation_to t JOIN p_escalation e ON e.id = t.escalation"
    " WHERE t.reach = p.id AND e.state IN ('taken', 'closed') AND e.holder <> p.whom)"
)


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


def send(
    tx: Tx, who: str, case_key: str, to: str, text: str, *, person_key: str = "", answers: Sequence[str] = ()
) -> Saved:
    """Write to somebody of the team, about a case or, with '' for it, about none.

    Args:
        to: key of the person.
        person_key: the same; where it is given it has the word.
        answers: entries of messages that it answers; they have been read then.

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
    for one in answers:
        read(tx, who, one, answer=entry.id)
    return Saved((entry.id,), ref.key if ref else "", (HELPDESK, HUB) if ref else (HUB,))


def unread(r: Reading, login: str) -> list[Letter]:
    """Messages that wait for somebody to read them, the oldest first."""
    # Most of the time there is none, and nobody has to be looked up.
    if not r.value("SELECT 1 FROM p_hub_message INDEXED BY p_hub_message_unread WHERE read_at = 0 LIMIT 1"):
        return []
    keys = keys_of(r, login)
    marks = ", ".join("?" * len(keys))
    rows = r.rows(
        "SELECT m.entry, m.sender, e.body ->> 'text', m.case_key, ifnull(c.number, ''), e.made_at FROM p_hub_message m"
        " JOIN entry e ON e.id = m.entry LEFT JOIN p_case c ON c.key = m.case_key AND m.case_key <> ''"
        f" WHERE m.read_at = 0 AND m.person IN ({marks}) AND m.entry NOT IN ({_SETTLED.format(marks=marks)})"
        f" ORDER BY m.hlc LIMIT {_MOST}",
        (*keys, *(f"person:{key}" for key in keys)),
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
    return send(tx, who, case, _of_login(tx, sender)[0], text, answers=(entry_id,))


def news_of(r: Reading, entry_id: str) -> tuple[str, str]:
    """What became of a message, as ``reach_signs.news_of_message`` tells it: read is arrived."""
    row = r.one("SELECT read_at, reply FROM p_hub_message WHERE entry = ?", (entry_id,))
    read_at, answered = row or (0, "")
    return ("answered" if answered else "delivered" if read_at else ""), ""


def side_of(r: Reading, person: PersonRow | None) -> HubSide | None:
    """How somebody can be written to over the hub, None where they cannot."""
    if person is None or person.role not in _TEAM or not person.login or not has_hub(r):
        return None
    return HubSide(person.login, presence.heard_at(r).get(person.login, 0))


def states_of(r: Reading, entries: Iterable[str], login: str = "") -> dict[str, HubState]:
    """Where each of these messages stands, those that are none left out.

    Args:
        login: who asks, '' for nobody.
    """
    published = team_tables.hub_number(r, "published")
    mine: frozenset[str] | None = None
    settled: dict[str, frozenset[str]] = {}
    found: dict[str, HubState] = {}
    for part in chunks(list(entries)):
        for entry, person, read_at, own, number in r.rows(
            "SELECT m.entry, m.person, m.read_at, e.station = (SELECT value FROM meta WHERE name = 'station'), e.number"
            f" FROM p_hub_message m JOIN entry e ON e.id = m.entry WHERE m.entry IN ({', '.join('?' * len(part))})",
            part,
        ):
            state = HubState(read_at, not own or number <= published)
            if not read_at:
                # Most are read: who is to read them, and why they need not, is asked for the others alone.
                mine = frozenset(one.entry for one in unread(r, login)) if mine is None else mine
                if person not in settled:
                    settled[person] = _settled(r, person)
                state = state._replace(settled=entry in settled[person], for_me=entry in mine)
            found[entry] = state
    return found


def _settled(r: Reading, person: str) -> frozenset[str]:
    """Messages to a person of tries to reach them that have ended."""
    whom = [f"person:{one}" for one in parts_of(r, head_of(r, person))]
    return frozenset(row[0] for row in r.rows(_SETTLED.format(marks=", ".join("?" * len(whom))), whom))


def _of_login(r: Reading, login: str) -> tuple[str, str]:
    """Key and name of whoever works under a login, '' where nobody is known."""
    keys: Sequence[str] = keys_of(r, login)
    if not keys:
        return "", ""
    person = people.person_of_key(r, keys[0])
    return (keys[0], person.name) if person is not None else ("", "")
