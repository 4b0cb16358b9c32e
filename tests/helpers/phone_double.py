"""An Android phone running SMSGate's local server, as an HTTP handler without sockets: stateful, and as its interface is."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import httpx

EVENTS = ("sms:received", "sms:data-received", "sms:sent", "sms:delivered", "sms:failed", "system:ping")


def iso(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds")


@dataclass
class Held:
    """One message the phone was given."""

    id: str
    to: str
    text: str
    body: dict[str, Any]
    created: int
    state: str = "Pending"
    error: str = ""
    states: dict[str, str] = field(default_factory=dict)


class PhoneDouble:
    """Call it with a request. What it was asked is in ``requests``.

    Attributes:
        broken: answers instead of the phone, where it gives one.
        lose: carries a request out, then breaks the connection, so often.
        lacks: paths that this version of the app does not know.
    """

    def __init__(self, now: Callable[[], int], username: str = "sms", password: str = "phone-password") -> None:
        self._now = now
        self.authorization = "Basic " + base64.b64encode(f"{username}:{password}".encode()).decode()
        self.messages: dict[str, Held] = {}
        self.inbox: list[dict[str, Any]] = []
        self.webhooks: dict[str, dict[str, Any]] = {}
        self.order = "FIFO"
        self.key = "signing-key"
        self.clock_skew_ms = 0
        self.requests: list[httpx.Request] = []
        self.broken: Callable[[httpx.Request], httpx.Response | None] = lambda _: None
        self.lose = 0
        self.lacks: set[str] = set()
        self._numbers = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        broken = self.broken(request)
        if broken is not None:
            return broken
        answer = self._answer(request)
        answer.headers["Date"] = format_datetime(
            datetime.fromtimestamp((self._now() + self.clock_skew_ms) / 1000, UTC), usegmt=True
        )
        if self.lose:
            self.lose -= 1
            raise httpx.ReadTimeout("lost", request=request)
        return answer

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self)

    def set_state(self, identifier: str, state: str, error: str = "") -> None:
        held = self.messages[identifier]
        held.state, held.error = state, error
        held.states[state] = iso(self._now())

    def receive(self, sender: str, text: str, at: int, number: int = -1809571534) -> tuple[str, str]:
        """A text comes in: its id in the inbox, and the one in webhooks."""
        identifier = f"text:{number}"
        self.inbox.append(
            {
                "id": identifier,
                "type": "SMS",
                "sender": sender,
                "simNumber": 1,
                "contentPreview": text,
                "createdAt": iso(at),
                "attachments": [],
            }
        )
        return identifier, format(number & 0xFFFFFFFF, "x")

    def hook(self, event: str, payload: dict[str, Any], *, identifier: str = "") -> tuple[bytes, dict[str, str]]:
        """Body and headers of a webhook call, signed."""
        self._numbers += 1
        body = json.dumps(
            {
                "deviceId": "ffffffffceb0b1db",
                "event": event,
                "id": identifier or f"hook-{self._numbers}",
                "payload": payload,
                "webhookId": "w",
            },
            ensure_ascii=False,
        ).encode()
        return body, self.sign(body, self._now() // 1000)

    def sign(self, body: bytes, seconds: int) -> dict[str, str]:
        signature = hmac.new(self.key.encode(), body + str(seconds).encode(), hashlib.sha256).hexdigest()
        return {"X-Signature": signature, "X-Timestamp": str(seconds), "Content-Type": "application/json"}

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if request.headers.get("authorization") != self.authorization:
            return httpx.Response(401)
        path = request.url.path
        if path in self.lacks:
            return httpx.Response(404)
        if path == "/messages" and request.method == "POST":
            return self._enqueue(json.loads(request.content))
        if path == "/messages":
            since = int(
                datetime.fromisoformat(request.url.params.get("from", "1970-01-01T00:00:00Z")).timestamp() * 1000
            )
            rows = [self._row(one, content=False) for one in self.messages.values() if one.created >= since]
            return self._page(request, rows)
        if path.startswith("/messages/"):
            held = self.messages.get(path.removeprefix("/messages/"))
            return httpx.Response(404) if held is None else httpx.Response(200, json=self._row(held, content=True))
        if path == "/inbox":
            since = datetime.fromisoformat(request.url.params["from"])
            return self._page(request, [row for row in self.inbox if datetime.fromisoformat(row["createdAt"]) >= since])
        if path == "/webhooks" and request.method == "POST":
            body = json.loads(request.content)
            self.webhooks[body["id"]] = body
            return httpx.Response(201, json=body)
        if path == "/webhooks":
            return httpx.Response(200, json=list(self.webhooks.values()))
        if path == "/settings":
            return httpx.Response(200, json={"messages": {"processing_order": self.order}})
        return httpx.Response(404, json={"message": "no such path"})

    def _enqueue(self, body: dict[str, Any]) -> httpx.Response:
        if body["id"] in self.messages:
            return httpx.Response(409, json={"message": "already exists"})
        held = Held(body["id"], body["phoneNumbers"][0], body["textMessage"]["text"], body, self._now())
        held.states["Pending"] = iso(self._now())
        self.messages[held.id] = held
        return httpx.Response(202, json=self._row(held, content=True))

    def _row(self, held: Held, *, content: bool) -> dict[str, Any]:
        recipient = {"phoneNumber": held.to, "state": held.state}
        if held.error:
            recipient["error"] = held.error
        row = {
            "id": held.id,
            "deviceId": "ffffffffceb0b1db",
            "state": held.state,
            "isHashed": False,
            "isEncrypted": False,
            "recipients": [recipient],
            "states": held.states,
        }
        return {**row, "textMessage": {"text": held.text}} if content else row

    def _page(self, request: httpx.Request, rows: list[dict[str, Any]]) -> httpx.Response:
        offset = int(request.url.params.get("offset", "0"))
        limit = int(request.url.params.get("limit", "50"))
        newest_first = sorted(rows, key=lambda row: row.get("createdAt", ""), reverse=True)
        return httpx.Response(
            200, json=newest_first[offset : offset + limit], headers={"X-Total-Count": str(len(rows))}
        )
