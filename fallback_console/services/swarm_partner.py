"""Somebody of another firm who is not here yet: written down with a number or a mail address and asked into a swarm, in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.errors import InputError
from fallback_console.domain.mail_text import is_address
from fallback_console.domain.numbers import parse
from fallback_console.domain.person import mail_key
from fallback_console.domain.sentences import Sentence
from fallback_console.services import people_by_hand, swarm_people
from fallback_console.services.record import clean_line
from fallback_console.services.swarm_record import Person, refuse_externals, require_open
from fallback_console.store.home import home_region
from fallback_console.store.number_index import is_number

if TYPE_CHECKING:
    from fallback_console.domain.reach_rules import ReachRules
    from fallback_console.services.swarm_people import Invited
    from fallback_console.store.tx import Reading, Tx

__all__ = ["KNOWN", "invite_new", "key_at"]

KNOWN = "known"
"""``reason`` of the refusal where somebody has that number or address already; ``person`` is their key."""


def key_at(r: Reading, address: str) -> str:
    """Key of the person who has a telephone number, in any spelling, or a mail address; '' for nobody."""
    if "@" in address:
        found = r.value(
            "SELECT p.key FROM p_mail m JOIN p_person p ON p.pk = m.person_pk WHERE m.mail = ? ORDER BY p.pk LIMIT 1",
            (mail_key(address),),
        )
    else:
        e164 = parse(address, home_region(r)).e164
        found = r.value(
            f"SELECT p.key FROM p_number n JOIN p_person p ON p.pk = n.person_pk WHERE {is_number('?1', 'n.')}"
            " AND n.e164 <> '' ORDER BY p.pk LIMIT 1",
            (e164,),
        )
    return str(found or "")


def invite_new(
    tx: Tx,
    who: str,
    swarm: str,
    name: str,
    address: str,
    rules: ReachRules,
    *,
    external_ok: bool = False,
    urgent: bool = False,
) -> Invited:
    """Write a partner down and ask them into a swarm; where they cannot be asked, nothing is kept.

    Args:
        who: login.
        address: a telephone number in any spelling, or a mail address.
        external_ok: it was confirmed that somebody who is not of the team may read along.
        urgent: quiet hours do not count.

    Raises:
        InputError: no name, neither a number nor an address, somebody has it already (see ``KNOWN``), it was not confirmed, or
            nothing leads there now.
        NotFoundError: no such swarm.
    """
    require_open(tx, swarm)
    name, address = clean_line(name, "name"), clean_line(address, "number")
    if not name:
        raise InputError("It is not said what they are called.", "Write their name.")
    field = _field(tx, address)
    known = key_at(tx, address)
    if known:
        theirs = str(tx.value("SELECT name FROM p_person WHERE key = ?", (known,)) or known)
        raise InputError(
            Sentence("{name} has this number or address already.", name=theirs),
            "Invite them instead.",
            reason=KNOWN,
            person=known,
            name=theirs,
        )
    refuse_externals([Person("", name, "", external=True)], external_ok=external_ok)
    saved = people_by_hand.save(tx, who, {"name": name, field: address}, "partner")
    made = swarm_people.invite(tx, who, swarm, [f"person:{saved.key}"], rules, external_ok=True, urgent=urgent)
    if not made.asked:
        raise InputError(
            Sentence("{name} cannot be asked there now.", name=name),
            "Give a mobile number, or ring them.",
        )
    return made


def _field(r: Reading, address: str) -> str:
    """What of a person an address is, of ``people_by_hand.FIELDS``."""
    if "@" in address:
        if not is_address(address):
            raise InputError("This is no address mail can go to.", "Check the address.")
        return "mail"
    if not parse(address, home_region(r)).e164:
        raise InputError("This is no number for text messages.", "Check the number.")
    return "mobile"
