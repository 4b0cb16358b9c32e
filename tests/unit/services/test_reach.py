"""Reaching a person over one path after the other."""

from __future__ import annotations

import pytest

from fallback_console.domain.delivery import Problem
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.ports import IncomingSms, SmsReceipt
from fallback_console.services import (
    alerts,
    calls,
    connections,
    dispatch,
    messages,
    outages,
    paths,
    people_merge,
    reach,
    sync,
)
from fallback_console.services.calls import CallLog
from fallback_console.services.reach import ReachRow
from tests.unit.services.support import ANN, ANN_NUMBER, World, ann

WHOM = f"person:{ANN}"
DESK = "+12025550155"
SECOND = "+12025550177"
RULES = ReachRules(quiet=(0, 0), zone="UTC")
TEXT_WAIT, CALL_WAIT = 180_000, 300_000


@pytest.fixture
def two(world: World) -> World:
    """Ann has two mobiles and a desk phone."""
    numbers = (RawNumber("mobile", "(202) 555-0133"), RawNumber("mobile", SECOND), RawNumber("work", DESK))
    world.pull(people=[ann(numbers=numbers)])
    return world


def begin(world: World, **options: object) -> str:
    return world.do(reach.start, "alice", WHOM, "Please ring us.", RULES, **options).entry_ids[0]  # type: ignore[arg-type]


def row(world: World, reach_id: str) -> ReachRow:
    return world.ask(reach.shown, reach_id, world.clock.ms)


def states(world: World, reach_id: str) -> str:
    found = row(world, reach_id)
    return f"{found.state}: " + " ".join(f"{s.kind}={s.state}" for s in found.steps)


def later(world: World, ms: int) -> None:
    world.clock.ms += ms
    world.do(reach.advance)


def came(world: World, number: str, text: str = "I am here") -> None:
    event = IncomingSms("kannel", f"{world.clock.ms}", number, "12345", text, world.clock.ms)
    world.do(messages.take_in, event)
    world.do(reach.advance)


def told(world: World, reach_id: str, state: str) -> None:
    entry = next(s.entry for s in row(world, reach_id).steps if s.entry)
    world.do(messages.take_in, SmsReceipt("kannel", entry, "", state, None, world.clock.ms, "absent subscriber"))
    world.do(reach.advance)


def rang(world: World, number: str, outcome: str) -> None:
    world.do(calls.log_call, "alice", "", CallLog("out", number, ANN, world.clock.ms, 10, outcome))
    world.do(reach.advance)


def sent(world: World) -> list[str]:
    return [body for (body,) in world.ask(lambda r: r.rows("SELECT number FROM p_sms WHERE direction = 'out'"))]


def test_a_text_goes_first_and_its_receipt_ends_it(two: World) -> None:
    one = begin(two, case_key="rt:1")
    assert states(two, one) == "trying: sms=waiting sms=planned call=planned call=planned desk=planned mail=skipped"
    (work,) = two.deliver("sms:kannel")
    assert (work.entry.body["to"], work.entry.subject) == (ANN_NUMBER, "case:rt:1")
    told(two, one, "delivered")
    assert states(two, one).startswith("delivered: sms=delivered sms=cancelled call=cancelled")
    assert sent(two) == [ANN_NUMBER]
    came(two, ANN_NUMBER)
    assert states(two, one).startswith("answered: sms=answered")


def test_a_text_that_fails_is_followed_by_the_other_number(two: World) -> None:
    one = begin(two)
    two.deliver("sms:kannel")
    told(two, one, "failed")
    assert states(two, one).startswith("trying: sms=failed sms=waiting call=planned")
    assert row(two, one).steps[0].why == "absent subscriber"
    assert sorted(sent(two)) == sorted([ANN_NUMBER, SECOND])


def test_a_silent_text_is_followed_by_a_call_and_never_by_a_second_text(two: World) -> None:
    one = begin(two)
    two.deliver("sms:kannel")
    later(two, TEXT_WAIT - 10)
    assert states(two, one).startswith("trying: sms=waiting")
    later(two, 20)
    assert states(two, one).startswith("trying: sms=silent sms=planned call=waiting call=planned desk=planned")
    rang(two, ANN_NUMBER, "no-answer")
    assert states(two, one).startswith("trying: sms=silent sms=planned call=failed call=waiting")
    later(two, CALL_WAIT)
    later(two, CALL_WAIT)
    assert states(two, one).startswith("exhausted: sms=silent sms=planned call=failed call=silent desk=silent")
    assert sent(two) == [ANN_NUMBER]
    # It failed after all, so the words have arrived nowhere: the other number is tried.
    told(two, one, "failed")
    assert states(two, one).startswith("trying: sms=failed sms=waiting")
    # And now the first arrives all the same.
    told(two, one, "delivered")
    assert states(two, one).startswith("delivered: sms=delivered sms=cancelled")
    assert two.take("sms:kannel") == []


