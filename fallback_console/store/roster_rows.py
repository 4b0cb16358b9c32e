"""Reading the team: who there is, what they have to do, and when they were heard of."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fallback_console.domain.entry import Kind
from fallback_console.domain.roster import Teammate, words_of
from fallback_console.domain.shifts import Span

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading

__all__ = ["calls_since", "incoming", "names_of", "open_cases", "said", "spans_between", "team"]

_TEAM = "p_person INDEXED BY p_person_team WHERE role IN ('team', 'expert')"
_SPAN = "kind, who, start_at, end_at, schedule, other, note"


def team(r: Reading) -> list[Teammate]:
    """Everybody of the team, without what changes by the minute."""
    numbers: dict[int, list[tuple[str, str]]] = {}
    for pk, kind, e164 in r.rows(
        f"SELECT person_pk, kind, e164 FROM p_number WHERE person_pk IN (SELECT pk FROM {_TEAM}) AND e164 <> ''"
        " ORDER BY person_pk, position"
    ):
        numbers.setdefault(pk, []).append((kind, e164))
    found = []
    for row in r.rows(
        "SELECT pk, key, name, reading, role, login, site, timezone, skills, languages, in_groups, emails, sorted_by"
        f" FROM {_TEAM} ORDER BY pk"
    ):
        mine = numbers.get(row[0], [])
        mobiles = [e164 for kind, e164 in mine if kind not in ("work", "home")]
        ways = [*(("sms", "call") if mobiles else ()), *(("desk",) if len(mine) > len(mobiles) else ())]
        pk, key, name, reading, role, login, site, timezone = row[:8]
        mate = Teammate(
            *(pk, key, name, reading, role, login, site, timezone),
            tuple((name, level) for name, level in json.loads(row[8])),
            tuple(json.loads(row[9])),
            tuple(json.loads(row[10])),
            (*ways, *(("mail", "slack") if row[11] != "[]" else ())),
            (mobiles or [e164 for _, e164 in mine] or [""])[0],
            row[12],
        )
        found.append(mate._replace(words=words_of(mate)))
    return found


def names_of(r: Reading) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    """By what plans may call everybody of the team: key, login, name, reading, mail addresses."""
    rows = r.rows(f"SELECT key, login, name, reading, emails FROM {_TEAM} ORDER BY pk DESC")
    return [(*row[:4], tuple(json.loads(row[4]))) for row in rows]


def said(r: Reading) -> dict[str, tuple[str, int]]:
    """Status and since when, by login, of who ever said anything."""
    return {login: (status, at) for login, status, at in r.rows("SELECT login, status, since_at FROM p_status")}


def open_cases(r: Reading) -> dict[str, int]:
    """How many open cases each login has."""
    return dict(
        r.rows(
            "SELECT owner, count(*) FROM p_case INDEXED BY p_case_owner WHERE closed = 0 AND owner <> '' GROUP BY owner"
        )
    )


def calls_since(r: Reading, since: int) -> dict[str, int]:
    """How many calls each login has logged since a moment, UTC epoch milliseconds."""
    return dict(
        r.rows(
            f"SELECT actor, count(*) FROM entry INDEXED BY entry_calls WHERE kind = '{Kind.CALL}' AND hlc >= ?"
            " GROUP BY actor",
            (f"{since:015d}",),
        )
    )


def incoming(r: Reading) -> dict[int, int]:
    """When the last text message of each teammate came in, by row number of the person, UTC epoch milliseconds."""
    # An entry's id begins with the time at which it was made, so the largest one is the last one.
    rows = r.rows(
        "SELECT person_pk, max((SELECT max(entry_id) FROM p_sms INDEXED BY p_sms_heard WHERE direction = 'in' AND"
        f" number = e164)) AS last FROM p_number WHERE e164 <> '' AND person_pk IN (SELECT pk FROM {_TEAM})"
        " GROUP BY person_pk HAVING last IS NOT NULL"
    )
    return {pk: int(last.replace("-", "")[:12], 16) for pk, last in rows}


def spans_between(r: Reading, start: int, end: int, kinds: Iterable[str] = ()) -> list[Span]:
    """What is planned within [start, end), whoever planned it."""
    wanted = tuple(kinds)
    only = f" AND kind IN ({', '.join('?' * len(wanted))})" if wanted else ""
    rows = r.rows(
        f"SELECT {_SPAN} FROM p_shift WHERE end_at > ? AND start_at < ?{only} ORDER BY start_at, source, position",
        (start, end, *wanted),
    )
    return [
        Span(kind, who, begin, until, schedule, other, note) for kind, who, begin, until, schedule, other, note in rows
    ]
