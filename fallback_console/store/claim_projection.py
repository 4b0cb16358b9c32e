"""Projection of claims: who has, or had, a customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fallback_console.domain.claims import KINDS, Claim, fold
from fallback_console.store.journal import of_subject
from fallback_console.store.tx import Reading, Tx

__all__ = ["COLUMNS", "call_scope", "cases_of", "claim_from", "claims_on", "project_claims"]

COLUMNS = ", ".join(Claim._fields)
"""The columns ``claim_from`` expects, in order."""


def claim_from(row: Iterable[Any]) -> Claim:
    """A claim from a row of ``COLUMNS``."""
    found = Claim(*row)
    return found._replace(late=bool(found.late))


def claims_on(r: Reading, customer: str) -> list[Claim]:
    """All claims on a customer, in the order in which they were made."""
    rows = r.rows(f"SELECT {COLUMNS} FROM p_claim WHERE customer = ? ORDER BY hlc, id", (customer,))
    return [claim_from(row) for row in rows]


def call_scope(r: Reading, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is known by now of the claim under which a call was made, as the body of its entry has it.

    What a station took for CONFIRMED while it wrote the call down was not, where the hub had given the customer to somebody else
    before the call was over; and whatever turned out to be contested was.
    """
    said = body["claim"]
    row = r.one(f"SELECT {COLUMNS} FROM p_claim WHERE id = ?", (said["id"],))
    if row is None or said["scope"] not in ("confirmed", "provisional"):
        return body
    claim = claim_from(row)
    scope = "contested" if claim.contested else said["scope"]
    over = int(body["started_at"]) + int(body["seconds"]) * 1000
    if said["scope"] == "confirmed" and r.value(
        "SELECT 1 FROM p_claim WHERE customer = ? AND hub = ? AND token > ? AND station <> ? AND since_at <= ? LIMIT 1",
        (claim.customer, claim.hub, said["token"], claim.station, over),
    ):
        scope = "stale"
    return {**body, "claim": {**said, "scope": scope}}


def project_claims(tx: Tx, customer: str) -> None:
    """Make all claims on a customer from their entries, and tell of their cases."""
    tx.execute("DELETE FROM p_claim WHERE customer = ?", (customer,))
    found = fold(customer, of_subject(tx, f"claim:{customer}", KINDS))
    tx.executemany(f"INSERT INTO p_claim ({COLUMNS}) VALUES ({', '.join('?' * len(Claim._fields))})", found)
    tx.touch("claim", customer)
    for key in cases_of(tx, customer):
        tx.touch("case", key)


def cases_of(r: Reading, customer: str) -> list[str]:
    """Keys of the cases of a customer, the newest first."""
    said, case = customer.removeprefix("said:"), customer.removeprefix("case:")
    if case != customer:
        return [case]
    if said != customer:
        # Only cases made here have no person; there are few of them.
        rows = r.rows(
            "SELECT key, customer FROM p_case WHERE key >= 'local:' AND key < 'local;' AND customer_key = '' ORDER BY pk DESC"
        )
        return [key for key, name in rows if name.strip().casefold() == said]
    rows = r.rows(
        "SELECT key FROM p_case WHERE customer_key = ? AND customer_key <> '' ORDER BY pk DESC LIMIT 200", (customer,)
    )
    return [key for (key,) in rows]
