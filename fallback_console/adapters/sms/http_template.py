"""Text messages through any gateway that takes one as an HTTP request, described by a template.

- The gateway is asked for nothing but to send, so there is no protection against doubles (``Doubles.NONE``): after silence, or
  an answer in words that nobody described, a person says what became of the message.
- The secret stands in a header or the body. In the address it stands only where a person said that the gateway wants it so; no
  address is ever logged or shown.
- A message that came in, and receipts, are taken from calls to addresses that hold a secret of ours; the fields' names are
  configured too.
"""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from urllib.parse import urlsplit

import httpx

from fallback_console.adapters.checking import failed
from fallback_console.adapters.http import Answer, make_client, request
from fallback_console.adapters.http_errors import status_error
from fallback_console.adapters.shapes import clean
from fallback_console.adapters.sms import vendor_words as words
from fallback_console.adapters.sms.checks import reach_steps
from fallback_console.adapters.sms.http_settings import HttpSmsSettings
from fallback_console.adapters.sms.listener import Call, same_text, sign
from fallback_console.adapters.sms.memory import Memory
from fallback_console.adapters.sms.reception import Reception, one_line, values_of
from fallback_console.adapters.sms.template import value_at
from fallback_console.domain.delivery import Doubles, Receipt
from fallback_console.domain.errors import BadAnswerError, OutsideError, SettingsError, UnreachableError
from fallback_console.domain.ids import uuid7_ms
from fallback_console.domain.sentences import Sentence, together
from fallback_console.ports import CheckStep, Clock, IncomingSms, OutgoingSms, SmsEvent, SmsReceipt

__all__ = ["HttpSmsGateway", "HttpSmsSettings"]

_READABLE = (400, 402, 404, 405, 406, 409, 410, 413, 415, 422)
"""Statuses that say no, with words that may say more."""
_LONGEST_TEXT = 10_000
_MAX_BYTES = 200_000


