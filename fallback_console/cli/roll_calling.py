"""``roll-call``: are you there, asked of many people."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, iso, table
from fallback_console.cli.sheets import Paper, write_people
from fallback_console.cli.writing import person_key_of
from fallback_console.compose.profile import Profile
from fallback_console.domain.broadcast import Audience
from fallback_console.domain.errors import InputError
from fallback_console.domain.paths import HUB
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.render import duration
from fallback_console.domain.roll_call import Asked
from fallback_console.services import roll_call, roll_call_answers, roll_call_list, roll_call_own
from fallback_console.services.roll_call import Totals
from fallback_console.services.roll_call_list import RollCall, RollPerson

__all__ = ["answer", "close", "export", "listed", "mine", "show", "start"]

_MOST = 1_000_000
_AT_ONCE = 500
_ME = "me"
"""Whoever works here."""

_HEAD = ("Name", "State", "Number", "Over", "Arrival", "Answer", "How", "Asked", "Since", "Person", "Reason")
_ON_PAPER = (0, 1, 2, 3, 8, 5)
_WIDTHS = (0.2, 0.12, 0.16, 0.1, 0.2, 0.22)
"""What of ``_HEAD`` is printed, and how wide."""


def start(args: argparse.Namespace, out: Output) -> int:
    """Write down whom to ask, and begin; or only tell who that would be."""
    with opened(args) as profile:
        desk, who, now = profile.desk, profile.settings.login, profile.clock.now_ms()
        people = tuple(person_key_of(profile, one) for one in args.person)
        audience = Audience(args.role, args.search, args.group, people, tuple(args.to))
        rules = profile.settings.reach or ReachRules()
        if args.preview:
            found = desk.read(roll_call.found_in, audience, rules, now)
            told = roll_call.totals(found)
            rows = [[one.name, " ".join(_way(*one.steps[0])).strip() if one.steps else "", one.reason] for one in found]
            listed = table(["Name", "First", "Not asked"], rows[: _limit(args.limit)]) if rows else ""
            _result(out, f"{listed}\n{_told(told)}", preview=_preview(told, found[: _limit(args.limit)]))
            return 0
        texts = {"en": args.text_en, "ja": args.text_ja}
        made = desk.read(roll_call.plan, who, args.title, texts, audience, rules, now)
        done = 0
        while done >= 0:
            done = desk.command(roll_call.advance, who, made, done).result()
        one = desk.read(roll_call_list.find, made.roll)
    told = roll_call.totals(made.found)
    text = (
        f"begun: {_told(told)}\nSee who answers with 'roll-call show'. 'run', 'watch', 'sync' or the window ask them."
    )
    _result(out, text, roll_call=_summary(one), preview=_preview(told, []))
    return 0


def listed(args: argparse.Namespace, out: Output) -> int:
    """All roll calls."""
    with opened(args) as profile:
        found = profile.desk.read(roll_call_list.listed, _limit(args.limit))
    rows = [[iso(o.started_at), o.title, "closed" if o.closed_at else "open", _counts(o), o.id] for o in found]
    text = table(["Begun", "Title", "", "People", "Id"], rows) if rows else "No roll call so far."
    _result(out, text, roll_calls=[_summary(one) for one in found])
    return 0


def show(args: argparse.Namespace, out: Output) -> int:
    """Where everybody stands."""
    with opened(args) as profile:
        desk, now = profile.desk, profile.clock.now_ms()
        one = desk.read(roll_call_list.meant, args.what)
        places = desk.read(roll_call_list.places, one.id, args.state)
        people = desk.read(roll_call_list.people, one.id, places[: _limit(args.limit)])
    closed = f" · closed by {one.closed_by} {iso(one.closed_at)}" if one.closed_at else ""
    notes = [f"{one.quiet} asked in their quiet hours"] if one.quiet else []
    notes += [f"of {one.unknown} nobody knows whether the text arrived"] if one.unknown else []
    lines = [
        f"{one.title or 'Roll call'} · begun by {one.started_by} {iso(one.started_at)}{closed}",
        _missing(one, now),
        _counts(one),
        *notes,
    ]
    if people:
        rows = [
            [
                str(p.position),
                p.name or p.address,
                p.state,
                " ".join(filter(None, (p.kind, p.address, p.arrival))),
                _said(p),
            ]
            for p in people
        ]
        lines += ["", table(["", "Name", "State", "Asked over", "Answer"], rows), f"{len(people)} of {len(places)}"]
    _result(out, "\n".join(lines), roll_call=_summary(one), people=[_person(p) for p in people])
    return 0


def mine(args: argparse.Namespace, out: Output) -> int:
    """What roll calls ask whoever works here."""
    with opened(args) as profile:
        found = profile.desk.read(roll_call_own.questions, profile.settings.login, profile.clock.now_ms())
    waiting = [one for one in found if not one.answer]
    rows = [[iso(one.asked_at), one.name, one.text, one.roll] for one in waiting]
    ask = "Answer with 'roll-call answer me safe' (or help, or other)."
    text = f"{table(['Asked', 'By', 'Question', 'Id'], rows)}\n{ask}" if rows else "No roll call asks you."
    _result(out, text, questions=[one._asdict() for one in waiting])
    return 0


def answer(args: argparse.Namespace, out: Output) -> int:
    """Write down what somebody said, or one's own answer."""
    with opened(args) as profile:
        desk, who = profile.desk, profile.settings.login
        own = args.who == _ME
        one = _asking(profile) if own and not args.what else desk.read(roll_call_list.meant, args.what)
        place = desk.read(roll_call_own.place_of, who, one.id) if own else _place(profile, one, args.who)
        how = args.how or ("hub" if own else "desk")
        desk.command(roll_call_answers.answer, who, one.id, place, args.answer, how, args.text).result()
        one = desk.read(roll_call_list.find, one.id)
        person = desk.read(roll_call_list.people, one.id, [place])[0]
    text = f"saved: {person.name or person.address} {person.state}. {_missing(one, person.since)}"
    _result(out, text, roll_call=_summary(one), people=[_person(person)])
    return 0


