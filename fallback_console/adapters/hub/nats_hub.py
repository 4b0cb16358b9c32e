"""The team's hub on NATS JetStream, as one station sees it.

- Entries go to ``fc.ev.<site>.<station>.<kind>`` with the entry's id as Nats-Msg-Id; a station's key may publish below its own prefix
  only, which is how the hub vouches for who appended what.
- A value is the newest message of ``fc.held.<key>``; its revision is that message's number in the stream, so it rises over all keys and is
  never given twice. Setting one is a single publish that the hub takes only where the revision is still the expected one.
- Servers before 2.11 do not take values away by themselves; then readers look at the time, by the hub's clock.
"""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from fallback_console.adapters.checking import failed, failed_at, sentence_of
from fallback_console.adapters.hub import problems
from fallback_console.adapters.hub.link import Line, Link
from fallback_console.adapters.hub.pulling import Puller
from fallback_console.adapters.hub.settings import HubSettings
from fallback_console.adapters.hub.streams import here_stream
from fallback_console.adapters.hub.subjects import (
    CLOCK,
    EVENTS,
    HELD,
    HERE,
    MSG_ID,
    TTL_HEADER,
    api,
    event_subject,
    version_of,
)
from fallback_console.adapters.hub.watching import record_of, watch_events, watch_values
from fallback_console.domain.errors import (
    AmbiguousError,
    ConsoleError,
    OutsideError,
    RefusedError,
    SignInError,
    UnreachableError,
)
from fallback_console.domain.hub_rules import require_key, require_message, require_value
from fallback_console.domain.sentences import Sentence
from fallback_console.ports import CheckStep, Clock
from fallback_console.ports.hub import Beat, Held, HubAbilities, HubMessage, HubRecord

__all__ = ["NatsHub"]

_EXPIRES_SINCE = (2, 11)
_ALONE = "hub"
_FORGOTTEN = 10037
"""JetStream's error where there is no message."""
_SKEW_MS = 60_000
_PAGE = 1000
_GONE_S = 24 * 3600
"""So long the hub remembers that a value was taken away."""


