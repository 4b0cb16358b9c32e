"""Sinks: entries of the journal turned into what a helpdesk, an SMS gateway, a mail server or a chat takes."""

from __future__ import annotations

from fallback_console.domain.delivery import Doubles, Receipt
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import AmbiguousError, RefusedError
from fallback_console.domain.render import note_text
from fallback_console.domain.spoken import spoken_from
from fallback_console.ports import (
    AddNote,
    ChatServer,
    CreateCase,
    Helpdesk,
    HelpdeskWrite,
    MailServer,
    OutgoingChat,
    OutgoingMail,
    OutgoingSms,
    SendReply,
    SetField,
    SmsGateway,
    Work,
)

__all__ = ["ChatSink", "HelpdeskSink", "MailSink", "SmsSink"]


class HelpdeskSink:
    """Delivers to a helpdesk, which keeps our entry id as a marker and is asked for it before a retry.

    Args:
        helpdesk: the adapter.
        rate: writes per second at most.
        width: cases that may be written to at the same time.
    """

    name = "helpdesk"
    system = "helpdesk"
    doubles = Doubles.MARKER

    def __init__(self, helpdesk: Helpdesk, *, rate: float = 20.0, width: int = 4) -> None:
        self._helpdesk = helpdesk
        self.rate = rate
        self.width = width

    async def deliver(self, work: Work) -> Receipt:
        """Write one entry to its case."""
        return await self._helpdesk.write(self._write_of(work), look_first=work.look_first)

    async def look_up(self, work: Work) -> Receipt | None:
        """Ask the helpdesk for our marker."""
        return await self._helpdesk.look_up(self._write_of(work))

    def _write_of(self, work: Work) -> HelpdeskWrite:
        entry = work.entry
        body = entry.body
        if entry.kind == Kind.CASE_CREATED:
            return CreateCase(
                entry.id,
                subject=body["subject"],
                queue=body["queue"],
                text=body["text"],
                requestor=work.requestor,
                priority=int(body["priority"]),
                owner=body["owner"],
            )
        if not work.case:
            raise RefusedError(
                "The helpdesk has not given this case a number yet.",
                "Look at the delivery that creates the case; this one follows it.",
            )
        if entry.kind == Kind.FIELD_CHANGED:
            base = body["base"] if work.theirs is None else work.theirs
            return SetField(entry.id, work.case, field=body["field"], base=base, value=body["value"])
        if entry.kind == Kind.REPLY:
            return SendReply(entry.id, work.case, text=body["text"])
        if entry.kind == Kind.NOTE:
            return AddNote(entry.id, work.case, text=body["text"])
        return AddNote(entry.id, work.case, text=note_text(entry))


class SmsSink:
    """Delivers text messages over one gateway."""

    width = 1

    def __init__(self, gateway: SmsGateway) -> None:
        self._gateway = gateway
        self.name = f"sms:{gateway.name}"
        self.system = self.name

    @property
    def doubles(self) -> Doubles:
        """As the gateway says of itself."""
        return self._gateway.doubles

    @property
    def rate(self) -> float:
        """As the gateway says of itself."""
        return self._gateway.rate

    async def deliver(self, work: Work) -> Receipt:
        """Hand the message over once; a gateway with a key of its own is asked first where an earlier try may have arrived."""
        message = _message_of(work)
        if work.look_first:
            receipt = await self._gateway.look_up(message)
            if receipt is not None:
                return receipt
        return await self._gateway.send(message)

    async def look_up(self, work: Work) -> Receipt | None:
        """Ask the gateway whether it has the message."""
        return await self._gateway.look_up(_message_of(work))


class ChatSink:
    """Delivers chat messages to single people; our entry id goes along and is looked for before a second try."""

    name = "slack"
    system = "slack"
    doubles = Doubles.MARKER
    rate = 1.0
    width = 1

    def __init__(self, server: ChatServer) -> None:
        self._server = server

    async def deliver(self, work: Work) -> Receipt:
        """Hand the message over once."""
        message = _chat_of(work)
        receipt = await self._server.look_up(message) if work.look_first else None
        return receipt or await self._server.send(message)

    async def look_up(self, work: Work) -> Receipt | None:
        """Look for our mark."""
        return await self._server.look_up(_chat_of(work))


class MailSink:
    """Delivers mail over one server, which takes it and cannot be asked about it later."""

    name = "mail"
    system = "mail"
    doubles = Doubles.NONE
    rate = 2.0
    width = 1

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def deliver(self, work: Work) -> Receipt:
        """Hand the mail over once."""
        body, entry = work.entry.body, work.entry
        return await self._server.send(OutgoingMail(entry.id, body["to"], body["subject"], body["text"], entry.made_at))

    async def look_up(self, work: Work) -> Receipt | None:
        """A mail server keeps nothing that could be asked for."""
        raise AmbiguousError(
            "A mail server cannot tell what became of a mail.", "Ask the recipient whether it arrived."
        )


def _chat_of(work: Work) -> OutgoingChat:
    body, entry = work.entry.body, work.entry
    return OutgoingChat(entry.id, body["to"], body["text"], entry.made_at)


def _message_of(work: Work) -> OutgoingSms:
    body = work.entry.body
    spoken = spoken_from(body["spoken"]) if "spoken" in body else None
    return OutgoingSms(work.entry.id, body["to"], body["text"], int(body["parts"]), work.others, spoken)
