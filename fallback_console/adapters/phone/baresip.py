"""Drives a baresip softphone over its control port.

What baresip does, and what follows from it:

- It takes one control connection. When the line breaks it is made again at once, and baresip is asked which calls go on: those
  that it does not know any more (it was started anew) failed. Where nobody takes the connection, all of them did.
- ``hangup`` and ``accept`` mean the call that is chosen, so that ours is chosen first (``callfind``) as soon as it has a name.
- A command is a word of ours; a number holds digits, a plus, or is the name of a user. Nothing else is handed on.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from fallback_console.adapters.phone.baresip_settings import BaresipSettings
from fallback_console.adapters.phone.baresip_words import event_of, is_dialable, listed_users
from fallback_console.adapters.phone.call_book import CallBook
from fallback_console.adapters.phone.control_line import ControlLine, Message
from fallback_console.adapters.phone.softphone import softphone_steps
from fallback_console.adapters.phone.tones import check_tones
from fallback_console.domain.errors import AmbiguousError, ConsoleError, OutsideError, RefusedError, UnreachableError
from fallback_console.domain.ids import uuid7
from fallback_console.domain.telephone import TONE_PAUSE_S, CallState, PhoneCall
from fallback_console.ports import CheckStep, Clock

__all__ = ["BaresipPhone"]

log = logging.getLogger(__name__)

OnCall = Callable[[PhoneCall], Awaitable[None]]

_FIRST_PAUSE = 0.25
_LONGEST_PAUSE = 10.0


class BaresipPhone:
    """A ``Telephone`` over baresip.

    Args:
        settings: the connection.
        clock: time.
        first_pause: seconds before a softphone that is not there is tried again; doubles up to ten.
        tone_pause: seconds that a comma among tones waits.
    """

    name = "phone:baresip"

    def __init__(
        self,
        settings: BaresipSettings,
        clock: Clock,
        *,
        first_pause: float = _FIRST_PAUSE,
        tone_pause: float = TONE_PAUSE_S,
    ) -> None:
        self._settings = settings
        self._book = CallBook(self.name, clock.now_ms, lambda: uuid7(clock.now_ms(), os.urandom(10)))
        self._first_pause = first_pause
        self._line: ControlLine | None = None
        self._connecting = asyncio.Lock()
        self._steps: asyncio.Queue[PhoneCall] = asyncio.Queue()
        self._wake = asyncio.Event()
        self._tone_pause = tone_pause
        self._tones: dict[str, str] = {}
        self._pressing: set[asyncio.Task[None]] = set()

    async def check(self) -> list[CheckStep]:
        """Reach the softphone, and ask whether it has an account and is registered."""
        return await softphone_steps(self._settings.host, self._settings.port, self._settings.timeout)

    async def dial(self, number: str, tones: str = "") -> str:
        """Begin a call."""
        if tones:
            check_tones(tones)
        if not is_dialable(number):
            raise RefusedError("This is no number that a telephone can dial.", "Correct the number.", reason="number")
        line = await self._connected()
        call = self._book.begin(number)
        if tones:
            self._tones[call.id] = tones
        self._tell(call)
        try:
            await line.ask("dial", number, self._settings.timeout)
        except AmbiguousError as error:
            raise AmbiguousError(
                "The softphone was told to dial and does not answer.",
                "Look at it: where it does not ring, start it again, or dial by hand.",
            ) from error
        except OutsideError:
            self._tell(self._book.end(call.id, "failed"))
            raise
        return call.id

    async def hang_up(self, call_id: str) -> None:
        """End a call."""
        self._book.hang_up(call_id)
        await self._on_call(call_id, "hangup")

    async def answer(self, call_id: str) -> None:
        """Take a call that rings."""
        if self._book.key_of(call_id) is None:
            raise RefusedError("This call does not ring any more.", "Ring back.", reason="ended")
        await self._on_call(call_id, "accept")

    async def send_tones(self, call_id: str, tones: str) -> None:
        """Press keys, each group after its pauses."""
        check_tones(tones)
        for index, group in enumerate(tones.split(",")):
            if index:
                await asyncio.sleep(self._tone_pause)
            if group:
                await self._on_call(call_id, "sndcode", group)

    def listen(self, on_call: OnCall) -> AbstractAsyncContextManager[None]:
        """Be told of every step; the line is kept up meanwhile."""
        return self._listening(on_call)

    async def aclose(self) -> None:
        """Let go of the line; calls go on."""
        for task in list(self._pressing):
            task.cancel()
        await asyncio.gather(*self._pressing, return_exceptions=True)
        if self._line is not None:
            await self._line.close()

    async def _on_call(self, call_id: str, command: str, params: str = "") -> None:
        """Choose a call, and give a command for it; nothing where it has ended."""
        key = self._book.key_of(call_id)
        if key is None:
            if self._book.has_ended(call_id):
                return
            raise RefusedError(
                "The telephone does not know this call any more.", "Go on at the telephone itself.", reason="unknown"
            )
        line = await self._choose(key) if key else await self._connected()
        if self._book.key_of(call_id) is not None:
            await line.ask(command, params, self._settings.timeout)

    async def _choose(self, key: str) -> ControlLine:
        """Have the softphone choose a call; the line on which it did."""
        for tries_left in (1, 0):
            line = await self._connected()
            try:
                await line.ask("callfind", key, self._settings.timeout)
            except AmbiguousError:
                if line.is_open or not tries_left:
                    raise
                continue  # The line ended in the middle of it; to choose twice does no harm.
            except RefusedError:
                # An older softphone cannot choose: then only a call that is alone is surely the one that is meant.
                if self._book.going_on > 1:
                    raise
            break
        return line

    async def _connected(self) -> ControlLine:
        """The line, made where there is none."""
        async with self._connecting:
            if self._line is None or not self._line.is_open:
                try:
                    self._line = await ControlLine.connect(
                        self._settings.host, self._settings.port, self._settings.timeout, self._take
                    )
                except UnreachableError:
                    self._tell(*self._book.end_all_but(()))
                    raise
                await self._compare(self._line)
                self._wake.set()
            return self._line

    async def _compare(self, line: ControlLine) -> None:
        """After the line was lost: which of our calls does the softphone still know?"""
        if not self._book.going_on:
            return
        users: list[str] = []
        with suppress(OutsideError):
            users = listed_users(await line.ask("listcalls", "", self._settings.timeout))
        self._tell(*self._book.end_all_but(users))

    def _take(self, message: Message) -> None:
        event = event_of(message)
        if event is not None:
            self._tell(self._book.take(event))

    def _tell(self, *calls: PhoneCall | None) -> None:
        for call in calls:
            if call is None:
                continue
            self._steps.put_nowait(call)
            if call.state in (CallState.ANSWERED, CallState.ENDED):
                tones = self._tones.pop(call.id, "")
                if tones and call.state == CallState.ANSWERED:
                    task = asyncio.create_task(self._press(call.id, tones))
                    self._pressing.add(task)
                    task.add_done_callback(self._pressing.discard)

    async def _press(self, call_id: str, tones: str) -> None:
        """The keys that were asked for with the call; where that fails people press them themselves."""
        try:
            await self.send_tones(call_id, tones)
        except OutsideError as error:
            log.warning("the keys behind a number were not pressed: %s", error.code)

    @asynccontextmanager
    async def _listening(self, on_call: OnCall) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(self._keep_up()), asyncio.create_task(self._deliver(on_call))]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.aclose()

    async def _keep_up(self) -> None:
        """Have a line, for ever; a softphone that is not there is tried again and again."""
        pause = self._first_pause
        while True:
            try:
                line = await self._connected()
            except ConsoleError:
                self._wake.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._wake.wait()
                pause = min(2 * pause, _LONGEST_PAUSE)
                continue
            started = asyncio.get_running_loop().time()
            await line.wait_closed()
            if asyncio.get_running_loop().time() - started > 1:
                pause = self._first_pause
            else:
                # Somebody else takes the softphone's only line away, or it falls over: no race for it.
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    async def _deliver(self, on_call: OnCall) -> None:
        while True:
            await on_call(await self._steps.get())
