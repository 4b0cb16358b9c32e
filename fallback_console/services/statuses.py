"""What people say of themselves: available, in a call, wrapping it up, away, off shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.entry import OWN_STATUSES, Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.domain.views import OwnStatus
from fallback_console.store import journal
from fallback_console.store.status_projection import project_status

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["call_phase", "find", "set_status"]


def find(r: Reading, login: str) -> OwnStatus:
    """Somebody's status; who never said anything is available, since an unknown time."""
    row = r.one("SELECT status, since_at FROM p_status WHERE login = ?", (login,))
    return OwnStatus(login, "available", None) if row is None else OwnStatus(login, *row)


def set_status(tx: Tx, who: str, status: str) -> None:
    """Say it of oneself; saying the same again changes nothing.

    Raises:
        InputError: there is no such status.
    """
    if status not in OWN_STATUSES:
        raise InputError(f"There is no status '{status}'.", f"Choose one of {', '.join(OWN_STATUSES)}.")
    row = tx.one("SELECT status, chosen FROM p_status WHERE login = ?", (who,))
    if row != (status, status) and not (row is None and status == "available"):
        _append(tx, who, status, "person")


def call_phase(tx: Tx, who: str, phase: str) -> None:
    """A call of theirs began, is being written up, or is over: the status follows, and goes back to what they chose.

    Args:
        phase: 'call', 'wrap-up', or '' once it is over.
    """
    row = tx.one("SELECT status, chosen FROM p_status WHERE login = ?", (who,))
    now, chosen = ("available", "available") if row is None else row
    # A status of calls that was chosen by hand in an earlier call would never end.
    wanted = phase or (chosen if chosen not in ("call", "wrap-up") else "available")
    if wanted != now:
        _append(tx, who, wanted, "call")


def _append(tx: Tx, who: str, status: str, how: str) -> None:
    journal.append(tx, NewEntry(Kind.STATUS, f"login:{who}", {"status": status, "how": how}, who))
    project_status(tx, who)
    tx.touch("status", who)
