"""Keeping plans that came out of a file: shifts, absences, on-call times and overrides.

Plans are facts like a file's people: nobody can read the file again once it was deleted, and other stations never had it. An
import is written in portions, and one last word makes it count as a whole; an import that was cut changes nothing.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import InputError
from fallback_console.domain.shifts import KINDS, Span, folded
from fallback_console.services.roster import known_people
from fallback_console.store import journal
from fallback_console.store.shift_projection import project_shifts

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["MOST", "Planned", "Source", "finish", "keep_some", "look", "source_of", "sources", "steps"]

MOST = 50_000
"""So many spans in one import."""

_PORTION = 500


class Planned(NamedTuple):
    """What would come of an import.

    Attributes:
        counts: spans of each kind.
        unknown: whom the plans name and nobody of the team is, as written.
        same: the source says exactly that already.
        before: how many spans the source has now.
    """

    source: str
    spans: tuple[Span, ...]
    counts: dict[str, int]
    unknown: tuple[str, ...]
    same: bool
    before: int


class Source(NamedTuple):
    """Where plans came from.

    Attributes:
        at: when they were imported, UTC epoch milliseconds.
    """

    name: str
    rows: int
    actor: str
    at: int


def source_of(name: str) -> str:
    """The name under which a file's plans are kept.

    Raises:
        InputError: nothing of it is left.
    """
    plain = re.sub(r"[^\w.-]+", "-", name.strip().casefold()).strip("-.")[:60]
    if not plain:
        raise InputError("The plans need a name to be kept under.", "Give one with letters or digits.")
    return plain


def sources(r: Reading) -> list[Source]:
    """Every source there is."""
    return [Source(*row) for row in r.rows("SELECT source, rows, actor, at FROM p_shift_source ORDER BY source")]


def look(r: Reading, source: str, spans: Sequence[Span]) -> Planned:
    """What would come of an import; nothing is written.

    Raises:
        InputError: there are too many spans.
    """
    if len(spans) > MOST:
        raise InputError("These are too many shifts at once.", f"Import at most {MOST:,}, or fewer days.", limit=MOST)
    known = known_people(r)
    unknown: dict[str, str] = {}
    for span in spans:
        for who in filter(None, (span.who, span.other)):
            if folded(who) not in known:
                unknown.setdefault(folded(who), who)
    wanted = tuple(sorted(dict.fromkeys(spans), key=lambda s: (s.start, s.end, s)))
    before = [
        Span(*row)
        for row in r.rows(
            "SELECT kind, who, start_at, end_at, schedule, other, note FROM p_shift WHERE source = ? ORDER BY position",
            (source,),
        )
    ]
    counts = {kind: sum(span.kind == kind for span in wanted) for kind in KINDS}
    return Planned(source, wanted, counts, tuple(unknown.values()), list(wanted) == before, len(before))


def steps(who: str, planned: Planned, file: str) -> Iterator[tuple[Callable[..., Any], tuple[Any, ...]]]:
    """The commands that keep an import, one after the other; none where the source says it already."""
    if planned.same:
        return
    run = str(uuid.uuid4())
    for first in range(0, len(planned.spans), _PORTION):
        yield keep_some, (who, planned.source, run, first, planned.spans[first : first + _PORTION])
    yield finish, (who, planned.source, run, len(planned.spans), file)


def keep_some(tx: Tx, who: str, source: str, run: str, first: int, spans: Sequence[Span]) -> None:
    """Write down a portion of an import; it counts for nothing before ``finish``."""
    body = {"run": run, "first": first, "spans": [list(span) for span in spans]}
    journal.append(tx, NewEntry(Kind.SHIFTS_IMPORTED, f"shifts:{source}", body, who))


def finish(tx: Tx, who: str, source: str, run: str, rows: int, file: str) -> int:
    """The import is whole: from now on it stands for all that the source said before. Gives how many spans it has."""
    body = {"run": run, "rows": rows, "file": file[:200]}
    journal.append(tx, NewEntry(Kind.SHIFTS_REPLACED, f"shifts:{source}", body, who))
    project_shifts(tx, source)
    tx.touch("shift", source)
    return rows
