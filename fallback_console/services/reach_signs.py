"""What became of the steps of a try to reach somebody: receipts, deliveries, logged calls and answers, read from the journal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.paths import CALLS, DISTURBING, HUB, TEXTS, Path, why_not
from fallback_console.domain.reaching import REACHED, Seen, Step
from fallback_console.services import holding, hub_messages, sync
from fallback_console.services.going_out import quiet_end
from fallback_console.services.paths import sinks_for
from fallback_console.services.record import HELPDESK
from fallback_console.services.wishes import wishes_of
from fallback_console.store import deliveries, journal
from fallback_console.store.case_projection import project_case
from fallback_console.store.people import opted_out

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["news_of_message", "signs_of", "withdraw"]

_OUTSIDE = f"sink <> '{HELPDESK}'"
"""Of an entry's deliveries the one to the person: the case's own helpdesk only hears of it."""

_KEYS = "keys"
_SPOKE = ("reached", "call-back")
_CLOCKS_MS = 60_000
"""The clocks of a gateway and of this machine may differ by so much."""


class _Sign(NamedTuple):
    """A call or message with one of the person's numbers since the try began.

    Attributes:
        kind: of the entry; ``_KEYS`` where a key was pressed in a call that was read out.
        at: UTC epoch milliseconds.
        outcome: of a call that went out.
        spoke: the person said something to us.
    """

    number: str
    kind: str
    at: int
    outcome: str
    spoke: bool


def signs_of(r: Reading, started: Entry, steps: Sequence[Step], now: int) -> Seen:
    """What is known of a try by now.

    Args:
        now: UTC epoch milliseconds.
    """
    signs = _signs(r, started, steps)
    news: dict[int, str] = {}
    reasons: dict[int, str] = {}
    for n, step in enumerate(steps):
        if step.kind == HUB and step.entry:
            news[n], reasons[n] = hub_messages.news_of(r, step.entry)
        elif step.kind in TEXTS and step.entry:
            news[n], reasons[n] = news_of_message(r, step.entry)
        elif step.kind in CALLS and step.since:
            news[n], reasons[n] = _of_call(step, signs)
            if step.state == "calling" and not news[n]:
                news[n], reasons[n] = news_of_message(r, step.entry)
        wrote = _KEYS if step.kind in CALLS else Kind.SMS_RECEIVED
        if step.entry and any(s.spoke and s.number == step.address and s.kind == wrote for s in signs):
            news[n] = "answered"
    return Seen(
        news,
        reasons,
        any(sign.spoke for sign in signs),
        _blocked(r, started, steps),
        quiet_end(r, started, now),
    )


def _blocked(r: Reading, started: Entry, steps: Sequence[Step]) -> dict[int, str]:
    """What must not be used by now: a wish may be new, a number may have opted out meanwhile."""
    if all(step.state != "planned" for step in steps):
        return {}
    wishes, sinks = wishes_of(r, started.subject), sinks_for(r)
    found = {
        n: why_not(Path(step.kind, step.address, opted_out=opted_out(r, step.address)), wishes, sinks)
        for n, step in enumerate(steps)
        if step.state == "planned"
    }
    return {n: why for n, why in found.items() if why}


def news_of_message(r: Reading, entry_id: str) -> tuple[str, str]:
    """What became of a text message or mail, and why it did not arrive."""
    state = r.value("SELECT state FROM p_sms WHERE entry_id = ?", (entry_id,))
    if state == "delivered":
        return "delivered", ""
    if state == "failed":
        return "failed", _last_words(r, entry_id)
    rows = r.rows(f"SELECT state, problem FROM delivery WHERE entry_id = ? AND {_OUTSIDE} ORDER BY id", (entry_id,))
    states = {row[0] for row in rows}
    if states & {DeliveryState.CONFIRMED, DeliveryState.WAITING, DeliveryState.IN_FLIGHT}:
        return "", ""
    if DeliveryState.UNKNOWN in states:
        return "unknown", ""
    problem = deliveries.problem_from(rows[-1][1]) if rows else None
    return "failed", problem.message if problem is not None else ""


def _last_words(r: Reading, entry_id: str) -> str:
    receipts = journal.of_subject(r, f"entry:{entry_id}", (Kind.SMS_RECEIPT,))
    return next((str(e.body["said"]) for e in reversed(receipts) if e.body["state"] == "failed"), "")


def _of_call(step: Step, signs: Sequence[_Sign]) -> tuple[str, str]:
    """What became of a call that somebody was asked to make."""
    made = [s for s in signs if s.kind == Kind.CALL and s.number == step.address and s.at >= step.since]
    if any(sign.spoke for sign in made):
        return "answered", ""
    return ("failed", made[-1].outcome) if made else ("", "")


def _signs(r: Reading, started: Entry, steps: Sequence[Step]) -> list[_Sign]:
    """Calls and messages with the person's numbers since it began, oldest first."""
    numbers = list(dict.fromkeys(step.address for step in steps if step.kind in DISTURBING))
    found: list[tuple[str, _Sign]] = []
    for number in numbers:
        for hlc, kind, text in r.rows(
            "SELECT c.hlc, e.kind, e.body FROM p_contact c JOIN entry e ON e.id = c.entry_id WHERE c.number = ? AND c.hlc > ?",
            (number, started.hlc),
        ):
            body: dict[str, Any] = json.loads(text)
            outcome = str(body.get("outcome", ""))
            spoke = kind == Kind.CALL and outcome in _SPOKE
            if kind == Kind.SMS_RECEIVED:
                # What a gateway kept from before is no answer.
                spoke = int(body["received_at"]) >= started.made_at - _CLOCKS_MS
                kind = _KEYS if "pressed" in body else kind
            found.append((hlc, _Sign(number, kind, journal.wall_ms(hlc), outcome, spoke)))
    return [sign for _, sign in sorted(found)]


def withdraw(tx: Tx, who: str, entry_id: str, reason: str = REACHED) -> bool:
    """Take a text message or mail back where it has surely not been sent; whether it was.

    Args:
        reason: what is told of it.
    """
    entry = journal.find(tx, entry_id)
    if entry is None:
        return False
    if holding.hold_back(tx, who, entry):
        tx.touch("sms", str(entry.body["to"]))
        if entry.subject.startswith("case:"):
            project_case(tx, entry.subject.removeprefix("case:"))
        return True
    rows = tx.rows(
        f"SELECT {deliveries.COLUMNS} FROM delivery WHERE entry_id = ? AND {_OUTSIDE} ORDER BY id", (entry_id,)
    )
    done = False
    for delivery in map(deliveries.delivery_from, rows):
        refused = delivery.state is DeliveryState.NEEDS_ATTENTION
        if refused or (delivery.state is DeliveryState.WAITING and not delivery.look_first):
            sync.drop(tx, who, delivery.id, reason)
            done = True
    if done:
        tx.touch("sms", str(entry.body["to"]))
    return done
