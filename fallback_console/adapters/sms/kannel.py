"""Text messages through Kannel's smsbox (seen with 1.4.5; user's guide, "Sending SMS messages" and "Delivery reports").

What Kannel does, and what follows from it:

- ``POST sendsms`` takes user name and password in ``X-Kannel-`` headers: the password is in no address and in no log.
- It neither gives message ids nor recognises repeated messages, and nothing can be asked afterwards. So this gateway has no
  protection against doubles: silence after sending is an AmbiguousError, and ``look_up`` never knows.
- A long text would be cut by smsbox itself: to one part by default (``max-messages``), through the middle of surrogate
  pairs, and with a receipt for the first part alone. So the parts are made here, each with its own header (3GPP TS 23.040,
  9.2.3.24.1), its own request and its own receipts. A part that surely was not taken is offered again a few times; when some
  parts were taken and another cannot be, the message is ambiguous.
- "Not routable" also means that the network connection is stopped just now. Nothing was sent, and trying later is right.
- Receipts come by HTTP to ``dlr-url``, which we give with every part. It carries the entry's id and a signature, so that
  nobody who sees one receipt can invent another. They come unordered: the network's receipt (1) may precede Kannel's (8).
- Messages that come in are fetched by a ``get-url`` in Kannel's configuration; ``KannelGateway.mo_url`` is what belongs there.
  ``max-messages = 0`` must stand beside it, or Kannel texts our empty answer back to the customer; and with
  ``http-request-retry`` Kannel repeats what we could not take at once.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from urllib.parse import urlencode

import httpx

from fallback_console.adapters.checking import failed
from fallback_console.adapters.http import make_client, request
from fallback_console.adapters.sms.checks import listener_step, reach_steps
from fallback_console.adapters.sms.kannel_settings import DEFAULT_PORT, KannelSettings
from fallback_console.adapters.sms.kannel_words import as_ascii, as_text, one_line, taken
from fallback_console.adapters.sms.listener import Call, Listener, same_text, sign
from fallback_console.domain.delivery import Doubles, Receipt
from fallback_console.domain.errors import (
    AmbiguousError,
    ConsoleError,
    OutsideError,
    RefusedError,
    SettingsError,
    SignInError,
    ThrottledError,
    UnreachableError,
)
from fallback_console.domain.sentences import Sentence, together
from fallback_console.domain.sms_text import Encoding, encoding_of, split
from fallback_console.ports import CheckStep, Clock, IncomingSms, OutgoingSms, SmsEvent, SmsReceipt

__all__ = ["DEFAULT_PORT", "MO_QUERY", "KannelGateway", "KannelSettings"]

log = logging.getLogger(__name__)

MO_QUERY = "from=%p&to=%P&text=%b&ts=%T&id=%I&charset=%C&coding=%c"
"""What Kannel puts into the address by which it hands over a message that came in (its escapes)."""

_EVERY_RECEIPT = 31
"""dlr-mask: delivered 1, not delivered 2, buffered 4, accepted by the network 8, refused by it 16."""
_STATES = {b"1": "delivered", b"2": "failed", b"4": "buffered", b"8": "accepted", b"16": "failed"}
_OFFER_AGAIN = (0.0, 0.5, 1.5)
"""Seconds to wait before each try to hand over a part after the first."""
_LONGEST_TEXT = 10_000
_MOST_PARTS = 255
_NUMBER = re.compile(r"\+?[0-9]{3,15}")


class KannelGateway:
    """An ``SmsGateway`` over Kannel.

    Args:
        settings: the connection.
        password: of the sendsms-user.
        token: secret that signs receipts and opens the address for incoming messages (``listener.new_token()``); it has to
            stay the same, because receipts may come days later.
        clock: time.
        transport: carries requests instead of sockets.

    Raises:
        SettingsError: address, user name or password cannot be used.
    """

    name = "kannel"
    doubles = Doubles.NONE

    def __init__(
        self,
        settings: KannelSettings,
        password: str,
        token: str,
        clock: Clock,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        if settings.listen and len(token) < 16:
            raise SettingsError(
                "The secret for incoming messages is missing or too short.",
                "Save the connection again to make a new one.",
            )
        self._settings = settings
        self._token = token
        self._clock = clock
        self._client = make_client(
            base_url=settings.url,
            headers={"X-Kannel-Username": settings.username, "X-Kannel-Password": password},
            verify=settings.ca_file or True,
            timeout=settings.timeout,
            transport=transport,
        )
        self._listener = Listener(settings.listener, self._take_call)
        self._on_event: Callable[[SmsEvent], Awaitable[None]] | None = None

    @property
    def rate(self) -> float:
        """Parts per second."""
        return self._settings.rate

    @property
    def mo_url(self) -> str:
        """The ``get-url`` of Kannel's sms-service, to be put between quotes; it holds a secret."""
        return f"{self._listener.public_url}/kannel/mo/{self._token}?{MO_QUERY}"

    async def check(self) -> list[CheckStep]:
        """Reach smsbox, sign in with a request that names no recipient, and look at the listener."""
        steps = await self._check_sign_in()
        if self._settings.listen:
            steps.append(await listener_step(self._settings.listener, self._listener, self._hello_path()))
        return steps

    async def send(self, message: OutgoingSms) -> Receipt:
        """Hand one message over, part by part.

        Raises:
            UnreachableError, ThrottledError, SignInError, RefusedError: nothing was sent.
            AmbiguousError, BadAnswerError: something may have been sent.
        """
        parts = split(message.text)
        if not message.text or len(parts) > _MOST_PARTS:
            raise RefusedError("The text is empty or too long for a text message.", "Write it anew.")
        if not _NUMBER.fullmatch(message.to):
            raise RefusedError("This is no number for text messages.", "Correct the number and send the text anew.")
        encoding = encoding_of(message.text)
        words: list[str] = []
        for number, text in enumerate(parts, start=1):
            words.append(await self._send_part(message, text, encoding, number, len(parts)))
        queued = next((word for word in words if word.startswith("3:")), "")
        if queued:
            await self._tell_buffered(message, queued)
        return Receipt(said=queued or words[-1])

    async def look_up(self, message: OutgoingSms) -> Receipt | None:
        """Kannel cannot be asked.

        Raises:
            AmbiguousError: always.
        """
        raise AmbiguousError(
            "Kannel cannot tell whether it took the message.",
            "If a receipt or an answer of the customer is on the timeline, it arrived; else ring the customer.",
        )

    def listen(self, on_event: Callable[[SmsEvent], Awaitable[None]]) -> AbstractAsyncContextManager[None]:
        """Take in receipts and messages."""
        return self._listening(on_event)

    @asynccontextmanager
    async def _listening(self, on_event: Callable[[SmsEvent], Awaitable[None]]) -> AsyncIterator[None]:
        if not self._settings.listen:
            yield
            return
        async with self._listener.open():
            self._on_event = on_event
            try:
                yield
            finally:
                self._on_event = None

    async def aclose(self) -> None:
        """Close connections."""
        await self._client.aclose()

    # Sending

    async def _send_part(self, message: OutgoingSms, text: str, encoding: Encoding, number: int, count: int) -> str:
        """Offer one part until it is taken. The first part is left to the courier's own retries: nothing has happened yet."""
        if number == 1:
            return await self._offer(message, text, encoding, number, count)
        for wait in _OFFER_AGAIN:
            await asyncio.sleep(wait)
            try:
                return await self._offer(message, text, encoding, number, count)
            except (UnreachableError, ThrottledError):
                continue
            except (SignInError, RefusedError) as error:
                raise _torn(number, count) from error
        raise _torn(number, count)

    async def _offer(self, message: OutgoingSms, text: str, encoding: Encoding, number: int, count: int) -> str:
        wide = encoding is Encoding.UCS2
        headers = {
            "Content-Type": "application/octet-stream" if wide else "text/plain; charset=UTF-8",
            "X-Kannel-To": message.to,
            "X-Kannel-Coding": "2" if wide else "0",
            "X-Kannel-Validity": str(self._settings.validity_minutes),
            "X-Kannel-Priority": str(self._settings.message_priority),
        }
        if self._settings.sender:
            headers["X-Kannel-From"] = self._settings.sender
        if self._settings.smsc:
            headers["X-Kannel-SMSC"] = self._settings.smsc
        if self._settings.listen:
            headers["X-Kannel-DLR-Mask"] = str(_EVERY_RECEIPT)
            headers["X-Kannel-DLR-Url"] = self._dlr_url(message.entry_id, number, count)
        if count > 1:
            headers["X-Kannel-UDH"] = bytes((5, 0, 3, _reference(message.entry_id), count, number)).hex()
        body = text.encode("utf-16-be", "surrogatepass") if wide else text.encode()
        return await self._post(headers, body)

    async def _post(self, headers: Mapping[str, str], body: bytes) -> str:
        answer = await request(
            self._client,
            "POST",
            self._settings.url,  # whole: a relative one would get a slash at its end, which Kannel does not know
            writing=True,
            content=body,
            headers=headers,
            max_bytes=20_000,
            deadline=2 * self._settings.timeout,
            accept=(400, 403, 404, 503),
        )
        return taken(answer)

    async def _check_sign_in(self) -> list[CheckStep]:
        url = self._settings.url
        try:
            await self._post({"Content-Type": "text/plain"}, b"")
        except RefusedError as error:
            if error.values.get("reason") == "receiver":  # the sign-in passed, the missing recipient did not
                return [*reach_steps(url, None), CheckStep("sign-in", True, "Kannel accepts user name and password.")]
            return [*reach_steps(url, None), failed("answer", error)]
        except UnreachableError as error:
            return reach_steps(url, error)
        except OutsideError as error:
            name = "sign-in" if isinstance(error, SignInError) else "answer"
            return [*reach_steps(url, None), failed(name, error)]
        message = together(
            "What answers there takes messages without a recipient: it is not Kannel.", "Check the address."
        )
        return [*reach_steps(url, None), CheckStep("answer", False, message)]

    async def _tell_buffered(self, message: OutgoingSms, words: str) -> None:
        """Kannel keeps the message until the network is back: worth a line on the timeline, but no reason to fail."""
        if self._on_event is None:
            return
        now = self._clock.now_ms()
        try:
            await self._on_event(SmsReceipt(self.name, message.entry_id, "", "buffered", None, now, words))
        except ConsoleError as error:
            log.warning("a receipt could not be kept: %s", error.code)

    # Listening

    def _dlr_url(self, entry_id: str, number: int, count: int) -> str:
        signature = sign(self._token, "dlr", entry_id, str(number), str(count))
        return (
            f"{self._listener.public_url}/kannel/dlr/{signature}?"
            + urlencode({"entry": entry_id, "part": number, "of": count})
            + "&type=%d&said=%A&gid=%F"
        )

    def _hello_path(self) -> str:
        """Where a console with our secret answers, and nobody else can."""
        return f"/kannel/hello/{sign(self._token, 'hello')}"

    async def _take_call(self, call: Call) -> int:
        if call.method != "GET":
            return 405
        if same_text(call.path, self._hello_path()):
            return 200
        kind, _, secret = call.path.removeprefix("/kannel/").partition("/")
        if not call.path.startswith("/kannel/") or kind not in ("dlr", "mo"):
            return 404
        event = self._receipt(call, secret) if kind == "dlr" else self._incoming(call, secret)
        if isinstance(event, int):
            return event
        if self._on_event is None:
            return 503
        await self._on_event(event)
        return 200

    def _receipt(self, call: Call, signature: str) -> SmsReceipt | int:
        entry, part, count = (as_ascii(call.query.get(name, b"")) for name in ("entry", "part", "of"))
        if not same_text(signature, sign(self._token, "dlr", entry, part, count)):
            return 403
        state = _STATES.get(call.query.get("type", b""))
        if state is None:  # an intermediate report that was not asked for
            return 200
        words, _, _ = as_text(call.query.get("said", b""), b"UTF-8").partition(
            " text:"
        )  # the beginning of the customer's text
        return SmsReceipt(
            self.name,
            entry,
            as_ascii(call.query.get("gid", b""))[:64],
            state,
            int(part) if count != "1" else None,
            self._clock.now_ms(),
            one_line(words),
        )

    def _incoming(self, call: Call, secret: str) -> IncomingSms | int:
        if not same_text(secret, self._token):
            return 403
        query = call.query
        sender = as_ascii(query.get("from", b"")).strip()
        text = as_text(query.get("text", b""), query.get("charset", b""))
        if not sender or len(sender) > 64 or len(text) > _LONGEST_TEXT:
            return 400
        stamp = as_ascii(query.get("ts", b""))
        given = as_ascii(query.get("id", b""))[:64]
        own = hashlib.sha256(b"\0".join((query.get("from", b""), stamp.encode(), query.get("text", b"")))).hexdigest()[
            :32
        ]
        seconds = int(stamp) if stamp.isdecimal() and len(stamp) <= 11 else 0
        return IncomingSms(
            self.name,
            given or own,
            sender,
            as_ascii(query.get("to", b""))[:64],
            text,
            seconds * 1000 or self._clock.now_ms(),
        )


def _torn(number: int, count: int) -> AmbiguousError:
    return AmbiguousError(
        Sentence("Only {taken} of {count} parts of the message were taken by Kannel.", taken=number - 1, count=count),
        "The customer may have received a part of the text. Ring, or send it once more.",
        taken=number - 1,
        parts=count,
    )


def _reference(entry_id: str) -> int:
    """Which parts belong together: the same for a message always, seldom the same for two of one sender."""
    return hashlib.sha256(entry_id.encode()).digest()[0]
