"""``people``: list, show, import, merge, unmerge and export."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from fallback_console.cli.opening import needs_numbers, opened
from fallback_console.cli.output import Output, printable, table
from fallback_console.cli.people_directory import HELPDESK, access_of, read_directory, read_helpdesk
from fallback_console.cli.people_told import WHY, import_lines
from fallback_console.compose.importing import look_through, read_file, write_people
from fallback_console.compose.reporting import file_error, refuse_existing
from fallback_console.domain.csv_text import csv_text
from fallback_console.domain.dial_rules import extension_of
from fallback_console.domain.errors import InputError
from fallback_console.domain.mirror import RawNumber
from fallback_console.domain.people_csv import EXPORT_HEAD, export_row
from fallback_console.domain.person import PersonCard, skills_text
from fallback_console.domain.vcard import card_text
from fallback_console.domain.views import NumberRow, PersonRow
from fallback_console.services import people, people_import, people_list, people_merge
from fallback_console.services.people_import import ImportPreview, PlannedPerson

__all__ = ["apart", "export_people", "import_people", "list_people", "list_same", "merge", "show", "unmerge"]

_MOST = 1_000_000
_TOLD_EVERY = 10_000


def list_people(args: argparse.Namespace, out: Output) -> int:
    """People by name, number, address, organisation, language, skill or group, or by a sentence with these."""
    words = " ".join([*args.words, args.search]).strip()
    with opened(args) as profile:
        rows = profile.desk.read(people_list.found, words, args.role, _limit(args.limit))
    shown = [[_called(p), p.role, ", ".join(n.shown for n in p.numbers), ", ".join(p.emails), p.key] for p in rows]
    out.result({"people": rows}, table(["Name", "Role", "Numbers", "Mail", "Key"], shown))
    return 0


def show(args: argparse.Namespace, out: Output) -> int:
    """One person, the records it was merged from, and who may be the same person."""
    with opened(args) as profile:
        row = profile.desk.read(people.person_meant, args.person)
        likely = profile.desk.read(people_merge.likely, row.key)
    facts = [
        ("Organisation", row.organisation),
        *((f"Number, {n.kind}", n.shown + ("" if n.e164 else "  (not a possible number)")) for n in row.numbers),
        *(("Mail", mail) for mail in row.emails),
        ("Languages", ", ".join(row.languages)),
        ("Time zone", row.timezone),
        ("Skills", skills_text(row.skills)),
        ("Groups", ", ".join(row.groups)),
        *(("Merged with", key) for key in row.parts),
        *(("Perhaps the same as", f"{one.key}  {one.name}  ({WHY[one.why]}: {one.what})") for one in likely),
    ]
    lines = [f"{_called(row)}  {row.role}  {row.key}", *(f"  {name}: {value}" for name, value in facts if value)]
    out.result({"person": row, "likely": likely}, "\n".join(lines))
    return 0


def import_people(args: argparse.Namespace, out: Output) -> int:
    """What a file or a directory brings; then, unless only that was asked for, it is kept."""
    if [bool(args.file), bool(args.directory), args.helpdesk].count(True) != 1:
        raise InputError("People come from a file, from a directory or from the helpdesk.", "Name one of the three.")
    limit = _limit(args.limit)
    access = access_of(args) if args.directory else None
    path = Path(args.file).expanduser()
    source = (
        HELPDESK if args.helpdesk else people_import.source_of(args.source or (access.source if access else path.stem))
    )
    with opened(args) as profile:
        texts: Mapping[int, str] = {}
        if args.helpdesk:
            file, texts = read_helpdesk(args, profile, out)
        elif access:
            file, texts = read_directory(args, access, profile, out)
        else:
            delimiter = "\t" if args.delimiter.lower() in ("tab", "\\t") else args.delimiter
            kind = args.kind or "customer"
            file = read_file(path, encoding=args.encoding, delimiter=delimiter, told=_told(args.map), kind=kind)
        found = look_through(profile.store, file, source)
        written = 0
        if not args.dry_run:
            written = write_people(profile.store, profile.settings.login, found, _progress(out))
        others = [name for name in profile.desk.read(people_import.sources) if name != source]
    counts = found.counts()
    data = {
        "file": "helpdesk" if args.helpdesk else access.url if access else path,
        "source": source,
        "format": file.kind,
        "encoding": file.encoding,
        "delimiter": file.delimiter,
        "columns": [{"heading": heading, "field": field} for heading, field in file.columns],
        "counts": {
            **counts,
            "likely": sum(1 for person in found.people if person.likely),
            "broken": len(found.broken),
            "left": len(found.left),
            "impossible_numbers": found.impossible,
        },
        "people": [_planned(person) for person in _told_of(found, limit)],
        "broken": found.broken[:limit],
        "entries": {str(one.line): texts[one.line] for one in found.broken[:limit] if one.line in texts},
        "home_region": found.home,
        "written": written,
    }
    lines = import_lines(data, found, limit, dry=args.dry_run)
    if path.name and others and counts["new"] and not counts["changed"] + counts["same"]:
        lines.insert(
            1, f"  kept from other files: {', '.join(others)}; a newer version of one of them is named with --source"
        )
    out.result(data, "\n".join(lines))
    return 0


def _progress(out: Output) -> Callable[[int, int], None]:
    """Tells of every ten thousand people once."""
    told = 0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if done - told >= _TOLD_EVERY:
            told = done
            out.progress(f"{done:,} of {total:,}")

    return tell


def _told(pairs: Sequence[str]) -> dict[str, str]:
    told: dict[str, str] = {}
    for pair in pairs:
        column, sign, field = pair.rpartition("=")
        if not sign or not column:
            raise InputError("A column is told like 'Kunde=name'.", "See 'fallback-console people import --help'.")
        told[column] = field.strip()
    return told


def _told_of(found: ImportPreview, limit: int) -> list[PlannedPerson]:
    """A few of each sort: new and changed people, then those about whom something is odd or likely."""
    chosen: dict[str, PlannedPerson] = {}
    for wanted in (
        lambda p: p.likely,
        lambda p: p.notes or "" in p.e164s,
        lambda p: p.state == "changed",
        lambda p: p.state == "new",
    ):
        few = [person for person in found.people if wanted(person)][:limit]
        chosen.update((person.key, person) for person in few)
    return sorted(chosen.values(), key=lambda person: person.line)


def _planned(person: PlannedPerson) -> dict[str, Any]:
    return {
        "line": person.line,
        "key": person.key,
        "name": person.card.name,
        "role": person.card.role,
        "state": person.state,
        "changes": person.changes,
        "impossible_numbers": [n.text for n, e164 in zip(person.card.numbers, person.e164s, strict=True) if not e164],
        "notes": person.notes,
        "likely": person.likely,
    }


def list_same(args: argparse.Namespace, out: Output) -> int:
    """People who may be one person, the surest first."""
    with opened(args) as profile:
        pairs = profile.desk.read(people_merge.likely_pairs, _limit(args.limit))
    shown = [
        [pair.key, pair.name, pair.other.key, pair.other.name, f"{pair.other.why}: {pair.other.what}"] for pair in pairs
    ]
    out.result({"pairs": pairs}, table(["Key", "Name", "May be", "Name", "Why"], shown) if pairs else "Nobody.")
    return 0


def merge(args: argparse.Namespace, out: Output) -> int:
    """Two records are the same person."""
    with opened(args) as profile:
        one = profile.desk.read(people.person_meant, args.person)
        other = profile.desk.read(people.person_meant, args.other)
        saved = profile.desk.command(people_merge.merge, profile.settings.login, one.key, other.key).result()
        row = profile.desk.read(people.person, saved.key)
    out.result(
        {"key": saved.key, "other": saved.other, "entry_ids": saved.entry_ids, "person": row},
        f"saved: {saved.other} is {_called(row)}. To undo it: people unmerge {saved.other}",
    )
    return 0


def unmerge(args: argparse.Namespace, out: Output) -> int:
    """Two records are different people after all."""
    with opened(args) as profile:
        meant = profile.desk.read(people.person_meant, args.person)
        # A record that was merged is known by its key alone.
        key = args.person if args.person in meant.parts else meant.key
        saved = profile.desk.command(people_merge.part, profile.settings.login, key).result()
        row = profile.desk.read(people.person, saved.key)
    out.result(
        {"key": saved.key, "other": saved.other, "entry_ids": saved.entry_ids, "person": row},
        f"saved: {saved.other} and {saved.key} are two people.",
    )
    return 0


def apart(args: argparse.Namespace, out: Output) -> int:
    """Two who look alike are two people."""
    with opened(args) as profile:
        one = profile.desk.read(people.person_meant, args.person)
        other = profile.desk.read(people.person_meant, args.other)
        saved = profile.desk.command(people_merge.apart, profile.settings.login, one.key, other.key).result()
    out.result(
        {"key": saved.key, "other": saved.other, "entry_ids": saved.entry_ids, "person": one},
        f"saved: {saved.other} and {saved.key} are two people.",
    )
    return 0


def export_people(args: argparse.Namespace, out: Output) -> int:
    """A file that another station, a spreadsheet or a telephone reads."""
    target = Path(args.file).expanduser()
    with opened(args) as profile:
        if args.role in ("", "customer"):
            needs_numbers(profile)
        rows = profile.desk.read(people.list_people, "", args.role, _MOST)
    refuse_existing(target, force=args.force)
    cards = [(row.key, _card(row)) for row in rows]
    if target.suffix.lower() in (".vcf", ".vcard"):
        text = "".join(card_text(key, card) for key, card in cards)
    else:
        text = csv_text(EXPORT_HEAD, (export_row(key, card) for key, card in cards))
    try:
        target.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise file_error(target, error) from error
    out.result(
        {"file": target, "rows": len(rows)},
        f"{target}: {len(rows)} {'person' if len(rows) == 1 else 'people'}. It holds customers' data: keep it safe.",
    )
    return 0


def _card(row: PersonRow) -> PersonCard:
    numbers = tuple(RawNumber(n.kind, _everywhere(n)) for n in row.numbers)
    skills = tuple((skill.name, skill.level) for skill in row.skills)
    return PersonCard(
        *(row.role, row.name, row.reading, row.emails, numbers, row.organisation, row.languages, row.timezone, skills),
        row.groups,
        row.login if row.role != "customer" else "",
        row.site,
    )


def _everywhere(number: NumberRow) -> str:
    """In E.164, so that it means the same in every country, with its extension."""
    extension = extension_of(number.raw, number.e164)
    return f"{number.e164} x{extension}" if extension else number.e164 or number.raw


def _called(row: PersonRow) -> str:
    return printable(f"{row.name} ({row.reading})" if row.reading else row.name)


def _limit(value: int) -> int:
    if value < 1:
        raise InputError("The limit must be at least 1.", "Leave it out for the usual one.")
    return value
