"""A station's network session at work on escalations, in a process of its own, to be killed at any moment. It tells what moves."""

from __future__ import annotations

from fallback_console.services import escalation_steps
from tests.faults.agent import MachineClock
from tests.faults.roll_caller import at_work

AHEAD_MS = 3 * 60_000


class HurriedClock(MachineClock):
    """Three minutes ahead of the machine's: every step that was asked is over at once."""

    def now_ms(self) -> int:
        return super().now_ms() + AHEAD_MS


def escalate(folder: str, url: str, password: str) -> None:
    """Ask until killed; tells 'empty' whenever no step is due and nothing is left to be sent."""
    at_work(folder, url, password, HurriedClock(), escalation_steps.due)
