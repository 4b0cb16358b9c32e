"""One text message to many people: whom it goes to, what each of them reads, and when a second person has to look at it first.

Who is asked for and who gets it are two things. ``decide`` goes through everybody who was asked for, gives each at most one
message, and says of everybody else why not, so that nobody is left out in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from fallback_console.domain.errors import InputError
from fallback_console.domain.paths import in_quiet, quiet_from
from fallback_console.domain.sms_text import measure
from fallback_console.domain.templates import fill, unfilled

__all__ = [
    "FILLED",
    "LONGEST",
    "REASONS",
    "STATES",
    "Audience",
    "Policy",
    "Recipient",
    "Someone",
    "Totals",
    "audience_from",
    "decide",
    "digest_of",
    "needs_review",
    "policy_from",
    "quiet_at",
    "text_for",
    "totals",
    "wanted_text",
]

FILLED = ("customer", "me")
"""Places of a text that a broadcast can fill: the recipient's name and who starts it."""

LONGEST = 1530
"""Longest text of one message, characters: ten GSM-7 parts."""

REASONS = (
    "opted-out",
    "no-number",
    "impossible",
    "no-mobile",
    "no-gateway",
    "same-number",
    "same-person",
    "quiet",
    "no-name",
    "too-long",
    "refused",
)
"""Why somebody who was asked for gets no message: wants none, has no number, none that can exist, none that takes texts, one in
a country that no gateway serves, one that somebody else of them has, gets it already, it is night there, a place for the name stays
empty, the filled text is too long, the message could not be made when it was its turn."""

STATES = ("queued", "sent", "delivered", "answered", "failed", "unknown", "cancelled", "left_out")
"""What became of it for one person; each is in exactly one of these."""


class Policy(NamedTuple):
    """What an organisation wants of broadcasts.

    Attributes:
        review_above: with more recipients than this a second person has to approve; 0 for never.
        urgent_skips_review: an urgent one needs nobody's approval.
        quiet: minutes of the day, from and to, in which nobody is texted in their own zone; None for no such time.
    """

    review_above: int = 100
    urgent_skips_review: bool = False
    quiet: tuple[int, int] | None = None


class Audience(NamedTuple):
    """Who is asked for; whoever fits any part of it.

    Attributes:
        role: of ``domain.person.ROLES``; with ``search`` both have to fit. '' for any, where there are words.
        search: words as in the people's search.
        group: name of a group.
        people: keys of chosen people.
        numbers: as typed.
    """

    role: str = ""
    search: str = ""
    group: str = ""
    people: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


class Someone(NamedTuple):
    """Somebody who was asked for.

    Attributes:
        person: key, '' for a typed number that nobody is known to have.
        numbers: those that take texts, in E.164, the one to use first at the front.
        typed: what there is to show where no number takes texts; '' for nothing.
        opted_out: the owner of one of the numbers wants no texts.
        zones: IANA names of the zones the person may be in; empty where none is known.
    """

    person: str
    name: str
    numbers: tuple[str, ...] = ()
    typed: str = ""
    opted_out: bool = False
    zones: tuple[str, ...] = ()
    problem: str = ""


class Recipient(NamedTuple):
    """Somebody who was asked for, with what was decided.

    Attributes:
        number: E.164, or as typed where ``reason`` says that it cannot be used.
        reason: of ``REASONS``; '' for who gets the message.
    """

    number: str
    person: str
    name: str
    reason: str = ""


def digest_of(numbers: Iterable[str]) -> str:
    """What tells one set of recipients from another, however many they are."""
    return blake2b("\n".join(sorted(numbers)).encode(), digest_size=16).hexdigest()


class Totals(NamedTuple):
    """What a broadcast comes to.

    Attributes:
        people: everybody who was asked for.
        recipients: who gets it.
        parts: of all messages together.
        longest: parts of the longest one, 0 where there is none.
        left_out: how many get nothing, by reason.
    """

    people: int
    recipients: int
    parts: int
    longest: int
    left_out: dict[str, int]


