"""Twilio's messages as an HTTP handler without sockets: stateful, and as its interface is."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx

from tests.helpers.twilio_calls_double import ACCOUNT, OWN, TOKEN, TwilioCallsDouble

__all__ = ["ACCOUNT", "OWN", "TOKEN", "TwilioDouble", "signature"]


def signature(url: str, fields: Mapping[str, str], token: str = TOKEN) -> str:
    """What Twilio signs a call to ``url`` with."""
    told = url + "".join(name + fields[name] for name in sorted(fields))
    return base64.b64encode(hmac.new(token.encode(), told.encode(), hashlib.sha1).digest()).decode()


class TwilioDouble:
    """Call it with a request. What it was asked is in ``requests``.

    Attributes:
        messages: rows as Twilio lists them, the oldest first.
        calls: the calls of the same account.
        lose: takes a message, then breaks the connection, so often.
        drop: breaks the connection without taking the message, so often.
        broken: answers instead of it, where it gives one.
        page: rows of a page at most, however many were asked for.
    """

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self.messages: list[dict[str, Any]] = []
        self.requests: list[httpx.Request] = []
        self.numbers = {OWN}
        self.balance: str | None = "12.30"
        self.status = "active"
        self.broken: Callable[[httpx.Request], httpx.Response | None] = lambda _: None
        self.opted_out: set[str] = set()
        self.lose = self.drop = 0
        self.page = 1000
        self.calls = TwilioCallsDouble(now)
        self.authorization = ""
        self.sign_in(TOKEN)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        broken = self.broken(request)
        if broken is not None:
            return broken
        sends = request.method == "POST"
        if self.drop and sends:
            self.drop -= 1
            raise httpx.ReadTimeout("lost", request=request)
        answer = self._answer(request)
        if self.lose and sends:
            self.lose -= 1
            raise httpx.ReadTimeout("lost", request=request)
        return answer

    def sign_in(self, token: str) -> None:
        """The account's token is another one now."""
        self.authorization = "Basic " + base64.b64encode(f"{ACCOUNT}:{token}".encode()).decode()

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self)

    def add(self, to: str, body: str, *, sender: str = OWN, incoming: bool = False, **more: Any) -> dict[str, Any]:
        """A message of somebody's."""
        date = format_datetime(datetime.fromtimestamp(self._now() / 1000, UTC))
        sid = f"SM{len(self.messages) + 1:032x}"
        row = {
            "account_sid": ACCOUNT,
            "api_version": "2010-04-01",
            "body": body,
            "date_created": date,
            "date_sent": date if incoming else None,
            "date_updated": date,
            "direction": "inbound" if incoming else "outbound-api",
            "error_code": None,
            "error_message": None,
            "from": sender,
            "messaging_service_sid": None,
            "num_media": "0",
            "num_segments": "1",
            "price": None,
            "price_unit": "USD",
            "sid": sid,
            "status": "received" if incoming else "queued",
            "subresource_uris": {},
            "to": to,
            "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}.json",
            **more,
        }
        self.messages.append(row)
        return row

    def move(self, row: dict[str, Any], status: str, error: int | None = None) -> None:
        """A message gets on."""
        date = format_datetime(datetime.fromtimestamp(self._now() / 1000, UTC))
        row |= {"status": status, "error_code": error, "date_sent": date, "date_updated": date}

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if request.headers.get("authorization") != self.authorization:
            return _error(401, 20003, "Authenticate")
        path = request.url.path.removeprefix(f"/2010-04-01/Accounts/{ACCOUNT}")
        if path == ".json":
            return httpx.Response(200, json={"sid": ACCOUNT, "status": self.status, "friendly_name": "x"})
        if path == "/Balance.json":
            if self.balance is None:
                return _error(404, 20404, "not found")
            return httpx.Response(200, json={"account_sid": ACCOUNT, "balance": self.balance, "currency": "USD"})
        if path == "/IncomingPhoneNumbers.json":
            wanted = request.url.params["PhoneNumber"]
            rows = [{"phone_number": wanted}] if wanted in self.numbers else []
            return httpx.Response(200, json={"incoming_phone_numbers": rows, "next_page_uri": None})
        if path.startswith("/Calls"):
            return self.calls.answer(request)
        if path == "/Messages.json" and request.method == "POST":
            return self._create(dict(parse_qsl(request.content.decode(), keep_blank_values=True)))
        if path == "/Messages.json":
            return self._list(request)
        return _error(404, 20404, "not found")

    def _create(self, form: dict[str, str]) -> httpx.Response:
        if form["To"] in self.opted_out:
            return _error(400, 21610, "Attempt to send to unsubscribed recipient")
        row = self.add(form["To"], form["Body"], sender=form.get("From", OWN))
        row["messaging_service_sid"] = form.get("MessagingServiceSid")
        return httpx.Response(201, json=row)

    def _list(self, request: httpx.Request) -> httpx.Response:
        query = dict(request.url.params)
        rows = list(reversed(self.messages))
        if "To" in query:
            rows = [row for row in rows if row["to"] == query["To"]]
        start = int(query.get("Page", "0")) * min(int(query.get("PageSize", "50")), self.page)
        rows_here = rows[start : start + min(int(query.get("PageSize", "50")), self.page)]
        after = None
        if start + len(rows_here) < len(rows):
            more = {**query, "Page": str(int(query.get("Page", "0")) + 1), "PageToken": "PAx"}
            after = f"{request.url.path}?{urlencode(more)}"
        return httpx.Response(200, json={"messages": rows_here, "next_page_uri": after, "page": 0, "page_size": 50})


def _error(status: int, code: int, message: str) -> httpx.Response:
    more = f"https://errors.example/{code}"
    return httpx.Response(status, json={"code": code, "message": message, "more_info": more, "status": status})
