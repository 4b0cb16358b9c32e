"""The supervisor's roster: everybody of the team with status, load, plan, paths and the last sign of life."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.errors import InputError
from fallback_console.domain.paths import Rung
from fallback_console.domain.person import mail_key
from fallback_console.domain.roster import (
    FILTERS,
    HUB_FRESH_MS,
    SORTS,
    Heard,
    Plan,
    RosterRow,
    Teammate,
    counts,
    fits,
    in_filter,
    ordered,
    standing,
)
from fallback_console.domain.shifts import Duty, Span, duties, folded, on_call_at
from fallback_console.domain.views import CaseFilter, CaseRow, CaseSort, OutageRow, PersonRow
from fallback_console.services import outages, presence, queue
from fallback_console.services.paths import kinds_down, ladder_of
from fallback_console.services.rights import is_supervisors
from fallback_console.store import people, roster_rows

if TYPE_CHECKING:
    from fallback_console.domain.reach_rules import ReachRules
    from fallback_console.store.tx import Reading

__all__ = [
    "Asked",
    "Base",
    "Card",
    "Listing",
    "base",
    "card",
    "cases_of",
    "check",
    "known_people",
    "listing",
    "row_of",
    "who_is",
]

_MINUTE = 60_000
_DAY = 24 * 60 * _MINUTE
_BACK = 3 * _DAY
"""So far back a shift that is over still tells that somebody went home."""

_AHEAD = 14 * _DAY


class Base(NamedTuple):
    """What stays for a while: who there is and what is planned of them.

    Attributes:
        plans: by key of the person.
        spans: everything that is planned for the next days, people by their keys.
        unknown: whom plans name and nobody is.
        until: the plans mean something else from then on, UTC epoch milliseconds.
    """

    team: Sequence[Teammate]
    plans: Mapping[str, Plan]
    spans: Sequence[Span]
    unknown: tuple[str, ...]
    until: int


class Asked(NamedTuple):
    """What of the roster is wanted.

    Attributes:
        filter: of ``domain.roster.FILTERS``.
        sort: of ``domain.roster.SORTS``.
    """

    filter: str = "all"
    search: str = ""
    sort: str = "name"
    descending: bool = False


class Listing(NamedTuple):
    """The roster at a moment.

    Attributes:
        rows: who fits, in order.
        counts: how many of those that fit the search belong to each filter.
        anybody: there is a team at all.
        supervisors: this is a supervisor's station.
        base: to be given back with the next question.
    """

    asked: Asked
    rows: Sequence[RosterRow]
    counts: Mapping[str, int]
    anybody: bool
    supervisors: bool
    outage: OutageRow | None
    base: Base


class Card(NamedTuple):
    """One teammate opened.

    Attributes:
        rungs: paths in the order in which they are tried, with their health.
        cases: open ones of theirs, the most urgent first.
        shifts: those of the next days, and absences.
        duties: times on call of the next days.
    """

    row: RosterRow
    person: PersonRow
    rungs: tuple[Rung, ...]
    cases: Sequence[CaseRow]
    shifts: Sequence[Span]
    duties: Sequence[Duty]


def base(r: Reading, now: int) -> Base:
    """Who there is and what is planned of them now."""
    team = roster_rows.team(r)
    keys = _keys_by_name(roster_rows.names_of(r))
    spans = roster_rows.spans_between(r, now - _BACK, now + _AHEAD)
    # Each name once: there are many times more spans than people.
    called = {who for span in spans for who in (span.who, span.other) if who}
    known = {who: keys[folded(who)] for who in called if folded(who) in keys}
    spans = [
        span._replace(who=known.get(span.who, span.who), other=known.get(span.other, span.other)) for span in spans
    ]
    mine: dict[str, list[Span]] = {}
    for span in spans:
        if span.kind in ("shift", "absence"):
            mine.setdefault(span.who, []).append(span)
    on_call: dict[str, list[tuple[str, bool]]] = {}
    for schedule, people_on_call in on_call_at(spans, now).items():
        for key, by_override in people_on_call:
            on_call.setdefault(key, []).append((schedule, by_override))
    plans = {mate.key: _plan(mine.get(mate.key, ()), on_call.get(folded(mate.key), ()), now) for mate in team}
    edges = (edge for span in spans for edge in (span.start, span.end) if edge > now)
    return Base(team, plans, spans, tuple(sorted(called - known.keys())), min(edges, default=now + _DAY))


def listing(r: Reading, who: str, asked: Asked, now: int, known: Base | None = None) -> Listing:
    """The roster as it is now.

    Args:
        who: login of the person who works here.
        known: the base of an earlier answer where neither people nor plans changed since; an old one is made anew.
    """
    kept = known if known is not None and now < known.until else base(r, now)
    rows = [row for row in _rows(r, who, kept, now) if not asked.search or fits(row.mate, asked.search)]
    wanted = [row for row in rows if in_filter(row, asked.filter)]
    return Listing(
        asked,
        ordered(wanted, asked.sort, descending=asked.descending),
        counts(rows),
        bool(kept.team),
        is_supervisors(r),
        outages.current(r),
        kept,
    )


def row_of(r: Reading, who: str, key: str, now: int, known: Base | None = None) -> RosterRow | None:
    """One teammate, None where this is nobody of the team; ``known`` as in ``listing``."""
    kept = known if known is not None and now < known.until else base(r, now)
    alone = kept._replace(team=[mate for mate in kept.team if mate.key == key])
    return next(iter(_rows(r, who, alone, now)), None)


def card(r: Reading, who: str, key: str, rules: ReachRules, now: int, known: Base | None = None) -> Card | None:
    """One teammate opened; None where this is nobody of the team any more."""
    kept = known if known is not None and now < known.until else base(r, now)
    row = row_of(r, who, key, now, kept)
    person = people.person_of_key(r, key)
    if row is None or person is None:
        return None
    planned = [s for s in kept.spans if s.who == key and s.kind in ("shift", "absence") and s.end > now]
    # Only of schedules that may concern them: whoever else is on call is nothing to them.
    schedules = {s.schedule for s in kept.spans if s.kind in ("oncall", "override") and key in (s.who, s.other)}
    calling = [s for s in kept.spans if s.kind in ("oncall", "override") and s.schedule in schedules]
    called = [duty for duty in duties(calling, now, now + _AHEAD) if duty.who == folded(key)]
    rungs = ladder_of(r, f"person:{person.key}", rules, now).rungs
    return Card(row, person, rungs, cases_of(r, row.mate.login), planned, called)


def cases_of(r: Reading, login: str) -> list[CaseRow]:
    """Somebody's open cases, the most urgent first."""
    return queue.list_cases(r, CaseFilter(owner=login), CaseSort.DUE, limit=500) if login else []


