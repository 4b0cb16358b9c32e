"""Swarms: reading text messages, where one stands whatever comes in which order, whom to offer, and the thread written out."""

from __future__ import annotations

import json

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.swarm import (
    ACTS,
    MEMBER_STATES,
    MOST_SWARMS,
    NEXT_STATES,
    NOT_OFFERED,
    ROLES,
    STATES,
    STEPS,
    Facts,
    fit,
    not_offered,
    standing,
    step_of,
)
from fallback_console.domain.swarm_text import LANGUAGES, Reply, answer_text, invitation, mark_of, relayed, reply_of
from fallback_console.domain.swarm_transcript import TranscriptLine, as_json_lines, as_text


@pytest.mark.parametrize(
    ("text", "number", "act"),
    [
        ("s12 y", 12, "accepted"),
        ("S12Y", 12, "accepted"),
        ("ｓ１２　ｙ", 12, "accepted"),
        ("#s12: yes!", 12, "accepted"),
        ("y s12", 12, "accepted"),
        ("s12 参加", 12, "accepted"),
        ("Ｓ１２参加します。", 12, "accepted"),
        ("s12 n", 12, "declined"),
        ("s12 不参加", 12, "declined"),
        ("s12 out", 12, "left"),
        ("S12 退出", 12, "left"),
        ("s12 stop", 12, "left"),
        ("yes", 0, "accepted"),
        ("参加", 0, "accepted"),
        ("いいえ", 0, "declined"),
    ],
)
def test_an_answer_is_understood_however_it_is_typed(text: str, number: int, act: str) -> None:
    found = reply_of(text)
    assert (found.number, found.act) == (number, act)
    assert found.bare == (number == 0)


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("s12 The line is back", 12, "The line is back"),
        ("S12: 復旧しました。", 12, "復旧しました。"),
        ("Ｓ１２　ｙｅｓ　ｗｅ　ｃａｎ", 12, "ｙｅｓ　ｗｅ　ｃａｎ"),
        ("s12 no, not yet", 12, "no, not yet"),
        ("s12", 12, ""),
        ("S12th Avenue is closed", 0, "S12th Avenue is closed"),
        ("s1234 y", 0, "s1234 y"),
        ("s0 y", 0, "s0 y"),
        ("On my way", 0, "On my way"),
        ("out", 0, "out"),
        ("stop", 0, "stop"),
        ("ok", 0, "ok"),
    ],
)
def test_anything_else_is_words_to_everybody(text: str, number: int, words: str) -> None:
    assert reply_of(text) == Reply(number, "", words)


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    found = reply_of(text)
    assert 0 <= found.number < 1000
    assert found.act in ("", "accepted", "declined", "left")


@pytest.mark.parametrize("language", [*LANGUAGES, "fr"])
def test_every_text_of_ours_has_its_mark(language: str) -> None:
    whats = ("accepted", "declined", "left", "again", "outside", "removed", "closed", "how", "next", "over")
    texts = [answer_text(language, what, 7, "Title", "10:00") for what in whats]
    texts += [invitation(language, 7, "Ann", "Title", case="1", subject="Printer"), relayed(7, "Ann", "Hello")]
    assert {mark_of(text) for text in texts} == {7}
    assert not any("{" in text for text in texts)
    assert mark_of("Smoke") == mark_of("s7 y") == 0


def entry(number: int, kind: str, **body: object) -> Entry:
    return Entry(f"e{number}", "st", number, f"{number:015d}.000000.st", 1000 + number, "ann", kind, "swarm:one", body)


OPENED = entry(1, Kind.SWARM_OPENED, lead="person:lead", lead_name="Lead")
PEOPLE = ("person:a", "person:b", "person:lead")


def member(number: int, who: str, act: str, how: str = "sms") -> Entry:
    values = {"who": who, "name": who, "external": False, "of": "", "by_name": who, "texts": False, "numbers": []}
    return entry(number, Kind.SWARM_MEMBER, act=act, how=how, **values)


def asked(number: int, who: str, told: str = "+12025550161") -> Entry:
    return entry(number, Kind.SWARM_INVITED, people=[[who, who, "member", False, "sms", f"r{number}", [told]]])


def act(number: int, state: str) -> Entry:
    return entry(number, Kind.SWARM_NEXT, state=state, text="Ring", owner="person:a", owner_name="A", due_at=5)


