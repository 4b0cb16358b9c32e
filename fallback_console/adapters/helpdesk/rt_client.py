"""Requests to Request Tracker's REST2 interface, and what is odd about its answers.

Seen on RT 5.0.3 (RT::REST2::Resource::Collection): rows a sign-in may not see are taken out AFTER a page was cut, so a short
or an empty page is not the end; ``total``, ``pages`` and ``next_page`` are missing for most people; numbers come as texts
inside collections; 100 rows per page at most; failures often come as 200 or 400 with prose.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from fallback_console.adapters import http, shapes
from fallback_console.domain.errors import ThrottledError, UnreachableError
from fallback_console.ports import Clock

__all__ = ["PAGE", "Rows", "RtClient", "any_of", "prose", "quoted"]

PAGE = 100
"""Rows per page; RT gives no more."""

_AHEAD = 2
"""Further pages looked at after a short one before it is taken for the last."""

_PAGE_BYTES = 24_000_000
_PATIENCE_SECONDS = 30.0
_AT_ONCE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Rows:
    """One page of a collection.

    Attributes:
        total: of the whole collection, None where RT does not tell.
    """

    rows: tuple[Mapping[str, Any], ...]
    total: int | None


class RtClient:
    """REST2 of one RT as one sign-in.

    Args:
        client: with the address of RT itself as base and the token in its headers.
        clock: for what RT does not tell.
        width: requests at once. RT answers with a few worker processes, which people need too.
    """

    def __init__(self, client: httpx.AsyncClient, clock: Clock, *, width: int = 3) -> None:
        self._client = client
        self._clock = clock
        self._gate = asyncio.Semaphore(width)
        self._date = ""
        self.requests = 0

    async def ask(
        self,
        method: str,
        path: str,
        *,
        writing: bool,
        params: Mapping[str, str | int] | None = None,
        body: Any = None,
        accept: Collection[int] = (),
        headers: Mapping[str, str] | None = None,
    ) -> http.Answer:
        """One request below ``REST/2.0``; errors as ``adapters.http.request``.

        Reading is patient: it waits where RT asks for it, and asks once more after a connection that broke at once.
        """
        waited = 0.0
        broken = False
        while True:
            begin = self._clock.monotonic()
            try:
                return await self._once(method, path, writing, params, body, accept, headers)
            except ThrottledError as error:
                pause = max(error.retry_after if error.retry_after is not None else 2.0, 0.1)
                waited += pause
                if writing or waited > _PATIENCE_SECONDS:
                    raise
                await asyncio.sleep(pause)
            except UnreachableError as error:
                at_once = self._clock.monotonic() - begin < _AT_ONCE_SECONDS and error.values.get("status") is None
                if broken or writing or not at_once or error.values.get("stage") != "request":
                    raise
                broken = True

    async def _once(
        self,
        method: str,
        path: str,
        writing: bool,
        params: Mapping[str, str | int] | None,
        body: Any,
        accept: Collection[int],
        headers: Mapping[str, str] | None,
    ) -> http.Answer:
        async with self._gate:
            self.requests += 1
            answer = await http.request(
                self._client,
                method,
                f"REST/2.0/{path}",
                writing=writing,
                params=params,
                json_body=body,
                headers=headers,
                accept=accept,
                max_bytes=_PAGE_BYTES,
            )
        self._date = answer.headers.get("date", "")
        return answer

    def server_now(self) -> datetime | None:
        """RT's own clock at its newest answer, to the second; None where it did not say."""
        try:
            return parsedate_to_datetime(self._date).astimezone(UTC)
        except (ValueError, TypeError, IndexError):
            return None

    def now(self) -> datetime:
        """RT's clock at its newest answer, ours where it did not say."""
        return self.server_now() or datetime.fromtimestamp(self._clock.now_ms() / 1000, UTC)

    async def record(self, path: str, *, accept: Collection[int] = ()) -> tuple[Mapping[str, Any], http.Answer]:
        """One object, with the answer it came in; ({}, answer) for an accepted status that is not 200."""
        answer = await self.ask("GET", path, writing=False, accept=accept)
        if answer.status != 200:
            return {}, answer
        return shapes.mapping(answer.json(), path.split("/")[0]), answer

    async def page(self, path: str, params: Mapping[str, str | int], body: Any = None) -> Rows:
        """One page of a collection.

        Raises:
            BadAnswerError: the answer is no collection.
        """
        sent = {"per_page": PAGE, **params}
        answer = await self.ask("GET" if body is None else "POST", path, writing=False, params=sent, body=body)
        found = shapes.mapping(answer.json(), path)
        rows = tuple(shapes.mapping(row, path) for row in shapes.items(found.get("items"), "items"))
        return Rows(rows, None if found.get("total") is None else shapes.integer(found, "total"))

    async def after_short(self, path: str, params: Mapping[str, str | int]) -> list[Mapping[str, Any]]:
        """Rows of the pages behind a short first page: whatever RT hid on it took the place of rows we may see."""
        pages = await asyncio.gather(*(self.page(path, {**params, "page": 2 + n}) for n in range(_AHEAD)))
        return [row for page in pages for row in page.rows]

    async def transactions(
        self, condition: str, fields: str, *, after: int = 0
    ) -> AsyncIterator[list[Mapping[str, Any]]]:
        """Pages of transactions of cases in order of their ids, mails that RT itself sent left out."""
        while True:
            query = f"{_TICKETS_ONLY} AND id > {after}{condition and f' AND ({condition})'}"
            params: dict[str, str | int] = {"query": query, "orderby": "id", "order": "ASC", "fields": fields}
            rows = list((await self.page("transactions", params)).rows)
            if len(rows) < PAGE:
                more = await self.after_short("transactions", params)
                if rows or more:
                    yield rows + more
                if not more:
                    return
                rows += more
            else:
                yield rows
            after = shapes.integer(rows[-1], "id")

    async def all_rows(self, path: str, params: Mapping[str, str | int], body: Any = None) -> list[Mapping[str, Any]]:
        """All rows of a collection whose rows are never hidden singly."""
        rows: list[Mapping[str, Any]] = []
        page = 1
        while True:
            got = await self.page(path, {**params, "page": page}, body)
            rows += got.rows
            if len(got.rows) < PAGE:
                return rows
            page += 1

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._client.aclose()


_TICKETS_ONLY = "ObjectType = 'RT::Ticket' AND Type != 'EmailRecord' AND Type != 'CommentEmailRecord'"


def quoted(value: str) -> str:
    """A text as TicketSQL writes it: in single quotes, with a backslash before quotes and backslashes."""
    return "'" + re.sub(r"(['\\])", r"\\\1", shapes.clean(value)) + "'"


def any_of(field: str, values: Iterable[str | int]) -> str:
    """A TicketSQL condition: the field has one of these values, '' for none given."""
    texts: Sequence[str] = [str(value) if isinstance(value, int) else quoted(value) for value in values]
    return " OR ".join(f"{field} = {text}" for text in texts)


def prose(answer: http.Answer) -> list[str]:
    """RT's sentences in an answer: an array of texts, or an object with a message.

    Raises:
        BadAnswerError: the answer is no JSON.
    """
    found = answer.json()
    lines = [found.get("message")] if isinstance(found, dict) else found if isinstance(found, list) else []
    return [shapes.clean(line) for line in lines if isinstance(line, str)]
