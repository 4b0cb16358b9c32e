"""Whom a step of an escalation asks at a moment, and why somebody of it is not asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.paths import DISTURBING
from fallback_console.domain.shifts import folded, on_call_at
from fallback_console.services.paths import ladder_of
from fallback_console.services.record import language_of, person_name
from fallback_console.services.roster import base
from fallback_console.store import broadcast_people
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.domain.reach_rules import ReachRules
    from fallback_console.store.tx import Reading

__all__ = ["Meant", "meant"]


class Meant(NamedTuple):
    """Somebody of a step.

    Attributes:
        why: of ``escalation.WHYS``, '' for who can be asked.
        quiet_until: end of their quiet hours where it is those, UTC epoch milliseconds.
        numbers: E.164, those by which they may answer.
    """

    person: str
    name: str
    why: str
    quiet_until: int
    language: str
    numbers: tuple[str, ...]


def meant(r: Reading, references: Sequence[str], rules: ReachRules, now: int, *, urgent: bool) -> list[Meant]:
    """Everybody whom a step means now, nobody twice.

    Args:
        urgent: quiet hours do not count.
        now: UTC epoch milliseconds.
    """
    keys: dict[str, None] = {}
    for reference in references:
        keys.update(dict.fromkeys(head_of(r, key) for key in _keys(r, reference, now)))
    return [_one(r, key, rules, now, urgent=urgent) for key in keys]


def _keys(r: Reading, reference: str, now: int) -> list[str]:
    kind, _, key = reference.partition(":")
    if kind == "person":
        return [key]
    if kind == "group":
        return [one.person for one in broadcast_people.asked(r, Audience(group=key), zones=False)]
    # By the keys that the roster gives to whom plans name.
    kept = base(r, now)
    known = {folded(one.key): one.key for one in kept.team}
    found = {
        known[who]
        for schedule, people in on_call_at(kept.spans, now).items()
        if not key or folded(schedule) == folded(key)
        for who, _ in people
        if who in known
    }
    return sorted(found)


def _one(r: Reading, person: str, rules: ReachRules, now: int, *, urgent: bool) -> Meant:
    name = person_name(r, person)
    try:
        ladder = ladder_of(r, f"person:{person}", rules, now)
    except ConsoleError:
        return Meant(person, name, "gone", 0, "en", ())
    numbers = tuple(
        dict.fromkeys(path.address for path in ladder.usual if path.kind in DISTURBING and path.address.startswith("+"))
    )
    language = language_of(r, person, numbers)
    if all(rung.why for rung in ladder.rungs):
        return Meant(person, name, "no-path", 0, language, numbers)
    if ladder.quiet_until is not None and not urgent:
        return Meant(person, name, "quiet", ladder.quiet_until, language, numbers)
    return Meant(person, name, "", 0, language, numbers)
