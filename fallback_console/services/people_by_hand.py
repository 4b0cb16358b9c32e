"""People written down here: somebody who is in no helpdesk and no file, and what is known of others besides.

Each is a record of a source of its own, kept as people of a file are: a journal entry with all that was written down. What
somebody adds to a person of another source is such a record too, merged into that person by the same word.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.errors import InputError
from fallback_console.domain.people_csv import CARD_FIELDS, card_texts, typed_person
from fallback_console.domain.person import HAND_SOURCE, ROLES
from fallback_console.services import people_import, people_merge
from fallback_console.services.people import person
from fallback_console.services.people_import import PlannedPerson
from fallback_console.store import person_cards

if TYPE_CHECKING:
    from fallback_console.domain.views import PersonRow
    from fallback_console.store.tx import Reading, Tx

__all__ = ["FIELDS", "LONGEST", "HandSaved", "Written", "is_by_hand", "save", "written"]

FIELDS = CARD_FIELDS
"""What can be written down."""

LONGEST = 500
"""Characters of one field."""


class Written(NamedTuple):
    """What was written down of a person so far.

    Attributes:
        person: who it is about, None for somebody new.
        record: key of the record it is in, '' for none yet.
        role: of ``person.ROLES``.
        fields: texts by ``FIELDS``, as they are typed.
    """

    person: PersonRow | None
    record: str
    role: str
    fields: Mapping[str, str]


class HandSaved(NamedTuple):
    """It is kept.

    Attributes:
        key: the person that is shown.
        record: of what was written down.
        new: nobody of that kind was here before.
    """

    key: str
    record: str
    new: bool


def is_by_hand(key: str) -> bool:
    """A record that was written down here."""
    return key.startswith(f"{HAND_SOURCE}:")


def written(r: Reading, key: str = "") -> Written:
    """What was written down of a person, to go on with.

    Args:
        key: of the person; '' for somebody new.

    Raises:
        NotFoundError: there is no such person.
    """
    if not key:
        return Written(None, "", "customer", dict.fromkeys(FIELDS, ""))
    found = person(r, key)
    record = next((one for one in (found.key, *found.parts) if is_by_hand(one)), "")
    card = person_cards.card_of(r, record) if record else None
    if card is None:
        return Written(found, "", found.role, dict.fromkeys(FIELDS, ""))
    return Written(found, record, card.role, card_texts(card, "; "))


def save(tx: Tx, who: str, fields: Mapping[str, str], role: str, key: str = "") -> HandSaved:
    """Keep what was written down.

    Args:
        fields: texts by ``FIELDS``; what is left out is empty.
        key: of the person it is about; '' for somebody new.

    Raises:
        InputError: nothing by which anybody could be found or reached, a text that is too long, or a customer would become
            somebody else whose numbers were hidden until then.
        NotFoundError: there is no such person.
    """
    unknown = set(fields) - set(FIELDS)
    if unknown or role not in ROLES:
        raise InputError("That cannot be kept of a person.", f"Choose of {', '.join(FIELDS)}.")
    if any(len(text) > LONGEST for text in fields.values()):
        raise InputError("A field is too long.", f"Shorten it to {LONGEST} characters.", limit=LONGEST)
    before = written(tx, key)
    about = before.person
    if not tx.number_parts and about is not None and about.role == "customer" != role:
        raise InputError(
            "Customers' telephone numbers are hidden from you, so a customer stays one.",
            "Ask somebody who may see the numbers.",
        )
    # What is added to somebody is named like them, so that it says whom it is about wherever it stands alone.
    named = dict(fields)
    if about is not None and about.key != before.record and not fields.get("name", "").strip():
        if not any(text.strip() for text in fields.values()):
            raise InputError("Nothing was written down.", "Fill in what you know.")
        named["name"] = about.name
    typed = typed_person(named, role)
    if typed is None:
        raise InputError("Neither a name nor a number nor a mail address.", "Fill in one of them.")
    record = before.record or f"{HAND_SOURCE}:{uuid.uuid4()}"
    [e164s] = people_import.normalised([typed], people_import.home(tx))
    state = "changed" if before.record else "new"
    people_import.store_some(tx, who, [PlannedPerson(1, record, typed.card, e164s, state)])
    if about is not None and not before.record:
        people_merge.merge(tx, who, about.key, record)
    return HandSaved(person(tx, record).key, record, not before.record)
