"""Taking a customer, letting go, handing over: what people say about claims, and what the hub answers.

What somebody takes counts at once, PROVISIONAL; ``network.claim_watch`` brings it to the hub and writes down what came of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain import claims
from fallback_console.domain.claims import CLAIM_MS, OVER, Claim
from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.sentences import Sentence
from fallback_console.domain.views import customer_ref
from fallback_console.services.cases import set_field
from fallback_console.services.connections import list_connections
from fallback_console.services.record import Saved, clean_line, names_of, require_case
from fallback_console.store import journal
from fallback_console.store.claim_projection import COLUMNS, cases_of, claim_from, claims_on, project_claims
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = [
    "CaseClaims",
    "ClaimRow",
    "answer",
    "ask",
    "before_call",
    "begin",
    "begin_new",
    "call_mark",
    "customer_called",
    "customer_of",
    "has_hub",
    "let_go",
    "listed",
    "of_case",
    "offer",
    "release",
    "take",
    "take_case",
]


class ClaimRow(NamedTuple):
    """A claim as people see it.

    Attributes:
        case_key, case_number, customer: of the newest case of the customer here, '' where there is none.
        name: of who has it, where it is known; else the login.
        mine: made at this station.
        scope: of ``domain.claims``.
        how: how it ended, '' while it counts.
        contested_with: login of who had the customer at the same time, or ''.
        offered_to: login it is offered to, or ''.
        asked_by: who would like to have it, by name where it is known, or ''.
    """

    id: str
    case_key: str
    case_number: str
    customer: str
    login: str
    name: str
    station: str
    mine: bool
    scope: str
    token: int
    since_at: int
    until_at: int
    how: str
    contested_with: str
    offer: str
    offered_to: str
    ask: str
    asked_by: str


class CaseClaims(NamedTuple):
    """Who has the customer of a case now.

    Attributes:
        shared: there is a team hub, so that claims mean something to others.
        own: this station's, None for none.
        others: other stations', the confirmed one first.
        lost_to: who was quicker, where this station's last claim lost a race a moment ago; else ''.
    """

    shared: bool = False
    own: ClaimRow | None = None
    others: tuple[ClaimRow, ...] = ()
    lost_to: str = ""


def has_hub(r: Reading) -> bool:
    """Whether this station belongs to a team that shares a hub."""
    return any(one.kind == "hub" and one.enabled for one in list_connections(r))


def customer_of(r: Reading, case_key: str) -> str:
    """Whom a case is about.

    Raises:
        NotFoundError: no such case.
    """
    ref = require_case(r, case_key)
    name = str(r.value("SELECT customer FROM p_case WHERE pk = ?", (ref.pk,)) or "")
    return customer_ref(ref.customer_key, name, ref.key)


def of_case(r: Reading, case_key: str, now: int) -> CaseClaims:
    """Who has the customer of a case.

    Args:
        now: UTC epoch milliseconds.

    Raises:
        NotFoundError: no such case.
    """
    found = claims_on(r, customer_of(r, case_key))
    station = _station(r)
    live = [one for one in found if claims.scope_of(one, now) != OVER]
    own = next((one for one in live if one.station == station), None)
    others = sorted((one for one in live if one.station != station), key=lambda one: -one.token)
    last = next((one for one in reversed(found) if one.station == station), None)
    quicker = others[0] if others and last is not None and last.how == "lost" else None
    mine = None if own is None else _rows(r, [own], now)[0]
    theirs = _rows(r, others, now)
    return CaseClaims(has_hub(r), mine, tuple(theirs), theirs[0].name if quicker and theirs else "")


def listed(r: Reading, now: int, *, everything: bool = False, limit: int = 200) -> list[ClaimRow]:
    """Claims that count now, the newest first.

    Args:
        everything: those that count no more too.
    """
    since = 0 if everything else now
    rows = r.rows(f"SELECT {COLUMNS} FROM p_claim WHERE until_at > ? ORDER BY hlc DESC, id", (since,))
    found = [one for one in map(claim_from, rows) if everything or claims.scope_of(one, now) != OVER]
    return _rows(r, found[:limit], now)


def take(tx: Tx, who: str, case_key: str) -> str:
    """This customer is mine now; saying it again changes nothing.

    Returns:
        Id of the claim.

    Raises:
        InputError: somebody else has them.
        NotFoundError: no such case.
    """
    customer, now = customer_of(tx, case_key), tx.clock.now_ms()
    own, others = _live(tx, customer, now)
    if own is not None and own.login == who:
        return own.id
    if others:
        one = others[0]
        raise InputError(
            Sentence("{name} is on this customer already.", name=_name(tx, one.login)),
            "Ask for the claim, or wait until it ends.",
            reason="claimed",
        )
    return _taken(tx, who, customer, now)


def _taken(tx: Tx, who: str, customer: str, now: int) -> str:
    return _append(tx, who, customer, Kind.CLAIM_TAKEN, until=now + CLAIM_MS)


def begin(tx: Tx, who: str, case_key: str) -> str:
    """As ``take``, where it follows from something else that is done: it never fails and is silent without a hub.

    Returns:
        Id of the claim, '' where there is none.
    """
    return _begun(tx, who, case_key)[0]


def begin_new(tx: Tx, who: str, case_key: str) -> str:
    """As ``begin``, but tells only of a claim that this made; '' where there was one or is none."""
    claim, is_new = _begun(tx, who, case_key)
    return claim if is_new else ""


def _begun(tx: Tx, who: str, case_key: str) -> tuple[str, bool]:
    """The claim that there is now, '' for none, and whether this made it."""
    if not has_hub(tx):
        return "", False
    try:
        customer = customer_of(tx, case_key)
    except NotFoundError:
        return "", False
    now = tx.clock.now_ms()
    own, others = _live(tx, customer, now)
    if others or (own is not None and own.login == who):
        return "" if own is None else own.id, False
    return _taken(tx, who, customer, now), True


def take_case(tx: Tx, who: str, case_key: str) -> Saved:
    """A case is somebody's now, and with it its customer, as ``begin`` does it.

    Raises:
        NotFoundError: no such case.
    """
    saved = set_field(tx, who, case_key, "owner", who)
    begin(tx, who, case_key)
    return saved


def release(tx: Tx, who: str, case_key: str) -> str:
    """Let go of a customer.

    Raises:
        InputError: this station has no claim on them.
        NotFoundError: no such case.
    """
    one = _own(tx, case_key)
    _append(tx, who, one.customer, Kind.CLAIM_ENDED, of=one.id, how="released")
    return one.id


def let_go(tx: Tx, who: str, claim_id: str, customer: str) -> None:
    """Let go of a customer if this very claim still counts and is this station's; else nothing happens."""
    own, _ = _live(tx, customer, tx.clock.now_ms())
    if own is not None and own.id == claim_id:
        _append(tx, who, customer, Kind.CLAIM_ENDED, of=own.id, how="released")


