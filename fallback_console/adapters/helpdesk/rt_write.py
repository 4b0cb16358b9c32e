"""Writing to Request Tracker, once, and looking up what an earlier try has done.

RT has no idempotency keys. A note or a reply carries our entry id in its subject, where a search by subject finds it. A new
case refers to the address ``fc-op:<entry id>``, a link that is written in the same database transaction as the case and needs
no preparation of the RT. How a changed field is found again: ``rt_fields``.
"""

from __future__ import annotations

import asyncio

from fallback_console.adapters import http, shapes
from fallback_console.adapters.helpdesk.rt_case import (
    after_write,
    gone,
    learn_name,
    one_line,
    read_case,
    transactions_of,
)
from fallback_console.adapters.helpdesk.rt_client import RtClient, prose, quoted
from fallback_console.adapters.helpdesk.rt_fields import RtFields
from fallback_console.adapters.helpdesk.rt_parse import Names, marker_text
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.errors import AmbiguousError, BadAnswerError, OutsideError, RefusedError
from fallback_console.ports import AddNote, Clock, CreateCase, HelpdeskWrite, SendReply, SetField

__all__ = ["RtWriter"]

_LONGEST_SUBJECT = 200
_REPLY_SUBJECT = 100
_WRITES_TO_LOOKS = 8.0
_LONGEST_SETTLE = 30.0  # seconds


