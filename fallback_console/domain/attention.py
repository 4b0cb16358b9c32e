"""How a person wants to be told of alerts: sounds, desktop notifications, the tray."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from fallback_console.domain.alerts import ANSWER, CALL, CALLBACK, GROUPS, NEEDS, OUTAGE

__all__ = ["NO_SOUND", "SOUNDS", "VOLUMES", "Attention", "from_json", "to_json"]

NO_SOUND = ""
SOUNDS = ("bell", "rising", "knock", "alarm")
"""Built in; ``NO_SOUND`` is silence."""

VOLUMES = (25, 50, 75, 100)
"""Per cent."""


class Attention(NamedTuple):
    """The choices in force.

    Attributes:
        sounds: group of alerts → name of a sound or ``NO_SOUND``.
        repeated: groups whose sound is played again until the alert is opened or put away.
        volume: of ``VOLUMES``.
        silent_until: no sound before then, UTC epoch milliseconds; 0 where sounds are on.
        desktop: show desktop notifications.
        names: with names and words of customers.
        tray: closing the window leaves it in the tray.
    """

    sounds: Mapping[str, str] = {OUTAGE: "alarm", CALL: "rising", ANSWER: "bell", NEEDS: "knock", CALLBACK: "rising"}
    repeated: frozenset[str] = frozenset()
    volume: int = 75
    silent_until: int = 0
    desktop: bool = True
    names: bool = False
    tray: bool = False

    def silenced(self, now: int) -> bool:
        """Whether no sound may be heard now."""
        return now < self.silent_until


def to_json(choices: Attention) -> dict[str, Any]:
    """As it is kept."""
    return choices._asdict() | {"sounds": dict(choices.sounds), "repeated": sorted(choices.repeated)}


def from_json(value: Any) -> Attention:
    """The inverse of ``to_json``; what cannot be read is as at the beginning."""
    usual = Attention()
    if not isinstance(value, dict):
        return usual
    sounds, repeated = value.get("sounds"), value.get("repeated")
    found = dict(usual.sounds)
    if isinstance(sounds, dict):
        found |= {group: name for group, name in sounds.items() if group in GROUPS and name in (NO_SOUND, *SOUNDS)}
    until = value.get("silent_until")
    return Attention(
        sounds=found,
        repeated=frozenset(g for g in repeated if g in GROUPS) if isinstance(repeated, list) else usual.repeated,
        volume=value["volume"] if value.get("volume") in VOLUMES else usual.volume,
        silent_until=until if isinstance(until, int) and until >= 0 else 0,
        desktop=_flag(value, "desktop", usual.desktop),
        names=_flag(value, "names", usual.names),
        tray=_flag(value, "tray", usual.tray),
    )


def _flag(value: Mapping[str, Any], name: str, usual: bool) -> bool:
    found = value.get(name)
    return found if isinstance(found, bool) else usual
