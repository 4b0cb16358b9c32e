"""How people are reached over their paths, where IT's file does not say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from fallback_console.domain.paths import CALLS, HUB, is_zone, quiet_from

__all__ = ["ReachRules", "rules_from"]

_LONGEST = 24 * 3600


class ReachRules(NamedTuple):
    """The rules of a station.

    Attributes:
        quiet: (from, to) in minutes since midnight where the person is; the two the same for no quiet hours.
        text_wait: seconds until the next path follows a text message that nobody confirmed or answered.
        call_wait: seconds until it follows a call that nobody made.
        zone: IANA name of the zone of people of whom nothing tells it; '' for the machine's own.
        lift_opt_outs: a person may say, with a reason, that a number wants text messages again; else only its owner can, by
            writing START.
        hub_wait: seconds until the next path follows a question or words in somebody's window that they did not answer.
    """

    quiet: tuple[int, int] = (21 * 60, 8 * 60)
    text_wait: float = 180.0
    call_wait: float = 300.0
    zone: str = ""
    lift_opt_outs: bool = False
    hub_wait: float = 90.0

    def wait_ms(self, kind: str) -> int:
        """How long a path of a kind (``paths.KINDS``) has, milliseconds."""
        if kind == HUB:
            return int(1000 * self.hub_wait)
        return int(1000 * (self.call_wait if kind in CALLS else self.text_wait))


def rules_from(values: Mapping[str, Any]) -> ReachRules:
    """Rules from a settings file; what it does not name is as usual.

    Raises:
        ValueError: something in it cannot be; the words say what.
    """
    unknown = set(values) - set(ReachRules._fields)
    if unknown:
        raise ValueError(f"'{min(unknown)}' is unknown; known are {', '.join(ReachRules._fields)}")
    usual = ReachRules()
    zone = values.get("zone", "")
    if not isinstance(zone, str) or (zone and not is_zone(zone)):
        raise ValueError(f"there is no zone '{zone}'")
    lift = values.get("lift_opt_outs", False)
    if not isinstance(lift, bool):
        raise ValueError("lift_opt_outs is neither true nor false")
    quiet = values.get("quiet")
    return ReachRules(
        usual.quiet if quiet is None else quiet_from(str(quiet)),
        _wait(values, "text_wait", usual.text_wait),
        _wait(values, "call_wait", usual.call_wait),
        zone,
        lift,
        _wait(values, "hub_wait", usual.hub_wait),
    )


def _wait(values: Mapping[str, Any], name: str, usual: float) -> float:
    value = values.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 1 <= value <= _LONGEST:
        raise ValueError(f"{name} is not a number of seconds from 1 to {_LONGEST}")
    return float(value)
