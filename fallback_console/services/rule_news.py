"""What of watch rules a supervisor has to hear of without looking: a wave of cases, once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from fallback_console.domain.alerts import Alert
from fallback_console.domain.watch_rules import MOST_NAMED
from fallback_console.services.rights import is_supervisors

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["found"]


def found(r: Reading, floor: int, known: Collection[str]) -> Iterator[Alert]:
    """Alerts at this station: for everybody where a supervisor works.

    Args:
        floor: nothing older is told, UTC epoch milliseconds.
        known: ids of the alerts that were raised; whose wave was told by another firing is not told again.
    """
    rows = r.rows(
        "SELECT w.id, w.leader, w.rule, w.at, w.name, w.found, w.numbers, w.escalation, w.why FROM p_rule_fired w"
        " INDEXED BY p_rule_fired_at WHERE w.at >= ? ORDER BY w.hlc",
        (floor,),
    )
    if not rows or not is_supervisors(r):
        return
    waves: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        waves.setdefault(row[1], []).append(row)
    for firings in waves.values():
        told = next((row for row in firings if _name(row[0]) in known), firings[0])
        one, _, rule, at, name, count, numbers, escalation, why = told
        cases = ", ".join(json.loads(numbers)[:MOST_NAMED])
        kind, leads = "wave-lost" if why else "wave", escalation or f"rules:{rule}"
        yield Alert(_name(one), kind, at, "escalations", leads, who=name, text=f"{count}: {cases}")


def _name(firing: str) -> str:
    return f"wave:{firing}"
