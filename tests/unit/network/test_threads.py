"""Calls that hang hold up neither others nor the end."""

from __future__ import annotations

import asyncio
import threading

import pytest

from fallback_console.network.threads import LooseThreads


def test_hung_calls_hold_up_nothing() -> None:
    never = threading.Event()

    async def main() -> int:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(LooseThreads())
        hung = [loop.run_in_executor(None, never.wait) for _ in range(100)]
        answer = await asyncio.wait_for(loop.run_in_executor(None, lambda: 7), 30)
        for one in hung:
            one.cancel()
        await asyncio.wait(hung)
        return answer

    try:
        # asyncio.run waits for the default executor; it would never end here if calls were waited for.
        assert asyncio.run(main()) == 7
    finally:
        never.set()


def test_what_a_call_raises_comes_back() -> None:
    def fails() -> None:
        raise OSError("no such name")

    async def main() -> None:
        asyncio.get_running_loop().set_default_executor(LooseThreads())
        with pytest.raises(OSError, match="no such name"):
            await asyncio.get_running_loop().run_in_executor(None, fails)

    asyncio.run(main())


def test_arguments_reach_the_call() -> None:
    assert LooseThreads().submit(divmod, 7, 2).result(30) == (3, 1)
