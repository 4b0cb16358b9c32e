"""Taking in what a pull brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.store import mirror_tables, search

if TYPE_CHECKING:
    from fallback_console.domain.mirror import PullPage, Vocabulary
    from fallback_console.store.tx import Reading, Tx

__all__ = ["cursor", "forget_cursor", "index_some", "mirrored_cases", "store_page", "store_vocabulary"]


def store_page(tx: Tx, source: str, stream: str, page: PullPage) -> None:
    """Store a page and, with it, the cursor from which to go on.

    New words are found by search after ``index_some``, which the puller calls between pages until nothing is left.
    """
    mirror_tables.store_page(tx, source, page)
    tx.execute(
        "INSERT INTO pull_state (source, stream, cursor, updated_at, complete) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
        # An update that is under way does not make what was complete incomplete.
        " SET cursor = excluded.cursor, updated_at = excluded.updated_at, complete = complete OR excluded.complete",
        (source, stream, page.cursor, tx.clock.now_ms(), page.done),
    )
    tx.touch("mirror", source)


def index_some(tx: Tx, limit: int = 80) -> bool:
    """Bring the text index up to date for so many cases; whether more are left. For background writes of a few
    milliseconds each."""
    return search.index_some(tx, limit)


def cursor(r: Reading, source: str, stream: str) -> str | None:
    """From where a pull goes on; None for the beginning."""
    found: str | None = r.value("SELECT cursor FROM pull_state WHERE source = ? AND stream = ?", (source, stream))
    return found


def forget_cursor(tx: Tx, source: str, stream: str) -> None:
    """Let the next pull begin at the beginning; what is mirrored stays until then."""
    tx.execute("DELETE FROM pull_state WHERE source = ? AND stream = ?", (source, stream))
    tx.touch("mirror", source)


def store_vocabulary(tx: Tx, source: str, vocabulary: Vocabulary) -> None:
    """Keep what a primary allows to choose from."""
    mirror_tables.keep_vocabulary(tx, source, vocabulary)


def mirrored_cases(r: Reading, source: str) -> list[str]:
    """Remote ids of all cases that are mirrored and not gone."""
    return [row[0] for row in r.rows("SELECT remote_id FROM m_case WHERE source = ? AND gone = 0", (source,))]
