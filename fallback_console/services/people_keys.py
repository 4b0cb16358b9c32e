"""Under which key a person of a file is kept, so that the next export of the same list finds them again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING

from fallback_console.domain.numbers import digits_of
from fallback_console.domain.people_lines import BrokenLine
from fallback_console.domain.person import FILE_SOURCE, PersonCard, card_from, mail_key, name_key
from fallback_console.store import journal

if TYPE_CHECKING:
    from fallback_console.domain.people_lines import FilePerson

__all__ = ["keys_of"]

_LONGEST_ID = 120


def keys_of(
    people: Sequence[FilePerson], e164s: Sequence[Sequence[str]], source: str, known: Mapping[str, str]
) -> tuple[list[str], list[BrokenLine]]:
    """A key for each person that stays when the file is exported anew; '' for one that stands there twice.

    Args:
        e164s: of the people's numbers.
        source: as ``people_import.source_of`` gives it.
        known: bodies of the cards of that source, by key.
    """
    keys: list[str] = []
    taken: dict[str, int] = {}
    groups: dict[str, list[int]] = {}
    repeated: list[BrokenLine] = []
    for i, (person, numbers) in enumerate(zip(people, e164s, strict=True)):
        # Who came with a case has this very key.
        mirrored = not source.startswith(FILE_SOURCE)
        key = base = f"{source}:{person.id if mirrored else _natural(person, numbers)}"
        if key in taken:
            first = people[taken[key]]
            if person.id or person.card == first.card:
                what = f"The id '{person.id}'" if person.id else "The same person"
                repeated.append(BrokenLine(person.line, "repeated", f"{what} stands on line {first.line} already."))
                keys.append("")
                continue
            key = _free(_own(base, person), taken)
        taken[key] = i
        keys.append(key)
        if known and not mirrored and not person.id:
            groups.setdefault(base, []).append(i)
    if known:
        ours = _regroup(people, keys, groups, known)
        _recognise(people, keys, known, ours)
    return keys, repeated


def _natural(person: FilePerson, numbers: Sequence[str]) -> str:
    card = person.card
    found = (
        person.id
        or next(map(mail_key, card.emails), "")
        or next(filter(None, numbers), "")
        or (digits_of(card.numbers[0].text) if card.numbers and not card.name else "")
        or f"{card.name} {card.organisation}".strip().casefold()
        or (card.numbers[0].text if card.numbers else "")
    )
    return found[:_LONGEST_ID]


def _own(base: str, person: FilePerson) -> str:
    """The key of somebody who shares the first mail address or number with others."""
    return f"{base} {person.card.name.casefold()}"[: 2 * _LONGEST_ID].rstrip()


def _free(key: str, taken: Container[str]) -> str:
    if key not in taken:
        return key
    return next(name for n in count(2) if (name := f"{key} {n}") not in taken)


def _regroup(
    people: Sequence[FilePerson], keys: list[str], groups: Mapping[str, list[int]], known: Mapping[str, str]
) -> dict[int, set[str]]:
    """Give those who share a first mail address or number the keys that they had: by the whole card, then by the name.

    The order of a file is no sign of who is who: it may be sorted otherwise, somebody may have left or be new.

    Args:
        groups: whom in the file it may be, by the key that the first of them would have.

    Returns:
        For each of them what others of the group have too, which tells nobody from the others.
    """
    records: dict[str, list[str]] = {}
    for key in known:
        base = key
        while base not in groups and " " in base:
            base = base.rpartition(" ")[0]
        if base in groups:
            records.setdefault(base, []).append(key)
    used = set(keys)
    common: dict[int, set[str]] = {}
    for base, group in groups.items():
        used.difference_update(keys[i] for i in group)
        theirs = sorted(key for key in records.get(base, ()) if key not in used)
        if theirs and not len(theirs) == len(group) == 1:
            cards = {key: card_from(json.loads(known[key])) for key in theirs}
            placed = _placed(people, group, cards)
            # Nobody new becomes somebody who was there before.
            used.update(theirs)
            for i in group:
                keys[i] = placed.get(i) or _free(base if base not in used else _own(base, people[i]), used)
                used.add(keys[i])
            shared = _shared([people[i].card for i in group]) | _shared(list(cards.values()))
            common.update(dict.fromkeys(group, shared))
        used.update(keys[i] for i in group)
    return common


def _placed(people: Sequence[FilePerson], group: Sequence[int], cards: Mapping[str, PersonCard]) -> dict[int, str]:
    """Which of some records is whose, where the card is the same, or else the name."""
    placed: dict[int, str] = {}
    for sign in (_body, _name):
        by_sign: dict[str, list[str]] = {}
        given = set(placed.values())
        for key in reversed(list(cards)):
            if key not in given:
                by_sign.setdefault(sign(cards[key]), []).append(key)
        for i in group:
            if i not in placed and (found := by_sign.get(sign(people[i].card))):
                placed[i] = found.pop()
    return placed


def _body(card: PersonCard) -> str:
    return journal.dump(card.body())


def _name(card: PersonCard) -> str:
    return name_key(card.name) or card.name.casefold()


def _shared(cards: Sequence[PersonCard]) -> set[str]:
    counts = Counter(trait for card in cards for trait in set(_traits(card, strict=False)))
    return {trait for trait, times in counts.items() if times > 1}


def _recognise(
    people: Sequence[FilePerson], keys: list[str], known: Mapping[str, str], common: Mapping[int, set[str]]
) -> None:
    """Who has no id and got another first mail address or number since is recognised by the others, or by the name."""
    open_keys = set(known) - set(keys)
    missing = [i for i, key in enumerate(keys) if key and key not in known and not people[i].id]
    if not open_keys or not missing:
        return
    by_trait: dict[str, set[str]] = {}
    for key in open_keys:
        for trait in _traits(card_from(json.loads(known[key])), strict=True):
            by_trait.setdefault(trait, set()).add(key)
    for i in missing:
        for trait in _traits(people[i].card, strict=False):
            if trait in common.get(i, ()):
                continue
            candidates = by_trait.get(trait, set()) & open_keys
            if len(candidates) == 1:
                keys[i] = candidates.pop()
                open_keys.discard(keys[i])
                break


def _traits(card: PersonCard, *, strict: bool) -> list[str]:
    """By what somebody is recognised within one source, the surest first.

    Args:
        strict: a first name alone counts only for those of whom nothing else is known.
    """
    named = bool(name_key(card.name)) if strict and (card.emails or card.numbers) else bool(card.name)
    return [
        *(f"mail {mail_key(mail)}" for mail in card.emails),
        *(f"number {digits_of(number.text)}" for number in card.numbers if digits_of(number.text)),
        *([f"name {_name(card)} {card.organisation}"] if named else []),
    ]
