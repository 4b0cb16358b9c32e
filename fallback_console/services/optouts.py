"""Numbers that want no text messages: looked through, added to, taken over from another list, and given on.

Whoever answers STOP is on the list by themselves (``messages``), and START takes them off. Nothing here sends to a number that
is on it; a person takes one off only where the organisation's policy allows that, and with a reason, which is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.domain.numbers import parse
from fallback_console.services import holding
from fallback_console.services.record import clean_line
from fallback_console.store import journal, people
from fallback_console.store.contact_projection import project_optout
from fallback_console.store.home import home_region

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["OptOut", "TakenOver", "add", "keep_wish", "lift", "listing", "take_over"]

_LONGEST_WORD = 200
"""Of what somebody wrote, characters that are kept."""


class OptOut(NamedTuple):
    """A number that wants no text messages.

    Attributes:
        number: E.164.
        shown: as people here read it.
        name: whose it is, '' where that is not known or not sure.
        word: what they wrote, or why somebody said so.
        at: since when, UTC epoch milliseconds.
        actor: who wrote it down, 'gateway:…' where they wrote themselves.
    """

    number: str
    shown: str
    name: str
    word: str
    at: int
    actor: str


class TakenOver(NamedTuple):
    """What became of another list.

    Attributes:
        added: numbers that are on the list now.
        known: how many were on it already.
        broken: (place from 1, text) of what is no number.
    """

    added: tuple[str, ...]
    known: int
    broken: tuple[tuple[int, str], ...]


def listing(r: Reading, limit: int = 1_000_000) -> list[OptOut]:
    """The list, the newest first."""
    home = home_region(r)
    rows = r.rows(
        "SELECT o.number, o.word, o.at, e.actor FROM p_optout o JOIN entry e ON e.id = o.entry_id"
        " ORDER BY o.at DESC, o.number LIMIT ?",
        (limit,),
    )
    return [
        OptOut(number, parse(number).shown(home), _owner(r, number), word, at, who) for number, word, at, who in rows
    ]


def add(tx: Tx, who: str, number: str, reason: str) -> str:
    """Write down that a number wants no text messages, said on the telephone for instance.

    Returns:
        The number in E.164.

    Raises:
        InputError: no possible number, no reason, or it is on the list already.
    """
    e164, why = _checked(tx, number, reason)
    if people.opted_out(tx, e164):
        raise InputError("This number is on the list already.", "Nothing is to be done.")
    keep_wish(tx, who, e164, "out", why)
    return e164


def lift(tx: Tx, who: str, number: str, reason: str, *, permitted: bool) -> str:
    """Take a number off the list.

    Args:
        permitted: the organisation's policy lets a person do this.

    Returns:
        The number in E.164.

    Raises:
        InputError: it is not permitted, no possible number, no reason, or it is not on the list.
    """
    if not permitted:
        raise InputError(
            "Only the owner of a number can want text messages again, by writing START.",
            "IT can permit it to others: lift_opt_outs in [reach] of the settings file.",
        )
    e164, why = _checked(tx, number, reason)
    if not people.opted_out(tx, e164):
        raise InputError("This number is not on the list.", "Text messages can go there.")
    keep_wish(tx, who, e164, "in", why)
    return e164


def take_over(tx: Tx, who: str, numbers: Iterable[str], reason: str) -> TakenOver:
    """Put numbers of another list on this one; the same list again changes nothing.

    Raises:
        InputError: no reason.
    """
    why = _reason(reason)
    home = home_region(tx)
    added: list[str] = []
    broken: list[tuple[int, str]] = []
    known = 0
    for place, text in enumerate(numbers, 1):
        number = parse(text, home)
        if not number.possible:
            broken.append((place, number.raw))
        elif people.opted_out(tx, number.e164):
            known += 1
        else:
            keep_wish(tx, who, number.e164, "out", why)
            added.append(number.e164)
    return TakenOver(tuple(added), known, tuple(broken))


def _checked(r: Reading, number: str, reason: str) -> tuple[str, str]:
    typed = parse(number, home_region(r))
    if not typed.possible:
        raise InputError("This is no possible number.", "Check the number and its country code.")
    return typed.e164, _reason(reason)


def _reason(reason: str) -> str:
    why = clean_line(reason, "reason")
    if not why:
        raise InputError("A reason is missing.", "Write who said so, and where.")
    return why


def _owner(r: Reading, number: str) -> str:
    sure = [person for person, exact in people.matching(r, number) if exact]
    return sure[0].name if len(sure) == 1 else ""


def keep_wish(tx: Tx, who: str, number: str, wish: str, word: str) -> str:
    """Keep that somebody wants no more text messages ('out'), or wants them again ('in').

    Args:
        number: E.164.
        word: what they said, or why a person says so.

    Returns:
        The entry that keeps it.
    """
    kind = Kind.OPT_OUT if wish == "out" else Kind.OPT_IN
    body = {"number": number, "word": clean_line(word[:_LONGEST_WORD], "word")}
    entry = journal.append(tx, NewEntry(kind, f"number:{number}", body, who))
    project_optout(tx, number)
    if wish == "out":
        _stop_scheduled(tx, who, number)
    tx.touch("number", number)
    return entry.id


def _stop_scheduled(tx: Tx, who: str, number: str) -> None:
    """What was to go out later does not go to who wants no more of it; what waits for a gateway is given up as it is taken."""
    for (entry_id,) in tx.rows(
        "SELECT entry_id FROM delivery WHERE sink LIKE 'sms:%' AND lane > ? AND lane < ? AND state = 'waiting'"
        " AND state NOT IN ('confirmed', 'dropped')",
        (f"{number} ", f"{number}!"),
    ):
        entry = journal.find(tx, entry_id)
        if entry is not None and "spoken" not in entry.body:
            holding.hold_back(tx, who, entry)
