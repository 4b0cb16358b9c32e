"""What a person arranged at this station: saved filters, columns, templates of one's own, what was read.

Values are JSON under a name. They are this station's own, not facts: no entry is made for them and nobody else sees them.
"""

from __future__ import annotations

import json
from typing import Any

from fallback_console.store.tx import Reading, Tx

__all__ = ["find", "keep"]


def keep(tx: Tx, name: str, value: Any) -> None:
    """Keep a value under a name, replacing an older one; None forgets it.

    Args:
        value: what JSON can hold.
    """
    if value is None:
        tx.execute("DELETE FROM personal WHERE name = ?", (name,))
        return
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    tx.execute("INSERT OR REPLACE INTO personal (name, value) VALUES (?, ?)", (name, text))


def find(r: Reading, name: str, default: Any = None) -> Any:
    """The value kept under a name; ``default`` where there is none or it cannot be read any more."""
    text = r.value("SELECT value FROM personal WHERE name = ?", (name,))
    try:
        return default if text is None else json.loads(text)
    except ValueError:
        return default
