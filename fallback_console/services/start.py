"""What a start has to know before it shows anything: whether this station was set up, and whether its window starts locked."""

from __future__ import annotations

from fallback_console.domain.connection import KINDS
from fallback_console.services import backlog, connections, personal
from fallback_console.store.tx import Reading, Tx

__all__ = ["LOCK_HASH", "finish_setup", "is_first_run", "lock_is_set"]

LOCK_HASH = "lock.hash"
"""Under this name the hash of the lock's passphrase is kept."""

_SETUP = "setup"


def finish_setup(tx: Tx) -> None:
    """Remember that the person has been through the steps, or left them on purpose."""
    personal.keep(tx, _SETUP, {"finished_at": tx.clock.now_ms()})


def is_first_run(r: Reading, demanded: bool = False) -> bool:
    """Whether the steps should be shown by themselves.

    Args:
        demanded: IT's file names connections, so that one being there does not mean that a person made it.
    """
    if personal.find(r, _SETUP) is not None or backlog.data_age(r) is not None:
        return False
    helpdesk = any(KINDS.get(one.kind) == "helpdesk" for one in connections.list_connections(r))
    return demanded or not helpdesk


def lock_is_set(r: Reading) -> bool:
    """Whether the window has a passphrase of its own."""
    return isinstance(personal.find(r, LOCK_HASH), str)
