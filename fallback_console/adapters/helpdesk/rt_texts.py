"""Texts and attachments of messages, for many transactions with few requests.

Transactions carry no text. ``POST /attachments`` gives the parts of up to 100 messages at once, of any cases. What is there
is asked first without contents, so that one enormous part cannot stand in the way of all others: contents are then fetched in
portions of a megabyte, and of parts beyond ``_LARGEST_PART`` only the fact is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fallback_console.adapters import shapes
from fallback_console.adapters.helpdesk.rt_client import PAGE, RtClient
from fallback_console.adapters.helpdesk.rt_text import plain_from_html, tidy
from fallback_console.domain.mirror import Attachment

__all__ = ["Message", "messages"]

_LARGEST_PART = 1_000_000
_PORTION = 1_000_000
"""Bytes of contents in one answer: reading JSON holds up every other thread, the window's too."""
_META_FIELDS = "TransactionId,ContentType,Filename,ContentLength"
_TEXT_FIELDS = "TransactionId,Content"


@dataclass(frozen=True, slots=True)
class Message:
    """Text and attachments of one transaction."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(slots=True)
class _Parts:
    plain: int = 0
    html: int = 0
    seen: bool = False
    seen_html: bool = False
    files: tuple[Attachment, ...] = ()


async def messages(client: RtClient, transactions: Sequence[int]) -> dict[int, Message]:
    """What these transactions say, by id.

    Raises:
        OutsideError: as every request.
    """
    batches = [transactions[start : start + PAGE] for start in range(0, len(transactions), PAGE)]
    found: dict[int, Message] = {}
    for batch in await asyncio.gather(*(_batch(client, ids) for ids in batches)):
        found |= batch
    return found


async def _batch(client: RtClient, ids: Sequence[int]) -> dict[int, Message]:
    parts = {one: _Parts() for one in ids}
    for row in await _rows(client, ids, _META_FIELDS, []):
        _sort(row, parts)
    plain = {one: part.plain for one, part in parts.items() if part.seen and part.plain <= _LARGEST_PART}
    html = {
        one: part.html for one, part in parts.items() if not part.seen and part.seen_html and part.html <= _LARGEST_PART
    }
    texts: dict[int, str] = {}
    for kind, sizes in (("text/plain", plain), ("text/html", html)):
        conditions = [
            {"field": "ContentType", "value": kind},
            {"field": "Filename", "operator": "IS", "value": "NULL"},
        ]
        for portion in _portions(sizes):
            for row in await _rows(client, portion, _TEXT_FIELDS, conditions):
                one = shapes.integer(row, "TransactionId")
                body = shapes.text(row, "Content")
                body = tidy(plain_from_html(body) if kind == "text/html" else body)
                texts[one] = f"{texts[one]}\n\n{body}" if one in texts else body
    return {one: Message(texts.get(one, _too_long(part)), part.files) for one, part in parts.items()}


def _sort(row: Mapping[str, Any], parts: Mapping[int, _Parts]) -> None:
    part = parts.get(shapes.integer(row, "TransactionId"))
    if part is None:
        return
    kind = shapes.text(row, "ContentType").lower()
    name = shapes.text(row, "Filename")
    size = shapes.integer(row, "ContentLength") if row.get("ContentLength") else 0
    if name or not kind.startswith(("text/", "multipart/", "message/")):
        part.files = (*part.files, Attachment(name or kind, kind, size))
    elif kind == "text/plain":
        part.plain += size
        part.seen = True
    elif kind == "text/html":
        part.html += size
        part.seen_html = True


def _too_long(part: _Parts) -> str:
    size = part.plain if part.seen else part.html
    return tidy("", size) if size > _LARGEST_PART else ""


def _portions(sizes: Mapping[int, int]) -> Iterator[list[int]]:
    """Ids in order, in groups whose contents together stay within one portion."""
    group: list[int] = []
    together = 0
    for one, size in sizes.items():
        if group and together + size > _PORTION:
            yield group
            group, together = [], 0
        group.append(one)
        together += size
    if group:
        yield group


async def _rows(
    client: RtClient, ids: Iterable[int], fields: str, conditions: list[dict[str, str]]
) -> list[Mapping[str, Any]]:
    body = [{"field": "TransactionId", "operator": "IN", "value": list(ids)}, *conditions]
    return await client.all_rows("attachments", {"fields": fields, "orderby": "id", "order": "ASC"}, body)
