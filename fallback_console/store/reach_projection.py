"""Projections of reaching people: what they wish of the paths to them, and where every try to reach one stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.paths import folded
from fallback_console.domain.reaching import Step
from fallback_console.store.journal import COLUMNS, dump, entry_from, of_subject, wall_ms

if TYPE_CHECKING:
    from fallback_console.store.tx import Tx

__all__ = ["fill_reaching", "project_paths", "project_reach"]


def project_paths(tx: Tx, whom: str) -> None:
    """What a person, or whoever has a number, wishes of their paths: the last word on each thing counts.

    Args:
        whom: the subject, 'person:…' or 'number:…'.
    """
    words = of_subject(tx, whom, (Kind.PATHS_SET,))
    if not words:
        tx.execute("DELETE FROM p_paths WHERE whom = ?", (whom,))
        return
    wishes = folded(entry.body for entry in words)
    body: dict[str, Any] = {"order": wishes.order, "consent": dict(sorted(wishes.consent.items()))}
    if any("quiet" in entry.body for entry in words):
        body["quiet"] = wishes.quiet
    tx.execute(
        "INSERT OR REPLACE INTO p_paths (whom, wishes, hlc, actor) VALUES (?, ?, ?, ?)",
        (whom, dump(body), words[-1].hlc, words[-1].actor),
    )


def project_reach(tx: Tx, started: Entry) -> None:
    """One try to reach somebody, from the entry that began it and what was said of it since."""
    body = started.body
    steps = [_step_from(one, started.made_at) for one in body["steps"]]
    state, urgent, second, changed = "trying", bool(body["urgent"]), False, started.made_at
    for entry in of_subject(tx, f"reach:{started.id}", (Kind.REACH_MOVED, Kind.REACH_CHANGED)):
        changed, said = entry.made_at, entry.body
        if entry.kind == Kind.REACH_CHANGED:
            urgent, second = bool(said.get("urgent", urgent)), bool(said.get("second_sms", second))
        elif said["step"] < 0:
            state = said["state"]
        elif said["step"] < len(steps):
            # The text message stays known by whatever becomes of it.
            before = steps[said["step"]]
            steps[said["step"]] = before._replace(
                state=said["state"],
                why=said["why"],
                since=wall_ms(entry.hlc),
                until=said["until"],
                entry=said["entry"] or before.entry,
            )
    tx.execute(
        "INSERT OR REPLACE INTO p_reach (id, hlc, station, whom, case_key, started_at, changed_at, state, urgent, second_sms,"
        " steps) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            started.id,
            started.hlc,
            started.station,
            started.subject,
            body["case"],
            started.made_at,
            changed,
            state,
            urgent,
            second,
            dump(steps),
        ),
    )


def _step_from(one: Mapping[str, Any], at: int) -> Step:
    why = str(one["why"])
    return Step(str(one["kind"]), str(one["address"]), "skipped" if why else "planned", why, at)


def fill_reaching(tx: Tx) -> None:
    """Both projections from the whole journal."""
    for (whom,) in tx.rows(f"SELECT DISTINCT subject FROM entry WHERE kind = '{Kind.PATHS_SET}'"):
        project_paths(tx, whom)
    for row in tx.rows(f"SELECT {COLUMNS} FROM entry WHERE kind = '{Kind.REACH_STARTED}' ORDER BY hlc"):
        project_reach(tx, entry_from(row))