def test_a_person_may_allow_the_second_number(two: World) -> None:
    one = begin(two)
    two.deliver("sms:kannel")
    two.do(reach.allow, "alice", one, second_sms=True)
    later(two, TEXT_WAIT)
    assert states(two, one).startswith("trying: sms=silent sms=waiting")
    assert two.do(reach.allow, "alice", one, second_sms=True).entry_ids == ()


def test_nobody_knows_whether_it_arrived_so_a_call_follows(two: World) -> None:
    one = begin(two)
    (work,) = two.take("sms:kannel")
    two.do(dispatch.mark_unknown, work.delivery_id, Problem("ambiguous", "No answer came.", ""))
    two.do(reach.advance)
    two.do(reach.advance)
    assert states(two, one).startswith("trying: sms=unknown sms=planned call=waiting")
    rang(two, ANN_NUMBER, "reached")
    assert states(two, one).startswith("answered: sms=unknown sms=cancelled call=answered")
    assert sent(two) == [ANN_NUMBER]


def test_a_text_the_gateway_refuses_is_given_up_for_good(two: World) -> None:
    one = begin(two)
    (work,) = two.take("sms:kannel")
    two.do(dispatch.stop, work.delivery_id, Problem("refused", "The number is barred.", ""))
    two.do(reach.advance)
    found = row(two, one)
    assert (found.steps[0].state, found.steps[0].why) == ("failed", "The number is barred.")
    assert [w.entry.body["to"] for w in two.take("sms:kannel")] == [SECOND]


def test_an_answer_over_any_number_takes_back_what_was_not_sent(two: World) -> None:
    one = begin(two)
    came(two, SECOND)
    assert states(two, one) == (
        "answered: sms=cancelled sms=cancelled call=cancelled call=cancelled desk=cancelled mail=skipped"
    )
    assert two.take("sms:kannel") == []
    came(two, SECOND, "Hello?")
    later(two, 10 * CALL_WAIT)
    assert states(two, one).startswith("answered")


def test_what_a_gateway_kept_from_before_is_no_answer(two: World) -> None:
    one = begin(two)
    old = IncomingSms("kannel", "old", ANN_NUMBER, "12345", "Hi", two.clock.ms - 3_600_000)
    two.do(messages.take_in, old)
    two.do(reach.advance)
    assert states(two, one).startswith("trying: sms=waiting")


def test_stopping_takes_back_what_waits(two: World) -> None:
    one = begin(two, case_key="rt:1")
    two.do(reach.stop, "alice", one)
    assert states(two, one).startswith("stopped: sms=cancelled")
    assert two.take("sms:kannel") == []
    with pytest.raises(InputError):
        two.do(reach.stop, "alice", one)
    with pytest.raises(NotFoundError):
        two.do(reach.stop, "alice", "nothing")
    with pytest.raises(InputError):
        two.do(reach.allow, "alice", one, urgent=True)


def test_what_is_out_stays_out_when_it_is_stopped(two: World) -> None:
    one = begin(two)
    two.deliver("sms:kannel")
    two.do(reach.stop, "alice", one)
    assert states(two, one).startswith("stopped: sms=silent sms=cancelled")


def test_quiet_hours_wait_for_the_morning_unless_it_is_urgent(two: World) -> None:
    # 7:33 in the evening in UTC, and Ann's numbers are in Washington: 2:33 in the afternoon.
    saved = two.do(reach.start, "alice", WHOM, "Hello", ReachRules(quiet=(14 * 60, 15 * 60), zone="UTC"))
    one = saved.entry_ids[0]
    found = row(two, one)
    assert (found.state, found.steps[0].state, found.zones) == ("trying", "planned", ("America/New_York",))
    assert found.quiet_until is not None
    assert 0 < found.quiet_until - two.clock.ms <= 3_600_000
    later(two, found.quiet_until - two.clock.ms - 5)
    assert sent(two) == []
    later(two, 10)
    assert sent(two) == [ANN_NUMBER]


def test_urgent_does_not_wait(two: World) -> None:
    rules = ReachRules(quiet=(14 * 60, 15 * 60), zone="UTC")
    one = two.do(reach.start, "alice", WHOM, "Hello", rules).entry_ids[0]
    assert sent(two) == []
    two.do(reach.allow, "alice", one, urgent=True)
    assert sent(two) == [ANN_NUMBER]
    assert row(two, one).quiet_until is None


