"""To whom a number belongs and to which case a text message: said by a person, as facts of the journal, and undone as easily.

Nothing that was sent or received is changed by it. A message that is put to a case is told to the helpdesk as a note of that
case; taken from it again, the note is held back where nobody has tried to write it yet, else a second note says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Entry, Kind, NewEntry
from fallback_console.domain.errors import NotFoundError
from fallback_console.services.holding import hold_back
from fallback_console.services.record import HELPDESK, about_case, require_case
from fallback_console.store import journal
from fallback_console.store.case_projection import given_up, project_case
from fallback_console.store.case_ref import find_ref
from fallback_console.store.contact_projection import add_contact, case_of_message
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["Assigned", "assign", "file_sent", "number_of", "owners", "whose"]

_WHOSE = "whose:"


class Assigned(NamedTuple):
    """What became of an assignment.

    Attributes:
        entry_ids: what was written down; none where it was so already.
        person_before, case_before: what to assign to undo it; None where that part did not change.
        number: whose messages are concerned.
        sinks: where it is told.
    """

    entry_ids: tuple[str, ...]
    person_before: str | None
    case_before: str | None
    number: str
    sinks: tuple[str, ...] = ()


def number_of(entry: Entry) -> str:
    """The other side's number of a text message."""
    return str(entry.body.get("to") or entry.body.get("sender") or "")


def whose(r: Reading, number: str) -> str:
    """Key of the person a number was assigned to, '' for none."""
    said = r.value(
        f"SELECT json_extract(body, '$.person') FROM entry WHERE subject = ? AND kind = '{Kind.NUMBER_ASSIGNED}'"
        " ORDER BY hlc DESC LIMIT 1",
        (_WHOSE + number,),
    )
    return str(said or "")


def owners(r: Reading) -> dict[str, str]:
    """Every number that was assigned to somebody, with the key under which the person is shown."""
    rows = r.rows(
        f"SELECT number, coalesce((SELECT head FROM p_alias WHERE key = person), person) FROM ("
        f"SELECT substr(subject, {len(_WHOSE) + 1}) AS number, json_extract(body, '$.person') AS person, hlc FROM entry"
        f" WHERE subject >= '{_WHOSE}' AND subject < 'whose;') ORDER BY number, hlc"
    )
    return {number: person for number, person in dict(rows).items() if person}


def assign(tx: Tx, who: str, entry_id: str, *, person_key: str | None = None, case_key: str | None = None) -> Assigned:
    """Say to whom the number of a text message belongs and to which case the message does.

    Args:
        person_key: '' for nobody, None leaves it as it is.
        case_key: '' for none, None leaves it as it is.

    Raises:
        InputError: the case was given up before the helpdesk knew it.
        NotFoundError: no such message, person or case.
    """
    entry = journal.find(tx, entry_id)
    if entry is None or entry.kind not in (Kind.SMS_SENT, Kind.SMS_RECEIVED):
        raise NotFoundError("There is no such text message here.", "Look at 'messages' for those there are.")
    number = number_of(entry)
    ids: list[str] = []
    person_before = case_before = None
    if person_key is not None and person_key != (before := whose(tx, number)):
        person_before = before
        ids.append(_give_number(tx, who, number, person_key))
    if case_key is not None and (key := require_case(tx, case_key).key if case_key else "") != _case_now(tx, entry):
        case_before = _case_now(tx, entry)
        ids += _move_to(tx, who, entry, key)
    tx.touch("sms", number)
    return Assigned(tuple(ids), person_before, case_before, number, (HELPDESK,) if case_before is not None else ())


def file_sent(tx: Tx, sent: Entry) -> None:
    """A text message has gone out: the case that it was written for with a chosen time hears of it now."""
    words = journal.of_subject(tx, f"entry:{sent.id}", (Kind.SMS_ASSIGNED,))
    last = words[-1] if words else None
    if last is not None and last.body["case"] and not last.body["filed"]:
        ref = find_ref(tx, str(last.body["case"]))
        if ref is not None and (ref.remote_id or not given_up(tx, ref.key)):
            filed = _file(tx, last.actor, sent, ref.key)
            _say(tx, last.actor, sent, ref.key, filed)


def _case_now(r: Reading, entry: Entry) -> str:
    key = case_of_message(r, entry)
    ref = find_ref(r, key) if key else None
    return key if ref is None else ref.key


def _give_number(tx: Tx, who: str, number: str, person_key: str) -> str:
    person_key = head_of(tx, person_key) if person_key else ""
    name = tx.value("SELECT name FROM p_person WHERE key = ?", (person_key,)) if person_key else ""
    if name is None:
        raise NotFoundError("There is no such person here.", "Search by name or number.")
    body = {"number": number, "person": person_key, "person_name": name}
    return journal.append(tx, NewEntry(Kind.NUMBER_ASSIGNED, _WHOSE + number, body, who)).id


def _move_to(tx: Tx, who: str, entry: Entry, key: str) -> list[str]:
    """From the case it is at, if any, to another, or to none."""
    words = journal.of_subject(tx, f"entry:{entry.id}", (Kind.SMS_ASSIGNED,))
    filed_before = str(words[-1].body["filed"]) if words else ""
    ids = []
    if filed_before:
        ids += _unfile(tx, who, entry, filed_before)
    own = find_ref(tx, entry.subject.removeprefix("case:")) if entry.subject.startswith("case:") else None
    # On the case it came with it stands already.
    filed = _file(tx, who, entry, key) if key and (own is None or own.key != key) else ""
    return [*ids, *([filed] if filed else []), _say(tx, who, entry, key, filed)]


def _say(tx: Tx, who: str, entry: Entry, key: str, filed: str) -> str:
    body = {"case": key, "filed": filed}
    said = journal.append(tx, NewEntry(Kind.SMS_ASSIGNED, f"entry:{entry.id}", body, who))
    add_contact(tx, entry)
    return said.id


def _file(tx: Tx, who: str, entry: Entry, key: str) -> str:
    ref = require_case(tx, key)
    body = _body(entry) | {"text": str(entry.body["text"])}
    filed = about_case(tx, who, ref, Kind.SMS_FILED, body)
    return filed.id


def _unfile(tx: Tx, who: str, entry: Entry, filed_id: str) -> list[str]:
    filed = journal.find(tx, filed_id)
    ref = None if filed is None else find_ref(tx, filed.subject.removeprefix("case:"))
    if filed is None or ref is None:
        return []
    ids = []
    if not hold_back(tx, who, filed):
        ids.append(about_case(tx, who, ref, Kind.SMS_UNFILED, _body(entry), text=False).id)
    project_case(tx, ref.key)
    tx.touch("case", ref.key)
    return ids


def _body(entry: Entry) -> dict[str, object]:
    return {
        "of": entry.id,
        "direction": "out" if entry.kind == Kind.SMS_SENT else "in",
        "number": number_of(entry),
        "person_name": str(entry.body.get("person_name", "")),
        "at": entry.made_at,
    }
