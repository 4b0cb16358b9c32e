"""``briefing``: what we know, do and need, told to the team on a clock."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, iso, table
from fallback_console.compose.profile import Profile
from fallback_console.compose.reporting import refuse_existing, save_sheets
from fallback_console.domain.briefing import Briefing, is_overdue
from fallback_console.domain.briefing_sheet import briefing_sheets
from fallback_console.domain.briefing_text import HEADINGS, LANGUAGES, read_aloud, spoken_language, whole
from fallback_console.domain.broadcast import Audience, Policy
from fallback_console.domain.errors import InputError
from fallback_console.services import briefing as service
from fallback_console.services import briefing_sms, broadcast
from fallback_console.services.briefing import Given, Readers, Room
from fallback_console.services.briefing_sms import Digest

__all__ = ["clock", "give", "listed", "read", "show"]

_NOTHING = ("briefing", "briefings", "readers", "clock", "spoken", "sms", "files")
_PAPER = ("Who has read it", "Name", "Over", "When")


def give(args: argparse.Namespace, out: Output) -> int:
    """Give one; then send, say and print it where that is wanted."""
    _check(args)
    with opened(args) as profile:
        desk, who = profile.desk, profile.settings.login
        made = desk.command(service.give, who, args.conditions, args.actions, args.needs).result()
        given = desk.read(service.find, made)
        said = _carry_out(profile, args, given)
        told = desk.read(service.room, who, profile.clock.now_ms())
    head = f"given: briefing {given.number}. The next one is due {iso(given.next_due_at)}."
    _result(out, "\n\n".join((head, *said.pop("lines"))), briefing=_summary(told.given[0]), clock=_clock(told), **said)
    return 0


def listed(args: argparse.Namespace, out: Output) -> int:
    """All briefings, the newest first."""
    if args.limit < 1:
        raise InputError("The limit cannot be that.", "Leave it out for the usual number.")
    with opened(args) as profile:
        found = profile.desk.read(service.listed, profile.settings.login, args.limit)
    rows = [
        [
            str(one.briefing.number),
            iso(one.briefing.made_at),
            one.briefing.by,
            f"{one.read} read, {one.texted} texted",
            one.briefing.conditions or one.briefing.actions or one.briefing.needs,
        ]
        for one in found
    ]
    text = table(["", "Given", "By", "Readers", ""], rows) if rows else "No briefing so far."
    _result(out, text, briefings=[_summary(one) for one in found])
    return 0


def show(args: argparse.Namespace, out: Output) -> int:
    """One with everybody who has read it. Looking at it here says nothing about having read it: 'briefing read' does."""
    _check(args)
    with opened(args) as profile:
        desk, who, now = profile.desk, profile.settings.login, profile.clock.now_ms()
        given = desk.read(service.meant, args.what, now)
        said = _carry_out(profile, args, given)
        people = desk.read(service.readers, given.id)
        summary = next(one for one in desk.read(service.listed, who, 1000) if one.briefing.id == given.id)
    text = whole(given, _language(profile, args), iso(given.made_at), given.by, iso(given.next_due_at))
    _result(
        out,
        "\n\n".join((text, _people(people), *said.pop("lines"))),
        briefing=_summary(summary),
        readers=people,
        **said,
    )
    return 0


def clock(args: argparse.Namespace, out: Output) -> int:
    """How often one is wanted, and when the next one is due."""
    with opened(args) as profile:
        desk, who = profile.desk, profile.settings.login
        if args.minutes is not None:
            desk.command(service.set_clock, who, args.minutes).result()
        now = profile.clock.now_ms()
        told = desk.read(service.room, who, now)
    if told.outage is None:
        text = "There is no outage to brief on."
    elif told.due_at is None:
        text = "The outage is over: no briefing is expected."
    else:
        late = "overdue since" if is_overdue(told.due_at, now) else "due"
        text = f"every {told.minutes} minutes; the next one is {late} {iso(told.due_at)}"
    _result(out, text, clock=_clock(told))
    return 0


def read(args: argparse.Namespace, out: Output) -> int:
    """Say that one has read it."""
    with opened(args) as profile:
        desk, who = profile.desk, profile.settings.login
        given = desk.read(service.meant, args.what, profile.clock.now_ms())
        desk.command(service.mark_read, who, given.id).result()
        people = desk.read(service.readers, given.id)
    _result(out, f"saved: {who} has read briefing {given.number}.", readers=people)
    return 0


def _check(args: argparse.Namespace) -> None:
    """Before anything is given: what cannot be carried out afterwards."""
    if args.pdf and not args.pdf.lower().endswith(".pdf"):
        raise InputError("The file's name should end in .pdf.", f"Call it {args.pdf}.pdf.")
    if args.pdf:
        refuse_existing(Path(args.pdf).expanduser(), force=args.force)


def _carry_out(profile: Profile, args: argparse.Namespace, given: Briefing) -> dict[str, Any]:
    """Send, say and print it: what is told of each, in lines and for programs."""
    language = _language(profile, args)
    lines: list[str] = []
    said: dict[str, Any] = {"lines": lines}
    if args.sms:
        said["sms"] = _text_it(profile, args, given, language, lines)
    if args.speak:
        spoken = read_aloud(given, args.words or spoken_language(given), _time(given.made_at), _time(given.next_due_at))
        lines.append(spoken)
        said["spoken"] = spoken
    if args.pdf:
        target = Path(args.pdf).expanduser()
        people = profile.desk.read(service.readers, given.id)
        rows = [[one.name, one.how, iso(one.at) if one.at else "not yet"] for one in (*people.read, *people.waiting)]
        about = f"{iso(given.made_at)} · {given.by}"
        sheets = briefing_sheets(given, HEADINGS[language], about, rows, _PAPER)
        title = f"状況報告 {given.number}" if language == "ja" else f"Briefing {given.number}"
        save_sheets(target, title, f"As of {iso(profile.clock.now_ms())}", sheets, force=args.force)
        lines.append(f"{target}: saved.")
        said["files"] = [target]
    return said


def _text_it(
    profile: Profile, args: argparse.Namespace, given: Briefing, language: str, lines: list[str]
) -> list[dict[str, Any]]:
    desk, who = profile.desk, profile.settings.login
    policy = profile.settings.broadcast or Policy()
    audience = Audience(role="team") if args.sms == "team" else Audience(group=args.sms)
    how: dict[str, Any] = {"urgent": args.urgent}
    found = desk.read(
        briefing_sms.digests, who, given.id, audience, policy, profile.clock.now_ms(), _time, language, **how
    )
    made: dict[str, str] = {}
    if not args.preview:
        going = [one for one in found if one.preview.totals.recipients]
        ids = desk.command(briefing_sms.draft, who, given.id, going, **how).result()
        made = {one.language: broadcast_id for one, broadcast_id in zip(going, ids, strict=True)}
    told = []
    for one in found:
        totals = one.preview.totals
        broadcast_id = made.get(one.language, "")
        state = _start(profile, broadcast_id, policy, one) if broadcast_id else "preview" if args.preview else "nobody"
        lines.append(f"SMS ({one.language}), {totals.recipients} people, {totals.parts} part(s), {state}:\n{one.text}")
        told.append(
            {
                "language": one.language,
                "text": one.text,
                "recipients": totals.recipients,
                "parts": totals.parts,
                "state": state,
                "broadcast": broadcast_id,
            }
        )
    return told


def _start(profile: Profile, made: str, policy: Policy, one: Digest) -> str:
    """Let one go out; where a second person has to approve it first, it stays a draft."""
    if one.preview.review:
        return "draft"
    plan = profile.desk.read(broadcast.plan, profile.settings.login, made, policy, profile.clock.now_ms())
    done = 0
    while done >= 0:
        done = profile.desk.command(broadcast.advance, profile.settings.login, plan, policy, done).result()
    return "started"


def _language(profile: Profile, args: argparse.Namespace) -> str:
    chosen = args.words or profile.settings.language
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def _time(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone().strftime("%H:%M")


def _people(people: Readers) -> str:
    read = ", ".join(f"{one.name} ({one.how}, {_time(one.at)})" for one in people.read) or "nobody"
    waiting = ", ".join(one.name for one in people.waiting)
    return f"read by: {read}" + (f"\nnot read by: {waiting}" if waiting else "")


def _summary(one: Given) -> dict[str, Any]:
    return {**one.briefing._asdict(), "read": one.read, "texted": one.texted, "is_read": one.is_read}


def _clock(told: Room) -> dict[str, Any]:
    return {"outage": told.outage.id if told.outage else "", "minutes": told.minutes, "due_at": told.due_at}


def _result(out: Output, text: str, **data: Any) -> None:
    out.result({**dict.fromkeys(_NOTHING), **data}, text)
