"""Ways to reach one person, in the order in which they are tried, and when not to disturb somebody.

A path is one way to one person: a text message to a mobile, a call to it, a call to a desk, mail, Slack, the hub. People have
a ladder of them, of which ``reaching`` climbs one rung after the other. Pure functions; the clock comes in as a number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from fallback_console.domain.mail_text import is_address
from fallback_console.domain.numbers import digits_of

if TYPE_CHECKING:
    from fallback_console.domain.views import NumberRow, PersonRow

__all__ = [
    "CALLS",
    "DISTURBING",
    "HUB",
    "KINDS",
    "NO_QUIET",
    "TEXTS",
    "Path",
    "Record",
    "Rung",
    "Why",
    "Wishes",
    "allowed",
    "by_wish",
    "consent_to",
    "first_of_all",
    "folded",
    "in_quiet",
    "is_quiet",
    "is_zone",
    "ladder",
    "local_minutes",
    "paths_of",
    "quiet_from",
    "quiet_text",
    "quiet_until",
    "why_not",
    "zones_of",
]

KINDS = ("sms", "call", "desk", "mail", "slack", "hub")
"""Kinds of paths in the order they are tried where nobody wishes another: text to a mobile, call to it, call to a desk phone."""

HUB = "hub"
"""The kind of path over which a question or words stand in the window of whoever works at a station of the team."""

CALLS = frozenset({"call", "desk"})
"""Paths on which a person speaks to a person."""

DISTURBING = CALLS | {"sms"}
"""Paths that ring or buzz: not used in somebody's quiet hours."""

TEXTS = frozenset({"sms", "mail", "slack", HUB})
"""Paths on which the same words are written to a person."""

NO_QUIET = (0, 0)
"""Somebody who may be disturbed at any time."""

_RECENT_MS = 24 * 3_600_000
"""For so long a failure counts against a path."""

_MOST_ZONES = 3
"""A number that may be in more zones than this tells nothing of its owner's night."""

_DAY = 24 * 60
_MINUTE = timedelta(minutes=1)
_WHOLE_MINUTES = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\s*[-–~〜]\s*([01]?\d|2[0-4]):([0-5]\d)")


class Why:
    """Why a path is not to be used; '' where it may be."""

    NONE = ""
    NO_CONSENT = "no-consent"
    """its owner does not want it"""
    OPTED_OUT = "opted-out"
    """its owner asked for no more text messages"""
    NO_SINK = "no-sink"
    """nothing is connected that takes a message for this sort of path"""
    IMPOSSIBLE = "impossible"
    """the number is none that could be called, the address none that mail could go to"""


class Path(NamedTuple):
    """One way to one person.

    Attributes:
        kind: of ``KINDS``.
        address: number in E.164, else as typed; mail address; login.
        shown: the address for people to read.
        zones: IANA names of the zones a number may be in.
        opted_out: no text message may go there.
    """

    kind: str
    address: str
    shown: str = ""
    zones: tuple[str, ...] = ()
    opted_out: bool = False

    @property
    def id(self) -> str:
        """What wishes and steps call it: 'sms:+447700900123'."""
        return f"{self.kind}:{self.address}"


class Wishes(NamedTuple):
    """What a person wishes of their paths, as it was written down.

    Attributes:
        order: kinds or ids of paths, the first to be tried first; others follow in their usual order.
        consent: by kind or id; an id has the word over its kind. What is not named, or None, was never asked and may be used.
        quiet: (from, to) in minutes since local midnight; None for the usual hours, ``NO_QUIET`` for none.
    """

    order: tuple[str, ...] = ()
    consent: Mapping[str, bool | None] = MappingProxyType({})
    quiet: tuple[int, int] | None = None


class Record(NamedTuple):
    """What is known of a path from its past, UTC epoch milliseconds; 0 for never.

    Attributes:
        success: when somebody was last reached over it.
        failure: when it last failed.
    """

    success: int = 0
    failure: int = 0


class Rung(NamedTuple):
    """A path with all that decides whether it is used.

    Attributes:
        why: of ``Why``.
        health: '' , 'failed' (it did lately) or 'down' (the system it needs is, or, of the hub, nobody was heard there lately).
        success: when somebody was last reached over it, UTC epoch milliseconds; 0 for never.
    """

    path: Path
    why: str = Why.NONE
    health: str = ""
    success: int = 0


def paths_of(person: PersonRow) -> tuple[Path, ...]:
    """Every path of a person, in the usual order.

    A number of which nobody said what it is may be a mobile. A number at work or at home is a desk phone.
    """
    found = [path for number in person.numbers for path in _of_number(number)]
    team = person.role != "customer"
    found += [Path("mail", mail, mail) for mail in person.emails]
    if team and person.emails:
        found.append(Path("slack", person.emails[0], person.emails[0]))
    # Who works at no station sees nothing there.
    if team and person.login:
        found.append(Path(HUB, person.key, person.name))
    once: dict[str, Path] = {}
    for path in found:
        once.setdefault(path.id, path)
    return tuple(sorted(once.values(), key=lambda path: KINDS.index(path.kind)))


