"""``report``: what happened on a day, as text, for a spreadsheet, on paper."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, epoch_ms, iso, table
from fallback_console.compose.reporting import save_sheets
from fallback_console.domain.day_sheets import WORDS, Style, day_sheets
from fallback_console.domain.errors import InputError
from fallback_console.domain.render import duration
from fallback_console.services import day_report

__all__ = ["report"]


def report(args: argparse.Namespace, out: Output) -> int:
    """The report of a local day; today's where none is named."""
    day = _day(args.day)
    for target, suffix in ((args.csv, ".csv"), (args.pdf, ".pdf")):
        if target and not target.lower().endswith(suffix):
            raise InputError(f"The file's name should end in {suffix}.", f"Call it {target}{suffix}.")
    with opened(args) as profile:
        now = profile.clock.now_ms()
        chosen = day or _local(now).date()
        found = profile.desk.read(day_report.day_report, *_edges(chosen), now)
    sheets = day_sheets(found, _style(chosen))
    heading = f"Report of {chosen.isoformat()}"
    files = [Path(name).expanduser() for name in (args.csv, args.pdf) if name]
    for file in files:
        save_sheets(file, heading, f"As of {iso(now)}", sheets, force=args.force)
    parts = [f"{sheet.title}\n{table(sheet.head, sheet.rows)}" for sheet in sheets]
    told = [f"{file}: saved. It holds customers' data: keep it safe." for file in files]
    out.result({"day": chosen.isoformat(), "report": found, "files": files}, "\n\n".join((heading, *parts, *told)))
    return 0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"'{text}' is no day.", "Write it like 2026-11-25.") from None


def _edges(day: date) -> tuple[int, int]:
    """Begin and end of a local day, UTC epoch milliseconds; with a change to or from summer time it has not 24 hours."""
    try:
        return epoch_ms(datetime.combine(day, time.min)), epoch_ms(datetime.combine(day + timedelta(days=1), time.min))
    except (OverflowError, ValueError):
        raise InputError(f"'{day.isoformat()}' is too far away.", "Choose a day of this century.") from None


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone()


def _style(day: date) -> Style:
    def when(at: int) -> str:
        there = _local(at)
        return there.strftime("%H:%M" if there.date() == day else "%Y-%m-%d %H:%M")

    return Style(
        words={word: word for word in WORDS},
        time=when,
        length=lambda ms: duration(ms / 1000),
        number=str,
        system=str,
        joined=", ".join,
        title=lambda _kind, what: what,
        value=lambda _field, value: value,
    )
