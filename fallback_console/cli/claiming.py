"""``claim``: who is on which customer."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, iso, printable, table
from fallback_console.domain.errors import InputError
from fallback_console.services import claims, queue
from fallback_console.services.claims import CaseClaims, ClaimRow

__all__ = ["accept", "ask", "decline", "hand_over", "list_all", "release", "take"]


def list_all(args: argparse.Namespace, out: Output) -> int:
    """Claims; exit status 9 where one of those that count is contested."""
    if args.limit < 1:
        raise InputError("The limit must be at least 1.", "Leave it out for the usual one.")
    with opened(args) as profile:
        now = profile.clock.now_ms()
        rows = profile.desk.read(claims.listed, now, everything=args.all, limit=args.limit)
    shown = [
        [
            f"#{row.case_number}" if row.case_number else "",
            printable(row.customer),
            f"{row.name} (here)" if row.mine else row.name,
            row.how or row.scope,
            str(row.token or ""),
            iso(row.since_at),
            iso(row.until_at),
            row.contested_with,
        ]
        for row in rows
    ]
    head = ["Case", "Customer", "Who", "Scope", "Token", "Since", "Until", "Contested with"]
    out.result({"claims": rows}, table(head, shown) if rows else "Nobody is on any customer.")
    return 9 if any(row.contested_with and row.scope != "over" for row in rows) else 0


def take(args: argparse.Namespace, out: Output) -> int:
    """The customer is mine now; provisionally until the team's hub has heard of it."""
    return _do(args, out, claims.take)


def release(args: argparse.Namespace, out: Output) -> int:
    """Let go."""
    return _do(args, out, claims.release)


def ask(args: argparse.Namespace, out: Output) -> int:
    """Ask for it."""
    return _do(args, out, claims.ask)


def accept(args: argparse.Namespace, out: Output) -> int:
    """Yes."""
    return _do(args, out, claims.answer, yes=True)


def decline(args: argparse.Namespace, out: Output) -> int:
    """No."""
    return _do(args, out, claims.answer, yes=False)


def hand_over(args: argparse.Namespace, out: Output) -> int:
    """Offer it."""
    return _do(args, out, claims.offer, args.to)


def _do(args: argparse.Namespace, out: Output, command: Callable[..., str], *words: Any, **named: Any) -> int:
    with opened(args) as profile:
        row = profile.desk.read(queue.find_case, args.case)
        profile.desk.command(command, profile.settings.login, row.key, *words, **named).result()
        found = profile.desk.read(claims.of_case, row.key, profile.clock.now_ms())
    rows = [one for one in (found.own, *found.others) if one is not None]
    out.result({"claims": rows}, f"saved: {_told(found)}")
    return 0


def _told(found: CaseClaims) -> str:
    rows = [one for one in (found.own, *found.others) if one is not None]
    return "; ".join(map(_line, rows)) or "nobody is on this customer."


def _line(row: ClaimRow) -> str:
    who = "you are" if row.mine else f"{row.name} is"
    more = (
        f", offered to {row.offered_to}" if row.offered_to else f", asked for by {row.asked_by}" if row.asked_by else ""
    )
    return f"{who} on this customer, {row.scope}, until {iso(row.until_at)}{more}."
