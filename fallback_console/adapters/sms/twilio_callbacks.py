"""What Twilio tells by itself: where texts and calls stand, what came in, which key was pressed. Only what it signed is taken in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fallback_console.adapters.shapes import clean
from fallback_console.adapters.sms.listener import Call, Reply
from fallback_console.adapters.sms.memory import Memory
from fallback_console.adapters.sms.reception import Reception, form_of, one_line
from fallback_console.adapters.sms.twilio_calls import CALL_STATES, again_words, call_said, keys_from, noted_words
from fallback_console.adapters.sms.twilio_settings import TwilioSettings
from fallback_console.adapters.sms.twilio_words import STATES, failure_words, signature_fits
from fallback_console.ports import Clock, IncomingSms, SmsKeys, SmsOptOut, SmsReceipt

__all__ = ["LONGEST_TEXT", "TwilioCallbacks"]

LONGEST_TEXT = 10_000
"""Of a message that came in, characters."""

_TOLD = ("status", "incoming", "call", "keys")
"""What Twilio tells: where a text stands, what came in, where a call stands, which key was pressed in one."""


class TwilioCallbacks:
    """Takes Twilio's calls.

    Args:
        name: of the gateway, the first part of every path.
        settings: the connection.
        token: of the account, which signs.
        clock: time.
        told: what was handed on already, by SID.
        remember: called with entry and SID once they are known to belong together.

    Attributes:
        reception: where the calls come in.
    """

    def __init__(
        self,
        name: str,
        settings: TwilioSettings,
        token: str,
        clock: Clock,
        told: Memory[str],
        remember: Callable[[str, str], None],
    ) -> None:
        self._name = name
        self._token = token
        self._clock = clock
        self._told = told
        self._remember = remember
        self.reception = Reception(name, settings.listener, token, self._take_call, called=settings.webhooks)

    def address(self, kind: str, rest: str) -> str:
        """The address of a call of Twilio's to us."""
        return f"{self.reception.public_url}/{self._name}/{kind}/{rest}"

    async def _take_call(self, call: Call) -> int | Reply:
        if call.method != "POST":
            return 405
        kind, _, entry = call.path.removeprefix(f"/{self._name}/").partition("/")
        if not call.path.startswith(f"/{self._name}/") or kind not in _TOLD:
            return 404
        fields = form_of(call)
        if fields is None or call.query:
            return 400
        url = f"{self.reception.public_url}{call.path}"
        if not signature_fits(self._token, url, fields, call.headers.get("x-twilio-signature", "")):
            return 403
        said = dict(fields)
        if kind == "keys":
            return await self._take_keys(entry, url, said)
        if kind == "call":
            return await self._take_call_status(entry, said)
        return await (self._take_status(entry, said) if kind == "status" else self._take_incoming(said))

    async def _take_keys(self, path: str, url: str, said: Mapping[str, str]) -> int | Reply:
        keys, sid, pressed = keys_from(path), said.get("CallSid", "")[:64], said.get("Digits", "")
        if keys is None or not sid:
            return 400
        if pressed not in set(keys.keys):
            return _words(again_words(keys, url))
        await self.reception.tell(SmsKeys(self._name, keys.entry_id, sid, pressed, self._clock.now_ms()))
        self._remember(keys.entry_id, sid)
        return _words(noted_words(keys.language))

    async def _take_call_status(self, entry: str, said: Mapping[str, str]) -> int:
        sid, status = said.get("CallSid", "")[:64], said.get("CallStatus", "")
        if not sid or not status:
            return 400
        state = CALL_STATES.get(status, "accepted")
        now, words_of = self._clock.now_ms(), one_line(call_said(status))
        await self.reception.tell(SmsReceipt(self._name, entry, sid, state, None, now, words_of))
        self._remember(entry, sid)
        return 200

    async def _take_status(self, entry: str, said: Mapping[str, str]) -> int:
        sid, status = said.get("MessageSid", ""), said.get("MessageStatus", "")
        if not sid or not status:
            return 400
        # Also a state without a meaning of its own ends a doubt: Twilio has the message.
        state = STATES.get(status, "accepted")
        known_as = one_line(failure_words(said.get("ErrorCode", "")) or status)
        await self.reception.tell(SmsReceipt(self._name, entry, sid[:64], state, None, self._clock.now_ms(), known_as))
        self._remember(entry, sid[:64])
        return 200

    async def _take_incoming(self, said: Mapping[str, str]) -> int:
        sid, sender = said.get("MessageSid", "")[:64], said.get("From", "")[:64]
        if not sid or not sender:
            return 400
        if sid not in self._told:
            body = clean(said.get("Body", ""))[:LONGEST_TEXT]
            now = self._clock.now_ms()
            await self.reception.tell(IncomingSms(self._name, sid, sender, said.get("To", "")[:64], body, now))
            if said.get("OptOutType") == "STOP":  # a word of the account's own list, which we need not know
                await self.reception.tell(SmsOptOut(self._name, sender, body))
            self._told.put(sid, "")
        return 200


def _words(twiml: str) -> Reply:
    return Reply(200, twiml.encode(), "text/xml; charset=utf-8")