class HttpSmsGateway:
    """An ``SmsGateway`` over a template.

    Args:
        settings: the connection.
        secret: for the sign-in and the place {secret}; '' where the gateway wants none.
        token: our own secret in the addresses that the gateway calls; it has to stay the same.
        clock: time.
        transport: carries requests instead of sockets.

    Raises:
        SettingsError: something is missing or cannot be used.
    """

    name = "http"
    doubles = Doubles.NONE

    def __init__(
        self,
        settings: HttpSmsSettings,
        secret: str,
        token: str,
        clock: Clock,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        template = settings.template
        if not secret and (settings.auth != "none" or "{secret}" in f"{template.url}{template.headers}{template.body}"):
            raise SettingsError("The gateway's secret is missing.", "Enter it in the connection's settings.")
        self._settings = settings
        self._secret = secret
        self._clock = clock
        self._host = urlsplit(template.url).hostname or ""
        self._client = make_client(
            base_url=template.origin,
            verify=settings.ca_file or True,
            timeout=settings.timeout,
            transport=transport,
        )
        self._reception = Reception(self.name, settings.listener, token, self._take_call, called=settings.listen)
        self._paths = {f"/{self.name}/{kind}/{sign(token, kind)}": kind for kind in ("incoming", "receipt")}
        self._told: Memory[str] = Memory()

    @property
    def rate(self) -> float:
        """Parts per second."""
        return self._settings.rate

    @property
    def incoming_url(self) -> str:
        """What the gateway is to call with messages that came in; it holds a secret."""
        return self._url_of("incoming")

    @property
    def receipt_url(self) -> str:
        """What the gateway is to call with receipts; it holds a secret."""
        return self._url_of("receipt")

    async def send(self, message: OutgoingSms) -> Receipt:
        """Hand one message over."""
        words.sendable(message.to, message.text)
        template, values = self._settings.template, self._values(message)
        answer = await request(
            self._client,
            template.method,
            template.filled_url(values),
            writing=True,
            content=template.filled_body(values),
            headers={**self._sign_in(), **template.filled_headers(values)},
            max_bytes=_MAX_BYTES,
            deadline=2 * self._settings.timeout,
            accept=_READABLE,
        )
        return self._receipt_of(answer)

    async def look_up(self, message: OutgoingSms) -> Receipt | None:
        """A template cannot ask.

        Raises:
            AmbiguousError: always.
        """
        raise words.not_known(self._host)

    async def check(self) -> list[CheckStep]:
        """Reach the gateway, without the secret and without sending anything, and look at the way back to us."""
        origin = self._settings.template.origin
        try:
            await request(
                self._client,
                "GET",
                f"{origin}/",
                writing=False,
                deadline=2 * self._settings.timeout,
                accept=range(200, 600),
            )
        except UnreachableError as error:
            return reach_steps(origin, error)
        except OutsideError as error:
            return [*reach_steps(origin, None), failed("answer", error)]
        kind = self._settings.template.kind
        found = together(
            Sentence("The template is complete: {method}, {kind}.", method=self._settings.template.method, kind=kind),
            "Whether the gateway takes it, only a message shows: send one to yourself.",
        )
        return [
            *reach_steps(origin, None),
            CheckStep("settings", True, found),
            *await self._reception.check(self.incoming_url),
        ]

    def listen(self, on_event: Callable[[SmsEvent], Awaitable[None]]) -> AbstractAsyncContextManager[None]:
        """Take in receipts and messages, where the gateway is to call us."""
        return self._reception.open(on_event)

    async def aclose(self) -> None:
        """Close connections."""
        await self._client.aclose()

    # Sending

    def _values(self, message: OutgoingSms) -> Mapping[str, str]:
        return {
            "to": message.to,
            "to_digits": message.to.removeprefix("+"),
            "from": self._settings.sender,
            "text": clean(message.text),
            "id": message.entry_id,
            "username": self._settings.username,
            "secret": self._secret,
        }

    def _sign_in(self) -> dict[str, str]:
        if self._settings.auth == "basic":
            pair = f"{self._settings.username}:{self._secret}".encode()
            return {"Authorization": f"Basic {base64.b64encode(pair).decode('ascii')}"}
        if self._settings.auth == "bearer":
            return {"Authorization": f"Bearer {self._secret}"}
        return {}

    def _receipt_of(self, answer: Answer) -> Receipt:
        """What an answer means.

        Raises:
            ThrottledError, RefusedError: it has a word that stands for that, or says no by its status.
            BadAnswerError: it has no word that is known.
        """
        settings = self._settings
        said, identifier = self._read(answer)
        for word in settings.throttled:
            if self._is(said, word):
                raise words.throttled(self._host)
        for word in settings.refused:
            if self._is(said, word):
                raise words.other_refusal(self._host, word)
        if answer.status in _READABLE:
            raise status_error(self._host, answer.status, answer.headers, True)
        if settings.accepted and not any(self._is(said, word) for word in settings.accepted):
            raise words.bad_answer(self._host)
        return Receipt(remote_id=identifier, said=one_line(said)[:80])

    def _read(self, answer: Answer) -> tuple[str, str]:
        """The gateway's word and its id of the message, '' where they are not there."""
        settings = self._settings
        if settings.answer == "text":
            return answer.text().strip(), ""
        if not (settings.status_path or settings.id_path):
            return "", ""
        try:
            body = answer.json()
        except BadAnswerError:
            if answer.status in _READABLE:
                return "", ""
            raise
        return value_at(body, settings.status_path) or "" if settings.status_path else "", (
            value_at(body, settings.id_path) or "" if settings.id_path else ""
        )[:64]

    def _is(self, said: str, word: str) -> bool:
        said = said.casefold()
        return said.startswith(word) if self._settings.answer == "text" else said == word

    # Being called

    def _url_of(self, kind: str) -> str:
        path = next(path for path, known in self._paths.items() if known == kind)
        return f"{self._reception.public_url}{path}"

    async def _take_call(self, call: Call) -> int:
        if call.method not in ("GET", "POST"):
            return 405
        fits = [kind for path, kind in self._paths.items() if same_text(path, call.path)]
        if not fits:
            return 404
        said = values_of(call)
        if said is None:
            return 400
        return await (self._take_message(said) if fits == ["incoming"] else self._take_receipt(said))

    async def _take_message(self, said: Mapping[str, str]) -> int:
        settings = self._settings
        sender, identifier = said.get(settings.sender_field, "").strip(), said.get(settings.id_field, "")[:64]
        if not sender or len(sender) > 64 or settings.text_field not in said:
            return 400
        text = clean(said[settings.text_field])[:_LONGEST_TEXT]
        # A gateway that has begun to count anew has another message under the same id.
        known = "\0".join((identifier, sender, text)) if identifier else ""
        if known not in self._told:
            now = self._clock.now_ms()
            await self._reception.tell(IncomingSms(self.name, identifier, sender, "", text, now))
            if known:
                self._told.put(known, "")
        return 200

    async def _take_receipt(self, said: Mapping[str, str]) -> int:
        settings = self._settings
        identifier = said.get(settings.receipt_id_field, "")[:64]
        word = said.get(settings.receipt_status_field, "").casefold()
        if not identifier or not word:
            return 400
        state = "delivered" if word in settings.delivered else "failed" if word in settings.failed else "accepted"
        entry = identifier if _is_ours(identifier) else ""
        now = self._clock.now_ms()
        await self._reception.tell(
            SmsReceipt(self.name, entry, "" if entry else identifier, state, None, now, one_line(word))
        )
        return 200


def _is_ours(identifier: str) -> bool:
    try:
        return uuid7_ms(identifier) > 0
    except ValueError:
        return False
