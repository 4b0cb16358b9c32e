"""Text messages through Vonage's SMS interface.

What Vonage does, and what follows from it:

- Every answer comes with HTTP 200, and each part of a long text has a status of its own in it: some parts may be taken and
  others not, which is told as an ambiguous message.
- There is no idempotency key, and nothing can be looked up: ``client-ref`` only comes back, in answers and receipts. So there is
  no protection against doubles (``Doubles.NONE``). Our entry's id is the client-ref, so that a receipt, which comes in spite of
  a lost answer, ends the doubt; else a person does.
- Receipts come for each part under the part's own id. Which part it is, is known from the answer to sending; of a part that is
  not known, after a restart or a lost answer, the receipts are counted, so that never more parts are called delivered than
  were.
- Calls are signed with the method of the account's dashboard. The address holds a signature of our own besides, which is all
  there is where signing is not switched on.
- A long message comes in as several calls. They wait for each other a little while; what stays alone is told alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import httpx

from fallback_console.adapters.checking import failed
from fallback_console.adapters.http import make_client, request
from fallback_console.adapters.shapes import clean
from fallback_console.adapters.sms import vendor_words as words
from fallback_console.adapters.sms.checks import reach_steps
from fallback_console.adapters.sms.listener import Call, same_text, sign
from fallback_console.adapters.sms.memory import Memory
from fallback_console.adapters.sms.reception import Reception, one_line, values_of
from fallback_console.adapters.sms.vonage_settings import VonageSettings
from fallback_console.adapters.sms.vonage_words import (
    STATES,
    VENDOR,
    failure_words,
    message_time,
    signature_fits,
    taken,
)
from fallback_console.adapters.status.sms_probes import vonage_balance
from fallback_console.domain.delivery import Doubles, Receipt
from fallback_console.domain.errors import OutsideError, SettingsError, SignInError, UnreachableError
from fallback_console.domain.sentences import Sentence
from fallback_console.domain.sms_text import Encoding, encoding_of
from fallback_console.ports import CheckStep, Clock, IncomingSms, OutgoingSms, SmsEvent, SmsReceipt

__all__ = ["VonageGateway", "VonageSettings"]

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_LONGEST_TEXT = 10_000
_MOST_PARTS = 50
_SHORTEST_NUMBER = 7
"""Digits with the country code; fewer are a short code."""
_PARTS_WAIT = 3.0
"""Seconds that a part of an incoming message waits for the others; Vonage's own patience is not much longer."""


@dataclass(slots=True)
class _Joining:
    """An incoming message of which some parts are here."""

    texts: dict[int, str] = field(default_factory=dict)
    whole: asyncio.Future[None] | None = None


