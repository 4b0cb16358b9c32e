"""Text messages through a real Gammu SMSD and a simulated modem, and back."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from fallback_console.adapters.sms.gammu import GammuGateway, GammuSettings
from fallback_console.domain.errors import UnreachableError
from fallback_console.domain.sms_text import measure
from fallback_console.ports import IncomingSms, OutgoingSms, SmsEvent, SmsReceipt
from tests.real.servers.gammu import GammuServer
from tests.unit.adapters.sms.support import Events

CUSTOMER = "+12025550147"
GSM = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ§¿abcxyzäöñüà^{}\\[~]|€"
WAIT_S = 40


class SystemClock:
    """The machine's time."""

    def now_ms(self) -> int:
        return int(time.time() * 1000)

    def monotonic(self) -> float:
        return time.monotonic()


def gateway_of(server: GammuServer, **changes: object) -> GammuGateway:
    values = {"database": str(server.database), "poll_seconds": 0.1, "quiet_seconds": 20, **changes}
    return GammuGateway(GammuSettings.from_values(values), SystemClock())  # type: ignore[arg-type]


@asynccontextmanager
async def listening(server: GammuServer, **changes: object) -> AsyncIterator[tuple[GammuGateway, Events]]:
    gateway, events = gateway_of(server, **changes), Events()
    async with gateway.listen(events.take):
        yield gateway, events


def sms(text: str, number: int = 1) -> OutgoingSms:
    return OutgoingSms(f"01990000-0000-7000-8000-{number:012d}", CUSTOMER, text, measure(text).parts)


def states(seen: list[SmsEvent], entry_id: str) -> set[tuple[str, int | None]]:
    return {(e.state, e.part) for e in seen if isinstance(e, SmsReceipt) and e.entry_id == entry_id}


def has(entry_id: str, *wanted: tuple[str, int | None]) -> Callable[[list[SmsEvent]], bool]:
    return lambda seen: set(wanted) <= states(seen, entry_id)


def test_texts_arrive_as_they_were_written_with_a_receipt_for_each_part(gammu: GammuServer) -> None:
    texts = ["We call you back at 5 pm.", GSM, "障害 😀\nご連絡", "a" * 161, ("x" * 66 + "😀") * 2, "€" * 160]

    async def main() -> None:
        async with listening(gammu) as (gateway, events):
            for number, text in enumerate(texts):
                assert not (await gateway.send(sms(text, number))).already
            for number, text in enumerate(texts):
                parts = measure(text).parts
                numbers = [None] if parts == 1 else range(1, parts + 1)
                entry = sms(text, number).entry_id
                await events.wait(has(entry, *(("delivered", n) for n in numbers)), WAIT_S)
            assert not {state for e in events.seen if isinstance(e, SmsReceipt) and (state := e.state) == "failed"}

    asyncio.run(main())
    assert gammu.modem.texts() == texts
    assert {part.to for part in gammu.modem.sent} == {CUSTOMER}
    assert all(part.report for part in gammu.modem.sent)


def test_handing_one_over_again_sends_it_once(gammu: GammuServer) -> None:
    async def main() -> None:
        async with listening(gammu) as (gateway, events):
            assert await gateway.look_up(sms("once")) is None
            first = await gateway.send(sms("once"))
            again = await gateway.send(sms("once"))
            assert (first.already, again.already, again.remote_id) == (False, True, first.remote_id)
            await events.wait(has(sms("").entry_id, ("delivered", None)), WAIT_S)
            assert (await gateway.send(sms("once"))).already  # from its sent items, too
            assert (await gateway.look_up(sms("once"))) == again
            await gateway.send(sms("last", 2))
            await events.wait(has(sms("", 2).entry_id, ("delivered", None)), WAIT_S)

    asyncio.run(main())
    assert gammu.modem.texts() == ["once", "last"]


def test_what_the_network_gives_up_is_told_as_failed(gammu: GammuServer) -> None:
    gammu.modem.status = 70

    async def main() -> None:
        async with listening(gammu) as (gateway, events):
            await gateway.send(sms("too late"))
            seen = await events.wait(has(sms("").entry_id, ("failed", None)), WAIT_S)
            said = [e.said for e in seen if isinstance(e, SmsReceipt) and e.state == "failed"]
            assert said == ["it was not delivered (70)"]

    asyncio.run(main())


def test_what_the_modem_cannot_send_is_told_as_failed(gammu: GammuServer) -> None:
    gammu.modem.network = False

    async def main() -> None:
        async with listening(gammu, stuck_seconds=5) as (gateway, events):
            await gateway.send(sms("no network"))
            await events.wait(has(sms("").entry_id, ("failed", None)), WAIT_S)

    asyncio.run(main())
    assert gammu.modem.sent == []


