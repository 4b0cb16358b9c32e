"""The cards of people: what each source says of them, a mirrored system in its table, a file in the journal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fallback_console.domain.entry import Kind
from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.person import FILE_SOURCE, PersonCard, card_from
from fallback_console.store.journal import dump

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["card_of", "every_key", "file_cards", "file_sources", "source_cards"]


def card_of(r: Reading, key: str) -> PersonCard | None:
    """What its source says of a person now; None where it does not know the person."""
    source, _, remote_id = key.partition(":")
    if source.startswith(FILE_SOURCE):
        body = r.value(
            f"SELECT body FROM entry WHERE subject = ? AND kind = '{Kind.PERSON_IMPORTED}' ORDER BY hlc DESC LIMIT 1",
            (f"person:{key}",),
        )
        return None if body is None else card_from(json.loads(body))
    row = r.one(
        "SELECT role, name, reading, emails, numbers, organisation, language, timezone FROM m_person"
        " WHERE source = ? AND remote_id = ?",
        (source, remote_id),
    )
    if row is None:
        return None
    numbers = tuple(RawNumber(number["kind"], number["text"]) for number in json.loads(row[4]))
    languages = (row[6],) if row[6] else ()
    return PersonCard(row[0], row[1], row[2], tuple(json.loads(row[3])), numbers, row[5], languages, row[7])


def file_cards(r: Reading, source: str) -> dict[str, str]:
    """What a file said of everybody in it when it was last imported: bodies of entries by person key."""
    return {
        subject.removeprefix("person:"): body
        for subject, body in r.rows(
            f"SELECT subject, body FROM entry WHERE subject >= ? AND subject < ? AND kind = '{Kind.PERSON_IMPORTED}'"
            " ORDER BY subject, hlc",
            (f"person:{source}:", f"person:{source};"),
        )
    }


def source_cards(r: Reading, source: str) -> dict[str, str]:
    """What a source says of everybody now: cards as entries keep them, by person key."""
    if source.startswith(FILE_SOURCE):
        return file_cards(r, source)
    ids = [row[0] for row in r.rows("SELECT remote_id FROM m_person WHERE source = ? ORDER BY remote_id", (source,))]
    cards = ((f"{source}:{remote_id}", card_of(r, f"{source}:{remote_id}")) for remote_id in ids)
    return {key: dump(card.body()) for key, card in cards if card is not None}


def file_sources(r: Reading) -> list[str]:
    """Sources that came out of files."""
    rows = r.rows(
        "SELECT DISTINCT source FROM p_person WHERE source >= ? AND source < ? ORDER BY source", (FILE_SOURCE, "file/")
    )
    return [row[0] for row in rows]


def every_key(r: Reading) -> list[str]:
    """Keys of all cards."""
    mirrored = [f"{source}:{remote_id}" for source, remote_id in r.rows("SELECT source, remote_id FROM m_person")]
    imported = r.rows(
        f"SELECT DISTINCT subject FROM entry WHERE subject >= ? AND subject < ? AND kind = '{Kind.PERSON_IMPORTED}'",
        (f"person:{FILE_SOURCE}", "person:file/"),
    )
    return sorted({*mirrored, *(row[0].removeprefix("person:") for row in imported)})
