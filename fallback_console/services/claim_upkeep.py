"""What a station has to say to the hub about its claims, and writing down what the hub answered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain import claims
from fallback_console.domain.claims import CLAIM_MS, OVER, Claim
from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import NotFoundError
from fallback_console.services.claims import customer_of
from fallback_console.services.drafts import OPEN_CALL
from fallback_console.store import journal
from fallback_console.store.claim_projection import COLUMNS, cases_of, claim_from, project_claims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fallback_console.store.tx import Reading, Tx

__all__ = ["Duties", "confirm", "duties", "lose", "renew"]


class Duties(NamedTuple):
    """What is to be said to the hub.

    Attributes:
        present: claims that the hub has not heard of.
        renew: claims that go on, since somebody works on them, and are soon over.
        let_go: claims that ended while the hub may still hold them.
    """

    present: tuple[Claim, ...]
    renew: tuple[Claim, ...]
    let_go: tuple[Claim, ...]


def duties(r: Reading, station: str, now: int) -> Duties:
    """What a station has to say.

    Args:
        now: UTC epoch milliseconds.
    """
    rows = r.rows(f"SELECT {COLUMNS} FROM p_claim WHERE until_at > ? AND station = ? ORDER BY hlc", (now, station))
    found = list(map(claim_from, rows))
    live = [one for one in found if claims.scope_of(one, now) != OVER]
    return Duties(
        tuple(one for one in live if one.sure_until <= now),
        tuple(one for one in live if one.until_at - now < CLAIM_MS // 2 and _is_in_use(r, one)),
        tuple(one for one in found if one.ended_at and one.sure_until > now),
    )


def confirm(tx: Tx, login: str, claim: Claim, token: int, hub: str, until: int, *, late: bool) -> None:
    """The hub has given a claim to this station."""
    body = {"of": claim.id, "token": token, "hub": hub, "until": until, "late": late}
    _append(tx, login, claim.customer, Kind.CLAIM_CONFIRMED, body)


def renew(tx: Tx, login: str, found: Sequence[Claim], until: int) -> None:
    """Claims go on though the hub cannot be asked."""
    for claim in found:
        _append(tx, login, claim.customer, Kind.CLAIM_RENEWED, {"of": claim.id, "until": until})


def lose(tx: Tx, login: str, claim: Claim) -> None:
    """Somebody else was quicker."""
    _append(tx, login, claim.customer, Kind.CLAIM_ENDED, {"of": claim.id, "how": "lost"})


def _append(tx: Tx, login: str, customer: str, kind: str, body: dict[str, object]) -> None:
    journal.append(tx, NewEntry(kind, f"claim:{customer}", body, login))
    project_claims(tx, customer)


def _is_in_use(r: Reading, claim: Claim) -> bool:
    """A call to the customer is open, or something was done for them here since the claim was made or renewed."""
    text = r.value("SELECT text FROM draft WHERE case_key = '' AND mode = ?", (OPEN_CALL,))
    try:
        called = json.loads(text)["case_key"] if text else ""
        if called and customer_of(r, called) == claim.customer:
            return True
    except (ValueError, TypeError, KeyError, NotFoundError):
        # A call about no case that is here.
        pass
    since = claim.until_at - CLAIM_MS
    subjects = [f"case:{key}" for key in cases_of(r, claim.customer)]
    marks = ", ".join("?" * len(subjects))
    return bool(subjects) and bool(
        r.value(
            f"SELECT 1 FROM entry WHERE subject IN ({marks}) AND station = ? AND made_at > ? LIMIT 1",
            (*subjects, claim.station, since),
        )
    )
