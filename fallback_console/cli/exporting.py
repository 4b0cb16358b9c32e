"""``export``: cases and telephone lists as CSV, and on paper."""

from __future__ import annotations

import argparse
from pathlib import Path

from fallback_console.adapters.pdf import PrintedList, write_pdf
from fallback_console.cli.opening import needs_numbers, opened
from fallback_console.cli.output import Output, iso
from fallback_console.compose.profile import Profile
from fallback_console.compose.reporting import file_error, refuse_existing
from fallback_console.domain.csv_text import csv_text
from fallback_console.domain.views import CaseFilter, CaseRow, CaseSort, PersonRow
from fallback_console.services import backlog, people, queue

__all__ = ["export"]

_MOST = 100_000
_TEAM = ("team", "expert")
_CASE_HEAD = (
    "Case",
    "Priority",
    "Due",
    "Status",
    "Owner",
    "Queue",
    "Customer",
    "Subject",
    "Next action",
    "Not yet sent",
)
_PERSON_HEAD = ("Name", "Role", "Mobile", "Other numbers", "Mail", "Organisation", "Language", "Time zone", "Reading")


def export(args: argparse.Namespace, out: Output) -> int:
    """Write cases, people, or both as a printable PDF."""
    target = Path(args.out).expanduser()
    with opened(args) as profile:
        if args.what == "people":
            needs_numbers(profile)
        cases = _cases(profile, all_cases=args.all)
        persons = profile.desk.read(people.list_people, "", "", _MOST)
        age = profile.desk.read(backlog.data_age)
        refuse_existing(target, force=args.force)
        try:
            if args.what == "print":
                pages = write_pdf(
                    target, "Phone tree and case list", f"As of {iso(age) or 'never'}", _printed(cases, persons)
                )
                count = pages
            else:
                head, rows = (
                    (_CASE_HEAD, _case_cells(cases)) if args.what == "cases" else (_PERSON_HEAD, _person_cells(persons))
                )
                target.write_text(csv_text(head, rows), encoding="utf-8", newline="")
                count = len(rows)
        except OSError as error:
            raise file_error(target, error) from error
    unit = "pages" if args.what == "print" else "rows"
    out.result(
        {"file": target, unit: count},
        f"{target}: {count} {unit if count != 1 else unit[:-1]}. It holds customers' data: keep it safe.",
    )
    return 0


def _cases(profile: Profile, *, all_cases: bool) -> list[CaseRow]:
    return profile.desk.read(queue.list_cases, CaseFilter(open_only=not all_cases), CaseSort.DUE, _MOST, 0)


def _case_cells(cases: list[CaseRow]) -> list[list[str]]:
    return [
        [
            c.number,
            str(c.priority),
            iso(c.due_at),
            c.status,
            c.owner,
            c.queue,
            c.customer,
            c.subject,
            f"{c.next_action} {iso(c.next_action_at)}".strip(),
            str(c.unsent or ""),
        ]
        for c in cases
    ]


def _person_cells(persons: list[PersonRow]) -> list[list[str]]:
    return [
        [
            p.name,
            p.role,
            ", ".join(n.shown for n in p.numbers if n.kind == "mobile"),
            ", ".join(n.shown for n in p.numbers if n.kind != "mobile"),
            ", ".join(p.emails),
            p.organisation,
            p.language,
            p.timezone,
            p.reading,
        ]
        for p in persons
    ]


def _printed(cases: list[CaseRow], persons: list[PersonRow]) -> list[PrintedList]:
    """The team first: who to ring when nothing else works. Then customers of open cases, then the cases."""
    wanted = {c.customer_key for c in cases}
    phones = (0.28, 0.2, 0.27, 0.25)
    head = ("Name", "Mobile", "Other numbers", "Mail")

    def numbers(p: PersonRow) -> list[str]:
        cells = _person_cells([p])[0]
        return [cells[0], cells[2], cells[3], cells[4]]

    team = [numbers(p) for p in persons if p.role in _TEAM]
    customers = [numbers(p) for p in persons if p.role not in _TEAM and p.key in wanted]
    rows = [[c[0], c[1], c[2], c[3], c[4], c[6], c[7], c[8]] for c in _case_cells(cases)]
    return [
        PrintedList("Team", head, team, phones),
        PrintedList("Customers with open cases", head, customers, phones),
        PrintedList(
            "Open cases",
            ("Case", "Pri", "Due", "Status", "Owner", "Customer", "Subject", "Next action"),
            rows,
            (0.06, 0.04, 0.15, 0.07, 0.08, 0.15, 0.27, 0.18),
        ),
    ]
