"""A case of which everything there is to say at once stands in its head."""

from __future__ import annotations

from fallback_console.compose.gallery.claimed import claimed_by_another
from fallback_console.compose.gallery.escalations import hand_over
from fallback_console.compose.gallery.pretended import MINUTE, World
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.services import cases, escalation

__all__ = ["crowd"]


def crowd(world: World, case: str) -> None:
    """Escalate a case, plan what is next, and let a colleague be on its customer.

    Args:
        case: key of one that has a swarm.
    """
    now = world.clock.now
    world.do(cases.set_next_action, world.login, case, "Send the carrier our traces of this morning", now + 50 * MINUTE)
    reason = "The carrier does not answer, and the stores open in half an hour"
    world.do(escalation.start, world.login, "決済", reason, ReachRules(quiet=(0, 0)), case_key=case)
    hand_over(world)
    claimed_by_another(world, case)
