"""``reach``: a person over one path after the other, and how people wish to be reached."""

from __future__ import annotations

import argparse
import time
from contextlib import ExitStack
from typing import Any

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, iso, table
from fallback_console.cli.syncing import working_station
from fallback_console.cli.writing import case_key_of, person_key_of, whole_text_of
from fallback_console.compose.profile import Profile
from fallback_console.domain.errors import InputError, InUseError
from fallback_console.domain.numbers import parse
from fallback_console.domain.paths import CALLS, local_minutes, quiet_from, quiet_text
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.reaching import Step
from fallback_console.services import paths as path_service
from fallback_console.services import reach
from fallback_console.services.paths import Ladder
from fallback_console.services.reach import ReachRow
from fallback_console.services.record import Saved
from fallback_console.store.home import home_region

__all__ = ["allow", "list_all", "paths", "prefer", "show", "start", "stop"]

_LOOK_SECONDS = 0.2
_WHY = {
    "no-consent": "not wanted",
    "opted-out": "asked for no more texts",
    "no-sink": "nothing is connected that sends there",
    "impossible": "no number that can be called",
    "no-answer": "no answer",
    "wrong-number": "wrong number",
}
_STATES = {
    "planned": "will be tried",
    "calling": "called by the console, which reads it out",
    "waiting": "waiting",
    "silent": "no answer in time, may still arrive",
    "unknown": "nobody knows whether it arrived",
    "failed": "failed",
    "delivered": "delivered",
    "answered": "answered",
    "skipped": "skipped",
    "cancelled": "not needed",
}


def start(args: argparse.Namespace, out: Output) -> int:
    """Begin. With ``--wait`` exit status 0 where it arrived, 9 where it did not, or not yet."""
    if args.timeout is not None and not args.wait:
        raise InputError("Nothing waits here.", "Give --timeout together with --wait.")
    with opened(args) as profile:
        rules = _rules(profile)
        whom = _whom(profile, args.whom)
        case_key = case_key_of(profile, args.case) if args.case else ""
        saved = profile.desk.command(
            reach.start,
            profile.settings.login,
            whom,
            whole_text_of(args.text),
            rules,
            case_key=case_key,
            urgent=args.urgent,
        ).result()
        row = _row(profile, saved.entry_ids[0])
        if args.wait:
            row = _wait(profile, out, row, args.timeout)
        return _told(out, saved, row, 0 if not args.wait or row.state in ("delivered", "answered") else 9)


def list_all(args: argparse.Namespace, out: Output) -> int:
    """Who is being reached, and who was."""
    if not 1 <= args.limit <= 10_000:
        raise InputError("The limit must be between 1 and 10000.", "Leave it out for the usual number.")
    with opened(args) as profile:
        now = profile.clock.now_ms()
        rows = profile.desk.read(reach.listing, now, running_only=args.running, limit=args.limit)
    shown = [[iso(row.started_at), _name(row), row.state, _now_doing(row), row.id] for row in rows]
    text = table(["Since", "Whom", "State", "Now", "Id"], shown) if rows else "Nobody is being reached."
    out.result({"reaches": rows}, text)
    return 0


def show(args: argparse.Namespace, out: Output) -> int:
    """One of them with every path."""
    with opened(args) as profile:
        row = _row(profile, args.id)
    out.result({"saved": None, "reach": row}, _whole(row))
    return 0


def stop(args: argparse.Namespace, out: Output) -> int:
    """Try nothing more."""
    with opened(args) as profile:
        saved = profile.desk.command(reach.stop, profile.settings.login, args.id).result()
        return _told(out, saved, _row(profile, args.id), 0)


def allow(args: argparse.Namespace, out: Output) -> int:
    """Let one go on where it would wait."""
    if not args.urgent and not args.second_text:
        raise InputError("It was not said what to allow.", "Add --urgent or --second-text.")
    with opened(args) as profile:
        saved = profile.desk.command(
            reach.allow,
            profile.settings.login,
            args.id,
            urgent=args.urgent or None,
            second_sms=args.second_text or None,
        ).result()
        return _told(out, saved, _row(profile, args.id), 0)


def paths(args: argparse.Namespace, out: Output) -> int:
    """The paths to a person in their order."""
    with opened(args) as profile:
        ladder = _ladder(profile, _whom(profile, args.whom))
        now = profile.clock.now_ms()
    out.result({"saved": None, "ladder": _plain_ladder(ladder)}, _ladder_text(ladder, now))
    return 0


def prefer(args: argparse.Namespace, out: Output) -> int:
    """Write down how a person wishes to be reached."""
    if args.order is None and not args.yes and not args.no and args.quiet is None:
        raise InputError("No wish was given.", "Add --order, --yes, --no or --quiet.")
    order: list[str] | None = None
    if args.order is not None:
        order = [] if args.order == "usual" else [one.strip() for one in args.order.split(",") if one.strip()]
    with opened(args) as profile:
        whom = _whom(profile, args.whom)
        saved = profile.desk.command(
            path_service.prefer,
            profile.settings.login,
            whom,
            order=order,
            consent={**dict.fromkeys(args.yes, True), **dict.fromkeys(args.no, False)},
            quiet=_quiet(args.quiet),
        ).result()
        ladder = _ladder(profile, whom)
        now = profile.clock.now_ms()
    said = "saved." if saved.entry_ids else "Nothing to change: it is so already."
    out.result({"saved": saved, "ladder": _plain_ladder(ladder)}, f"{said}\n{_ladder_text(ladder, now)}")
    return 0


