"""Changing one field of a case in Request Tracker: read, compare, write, read again.

Answers to PUT are prose that may tell of a failure with status 200, and a stale If-Match is refused, but not without a race:
only reading again proves anything. What an earlier try has done is found in the case's transactions.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from fallback_console.adapters import http, shapes
from fallback_console.adapters.helpdesk.rt_case import (
    CaseNow,
    after_write,
    gone,
    learn_name,
    one_line,
    read_case,
    transactions_of,
)
from fallback_console.adapters.helpdesk.rt_client import RtClient, prose
from fallback_console.adapters.helpdesk.rt_parse import Names, history_item, marker_of, time_ms
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.errors import ConflictError, RefusedError
from fallback_console.domain.ids import uuid7_ms
from fallback_console.domain.mirror import PulledItem
from fallback_console.ports import Clock, SetField

__all__ = ["RtFields"]

_TRIES = 5
_LONGEST_SUBJECT = 200
_SLACK_MS = 5_000
"""Allowed between our clock and RT's, which its answers tell to the second, when our own change is looked for. Little: what
is found wrongly would never be written, what is not found is a conflict that a person sees."""

_CONSEQUENCE_MS = 7 * 24 * 3_600_000
"""How long before an entry was made a message of ours may have set off what RT did by itself."""

_CONSEQUENCE_IDS = 10
"""Transactions between a message of ours and what RT did because of it, at most."""

_COLUMNS = {
    "status": "Status",
    "priority": "Priority",
    "owner": "Owner",
    "queue": "Queue",
    "subject": "Subject",
    "due": "Due",
}


class RtFields:
    """Field changes of one sign-in.

    Args:
        names: shared with everything else that reads from this RT.

    Attributes:
        login: name of the sign-in, '' where RT does not tell.
    """

    def __init__(self, client: RtClient, names: Names, clock: Clock) -> None:
        self._client = client
        self._names = names
        self._clock = clock
        self.login = ""

    async def look_up(self, work: SetField) -> Receipt | None:
        """The receipt of a change that got through: the field has the value, or had it from us since the entry was made."""
        now = await read_case(self._client, self._names, work.case)
        if _same(work.field, now.values.get(work.field, ""), work.value):
            return await self._receipt(work, now, already=True)
        return await self._own_change(work, now)

    async def write(self, work: SetField, *, look_first: bool) -> Receipt:
        """Set the field if it still holds the base. Raises as ``Helpdesk.write``."""
        wanted = _checked(work)
        for _ in range(_TRIES):
            now = await read_case(self._client, self._names, work.case)
            theirs = now.values[work.field]
            if _same(work.field, theirs, work.value):
                return await self._receipt(work, now, already=True)
            if look_first:
                found = await self._own_change(work, now)
                if found is not None:
                    return found
            if not _same(work.field, theirs, work.base) and not await self._own_doing(work, now):
                raise await self._conflict(work, now)
            answer = await self._put(now, {_COLUMNS[work.field]: wanted})
            if answer.status != 412:
                return await after_write(self._proven(work, now, answer))
        raise RefusedError(
            "The case is being changed by others all the time.", "Try again in a while; nothing was changed."
        )

    async def _proven(self, work: SetField, before: CaseNow, answer: http.Answer) -> Receipt:
        """What the case says after the write."""
        theirs = before.values[work.field]
        now = await read_case(self._client, self._names, work.case)
        if work.field == "owner" and _same("owner", now.values["owner"], theirs):
            answer = await self._take(work, now, answer)
            now = await read_case(self._client, self._names, work.case)
        if _same(work.field, now.values[work.field], work.value):
            return await self._receipt(work, now, already=False)
        if not _same(work.field, now.values[work.field], theirs):
            raise await self._conflict(work, now)
        raise _not_taken(work, answer)

    async def _put(self, now: CaseNow, body: Mapping[str, str]) -> http.Answer:
        headers = {"If-Match": now.etag} if now.etag else {}
        answer = await self._client.ask(
            "PUT",
            f"ticket/{now.number}",
            writing=True,
            body=body,
            headers=headers,
            accept=(400, 403, 404, 412),
        )
        if answer.status in (403, 404):
            raise gone()
        return answer

    async def _take(self, work: SetField, now: CaseNow, refused: http.Answer) -> http.Answer:
        """Taking a case over is a right of its own, for one's own login only."""
        if not self.login or work.value.casefold() != self.login.casefold():
            return refused
        action = "steal" if now.values["owner"] else "take"
        return await self._client.ask(
            "PUT", f"ticket/{now.number}/{action}", writing=True, body={}, accept=(400, 403, 404, 412)
        )

    async def _receipt(self, work: SetField, now: CaseNow, *, already: bool) -> Receipt:
        """The receipt of a field that now has the value, with the transaction that gave it, which is our echo if we made it."""
        newest = [item for item in await self._changes(work, now) if _same(work.field, item.new, work.value)][-1:]
        ours = [item.remote_id for item in newest if self._is_ours(item, work.entry_id)]
        version = max((int(item.remote_id) for item in newest), default=None)
        return Receipt(already, remote_items=tuple(ours), version=version)

    async def _own_change(self, work: SetField, now: CaseNow) -> Receipt | None:
        """An earlier try that got through although somebody changed the field again since.

        Only our newest change counts: an older one with the same values was another entry's.
        """
        ours = [item for item in await self._changes(work, now) if self._is_ours(item, work.entry_id)]
        for item in ours[-1:]:
            if _same(work.field, item.new, work.value) and _same(work.field, item.old, work.base):
                return Receipt(already=True, remote_items=(item.remote_id,), version=int(item.remote_id))
        return None

    async def _own_doing(self, work: SetField, now: CaseNow) -> bool:
        """Whether the field left our base only by what RT itself did after a message of ours.

        RT opens a case when somebody replies. An agent who replied and then closed the case did both on the old status; the
        reply arrives first, and what it sets off is no change by somebody else.
        """
        condition = f"Type = 'Correspond' OR Type = 'Comment' OR Field = '{_COLUMNS[work.field]}'"
        since = self._since(work.entry_id) - _CONSEQUENCE_MS
        value, ours, only_rt = work.base, 0, False
        for row in await transactions_of(self._client, now.number, condition):
            number = shapes.integer(row, "id")
            if marker_of(shapes.text(row, "Data")) and (time_ms(shapes.text(row, "Created")) or 0) >= since:
                ours = number
            item = history_item(row, str(now.number), self._names, (), "")
            if item is None or item.field != work.field:
                continue
            by_rt = not item.author and ours > 0 and number - ours <= _CONSEQUENCE_IDS
            if by_rt and _same(work.field, item.old, value):
                value, only_rt = item.new, True
            else:
                value, only_rt = work.base, False
        return only_rt and _same(work.field, value, now.values[work.field])

    async def _conflict(self, work: SetField, now: CaseNow) -> ConflictError:
        newest = (await self._changes(work, now))[-1:]
        return ConflictError(
            work.field,
            work.base,
            work.value,
            now.values[work.field],
            theirs_by=newest[0].author if newest else "",
            theirs_at=newest[0].at if newest else now.updated_at,
            theirs_version=int(newest[0].remote_id) if newest else None,
        )

    async def _changes(self, work: SetField, now: CaseNow) -> list[PulledItem]:
        """The changes of a field, oldest first."""
        rows = await transactions_of(self._client, now.number, f"Field = '{_COLUMNS[work.field]}'")
        known = {"owner": self._names.users, "queue": self._names.queues}.get(work.field)
        if known is not None:
            kind = "user" if work.field == "owner" else "queue"
            for number in sorted({shapes.text(row, key) for row in rows for key in ("OldValue", "NewValue")}):
                await learn_name(self._client, known, kind, number)
        found = (history_item(row, str(now.number), self._names, (), "") for row in rows)
        return [item for item in found if item is not None and item.field == work.field]

    def _is_ours(self, item: PulledItem, entry_id: str) -> bool:
        return item.author == self.login and bool(self.login) and item.at >= self._since(entry_id)

    def _since(self, entry_id: str) -> int:
        """When an entry was made, by RT's clock, with something to spare."""
        server = self._client.server_now()
        ahead = 0 if server is None else int(server.timestamp() * 1000) - self._clock.now_ms()
        try:
            return uuid7_ms(entry_id) + ahead - _SLACK_MS
        except ValueError:
            return 0


