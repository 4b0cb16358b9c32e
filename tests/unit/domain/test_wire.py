"""What stations send each other: read back as it was, and nothing of it believed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.audience import PRIVATE_KINDS, for_team, placeholder
from fallback_console.domain.clock import Hlc
from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.ids import uuid7
from fallback_console.domain.wire import Place, read_entry, read_head, read_object, write_entry, write_object

NOW = 1_766_000_000_000
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=50)


def made(**changes: Any) -> Entry:
    values: dict[str, Any] = {
        "id": uuid7(NOW, bytes(10)),
        "station": "ab12",
        "number": 7,
        "hlc": str(Hlc(NOW, 3, "ab12")),
        "made_at": NOW,
        "actor": "alice",
        "kind": Kind.NOTE,
        "subject": "case:rt:1",
        "body": {"text": "返金の件"},
    }
    return Entry(**{**values, **changes})


@given(TEXT, TEXT.filter(bool), st.lists(st.builds(Place, TEXT.filter(bool), TEXT.filter(bool)), max_size=3))
def test_an_entry_is_read_as_it_was_written(text: str, subject: str, places: list[Place]) -> None:
    entry = made(subject=f"case:{subject}", body={"text": text, "more": [1, None, {"a": text}]})
    found = read_entry(write_entry(entry, places))
    assert found.entry == entry
    assert json.loads(found.body) == entry.body
    assert list(found.places) == places


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "x"},
        {"id": "019b35fd-7f85-4662-b902-fc7c910fad1a"},
        {"station": ""},
        {"station": "a b", "hlc": str(Hlc(NOW, 3, "a b"))},
        {"number": 0},
        {"number": True},
        {"number": 1 << 50},
        {"hlc": "soon"},
        {"hlc": str(Hlc(NOW, 3, "other"))},
        {"hlc": str(Hlc(5_000_000_000_000, 3, "ab12"))},
        {"made_at": -1},
        {"made_at": 5_000_000_000_000},
        {"actor": 5},
        {"actor": "a" * 321},
        {"kind": "k" * 65},
        {"subject": "number:1"},
        {"subject": "case:"},
        {"body": []},
        {"body": {"text": 5}},
        {"body": {}},
        {"body": {"text": "a\0b"}},
        {"body": {"text": "\ud800"}},
        {"kind": Kind.PRIVATE},
        {"kind": Kind.FIELD_CHANGED, "body": {"field": "priority", "base": "", "value": "x", "base_version": None}},
        {"kind": Kind.FIELD_CHANGED, "body": {"field": "pk", "base": "", "value": "1", "base_version": None}},
        {"kind": Kind.FIELD_CHANGED, "body": {"field": "due", "base": "", "value": "x", "base_version": None}},
        {"kind": Kind.NEXT_ACTION, "body": {"text": "", "due_at": 1 << 60}},
        {"kind": Kind.CASE_NUMBERED, "body": {"source": "rt", "remote_id": "7"}},
        {"kind": Kind.PERSON_IMPORTED, "subject": "person:file.a:1", "body": {"numbers": [["mobile"]]}},
        {"kind": Kind.PERSON_IMPORTED, "subject": "person:file.a:1", "body": {"name": 5}},
        {"kind": Kind.PATHS_SET, "subject": "person:rt:a", "body": {"quiet": [1]}},
        {"kind": Kind.BROADCAST_PEOPLE, "subject": "run:1", "body": {"first": -1, "people": []}},
        {"kind": Kind.BROADCAST_PEOPLE, "subject": "run:1", "body": {"first": 0, "people": [["1", "", ""]]}},
        {
            "kind": Kind.OUTAGE_DECLARED,
            "subject": "outage:1",
            "body": {"systems": [5], "by": "", "reason": "", "since_at": 1},
        },
        {"kind": Kind.STATION_ADOPTED, "subject": "station:1", "body": {"adopted": ["x"], "reason": ""}},
        {"kind": Kind.DELIVERIES_TOLD, "subject": "station:1", "body": {"states": [["1", "helpdesk", "gone", None]]}},
        {
            "kind": Kind.DELIVERIES_TOLD,
            "subject": "station:1",
            "body": {"states": [["1", "helpdesk", "confirmed", {}]]},
        },
    ],
)
def test_what_is_not_as_it_has_to_be_is_refused_without_being_quoted(changes: dict[str, Any]) -> None:
    raw = json.dumps({"v": 1, **made(**changes)._asdict(), "places": []}).encode()
    with pytest.raises(ValueError) as told:
        read_entry(raw)
    assert "alice" not in str(told.value)


@pytest.mark.parametrize(
    "raw", [b"", b"\xff", b"[]", b"{}", b'{"v": 2}', b'{"v": 1}', b"[" * 100_000, b'{"v": 1, "number": NaN}']
)
def test_what_is_no_message_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError):
        read_entry(raw)
    with pytest.raises(ValueError):
        read_head(raw)


@given(st.binary(max_size=60))
def test_any_bytes_are_refused_and_nothing_else_happens(raw: bytes) -> None:
    with pytest.raises(ValueError):
        read_entry(raw)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT, lambda some: st.lists(some) | st.dictionaries(TEXT, some)
    )
)
def test_any_body_of_a_known_kind_is_read_or_refused(body: Any) -> None:
    for kind in (Kind.PATHS_SET, Kind.PERSON_IMPORTED, Kind.REACH_STARTED, Kind.DELIVERIES_TOLD, Kind.STATION_ADOPTED):
        raw = json.dumps({"v": 1, **made(kind=kind, subject="person:rt:1", body=body)._asdict(), "places": []}).encode()
        try:
            found = read_entry(raw)
        except ValueError:
            continue
        assert found.entry.body == body


def test_a_kind_of_a_newer_program_is_kept() -> None:
    entry = made(kind="swarm.begun", subject="swarm:1", body={"any": [1]})
    assert read_entry(write_entry(entry)).entry == entry


def test_of_one_whose_body_cannot_be_read_the_number_stays() -> None:
    raw = json.dumps({"v": 1, **made(body={"text": 5})._asdict(), "places": []}).encode()
    found = read_head(raw)
    assert found.entry == placeholder(made())
    assert found.body == "{}"


def test_objects_carry_their_version() -> None:
    assert read_object(write_object({"a": 1})) == {"v": 1, "a": 1}


def test_what_only_concerns_one_station_stays_there() -> None:
    assert not any(for_team(made(kind=kind)) for kind in PRIVATE_KINDS)
    assert for_team(made())
    assert for_team(made(kind=Kind.OUTAGE_EVENT, actor="sue"))
    assert not for_team(made(kind=Kind.OUTAGE_EVENT, actor="monitor"))
    hidden = placeholder(made(kind=Kind.CALL_MISSED, body={"number": "+12025550133"}))
    assert read_entry(write_entry(hidden)).entry == hidden
    assert "2025550133" not in str(hidden)


_RULE = {
    "name": "VPN",
    "on": True,
    "words": "vpn",
    "queue": "",
    "priority": 0,
    "organisation": "",
    "count": 3,
    "minutes": 10,
    "rest": 10,
    "chain": "",
    "urgent": False,
    "watchers": ["group:Network"],
    "language": "en",
    "reach": {"quiet": [0, 0], "text_wait": 180.0, "call_wait": 300.0, "zone": ""},
    "removed": False,
}
_FIRED = {
    "name": "VPN",
    "start": NOW - 5,
    "end": NOW,
    "rest": 600_000,
    "count": 3,
    "minutes": 10,
    "found": 1,
    "cases": [["local:a", "rt:1"]],
    "numbers": ["1"],
    "escalation": "",
    "why": "",
}


@pytest.mark.parametrize(
    ("kind", "body", "wrong"),
    [
        (Kind.RULE_SET, _RULE, {"count": 0}),
        (Kind.RULE_SET, _RULE, {"minutes": 0}),
        (Kind.RULE_SET, _RULE, {"rest": -1}),
        (Kind.RULE_SET, _RULE, {"watchers": [1]}),
        (Kind.RULE_SET, _RULE, {"reach": {}}),
        (Kind.RULE_FIRED, _FIRED, {"start": NOW + 1}),
        (Kind.RULE_FIRED, _FIRED, {"cases": []}),
        (Kind.RULE_FIRED, _FIRED, {"cases": [[]]}),
        (Kind.RULE_FIRED, _FIRED, {"cases": [[1]]}),
        (Kind.RULE_FIRED, _FIRED, {"numbers": [1]}),
        (Kind.RULE_FIRED, _FIRED, {"rest": -1}),
    ],
)
def test_a_rule_and_its_firing_are_read_where_all_of_it_can_be(kind: str, body: dict[str, Any], wrong: Any) -> None:
    entry = made(kind=kind, subject="rule:r-1", body=body)
    assert read_entry(write_entry(entry)).entry == entry
    with pytest.raises(ValueError, match="body"):
        read_entry(write_entry(entry._replace(body={**body, **wrong})))
