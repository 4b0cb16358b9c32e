"""Escalations: starting one for a case or for something else, and what somebody does about one at a desk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.escalation import ACTS, LONGEST_REASON, next_number
from fallback_console.domain.ids import uuid7
from fallback_console.domain.sentences import Sentence
from fallback_console.services.escalation_answers import clock, say, speaker_at
from fallback_console.services.escalation_chains import Chain, meant
from fallback_console.services.escalation_people import Meant
from fallback_console.services.escalation_people import meant as people_meant
from fallback_console.services.escalation_steps import ask, call_off, numbers_open, rules_body
from fallback_console.services.record import clean_line, require_case
from fallback_console.store import journal
from fallback_console.store.escalation_projection import project_escalation

if TYPE_CHECKING:
    from fallback_console.domain.reach_rules import ReachRules
    from fallback_console.store.tx import Reading, Tx

__all__ = ["Preview", "answer", "preview", "start"]


class Preview(NamedTuple):
    """What an escalation would do first.

    Attributes:
        people: by step of the chain, whom it would ask now.
    """

    chain: Chain
    people: tuple[tuple[Meant, ...], ...]


def preview(r: Reading, chain: str, rules: ReachRules, now: int, *, urgent: bool) -> Preview:
    """Whom each step of a chain would ask now.

    Args:
        chain: id or name, '' for the only one.

    Raises:
        NotFoundError, InputError: there is no such chain.
    """
    found = meant(r, chain)
    return Preview(found, tuple(tuple(people_meant(r, step.who, rules, now, urgent=urgent)) for step in found.steps))


def start(
    tx: Tx, who: str, chain: str, reason: str, rules: ReachRules, *, case_key: str = "", urgent: bool = False
) -> str:
    """Begin; the first step is asked at once.

    Args:
        chain: id or name, '' for the only one.
        reason: what it is about, in one line.
        urgent: quiet hours do not count.

    Returns:
        Its id.

    Raises:
        InputError: there is no reason, or one for this case is open already.
        NotFoundError: no such chain or case.
    """
    found = meant(tx, chain)
    words = clean_line(reason, "reason", limit=LONGEST_REASON)
    if not words:
        raise InputError("It is not said what it is about.", "Write in a few words what somebody has to do.")
    key = require_case(tx, case_key).key if case_key else ""
    before = key and tx.value(
        "SELECT number FROM p_escalation WHERE case_key = ? AND state IN ('running', 'taken')", (key,)
    )
    if before:
        raise InputError(
            Sentence("This case is escalated already, as {number}.", number=before),
            "Escalate that one further, or close it first.",
        )
    last, open_now = numbers_open(tx)
    body = {
        "number": next_number(last, open_now),
        "case": key,
        "reason": words,
        "urgent": urgent,
        "chain": found.name,
        "steps": [[list(step.who), step.minutes] for step in found.steps],
        "repeat": found.repeat,
        "rules": rules_body(rules),
    }
    made = uuid7(tx.clock.now_ms(), os.urandom(10))
    journal.append(tx, NewEntry(Kind.ESCALATION_STARTED, f"escalation:{made}", body, who))
    project_escalation(tx, made)
    ask(tx, made, 0)
    return made


def answer(tx: Tx, who: str, escalation: str, act: str) -> str:
    """Somebody takes it, passes it on to the next step, or closes it, at a desk.

    Passing on lets the next step be asked by whoever's turn it is to ask: this station in a moment, or another.

    Args:
        who: login of who does it.
        act: of ``ACTS``.

    Returns:
        The state it has now.

    Raises:
        ValueError: there is no such act.
        NotFoundError: there is no such escalation.
        InputError: it is closed, somebody else has it, or no step is left.
    """
    if act not in ACTS.values():
        raise ValueError(act)
    row = tx.one(
        "SELECT number, state, holder, holder_name, held_at, position, closed_by FROM p_escalation WHERE id = ?",
        (escalation,),
    )
    if row is None:
        raise NotFoundError("There is no such escalation.", "List them to see those there are.")
    number, state, holder, name, held_at, position, closed_by = row
    by, by_name = speaker_at(tx, who)
    if state == "closed":
        raise InputError(
            Sentence("{number} was closed by {name}.", number=number, name=closed_by), "Start another one."
        )
    if act == "taken" and holder:
        words = Sentence("{number} is yours already.", number=number)
        if holder != by:
            words = Sentence(
                "{number}: already taken by {name} since {time}.", number=number, name=name, time=clock(held_at)
            )
        raise InputError(words, "Pass it on first where somebody else shall have it.")
    if act == "passed" and state == "exhausted":
        raise InputError(
            Sentence("{number} has no further step.", number=number), "Take it, or close it and start another one."
        )
    say(tx, who, escalation, act, by, by_name, position=position)
    call_off(tx)
    return str(tx.value("SELECT state FROM p_escalation WHERE id = ?", (escalation,)))