class VonageGateway:
    """An ``SmsGateway`` over Vonage.

    Args:
        settings: the connection.
        password: secret of the API key.
        signing_key: signature secret of the account; needed to take in signed calls.
        token: our own secret in the addresses that Vonage calls; it has to stay the same.
        clock: time.
        transport: carries requests instead of sockets.
        parts_wait: seconds that parts of an incoming message wait for each other.

    Raises:
        SettingsError: something is missing or cannot be used.
    """

    name = "vonage"
    doubles = Doubles.NONE

    def __init__(
        self,
        settings: VonageSettings,
        password: str,
        signing_key: str,
        token: str,
        clock: Clock,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        parts_wait: float = _PARTS_WAIT,
    ) -> None:
        if not password:
            raise SettingsError("The secret of the API key is missing.", "Enter it in the connection's settings.")
        if settings.listen and settings.signature_method != "none" and not signing_key:
            raise SettingsError(
                "The secret that signs the gateway's calls is missing.",
                "Copy it from the vendor's dashboard, or set 'signature_method' to none.",
            )
        self._settings = settings
        self._password = password
        self._key = signing_key
        self._token = token
        self._clock = clock
        self._parts_wait = parts_wait
        self._client = make_client(
            base_url=settings.url,
            basic=(settings.api_key, password),
            verify=settings.ca_file or True,
            timeout=settings.timeout,
            transport=transport,
        )
        self._reception = Reception(self.name, settings.listener, token, self._take_call, called=settings.listen)
        self._ids: Memory[list[str]] = Memory()  # by entry: ids of its parts, in order
        self._told: Memory[str] = Memory()  # incoming messages that were kept
        self._joining: dict[str, _Joining] = {}

    @property
    def rate(self) -> float:
        """Parts per second."""
        return self._settings.rate

    @property
    def incoming_url(self) -> str:
        """What the account's dashboard needs as address for incoming messages; it holds a secret."""
        return f"{self._reception.public_url}/{self.name}/incoming/{sign(self._token, 'incoming')}"

    async def send(self, message: OutgoingSms) -> Receipt:
        """Hand one message over."""
        words.sendable(message.to, message.text)
        form = {
            "api_key": self._settings.api_key,
            "api_secret": self._password,
            "from": self._settings.sender,
            "to": message.to.removeprefix("+"),
            "text": clean(message.text),
            "type": "unicode" if encoding_of(message.text) is Encoding.UCS2 else "text",
            "ttl": str(self._settings.ttl_seconds * 1000),
            "client-ref": message.entry_id,
            "status-report-req": "true" if self._settings.listen else "false",
        }
        if self._settings.listen:
            form["callback"] = f"{self._reception.public_url}{self._receipt_path(message.entry_id, message.parts)}"
        answer = await request(
            self._client,
            "POST",
            "sms/json",
            writing=True,
            content=urlencode(form).encode(),
            headers=_FORM,
            deadline=2 * self._settings.timeout,
        )
        ids = taken(answer.json(), message.parts)
        self._ids.put(message.entry_id, ids)
        return Receipt(remote_id=ids[0], said="0" if len(ids) == 1 else f"0, {len(ids)} parts")

    async def look_up(self, message: OutgoingSms) -> Receipt | None:
        """Vonage cannot be asked; only where its answer is still known here it can be told.

        Raises:
            AmbiguousError: it cannot be told.
        """
        ids = self._ids.get(message.entry_id)
        if not ids:
            raise words.not_known(VENDOR)
        return Receipt(already=True, remote_id=ids[0])

    async def check(self) -> list[CheckStep]:
        """Reach Vonage, sign in by asking for the balance, and look at the way back to us."""
        url = self._settings.url
        try:
            answer = await request(
                self._client, "GET", "account/get-balance", writing=False, deadline=2 * self._settings.timeout
            )
            balance = vonage_balance(answer.json())
            if balance is None:
                raise words.bad_answer(VENDOR)
        except UnreachableError as error:
            return reach_steps(url, error)
        except OutsideError as error:
            name = "sign-in" if isinstance(error, SignInError) else "answer"
            return [*reach_steps(url, None), failed(name, error)]
        signed_in = Sentence("{vendor} accepts the sign-in.", vendor=VENDOR)
        steps = [*reach_steps(url, None), CheckStep("sign-in", True, signed_in)]
        amount, shown = balance
        steps.append(words.balance_step(shown, amount > self._settings.low_balance))
        return steps + await self._reception.check(self.incoming_url)

    def listen(self, on_event: Callable[[SmsEvent], Awaitable[None]]) -> AbstractAsyncContextManager[None]:
        """Take in receipts and messages."""
        return self._reception.open(on_event)

    async def aclose(self) -> None:
        """Close connections."""
        await self._client.aclose()

    # Being called

    def _receipt_path(self, entry_id: str, parts: int) -> str:
        return f"/{self.name}/receipt/{entry_id}/{parts}/{sign(self._token, 'receipt', entry_id, str(parts))}"

    async def _take_call(self, call: Call) -> int:
        if call.method not in ("GET", "POST"):
            return 405
        kind, _, rest = call.path.removeprefix(f"/{self.name}/").partition("/")
        if not call.path.startswith(f"/{self.name}/") or kind not in ("receipt", "incoming"):
            return 404
        entry, _, more = rest.partition("/")
        count, _, signature = more.partition("/")
        ours = sign(self._token, kind, entry, count) if kind == "receipt" else sign(self._token, kind)
        if not same_text(ours, signature if kind == "receipt" else rest):
            return 403
        said = values_of(call)
        if said is None:
            return 400
        method = self._settings.signature_method
        if method != "none" and not signature_fits(method, self._key, said, self._clock.now_ms()):
            return 403
        return await (self._take_receipt(entry, int(count), said) if kind == "receipt" else self._take_message(said))

    async def _take_receipt(self, entry: str, count: int, said: Mapping[str, str]) -> int:
        part_id, state = said.get("messageId", "")[:64], STATES.get(said.get("status", ""))
        if not part_id or said.get("client-ref", entry) != entry:
            return 400
        if state is None:  # something new: acknowledged, and of no use
            return 200
        known = self._ids.get(entry) or []
        if part_id not in known:
            known = [*known, part_id]
        number = min(known.index(part_id) + 1, count) if count > 1 else None
        words_said = failure_words(said.get("err-code", "")) if state == "failed" else ""
        now = self._clock.now_ms()
        line = one_line(words_said or said.get("status", ""))
        await self._reception.tell(SmsReceipt(self.name, entry, part_id, state, number, now, line))
        self._ids.put(entry, known[:_MOST_PARTS])
        return 200

    async def _take_message(self, said: Mapping[str, str]) -> int:
        message_id, sender = said.get("messageId", "")[:64], said.get("msisdn", "")[:32]
        if not message_id or not sender:
            return 400
        if message_id in self._told:
            return 200
        number, total = said.get("concat-part", ""), said.get("concat-total", "")
        body = clean(said.get("text", ""))
        if said.get("concat") != "true" or not (number.isdecimal() and total.isdecimal()):
            await self._keep(said, message_id, body)
        elif 1 <= int(number[:4]) <= int(total[:4]) <= _MOST_PARTS:
            key = "\0".join((sender, said.get("to", ""), said.get("concat-ref", ""), total))
            await self._join(key, int(number), int(total), said, message_id, body)
        else:
            return 400
        self._told.put(message_id, "")
        return 200

    async def _join(
        self, key: str, number: int, total: int, said: Mapping[str, str], message_id: str, body: str
    ) -> None:
        """Keep the whole message when its last part comes; returns for every part only once it is kept."""
        joining = self._joining.setdefault(key, _Joining())
        joining.texts[number] = body
        if joining.whole is None:
            joining.whole = asyncio.get_running_loop().create_future()
        if len(joining.texts) == total:
            del self._joining[key]
            text = "".join(joining.texts[one] for one in sorted(joining.texts))
            try:
                await self._keep(said, message_id, text)
            except BaseException as error:
                joining.whole.cancel()
                raise error from None
            joining.whole.set_result(None)
            return
        try:
            await asyncio.wait_for(asyncio.shield(joining.whole), self._parts_wait)
        except TimeoutError:
            if self._joining.get(key) is joining:
                del self._joining[key]
            await self._keep(said, message_id, body)
        except asyncio.CancelledError:
            if not joining.whole.cancelled():
                raise
            raise UnreachableError("Nobody takes in messages now.", "They are offered again.") from None

    async def _keep(self, said: Mapping[str, str], message_id: str, text: str) -> None:
        at = message_time(said.get("message-timestamp", "")) or self._clock.now_ms()
        sender = _number(said["msisdn"])[:64]
        await self._reception.tell(
            IncomingSms(self.name, message_id, sender, said.get("to", "")[:64], text[:_LONGEST_TEXT], at)
        )


def _number(sender: str) -> str:
    """Vonage leaves the '+' away; names and short codes never had one."""
    return f"+{sender}" if sender.isascii() and sender.isdecimal() and len(sender) >= _SHORTEST_NUMBER else sender
