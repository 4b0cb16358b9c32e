"""Which items of a pull are our own words coming back, whoever of the team delivered them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fallback_console.store.tx import Tx

__all__ = ["fill_told_echo", "keep_echo_of"]

_TOLD = "SELECT entry_id, lane, receipt FROM elsewhere WHERE family = 'helpdesk' AND state = 'confirmed'"


def keep_echo_of(tx: Tx, entry_id: str) -> None:
    """The items that another station's delivery made in the helpdesk."""
    for row in tx.rows(f"{_TOLD} AND entry_id = ?", (entry_id,)):
        _keep(tx, *row)


def fill_told_echo(tx: Tx) -> None:
    """All of them, for a rebuild."""
    for row in tx.rows(_TOLD):
        _keep(tx, *row)


def _keep(tx: Tx, entry_id: str, lane: str, receipt: str | None) -> None:
    items = json.loads(receipt)["remote_items"] if receipt else ()
    # Which case it was may come later than that it was done; then this is done again with the entry.
    if not items or not lane:
        return
    source = lane.partition(":")[0]
    if source == "local":
        source = (
            tx.value("SELECT source FROM p_case WHERE key = ? AND source <> ''", (lane,))
            or tx.value("SELECT kind FROM connection WHERE name = 'helpdesk'")
            or "rt"
        )
    tx.executemany(
        "INSERT OR REPLACE INTO p_echo (source, remote_id, entry_id) VALUES (?, ?, ?)",
        [(source, item, entry_id) for item in items],
    )