def offer(tx: Tx, who: str, case_key: str, to: str) -> str:
    """Offer one's claim to somebody else, who may take it or not.

    Args:
        to: a login.

    Returns:
        Id of the offer.

    Raises:
        InputError: this station has no claim on them, or nobody is meant.
        NotFoundError: no such case.
    """
    one, to = _own(tx, case_key), clean_line(to, "login")
    if not to or to == who:
        raise InputError("Nobody is named whom this could be handed over to.", "Give the login of somebody else.")
    return _append(tx, who, one.customer, Kind.CLAIM_OFFERED, of=one.id, to=to)


def ask(tx: Tx, who: str, case_key: str) -> str:
    """Ask whoever has a customer to hand them over.

    Returns:
        Id of the request.

    Raises:
        InputError: nobody else has them.
        NotFoundError: no such case.
    """
    customer = customer_of(tx, case_key)
    _, others = _live(tx, customer, tx.clock.now_ms())
    if not others:
        raise InputError("Nobody else is on this customer.", "Take the claim yourself.")
    return _append(tx, who, customer, Kind.CLAIM_ASKED, of=others[0].id)


def answer(tx: Tx, who: str, case_key: str, *, yes: bool) -> str:
    """Answer an offer made to oneself, or a request for one's own claim.

    Returns:
        Id of the claim that it is about.

    Raises:
        InputError: there is neither.
        NotFoundError: no such case.
    """
    customer, now = customer_of(tx, case_key), tx.clock.now_ms()
    own, others = _live(tx, customer, now)
    offered = next((one for one in others if one.offer and one.offer_to == who), None)
    one, of = (offered, offered.offer) if offered is not None else (own, own.ask if own is not None else "")
    if one is None or not of:
        raise InputError("Nothing was offered or asked for here.", "It may have been answered or have run out.")
    if yes:
        _append(tx, who, customer, Kind.CLAIM_ACCEPTED, of=of, until=now + CLAIM_MS)
    else:
        _append(tx, who, customer, Kind.CLAIM_DECLINED, of=of)
    return one.id


