"""Rows that views and the command line read: plain values out of the projections.

Named tuples: every start defines them before it shows anything, and they are six times as quick to define as frozen dataclasses.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from fallback_console.domain.delivery import DeliveryState, Problem
    from fallback_console.domain.mirror import Attachment

__all__ = [
    "CLAIMED",
    "CaseDetail",
    "CaseFilter",
    "CaseGroup",
    "CaseRow",
    "CaseSort",
    "ClaimMark",
    "Conflict",
    "ContactRow",
    "DeliveryRow",
    "NumberRow",
    "OutageRow",
    "OwnStatus",
    "PersonRow",
    "PlaybookStep",
    "SinkSummary",
    "SkillRow",
    "TimelineRow",
    "customer_ref",
]


CLAIMED = ("mine", "others")
"""Whose claims a filter may ask for."""


class CaseSort(StrEnum):
    """Orders of the queue."""

    DUE = "due"
    PRIORITY = "priority"
    NEWEST = "newest"
    UPDATED = "updated"
    WAITING = "waiting"
    """those that wait longest for an answer first, then the others by due time"""
    STATUS = "status"
    OWNER = "owner"
    QUEUE = "queue"
    CUSTOMER = "customer"


class CaseGroup(StrEnum):
    """What the queue can be divided by."""

    NONE = ""
    STATUS = "status"
    OWNER = "owner"
    QUEUE = "queue"
    PRIORITY = "priority"
    DUE = "due"


class CaseFilter(NamedTuple):
    """Which cases of the queue. Empty values do not filter.

    Attributes:
        owner: a login; with ``unowned`` cases of nobody instead.
        open_only: leave out closed statuses.
        due_before: UTC epoch milliseconds.
        search: words as typed; all must occur, the last one as a prefix.
        unsent: only cases with something not yet delivered.
        unanswered: only open cases whose customer had the last word.
        changed: only cases that somebody else changed in the helpdesk since they were last looked at here.
        priority_min, priority_max: both included.
        claimed: of ``CLAIMED``: only cases whose customer this station has, or another one.
        claimed_at: at which time, UTC epoch milliseconds: a claim ends by itself.
    """

    owner: str = ""
    unowned: bool = False
    queue: str = ""
    status: str = ""
    open_only: bool = True
    due_before: int | None = None
    search: str = ""
    unsent: bool = False
    unanswered: bool = False
    priority_min: int = 0
    priority_max: int = 100
    changed: bool = False
    claimed: str = ""
    claimed_at: int = 0


def customer_ref(customer_key: str, customer: str, case_key: str) -> str:
    """Whom a case is about, the same at every station; claims are by it.

    The key of the customer after all merges, which all stations learn from the helpdesk and from each other. Else the number or
    mail address that the case was made with; without even that the case stands for its customer. Where a merge has not come
    through yet, one customer has two names for that while.

    Args:
        customer_key: of the case, or ''.
        customer: how the case names them.
    """
    if customer_key:
        return customer_key
    return f"said:{customer.strip().casefold()}" if customer.strip() else f"case:{case_key}"


class ClaimMark(NamedTuple):
    """That somebody is on a case's customer.

    Attributes:
        name: whose, or the login where no name is known.
        mine: made at this station.
        contested: two have the customer.
        sure_until: the team's hub vouches for it until then, UTC epoch milliseconds; 0 for never.
        until_at: it counts until then, UTC epoch milliseconds.
    """

    name: str
    mine: bool
    contested: bool
    sure_until: int
    until_at: int


class CaseRow(NamedTuple):
    """One line of the queue.

    Attributes:
        pk: row number, stable for the life of the case here.
        key: stable name of the case here ('rt:123', 'local:<uuid>').
        number: what people call it: the helpdesk's number, or 'T-<n>' until it gives one.
        customer: name, or number or mail address where no name is known.
        due_at: SLA or due time, UTC epoch milliseconds.
        unsent: entries of this case that are not yet confirmed.
        conflict: at least one of them needs a person.
        last_at: last activity.
        asked_at: when the customer had the last word, UTC epoch milliseconds; None where we had it.
        changed_by: who changed it in the helpdesk since it was last looked at here, '' for nobody.
        claims: who is on its customer; some may be past their time.
    """

    pk: int
    key: str
    number: str
    subject: str
    queue: str
    status: str
    priority: int
    owner: str
    customer: str
    customer_key: str
    due_at: int | None
    next_action: str
    next_action_at: int | None
    created_at: int
    last_at: int
    unsent: int
    conflict: bool
    asked_at: int | None = None
    changed_by: str = ""
    claims: tuple[ClaimMark, ...] = ()


class NumberRow(NamedTuple):
    """A telephone number of a person.

    Attributes:
        e164: '+81…' or '' where it could not be parsed.
        shown: national or international form for people, or as typed.
        timezones: IANA names the number may be in.
        opted_out: no SMS may go there.
    """

    kind: str
    raw: str
    e164: str
    shown: str
    timezones: tuple[str, ...] = ()
    opted_out: bool = False


class SkillRow(NamedTuple):
    """What somebody can be asked about.

    Attributes:
        level: 1 (beginner) to 5 (expert), 0 where none was told.
    """

    name: str
    level: int


class PersonRow(NamedTuple):
    """A customer, a teammate, an expert, a partner or a group.

    Attributes:
        role: of ``person.ROLES``.
        language: the preferred one of ``languages``.
        reading: how the name is read, in kana; '' where it is not known.
        groups: names of the groups the person is in.
        parts: keys of the other records that were merged into this one.
        login: by which somebody of the team works; '' for others.
        site: where they work, '' where it is not known.
    """

    pk: int
    key: str
    name: str
    role: str
    emails: tuple[str, ...]
    numbers: tuple[NumberRow, ...]
    organisation: str
    language: str
    timezone: str
    reading: str = ""
    languages: tuple[str, ...] = ()
    skills: tuple[SkillRow, ...] = ()
    groups: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    login: str = ""
    site: str = ""


class TimelineRow(NamedTuple):
    """One item of a case's timeline, oldest first.

    Attributes:
        pk: row number.
        order: text that orders the timeline.
        at: UTC epoch milliseconds.
        kind: an entry ``Kind`` or 'mirror.<PulledItem.kind>'.
        who: login or name; '' for the program.
        mine: made at this station.
        text: plain text.
        data: the entry's body, or the mirrored item's field, old, new.
        entry_id: '' for mirrored items.
        deliveries: (sink, state) of the entry; empty where it goes nowhere.
        sms_state: newest receipt of an SMS: '', 'accepted', 'buffered', 'delivered', 'failed'.
        sms_delivered_parts: parts known to have arrived.
        taken_back: its author took it back before anybody tried to send it.
    """

    pk: int
    order: str
    at: int
    kind: str
    who: str
    mine: bool
    text: str
    data: Mapping[str, Any]
    entry_id: str
    attachments: "tuple[Attachment, ...]" = ()
    deliveries: "tuple[tuple[str, DeliveryState], ...]" = ()
    sms_state: str = ""
    sms_delivered_parts: int = 0
    taken_back: bool = False


class ContactRow(NamedTuple):
    """One time that a customer and we spoke or wrote to each other.

    Attributes:
        at: UTC epoch milliseconds.
        kind: 'call', 'sms' or 'reply'.
        incoming: the customer's; else ours.
        outcome: of a call, of ``services.calls.OUTCOMES``, or 'missed'; of our SMS its newest receipt ('', 'accepted', 'buffered',
            'delivered', 'failed'); '' else.
        waiting: ours, and not yet sent.
        who: login of the one of us, '' where the customer wrote.
        case_key, case_number: '' where it was about no case that is here.
    """

    at: int
    kind: str
    incoming: bool
    outcome: str
    waiting: bool
    who: str
    case_key: str
    case_number: str


class CaseDetail(NamedTuple):
    """A case opened.

    Attributes:
        base: field values by name as the mirror holds them, for hovering over a pending change; empty for a new case.
        pending: names of fields with a change not yet brought back by a pull.
        remote_id: '' until the helpdesk gave a number.
        version: the mirror's version, None for a new case.
    """

    row: CaseRow
    customer: PersonRow | None
    base: Mapping[str, str]
    pending: tuple[str, ...]
    remote_id: str
    version: int | None
    url: str
    other_cases: tuple[CaseRow, ...] = ()


class DeliveryRow(NamedTuple):
    """A delivery with what people need to recognise it.

    Attributes:
        held_by: id of the older delivery of its case that goes first, None where nothing does or it is not waiting.
        held_why: why that one does not go: 'conflict', 'attention' or 'unknown'; '' where it is only its turn first. 'paused' where
            nothing goes first and it waits because its broadcast is paused.
    """

    id: int
    entry_id: str
    sink: str
    state: "DeliveryState"
    kind: str
    summary: str
    case_key: str
    case_number: str
    case_subject: str
    actor: str
    made_at: int
    attempts: int
    retry_at: int
    problem: "Problem | None"
    held_by: int | None = None
    held_why: str = ""


class Conflict(NamedTuple):
    """A field that was changed here and there."""

    delivery_id: int
    entry_id: str
    case_key: str
    case_number: str
    case_subject: str
    field: str
    base: str
    mine: str
    theirs: str
    theirs_by: str
    theirs_at: int | None
    mine_by: str
    mine_at: int


class SinkSummary(NamedTuple):
    """How much waits for one sink.

    Attributes:
        oldest_at: when the oldest open entry was made, None where nothing is open.
        confirmed: ever confirmed.
    """

    sink: str
    waiting: int
    in_flight: int
    unknown: int
    needs_attention: int
    confirmed: int
    oldest_at: int | None


class PlaybookStep(NamedTuple):
    """A step of the playbook that somebody ticked, or took the tick off again.

    Attributes:
        step: id of the step, the same in every language.
        who: login of the one who did it last.
        at: when, UTC epoch milliseconds.
    """

    step: str
    done: bool
    who: str
    at: int


class OutageRow(NamedTuple):
    """An outage, running while ``over_at`` is None.

    Attributes:
        timeline: (at, system, state or word, detail), oldest first.
        steps: what was ticked on its playbook.
    """

    id: str
    since_at: int
    declared_at: int
    over_at: int | None
    systems: tuple[str, ...]
    by: str
    timeline: tuple[tuple[int, str, str, str], ...] = ()
    steps: tuple[PlaybookStep, ...] = ()


class OwnStatus(NamedTuple):
    """What somebody says of themselves.

    Attributes:
        status: of ``domain.entry.OWN_STATUSES``.
        since_at: UTC epoch milliseconds, None where they never said anything.
    """

    login: str
    status: str
    since_at: int | None