def _quiet(text: str | None) -> tuple[int, int] | str | None:
    if text is None:
        return ""
    if text == "usual":
        return path_service.AS_USUAL
    try:
        return quiet_from(text)
    except ValueError:
        raise InputError(
            "The quiet hours could not be read.", "Write them like 21:00-07:30, or none, or usual."
        ) from None


def _rules(profile: Profile) -> ReachRules:
    return profile.settings.reach or ReachRules()


def _whom(profile: Profile, reference: str) -> str:
    """A number, or a person by key, name or mail address."""
    number = parse(reference, profile.desk.read(home_region))
    if number.possible:
        return profile.desk.read(path_service.whom_of, number=number.e164)
    return profile.desk.read(path_service.whom_of, person_key=person_key_of(profile, reference))


def _ladder(profile: Profile, whom: str) -> Ladder:
    return profile.desk.read(path_service.ladder_of, whom, _rules(profile), profile.clock.now_ms())


def _row(profile: Profile, reach_id: str) -> ReachRow:
    return profile.desk.read(reach.shown, reach_id, profile.clock.now_ms())


def _told(out: Output, saved: Saved, row: ReachRow, status: int) -> int:
    said = "saved." if saved.entry_ids else "Nothing to change: it is so already."
    out.result({"saved": saved, "reach": row}, f"{said}\n{_whole(row)}")
    return status


def _wait(profile: Profile, out: Output, row: ReachRow, timeout: float | None) -> ReachRow:
    """Stay until it has ended, the time is up or nothing is left to try; it goes on without us in any case."""
    end = None if timeout is None else time.monotonic() + timeout
    told = ""
    with ExitStack() as stack:
        try:
            stack.enter_context(working_station(profile, out))
        except InUseError:
            out.progress("Another program of this data folder delivers; waiting for it.")
        while row.state == "trying" and (end is None or time.monotonic() < end):
            doing = _now_doing(row)
            if doing != told:
                told = doing
                out.progress(doing)
            time.sleep(_LOOK_SECONDS)
            row = _row(profile, row.id)
    return row


def _name(row: ReachRow) -> str:
    return row.name or row.whom.partition(":")[2]


def _now_doing(row: ReachRow) -> str:
    """What somebody who looks should know or do."""
    step = next((step for step in row.steps if step.state in ("waiting", "calling")), None)
    if row.state == "exhausted":
        return "no path is left: nobody was reached"
    if row.state != "trying":
        return ""
    if step is None:
        return "" if row.quiet_until is None else f"quiet hours there until {iso(row.quiet_until)}"
    if step.state == "calling":
        return f"the console calls {step.address} and reads it out, until {iso(step.until)}"
    if step.kind in CALLS:
        return f"CALL NOW: {step.address}, then log the call"
    return f"text to {step.address}, until {iso(step.until)}"


def _whole(row: ReachRow) -> str:
    lines = [f"{_name(row)}: {row.state}  {_now_doing(row)}".rstrip(), f"  {row.text}", f"  {row.id}"]
    return "\n".join([*lines, *(f"  {n}. {_step_text(step)}" for n, step in enumerate(row.steps, 1))])


def _step_text(step: Step) -> str:
    why = f": {_WHY.get(step.why, step.why)}" if step.why else ""
    return f"{step.kind:<6}{step.address}  {_STATES[step.state]}{why}"


def _ladder_text(ladder: Ladder, now: int) -> str:
    zone = ladder.zones[0]
    clock = divmod(local_minutes(now, zone), 60)
    lines = [
        f"{ladder.name or ladder.whom.partition(':')[2]}  local time {clock[0]:02d}:{clock[1]:02d} {zone}".rstrip(),
        f"Quiet hours: {quiet_text(ladder.quiet)}"
        + (f" (now, until {iso(ladder.quiet_until)})" if ladder.quiet_until is not None else ""),
    ]
    marks = {"failed": "failed lately", "down": "does not work now", "": ""}
    rows = [
        [
            r.path.id,
            _WHY.get(r.why, r.why) or "usable",
            marks[r.health],
            iso(r.success) if r.success else "",
        ]
        for r in ladder.rungs
    ]
    return "\n".join([*lines, table(["Path", "", "", "Last reached"], rows) if rows else "No path is known."])


def _plain_ladder(ladder: Ladder) -> dict[str, Any]:
    rungs = [
        {
            "id": rung.path.id,
            "kind": rung.path.kind,
            "address": rung.path.address,
            "shown": rung.path.shown,
            "usable": not rung.why,
            "why": rung.why,
            "health": rung.health,
            "last_success": rung.success or None,
        }
        for rung in ladder.rungs
    ]
    return {
        "whom": ladder.whom,
        "person_key": ladder.person_key,
        "name": ladder.name,
        "paths": rungs,
        "wishes": ladder.wishes,
        "quiet": ladder.quiet,
        "zones": ladder.zones,
        "quiet_until": ladder.quiet_until,
    }
