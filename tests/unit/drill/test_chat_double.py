"""The stand-in for Slack, seen by the monitor's own probes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from fallback_console.adapters.status.observing import Limits
from fallback_console.adapters.status.slack_probe import SlackApiProbe, SlackStatusProbe
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.health import Finding, Observation
from fallback_console.drill.chat_double import ChatDouble

LIMITS = Limits(5.0, 5.0)


@pytest.fixture
def chat() -> Iterator[ChatDouble]:
    double = ChatDouble("known")
    double.start()
    yield double
    double.stop()


def api(chat: ChatDouble, token: str = "known") -> Observation:
    return asyncio.run(SlackApiProbe("slack", SystemClock(), LIMITS, url=chat.api_url, token=token).run())


def page(chat: ChatDouble) -> Observation:
    return asyncio.run(SlackStatusProbe("slack", SystemClock(), LIMITS, url=chat.status_url).run())


def test_it_answers_and_knows_its_token(chat: ChatDouble) -> None:
    assert (api(chat).finding, api(chat).stage) == (Finding.OK, "authorised")
    assert api(chat, "other").finding is Finding.SIGN_IN
    assert page(chat).finding is Finding.OK


def test_killed_its_status_page_goes_on_and_it_comes_back_at_the_same_place(chat: ChatDouble) -> None:
    before = chat.api_url
    chat.kill("Trouble sending messages")
    assert api(chat).finding is Finding.FAILED
    said = page(chat)
    assert said.finding is Finding.VENDOR_INCIDENT
    assert "Trouble sending messages" in said.detail
    chat.report("")
    chat.start()
    assert chat.api_url == before
    assert api(chat).finding is Finding.OK
    assert page(chat).finding is Finding.OK
