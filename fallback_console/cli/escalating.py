"""``escalate``: one step of people after the other, until somebody takes it."""

from __future__ import annotations

import argparse
from typing import Any

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, iso, table
from fallback_console.cli.writing import case_key_of, person_key_of
from fallback_console.compose.profile import Profile
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import escalation, escalation_chains, escalation_list
from fallback_console.services.escalation_chains import Chain
from fallback_console.services.escalation_list import Escalation, Line

__all__ = ["ack", "chain", "close", "escalate", "listed", "reference_of", "show", "start"]

_MOST = 100_000


def start(args: argparse.Namespace, out: Output) -> int:
    """Begin, or only tell whom each step would ask now."""
    with opened(args) as profile:
        desk, now = profile.desk, profile.clock.now_ms()
        rules = profile.settings.reach or ReachRules()
        key = case_key_of(profile, args.case) if args.case else ""
        if args.preview:
            found = desk.read(escalation.preview, args.chain, rules, now, urgent=args.urgent)
            rows = [
                [str(n), one.name or one.person, one.why or "asked"]
                for n, people in enumerate(found.people, 1)
                for one in people
            ]
            people = [{"step": int(row[0]), "name": row[1], "why": "" if row[2] == "asked" else row[2]} for row in rows]
            text = table(["Step", "Name", "Now"], rows) if rows else "Nobody would be asked now."
            _result(out, text, preview=people, chains=[_chain(found.chain)])
            return 0
        made = desk.command(
            escalation.start, profile.settings.login, args.chain, args.reason, rules, case_key=key, urgent=args.urgent
        ).result()
        one = desk.read(escalation_list.find, made)
    _result(out, f"begun: {_told(one)}", escalation=_summary(one))
    return 0


def listed(args: argparse.Namespace, out: Output) -> int:
    """All of them."""
    if not 0 <= args.limit <= _MOST:
        raise InputError("The limit cannot be that.", "Leave it out for the usual number.")
    with opened(args) as profile:
        found = profile.desk.read(escalation_list.listed, open_only=args.open, limit=args.limit)
    rows = [[str(o.number), o.state, _where(o), o.case_number, o.reason, iso(o.started_at)] for o in found]
    text = table(["", "State", "Who", "Case", "Reason", "Begun"], rows) if rows else "Nothing is escalated."
    _result(out, text, escalations=[_summary(one) for one in found])
    return 0


def show(args: argparse.Namespace, out: Output) -> int:
    """One with all that happened."""
    with opened(args) as profile:
        one = profile.desk.read(escalation_list.meant, args.what)
        lines = profile.desk.read(escalation_list.lines, one.id)
    rows = [[iso(line.at), _line(line)] for line in lines]
    _result(
        out, f"{_told(one)}\n\n{table(['', ''], rows)}", escalation=_summary(one), lines=[x._asdict() for x in lines]
    )
    return 0


def ack(args: argparse.Namespace, out: Output) -> int:
    """Take it."""
    return _answer(args, out, "taken")


def escalate(args: argparse.Namespace, out: Output) -> int:
    """Pass it on."""
    return _answer(args, out, "passed")


def close(args: argparse.Namespace, out: Output) -> int:
    """It is done."""
    return _answer(args, out, "closed")


def chain(args: argparse.Namespace, out: Output) -> int:
    """List, set or remove chains."""
    with opened(args) as profile:
        desk, who = profile.desk, profile.settings.login
        text = ""
        if args.act == "remove":
            found = desk.read(escalation_chains.meant, args.name)
            desk.command(escalation_chains.remove, who, found.id).result()
            text = f"removed: {found.name}\n"
        elif args.act == "set":
            steps = [_step(profile, words) for words in args.step]
            known = next((one for one in desk.read(escalation_chains.chains) if args.name in (one.id, one.name)), None)
            desk.command(
                escalation_chains.save,
                who,
                known.name if known is not None else args.name,
                steps,
                repeat=args.repeat,
                chain=known.id if known is not None else "",
            ).result()
            text = "saved\n"
        chains = desk.read(escalation_chains.chains)
    rows = [[one.name, _steps(one), str(one.repeat), one.id] for one in chains]
    text += table(["Name", "Steps", "Repeated", "Id"], rows) if rows else "There is no chain."
    _result(out, text, chains=[_chain(one) for one in chains])
    return 0


def _answer(args: argparse.Namespace, out: Output, act: str) -> int:
    with opened(args) as profile:
        one = profile.desk.read(escalation_list.meant, args.what)
        profile.desk.command(escalation.answer, profile.settings.login, one.id, act).result()
        one = profile.desk.read(escalation_list.find, one.id)
    _result(out, f"saved: {_told(one)}", escalation=_summary(one))
    return 0


def _step(profile: Profile, words: str) -> ChainStep:
    """A step as it is typed: 'oncall:Network+yamada/5'.

    Raises:
        InputError: it cannot be read, or nobody is called so.
    """
    names, slash, minutes = words.rpartition("/")
    if not slash or not minutes.isdecimal():
        raise InputError(f"The step '{words}' cannot be read.", "Write whom to ask and the minutes: 'yamada/5'.")
    return ChainStep(tuple(reference_of(profile, name.strip()) for name in names.split("+")), int(minutes))


def reference_of(profile: Profile, name: str) -> str:
    """What is typed for somebody, as ``ChainStep`` names them.

    Raises:
        InputError: nobody is called so.
    """
    kind, colon, key = name.partition(":")
    if colon and kind in ("group", "oncall"):
        return name
    try:
        return f"person:{person_key_of(profile, key if kind == 'person' else name)}"
    except NotFoundError as error:
        raise InputError(
            f"Nobody is called '{name}'.", "Look them up with 'people', or write group: or oncall: in front."
        ) from error


def _told(one: Escalation) -> str:
    case = f" · case {one.case_number} {one.case_subject}" if one.case_number else ""
    urgent = " · urgent" if one.urgent else ""
    return f"{one.number} · {one.state}{urgent} · {one.reason}{case}\n{_where(one)}"


def _where(one: Escalation) -> str:
    if one.state == "closed":
        return f"closed by {one.closed_by} {iso(one.closed_at)}"
    if one.state == "taken":
        return f"{one.holder_name} since {iso(one.held_at)}"
    if one.state == "exhausted":
        return "nobody has taken it"
    due = f" until {iso(one.due_at)}" if one.due_at else ""
    return f"step {one.step} of {len(one.steps)}: {', '.join(one.waits_for) or 'nobody'}{due}"


def _line(line: Line) -> str:
    if line.what == "asked":
        told = [", ".join(line.names) or "nobody", *(f"{name} not asked: {why}" for name, why in line.skipped)]
        return f"step {line.step}: {'; '.join(told)}"
    if line.what == "doubled":
        return f"closed: the same was paged already, as {', '.join(line.names)}"
    return " ".join(filter(None, (line.what, f"by {line.who}" if line.who else "", line.how)))


def _steps(one: Chain) -> str:
    return " · ".join(f"{'+'.join(step.who)}/{step.minutes}" for step in one.steps)


def _result(out: Output, text: str, **data: Any) -> None:
    nothing = dict.fromkeys(("escalation", "escalations", "lines", "chains", "preview"))
    out.result({**nothing, **data}, text)


def _summary(one: Escalation) -> dict[str, Any]:
    steps = [step._asdict() for step in one.steps]
    return {**one._asdict(), "steps": steps, "asked": [asked._asdict() for asked in one.asked]}


def _chain(one: Chain) -> dict[str, Any]:
    return {**one._asdict(), "steps": [step._asdict() for step in one.steps]}
