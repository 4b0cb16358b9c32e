"""People from a file: first what would come of it, then written down in portions.

Each person of a file is one journal entry with all the file says. The same file again adds none; a changed one adds entries
for the people that changed. Cut in between, it is finished by importing the file once more.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError
from fallback_console.domain.mirror import PulledPerson
from fallback_console.domain.numbers import e164_of
from fallback_console.domain.people_lines import BrokenLine
from fallback_console.domain.person import FILE_SOURCE, HAND_SOURCE, PersonCard, card_from
from fallback_console.services import personal
from fallback_console.services.people_keys import keys_of
from fallback_console.store import journal, mirror_tables, person_cards
from fallback_console.store.case_customers import retell_cases
from fallback_console.store.home import home_region
from fallback_console.store.lookalikes import Traits, lookalikes
from fallback_console.store.parts import chunks
from fallback_console.store.person_projection import (
    NewPeople,
    add_people,
    new_people,
    project_person,
    write_person,
)

if TYPE_CHECKING:
    from fallback_console.domain.people_file import PeopleFile
    from fallback_console.domain.people_lines import FilePerson
    from fallback_console.store.lookalikes import Likely
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "ImportPreview",
    "LookedThrough",
    "PlannedPerson",
    "ReadyPeople",
    "home",
    "keep_told",
    "left_people",
    "made_ready",
    "normalised",
    "preview",
    "source_of",
    "sources",
    "store_ready",
    "store_some",
    "told_before",
]


class PlannedPerson(NamedTuple):
    """What an import does with one person.

    Attributes:
        line: in the file.
        e164s: of the card's numbers, '' for those that are not possible.
        state: 'new', 'changed' or 'same'; 'left' of whom only an earlier file knew.
        changes: fields that differ from what the file said before.
        likely: who may be the same person, for a new one.
    """

    line: int
    key: str
    card: PersonCard
    e164s: tuple[str, ...]
    state: str
    changes: tuple[str, ...] = ()
    likely: tuple[Likely, ...] = ()
    notes: tuple[str, ...] = ()


class ImportPreview(NamedTuple):
    """What an import would do.

    Attributes:
        people: everybody who could be read, in the order of the file.
        broken: lines that could not, with the reason.
        left: keys of people that an earlier file of this source had and this one has not; they stay.
        impossible: how many numbers can belong to nobody; they are kept as typed.
        home: two-letter code of the country whose national numbers are meant, '' where none is known.
    """

    source: str
    people: Sequence[PlannedPerson]
    broken: tuple[BrokenLine, ...]
    left: tuple[str, ...]
    impossible: int
    home: str

    def counts(self) -> dict[str, int]:
        """How many people are new, changed and the same."""
        counted = Counter(person.state for person in self.people)
        return {state: counted[state] for state in ("new", "changed", "same")}


class LookedThrough(NamedTuple):
    """A file and what an import of it would do.

    Attributes:
        texts: what stands on the broken lines, by their number.
        others: sources of other files that people were imported from.
        told: what somebody told of the columns, for this file or an earlier one of the source.
        left: those whom an earlier file of this source had and this one has not, as they are known from there.
    """

    file: PeopleFile
    found: ImportPreview
    texts: Mapping[int, str]
    others: Sequence[str]
    told: Mapping[str, str] = {}
    left: Sequence[PlannedPerson] = ()


_TOLD = "people-columns"


def told_before(r: Reading, source: str) -> dict[str, str]:
    """What somebody told of the columns of earlier files of a source, for ``read_people``."""
    found = personal.find(r, _TOLD, {})
    return dict(found.get(source, {}))


def keep_told(tx: Tx, source: str, told: Mapping[str, str]) -> None:
    """The next file of the source is read in the same way."""
    personal.keep(tx, _TOLD, {**personal.find(tx, _TOLD, {}), source: dict(told)})


def source_of(name: str) -> str:
    """The source under which a file's people are kept, from the name somebody gave it or the file's own.

    Raises:
        InputError: nothing is left of the name.
    """
    plain = re.sub(r"[^\w]+", "-", name.removeprefix(FILE_SOURCE).casefold()).strip("-_")[:60]
    if not plain:
        raise InputError("The source needs a name of letters or digits.", "Give it with --source.")
    return FILE_SOURCE + plain


def sources(r: Reading) -> list[str]:
    """Sources that people were imported from."""
    return [source for source in person_cards.file_sources(r) if source != HAND_SOURCE]


def home(r: Reading) -> str:
    """Two-letter code of the country whose national numbers are meant, '' where none is known."""
    return home_region(r)


def normalised(people: Sequence[FilePerson], region: str) -> list[tuple[str, ...]]:
    """Numbers of people in E.164, '' for those that are not possible. The longest part of a preview; it needs no database."""
    # The number of a firm stands with everybody who works there.
    known: dict[str, str] = {}

    def normal(text: str) -> str:
        found = known.get(text)
        if found is None:
            found = known[text] = e164_of(text, region)
        return found

    return [tuple(normal(number.text) for number in person.card.numbers) for person in people]


def preview(r: Reading, file: PeopleFile, source: str, e164s: Sequence[tuple[str, ...]] | None = None) -> ImportPreview:
    """What would come of importing a file. Nothing is written.

    Args:
        source: as ``source_of`` gives it.
        e164s: the people's numbers where they were ``normalised`` already.
    """
    known = person_cards.source_cards(r, source)
    if not source.startswith(FILE_SOURCE):
        file = file._replace(people=_as_known(file.people, source, known))
    region = home_region(r)
    e164s = normalised(file.people, region) if e164s is None else e164s
    keys, repeated = keys_of(file.people, e164s, source, known)
    planned: list[PlannedPerson] = []
    for person, key, numbers in zip(file.people, keys, e164s, strict=True):
        if key:
            state, changes = _compared(known.get(key), person.card)
            planned.append(PlannedPerson(person.line, key, person.card, numbers, state, changes, (), person.notes))
    new = {i: Traits(p.e164s, p.card.emails, p.card.name) for i, p in enumerate(planned) if p.state == "new"}
    for i, likely in lookalikes(r, new, source).items():
        planned[i] = planned[i]._replace(likely=tuple(likely))
    taken = set(keys)
    return ImportPreview(
        source,
        planned,
        tuple(sorted((*file.broken, *repeated))),
        tuple(key for key in known if key not in taken),
        sum(1 for numbers in e164s for e164 in numbers if not e164),
        region,
    )


def left_people(r: Reading, found: ImportPreview) -> list[PlannedPerson]:
    """Whom an earlier file of this source had and this one has not."""
    if not found.left:
        return []
    known = person_cards.source_cards(r, found.source)
    cards = [(key, card_from(json.loads(known[key]))) for key in found.left if key in known]
    return [PlannedPerson(0, key, card, tuple(n.text for n in card.numbers), "left") for key, card in cards]


def _compared(before: str | None, card: PersonCard) -> tuple[str, tuple[str, ...]]:
    if before is None:
        return "new", ()
    body = card.body()
    if journal.dump(body) == before:
        return "same", ()
    old = card_from(json.loads(before))
    return "changed", tuple(name for name, a, b in zip(card._fields, old, card, strict=True) if a != b)


def _as_known(people: Sequence[FilePerson], source: str, known: Mapping[str, str]) -> list[FilePerson]:
    """Of whom came with their cases those say what they are: what a pull says anew each time is not changed to and fro."""
    found = []
    for person in people:
        before = known.get(f"{source}:{person.id}")
        role = card_from(json.loads(before)).role if before else person.card.role
        found.append(person._replace(card=person.card._replace(role=role)))
    return found


class ReadyPeople(NamedTuple):
    """People as the tables take them.

    Attributes:
        people: each with the body of the journal's entry.
        new: their rows, as long as none of them is here yet.
    """

    people: Sequence[tuple[PlannedPerson, str]]
    new: NewPeople


def made_ready(people: Sequence[PlannedPerson]) -> ReadyPeople:
    """Whoever is new or changed, as ``store_ready`` takes them. It needs no database, which nobody has to wait for meanwhile."""
    wanted = [person for person in people if person.state != "same"]
    bodies = journal.dump_each([person.card.body() for person in wanted])
    return ReadyPeople(list(zip(wanted, bodies, strict=True)), _rows(wanted))


def _rows(people: Sequence[PlannedPerson]) -> NewPeople:
    return new_people([(person.key, person.card, person.e164s, ()) for person in people])


def store_some(tx: Tx, who: str, people: Sequence[PlannedPerson]) -> int:
    """Write some people of a preview: an entry for each that is new or changed, and what is shown of them.

    Those of the helpdesk are kept as if they had come with a case: they are its facts, not words of ours.

    Returns:
        How many were written. What was meanwhile written by somebody else is not written twice.
    """
    return store_ready(tx, who, made_ready(people))


def store_ready(tx: Tx, who: str, ready: ReadyPeople) -> int:
    """Write people that were ``made_ready``; see ``store_some``."""
    known = _known(tx, ready.new.keys)
    fresh = ready.people
    if known:
        fresh = [(person, body) for person, body in fresh if not _is_written(tx, person, known)]
    mirrored = [person for person, _ in fresh if not person.key.startswith(FILE_SOURCE)]
    if mirrored:
        _mirror(tx, mirrored)
        fresh = [(person, body) for person, body in fresh if person.key.startswith(FILE_SOURCE)]
    if not fresh:
        return len(mirrored)
    journal.append_many(tx, Kind.PERSON_IMPORTED, who, [(f"person:{person.key}", body) for person, body in fresh])
    for person, _ in fresh:
        if known.get(person.key):
            project_person(tx, person.key)
        elif person.key in known:
            write_person(tx, person.key, person.card, person.e164s)
    new = [person for person, _ in fresh if person.key not in known]
    add_people(tx, ready.new if len(new) == len(ready.people) else _rows(new))
    retell_cases(tx, {known[person.key] or person.key for person, _ in fresh if person.key in known})
    return len(mirrored) + len(fresh)


def _mirror(tx: Tx, people: Sequence[PlannedPerson]) -> None:
    found: dict[str, list[PulledPerson]] = {}
    for person in people:
        source, _, remote_id = person.key.partition(":")
        card = person.card
        language = card.languages[0] if card.languages else ""
        found.setdefault(source, []).append(
            PulledPerson(
                remote_id,
                card.role,
                card.name,
                card.emails,
                card.numbers,
                card.organisation,
                language,
                card.timezone,
                card.reading,
            )
        )
    for source, some in found.items():
        mirror_tables.store_people(tx, source, some)


def _known(r: Reading, keys: Sequence[str]) -> dict[str, str]:
    """Those of the keys that are here already, each with the key it is shown by where that was merged, else ''."""
    found: dict[str, str] = {}
    for part in chunks(keys):
        marks = ", ".join(f"?{at}" for at in range(1, 1 + len(part)))
        found.update(
            # What was merged counts, so it comes last.
            r.rows(
                f"SELECT key, '' FROM p_person WHERE key IN ({marks}) UNION ALL"
                f" SELECT key, head FROM p_alias WHERE key IN ({marks})",
                part,
            )
        )
    return found


def _is_written(r: Reading, person: PlannedPerson, known: Mapping[str, str]) -> bool:
    """Only another import at the same time, or the same one twice, finds it so."""
    return person.key in known and person_cards.card_of(r, person.key) == person.card
