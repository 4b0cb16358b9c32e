"""The mirror's tables: a pulled page goes in with all that follows from it, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from fallback_console.domain.mirror import (
    Attachment,
    PulledCase,
    PulledItem,
    PulledPerson,
    PullPage,
    RawNumber,
    Vocabulary,
)
from fallback_console.domain.plain import is_plain, plain
from fallback_console.store.case_projection import (
    MirrorCase,
    closed_statuses,
    person_name,
    project_case,
    write_mirrored,
)
from fallback_console.store.home import home_region
from fallback_console.store.journal import dump
from fallback_console.store.parts import chunks
from fallback_console.store.person_projection import project_person
from fallback_console.store.same_person import aliased
from fallback_console.store.seen_table import note_changes
from fallback_console.store.shown_person import head_of, shown_name
from fallback_console.store.talk_projection import project_talks
from fallback_console.store.tx import listed

if TYPE_CHECKING:
    from fallback_console.store.tx import Tx

__all__ = ["keep_vocabulary", "project_closed", "reproject_source", "store_page", "vocabulary_from"]

T = TypeVar("T")

R = TypeVar("R", PulledCase, PulledItem, PulledPerson, RawNumber, Attachment)


_TEXTS: dict[type, tuple[str, ...]] = {
    PulledCase: ("subject", "queue", "status", "owner", "requestor", "url"),
    PulledItem: ("author", "text", "field", "old", "new", "marker"),
    PulledPerson: ("remote_id", "role", "name", "organisation", "language", "timezone", "reading"),
    RawNumber: ("kind", "text"),
    Attachment: ("name", "content_type"),
}
_LISTS: dict[type, tuple[str, ...]] = {PulledItem: ("attachments",), PulledPerson: ("emails", "numbers")}
_GET_TEXTS = {kind: attrgetter(*names) for kind, names in _TEXTS.items()}

_PERSON = (
    "INSERT INTO m_person (source, remote_id, role, name, emails, numbers, organisation, language, timezone,"
    " reading) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET role = excluded.role, name = excluded.name,"
    " emails = excluded.emails, numbers = excluded.numbers, organisation = excluded.organisation,"
    " language = excluded.language, timezone = excluded.timezone, reading = excluded.reading"
)
# A page may come a second time after a cut, late: an older version never replaces a newer one.
_CASE = (
    "INSERT INTO m_case (source, remote_id, version, subject, queue, status, priority, owner, requestor, created_at,"
    " updated_at, due_at, url, gone)"
)
_CASE_AGAIN = (
    "ON CONFLICT DO UPDATE SET version = excluded.version, subject = excluded.subject, queue = excluded.queue, status = excluded.status,"
    " priority = excluded.priority, owner = excluded.owner, requestor = excluded.requestor,"
    " created_at = excluded.created_at, updated_at = excluded.updated_at, due_at = excluded.due_at, url = excluded.url,"
    " gone = 0 WHERE excluded.version >= version"
)
_ITEM = (
    "INSERT OR REPLACE INTO m_item (source, remote_id, case_remote, kind, author, at, text, field, old, new, attachments,"
    " marker)"
)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def store_page(tx: Tx, source: str, page: PullPage) -> None:
    """Store a page's rows and bring every projection along. The same page again changes nothing."""
    page = _plain_page(page)
    _store_people(tx, source, page.people)
    changed = _store_cases(tx, source, page.cases)
    gone = _mark_gone(tx, source, page.gone)
    spoken = _store_items(tx, source, page.items)
    _project(tx, source, {name: case for name, case in changed.items() if name not in gone}, gone)
    project_talks(tx, source, {*changed, *(item.case for item in page.items)})
    note_changes(tx, source, page.items)
    _mark_stale(tx, source, spoken)
    touched = {*changed, *gone, *(item.case for item in page.items)}
    known = dict(
        tx.rows(
            "SELECT remote_id, key FROM p_case WHERE remote_id IN (SELECT value FROM json_each(?)) AND source = ?",
            (listed(touched), source),
        )
    )
    for remote_id in touched:
        tx.touch("case", known.get(remote_id) or f"{source}:{remote_id}")


def _plain_page(page: PullPage) -> PullPage:
    """What a source says may hold characters that cannot be stored or shown."""
    return replace(
        page,
        cases=tuple(map(_plain_row, page.cases)),
        items=tuple(map(_plain_row, page.items)),
        people=tuple(map(_plain_row, page.people)),
    )


def _plain_row(row: R) -> R:
    """The very same object where nothing has to change, as nearly always."""
    kind = type(row)
    changed: dict[str, Any] = {}
    if not is_plain("".join(_GET_TEXTS[kind](row))):
        changed = {name: plain(getattr(row, name)) for name in _TEXTS[kind]}
    for name in _LISTS.get(kind, ()):
        values = getattr(row, name)
        cleaned = tuple(plain(v) if isinstance(v, str) else _plain_row(v) for v in values)
        if any(a is not b for a, b in zip(cleaned, values, strict=True)):
            changed[name] = cleaned
    return replace(row, **changed) if changed else row


