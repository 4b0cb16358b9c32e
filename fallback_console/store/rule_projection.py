"""The projection of watch rules: how each was last set, and its firings with the wave that each belongs to.

Each rule is made from all entries about it, so entries may come late, twice and in any order.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fallback_console.domain.entry import Kind
from fallback_console.domain.watch_rules import Fired, leaders
from fallback_console.store.journal import dump, of_subject

if TYPE_CHECKING:
    from fallback_console.store.tx import Tx

__all__ = ["FIRED", "fill_rules", "fired_from", "project_rule"]

FIRED = "id, hlc, start_at, end_at, rest, cases"
"""Columns of ``fired_from``."""


def project_rule(tx: Tx, rule: str) -> None:
    """A rule as it was last set, none where it was taken away; what it fired stays."""
    words = of_subject(tx, f"rule:{rule}", (Kind.RULE_SET,))
    tx.execute("DELETE FROM p_watch_rule WHERE id = ?", (rule,))
    if words and not words[-1].body["removed"]:
        last, body = words[-1], words[-1].body
        _insert(
            tx,
            "p_watch_rule",
            {
                "id": rule,
                **{
                    name: body[name]
                    for name in ("name", "words", "queue", "priority", "organisation", "count", "minutes")
                },
                "enabled": bool(body["on"]),
                "rest": body["rest"],
                "chain": body["chain"],
                "urgent": bool(body["urgent"]),
                "watchers": dump(body["watchers"]),
                "language": body["language"],
                "reach": dump(body["reach"]),
                "hlc": last.hlc,
                "by": last.actor,
            },
        )
    _project_fired(tx, rule)
    tx.touch("rule", rule)


def _project_fired(tx: Tx, rule: str) -> None:
    entries = of_subject(tx, f"rule:{rule}", (Kind.RULE_FIRED,))
    tx.execute("DELETE FROM p_rule_fired WHERE rule = ?", (rule,))
    leader = leaders(
        Fired(e.id, e.hlc, e.body["start"], e.body["end"], e.body["rest"], _names(e.body["cases"])) for e in entries
    )
    for entry in entries:
        body = entry.body
        _insert(
            tx,
            "p_rule_fired",
            {
                **{name: body[name] for name in ("name", "rest", "count", "minutes", "found", "escalation", "why")},
                "id": entry.id,
                "rule": rule,
                "hlc": entry.hlc,
                "station": entry.station,
                "at": entry.made_at,
                "start_at": body["start"],
                "end_at": body["end"],
                "cases": dump(body["cases"]),
                "numbers": dump(body["numbers"]),
                "leader": leader[entry.id],
            },
        )


def fired_from(row: Sequence[Any]) -> Fired:
    """A firing as a row with the columns ``FIRED`` has it."""
    one, hlc, start, end, rest, cases = row
    return Fired(one, hlc, start, end, rest, _names(json.loads(cases)))


def fill_rules(tx: Tx) -> None:
    """All of it anew, into empty tables."""
    for (subject,) in tx.rows("SELECT DISTINCT subject FROM entry WHERE subject >= 'rule:' AND subject < 'rule;'"):
        project_rule(tx, subject.partition(":")[2])


def _names(cases: Sequence[Sequence[str]]) -> frozenset[str]:
    return frozenset(name for names in cases for name in names)


def _insert(tx: Tx, table: str, values: dict[str, Any]) -> None:
    marks = ", ".join("?" * len(values))
    tx.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))
