"""Cases after their customer was merged with somebody, parted from them, or is called something else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fallback_console.store.case_projection import project_case

if TYPE_CHECKING:
    from fallback_console.store.tx import Tx

__all__ = ["retell_cases"]


def retell_cases(tx: Tx, people: Iterable[str]) -> None:
    """Find the customers of all cases of some people anew; the index gets their numbers and names.

    Args:
        people: keys of all records that are or were shown as one of them.
    """
    for person in sorted(set(people)):
        for pk, key in tx.rows("SELECT pk, key FROM p_case WHERE customer_key = ? AND customer_key <> ''", (person,)):
            project_case(tx, key)
            tx.execute("UPDATE p_case SET stale = 1 WHERE pk = ?", (pk,))
            tx.touch("case", key)
