"""Everything an opened case shows, read in one query on one snapshot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fallback_console.domain.errors import NotFoundError
from fallback_console.domain.mirror import Vocabulary
from fallback_console.domain.templates import Template
from fallback_console.domain.views import CaseDetail, ContactRow, TimelineRow
from fallback_console.services import (
    claims,
    connections,
    contacts,
    drafts,
    escalation_list,
    people,
    queue,
    swarm_list,
    templates,
)
from fallback_console.services.claims import CaseClaims
from fallback_console.services.escalation_list import Escalation
from fallback_console.services.swarm_list import Swarm

__all__ = ["CaseFacts", "case_contacts", "case_facts"]


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as it is now.

    Attributes:
        detail: None where the case is gone.
        limit, only: what was asked of the timeline.
        sms_rate: parts a second, None where no gateway is connected.
        me: how whoever asks is called.
        own: templates of one's own.
        claims: who is on the customer.
        escalation: that is open for it, None where there is none.
        swarm: that is not archived, None where there is none.
    """

    key: str
    limit: int
    only: str = ""
    detail: CaseDetail | None = None
    timeline: list[TimelineRow] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary((), (), ()))
    sms_rate: float | None = None
    me: str = ""
    own: list[Template] = field(default_factory=list)
    claims: CaseClaims = field(default_factory=CaseClaims)
    escalation: Escalation | None = None
    swarm: Swarm | None = None


def case_facts(reading: Any, key: str, limit: int, only: str, now: int, login: str) -> CaseFacts:
    """Ask the services.

    Args:
        now: UTC epoch milliseconds.
        login: who asks.
    """
    if not key:
        return CaseFacts(key, limit, only)
    try:
        detail = queue.case_detail(reading, key)
    except NotFoundError:
        return CaseFacts(key, limit, only)
    return CaseFacts(
        key,
        limit,
        only,
        detail,
        queue.timeline(reading, key, limit=limit, only=only),
        drafts.all_of(reading, key),
        queue.vocabulary(reading),
        connections.sms_rate(reading),
        people.called(reading, login),
        templates.own(reading),
        claims.of_case(reading, key, now),
        escalation_list.of_case(reading, key),
        swarm_list.of_case(reading, key),
    )


def case_contacts(reading: Any, key: str) -> tuple[str, list[ContactRow]]:
    """The key again, and the last contacts with the case's customer."""
    try:
        customer = queue.case_detail(reading, key).customer
    except NotFoundError:
        customer = None
    return key, [] if customer is None else contacts.last_contacts(reading, customer)
