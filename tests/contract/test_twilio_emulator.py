"""The Twilio adapter against a Twilio that somebody else wrote: emulate 0.11.2, run by Node, with its own storing and signing."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from fallback_console.adapters.sms.twilio import TwilioGateway, TwilioSettings
from fallback_console.compose.profile import SystemClock
from fallback_console.domain.errors import RefusedError, SignInError
from fallback_console.domain.ids import uuid7
from fallback_console.domain.sms_text import measure
from fallback_console.domain.spoken import about_roll_call
from fallback_console.ports import IncomingSms, OutgoingSms, SmsReceipt
from tests.helpers.node import node, node_package
from tests.helpers.ports import free_port
from tests.unit.adapters.sms.support import Events

ACCOUNT = f"AC{32 * '0'}"
TOKEN = "twilio_test_auth_token"
OWN = "+12025550199"
TO = "+12025550101"
START_SECONDS = 20
DRILL = about_roll_call("Are you safe?")


class Emulator:
    """A running emulator.

    Attributes:
        url: base of its interface.
        port: where the console has to listen to be called.
    """

    def __init__(self, url: str, port: int) -> None:
        self.url = url
        self.port = port

    async def simulate(self, what: str, **fields: str) -> None:
        """Something happens in the network of phones."""
        async with httpx.AsyncClient(base_url=self.url, auth=(ACCOUNT, TOKEN), trust_env=False) as client:
            answer = await client.post(f"/_twilio/simulate/{what}", data=fields)
            assert answer.status_code < 300, answer.text


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    package = node_package("emulate", "0.11.2")
    folder = tmp_path_factory.mktemp("twilio")
    port, listening = free_port(), free_port()
    number = {"phone_number": OWN, "friendly_name": "Own", "sms_url": f"http://127.0.0.1:{listening}/twilio/incoming"}
    account = {"sid": ACCOUNT, "auth_token": TOKEN, "friendly_name": "Test"}
    seed = folder / "seed.json"
    seed.write_text(json.dumps({"twilio": {"account": account, "phone_numbers": [number]}}), encoding="utf-8")
    words = [node(), str(package / "node_modules" / "emulate" / "dist" / "index.js"), "start", "--service", "twilio"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*words, "--port", str(port), "--seed", str(seed)], cwd=folder, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait_until_it_answers(port, process, folder / "log")
        yield Emulator(f"http://127.0.0.1:{port}", listening)
    finally:
        process.terminate()
        process.wait(10)


def _wait_until_it_answers(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"the emulator does not run: {log.read_text(errors='replace')[-500:]}")


def run(
    emulator: Emulator,
    test: Callable[[TwilioGateway, Events], Awaitable[None]],
    *,
    token: str = TOKEN,
    called: bool = False,
) -> None:
    async def main() -> None:
        values = {"account_sid": ACCOUNT, "sender": OWN, "api_url": emulator.url, "poll_seconds": 3600, "calls": True}
        if called:
            values |= {
                "webhooks": True,
                "listen_port": emulator.port,
                "callback_url": f"http://127.0.0.1:{emulator.port}",
            }
        gateway, events = TwilioGateway(TwilioSettings.from_values(values), token, "", SystemClock()), Events()
        async with gateway.listen(events.take):
            await test(gateway, events)
        await gateway.aclose()

    asyncio.run(main())


def sms(text: str, number: int) -> OutgoingSms:
    return OutgoingSms(uuid7(SystemClock().now_ms(), number.to_bytes(10, "big")), TO, text, measure(text).parts)


def call(number: int) -> OutgoingSms:
    return replace(sms("Are you safe?", number), spoken=DRILL)


def receipts(events: Events, entry: str) -> list[str]:
    return [e.state for e in events.seen if isinstance(e, SmsReceipt) and e.entry_id == entry]


def test_sending_states_and_looking_up_by_asking(emulator: Emulator) -> None:
    async def test(gateway: TwilioGateway, events: Events) -> None:
        message = sms("障害 & 50 % + 😀", 1)
        receipt = await gateway.send(message)
        for status in ("sent", "delivered"):
            await emulator.simulate("message-status", MessageSid=receipt.remote_id, Status=status)
            await gateway.poll()
        assert receipts(events, message.entry_id) == ["accepted", "delivered"]
        # As after a restart: nothing is known but what the emulator has.
        fresh = TwilioGateway(
            TwilioSettings.from_values({"account_sid": ACCOUNT, "sender": OWN, "api_url": emulator.url}),
            TOKEN,
            "",
            SystemClock(),
        )
        found = await fresh.look_up(message)
        assert found is not None
        assert (found.already, found.remote_id) == (True, receipt.remote_id)
        await fresh.aclose()

    run(emulator, test)


@pytest.mark.parametrize("called", [True, False])
def test_calls_in_which_a_message_is_read_out(emulator: Emulator, called: bool) -> None:
    async def test(gateway: TwilioGateway, events: Events) -> None:
        first, second = call(11 + called), call(21 + called)
        for message, status in ((first, "no-answer"), (second, "completed")):
            receipt = await gateway.send(message)
            found = await gateway.look_up(message)
            assert found is not None
            assert found.remote_id == receipt.remote_id
            await emulator.simulate("call-status", CallSid=receipt.remote_id, Status=status)
        if not called:
            await gateway.poll()
        assert [receipts(events, m.entry_id)[-1] for m in (first, second)] == ["failed", "accepted"]

    run(emulator, test, called=called)


def test_messages_that_come_in_by_asking(emulator: Emulator) -> None:
    async def test(gateway: TwilioGateway, events: Events) -> None:
        for n in range(3):
            await emulator.simulate("inbound-message", From=TO, To=OWN, Body=f"はい {n}")
        await gateway.poll()
        await gateway.poll()
        texts = [e.text for e in events.seen if isinstance(e, IncomingSms) and e.text.startswith("はい")]
        assert sorted(texts) == ["はい 0", "はい 1", "はい 2"]

    run(emulator, test)


def test_its_calls_are_signed_as_we_expect(emulator: Emulator) -> None:
    async def test(gateway: TwilioGateway, events: Events) -> None:
        message = sms("We call you back & listen = hear", 2)
        receipt = await gateway.send(message)  # its first call comes before its answer
        await emulator.simulate("message-status", MessageSid=receipt.remote_id, Status="delivered")
        await events.wait(lambda seen: "delivered" in receipts(events, message.entry_id))
        assert receipts(events, message.entry_id) == ["accepted", "delivered"]
        await emulator.simulate("inbound-message", From=TO, To=OWN, Body="called & heard = 1")
        await events.wait(lambda seen: any(isinstance(e, IncomingSms) and e.text == "called & heard = 1" for e in seen))

    run(emulator, test, called=True)


def test_a_call_signed_with_another_token_is_refused(emulator: Emulator) -> None:
    async def test(gateway: TwilioGateway, events: Events) -> None:
        with pytest.raises(SignInError):
            await gateway.send(sms("x", 3))
        await emulator.simulate("inbound-message", From=TO, To=OWN, Body="not for these ears")
        await asyncio.sleep(0.2)
        assert events.seen == []

    run(emulator, test, token="another-token", called=True)


def test_refusals_and_the_live_test(emulator: Emulator) -> None:
    async def test(gateway: TwilioGateway, events: Events) -> None:
        steps = {step.name: step.ok for step in await gateway.check()}
        assert steps == {"address": True, "connection": True, "sign-in": True, "sender": True}
        stranger = TwilioGateway(
            TwilioSettings.from_values({"account_sid": ACCOUNT, "sender": "+12025550177", "api_url": emulator.url}),
            TOKEN,
            "",
            SystemClock(),
        )
        with pytest.raises(RefusedError):
            await stranger.send(sms("x", 4))
        await stranger.aclose()

    run(emulator, test)
