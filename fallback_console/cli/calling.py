"""``call``: ring somebody through a telephone that is connected, see how far the call is, and log it when it has ended."""

from __future__ import annotations

import argparse
import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from typing import NamedTuple

from fallback_console.cli.opening import opened
from fallback_console.cli.output import Output
from fallback_console.cli.writing import case_key_of
from fallback_console.compose.parts import telephone_for
from fallback_console.compose.profile import Profile
from fallback_console.domain.connection import KINDS, Connection
from fallback_console.domain.dial_rules import number_for, tones_for
from fallback_console.domain.errors import InputError, InUseError, NotFoundError, OutsideError
from fallback_console.domain.events import EngineEvent, PhoneMoved
from fallback_console.domain.loopback import require_loopback
from fallback_console.domain.numbers import parse
from fallback_console.domain.telephone import CallKey, CallState, PhoneCall
from fallback_console.network.telephones import Telephones
from fallback_console.services import calls, connections, people
from fallback_console.store.home import home_region
from fallback_console.store.locks import engine_lock

__all__ = ["call"]

_NOT_TALKED = 9
_WORDS = {
    "done": "The call has ended.",
    "busy": "Busy.",
    "no-answer": "Nobody answered.",
    "refused": "The call was declined.",
    "not-found": "There is no such number.",
    "cancelled": "The call was given up.",
    "elsewhere": "The call was answered elsewhere.",
    "not-taken": "Your own telephone was busy or was not answered.",
    "failed": "The call failed.",
}
_NEVER_RUNG = ("not-taken", "failed")
_STATES = {CallState.DIALLING: "Dialling", CallState.RINGING: "Ringing", CallState.ANSWERED: "In the call"}


class _Whom(NamedTuple):
    """Who is rung.

    Attributes:
        number: as it is logged.
        dialled: as it is dialled.
        person_key: '' where unknown.
        tones: keys of its extension, where the dial rules have them pressed.
    """

    number: str
    dialled: str
    person_key: str
    tones: str = ""


def call(args: argparse.Namespace, out: Output) -> int:
    """Ring. Exit status 0 where somebody answered, 9 where nobody did; an interrupt hangs up."""
    with opened(args) as profile, ExitStack() as held:
        whom = _whom(profile, args.whom)
        case_key = case_key_of(profile, args.case) if args.case else ""
        chosen = _telephone(profile, args.telephone)
        if chosen.kind == "baresip":
            _alone(profile, held)
        if profile.rehearsal:
            require_loopback(chosen)
        ended = asyncio.run(_rung(profile, chosen, whom.dialled, whom.tones if args.keys is None else args.keys, out))
        seconds = 0 if ended.answered_at is None else max(0, (ended.ended_at or 0) - ended.answered_at) // 1000
        if ended.ending in _NEVER_RUNG and ended.answered_at is None:
            # A call in the log would say that somebody tried, and take a missed call off its list.
            words = f"{_WORDS[ended.ending]} Nobody was rung, and nothing is logged. Call again, or dial by hand."
            out.result({"call": ended, "seconds": 0, "outcome": "", "saved": None}, words)
            return _NOT_TALKED
        outcome = calls.outcome_of(ended.ending, answered=ended.answered_at is not None)
        log = calls.CallLog("out", whom.number, whom.person_key, ended.began_at, seconds, outcome)
        saved = profile.desk.command(calls.log_call, profile.settings.login, case_key, log).result()
        data = {"call": ended, "seconds": seconds, "outcome": outcome, "saved": saved}
        out.result(data, f"{_WORDS[ended.ending]} {seconds} s. saved.")
        return 0 if ended.answered_at is not None else _NOT_TALKED


def _whom(profile: Profile, reference: str) -> _Whom:
    """A number, or a person by key, name or mail address with the number that comes first."""
    number, rules = parse(reference, profile.desk.read(home_region)), profile.settings.dial
    if number.possible:
        dialled = number_for(number.raw, number.e164, rules)
        return _Whom(number.e164, dialled, "", tones_for(number.raw, number.e164, rules))
    digits = reference.replace(" ", "")
    if digits.isascii() and digits.removeprefix("+").isdigit():
        # A short number inside the company is none that the world knows.
        return _Whom(digits, digits, "")
    person = profile.desk.read(people.person_meant, reference)
    for found in person.numbers:
        dialled = number_for(found.raw, found.e164, rules)
        if dialled:
            return _Whom(found.e164 or found.raw, dialled, person.key, tones_for(found.raw, found.e164, rules))
    raise InputError("No number is known that could be dialled.", "Give the number itself.")


def _telephone(profile: Profile, name: str) -> Connection:
    """The connection to ring with."""
    known = [c for c in profile.desk.read(connections.list_connections) if KINDS.get(c.kind) == "phone" and c.enabled]
    if not known:
        raise NotFoundError("No telephone is connected.", "Connect one: 'fallback-console connect phone baresip'.")
    for connection in known:
        if name in ("", connection.name, connection.name.removeprefix("phone:"), connection.kind):
            return connection
    raise NotFoundError(f"There is no telephone '{name}' in use.", f"Choose one of {', '.join(c.name for c in known)}.")


def _alone(profile: Profile, held: ExitStack) -> None:
    """A softphone takes commands from one program: not from this one while the window drives it."""
    lock = engine_lock(profile.folder)
    try:
        lock.acquire()
    except InUseError:
        raise InUseError(
            "The softphone is driven by the window that is open.", "Call there, or close it first."
        ) from None
    held.callback(lock.release)


async def _rung(profile: Profile, connection: Connection, number: str, tones: str, out: Output) -> PhoneCall:
    """One call from its beginning to its end."""
    steps: asyncio.Queue[PhoneCall] = asyncio.Queue()

    def tell(event: EngineEvent) -> None:
        if isinstance(event, PhoneMoved):
            steps.put_nowait(event.call)

    telephone = telephone_for(profile, connection)
    telephones = Telephones([telephone], tell)
    listening = asyncio.create_task(telephones.run())
    try:
        await asyncio.sleep(0)
        key = await telephones.dial(number, tones=tones)
        async with _hanging_up(telephones, key):
            while True:
                step = await steps.get()
                if step.key != key:
                    continue
                if step.state == CallState.ENDED:
                    return step
                out.progress(_STATES[step.state])
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await telephones.aclose()


@asynccontextmanager
async def _hanging_up(telephones: Telephones, key: CallKey) -> AsyncIterator[None]:
    """An interrupt ends the call, whose end is then awaited; a second one ends the command."""
    loop, tasks = asyncio.get_running_loop(), set()

    async def hang_up() -> None:
        with suppress(OutsideError):
            await telephones.hang_up(key)

    def interrupt() -> None:
        loop.remove_signal_handler(signal.SIGINT)
        tasks.add(loop.create_task(hang_up()))

    with suppress(NotImplementedError, RuntimeError, ValueError):
        loop.add_signal_handler(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.remove_signal_handler(signal.SIGINT)
        await asyncio.gather(*tasks)