def store_people(tx: Tx, source: str, people: Sequence[PulledPerson]) -> None:
    """Keep people of a system who came without a case."""
    _store_people(tx, source, tuple(map(_plain_row, people)))


def _store_people(tx: Tx, source: str, people: Sequence[PulledPerson]) -> None:
    before: dict[str, tuple[Any, ...]] = {}
    home = home_region(tx) if people else ""
    for part in chunks([p.remote_id for p in people]):
        rows = tx.rows(
            "SELECT remote_id, role, name, emails, numbers, organisation, language, timezone, reading FROM m_person"
            f" WHERE source = ? AND remote_id IN ({_marks(part)})",
            (source, *part),
        )
        before.update((row[0], row) for row in rows)
    told: dict[str, str] = {}
    for person in people:
        # Who writes to the helpdesk once is a customer there; that takes nobody out of the team.
        if person.role != "customer" or person.remote_id not in told:
            told[person.remote_id] = person.role
    for key, role in told.items():
        if role == "customer" and key in before:
            told[key] = before[key][1]
    for person in {p.remote_id: replace(p, role=told[p.remote_id]) for p in people}.values():
        row = (
            person.remote_id,
            person.role,
            person.name,
            dump(person.emails),
            dump([asdict(number) for number in person.numbers]),
            person.organisation,
            person.language,
            person.timezone,
            person.reading,
        )
        if before.get(person.remote_id) != row:
            tx.execute(_PERSON, (source, *row))
            project_person(tx, f"{source}:{person.remote_id}", home)
            _rename_customer(tx, source, person)


def _rename_customer(tx: Tx, source: str, person: PulledPerson) -> None:
    """Cases show and are found by their customer's name and numbers."""
    own = f"{source}:{person.remote_id}"
    key = head_of(tx, own)
    shown = (
        person_name(person.name, [n.text for n in person.numbers], person.emails, person.remote_id)
        if key == own
        else shown_name(tx, key)
    )
    for pk, case_key in tx.rows("SELECT pk, key FROM p_case WHERE customer_key = ? AND customer_key <> ''", (key,)):
        tx.execute("UPDATE p_case SET customer = ?, stale = 1 WHERE pk = ?", (shown, pk))
        tx.touch("case", case_key)


def _store_cases(tx: Tx, source: str, cases: Sequence[PulledCase]) -> dict[str, PulledCase]:
    """Upsert cases; those that are new here or differ from what was stored."""
    before: dict[str, tuple[Any, ...]] = {}
    for part in chunks([c.remote_id for c in cases]):
        rows = tx.rows(
            "SELECT remote_id, version, subject, queue, status, priority, owner, requestor, created_at, updated_at, due_at,"
            f" url, gone FROM m_case WHERE source = ? AND remote_id IN ({_marks(part)})",
            (source, *part),
        )
        before.update((row[0], row) for row in rows)
    changed: dict[str, PulledCase] = {}
    stored: list[tuple[Any, ...]] = []
    for c in sorted(cases, key=lambda case: case.version):
        row = (
            c.remote_id,
            c.version,
            c.subject,
            c.queue,
            c.status,
            c.priority,
            c.owner,
            c.requestor,
            c.created_at,
            c.updated_at,
            c.due_at,
            c.url,
        )
        known = before.get(c.remote_id)
        if known is None or (known[1] <= c.version and known != (*row, 0)):
            changed[c.remote_id] = c
            stored.append((source, *row, 0))
    tx.bulk(_CASE, stored, _CASE_AGAIN)
    return changed


def _mark_gone(tx: Tx, source: str, gone: Collection[str]) -> set[str]:
    tx.executemany(
        "UPDATE m_case SET gone = 1 WHERE source = ? AND remote_id = ?", ((source, remote_id) for remote_id in gone)
    )
    return set(gone)


def _store_items(tx: Tx, source: str, items: Sequence[PulledItem]) -> set[str]:
    """Store history; remote ids of cases that got new words."""
    tx.bulk(
        _ITEM,
        (
            (
                source,
                item.remote_id,
                item.case,
                item.kind,
                item.author,
                item.at,
                item.text,
                item.field,
                item.old,
                item.new,
                dump([asdict(a) for a in item.attachments]) if item.attachments else "[]",
                item.marker,
            )
            for item in items
        ),
    )
    return {item.case for item in items if item.text}


