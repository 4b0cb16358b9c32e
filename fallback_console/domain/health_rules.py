"""The rules that turn observations of one system into its state.

A ``Track`` is what is remembered of one system; ``advance`` is the only thing that moves it. All durations are measured on the
steady clock (``Now.seconds``), so a wall clock that is set back or forth changes what is shown, never what is decided.

* A failed probe makes the system SUSPECT, ``fail_threshold`` failures in a row of one probe make it DOWN. A success in between
  starts the count anew, so a link that drops packets is SUSPECT at worst.
* From SUSPECT it is UP again after ``success_threshold`` good answers in a row; from DOWN it is RECOVERING after the first,
  UP after ``success_threshold``; one failure throws RECOVERING back to DOWN.
* A system with several probes (mail: IMAP and SMTP) is down when one of them is, and up when all of them are.
* After DOWN nothing is delivered until ``hold_down`` has passed; going down again within ``flap_window`` doubles it.
* A refused sign-in is an answer: the system is reachable. It is shown as its own problem, and nothing is delivered with a
  sign-in that is known to be refused.
* A vendor's incident never changes a state alone; while it is fresh, one failure fewer is enough for DOWN. A status page that
  says nothing, or cannot be read, is evidence for nothing.
* While this station itself is offline failures say nothing of the system: counts start anew and the state is unknown, except
  that DOWN stays DOWN until the system has answered. A system that answers all the same (it may stand in the next room) is
  believed. A captive portal answers in everybody's name: while the canaries meet one, only answers that a portal cannot give
  (``PROVEN``) are believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from fallback_console.domain.health import Finding, Observation, State, SystemHealth
from fallback_console.domain.timing import Timing

__all__ = [
    "INTERNET",
    "OVERRIDES",
    "PROVEN",
    "VENDOR_PROBE",
    "Network",
    "Now",
    "Track",
    "adopt_down",
    "advance",
    "awake",
    "health",
    "interval",
    "is_vendor_probe",
    "judge_network",
    "network_health",
    "override",
    "start",
    "steady",
]

VENDOR_PROBE = "status-page"
"""Probes of this name, alone or as a prefix, read what a vendor says of itself."""

INTERNET = "internet"
"""Name under which this station's own network is shown."""

PROVEN = frozenset({"banner", "body", "authorised"})
"""Stages of good answers that nobody but the system itself can have given."""

OVERRIDES = ("auto", "up", "down")
"""What a supervisor can say of a system."""


class Network(StrEnum):
    """What the canaries say of this station's own network."""

    ONLINE = "online"
    OFFLINE = "offline"
    CAPTIVE = "captive"
    """Something answers in the canaries' name with another answer: a captive portal or a filter."""


@dataclass(frozen=True, slots=True)
class Now:
    """One moment on both clocks.

    Attributes:
        wall_ms: UTC epoch milliseconds; for what is shown and recorded.
        seconds: steady seconds; for everything that is measured.
    """

    wall_ms: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Row:
    """What is remembered of one probe: how many of the last answers were alike.

    Attributes:
        fails, oks: length of the present row of failures or good answers; one of them is 0.
        first_fail_at: when the present row of failures began, UTC epoch milliseconds.
        newest: the last observation.
        seen: steady seconds of the last observation.
    """

    fails: int = 0
    oks: int = 0
    first_fail_at: int | None = None
    newest: Observation | None = None
    seen: float = 0.0


@dataclass(frozen=True, slots=True)
class Track:
    """What is remembered of one system.

    Attributes:
        system: its name.
        state: as the probes have it, before an override.
        since_at: when that state began; for SUSPECT and DOWN the first failed probe. UTC epoch milliseconds.
        rows: (name of the probe, its row) in alphabetical order, of every probe it has, seen or not.
        held_until: steady seconds until which nothing is delivered, None where no outage came before.
        came_up: steady seconds when it last came up after being down, None for never.
        flaps: how often it went down again shortly after coming up.
        sign_in: its newest answer refused our sign-in.
        override: a supervisor's word: 'auto', 'up' or 'down'.
        override_at: since when, UTC epoch milliseconds.
        down_at: first failed probe of the present or last time it was down, UTC epoch milliseconds.
        offline: its newest failure came while this station was offline.
        checked_at: last observation of a direct probe, UTC epoch milliseconds.
        detail: one sentence on the newest evidence.
    """

    system: str
    state: State
    since_at: int
    rows: tuple[tuple[str, _Row], ...]
    held_until: float | None = None
    came_up: float | None = None
    flaps: int = 0
    sign_in: bool = False
    override: str = "auto"
    override_at: int = 0
    down_at: int = 0
    offline: bool = False
    checked_at: int | None = None
    detail: str = ""


def is_vendor_probe(name: str) -> bool:
    """Whether a probe of this name reads a vendor's status page instead of looking at the system itself."""
    return name == VENDOR_PROBE or name.startswith(f"{VENDOR_PROBE}-")


