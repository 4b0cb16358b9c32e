"""Escalations of every sort: one that runs, for the case that is open, one that somebody has, one that nobody took, one that is over."""

from __future__ import annotations

from fallback_console.compose.gallery.pretended import MINUTE, World
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.watch_rules import Condition
from fallback_console.ports import IncomingSms
from fallback_console.services import (
    dispatch,
    escalation,
    escalation_chains,
    escalation_steps,
    messages,
    rule_waves,
    watch_rules,
)
from fallback_console.services.watch_rules import Wanted
from fallback_console.store.tx import Tx

__all__ = ["answer_by_text", "escalations", "hand_over"]

_PRIYA, _JONAS, _NAOKI = "person:file.team:e2", "person:file.team:e3", "person:file.team:e4"
_RULES = ReachRules(quiet=(0, 0))
_SLEEP = ReachRules(quiet=(0, 24 * 60 - 1))


def escalations(world: World, case: str) -> None:
    """Begin them.

    Args:
        case: key of the one that is escalated now.
    """
    now = world.clock.now
    world.clock.now = now - 90 * MINUTE
    steps = (ChainStep((_NAOKI, _JONAS), 5), ChainStep((_PRIYA,), 10), ChainStep(("group:On call",), 15))
    world.do(escalation_chains.save, world.login, "Network", steps, repeat=1)
    world.do(escalation_chains.save, world.login, "決済", (ChainStep((_PRIYA, _NAOKI), 15),))
    over = world.do(
        escalation.start, world.login, "Network", "Payment terminals of the north stores are offline", _RULES
    )
    hand_over(world)
    world.clock.now += 3 * MINUTE
    answer_by_text(world, "+447700900153", "1a")
    world.clock.now += 40 * MINUTE
    world.do(escalation.answer, "m.tanaka", over, "closed")
    world.clock.now = now - 31 * MINUTE
    world.do(
        escalation.start, world.login, "決済", "決済ゲートウェイの証明書が今夜で切れます。更新してください。", _SLEEP
    )
    world.clock.now = now - 17 * MINUTE
    world.do(escalation.start, world.login, "決済", "Refunds of yesterday were booked twice", _RULES)
    hand_over(world)
    world.clock.now += 4 * MINUTE
    answer_by_text(world, "+447700900152", "3a")
    world.clock.now = now - 9 * MINUTE
    world.do(
        escalation.start,
        world.login,
        "Network",
        "Ring the carrier: the line drops every call",
        _RULES,
        case_key=case,
        urgent=True,
    )
    hand_over(world)
    world.clock.now = now - 4 * MINUTE
    world.do(escalation_steps.ask_due)
    hand_over(world)
    world.clock.now = now
    _rules(world, now)


def _rules(world: World, now: int) -> None:
    """One that has paged, one that counts, one that is off."""
    world.clock.now = now - 12 * MINUTE
    day = Wanted("Sign-in trouble", Condition("password"), 3, 1440, chain="Network", watchers=(_PRIYA, "group:On call"))
    few = Wanted("決済の障害", Condition("決済", "請求", 50), 4, 15, 60, "決済", urgent=True, language="ja")
    off = Wanted("Everything from Northwind", Condition(organisation="Northwind"), 10, 60, on=False)
    for wanted in (day, few, off):
        world.do(watch_rules.save, world.login, wanted, _RULES)
    for due in world.store.read(lambda r: rule_waves.due(r, world.clock.now)):
        begun = world.do(rule_waves.fire, due.rule)
        hand_over(world)
        world.clock.now += 5 * MINUTE
        world.do(escalation.answer, "m.tanaka", begun, "taken")
    world.clock.now = now


def hand_over(world: World) -> None:
    """What is to be texted to teammates arrives."""
    while world.do(_hand_over):
        pass


def _hand_over(tx: Tx) -> int:
    """What is texted to be taken arrives at the gateway, and so does what is answered."""
    works = [
        work
        for work in dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), 50, ())
        if str(work.entry.body["to"]).startswith("+4477009001")
    ]
    for work in works:
        dispatch.confirm(tx, work.delivery_id, Receipt())
    return len(works)


def answer_by_text(world: World, sender: str, text: str) -> None:
    """Somebody texts."""
    message = IncomingSms("kannel", f"escalation-{sender}-{text}", sender, "4477", text, world.clock.now)
    world.do(messages.take_in, message)
    world.do(escalation_steps.call_off)
    hand_over(world)
