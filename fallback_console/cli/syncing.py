"""Commands that look outside or at what waits for the outside: pull, sync, deliveries, conflicts, resolve, outage."""

from __future__ import annotations

import argparse
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager, suppress
from typing import TypeVar

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, iso, table
from fallback_console.compose.profile import Profile
from fallback_console.compose.station import Station
from fallback_console.domain.delivery import OPEN_STATES, DeliveryState
from fallback_console.domain.errors import CancelledByPerson, InputError, InUseError
from fallback_console.domain.events import EngineEvent, HealthChanged, PullProgress
from fallback_console.domain.playbook import parse_playbook
from fallback_console.resources_path import resource
from fallback_console.services import (
    backlog,
    broadcast_feed,
    dispatch,
    escalation_steps,
    outages,
    roll_call_asking,
    sync,
    sync_bulk,
)
from fallback_console.services.desk import Desk

__all__ = [
    "deliveries",
    "outage",
    "override",
    "pull",
    "resolve",
    "show_conflicts",
    "synchronise",
    "watch",
    "working_station",
]

T = TypeVar("T")

_LOOK_SECONDS = 0.1
_ASK_SECONDS = 60.0
_EVERYTHING = 1_000_000


def pull(args: argparse.Namespace, out: Output) -> int:
    """Bring the mirror up to date once."""
    with opened(args) as profile, working_station(profile, out) as station:
        done = station.engine.pull_now()
        try:
            _wait(done, args.timeout)
        except KeyboardInterrupt:
            station.engine.cancel_pull()
            raise CancelledByPerson(
                "The pull was stopped.", "What arrived is kept; the next pull goes on from there."
            ) from None
        out.result({"pulled": True}, "The mirror is up to date.")
    return 0


def synchronise(args: argparse.Namespace, out: Output) -> int:
    """Deliver what waits, until nothing can go further or the time is up.

    Exit status 0 where nothing is left, 9 where something still waits or needs a person.
    """
    with opened(args) as profile:
        if args.retry_all:
            _retry_all(profile)
        try:
            with working_station(profile, out):
                _drain(profile, args.timeout)
        except InUseError:
            out.progress("Another program of this data folder delivers; waiting for it.")
            _drain(profile, args.timeout)
        summary = profile.desk.read(backlog.summary)
        left = profile.desk.read(sync.deliveries)
        more = _more_to_make(profile)
        held = profile.desk.read(broadcast_feed.held)
    text = table(
        ["To", "Waiting", "Unknown", "Needs you", "Sent"],
        [
            [s.sink, str(s.waiting + s.in_flight), str(s.unknown), str(s.needs_attention), str(s.confirmed)]
            for s in summary
        ],
    )
    if held:
        text += f"\nNot made yet, because their broadcast is paused: {held}."
    out.result({"sinks": summary, "open": left, "paused": held}, text)
    return 9 if left or more or held else 0


def watch(args: argparse.Namespace, out: Output) -> int:
    """Run monitor, courier, puller and inbox without a window until interrupted or the time is up."""
    with suppress(ValueError, AttributeError):
        # Asked to end by the system, as by a person at the keyboard. Threads cannot set this, and need not.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    with opened(args) as profile, working_station(profile, out):
        end = None if args.timeout is None else time.monotonic() + args.timeout
        try:
            while end is None or time.monotonic() < end:
                time.sleep(_LOOK_SECONDS)
        except KeyboardInterrupt:
            out.progress("Stopped.")
        out.result({"sinks": profile.desk.read(backlog.summary)}, "")
    return 0


def deliveries(args: argparse.Namespace, out: Output) -> int:
    """Everything that is not yet confirmed, with the reason."""
    states = frozenset(DeliveryState(s) for s in args.state) if args.state else OPEN_STATES
    with opened(args) as profile:
        rows = profile.desk.read(sync.deliveries, states=states, sink=args.sink)
    shown = [
        [str(d.id), d.sink, d.state, d.case_number, d.summary, d.problem.message if d.problem else "", iso(d.made_at)]
        for d in rows
    ]
    out.result({"deliveries": rows}, table(["Id", "To", "State", "Case", "What", "Why", "Made"], shown))
    return 0


