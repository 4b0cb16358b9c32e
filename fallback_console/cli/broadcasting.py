"""``broadcast``: one text message to many people."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, iso, table
from fallback_console.cli.sheets import Paper, write_people
from fallback_console.cli.writing import person_key_of, text_of
from fallback_console.compose.profile import Profile
from fallback_console.domain.broadcast import Audience, Policy
from fallback_console.domain.errors import InputError
from fallback_console.domain.render import duration
from fallback_console.services import broadcast as service
from fallback_console.services import broadcast_feed, broadcast_list
from fallback_console.services.broadcast import Preview
from fallback_console.services.broadcast_list import Broadcast, PersonProgress, Progress

__all__ = ["approve", "cancel", "draft", "export", "listed", "pause", "preview", "resume", "show", "start"]

_MOST = 1_000_000
_AT_ONCE = 500
_NAMED = 5
_HEAD = ("Name", "Number", "Person", "State", "Reason", "Answer", "Changed", "Message")
_ON_PAPER = (0, 1, 3, 4, 6, 5)
_WIDTHS = (0.2, 0.16, 0.1, 0.2, 0.14, 0.2)
"""What of ``_HEAD`` is printed, and how wide."""


def preview(args: argparse.Namespace, out: Output) -> int:
    """What would come of a text. Nothing is kept."""
    with opened(args) as profile:
        found = profile.desk.read(
            service.preview,
            profile.settings.login,
            text_of(args.text),
            _audience(profile, args),
            _policy(profile),
            profile.clock.now_ms(),
            urgent=args.urgent,
            per_minute=args.per_minute,
        )
    rows = [[one.name, one.number, one.reason or "gets it"] for one in found.found[: _limit(args.limit)]]
    text = f"{table(['Name', 'Number', ''], rows)}\n{_told(found)}"
    _result(out, text, preview=_preview(found, _limit(args.limit)))
    return 0


def draft(args: argparse.Namespace, out: Output) -> int:
    """Keep a broadcast for later, and for whoever has to approve it."""
    with opened(args) as profile:
        desk, who = profile.desk, profile.settings.login
        replaced = desk.read(broadcast_list.meant, args.replace).id if args.replace else ""
        made = desk.command(
            service.draft,
            who,
            text_of(args.text),
            _audience(profile, args),
            title=args.title,
            urgent=args.urgent,
            per_minute=args.per_minute,
            broadcast=replaced,
        ).result()
        found = desk.read(service.preview_of, who, made, _policy(profile), profile.clock.now_ms())
        kept = desk.read(broadcast_list.progress, made)
    step = "A second person has to approve it." if found.review else f"Let it go out with 'broadcast start {made}'."
    _result(out, f"saved {made}.\n{_told(found)}\n{step}", broadcast=_summary(kept), preview=_preview(found, 0))
    return 0


def approve(args: argparse.Namespace, out: Output) -> int:
    """Let somebody else's draft go out to as many as it would go to now."""
    with opened(args) as profile:
        desk, who = profile.desk, profile.settings.login
        one = desk.read(broadcast_list.meant, args.what)
        found = desk.read(service.preview_of, who, one.id, _policy(profile), profile.clock.now_ms())
        desk.command(service.approve, who, one.id, one.draft, found.totals.recipients, found.digest).result()
        kept = desk.read(broadcast_list.progress, one.id)
    _result(out, f"approved: {one.title}\n{_told(found)}", broadcast=_summary(kept), preview=_preview(found, 0))
    return 0


def start(args: argparse.Namespace, out: Output) -> int:
    """Write down who gets it, and let it begin; 'run', 'watch', 'sync' or the window send it."""
    with opened(args) as profile:
        desk, who, policy = profile.desk, profile.settings.login, _policy(profile)
        one = desk.read(broadcast_list.meant, args.what)
        made = desk.read(service.plan, who, one.id, policy, profile.clock.now_ms())
        done = 0
        while done >= 0:
            done = desk.command(service.advance, who, made, policy, done).result()
        kept = desk.read(broadcast_list.progress, one.id)
    text = f"started: {made.recipients} of {len(made.found)} people get it. Look at it with 'broadcast show {one.id}'."
    _result(out, text, broadcast=_summary(kept))
    return 0


def listed(args: argparse.Namespace, out: Output) -> int:
    """All broadcasts with how far they are."""
    with opened(args) as profile:
        found = profile.desk.read(broadcast_list.listed, _limit(args.limit))
    rows = [
        [iso(one.broadcast.drafted_at), one.broadcast.title, one.state, _counts(one), one.broadcast.id] for one in found
    ]
    text = table(["Drafted", "Title", "State", "People", "Id"], rows) if rows else "No broadcast so far."
    _result(out, text, broadcasts=[_summary(one) for one in found])
    return 0


def show(args: argparse.Namespace, out: Output) -> int:
    """One broadcast with its people."""
    with opened(args) as profile:
        desk = profile.desk
        found = desk.read(broadcast_list.progress, desk.read(broadcast_list.meant, args.what).id)
        one = found.broadcast
        places = desk.read(broadcast_list.places, one.run, args.state)
        people = desk.read(broadcast_list.people, one.run, places[: _limit(args.limit)])
        whom = _whom(one.audience, desk.read(service.chosen, one.audience.people[:_NAMED]))
    approved = f" · approved by {one.approved_by} for {one.approved_for}" if one.approved_by else ""
    lines = [
        f"{one.title}  [{found.state}]",
        f"drafted by {one.drafted_by} {iso(one.drafted_at)}{approved}",
        f"to {whom}",
        *([f"started by {one.started_by} {iso(one.started_at)} · {_counts(found)}"] if one.run else []),
        "",
        one.text,
    ]
    if people:
        rows = [[p.name, p.number, p.state, p.reason or (p.problem.message if p.problem else p.answer)] for p in people]
        lines += ["", table(["Name", "Number", "State", ""], rows), f"{len(people)} of {len(places)}"]
    _result(out, "\n".join(lines), broadcast=_summary(found), people=[_person(p) for p in people])
    return 0