def start(system: str, probes: Iterable[str], now: Now) -> Track:
    """A system of which nothing is known yet.

    Args:
        probes: names of all its probes; it counts as up only when each of the direct ones has answered.
    """
    rows = tuple((name, _Row()) for name in sorted(set(probes)))
    return Track(system, State.UNKNOWN, now.wall_ms, rows)


def adopt_down(track: Track, since_at: int) -> Track:
    """A system that was down when the program last ran: down until it has answered, as if the program had never stopped."""
    return replace(
        track, state=State.DOWN, since_at=since_at, down_at=since_at, detail="Down when the program was started."
    )


def override(track: Track, word: str, now: Now) -> Track:
    """The same system under a supervisor's word ('auto', 'up' or 'down').

    Raises:
        ValueError: another word.
    """
    if word not in OVERRIDES:
        raise ValueError(f"not an override: {word}")
    if word == track.override:
        return track
    return replace(track, override=word, override_at=now.wall_ms)


def awake(track: Track, now: Now) -> Track:
    """The machine slept: what was counted before says nothing about now; an outage goes on until the system has answered."""
    return _forget(track, now, offline=False)


def advance(
    track: Track,
    observations: Sequence[Observation],
    now: Now,
    timing: Timing,
    network: Network = Network.ONLINE,
) -> Track:
    """The track after some observations.

    Args:
        observations: of this system, in the order in which they were made; may be empty when only time has passed.
        network: what the canaries said after the observations were made.
    """
    for observation in observations:
        track = _take(track, observation, now, network)
    if track.offline and network is Network.ONLINE:
        track = replace(track, offline=False)
    if not observations or track.offline:
        return track
    # Judged once for all of them, so that it does not matter which of several probes spoke first.
    track = _judge(track, now, timing)
    return replace(track, sign_in=_sign_in(track), detail=_detail(track))


def _take(track: Track, observation: Observation, now: Now, network: Network) -> Track:
    """Count one observation, or forget all counts where it shows that this station is offline."""
    row = dict(track.rows).get(observation.probe, _Row())
    row = replace(row, newest=observation, seen=now.seconds)
    if observation.finding is Finding.VENDOR_INCIDENT or is_vendor_probe(observation.probe):
        return _put(track, observation.probe, row)
    failed = observation.finding is Finding.FAILED
    proven = observation.finding in (Finding.OK, Finding.SLOW) and observation.stage in PROVEN
    track = replace(track, checked_at=observation.at)
    if (failed and network is not Network.ONLINE) or (not proven and network is Network.CAPTIVE):
        return _forget(_put(track, observation.probe, row), now, offline=True)
    if failed:
        first = observation.at if row.first_fail_at is None else row.first_fail_at
        row = replace(row, fails=row.fails + 1, oks=0, first_fail_at=first)
    else:
        row = replace(row, fails=0, oks=row.oks + 1, first_fail_at=None)
    return replace(_put(track, observation.probe, row), offline=False)


def _judge(track: Track, now: Now, timing: Timing) -> Track:
    """Move the state according to the rows."""
    rows = _direct(track)
    if not rows:
        return track  # only a status page is read: nothing is known of the system itself
    enough = timing.vendor_threshold if _vendor_incident(track, now, timing) else timing.fail_threshold
    failing = [row for row in rows if row.fails]
    dead = any(row.fails >= enough for row in failing)
    answered = all(row.oks for row in rows)
    settled = all(row.oks >= timing.success_threshold for row in rows)
    first_fail = min((row.first_fail_at for row in failing if row.first_fail_at is not None), default=now.wall_ms)
    match track.state:
        case State.DOWN | State.RECOVERING:
            if failing:
                return _move(track, State.DOWN, track.down_at)
            if settled:
                return _come_up(track, now, timing)
            return _move(track, State.RECOVERING, now.wall_ms) if answered else track
        case _:
            if dead:
                return _go_down(track, first_fail, now, timing)
            if failing:
                return _move(track, State.SUSPECT, first_fail)
            healthy = settled if track.state is State.SUSPECT else answered
            return _move(track, State.UP, now.wall_ms) if healthy else track


def _go_down(track: Track, since_at: int, now: Now, timing: Timing) -> Track:
    """Down; soon after coming up it counts as flapping."""
    again = track.came_up is not None and now.seconds - track.came_up <= timing.flap_window
    return replace(_move(track, State.DOWN, since_at), down_at=since_at, flaps=track.flaps + 1 if again else 0)


def _come_up(track: Track, now: Now, timing: Timing) -> Track:
    """Up after an outage: with a hold-down, the longer the more it flapped."""
    factor = min(timing.flap_limit, 2.0 ** min(track.flaps, 16))
    held_until = now.seconds + timing.hold_down * factor
    return replace(_move(track, State.UP, now.wall_ms), held_until=held_until, came_up=now.seconds)


