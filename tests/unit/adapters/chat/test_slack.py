"""Messages to single people over Slack: found, written once, looked for after a lost answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.adapters.chat.slack import SlackMessages, escaped
from fallback_console.adapters.http import make_client
from fallback_console.domain.errors import (
    AmbiguousError,
    BadAnswerError,
    OutsideError,
    RefusedError,
    SignInError,
    ThrottledError,
    UnreachableError,
)
from fallback_console.ports import OutgoingChat
from tests.helpers.slack_double import SlackDouble

T = TypeVar("T")
BOB = "bob@support.example.net"
MESSAGE = OutgoingChat("0193-abc", BOB, "Please call <the office> & ask for Sue.", 1_795_600_000_000)


@pytest.fixture
def slack() -> SlackDouble:
    double = SlackDouble()
    double.people[BOB] = "U0BOB"
    return double


def on(slack: SlackDouble, ask: Callable[[SlackMessages], Awaitable[T]]) -> T:
    async def main() -> T:
        client = make_client(
            base_url="https://slack.example.com/api",
            auth_header="Bearer xoxb-drill",
            transport=httpx.MockTransport(slack),
            trust_env=False,
        )
        messages = SlackMessages(client)
        try:
            return await ask(messages)
        finally:
            await messages.aclose()

    return asyncio.run(main())


def test_a_person_is_found_and_written_to(slack: SlackDouble) -> None:
    receipt = on(slack, lambda messages: messages.send(MESSAGE))
    assert receipt.remote_id == "D0BOB/1795600000.000000"
    ((channel, text, metadata),) = slack.posted
    assert (channel, text) == ("D0BOB", "Please call &lt;the office&gt; &amp; ask for Sue.")
    assert metadata["event_payload"] == {"entry": "0193-abc"}


def test_the_conversation_is_opened_once(slack: SlackDouble) -> None:
    async def twice(messages: SlackMessages) -> None:
        await messages.send(MESSAGE)
        await messages.send(OutgoingChat("0193-def", BOB, "And bring the key.", MESSAGE.at))

    on(slack, twice)
    assert slack.asked == ["users.lookupByEmail", "conversations.open", "chat.postMessage", "chat.postMessage"]


def test_a_lost_answer_is_looked_for(slack: SlackDouble) -> None:
    slack.lose = 1

    async def lost(messages: SlackMessages) -> None:
        with pytest.raises(AmbiguousError):
            await messages.send(MESSAGE)
        found = await messages.look_up(MESSAGE)
        assert found is not None
        assert (found.already, found.remote_id) == (True, "D0BOB/1795600000.000000")
        assert await messages.look_up(OutgoingChat("0193-other", BOB, "x", MESSAGE.at)) is None

    on(slack, lost)
    assert len(slack.posted) == 1


def test_it_is_found_behind_what_was_written_since(slack: SlackDouble) -> None:
    async def old(messages: SlackMessages) -> None:
        await messages.send(MESSAGE)
        for n in range(7):
            await messages.send(OutgoingChat(f"later-{n}", BOB, "more", MESSAGE.at))
        assert (await messages.look_up(MESSAGE)) is not None
        for n in range(7, 20):
            await messages.send(OutgoingChat(f"later-{n}", BOB, "more", MESSAGE.at))
        with pytest.raises(AmbiguousError):
            await messages.look_up(MESSAGE)

    on(slack, old)


@pytest.mark.parametrize(
    ("method", "code", "expected"),
    [
        ("chat.postMessage", "ratelimited", ThrottledError),
        ("chat.postMessage", "internal_error", AmbiguousError),
        ("conversations.open", "internal_error", UnreachableError),
        ("users.lookupByEmail", "missing_scope", SignInError),
        ("chat.postMessage", "token_revoked", SignInError),
        ("users.lookupByEmail", "users_not_found", RefusedError),
        ("conversations.open", "cannot_dm_bot", RefusedError),
        ("chat.postMessage", "msg_too_long", RefusedError),
        ("conversations.history", "service_unavailable", UnreachableError),
    ],
)
def test_what_slack_says_no_to(slack: SlackDouble, method: str, code: str, expected: type[OutsideError]) -> None:
    slack.errors[method] = [code]

    async def ask(messages: SlackMessages) -> None:
        await (messages.look_up(MESSAGE) if method == "conversations.history" else messages.send(MESSAGE))

    with pytest.raises(OutsideError) as caught:
        on(slack, ask)
    assert type(caught.value) is expected
    assert BOB not in str(caught.value)
    assert caught.value.next_step


def test_who_left_is_nobody(slack: SlackDouble) -> None:
    slack.people[BOB] = "U0GONE"
    with pytest.raises(RefusedError, match="nobody"):
        on(slack, lambda messages: messages.send(MESSAGE))


def test_a_wrong_token(slack: SlackDouble) -> None:
    slack.token = "xoxb-new"
    with pytest.raises(SignInError):
        on(slack, lambda messages: messages.send(MESSAGE))


@pytest.mark.parametrize("body", [b"[]", b'{"ok": 1}', b"<html>", b"{"])
def test_something_else_answers(body: bytes) -> None:
    async def ask(messages: SlackMessages) -> None:
        await messages.send(MESSAGE)

    with pytest.raises(BadAnswerError):
        on(lambda request: httpx.Response(200, content=body), ask)  # type: ignore[arg-type]


def test_rights_that_are_missing(slack: SlackDouble) -> None:
    assert on(slack, lambda messages: messages.missing_scopes()) == ()
    slack.scopes = "chat:write, im:write"
    assert on(slack, lambda messages: messages.missing_scopes()) == ("im:history", "users:read.email")


@given(st.text())
def test_no_words_become_a_link_or_a_call_to_everybody(text: str) -> None:
    kept = escaped(text)
    assert not set(kept) & {"<", ">"}
    assert kept.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text