class NatsHub:
    """A ``Hub`` over NATS JetStream; lives in the network thread.

    Args:
        settings: where it is, and as whom.
        clock: time.
    """

    def __init__(self, settings: HubSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._domain = settings.domain
        self._link = Link(settings, clock, self._on_new)
        self._offset = 0
        self._expires = False
        self._stream: dict[str, Any] = {}
        self._reader: Puller | None = None
        self._presence: Puller | None = None
        self._here: dict[str, tuple[Beat, int]] = {}

    @property
    def station(self) -> str:
        """Name of this station at the hub."""
        return self._settings.station

    async def abilities(self) -> HubAbilities:
        """What the server can do."""
        line = await self._link.line()
        config = self._stream.get("config", {})
        synced = config.get("metadata", {}).get("sync") == "always" or config.get("num_replicas", 1) >= 3
        return HubAbilities(True, self._domain or _ALONE, self._expires, bool(synced), line.version)

    async def append(self, messages: Sequence[HubMessage]) -> int:
        """Put messages at the end of the stream, in order."""
        for message in messages:
            require_message(message.id, message.kind, message.body)
        line = await self._link.line()
        site, station = self._settings.site, self._settings.station
        return await line.publish_all((event_subject(site, station, m.kind), m.body, {MSG_ID: m.id}) for m in messages)

    async def read(self, cursor: int, limit: int) -> list[HubRecord]:
        """Records behind a place."""
        line = await self._link.line()
        if self._reader is not None and self._reader.after == cursor:
            reader, self._reader = self._reader, None
            with suppress(UnreachableError):
                # Where the hub has forgotten the reader, a new one does.
                return await self._read(reader, limit)
        elif self._reader is not None:
            await self._reader.aclose()
        return await self._read(await Puller.open(line, self._domain, EVENTS, cursor), limit)

    async def _read(self, reader: Puller, limit: int) -> list[HubRecord]:
        try:
            found = await reader.some(limit)
        except BaseException:
            await reader.aclose()
            raise
        self._reader = reader
        return [record for message, place in found if (record := record_of(message, place.sequence)) is not None]

    async def watch(self, cursor: int) -> AsyncIterator[list[HubRecord]]:
        """Records behind a place, as they come."""
        async for records in watch_events(await self._link.line(), self._domain, cursor):
            yield records

    async def last(self) -> tuple[str, int]:
        """The stream by its name and the time of its making, and its newest record."""
        line = await self._link.line()
        found = await line.look(api(self._domain, f"STREAM.INFO.{EVENTS}"))
        return f"{EVENTS}@{found.get('created', '')}", int(found.get("state", {}).get("last_seq", 0))

    async def get(self, key: str) -> Held:
        """The value of a key."""
        require_key(key)
        line = await self._link.line()
        try:
            found = await line.look(api(self._domain, f"STREAM.MSG.GET.{HELD}"), {"last_by_subj": f"fc.held.{key}"})
        except OutsideError as error:
            if error.values.get("err_code") == _FORGOTTEN:
                return Held(None, 0)
            raise
        message = found.get("message", {})
        headers = _headers(message.get("hdrs", ""))
        data = base64.b64decode(message.get("data", ""))
        over = self._is_over(_ms(str(message.get("time", ""))), headers)
        return Held(None if over or not data else data[1:], int(message.get("seq", 0)))

    async def compare_and_set(self, key: str, value: bytes | None, expected: int, ttl: float = 0.0) -> Held:
        """Set a value where its revision is still the expected one; after a doubt it is read back."""
        require_key(key)
        require_value(value)
        line = await self._link.line()
        headers = {"Nats-Expected-Last-Subject-Sequence": str(expected)}
        headers |= self._lives(ttl if value is not None else _GONE_S)
        # A value may be empty, so each begins with a byte that says that there is one.
        raw = b"" if value is None else b"\x01" + value
        try:
            answer = await line.ask(f"fc.held.{key}", raw, headers)
        except AmbiguousError:
            held = await self._read_back(key)
            if held.revision != expected and (held.value == value or held.value is not None):
                return held
            raise
        except OutsideError as error:
            if error.values.get("err_code") == problems.WRONG_SEQUENCE:
                return await self.get(key)
            raise
        return Held(value, int(answer.get("seq", 0)))

    async def _read_back(self, key: str) -> Held:
        try:
            return await self.get(key)
        except OutsideError:
            raise problems.doubtful() from None

    async def watch_held(self, prefix: str) -> AsyncIterator[tuple[str, Held]]:
        """Keys that begin so, and their changes; values end by the hub's clock."""
        line = await self._link.line()
        async for key, held in watch_values(line, self._domain, prefix, self._hub_ms):
            yield key, held

    async def beat(self, value: bytes, ttl: float) -> None:
        """Say that this station is there."""
        require_value(value)
        line = await self._link.line()
        await line.ask(f"fc.here.{self._settings.site}.{self.station}", value, self._lives(ttl))

    async def beats(self) -> Mapping[str, Beat]:
        """Stations that are there now: what was heard before, and what is new."""
        line = await self._link.line()
        try:
            if self._presence is None:
                raise problems.lost()
            await self._hear(self._presence)
        except UnreachableError:
            # The first time, or the hub has begun anew meanwhile.
            if self._presence is not None:
                await self._presence.aclose()
            self._here.clear()
            self._presence = await Puller.open(line, self._domain, HERE, 0)
            await self._hear(self._presence)
        now = self._hub_ms()
        self._here = {name: heard for name, heard in self._here.items() if heard[1] > now}
        return {name: beat for name, (beat, _) in self._here.items()}

    async def _hear(self, presence: Puller) -> None:
        while True:
            found = await presence.some(_PAGE)
            for message, place in found:
                parts = message.subject.split(".")
                if parts[1] == "here":
                    until = place.at + int((message.headers or {}).get(TTL_HEADER, "30000"))
                    self._here[parts[-1]] = Beat(parts[-1], message.data, place.at - self._offset), until
            if len(found) < _PAGE:
                return

    async def check(self) -> list[CheckStep]:
        """From the address to the hub's clock."""
        passed = ["connection", "certificate", "sign-in"]
        try:
            line = await self._link.line()
        except OutsideError as error:
            # A server that forgot its streams was reached and has let us in all the same.
            at = "sign-in" if isinstance(error, SignInError) else failed_at(error)
            names = passed[: passed.index(at)] if at in passed else passed if at == "answer" else []
            return [*(CheckStep(name, True, "Good.") for name in names), failed(at, error)]
        except ConsoleError as error:
            return [failed("settings", error)]
        steps = [CheckStep(name, True, "Good.") for name in passed]
        try:
            name, last = await self.last()
        except OutsideError as error:
            return [*steps, failed("answer", error)]
        said = Sentence("NATS {version}, {count} messages so far.", version=line.version, count=last)
        steps.append(CheckStep("answer", bool(name), said))
        steps.append(await self._rights())
        if abs(self._offset) > _SKEW_MS:
            step = CheckStep(
                "clock", False, "The clocks of the hub and of this computer differ. Set this computer's right."
            )
        else:
            step = CheckStep("clock", True, "Good.")
        return [*steps, step]

    async def _rights(self) -> CheckStep:
        """Whether this station may speak; a value that nobody reads is enough to find out."""
        try:
            await self._measure(await self._link.line())
        except RefusedError as error:
            return CheckStep("rights", False, sentence_of(error))
        except OutsideError as error:
            return failed("rights", error)
        return CheckStep("rights", True, Sentence("This station may speak as {rights}.", rights=self._settings.rights))

    async def aclose(self) -> None:
        """Close the connection."""
        await self._link.aclose()

    async def _on_new(self, line: Line) -> None:
        """What has to be known of a server before it is used."""
        self._reader = self._presence = None
        self._stream = await line.look(api(self._domain, f"STREAM.INFO.{EVENTS}"))
        held = await line.look(api(self._domain, f"STREAM.INFO.{HELD}"))
        allowed = held.get("config", {}).get("allow_msg_ttl", False)
        self._expires = bool(allowed) and version_of(line.version) >= _EXPIRES_SINCE
        try:
            await self._measure(line)
        except UnreachableError as error:
            if error.values.get("stage") != "body":
                raise
            # What lives in memory is gone after a restart of the hub; whoever comes first makes it again.
            await self._make_presence(line)
            await self._measure(line)

    async def _make_presence(self, line: Line) -> None:
        try:
            await line.ask(api(self._domain, f"STREAM.CREATE.{HERE}"), here_stream(line.version))
        except AmbiguousError:
            raise problems.silent(line.host) from None
        except RefusedError as error:
            if error.values.get("err_code") != problems.NAME_IN_USE:
                raise

    async def _measure(self, line: Line) -> None:
        """How far the hub's clock is ahead of ours."""
        try:
            asked = self._clock.now_ms()
            answer = await line.ask(f"{CLOCK}.{self._settings.site}.{self.station}", b"", self._lives(60))
            found = await line.look(api(self._domain, f"STREAM.MSG.GET.{HERE}"), {"seq": int(answer["seq"])})
        except AmbiguousError:
            raise problems.silent(line.host) from None
        self._offset = _ms(str(found.get("message", {}).get("time", ""))) - asked

    def _hub_ms(self) -> int:
        return self._clock.now_ms() + self._offset

    def _lives(self, seconds: float) -> dict[str, str]:
        """Headers of what ends by itself."""
        if not seconds:
            return {}
        headers = {TTL_HEADER: str(round(seconds * 1000))}
        # The hub knows whole seconds only; what is left of one is nobody's.
        return headers | ({"Nats-TTL": f"{max(1, -int(-seconds // 1))}s"} if self._expires else {})

    def _is_over(self, stored: int, headers: Mapping[str, str]) -> bool:
        ttl = headers.get(TTL_HEADER, "")
        return not self._expires and ttl.isdecimal() and stored + int(ttl) <= self._hub_ms()


def _headers(encoded: str) -> dict[str, str]:
    """Headers as a stored message has them."""
    lines = base64.b64decode(encoded).decode("utf-8", "replace").split("\r\n")[1:]
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines) if name}


def _ms(time: str) -> int:
    """Epoch milliseconds of a time as Go writes it, with up to nine digits behind the second; 0 where it is none."""
    try:
        whole, _, rest = time.rstrip("Z").partition(".")
        at = datetime.fromisoformat(f"{whole}+00:00")
    except ValueError:
        return 0
    return int(at.timestamp()) * 1000 + int(f"{rest}000"[:3])
