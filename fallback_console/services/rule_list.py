"""Watch rules as they are shown: how many cases each counts now, what it has fired, and whom it would page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.watch_rules import MINUTE, Counted
from fallback_console.services import escalation_people, rule_waves
from fallback_console.services.escalation_chains import Chain, chains, name_of
from fallback_console.services.escalation_chains import meant as chain_meant
from fallback_console.services.escalation_people import Meant
from fallback_console.services.watch_rules import Rule, Wanted, find, rules

if TYPE_CHECKING:
    from fallback_console.domain.reach_rules import ReachRules
    from fallback_console.store.tx import Reading

__all__ = ["RuleState", "WaveRow", "Would", "fired", "queues", "state", "states", "would"]

_COLUMNS = "w.id, w.at, w.start_at, w.end_at, w.rest, w.found, w.numbers, w.escalation, ifnull(e.number, 0), w.why, w.leader, w.station"


class WaveRow(NamedTuple):
    """One firing.

    Attributes:
        at: when it was noticed, UTC epoch milliseconds.
        start, end: of its first and last case.
        found: how many cases.
        numbers: of the first of them.
        escalation, number: what it began, '' and 0 for nothing.
        why: of ``watch_rules.WHYS``.
        doubled: another firing had told the same wave.
    """

    id: str
    at: int
    start: int
    end: int
    found: int
    numbers: tuple[str, ...]
    escalation: str
    number: int
    why: str
    doubled: bool
    station: str


class RuleState(NamedTuple):
    """A rule and what it does at the moment.

    Attributes:
        chain: name of its chain, '' for none; of one that is gone its id.
        chain_gone: it can page nobody.
        watchers: by name.
        counting: cases of the last minutes that it counts, also those of a wave that was told.
        last: its last wave, None for none yet.
        rests_until: until then cases belong to that wave, UTC epoch milliseconds; 0 where it does not rest.
    """

    rule: Rule
    chain: str
    chain_gone: bool
    watchers: tuple[str, ...]
    counting: tuple[Counted, ...]
    last: WaveRow | None
    rests_until: int


class Would(NamedTuple):
    """What a rule would do now.

    Attributes:
        cases: of the last minutes that it counts.
        enough: it would fire, were none of them told already.
        chain: that would page, None for none.
        people: by step of the chain, whom it would ask now.
    """

    cases: tuple[Counted, ...]
    enough: bool
    chain: Chain | None
    people: tuple[tuple[Meant, ...], ...]


def states(r: Reading, now: int) -> list[RuleState]:
    """All rules by name.

    Args:
        now: UTC epoch milliseconds.
    """
    known = {one.id: one.name for one in chains(r)}
    return [_state(r, one, known, now) for one in rules(r)]


def state(r: Reading, rule: str, now: int) -> RuleState:
    """One by id.

    Raises:
        NotFoundError: there is none.
    """
    return _state(r, find(r, rule), {one.id: one.name for one in chains(r)}, now)


def fired(r: Reading, rule: str, limit: int = 20) -> list[WaveRow]:
    """What a rule has fired, the newest first."""
    rows = r.rows(
        f"SELECT {_COLUMNS} FROM p_rule_fired w INDEXED BY p_rule_fired_rule LEFT JOIN p_escalation e ON e.id = w.escalation"
        " WHERE w.rule = ? ORDER BY w.end_at DESC, w.hlc DESC LIMIT ?",
        (rule, limit),
    )
    return [_wave(row) for row in rows]


def would(r: Reading, wanted: Wanted, reach: ReachRules, now: int) -> Would:
    """What a rule would do now, whether it is kept or not; nothing is written and nobody is paged.

    Args:
        now: UTC epoch milliseconds.
    """
    cases = _counting(r, wanted, now)
    chain: Chain | None = None
    people: tuple[tuple[Meant, ...], ...] = ()
    if wanted.chain:
        try:
            chain = chain_meant(r, wanted.chain)
        except ConsoleError:
            chain = None
    if chain is not None:
        people = tuple(
            tuple(escalation_people.meant(r, step.who, reach, now, urgent=wanted.urgent)) for step in chain.steps
        )
    return Would(cases, len(cases) >= wanted.needs, chain, people)


def queues(r: Reading) -> list[str]:
    """Queues that a condition can name."""
    told = [name for (body,) in r.rows("SELECT body FROM m_vocabulary") for name in json.loads(body)["queues"]]
    return sorted(dict.fromkeys(map(str, told)), key=str.casefold)


def _state(r: Reading, rule: Rule, known: dict[str, str], now: int) -> RuleState:
    wanted = rule.wanted
    last = next(iter(one for one in fired(r, rule.id) if not one.doubled), None)
    until = 0
    if last is not None:
        end = next((wave.end + wave.rest for wave in rule_waves.waves(r, rule.id, now) if wave.id == last.id), 0)
        until = end if end > now else 0
    return RuleState(
        rule,
        known.get(wanted.chain, wanted.chain),
        bool(wanted.chain) and wanted.chain not in known,
        tuple(name_of(r, one) for one in wanted.watchers),
        _counting(r, wanted, now),
        last,
        until,
    )


def _counting(r: Reading, wanted: Wanted, now: int) -> tuple[Counted, ...]:
    now = rule_waves.going_by(r, now)
    return tuple(rule_waves.counted(r, wanted.condition, now - wanted.minutes * MINUTE, now))


def _wave(row: Sequence[Any]) -> WaveRow:
    one, at, start, end, _rest, found, numbers, escalation, number, why, leader, station = row
    given = tuple(map(str, json.loads(numbers)))
    return WaveRow(one, at, start, end, found, given, escalation, number, why, leader != one, station)
