"""What a person has seen of a case at this station, and who has changed it since.

Not a projection: what somebody looked at follows from nothing else. A change of our own that comes back with a pull is none
by others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fallback_console.domain.mirror import PulledItem
    from fallback_console.store.tx import Tx

__all__ = ["CHANGED_BY", "mark_seen", "note_changes"]

CHANGED_BY = (
    "ifnull((SELECT other_by FROM seen s WHERE s.pk = p_case.pk AND s.other_item <> '' AND NOT EXISTS"
    " (SELECT 1 FROM p_echo WHERE source = p_case.source AND remote_id = s.other_item)), '')"
)
"""SQL: who changed a row of ``p_case`` since it was last looked at, '' for nobody."""

# Ids grow with time: as texts of one length they can be compared.
_ORDER = "printf('%020s', remote_id)"


def mark_seen(tx: Tx, login: str, pks: Collection[int]) -> None:
    """Somebody looked at cases: only what comes from now on is news."""
    tx.executemany(
        "INSERT OR REPLACE INTO seen (pk, login, last_item, other_item, other_by)"
        f" SELECT p.pk, ?, ifnull((SELECT max({_ORDER}) FROM m_item WHERE source = p.source"
        " AND case_remote = p.remote_id), ''), '', '' FROM p_case p WHERE p.pk = ?",
        ((login, pk) for pk in pks),
    )


def note_changes(tx: Tx, source: str, items: Iterable[PulledItem]) -> None:
    """A pull brought history: mark the cases that somebody else changed after they were looked at here."""
    by_case: dict[str, list[PulledItem]] = {}
    for item in items:
        by_case.setdefault(item.case, []).append(item)
    if not by_case or tx.value("SELECT 1 FROM seen LIMIT 1") is None:
        return
    names = list(by_case)
    for start in range(0, len(names), 500):
        part = names[start : start + 500]
        rows = tx.rows(
            "SELECT s.pk, s.login, s.last_item, s.other_item, p.remote_id FROM p_case p JOIN seen s ON s.pk = p.pk"
            f" WHERE p.remote_id IN ({', '.join('?' * len(part))}) AND p.source = ?",
            (*part, source),
        )
        for pk, login, last, known, remote_id in rows:
            news = [i for i in by_case[remote_id] if _order(i) > max(last, known) and i.author not in ("", login)]
            foreign = [item for item in news if not _is_ours(tx, source, item)]
            if foreign:
                newest = max(foreign, key=_order)
                tx.execute(
                    "UPDATE seen SET other_item = ?, other_by = ? WHERE pk = ?", (newest.remote_id, newest.author, pk)
                )


def _order(item: PulledItem) -> str:
    return item.remote_id.rjust(20)


def _is_ours(tx: Tx, source: str, item: PulledItem) -> bool:
    if item.marker and tx.value("SELECT 1 FROM entry WHERE id = ?", (item.marker,)) is not None:
        return True
    return tx.value("SELECT 1 FROM p_echo WHERE source = ? AND remote_id = ?", (source, item.remote_id)) is not None
