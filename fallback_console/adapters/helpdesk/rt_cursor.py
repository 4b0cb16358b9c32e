"""Where a pull from Request Tracker goes on: opaque text for everybody else, kept with the page it belongs to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from fallback_console.ports import PullScope

__all__ = ["OVERLAP", "Cursor", "parse", "scope_text"]

OVERLAP = 60
"""Transactions below the newest that are looked at again: databases give out ids before they commit, so a row may turn up
below one that was seen already."""

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Cursor:
    """The state of a pull between two pages.

    Attributes:
        scope: what was asked for; another scope starts from the beginning.
        high: newest transaction that was seen; taken before the first pass begins.
        recent: transactions of the newest ``OVERLAP`` that are already in the mirror.
        below: first pass only: cases from this id upwards are done (they go from new to old); 0 for none yet.
        first: the first pass is still going on.
        done, total: cases seen in the first pass, and how many there were.
        since: RT's text of the newest change that was seen in the list of cases by their last change; '' before.
        at: cases that were seen with a change in that very second or the one before.
        day: 'YYYY-MM-DD': closed cases changed before are left out in the first pass.
    """

    scope: str
    high: int = 0
    recent: tuple[int, ...] = ()
    below: int = 0
    first: bool = True
    done: int = 0
    total: int | None = None
    since: str = ""
    at: tuple[str, ...] = ()
    day: str = ""

    def text(self) -> str:
        """As it is kept."""
        return json.dumps({"v": _FORMAT, **asdict(self)}, ensure_ascii=False, separators=(",", ":"))

    def with_seen(self, ids: Iterable[int]) -> Cursor:
        """After these transactions arrived."""
        known = {*self.recent, *ids}
        high = max(self.high, *known) if known else self.high
        return replace(self, high=high, recent=tuple(sorted(one for one in known if one > high - OVERLAP)))


def scope_text(scope: PullScope) -> str:
    """A scope as text, the same for the same scope."""
    return json.dumps([sorted(scope.queues), scope.closed_days], ensure_ascii=False)


def parse(text: str | None, scope: PullScope) -> Cursor:
    """The cursor of a text that ``Cursor.text`` made; a new one where there is none, it is damaged or of another scope."""
    wanted = scope_text(scope)
    fresh = Cursor(wanted)
    if text is None:
        return fresh
    try:
        found: dict[str, Any] = json.loads(text)
        if found.pop("v") != _FORMAT or found["scope"] != wanted:
            return fresh
        cursor = Cursor(**found)
        return replace(
            cursor,
            high=int(cursor.high),
            below=int(cursor.below),
            done=int(cursor.done),
            recent=tuple(map(int, cursor.recent)),
            at=tuple(map(str, cursor.at)),
            since=str(cursor.since),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return fresh
