"""When an outage is declared, what it notes, and when it is over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fallback_console.domain.health import State
from fallback_console.domain.outage_rules import (
    MONITOR,
    Declare,
    End,
    Note,
    Running,
    Standing,
    decide,
    is_primary,
    muted_after,
)


def standing(system: str, state: State, *, held: bool = False, since: int = 100) -> Standing:
    return Standing(system, state, state is State.UP and not held, since, f"{system} is {state.value}.")


def running(*systems: str, by: str = MONITOR, **noted: str) -> Running:
    return Running(frozenset(systems), noted, by)


UP, DOWN, SUSPECT, RECOVERING, UNKNOWN = State.UP, State.DOWN, State.SUSPECT, State.RECOVERING, State.UNKNOWN


def test_nothing_to_say() -> None:
    assert decide(None, []) == ()
    assert decide(None, [standing("slack", state) for state in (UP, SUSPECT, RECOVERING, UNKNOWN)]) == ()
    assert decide(running("slack", slack="down"), [standing("slack", DOWN)]) == ()


def test_declared_for_all_that_is_down_since_the_first() -> None:
    found = decide(
        None, [standing("slack", DOWN, since=70), standing("mail", DOWN, since=50), standing("helpdesk", UP)]
    )
    assert found == (Declare(("mail", "slack"), "mail is down.", 50),)


def test_a_gateway_that_is_down_already_is_noted_at_once() -> None:
    found = decide(None, [standing("sms:kannel", DOWN), standing("slack", DOWN)])
    assert found == (Declare(("slack",), "slack is down.", 100), Note("sms:kannel", DOWN, "sms:kannel is down."))


def test_gateways_and_the_own_network_make_no_outage() -> None:
    assert not is_primary("sms:kannel")
    assert not is_primary("internet")
    assert decide(None, [standing("sms:kannel", DOWN), standing("internet", DOWN)]) == ()


def test_what_goes_down_later_joins() -> None:
    found = decide(running("slack"), [standing("slack", DOWN), standing("mail", DOWN), standing("sms:kannel", DOWN)])
    assert found == (Note("mail", DOWN, "mail is down."), Note("sms:kannel", DOWN, "sms:kannel is down."))


def test_coming_back_one_by_one() -> None:
    outage = running("mail", "slack")
    assert decide(outage, [standing("slack", UP), standing("mail", DOWN)]) == (Note("slack", UP, "slack is up."),)
    noted = running("mail", "slack", slack="up")
    assert decide(noted, [standing("slack", UP), standing("mail", UP, held=True)]) == (Note("mail", UP, "mail is up."),)
    noted = running("mail", "slack", slack="up", mail="up")
    assert decide(noted, [standing("slack", UP), standing("mail", UP, held=True)]) == ()
    assert decide(noted, [standing("slack", UP), standing("mail", UP)]) == (End("All systems are up again."),)


def test_an_unsteady_recovery_stays_one_outage() -> None:
    noted = running("slack", slack="up")
    assert decide(noted, [standing("slack", SUSPECT)]) == ()
    assert decide(noted, [standing("slack", DOWN)]) == (Note("slack", DOWN, "slack is down."),)


def test_one_that_joined_holds_the_end_up_a_gateway_does_not() -> None:
    noted = running("slack", slack="up", mail="down", **{"sms:kannel": "down"})
    watched = [standing("slack", UP), standing("mail", RECOVERING), standing("sms:kannel", DOWN)]
    assert decide(noted, watched) == ()
    noted = running("slack", slack="up", mail="up", **{"sms:kannel": "down"})
    watched = [standing("slack", UP), standing("mail", UP), standing("sms:kannel", DOWN)]
    assert decide(noted, watched) == (End("All systems are up again."),)


def test_a_system_that_is_not_watched_any_more_holds_nothing_up() -> None:
    assert decide(running("slack", "mail", slack="up"), [standing("slack", UP)]) == (End("All systems are up again."),)
    assert decide(running("slack"), [standing("helpdesk", UP)]) == ()


def test_what_a_person_declared_a_person_ends() -> None:
    assert decide(running("slack", by="sue", slack="up"), [standing("slack", UP)]) == ()


def test_what_a_person_ended_is_not_declared_again_until_it_was_up() -> None:
    muted = frozenset({"slack"})
    assert decide(None, [standing("slack", DOWN)], muted) == ()
    assert decide(None, [standing("slack", DOWN), standing("mail", DOWN, since=9)], muted) == (
        Declare(("mail",), "mail is down.", 9),
        Note("slack", DOWN, "slack is down."),
    )
    assert muted_after(muted, [standing("slack", RECOVERING)]) == muted
    assert muted_after(muted, [standing("slack", UP)]) == frozenset()


systems = st.sampled_from(["helpdesk", "slack", "mail", "sms:kannel"])


@given(st.lists(st.dictionaries(systems, st.tuples(st.sampled_from(list(State)), st.booleans())), max_size=30))
def test_a_record_kept_by_the_rules_is_complete_and_never_repeats(history: list[dict[str, tuple[State, bool]]]) -> None:
    record: Running | None = None
    for moment in history:
        watched = [Standing(name, state, state is UP and firm, 1, "") for name, (state, firm) in moment.items()]
        for action in decide(record, watched):
            match action:
                case Declare(names, _, _):
                    assert record is None
                    record = Running(frozenset(names), {})
                case Note(system, state, _):
                    assert record is not None
                    assert record.noted.get(system, DOWN if system in record.systems else UP) != state
                    record = Running(record.systems, {**record.noted, system: state.value})
                case End():
                    assert record is not None
                    assert not any(s.state is DOWN and is_primary(s.system) for s in watched)
                    record = None
        # One look is always enough: what was decided is not decided again.
        assert decide(record, watched) == ()
        if any(s.state is DOWN and is_primary(s.system) for s in watched):
            assert record is not None
