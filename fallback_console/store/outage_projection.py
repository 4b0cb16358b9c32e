"""Projections of outages with their playbook, and of supervisors' overrides, each made from the entries about it."""

from __future__ import annotations

from fallback_console.domain.entry import Kind
from fallback_console.store.journal import dump, of_subject
from fallback_console.store.tx import Tx

__all__ = ["project_outage", "project_override"]


def project_outage(tx: Tx, outage_id: str) -> None:
    """An outage, its timeline and what is done of its playbook."""
    entries = of_subject(tx, f"outage:{outage_id}")
    declared = next((e for e in entries if e.kind == Kind.OUTAGE_DECLARED), None)
    tx.execute("DELETE FROM p_outage_event WHERE outage_id = ?", (outage_id,))
    tx.execute("DELETE FROM p_playbook WHERE outage_id = ?", (outage_id,))
    if declared is None:
        tx.execute("DELETE FROM p_outage WHERE id = ?", (outage_id,))
        return
    over = next((e for e in entries if e.kind == Kind.OUTAGE_OVER), None)
    systems = dict.fromkeys(declared.body["systems"])
    events: list[tuple[object, ...]] = []
    steps: dict[str, tuple[object, ...]] = {}
    for entry in entries:
        body = entry.body
        if entry.kind == Kind.OUTAGE_DECLARED:
            event = ("", "declared", body["reason"])
        elif entry.kind == Kind.OUTAGE_OVER:
            event = ("", "over", body["reason"])
        elif entry.kind == Kind.PLAYBOOK_STEP:
            event = ("", "step-done" if body["done"] else "step-undone", f"{body['step']} ({entry.actor})")
            steps[body["step"]] = (outage_id, body["step"], int(body["done"]), entry.actor, entry.made_at)
        elif entry.kind != Kind.OUTAGE_EVENT:
            continue
        else:
            event = (body["system"], body["state"], body["detail"])
            if body["state"] == "down":
                systems[body["system"]] = None
        events.append((outage_id, entry.hlc, entry.made_at, *event))
    tx.execute(
        "INSERT OR REPLACE INTO p_outage (id, since_at, declared_at, over_at, systems, by, hlc) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            outage_id,
            declared.body["since_at"],
            declared.made_at,
            None if over is None else over.made_at,
            dump(list(systems)),
            declared.body["by"],
            declared.hlc,
        ),
    )
    tx.executemany(
        "INSERT INTO p_outage_event (outage_id, hlc, at, system, state, detail) VALUES (?, ?, ?, ?, ?, ?)", events
    )
    tx.executemany(
        "INSERT INTO p_playbook (outage_id, step, done, actor, at) VALUES (?, ?, ?, ?, ?)", list(steps.values())
    )


def project_override(tx: Tx, system: str) -> None:
    """A supervisor's last word on a system; 'auto' takes it back."""
    words = of_subject(tx, f"system:{system}", (Kind.OVERRIDE,))
    if words and words[-1].body["state"] != "auto":
        last = words[-1]
        tx.execute(
            "INSERT OR REPLACE INTO p_override (system, state, reason, actor, at) VALUES (?, ?, ?, ?, ?)",
            (system, last.body["state"], last.body["reason"], last.actor, last.made_at),
        )
    else:
        tx.execute("DELETE FROM p_override WHERE system = ?", (system,))