def _of_number(number: NumberRow) -> tuple[Path, ...]:
    if number.raw.casefold().startswith("sip:"):
        return (Path("desk", number.raw, number.raw),)
    kinds = ("desk",) if number.kind in ("work", "home") else ("sms", "call")
    address = number.e164 or number.raw
    return tuple(Path(kind, address, number.shown or address, number.timezones, number.opted_out) for kind in kinds)


def folded(words: Iterable[Mapping[str, Any]]) -> Wishes:
    """What remains of wishes said one after the other; each names only what it changes.

    Args:
        words: bodies of ``paths.set`` entries, oldest first.
    """
    order: tuple[str, ...] = ()
    consent: dict[str, bool | None] = {}
    quiet: tuple[int, int] | None = None
    for word in words:
        if "order" in word:
            order = tuple(str(one) for one in word["order"])
        consent |= {str(path): None if may is None else bool(may) for path, may in word.get("consent", {}).items()}
        if "quiet" in word:
            span = word["quiet"]
            quiet = None if span is None else (int(span[0]), int(span[1]))
    return Wishes(order, MappingProxyType(consent), quiet)


def allowed(wishes: Wishes, path: Path) -> bool:
    """Whether its owner lets a path be used."""
    return consent_to(wishes, path) is not False


def consent_to(wishes: Wishes, path: Path) -> bool | None:
    """What its owner said of a path or else of its kind; None where nobody asked."""
    own = wishes.consent.get(path.id)
    return wishes.consent.get(path.kind) if own is None else own


def ladder(
    paths: Sequence[Path],
    wishes: Wishes = Wishes(),  # noqa: B008 - immutable
    records: Mapping[str, Record] = MappingProxyType({}),
    down: Collection[str] = (),
    now: int = 0,
    sinks: Collection[str] = DISTURBING,
) -> tuple[Rung, ...]:
    """The paths in the order in which they are to be tried; those that may not be used stand at the end with the reason.

    A path whose system is down comes after all that work. One that failed lately comes after those that did not, unless its
    owner chose its place. Paths that nothing tells apart stay in the order they came in.

    Args:
        records: by id of the path.
        down: kinds or ids of paths that do not work now.
        now: UTC epoch milliseconds.
        sinks: kinds of paths that this station has something for.
    """

    def place(rung: Rung) -> tuple[bool, bool, int, bool, int]:
        chosen = _chosen(wishes, rung.path)
        stepped_back = rung.health == "failed" and chosen == len(wishes.order)
        return bool(rung.why), rung.health == "down", chosen, stepped_back, KINDS.index(rung.path.kind)

    return tuple(sorted((_rung(path, wishes, records, down, now, sinks) for path in paths), key=place))


def by_wish(rungs: Iterable[Rung], wishes: Wishes, usual: Sequence[Path]) -> tuple[Rung, ...]:
    """The same rungs in the order that their owner wishes, whether or not they may be used and work.

    Args:
        usual: all paths in the usual order.
    """
    places = {path.id: n for n, path in enumerate(usual)}

    def place(rung: Rung) -> tuple[int, int]:
        return _chosen(wishes, rung.path), places[rung.path.id]

    return tuple(sorted(rungs, key=place))


def first_of_all(rungs: Iterable[Rung], wishes: Wishes, kind: str) -> tuple[Rung, ...]:
    """The same rungs, those of one kind that work before all others; what has a place of its owner's wish keeps it.

    Args:
        rungs: as ``ladder`` gives them.
    """

    def place(rung: Rung) -> int:
        if rung.why or rung.health == "down":
            return 2
        if _chosen(wishes, rung.path) < len(wishes.order):
            return 0
        return 1 if rung.path.kind == kind and not rung.health else 2

    return tuple(sorted(rungs, key=place))


def _chosen(wishes: Wishes, path: Path) -> int:
    """The place its owner gave a path, or behind all that have one."""
    return next((n for n, one in enumerate(wishes.order) if one in (path.id, path.kind)), len(wishes.order))


def _rung(
    path: Path,
    wishes: Wishes,
    records: Mapping[str, Record],
    down: Collection[str],
    now: int,
    sinks: Collection[str],
) -> Rung:
    record = records.get(path.id, Record())
    failed = record.failure > record.success and now - record.failure < _RECENT_MS
    health = "down" if path.kind in down or path.id in down else "failed" if failed else ""
    return Rung(path, why_not(path, wishes, sinks), health, record.success)


def why_not(path: Path, wishes: Wishes, sinks: Collection[str] = DISTURBING) -> str:
    """Why a path is not to be used, of ``Why``; '' where it may be.

    Args:
        sinks: kinds of paths that this station has something for.
    """
    if not allowed(wishes, path):
        return Why.NO_CONSENT
    if path.kind == "sms" and path.opted_out:
        return Why.OPTED_OUT
    if path.kind not in sinks:
        return Why.NO_SINK
    if path.kind == HUB:
        return Why.NONE
    if path.kind in ("mail", "slack"):
        return Why.NONE if is_address(path.address) else Why.IMPOSSIBLE
    number = path.address.startswith("+") or (path.kind in CALLS and _dialable(path.address))
    return Why.NONE if number else Why.IMPOSSIBLE


