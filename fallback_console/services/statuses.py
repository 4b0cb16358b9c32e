"""What people say of themselves: available, in a call, wrapping it up, away, off shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.entry import OWN_STATUSES, Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.domain.views import OwnStatus
from fallback_console.services.rights import require_supervisor
from fallback_console.store import journal
from fallback_console.store.status_projection import project_status

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["call_phase", "find", "has_team", "set_status", "set_status_of"]


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


def set_status_of(tx: Tx, who: str, login: str, status: str) -> bool:
    """Say it of somebody else, on a supervisor's word: of whom it is and who said it are both kept.

    Returns:
        False where it was so already.

    Raises:
        InputError: there is no such status, nobody is meant, or this is no supervisor's station.
    """
    if status not in OWN_STATUSES:
        raise InputError(f"There is no status '{status}'.", f"Choose one of {', '.join(OWN_STATUSES)}.")
    if not login:
        raise InputError("Nobody's login is known here.", "Import the person with a login first.")
    if login == who:
        set_status(tx, who, status)
        return True
    require_supervisor(tx)
    if tx.one("SELECT status, chosen FROM p_status WHERE login = ?", (login,)) == (status, status):
        return False
    _append(tx, login, status, "supervisor", who)
    return True


def has_team(r: Reading) -> bool:
    """At least two teammates are known, so that there is a team to look after."""
    rows = r.rows("SELECT 1 FROM p_person INDEXED BY p_person_team WHERE role IN ('team', 'expert') LIMIT 2")
    return len(rows) > 1


def _append(tx: Tx, whose: str, status: str, how: str, actor: str = "") -> None:
    journal.append(tx, NewEntry(Kind.STATUS, f"login:{whose}", {"status": status, "how": how}, actor or whose))
    project_status(tx, whose)
    tx.touch("status", whose)
