"""Every kind of entry is projected by the one place that does it for entries of other stations, or is known to need nothing."""

from __future__ import annotations

from fallback_console.domain.entry import Entry, Kind
from fallback_console.store.projecting import concerned

KINDS = {value for name, value in vars(Kind).items() if name.isupper()}

OF_A_CASE = {
    Kind.SWARM_TRIAGED,
    Kind.CASE_CREATED,
    Kind.CASE_NUMBERED,
    Kind.FIELD_CHANGED,
    Kind.NEXT_ACTION,
    Kind.NOTE,
    Kind.REPLY,
    Kind.SMS_FILED,
    Kind.SMS_UNFILED,
    Kind.CONFLICT_RESOLVED,
}
"""Kinds that are made anew with the case of their subject."""

READ_FROM_THE_JOURNAL = {
    Kind.NUMBER_ASSIGNED,
    Kind.CALL_MISSED_DONE,
    Kind.DELIVERY_DROPPED,
    Kind.DELIVERY_RETRIED,
    Kind.DELIVERY_MOVED,
    Kind.UNKNOWN_RESOLVED,
    Kind.STATION_ADOPTED,
    Kind.ESCALATION_MISREAD,
    Kind.PRIVATE,
}
"""Kinds of which no projection is made, or whose effects have a way of their own (``services.team_effects``)."""

BODY = {"of": "e-1", "states": [["e-1", "sms:a", "confirmed", None]]}


def test_no_kind_is_forgotten() -> None:
    silent = {
        kind
        for kind in KINDS
        if not concerned([Entry("e-0", "other", 1, "1.0.other", 1, "bob", kind, "thing:1", BODY)])
    }
    assert silent == OF_A_CASE | READ_FROM_THE_JOURNAL
