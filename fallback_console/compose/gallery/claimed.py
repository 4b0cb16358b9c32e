"""Customers that somebody is on: a colleague, oneself, two at once, and one that is being handed over."""

from __future__ import annotations

from fallback_console.compose.gallery.pretended import MINUTE, World
from fallback_console.domain.claims import CLAIM_MS
from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.ids import uuid7
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.domain.wire import Wired, read_entry, write_entry
from fallback_console.services import claim_upkeep, claims, queue, teaming

__all__ = ["claimed", "claimed_by_another"]

_OTHER = "haruka"


def claimed(world: World, but: str) -> dict[str, str]:
    """Claim the customers of some of this person's cases.

    Args:
        but: key of a case whose customer nobody is on.

    Returns:
        Keys of cases: 'theirs', 'contested', 'offered', 'asked', 'own'.
    """
    spared = world.store.read(lambda r: claims.customer_of(r, but)) if but else ""
    rows = world.store.read(
        lambda r: (
            queue.list_cases(r, CaseFilter(owner=world.login), CaseSort.DUE, limit=60)
            + queue.list_cases(r, CaseFilter(), CaseSort.DUE, limit=60)
        )
    )
    of: dict[str, str] = {}
    for row in rows:
        if row.customer_key and row.customer_key != spared:
            of.setdefault(row.customer_key, row.key)
    names = ("theirs", "own", "contested", "offered", "asked")
    found = dict(zip(names, list(of.items())[1:], strict=False))
    now = world.clock.now
    station = world.store.station
    osaka = _Osaka(now)
    until = now + CLAIM_MS
    for place, name in enumerate(("theirs", "contested", "offered"), 1):
        customer, key = found[name]
        if name == "contested":
            world.do(claims.take, world.login, key)
        told = [osaka.say(Kind.CLAIM_TAKEN, customer, 4, until=until)]
        of_claim = told[0].entry.id
        if name != "contested":
            body = {"of": of_claim, "token": 40 + place, "hub": "team", "until": until, "late": False}
            told.append(osaka.say(Kind.CLAIM_CONFIRMED, customer, 4, **body))
        if name == "offered":
            told.append(osaka.say(Kind.CLAIM_OFFERED, customer, 1, of=of_claim, to=world.login))
        world.do(teaming.apply, told, None)
    for place, name in enumerate(("own", "asked"), 1):
        customer, key = found[name]
        world.do(claims.take, world.login, key)
        due = world.store.read(lambda r: claim_upkeep.duties(r, station, now)).present
        mine = next(one for one in due if one.customer == customer)
        world.do(claim_upkeep.confirm, world.login, mine, 50 + place, "team", until, late=False)
        if name == "asked":
            # After the claim, whatever the clocks say.
            world.do(teaming.apply, [osaka.say(Kind.CLAIM_ASKED, customer, -1, of=mine.id)], None)
    return {name: key for name, (_, key) in found.items()}


def claimed_by_another(world: World, key: str) -> None:
    """A colleague is on the customer of a case, and the hub has confirmed it."""
    customer = world.store.read(lambda r: claims.customer_of(r, key))
    now = world.clock.now
    osaka = _Osaka(now)
    until = now + CLAIM_MS
    taken = osaka.say(Kind.CLAIM_TAKEN, customer, 4, until=until)
    body = {"of": taken.entry.id, "token": 40, "hub": "team", "until": until, "late": False}
    world.do(teaming.apply, [taken, osaka.say(Kind.CLAIM_CONFIRMED, customer, 4, **body)], None)


class _Osaka:
    """Another station, and what it says of claims.

    Args:
        now: UTC epoch milliseconds.
    """

    def __init__(self, now: int) -> None:
        self._now = now
        self._number = 0

    def say(self, kind: str, customer: str, minutes: int, **body: object) -> Wired:
        """Something that was said so many minutes ago."""
        self._number += 1
        at = self._now - minutes * MINUTE
        hlc = f"{at:015d}.{self._number:06d}.osaka"
        entry_id = uuid7(at, self._number.to_bytes(10, "big"))
        entry = Entry(entry_id, "osaka", self._number, hlc, at, _OTHER, kind, f"claim:{customer}", body)
        return read_entry(write_entry(entry))
