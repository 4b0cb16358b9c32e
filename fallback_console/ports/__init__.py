"""What the inside expects of the outside: small protocols, and the plain values that cross them.

Adapters implement these; services, network tasks and tests know only these. Every failure is raised as a subclass of
``domain.errors.OutsideError``, which says whether the request may have had an effect.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from fallback_console.domain.delivery import Doubles, Receipt
from fallback_console.domain.entry import Entry
from fallback_console.domain.health import Observation
from fallback_console.domain.mirror import PullPage, Vocabulary
from fallback_console.ports.basics import CheckStep, Clock, SecretStore
from fallback_console.ports.talk import (
    ChatServer,
    IncomingSms,
    MailServer,
    OutgoingChat,
    OutgoingMail,
    OutgoingSms,
    SmsEvent,
    SmsGateway,
    SmsKeys,
    SmsOptOut,
    SmsReceipt,
    Telephone,
)

if TYPE_CHECKING:
    from fallback_console.domain.directory import DirectoryPeople

__all__ = [
    "AddNote",
    "ChatServer",
    "CheckStep",
    "Clock",
    "CreateCase",
    "Helpdesk",
    "HelpdeskWrite",
    "IncomingSms",
    "MailServer",
    "OutgoingChat",
    "OutgoingMail",
    "OutgoingSms",
    "PeopleSource",
    "Probe",
    "PullScope",
    "SecretStore",
    "SendReply",
    "SetField",
    "Sink",
    "SmsEvent",
    "SmsGateway",
    "SmsKeys",
    "SmsOptOut",
    "SmsReceipt",
    "Telephone",
    "Work",
]


@dataclass(frozen=True, slots=True)
class PullScope:
    """What to mirror.

    Attributes:
        queues: names; empty for every queue the sign-in may see.
        closed_days: closed cases changed within so many days are mirrored too.
    """

    queues: tuple[str, ...] = ()
    closed_days: int = 14


@dataclass(frozen=True, slots=True)
class SetField:
    """Set one field of a case, if it still holds ``base``; ``base == value`` there counts as done already.

    Attributes:
        field: one of ``domain.entry.CASE_FIELDS``, value and base as described there.
    """

    entry_id: str
    case: str
    field: str
    base: str
    value: str


@dataclass(frozen=True, slots=True)
class AddNote:
    """Add an internal note."""

    entry_id: str
    case: str
    text: str


@dataclass(frozen=True, slots=True)
class SendReply:
    """Write to the customer."""

    entry_id: str
    case: str
    text: str


@dataclass(frozen=True, slots=True)
class CreateCase:
    """Create a case; the receipt's ``remote_id`` is its number."""

    entry_id: str
    subject: str
    queue: str
    text: str
    requestor: str
    priority: int
    owner: str


HelpdeskWrite = SetField | AddNote | SendReply | CreateCase


class Helpdesk(Protocol):
    """A system that owns cases. One instance lives in the network thread."""

    @property
    def source(self) -> str:
        """Short name used in case keys ('rt')."""

    async def check(self) -> list[CheckStep]:
        """Live test of the connection, step by step, stopping at the first that makes the rest pointless."""

    async def vocabulary(self) -> Vocabulary:
        """Queues, statuses and owners to choose from."""

    def pull(self, cursor: str | None, scope: PullScope) -> AsyncIterator[PullPage]:
        """Pages of what changed since a cursor, from the beginning for None; ends after a page with ``done``.

        Each page may be stored together with its cursor; a pull that was cut goes on from the last stored cursor and
        may repeat rows, never miss any.
        """

    async def write(self, work: HelpdeskWrite, *, look_first: bool) -> Receipt:
        """Carry out one write.

        Args:
            look_first: an earlier try may have got through: look for its marker before writing.

        Raises:
            ConflictError, RefusedError, SignInError, ThrottledError, UnreachableError, AmbiguousError, BadAnswerError
        """

    async def look_up(self, work: HelpdeskWrite) -> Receipt | None:
        """The receipt of a write that got through, None where it surely did not.

        Raises:
            OutsideError: it cannot be told now.
        """

    async def aclose(self) -> None:
        """Let go of connections."""


@dataclass(frozen=True, slots=True)
class Work:
    """One delivery, ready to be carried out.

    Attributes:
        delivery_id: row of the delivery.
        entry: what to deliver.
        lane: what keeps its order; one delivery of a lane is under way at a time.
        attempts: how often it was tried, this time included.
        case: the helpdesk's number of the case, '' where it has none or the sink needs none.
        requestor: mail address or number of the case's customer for a new case, else ''.
        look_first: an earlier try may have got through.
        theirs: after a person kept their own value over a conflict: the value that may be overwritten; None else.
        others: ids that the sink gave to what was confirmed before in the same lane, the newest ones; for text messages only.
        only_look: it is not to go out any more; what is left to learn is whether it did.
    """

    delivery_id: int
    entry: Entry
    lane: str
    attempts: int
    case: str
    requestor: str
    look_first: bool
    theirs: str | None = None
    others: tuple[str, ...] = ()
    only_look: bool = False


class Sink(Protocol):
    """What the courier delivers to."""

    @property
    def name(self) -> str:
        """Name in the delivery table ('helpdesk', 'sms:kannel')."""

    @property
    def system(self) -> str:
        """Name of the monitored system that must be up."""

    @property
    def doubles(self) -> Doubles:
        """How it avoids doubles."""

    @property
    def rate(self) -> float:
        """Deliveries per second at most."""

    @property
    def width(self) -> int:
        """Deliveries of different lanes that may be under way at once."""

    async def deliver(self, work: Work) -> Receipt:
        """Carry out one delivery. Raises OutsideError subclasses."""

    async def look_up(self, work: Work) -> Receipt | None:
        """Whether an earlier try got through: its receipt, None where it surely did not. Raises OutsideError."""


class Probe(Protocol):
    """One way to look at one system."""

    @property
    def system(self) -> str:
        """Name of the system."""

    @property
    def name(self) -> str:
        """Name of the probe."""

    async def run(self) -> Observation:
        """Look once, within its own time limit. Never raises for anything the outside does."""


class PeopleSource(Protocol):
    """A directory of people that are imported when somebody asks for it, never by itself. Blocks; used in a thread of its own."""

    @property
    def name(self) -> str:
        """Under which its people are kept: the same directory always has the same."""

    def check(self) -> list[CheckStep]:
        """Live test, step by step, ending at the first that fails."""

    def read(self, kind: str, on_progress: Callable[[int], None], stopped: Callable[[], bool]) -> DirectoryPeople:
        """Everybody in it, or an error: never a part of them.

        Args:
            kind: of people where the directory does not tell it, of ``person.ROLES``.
            on_progress: told now and then how many entries came.
            stopped: asked now and then: true ends it.

        Raises:
            CancelledByPerson: it was stopped.
            InputError, SettingsError: something is missing, or cannot be used.
            OutsideError: not everybody came.
        """
