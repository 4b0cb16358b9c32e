"""Text messages through Twilio's REST interface (2010-04-01).

What Twilio does, and what follows from it:

- Creating a message has no idempotency key, and no field of ours comes back in a list. So there is no protection against
  doubles by itself (``Doubles.NONE``): silence after sending is an AmbiguousError and is never sent again by the program.
- It can be asked, though: Twilio lists the messages to a number. One that has this very text, was made after our entry and is
  not known to be another one of ours is the message in doubt, or a colleague's with the same words: either way the customer has
  the text, and sending it again would be a double. Where none is found, and the last try is long enough ago for Twilio to have
  finished it, it surely was not sent. ``look_up`` does that when somebody asks; while events are taken in, messages in doubt
  are looked for by themselves, and a receipt ends the doubt.
- The address for status callbacks ends in our entry's id and is part of what Twilio signs, so the callback that comes in spite
  of a lost answer ends the doubt too.
- Callbacks come repeated and unordered; the store knows what it has. Where Twilio cannot call this computer, the account's
  messages are looked at regularly: states and what came in.
- 21610 says that the recipient opted out at Twilio; it is kept as an opt-out here too.
- A message that is to be read out is a call instead, in doubt by the same rules (``twilio_calls`` has its words). Twilio lists calls by
  number, not by their words: one to that number, begun from outside with our number and not known to be another one of ours, counts.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import httpx

from fallback_console.adapters.checking import failed
from fallback_console.adapters.http import Answer, request
from fallback_console.adapters.phone.twilio_words import TwilioCall, call_of
from fallback_console.adapters.phone.twilio_words import refusal as call_refusal
from fallback_console.adapters.shapes import clean, mapping, text
from fallback_console.adapters.sms import vendor_words as words
from fallback_console.adapters.sms.checks import reach_steps
from fallback_console.adapters.sms.memory import Memory
from fallback_console.adapters.sms.reception import one_line
from fallback_console.adapters.sms.twilio_callbacks import LONGEST_TEXT, TwilioCallbacks
from fallback_console.adapters.sms.twilio_calls import (
    CALL_STATES,
    call_form,
    call_said,
    is_ours,
    keys_path,
)
from fallback_console.adapters.sms.twilio_checks import check_balance, check_number
from fallback_console.adapters.sms.twilio_lists import listed
from fallback_console.adapters.sms.twilio_settings import TwilioSettings
from fallback_console.adapters.sms.twilio_words import (
    STATES,
    VENDOR,
    TwilioMessage,
    failure_words,
    message_of,
    refusal,
)
from fallback_console.adapters.twilio_account import account_path, client_for
from fallback_console.domain.delivery import Doubles, Receipt
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    OutsideError,
    RefusedError,
    SettingsError,
    SignInError,
    UnreachableError,
)
from fallback_console.domain.ids import uuid7_ms
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import CheckStep, Clock, IncomingSms, OutgoingSms, SmsEvent, SmsOptOut, SmsReceipt

__all__ = ["TwilioGateway", "TwilioSettings"]

_UNDERSTOOD = (400, 401, 403, 404)
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_CLOCKS_APART_MS = 300_000
_SETTLED_MS = 60_000
"""After a try without an answer Twilio may take so long until the message is in its lists."""
_NEWS_MS = 900_000
_WATCH_MS = 172_800_000
_LONG_LOOK_EVERY = 40
"""A look goes back a quarter of an hour, every so often and at the start two days: receipts may be late."""
_SLOWER_WITH_WEBHOOKS = 12
_MOST_DOUBTS = 200
_DOUBTS_AT_ONCE = 20


class TwilioGateway:
    """An ``SmsGateway`` over Twilio.

    Args:
        settings: the connection.
        token: of the account; it also signs Twilio's calls. Needed unless an API key signs in and nothing calls us.
        password: secret of the API key, where the settings name one.
        clock: time.
        transport: carries requests instead of sockets.

    Raises:
        SettingsError: something is missing or cannot be used.
    """

    name = "twilio"
    doubles = Doubles.NONE

    def __init__(
        self,
        settings: TwilioSettings,
        token: str,
        password: str,
        clock: Clock,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        if not (password if settings.api_key else token) or (settings.webhooks and not token):
            raise SettingsError(
                "The account's token, or the secret of the API key, is missing.",
                "Copy it from the first page of Twilio's console; calls are signed with the token in any case.",
            )
        self._settings = settings
        self._token = token
        self._clock = clock
        self._client = client_for(settings, token, password, transport)
        self._account = account_path(settings.account)
        self._sids: Memory[str] = Memory()  # by entry
        self._entries: Memory[str] = Memory()  # by SID
        self._told: Memory[str] = Memory()  # by SID: the state told last, '' for what came in
        self._tried: Memory[int] = Memory()  # by entry: the last try whose end is not known
        self._doubts: dict[str, OutgoingSms] = {}
        self._born = clock.now_ms()
        self._looks = 0
        self._callbacks = TwilioCallbacks(self.name, settings, token, clock, self._told, self._remember)
        self._reception = self._callbacks.reception

    @property
    def rate(self) -> float:
        """Parts per second."""
        return self._settings.rate

    @property
    def incoming_url(self) -> str:
        """What belongs into Twilio's settings of the number, or of the messaging service, as address for incoming messages."""
        return f"{self._reception.public_url}/{self.name}/incoming"

    async def send(self, message: OutgoingSms) -> Receipt:
        """Hand one message over."""
        words.sendable(message.to, message.text)
        form = self._text_form(message) if message.spoken is None else self._call_form(message)
        kind = "Messages" if message.spoken is None else "Calls"
        try:
            answer = await self._ask("POST", f"{self._account}/{kind}.json", content=urlencode(form).encode())
            if answer.status in _UNDERSTOOD:
                raise await self._refused(answer, message)
            made = _made_of(message, answer.json())
        except (AmbiguousError, BadAnswerError):
            self._tried.put(message.entry_id, self._clock.now_ms())
            if len(self._doubts) < _MOST_DOUBTS:
                self._doubts[message.entry_id] = message
            raise
        self._remember(message.entry_id, made[0])
        return Receipt(remote_id=made[0], said=made[1])

    def _text_form(self, message: OutgoingSms) -> Mapping[str, str]:
        form = {
            "To": message.to,
            "Body": clean(message.text),
            "ValidityPeriod": str(self._settings.validity_seconds),
            "SmartEncoded": "false",  # the text arrives as it was written and counted
            "MessagingServiceSid" if self._settings.by_service else "From": self._settings.sender,
        }
        if self._settings.webhooks:
            form["StatusCallback"] = self._callbacks.address("status", message.entry_id)
        return form

    def _call_form(self, message: OutgoingSms) -> Mapping[str, str]:
        spoken, settings = message.spoken, self._settings
        assert spoken is not None
        if not settings.caller:
            raise RefusedError(
                "This connection to Twilio makes no calls.", "Switch calls on in its settings, or send a text."
            )
        keys = self._callbacks.address("keys", keys_path(message.entry_id, spoken)) if settings.webhooks else ""
        form = call_form(spoken, message.to, settings.caller, settings.ring_seconds, keys)
        return {**form, "StatusCallback": self._callbacks.address("call", message.entry_id)} if keys else form

    async def look_up(self, message: OutgoingSms) -> Receipt | None:
        """Look for the message among those Twilio has for its number."""
        sid = self._sids.get(message.entry_id)
        if sid is not None:
            return Receipt(already=True, remote_id=sid)
        found = await self._find(message)
        if found is not None:
            self._remember(message.entry_id, found[0])
            return Receipt(already=True, remote_id=found[0], said=found[1])
        tried = self._tried.get(message.entry_id) or self._born
        if self._clock.now_ms() - tried < _SETTLED_MS:
            raise AmbiguousError(
                Sentence("{vendor} does not have the message, but may still be about to take it.", vendor=VENDOR),
                "Ask again in a minute.",
            )
        self._doubts.pop(message.entry_id, None)
        return None

    async def check(self) -> list[CheckStep]:
        """Reach Twilio, sign in, look at account, sender and balance, and at the way back to us."""
        url = self._settings.url
        try:
            account = await self._read(f"{self._account}.json")
        except UnreachableError as error:
            return reach_steps(url, error)
        except OutsideError as error:
            name = "sign-in" if isinstance(error, SignInError) else "answer"
            return [*reach_steps(url, None), failed(name, error)]
        signed_in = Sentence("{vendor} accepts the sign-in.", vendor=VENDOR)
        steps = [*reach_steps(url, None), CheckStep("sign-in", True, signed_in)]
        if text(mapping(account, "account"), "status") not in ("active", ""):
            return [*steps, failed("rights", words.account_closed(VENDOR))]
        for number in dict.fromkeys((self._settings.sender, self._settings.caller)):
            steps += await check_number(self._read, self._account, number)
        steps += await check_balance(self._read, self._account, self._settings.low_balance)
        return steps + await self._reception.check(self.incoming_url)

    def listen(self, on_event: Callable[[SmsEvent], Awaitable[None]]) -> AbstractAsyncContextManager[None]:
        """Take in receipts and messages, by calls where they are wanted, and by asking regularly."""
        slower = _SLOWER_WITH_WEBHOOKS if self._settings.webhooks else 1
        return self._reception.open(on_event, self.poll, self._settings.poll_seconds * slower)

    async def aclose(self) -> None:
        """Close connections."""
        await self._client.aclose()

    # Asking

    async def poll(self) -> None:
        """Look once at the account's messages and tell what is new.

        Raises:
            OutsideError: Twilio cannot be asked now.
        """
        back = _WATCH_MS if self._looks % _LONG_LOOK_EVERY == 0 else _NEWS_MS
        now = self._clock.now_ms()
        after = datetime.fromtimestamp((now - back) / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for message in await self._messages({"DateSent>": after}, now - back, every=False):
            await self._take_message(message)
        if self._settings.caller:
            for made in await self._calls({"StartTime>": after}, now - back, every=False):
                await self._take_state(made.sid, CALL_STATES.get(made.status, ""), call_said(made.status))
        self._looks += 1
        for doubt in list(self._doubts.values())[:_DOUBTS_AT_ONCE]:
            await self._look_for(doubt)

    async def _look_for(self, message: OutgoingSms) -> None:
        """End a doubt where Twilio has the message; else it goes behind the others, and after two days out of sight."""
        found = await self._find(message)
        now = self._clock.now_ms()
        if found is not None:
            await self._reception.tell(
                SmsReceipt(self.name, message.entry_id, found[0], "accepted", None, now, found[1])
            )
            self._remember(message.entry_id, found[0])
            return
        self._doubts.pop(message.entry_id, None)
        if now - (self._tried.get(message.entry_id) or 0) < _WATCH_MS:
            self._doubts[message.entry_id] = message

    async def _take_message(self, message: TwilioMessage) -> None:
        if message.incoming:
            if self._is_for_us(message) and message.sid not in self._told:
                await self._reception.tell(self._incoming(message))
                self._told.put(message.sid, "")
            return
        said = failure_words(message.error) or message.said
        await self._take_state(message.sid, STATES.get(message.status, ""), said)

    async def _take_state(self, sid: str, state: str, said: str) -> None:
        """Where a message or call stands, by Twilio's lists."""
        if not state or self._told.get(sid) == state:
            return
        entry = self._entries.get(sid) or ""
        await self._reception.tell(SmsReceipt(self.name, entry, sid, state, None, self._clock.now_ms(), one_line(said)))
        self._told.put(sid, state)

    async def _find(self, message: OutgoingSms) -> tuple[str, str] | None:
        """SID and state of the message that has this text, or of the call to this number, that was made after the entry and is
        no other one of ours."""
        try:
            since = uuid7_ms(message.entry_id) - _CLOCKS_APART_MS
        except ValueError:
            since = self._clock.now_ms() - _WATCH_MS
        if message.spoken is not None:
            calls = await self._calls({"To": message.to}, since)
            candidates = [(call.sid, call_said(call.status)) for call in calls if call.to == message.to]
        else:
            wanted = clean(message.text).strip()
            messages = await self._messages({"To": message.to}, since)
            # One that is known to be this one is it, whatever Twilio made of its words.
            candidates = [
                (found.sid, found.said)
                for found in messages
                if self._entries.get(found.sid) == message.entry_id
                or (not found.incoming and found.to == message.to and found.text.strip() == wanted)
            ]
        for sid, said in candidates:
            owner = self._entries.get(sid)
            if owner == message.entry_id or (owner is None and sid not in message.others):
                return sid, said
        return None

    async def _messages(self, query: Mapping[str, str | int], since: int, *, every: bool = True) -> list[TwilioMessage]:
        return await listed(self._read, self._account, "messages", message_of, query, since, every=every)

    async def _calls(self, query: Mapping[str, str | int], since: int, *, every: bool = True) -> list[TwilioCall]:
        query = {**query, "From": self._settings.caller}
        found = await listed(self._read, self._account, "calls", call_of, query, since, every=every)
        return [call for call in found if is_ours(call, self._settings.caller)]

    async def _read(self, path: str, params: Mapping[str, str | int] | None = None) -> Any:
        answer = await self._ask("GET", path, params=params)
        if answer.status in _UNDERSTOOD:
            raise refusal(answer)
        return answer.json()

    async def _ask(self, method: str, path: str, **more: Any) -> Answer:
        headers = _FORM if method == "POST" else None
        limit = 2 * self._settings.timeout
        return await request(
            self._client,
            method,
            path,
            writing=method == "POST",
            headers=headers,
            deadline=limit,
            accept=_UNDERSTOOD,
            **more,
        )

    async def _refused(self, answer: Answer, message: OutgoingSms) -> Exception:
        error = refusal(answer) if message.spoken is None else call_refusal(answer)
        if error.values.get("reason") == "opted-out":
            await self._reception.mention(SmsOptOut(self.name, message.to, "opted out at Twilio"))
        return error

    def _remember(self, entry_id: str, sid: str) -> None:
        self._sids.put(entry_id, sid)
        self._entries.put(sid, entry_id)
        self._doubts.pop(entry_id, None)

    def _is_for_us(self, message: TwilioMessage) -> bool:
        if message.to in self._settings.own_numbers:
            return True
        return self._settings.by_service and message.service == self._settings.sender

    def _incoming(self, message: TwilioMessage) -> IncomingSms:
        at = message.created or self._clock.now_ms()
        return IncomingSms(self.name, message.sid, message.sender, message.to, message.text[:LONGEST_TEXT], at)


def _made_of(message: OutgoingSms, answer: Any) -> tuple[str, str]:
    """SID and state of what was made."""
    if message.spoken is None:
        made = message_of(answer)
        return made.sid, made.said
    call = call_of(answer)
    return call.sid, call.status
