"""``team``: how far this station is with the others, and delivering in place of a lost one."""

from __future__ import annotations

import argparse

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, iso, table
from fallback_console.services import adopting, teaming

__all__ = ["adopt", "status"]


def status(args: argparse.Namespace, out: Output) -> int:
    """Every station that was ever heard of, this one first; exit status 9 where entries are missing or differ."""
    with opened(args) as profile:
        found = profile.desk.read(teaming.status)
    rows = [
        [
            f"{one.station} (this one)" if one.own else one.station,
            str(one.entries),
            str(one.missing),
            "differs" if one.differs else one.digest,
            "" if one.published is None else str(one.published),
            str(one.waiting),
            iso(one.heard_at or None),
        ]
        for one in found.stations
    ]
    lines = [table(["Station", "Entries", "Missing", "Digest", "At the hub", "Waiting", "Last heard"], rows)]
    if not found.stream:
        lines.append("This station has not met a hub yet.")
    if found.unreadable:
        lines.append(f"{found.unreadable} message(s) of others could not be read.")
    out.result(found, "\n".join(lines))
    return 9 if any(one.missing or one.differs for one in found.stations) else 0


def adopt(args: argparse.Namespace, out: Output) -> int:
    """Take over; exit status 9 where a person has to say whether something arrived."""
    with opened(args) as profile:
        done = profile.desk.command(adopting.adopt, profile.settings.login, args.station, args.reason).result()
    lines = [f"saved: {done.waiting} to the helpdesk go from here, each looked up there first."]
    if done.unknown:
        lines.append(f"{done.unknown} may or may not have been sent: see 'deliveries --state unknown'.")
    out.result(done, "\n".join(lines))
    return 9 if done.unknown else 0
