"""Watch rules: so many cases of one sort within so many minutes page somebody. Supervisors set them; every station goes by them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.ids import uuid7
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.sentences import Sentence
from fallback_console.domain.shifts import folded
from fallback_console.domain.watch_rules import (
    COUNTS,
    LANGUAGES,
    LONGEST_NAME,
    MINUTES,
    MOST_PRIORITY,
    MOST_REST,
    MOST_WATCHERS,
    Condition,
)
from fallback_console.services import escalation_chains
from fallback_console.services.escalation_steps import rules_body, rules_of
from fallback_console.services.record import clean_line
from fallback_console.services.rights import require_supervisor
from fallback_console.store import journal
from fallback_console.store.rule_projection import project_rule

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["Rule", "Wanted", "find", "meant", "remove", "rules", "save", "wanted_of"]

_COLUMNS = "id, name, enabled, words, queue, priority, organisation, count, minutes, rest, chain, urgent, watchers, language, reach, by"
_LONGEST = 200


class Wanted(NamedTuple):
    """A rule as somebody wants it.

    Attributes:
        needs, minutes: so many cases within so many minutes.
        rest: minutes before and after the cases of a wave in which it is told once; at least, and with 0 just, ``minutes``.
        chain: id or name of the chain that pages; '' pages nobody.
        urgent: quiet hours do not count.
        watchers: who watches swarms for such cases, as ``ChainStep`` names them.
        language: of what is texted.
    """

    name: str
    condition: Condition
    needs: int
    minutes: int
    rest: int = 0
    chain: str = ""
    urgent: bool = False
    watchers: tuple[str, ...] = ()
    language: str = "en"
    on: bool = True


class Rule(NamedTuple):
    """A rule as it is kept.

    Attributes:
        wanted: with the chain's id; that chain may be gone.
        reach: how people are reached, wherever it pages them.
        by: login of who set it.
    """

    id: str
    wanted: Wanted
    reach: ReachRules
    by: str

    @property
    def name(self) -> str:
        """What it is called."""
        return self.wanted.name


def save(tx: Tx, who: str, wanted: Wanted, reach: ReachRules, *, rule: str = "", known: bool = True) -> str:
    """Set a rule, '' for a new one.

    Args:
        reach: how people are reached, wherever it pages them.
        known: the chain and everybody named have to be known here.

    Returns:
        Its id.

    Raises:
        InputError: no supervisor works here, another rule is called so, or it cannot be like this.
        NotFoundError: there is no such rule, or no such chain.
    """
    require_supervisor(tx)
    wanted = _checked(tx, wanted, known=known)
    for other, taken in tx.rows("SELECT id, name FROM p_watch_rule"):
        if other != rule and folded(taken) == folded(wanted.name):
            raise InputError("Another rule is called so.", "Give it another name, or change that rule.")
    if rule and known and not tx.value("SELECT 1 FROM p_watch_rule WHERE id = ?", (rule,)):
        raise NotFoundError("There is no such rule any more.", "Save it as a new rule.")
    return _say(tx, who, rule or uuid7(tx.clock.now_ms(), os.urandom(10)), wanted, reach, removed=False)


def remove(tx: Tx, who: str, rule: str) -> str:
    """Take a rule away; what it began goes on.

    Raises:
        InputError: no supervisor works here.
        NotFoundError: there is no such rule.
    """
    require_supervisor(tx)
    found = find(tx, rule)
    return _say(tx, who, rule, found.wanted, found.reach, removed=True)


def rules(r: Reading, *, on_only: bool = False) -> list[Rule]:
    """All rules by name."""
    only = " WHERE enabled = 1" if on_only else ""
    return [_rule(row) for row in r.rows(f"SELECT {_COLUMNS} FROM p_watch_rule{only} ORDER BY name COLLATE NOCASE, id")]


def find(r: Reading, rule: str) -> Rule:
    """One by id.

    Raises:
        NotFoundError: there is none.
    """
    row = r.one(f"SELECT {_COLUMNS} FROM p_watch_rule WHERE id = ?", (rule,))
    if row is None:
        raise NotFoundError("There is no such rule.", "List the rules to see those there are.")
    return _rule(row)


def meant(r: Reading, reference: str) -> Rule:
    """One by id or name.

    Raises:
        NotFoundError: there is none.
    """
    found = [one for one in rules(r) if one.id == reference or folded(one.name) == folded(reference)]
    return found[0] if found else find(r, reference)


def wanted_of(wanted: Wanted) -> dict[str, Any]:
    """What an entry keeps of it."""
    return {
        "name": wanted.name,
        "on": wanted.on,
        **wanted.condition._asdict(),
        "count": wanted.needs,
        "minutes": wanted.minutes,
        "rest": wanted.rest,
        "chain": wanted.chain,
        "urgent": wanted.urgent,
        "watchers": list(wanted.watchers),
        "language": wanted.language,
    }


def _checked(r: Reading, wanted: Wanted, *, known: bool) -> Wanted:
    name = clean_line(wanted.name, "name", limit=LONGEST_NAME)
    if not name:
        raise InputError("The rule has no name.", "Give it one; it stands in what people are texted.")
    (fewest, most), (shortest, longest) = COUNTS, MINUTES
    if not fewest <= wanted.needs <= most or not shortest <= wanted.minutes <= longest:
        raise InputError(
            "A rule cannot be like this.",
            Sentence(
                "It counts {fewest} to {most} cases within {shortest} to {longest} minutes.",
                fewest=fewest,
                most=most,
                shortest=shortest,
                longest=longest,
            ),
        )
    given = wanted.condition
    if not 0 <= wanted.rest <= MOST_REST or not 0 <= given.priority <= MOST_PRIORITY:
        raise InputError("A rule cannot be like this.", Sentence("It rests for up to {most} minutes.", most=MOST_REST))
    if wanted.language not in LANGUAGES or len(wanted.watchers) > MOST_WATCHERS:
        raise InputError("A rule cannot be like this.", Sentence("It has up to {most} watchers.", most=MOST_WATCHERS))
    condition = Condition(
        clean_line(given.words, "words", limit=_LONGEST),
        clean_line(given.queue, "queue", limit=_LONGEST),
        given.priority,
        clean_line(given.organisation, "organisation", limit=_LONGEST),
    )
    escalation_chains.require_references(r, wanted.watchers, known=known)
    chain = escalation_chains.meant(r, wanted.chain).id if wanted.chain and known else wanted.chain
    watchers = tuple(dict.fromkeys(wanted.watchers))
    return wanted._replace(
        name=name, condition=condition, chain=chain, watchers=watchers, rest=max(wanted.rest, wanted.minutes)
    )


def _say(tx: Tx, who: str, rule: str, wanted: Wanted, reach: ReachRules, *, removed: bool) -> str:
    body = {**wanted_of(wanted), "reach": rules_body(reach), "removed": removed}
    journal.append(tx, NewEntry(Kind.RULE_SET, f"rule:{rule}", body, who))
    project_rule(tx, rule)
    return rule


def _rule(row: Sequence[Any]) -> Rule:
    (one, name, on, words, queue, priority, organisation, count, minutes, rest, chain, urgent, watchers, language, reach,
     by) = row  # fmt: skip
    condition = Condition(words, queue, priority, organisation)
    known = tuple(map(str, json.loads(watchers)))
    wanted = Wanted(name, condition, count, minutes, rest, chain, bool(urgent), known, language, bool(on))
    return Rule(one, wanted, rules_of(json.loads(reach)), by)
