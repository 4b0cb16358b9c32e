"""Ways to people: text messages, mail, chat, telephones."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from fallback_console.domain.delivery import Doubles, Receipt
from fallback_console.ports.basics import CheckStep

if TYPE_CHECKING:
    from fallback_console.domain.spoken import Spoken
    from fallback_console.domain.telephone import PhoneCall

__all__ = [
    "ChatServer",
    "IncomingSms",
    "MailServer",
    "OutgoingChat",
    "OutgoingMail",
    "OutgoingSms",
    "SmsEvent",
    "SmsGateway",
    "SmsKeys",
    "SmsOptOut",
    "SmsReceipt",
    "Telephone",
]


@dataclass(frozen=True, slots=True)
class OutgoingSms:
    """A text message to one recipient.

    Attributes:
        entry_id: id of its ``sms.sent`` entry, at most 36 characters.
        to: E.164.
        parts: as counted by ``domain.sms_text.measure``.
        others: ids that the gateway gave to other messages of this station to the same number; a look-up that finds one of
            them has not found this message.
        spoken: it is read out in a call instead of written; None for a text message.
    """

    entry_id: str
    to: str
    text: str
    parts: int
    others: tuple[str, ...] = ()
    spoken: Spoken | None = None


@dataclass(frozen=True, slots=True)
class SmsReceipt:
    """What a gateway tells later about a message we sent. May come repeated and in any order.

    Attributes:
        entry_id: our id, '' where only the gateway's is known.
        gateway_id: the gateway's id, '' where it has none.
        state: 'accepted', 'buffered', 'delivered' or 'failed'.
        part: number of the part from 1, None where the gateway speaks of the whole.
        said: the gateway's words.
    """

    gateway: str
    entry_id: str
    gateway_id: str
    state: str
    part: int | None
    at: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class IncomingSms:
    """A text message that came in. May come repeated: ``gateway_id`` tells."""

    gateway: str
    gateway_id: str
    sender: str
    to: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class SmsOptOut:
    """A gateway says by itself that a number wants no more texts: it keeps its own list, and the wish may have reached it alone.

    Attributes:
        number: E.164.
        word: the gateway's word for it.
    """

    gateway: str
    number: str
    word: str


@dataclass(frozen=True, slots=True)
class SmsKeys:
    """A key was pressed in a call in which a message was read out. May come repeated: the call and the key tell.

    Attributes:
        entry_id: our id of the message.
        gateway_id: the gateway's id of the call.
        keys: as pressed.
    """

    gateway: str
    entry_id: str
    gateway_id: str
    keys: str
    at: int


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A mail to one person.

    Attributes:
        entry_id: our mark; part of its Message-ID, so that the same mail is known again wherever it comes twice.
        to: address.
        at: when it was written, UTC epoch milliseconds.
    """

    entry_id: str
    to: str
    subject: str
    text: str
    at: int


class MailServer(Protocol):
    """Takes mail. One instance lives in the network thread."""

    async def send(self, mail: OutgoingMail) -> Receipt:
        """Hand one mail over. Raises as ``Helpdesk.write`` does, without ConflictError."""


@dataclass(frozen=True, slots=True)
class OutgoingChat:
    """A chat message to one person.

    Attributes:
        entry_id: our mark, by which it is found again.
        to: the mail address under which the person is known there.
        at: when it was written, UTC epoch milliseconds.
    """

    entry_id: str
    to: str
    text: str
    at: int


class ChatServer(Protocol):
    """Takes chat messages. One instance lives in the network thread."""

    async def send(self, message: OutgoingChat) -> Receipt:
        """Hand one message over. Raises as ``Helpdesk.write`` does, without ConflictError."""

    async def look_up(self, message: OutgoingChat) -> Receipt | None:
        """The receipt of a message that got through, None where it surely did not. Raises OutsideError."""

    async def aclose(self) -> None:
        """Let go of connections."""


SmsEvent = SmsReceipt | IncomingSms | SmsKeys | SmsOptOut


class SmsGateway(Protocol):
    """A way to send and receive text messages. One instance lives in the network thread."""

    @property
    def name(self) -> str:
        """Short name ('kannel', 'android', 'twilio', 'twilio.osaka' …): the connection's without 'sms:'."""

    @property
    def doubles(self) -> Doubles:
        """How it avoids sending twice."""

    @property
    def rate(self) -> float:
        """Parts per second it takes."""

    async def check(self) -> list[CheckStep]:
        """Live test without sending a message to anybody."""

    async def send(self, message: OutgoingSms) -> Receipt:
        """Hand one message over. Raises as ``Helpdesk.write`` does, without ConflictError."""

    async def look_up(self, message: OutgoingSms) -> Receipt | None:
        """The receipt of a message that got through, None where it surely did not.

        Raises:
            OutsideError: it cannot be told, now or ever (gateways without a query always raise AmbiguousError).
        """

    def listen(self, on_event: Callable[[SmsEvent], Awaitable[None]]) -> AbstractAsyncContextManager[None]:
        """Receive receipts and messages while the context is open; an event is acknowledged to the gateway only
        after ``on_event`` returned, that is, after it was committed."""

    async def aclose(self) -> None:
        """Let go of connections."""


class Telephone(Protocol):
    """A way to make calls, and where it can, to see calls come in. One instance lives in the network thread."""

    @property
    def name(self) -> str:
        """Of its connection: ``phone:<kind>``."""

    async def check(self) -> list[CheckStep]:
        """Live test without calling anybody."""

    async def dial(self, number: str, tones: str = "") -> str:
        """Begin a call; its id, as soon as the telephone has taken it.

        Args:
            number: what is dialled, made by the dial rules.
            tones: keys that are pressed once somebody has answered, as ``domain.telephone.is_tones`` has them; '' for none.

        Raises:
            OutsideError: it was not begun, or, as AmbiguousError, that cannot be told; a call is never begun a second time for it.
        """

    async def hang_up(self, call_id: str) -> None:
        """End a call that was begun or answered, or turn one down that rings; nothing where it has ended already."""

    async def send_tones(self, call_id: str, tones: str) -> None:
        """Press keys in a call that was answered; nothing where it has ended already.

        Raises:
            OutsideError: it cannot be done from here; then people press them at the telephone itself.
        """

    async def answer(self, call_id: str) -> None:
        """Take a call that rings.

        Raises:
            OutsideError: it cannot be taken from here; then people answer at the telephone itself.
        """

    def listen(self, on_call: Callable[[PhoneCall], Awaitable[None]]) -> AbstractAsyncContextManager[None]:
        """Be told of every step of every call of this telephone while the context is open, each step once and in order."""

    async def aclose(self) -> None:
        """Let go of connections; calls go on."""