def _checked(work: SetField) -> str:
    """The value as RT takes it. What it would silently turn into something else is refused here."""
    value = shapes.clean(work.value)
    if work.field not in _COLUMNS:
        raise RefusedError(f"The helpdesk has no field '{work.field}'.", "Drop this entry with a reason.")
    if work.field == "priority" and not (value.isascii() and value.isdigit() and int(value) <= 100):
        raise RefusedError("The priority is no whole number from 0 to 100.", "Set it again.")
    if work.field == "owner":
        return value or "Nobody"
    if work.field == "subject":
        return one_line(value)[:_LONGEST_SUBJECT]
    if work.field == "due":
        return "" if not value else _due(value)
    return value


def _due(value: str) -> str:
    """RT keeps what it is given: anything but this form of UTC cannot be read again, or wipes the date."""
    try:
        return f"{datetime.fromtimestamp(int(value) // 1000, UTC):%Y-%m-%d %H:%M:%S}"
    except (ValueError, OverflowError, OSError):
        raise RefusedError("The due time is none.", "Set it again.") from None


def _same(field: str, one: str, other: str) -> bool:
    """Whether two values of a field are the same to RT."""
    return _plain(field, one) == _plain(field, other)


def _plain(field: str, value: str) -> str:
    text = shapes.clean(value)
    if field == "due":
        return str(int(text) // 1000) if text.isascii() and text.isdigit() else ""
    if field == "priority":
        return str(min(100, int(text))) if text.isascii() and text.isdigit() else text
    if field in ("status", "owner"):
        return text.casefold()
    return one_line(text)[:_LONGEST_SUBJECT] if field == "subject" else text


def _not_taken(work: SetField, answer: http.Answer) -> RefusedError:
    """RT's prose is matched, never shown: it repeats what is in the case."""
    said = " ".join(prose(answer))
    if "Permission Denied" in said or "You can only" in said:
        return RefusedError(
            f"Our sign-in may not change the field '{work.field}' of this case.", "Ask for the right, then try again."
        )
    if work.field == "status":
        return RefusedError("The helpdesk does not allow this status for the case now.", "Choose another status.")
    if work.field == "owner":
        return RefusedError("The helpdesk knows no such owner for this case.", "Choose another owner.")
    if work.field == "queue":
        return RefusedError("The helpdesk knows no such queue, or our sign-in may not use it.", "Choose another queue.")
    return RefusedError(f"The helpdesk did not take the new value of '{work.field}'.", "Look at the case there.")