def _move(track: Track, state: State, since_at: int) -> Track:
    """The same track in another state; one that already is in it keeps its beginning."""
    return track if track.state is state else replace(track, state=state, since_at=since_at)


def _forget(track: Track, now: Now, *, offline: bool) -> Track:
    """Start all counts anew: DOWN stays, a recovery has to begin again, all else is unknown."""
    rows = tuple((name, replace(row, fails=0, oks=0, first_fail_at=None)) for name, row in track.rows)
    track = replace(track, rows=rows, offline=offline, sign_in=False)
    if track.state is State.RECOVERING:
        track = _move(track, State.DOWN, track.down_at)
    if track.state is not State.DOWN:
        track = _move(track, State.UNKNOWN, now.wall_ms)
    return replace(track, detail="This station itself is offline." if offline else "Not looked at yet since waking up.")


def _put(track: Track, probe: str, row: _Row) -> Track:
    """The track with the row of one probe replaced."""
    return replace(track, rows=tuple(sorted({**dict(track.rows), probe: row}.items(), key=lambda item: item[0])))


def _direct(track: Track) -> list[_Row]:
    """The rows of the probes that look at the system itself."""
    return [
        row
        for name, row in track.rows
        if not is_vendor_probe(name) and not (row.newest and row.newest.finding is Finding.VENDOR_INCIDENT)
    ]


def _vendor_incident(track: Track, now: Now, timing: Timing) -> bool:
    """Whether the vendor reports an incident, and lately."""
    return any(
        row.newest is not None
        and row.newest.finding is Finding.VENDOR_INCIDENT
        and now.seconds - row.seen <= timing.vendor_fresh
        for _, row in track.rows
    )


def _sign_in(track: Track) -> bool:
    """Whether the newest answer of a direct probe refused our sign-in."""
    return any(row.newest is not None and row.newest.finding is Finding.SIGN_IN for row in _direct(track))


def _detail(track: Track) -> str:
    """The sentence that matters most: a failure, else a refused sign-in, else a vendor's incident, else the newest answer."""
    order = (Finding.FAILED, Finding.SIGN_IN, Finding.VENDOR_INCIDENT, Finding.SLOW, Finding.OK)
    said = [
        (order.index(row.newest.finding), -row.seen, name, row.newest.detail)
        for name, row in track.rows
        if row.newest is not None and (not is_vendor_probe(name) or row.newest.finding is Finding.VENDOR_INCIDENT)
    ]
    return min(said)[3] if said else track.detail


def steady(track: Track, now: Now) -> bool:
    """Whether the system is up, by a supervisor's word or by its probes with the hold-down over."""
    if track.override != "auto":
        return track.override == "up"
    held = track.held_until is not None and now.seconds < track.held_until
    return track.state is State.UP and not track.offline and not held


def health(track: Track, now: Now) -> SystemHealth:
    """What is shown of the system and what the courier goes by."""
    state, since_at = track.state, track.since_at
    if track.override != "auto":
        state, since_at = State(track.override), track.override_at
    by_word = track.override == "up"
    return SystemHealth(
        system=track.system,
        state=state,
        since_at=since_at,
        checked_at=track.checked_at,
        deliverable=steady(track, now) and (by_word or not track.sign_in),
        sign_in=track.sign_in,
        override=track.override,
        offline=track.offline and track.override == "auto",
        detail=track.detail,
        evidence=tuple(row.newest for _, row in track.rows if row.newest is not None),
    )


def interval(track: Track, probe: str, timing: Timing) -> float:
    """Seconds from the end of a probe to its next start, before jitter."""
    if is_vendor_probe(probe):
        return timing.vendor_every
    match track.state:
        case State.SUSPECT | State.RECOVERING:
            return timing.suspect_every
        case State.DOWN:
            return timing.down_every
        case _:
            return timing.probe_every


def judge_network(observations: Sequence[Observation]) -> Network:
    """What one round of canaries means.

    One canary that answers as it should is proof of a network. Without any canaries nothing can be said against the network.
    A canary whose stage is 'body' reached something that is not the canary.
    """
    if not observations or any(o.finding in (Finding.OK, Finding.SLOW) for o in observations):
        return Network.ONLINE
    return Network.CAPTIVE if any(o.stage == "body" for o in observations) else Network.OFFLINE


def network_health(network: Network, since_at: int, observations: Sequence[Observation]) -> SystemHealth:
    """This station's own network as the health strip shows it."""
    details = {
        Network.ONLINE: "This station is online.",
        Network.OFFLINE: "This station is offline: none of the canaries answers.",
        Network.CAPTIVE: "A sign-in page or a filter stands between this station and the internet.",
    }
    online = network is Network.ONLINE
    return SystemHealth(
        system=INTERNET,
        state=State.UP if online else State.DOWN,
        since_at=since_at,
        checked_at=max((o.at for o in observations), default=None),
        offline=not online,
        detail=details[network],
        evidence=tuple(observations),
    )
