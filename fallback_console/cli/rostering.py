"""``roster``: who is there, one of them with everything, shifts from a file, and a supervisor's word."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, iso, printable, table
from fallback_console.compose.reporting import file_error
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.roster import RosterRow
from fallback_console.domain.shifts import Span
from fallback_console.services import roster, shift_import, statuses
from fallback_console.services.roster import Asked
from fallback_console.services.shift_files import read_shifts

__all__ = ["import_shifts", "list_team", "set_status", "show"]

_TOLD = 50


def list_team(args: argparse.Namespace, out: Output) -> int:
    """The team, in the order that was asked for."""
    asked = Asked(args.filter, " ".join(args.words), args.sort, args.reverse)
    with opened(args) as profile:
        now = profile.clock.now_ms()
        found = profile.desk.read(roster.listing, profile.settings.login, asked, now)
    shown = [
        [
            printable(row.mate.name),
            row.status,
            f"{row.open_cases} open, {row.calls_today} calls",
            _planned(row),
            ", ".join(row.ways) or "unreachable",
            row.mate.login,
        ]
        for row in found.rows
    ]
    text = table(["Name", "Status", "Load", "Planned", "Reachable by", "Login"], shown) if shown else "Nobody."
    data = {"people": [_row(row) for row in found.rows], "counts": found.counts, "unknown": found.base.unknown}
    out.result(data, text)
    return 0


def show(args: argparse.Namespace, out: Output) -> int:
    """One of the team with everything."""
    with opened(args) as profile:
        now, who = profile.clock.now_ms(), profile.settings.login
        row = profile.desk.read(roster.who_is, args.person, who, now)
        rules = profile.settings.reach or ReachRules()
        card = profile.desk.read(roster.card, who, row.key, rules, now)
    assert card is not None
    paths = [
        {
            "kind": rung.path.kind,
            "address": rung.path.shown or rung.path.address,
            "why": rung.why,
            "health": rung.health,
        }
        for rung in card.rungs
    ]
    facts = [
        ("Status", row.status + (f", since {iso(row.since_at)}" if row.since_at else "")),
        ("Load", f"{row.open_cases} open cases, {row.calls_today} calls today"),
        ("Planned", _planned(row)),
        ("On call", ", ".join(name or "yes" for name in row.plan.on_call)),
        ("Last heard", f"{iso(row.heard.at)} ({row.heard.over})" if row.heard.at else ""),
        ("Site", row.mate.site),
        ("Groups", ", ".join(row.mate.groups)),
        *(("Path", f"{one['kind']} {one['address']} {one['why'] or one['health']}".rstrip()) for one in paths),
        *(("Case", f"{case.number} {printable(case.subject)}") for case in card.cases),
    ]
    lines = [f"{printable(row.mate.name)}  {row.mate.login}  {row.key}", *(f"  {n}: {v}" for n, v in facts if v)]
    data = {
        "person": _row(row),
        "paths": paths,
        "cases": card.cases,
        "shifts": [_span(span) for span in card.shifts],
        "duties": [
            {"schedule": d.schedule, "start": d.start, "end": d.end, "by_override": d.by_override} for d in card.duties
        ],
    }
    out.result(data, "\n".join(lines))
    return 0


def import_shifts(args: argparse.Namespace, out: Output) -> int:
    """What a file plans; then, unless only that was asked for, it is kept."""
    path = Path(args.file).expanduser()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise file_error(path, error) from error
    source = shift_import.source_of(args.source or path.stem)
    with opened(args) as profile:
        file = read_shifts(
            data,
            profile.clock.now_ms(),
            zone=args.zone,
            kind=args.kind,
            days=args.days,
            encoding=args.encoding,
        )
        planned = profile.desk.read(shift_import.look, source, file.spans)
        if not args.dry_run:
            for command, values in shift_import.steps(profile.settings.login, planned, path.name):
                profile.desk.command(command, *values).result()
    counted = ", ".join(f"{count} {kind}" for kind, count in planned.counts.items() if count) or "nothing"
    state = "would be kept" if args.dry_run else "as before" if planned.same else "saved"
    lines = [
        f"{path.name}: {counted}; {state} as '{source}' in place of {planned.before} before.",
        *(f"  line {one.line}: {printable(one.reason)}" for one in file.broken[:_TOLD]),
        *(f"  nobody here is called '{printable(name)}'" for name in planned.unknown[:_TOLD]),
    ]
    out.result(
        {
            "file": path,
            "source": source,
            "format": file.format,
            "counts": planned.counts,
            "before": planned.before,
            "same": planned.same,
            "broken": file.broken,
            "unknown": planned.unknown,
            "written": 0 if args.dry_run or planned.same else len(planned.spans),
        },
        "\n".join(lines),
    )
    return 0


def set_status(args: argparse.Namespace, out: Output) -> int:
    """Somebody's status on a supervisor's word."""
    with opened(args) as profile:
        who = profile.settings.login
        row = profile.desk.read(roster.who_is, args.person, who, profile.clock.now_ms())
        new = profile.desk.command(statuses.set_status_of, who, row.mate.login, args.status).result()
        after = profile.desk.read(roster.who_is, row.key, who, profile.clock.now_ms())
    out.result({"changed": new, "person": _row(after)}, f"saved: {printable(row.mate.name)} is {args.status}.")
    return 0


def _planned(row: RosterRow) -> str:
    plan = row.plan
    parts = [
        f"absent until {iso(plan.absence.end)}" if plan.absence is not None else "",
        f"on shift until {iso(plan.shift.end)}" if plan.shift is not None else "",
        f"next shift {iso(plan.next.start)}" if plan.shift is None and plan.next is not None else "",
        f"on call{' by override' if plan.by_override else ''}" if plan.on_call else "",
    ]
    return ", ".join(filter(None, parts))


def _row(row: RosterRow) -> dict[str, Any]:
    mate, plan = row.mate, row.plan
    return {
        "key": mate.key,
        "name": mate.name,
        "reading": mate.reading,
        "role": mate.role,
        "login": mate.login,
        "site": mate.site,
        "skills": [{"name": name, "level": level} for name, level in mate.skills],
        "languages": mate.languages,
        "groups": mate.groups,
        "status": row.status,
        "since_at": row.since_at,
        "planned": row.planned,
        "open_cases": row.open_cases,
        "calls_today": row.calls_today,
        "shift": _span(plan.shift),
        "next_shift": _span(plan.next),
        "absence": _span(plan.absence),
        "on_call": plan.on_call,
        "by_override": plan.by_override,
        "ways": row.ways,
        "down": row.down,
        "heard_at": row.heard.at or None,
        "heard_over": row.heard.over,
    }


def _span(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "note": span.note}
