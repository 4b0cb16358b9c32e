"""Under which key and name a person is shown. Apart from ``same_person`` because every start needs this much."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["head_of", "shown_name"]


def head_of(r: Reading, key: str) -> str:
    """The key under which a person is shown; the key itself where nothing was merged."""
    return r.value("SELECT head FROM p_alias WHERE key = ?", (key,)) or key


def shown_name(r: Reading, key: str) -> str:
    """What a person is called in lists, as ``case_projection.person_name`` has it; '' where nobody has this key."""
    row = r.one(
        "SELECT name, (SELECT raw FROM p_number WHERE person_pk = pk ORDER BY position LIMIT 1), emails, remote_id"
        " FROM p_person WHERE key = ?",
        (key,),
    )
    if row is None:
        return ""
    return str(row[0] or row[1] or next(iter(json.loads(row[2])), "") or row[3])
