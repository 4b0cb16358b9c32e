"""Commands in which an agent does something: note, reply, take, set, log-call, sms, new, next, take-back."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from typing import Any

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output, epoch_ms, iso, printable
from fallback_console.compose.profile import Profile
from fallback_console.domain.errors import InputError
from fallback_console.domain.sms_text import measure
from fallback_console.domain.templates import unfilled
from fallback_console.services import bulk, calls, cases, holding, messages, people, queue
from fallback_console.services.record import Saved
from fallback_console.store.tx import Tx

__all__ = [
    "add_note",
    "case_key_of",
    "log_call",
    "new_case",
    "next_action",
    "parse_when",
    "person_key_of",
    "reply",
    "send_sms",
    "set_fields",
    "take",
    "take_back",
    "text_of",
    "whole_text_of",
]


def add_note(args: argparse.Namespace, out: Output) -> int:
    """An internal note on a case."""
    with opened(args) as profile:
        key = case_key_of(profile, args.case)
        text = whole_text_of(args.text)
        _saved(out, profile, profile.desk.command(cases.add_note, profile.settings.login, key, text).result())
    return 0


def reply(args: argparse.Namespace, out: Output) -> int:
    """An answer to the customer, sent by the helpdesk once it is back."""
    with opened(args) as profile:
        key = case_key_of(profile, args.case)
        text = whole_text_of(args.text)
        _saved(out, profile, profile.desk.command(cases.reply, profile.settings.login, key, text).result())
    return 0


def set_fields(args: argparse.Namespace, out: Output) -> int:
    """Change one field of a case or several, or one field of several cases; each is one change of its own."""
    wanted = {
        "status": args.status,
        "priority": None if args.priority is None else str(args.priority),
        "owner": args.owner,
        "queue": args.queue,
        "subject": args.subject,
        "due": None if args.due is None else _due_text(args.due),
    }
    changes = {name: value for name, value in wanted.items() if value is not None}
    if not changes:
        raise InputError(
            "Nothing to change was given.", "Add --status, --owner, --priority, --queue, --subject or --due."
        )
    if len(args.case) > 1:
        return _set_many(args, out, changes)
    with opened(args) as profile:
        key = case_key_of(profile, args.case[0])
        saved = profile.desk.command(_set_all, profile.settings.login, key, changes).result()
        _saved(out, profile, saved)
    return 0


def next_action(args: argparse.Namespace, out: Output) -> int:
    """What is to happen next on a case, and by when."""
    with opened(args) as profile:
        key = case_key_of(profile, args.case)
        due = parse_when(args.due) if args.due else None
        text = text_of(args.text)
        _saved(
            out, profile, profile.desk.command(cases.set_next_action, profile.settings.login, key, text, due).result()
        )
    return 0


def log_call(args: argparse.Namespace, out: Output) -> int:
    """A telephone call that was made or taken."""
    with opened(args) as profile:
        key = case_key_of(profile, args.case) if args.case else ""
        now = profile.clock.now_ms()
        call = calls.CallLog(
            direction=args.direction,
            number=args.number,
            person_key=person_key_of(profile, args.person),
            started_at=parse_when(args.started) if args.started else now - args.seconds * 1000,
            seconds=args.seconds,
            outcome=args.outcome,
            notes=args.notes or "",
            follow_up_at=parse_when(args.follow_up) if args.follow_up else None,
        )
        _saved(out, profile, profile.desk.command(calls.log_call, profile.settings.login, key, call).result())
    return 0


def send_sms(args: argparse.Namespace, out: Output) -> int:
    """A text message, to a number or to the customer of a case."""
    with opened(args) as profile:
        key = case_key_of(profile, args.case) if args.case else ""
        to = args.to or _customers_number(profile, key)
        text = whole_text_of(args.text)
        length = measure(text)
        saved = profile.desk.command(messages.send_sms, profile.settings.login, key, to, text).result()
        _saved(out, profile, saved, f" {length.parts} part(s), {length.encoding}.")
    return 0


def new_case(args: argparse.Namespace, out: Output) -> int:
    """A case for somebody who calls while the helpdesk is down."""
    with opened(args) as profile:
        new = cases.NewCase(
            subject=args.subject,
            queue=args.queue,
            text=text_of(args.text),
            priority=args.priority,
            owner=args.owner or "",
            person_key=person_key_of(profile, args.person),
            requestor=args.mail or "",
            phone=args.phone or "",
        )
        _saved(out, profile, profile.desk.command(cases.create_case, profile.settings.login, new).result())
    return 0


def take_back(args: argparse.Namespace, out: Output) -> int:
    """Something that was written, before anybody has tried to send it; its text is a draft again."""
    with opened(args) as profile:
        back = profile.desk.command(holding.take_back, profile.settings.login, args.entry).result()
    if not back.done:
        raise InputError(
            "This cannot be taken back: it is on its way, was sent, or was never to be sent.",
            "Look at 'case' how far it is, and write again to put it right.",
        )
    found = {"case_key": back.case_key, "mode": back.mode, "text": back.text}
    out.result(found, "taken back: nothing was sent; its text is a draft again." if back.mode else "taken back.")
    return 0


def parse_when(text: str) -> int:
    """A moment as a person types it, in the machine's zone where none is said; UTC epoch milliseconds.

    Raises:
        InputError: it is not ISO 8601, or no time that there is.
    """
    try:
        return epoch_ms(datetime.fromisoformat(text))
    except ValueError:
        raise InputError(
            "A date or time could not be read.", "Write it like 2026-11-30T16:00, with or without a zone."
        ) from None


def take(args: argparse.Namespace, out: Output) -> int:
    """Cases are mine from now on, and their customers with them; exit status 9 where somebody else is on one."""
    with opened(args) as profile:
        pks = [profile.desk.read(queue.find_case, reference).pk for reference in args.case]
        done = profile.desk.command(bulk.take_many, profile.settings.login, pks).result()
    said = [f"saved: {done.cases} case(s) taken"]
    if done.claimed:
        said.append(f"{done.claimed} customer(s) claimed")
    said += [f"not taken: #{one.case_number}, {printable(one.name)} is on the customer" for one in done.held]
    out.result(_done(done) | {"claimed": done.claimed, "held": done.held}, " · ".join([*said, *_left_out(done)]))
    return 9 if done.held else 0


def _set_many(args: argparse.Namespace, out: Output, changes: dict[str, str]) -> int:
    """One field of several cases, all of them or none."""
    if len(changes) > 1:
        raise InputError("Several cases take one field at a time.", "Run it once for each field.")
    ((field, value),) = changes.items()
    with opened(args) as profile:
        pks = [profile.desk.read(queue.find_case, reference).pk for reference in args.case]
        done = profile.desk.command(bulk.change_many, profile.settings.login, pks, field, value).result()
    out.result(_done(done), " · ".join([f"saved: {done.cases} case(s) changed", *_left_out(done)]))
    return 0


def _left_out(done: bulk.Done) -> list[str]:
    said = [f"{done.as_before} had it already"] if done.as_before else []
    return said + ([f"{done.left} left out: given up before the helpdesk knew them"] if done.left else [])


def _done(done: bulk.Done) -> dict[str, Any]:
    ids = [change.entry_id for change in done.changes]
    return {"entry_ids": ids, "cases": done.cases, "as_before": done.as_before, "left": done.left}


def _set_all(tx: Tx, who: str, key: str, changes: dict[str, str]) -> Saved:
    """All changes of one command, or none of them."""
    done = [cases.set_field(tx, who, key, name, value) for name, value in changes.items()]
    ids = tuple(i for saved in done for i in saved.entry_ids)
    sinks = tuple(dict.fromkeys(s for saved in done for s in saved.sinks))
    return Saved(ids, key, sinks)


def _due_text(text: str) -> str:
    return "" if text == "" else str(parse_when(text))


def case_key_of(profile: Profile, reference: str) -> str:
    """The key of a case given by number or key."""
    return profile.desk.read(queue.find_case, reference).key


def person_key_of(profile: Profile, reference: str | None) -> str:
    """The key of a person given by key or by a name that only one has."""
    if not reference:
        return ""
    return profile.desk.read(people.person_meant, reference).key


def _customers_number(profile: Profile, key: str) -> str:
    """The number to text the customer of a case on: a mobile before others."""
    customer = profile.desk.read(queue.case_detail, key).customer if key else None
    numbers = [] if customer is None else [n for n in customer.numbers if n.e164]
    numbers.sort(key=lambda n: n.kind != "mobile")
    if not numbers:
        raise InputError("No number is known to text to.", "Give one with --to.")
    return numbers[0].e164


def text_of(given: str) -> str:
    """Text as an argument, or from standard input for '-'."""
    return sys.stdin.read() if given == "-" else given


def whole_text_of(given: str) -> str:
    """The same for what goes to somebody.

    Raises:
        InputError: a place of a template is still to be filled.
    """
    text = text_of(given)
    if left := unfilled(text):
        raise InputError(f"The text still has {', '.join(left)} in it.", "Write what stands there, and send it again.")
    return text


def _saved(out: Output, profile: Profile, saved: Saved, more: str = "") -> None:
    if not saved.entry_ids:
        out.result({"saved": saved, "case": None}, "Nothing to change: it is so already.")
        return
    row = profile.desk.read(queue.find_case, saved.case_key) if saved.case_key else None
    where = f"#{row.number}" if row is not None else "without a case"
    waits = f" · waiting for {', '.join(saved.sinks)}" if saved.sinks else ""
    out.result({"saved": saved, "case": row}, f"saved {where} at {iso(profile.clock.now_ms())}{waits}.{more}")
