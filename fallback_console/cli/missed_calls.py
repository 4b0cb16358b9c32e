"""``calls``: missed calls, and who a caller is."""

from __future__ import annotations

import argparse

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, iso, table
from fallback_console.domain.errors import InputError
from fallback_console.services import callers, missed_calls
from fallback_console.services.callers import Caller
from fallback_console.services.missed_calls import MissedRow

__all__ = ["missed", "who"]


def missed(args: argparse.Namespace, out: Output) -> int:
    """Whom nobody has answered, or what becomes of one of them."""
    if args.what is not None and not args.id:
        raise InputError("Which missed call?", "Give its id, as 'calls missed' lists it.")
    saved = None
    with opened(args) as profile:
        if args.what is not None:
            fn, more = (missed_calls.put_away, (args.reason,)) if args.what == "done" else (missed_calls.take_up, ())
            saved = profile.desk.command(fn, profile.settings.login, [args.id], *more).result()
        rows = profile.desk.read(missed_calls.missed, profile.clock.now_ms())
    text = "saved." if saved is not None else _listed(rows) if rows else "Nobody is waiting for a call."
    out.result({"missed": rows, "saved": saved}, text)
    return 0


def who(args: argparse.Namespace, out: Output) -> int:
    """Whose a number is."""
    with opened(args) as profile:
        caller = profile.desk.read(callers.who_is, args.number)
    out.result({"caller": caller}, "\n".join(_lines(caller)))
    return 0


def _listed(rows: list[MissedRow]) -> str:
    shown = [
        [
            iso(row.at),
            str(row.calls),
            _named(row.person_name or row.shown_name, sure=row.sure or not row.person_name),
            row.shown or "withheld",
            row.case_number,
            row.entry_id,
        ]
        for row in rows
    ]
    return table(["Last", "Calls", "Who", "Number", "Case", "ID"], shown)


def _lines(caller: Caller) -> list[str]:
    if caller.withheld:
        return ["The number is withheld."]
    name = _named(caller.name, sure=caller.sure) if caller.known else "Nobody is known with this number."
    lines = [" · ".join(part for part in (name, caller.organisation, caller.language) if part), caller.number.shown]
    if caller.others:
        lines.append(f"or {', '.join(caller.others)}")
    lines += [f"{case.number}  {case.status}  {case.subject}" for case in caller.cases]
    return lines


def _named(name: str, *, sure: bool) -> str:
    return name if sure or not name else f"maybe {name}"
