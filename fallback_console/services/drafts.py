"""What somebody began to write and has not sent: kept through switching cases, restarts and kills.

Drafts are this station's own notes to itself, not facts: no entry is made for them and nobody else sees them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from fallback_console.services.record import clean_text

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["OPEN_CALL", "WAITING_CALLS", "all_of", "find", "keep", "use"]

P = ParamSpec("P")
T = TypeVar("T")

OPEN_CALL = "open-call"
"""Mode of a call that is not logged yet; it belongs to no case."""

WAITING_CALLS = "waiting-calls"
"""Mode of calls that were taken while another was open."""


def keep(tx: Tx, case_key: str, mode: str, text: str) -> None:
    """Keep a draft, replacing an older one; an empty one is forgotten.

    Args:
        case_key: '' for what belongs to no case.
        mode: what it is for ('note', 'sms', 'reply', 'call' …); each has its own draft.

    Raises:
        InputError: too long to be sent ever.
    """
    if not text.strip():
        tx.execute("DELETE FROM draft WHERE case_key = ? AND mode = ?", (case_key, mode))
        return
    tx.execute(
        "INSERT OR REPLACE INTO draft (case_key, mode, text, updated_at) VALUES (?, ?, ?, ?)",
        (case_key, mode, clean_text(text, mode), tx.clock.now_ms()),
    )


def use(tx: Tx, case_key: str, mode: str, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a command made from a draft and forget the draft, in one transaction: it is either still a draft or sent."""
    result = fn(tx, *args, **kwargs)
    tx.execute("DELETE FROM draft WHERE case_key = ? AND mode = ?", (case_key, mode))
    return result


def all_of(r: Reading, case_key: str) -> dict[str, str]:
    """A case's drafts by mode."""
    return dict(r.rows("SELECT mode, text FROM draft WHERE case_key = ?", (case_key,)))


def find(r: Reading, case_key: str, mode: str) -> str:
    """One draft, '' where there is none."""
    return str(r.value("SELECT text FROM draft WHERE case_key = ? AND mode = ?", (case_key, mode)) or "")
