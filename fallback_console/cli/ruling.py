"""``rule``: so many cases of one sort within so many minutes page somebody."""

from __future__ import annotations

import argparse
from typing import Any

from fallback_console.cli.escalating import reference_of
from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, iso, table
from fallback_console.compose.profile import Profile
from fallback_console.domain.errors import NotFoundError
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.watch_rules import Condition, Counted
from fallback_console.services import rule_list, watch_rules
from fallback_console.services.rule_list import RuleState, WaveRow
from fallback_console.services.watch_rules import Wanted

__all__ = ["listed", "remove", "set_rule", "show", "test"]

_COUNT, _MINUTES = 5, 10


def listed(args: argparse.Namespace, out: Output) -> int:
    """All rules."""
    with opened(args) as profile:
        _list(profile, out, "")
    return 0


def show(args: argparse.Namespace, out: Output) -> int:
    """One rule with what it has fired."""
    with opened(args) as profile:
        one = profile.desk.read(watch_rules.meant, args.name)
        state = profile.desk.read(rule_list.state, one.id, profile.clock.now_ms())
        waves = profile.desk.read(rule_list.fired, one.id)
    rows = [[iso(wave.at), str(wave.found), _began(wave), ", ".join(wave.numbers)] for wave in waves]
    text = table(["Fired", "Cases", "Escalation", ""], rows) if rows else "It has not fired yet."
    _result(out, f"{_told(state)}\n\n{text}", rules=[_state(state)], waves=[wave._asdict() for wave in waves])
    return 0


def set_rule(args: argparse.Namespace, out: Output) -> int:
    """Set a rule, or change what is named of the one there is."""
    with opened(args) as profile:
        desk = profile.desk
        try:
            known = desk.read(watch_rules.meant, args.name)
        except NotFoundError:
            known = None
        before = known.wanted if known is not None else Wanted(args.name, Condition(), _COUNT, _MINUTES)
        given = {name: getattr(args, name) for name in Condition._fields if getattr(args, name) is not None}
        more: dict[str, Any] = {
            name: getattr(args, name)
            for name in ("minutes", "rest", "chain", "urgent", "language", "on")
            if getattr(args, name) is not None
        }
        if args.count is not None:
            more["needs"] = args.count
        if args.watcher is not None:
            more["watchers"] = tuple(reference_of(profile, name) for name in args.watcher if name)
        wanted = before._replace(condition=before.condition._replace(**given), **more)
        rules = profile.settings.reach or ReachRules()
        rule = known.id if known is not None else ""
        desk.command(watch_rules.save, profile.settings.login, wanted, rules, rule=rule).result()
        _list(profile, out, "saved\n")
    return 0


def remove(args: argparse.Namespace, out: Output) -> int:
    """Take a rule away."""
    with opened(args) as profile:
        one = profile.desk.read(watch_rules.meant, args.name)
        profile.desk.command(watch_rules.remove, profile.settings.login, one.id).result()
        _list(profile, out, f"removed: {one.name}\n")
    return 0


def test(args: argparse.Namespace, out: Output) -> int:
    """What a rule counts now and whom it would page."""
    with opened(args) as profile:
        now = profile.clock.now_ms()
        one = profile.desk.read(watch_rules.meant, args.name)
        found = profile.desk.read(rule_list.would, one.wanted, one.reach, now)
        state = profile.desk.read(rule_list.state, one.id, now)
    people = [
        {"step": n, "name": who.name or who.person, "why": who.why}
        for n, step in enumerate(found.people, 1)
        for who in step
    ]
    lines = [f"counts {len(found.cases)} of {one.wanted.needs} in {one.wanted.minutes} min"]
    lines += [f"  {case.number}  {case.subject}" for case in found.cases]
    if state.rests_until:
        lines.append(f"a wave was told already; it rests until {iso(state.rests_until)}")
    lines += [f"step {who['step']}: {who['name']}{' not asked: ' if who['why'] else ''}{who['why']}" for who in people]
    if not people:
        lines.append("Nobody would be paged now.")
    data = {
        "cases": [_case(case) for case in found.cases],
        "enough": found.enough,
        "rests_until": state.rests_until,
        "people": people,
    }
    _result(out, "\n".join(lines), rules=[_state(state)], test=data)
    return 0


def _list(profile: Profile, out: Output, head: str) -> None:
    found = profile.desk.read(rule_list.states, profile.clock.now_ms())
    rows = [
        [
            one.rule.name,
            "on" if one.rule.wanted.on else "off",
            f"{len(one.counting)} of {one.rule.wanted.needs} in {one.rule.wanted.minutes} min",
            iso(one.last.at) if one.last is not None else "never",
            _chain(one),
            one.rule.id,
        ]
        for one in found
    ]
    heads = ["Name", "", "Counts now", "Fired last", "Pages", "Id"]
    text = table(heads, rows) if rows else "There is no rule."
    _result(out, head + text, rules=[_state(one) for one in found])


def _told(one: RuleState) -> str:
    wanted = one.rule.wanted
    sort = [
        f"{name} {value}" for name, value in wanted.condition._asdict().items() if value
    ]  # fmt: skip
    return "\n".join(
        (
            f"{one.rule.name} · {'on' if wanted.on else 'off'} · {', '.join(sort) or 'every case'}",
            f"counts {len(one.counting)} of {wanted.needs} in {wanted.minutes} min, rests {wanted.rest} min",
            f"pages: {_chain(one)}{' · urgent' if wanted.urgent else ''}",
            f"watchers: {', '.join(one.watchers) or 'nobody'}",
        )
    )


def _chain(one: RuleState) -> str:
    if one.chain_gone:
        return "nobody: its chain is gone"
    return one.chain or "nobody"


def _began(wave: WaveRow) -> str:
    if wave.doubled:
        return f"{wave.number} (the same wave as another)"
    return str(wave.number) if wave.number else wave.why


def _result(out: Output, text: str, **data: Any) -> None:
    out.result({**dict.fromkeys(("rules", "waves", "test")), **data}, text)


def _state(one: RuleState) -> dict[str, Any]:
    wanted = one.rule.wanted
    return {
        "id": one.rule.id,
        **wanted._asdict(),
        "condition": wanted.condition._asdict(),
        "chain_name": one.chain,
        "chain_gone": one.chain_gone,
        "watcher_names": list(one.watchers),
        "counting": [_case(case) for case in one.counting],
        "last": one.last._asdict() if one.last is not None else None,
        "rests_until": one.rests_until,
        "by": one.rule.by,
    }


def _case(one: Counted) -> dict[str, Any]:
    return {"key": one.names[0], "number": one.number, "subject": one.subject, "at": one.at}
