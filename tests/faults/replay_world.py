"""A helpdesk with many cases, what agents did to them, and what the helpdesk must show of it in the end."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fallback_console.adapters.helpdesk.rt import RequestTracker
from fallback_console.domain.entry import Entry, Kind
from fallback_console.drill.rt_double import RtDouble
from fallback_console.drill.rt_world import SYSTEM, RtWorld, Ticket, Transaction
from fallback_console.network.puller import Puller
from fallback_console.ports import PullScope
from fallback_console.services import calls, cases
from fallback_console.services.calls import CallLog
from fallback_console.services.cases import NewCase
from fallback_console.store import journal
from fallback_console.store.engine import Store
from fallback_console.store.tx import Reading, Tx
from tests.faults.agent import MachineClock

Effect = tuple[str, str]
"""('message', entry id), ('created', entry id), or a field's name and its new value."""

_MONTH_AGO_MS = 30 * 24 * 3_600_000
_BATCH = 100
_QUEUES = ("Support", "Billing", "請求")
_OWNERS = ("", "alice", "bob", "carol")
VALUES: Mapping[str, Sequence[str]] = {
    "status": ("stalled", "resolved", "new"),
    "owner": _OWNERS,
    "queue": _QUEUES,
    "priority": tuple(map(str, range(101))),
}


def helpdesk(cases_count: int) -> RtDouble:
    """A double with so many cases, no faults."""
    world = RtWorld()
    for name in _QUEUES:
        world.add_queue(name)
    for login in _OWNERS[1:]:
        world.add_user(login, EmailAddress=f"{login}@example.com")
    now = MachineClock().now_ms() - _MONTH_AGO_MS
    for n in range(cases_count):
        customer = f"c{n % 50}@example.net"
        queue = _QUEUES[n % len(_QUEUES)]
        ticket = world.create(customer, now, queue=queue, subject=f"Case {n} 障害", text="Help", requestors=[customer])
        if n % 3 == 0:
            world.change("alice", now, ticket.id, "Status", "open")
    return RtDouble(world)


def pull(store: Store, url: str, token: str) -> None:
    """Mirror everything, with the real adapter."""

    async def main() -> None:
        clock = MachineClock()
        rt = RequestTracker(url, token, clock=clock, width=3, trust_env=False)
        try:
            await Puller(store, rt, PullScope(closed_days=365), clock, lambda _: None).run_once(asyncio.Event())
        finally:
            await rt.aclose()

    asyncio.run(main())


@dataclass
class Workload:
    """What agents do: so many entries, spread over all cases at random, some cases made here.

    Attributes:
        keys: cases that may be worked on.
        values: what fields may be set to. Not to 'open': a reply opens a new case by itself, and then nothing is left to do.
    """

    entries: int
    seed: int
    keys: list[str]
    values: Mapping[str, Sequence[str]] = field(default_factory=lambda: VALUES)
    _made: int = 0
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def fill(self, store: Store) -> None:
        """Do all of it."""
        while self._made < self.entries:
            store.write(self._some).result()

    def _some(self, tx: Tx) -> None:
        for _ in range(_BATCH):
            left = self.entries - self._made
            if left == 0:
                return
            self._made += len(self._one(tx, left))

    def _one(self, tx: Tx, left: int) -> tuple[str, ...]:
        chance, key = self._random.random(), self._random.choice(self.keys)
        text = f"Text {self._made} お電話 {self._random.random()}"
        if chance < 0.50:
            return cases.add_note(tx, "alice", key, text).entry_ids
        if chance < 0.76:
            call = CallLog("out", "+12025550142", "", tx.clock.now_ms(), 42, "reached", text)
            return calls.log_call(tx, "alice", key, call).entry_ids
        if chance < 0.84:
            return cases.reply(tx, "alice", key, text).entry_ids
        if chance < 0.86 and left > 1:
            due = tx.clock.now_ms() // 1000 * 1000 + self._made * 1000
            return cases.set_next_action(tx, "alice", key, text, due).entry_ids
        if chance < 0.88:
            saved = cases.create_case(tx, "alice", NewCase(text, "Support", text, priority=7))
            self.keys.append(saved.case_key)
            return saved.entry_ids
        name = self._random.choice(("subject", *self.values))
        value = text if name == "subject" else self._random.choice(self.values[name])
        return cases.set_field(tx, "alice", key, name, value).entry_ids


