"""How much waits to be sent, whom to call back now, and how old the data are: what the window shows first, so this loads little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.domain.entry import Kind
from fallback_console.domain.views import SinkSummary
from fallback_console.store.deliveries import OPEN

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["data_age", "due_callbacks", "missed_numbers", "summary"]


def summary(r: Reading) -> list[SinkSummary]:
    """How much waits for each sink that ever had something to take, by name."""
    counts: dict[str, dict[str, int]] = {}
    oldest: dict[str, int] = {}
    for sink, state, count, first in r.rows(
        "SELECT sink, state, count(*), min(created_at) FROM delivery INDEXED BY delivery_open"
        f" WHERE {OPEN} GROUP BY sink, state"
    ):
        counts.setdefault(sink, {})[state] = count
        oldest[sink] = min(first, oldest.get(sink, first))
    confirmed = dict(r.rows("SELECT sink, confirmed FROM p_sink"))
    summaries = []
    for sink in sorted({*counts, *confirmed}):
        count = counts.get(sink, {})
        summaries.append(
            SinkSummary(
                sink=sink,
                waiting=count.get("waiting", 0),
                in_flight=count.get("in_flight", 0),
                unknown=count.get("unknown", 0),
                needs_attention=count.get("needs_attention", 0),
                confirmed=confirmed.get(sink, 0),
                oldest_at=oldest.get(sink),
            )
        )
    return summaries


def data_age(r: Reading) -> int | None:
    """When the mirror was last brought up to date, UTC epoch milliseconds; None before the first complete pull.

    Of several streams the oldest counts.
    """
    row = r.one("SELECT min(updated_at), min(complete) FROM pull_state")
    return None if row is None or not row[1] else row[0]


def due_callbacks(r: Reading, now: int) -> int:
    """How many people should have been called back by now; not those of closed cases.

    Args:
        now: UTC epoch milliseconds.
    """
    found = r.value(
        "SELECT count(*) FROM p_callback b LEFT JOIN p_case c ON c.key = substr(b.subject, 6)"
        " WHERE b.due_at <= ? AND ifnull(c.closed, 0) = 0",
        (now,),
    )
    return int(found)


def missed_numbers(r: Reading, now: int) -> int:
    """From how many numbers somebody called in vain whom nobody has called or texted back; see ``missed_calls.missed``.

    Args:
        now: UTC epoch milliseconds.
    """
    if r.value(f"SELECT 1 FROM entry INDEXED BY entry_missed WHERE kind = '{Kind.CALL_MISSED}' LIMIT 1") is None:
        return 0
    # Late: most stations have no telephone that tells of missed calls, and the rules of numbers take their time to load.
    from fallback_console.services.missed_calls import missed

    return len(missed(r, now))
