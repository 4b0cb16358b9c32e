"""Messages over Slack, and the double they are tried with, against the vendor's own description."""

from __future__ import annotations

import asyncio

import httpx

from fallback_console.adapters.chat.slack import SlackMessages
from fallback_console.adapters.http import make_client
from fallback_console.ports import OutgoingChat
from tests.contract.contract import Contract
from tests.helpers.slack_double import SlackDouble

BOB = "bob@support.example.net"


class _Route(httpx.AsyncBaseTransport):
    """The description lacks ``conversations.open``; that one goes past it."""

    def __init__(self, described: httpx.AsyncBaseTransport, double: SlackDouble) -> None:
        self._described = described
        self._other = httpx.MockTransport(double)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        other = request.url.path.endswith("/conversations.open")
        return await (self._other if other else self._described).handle_async_request(request)


def test_finding_writing_and_looking_up() -> None:
    contract = Contract.of_vendor("slack_web_oas3", "/api")

    async def main() -> None:
        double = SlackDouble()
        double.people[BOB] = "U0BOB0001"
        client = make_client(
            base_url="https://slack.com/api",
            auth_header="Bearer xoxb-drill",
            transport=_Route(contract.transport(double), double),
            trust_env=False,
        )
        messages = SlackMessages(client)
        message = OutgoingChat("0193-abc", BOB, "Please call the office.", 1_795_600_000_000)
        assert await messages.missing_scopes() == ()
        sent = await messages.send(message)
        found = await messages.look_up(message)
        assert found is not None
        assert found.remote_id == sent.remote_id
        await messages.aclose()

    asyncio.run(main())