def wanted(r: Reading) -> dict[str, list[Effect]]:
    """By case, the effects that everything in the journal must have, in order."""
    numbers = dict(r.rows("SELECT key, remote_id FROM p_case"))
    found: dict[str, list[Effect]] = {}
    for row in r.rows(f"SELECT {journal.COLUMNS} FROM entry WHERE subject LIKE 'case:%' ORDER BY number"):
        entry = journal.entry_from(row)
        effect = _effect_of(entry)
        if effect is not None:
            found.setdefault(str(numbers[entry.subject.removeprefix("case:")]), []).append(effect)
    return found


def _effect_of(entry: Entry) -> Effect | None:
    if entry.kind == Kind.FIELD_CHANGED:
        return entry.body["field"], entry.body["value"]
    if entry.kind == Kind.CASE_CREATED:
        return "created", entry.id
    if entry.kind in (Kind.NOTE, Kind.CALL, Kind.REPLY, Kind.NEXT_ACTION):
        return "message", entry.id
    return None


def seen(double: RtDouble, since: int) -> dict[str, list[Effect]]:
    """By case, what the helpdesk's transactions after a number show that its client did, in order."""
    return double.act(lambda world, _: _seen(world, since))


def _seen(world: RtWorld, since: int) -> dict[str, list[Effect]]:
    found: dict[str, list[Effect]] = {}
    for ticket in world.tickets.values():
        effects = [effect for one in ticket.history if one.id > since for effect in _shown(world, ticket, one)]
        if effects:
            found[str(ticket.id)] = effects
    return found


def _shown(world: RtWorld, ticket: Ticket, one: Transaction) -> list[Effect]:
    if one.creator == SYSTEM:
        return []
    if one.type == "Create":
        return [("created", link.removeprefix("fc-op:")) for link in ticket.links] or [("created", "by whom?")]
    if one.type in ("Comment", "Correspond"):
        marker = one.data.rpartition("fc-op:")[2][:36]
        return [("message", marker)]
    if one.type not in ("Status", "Set"):
        return []
    read: dict[str, Callable[[str], str]] = {
        "Owner": lambda value: _owner(world, value),
        "Queue": lambda value: next(q.name for q in world.queues.values() if str(q.id) == value),
        "Due": _milliseconds,
    }
    return [(one.field.lower(), read.get(one.field, str)(one.new))]


def _owner(world: RtWorld, number: str) -> str:
    name = next(user.name for user in world.users.values() if str(user.id) == number)
    return "" if name == "Nobody" else name


def _milliseconds(text: str) -> str:
    return str(int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1000)


@dataclass(frozen=True)
class Compared:
    """The helpdesk beside the journal.

    Attributes:
        effects: how many the helpdesk shows.
        doubled, lost: effects it shows too often, or too seldom.
        disordered: cases whose effects are all there once, in another order.
    """

    effects: int
    doubled: int
    lost: int
    disordered: int


def compare(wanted_effects: dict[str, list[Effect]], seen_effects: dict[str, list[Effect]]) -> Compared:
    """Effect by effect and case by case."""
    doubled = lost = disordered = 0
    for case in wanted_effects.keys() | seen_effects.keys():
        want, have = wanted_effects.get(case, []), seen_effects.get(case, [])
        want_counts, have_counts = Counter(want), Counter(have)
        doubled += (have_counts - want_counts).total()
        lost += (want_counts - have_counts).total()
        disordered += want_counts == have_counts and want != have
    return Compared(sum(map(len, seen_effects.values())), doubled, lost, disordered)


def fields_shown(r: Reading) -> dict[str, tuple[Any, ...]]:
    """By number, the fields of all cases as the queue shows them."""
    rows = r.rows("SELECT remote_id, status, owner, queue, priority, subject, pending, unsent FROM p_case")
    return {row[0]: row[1:] for row in rows}


def fields_there(double: RtDouble) -> dict[str, tuple[Any, ...]]:
    """The same as the helpdesk has them, with nothing pending and nothing unsent."""

    def read(world: RtWorld, _: int) -> dict[str, tuple[Any, ...]]:
        return {
            str(t.id): (t.status, "" if t.owner == "Nobody" else t.owner, t.queue, t.priority, t.subject, "", 0)
            for t in world.tickets.values()
        }

    return double.act(read)
