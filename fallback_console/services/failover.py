"""A text message that leaves one SMS gateway for another, without ever going out twice.

Only what the first gateway certainly did not take moves: what was never handed to it, what it refused, what never reached it,
or what it was asked for and does not have. A message in doubt stays where it is, as unknown or to be looked up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.delivery import Delivery, DeliveryState, Problem
from fallback_console.domain.entry import Kind
from fallback_console.domain.gateway_choice import Offer, ranked
from fallback_console.domain.numbers import region_of
from fallback_console.services import dispatch
from fallback_console.services.connections import sms_offers
from fallback_console.services.giving_up import about, subject_of
from fallback_console.store import deliveries, journal
from fallback_console.store.case_projection import project_case
from fallback_console.store.contact_projection import project_sms
from fallback_console.store.people import opted_out

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["REFUSED", "REROUTED", "STOOD_STILL", "Moved", "left_behind", "movable", "move", "move_refused"]

REROUTED = "rerouted"
"""Code of the problem of a delivery that came from another gateway."""

REFUSED, STOOD_STILL = "refused", "stood still"
"""Why a message left a gateway: it refused this message, or it took none."""

_MOST_MOVES = 6
"""A message that found no gateway so often stays where it is: two that fail by turns shall not fill the journal."""


class Moved(NamedTuple):
    """A delivery and the sink that it gets, or has got, instead of its own."""

    delivery_id: int
    sink: str


def left_behind(r: Reading, connected: Collection[str]) -> list[str]:
    """Sinks of SMS gateways that messages wait for and that are not connected (any more)."""
    rows = r.rows(
        f"SELECT DISTINCT sink FROM delivery INDEXED BY delivery_open WHERE {deliveries.OPEN} AND sink > 'sms:' AND sink < 'sms;'"
        " AND state = 'waiting'"
    )
    return [sink for (sink,) in rows if sink not in connected]


def movable(r: Reading, sink: str, usable: Collection[str], now: int, limit: int = 200) -> list[Moved]:
    """What waits for a gateway that stands still and may go over others, oldest first; nothing that is kept back or for later.

    Args:
        usable: sinks of gateways that take messages now.
        now: UTC epoch milliseconds.
        limit: how many at most.
    """
    offers = [offer for offer in sms_offers(r) if offer.sink in usable]
    if not offers:
        return []
    everywhere = not all(offer.countries for offer in offers)
    rows = r.rows(
        # A wait after a failure is over with the failure; one that somebody chose is not.
        f"SELECT {deliveries.COLUMNS} FROM delivery INDEXED BY delivery_open WHERE sink = ? AND {deliveries.OPEN}"
        " AND state = 'waiting' AND look_first = 0 AND head = 1 AND (retry_at <= ? OR attempts > 0) ORDER BY position",
        (sink, now),
    )
    found = []
    for delivery in map(deliveries.delivery_from, rows):
        # The lane begins with the number: thousands that nobody else serves are passed over without a look at each.
        region = "" if everywhere else region_of(delivery.lane.partition(" ")[0])
        if everywhere or any(offer.serves(region) for offer in offers):
            to = _next_sink(r, delivery, offers)
            if to:
                found.append(Moved(delivery.id, to))
                if len(found) == limit:
                    break
    return found


def move(tx: Tx, planned: Iterable[Moved]) -> list[Moved]:
    """Let deliveries go over other gateways, as far as they still wait and were still not tried anew.

    Args:
        planned: as ``movable`` found them.
    """
    offers = {offer.sink: offer for offer in sms_offers(tx)}
    found = []
    for one in planned:
        delivery = deliveries.get(tx, one.delivery_id)
        waits = delivery.state is DeliveryState.WAITING and not delivery.look_first
        if waits and one.sink in offers and _next_sink(tx, delivery, [offers[one.sink]]):
            found.append(_move(tx, delivery, one.sink, STOOD_STILL))
    return found


def move_refused(tx: Tx, delivery_id: int, usable: Collection[str]) -> Moved | None:
    """Let a message under way that its gateway refused go over another.

    Returns:
        None where no other gateway is left, or its recipient wants no text messages.
    """
    delivery = deliveries.get(tx, delivery_id)
    to = _next_sink(tx, delivery, [offer for offer in sms_offers(tx) if offer.sink in usable])
    return _move(tx, delivery, to, REFUSED) if to else None


def _next_sink(r: Reading, delivery: Delivery, offers: Sequence[Offer]) -> str:
    """The best of some gateways that did not refuse the message yet; '' where there is none."""
    entry = dispatch.entry_of(r, delivery)
    if entry.kind != Kind.SMS_SENT or delivery.state not in (DeliveryState.WAITING, DeliveryState.IN_FLIGHT):
        return ""
    number = str(entry.body["to"])
    spoken = "spoken" in entry.body
    if spoken:
        offers = [offer for offer in offers if offer.speaks]
    elif opted_out(r, number):
        return ""
    moves = [
        e.body for e in journal.of_subject(r, subject_of(entry), (Kind.DELIVERY_MOVED,)) if e.body["of"] == entry.id
    ]
    if len(moves) >= _MOST_MOVES:
        return ""
    without = {str(body["sink"]) for body in moves if body["why"] == REFUSED} | {delivery.sink}
    sinks = ranked(offers, region_of(number), without=without)
    return sinks[0] if sinks else ""


def _move(tx: Tx, delivery: Delivery, to: str, why: str) -> Moved:
    entry = dispatch.entry_of(tx, delivery)
    body = {"of": entry.id, "sink": delivery.sink, "to": to, "why": why}
    about(tx, f"gateway:{delivery.sink[4:]}", entry, Kind.DELIVERY_MOVED, body)
    problem = Problem(
        REROUTED, "Another gateway did not take it.", "It goes over this one.", {"from": delivery.sink, "why": why}
    )
    deliveries.change_sink(tx, delivery, to, problem)
    project_sms(tx, entry)
    ref = dispatch.case_of(tx, entry)
    if ref is not None:
        project_case(tx, ref.key)
        tx.touch("case", ref.key)
    tx.touch("sms", str(entry.body["to"]))
    return Moved(delivery.id, to)
