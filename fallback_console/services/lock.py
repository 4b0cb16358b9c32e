"""The lock of the window: its passphrase where the keychain opens the data, and how long a wrong one makes wait.

The passphrase covers the window, it does not encrypt: that is the database key's work. What is kept is this station's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fallback_console.domain.errors import InputError
from fallback_console.domain.sentences import Sentence
from fallback_console.services import personal
from fallback_console.services.start import LOCK_HASH, lock_is_set
from fallback_console.store.lock_hash import hash_of, is_hash_of
from fallback_console.store.tx import Reading, Tx

__all__ = ["SHORTEST", "LockState", "forget", "hashed", "keep", "matches", "note_try", "state"]

SHORTEST = 6
"""Characters that a passphrase of the lock has at least."""

_TRIES = "lock.tries"
_FREE_TRIES = 3
_LONGEST_WAIT_S = 60


@dataclass(frozen=True, slots=True)
class LockState:
    """What is known of the lock.

    Attributes:
        is_set: a passphrase was chosen.
        wrong: wrong tries since the last right one, also before a restart.
        free_at: when the next try may be made, UTC epoch milliseconds; 0 for at once.
    """

    is_set: bool
    wrong: int = 0
    free_at: int = 0


def state(r: Reading) -> LockState:
    """The lock as it is."""
    tries: Any = personal.find(r, _TRIES, {})
    wrong, free_at = (tries.get("wrong"), tries.get("free_at")) if isinstance(tries, dict) else (0, 0)
    return LockState(
        lock_is_set(r),
        wrong if isinstance(wrong, int) else 0,
        free_at if isinstance(free_at, int) else 0,
    )


def hashed(_r: Reading, passphrase: str) -> str:
    """What ``keep`` takes. Slow on purpose, so it is a query of its own: the writer is not held up.

    Raises:
        InputError: too short.
    """
    if len(passphrase) < SHORTEST:
        raise InputError(
            "The passphrase of the lock is too short.", Sentence("Take at least {count} characters.", count=SHORTEST)
        )
    return hash_of(passphrase)


def keep(tx: Tx, hash_: str) -> None:
    """Make ``hash_`` the lock's passphrase."""
    personal.keep(tx, LOCK_HASH, hash_)
    personal.keep(tx, _TRIES, None)


def forget(tx: Tx) -> None:
    """Have no lock any more."""
    personal.keep(tx, LOCK_HASH, None)
    personal.keep(tx, _TRIES, None)


def matches(r: Reading, passphrase: str) -> bool:
    """Whether this is the lock's passphrase. Slow on purpose; a lock without a passphrase is opened by none."""
    kept = personal.find(r, LOCK_HASH)
    return isinstance(kept, str) and is_hash_of(kept, passphrase)


def note_try(tx: Tx, right: bool) -> LockState:
    """Remember how a try ended. After three wrong ones each further one doubles the wait, up to a minute."""
    before = state(tx)
    if right:
        personal.keep(tx, _TRIES, None)
    else:
        wrong = before.wrong + 1
        wait = min(2 ** (wrong - _FREE_TRIES), _LONGEST_WAIT_S) if wrong >= _FREE_TRIES else 0
        personal.keep(tx, _TRIES, {"wrong": wrong, "free_at": tx.clock.now_ms() + wait * 1000 if wait else 0})
    return state(tx)
