"""Who is planned to be where when: shifts, absences, on-call schedules, and the overrides that change who is on call.

Pure functions over spans of time. The order in which spans come never matters: the same spans give the same answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

__all__ = ["KINDS", "Duty", "Span", "duties", "folded", "kind_from", "mapped", "on_call_at"]

KINDS = ("shift", "absence", "oncall", "override")
"""At work; not there; on call by a schedule; another person on call than the schedule says."""

_WORDS = (
    ("override", ("override", "swap", "replace", "instead", "代理", "交代", "交替", "代打", "上書き")),
    ("oncall", ("on call", "oncall", "on duty", "standby", "当番", "待機", "オンコール", "当直")),
    (
        "absence",
        (
            *("absence", "absent", "vacation", "holiday", "leave", "sick", "out of office", "ooo", "pto", "day off"),
            *("休暇", "不在", "欠勤", "有給", "有休", "休み", "病欠", "代休", "公休"),
        ),
    ),
    ("shift", ("shift", "work", "duty roster", "勤務", "シフト", "出勤", "日勤", "夜勤", "早番", "遅番")),
)


class Span(NamedTuple):
    """One line of a plan. People stand as their sources write them: a login, a mail address, a name.

    Attributes:
        kind: of ``KINDS``.
        who: whose it is; of an override who comes in, '' for nobody.
        start, end: UTC epoch milliseconds; the end is no part of it.
        schedule: of a duty or an override, the schedule's name; '' for the only one.
        other: of an override who goes out, '' for nobody.
        note: what else was said.
    """

    kind: str
    who: str
    start: int
    end: int
    schedule: str = ""
    other: str = ""
    note: str = ""

    def covers(self, at: int) -> bool:
        """It is under way."""
        return self.start <= at < self.end


class Duty(NamedTuple):
    """Somebody is on call without a break.

    Attributes:
        who: as ``folded`` has it.
        by_override: the schedule alone would not say so.
    """

    schedule: str
    who: str
    start: int
    end: int
    by_override: bool


def folded(who: str) -> str:
    """A person as plans compare them: neither width nor case nor doubled blanks matter."""
    return " ".join(unicodedata.normalize("NFKC", who).casefold().split())


def kind_from(words: str) -> str:
    """The kind of span that words speak of, '' for none: 'Vacation' is an absence."""
    plain = folded(words).replace("-", " ").replace("_", " ")
    for kind, said in _WORDS:
        if any(re.search(rf"\b{word}", plain) if word.isascii() else word in plain for word in said):
            return kind
    return ""


def mapped(planned: Iterable[str], overrides: Iterable[Span]) -> tuple[tuple[str, bool], ...]:
    """Who of a schedule is on call where these overrides are in force, each with whether that is by an override.

    Who is taken out is out. Who is replaced is out, and who replaces them comes in only where there was somebody to replace.
    Where one rule takes somebody out and another replaces them, the replacement counts: an hour should not stay without
    anybody. Who is added is in, whatever else was said. Nobody is there twice.
    """
    replaced: dict[str, set[str]] = {}
    added: set[str] = set()
    for one in overrides:
        comes, goes = folded(one.who), folded(one.other)
        if goes:
            replaced.setdefault(goes, set()).update({comes} - {""})
        elif comes:
            added.add(comes)
    result: dict[str, bool] = {}
    for who in {folded(one) for one in planned}:
        if who not in replaced:
            result[who] = False
    for who in {folded(one) for one in planned} & replaced.keys():
        for comes in replaced[who]:
            result.setdefault(comes, True)
    for who in added:
        result.setdefault(who, True)
    return tuple(sorted(result.items()))


def on_call_at(spans: Sequence[Span], at: int) -> dict[str, tuple[tuple[str, bool], ...]]:
    """Who is on call at a moment by schedule, as ``mapped`` has it; a schedule without anybody is left out."""
    planned: dict[str, list[str]] = {}
    changed: dict[str, list[Span]] = {}
    for one in spans:
        if one.covers(at) and one.kind == "oncall":
            planned.setdefault(one.schedule, []).append(one.who)
        elif one.covers(at) and one.kind == "override":
            changed.setdefault(one.schedule, []).append(one)
    found = {
        name: mapped(planned.get(name, ()), changed.get(name, ()))
        for name in sorted({*planned.keys(), *changed.keys()})
    }
    return {name: people for name, people in found.items() if people}


def duties(spans: Sequence[Span], start: int, end: int) -> tuple[Duty, ...]:
    """Everybody's time on call within [start, end), overrides reckoned in, in the order of begin, schedule and person."""
    return tuple(sorted(_duties(spans, start, end), key=lambda duty: (duty.start, duty.schedule, duty.who)))


def _duties(spans: Sequence[Span], start: int, end: int) -> Iterator[Duty]:
    calling = [one for one in spans if one.kind in ("oncall", "override") and one.start < end and one.end > start]
    edges = sorted({start, end, *(max(one.start, start) for one in calling), *(min(one.end, end) for one in calling)})
    running: dict[tuple[str, str, bool], int] = {}
    for begin, _until in pairwise(edges):
        here = {(schedule, who, by) for schedule, people in on_call_at(calling, begin).items() for who, by in people}
        for key in [key for key in running if key not in here]:
            yield Duty(key[0], key[1], running.pop(key), begin, key[2])
        for key in here:
            running.setdefault(key, begin)
    for (schedule, who, by), begin in running.items():
        yield Duty(schedule, who, begin, end, by)
