"""Which records are one person: the last word on each pair counts, and what is linked is one person, whoever said it first.

A word is a journal entry, so the same words in any order, here or at another station, lead to the same people.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fallback_console.domain.entry import Entry, Kind
from fallback_console.store import journal
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["aliased", "fill_same", "link_of", "links_into", "note_word", "parted_from", "parts_of"]

_KINDS = (Kind.PERSON_MERGED, Kind.PERSON_PARTED)


def parts_of(r: Reading, head: str) -> list[str]:
    """Keys of all records of a person, the one it is shown by first."""
    rows = r.rows("SELECT key FROM p_alias WHERE head = ? AND key <> head ORDER BY key", (head,))
    return [head, *(row[0] for row in rows)]


def aliased(r: Reading) -> bool:
    """Anybody was merged at all."""
    return r.value("SELECT 1 FROM p_alias LIMIT 1") is not None


def parted_from(r: Reading, key: str) -> set[str]:
    """Keys that somebody said are other people."""
    rows = r.rows("SELECT one, two FROM p_same WHERE merged = 0 AND (one = ? OR two = ?)", (key, key))
    return {other for row in rows for other in row if other != key}


def link_of(r: Reading, key: str) -> tuple[str, str] | None:
    """The merge that put a record into another: both keys, head first; None where it was put into none."""
    return r.one(
        "SELECT head, iif(head = one, two, one) FROM p_same WHERE merged = 1 AND (one = ? OR two = ?) AND head <> ?"
        " ORDER BY hlc DESC LIMIT 1",
        (key, key, key),
    )


def links_into(r: Reading, key: str) -> list[tuple[str, str]]:
    """Merges that put another record into this one, the last first: both keys, head first."""
    return r.rows(
        "SELECT head, iif(head = one, two, one) FROM p_same WHERE merged = 1 AND (one = ? OR two = ?) AND head = ?"
        " ORDER BY hlc DESC",
        (key, key, key),
    )


def note_word(tx: Tx, entry: Entry) -> set[str]:
    """Take in that somebody merged or parted two records.

    Returns:
        Keys of all records whose person may have changed by it.
    """
    _keep(tx, entry)
    head, other = entry.subject.removeprefix("person:"), str(entry.body["other"])
    concerned = {key for end in (head, other) for key in parts_of(tx, head_of(tx, end))}
    return concerned | _regroup(tx, concerned)


def fill_same(tx: Tx) -> None:
    """Everything from the journal, for a rebuild."""
    marks = ", ".join("?" * len(_KINDS))
    for row in tx.rows(
        f"SELECT {journal.COLUMNS} FROM entry WHERE subject >= 'person:' AND subject < 'person;' AND kind IN ({marks})"
        " ORDER BY hlc",
        _KINDS,
    ):
        _keep(tx, journal.entry_from(row))
    _regroup(tx, {key for row in tx.rows("SELECT one, two FROM p_same WHERE merged = 1") for key in row})


def _keep(tx: Tx, entry: Entry) -> None:
    head, other = entry.subject.removeprefix("person:"), str(entry.body["other"])
    one, two = sorted((head, other))
    tx.execute(
        "INSERT INTO p_same (one, two, head, hlc, merged) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " head = excluded.head, hlc = excluded.hlc, merged = excluded.merged WHERE excluded.hlc > hlc",
        (one, two, head, entry.hlc, entry.kind == Kind.PERSON_MERGED),
    )


def _regroup(tx: Tx, keys: Iterable[str]) -> set[str]:
    """Find the groups of some records anew; the keys of all records in them."""
    seen: set[str] = set()
    for key in sorted(keys):
        if key in seen:
            continue
        group, links = _group(tx, key)
        seen |= group
        tx.executemany("DELETE FROM p_alias WHERE key = ?", ((one,) for one in group))
        if links:
            head = _head(group, links)
            tx.executemany("INSERT INTO p_alias (key, head) VALUES (?, ?)", ((one, head) for one in sorted(group)))
    return seen


def _group(tx: Tx, key: str) -> tuple[set[str], set[tuple[str, str, str]]]:
    """Everything that is linked with a record, and the links: time, head, other."""
    group, links, open_ends = {key}, set(), [key]
    while open_ends:
        end = open_ends.pop()
        for one, two, head, hlc in tx.rows(
            "SELECT one, two, head, hlc FROM p_same WHERE merged = 1 AND (one = ? OR two = ?)", (end, end)
        ):
            links.add((hlc, head, two if head == one else one))
            for other in {one, two} - group:
                group.add(other)
                open_ends.append(other)
    return group, links


def _head(group: set[str], links: set[tuple[str, str, str]]) -> str:
    """The record that nobody put into another; where stations disagree, the one that was last said to be it."""
    free = group - {other for _, _, other in links}
    return max((link for link in links if not free or link[1] in free), key=lambda link: link[0])[1]
