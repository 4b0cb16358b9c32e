"""The HTTP interface of SMSGate's local server, as far as it is used here."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from typing import Any

import httpx

from fallback_console.adapters.http import Answer, make_client, request
from fallback_console.adapters.sms.android_events import WEBHOOK_EVENTS, PhoneMessage, iso_time, message_of
from fallback_console.adapters.sms.android_settings import AndroidSettings
from fallback_console.domain.errors import BadAnswerError, OutsideError, ThrottledError
from fallback_console.ports import OutgoingSms

__all__ = ["Phone"]

_EXPEDITED = 100
_PAGE = 100
_MOST_PAGES = 50


class Phone:
    """One phone. Every method raises subclasses of OutsideError where the phone fails us.

    Args:
        settings: the connection.
        password: as the app shows it.
        transport: carries requests instead of sockets.
    """

    def __init__(
        self, settings: AndroidSettings, password: str, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._settings = settings
        self._client = make_client(
            base_url=settings.url,
            basic=(settings.username, password),
            verify=settings.ca_file or True,
            timeout=settings.timeout,
            transport=transport,
        )

    async def enqueue(self, message: OutgoingSms) -> PhoneMessage | None:
        """Hand a message over; None where the phone has a message with this id already."""
        body: dict[str, Any] = {
            "id": message.entry_id,
            "phoneNumbers": [message.to],
            "textMessage": {"text": message.text},
            "ttl": self._settings.ttl_seconds,
            "withDeliveryReport": True,
            "priority": _EXPEDITED if self._settings.expedite else 0,
        }
        if self._settings.sim_number:
            body["simNumber"] = self._settings.sim_number
        # The number was checked when it was entered; the phone would check it by its own country's rules.
        answer = await self._ask(
            "POST", "messages", writing=True, json_body=body, params={"skipPhoneValidation": "true"}, accept=(409, 503)
        )
        if answer.status == 503:
            raise ThrottledError("The phone's queue is full.", "The console tries again.")
        return None if answer.status == 409 else message_of(answer.json())

    async def message(self, identifier: str) -> PhoneMessage | None:
        """A message by its id, with its text; None where the phone does not have it."""
        answer = await self._ask("GET", f"messages/{identifier}", accept=(404,))
        return None if answer.status == 404 else message_of(answer.json())

    def messages(self, since: int) -> AsyncIterator[Any]:
        """Rows of messages handed over since a time (UTC epoch milliseconds), without their texts."""
        return self._rows("messages", {"from": iso_time(since)})

    def inbox(self, since: int) -> AsyncIterator[Any]:
        """Rows of texts that came in since a time (UTC epoch milliseconds)."""
        return self._rows("inbox", {"type": "SMS", "from": iso_time(since)})

    async def look(self) -> Answer:
        """The cheapest answer that needs the sign-in."""
        answer = await self._ask("GET", "messages", params={"limit": 1})
        _list_of(answer)
        return answer

    async def processing_order(self) -> str:
        """'FIFO' or 'LIFO'; '' where the app does not tell."""
        try:
            settings = (await self._ask("GET", "settings")).json()
            return str(settings["messages"]["processing_order"])
        except (OutsideError, KeyError, TypeError):
            return ""

    async def register(self, url: str) -> None:
        """See to it that the phone calls an address for every event."""
        rows = _list_of(await self._ask("GET", "webhooks"))
        there = {(row.get("event"), row.get("url")) for row in rows if isinstance(row, dict)}
        for event in WEBHOOK_EVENTS:
            if (event, url) not in there:
                # The same id again replaces what it stood for.
                body = {"id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{url}#{event}")), "url": url, "event": event}
                await self._ask("POST", "webhooks", writing=True, json_body=body)

    async def aclose(self) -> None:
        """Close connections."""
        await self._client.aclose()

    async def _rows(self, path: str, params: dict[str, str | int]) -> AsyncIterator[Any]:
        for page in range(_MOST_PAGES):
            rows = _list_of(await self._ask("GET", path, params={**params, "limit": _PAGE, "offset": page * _PAGE}))
            for row in rows:
                yield row
            if len(rows) < _PAGE:
                return

    async def _ask(self, method: str, path: str, *, writing: bool = False, **more: Any) -> Answer:
        return await request(
            self._client, method, path, writing=writing, deadline=2 * self._settings.timeout, **{"accept": (), **more}
        )


def _list_of(answer: Answer) -> list[Any]:
    rows = answer.json()
    if not isinstance(rows, list):
        raise BadAnswerError(
            "The phone's answer is not what SMSGate promises.", "Check the address, and update the app on the phone."
        )
    return rows