def who_is(r: Reading, reference: str, who: str, now: int) -> RosterRow:
    """The teammate that a login, a key, a name or a mail address means.

    Raises:
        InputError: nobody or more than one.
    """
    rows = list(_rows(r, who, base(r, now), now))
    key = _keys_by_name(roster_rows.names_of(r)).get(folded(reference))
    found = [row for row in rows if row.key in (key, reference)] or [row for row in rows if fits(row.mate, reference)]
    if len(found) != 1:
        raise InputError(
            "Nobody of the team is called so." if not found else f"{len(found)} of the team go by that.",
            "Look them up with 'roster' and give the login or the key.",
        )
    return found[0]


def known_people(r: Reading) -> frozenset[str]:
    """Everything by which plans can call somebody of the team, as ``shifts.folded`` has it."""
    return frozenset(_keys_by_name(roster_rows.names_of(r)))


def check(asked: Asked) -> None:
    """Whether that can be asked.

    Raises:
        InputError: no such filter or order.
    """
    if asked.filter not in FILTERS or asked.sort not in SORTS:
        raise InputError("The roster cannot be shown so.", f"Choose of {', '.join(FILTERS)}; by {', '.join(SORTS)}.")


def _rows(r: Reading, who: str, kept: Base, now: int) -> Iterable[RosterRow]:
    said, cases = roster_rows.said(r), roster_rows.open_cases(r)
    calls = roster_rows.calls_since(r, _midnight(now))
    hub, texts = presence.heard_at(r), roster_rows.incoming(r)
    down = kinds_down(r)
    for mate in kept.team:
        plan = kept.plans[mate.key]
        status, since, planned = standing(said.get(mate.login), plan)
        heard = _heard(mate, who, hub.get(mate.login, 0), texts.get(mate.pk, 0), now)
        direct = ("hub",) if heard.over in ("hub", "here") and now - heard.at <= HUB_FRESH_MS else ()
        yield RosterRow(
            mate,
            plan,
            status,
            since,
            planned,
            cases.get(mate.login, 0),
            calls.get(mate.login, 0),
            (*direct, *(way for way in mate.ways if way not in down)),
            tuple(way for way in mate.ways if way in down),
            heard,
        )


def _heard(mate: Teammate, who: str, hub: int, text: int, now: int) -> Heard:
    if mate.login and mate.login == who:
        # By the minute, so that nothing else is told anew with every look.
        return Heard(now // _MINUTE * _MINUTE, "here")
    return max(Heard(hub, "hub" if hub else ""), Heard(text, "sms" if text else ""))


def _plan(spans: Sequence[Span], on_call: Sequence[tuple[str, bool]], now: int) -> Plan:
    shifts = [span for span in spans if span.kind == "shift"]
    return Plan(
        max((s for s in shifts if s.covers(now)), key=lambda s: s.end, default=None),
        min((s for s in shifts if s.start > now), key=lambda s: s.start, default=None),
        max((s.end for s in shifts if s.end <= now), default=0),
        max((s for s in spans if s.kind == "absence" and s.covers(now)), key=lambda s: s.end, default=None),
        tuple(schedule for schedule, _ in on_call),
        any(by_override for _, by_override in on_call),
    )


def _keys_by_name(names: Iterable[tuple[str, str, str, str, tuple[str, ...]]]) -> dict[str, str]:
    """Key by everything that plans may call somebody; what two people are called means neither of them.

    A login or a mail address goes before a name.
    """
    sure: dict[str, set[str]] = {}
    maybe: dict[str, set[str]] = {}
    for key, login, name, reading, mails in names:
        for word in (key, login, *(mail_key(mail) for mail in mails)):
            sure.setdefault(folded(word), set()).add(key)
        for word in (name, name.replace(" ", ""), " ".join(reversed(name.split())), reading):
            maybe.setdefault(folded(word), set()).add(key)
    merged = {**maybe, **sure}
    return {word: next(iter(keys)) for word, keys in merged.items() if word and len(keys) == 1}


def _midnight(now: int) -> int:
    here = datetime.fromtimestamp(now / 1000).astimezone()
    return int(here.replace(hour=0, minute=0, second=0, microsecond=0).timestamp() * 1000)