def ended(number: int, kind: str) -> Entry:
    return entry(number, kind, by_name="Lead", summary=f"Over {number}", told_by="call", reason="Again")


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    found = []
    for number in range(2, 2 + draw(st.integers(0, 14))):
        who = draw(st.sampled_from(PEOPLE))
        made = draw(
            st.sampled_from(
                (
                    lambda n, w: member(
                        n, w, draw(st.sampled_from(ACTS)), draw(st.sampled_from(("hub", "sms", "desk")))
                    ),
                    asked,
                    lambda n, _: act(n, draw(st.sampled_from(NEXT_STATES[1:]))),
                    lambda n, w: entry(n, Kind.SWARM_SAID, who=w, name=w, text="Hello"),
                    lambda n, _: ended(n, Kind.SWARM_CLOSED),
                    lambda n, _: ended(n, Kind.SWARM_REOPENED),
                    lambda n, _: ended(n, Kind.SWARM_ARCHIVED),
                )
            )
        )
        found.append(made(number, who))
    return found


@given(found=histories(), drawn=st.data())
def test_any_order_and_repetition_gives_one_standing(found: list[Entry], drawn: st.DataObject) -> None:
    entries = [OPENED, *found]
    once = standing(entries)
    assert once is not None
    shuffled = drawn.draw(st.permutations([*entries, *drawn.draw(st.lists(st.sampled_from(entries), max_size=5))]))
    assert standing(shuffled) == once
    assert once.state in STATES
    assert sum(one.role == "lead" for one in once.members) <= 1
    assert {one.state for one in once.members} <= set(MEMBER_STATES)
    assert {one.role for one in once.members} <= set(ROLES)
    assert step_of(once.state, once.members, once.said, once.next.state) in STEPS
    assert (once.closed_at > 0) == (once.state != "open")
    if not any(e.kind == Kind.SWARM_CLOSED for e in found):
        assert once.state == "open"


def test_nothing_stands_before_it_was_opened() -> None:
    assert standing([asked(2, "person:a")]) is None


def test_two_who_asked_the_same_person_asked_once() -> None:
    found = standing([OPENED, asked(2, "person:a"), asked(3, "person:a", "+12025550162")])
    assert found is not None
    (one,) = (m for m in found.members if m.who == "person:a")
    assert (one.reach, one.invited_at, one.numbers) == ("r2", 1002, ("+12025550161", "+12025550162"))


def test_who_was_taken_out_comes_back_only_by_joining() -> None:
    begun = [OPENED, asked(2, "person:a"), member(3, "person:a", "accepted"), member(4, "person:a", "removed")]
    for last, state in (("accepted", "removed"), ("joined", "accepted")):
        found = standing([*begun, member(5, "person:a", last)])
        assert found is not None
        assert next(m.state for m in found.members if m.who == "person:a") == state


def test_whoever_is_there_knows_it_and_is_free_comes_first() -> None:
    best = Facts(level=5, status="available", ways=("hub", "sms"))
    others = (
        best._replace(ways=("sms",)),
        best._replace(status="away"),
        best._replace(level=2),
        best._replace(external=True, status=""),
        best._replace(open_cases=3),
        best._replace(swarms=1),
        best._replace(status="off"),
    )
    assert all(fit(best) < fit(one) for one in others)


def test_why_somebody_is_not_offered() -> None:
    free = Facts(status="available", ways=("sms",))
    assert not_offered(free) == ""
    whys = {
        "in-it": free._replace(asked="accepted"),
        "invited": free._replace(asked="invited"),
        "off": free._replace(status="off"),
        "full": free._replace(swarms=MOST_SWARMS),
        "no-path": free._replace(ways=()),
        "quiet": free._replace(quiet=True),
    }
    assert {why: not_offered(facts) for why, facts in whys.items()} == {why: why for why in whys}
    assert set(whys) < set(NOT_OFFERED)
    # Whoever is on call, or sits before a window, is not left alone for the hour.
    assert not_offered(free._replace(status="off", quiet=True, on_call=True)) == ""
    assert not_offered(free._replace(quiet=True, ways=("hub", "sms"))) == ""


def test_a_transcript_has_one_line_for_each_and_no_stamp_twice() -> None:
    lines = [
        TranscriptLine(1_700_000_000_000, "Ann", "opened", said=False, external=False),
        TranscriptLine(1_700_000_000_000, "Ann", "Hello\nyou", said=True, external=False),
        TranscriptLine(1_699_999_999_000, "Pat", "Hi", said=True, external=True),
    ]
    text = as_text("S1 Title", lines)
    assert "2023-11-14 22:13:20Z  Ann: Hello\nyou" in text
    assert "Pat [external]: Hi" in text
    rows = [json.loads(line) for line in as_json_lines("S1 Title", lines).splitlines()]
    assert [row["ts"] for row in rows] == ["1700000000.000000", "1700000000.000001", "1700000000.000002"]
    assert {row["thread_ts"] for row in rows} == {"1700000000.000000"}
    assert rows[0]["text"] == "S1 Title\nopened"
    assert as_json_lines("S1 Title", []) == ""