def test_wishes_are_kept_and_followed(two: World) -> None:
    two.do(
        paths.prefer,
        "alice",
        WHOM,
        order=["desk", f"sms:{SECOND}"],
        consent={f"sms:{ANN_NUMBER}": False},
        quiet=(60, 120),
    )
    assert two.do(paths.prefer, "alice", WHOM, consent={f"sms:{ANN_NUMBER}": False}).entry_ids == ()
    found = two.ask(paths.ladder_of, WHOM, RULES, two.clock.ms)
    assert [(r.path.id, r.why) for r in found.rungs] == [
        (f"desk:{DESK}", ""),
        (f"sms:{SECOND}", ""),
        (f"call:{ANN_NUMBER}", ""),
        (f"call:{SECOND}", ""),
        (f"sms:{ANN_NUMBER}", "no-consent"),
        ("mail:ann@example.net", "no-sink"),
    ]
    assert found.quiet == (60, 120)
    two.do(paths.prefer, "alice", WHOM, order=[], consent={f"sms:{ANN_NUMBER}": True}, quiet=None)
    found = two.ask(paths.ladder_of, WHOM, RULES, two.clock.ms)
    assert (found.rungs[0].path.id, found.quiet) == (f"sms:{ANN_NUMBER}", RULES.quiet)
    with pytest.raises(InputError):
        two.do(paths.prefer, "alice", WHOM, order=["pigeon"])


def test_a_wish_that_comes_meanwhile_counts(two: World) -> None:
    one = begin(two)
    two.deliver("sms:kannel")
    two.do(paths.prefer, "alice", WHOM, consent={"call": False})
    later(two, TEXT_WAIT)
    found = row(two, one)
    assert [(s.kind, s.state, s.why) for s in found.steps[2:5]] == [
        ("call", "skipped", "no-consent"),
        ("call", "skipped", "no-consent"),
        ("desk", "waiting", ""),
    ]


def test_a_number_of_nobody_is_reached_too(world: World) -> None:
    whom = world.ask(paths.whom_of, number="+44 7700 900123")
    assert whom == "number:+447700900123"
    one = world.do(reach.start, "alice", whom, "Hello", RULES).entry_ids[0]
    assert states(world, one) == "trying: sms=waiting call=planned"
    assert world.ask(paths.whom_of, number="(202) 555-0133") == WHOM
    with pytest.raises(InputError):
        world.ask(paths.whom_of, number="bob")
    with pytest.raises(NotFoundError):
        world.ask(paths.whom_of, person_key="rt:nobody")


def test_one_person_is_reached_once_at_a_time(two: World) -> None:
    one = begin(two)
    with pytest.raises(InputError, match="already"):
        begin(two)
    two.do(reach.stop, "alice", one)
    begin(two)
    assert [r.state for r in two.ask(reach.listing, two.clock.ms)] == ["trying", "stopped"]
    assert [r.state for r in two.ask(reach.listing, two.clock.ms, running_only=True)] == ["trying"]
    newest = two.ask(reach.newest_of, WHOM, two.clock.ms)
    assert newest is not None
    assert newest.state == "trying"


def test_without_a_gateway_a_call_is_asked_for_at_once(two: World) -> None:
    two.do(connections.remove, "sms:kannel")
    one = begin(two)
    assert states(two, one).startswith("trying: sms=failed sms=failed call=waiting")


def test_a_path_that_failed_lately_and_one_whose_gateway_is_down_step_back(two: World) -> None:
    one = begin(two)
    two.deliver("sms:kannel")
    told(two, one, "failed")
    rungs = two.ask(paths.ladder_of, WHOM, RULES, two.clock.ms).rungs
    assert rungs[0].path.id == f"sms:{SECOND}"
    assert [(r.path.id, r.health) for r in rungs if not r.why][-1] == (f"sms:{ANN_NUMBER}", "failed")
    two.do(outages.declare, "monitor", ("sms:kannel", "slack"), "It does not answer.", two.clock.ms)
    rungs = two.ask(paths.ladder_of, WHOM, RULES, two.clock.ms).rungs
    assert [(r.path.kind, r.health) for r in rungs[:5]] == [
        ("call", ""),
        ("call", ""),
        ("desk", ""),
        ("sms", "down"),
        ("sms", "down"),
    ]
    two.do(outages.set_override, "eve", "sms:kannel", "up", "We sent one.")
    assert two.ask(paths.ladder_of, WHOM, RULES, two.clock.ms).rungs[0].path.kind == "sms"


def test_nothing_to_say_or_nowhere_to_say_it(world: World) -> None:
    with pytest.raises(InputError):
        world.do(reach.start, "alice", WHOM, "  ", RULES)
    world.do(paths.prefer, "alice", WHOM, consent={"sms": False, "call": False})
    with pytest.raises(InputError, match="no path"):
        world.do(reach.start, "alice", WHOM, "Hello", RULES)


