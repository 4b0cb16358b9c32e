"""Runs the telephones: tells of every step of every call, and dials, hangs up and answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from fallback_console.domain.errors import ConsoleError, SettingsError, StoreError
from fallback_console.domain.events import EngineEvent, PhoneMoved
from fallback_console.domain.sentences import Sentence
from fallback_console.domain.telephone import CallKey, PhoneCall
from fallback_console.ports import Telephone

__all__ = ["RecordCall", "Telephones"]

log = logging.getLogger(__name__)

RecordCall = Callable[[PhoneCall], Awaitable[None]]
"""Writes one step of a call down; done when it is durable. The same step may come again after a failure."""

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
_STORE_AGAIN = (0.1, 0.5, 2.0)


class Telephones:
    """All telephones of a session.

    Args:
        telephones: the one to dial with first at the front.
        on_event: told about every step; called in the network thread.
        record: told before anybody else, so that what is shown is on disk; None where nothing is kept.
        first_pause: seconds before a telephone that cannot be listened to is tried again; doubles up to half a minute.
    """

    def __init__(
        self,
        telephones: Sequence[Telephone],
        on_event: Callable[[EngineEvent], None],
        record: RecordCall | None = None,
        *,
        first_pause: float = _FIRST_PAUSE,
    ) -> None:
        self._telephones = tuple(telephones)
        self._on_event = on_event
        self._record = record
        self._first_pause = first_pause

    async def run(self) -> None:
        """Listen until cancelled."""
        async with asyncio.TaskGroup() as group:
            for telephone in self._telephones:
                group.create_task(self._listen(telephone), name=f"calls of {telephone.name}")

    async def dial(self, number: str, telephone: str = "", tones: str = "") -> CallKey:
        """Begin a call, once.

        Args:
            telephone: name of its connection; '' for the first.
            tones: keys that are pressed once somebody has answered.

        Raises:
            SettingsError: there is no such telephone.
            OutsideError: as ``Telephone.dial`` says.
        """
        chosen = self._of(telephone)
        return CallKey(chosen.name, await chosen.dial(number, tones))

    async def hang_up(self, call: CallKey) -> None:
        """End a call, or turn one down.

        Raises:
            SettingsError: its telephone is not connected any more.
            OutsideError: the telephone did not do it.
        """
        await self._of(call.telephone).hang_up(call.id)

    async def send_tones(self, call: CallKey, tones: str) -> None:
        """Press keys in a call that was answered.

        Raises:
            SettingsError: its telephone is not connected any more.
            OutsideError: it cannot be done from here.
        """
        await self._of(call.telephone).send_tones(call.id, tones)

    async def answer(self, call: CallKey) -> None:
        """Take a call that rings.

        Raises:
            SettingsError: its telephone is not connected any more.
            OutsideError: it cannot be taken from here.
        """
        await self._of(call.telephone).answer(call.id)

    async def aclose(self) -> None:
        """Let go of all; calls go on."""
        for telephone in self._telephones:
            await telephone.aclose()

    def _of(self, name: str) -> Telephone:
        if not self._telephones:
            raise SettingsError("No telephone is connected.", "Connect one in the settings first.")
        for telephone in self._telephones:
            if name in ("", telephone.name):
                return telephone
        raise SettingsError(
            Sentence("The telephone '{name}' is not connected.", name=name), "Look at the connections in the settings."
        )

    async def _listen(self, telephone: Telephone) -> None:
        pause = self._first_pause
        while True:
            try:
                async with telephone.listen(self._take):
                    pause = self._first_pause
                    await asyncio.Event().wait()
            except ConsoleError as error:
                log.warning("calls of %s cannot be seen: %s", telephone.name, error.message)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _take(self, call: PhoneCall) -> None:
        """Write a step down and tell of it; a store that fails does not keep the person from seeing who rings."""
        if self._record is not None:
            for wait in (*_STORE_AGAIN, 0.0):
                try:
                    await self._record(call)
                    break
                except StoreError as error:
                    log.warning("a step of a call could not be kept: %s", error.message)
                    await asyncio.sleep(wait)
        self._on_event(PhoneMoved(call))
