"""Pulling from Request Tracker: a first pass over the cases, newest first, then whatever changed.

The first pass asks for 100 cases at a time with their people, then for the transactions of all of them together, then for
the texts of all messages among those: about a dozen requests for 100 cases. Before it begins, the newest transaction is noted;
everything after that is found again by the second way.

Changes are found in two ways at once. Transactions by id tell exactly what happened; rows one may not see are missing among
them, even whole pages. Therefore the cases by last change, newest first, are looked at too, down to what was seen the last
time. Cases found either way are read again with their whole history, which also repairs whatever was missed before.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from fallback_console.adapters import shapes
from fallback_console.adapters.helpdesk import rt_cursor
from fallback_console.adapters.helpdesk.rt_case import learn_name
from fallback_console.adapters.helpdesk.rt_client import PAGE, Rows, RtClient, any_of
from fallback_console.adapters.helpdesk.rt_cursor import Cursor
from fallback_console.adapters.helpdesk.rt_parse import (
    CASE_PARAMS,
    HISTORY_FIELDS,
    MESSAGES,
    CaseRow,
    Names,
    case_row,
    history_item,
)
from fallback_console.adapters.helpdesk.rt_texts import Message, messages
from fallback_console.domain.errors import BadAnswerError, UnreachableError
from fallback_console.domain.mirror import PulledCase, PulledItem, PulledPerson, PullPage
from fallback_console.ports import PullScope

__all__ = ["RtPull"]

_log = logging.getLogger(__name__)

_PAGES_UNDER_WAY = 3
_MOST_POISONED = 3
_LATEST = 50


@dataclass(frozen=True, slots=True)
class _Read:
    """Cases with everything of theirs, and the transactions that went into it."""

    cases: tuple[PulledCase, ...]
    items: tuple[PulledItem, ...]
    people: tuple[PulledPerson, ...]
    transactions: frozenset[int]


class RtPull:
    """One pull from one RT.

    Args:
        url: of RT itself, for links to cases.
        names: shared with everything else that reads from this RT.
        scope: what to mirror.
    """

    def __init__(self, client: RtClient, url: str, names: Names, scope: PullScope) -> None:
        self._client = client
        self._url = url.rstrip("/")
        self._names = names
        self._scope = scope
        self._queues = any_of("Queue", scope.queues)
        self._told: dict[str, PulledPerson] = {}
        self._poisoned = 0

    async def pages(self, kept: str | None) -> AsyncIterator[PullPage]:
        """See ``Helpdesk.pull``."""
        cursor = rt_cursor.parse(kept, self._scope)
        if cursor.first:
            async for page in self._first_pass(cursor):
                cursor = rt_cursor.parse(page.cursor, self._scope)
                yield page
        async for page in self._changes(cursor):
            yield page

    async def missing(self, cases: Sequence[str]) -> tuple[str, ...]:
        """Those of up to 100 cases that are not to be mirrored any more."""
        query = f"({any_of('id', (int(case) for case in cases))})"
        query += f" AND ({self._queues})" if self._queues else ""
        found = await self._client.page("tickets", {"query": query})
        there = {str(shapes.integer(row, "id")) for row in found.rows}
        return tuple(case for case in cases if case not in there)

    # The first pass

    async def _first_pass(self, cursor: Cursor) -> AsyncIterator[PullPage]:
        if not cursor.day:
            cursor = await self._begin(cursor)
        under_way: deque[tuple[Cursor, asyncio.Task[_Read]]] = deque()
        listing: asyncio.Task[Rows] | None = asyncio.create_task(self._list(cursor))
        try:
            while listing is not None or under_way:
                if listing is not None and len(under_way) < _PAGES_UNDER_WAY:
                    rows = (await listing).rows
                    listing = None
                    if rows:
                        below = min(shapes.integer(row, "id") for row in rows)
                        cursor = replace(cursor, below=below, done=cursor.done + len(rows))
                        under_way.append((cursor, asyncio.create_task(self._read(rows))))
                        listing = asyncio.create_task(self._list(cursor))
                    continue
                after, reading = under_way.popleft()
                read = await reading
                after = replace(after, total=None if after.total is None else max(after.total, after.done))
                yield self._page(read, after, done=False)
            yield self._page(_Read((), (), (), frozenset()), replace(cursor, first=False), done=False)
        finally:
            await _drop([task for _, task in under_way] + ([listing] if listing is not None else []))

    async def _begin(self, cursor: Cursor) -> Cursor:
        """Notes the newest transaction and the newest change before anything else is read."""
        hidden = " AND ".join(f"Type != '{kind}'" for kind in ("Comment", "CustomField", *_OWN_MAILS))
        newest = await self._client.page(
            "transactions",
            {"query": f"ObjectType = 'RT::Ticket' AND {hidden}", "orderby": "id", "order": "DESC", "per_page": 20},
        )
        latest = await self._latest(1)
        cursor = replace(
            cursor,
            high=max((shapes.integer(row, "id") for row in newest.rows), default=0),
            day=f"{self._client.now() - timedelta(days=self._scope.closed_days + 1):%Y-%m-%d}",
            since=shapes.text(latest.rows[0], "LastUpdated") if latest.rows else "",
        )
        counted = await self._client.page("tickets", {"query": self._wanted(cursor), "per_page": 1})
        return replace(cursor, total=counted.total)

    def _wanted(self, cursor: Cursor) -> str:
        """Cases of the first pass. A day more than asked for: RT reads dates in the time zone of the sign-in."""
        queues = f"({self._queues}) AND " if self._queues else ""
        below = f"id < {cursor.below} AND " if cursor.below else ""
        return f"{below}{queues}(Status = '__Active__' OR LastUpdated > '{cursor.day}')"

    async def _list(self, cursor: Cursor) -> Rows:
        params: dict[str, str | int] = {"query": self._wanted(cursor), "orderby": "id", "order": "DESC", **CASE_PARAMS}
        found = await self._client.page("tickets", params)
        if found.total is None and len(found.rows) < PAGE:
            return Rows((*found.rows, *await self._client.after_short("tickets", params)), None)
        return found

    # Changes

    async def _changes(self, cursor: Cursor) -> AsyncIterator[PullPage]:
        latest, since, at = await self._changed_cases(cursor)
        covered: set[int] = set()
        seen_cases: set[str] = set()
        silent = True
        start = max(0, cursor.high - rt_cursor.OVERLAP)
        async for rows in self._client.transactions("", "ObjectId,Type", after=start):
            ids = {shapes.integer(row, "id"): str(shapes.integer(row, "ObjectId")) for row in rows}
            fresh = set(ids) - set(cursor.recent) - covered
            changed = {ids[one] for one in fresh}
            silent = silent and not fresh
            cursor = cursor.with_seen(ids)
            if changed:
                read, gone = await self._reread(changed)
                covered |= read.transactions
                seen_cases |= changed
                yield self._page(read, cursor, done=False, gone=gone)
        left = [case for case in latest if case not in seen_cases]
        for begin in range(0, len(left), PAGE):
            read, gone = await self._reread(left[begin : begin + PAGE])
            if silent:  # too many hidden ones in a row to look past: go on behind what these cases brought
                cursor = cursor.with_seen(read.transactions)
            yield self._page(read, cursor, done=False, gone=gone)
        yield self._page(_Read((), (), (), frozenset()), replace(cursor, since=since, at=at), done=True)

    async def _changed_cases(self, cursor: Cursor) -> tuple[list[str], str, tuple[str, ...]]:
        """Cases changed since the last time by the list of last changes, and the new mark: its second and the cases in it."""
        floor = _second_before(cursor.since)
        rows: dict[str, str] = {}
        page = 1
        while True:
            got = await self._latest(page)
            for row in got.rows:
                rows.setdefault(str(shapes.integer(row, "id")), shapes.text(row, "LastUpdated"))
            short = len(got.rows) < _LATEST and (got.total is not None or not got.rows)
            if short or min(rows.values()) < floor:
                break
            page += 1
        since = max([cursor.since, *rows.values()])
        edge = _second_before(since)
        changed = [
            case
            for case, updated in rows.items()
            if updated > cursor.since or (updated >= floor and case not in cursor.at)
        ]
        return changed, since, tuple(case for case, updated in rows.items() if updated >= edge)

    async def _latest(self, page: int) -> Rows:
        query = f"id > 0 AND ({self._queues})" if self._queues else "id > 0"
        params: dict[str, str | int] = {
            "query": query,
            "orderby": "LastUpdated",
            "order": "DESC",
            "fields": "LastUpdated",
        }
        return await self._client.page("tickets", {**params, "per_page": _LATEST, "page": page})

    async def _reread(self, cases: Collection[str]) -> tuple[_Read, tuple[str, ...]]:
        """These cases as they are now, and which of them are not to be mirrored any more.

        RT gives the case another was merged into where that is asked for, and nothing for deleted or forbidden ones.
        """
        asked = sorted(cases, key=int)
        rows: list[Mapping[str, Any]] = []
        for begin in range(0, len(asked), PAGE):
            query = any_of("id", (int(one) for one in asked[begin : begin + PAGE]))
            rows += (await self._client.page("tickets", {"query": query, **CASE_PARAMS})).rows
        wanted = [row for row in rows if self._in_scope(row)]
        found = {str(shapes.integer(row, "id")) for row in wanted}
        return await self._read(wanted), tuple(one for one in asked if one not in found)

    def _in_scope(self, row: Mapping[str, Any]) -> bool:
        name = shapes.text(shapes.mapping(row.get("Queue"), "Queue"), "Name")
        return not self._scope.queues or name in self._scope.queues

    # Reading cases with their history

    async def _read(self, rows: Sequence[Mapping[str, Any]]) -> _Read:
        """Cases with their history. One whose history RT cannot give must not keep all others away: it comes without."""
        try:
            return await self._read_together(rows)
        except (BadAnswerError, UnreachableError) as error:
            if isinstance(error, UnreachableError) and error.values.get("status") is None:
                raise
            if len(rows) > 1:
                middle = len(rows) // 2
                return _joined(await self._read(rows[:middle]), await self._read(rows[middle:]))
            # A fault of RT as a whole is none of the case's, and if many are to blame it is not the cases.
            self._poisoned += 1
            if not rows or self._poisoned > _MOST_POISONED:
                raise
            await self._client.ask("GET", "rt", writing=False)
            case = case_row(rows[0], self._names)
            _log.warning("the history of case %s cannot be read: %s", case.remote_id, error.code)
            return self._together({case.remote_id: case}, [], {})

    async def _read_together(self, rows: Sequence[Mapping[str, Any]]) -> _Read:
        cases = {row.remote_id: row for row in (case_row(row, self._names) for row in rows)}
        if not cases:
            return _Read((), (), (), frozenset())
        history: list[tuple[str, Mapping[str, Any]]] = []
        texts: list[asyncio.Task[dict[int, Message]]] = []
        try:
            condition = any_of("ObjectId", (int(one) for one in cases))
            async for page in self._client.transactions(condition, HISTORY_FIELDS):
                of_cases = [(str(shapes.integer(row, "ObjectId")), row) for row in page]
                history += of_cases
                texts.append(self._texts(row for _, row in of_cases))
            merged = {case for case, row in history if _is_merge_into(case, row)}
            for case in sorted(merged, key=int):
                rest = await self._merged_history(case, {shapes.integer(row, "id") for _, row in history})
                history += [(case, row) for row in rest]
                texts.append(self._texts(rest))
            said: dict[int, Message] = {}
            for task in texts:
                said |= await task
        finally:
            await _drop(texts)
        await self._learn_names(history)
        return self._together(cases, history, said)

    def _texts(self, rows: Iterable[Mapping[str, Any]]) -> asyncio.Task[dict[int, Message]]:
        ids = [shapes.integer(row, "id") for row in rows if row.get("Type") in MESSAGES]
        return asyncio.create_task(messages(self._client, ids))

    async def _merged_history(self, case: str, known: Collection[int]) -> list[Mapping[str, Any]]:
        """What belongs to a case because others were merged into it: only the case's own history has it."""
        rows = await self._client.all_rows(f"ticket/{case}/history", {"fields": HISTORY_FIELDS})
        return [row for row in rows if shapes.integer(row, "id") not in known and row.get("Type") not in _OWN_MAILS]

    async def _learn_names(self, history: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
        """Names of owners and queues that the history calls by number; each is asked for once."""
        known = {"Owner": ("user", self._names.users), "Queue": ("queue", self._names.queues)}
        for _, row in history:
            if row.get("Field") in known and row.get("Type") != "SetWatcher":
                kind, names = known[row["Field"]]
                for key in ("OldValue", "NewValue"):
                    await learn_name(self._client, names, kind, shapes.text(row, key))

    def _together(
        self,
        cases: Mapping[str, CaseRow],
        history: Sequence[tuple[str, Mapping[str, Any]]],
        said: Mapping[int, Message],
    ) -> _Read:
        versions = dict.fromkeys(cases, 0)
        items: list[PulledItem] = []
        numbers: set[int] = set()
        for case, row in history:
            number = shapes.integer(row, "id")
            numbers.add(number)
            if case not in cases:
                continue
            versions[case] = max(versions[case], number)
            message = said.get(number, Message())
            item = history_item(row, case, self._names, cases[case].outsiders, message.text)
            if item is not None:
                items.append(replace(item, attachments=message.attachments) if message.attachments else item)
        people = []
        for known in cases.values():
            for person in known.people:
                if self._told.get(person.remote_id) != person:
                    self._told[person.remote_id] = person
                    people.append(person)
        return _Read(
            tuple(row.case(versions[one], f"{self._url}/Ticket/Display.html?id={one}") for one, row in cases.items()),
            tuple(items),
            tuple(people),
            frozenset(numbers),
        )

    def _page(self, read: _Read, cursor: Cursor, *, done: bool, gone: tuple[str, ...] = ()) -> PullPage:
        seen = cursor.done if cursor.first else (cursor.total or cursor.done)
        return PullPage(
            read.cases, read.items, read.people, cursor.text(), done, seen=seen, total=cursor.total, gone=gone
        )


_OWN_MAILS = ("EmailRecord", "CommentEmailRecord")


def _joined(one: _Read, other: _Read) -> _Read:
    return _Read(
        one.cases + other.cases,
        one.items + other.items,
        one.people + other.people,
        one.transactions | other.transactions,
    )


def _is_merge_into(case: str, row: Mapping[str, Any]) -> bool:
    """RT records a merge on both cases with the surviving one as the new value."""
    return row.get("Field") == "MergedInto" and shapes.text(row, "NewValue").rsplit("/", 1)[-1] == case


def _second_before(moment: str) -> str:
    """RT's text of the second before a time; times of one form compare as texts."""
    try:
        before = datetime.fromisoformat(moment.replace("Z", "+00:00")) - timedelta(seconds=1)
    except ValueError:
        return moment
    return f"{before:%Y-%m-%dT%H:%M:%SZ}"


async def _drop(tasks: Sequence[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