def test_messages_come_in_once_and_in_parts_as_one(gammu: GammuServer) -> None:
    async def main() -> None:
        async with listening(gammu) as (_, events):
            gammu.modem.receive(CUSTOMER, "はい 😀")
            gammu.modem.receive(CUSTOMER, "the second half", udh=bytes((0, 3, 9, 2, 2)))
            gammu.modem.receive(CUSTOMER, "The first half and ", udh=bytes((0, 3, 9, 2, 1)))
            await events.wait(lambda seen: len(seen) == 2, WAIT_S)
            while gammu.count("inbox WHERE Processed = 'false'"):
                await asyncio.sleep(0.01)
        # A console that starts anew is not told of them again.
        async with listening(gammu) as (_, later):
            gammu.modem.receive(CUSTOMER, "1")
            await later.wait(lambda seen: len(seen) == 1, WAIT_S)
            assert [e.text for e in later.seen if isinstance(e, IncomingSms)] == ["1"]
        texts = [(e.sender, e.text) for e in events.seen if isinstance(e, IncomingSms)]
        assert sorted(texts) == sorted([(CUSTOMER, "はい 😀"), (CUSTOMER, "The first half and the second half")])

    asyncio.run(main())


def test_killed_in_the_middle_and_started_again_each_goes_out_once(gammu: GammuServer) -> None:
    texts = [f"message {number}" for number in range(6)] + ["long " * 50]

    async def main() -> None:
        # Between the modem's answer and SMSD's own note of it, SMSD itself would send again: nobody can mend that from outside.
        gammu.modem.deaf_after = 2
        async with listening(gammu) as (gateway, events):
            for number, text in enumerate(texts):
                await gateway.send(sms(text, number))
            assert await asyncio.to_thread(gammu.modem.deaf.wait, WAIT_S)
            await asyncio.to_thread(gammu.kill)
            assert len(gammu.modem.sent) == 2
            gammu.modem.deaf_after = None
            gammu.forget_locks()
            await gateway.send(sms("meanwhile", 99))  # SMSD told of its modem a moment ago
            await asyncio.to_thread(gammu.start)
            for number in (*range(6), 99):
                await events.wait(has(sms("", number).entry_id, ("delivered", None)), WAIT_S)
            await events.wait(has(sms("", 6).entry_id, ("delivered", 1), ("delivered", 2)), WAIT_S)

    asyncio.run(main())
    assert sorted(gammu.modem.texts()) == sorted([*texts, "meanwhile"])


def test_without_smsd_nothing_is_handed_over(gammu: GammuServer) -> None:
    gammu.stop()

    async def main() -> None:
        gateway = gateway_of(gammu, quiet_seconds=5)
        async with asyncio.timeout(30):
            while True:
                steps = {step.name: step for step in await gateway.check()}
                if not steps["modem"].ok:
                    break
                await asyncio.sleep(0.2)
        assert steps["rights"].ok
        with pytest.raises(UnreachableError, match="does not run"):
            await gateway.send(sms("nobody there"))

    asyncio.run(main())
    assert gammu.count("outbox") == 0


def test_a_database_that_is_locked_for_a_moment_is_waited_for(gammu: GammuServer) -> None:
    """SMSD itself gives up after a while, so the lock is a short one."""
    lock = sqlite3.connect(gammu.database, isolation_level=None, timeout=10, check_same_thread=False)
    lock.execute("BEGIN EXCLUSIVE")
    timer = threading.Timer(1.0, lock.execute, ("ROLLBACK",))
    timer.start()

    async def main() -> None:
        async with listening(gammu) as (gateway, events):
            await gateway.send(sms("after the lock"))
            await events.wait(has(sms("").entry_id, ("delivered", None)), WAIT_S)

    with contextlib.closing(lock):
        asyncio.run(main())
        timer.join()
    assert gammu.modem.texts() == ["after the lock"]


def test_the_live_test_tells_of_the_modem(gammu: GammuServer) -> None:
    async def main() -> None:
        steps = await gateway_of(gammu).check()
        assert [(step.name, step.ok) for step in steps] == [
            ("address", True), ("answer", True), ("rights", True), ("modem", True), ("incoming", True),
        ]  # fmt: skip
        assert "signal 60 %" in next(step.message for step in steps if step.name == "modem")

    asyncio.run(main())


def test_many_in_a_row_arrive_once_and_in_order(gammu: GammuServer, figure: Callable[[str], None]) -> None:
    count = 15
    begun = time.monotonic()

    async def main() -> None:
        async with listening(gammu) as (gateway, events):
            for number in range(count):
                await gateway.send(sms(f"message {number}", number))
            handed_over = time.monotonic() - begun
            for number in range(count):
                await events.wait(has(sms("", number).entry_id, ("delivered", None)), WAIT_S)
            figure(f"text messages through Gammu SMSD: {count} handed over in {handed_over:.2f} s")

    asyncio.run(main())
    assert gammu.modem.texts() == [f"message {number}" for number in range(count)]
