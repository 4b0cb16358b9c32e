"""Twilio's calls as an HTTP handler without sockets: stateful, and as its interface is."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import httpx

ACCOUNT = f"AC{32 * '0'}"
OWN = "+12025550199"
TOKEN = "twilio-token"
AGENT = "+12025550111"


class TwilioCallsDouble:
    """Call it with a request. What it was asked is in ``requests``.

    Attributes:
        calls: rows as Twilio lists them, the oldest first.
        lose: takes a call, then breaks the connection, so often.
        drop: breaks the connection without taking the call, so often.
        broken: answers instead of it, where it gives one.
    """

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self.calls: list[dict[str, Any]] = []
        self.requests: list[httpx.Request] = []
        self.numbers = {OWN}
        self.status = "active"
        self.lose = self.drop = 0
        self.broken: Callable[[httpx.Request], httpx.Response | None] = lambda _: None
        self._authorization = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        broken = self.broken(request)
        if broken is not None:
            return broken
        creates = request.method == "POST" and request.url.path.endswith("/Calls.json")
        if creates and self.drop:
            self.drop -= 1
            raise httpx.ReadTimeout("lost", request=request)
        authorised = request.headers.get("authorization") == self._authorization
        answer = self.answer(request) if authorised else error(401, 20003)
        if creates and self.lose:
            self.lose -= 1
            raise httpx.ReadTimeout("lost", request=request)
        return answer

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self)

    @property
    def created(self) -> int:
        """How often a call was begun."""
        return sum(r.method == "POST" and r.url.path.endswith("/Calls.json") for r in self.requests)

    def add(self, to: str, *, parent: str | None = None, status: str = "queued", sender: str = OWN) -> dict[str, Any]:
        """A leg of somebody's."""
        date = format_datetime(datetime.fromtimestamp(self._now() / 1000, UTC))
        sid = f"CA{len(self.calls) + 1:032x}"
        row = {
            "account_sid": ACCOUNT,
            "answered_by": None,
            "api_version": "2010-04-01",
            "caller_name": None,
            "date_created": date,
            "date_updated": date,
            "direction": "outbound-dial" if parent else "outbound-api",
            "duration": None,
            "end_time": None,
            "forwarded_from": None,
            "from": sender,
            "from_formatted": sender,
            "group_sid": None,
            "parent_call_sid": parent,
            "phone_number_sid": f"PN{32 * '0'}",
            "price": None,
            "price_unit": "USD",
            "queue_time": "0",
            "sid": sid,
            "start_time": None,
            "status": status,
            "subresource_uris": {},
            "to": to,
            "to_formatted": to,
            "trunk_sid": None,
            "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Calls/{sid}.json",
        }
        self.calls.append(row)
        return row

    def answer(self, request: httpx.Request) -> httpx.Response:
        """The answer to whoever is signed in."""
        path = request.url.path.removeprefix(f"/2010-04-01/Accounts/{ACCOUNT}")
        if path == ".json":
            return httpx.Response(200, json={"sid": ACCOUNT, "status": self.status, "friendly_name": "x"})
        if path == "/IncomingPhoneNumbers.json":
            wanted = request.url.params["PhoneNumber"]
            rows = [{"phone_number": wanted}] if wanted in self.numbers else []
            return httpx.Response(200, json={"incoming_phone_numbers": rows, "next_page_uri": None})
        if path == "/Calls.json":
            return self._create(request) if request.method == "POST" else self._list(request)
        row = next((row for row in self.calls if path == f"/Calls/{row['sid']}.json"), None)
        if row is None:
            return error(404, 20404)
        if request.method == "POST":
            form = dict(parse_qsl(request.content.decode()))
            assert form == {"Status": "completed"}
            if row["status"] in ("completed", "busy", "failed", "no-answer", "canceled"):
                return error(400, 21220)
            for leg in self.calls:
                if row["sid"] in (leg["sid"], leg["parent_call_sid"]):
                    leg["status"] = {"in-progress": "completed"}.get(leg["status"], "canceled")
        return httpx.Response(200, json=row)

    def _create(self, request: httpx.Request) -> httpx.Response:
        form = dict(parse_qsl(request.content.decode(), keep_blank_values=True))
        words = ElementTree.fromstring(form["Twiml"])
        assert words.tag == "Response"
        assert len(form["Twiml"]) <= 4000
        if words[0].tag == "Dial":
            assert words[0][0].tag == "Number"
            assert words[0].attrib == {"callerId": form["From"], "timeout": form["Timeout"]}
        else:
            assert {one.tag for one in words.iter()} <= {"Response", "Gather", "Say"}
        return httpx.Response(201, json=self.add(form["To"], sender=form["From"]))

    def _list(self, request: httpx.Request) -> httpx.Response:
        query = dict(request.url.params)
        rows = list(reversed(self.calls))
        if "To" in query:
            rows = [row for row in rows if row["to"] == query["To"]]
        if "From" in query:
            rows = [row for row in rows if row["from"] == query["From"]]
        if "ParentCallSid" in query:
            rows = [row for row in rows if row["parent_call_sid"] == query["ParentCallSid"]]
        return httpx.Response(200, json={"calls": rows, "next_page_uri": None, "page": 0, "page_size": 50})


def error(status: int, code: int) -> httpx.Response:
    """As Twilio refuses."""
    more = f"https://errors.example/{code}"
    return httpx.Response(status, json={"code": code, "message": "no", "more_info": more, "status": status})
