"""Roll calls: everybody is asked once over each path, answers count as they should, and nobody is forgotten in silence."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from fallback_console.domain.broadcast import Audience
from fallback_console.domain.delivery import Problem
from fallback_console.domain.entry import Kind
from fallback_console.domain.errors import InputError
from fallback_console.domain.mirror import PulledPerson, RawNumber
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.ports import IncomingSms, SmsReceipt
from fallback_console.services import (
    calls,
    dispatch,
    messages,
    roll_call,
    roll_call_answers,
    roll_call_asking,
    roll_call_list,
)
from fallback_console.services.calls import CallLog
from fallback_console.services.desk import Desk
from fallback_console.services.roll_call_list import UNACCOUNTED, RollPerson
from fallback_console.services.veil import Veil
from fallback_console.store import journal
from fallback_console.store.roll_call_projection import project_roll_entry
from tests.unit.services.support import World

SINK = "sms:kannel"
RULES = ReachRules(quiet=(0, 0))
CUSTOMERS = Audience(role="customer")
PROBLEM = Problem("refused", "The gateway refused it.", "Look at it.")


def mobile(number: int) -> str:
    return f"+1202555{number:04d}"


def person(number: int, *numbers: str, kind: str = "mobile", **changes: object) -> PulledPerson:
    found = tuple(RawNumber(kind, one) for one in numbers)
    return PulledPerson(f"c{number}", "customer", f"Customer {number}", numbers=found, **changes)  # type: ignore[arg-type]


def start(world: World, audience: Audience = CUSTOMERS, rules: ReachRules = RULES, **texts: str) -> str:
    made = world.ask(roll_call.plan, "alice", "Fire drill", texts, audience, rules, world.clock.ms)
    done = 0
    while done >= 0:
        done = world.do(roll_call.advance, "alice", made, done)
    return made.roll


def ask_all(world: World) -> list[str]:
    """Everybody who is due is asked and every text goes out; to whom, in order."""
    sent: list[str] = []
    while True:
        made = world.do(roll_call_asking.advance)
        found = world.deliver(SINK)
        sent += [work.entry.body["to"] for work in found]
        if not made and not found:
            return sent


def people(world: World, roll: str, state: str = "") -> list[RollPerson]:
    return world.ask(roll_call_list.people, roll, world.ask(roll_call_list.places, roll, state))


def states(world: World, roll: str) -> dict[str, str]:
    found = world.ask(roll_call_list.find, roll)
    assert sum(found.counts.values()) == found.people
    return {one.name or one.address: one.state for one in people(world, roll)}


def hear(world: World, sender: str, text: str, at: int | None = None) -> None:
    world.clock.ms += 1000
    world.do(
        messages.take_in,
        IncomingSms("kannel", f"in-{world.clock.ms}", sender, "4477", text, world.clock.ms if at is None else at),
    )


def later(world: World, seconds: float) -> list[str]:
    world.clock.ms += int(seconds * 1000)
    return ask_all(world)


@pytest.fixture
def three(world: World) -> World:
    """Two customers beside Ann, each with a mobile."""
    world.pull(people=[person(1, mobile(1)), person(2, mobile(2))])
    return world


def test_a_preview_says_over_what_everybody_is_asked_and_who_is_not_and_why(world: World) -> None:
    world.pull(
        people=[
            person(1, mobile(1)),
            person(2, "+442079460123", kind="work"),
            person(3),
            person(4, "0110"),
            person(5, mobile(5), language="ja"),
        ]
    )
    found = world.ask(roll_call.found_in, CUSTOMERS, RULES, world.clock.ms)
    told = roll_call.totals(found)
    assert {one.name: (one.steps[:1], one.reason) for one in found} == {
        "Ann Müller": ((("sms", "+12025550133"),), ""),
        "Customer 1": ((("sms", mobile(1)),), ""),
        "Customer 2": ((("desk", "+442079460123"),), ""),
        "Customer 3": ((), "no-number"),
        "Customer 4": ((("call", "0110"),), ""),
        "Customer 5": ((("sms", mobile(5)),), ""),
    }
    assert (told.people, told.asked, told.left_out) == (6, 5, {"no-number": 1})
    assert told.first == {"sms": 3, "call": 1, "desk": 1}


def test_everybody_is_asked_once_in_their_language_even_if_asked_for_twice(world: World) -> None:
    world.pull(people=[person(1, mobile(1)), person(5, "+819012340105")])
    roll = start(world, CUSTOMERS._replace(people=("rt:c1",), numbers=(mobile(1),)))
    sent = ask_all(world)
    assert sorted(sent) == sorted({"+12025550133", mobile(1), "+819012340105"})
    texts = {e.body["to"]: e.body["text"] for e in sms_sent(world)}
    assert "Answer 1" in texts[mobile(1)]
    assert "返信" in texts["+819012340105"]
    assert "alice" in texts[mobile(1)]
    assert ask_all(world) == []
    assert states(world, roll)["Customer 1"] == "asked"


def sms_sent(world: World) -> list[journal.Entry]:  # type: ignore[name-defined]
    rows = world.ask(
        lambda r: r.rows(f"SELECT {journal.COLUMNS} FROM entry WHERE kind = '{Kind.SMS_SENT}' ORDER BY hlc")
    )
    return [journal.entry_from(row) for row in rows]


def test_answers_count_by_number_and_the_last_clear_one_wins(three: World) -> None:
    roll = start(three)
    ask_all(three)
    hear(three, mobile(1), "１")
    hear(three, mobile(2), "2")
    hear(three, mobile(2), "third floor, hurry")
    hear(three, "+12025550133", "on the way, 10 min")
    found = {one.name: one for one in people(three, roll)}
    assert {name: one.state for name, one in found.items()} == {
        "Customer 1": "safe",
        "Customer 2": "help",
        "Ann Müller": "other",
    }
    answer = found["Customer 2"].answer
    assert answer is not None
    assert answer.text == "2 / third floor, hurry"
    hear(three, mobile(2), "1 ok")
    assert states(three, roll)["Customer 2"] == "safe"
    assert three.ask(roll_call_list.find, roll).unaccounted == 0


def test_a_message_told_late_does_not_replace_what_was_said_after_it(three: World) -> None:
    roll = start(three)
    ask_all(three)
    early = three.clock.ms + 1
    hear(three, mobile(1), "1")
    hear(three, mobile(1), "2", at=early)
    assert states(three, roll)["Customer 1"] == "safe"


def test_silence_leads_to_the_next_path_and_a_call_nobody_takes_ends_it(three: World) -> None:
    roll = start(three)
    ask_all(three)
    hear(three, mobile(1), "ok")
    assert later(three, 100) == []
    assert states(three, roll)["Customer 2"] == "asked"
    assert later(three, 100) == []
    assert states(three, roll) == {"Customer 1": "safe", "Customer 2": "to_ring", "Ann Müller": "to_ring"}
    ring = people(three, roll, "to_ring")[0]
    assert ring.ring in (mobile(2), "+12025550133")
    three.do(calls.log_call, "bob", "", CallLog("out", mobile(2), "rt:c2", three.clock.ms, 0, "no-answer"))
    ask_all(three)
    assert states(three, roll)["Customer 2"] == "unreachable"
    assert states(three, roll)["Ann Müller"] == "to_ring"
    # However late, an answer counts.
    hear(three, mobile(2), "はい。無事です", at=three.clock.ms + 1000)
    assert states(three, roll)["Customer 2"] == "other"
    hear(three, mobile(2), "無事です")
    assert states(three, roll)["Customer 2"] == "safe"


def test_a_call_that_was_taken_answers_with_its_notes(three: World) -> None:
    roll = start(three)
    ask_all(three)
    later(three, 200)
    three.do(calls.log_call, "bob", "", CallLog("out", mobile(1), "rt:c1", three.clock.ms, 9, "reached", "2 trapped"))
    three.do(calls.log_call, "bob", "", CallLog("out", mobile(2), "rt:c2", three.clock.ms, 9, "reached", "in a train"))
    found = {one.name: one for one in people(three, roll)}
    assert (found["Customer 1"].state, found["Customer 2"].state) == ("help", "other")
    answer = found["Customer 2"].answer
    assert answer is not None
    assert (answer.how, answer.text, answer.by) == ("call", "in a train", "bob")


def test_a_text_that_fails_is_followed_at_once(three: World) -> None:
    roll = start(three)
    ask_all(three)
    sent = {e.body["to"]: e for e in sms_sent(three)}
    three.do(
        messages.take_in,
        SmsReceipt("kannel", sent[mobile(1)].id, "", "failed", None, three.clock.ms, "no such subscriber"),
    )
    ask_all(three)
    assert states(three, roll)["Customer 1"] == "to_ring"
    assert states(three, roll)["Customer 2"] == "asked"


def test_a_text_of_which_nobody_knows_is_never_sent_again(three: World) -> None:
    roll = start(three, Audience(people=("rt:c1",)))
    three.do(roll_call_asking.advance)
    work = three.take(SINK)[0]
    three.do(dispatch.mark_unknown, work.delivery_id, PROBLEM)
    assert people(three, roll)[0].arrival == "unknown"
    assert three.ask(roll_call_list.find, roll).unknown == 1
    assert later(three, 200) == []
    assert states(three, roll) == {"Customer 1": "to_ring"}
    assert len(sms_sent(three)) == 1


def test_who_wants_no_texts_is_rung_and_stop_is_no_answer(three: World) -> None:
    roll = start(three, Audience(people=("rt:c1", "rt:c2")))
    ask_all(three)
    hear(three, mobile(1), "STOP")
    assert states(three, roll)["Customer 1"] == "asked"
    assert three.ask(lambda r: r.value("SELECT count(*) FROM p_optout")) == 1
    later(three, 200)
    assert states(three, roll)["Customer 1"] == "to_ring"
    again = start(three, Audience(people=("rt:c1",)))
    ask_all(three)
    assert states(three, again) == {"Customer 1": "to_ring"}


def test_a_number_of_two_people_is_asked_once_and_answers_for_nobody_but_for_help(world: World) -> None:
    world.pull(people=[person(1, mobile(7)), person(2, mobile(7))])
    roll = start(world, Audience(people=("rt:c1", "rt:c2")))
    assert ask_all(world) == [mobile(7)]
    hear(world, mobile(7), "1")
    assert states(world, roll) == {"Customer 1": "asked", "Customer 2": "asked"}
    found = people(world, roll)
    assert all(one.answer is not None and one.answer.shared for one in found)
    assert world.ask(roll_call_list.find, roll).unaccounted == 2
    world.do(roll_call_answers.answer, "alice", roll, 0, "safe", "person", "her sister says so")
    assert states(world, roll) == {"Customer 1": "safe", "Customer 2": "asked"}
    hear(world, mobile(7), "help!")
    assert states(world, roll) == {"Customer 1": "help", "Customer 2": "help"}


def test_an_answer_takes_back_a_question_that_has_not_gone_out(three: World) -> None:
    roll = start(three)
    three.do(roll_call_asking.advance)
    for place in range(3):
        three.do(roll_call_answers.answer, "alice", roll, place, "safe")
    three.do(roll_call_asking.advance)
    assert three.take(SINK) == []
    assert three.ask(roll_call_list.find, roll).counts["safe"] == 3


def test_nobody_s_answer_stops_the_others(three: World) -> None:
    roll = start(three)
    three.do(roll_call_answers.answer, "alice", roll, 0, "help")
    assert len(ask_all(three)) == 2
    assert sorted(states(three, roll).values()) == ["asked", "asked", "help"]


def test_asking_again_starts_the_ladder_anew_and_is_not_taken_for_the_same_question(three: World) -> None:
    roll = start(three, Audience(people=("rt:c1",)))
    ask_all(three)
    later(three, 200)
    three.do(calls.log_call, "bob", "", CallLog("out", mobile(1), "rt:c1", three.clock.ms, 0, "busy"))
    ask_all(three)
    assert states(three, roll) == {"Customer 1": "unreachable"}
    three.do(roll_call_asking.again, "alice", roll, 0)
    assert ask_all(three) == [mobile(1)]
    assert states(three, roll) == {"Customer 1": "again"}


def test_a_closed_roll_call_asks_nobody_and_still_takes_answers(three: World) -> None:
    roll = start(three)
    three.do(roll_call_asking.advance)
    assert three.do(roll_call.close, "alice", roll, "drill over") == 3
    assert three.take(SINK) == []
    assert later(three, 4000) == []
    assert not three.ask(roll_call_asking.due, three.clock.ms)
    hear(three, mobile(1), "1")
    assert states(three, roll)["Customer 1"] == "safe"
    for act in (
        lambda: three.do(roll_call.close, "alice", roll),
        lambda: three.do(roll_call_asking.again, "alice", roll, 1),
    ):
        with pytest.raises(InputError):
            act()


def test_quiet_hours_do_not_hold_it_back_and_are_told(three: World) -> None:
    roll = start(three, rules=ReachRules(quiet=(0, 1439)))
    assert len(ask_all(three)) == 3
    assert three.ask(roll_call_list.find, roll).quiet == 3


def test_a_start_that_was_cut_off_has_asked_nobody(three: World) -> None:
    made = three.ask(roll_call.plan, "alice", "", {}, CUSTOMERS, RULES, three.clock.ms)
    three.do(roll_call.advance, "alice", made, 0)
    assert ask_all(three) == []
    assert three.ask(roll_call_list.newest) is None


def test_what_cannot_be_asked_is_refused_with_what_to_do(world: World) -> None:
    for texts, audience in (
        ({"en": "x" * 2000}, CUSTOMERS),
        ({"en": "Dear {customer}"}, CUSTOMERS),
        ({}, Audience()),
        ({}, Audience(numbers=("12",))),
    ):
        with pytest.raises(InputError) as caught:
            world.ask(roll_call.plan, "alice", "", texts, audience, RULES, world.clock.ms)
        assert caught.value.next_step


def test_who_may_not_read_numbers_asks_them_all_the_same(three: World) -> None:
    desk = Desk(three.store, "alice", Veil())
    made = desk.read(roll_call.plan, "alice", "", {}, CUSTOMERS, RULES, three.clock.ms)
    assert not any(address.startswith("+1202") for one in made.found for _, address in one.steps)
    done = 0
    while done >= 0:
        done = desk.command(roll_call.advance, "alice", made, done).result(30)
    assert sorted(ask_all(three)) == ["+12025550001", "+12025550002", "+12025550133"]
    places = desk.read(roll_call_list.places, made.roll)
    assert all("•" in one.address for one in desk.read(roll_call_list.people, made.roll, places))


def test_filters_show_who_is_missing_first(three: World) -> None:
    roll = start(three)
    ask_all(three)
    hear(three, mobile(1), "1")
    hear(three, mobile(2), "2")
    assert [one.name for one in people(three, roll)] == ["Customer 2", "Ann Müller", "Customer 1"]
    assert [one.name for one in people(three, roll, UNACCOUNTED)] == ["Ann Müller"]
    assert [one.name for one in people(three, roll, "safe")] == ["Customer 1"]


_ACTS = st.lists(
    st.tuples(
        st.sampled_from(("hear", "call", "desk", "wait", "ask", "again")), st.integers(0, 2), st.sampled_from("12x")
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=_ACTS, data=st.data())
def test_any_order_and_repetition_of_the_entries_gives_the_same_table(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, str]], data: st.DataObject
) -> None:
    world = World(tmp_path_factory.mktemp("roll"))
    world.connect()
    world.pull(people=[person(n, mobile(n)) for n in range(3)])
    roll = start(world)
    for act, n, text in acts:
        if act == "hear":
            hear(world, mobile(n), text)
        elif act == "call":
            outcome = "reached" if text == "1" else "busy"
            world.do(calls.log_call, "bob", "", CallLog("out", mobile(n), f"rt:c{n}", world.clock.ms, 0, outcome, text))
        elif act == "desk":
            world.do(roll_call_answers.answer, "bob", roll, n, {"1": "safe", "2": "help", "x": "other"}[text])
        elif act == "again":
            world.do(roll_call_asking.again, "bob", roll, n)
        else:
            later(world, 200 if act == "wait" else 1)
    world.do(roll_call.close, "alice", roll)

    def rows() -> list[tuple[object, ...]]:
        return world.ask(
            lambda r: [
                *r.rows("SELECT * FROM p_roll_to ORDER BY roll, position"),
                *r.rows("SELECT * FROM p_roll"),
                *r.rows("SELECT * FROM p_roll_number ORDER BY 1, 2, 3"),
            ]
        )

    before = rows()
    entries = [
        journal.entry_from(row)
        for row in world.ask(lambda r: r.rows(f"SELECT {journal.COLUMNS} FROM entry WHERE subject LIKE 'roll:%'"))
    ]
    order = data.draw(st.permutations(entries)) + data.draw(st.lists(st.sampled_from(entries), max_size=6))

    def again(tx: journal.Tx) -> None:  # type: ignore[name-defined]
        """They come one after the other, as from another station; some come twice."""
        for table in ("p_roll_to", "p_roll", "p_roll_number"):
            tx.execute(f"DELETE FROM {table}")
        tx.execute("DELETE FROM entry WHERE subject LIKE 'roll:%'")
        marks = ", ".join("?" * 9)
        for entry in order:
            tx.execute(
                f"INSERT OR IGNORE INTO entry ({journal.COLUMNS}) VALUES ({marks})",
                (*entry[:8], journal.dump(entry.body)),
            )
            project_roll_entry(tx, entry)

    world.do(again)
    assert rows() == before
    world.close()