class RtWriter:
    """Writes of one sign-in.

    Args:
        user: RT's number of the sign-in, '' where the token does not tell.
        names: shared with everything else that reads from this RT.
        settle: least seconds between two looks before a message or a case is written again. A server that was frozen takes
            up our first try and our look at the same time, and the look may be quicker; one that is slow gets more time.
    """

    def __init__(self, client: RtClient, user: str, names: Names, clock: Clock, *, settle: float) -> None:
        self._client = client
        self._user = user
        self._settle = settle
        self._names = names
        self._fields = RtFields(client, names, clock)

    async def write(self, work: HelpdeskWrite, *, look_first: bool) -> Receipt:
        """See ``Helpdesk.write``."""
        if isinstance(work, SetField):
            return await (await self._ready()).write(work, look_first=look_first)
        if look_first:
            found = await self._look_twice(work)
            if found is not None:
                return found
        if isinstance(work, CreateCase):
            return await self._create(work)
        return await self._message(work)

    async def _look_twice(self, work: HelpdeskWrite) -> Receipt | None:
        """An earlier try that may be under way still: writing takes RT several times as long as looking does."""
        clock = asyncio.get_running_loop()
        begun = clock.time()
        found = await self.look_up(work)
        if found is None:
            looked = clock.time() - begun
            await asyncio.sleep(max(self._settle, min(_WRITES_TO_LOOKS * looked, _LONGEST_SETTLE)))
            found = await self.look_up(work)
        return found

    async def look_up(self, work: HelpdeskWrite) -> Receipt | None:
        """See ``Helpdesk.look_up``."""
        if isinstance(work, SetField):
            return await (await self._ready()).look_up(work)
        if isinstance(work, CreateCase):
            query = f"RefersTo = {quoted(marker_text(work.entry_id))}"
            found = await self._client.page("tickets", {"query": query, "orderby": "id"})
            if not found.rows:
                return None
            return await self._case_receipt(shapes.integer(found.rows[0], "id"), already=True)
        return await self._marked(work)

    async def _ready(self) -> RtFields:
        """With the login of our sign-in, by which our own changes are known; asked for once."""
        if not self._fields.login and self._user:
            await learn_name(self._client, self._names.users, "user", self._user)
            self._fields.login = self._names.users.get(self._user, "")
        return self._fields

    async def _message(self, work: AddNote | SendReply) -> Receipt:
        mark = marker_text(work.entry_id)
        if isinstance(work, SendReply):
            now = await read_case(self._client, self._names, work.case)
            # A reply's subject is what the customer reads above it.
            subject = f"{one_line(now.values['subject'])[:_REPLY_SUBJECT]} [{mark}]"
            path = f"ticket/{now.number}/correspond"
        else:
            subject, path = mark, f"ticket/{_number(work.case)}/comment"
        body = {"Content": shapes.clean(work.text), "ContentType": "text/plain", "Subject": subject}
        answer = await self._client.ask("POST", path, writing=True, body=body, accept=(400, 403, 404))
        if answer.status != 201:
            raise _message_refused(answer)
        number = answer.headers.get("location", "").rstrip("/").rsplit("/", 1)[-1]
        if number.isascii() and number.isdigit():
            return Receipt(remote_items=(number,), version=int(number))
        found = await after_write(self._marked(work))
        if found is None:
            raise AmbiguousError(
                "The helpdesk says it kept the message and does not show it.",
                "It is looked up again before anything is tried again.",
            )
        return Receipt(remote_items=found.remote_items, version=found.version)

    async def _marked(self, work: AddNote | SendReply) -> Receipt | None:
        """The message with our marker. Asked within the case, since RT has no index on subjects; after a merge under both."""
        asked = _number(work.case)
        found = await self._marked_in(work, asked)
        if found is None:
            now = await read_case(self._client, self._names, work.case)
            if now.number != asked:
                found = await self._marked_in(work, now.number)
        return found

    async def _marked_in(self, work: AddNote | SendReply, case: int) -> Receipt | None:
        query = (
            f"ObjectType = 'RT::Ticket' AND ObjectId = {case}"
            f" AND Subject LIKE {quoted(marker_text(work.entry_id))} AND (Type = 'Comment' OR Type = 'Correspond')"
        )
        found = await self._client.page("transactions", {"query": query, "orderby": "id", "order": "ASC"})
        if not found.rows:
            return None
        number = shapes.integer(found.rows[0], "id")
        return Receipt(already=True, remote_items=(str(number),), version=number)

    async def _create(self, work: CreateCase) -> Receipt:
        mail = work.requestor if "@" in work.requestor else ""
        text = shapes.clean(work.text)
        if work.requestor and not mail:
            text = f"{work.requestor}\n\n{text}"  # a telephone number would become the name of a new user
        body = {
            "Queue": work.queue,
            "Subject": one_line(work.subject)[:_LONGEST_SUBJECT],
            "Content": text,
            "ContentType": "text/plain",
            "Priority": str(work.priority),
            "RefersTo": marker_text(work.entry_id),
        }
        body |= {"Requestor": mail} if mail else {}
        body |= {"Owner": work.owner} if work.owner else {}
        answer = await self._client.ask("POST", "ticket", writing=True, body=body, accept=(400, 403))
        if answer.status in (400, 403):
            raise RefusedError(
                f"The helpdesk did not open the case in the queue '{work.queue}'.",
                "Check that the queue exists and that our sign-in may create cases there, then try again.",
            )
        # Whatever else answers with a success (a proxy, a sign-in page) fails here, and that counts as not known.
        number = shapes.integer(shapes.mapping(answer.json(), "ticket"), "id")
        try:
            return await self._case_receipt(number, already=False)
        except OutsideError:
            # The case exists: that is what counts. Its first item is found in the next pull.
            return Receipt(remote_id=str(number))

    async def _case_receipt(self, number: int, *, already: bool) -> Receipt:
        rows = await transactions_of(self._client, number, "Type = 'Create'")
        items = tuple(str(shapes.integer(row, "id")) for row in rows)
        return Receipt(already, str(number), items, version=max(map(int, items), default=None))


def _message_refused(answer: http.Answer) -> OutsideError:
    said = " ".join(prose(answer))
    if answer.status not in (400, 403, 404):
        return BadAnswerError(
            "The helpdesk's answer to the message is none.", "It is looked up before anything is tried again."
        )
    if answer.status == 403 or "Permission Denied" in said:
        return RefusedError(
            "Our sign-in may not write to this case.",
            "Ask for the rights to comment on and reply to its queue's cases.",
        )
    if answer.status == 404 or "could not be recorded" in said:
        return gone()
    return RefusedError("The helpdesk did not take the message.", "Look at the case there, then try again or drop it.")


def _number(case: str) -> int:
    if not (case.isascii() and case.isdigit() and len(case) < 19):
        raise gone()
    return int(case)
