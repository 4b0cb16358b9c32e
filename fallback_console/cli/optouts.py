"""``optout``: numbers that want no text messages."""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path

from fallback_console.cli.opening import needs_numbers, opened
from fallback_console.cli.output import Output, iso, table
from fallback_console.compose.reporting import file_error, refuse_existing
from fallback_console.domain.csv_text import csv_text
from fallback_console.domain.errors import InputError
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import optouts

__all__ = ["add", "export", "lift", "list_all", "take_over"]

_HEAD = ("number", "name", "word", "since", "by")
_MOST_BYTES = 50_000_000


def list_all(args: argparse.Namespace, out: Output) -> int:
    """The list, the newest first."""
    if args.limit < 1:
        raise InputError("The limit must be at least 1.", "Leave it out for the usual one.")
    with opened(args) as profile:
        rows = profile.desk.read(optouts.listing, args.limit)
    shown = [[row.shown, row.name, row.word, iso(row.at), row.actor] for row in rows]
    out.result({"numbers": rows}, table(["Number", "Whose", "Word", "Since", "By"], shown) if rows else "Nobody.")
    return 0


def add(args: argparse.Namespace, out: Output) -> int:
    """A number wants no text messages."""
    with opened(args) as profile:
        number = profile.desk.command(optouts.add, profile.settings.login, args.number, args.reason).result()
    out.result({"number": number}, f"saved: no text message goes to {number} any more.")
    return 0


def lift(args: argparse.Namespace, out: Output) -> int:
    """A number wants text messages again."""
    with opened(args) as profile:
        permitted = (profile.settings.reach or ReachRules()).lift_opt_outs
        number = profile.desk.command(
            optouts.lift, profile.settings.login, args.number, args.reason, permitted=permitted
        ).result()
    out.result({"number": number}, f"saved: text messages may go to {number} again.")
    return 0


def export(args: argparse.Namespace, out: Output) -> int:
    """A file that another station, or another system, reads."""
    target = Path(args.file).expanduser()
    with opened(args) as profile:
        needs_numbers(profile)
        rows = profile.desk.read(optouts.listing)
    refuse_existing(target, force=args.force)
    try:
        target.write_text(
            csv_text(_HEAD, ((row.number, row.name, row.word, iso(row.at), row.actor) for row in rows)),
            encoding="utf-8",
            newline="",
        )
    except OSError as error:
        raise file_error(target, error) from error
    out.result({"file": target, "rows": len(rows)}, f"{target}: {len(rows)} number(s).")
    return 0


def take_over(args: argparse.Namespace, out: Output) -> int:
    """Numbers of another list; exit status 9 where some could not be read."""
    numbers = _first_column(Path(args.file).expanduser())
    with opened(args) as profile:
        done = profile.desk.command(optouts.take_over, profile.settings.login, numbers, args.reason).result()
    lines = [f"saved: {len(done.added)} added, {done.known} on the list already."]
    lines += [f"{place}: '{text}' is no possible number" for place, text in done.broken]
    out.result(done, "\n".join(lines))
    return 9 if done.broken else 0


def _first_column(source: Path) -> list[str]:
    try:
        if source.stat().st_size > _MOST_BYTES:
            raise InputError(f"{source} is too large for a list of numbers.", "Give one with numbers only.")
        text = source.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{source} is not UTF-8.", "Save it as UTF-8 and try again.") from error
    except OSError as error:
        raise file_error(source, error) from error
    # A spreadsheet's apostrophe keeps the plus sign from being computed.
    cells = [row[0].strip().removeprefix("'") for row in csv.reader(io.StringIO(text)) if row and row[0].strip()]
    # A heading has no digits.
    return cells[1:] if cells and not any(c.isdecimal() for c in cells[0]) else cells