def show_conflicts(args: argparse.Namespace, out: Output) -> int:
    """Fields that were changed both here and there."""
    with opened(args) as profile:
        rows = profile.desk.read(sync.conflicts)
    shown = [
        [str(c.delivery_id), c.case_number, c.case_subject, c.field, c.base, c.mine, f"{c.theirs} ({c.theirs_by})"]
        for c in rows
    ]
    out.result({"conflicts": rows}, table(["Id", "Case", "Subject", "Field", "Was", "Mine", "Theirs"], shown))
    return 0


def resolve(args: argparse.Namespace, out: Output) -> int:
    """A person's word on one delivery: keep mine, theirs or another value; retry; drop; it arrived or it did not.

    About several at once what has one answer for all; exit status 9 where some stayed as they were.
    """
    with opened(args) as profile:
        if len(args.id) > 1:
            return _resolve_many(profile, args, out)
        desk, who, one = profile.desk, profile.settings.login, args.id[0]
        if args.keep:
            if args.keep == "edit" and args.value is None:
                raise InputError("The value to keep is missing.", "Give it with --value.")
            done = desk.command(sync.resolve_conflict, who, one, args.keep, args.value or "")
        elif args.ask:
            return _ask(profile, one, out)
        elif args.retry:
            done = desk.command(sync.retry, who, one)
        elif args.drop is not None:
            done = desk.command(sync.drop, who, one, args.drop)
        else:
            done = desk.command(sync.resolve_unknown, who, one, args.arrived == "yes")
        out.result({"saved": done.result()}, "saved.")
    return 0


def _resolve_many(profile: Profile, args: argparse.Namespace, out: Output) -> int:
    if args.ask or args.keep == "edit":
        raise InputError("This is done for one delivery at a time.", "Name one only.")
    if args.keep or args.retry:
        decision = args.keep or "retry"
    elif args.drop is not None:
        decision = "drop"
    else:
        decision = "arrived" if args.arrived == "yes" else "lost"
    command = profile.desk.command(sync_bulk.decide_many, profile.settings.login, args.id, decision, args.drop or "")
    decided = command.result()
    lines = [f"saved: {decided.done} of {len(set(args.id))}.", *(f"{one.id}: {one.why}" for one in decided.left)]
    out.result({"decided": decided}, "\n".join(lines))
    return 9 if decided.left else 0


def _retry_all(profile: Profile) -> None:
    """Everything that needs a person but for conflicts, which need a choice: bit by bit, so that nobody else has to wait."""
    rows = profile.desk.read(sync.deliveries, states={DeliveryState.NEEDS_ATTENTION}, limit=_EVERYTHING)
    ids = [row.id for row in rows if row.problem is None or row.problem.code != "conflict"]
    for start in range(0, len(ids), sync_bulk.MOST):
        part = ids[start : start + sync_bulk.MOST]
        profile.desk.command(sync_bulk.decide_many, profile.settings.login, part, "retry").result()


def _ask(profile: Profile, delivery_id: int, out: Output) -> int:
    """Exit status 9 where it did not arrive, so that it goes on waiting."""
    with working_station(profile, out) as station:
        arrived = _wait(station.engine.ask_gateway(delivery_id), _ASK_SECONDS)
    out.result({"arrived": arrived}, "It arrived." if arrived else "It did not arrive, and is sent again.")
    return 0 if arrived else 9


def override(args: argparse.Namespace, out: Output) -> int:
    """A supervisor's word on a system: up, down, or as the monitor sees it."""
    with opened(args) as profile:
        _require_supervisor(profile)
        profile.desk.command(
            outages.set_override, profile.settings.login, args.system, args.state, args.reason
        ).result()
        out.result({"overrides": profile.desk.read(outages.overrides)}, f"{args.system}: {args.state}.")
    return 0