def policy_from(values: Mapping[str, Any]) -> Policy:
    """What IT's file says.

    Raises:
        ValueError: it cannot be.
    """
    unknown = set(values) - {"review_above", "urgent_skips_review", "quiet"}
    if unknown:
        raise ValueError(f"there is no '{sorted(unknown)[0]}'")
    above = values.get("review_above", 100)
    if type(above) is not int or above < 0:
        raise ValueError("review_above is a whole number, 0 for never")
    skips = values.get("urgent_skips_review", False)
    if not isinstance(skips, bool):
        raise ValueError("urgent_skips_review is true or false")
    quiet = values.get("quiet", "")
    if not isinstance(quiet, str):
        raise ValueError("quiet hours are written like 21:00-08:00")
    span = quiet_from(quiet)
    return Policy(above, skips, span if span[0] != span[1] else None)


def quiet_at(minute: int, quiet: tuple[int, int] | None) -> bool:
    """Whether a minute of the day lies in the quiet time; never where there is none."""
    return quiet is not None and in_quiet(minute, quiet)


def needs_review(policy: Policy, recipients: int, *, urgent: bool) -> bool:
    """Whether a second person has to approve before so many get it."""
    return 0 < policy.review_above < recipients and not (urgent and policy.urgent_skips_review)


def audience_from(body: Mapping[str, Any]) -> Audience:
    """An audience out of an entry."""
    return Audience(
        body.get("role", ""),
        body.get("search", ""),
        body.get("group", ""),
        tuple(body.get("people", ())),
        tuple(body.get("numbers", ())),
    )


def wanted_text(text: str) -> str:
    """A text that can be sent to many.

    Raises:
        InputError: it is empty, too long, or has places that cannot be filled for many.
    """
    if not text:
        raise InputError("The message is empty.", "Write something first.")
    if len(text) > LONGEST:
        raise InputError("The message is too long.", f"Shorten it to {LONGEST:,} characters.", limit=LONGEST)
    left = [place for place in unfilled(text) if place.strip("{}") not in FILLED]
    if left:
        raise InputError(
            f"A broadcast cannot fill {', '.join(left)}.", "Take it out; {customer} and {me} can be filled."
        )
    return text


def text_for(text: str, name: str, me: str) -> str:
    """What one recipient reads."""
    return fill(text, {"customer": name, "me": me})


def decide(
    asked: Iterable[Someone],
    text: str,
    me: str,
    is_quiet: Callable[[tuple[str, ...]], bool],
    is_served: Callable[[str], bool] = bool,
) -> list[Recipient]:
    """Who gets it and who does not, in the order they were asked for: no number and no person twice.

    Args:
        is_quiet: whether it is night in zones; always False for what is urgent.
        is_served: whether a gateway reaches a number.
    """
    numbers: set[str] = set()
    people: set[str] = set()
    places = unfilled(text)
    named = "{customer}" in places
    found = []
    for one in asked:
        number = one.numbers[0] if one.numbers else ""
        reason = one.problem or _reason(one, number, numbers, people)
        if not reason and not is_served(number):
            reason = "no-gateway"
        elif not reason and named and not one.name:
            reason = "no-name"
        elif not reason and places and len(text_for(text, one.name, me)) > LONGEST:
            reason = "too-long"
        if not reason and is_quiet(one.zones):
            reason = "quiet"
        if not reason:
            numbers.add(number)
            if one.person:
                people.add(one.person)
        found.append(Recipient(number or one.typed, one.person, one.name, reason))
    return found


def _reason(one: Someone, number: str, numbers: set[str], people: set[str]) -> str:
    if one.person and one.person in people:
        return "same-person"
    if not number:
        return "no-mobile" if one.typed else "no-number"
    if one.opted_out:
        return "opted-out"
    return "same-number" if number in numbers else ""


def totals(found: Sequence[Recipient], text: str, me: str) -> Totals:
    """What it comes to."""
    going = [one for one in found if not one.reason]
    if unfilled(text):
        parts = [measure(text_for(text, one.name, me)).parts for one in going]
    else:
        parts = [measure(text).parts] * len(going)
    left = Counter(one.reason for one in found if one.reason)
    return Totals(len(found), len(going), sum(parts), max(parts, default=0), {r: left[r] for r in REASONS if left[r]})
