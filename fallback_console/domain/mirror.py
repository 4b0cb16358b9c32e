"""What a pull brings from a primary: the rows that the primary owns."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Attachment", "PullPage", "PulledCase", "PulledItem", "PulledPerson", "RawNumber", "Vocabulary"]


@dataclass(frozen=True, slots=True)
class RawNumber:
    """A telephone number as a source spells it.

    Attributes:
        kind: 'mobile', 'work', 'home' or 'other'.
        text: as typed there.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PulledPerson:
    """A customer or a teammate of a primary.

    Attributes:
        remote_id: the id there (for RT the user's name).
        role: 'customer' or 'team'.
        reading: how the name is read, in kana; '' where it is not known.
    """

    remote_id: str
    role: str
    name: str
    emails: tuple[str, ...] = ()
    numbers: tuple[RawNumber, ...] = ()
    organisation: str = ""
    language: str = ""
    timezone: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class PulledCase:
    """A case as the primary holds it.

    Attributes:
        remote_id: the number there.
        version: grows with every change (for RT the last transaction's id).
        priority: 0 (lowest) to 100.
        owner: login, '' for nobody.
        requestor: remote id of the customer, '' where none.
        created_at, updated_at, due_at: UTC epoch milliseconds; due_at None where there is none.
        url: the case's page there.
    """

    remote_id: str
    version: int
    subject: str
    queue: str
    status: str
    priority: int
    owner: str
    requestor: str
    created_at: int
    updated_at: int
    due_at: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a history item; its content stays there."""

    name: str
    content_type: str
    size: int


@dataclass(frozen=True, slots=True)
class PulledItem:
    """One item of a case's history.

    Attributes:
        remote_id: the id there; grows with time.
        case: remote id of the case.
        kind: 'created', 'customer' (the customer wrote), 'reply' (we wrote to the customer), 'note' (internal), 'field' or 'other'.
        author: login or name.
        at: UTC epoch milliseconds.
        text: plain text, '' where none.
        field, old, new: of a field change, in our names; '' else.
        marker: the entry id of the console write that made it, '' where none.
    """

    remote_id: str
    case: str
    kind: str
    author: str
    at: int
    text: str = ""
    field: str = ""
    old: str = ""
    new: str = ""
    attachments: tuple[Attachment, ...] = ()
    marker: str = ""


@dataclass(frozen=True, slots=True)
class PullPage:
    """One resumable step of a pull: what arrived, and the cursor to go on from after it is stored.

    Attributes:
        cursor: opaque to everybody but the adapter that made it.
        done: nothing newer is there now.
        seen, total: progress; total None where the source does not tell.
        gone: remote ids of cases that no longer exist or may no longer be seen.
    """

    cases: tuple[PulledCase, ...]
    items: tuple[PulledItem, ...]
    people: tuple[PulledPerson, ...]
    cursor: str
    done: bool
    seen: int = 0
    total: int | None = None
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the primary allows to choose from."""

    queues: tuple[str, ...]
    statuses: tuple[str, ...]
    owners: tuple[str, ...]
    closed_statuses: tuple[str, ...] = ()
