"""Calls of a day: what everybody rang, and what nobody took."""

from __future__ import annotations

from fallback_console.compose.gallery.pretended import MINUTE, World
from fallback_console.domain.telephone import CallState, PhoneCall
from fallback_console.domain.views import CaseFilter, CaseSort, PersonRow
from fallback_console.services import calls, missed_calls, queue

__all__ = ["calls_of_the_day", "missed_of_the_day"]

_HOUR = 60 * MINUTE


def _customer(world: World, key: str) -> PersonRow | None:
    return world.store.read(lambda r: queue.case_detail(r, key)).customer


def missed_of_the_day(world: World, now: int) -> None:
    """A customer whom nobody rang today called twice in vain, a stranger once, and somebody who hides the number."""
    rows = world.store.read(lambda r: queue.list_cases(r, CaseFilter(), CaseSort.DUE, limit=60))
    people = (_customer(world, row.key) for row in reversed(rows) if row.customer_key)
    number = next((n.e164 for person in people if person is not None for n in person.numbers if n.e164), "")
    minutes = ((number, "", 64), ("+447700900163", "", 41), ("", "", 22), (number, "", 9))
    for position, (caller, name, ago) in enumerate(minutes):
        at = now - ago * MINUTE
        call = PhoneCall(
            f"missed-{position}",
            "phone:gallery",
            "in",
            caller,
            name,
            CallState.ENDED,
            "cancelled",
            at,
            None,
            at + 18_000,
        )
        world.do(missed_calls.note, call)


def calls_of_the_day(world: World, now: int) -> None:
    """What everybody rang since the morning; two call-backs are due, one comes later."""
    rows = world.store.read(lambda r: queue.list_cases(r, CaseFilter(), CaseSort.DUE, limit=30))
    talks = (
        (95, "alice", "reached", 312, "Asked for a copy of the invoice.", -50 * MINUTE),
        (71, "bob", "no-answer", 0, "", None),
        (64, "chika", "voicemail", 24, "折り返しをお願いしました。", -6 * MINUTE),
        (48, "alice", "busy", 0, "", None),
        (33, "bob", "reached", 145, "Wants to be told when it works again.", 3 * _HOUR),
        (19, "chika", "reached", 480, "三人が業務を止めている。", None),
    )
    done = 0
    for case in rows:
        if done < len(talks) and case.customer_key:
            person = _customer(world, case.key)
            if person is None or not person.numbers:
                continue
            minutes, who, outcome, seconds, notes, due = talks[done]
            world.clock.now = now - minutes * MINUTE
            follow_up = None if due is None else now + due
            number = person.numbers[0].e164
            call = calls.CallLog(
                "out", number, person.key, world.clock.now - seconds * 1000, seconds, outcome, notes, follow_up
            )
            world.do(calls.log_call, who, case.key, call)
            done += 1
