"""Who calls."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.domain.numbers import bare_line, parse
from fallback_console.ports import IncomingSms
from fallback_console.services import assigning, callers, calls, messages
from tests.unit.services.support import ANN, ANN_NUMBER, NOW, World, ann, case

BOB = "+12025550144"


def test_a_known_caller_comes_with_what_they_may_call_about(world: World) -> None:
    world.do(calls.log_call, "alice", "rt:2", calls.CallLog("out", ANN_NUMBER, ANN, NOW, 60, "reached"))
    found = world.ask(callers.who_is, "(202) 555-0133")
    assert (found.person_key, found.name, found.organisation, found.sure) == (ANN, "Ann Müller", "Example Ltd", True)
    assert (found.known, found.withheld, found.number.e164) == (True, False, ANN_NUMBER)
    assert {row.key for row in found.cases} == {"rt:1", "rt:2"}
    assert found.last is not None
    assert (found.last.kind, found.last.case_key) == ("call", "rt:2")


def test_a_withheld_number_is_nobody(world: World) -> None:
    world.pull(people=[ann(numbers=(RawNumber("mobile", ""),))])
    for number in ("", "  ", "\u202e"):
        found = world.ask(callers.who_is, number)
        assert (found.withheld, found.known, found.cases, found.last) == (True, False, (), None)


def test_an_unknown_number_comes_with_what_was_talked_about(world: World) -> None:
    found = world.ask(callers.who_is, BOB)
    assert (found.known, found.withheld, found.cases, found.last) == (False, False, (), None)
    world.do(calls.log_call, "alice", "rt:3", calls.CallLog("out", BOB, "", NOW, 60, "reached"))
    world.do(calls.log_call, "alice", "rt:1", calls.CallLog("in", BOB, "", NOW, 60, "reached"))
    found = world.ask(callers.who_is, "202-555-0144")
    # The third case is closed.
    assert [row.key for row in found.cases] == ["rt:1"]
    assert found.last is not None


def test_what_a_person_said_counts_first(world: World) -> None:
    taken = world.do(messages.take_in, IncomingSms("kannel", "1", BOB, "", "Hi", NOW))
    assert taken is not None
    world.do(assigning.assign, "alice", taken.entry_id, person_key=ANN)
    found = world.ask(callers.who_is, BOB)
    assert (found.person_key, found.sure) == (ANN, True)


def test_of_several_with_one_number_none_is_sure(world: World) -> None:
    world.pull(people=[ann(), other("cid@example.net", "Cid", "+1 202 555 0133")])
    found = world.ask(callers.who_is, ANN_NUMBER)
    assert (found.sure, {found.name, *found.others}) == (False, {"Ann Müller", "Cid"})


def test_digits_that_end_alike_are_a_guess(world: World) -> None:
    found = world.ask(callers.who_is, "+44 202 555 0133")
    assert (found.person_key, found.sure) == (ANN, False)


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("020 7946 0018 / 12", "020 7946 0018"),
        ("+1 202 555 0133 ext. 12", "+1 202 555 0133"),
        ("+1 202 555 0133 Extension 12", "+1 202 555 0133"),
        ("+12025550133;ext=7", "+12025550133"),
        ("+12025550133,,42#", "+12025550133,,42#"),
        ("+12025550133,,42", "+12025550133"),
        ("03-5550-0123 内線 12", "03-5550-0123"),
        ("０３－５５５０－０１２３　内線１２", "03－5550－0123"),
        ("2025550133x9", "2025550133"),
        ("+44 (0)20 7946 0018", "+44  20 7946 0018"),
        ("089/1234567", "089/1234567"),
        ("ext 12", "ext 12"),
        ("", ""),
    ],
)
def test_an_extension_is_left_out(typed: str, bare: str) -> None:
    assert bare_line(typed).replace("-", "").replace("－", "") == bare.replace("-", "").replace("－", "")


def other(mail: str, name: str, number: str) -> PulledPerson:
    return PulledPerson(mail, "customer", name=name, emails=(mail,), numbers=(RawNumber("mobile", number),))


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, str]:
    """A number as somebody wrote it down, and the same line as a telephone may show it."""
    digits = draw(st.sampled_from(("2025550133", "2025550187", "2125550142")))
    marks = st.sampled_from(("", " ", "-", "/", ".", "  ", " / ", "\u00a0"))

    def written(heads: tuple[str, ...], tails: tuple[str, ...]) -> str:
        head = draw(st.sampled_from(heads))
        text = head + draw(marks) + digits[:3] + (")" if head == "(" else "")
        text += draw(marks) + digits[3:6] + draw(marks) + digits[6:]
        return text + draw(st.sampled_from(tails))

    kept = written(("+1", "1", "", "("), ("", " ext. 12", ";ext=12", " x7"))
    heads = ("+1", "1", "", "+1 (0)", "001", "(", "0")
    return kept, written(heads, ("", " ext. 12", ";ext=12", " / 12", ",,12", " x7", " 内線 3"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pair=spellings())
def test_a_caller_is_found_however_both_numbers_are_written(world: World, pair: tuple[str, str]) -> None:
    kept, shown = pair
    world.pull(people=[ann(numbers=(RawNumber("mobile", kept),))])
    found = world.ask(callers.who_is, shown)
    assert found.person_key == ANN, (kept, shown, parse(kept, "US"), parse(shown, "US"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.text(max_size=300))
def test_anything_may_be_shown_as_a_number(world: World, number: str) -> None:
    found = world.ask(callers.who_is, number)
    assert len(found.number.raw) <= 64
    assert found.withheld == (not found.number.raw)


def test_a_case_of_a_merged_or_closed_customer_is_not_offered(world: World) -> None:
    world.pull([case(1, version=11, status="resolved"), case(2, version=11, status="resolved")])
    assert world.ask(callers.who_is, ANN_NUMBER).cases == ()
