"""A station's watch over rules in a process of its own, to be killed at any moment. It tells every firing."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fallback_console.network.rule_watch import RuleWatch
from fallback_console.store.engine import Store
from fallback_console.store.tx import Changes
from tests.faults.agent import KEY, MachineClock
from tests.faults.nest import tell


def watch(folder: str) -> None:
    """Look until killed; tells 'fired' after each commit that is about a rule."""
    clock = MachineClock()
    store = Store.open(Path(folder), KEY, clock)

    def on_changes(changes: Changes) -> None:
        if any(topic == "rule" for topic, _ in changes.touched):
            tell("fired")

    store.subscribe(on_changes)
    asyncio.run(RuleWatch(store, clock, every=0.01, slow=0.05).run())
