"""The supervisor's roster: who is there, what each is doing, and how each can be reached. Pure values and functions."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from fallback_console.domain.languages import language_names
from fallback_console.domain.shifts import Span

__all__ = [
    "FILTERS",
    "HUB_FRESH_MS",
    "SORTS",
    "Heard",
    "Plan",
    "RosterRow",
    "Teammate",
    "counts",
    "fits",
    "in_filter",
    "ordered",
    "reached_over",
    "standing",
    "words_of",
]

FILTERS = ("all", "available", "call", "wrap-up", "away", "off", "unreachable", "oncall")
"""What the roster can be narrowed to: everybody, a status, nobody can reach them, on call now."""

SORTS = ("name", "status", "load", "shift", "heard")

HUB_FRESH_MS = 120_000
"""So long after its last sign of life a station counts as being there."""

_ORDER = {"available": 0, "call": 1, "wrap-up": 2, "away": 3, "off": 4}


class Teammate(NamedTuple):
    """What is known of somebody of the team beside what changes by the minute.

    Attributes:
        login: name by which they work; '' where it is not known.
        site: where they work.
        skills: names with levels, 0 where none was told.
        ways: kinds of ``paths.KINDS`` that lead to them, in the order in which they are tried.
        number: the first that can be rung, in E.164, '' for none.
        words: all by which they are found, folded.
    """

    pk: int
    key: str
    name: str
    reading: str
    role: str
    login: str
    site: str
    timezone: str
    skills: tuple[tuple[str, int], ...]
    languages: tuple[str, ...]
    groups: tuple[str, ...]
    ways: tuple[str, ...]
    number: str
    sorted_by: str
    words: str = ""


class Plan(NamedTuple):
    """What is planned of somebody at a moment.

    Attributes:
        shift: under way.
        next: the one that begins next.
        ended_at: when the last shift that is over ended, 0 where none is known.
        absence: under way.
        on_call: schedules by which they are on call now.
        by_override: one of these is by an override.
    """

    shift: Span | None = None
    next: Span | None = None
    ended_at: int = 0
    absence: Span | None = None
    on_call: tuple[str, ...] = ()
    by_override: bool = False


class Heard(NamedTuple):
    """The last sign of life of somebody.

    Attributes:
        at: UTC epoch milliseconds, 0 for never.
        over: 'here' (at this station), 'hub', 'sms', 'call', or '' for never.
    """

    at: int = 0
    over: str = ""


class RosterRow(NamedTuple):
    """One teammate as the roster shows them.

    Attributes:
        status: of ``entry.OWN_STATUSES``: what they said, or what their plan says where they said nothing since.
        since_at: UTC epoch milliseconds, None where it is not known.
        planned: the status follows from the plan, nobody said it.
        calls_today: calls they logged since midnight.
        ways: kinds of paths that lead to them and work now, best first.
        down: those that do not.
    """

    mate: Teammate
    plan: Plan
    status: str
    since_at: int | None
    planned: bool
    open_cases: int
    calls_today: int
    ways: tuple[str, ...]
    down: tuple[str, ...]
    heard: Heard

    @property
    def key(self) -> str:
        """The person's."""
        return self.mate.key


def standing(said: tuple[str, int] | None, plan: Plan) -> tuple[str, int | None, bool]:
    """Status, since when, and whether it only follows from the plan.

    What somebody says counts until their plan has moved on: who said 'available' in a shift that is over has gone home. Who
    never said anything is there, unless a plan says otherwise.

    Args:
        said: status and when it was said.
    """
    if plan.absence is not None and (said is None or said[1] < plan.absence.start or said[0] == "off"):
        return "off", plan.absence.start, True
    if plan.shift is None and plan.absence is None and plan.ended_at and (said is None or said[1] < plan.ended_at):
        return "off", plan.ended_at, True
    if said is None and plan.shift is None and plan.absence is None and plan.next is not None:
        return "off", None, True
    if said is not None and plan.shift is not None and said[0] == "off" and said[1] < plan.shift.start:
        # A new shift began since they went home; whether they came, nobody said.
        return "available", plan.shift.start, True
    return (said[0], said[1], False) if said is not None else ("available", None, True)


def reached_over(row: RosterRow) -> str:
    """The kind of path to use first, '' where none leads to them."""
    return row.ways[0] if row.ways else ""


def in_filter(row: RosterRow, name: str) -> bool:
    """Whether somebody belongs to one of ``FILTERS``."""
    if name == "unreachable":
        return not row.ways
    if name == "oncall":
        return bool(row.plan.on_call)
    return name in ("all", "") or row.status == name


def counts(rows: Iterable[RosterRow]) -> dict[str, int]:
    """How many belong to each filter."""
    found = dict.fromkeys(FILTERS, 0)
    for row in rows:
        found["all"] += 1
        found[row.status] = found.get(row.status, 0) + 1
        found["unreachable"] += not row.ways
        found["oncall"] += bool(row.plan.on_call)
    return found


def words_of(mate: Teammate) -> str:
    """Everything by which somebody is found, folded."""
    languages = [language_names(code) for code in mate.languages]
    skills = [name for name, _ in mate.skills]
    texts = (mate.name, mate.reading, mate.login, mate.site, *skills, *mate.groups, *languages)
    return " ".join(_fold(text) for text in texts if text)


def fits(mate: Teammate, search: str) -> bool:
    """Whether all the typed words occur in what is known of somebody."""
    return all(word in mate.words for word in _fold(search).split())


def ordered(rows: Iterable[RosterRow], sort: str, *, descending: bool = False) -> list[RosterRow]:
    """Rows by one of ``SORTS``; who is equal stays in the order of names."""
    named = sorted(rows, key=lambda row: (row.mate.sorted_by, row.mate.pk))
    keys: dict[str, Callable[[RosterRow], Any]] = {
        "status": lambda row: (_ORDER.get(row.status, 9), -(row.since_at or 0)),
        "load": lambda row: (row.open_cases, row.calls_today),
        "shift": _shift_order,
        "heard": lambda row: -row.heard.at,
    }
    key = keys.get(sort)
    if key is None:
        return named[::-1] if descending else named
    return sorted(named, key=key, reverse=descending)


def _shift_order(row: RosterRow) -> tuple[int, int]:
    plan = row.plan
    if plan.absence is not None:
        return 2, plan.absence.end
    if plan.shift is not None:
        return 0, plan.shift.end
    return (1, plan.next.start) if plan.next is not None else (3, 0)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