def before_call(r: Reading, case_key: str, person_key: str, number: str, now: int) -> ClaimRow | None:
    """Who else has the customer that is about to be rung; None where nobody has, or this station has them too.

    Args:
        case_key, person_key, number: '' where it is not known; the first that is known counts.
        now: UTC epoch milliseconds.
    """
    own, others = _live(r, customer_called(r, case_key, person_key, number), now)
    return _rows(r, others[:1], now)[0] if others and own is None else None


def customer_called(r: Reading, case_key: str, person_key: str, number: str) -> str:
    """Whom a call goes to, as claims name them.

    Args:
        case_key, person_key, number: '' where it is not known; the first that is known counts.

    Raises:
        NotFoundError: no such case.
    """
    if case_key:
        return customer_of(r, case_key)
    return customer_ref(head_of(r, person_key) if person_key else "", number, "")


def call_mark(r: Reading, station: str, customer: str, started_at: int, now: int) -> dict[str, object] | None:
    """What the log of a call says of the claim under which it was made; None where nobody had one.

    Args:
        customer: as ``customer_called`` names them.
        started_at: of the call, UTC epoch milliseconds.
    """
    found = claims_on(r, customer)
    own = next((one for one in reversed(found) if one.station == station and one.end_at > started_at), None)
    other = next((one for one in reversed(found) if one.station != station and claims.scope_of(one, now) != OVER), None)
    if own is None or own.how == "lost":
        return None if other is None else _mark("other", other)
    scope = claims.scope_of(own, now)
    if scope == OVER or (other is not None and other.hub == own.hub and other.token > own.token > 0):
        # Its time was over, or it had passed on, before this was written down.
        passed = own.how in ("taken-over", "handed-over") or other is not None
        scope = "stale" if passed else claims.CONFIRMED if own.token else claims.PROVISIONAL
    return _mark(scope, own)


def _mark(scope: str, claim: Claim) -> dict[str, object]:
    return {"scope": scope, "id": claim.id, "token": claim.token, "by": claim.login}


def _live(r: Reading, customer: str, now: int) -> tuple[Claim | None, list[Claim]]:
    """This station's claim, and the others', the one with the newest token first."""
    station = _station(r)
    live = [one for one in claims_on(r, customer) if claims.scope_of(one, now) != OVER]
    others = sorted((one for one in live if one.station != station), key=lambda one: -one.token)
    return next((one for one in live if one.station == station), None), others


def _own(tx: Tx, case_key: str) -> Claim:
    own, _ = _live(tx, customer_of(tx, case_key), tx.clock.now_ms())
    if own is None:
        raise InputError("This station has no claim on this customer.", "Take it first; it may have run out.")
    return own


def _append(tx: Tx, who: str, customer: str, kind: str, **body: object) -> str:
    entry = journal.append(tx, NewEntry(kind, f"claim:{customer}", body, who))
    project_claims(tx, customer)
    return entry.id


def _station(r: Reading) -> str:
    return str(r.value("SELECT value FROM meta WHERE name = 'station'"))


def _name(r: Reading, login: str) -> str:
    return names_of(r, [login]).get(login, login)


def _rows(r: Reading, found: list[Claim], now: int) -> list[ClaimRow]:
    names = names_of(r, (who for one in found for who in (one.login, one.ask_by)))
    station = _station(r)
    rows = []
    for one in found:
        keys = cases_of(r, one.customer)[:1]
        case = r.one("SELECT key, number, customer FROM p_case WHERE key = ?", keys) if keys else None
        key, number, customer = case or ("", "", "")
        other = r.value("SELECT login FROM p_claim WHERE id = ?", (one.contested,)) if one.contested else ""
        rows.append(
            ClaimRow(
                one.id,
                key,
                number,
                customer,
                one.login,
                names.get(one.login, one.login),
                one.station,
                one.station == station,
                claims.scope_of(one, now),
                one.token,
                one.since_at,
                one.end_at,
                one.how,
                other or "",
                one.offer,
                one.offer_to,
                one.ask,
                names.get(one.ask_by, one.ask_by),
            )
        )
    return rows