def pause(args: argparse.Namespace, out: Output) -> int:
    """Let no more of it go out for now."""
    with opened(args) as profile:
        one = profile.desk.read(broadcast_list.meant, args.what)
        count = profile.desk.command(broadcast_feed.pause, profile.settings.login, one.id).result()
        kept = profile.desk.read(broadcast_list.progress, one.id)
    rest = f" {count} more are with the gateway this moment." if count else ""
    _result(out, f"paused: {kept.counts['queued']} people wait.{rest}", broadcast=_summary(kept), count=count)
    return 0


def resume(args: argparse.Namespace, out: Output) -> int:
    """Let a paused one go on."""
    with opened(args) as profile:
        one = profile.desk.read(broadcast_list.meant, args.what)
        profile.desk.command(broadcast_feed.resume, profile.settings.login, one.id).result()
        kept = profile.desk.read(broadcast_list.progress, one.id)
    _result(out, f"goes on: {kept.counts['queued']} people wait.", broadcast=_summary(kept))
    return 0


def cancel(args: argparse.Namespace, out: Output) -> int:
    """Never send what has not gone out yet."""
    with opened(args) as profile:
        one = profile.desk.read(broadcast_list.meant, args.what)
        count = profile.desk.command(broadcast_feed.cancel, profile.settings.login, one.id, args.reason).result()
        kept = profile.desk.read(broadcast_list.progress, one.id)
    _result(out, f"cancelled: {count} people do not get it.", broadcast=_summary(kept), count=count)
    return 0


def export(args: argparse.Namespace, out: Output) -> int:
    """Everybody with what became of it, as CSV or, where the name ends so, as PDF."""
    target = Path(args.out).expanduser()
    with opened(args) as profile:
        desk = profile.desk
        found = desk.read(broadcast_list.progress, desk.read(broadcast_list.meant, args.what).id)
        run = found.broadcast.run
        places = desk.read(broadcast_list.places, run)
        rows: list[list[str]] = []
        for begin in range(0, len(places), _AT_ONCE):
            people = desk.read(broadcast_list.people, run, places[begin : begin + _AT_ONCE])
            rows += [_cells(one) for one in people]
        heading, footer = f"Broadcast: {found.broadcast.title}", f"As of {iso(profile.clock.now_ms())}"
        paper = Paper(_ON_PAPER, _WIDTHS, heading, footer, "Everybody")
        write_people(target, _HEAD, rows, paper, force=args.force)
    _result(
        out,
        f"{target}: {len(rows)} people. It holds customers' data: keep it safe.",
        broadcast=_summary(found),
        count=len(rows),
    )
    return 0


def _audience(profile: Profile, args: argparse.Namespace) -> Audience:
    people = tuple(person_key_of(profile, one) for one in args.person)
    return Audience(args.role, args.search, args.group, people, tuple(args.to))


def _whom(audience: Audience, names: Mapping[str, str]) -> str:
    """Who was asked for, in words."""
    parts = [f"everybody of kind {audience.role}"] if audience.role else []
    parts += [f"with the words {audience.search!r}"] if audience.search else []
    parts += [f"group {audience.group!r}"] if audience.group else []
    if audience.people:
        first = ", ".join(names.get(key, key) for key in audience.people[:_NAMED])
        more = len(audience.people) - _NAMED
        parts.append(f"{first} and {more} more" if more > 0 else first)
    parts += [f"{len(audience.numbers)} typed number(s)"] if audience.numbers else []
    return " · ".join(parts)


def _policy(profile: Profile) -> Policy:
    return profile.settings.broadcast or Policy()


def _limit(value: int) -> int:
    if not 0 <= value <= _MOST:
        raise InputError("The limit cannot be that.", "Leave it out for the usual number.")
    return value


def _result(out: Output, text: str, **data: Any) -> None:
    nothing = dict.fromkeys(("broadcast", "broadcasts", "preview", "people", "count"))
    out.result({**nothing, **data}, text)


def _told(found: Preview) -> str:
    told = found.totals
    facts = [f"{told.recipients} of {told.people} people get it", f"{told.parts} part(s)"]
    if found.seconds is not None:
        facts.append(f"about {duration(found.seconds)} over {found.gateway}")
    if found.cost is not None:
        facts.append(f"about {found.cost:.2f} {found.currency}".rstrip())
    left = [f"  {reason}: {count}" for reason, count in told.left_out.items()]
    return "\n".join([" · ".join(facts), *(["not reached:", *left] if left else [])])


def _counts(one: Progress) -> str:
    return " · ".join(f"{count} {state.replace('_', ' ')}" for state, count in one.counts.items() if count)


def _preview(found: Preview, limit: int) -> dict[str, Any]:
    return _told_of(found) | {"found": found.found[:limit]}


def _told_of(one: Preview | Broadcast) -> dict[str, Any]:
    """All but what is of use inside alone."""
    return {name: value for name, value in one._asdict().items() if name not in ("digest", "approved_digest")}


def _summary(found: Progress) -> dict[str, Any]:
    one = found.broadcast
    return {**_told_of(one), "state": found.state, "counts": found.counts, "handed_over": found.handed_over}


def _person(one: PersonProgress) -> dict[str, Any]:
    return one._asdict()


def _cells(one: PersonProgress) -> list[str]:
    problem = one.problem.message if one.problem else ""
    changed = iso(one.at) if one.at else ""
    return [one.name, one.number, one.person, one.state, one.reason or problem, one.answer, changed, one.entry_id]
