"""Text messages over a GSM modem through Gammu SMSD on this computer (seen with 1.42; gammu-smsd-sql(7), gammu-smsd-tables(7)).

- SMSD is talked to through its SQLite database rather than its folders of files: a message in parts is there or not there as a whole,
  each part has a state of its own, and a message keeps whose it is.
- Our entry id is the message's ``CreatorID``: a marker. It is looked for in the same transaction that hands the message over, so
  a repeated try never makes a second one. It is only found as long as SMSD's sent items are kept; a week is enough.
- What SMSD itself does twice nobody can see: with ``MaxRetries`` above 0 it sends again what the modem did not answer for.
- SMSD tells of its modem every ``StatusFrequency`` seconds. When it has not for long, nothing is handed over: the message would lie
  there, while another gateway could take it.
- Rows that came in are marked as processed once they were kept here.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

from fallback_console.adapters.checking import failed
from fallback_console.adapters.sms.gammu_box import GammuBox, Modem
from fallback_console.adapters.sms.gammu_settings import GammuSettings
from fallback_console.adapters.sms.gammu_words import (
    MOST_PARTS,
    STATES,
    is_ours,
    joined,
    parts_of,
    said_of,
    validity,
)
from fallback_console.adapters.sms.memory import Memory
from fallback_console.domain.delivery import Doubles, Receipt
from fallback_console.domain.errors import ConsoleError, OutsideError, RefusedError, SignInError, UnreachableError
from fallback_console.domain.sentences import Sentence, together
from fallback_console.ports import CheckStep, Clock, IncomingSms, OutgoingSms, SmsEvent, SmsReceipt

__all__ = ["GATEWAY", "GammuGateway", "GammuSettings"]

log = logging.getLogger(__name__)

GATEWAY = "gammu"
_WATCH_SECONDS = 172_800
"""At first, states of so long ago are looked at: networks give up on a message before that."""
_OVERLAP_SECONDS = 600
_NUMBER = re.compile(r"\+?[0-9]{3,15}")
_WAITS = "waits"


class GammuGateway:
    """An ``SmsGateway`` over SMSD.

    Args:
        settings: the connection.
        clock: time.
    """

    name = GATEWAY
    doubles = Doubles.MARKER

    def __init__(self, settings: GammuSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._box = GammuBox(settings)
        self._told: Memory[str] = Memory(50_000)  # by entry and part: the state told last
        self._looked: float | None = None

    @property
    def rate(self) -> float:
        """Parts per second."""
        return self._settings.rate

    async def send(self, message: OutgoingSms) -> Receipt:
        """Hand one message over; one that SMSD has already counts as handed over.

        Raises:
            UnreachableError, SignInError, RefusedError: nothing was handed over.
            AmbiguousError: it may have been.
        """
        if not _NUMBER.fullmatch(message.to):
            raise RefusedError("This is no number for text messages.", "Correct the number and send the text anew.")
        parts = parts_of(message.entry_id, message.text)
        if not message.text or len(parts) > MOST_PARTS:
            raise RefusedError("The text is empty or too long for a text message.", "Write it anew.")
        lasts = validity(self._settings.validity_minutes)
        number, already = await asyncio.to_thread(self._box.put, message.entry_id, message.to, parts, lasts)
        return Receipt(already=already, remote_id=number)

    async def look_up(self, message: OutgoingSms) -> Receipt | None:
        """Look for the marker."""
        number = await asyncio.to_thread(self._box.find, message.entry_id)
        return Receipt(already=True, remote_id=number) if number else None

    async def check(self) -> list[CheckStep]:
        """Find the database, see whether it may be written to, and what SMSD tells of its modem."""
        return await asyncio.to_thread(self._check)

    def listen(self, on_event: Callable[[SmsEvent], Awaitable[None]]) -> AbstractAsyncContextManager[None]:
        """Take in receipts and messages by looking regularly."""
        return _Watching(self, on_event, self._settings.poll_seconds)

    async def aclose(self) -> None:
        """Nothing is kept open."""

    async def poll(self, tell: Callable[[SmsEvent], Awaitable[None]]) -> None:
        """Look once at the inbox and at states, and tell what is new.

        Raises:
            OutsideError: the database cannot be read now.
            ConsoleError: an event was not kept; it is told again.
        """
        await self._poll_inbox(tell)
        await self._poll_states(tell)

    async def _poll_inbox(self, tell: Callable[[SmsEvent], Awaitable[None]]) -> None:
        rows = await asyncio.to_thread(self._box.inbox)
        for whole in joined(rows, self._clock.now_ms(), self._settings.join_seconds * 1000):
            await tell(IncomingSms(self.name, whole.key, whole.sender, whole.to, whole.text, whole.at))
            await asyncio.to_thread(self._box.mark, whole.rows)

    async def _poll_states(self, tell: Callable[[SmsEvent], Awaitable[None]]) -> None:
        started = self._clock.monotonic()
        since = self._looked
        seconds = _WATCH_SECONDS if since is None else int(started - since) + _OVERLAP_SECONDS
        for one in await asyncio.to_thread(self._box.sent, min(seconds, _WATCH_SECONDS)):
            state = STATES.get(one.status)
            if state is None or not is_ours(one.entry_id):
                continue
            part = one.part if one.several else None
            await self._tell_state(tell, one.entry_id, part, state, said_of(one.status, one.code))
        for entry_id in await asyncio.to_thread(self._box.waiting, self._settings.stuck_seconds):
            if is_ours(entry_id) and self._told.get(f"{entry_id} {_WAITS}") is None:
                await self._tell_state(tell, entry_id, None, "buffered", "it waits for the modem")
                self._told.put(f"{entry_id} {_WAITS}", "")
        self._looked = started

    async def _tell_state(
        self, tell: Callable[[SmsEvent], Awaitable[None]], entry_id: str, part: int | None, state: str, said: str
    ) -> None:
        key = f"{entry_id} {part}"
        if self._told.get(key) == state:
            return
        await tell(SmsReceipt(self.name, entry_id, "", state, part, self._clock.now_ms(), said))
        self._told.put(key, state)

    def _check(self) -> list[CheckStep]:
        steps: list[CheckStep] = []
        try:
            version = self._box.version()
            steps.append(CheckStep("address", True, "The database is there."))
            steps.append(CheckStep("answer", True, Sentence("It is SMSD's, version {version}.", version=version)))
            self._box.try_writing()
            steps.append(CheckStep("rights", True, "The console may write there."))
            return [*steps, *_modem_steps(self._box.modem(), self._box)]
        except SignInError as error:
            return [*steps, failed("rights", error)]
        except OutsideError as error:
            return [*steps, failed("address" if error.values.get("stage") == "dns" else "answer", error)]


def _modem_steps(modem: Modem | None, box: GammuBox) -> list[CheckStep]:
    if modem is None:
        nothing = UnreachableError("SMSD has told of no modem yet.", "Start SMSD, and look at its log.")
        return [failed("modem", nothing)]
    if not modem.sends:
        off = UnreachableError("SMSD does not send with this modem.", "Take 'Send = False' out of its configuration.")
        return [failed("modem", off)]
    if not box.fresh(modem):
        quiet = UnreachableError(
            Sentence("SMSD has not told of its modem for {seconds} s.", seconds=modem.quiet),
            "Start SMSD, and look at the modem's cable.",
        )
        return [failed("modem", quiet)]
    found = Sentence("The modem is there; signal {signal}.", signal=modem.signal_words)
    if modem.network:
        network = Sentence("It is in the network {network}.", network=modem.network)
        steps = [CheckStep("modem", True, together(found, network))]
    else:
        steps = [CheckStep("modem", True, found)]
    if modem.receives:
        return [*steps, CheckStep("incoming", True, "SMSD takes messages in.")]
    deaf = UnreachableError(
        "SMSD takes no messages in with this modem.", "Take 'Receive = False' out of its configuration."
    )
    return [*steps, failed("incoming", deaf)]


class _Watching:
    """Looks regularly while the context is open."""

    def __init__(self, gateway: GammuGateway, tell: Callable[[SmsEvent], Awaitable[None]], pause: float) -> None:
        self._gateway = gateway
        self._tell = tell
        self._pause = pause
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> None:
        self._task = asyncio.create_task(self._look_for_ever(), name="gammu")

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _look_for_ever(self) -> None:
        while True:
            try:
                await self._gateway.poll(self._tell)
            except ConsoleError as error:
                log.info("SMSD's database could not be used: %s", error.code)
            except Exception:
                log.exception("looking at SMSD's database failed by a bug")
            await asyncio.sleep(self._pause)