def close(args: argparse.Namespace, out: Output) -> int:
    """Ask nobody any more."""
    with opened(args) as profile:
        one = profile.desk.read(roll_call_list.meant, args.what)
        count = profile.desk.command(roll_call.close, profile.settings.login, one.id, args.reason).result()
        one = profile.desk.read(roll_call_list.find, one.id)
    _result(out, f"closed: of {count} people nothing was heard.", roll_call=_summary(one), count=count)
    return 0


def export(args: argparse.Namespace, out: Output) -> int:
    """Everybody with their answer, as CSV or, where the name ends so, as PDF."""
    target = Path(args.out).expanduser()
    with opened(args) as profile:
        desk, now = profile.desk, profile.clock.now_ms()
        one = desk.read(roll_call_list.meant, args.what)
        places = desk.read(roll_call_list.places, one.id)
        rows: list[list[str]] = []
        for begin in range(0, len(places), _AT_ONCE):
            people = desk.read(roll_call_list.people, one.id, places[begin : begin + _AT_ONCE])
            rows += [_cells(person) for person in people]
        heading = f"Roll call: {one.title or iso(one.started_at)}"
        paper = Paper(_ON_PAPER, _WIDTHS, heading, f"As of {iso(now)}", _missing(one, now))
        write_people(target, _HEAD, rows, paper, force=args.force)
    text = f"{target}: {len(rows)} people. It holds people's data: keep it safe."
    _result(out, text, roll_call=_summary(one), count=len(rows))
    return 0


def _asking(profile: Profile) -> RollCall:
    """The roll call that asks whoever works here, the newest where none waits."""
    desk = profile.desk
    found = desk.read(roll_call_own.questions, profile.settings.login, profile.clock.now_ms())
    waiting = sorted(found, key=lambda one: bool(one.answer))
    return desk.read(roll_call_list.find, waiting[0].roll) if waiting else desk.read(roll_call_list.meant, "")


def _way(kind: str, address: str) -> tuple[str, str]:
    """A path; the hub has no address but the person."""
    return kind, "" if kind == HUB else address


def _place(profile: Profile, one: RollCall, who: str) -> int:
    """Where somebody stands in the roll call.

    Raises:
        InputError: nobody is called so, or more than one is.
    """
    desk = profile.desk
    places = desk.read(roll_call_list.places, one.id)
    if who.isdecimal() and int(who) in places:
        return int(who)
    people = desk.read(roll_call_list.people, one.id, places)
    wanted = who.strip().casefold()
    found = [p.position for p in people if wanted in (p.name.casefold(), p.person.casefold())]
    if not found:
        key = person_key_of(profile, who)
        found = [p.position for p in people if p.person == key]
    if len(found) != 1:
        raise InputError(
            "It is not clear who that is in this roll call.", "Give the place that 'roll-call show' lists in front."
        )
    return found[0]


def _limit(value: int) -> int:
    if not 0 <= value <= _MOST:
        raise InputError("The limit cannot be that.", "Leave it out for the usual number.")
    return value


def _result(out: Output, text: str, **data: Any) -> None:
    nothing = dict.fromkeys(("roll_call", "roll_calls", "preview", "people", "count", "questions"))
    out.result({**nothing, **data}, text)


def _told(told: Totals) -> str:
    facts = [f"{told.asked} of {told.people} people are asked"]
    facts += [f"{count} over {kind} first" for kind, count in told.first.items()]
    if told.quiet:
        facts.append(f"{told.quiet} in their quiet hours: a roll call is urgent and reaches them all the same")
    left = [f"  {reason}: {count}" for reason, count in told.left_out.items()]
    return "\n".join([" · ".join(facts), *(["not asked:", *left] if left else [])])


def _missing(one: RollCall, now: int) -> str:
    if not one.unaccounted:
        return "Everybody is accounted for."
    longest = f", longest {duration(((one.closed_at or now) - one.waiting_since) / 1000)}" if one.waiting_since else ""
    return f"Unaccounted for: {one.unaccounted}{longest}"


def _counts(one: RollCall) -> str:
    return " · ".join(f"{count} {state.replace('_', ' ')}" for state, count in one.counts.items() if count)


def _said(one: RollPerson) -> str:
    if one.answer is None:
        return one.reason
    shared = " (number shared: ask who it was)" if one.answer.shared else ""
    return f"{one.answer.text or one.answer.answer} [{one.answer.how}]{shared}"


def _preview(told: Totals, found: list[Asked]) -> dict[str, Any]:
    people = [
        {**one._asdict(), "steps": [{"kind": kind, "number": _way(kind, address)[1]} for kind, address in one.steps]}
        for one in found
    ]
    return {**told._asdict(), "found": people}


def _summary(one: RollCall) -> dict[str, Any]:
    return one._asdict()


def _person(one: RollPerson) -> dict[str, Any]:
    return {**one._asdict(), "answer": None if one.answer is None else one.answer._asdict()}


def _cells(one: RollPerson) -> list[str]:
    said, how = ("", "") if one.answer is None else (one.answer.text or one.answer.answer, one.answer.how)
    asked = iso(one.asked_at) if one.asked_at else ""
    since = iso(one.since) if one.since else ""
    return [one.name, one.state, one.address, one.kind, one.arrival, said, how, asked, since, one.person, one.reason]
