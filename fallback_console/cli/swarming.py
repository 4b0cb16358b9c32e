"""``swarm``: people of several skills together on one case."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, iso, printable, table
from fallback_console.cli.writing import case_key_of, parse_when, person_key_of, text_of
from fallback_console.compose.profile import Profile
from fallback_console.domain.errors import InputError
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.swarm_transcript import as_json_lines, as_text
from fallback_console.services import swarm, swarm_list, swarm_partner, swarm_people, swarm_thread
from fallback_console.services.swarm_candidates import Candidate, Wanted
from fallback_console.services.swarm_candidates import candidates as people_offered
from fallback_console.services.swarm_list import Swarm, ThreadRow, Triage
from fallback_console.services.swarm_people import Invited

__all__ = [
    "answer",
    "archive",
    "candidates",
    "close",
    "invite",
    "leave",
    "listed",
    "next_action",
    "open_room",
    "reopen",
    "say",
    "show",
    "transcript",
    "triage",
    "watch",
]

_MOST = 100_000
_ACTS = {"accept": "accepted", "decline": "declined", "leave": "left"}
_PARTS = ("swarm", "swarms", "triages", "thread", "candidates", "readers", "asked", "skipped", "gate", "lines")


def triage(args: argparse.Namespace, out: Output) -> int:
    """Look a case over."""
    with opened(args) as profile:
        key, checks = case_key_of(profile, args.case), dict.fromkeys(args.check, True)
        profile.desk.command(
            swarm.triage, profile.settings.login, key, checks, args.priority, args.reason, decided=args.decided
        ).result()
        found = profile.desk.read(swarm_list.triages, key)
    rows = [
        [iso(one.at), printable(one.name), "yes" if one.decided else "no", _checks(one), one.reason] for one in found
    ]
    _result(out, "saved\n" + table(["", "By", "Swarm", "So", "Why"], rows), triages=[_triage(one) for one in found])
    return 0


def open_room(args: argparse.Namespace, out: Output) -> int:
    """Open a room."""
    with opened(args) as profile:
        key, lead = case_key_of(profile, args.case), person_key_of(profile, args.lead)
        made = profile.desk.command(
            swarm.start, profile.settings.login, key, args.title, args.reason, lead=lead
        ).result()
        one = profile.desk.read(swarm_list.find, made)
    _result(out, f"opened: {_told(one)}", swarm=_swarm(one))
    return 0


def listed(args: argparse.Namespace, out: Output) -> int:
    """All of them."""
    if not 0 <= args.limit <= _MOST:
        raise InputError("The limit cannot be that.", "Leave it out for the usual number.")
    with opened(args) as profile:
        found = profile.desk.read(swarm_list.listed, open_only=args.open, archived=args.archived, limit=args.limit)
    rows = [
        [
            f"S{o.number}",
            o.step,
            o.lead_name,
            str(sum(m.state == "accepted" for m in o.members)),
            o.case_number,
            printable(o.title),
        ]
        for o in found
    ]
    text = table(["", "Step", "Lead", "People", "Case", "Title"], rows) if rows else "There is no swarm."
    _result(out, text, swarms=[_swarm(one) for one in found])
    return 0


def show(args: argparse.Namespace, out: Output) -> int:
    """One with its people and its thread."""
    with opened(args) as profile:
        one = profile.desk.read(swarm_list.meant, args.what)
        thread = profile.desk.read(swarm_list.thread, one.id)
        kept = profile.desk.read(swarm_thread.transcript, one.id)
    people = [[m.name, m.role, m.state, "external" if m.external else "", m.how, m.arrival] for m in one.members]
    text = f"{_told(one)}\n\n{table(['Name', 'Role', 'State', '', 'Over', 'Arrived'], people)}\n\n{as_text(kept.title, kept.lines)}"
    _result(out, text.rstrip(), swarm=_swarm(one), thread=[_row(row) for row in thread])
    return 0


def candidates(args: argparse.Namespace, out: Output) -> int:
    """Whom to ask."""
    wanted = Wanted(args.skill, args.level, args.group, args.language, args.search, args.external)
    with opened(args) as profile:
        one = profile.desk.read(swarm_list.meant, args.what).id if args.what else ""
        rules, now = profile.settings.reach or ReachRules(), profile.clock.now_ms()
        found = profile.desk.read(
            people_offered, profile.settings.login, wanted, rules, now, swarm=one, limit=args.limit
        )
    rows = [
        [
            printable(c.name),
            _skills(c),
            c.status or ("external" if c.external else ""),
            ", ".join(c.ways) or "unreachable",
            f"{c.open_cases} cases, {len(c.swarms)} swarms",
            c.why,
        ]
        for c in found
    ]
    text = table(["Name", "Skills", "Status", "Reachable by", "Load", "Not offered"], rows) if rows else "Nobody."
    _result(out, text, candidates=[_candidate(c) for c in found])
    return 0


def invite(args: argparse.Namespace, out: Output) -> int:
    """Ask people into it."""
    with opened(args) as profile:
        one = profile.desk.read(swarm_list.meant, args.what)
        done = _invite_new(profile, one.id, args) if args.new or args.at else _invite(profile, one.id, args)
        one = profile.desk.read(swarm_list.find, one.id)
    lines = [f"asked: {name} ({how})" for name, how in done.asked] + [
        f"not asked: {name}: {why}" for name, why in done.skipped
    ]
    pairs = [
        [{"name": name, "over": how} for name, how in done.asked],
        [{"name": n, "why": w} for n, w in done.skipped],
    ]
    _result(out, "\n".join(lines), swarm=_swarm(one), asked=pairs[0], skipped=pairs[1])
    return 0


def _invite(profile: Profile, swarm_id: str, args: argparse.Namespace) -> Invited:
    if not args.people:
        raise InputError("Nobody is named who could be asked.", "Name people, or somebody new with --new and --at.")
    people = [person_key_of(profile, name) for name in args.people]
    return profile.desk.command(
        swarm_people.invite,
        profile.settings.login,
        swarm_id,
        people,
        profile.settings.reach or ReachRules(),
        external_ok=args.external,
        urgent=args.urgent,
        also_text=args.also_text,
    ).result()


def _invite_new(profile: Profile, swarm_id: str, args: argparse.Namespace) -> Invited:
    if args.people:
        raise InputError("Somebody new is asked alone.", "Ask the others with a command of their own.")
    rules = profile.settings.reach or ReachRules()
    try:
        return profile.desk.command(
            swarm_partner.invite_new,
            profile.settings.login,
            swarm_id,
            args.new,
            args.at,
            rules,
            external_ok=args.external,
            urgent=args.urgent,
        ).result()
    except InputError as error:
        if error.values.get("reason") != swarm_partner.KNOWN:
            raise
        person = error.values["person"]
        raise InputError(error.message, f"Invite them instead: swarm invite {args.what} {person}") from None


def answer(args: argparse.Namespace, out: Output) -> int:
    """Somebody comes or goes."""
    with opened(args) as profile:
        person = person_key_of(profile, args.person)
        _move(profile, args.what, args.act, person, external=args.external)
        one = profile.desk.read(swarm_list.meant, args.what)
    _result(out, f"saved: {_told(one)}", swarm=_swarm(one))
    return 0


def leave(args: argparse.Namespace, out: Output) -> int:
    """Leave it."""
    with opened(args) as profile:
        _move(profile, args.what, "leave", "", external=False)
        one = profile.desk.read(swarm_list.meant, args.what)
    _result(out, f"saved: {_told(one)}", swarm=_swarm(one))
    return 0


def say(args: argparse.Namespace, out: Output) -> int:
    """Say something, or only tell who would read it."""
    with opened(args) as profile:
        one, who = profile.desk.read(swarm_list.meant, args.what), profile.settings.login
        readers = profile.desk.read(swarm_thread.who_reads, one.id, profile.clock.now_ms(), speaker=who)
        if not args.preview:
            done = profile.desk.command(
                swarm_thread.say, who, one.id, text_of(args.text), external_ok=args.external
            ).result()
            readers = readers._replace(sms=done.texts, missed=done.missed)
    lines = [
        f"in their window: {', '.join(readers.hub) or 'nobody'}",
        f"by text message: {', '.join(readers.sms) or 'nobody'}",
    ]
    lines += [f"not reached: {name}: {why}" for name, why in readers.missed]
    if readers.externals:
        lines.append(f"not of our team: {', '.join(readers.externals)}")
    told = {**readers._asdict(), "missed": [{"name": name, "why": why} for name, why in readers.missed]}
    _result(out, ("" if args.preview else "said\n") + "\n".join(lines), readers=told)
    return 0


def next_action(args: argparse.Namespace, out: Output) -> int:
    """The next action, or that it is done."""
    with opened(args) as profile:
        one, who = profile.desk.read(swarm_list.meant, args.what), profile.settings.login
        if args.done or args.handed_on:
            profile.desk.command(swarm.finish_next, who, one.id, handed=args.handed_on, note=args.note).result()
        else:
            due, owner = parse_when(args.due) if args.due else 0, person_key_of(profile, args.owner)
            profile.desk.command(swarm.set_next, who, one.id, args.text, owner, due).result()
        one = profile.desk.read(swarm_list.find, one.id)
    _result(out, f"saved: {_told(one)}", swarm=_swarm(one))
    return 0


def close(args: argparse.Namespace, out: Output) -> int:
    """Close it, or only tell what is missing."""
    with opened(args) as profile:
        one, who = profile.desk.read(swarm_list.meant, args.what), profile.settings.login
        if not args.preview:
            profile.desk.command(swarm.close, who, one.id, text_of(args.summary), told=args.told).result()
            one = profile.desk.read(swarm_list.find, one.id)
        gate = profile.desk.read(swarm.gate, who, one.id)
    told = "yes" if gate.told is None else f"by {gate.told.by} {iso(gate.told.at)}"
    lines = [
        f"customer told: {'not known' if gate.told is None else told}",
        f"next action: {'open' if gate.next_open else 'none is open'}",
        f"you may close it: {'yes' if gate.may else 'no'}",
    ]
    text = "\n".join(lines) if args.preview else f"saved: {_told(one)}"
    told_row = None if gate.told is None else gate.told._asdict()
    _result(out, text, swarm=_swarm(one), gate={**gate._asdict(), "told": told_row})
    return 0


def reopen(args: argparse.Namespace, out: Output) -> int:
    """Go on with one that is closed."""
    return _changed(args, out, swarm.reopen, args.reason)


def archive(args: argparse.Namespace, out: Output) -> int:
    """Put one away."""
    return _changed(args, out, swarm.archive)


def _changed(args: argparse.Namespace, out: Output, command: Callable[..., Any], *words: str) -> int:
    """Do something with the one that is meant, and tell how it stands then."""
    with opened(args) as profile:
        one = profile.desk.read(swarm_list.meant, args.what)
        profile.desk.command(command, profile.settings.login, one.id, *words).result()
        one = profile.desk.read(swarm_list.find, one.id)
    _result(out, f"saved: {_told(one)}", swarm=_swarm(one))
    return 0


def transcript(args: argparse.Namespace, out: Output) -> int:
    """All of it written out."""
    with opened(args) as profile:
        one = profile.desk.read(swarm_list.meant, args.what)
        kept = profile.desk.read(swarm_thread.transcript, one.id)
    text = (as_json_lines if args.lines else as_text)(kept.title, kept.lines)
    _result(out, text.rstrip("\n"), swarm=_swarm(one), lines=[line._asdict() for line in kept.lines])
    return 0


def watch(args: argparse.Namespace, out: Output) -> int:
    """Let people read along, or no more."""
    with opened(args) as profile:
        one, who = profile.desk.read(swarm_list.meant, args.what), profile.settings.login
        people = [person_key_of(profile, name) for name in args.people]
        if args.remove:
            profile.desk.command(swarm.unwatch, who, one.id, people).result()
        else:
            profile.desk.command(swarm.watch, who, one.id, people, texts=args.texts, external_ok=args.external).result()
        one = profile.desk.read(swarm_list.find, one.id)
    _result(out, f"saved: {_told(one)}", swarm=_swarm(one))
    return 0


def _move(profile: Profile, what: str, act: str, person: str, *, external: bool) -> None:
    one, who, desk = profile.desk.read(swarm_list.meant, what).id, profile.settings.login, profile.desk
    if act == "join":
        desk.command(swarm_people.join, who, one, person=person, external_ok=external).result()
    elif act == "remove":
        desk.command(swarm_people.remove, who, one, person).result()
    elif act == "lead":
        desk.command(swarm_people.lead, who, one, person).result()
    else:
        desk.command(swarm_people.answer, who, one, _ACTS[act], person=person).result()


def _told(one: Swarm) -> str:
    case = f" · case {one.case_number} {one.case_subject}" if one.case_number else ""
    action = one.next
    due = f" · next: {action.text} ({action.owner_name}, by {iso(action.due_at)})" if action.state == "set" else ""
    return f"S{one.number} · {one.step} · {one.title}{case}\nled by {one.lead_name or 'nobody'}{due}"


def _checks(one: Triage) -> str:
    return ", ".join(name for name, so in one.checks if so)


def _skills(one: Candidate) -> str:
    return ", ".join(f"{name}:{level}" if level else name for name, level in one.skills)


def _triage(one: Triage) -> dict[str, Any]:
    return {**one._asdict(), "checks": dict(one.checks)}


def _swarm(one: Swarm) -> dict[str, Any]:
    return {
        **one._asdict(),
        "triage": None if one.triage is None else _triage(one.triage),
        "next": one.next._asdict(),
        "members": [member._asdict() for member in one.members],
    }


def _row(row: ThreadRow) -> dict[str, Any]:
    missed = [{"name": name, "why": why} for name, why in row.missed]
    return {**row._asdict(), "texts": [text._asdict() for text in row.texts], "missed": missed}


def _candidate(one: Candidate) -> dict[str, Any]:
    return {**one._asdict(), "skills": [{"name": name, "level": level} for name, level in one.skills]}


def _result(out: Output, text: str, **data: Any) -> None:
    out.result({**dict.fromkeys(_PARTS), **data}, text)
