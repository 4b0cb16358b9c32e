"""What people wish of the paths to them. Apart from ``paths``, since whoever only asks for a wish needs nothing of ladders."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fallback_console.domain.paths import Wishes, folded
from fallback_console.store.same_person import parts_of
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["subjects_of", "wishes_of"]


def subjects_of(r: Reading, whom: str) -> list[str]:
    """Every subject under which something may have been said of somebody: those of all records that were merged."""
    sort, _, key = whom.partition(":")
    return [f"person:{one}" for one in parts_of(r, head_of(r, key))] if sort == "person" else [whom]


def wishes_of(r: Reading, whom: str) -> Wishes:
    """What somebody wishes of their paths; of a person whose records were merged the wishes of all of them, the last word counting."""
    names = subjects_of(r, whom)
    marks = ", ".join("?" * len(names))
    rows = r.rows(f"SELECT wishes FROM p_paths WHERE whom IN ({marks}) ORDER BY hlc", names)
    return folded(_word(json.loads(text)) for (text,) in rows)


def _word(kept: Mapping[str, Any]) -> Mapping[str, Any]:
    """Wishes that were kept, as one word; an order that was never chosen leaves that of another record alone."""
    return kept if kept["order"] else {name: value for name, value in kept.items() if name != "order"}
