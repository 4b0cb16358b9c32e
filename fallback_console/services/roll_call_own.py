"""Roll calls that ask whoever works at this station: what stands in their own window until they have answered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.errors import NotFoundError
from fallback_console.domain.roll_call import Answer, text_for
from fallback_console.services.people import called
from fallback_console.store.same_person import parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fallback_console.store.tx import Reading

__all__ = ["CHANGE_MS", "Question", "keys_of", "place_of", "questions"]

CHANGE_MS = 60_000
"""For so long after they gave an answer in their own window it stands there to be changed."""

_MINE = (
    "SELECT b.id, t.position, b.title, b.texts, b.started_by, iif(t.asked_at > 0, t.asked_at, b.started_at), t.language, t.since,"
    " t.accounted, t.answer FROM p_roll_to t INDEXED BY p_roll_to_person JOIN p_roll b ON b.id = t.roll"
)


class Question(NamedTuple):
    """A roll call that asks somebody.

    Attributes:
        roll, position: where their answer belongs.
        text: in their language.
        asked_by: login of who began it; ``name`` is what they are called.
        asked_at: UTC epoch milliseconds.
        answer: what they answered in their own window a moment ago; '' where they have not answered.
        change_until: for so long that stands there to be changed, UTC epoch milliseconds; 0 where they have not answered.
    """

    roll: str
    position: int
    title: str
    text: str
    asked_by: str
    name: str
    asked_at: int
    answer: str = ""
    change_until: int = 0


def questions(r: Reading, login: str, now: int) -> list[Question]:
    """What open roll calls ask somebody, the oldest first; also what they answered in their own window a moment ago.

    Over which path they were asked does not matter; who is still to be asked is not.

    Args:
        now: UTC epoch milliseconds.
    """
    # Most of the time there is none, and nobody has to be looked up.
    if not r.value("SELECT 1 FROM p_roll INDEXED BY p_roll_open WHERE closed_at = 0 LIMIT 1"):
        return []
    keys = keys_of(r, login)
    if not keys:
        return []
    rows = r.rows(
        f"{_MINE} WHERE t.person <> '' AND t.person IN ({_marks(keys)}) AND b.closed_at = 0 AND t.state <> 'queued'"
        " AND t.reason <> 'no-consent' AND (t.accounted = 0 OR t.since > ?) ORDER BY b.started_at, b.id, t.position",
        (*keys, now - CHANGE_MS),
    )
    found: dict[str, Question] = {}
    for roll, position, title, texts, by, asked_at, language, since, accounted, kept in rows:
        answer, until = "", 0
        if accounted:
            said = Answer(*json.loads(kept))
            if said.how != "hub" or said.by != login:
                continue
            answer, until = said.answer, since + CHANGE_MS
        text = text_for(json.loads(texts), language)
        one = Question(roll, position, title, text, by, called(r, by), asked_at, answer, until)
        # Whose records were merged since may stand there twice.
        found.setdefault(roll, one)
    return list(found.values())


def place_of(r: Reading, login: str, roll: str) -> int:
    """Where somebody stands in a roll call.

    Raises:
        NotFoundError: it does not ask them.
    """
    keys = keys_of(r, login)
    row = r.one(
        f"SELECT position FROM p_roll_to WHERE roll = ? AND person <> '' AND person IN ({_marks(keys)}) ORDER BY position LIMIT 1",
        (roll, *keys),
    )
    if row is None:
        raise NotFoundError("This roll call does not ask you.", "Look at 'roll-call show' for whom it asks.")
    return int(row[0])


def keys_of(r: Reading, login: str) -> Sequence[str]:
    """Keys of all records of the person who works under a login."""
    if not login:
        return []
    heads = r.rows(
        "SELECT key FROM p_person INDEXED BY p_person_team WHERE role IN ('team', 'expert') AND login = ?", (login,)
    )
    return list(dict.fromkeys(key for (head,) in heads for key in (head, *parts_of(r, head))))


def _marks(keys: Sequence[str]) -> str:
    return ", ".join("?" * len(keys))
