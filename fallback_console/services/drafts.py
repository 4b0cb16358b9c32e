"""What somebody began to write and has not sent: kept through switching cases, restarts and kills.

Drafts are this station's own notes to itself, not facts: no entry is made for them and nobody else sees them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from fallback_console.services.record import clean_text

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["OPEN_CALL", "WAITING_CALLS", "all_of", "find", "joined", "keep", "use", "use_all"]

P = ParamSpec("P")
T = TypeVar("T")

OPEN_CALL = "open-call"
"""Mode of a call that is not logged yet; it belongs to no case."""

WAITING_CALLS = "waiting-calls"
"""Mode of calls that were taken while another was open."""


def keep(tx: Tx, case_key: str, mode: str, text: str, also: Iterable[str] = ()) -> None:
    """Keep a draft, replacing an older one; an empty one is forgotten.

    Args:
        case_key: '' for what belongs to no case.
        mode: what it is for ('note', 'sms', 'reply', 'call' …); each has its own draft.
        also: other keys whose drafts stand in this text: they are forgotten, or it would come back beside it.

    Raises:
        InputError: too long to be sent ever.
    """
    if not text.strip():
        _forget(tx, (case_key, *also), mode)
        return
    tx.execute(
        "INSERT OR REPLACE INTO draft (case_key, mode, text, updated_at) VALUES (?, ?, ?, ?)",
        (case_key, mode, clean_text(text, mode), tx.clock.now_ms()),
    )
    _forget(tx, also, mode)


def use(tx: Tx, case_key: str, mode: str, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a command made from a draft and forget the draft, in one transaction: it is either still a draft or sent."""
    return use_all(tx, (case_key,), mode, fn, *args, **kwargs)


def use_all(
    tx: Tx, keys: Sequence[str], mode: str, fn: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """As ``use``, with a command that was made from drafts under several keys."""
    result = fn(tx, *args, **kwargs)
    _forget(tx, keys, mode)
    return result


def all_of(r: Reading, case_key: str) -> dict[str, str]:
    """A case's drafts by mode."""
    return dict(r.rows("SELECT mode, text FROM draft WHERE case_key = ?", (case_key,)))


def find(r: Reading, case_key: str, mode: str) -> str:
    """One draft, '' where there is none."""
    return str(r.value("SELECT text FROM draft WHERE case_key = ? AND mode = ?", (case_key, mode)) or "")


def joined(r: Reading, keys: Iterable[str], mode: str) -> str:
    """The drafts under several keys as one text, what was written to last at its end; '' where there is none."""
    found = (r.one("SELECT updated_at, text FROM draft WHERE case_key = ? AND mode = ?", (key, mode)) for key in keys)
    return "\n\n".join(text for _, text in sorted(filter(None, found)))


def _forget(tx: Tx, keys: Iterable[str], mode: str) -> None:
    tx.executemany("DELETE FROM draft WHERE case_key = ? AND mode = ?", ((key, mode) for key in keys))
