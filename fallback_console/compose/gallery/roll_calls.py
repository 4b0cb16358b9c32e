"""Two roll calls: one of the morning that is closed, and one under way with everything that can become of it."""

from __future__ import annotations

from fallback_console.compose.gallery.pretended import MINUTE, World
from fallback_console.domain.broadcast import Audience
from fallback_console.domain.delivery import Problem, Receipt
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.ports import IncomingSms, SmsReceipt
from fallback_console.services import (
    calls,
    dispatch,
    messages,
    roll_call,
    roll_call_answers,
    roll_call_asking,
    roll_call_list,
)
from fallback_console.services.calls import CallLog
from fallback_console.services.roll_call_list import RollPerson
from fallback_console.store.tx import Reading, Tx

__all__ = ["roll_calls"]

_RULES = ReachRules()
_EARLY = ("1", "1", "1 ok", "はい")
_WORDS = ("1", "2 地下二階に三人います", "2 third floor, lifts are out", "電車の中です。10時には着きます。", "１")


def roll_calls(world: World) -> None:
    """Begin them; the second is still open."""
    now = world.clock.now
    world.clock.now = now - 180 * MINUTE
    early = _begin(world, "Shift start", Audience(role="expert"))
    _send(world)
    for one, text in zip(_people(world, early), _EARLY, strict=False):
        _come(world, one, text)
    world.clock.now += 20 * MINUTE
    for one in _people(world, early):
        if one.state not in ("safe", "help"):
            world.do(roll_call_answers.answer, world.login, early, one.position, "safe", "person", "Priya saw them")
    world.do(roll_call.close, world.login, early)
    world.clock.now = now - 26 * MINUTE
    customers = tuple(row[0] for row in world.store.read(_some_customers))
    open_one = _begin(world, "", Audience(role=roll_call.EVERYBODY, people=customers))
    _send(world)
    world.clock.now += MINUTE
    texted = [one for one in _people(world, open_one) if one.entry_id]
    for place, one in enumerate(texted):
        if place % 2 == 0 and place // 2 < len(_WORDS):
            _come(world, one, _WORDS[place // 2])
        elif place % 3 == 0 and one.arrival == "sent":
            world.do(messages.take_in, SmsReceipt("kannel", one.entry_id, "", "delivered", None, world.clock.now, ""))
    world.clock.now += 4 * MINUTE
    _send(world)
    ring = [one for one in _people(world, open_one) if one.state == "to_ring"]
    for one, outcome, notes in zip(
        ring, ("no-answer", "reached", "busy"), ("", "At home, can work from there.", ""), strict=False
    ):
        call = CallLog("out", one.ring, one.person, world.clock.now, 40 if notes else 0, outcome, notes)
        world.do(calls.log_call, world.login, "", call)
    _send(world)
    last = [one for one in _people(world, open_one) if one.state == "unreachable"]
    for one in last[1:2]:
        world.do(roll_call_asking.again, world.login, open_one, one.position)
    world.clock.now = now


def _begin(world: World, title: str, audience: Audience) -> str:
    made = world.store.read(lambda r: roll_call.plan(r, world.login, title, {}, audience, _RULES, world.clock.now))
    done = 0
    while done >= 0:
        done = world.do(roll_call.advance, world.login, made, done)
    return made.roll


def _send(world: World) -> None:
    """Everybody who is due is asked; most arrive at the gateway."""
    while world.do(roll_call_asking.advance) or world.do(_hand_over):
        pass


def _hand_over(tx: Tx) -> int:
    """One is refused, of one nobody knows."""
    works = [
        work
        for work in dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), 50, ())
        if "Roll call" in work.entry.body["text"] or "安否" in work.entry.body["text"]
    ]
    for work in works:
        tail = str(work.entry.body["to"])[-1]
        if tail == "7":
            dispatch.mark_unknown(tx, work.delivery_id, Problem("timeout", "The gateway did not answer in time."))
        elif tail == "9":
            dispatch.stop(tx, work.delivery_id, Problem("refused", "The gateway refused the number."))
        else:
            dispatch.confirm(tx, work.delivery_id, Receipt())
    return len(works)


def _people(world: World, roll: str) -> list[RollPerson]:
    return world.store.read(lambda r: roll_call_list.people(r, roll, sorted(roll_call_list.places(r, roll))))


def _come(world: World, one: RollPerson, text: str) -> None:
    world.clock.now += 7_000
    message = IncomingSms("kannel", f"roll-{one.entry_id}-{one.position}", one.address, "4477", text, world.clock.now)
    world.do(messages.take_in, message)


def _some_customers(r: Reading) -> list[tuple[str]]:
    """Customers with and without a mobile."""
    return r.rows("SELECT key FROM p_person WHERE role = 'customer' ORDER BY pk LIMIT 18")
