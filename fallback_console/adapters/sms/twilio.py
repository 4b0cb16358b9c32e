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
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import httpx

from fallback_console.adapters.checking import failed
from fallback_console.adapters.http import Answer, request
from fallback_console.adapters.shapes import clean, items, mapping, text
from fallback_console.adapters.sms import vendor_words as words
from fallback_console.adapters.sms.checks import reach_steps
from fallback_console.adapters.sms.listener import Call
from fallback_console.adapters.sms.memory import Memory
from fallback_console.adapters.sms.reception import Reception, form_of, one_line
from fallback_console.adapters.sms.twilio_settings import TwilioSettings
from fallback_console.adapters.sms.twilio_words import (
    STATES,
    VENDOR,
    TwilioMessage,
    failure_words,
    message_of,
    refusal,
    signature_fits,
)
from fallback_console.adapters.status.sms_probes import twilio_balance
from fallback_console.adapters.twilio_account import account_path, client_for
from fallback_console.domain.delivery import Doubles, Receipt
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    OutsideError,
    SettingsError,
    SignInError,
    UnreachableError,
)
from fallback_console.domain.ids import uuid7_ms
from fallback_console.domain.sentences import Sentence, together
from fallback_console.ports import CheckStep, Clock, IncomingSms, OutgoingSms, SmsEvent, SmsOptOut, SmsReceipt

__all__ = ["TwilioGateway", "TwilioSettings"]