def _project(tx: Tx, source: str, changed: Mapping[str, PulledCase], gone: Collection[str]) -> None:
    """Project changed cases: those with entries one by one, the others, mostly all, together."""
    ours = _with_entries(tx, source, changed) | _of_merged(tx, source, changed.values())
    for remote_id in sorted({*ours, *gone}):
        project_case(tx, f"{source}:{remote_id}")
    plain = [_mirror_case(source, case) for case in changed.values() if case.remote_id not in ours]
    write_mirrored(tx, plain, _customer_names(tx, source, {case.requestor for case in plain if case.requestor}))


def _mirror_case(source: str, case: PulledCase) -> MirrorCase:
    return MirrorCase(
        source,
        case.remote_id,
        case.version,
        case.subject,
        case.queue,
        case.status,
        case.priority,
        case.owner,
        case.requestor,
        case.created_at,
        case.updated_at,
        case.due_at,
    )


def _with_entries(tx: Tx, source: str, remote_ids: Collection[str]) -> set[str]:
    """Cases that anybody did something to here, or that were made here."""
    found: set[str] = set()
    for part in chunks(list(remote_ids)):
        subjects = [f"case:{source}:{remote_id}" for remote_id in part]
        found.update(
            row[0].removeprefix(f"case:{source}:")
            for row in tx.rows(f"SELECT DISTINCT subject FROM entry WHERE subject IN ({_marks(part)})", subjects)
        )
        found.update(
            row[0]
            for row in tx.rows(
                f"SELECT remote_id FROM p_case WHERE remote_id IN ({_marks(part)}) AND source = ? AND key LIKE 'local:%'",
                (*part, source),
            )
        )
    return found


def _of_merged(tx: Tx, source: str, cases: Iterable[PulledCase | MirrorCase]) -> set[str]:
    """Cases whose customer is shown under another key."""
    if not aliased(tx):
        return set()
    merged = {row[0] for row in tx.rows("SELECT key FROM p_alias")}
    return {case.remote_id for case in cases if f"{source}:{case.requestor}" in merged}


def _customer_names(tx: Tx, source: str, requestors: Collection[str]) -> dict[tuple[str, str], str]:
    names: dict[tuple[str, str], str] = {}
    for part in chunks(list(requestors)):
        for remote_id, name, numbers, emails in tx.rows(
            f"SELECT remote_id, name, numbers, emails FROM m_person WHERE source = ? AND remote_id IN ({_marks(part)})",
            (source, *part),
        ):
            names[source, remote_id] = name or person_name(
                name, [n["text"] for n in json.loads(numbers)], json.loads(emails), remote_id
            )
    return names


def _mark_stale(tx: Tx, source: str, remote_ids: Iterable[str]) -> None:
    tx.execute(
        "UPDATE p_case SET stale = 1 WHERE remote_id IN (SELECT value FROM json_each(?)) AND source = ? AND stale = 0",
        (listed(remote_ids), source),
    )


def reproject_source(tx: Tx, source: str) -> None:
    """Project every mirrored case of a source anew."""
    rows = tx.rows(
        "SELECT source, remote_id, version, subject, queue, status, priority, owner, requestor, created_at, updated_at,"
        " due_at, gone FROM m_case WHERE source = ?",
        (source,),
    )
    cases = {row[1]: MirrorCase(*row) for row in rows}
    ours = _with_entries(tx, source, list(cases)) | _of_merged(tx, source, cases.values())
    for part in chunks([case for case in cases.values() if case.remote_id not in ours and not case.gone]):
        write_mirrored(tx, part, _customer_names(tx, source, {case.requestor for case in part if case.requestor}))
    project_talks(tx, source, [name for name in cases if name not in ours])
    for remote_id in sorted(ours):
        project_case(tx, f"{source}:{remote_id}")


def vocabulary_from(text: str) -> Vocabulary:
    """A vocabulary from its column."""
    body = json.loads(text)
    return Vocabulary(**{name: tuple(values) for name, values in body.items()})


def keep_vocabulary(tx: Tx, source: str, vocabulary: Vocabulary) -> None:
    """Replace what a source allows to choose from; statuses that now count as closed or open move their cases."""
    before = closed_statuses(tx)
    tx.execute("INSERT OR REPLACE INTO m_vocabulary (source, body) VALUES (?, ?)", (source, dump(asdict(vocabulary))))
    if closed_statuses(tx) != before:
        project_closed(tx)
    tx.touch("mirror", source)


def project_closed(tx: Tx) -> None:
    """Which cases are closed, by their status."""
    closed = closed_statuses(tx)
    for (status,) in tx.rows("SELECT DISTINCT status FROM p_case"):
        wanted = status.casefold() in closed
        tx.execute(
            "UPDATE p_case SET closed = ? WHERE status = ? AND closed <> ? AND remote_id <> ''",
            (wanted, status, wanted),
        )
    for (key,) in tx.rows("SELECT key FROM p_case WHERE remote_id = ''"):
        project_case(tx, key)
