"""The rules that turn the states of all systems into outages: when one is declared, what it notes, when it is over.

* An outage is declared when a primary (a system the team normally works in) is down, since its first failed probe. What goes
  down while it runs joins it: there is one outage at a time.
* It is over when every system that was down in it is steadily up, its hold-down included, so that an unsteady recovery does not
  make two outages of one.
* One that a person declared is ended by a person only; after a person ended one, the same systems have to be up
  before the monitor declares the next.
* SMS gateways and the team's hub are ways around an outage, no primaries: they never make one, but one that is running notes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fallback_console.domain.health import State
from fallback_console.domain.health_rules import INTERNET

__all__ = ["MONITOR", "Action", "Declare", "End", "Note", "Running", "Standing", "decide", "is_primary", "muted_after"]

MONITOR = "monitor"
"""Who declares an outage that no person declared."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one system stands now.

    Attributes:
        state: overrides included.
        steady: up, and its hold-down is over.
        since_at: when the state began; for DOWN the first failed probe. UTC epoch milliseconds.
        detail: one plain sentence.
    """

    system: str
    state: State
    steady: bool
    since_at: int
    detail: str


@dataclass(frozen=True, slots=True)
class Running:
    """The outage that is running, as far as it was recorded.

    Attributes:
        systems: which it was declared for.
        noted: system → the last state its timeline has of it ('down' or 'up').
        by: who declared it.
    """

    systems: frozenset[str]
    noted: Mapping[str, str]
    by: str = MONITOR


@dataclass(frozen=True, slots=True)
class Declare:
    """Begin an outage."""

    systems: tuple[str, ...]
    reason: str
    since_at: int


@dataclass(frozen=True, slots=True)
class Note:
    """Put a change into the timeline of the running outage."""

    system: str
    state: State
    detail: str


@dataclass(frozen=True, slots=True)
class End:
    """The running outage is over."""

    reason: str


Action = Declare | Note | End


def is_primary(system: str) -> bool:
    """Whether an outage of this system is an outage of the team's work."""
    return system not in (INTERNET, "hub") and not system.startswith("sms:")


def muted_after(before: frozenset[str], standings: Iterable[Standing]) -> frozenset[str]:
    """Systems whose outage a person ended while they were down, and which have not been up since."""
    up = {standing.system for standing in standings if standing.state is State.UP}
    return before - up


def decide(
    running: Running | None, standings: Sequence[Standing], muted: frozenset[str] = frozenset()
) -> tuple[Action, ...]:
    """What to record now; nothing where the record already says it all.

    Args:
        running: None where no outage is running.
        standings: every system that is watched.
        muted: systems the monitor must not declare an outage for, see ``muted_after``.
    """
    ordered = sorted(standings, key=lambda standing: standing.system)
    if running is None:
        down = [s for s in ordered if s.state is State.DOWN and is_primary(s.system) and s.system not in muted]
        if not down:
            return ()
        names = tuple(s.system for s in down)
        declared = Declare(names, down[0].detail or "It does not answer.", min(s.since_at for s in down))
        # What else is down, gateways mostly, stands in the timeline from the beginning.
        return (declared, *_notes(Running(frozenset(names), {}), ordered))
    notes = tuple(_notes(running, ordered))
    return (*notes, End("All systems are up again.")) if _over(running, ordered) else notes


def _notes(running: Running, standings: Sequence[Standing]) -> Iterable[Note]:
    """What the timeline does not have yet. A system of the outage counts as noted down, any other as noted up."""
    for standing in standings:
        default = State.DOWN if standing.system in running.systems else State.UP
        noted = running.noted.get(standing.system, default)
        if standing.state in (State.DOWN, State.UP) and standing.state != noted:
            yield Note(standing.system, standing.state, standing.detail)


def _over(running: Running, standings: Sequence[Standing]) -> bool:
    """Whether everything that went down in it is steadily up.

    A system that is not watched any more holds nothing up, unless nothing of the outage is watched: then only a person knows.
    """
    if running.by != MONITOR:
        return False
    joined = {name for name in (*running.systems, *running.noted) if is_primary(name)}
    watched = [standing for standing in standings if standing.system in joined]
    down = any(s.state is State.DOWN and is_primary(s.system) for s in standings)
    return bool(watched) and not down and all(standing.steady for standing in watched)
