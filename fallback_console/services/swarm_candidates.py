"""Whom to ask into a swarm: by skill, group and language, with whether they are at work, how they are reached and what they have to do."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.languages import language_code
from fallback_console.domain.person import TEAM_ROLES
from fallback_console.domain.roster import HUB_FRESH_MS, RosterRow
from fallback_console.domain.swarm import Facts, fit, is_external, not_offered
from fallback_console.services import roster
from fallback_console.services.paths import kinds_down, ladder_of, sinks_for
from fallback_console.services.swarm_record import members
from fallback_console.store.shown_person import head_of

if TYPE_CHECKING:
    from fallback_console.domain.reach_rules import ReachRules
    from fallback_console.store.tx import Reading

__all__ = ["Candidate", "Wanted", "candidates"]

_USABLE = ("sms", "call", "desk")


class Wanted(NamedTuple):
    """What somebody is looked for by; '' leaves it open.

    Attributes:
        level: of the skill at least, 0 for any.
        language: a code or a name.
        search: words as typed, all of which occur in what is known of them.
        externals: also partners.
        person: key of the only one who is looked for, whoever they are; nothing else counts then. '' for everybody.
    """

    skill: str = ""
    level: int = 0
    group: str = ""
    language: str = ""
    search: str = ""
    externals: bool = False
    person: str = ""


class Candidate(NamedTuple):
    """Somebody who may be asked.

    Attributes:
        level: of the wanted skill, 0 where it is not told; without a wanted skill their best.
        status: of ``entry.OWN_STATUSES``; '' for who is not of the team.
        on_shift: a shift is under way.
        on_call: schedules by which they are on call now.
        ways: kinds of paths that lead to them and work now, 'hub' first where their station was heard a moment ago.
        quiet_until: end of their quiet hours, UTC epoch milliseconds; None where it is none.
        heard_at: the last sign of life, 0 for never; ``heard_over`` as ``domain.roster.Heard``.
        swarms: short numbers of the open ones they are in.
        asked: their state in this swarm, '' for none.
        why: of ``domain.swarm.NOT_OFFERED``; '' for who is offered.
    """

    person: str
    name: str
    login: str
    external: bool
    skills: tuple[tuple[str, int], ...]
    level: int
    languages: tuple[str, ...]
    groups: tuple[str, ...]
    status: str
    on_shift: bool
    on_call: tuple[str, ...]
    ways: tuple[str, ...]
    quiet_until: int | None
    heard_at: int
    heard_over: str
    open_cases: int
    swarms: tuple[int, ...]
    asked: str
    why: str


class _Card(NamedTuple):
    person: str
    name: str
    login: str
    external: bool
    skills: tuple[tuple[str, int], ...]
    languages: tuple[str, ...]
    groups: tuple[str, ...]
    row: RosterRow | None


def candidates(
    r: Reading, who: str, wanted: Wanted, rules: ReachRules, now: int, *, swarm: str = "", limit: int = 60
) -> list[Candidate]:
    """Who fits, those who are offered first and the best of them before the others; then the rest with the reason.

    Args:
        who: login of the person who works here.
        swarm: id of the one they are looked for, '' before there is one.
        limit: at most so many.
    """
    cards = [card for card in _cards(r, who, wanted, now) if wanted.person or _fits(card, wanted)]
    asked = {one.who: one.state for one in members(r, swarm)} if swarm else {}
    busy = _busy(r)
    down, sinks = kinds_down(r), sinks_for(r)
    found = []
    for card in cards:
        try:
            ladder = ladder_of(r, f"person:{card.person}", rules, now, down=down, sinks=sinks)
        except ConsoleError:
            continue
        row, key = card.row, f"person:{card.person}"
        usable = [
            one.path.kind for one in ladder.rungs if not one.why and one.health != "down" and one.path.kind in _USABLE
        ]
        fresh = row is not None and row.heard.over in ("hub", "here") and now - row.heard.at <= HUB_FRESH_MS
        ways = (*(("hub",) if fresh else ()), *dict.fromkeys(usable))
        state = asked.get(key, "")
        numbers = tuple(busy.get(key, ()))
        facts = Facts(
            state,
            _level(card.skills, wanted.skill),
            row.status if row is not None else "",
            bool(row is not None and row.plan.on_call),
            ways,
            ladder.quiet_until is not None,
            card.external,
            row.open_cases if row is not None else 0,
            len(numbers),
        )
        one = Candidate(
            person=card.person,
            name=card.name,
            login=card.login,
            external=card.external,
            skills=card.skills,
            level=facts.level,
            languages=card.languages,
            groups=card.groups,
            status=facts.status,
            on_shift=bool(row is not None and row.plan.shift),
            on_call=row.plan.on_call if row is not None else (),
            ways=ways,
            quiet_until=ladder.quiet_until,
            heard_at=row.heard.at if row is not None else 0,
            heard_over=row.heard.over if row is not None else "",
            open_cases=facts.open_cases,
            swarms=numbers,
            asked=state,
            why=not_offered(facts),
        )
        found.append((fit(facts), card.name, one))
    return [one for _, _, one in sorted(found, key=lambda each: each[:2])][:limit]


def _cards(r: Reading, who: str, wanted: Wanted, now: int) -> Iterable[_Card]:
    only = head_of(r, wanted.person) if wanted.person else ""
    asked = roster.Asked(search="" if only else wanted.search)
    for row in roster.listing(r, who, asked, now).rows:
        mate = row.mate
        if only and mate.key != only:
            continue
        yield _Card(
            *(mate.key, mate.name or mate.login, mate.login, is_external(mate.role)),
            *(mate.skills, mate.languages, mate.groups, row),
        )
    if not (wanted.externals or only):
        return
    words = [] if only else wanted.search.casefold().split()
    which, values = ("key = ?", (only,)) if only else ("role = 'partner'", ())
    for key, name, organisation, skills, languages, groups, role in r.rows(
        "SELECT key, name, organisation, skills, languages, in_groups, role FROM p_person"
        f" WHERE {which} ORDER BY name, pk",
        values,
    ):
        if role not in TEAM_ROLES and all(word in f"{name} {organisation} {skills}".casefold() for word in words):
            yield _Card(
                *(key, name or organisation or "?", "", True),
                tuple((each, level) for each, level in json.loads(skills)),
                *(tuple(json.loads(languages)), tuple(json.loads(groups)), None),
            )


def _fits(card: _Card, wanted: Wanted) -> bool:
    if wanted.skill:
        levels = [level for name, level in card.skills if wanted.skill.casefold() in name.casefold()]
        if not levels or max(levels) < wanted.level:
            return False
    if wanted.group and wanted.group.casefold() not in (name.casefold() for name in card.groups):
        return False
    if wanted.language:
        code = (language_code(wanted.language) or wanted.language.casefold()).partition("-")[0]
        return code in (one.partition("-")[0] for one in card.languages)
    return True


def _level(skills: Iterable[tuple[str, int]], wanted: str) -> int:
    """Of the wanted skill; of the best one where none is wanted."""
    return max((level for name, level in skills if wanted.casefold() in name.casefold()), default=0)


def _busy(r: Reading) -> dict[str, list[int]]:
    """In which open swarms people are, by 'person:<key>'."""
    found: dict[str, list[int]] = {}
    for who, number in r.rows(
        "SELECT m.who, s.number FROM p_swarm s INDEXED BY p_swarm_open JOIN p_swarm_member m ON m.swarm = s.id"
        " WHERE s.state = 'open' AND m.state = 'accepted' AND m.role <> 'watcher' ORDER BY s.number"
    ):
        found.setdefault(who, []).append(number)
    return found
