"""Values of conversations with people, as views and the command line read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fallback_console.domain.entry import Kind
from fallback_console.domain.roster import HUB_FRESH_MS

if TYPE_CHECKING:
    from fallback_console.domain.delivery import Problem
    from fallback_console.domain.templates import Template
    from fallback_console.domain.views import CaseRow, NumberRow, PersonRow, TimelineRow

__all__ = ["SCOPES", "Candidate", "Conversation", "HubSide", "HubState", "Listing", "Message", "Opened"]

_RECENT_MS = 30 * 86_400_000

SCOPES = ("all", "unanswered", "trouble", "strangers")
"""Which conversations: all, those that wait for an answer of ours, with a message that failed or of which nobody knows, those
with nobody we know."""


class Listing(NamedTuple):
    """The order of conversations.

    Attributes:
        keys: newest first.
        counts: how many each of ``SCOPES`` has, whatever was searched.
    """

    keys: list[str]
    counts: dict[str, int]


class HubSide(NamedTuple):
    """Somebody of the team who can be written to over the hub.

    Attributes:
        login: under which they work.
        heard_at: when they were last heard of at a station, UTC epoch milliseconds; 0 for never.
    """

    login: str
    heard_at: int

    def there(self, now: int) -> bool:
        """They work at a station now."""
        return now - self.heard_at <= HUB_FRESH_MS

    def lately(self, now: int) -> bool:
        """They were at a station within the last month."""
        return now - self.heard_at <= _RECENT_MS


class HubState(NamedTuple):
    """Where a message over the hub stands.

    Attributes:
        read_at: when its addressee said that they have read it, UTC epoch milliseconds; 0 while they have not.
        taken: the hub has it; what others wrote came over it.
        settled: nobody has to read it any more: the try to reach that sent it has ended otherwise.
        for_me: it waits for whoever asks to read it.
    """

    read_at: int = 0
    taken: bool = False
    settled: bool = False
    for_me: bool = False


class Message(NamedTuple):
    """Something that was said: a text message, a mail, a chat message, a message over the hub or a call.

    Attributes:
        item: as a timeline shows it.
        number: the other side's, or their address.
        case_key, case_number: '' where it belongs to no case that is here.
        delivery_id: of ours towards the gateway or server, 0 for what came in and for calls.
        problem: why it is not sent.
        send_at: it waits for this chosen time, UTC epoch milliseconds; 0 for none.
        theirs: of a message over the hub: the person of the conversation wrote it.
        hub: where a message over the hub stands.
    """

    item: TimelineRow
    number: str
    case_key: str
    case_number: str
    delivery_id: int = 0
    problem: Problem | None = None
    send_at: int = 0
    theirs: bool = False
    hub: HubState = HubState()

    @property
    def over_hub(self) -> bool:
        """It is a message over the hub."""
        return self.item.kind == Kind.HUB_SENT

    @property
    def incoming(self) -> bool:
        """It came from the other side."""
        called = self.item.kind == Kind.CALL and self.item.data.get("direction") == "in"
        return self.theirs or called or self.item.kind == Kind.SMS_RECEIVED

    @property
    def is_text(self) -> bool:
        """It is a text message."""
        return self.item.kind in (Kind.SMS_SENT, Kind.SMS_RECEIVED)


class Conversation(NamedTuple):
    """A row of the list.

    Attributes:
        name: '' where nobody is known.
        number: of the last message, for people.
        last: what was written last, None for nothing yet.
        messages: how many text messages there are.
        missed: how many of theirs came since our last word and were not answered, and how many over the hub whoever asks has not read.
    """

    key: str
    name: str
    number: str
    last: Message | None
    messages: int
    missed: int


class Opened(NamedTuple):
    """One conversation.

    Attributes:
        person: None where nobody, or more than one, is known.
        name: of the person, or as a message had it; '' where nobody is known.
        numbers: where to write, the one of the last message first.
        messages: oldest first.
        more: there are older ones.
        cases: open ones of the person and those that were talked about, the newest first.
        draft: what was begun as a text message; ``hub_draft`` for the hub.
        draft_keys: other keys whose drafts stand in these two: forgotten when they are kept or sent.
        sms_rate: parts a second, None where no gateway is connected.
        me: how whoever asks is called.
        own: templates of one's own.
        hub: None where they cannot be written to over the hub.
    """

    key: str
    person: PersonRow | None
    name: str
    numbers: tuple[NumberRow, ...]
    messages: list[Message]
    more: bool
    cases: list[CaseRow]
    draft: str
    sms_rate: float | None
    me: str
    own: list[Template]
    hub: HubSide | None = None
    hub_draft: str = ""
    draft_keys: tuple[str, ...] = ()


class Candidate(NamedTuple):
    """Who somebody unknown may be, or what they may write about.

    Attributes:
        why: 'number' (it is theirs), 'maybe' (their number looks alike), 'contact' (that number was last spoken to about it) or
            'named' (the message names the case).
    """

    person_key: str
    person_name: str
    case_key: str
    case_number: str
    case_subject: str
    why: str
