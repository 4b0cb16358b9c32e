"""One case of Request Tracker as it is at this moment, for comparing before and after a write."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from fallback_console.adapters import shapes
from fallback_console.adapters.helpdesk.rt_client import RtClient
from fallback_console.adapters.helpdesk.rt_parse import HISTORY_FIELDS, NOBODY, Names, time_ms
from fallback_console.domain.errors import (
    AmbiguousError,
    RefusedError,
    SignInError,
    ThrottledError,
    UnreachableError,
)

__all__ = ["CaseNow", "after_write", "gone", "learn_name", "one_line", "read_case", "transactions_of"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CaseNow:
    """A case at one moment.

    Attributes:
        number: of the case it is now: another one than was asked for after a merge.
        etag: RT's mark of its newest transaction.
        values: by our names of ``domain.entry.CASE_FIELDS``.
        updated_at: UTC epoch milliseconds.
    """

    number: int
    etag: str
    values: Mapping[str, str]
    updated_at: int


async def read_case(client: RtClient, names: Names, case: str) -> CaseNow:
    """The case now; a merged one as the case it became.

    Raises:
        RefusedError: it is gone or may not be seen.
        OutsideError: as every request.
    """
    if not (case.isascii() and case.isdigit() and len(case) < 19):
        raise RefusedError("The case's number is none the helpdesk could have.", "Drop this entry with a reason.")
    row, answer = await client.record(f"ticket/{case}", accept=(403, 404))
    if answer.status != 200:
        raise gone()
    owner = shapes.text(shapes.mapping(row.get("Owner"), "Owner"), "id")
    queue = shapes.text(shapes.mapping(row.get("Queue"), "Queue"), "id")
    await learn_name(client, names.queues, "queue", queue)
    due = time_ms(shapes.text(row, "Due"))
    values = {
        "status": shapes.text(row, "Status"),
        "priority": str(shapes.integer(row, "Priority")),
        "owner": "" if owner == NOBODY else owner,
        "queue": names.queues.get(queue, queue),
        "subject": shapes.text(row, "Subject"),
        "due": "" if due is None else str(due),
    }
    updated = time_ms(shapes.text(row, "LastUpdated")) or 0
    return CaseNow(shapes.integer(row, "id"), answer.headers.get("etag", ""), values, updated)


async def learn_name(client: RtClient, known: dict[str, str], kind: str, number: str) -> None:
    """The name of a 'queue' or a 'user' that RT calls by number, asked for once."""
    if number not in known and number.isascii() and number.isdigit():
        row, _ = await client.record(f"{kind}/{number}", accept=(403, 404))
        known[number] = shapes.text(row, "Name") or number


async def transactions_of(client: RtClient, case: int, condition: str) -> list[Mapping[str, Any]]:
    """A case's transactions that meet a condition ('' for all), oldest first."""
    query = f"ObjectId = {case}{condition and f' AND ({condition})'}"
    pages = [page async for page in client.transactions(query, HISTORY_FIELDS)]
    return [row for page in pages for row in page]


async def after_write(reading: Awaitable[T]) -> T:
    """Reading after a write that was sent: what goes wrong with it leaves the write in doubt.

    Raises:
        AmbiguousError: instead of every error that would say that nothing was done.
    """
    try:
        return await reading
    except (UnreachableError, ThrottledError, SignInError):
        raise AmbiguousError(
            "The helpdesk fell silent after the change was sent.",
            "Whether it was done there is looked up before anything is tried again.",
        ) from None


def one_line(text: str) -> str:
    """A text without line breaks and doubled spaces, as subjects are."""
    return " ".join(shapes.clean(text).split())


def gone() -> RefusedError:
    """The case is not to be found."""
    return RefusedError(
        "The case no longer exists in the helpdesk, or our sign-in may not see it.",
        "Look for it there; then try again, or drop this entry with a reason.",
    )
