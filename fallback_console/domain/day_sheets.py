"""A day's report as tables of texts, for the window, the command line, paper and spreadsheets: the same everywhere, in words
that whoever shows it brings along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from fallback_console.domain.day_report import DayReport, Decision, PersonDay
from fallback_console.domain.sheet import Sheet

__all__ = ["WORDS", "Style", "day_sheets"]

WORDS = (
    "Outages",
    "From",
    "To",
    "Systems",
    "How long",
    "still down",
    "Work done here",
    "What",
    "How many",
    "Calls",
    "of these reached",
    "no answer",
    "busy",
    "voicemail",
    "wrong number",
    "to be called back",
    "came in",
    "Talk time",
    "SMS sent",
    "of these delivered",
    "failed",
    "taken by the gateway",
    "no news yet",
    "SMS received",
    "Notes",
    "Replies",
    "Changes",
    "Next actions",
    "New cases",
    "Systems and what goes there",
    "System",
    "Delivered",
    "Waiting",
    "Not sure",
    "Needs you",
    "Conflicts",
    "When",
    "Who",
    "Case",
    "Value that counts",
    "mine",
    "theirs",
    "another",
    "Still to be decided",
    "Given up",
    "Reason",
    "By person",
    "SMS",
    "Decisions",
)
"""Every word the tables use, in English; ``Style.words`` has one for each."""

_OUTCOMES = {
    "reached": "of these reached",
    "no-answer": "no answer",
    "busy": "busy",
    "voicemail": "voicemail",
    "wrong-number": "wrong number",
    "call-back": "to be called back",
    "in": "came in",
}
_SMS = {"delivered": "of these delivered", "failed": "failed", "accepted": "taken by the gateway", "": "no news yet"}
_CHOICES = {"mine": "mine", "theirs": "theirs", "edit": "another"}


class Style(NamedTuple):
    """How values are written.

    Attributes:
        words: for each of ``WORDS``.
        time: of a moment (UTC epoch milliseconds) of the day or beside it.
        length: of milliseconds.
        number: of a count.
        system: of a system's name.
        joined: of several names.
        title: of a kind of entry and its one line.
        value: of a field's name and value.
    """

    words: Mapping[str, str]
    time: Callable[[int], str]
    length: Callable[[int], str]
    number: Callable[[int], str]
    system: Callable[[str], str]
    joined: Callable[[Iterable[str]], str]
    title: Callable[[str, str], str]
    value: Callable[[str, str], str]


def day_sheets(report: DayReport, style: Style) -> list[Sheet]:
    """The tables that have anything to say; what was done here always has."""
    found = [
        _outages(report, style),
        _work(report, style),
        _systems(report, style),
        _conflicts(report, style),
        _drops(report, style),
        _people(report, style),
    ]
    return [sheet for sheet in found if sheet.rows]


def _outages(report: DayReport, style: Style) -> Sheet:
    words = style.words
    return Sheet(
        words["Outages"],
        [words[w] for w in ("From", "To", "Systems", "How long")],
        [
            [
                style.time(o.since_at),
                words["still down"] if o.over_at is None else style.time(o.over_at),
                style.joined(map(style.system, o.systems)),
                style.length(o.in_day_ms),
            ]
            for o in report.outages
        ],
        (0.2, 0.2, 0.4, 0.2),
    )


def _work(report: DayReport, style: Style) -> Sheet:
    words, number, team = style.words, style.number, report.team
    rows = [[words["Calls"], number(team.calls)]]
    rows += [[f"– {words[w]}", number(report.calls[o])] for o, w in _OUTCOMES.items() if report.calls.get(o)]
    if report.talk_seconds:
        rows.append([words["Talk time"], style.length(report.talk_seconds * 1000)])
    rows.append([words["SMS sent"], number(team.sms)])
    states: dict[str, int] = {}
    for state, count in report.sms.items():
        # A gateway that keeps a message has taken it.
        name = "accepted" if state == "buffered" else state if state in _SMS else ""
        states[name] = states.get(name, 0) + count
    rows += [[f"– {words[w]}", number(states[s])] for s, w in _SMS.items() if states.get(s)]
    for word, count in (
        ("SMS received", report.sms_received),
        ("Notes", team.notes),
        ("Replies", team.replies),
        ("Changes", team.changes),
        ("Next actions", team.plans),
        ("New cases", team.cases),
    ):
        if count:
            rows.append([words[word], number(count)])
    return Sheet(words["Work done here"], [words["What"], words["How many"]], rows, (0.4, 0.6))


def _systems(report: DayReport, style: Style) -> Sheet:
    words = style.words
    return Sheet(
        words["Systems and what goes there"],
        [words[w] for w in ("System", "Delivered", "Waiting", "Not sure", "Needs you")],
        [
            [style.system(s.sink), *map(style.number, (s.delivered, s.waiting, s.unknown, s.needs_attention))]
            for s in report.sinks
        ],
        (0.4, 0.15, 0.15, 0.15, 0.15),
    )


def _conflicts(report: DayReport, style: Style) -> Sheet:
    words = style.words
    rows = [
        [
            style.time(d.at),
            d.who,
            _case(d),
            style.title(d.kind, d.what),
            f"{style.value(d.field, d.value)} ({words[_CHOICES.get(d.choice, 'another')]})",
        ]
        for d in report.conflicts
    ]
    if report.conflicts_resolved > len(report.conflicts):
        rows.append(["…", "", "", style.number(report.conflicts_resolved), ""])
    if report.conflicts_open:
        rows.append([words["Still to be decided"], "", "", style.number(report.conflicts_open), ""])
    head = [words[w] for w in ("When", "Who", "Case", "What", "Value that counts")]
    return Sheet(words["Conflicts"], head, rows, (0.16, 0.14, 0.1, 0.35, 0.25))


def _drops(report: DayReport, style: Style) -> Sheet:
    words = style.words
    rows = [[style.time(d.at), d.who, _case(d), style.title(d.kind, d.what), d.reason] for d in report.drops]
    if report.dropped > len(report.drops):
        rows.append(["…", "", "", style.number(report.dropped), ""])
    head = [words[w] for w in ("When", "Who", "Case", "What", "Reason")]
    return Sheet(words["Given up"], head, rows, (0.16, 0.14, 0.1, 0.35, 0.25))


def _people(report: DayReport, style: Style) -> Sheet:
    words = style.words
    head = [
        words[w] for w in ("Who", "Calls", "Talk time", "SMS", "Notes", "Replies", "Changes", "New cases", "Decisions")
    ]
    return Sheet(words["By person"], head, [_person(p, style) for p in report.people], (0.2, *[0.1] * 8))


def _person(one: PersonDay, style: Style) -> list[str]:
    number = style.number
    return [
        one.who,
        number(one.calls),
        style.length(one.talk_seconds * 1000) if one.talk_seconds else "",
        *map(number, (one.sms, one.notes, one.replies, one.changes + one.plans, one.cases, one.decisions)),
    ]


def _case(decision: Decision) -> str:
    return f"#{decision.case_number}" if decision.case_number else ""
