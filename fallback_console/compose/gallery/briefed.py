"""Two briefings of the gallery's outage, the last of them by whoever works here."""

from __future__ import annotations

from fallback_console.compose.gallery.pretended import MINUTE, World
from fallback_console.services import briefing

__all__ = ["briefings"]


def briefings(world: World) -> None:
    """Given and read a few minutes ago."""
    now = world.clock.now
    world.clock.now = now - 9 * MINUTE
    first = world.do(
        briefing.give,
        "m.tanaka",
        "Slack does not answer, mail is slow. The helpdesk works.",
        "We look at what is down and tell customers by SMS.",
        "Nothing yet.",
    )
    for who in ("alice", "kenji.ito"):
        world.do(briefing.mark_read, who, first)
    world.clock.now = now - 4 * MINUTE
    last = world.do(
        briefing.give,
        world.login,
        "Slack and mail are down since 10:32. SMS and phone work.\nThe vendor says 1 hour at least.",
        "Everybody rings their urgent cases first. Night shift stays until 12:00.",
        "2 people who speak Japanese, for about 30 min.",
    )
    world.clock.now = now - 2 * MINUTE
    for who in ("m.tanaka", "kenji.ito", "p.nair"):
        world.do(briefing.mark_read, who, last)
    world.clock.now = now
