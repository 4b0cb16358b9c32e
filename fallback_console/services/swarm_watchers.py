"""Who reads along in a new swarm without being asked: those whom the rules name in whose waves its case is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.errors import NotFoundError
from fallback_console.domain.watch_rules import ACTOR
from fallback_console.services.escalation_people import keys_of
from fallback_console.services.rule_waves import watchers_for
from fallback_console.services.swarm_record import person_of

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["ACTOR", "watchers_by_rule"]


def watchers_by_rule(r: Reading, case_key: str, now: int) -> tuple[str, ...]:
    """Everybody of the team whom a rule makes a watcher of swarms for this case, nobody twice.

    Those who are unknown by now, and people from outside, are left out: a rule warns nobody before they would read along.

    Args:
        now: UTC epoch milliseconds.

    Returns:
        As members are named.
    """
    found: list[str] = []
    for key in keys_of(r, watchers_for(r, case_key), now):
        try:
            person = person_of(r, f"person:{key}")
        except NotFoundError:
            continue
        if not person.external:
            found.append(person.who)
    return tuple(found)