def test_what_is_not_due_is_not_looked_at_again(two: World) -> None:
    begin(two)
    now = two.clock.ms
    assert not two.ask(reach.due, now, trying_only=False)
    assert two.ask(reach.due, now + TEXT_WAIT, trying_only=True)


def test_a_merged_person_keeps_the_wishes_of_both(two: World) -> None:
    other = PulledPerson("ben@example.net", "customer", "Ann Mueller", ("ben@example.net",), ())
    two.pull(people=[other])
    two.do(paths.prefer, "alice", WHOM, order=["desk"], consent={"call": False})
    two.do(paths.prefer, "alice", "person:rt:ben@example.net", consent={"call": True}, quiet=(60, 120))
    two.do(people_merge.merge, "alice", ANN, "rt:ben@example.net")
    found = two.ask(paths.ladder_of, "person:rt:ben@example.net", RULES, two.clock.ms)
    assert (found.whom, found.rungs[0].path.kind, found.quiet) == (WHOM, "desk", (60, 120))
    assert found.wishes.consent == {"call": True}


def test_who_began_it_hears_of_a_call_to_make_and_of_the_end_of_all_paths(two: World) -> None:
    def told(login: str) -> list[tuple[str, str, str, str]]:
        found = two.ask(alerts.listed, login, two.clock.ms)
        return [(one.kind, one.who, one.view, one.state) for one in found if one.kind.startswith("reach")]

    one = begin(two)
    two.deliver("sms:kannel")
    later(two, TEXT_WAIT)
    two.do(alerts.collect, "bob", two.clock.ms)
    assert told("bob") == []
    two.do(alerts.collect, "alice", two.clock.ms)
    assert told("alice") == [("reach-call", "Ann Müller", "messages", "new")]
    two.do(paths.prefer, "alice", WHOM, consent={"call": False, "desk": False})
    later(two, CALL_WAIT)
    assert states(two, one).startswith("exhausted")
    two.do(alerts.collect, "alice", two.clock.ms)
    assert told("alice") == [
        ("reach-lost", "Ann Müller", "messages", "new"),
        ("reach-call", "Ann Müller", "messages", "read"),
    ]


def test_older_words_do_not_go_out_beside_new_ones(two: World) -> None:
    old = begin(two)
    two.deliver("sms:kannel")
    for _ in range(5):
        later(two, CALL_WAIT)
    assert states(two, old).startswith("exhausted: sms=silent sms=planned")
    # The newer one is under way under another record of the same person.
    other = PulledPerson(
        "ben@example.net", "customer", "Ann Mueller", ("ben@example.net",), (RawNumber("mobile", DESK),)
    )
    two.pull(people=[other])
    new = two.do(reach.start, "alice", "person:rt:ben@example.net", "Please ring Ben.", RULES).entry_ids[0]
    two.do(people_merge.merge, "alice", ANN, "rt:ben@example.net")
    with pytest.raises(InputError, match="already"):
        begin(two)
    two.do(reach.stop, "alice", new)
    newest = begin(two)
    assert states(two, old).startswith("exhausted")
    for _ in range(6):
        later(two, CALL_WAIT)
    begin(two)
    assert states(two, newest).startswith("stopped")


@pytest.mark.parametrize("how", ["answered", "stopped"])
def test_a_text_in_doubt_is_not_sent_again_once_they_are_reached(two: World, how: str) -> None:
    one = begin(two)
    (work,) = two.take("sms:kannel")
    two.do(dispatch.mark_unknown, work.delivery_id, Problem("ambiguous", "No answer came."))
    if how == "answered":
        later(two, TEXT_WAIT + 1)
        two.do(calls.log_call, "alice", "", CallLog("out", ANN_NUMBER, ANN, two.clock.ms, 60, "reached"))
        two.do(reach.advance)
    else:
        two.do(reach.stop, "alice", one)
    assert row(two, one).state == how
    two.do(sync.resolve_unknown, "bob", work.delivery_id, False)
    assert two.deliver("sms:kannel") == []
    assert two.ask(lambda r: r.value("SELECT state FROM delivery WHERE id = ?", (work.delivery_id,))) == "dropped"
    two.assert_whole()


def test_a_text_in_doubt_is_sent_again_while_they_are_not_reached(two: World) -> None:
    begin(two)
    (work,) = two.take("sms:kannel")
    two.do(dispatch.mark_unknown, work.delivery_id, Problem("ambiguous", "No answer came."))
    two.do(sync.resolve_unknown, "bob", work.delivery_id, False)
    assert [one.delivery_id for one in two.deliver("sms:kannel")] == [work.delivery_id]
