"""Watch rules: so many cases of one sort within so many minutes, and who is paged then.

A sort of case is what a helpdesk's tags stand for: words of the subject, a queue, a least priority, the customer's organisation.
A wave is told once. Which firings of a rule are one wave follows from the times of their cases and from the cases themselves, never
from when or where it was noticed; so every station comes to the same, in whatever order, and however often, firings come.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from fallback_console.domain.search_terms import Term, query_terms, tokens
from fallback_console.domain.shifts import folded

__all__ = [
    "ACTOR",
    "AHEAD_CASES",
    "AHEAD_MS",
    "COUNTS",
    "LANGUAGES",
    "LONGEST_NAME",
    "MINUTE",
    "MINUTES",
    "MOST_NAMED",
    "MOST_PRIORITY",
    "MOST_REST",
    "MOST_WATCHERS",
    "WHYS",
    "Condition",
    "Counted",
    "Facts",
    "Fired",
    "Window",
    "due_window",
    "far_back",
    "leaders",
    "matches",
    "reason_for",
    "sane_now",
    "within",
]

ACTOR = "rule"
"""Who begins what a rule began, and closes what was begun twice."""

MINUTE = 60_000

COUNTS, MINUTES = (2, 1000), (1, 1440)
"""Fewest and most cases, and minutes, of a rule."""

MOST_REST, MOST_PRIORITY, MOST_WATCHERS, LONGEST_NAME = 7 * 1440, 1_000_000, 100, 60

WHYS = ("", "chain-gone", "failed")
"""Why a firing paged nobody although its rule has a chain: that is not there any more; the escalation could not be begun."""

LANGUAGES = ("en", "ja")

MOST_NAMED = 5
"""So many cases are named in what people are texted."""

AHEAD_MS, AHEAD_CASES = 10 * MINUTE, 3
"""So many of the helpdesk's cases so far ahead of this machine's clock mean that the clock is wrong, not the cases."""

_LATE_MS = 15 * MINUTE
"""A wave that was over longer ago than this, and than the rule's minutes, pages nobody: it came in with a pull after an outage."""

_REASONS = {
    "en": "{name}: {count} cases in {minutes} min: {cases}",
    "ja": "{name}：{minutes}分間に{count}件: {cases}",
}


class Condition(NamedTuple):
    """What a case has to be; all of it, and nothing of it means every case.

    Attributes:
        words: all of them in the subject, found as by a search: the last may be the beginning of a word.
        queue: its name, '' for any.
        priority: the least, 0 for any.
        organisation: words of the customer's, '' for any.
    """

    words: str = ""
    queue: str = ""
    priority: int = 0
    organisation: str = ""


class Facts(NamedTuple):
    """What of a case a condition looks at."""

    subject: str
    queue: str
    priority: int
    organisation: str


class Counted(NamedTuple):
    """A case that a rule counts.

    Attributes:
        at: when it was made, UTC epoch milliseconds: by the helpdesk, or here where it was made here.
        names: by which stations know it: its key, and the helpdesk's where it was made here and has come there.
        number: as people call it.
    """

    at: int
    names: tuple[str, ...]
    number: str
    subject: str = ""


class Window(NamedTuple):
    """Cases that are enough."""

    start: int
    end: int
    cases: tuple[Counted, ...]


class Fired(NamedTuple):
    """One firing of a rule, as it was written down.

    Attributes:
        id: of its entry.
        hlc: of its entry.
        start, end: of the first and the last case, UTC epoch milliseconds.
        rest: milliseconds before and after in which it is the same wave.
        names: of all its cases, all that each is known by.
    """

    id: str
    hlc: str
    start: int
    end: int
    rest: int
    names: frozenset[str]

    def covers(self, at: int) -> bool:
        """Whether a case of this time belongs to this wave."""
        return self.start - self.rest <= at <= self.end + self.rest