_UNDERSTOOD = (400, 401, 403, 404)
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_PAGE = 200
_MOST_PAGES = 25
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
_LONGEST_TEXT = 10_000


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
        self._reception = Reception(self.name, settings.listener, token, self._take_call, called=settings.webhooks)
        self._sids: Memory[str] = Memory()  # by entry
        self._entries: Memory[str] = Memory()  # by SID
        self._told: Memory[str] = Memory()  # by SID: the state told last, '' for what came in
        self._tried: Memory[int] = Memory()  # by entry: the last try whose end is not known
        self._doubts: dict[str, OutgoingSms] = {}
        self._born = clock.now_ms()
        self._looks = 0

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
        form = {
            "To": message.to,
            "Body": clean(message.text),
            "ValidityPeriod": str(self._settings.validity_seconds),
            "SmartEncoded": "false",  # the text arrives as it was written and counted
            "MessagingServiceSid" if self._settings.by_service else "From": self._settings.sender,
        }
        if self._settings.webhooks:
            form["StatusCallback"] = f"{self._reception.public_url}{self._status_path(message.entry_id)}"
        try:
            answer = await self._ask("POST", f"{self._account}/Messages.json", content=urlencode(form).encode())
            if answer.status in _UNDERSTOOD:
                raise await self._refused(answer, message)
            made = message_of(answer.json())
        except (AmbiguousError, BadAnswerError):
            self._tried.put(message.entry_id, self._clock.now_ms())
            if len(self._doubts) < _MOST_DOUBTS:
                self._doubts[message.entry_id] = message
            raise
        self._remember(message.entry_id, made.sid)
        return Receipt(remote_id=made.sid, said=made.said)

    async def look_up(self, message: OutgoingSms) -> Receipt | None:
        """Look for the message among those Twilio has for its number."""
        sid = self._sids.get(message.entry_id)
        if sid is not None:
            return Receipt(already=True, remote_id=sid)
        found = await self._find(message)
        if found is not None:
            self._remember(message.entry_id, found.sid)
            return Receipt(already=True, remote_id=found.sid, said=found.said)
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
        steps += await self._check_sender()
        steps += await self._check_balance()
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
        listed = self._messages({"DateSent>": after}, now - back, every=False)
        for message in [one async for one in listed]:
            await self._take_message(message)
        self._looks += 1
        for doubt in list(self._doubts.values())[:_DOUBTS_AT_ONCE]:
            await self._look_for(doubt)

    async def _look_for(self, message: OutgoingSms) -> None:
        """End a doubt where Twilio has the message; else it goes behind the others, and after two days out of sight."""
        found = await self._find(message)
        now = self._clock.now_ms()
        if found is not None:
            await self._reception.tell(
                SmsReceipt(self.name, message.entry_id, found.sid, "accepted", None, now, found.said)
            )
            self._remember(message.entry_id, found.sid)
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
        state = STATES.get(message.status, "")
        if not state or self._told.get(message.sid) == state:
            return
        entry = self._entries.get(message.sid) or ""
        said = failure_words(message.error) or message.said
        await self._reception.tell(
            SmsReceipt(self.name, entry, message.sid, state, None, self._clock.now_ms(), one_line(said))
        )
        self._told.put(message.sid, state)

    async def _find(self, message: OutgoingSms) -> TwilioMessage | None:
        """The message that has this text, was made after the entry and is no other one of ours."""
        try:
            since = uuid7_ms(message.entry_id) - _CLOCKS_APART_MS
        except ValueError:
            since = self._clock.now_ms() - _WATCH_MS
        wanted = clean(message.text).strip()
        async for found in self._messages({"To": message.to}, since):
            owner = self._entries.get(found.sid)
            if owner == message.entry_id:
                return found
            if found.incoming or owner is not None or found.sid in message.others:
                continue
            if found.to == message.to and found.text.strip() == wanted:
                return found
        return None

    async def _messages(
        self, query: Mapping[str, str | int], since: int, *, every: bool = True
    ) -> AsyncIterator[TwilioMessage]:
        """Messages made since a time (UTC epoch milliseconds), the newest first.

        Args:
            every: nothing can be said unless all were seen; else the newest of too many will do.

        Raises:
            AmbiguousError: there are too many to look at them all.
        """
        page = await self._read(f"{self._account}/Messages.json", {**query, "PageSize": _PAGE})
        for _ in range(_MOST_PAGES):
            rows = mapping(page, "messages")
            found = [message_of(row) for row in items(rows.get("messages"), "messages")]
            new = [message for message in found if not message.created or message.created >= since]
            for message in new:
                yield message
            after = text(rows, "next_page_uri")
            # Whole pages, because one that waits to be sent has no date to be sorted by.
            if not after or not new:
                return
            if not after.startswith(f"/{self._account}/"):
                raise words.bad_answer(VENDOR)
            page = await self._read(after)
        if every:
            raise words.not_known(VENDOR)

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
        error = refusal(answer)
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

    # Being called

    def _status_path(self, entry_id: str) -> str:
        return f"/{self.name}/status/{entry_id}"

    async def _take_call(self, call: Call) -> int:
        if call.method != "POST":
            return 405
        kind, _, entry = call.path.removeprefix(f"/{self.name}/").partition("/")
        if not call.path.startswith(f"/{self.name}/") or kind not in ("status", "incoming"):
            return 404
        fields = form_of(call)
        if fields is None or call.query:
            return 400
        url = f"{self._reception.public_url}{call.path}"
        if not signature_fits(self._token, url, fields, call.headers.get("x-twilio-signature", "")):
            return 403
        said = dict(fields)
        return await (self._take_status(entry, said) if kind == "status" else self._take_incoming(said))

    async def _take_status(self, entry: str, said: Mapping[str, str]) -> int:
        sid, status = said.get("MessageSid", ""), said.get("MessageStatus", "")
        if not sid or not status:
            return 400
        # Also a state without a meaning of its own ends a doubt: Twilio has the message.
        state = STATES.get(status, "accepted")
        known_as = one_line(failure_words(said.get("ErrorCode", "")) or status)
        await self._reception.tell(SmsReceipt(self.name, entry, sid[:64], state, None, self._clock.now_ms(), known_as))
        self._remember(entry, sid[:64])
        return 200

    async def _take_incoming(self, said: Mapping[str, str]) -> int:
        sid, sender = said.get("MessageSid", "")[:64], said.get("From", "")[:64]
        if not sid or not sender:
            return 400
        if sid not in self._told:
            body = clean(said.get("Body", ""))[:_LONGEST_TEXT]
            now = self._clock.now_ms()
            await self._reception.tell(IncomingSms(self.name, sid, sender, said.get("To", "")[:64], body, now))
            if said.get("OptOutType") == "STOP":  # a word of the account's own list, which we need not know
                await self._reception.tell(SmsOptOut(self.name, sender, body))
            self._told.put(sid, "")
        return 200

    def _incoming(self, message: TwilioMessage) -> IncomingSms:
        at = message.created or self._clock.now_ms()
        return IncomingSms(self.name, message.sid, message.sender, message.to, message.text[:_LONGEST_TEXT], at)

    # Checking

    async def _check_sender(self) -> list[CheckStep]:
        """Whether a number that sends is one of the account's."""
        sender = self._settings.sender
        if not sender.startswith("+"):
            return []
        try:
            found = await self._read(f"{self._account}/IncomingPhoneNumbers.json", {"PhoneNumber": sender})
            numbers = items(mapping(found, "numbers").get("incoming_phone_numbers"), "numbers")
        except OutsideError as error:
            return [failed("sender", error)]
        if numbers:
            return [CheckStep("sender", True, "The sender belongs to the account.")]
        message = together("The sender is no number of this account.", "Enter one that is, or a messaging service.")
        return [CheckStep("sender", False, message)]

    async def _check_balance(self) -> list[CheckStep]:
        try:
            balance = twilio_balance(await self._read(f"{self._account}/Balance.json"))
        except OutsideError:
            return []  # accounts below another one have none
        if balance is None:
            return []
        amount, shown = balance
        return [words.balance_step(shown, amount > self._settings.low_balance)]
