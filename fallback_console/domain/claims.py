"""Claims: 'this customer is mine now', so that two agents do not ring one customer. What they are follows from their entries alone.

A claim counts for a while and is renewed while somebody works on it. The team's hub gives it to one station only and a token that
rises from holder to holder: such a claim is CONFIRMED. Where the hub cannot be asked it is PROVISIONAL, others may ring too. Two
claims that nobody put in order and that counted at the same time are CONTESTED, both of them, for ever: nobody can both let
everyone call and prevent double calls while the team is cut in two.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

from fallback_console.domain.entry import Entry, Kind

__all__ = [
    "CLAIM_MS",
    "CONFIRMED",
    "CONTESTED",
    "KINDS",
    "OVER",
    "PROVISIONAL",
    "RACE_MS",
    "Claim",
    "Holder",
    "fold",
    "hub_key",
    "is_shown_contested",
    "read_holder",
    "scope_of",
    "write_holder",
]

CONFIRMED, PROVISIONAL, CONTESTED, OVER = "confirmed", "provisional", "contested", "over"
"""Scopes of a claim; the last one is of a claim that counts no more."""

CLAIM_MS = 15 * 60_000
"""So long a claim counts after it was made or renewed."""

RACE_MS = 5_000
"""Who comes second within this while the hub answers has lost a race and rings nobody: nothing is contested."""

KINDS = (
    Kind.CLAIM_TAKEN,
    Kind.CLAIM_CONFIRMED,
    Kind.CLAIM_RENEWED,
    Kind.CLAIM_ENDED,
    Kind.CLAIM_OFFERED,
    Kind.CLAIM_ASKED,
    Kind.CLAIM_ACCEPTED,
    Kind.CLAIM_DECLINED,
)


class Claim(NamedTuple):
    """One claim of one station on one customer. Times are UTC epoch milliseconds.

    Attributes:
        id: of the entry that made it.
        customer: as ``domain.views.customer_ref`` names them.
        hlc: when it was made.
        until_at: it counts until then, or until ``ended_at``.
        sure_until: the hub holds it until then; 0 where it never did.
        token: the hub's newest one, 0 where it never gave any.
        hub: which hub gave the token; tokens of two hubs say nothing about each other.
        late: the hub gave it only some time after it was made: others may have had one meanwhile.
        ended_at: 0 while nobody and nothing ended it.
        how: 'released', 'lost' (somebody was quicker), 'handed-over', 'taken-over' (the hub gave it to another after its time),
            'replaced' (by a newer one of the station); '' while it is not ended.
        after: id of the claim that was handed over for this one, or ''.
        contested: id of a claim that counted at the same time, or ''.
        contested_at: since when both counted.
        offer, offer_to: id of an open offer to hand it over, and the login it was made to.
        ask, ask_by, ask_station: id of an open request for it, whose, and at which station.
    """

    id: str
    customer: str
    hlc: str
    station: str
    login: str
    since_at: int
    until_at: int
    sure_until: int = 0
    token: int = 0
    hub: str = ""
    late: bool = False
    ended_at: int = 0
    how: str = ""
    after: str = ""
    contested: str = ""
    contested_at: int = 0
    offer: str = ""
    offer_to: str = ""
    ask: str = ""
    ask_by: str = ""
    ask_station: str = ""

    @property
    def end_at(self) -> int:
        """When it counts no more."""
        return min(self.ended_at, self.until_at) if self.ended_at else self.until_at


class Holder(NamedTuple):
    """What the hub keeps of a claim: who has it, and no word about whom.

    Attributes:
        until: by the holder's clock, UTC epoch milliseconds.
    """

    claim: str
    station: str
    login: str
    until: int


def hub_key(customer: str) -> str:
    """Under which key the hub keeps who has a customer: a hash, so that no name, number or address can be read there."""
    return f"claim.{blake2b(customer.encode(), digest_size=20, person=b'fc.claim').hexdigest()}"


def write_holder(holder: Holder) -> bytes:
    """As the hub keeps it."""
    return json.dumps(holder._asdict(), ensure_ascii=False, separators=(",", ":")).encode()


def read_holder(value: bytes | None) -> Holder | None:
    """The inverse; None for nobody, a nameless holder for what cannot be read."""
    if value is None:
        return None
    try:
        found = json.loads(value)
        return Holder(str(found["claim"]), str(found["station"]), str(found["login"]), int(found["until"]))
    except (ValueError, TypeError, KeyError):
        return Holder("", "", "", 0)


def scope_of(claim: Claim, now: int) -> str:
    """What a claim is worth now."""
    if claim.ended_at or claim.until_at <= now:
        return OVER
    if claim.contested:
        return CONTESTED
    return CONFIRMED if claim.token and claim.sure_until > now else PROVISIONAL


def is_shown_contested(claim: Claim, now: int) -> bool:
    """Whether to tell people: two claims of this moment may still turn out to be a race that the hub has decided."""
    return bool(claim.contested) and claim.contested_at + RACE_MS <= now


def fold(customer: str, entries: Iterable[Entry]) -> list[Claim]:
    """All claims on a customer, in the order in which they were made.

    Args:
        entries: of ``KINDS`` about the customer, in the order of their hybrid times.
    """
    claims: dict[str, Claim] = {}
    for entry in entries:
        _take_in(claims, customer, entry)
    return _ordered(list(claims.values()))


def _take_in(claims: dict[str, Claim], customer: str, entry: Entry) -> None:
    body, at = entry.body, entry.made_at
    if entry.kind == Kind.CLAIM_TAKEN:
        _begin(claims, Claim(entry.id, customer, entry.hlc, entry.station, entry.actor, at, _until(entry)))
        return
    if entry.kind in (Kind.CLAIM_ACCEPTED, Kind.CLAIM_DECLINED):
        _answer(claims, customer, entry)
        return
    claim = claims.get(str(body["of"]))
    if claim is None or claim.ended_at:
        return
    if entry.kind == Kind.CLAIM_ASKED:
        claims[claim.id] = claim._replace(ask=entry.id, ask_by=entry.actor, ask_station=entry.station)
    elif claim.station != entry.station:
        # Only its own station speaks for a claim.
        return
    elif entry.kind == Kind.CLAIM_CONFIRMED:
        until = _until(entry)
        claims[claim.id] = claim._replace(
            token=int(body["token"]),
            hub=str(body["hub"]),
            late=claim.late or bool(body["late"]),
            sure_until=until,
            until_at=max(until, claim.until_at),
        )
    elif entry.kind == Kind.CLAIM_RENEWED:
        claims[claim.id] = claim._replace(until_at=max(_until(entry), claim.until_at))
    elif entry.kind == Kind.CLAIM_ENDED:
        claims[claim.id] = claim._replace(ended_at=at, how="lost" if body["how"] == "lost" else "released")
    elif entry.kind == Kind.CLAIM_OFFERED:
        claims[claim.id] = claim._replace(offer=entry.id, offer_to=str(body["to"]))


def _answer(claims: dict[str, Claim], customer: str, entry: Entry) -> None:
    """Yes or no: to an offer by whom it was made to, to a request by the holder."""
    of = str(entry.body["of"])
    claim = next((one for one in claims.values() if of and of in (one.offer, one.ask)), None)
    if claim is None or claim.ended_at:
        return
    offered = claim.offer == of
    mine = claim.station == entry.station
    if (offered and entry.actor != claim.offer_to and not mine) or (not offered and not mine):
        return
    if entry.kind == Kind.CLAIM_DECLINED:
        claims[claim.id] = (
            claim._replace(offer="", offer_to="") if offered else claim._replace(ask="", ask_by="", ask_station="")
        )
        return
    at = max(entry.made_at, claim.since_at)
    login, station = (entry.actor, entry.station) if offered else (claim.ask_by, claim.ask_station)
    if station == claim.station:
        return
    claims[claim.id] = claim._replace(ended_at=at, how="handed-over")
    _begin(claims, Claim(entry.id, customer, entry.hlc, station, login, at, _until(entry), after=claim.id))


def _begin(claims: dict[str, Claim], new: Claim) -> None:
    for one in list(claims.values()):
        if one.station == new.station and not one.ended_at:
            claims[one.id] = one._replace(ended_at=max(new.since_at, one.since_at), how="replaced")
    claims[new.id] = new


def _until(entry: Entry) -> int:
    """However far off it was said to be."""
    return min(int(entry.body["until"]), entry.made_at + CLAIM_MS)


def _ordered(claims: list[Claim]) -> list[Claim]:
    """Which counted at the same time, and which the hub gave to another after their time."""
    contested: dict[str, tuple[str, int]] = {}
    for place, one in enumerate(claims):
        for other in claims[place + 1 :]:
            if _contest(one, other):
                since = max(one.since_at, other.since_at)
                contested.setdefault(one.id, (other.id, since))
                contested.setdefault(other.id, (one.id, since))
    return [_told(one, claims, contested) for one in claims]


def _told(one: Claim, claims: list[Claim], contested: dict[str, tuple[str, int]]) -> Claim:
    if one.id in contested:
        return one._replace(contested=contested[one.id][0], contested_at=contested[one.id][1])
    later = [c.since_at for c in claims if one.token and c.hub == one.hub and c.token > one.token]
    if later and not one.ended_at:
        return one._replace(ended_at=max(one.since_at, min(later)), how="taken-over")
    return one


def _contest(one: Claim, other: Claim) -> bool:
    if one.station == other.station or "lost" in (one.how, other.how):
        return False
    if max(one.since_at, other.since_at) >= min(one.end_at, other.end_at):
        return False
    if not one.token or not other.token or one.hub != other.hub or one.token == other.token:
        return True
    first, second = (one, other) if one.token < other.token else (other, one)
    # The hub put them in order; only what went on without its word counts.
    went_on = first.until_at > first.sure_until and first.end_at > max(second.since_at, first.sure_until)
    return went_on or first.late or second.late