def _dialable(address: str) -> bool:
    """A SIP address, or a number that only works inside the house."""
    return address.casefold().startswith("sip:") or 2 <= len(digits_of(address)) <= 15


def zones_of(own: str, paths: Iterable[Path], home: str) -> tuple[str, ...]:
    """Zones a person may be in: the one that is known of them, else those of their numbers, else this station's.

    Args:
        own: IANA name, '' where nobody knows.
        home: IANA name of this station's zone, '' for the machine's own.
    """
    if _zone(own) is not None:
        return (own,)
    telling = (path.zones for path in paths if len(path.zones) <= _MOST_ZONES)
    if of_numbers := dict.fromkeys(zone for zones in telling for zone in zones if _zone(zone) is not None):
        return tuple(of_numbers)
    return (home if _zone(home) is not None else "",)


def is_zone(name: str) -> bool:
    """Whether there is a zone of this IANA name."""
    return _zone(name) is not None


def _zone(name: str) -> ZoneInfo | None:
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # no such zone, or a name that is none
        return None


def quiet_from(text: str) -> tuple[int, int]:
    """Quiet hours as people write them: '21:00-08:00', or '' or 'none' for none.

    Raises:
        ValueError: it is neither.
    """
    if text.strip().casefold() in ("", "none"):
        return NO_QUIET
    found = _WHOLE_MINUTES.fullmatch(text.strip())
    span = (0, 0) if found is None else (_minutes(found[1], found[2]), _minutes(found[3], found[4]))
    if found is None or max(span) > _DAY or abs(span[0] - span[1]) == _DAY:
        raise ValueError("quiet hours are written like 21:00-08:00")
    return span[0] % _DAY, span[1] % _DAY


def _minutes(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes)


def quiet_text(quiet: tuple[int, int]) -> str:
    """Quiet hours as ``quiet_from`` reads them."""
    if quiet[0] == quiet[1]:
        return "none"
    return "-".join(f"{at // 60:02d}:{at % 60:02d}" for at in quiet)


def local_minutes(now: int, zone: str) -> int:
    """Minutes since midnight in a zone.

    Args:
        now: UTC epoch milliseconds.
        zone: IANA name, '' for the machine's own.
    """
    local = _local(now, zone)
    return local.hour * 60 + local.minute


def is_quiet(now: int, zones: Sequence[str], quiet: tuple[int, int]) -> bool:
    """Whether it is somebody's quiet time in any of the zones they may be in.

    Args:
        now: UTC epoch milliseconds.
        quiet: (from, to) in minutes since local midnight, over midnight where from is after to.
    """
    return any(in_quiet(local_minutes(now, zone), quiet) for zone in zones)


def in_quiet(minute: int, quiet: tuple[int, int]) -> bool:
    """Whether a minute of the day lies in the quiet time, which may go over midnight."""
    begin, end = quiet
    return begin <= minute < end if begin <= end else minute >= begin or minute < end


def quiet_until(now: int, zones: Sequence[str], quiet: tuple[int, int]) -> int | None:
    """When somebody may be disturbed again: the first whole minute that is quiet in none of the zones.

    Clocks that are put forward or back are as people live them: what counts is the time the clock on the wall shows.

    Args:
        now: UTC epoch milliseconds.

    Returns:
        None where it is not quiet now. Where it is always quiet in some zone or other, the first one alone counts.
    """
    if not is_quiet(now, zones, quiet):
        return None
    at = now
    # A round for each zone, and one for each change of the clocks that lies between; else there is no such minute.
    for _ in range(4 * len(zones)):
        pushed = max(_end_in(at, zone, quiet) for zone in zones)
        if pushed == at:
            return at
        at = pushed
    return quiet_until(now, zones[:1], quiet) if len(zones) > 1 else None


def _end_in(now: int, zone: str, quiet: tuple[int, int]) -> int:
    """The end of a quiet time that is on in a zone, ``now`` where none is."""
    local = _local(now, zone)
    minute = local.hour * 60 + local.minute
    if not in_quiet(minute, quiet):
        return now
    at = (local - timedelta(seconds=local.second, microseconds=local.microsecond)).astimezone(UTC)
    left = (quiet[1] - minute) % _DAY
    direct = at + timedelta(minutes=left)
    if _local(_ms(direct), zone).utcoffset() == local.utcoffset():
        return _ms(direct)
    # The clocks change before it ends: one minute after the other.
    for _ in range(2 * _DAY):
        at += _MINUTE
        if not in_quiet(local_minutes(_ms(at), zone), quiet):
            break
    return _ms(at)


def _local(now: int, zone: str) -> datetime:
    # None is the machine's own zone.
    return datetime.fromtimestamp(now / 1000, UTC).astimezone(_zone(zone))


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)
