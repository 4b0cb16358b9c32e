"""Text messages through an Android phone running SMSGate's local server (capcom6/android-sms-gateway).

- ``POST /messages`` takes our entry id as the message's id: a true key. A repeated one is answered with 409, which a look at
  the message turns into success. So nothing is ever sent twice, and after silence the phone is simply asked.
- One recipient per message: more than ten at once fail there.
- The phone's processing order is newest first unless its settings say otherwise; ``check`` looks at that.
- States and the inbox are asked for regularly. Where the phone may call us (https, or 127.0.0.1) webhooks tell sooner, and
  the regular look only finds what they lost.
- ``/health`` fails without internet although messages can be sent, so nothing here goes by it.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from email.utils import parsedate_to_datetime

import httpx

from fallback_console.adapters.checking import failed
from fallback_console.adapters.http import Answer
from fallback_console.adapters.sms.android_events import (
    GATEWAY,
    PhoneMessage,
    Webhook,
    incoming_of,
    message_of,
    receipt_of,
    signature_fits,
    webhook_incoming,
    webhook_of,
    webhook_receipt,
)
from fallback_console.adapters.sms.android_phone import Phone
from fallback_console.adapters.sms.android_settings import AndroidSettings
from fallback_console.adapters.sms.checks import listener_step, reach_steps
from fallback_console.adapters.sms.listener import Call, Listener, same_text, sign
from fallback_console.adapters.sms.memory import Memory
from fallback_console.domain.delivery import Doubles, Receipt
from fallback_console.domain.errors import (
    BadAnswerError,
    ConsoleError,
    OutsideError,
    RefusedError,
    SettingsError,
    SignInError,
    UnreachableError,
)
from fallback_console.domain.sentences import Sentence, together
from fallback_console.domain.sms_text import measure
from fallback_console.ports import CheckStep, Clock, IncomingSms, OutgoingSms, SmsEvent

__all__ = ["AndroidGateway", "AndroidSettings"]

log = logging.getLogger(__name__)

_OVERLAP_MS = 600_000
"""The inbox is read again for so long before the newest message: the phone's rows may come out of order."""
_WATCH_MS = 172_800_000
"""States are watched for two days; networks give up on a message before that."""
_SLOWER_WITH_WEBHOOKS = 12
_CLOCK_SECONDS = 120


