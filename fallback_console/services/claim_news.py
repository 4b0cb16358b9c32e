"""What of claims somebody has to hear of without looking: two on one customer, an offer, a request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fallback_console.domain.alerts import Alert, Case
from fallback_console.domain.claims import RACE_MS
from fallback_console.services.rights import is_supervisors
from fallback_console.store.claim_projection import cases_of

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["found"]

_FAR_BACK_MS = 86_400_000
"""Two sides of a team may have been cut off from each other for so long: then older double claims are told too."""


def found(r: Reading, login: str, floor: int, now: int) -> Iterator[Alert]:
    """Alerts for one person at this station.

    Args:
        floor: nothing much older is told, UTC epoch milliseconds.
        now: UTC epoch milliseconds.
    """
    yield from _contested(r, login, floor, now)
    yield from _passing_on(r, login, now)


def _contested(r: Reading, login: str, floor: int, now: int) -> Iterator[Alert]:
    """For both of them and, at a supervisor's station, for whoever works there; not for a race that is being decided."""
    rows = r.rows(
        "SELECT a.id, b.id, a.customer, a.login, b.login, a.contested_at FROM p_claim a INDEXED BY p_claim_contested"
        " JOIN p_claim b ON b.id = a.contested WHERE a.contested <> '' AND a.contested_at BETWEEN ? AND ?",
        (floor - _FAR_BACK_MS, now - RACE_MS),
    )
    pairs = {tuple(sorted(row[:2])): row for row in sorted(rows)}
    supervises = bool(pairs) and is_supervisors(r)
    for (first, second), row in pairs.items():
        if supervises or login in row[3:5]:
            case = _case(r, row[2])
            who = " / ".join(sorted(row[3:5]))
            yield Alert(
                f"contested:{first}:{second}", "contested", row[5], "queue" if case.key else "", case.key, case, who
            )


def _passing_on(r: Reading, login: str, now: int) -> Iterator[Alert]:
    rows = r.rows(
        "SELECT customer, login, offer, offer_to, ask, ask_by, since_at, station ="
        " (SELECT value FROM meta WHERE name = 'station') FROM p_claim"
        " WHERE until_at > ? AND ended_at = 0 AND (offer <> '' OR ask <> '')",
        (now,),
    )
    for customer, holder, offer, offer_to, ask, ask_by, since_at, here in rows:
        case = _case(r, customer)
        if offer and offer_to == login:
            yield Alert(f"offer:{offer}", "claim-offered", since_at, "queue", case.key, case, holder)
        if ask and here and holder == login:
            yield Alert(f"ask:{ask}", "claim-asked", since_at, "queue", case.key, case, ask_by)


def _case(r: Reading, customer: str) -> Case:
    """The newest case of a customer here."""
    keys = cases_of(r, customer)[:1]
    row = r.one("SELECT key, number, subject FROM p_case WHERE key = ?", keys) if keys else None
    return Case() if row is None else Case(*row)
