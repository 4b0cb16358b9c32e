"""Where a vendor's calls come in, and where its answers to our questions go: the receiving half of an SMS gateway.

An event counts as taken in only after whoever listens has kept it; until then a call is answered with 503 and comes again.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from urllib.parse import parse_qsl

from fallback_console.adapters.sms.checks import listener_step
from fallback_console.adapters.sms.listener import Call, Listener, ListenerSettings, Reply, same_text, sign
from fallback_console.domain.errors import ConsoleError, UnreachableError
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import CheckStep, SmsEvent

__all__ = ["Reception", "form_of", "one_line", "values_of"]

log = logging.getLogger(__name__)

_MOST_FIELDS = 100
_LONGEST_WORDS = 160

Tell = Callable[[SmsEvent], Awaitable[None]]


class Reception:
    """Takes in calls and, where nothing can call this computer, asks regularly.

    Args:
        name: of the gateway; also the first part of every path.
        settings: where to listen.
        secret: only a console that has it too answers our greeting.
        take: answers the calls.
        called: whether to listen at all.
    """

    def __init__(
        self,
        name: str,
        settings: ListenerSettings,
        secret: str,
        take: Callable[[Call], Awaitable[int | Reply]],
        *,
        called: bool,
    ) -> None:
        self._name = name
        self._settings = settings
        self._take = take
        self._called = called
        self._hello = f"/{name}/hello/{sign(secret, 'hello')}"
        self._listener = Listener(settings, self._answer)
        self._on_event: Tell | None = None

    @property
    def public_url(self) -> str:
        """How the vendor reaches us, without a final slash."""
        return self._listener.public_url

    @asynccontextmanager
    async def open(
        self, on_event: Tell, ask: Callable[[], Awaitable[None]] | None = None, pause: float = 0.0
    ) -> AsyncIterator[None]:
        """Receive until left.

        Args:
            ask: asks the vendor once and tells what is new; None where it cannot be asked.
            pause: seconds between two such questions.
        """
        async with AsyncExitStack() as stack:
            if self._called:
                await stack.enter_async_context(self._listener.open())
            self._on_event = on_event
            asking = None if ask is None else asyncio.create_task(self._ask_for_ever(ask, pause), name=self._name)
            try:
                yield
            finally:
                self._on_event = None
                if asking is not None:
                    asking.cancel()
                    await asyncio.gather(asking, return_exceptions=True)

    async def tell(self, event: SmsEvent) -> None:
        """Hand an event on; it is kept when this returns.

        Raises:
            ConsoleError: it was not kept.
        """
        if self._on_event is None:
            raise UnreachableError("Nobody takes in messages now.", "They are offered again.")
        await self._on_event(event)

    async def mention(self, event: SmsEvent) -> None:
        """Hand on what is worth knowing and no reason to fail: without a listener it is dropped."""
        if self._on_event is None:
            return
        try:
            await self._on_event(event)
        except ConsoleError as error:
            log.warning("an event could not be kept: %s", error.code)

    async def check(self, address: str) -> list[CheckStep]:
        """Whether calls can come in, where they are wanted.

        Args:
            address: what the vendor has to be told, for whoever sets it up there.
        """
        if not self._called:
            return []
        taken_in = await listener_step(self._settings, self._listener, self._hello)
        told = Sentence("Enter this address at the gateway for messages that come in: {address}", address=address)
        return [taken_in, CheckStep("incoming", True, told)]

    async def _ask_for_ever(self, ask: Callable[[], Awaitable[None]], pause: float) -> None:
        while True:
            try:
                await ask()
            except ConsoleError as error:
                log.info("%s could not be asked: %s", self._name, error.code)
            except Exception:
                log.exception("asking %s failed by a bug", self._name)
            await asyncio.sleep(pause)

    async def _answer(self, call: Call) -> int | Reply:
        if call.method == "GET" and same_text(call.path, self._hello):
            return 200
        return await self._take(call)


def form_of(call: Call) -> list[tuple[str, str]] | None:
    """The fields of a form, in their order; None where the body is none."""
    try:
        return parse_qsl(call.body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return None


def values_of(call: Call) -> Mapping[str, str] | None:
    """What a call says, whichever way the vendor was told to put it: in the address, as a form, or as JSON.

    Returns:
        None where it says nothing that can be read.
    """
    if call.method == "GET":
        return {name: value.decode("utf-8", "replace") for name, value in call.query.items()}
    if "json" not in call.headers.get("content-type", ""):
        fields = form_of(call)
        return None if fields is None else dict(fields)
    try:
        body = json.loads(call.body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(body, dict):
        return None
    return {name: _word(value) for name, value in body.items() if isinstance(value, str | int | float | bool)}


def one_line(words: str) -> str:
    """A gateway's words, fit for a line of the timeline."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:_LONGEST_WORDS]


def _word(value: str | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
