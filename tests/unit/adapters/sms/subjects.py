"""Every SMS gateway as the conformance suite sees it: how to make it, what its vendor answers, and how its vendor calls."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import urllib.parse
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Any

from fallback_console.adapters.sms.android import AndroidGateway, AndroidSettings
from fallback_console.adapters.sms.http_template import HttpSmsGateway, HttpSmsSettings
from fallback_console.adapters.sms.kannel import KannelGateway, KannelSettings
from fallback_console.adapters.sms.listener import ListenerSettings
from fallback_console.adapters.sms.twilio import TwilioGateway, TwilioSettings
from fallback_console.adapters.sms.vonage import VonageGateway, VonageSettings
from fallback_console.adapters.sms.vonage_words import signature
from fallback_console.ports import SmsGateway
from tests.helpers.twilio_double import signature as twilio_signature
from tests.unit.adapters.raw_server import Behave, answer
from tests.unit.adapters.sms.support import NOW, StillClock

SECRET = "s3cret-word-never-shown"
KEY = "k3y-of-calls-never-shown"
TOKEN = "0wn-token-in-addresses-never-shown"
ACCOUNT = f"AC{32 * '0'}"
SID = f"SM{32 * '1'}"
OWN = "+12025550199"
TO = "+12025550101"
PUBLIC = "https://sms.example.com"
"""Behind a proxy: not where we listen."""


@dataclass(frozen=True)
class Hook:
    """One call of a vendor."""

    method: str
    target: str
    headers: str = ""
    body: bytes = b""


def said(value: Any, status: int = 200, headers: str = "") -> Behave:
    return answer(status, json.dumps(value).encode(), headers)


class Subject(ABC):
    """One kind of gateway.

    Attributes:
        name: of the gateway.
        calls: its vendor can call us.
        parts_told: receipts tell of which part they are.
        accepted, refused, sign_in, throttled: what its vendor answers.
    """

    name: str
    calls = True
    parts_told = False
    accepted: Behave
    refused: Behave
    sign_in: Behave
    throttled: Behave

    @abstractmethod
    def make(self, url: str, *, port: int = 0, timeout: float = 2.0) -> SmsGateway:
        """The gateway at an address; with a port it listens there."""

    @abstractmethod
    def receipt(self, entry: str, delivered: bool, part: int, parts: int) -> Hook:
        """The vendor tells what became of a part."""

    @abstractmethod
    def incoming(self, text: str, number: int) -> Hook:
        """The vendor tells of a message that came in, the same one for the same number."""

    @abstractmethod
    def forged(self, hook: Hook) -> Hook:
        """The same by somebody who does not know the secrets."""

    def __str__(self) -> str:
        return self.name


def listening(port: int, public: str = PUBLIC) -> ListenerSettings:
    return ListenerSettings(port=port, public_url=public)


def other_address(hook: Hook) -> Hook:
    """Another secret in the address."""
    return replace(hook, target=re.sub(r"/[0-9a-f]{40}", "/" + 40 * "0", hook.target))


class Kannel(Subject):
    name = "kannel"
    parts_told = True
    accepted = staticmethod(answer(202, b"0: Accepted for delivery", content_type="text/html"))
    refused = staticmethod(answer(400, b"Number(s) has/have been denied by white- and/or black-lists."))
    sign_in = staticmethod(answer(403, b"Authorization failed for sendsms"))
    throttled = staticmethod(answer(503, b"Temporal failure, try again later."))

    def make(self, url: str, *, port: int = 0, timeout: float = 2.0) -> KannelGateway:
        settings = KannelSettings(
            f"{url}/cgi-bin/sendsms", "console", timeout=timeout, listen=bool(port), listener=listening(port)
        )
        return KannelGateway(settings, SECRET, TOKEN, StillClock())

    def receipt(self, entry: str, delivered: bool, part: int, parts: int) -> Hook:
        signed = hmac.new(TOKEN.encode(), f"dlr\0{entry}\0{part}\0{parts}".encode(), hashlib.sha256).hexdigest()[:40]
        query = {"entry": entry, "part": part, "of": parts, "type": 1 if delivered else 2, "said": "x", "gid": ""}
        return Hook("GET", f"/kannel/dlr/{signed}?{urllib.parse.urlencode(query)}")

    def incoming(self, text: str, number: int) -> Hook:
        query = {"from": TO, "to": OWN, "text": text, "ts": NOW // 1000, "id": f"m{number}", "charset": "UTF-8"}
        return Hook("GET", f"/kannel/mo/{TOKEN}?{urllib.parse.urlencode(query)}")

    def forged(self, hook: Hook) -> Hook:
        return replace(other_address(hook), target=other_address(hook).target.replace(TOKEN, "guessed"))


class Android(Subject):
    name = "android"
    parts_told = True
    accepted = staticmethod(answer(500))
    refused = staticmethod(said({"message": "invalid phone number"}, 400))
    sign_in = staticmethod(answer(401))
    throttled = staticmethod(answer(429, b"", "Retry-After: 7\r\n"))

    def make(self, url: str, *, port: int = 0, timeout: float = 2.0) -> AndroidGateway:
        settings = AndroidSettings(
            url, "sms", timeout=timeout, webhooks=bool(port), listener=listening(port), poll_seconds=3600
        )
        return AndroidGateway(settings, SECRET, KEY if port else "", StillClock())

    def accepting(self, entry: str) -> Behave:
        row = {"id": entry, "state": "Pending", "recipients": [{"phoneNumber": TO, "state": "Pending"}], "states": {}}
        return said({**row, "textMessage": {"text": "x"}}, 202)

    def receipt(self, entry: str, delivered: bool, part: int, parts: int) -> Hook:
        payload = {"messageId": entry, "phoneNumber": TO, "deliveredAt": "2026-09-21T14:13:20Z"}
        return self._hook("sms:delivered" if delivered else "sms:failed", payload, f"r{part}{delivered}")

    def incoming(self, text: str, number: int) -> Hook:
        payload = {"messageId": f"{number:x}", "phoneNumber": TO, "message": text, "receivedAt": "2026-09-21T14:13:20Z"}
        return self._hook("sms:received", payload, f"i{number}")

    def forged(self, hook: Hook) -> Hook:
        return replace(hook, body=hook.body.replace(b'"payload"', b'"payload" '))

    def _hook(self, event: str, payload: dict[str, Any], identifier: str) -> Hook:
        body = json.dumps({"event": event, "id": identifier, "payload": payload, "webhookId": "w"}).encode()
        seconds = str(NOW // 1000)
        signed = hmac.new(KEY.encode(), body + seconds.encode(), hashlib.sha256).hexdigest()
        path = hmac.new(KEY.encode(), b"webhook", hashlib.sha256).hexdigest()[:40]
        return Hook("POST", f"/android/{path}", f"X-Signature: {signed}\r\nX-Timestamp: {seconds}\r\n", body)


def twilio_row(**changed: Any) -> dict[str, Any]:
    return {
        "sid": SID,
        "from": OWN,
        "to": TO,
        "body": "private words of ours",
        "direction": "outbound-api",
        "status": "queued",
        "error_code": None,
        "num_segments": "1",
        "date_sent": None,
        "date_created": "Mon, 21 Sep 2026 14:13:21 +0000",
        "messaging_service_sid": None,
        **changed,
    }


class Twilio(Subject):
    name = "twilio"
    accepted = staticmethod(said(twilio_row(), 201))
    refused = staticmethod(said({"code": 21211, "message": "The 'To' number is not valid.", "status": 400}, 400))
    sign_in = staticmethod(said({"code": 20003, "message": "Authenticate", "status": 401}, 401))
    throttled = staticmethod(said({"code": 20429, "message": "Too Many Requests"}, 429, "Retry-After: 7\r\n"))

    def make(self, url: str, *, port: int = 0, timeout: float = 2.0) -> TwilioGateway:
        settings = TwilioSettings(
            ACCOUNT,
            OWN,
            timeout=timeout,
            webhooks=bool(port),
            listener=listening(port),
            poll_seconds=3600,
            url=url,
        )
        return TwilioGateway(settings, SECRET, "", StillClock())

    def receipt(self, entry: str, delivered: bool, part: int, parts: int) -> Hook:
        status = {"MessageStatus": "delivered"} if delivered else {"MessageStatus": "undelivered", "ErrorCode": "30003"}
        return self.hook(f"/twilio/status/{entry}", {"MessageSid": SID, **status, "AccountSid": ACCOUNT})

    def incoming(self, text: str, number: int) -> Hook:
        fields = {"MessageSid": f"SM{number:032x}", "From": TO, "To": OWN, "Body": text, "NumSegments": "1"}
        return self.hook("/twilio/incoming", fields)

    def forged(self, hook: Hook) -> Hook:
        return replace(hook, body=hook.body + b"&Extra=1")

    def hook(self, path: str, fields: dict[str, str], base: str = PUBLIC) -> Hook:
        signed = twilio_signature(base + path, fields, SECRET)
        headers = f"X-Twilio-Signature: {signed}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        return Hook("POST", path, headers, urllib.parse.urlencode(fields).encode())


class Vonage(Subject):
    name = "vonage"
    parts_told = True
    accepted = staticmethod(
        said({"message-count": "1", "messages": [{"to": TO[1:], "message-id": "m-1", "status": "0", "network": "1"}]})
    )
    refused = staticmethod(
        said({"message-count": "1", "messages": [{"status": "7", "error-text": f"Number barred. {TO}"}]})
    )
    sign_in = staticmethod(said({"message-count": "1", "messages": [{"status": "4", "error-text": "Bad Credentials"}]}))
    throttled = staticmethod(said({"message-count": "1", "messages": [{"status": "1", "error-text": "Throttled"}]}))

    def make(self, url: str, *, port: int = 0, timeout: float = 2.0) -> VonageGateway:
        settings = VonageSettings(
            "abcd1234", "Example", timeout=timeout, listen=bool(port), listener=listening(port), url=url
        )
        return VonageGateway(settings, SECRET, KEY, TOKEN, StillClock(), parts_wait=0.3)

    def receipt(self, entry: str, delivered: bool, part: int, parts: int) -> Hook:
        signed = hmac.new(TOKEN.encode(), f"receipt\0{entry}\0{parts}".encode(), hashlib.sha256).hexdigest()[:40]
        fields = {
            "msisdn": TO[1:],
            "messageId": f"m-{part}",
            "status": "delivered" if delivered else "failed",
            "err-code": "0" if delivered else "2",
            "client-ref": entry,
        }
        return self.hook(f"/vonage/receipt/{entry}/{parts}/{signed}", fields)

    def incoming(self, text: str, number: int, **more: str) -> Hook:
        signed = hmac.new(TOKEN.encode(), b"incoming", hashlib.sha256).hexdigest()[:40]
        fields = {"msisdn": TO[1:], "to": OWN[1:], "messageId": f"i{number}", "text": text, "type": "text", **more}
        return self.hook(f"/vonage/incoming/{signed}", fields)

    def forged(self, hook: Hook) -> Hook:
        return replace(hook, body=hook.body.replace(b'"msisdn": "1', b'"msisdn": "2'))

    def hook(self, path: str, fields: dict[str, str], method: str = "sha256", stamp: int = NOW // 1000) -> Hook:
        whole = {**fields, "timestamp": str(stamp), "nonce": "n"}
        body = json.dumps({**whole, "sig": signature(method, KEY, whole).upper()}).encode()
        return Hook("POST", path, "Content-Type: application/json\r\n", body)


class Http(Subject):
    name = "http"
    accepted = staticmethod(said({"result": {"state": "queued", "id": "g-1"}}))
    refused = staticmethod(said({"result": {"state": "denied"}}))
    sign_in = staticmethod(answer(401))
    throttled = staticmethod(answer(429, b"", "Retry-After: 7\r\n"))

    def make(self, url: str, *, port: int = 0, timeout: float = 2.0) -> HttpSmsGateway:
        settings = HttpSmsSettings.from_values(
            {
                "url": f"{url}/send",
                "headers": "X-Gateway-Key: {secret}",
                "body": '{"to": "{to}", "text": "{text}", "ref": "{id}"}',
                "id_path": "result.id",
                "status_path": "result.state",
                "accepted": "queued, sent",
                "refused": "denied",
                "throttled": "slow down",
                "timeout": timeout,
                "listen": bool(port),
                "listen_port": port,
                "callback_url": PUBLIC,
            }
        )
        return HttpSmsGateway(settings, SECRET, TOKEN, StillClock())

    def receipt(self, entry: str, delivered: bool, part: int, parts: int) -> Hook:
        return self._hook("receipt", {"id": entry, "status": "delivered" if delivered else "failed"})

    def incoming(self, text: str, number: int) -> Hook:
        return self._hook("incoming", {"id": f"i{number}", "from": TO, "text": text})

    def forged(self, hook: Hook) -> Hook:
        return other_address(hook)

    def _hook(self, kind: str, fields: dict[str, str]) -> Hook:
        path = hmac.new(TOKEN.encode(), kind.encode(), hashlib.sha256).hexdigest()[:40]
        return Hook("POST", f"/http/{kind}/{path}", "Content-Type: application/json\r\n", json.dumps(fields).encode())


SUBJECTS: tuple[Subject, ...] = (Kannel(), Android(), Twilio(), Vonage(), Http())
