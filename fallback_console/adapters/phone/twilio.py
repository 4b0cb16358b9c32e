"""Calls over Twilio (REST interface 2010-04-01): the person's own telephone is rung first, then the customer, who sees a number of
the account.

What Twilio does, and what follows from it:

- Creating a call has no idempotency key, and no field of ours comes back. A call is never created a second time: after silence
  Twilio is asked for the calls it makes to the person's telephone, and one that began since then and is not known is ours.
- How far a call is comes from asking for both legs, as long as it goes on. A moment without an answer changes nothing.
- The token stands in a header alone, and no answer's words go into an error.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import httpx

from fallback_console.adapters.checking import failed
from fallback_console.adapters.http import Answer, request
from fallback_console.adapters.phone.baresip_words import is_dialable
from fallback_console.adapters.phone.tones import check_tones
from fallback_console.adapters.phone.twilio_settings import TwilioVoiceSettings
from fallback_console.adapters.phone.twilio_words import TwilioCall, call_of, dial_words, refusal, stands
from fallback_console.adapters.shapes import items, mapping, text
from fallback_console.adapters.sms.checks import reach_steps
from fallback_console.adapters.twilio_account import account_path, client_for
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    OutsideError,
    RefusedError,
    SettingsError,
    SignInError,
    UnreachableError,
)
from fallback_console.domain.ids import uuid7
from fallback_console.domain.sentences import together
from fallback_console.domain.telephone import CallState, PhoneCall, is_further
from fallback_console.ports import CheckStep, Clock

__all__ = ["TwilioVoice", "TwilioVoiceSettings"]

OnCall = Callable[[PhoneCall], Awaitable[None]]

_UNDERSTOOD = (400, 401, 403, 404, 429)
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_CLOCKS_APART_MS = 60_000
_DAY_MS = 86_400_000
_LOOKS_AFTER_SILENCE = 3
_MOST_SILENT_LOOKS = 60
_LOOK_AGAIN_SECONDS = 2.0


@dataclass(slots=True)
class _Line:
    """One call that goes on; ``sid`` is Twilio's name of the person's own leg."""

    call: PhoneCall
    sid: str = ""
    hung_up: bool = False


class TwilioVoice:
    """A ``Telephone`` over Twilio.

    Args:
        settings: the connection.
        token: of the account; needed unless an API key signs in.
        password: secret of the API key, where the settings name one.
        clock: time.
        transport: carries requests instead of sockets.
        look_again: seconds between looks for a call whose beginning was not answered.

    Raises:
        SettingsError: something is missing or cannot be used.
    """

    name = "phone:twilio"

    def __init__(
        self,
        settings: TwilioVoiceSettings,
        token: str,
        password: str,
        clock: Clock,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        look_again: float = _LOOK_AGAIN_SECONDS,
    ) -> None:
        if not (password if settings.api_key else token):
            raise SettingsError(
                "The account's token, or the secret of the API key, is missing.",
                "Copy it from the first page of Twilio's console.",
            )
        self._settings = settings
        self._clock = clock
        self._look_again = look_again
        self._client = client_for(settings, token, password, transport)
        self._account = account_path(settings.account)
        self._lines: dict[str, _Line] = {}
        self._sids: set[str] = set()
        self._ended: set[str] = set()
        self._steps: asyncio.Queue[PhoneCall] = asyncio.Queue()
        self._following: set[asyncio.Task[None]] = set()

    async def check(self) -> list[CheckStep]:
        """Reach Twilio, sign in, and look at account and number."""
        url = self._settings.url
        try:
            account = await self._read(f"{self._account}.json")
        except UnreachableError as error:
            return reach_steps(url, error)
        except OutsideError as error:
            name = "sign-in" if isinstance(error, SignInError) else "answer"
            return [*reach_steps(url, None), failed(name, error)]
        steps = [*reach_steps(url, None), CheckStep("sign-in", True, "Twilio accepts the sign-in.")]
        if text(mapping(account, "account"), "status") not in ("active", ""):
            closed = SignInError(
                "The account at Twilio is suspended or may not make calls.", "Ask whoever keeps the account."
            )
            return [*steps, failed("rights", closed)]
        return [*steps, await self._check_sender()]

    async def dial(self, number: str, tones: str = "") -> str:
        """Ring the person's telephone, then the customer's."""
        if tones:
            check_tones(tones)
        if not (is_dialable(number) and number.removeprefix("+").isdigit()):
            raise RefusedError("This is no number that a telephone can dial.", "Correct the number.", reason="number")
        began = self._clock.now_ms()
        call_id = uuid7(began, os.urandom(10))
        line = _Line(PhoneCall(call_id, self.name, "out", number, "", CallState.DIALLING, "", began))
        self._lines[call_id] = line
        self._steps.put_nowait(line.call)
        try:
            line.sid = await self._begin(number, tones, began)
        except OutsideError:
            self._end(line, "failed")
            raise
        self._sids.add(line.sid)
        task = asyncio.create_task(self._follow(line))
        self._following.add(task)
        task.add_done_callback(self._following.discard)
        return call_id

    async def hang_up(self, call_id: str) -> None:
        """End both legs."""
        line = self._lines.get(call_id)
        if line is None and call_id not in self._ended:
            raise RefusedError(
                "The telephone does not know this call any more.", "Go on at the telephone itself.", reason="unknown"
            )
        if line is None or not line.sid:
            return
        line.hung_up = True
        answer = await self._ask("POST", f"{self._account}/Calls/{line.sid}.json", form={"Status": "completed"})
        # 404 and 400 say that it has ended by itself.
        if answer.status in (401, 403, 429):
            raise refusal(answer)

    async def send_tones(self, call_id: str, tones: str) -> None:
        """Not from here: Twilio presses keys only when it connects both sides."""
        raise RefusedError(
            "Twilio cannot press keys in a call that goes on.", "Press them at your own telephone.", reason="unable"
        )

    async def answer(self, call_id: str) -> None:
        """Not from here."""
        raise RefusedError("Calls that come in are answered at the telephone itself.", "Take the call there.")

    def listen(self, on_call: OnCall) -> AbstractAsyncContextManager[None]:
        """Be told of every step of the calls that were begun here; others of the account are nobody's business here."""
        return self._listening(on_call)

    async def aclose(self) -> None:
        """Close connections; calls go on."""
        for task in list(self._following):
            task.cancel()
        await asyncio.gather(*self._following, return_exceptions=True)
        await self._client.aclose()

    @asynccontextmanager
    async def _listening(self, on_call: OnCall) -> AsyncIterator[None]:
        async def deliver() -> None:
            while True:
                await on_call(await self._steps.get())

        task = asyncio.create_task(deliver())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    # Beginning

    async def _begin(self, number: str, tones: str, began: int) -> str:
        """Create the call, once; its SID."""
        settings = self._settings
        form = {
            "To": settings.own_phone,
            "From": settings.sender,
            "Twiml": dial_words(number, settings.sender, settings.ring_seconds, tones),
            "Timeout": str(settings.ring_seconds),
        }
        try:
            answer = await self._ask("POST", f"{self._account}/Calls.json", form=form)
            if answer.status in _UNDERSTOOD:
                raise refusal(answer)
            return call_of(answer.json()).sid
        except (AmbiguousError, BadAnswerError) as error:
            found = await self._look_for(began)
            if found is None:
                raise AmbiguousError(
                    "Twilio was told to ring and does not answer.",
                    "If your telephone rings, take it; it is not tried again by itself.",
                ) from error
            return found.sid

    async def _look_for(self, began: int) -> TwilioCall | None:
        """The call that Twilio makes to the person's telephone since a moment and that is not known yet."""
        after = datetime.fromtimestamp((began - _DAY_MS) / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        query = {"To": self._settings.own_phone, "StartTime>": after, "PageSize": "50"}
        for look in range(_LOOKS_AFTER_SILENCE):
            if look:
                await asyncio.sleep(self._look_again)
                # One that still waits for its turn has no start to be found by.
                query.pop("StartTime>", None)
            with suppress(OutsideError):
                page = mapping(await self._read(f"{self._account}/Calls.json", query), "calls")
                for one in map(call_of, items(page.get("calls"), "calls")):
                    ours = one.to == self._settings.own_phone and one.sender == self._settings.sender
                    if ours and one.sid not in self._sids and one.created >= began - _CLOCKS_APART_MS:
                        return one
        return None

    # Following

    async def _follow(self, line: _Line) -> None:
        """Ask how far the call is, until it has ended; where nothing is heard for very long it counts as failed."""
        silent = 0
        while line.call.id in self._lines:
            await asyncio.sleep(self._settings.poll_seconds * min(1 + silent, 10))
            try:
                own, customer = await self._legs(line)
                state, ending = stands(own, customer, hung_up=line.hung_up)
            except OutsideError:
                silent += 1
                if silent >= _MOST_SILENT_LOOKS:
                    self._end(line, "failed")
                continue
            silent = 0
            if state == CallState.ENDED:
                self._end(line, ending, customer.seconds if customer is not None and ending == "done" else None)
            elif is_further(line.call.state, state):
                answered = self._clock.now_ms() if state == CallState.ANSWERED else None
                line.call = line.call._replace(state=state, answered_at=answered)
                self._steps.put_nowait(line.call)

    async def _legs(self, line: _Line) -> tuple[TwilioCall, TwilioCall | None]:
        own = call_of(await self._read(f"{self._account}/Calls/{line.sid}.json"))
        page = mapping(await self._read(f"{self._account}/Calls.json", {"ParentCallSid": line.sid}), "calls")
        legs = [call_of(row) for row in items(page.get("calls"), "calls")]
        return own, legs[0] if legs else None

    def _end(self, line: _Line, ending: str, seconds: int | None = None) -> None:
        if self._lines.pop(line.call.id, None) is None:
            return
        now = self._clock.now_ms()
        talk = (seconds or 0) * 1000
        # Between two looks, minutes apart where the network was away, it can have been answered and be over.
        answered = line.call.answered_at or (max(line.call.began_at, now - talk) if ending == "done" else None)
        ended = now if answered is None or seconds is None else min(now, answered + talk)
        line.call = line.call._replace(state=CallState.ENDED, ending=ending, answered_at=answered, ended_at=ended)
        self._ended.add(line.call.id)
        self._steps.put_nowait(line.call)

    # Asking

    async def _check_sender(self) -> CheckStep:
        try:
            query = {"PhoneNumber": self._settings.sender}
            found = await self._read(f"{self._account}/IncomingPhoneNumbers.json", query)
            numbers = items(mapping(found, "numbers").get("incoming_phone_numbers"), "numbers")
        except OutsideError as error:
            return failed("sender", error)
        if numbers:
            return CheckStep("sender", True, "The number that customers see belongs to the account.")
        message = together("The number that customers see is none of this account.", "Enter one that is.")
        return CheckStep("sender", False, message)

    async def _read(self, path: str, params: Mapping[str, str | int] | None = None) -> Any:
        answer = await self._ask("GET", path, params=params)
        if answer.status in _UNDERSTOOD:
            raise refusal(answer)
        return answer.json()

    async def _ask(
        self,
        method: str,
        path: str,
        *,
        form: Mapping[str, str] | None = None,
        params: Mapping[str, str | int] | None = None,
    ) -> Answer:
        return await request(
            self._client,
            method,
            path,
            writing=form is not None,
            params=params,
            content=None if form is None else urlencode(form).encode(),
            headers=None if form is None else _FORM,
            deadline=2 * self._settings.timeout,
            accept=_UNDERSTOOD,
        )
