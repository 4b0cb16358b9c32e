"""From what was written to the command that keeps it."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from fallback_console.domain.views import NumberRow, PersonRow
from fallback_console.services import calls, cases, drafts, messages
from fallback_console.services.holding import HOLD_MS
from fallback_console.ui.case.composer import CallFacts
from fallback_console.ui.context import Desk

__all__ = ["Post", "post"]


@dataclass(frozen=True, slots=True)
class Post:
    """Something written about a case.

    Attributes:
        mode: one of ``composer.MODES``.
        number, person: of the customer; None where nobody is known. A text message needs a number.
        call: what was said of a call besides its notes.
        now: UTC epoch milliseconds.
    """

    key: str
    mode: str
    text: str
    number: NumberRow | None
    person: PersonRow | None
    call: CallFacts
    now: int


def post(desk: Desk, what: Post) -> Future[Any]:
    """Run the command. What was written is either still a draft or sent, whatever happens in between.

    What goes to other people is kept back for a moment, so that it can be taken back; a call that was logged is a fact.
    """
    person_key = what.person.key if what.person is not None else ""
    kept = (drafts.use, what.key, what.mode)
    if what.mode == "note":
        return desk.command(*kept, cases.add_note, desk.login, what.key, what.text, hold_ms=HOLD_MS)
    if what.mode == "reply":
        return desk.command(*kept, cases.reply, desk.login, what.key, what.text, hold_ms=HOLD_MS)
    if what.mode == "sms":
        assert what.number is not None, "the button is off where there is no number"
        number = what.number.e164
        command = (*kept, messages.send_sms, desk.login, what.key, number, what.text)
        return desk.command(*command, person_key=person_key, hold_ms=HOLD_MS)
    return desk.command(*kept, calls.log_call, desk.login, what.key, _call_log(what, person_key))


def _call_log(what: Post, person_key: str) -> calls.CallLog:
    return calls.CallLog(
        direction=what.call.direction,
        number="" if what.number is None else what.number.e164 or what.number.raw,
        person_key=person_key,
        started_at=what.now - what.call.seconds * 1000,
        seconds=what.call.seconds,
        outcome=what.call.outcome,
        notes=what.text,
        follow_up_at=what.call.follow_up_at,
    )
