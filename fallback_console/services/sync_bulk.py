"""One decision about many deliveries, in one command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.delivery import OPEN_STATES
from fallback_console.domain.errors import ConsoleError, InputError, NotFoundError
from fallback_console.services import sync
from fallback_console.services.record import clean_line
from fallback_console.store import deliveries

if TYPE_CHECKING:
    from fallback_console.store.tx import Tx

__all__ = ["DECISIONS", "MOST", "Decided", "Left", "decide_many"]

MOST = 500
"""So many deliveries at once: more would keep everybody else's saving waiting."""

_DECISIONS: dict[str, Callable[[Tx, str, int, str], Any]] = {
    "retry": lambda tx, who, one, _: sync.retry(tx, who, one),
    "drop": lambda tx, who, one, reason: sync.drop(tx, who, one, reason),
    "mine": lambda tx, who, one, _: sync.resolve_conflict(tx, who, one, "mine"),
    "theirs": lambda tx, who, one, _: sync.resolve_conflict(tx, who, one, "theirs"),
    "arrived": lambda tx, who, one, _: sync.resolve_unknown(tx, who, one, True),
    "lost": lambda tx, who, one, _: sync.resolve_unknown(tx, who, one, False),
}

DECISIONS = tuple(_DECISIONS)


class Left(NamedTuple):
    """A delivery that could not be decided so, and why, in one sentence."""

    id: int
    why: str


class Decided(NamedTuple):
    """What one command did.

    Attributes:
        done: how many deliveries are decided, those included that went with an earlier one.
        left: those that stayed as they were.
    """

    done: int
    left: tuple[Left, ...]


def decide_many(tx: Tx, who: str, ids: Sequence[int], decision: str, reason: str = "") -> Decided:
    """Decide about deliveries one after the other; one that cannot be decided so stays and holds nothing up.

    Args:
        ids: at most ``MOST``.
        decision: of ``DECISIONS``.
        reason: for 'drop'.

    Raises:
        InputError: no such decision, too many deliveries, or nothing is to be dropped without a reason.
    """
    if decision not in _DECISIONS:
        raise InputError(f"There is no decision '{decision}'.", f"Choose one of {', '.join(DECISIONS)}.")
    if len(ids) > MOST:
        raise InputError(
            "These are too many deliveries at once.", f"Choose at most {MOST} and do it again for the rest."
        )
    if decision == "drop" and not clean_line(reason, "reason"):
        raise InputError("Dropping something needs a reason.", "Write why it shall not be sent.")
    wanted = list(dict.fromkeys(ids))
    were_open = {one for one in wanted if _is_open(tx, one)}
    done, left = 0, list[Left]()
    for one in wanted:
        # Whatever a refused decision began is taken back, and what others did stays.
        tx.execute("SAVEPOINT decision")
        try:
            _DECISIONS[decision](tx, who, one, reason)
            done += 1
        except (InputError, NotFoundError) as error:
            tx.execute("ROLLBACK TO decision")
            # A change given up takes later ones of its field along, a new case everything that waits for its number.
            if one in were_open and not _is_open(tx, one):
                done += 1
            else:
                left.append(Left(one, _sentence(error)))
        finally:
            tx.execute("RELEASE decision")
    return Decided(done, tuple(left))


def _is_open(tx: Tx, delivery_id: int) -> bool:
    try:
        return deliveries.get(tx, delivery_id).state in OPEN_STATES
    except NotFoundError:
        return False


def _sentence(error: ConsoleError) -> str:
    return error.message