def outage(args: argparse.Namespace, out: Output) -> int:
    """The running outage and those before; declare one or end it by a supervisor's word."""
    with opened(args) as profile:
        desk, who = profile.desk, profile.settings.login
        if args.declare:
            _require_supervisor(profile)
            now = profile.clock.now_ms()
            desk.command(outages.declare, who, tuple(args.declare), args.reason, now).result()
        elif args.end:
            _require_supervisor(profile)
            desk.command(outages.end, who, args.reason).result()
        elif args.tick or args.untick:
            _tick(desk, args.tick or args.untick, done=bool(args.tick))
        current = desk.read(outages.current)
        rows = desk.read(outages.history, 50)
    lines = []
    for o in rows:
        lines.append(f"{iso(o.since_at)} – {iso(o.over_at) or 'now'}  {', '.join(o.systems)}  (declared by {o.by})")
        lines += [f"  done: {s.step}  {iso(s.at)}  {s.who}" for s in o.steps if s.done]
    out.result({"current": current, "history": rows}, "\n".join(lines) or "No outage so far.")
    return 0


def _tick(desk: Desk, step: str, *, done: bool) -> None:
    """Tick a step of the playbook of the running outage, or of the last one."""
    text = resource("playbooks", "outage.en.md").read_text(encoding="utf-8")
    known = [line.step for line in parse_playbook(text) if line.step]
    if step not in known:
        raise InputError(f"The playbook has no step '{step}'.", f"Its steps are {', '.join(known)}.")
    newest = desk.read(outages.history, 1)
    if not newest:
        raise InputError("There has been no outage.", "Ticks belong to one; declare it first.")
    desk.command(outages.tick, desk.login, newest[0].id, step, done).result()


def _require_supervisor(profile: Profile) -> None:
    if profile.settings.role != "supervisor":
        raise InputError(
            "Only a supervisor may do this.", 'Ask a supervisor, or set role = "supervisor" in the settings.'
        )


@contextmanager
def working_station(profile: Profile, out: Output) -> Iterator[Station]:
    """The engine of a profile while a command needs it; what it tells goes to standard error.

    Raises:
        InUseError: another process runs it.
    """
    station = Station(profile)

    def tell(event: EngineEvent) -> None:
        if isinstance(event, HealthChanged):
            out.progress(f"{event.health.system}: {event.health.state} {event.health.detail}".rstrip())
        elif isinstance(event, PullProgress) and event.phase == "running":
            out.progress(f"pulled {event.seen}" + (f" of {event.total}" if event.total is not None else ""))

    station.listen(tell)
    station.start()
    try:
        yield station
    finally:
        station.stop()


def _wait(done: Future[T], timeout: float | None) -> T:
    """Wait so that an interrupt is seen at once, which a bare ``result`` would not on Windows."""
    end = None if timeout is None else time.monotonic() + timeout
    while end is None or time.monotonic() < end:
        try:
            return done.result(_LOOK_SECONDS)
        except NotYet:
            continue
    raise InputError("The time given was not enough.", "Give more with --timeout, or look at 'status'.")


def _more_to_make(profile: Profile) -> bool:
    """Whether messages of a broadcast, a roll call or an escalation are still to be made now."""
    desk, now = profile.desk, profile.clock.now_ms()
    if desk.read(broadcast_feed.running) or desk.read(roll_call_asking.due, now):
        return True
    return any(one.own for one in desk.read(escalation_steps.due, now))


def _drain(profile: Profile, timeout: float) -> None:
    """Until nothing waits any more, or the time is up. What needs a person does not hold it up."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if not profile.desk.read(dispatch.moving) and not _more_to_make(profile):
            return
        time.sleep(_LOOK_SECONDS)
