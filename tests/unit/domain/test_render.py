"""Entries in plain English."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.render import duration, note_text, summary, when

AT = 1_766_000_000_000
KINDS = [value for name, value in vars(Kind).items() if name.isupper()]


def entry(kind: str, **body: object) -> Entry:
    return Entry("id", "st", 1, "hlc", AT, "alice", kind, "case:rt:1", body)


def test_a_call() -> None:
    call = entry(
        Kind.CALL,
        direction="out",
        number="+12025550133",
        person="rt:ann",
        person_name="Ann",
        started_at=AT,
        seconds=192,
        outcome="call-back",
        notes="She is away.\nBack on Monday.",
        follow_up_at=AT + 3_600_000,
    )
    assert note_text(call) == (
        "Phone call to Ann (+12025550133)\n"
        "Started: 2025-12-17 19:33 UTC\n"
        "Length: 3 min 12 s\n"
        "Outcome: to be called back\n"
        "Call back: 2025-12-17 20:33 UTC\n"
        "Logged by: alice\n"
        "\n"
        "She is away.\n"
        "Back on Monday."
    )


def test_a_call_that_came_in_from_nobody_known() -> None:
    call = entry(
        Kind.CALL, direction="in", number="", person_name="", started_at=AT, seconds=0, outcome="reached", notes="",
        follow_up_at=None,
    )  # fmt: skip
    assert note_text(call).splitlines() == [
        "Phone call from unknown number",
        "Started: 2025-12-17 19:33 UTC",
        "Length: 0 s",
        "Outcome: reached",
        "Logged by: alice",
    ]


def test_messages_and_next_action() -> None:
    sent = entry(Kind.SMS_SENT, to="+12025550133", person_name="", text="We look into it.")
    assert note_text(sent) == (
        "Text message to +12025550133\nWritten: 2025-12-17 19:33 UTC by alice\n\nWe look into it."
    )
    came = entry(Kind.SMS_RECEIVED, sender="+12025550133", person_name="Ann", text="Thanks", received_at=AT)
    assert note_text(came) == "Text message from Ann (+12025550133)\nReceived: 2025-12-17 19:33 UTC\n\nThanks"
    action = entry(Kind.NEXT_ACTION, text="Call her", due_at=AT)
    assert note_text(action) == (
        "Next action: Call her\nDue: 2025-12-17 19:33 UTC\nSet by: alice, 2025-12-17 19:33 UTC"
    )
    assert note_text(entry(Kind.NEXT_ACTION, text="", due_at=None)).startswith("Next action: none\nSet by")


def test_texts_go_as_they_are() -> None:
    for kind in (Kind.NOTE, Kind.REPLY, Kind.CASE_CREATED):
        assert note_text(entry(kind, text="As written\n  indeed")) == "As written\n  indeed"


def test_no_note_is_written_for_other_kinds() -> None:
    with pytest.raises(ValueError, match=r"sms\.receipt"):
        note_text(entry(Kind.SMS_RECEIPT))


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0 s"), (59.9, "59 s"), (60, "1 min"), (61, "1 min 1 s"), (3600, "1 h"), (3725, "1 h 2 min"), (-5, "0 s")],
)
def test_durations(seconds: float, expected: str) -> None:
    assert duration(seconds) == expected


def test_times() -> None:
    assert when(None) == ""
    assert when(0) == "1970-01-01 00:00 UTC"
    assert when(10**18) == str(10**18)


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        (Kind.FIELD_CHANGED, {"field": "owner", "base": "", "value": "bob"}, "Owner: nobody → bob"),
        (Kind.FIELD_CHANGED, {"field": "due", "base": "", "value": str(AT)}, "Due: none → 2025-12-17 19:33 UTC"),
        (Kind.FIELD_CHANGED, {"field": "status", "base": "open", "value": "stalled"}, "Status: open → stalled"),
        (Kind.NOTE, {"text": "two\nlines"}, "Note: two lines"),
        (Kind.CALL, {"direction": "in", "number": "+1", "outcome": "busy"}, "Call from +1: busy"),
        ("unheard.of", {}, "unheard.of"),
    ],
)
def test_summaries(kind: str, body: dict[str, object], expected: str) -> None:
    assert summary(kind, body) == expected


@given(st.sampled_from(KINDS), st.text(max_size=400))
def test_every_kind_has_one_short_line(kind: str, text: str) -> None:
    keys = ("text", "subject", "notes", "reason", "number", "value", "base", "field", "system")
    line = summary(kind, dict.fromkeys(keys, text))
    assert len(line) <= 120
    assert "\n" not in line
