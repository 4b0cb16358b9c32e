"""What is said to people over other paths than text messages: written down, and read as conversations show it.

Mail and chat go to an address. An entry that names a person belongs to them; one that does not, to whoever alone has the address.
Messages over the hub stand in the conversations of both, of who wrote and of who is to read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.person import mail_key
from fallback_console.services.record import HELPDESK, Saved, about_case, clean_line, person_name
from fallback_console.store import deliveries, journal
from fallback_console.store.contact_projection import add_contact
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fallback_console.domain.views import PersonRow
    from fallback_console.store.case_ref import CaseRef
    from fallback_console.store.tx import Reading, Tx

__all__ = ["last_from_people", "last_to_people", "said_to", "told_by_words", "write_to"]

_TO_ADDRESSES = (
    "SELECT c.hlc, c.entry_id, c.case_key, e.body ->> 'person' FROM p_contact c JOIN entry e ON e.id = c.entry_id"
    f" WHERE c.number = ? AND c.hlc < ? AND e.kind IN ('{Kind.MAIL_SENT}', '{Kind.CHAT_SENT}') ORDER BY c.hlc DESC LIMIT ?"
)
_CALLS = (
    "SELECT c.hlc, c.entry_id, c.case_key FROM p_contact c JOIN entry e ON e.id = c.entry_id WHERE c.number = ?"
    f" AND c.hlc < ? AND e.kind = '{Kind.CALL}' ORDER BY c.hlc DESC LIMIT ?"
)
# instr is what the index is made of.
_LAST_TO = (
    "SELECT c.number, e.body ->> 'person', max(c.hlc) FROM p_contact c INDEXED BY p_contact_mail JOIN entry e"
    f" ON e.id = c.entry_id WHERE instr(c.number, '@') > 0 AND e.kind IN ('{Kind.MAIL_SENT}', '{Kind.CHAT_SENT}') GROUP BY 1, 2"
)

_OF_LOGIN = "SELECT login, key FROM p_person INDEXED BY p_person_team WHERE role IN ('team', 'expert') AND login <> ''"
_LAST_FROM = f"SELECT o.key, max(m.hlc) FROM p_hub_message m JOIN ({_OF_LOGIN}) o ON o.login = m.sender GROUP BY o.key"


def write_to(
    tx: Tx, who: str, ref: CaseRef | None, kind: str, to: str, person_key: str, said: Mapping[str, Any], sink: str
) -> Saved:
    """Append words to one person at a mail address, about a case or about none, and let them wait for their sink.

    Args:
        to: the address; what goes to one address goes one after the other.
        said: what else the entry's body holds.

    Raises:
        InputError: as ``about_case`` says.
    """
    person = clean_line(person_key, "person")
    body = {"to": to, "person": person, "person_name": person_name(tx, person), **said}
    if ref is not None:
        entry = about_case(tx, who, ref, kind, body)
    else:
        entry = journal.append(tx, NewEntry(kind, f"person:{person}" if person else f"mail:{to}", body, who))
    add_contact(tx, entry)
    deliveries.create(tx, entry, sink, to)
    return Saved((entry.id,), ref.key if ref else "", (HELPDESK, sink) if ref else (sink,))


def said_to(
    r: Reading,
    person: PersonRow | None,
    numbers: Sequence[str],
    before: str,
    limit: int,
    *,
    calls: bool = True,
    theirs: bool = True,
) -> list[tuple[str, str, str]]:
    """The newest mails, chat messages and calls before a point, oldest first: hlc, entry id and the case's key or ''.

    Args:
        person: None where nobody is known: then only calls are.
        numbers: theirs.
        before: an hlc.
        calls: whether calls are wanted.
        theirs: whether what they wrote themselves is.
    """
    found: list[tuple[str, str, str]] = []
    for number in numbers if calls else ():
        found += r.rows(_CALLS, (number, before, limit))
    if person is not None:
        for address in dict.fromkeys(mail_key(one) for one in person.emails):
            for hlc, entry_id, case_key, whose in r.rows(_TO_ADDRESSES, (address, before, limit)):
                if _to_whom(r, whose, address) == person.key:
                    found.append((hlc, entry_id, case_key))
        found += _over_hub(r, person, before, limit, theirs=theirs)
    return sorted(found)[-limit:]


def last_to_people(r: Reading, login: str = "") -> dict[str, str]:
    """Key of a person → hlc of the newest mail, chat message or message over the hub to them.

    Args:
        login: leaves out what came over the hub to whoever works under it, from somebody who is known.
    """
    newest: dict[str, str] = {}
    for address, whose, hlc in r.rows(_LAST_TO):
        key = _to_whom(r, whose, address)
        if key:
            newest[key] = max(hlc, newest.get(key, ""))
    over_hub = r.rows("SELECT person, sender, max(hlc) FROM p_hub_message GROUP BY person, sender")
    of_login = dict(r.rows(_OF_LOGIN)) if over_hub else {}
    for person, sender, hlc in over_hub:
        key = head_of(r, person)
        if key != of_login.get(login) or sender not in of_login:
            newest[key] = max(hlc, newest.get(key, ""))
    return newest


def last_from_people(r: Reading) -> dict[str, str]:
    """Key of a person → hlc of the newest message over the hub from them."""
    return dict(r.rows(_LAST_FROM))


def told_by_words(r: Reading, pattern: str) -> set[str]:
    """Keys of people to whom a mail or chat message went whose text is like a pattern."""
    found = r.rows(
        "SELECT DISTINCT c.number, e.body ->> 'person' FROM p_contact c INDEXED BY p_contact_mail JOIN entry e"
        " ON e.id = c.entry_id WHERE instr(c.number, '@') > 0 AND e.body ->> 'text' LIKE ? ESCAPE '\\'",
        (pattern,),
    )
    over_hub = r.rows(
        "SELECT DISTINCT m.person, m.sender FROM p_hub_message m JOIN entry e ON e.id = m.entry"
        " WHERE e.body ->> 'text' LIKE ? ESCAPE '\\'",
        (pattern,),
    )
    of_login = dict(r.rows(_OF_LOGIN)) if over_hub else {}
    said = {key for person, sender in over_hub for key in (head_of(r, person), of_login.get(sender, ""))}
    return ({_to_whom(r, whose, address) for address, whose in found} | said) - {""}


def _over_hub(r: Reading, person: PersonRow, before: str, limit: int, *, theirs: bool) -> list[tuple[str, str, str]]:
    """The newest messages over the hub to a person, and from them where ``theirs`` are wanted."""
    found: dict[str, tuple[str, str, str]] = {}
    asked = [("person", key) for key in dict.fromkeys((person.key, *person.parts))]
    asked += [("sender", person.login)] if person.login and theirs else []
    for column, value in asked:
        rows = r.rows(
            f"SELECT hlc, entry, case_key FROM p_hub_message WHERE {column} = ? AND hlc < ? ORDER BY hlc DESC LIMIT ?",
            (value, before, limit),
        )
        found.update((row[1], row) for row in rows)
    return list(found.values())


def _to_whom(r: Reading, person: str, address: str) -> str:
    """Key of whom an entry is to; '' where that cannot be told.

    Args:
        person: whom it names, '' for nobody.
    """
    if person:
        return head_of(r, person)
    keys = r.rows(
        "SELECT DISTINCT p.key FROM p_mail m JOIN p_person p ON p.pk = m.person_pk WHERE m.mail = ? LIMIT 2", (address,)
    )
    return str(keys[0][0]) if len(keys) == 1 else ""
