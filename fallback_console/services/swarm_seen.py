"""What a window keeps and looks up beside the swarms themselves: what was read of each here, and where partners come from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fallback_console.services import personal

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["organisations", "read_of", "see"]

_NAME = "swarms.read"
_MOST = 500
"""Of so many swarms it is kept how much was read."""


def read_of(r: Reading) -> dict[str, int]:
    """How many messages of each swarm were read at this station, by its id."""
    found = personal.find(r, _NAME, {})
    if not isinstance(found, dict):
        return {}
    return {str(swarm): count for swarm, count in found.items() if isinstance(count, int)}


def see(tx: Tx, swarm: str, said: int) -> None:
    """So many messages of a swarm were read here; less than before changes nothing."""
    found = read_of(tx)
    if found.get(swarm, 0) >= said:
        return
    found.pop(swarm, None)
    kept = [*found.items(), (swarm, said)][-_MOST:]
    personal.keep(tx, _NAME, dict(kept))


def organisations(r: Reading, people: Sequence[str]) -> dict[str, str]:
    """Where people come from, of those of whom it is known.

    Args:
        people: each 'person:<key>'; others are passed over.
    """
    keys = [one.removeprefix("person:") for one in people if one.startswith("person:")]
    rows = r.rows(
        "SELECT key, organisation FROM p_person WHERE organisation <> '' AND key IN (SELECT value FROM json_each(?))",
        (json.dumps(keys),),
    )
    return {f"person:{key}": str(organisation) for key, organisation in rows}
