"""Chains of escalation: named steps of people that are asked one after the other. Supervisors set them; everybody goes by them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.escalation import (
    MOST_MINUTES,
    MOST_REPEATS,
    MOST_STEPS,
    REFERENCES,
    ChainStep,
    steps_from,
)
from fallback_console.domain.ids import uuid7
from fallback_console.domain.sentences import Sentence
from fallback_console.domain.shifts import folded
from fallback_console.services.record import clean_line, person_name
from fallback_console.services.rights import require_supervisor
from fallback_console.store import broadcast_people, journal, roster_rows
from fallback_console.store.escalation_projection import project_chain

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["Chain", "Choice", "chains", "choices", "meant", "name_of", "remove", "require_references", "save"]

_LONGEST_NAME = 60
_COLUMNS = "id, name, steps, repeat, by"


class Chain(NamedTuple):
    """A chain.

    Attributes:
        repeat: how often all of it is asked again where nobody took it.
        names: of everything that the steps ask, as people read it, in the order of the steps.
        by: login of who set it.
    """

    id: str
    name: str
    steps: tuple[ChainStep, ...]
    repeat: int
    names: tuple[tuple[str, ...], ...]
    by: str = ""


class Choice(NamedTuple):
    """Something that a step can ask.

    Attributes:
        reference: as ``ChainStep`` has it.
    """

    reference: str
    name: str


def save(
    tx: Tx, who: str, name: str, steps: Sequence[ChainStep], *, repeat: int = 0, chain: str = "", known: bool = True
) -> str:
    """Set a chain, '' for a new one; what was started before goes on as it was.

    Args:
        known: everybody named has to be known here.

    Returns:
        Its id.

    Raises:
        InputError: no supervisor works here, another chain is called so, or the steps cannot be.
        NotFoundError: there is no such chain.
    """
    require_supervisor(tx)
    called = clean_line(name, "name", limit=_LONGEST_NAME)
    if not called:
        raise InputError("The chain has no name.", "Give it one, so that others can choose it.")
    if not 1 <= len(steps) <= MOST_STEPS or not 0 <= repeat <= MOST_REPEATS:
        raise InputError(
            "A chain cannot be like this.",
            Sentence(
                "It has 1 to {steps} steps and is repeated up to {times} times.", steps=MOST_STEPS, times=MOST_REPEATS
            ),
        )
    for step in steps:
        if not step.who or not 1 <= step.minutes <= MOST_MINUTES:
            raise InputError(
                "A step cannot be like this.",
                Sentence("It asks somebody and has 1 to {most} minutes.", most=MOST_MINUTES),
            )
        require_references(tx, step.who, known=known)
    for other, taken in tx.rows("SELECT id, name FROM p_chain"):
        if other != chain and folded(taken) == folded(called):
            raise InputError("Another chain is called so.", "Give it another name, or change that one.")
    if chain and not tx.value("SELECT 1 FROM p_chain WHERE id = ?", (chain,)):
        raise NotFoundError("There is no such chain any more.", "Save it as a new one.")
    made = chain or uuid7(tx.clock.now_ms(), os.urandom(10))
    body = {
        "name": called,
        "steps": [[list(step.who), step.minutes] for step in steps],
        "repeat": repeat,
        "removed": False,
    }
    return _say(tx, who, made, body)


def remove(tx: Tx, who: str, chain: str) -> str:
    """Take a chain away; what was started by it goes on.

    Raises:
        InputError: no supervisor works here.
        NotFoundError: there is no such chain.
    """
    require_supervisor(tx)
    found = tx.one("SELECT name, steps, repeat FROM p_chain WHERE id = ?", (chain,))
    if found is None:
        raise NotFoundError("There is no such chain.", "List the chains to see those there are.")
    body = {"name": found[0], "steps": json.loads(found[1]), "repeat": found[2], "removed": True}
    return _say(tx, who, chain, body)


def chains(r: Reading) -> list[Chain]:
    """All chains by name."""
    return [_chain(r, *row) for row in r.rows(f"SELECT {_COLUMNS} FROM p_chain ORDER BY name COLLATE NOCASE, id")]


def meant(r: Reading, reference: str) -> Chain:
    """A chain by id or name; '' where there is only one.

    Raises:
        NotFoundError, InputError
    """
    found = chains(r)
    if reference:
        found = [one for one in found if one.id == reference or folded(one.name) == folded(reference)]
    if not found:
        raise NotFoundError(
            "There is no such chain." if reference else "There is no chain of escalation yet.",
            "A supervisor sets one with 'escalate chain set', or in the window.",
        )
    if len(found) > 1:
        named = ", ".join(one.name for one in found)
        raise InputError("There are several chains.", Sentence("Name one of them: {names}.", names=named))
    return found[0]


def name_of(r: Reading, reference: str) -> str:
    """What a step asks, by its own name: a person's, a group's, a schedule's; '' for whoever is on call by any schedule."""
    kind, _, key = reference.partition(":")
    return (person_name(r, key) or key) if kind == "person" else key


def choices(r: Reading, now: int) -> list[Choice]:
    """What a step can ask: who is on call, groups, teammates.

    Args:
        now: UTC epoch milliseconds.
    """
    day = 86_400_000
    schedules = {s.schedule for s in roster_rows.spans_between(r, now - 60 * day, now + 120 * day, ("oncall",))}
    found = [Choice(f"oncall:{schedule}", schedule) for schedule in sorted({"", *schedules})] if schedules else []
    found += [Choice(f"group:{name}", name) for name, _ in broadcast_people.groups(r)]
    people = sorted(roster_rows.team(r), key=lambda one: (one.sorted_by or one.name).casefold())
    return found + [Choice(f"person:{one.key}", one.name) for one in people]


def require_references(r: Reading, references: Sequence[str], *, known: bool = True) -> None:
    """See that everything named can be asked.

    Args:
        known: everybody named has to be known here.

    Raises:
        InputError: something cannot.
    """
    for reference in references:
        kind, _, key = reference.partition(":")
        if kind not in REFERENCES or (not key and kind != "oncall"):
            raise InputError(
                Sentence("A step cannot ask '{who}'.", who=reference), "Choose a person, a group or who is on call."
            )
        if known and kind == "person" and not person_name(r, key):
            raise InputError(
                Sentence("Nobody is known as '{who}'.", who=key), "Look them up with 'people' and give the key."
            )


def _say(tx: Tx, who: str, chain: str, body: dict[str, object]) -> str:
    journal.append(tx, NewEntry(Kind.CHAIN_SET, f"chain:{chain}", body, who))
    project_chain(tx, chain)
    return chain


def _chain(r: Reading, chain: str, name: str, text: str, repeat: int, by: str) -> Chain:
    steps = steps_from(json.loads(text))
    return Chain(chain, name, steps, repeat, tuple(tuple(name_of(r, one) for one in step.who) for step in steps), by)