class AndroidGateway:
    """An ``SmsGateway`` over a phone.

    Args:
        settings: the connection.
        password: as the app shows it.
        signing_key: of the app's webhook settings; needed for webhooks only.
        clock: time.
        transport: carries requests instead of sockets.

    Raises:
        SettingsError: something is missing or cannot be used.
    """

    name = GATEWAY
    doubles = Doubles.NATIVE

    def __init__(
        self,
        settings: AndroidSettings,
        password: str,
        signing_key: str,
        clock: Clock,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        if settings.webhooks and not signing_key:
            raise SettingsError(
                "The signing key of the phone's webhooks is missing.",
                "Copy it from the app: Settings, Webhooks, Signing Key. Or switch webhooks off.",
            )
        self._settings = settings
        self._key = signing_key
        self._clock = clock
        self._phone = Phone(settings, password, transport)
        self._hook_path = f"/android/{sign(signing_key, 'webhook')}"
        self._hello_path = f"/android/hello/{sign(signing_key, 'hello')}"
        self._listener = Listener(settings.listener, self._take_call)
        self._tell: Callable[[SmsEvent], Awaitable[None]] = _nobody
        self._parts: Memory[int] = Memory()  # by message: how many parts it has
        self._told: Memory[str] = Memory()  # by message: the state told last; by incoming message: ''
        self._arrived: Memory[int] = Memory()  # by message: parts the phone called delivered
        self._first_seen: Memory[int] = Memory()  # by message the phone gives no time for
        self._calls: Memory[str] = Memory()  # webhook calls that were dealt with
        self._newest_ms = 0

    @property
    def rate(self) -> float:
        """Parts per second."""
        return self._settings.rate

    async def send(self, message: OutgoingSms) -> Receipt:
        """Hand one message over; one that the phone has already counts as handed over."""
        self._parts.put(message.entry_id, message.parts)
        held = await self._phone.enqueue(message)
        if held is None:
            return await self._confirmed(message)
        if held.id != message.entry_id:
            raise BadAnswerError("The phone gave the message another id.", "Update the app on the phone.")
        return Receipt(remote_id=held.id, said=held.state)

    async def look_up(self, message: OutgoingSms) -> Receipt | None:
        """Ask the phone for the message."""
        held = await self._phone.message(message.entry_id)
        if held is None:
            return None
        self._parts.put(message.entry_id, message.parts)
        return Receipt(already=True, remote_id=held.id, said=held.state)

    async def check(self) -> list[CheckStep]:
        """Reach the phone, sign in, compare clocks, look at the sending order and at the way back to us."""
        url = self._settings.url
        try:
            answer = await self._phone.look()
        except UnreachableError as error:
            return reach_steps(url, error)
        except OutsideError as error:
            name = "sign-in" if isinstance(error, SignInError) else "answer"
            return [*reach_steps(url, None), failed(name, error)]
        steps = [*reach_steps(url, None), CheckStep("sign-in", True, "The phone accepts user name and password.")]
        steps += self._check_clock(answer)
        steps += await self._check_order()
        if self._settings.webhooks:
            steps.append(await listener_step(self._settings.listener, self._listener, self._hello_path))
        return steps

    def listen(self, on_event: Callable[[SmsEvent], Awaitable[None]]) -> AbstractAsyncContextManager[None]:
        """Take in receipts and messages: by asking regularly, and by webhooks where they are wanted."""
        return self._listening(on_event)

    @asynccontextmanager
    async def _listening(self, on_event: Callable[[SmsEvent], Awaitable[None]]) -> AsyncIterator[None]:
        self._tell = on_event
        try:
            async with AsyncExitStack() as stack:
                if self._settings.webhooks:
                    await stack.enter_async_context(self._listener.open())
                polling = asyncio.create_task(self._poll_for_ever(), name="android phone")
                try:
                    yield
                finally:
                    polling.cancel()
                    await asyncio.gather(polling, return_exceptions=True)
        finally:
            self._tell = _nobody

    async def aclose(self) -> None:
        """Close connections."""
        await self._phone.aclose()

    # Asking

    async def _poll_for_ever(self) -> None:
        pause = self._settings.poll_seconds * (_SLOWER_WITH_WEBHOOKS if self._settings.webhooks else 1)
        while True:
            try:
                await self.poll()
            except ConsoleError as error:
                log.info("the phone could not be asked: %s", error.code)
            except Exception:
                log.exception("asking the phone failed by a bug")
            await asyncio.sleep(pause)

    async def poll(self) -> None:
        """Look once at webhooks, inbox and states, and tell what is new.

        Raises:
            OutsideError: the phone cannot be asked now.
        """
        failed: list[OutsideError] = []
        for look in (self._register, self._poll_inbox, self._poll_states):
            try:
                await look()
            except OutsideError as error:  # an older app may lack one of the three
                failed.append(error)
        if failed:
            raise failed[0]

    async def _register(self) -> None:
        if self._settings.webhooks:
            await self._phone.register(f"{self._listener.public_url}{self._hook_path}")

    async def _poll_inbox(self) -> None:
        now = self._clock.now_ms()
        start = now - int(self._settings.inbox_hours * 3_600_000)
        since = max(start, self._newest_ms - _OVERLAP_MS)
        found: list[IncomingSms | None] = []
        unread = _Unread()
        async for row in self._phone.inbox(since):
            with unread.row():
                found.append(incoming_of(row, now))
        for event in sorted((one for one in found if one is not None), key=lambda one: one.at):
            if event.gateway_id not in self._told:
                await self._tell(event)
                self._told.put(event.gateway_id, "")
            self._newest_ms = max(self._newest_ms, min(event.at, now))
        unread.tell()

    async def _poll_states(self) -> None:
        now = self._clock.now_ms()
        unread = _Unread()
        async for row in self._phone.messages(now - _WATCH_MS):
            with unread.row():
                await self._tell_state(message_of(row), now)
        unread.tell()

    async def _tell_state(self, held: PhoneMessage, now: int) -> None:
        if not _is_ours(held.id):
            return
        if held.since is None:
            first_seen = self._first_seen.get(held.id) or now
            self._first_seen.put(held.id, first_seen)
            held = replace(held, since=first_seen)
        # Asked for one part first: most states do not need to know how many there are.
        receipt = receipt_of(held, 1, now, self._settings.stuck_seconds)
        if receipt is None or self._told.get(held.id) == receipt.state:
            return
        if receipt.state == "delivered":
            parts = await self._parts_of(held.id)
            receipt = receipt_of(held, parts, now, self._settings.stuck_seconds) or receipt
        await self._tell(receipt)
        self._told.put(held.id, receipt.state)

    async def _parts_of(self, entry_id: str) -> int:
        parts = self._parts.get(entry_id)
        if parts is None:
            held = await self._phone.message(entry_id)
            parts = measure(held.text).parts if held is not None else 1
            self._parts.put(entry_id, parts)
        return parts

    async def _confirmed(self, message: OutgoingSms) -> Receipt:
        """What stands behind a 409: this very message, or another one with its id."""
        held = await self._phone.message(message.entry_id)
        if held is None:
            raise BadAnswerError("The phone has the message and has it not.", "Look at the phone.")
        # Where the phone keeps hashes only, there is nothing to compare.
        if held.to.startswith("+") and held.to != message.to:
            raise RefusedError("The phone has another message with this id.", "Send the text anew.")
        return Receipt(already=True, remote_id=held.id, said=held.state)

    # Being called

    async def _take_call(self, call: Call) -> int:
        if call.method == "GET" and same_text(call.path, self._hello_path):
            return 200
        if call.method != "POST":
            return 405
        if not same_text(call.path, self._hook_path):
            return 404
        now = self._clock.now_ms()
        timestamp, signature = call.headers.get("x-timestamp", ""), call.headers.get("x-signature", "")
        if not signature_fits(self._key, call.body, timestamp, signature, now):
            return 403
        hook = webhook_of(call.body)
        if hook is None:
            return 400
        if hook.id not in self._calls:
            await self._take_hook(hook, now)
            self._calls.put(hook.id, "")
        return 200

    async def _take_hook(self, hook: Webhook, now: int) -> None:
        """Tell what a call says; calls about other things are acknowledged and forgotten."""
        if hook.event == "sms:received":
            event = webhook_incoming(hook, now)
            if event is not None and event.gateway_id not in self._told:
                await self._tell(event)
                self._told.put(event.gateway_id, "")
            return
        receipt = webhook_receipt(hook, None, now)
        if receipt is None or not _is_ours(receipt.entry_id):
            return
        if receipt.state == "delivered":
            parts = await self._parts_of(receipt.entry_id)
            count = min(parts, (self._arrived.get(receipt.entry_id) or 0) + 1)
            if parts > 1:  # the phone calls once for each part, without saying which
                receipt = webhook_receipt(hook, count, now) or receipt
            await self._tell(receipt)
            self._arrived.put(receipt.entry_id, count)
        else:
            await self._tell(receipt)
        self._told.put(receipt.entry_id, receipt.state)

    # Checking

    def _check_clock(self, answer: Answer) -> list[CheckStep]:
        try:
            theirs = parsedate_to_datetime(answer.headers.get("date", "")).timestamp()
        except (ValueError, TypeError):
            return []
        apart = abs(theirs - self._clock.now_ms() / 1000)
        if apart <= _CLOCK_SECONDS:
            return [CheckStep("clock", True, "The phone's clock agrees with this machine's.")]
        message = together(
            Sentence("The clocks of phone and computer are {seconds} s apart.", seconds=f"{apart:.0f}"),
            "Set both to network time.",
        )
        return [CheckStep("clock", False, message)]

    async def _check_order(self) -> list[CheckStep]:
        order = await self._phone.processing_order()
        if not order:
            return []  # older apps do not tell
        if order == "FIFO":
            return [CheckStep("order", True, "The phone sends the oldest message first.")]
        message = together(
            "The phone sends the newest message first.", "In the app set Settings, Messages, Processing order to FIFO."
        )
        return [CheckStep("order", False, message)]


class _Unread:
    """A row that cannot be read takes none of the others along: it is told of when they were dealt with."""

    def __init__(self) -> None:
        self._error: BadAnswerError | None = None

    @contextmanager
    def row(self) -> Iterator[None]:
        """Deal with one row."""
        try:
            yield
        except BadAnswerError as error:
            self._error = error

    def tell(self) -> None:
        """Say why the last of those could not be read.

        Raises:
            BadAnswerError: there was one.
        """
        if self._error is not None:
            raise self._error


async def _nobody(_: SmsEvent) -> None:
    raise UnreachableError("Nobody takes in messages now.", "They are offered again.")


def _is_ours(identifier: str) -> bool:
    """Whether a message can be one of our entries; the phone may have other users."""
    try:
        return uuid.UUID(identifier).version == 7
    except ValueError:
        return False