def matches(condition: Condition, facts: Facts) -> bool:
    """Whether a case is of that sort."""
    return (
        facts.priority >= condition.priority
        and (not condition.queue or folded(facts.queue) == folded(condition.queue))
        and within(condition.words, facts.subject)
        and within(condition.organisation, facts.organisation)
    )


def within(words: str, text: str) -> bool:
    """Whether all words are in a text, as a search finds them; no words are in every text."""
    terms = _terms(words)
    if not terms:
        # Signs alone are no words: they are looked for as they stand.
        return folded(words) in folded(text)
    found = _tokens(text)
    return all(
        any(token.startswith(term.text) for token in found) if term.prefix else term.text in found for term in terms
    )


@lru_cache(maxsize=256)
def _terms(words: str) -> tuple[Term, ...]:
    return tuple(query_terms(words))


@lru_cache(maxsize=8192)
def _tokens(text: str) -> frozenset[str]:
    return frozenset(tokens(text))


def sane_now(now: int, newest: Sequence[int]) -> int:
    """The time to go by: this machine's, unless several of the helpdesk's newest cases lie far ahead of it.

    One case with a date in the future is that case's fault and counts when its time comes. Several are the clock's; by it old cases
    would look new.

    Args:
        newest: when the helpdesk's newest cases were made, in any order, UTC epoch milliseconds.
    """
    ahead = sorted(newest, reverse=True)[AHEAD_CASES - 1 : AHEAD_CASES]
    return ahead[0] if ahead and ahead[0] > now + AHEAD_MS else now


def far_back(minutes: int) -> int:
    """How far before now a case may count, milliseconds."""
    return minutes * MINUTE + max(minutes * MINUTE, _LATE_MS)


def due_window(cases: Iterable[Counted], count: int, minutes: int, waves: Iterable[Fired], now: int) -> Window | None:
    """The first window that is full and has not been told; None where there is none.

    Cases ahead of now do not count before their time, nor do windows that were over long ago.

    Args:
        waves: what the rule has fired, those that lead their wave.
        now: UTC epoch milliseconds.
    """
    told = list(waves)
    known = frozenset(name for wave in told for name in wave.names)
    span = minutes * MINUTE
    left = sorted(
        {
            one.names[0]: one
            for one in cases
            if one.at <= now and known.isdisjoint(one.names) and not any(wave.covers(one.at) for wave in told)
        }.values()
    )
    since = now - max(span, _LATE_MS)
    for last in range(count - 1, len(left)):
        first = left[last - count + 1]
        if left[last].at >= since and left[last].at - first.at <= span:
            # Whatever else came in the same minutes is told with it.
            all_of_it = tuple(one for one in left[last - count + 1 :] if one.at - first.at <= span)
            return Window(first.at, all_of_it[-1].at, all_of_it)
    return None


def leaders(fired: Iterable[Fired]) -> dict[str, str]:
    """To which wave each firing belongs: the id of the one that was written first, its own where it is that one.

    Two are one wave where they have a case in common, or the rest of the first reaches to the other.
    """
    leading: list[Fired] = []
    found: dict[str, str] = {}
    for one in sorted({one.id: one for one in fired}.values(), key=lambda one: one.hlc):
        first = next((wave for wave in leading if _same(wave, one)), None)
        if first is None:
            leading.append(one)
        found[one.id] = one.id if first is None else first.id
    return found


def _same(wave: Fired, other: Fired) -> bool:
    near = other.start <= wave.end + wave.rest and other.end >= wave.start - wave.rest
    return near or not wave.names.isdisjoint(other.names)


def reason_for(language: str, name: str, minutes: int, numbers: Sequence[str]) -> str:
    """What whoever is paged has to do with."""
    code = language if language in LANGUAGES else LANGUAGES[0]
    more = " …" if len(numbers) > MOST_NAMED else ""
    cases = ", ".join(number[:20] for number in numbers[:MOST_NAMED]) + more
    return _REASONS[code].format(name=name, count=len(numbers), minutes=minutes, cases=cases)
