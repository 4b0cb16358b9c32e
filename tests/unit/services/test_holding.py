"""What can be taken back, and that holding something back loses, doubles and reorders nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from fallback_console.domain.delivery import DeliveryState, Doubles, Problem, Receipt
from fallback_console.domain.entry import Kind
from fallback_console.ports import IncomingSms
from fallback_console.services import bulk, cases, dispatch, drafts, holding, messages, queue, sync
from fallback_console.services.holding import HOLD_MS
from tests.unit.services.support import ANN_NUMBER, World, case

LATER = Problem("unreachable", "Nobody there.")
SINKS = ("helpdesk", "sms:kannel")


def test_what_is_held_is_not_taken_before_its_time(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "held", hold_ms=HOLD_MS)
    at = world.clock.ms
    world.do(cases.add_note, "alice", "rt:1", "after it")
    assert world.take() == []
    assert world.ask(dispatch.next_retry_at, "helpdesk") == at + HOLD_MS
    world.clock.ms = at + HOLD_MS
    assert [work.entry.body["text"] for work in world.deliver()] == ["held", "after it"]


def test_other_cases_do_not_wait_for_it(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "held", hold_ms=HOLD_MS)
    world.do(cases.add_note, "alice", "rt:2", "not held")
    assert [work.entry.body["text"] for work in world.take()] == ["not held"]


def test_what_was_taken_back_is_a_draft_and_never_sent(world: World) -> None:
    saved = world.do(
        drafts.use, "rt:1", "sms", messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Hello Ann", hold_ms=HOLD_MS
    )
    world.do(drafts.keep, "rt:1", "sms", "One more thing")
    back = world.do(holding.take_back, "alice", saved.entry_ids[0])
    assert back == holding.TakenBack(True, "rt:1", "sms", "Hello Ann\n\nOne more thing")
    assert world.ask(drafts.find, "rt:1", "sms") == back.text
    world.clock.ms += 2 * HOLD_MS
    assert (world.deliver(), world.deliver("sms:kannel")) == ([], [])
    (row,) = [row for row in world.ask(queue.timeline, "rt:1") if row.entry_id == saved.entry_ids[0]]
    assert row.taken_back
    assert world.ask(queue.find_case, "rt:1").unsent == 0
    # The item says it itself; there is no second line for it.
    assert [row.kind for row in world.ask(queue.timeline, "rt:1") if row.kind == Kind.DELIVERY_DROPPED] == []
    dropped = world.ask(sync.deliveries, states={DeliveryState.DROPPED})
    assert [row.problem.code for row in dropped if row.problem] == ["taken-back", "taken-back"]


def test_what_was_taken_back_is_no_answer_to_the_customer(world: World) -> None:
    before = world.ask(queue.find_case, "rt:1").asked_at
    saved = world.do(cases.reply, "alice", "rt:1", "Done.", hold_ms=HOLD_MS)
    world.do(holding.take_back, "alice", saved.entry_ids[0])
    assert world.ask(queue.find_case, "rt:1").asked_at == before


def test_an_answer_does_not_go_to_a_case_whose_message_was_taken_back(world: World) -> None:
    world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "About the right case")
    wrong = world.do(messages.send_sms, "alice", "rt:3", ANN_NUMBER, "About the wrong case", hold_ms=HOLD_MS)
    world.do(holding.take_back, "alice", wrong.entry_ids[0])
    taken = world.do(messages.take_in, IncomingSms("kannel", "m1", ANN_NUMBER, "12345", "Thanks", world.clock.ms))
    assert taken is not None
    assert taken.case_key == "rt:1"


@pytest.mark.parametrize("tried", ["helpdesk", "sms:kannel"])
def test_what_has_left_by_one_way_is_not_taken_back_at_all(world: World, tried: str) -> None:
    saved = world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Hello")
    (work,) = world.take(tried)
    world.do(dispatch.put_back, work.delivery_id, LATER, world.clock.ms, False)
    assert world.do(holding.take_back, "alice", saved.entry_ids[0]) == holding.TakenBack(False)
    assert world.ask(drafts.find, "rt:1", "sms") == ""
    states = {row.state for row in world.ask(sync.deliveries)}
    assert states == {DeliveryState.WAITING}


def test_only_what_was_written_can_be_taken_back_and_only_once(world: World) -> None:
    change = world.do(cases.set_field, "alice", "rt:1", "priority", "80")
    assert not world.do(holding.take_back, "alice", change.entry_ids[0]).done
    assert not world.do(holding.take_back, "alice", "nothing").done
    note = world.do(cases.add_note, "alice", "rt:1", "words")
    assert world.do(holding.take_back, "alice", note.entry_ids[0]).done
    assert not world.do(holding.take_back, "alice", note.entry_ids[0]).done


def test_a_message_about_no_case_is_taken_back(world: World) -> None:
    saved = world.do(messages.send_sms, "alice", "", ANN_NUMBER, "Hello", hold_ms=HOLD_MS)
    assert world.do(holding.take_back, "alice", saved.entry_ids[0]) == holding.TakenBack(True)


def test_a_change_is_held_and_taken_back(world: World) -> None:
    done = world.do(bulk.change_one, "alice", "rt:1", "status", "stalled", base="open", hold_ms=HOLD_MS)
    assert world.take() == []
    assert world.do(bulk.undo, "alice", done.changes).cases == 1
    row = world.ask(queue.find_case, "rt:1")
    assert (row.status, row.unsent) == ("open", 0)
    assert world.do(bulk.change_one, "alice", "rt:1", "status", "open").changes == ()


def test_a_plan_is_held_and_taken_back(world: World) -> None:
    due = world.clock.ms + 3_600_000
    done = world.do(bulk.plan_one, "alice", "rt:1", "  call   them ", due, hold_ms=HOLD_MS)
    assert world.take() == []
    assert world.do(bulk.undo, "alice", done.changes).cases == 1
    row = world.ask(queue.find_case, "rt:1")
    assert (row.next_action, row.next_action_at, row.due_at, row.unsent) == ("", None, None, 0)


def test_a_system_that_returns_does_not_end_a_hold(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "held", hold_ms=HOLD_MS)
    world.do(dispatch.release, "helpdesk")
    assert world.take() == []


def test_a_clock_set_back_does_not_make_a_hold_last(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "first", hold_ms=HOLD_MS)
    world.do(cases.add_note, "alice", "rt:1", "second", hold_ms=HOLD_MS)
    world.clock.ms -= 24 * 3_600_000
    world.do(dispatch.release, "helpdesk")
    assert [work.entry.body["text"] for work in world.deliver()] == ["first"]
    world.clock.ms += HOLD_MS + 1
    assert [work.entry.body["text"] for work in world.deliver()] == ["second"]


def test_a_person_may_send_at_once_what_is_held(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "held", hold_ms=HOLD_MS)
    (row,) = world.ask(sync.deliveries)
    world.do(sync.retry, "alice", row.id)
    assert len(world.take()) == 1


def test_nobody_holds_for_longer(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "held", hold_ms=10 * HOLD_MS)
    assert world.ask(dispatch.next_retry_at, "helpdesk") == world.clock.ms + HOLD_MS


_ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("note"), st.sampled_from(["rt:1", "rt:2"]), st.booleans()),
        st.tuples(st.just("sms"), st.sampled_from(["rt:1", "rt:2"]), st.booleans()),
        st.tuples(st.just("undo"), st.integers(0, 20)),
        st.tuples(st.just("take"), st.sampled_from(SINKS)),
        st.tuples(st.just("confirm"), st.integers(0, 20)),
        st.tuples(st.just("fail"), st.integers(0, 20)),
        st.tuples(st.just("crash")),
        st.tuples(st.just("return"), st.sampled_from(SINKS)),
        st.tuples(st.just("wait"), st.integers(1, HOLD_MS)),
    ),
    max_size=40,
)


class _Story:
    """Somebody writes and takes back while the courier works and the program is killed now and then."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.made: dict[str, tuple[str, int]] = {}
        self.back: set[str] = set()
        self.tried: set[str] = set()
        self.under_way: list[tuple[str, int, str]] = []
        self.done: dict[str, list[str]] = {sink: [] for sink in SINKS}

    def write(self, what: str, key: str, held: bool) -> None:
        hold = HOLD_MS if held else 0
        if what == "note":
            saved = self.world.do(cases.add_note, "alice", key, "words", hold_ms=hold)
        else:
            saved = self.world.do(messages.send_sms, "alice", key, ANN_NUMBER, "words", hold_ms=hold)
        self.made[saved.entry_ids[0]] = (key, self.world.clock.ms + hold)

    def undo(self, number: int) -> None:
        if self.made:
            entry_id = list(self.made)[number % len(self.made)]
            done = self.world.do(holding.take_back, "alice", entry_id).done
            # It is taken back just where nobody has tried to send it, and once.
            assert done == (entry_id not in self.tried | self.back)
            if done:
                self.back.add(entry_id)

    def take(self, sink: str) -> None:
        for work in self.world.take(sink):
            assert work.entry.id not in self.back
            if work.entry.id not in self.tried:
                assert self.world.clock.ms >= self.made[work.entry.id][1]
            self.tried.add(work.entry.id)
            self.under_way.append((sink, work.delivery_id, work.entry.id))

    def end(self, number: int, *, well: bool) -> None:
        if not self.under_way:
            return
        sink, delivery_id, entry_id = self.under_way.pop(number % len(self.under_way))
        if well:
            self.world.do(dispatch.confirm, delivery_id, Receipt())
            self.done[sink].append(entry_id)
        else:
            self.world.do(dispatch.put_back, delivery_id, LATER, self.world.clock.ms + 2_000, False)

    def crash(self) -> None:
        """Whatever was in flight is looked up and goes on."""
        self.under_way.clear()
        self.world.do(dispatch.recover, dict.fromkeys(SINKS, Doubles.MARKER))

    def finish(self) -> None:
        """Everything that waits is sent in the end."""
        self.crash()
        for _ in range(3 * len(self.made) + 2):
            self.world.clock.ms += HOLD_MS
            for sink in SINKS:
                self.take(sink)
            while self.under_way:
                self.end(0, well=True)


@given(acts=_ACTS)
@settings(max_examples=40)
def test_whatever_happens_nothing_is_lost_doubled_or_reordered(acts: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        try:
            world.connect()
            world.pull([case(1), case(2)])
            story = _Story(world)
            for name, *rest in acts:
                _act(story, str(name), rest)
            story.finish()
            sent = [entry_id for entry_id in story.made if entry_id not in story.back]
            for key in ("rt:1", "rt:2"):
                lane = [entry_id for entry_id in story.done["helpdesk"] if story.made[entry_id][0] == key]
                assert lane == [entry_id for entry_id in sent if story.made[entry_id][0] == key]
            texts = [e for e in sent if e in set(story.done["sms:kannel"])]
            assert story.done["sms:kannel"] == texts
            assert world.ask(sync.deliveries) == []
            world.assert_whole()
        finally:
            world.close()


def _act(story: _Story, name: str, rest: list[object]) -> None:
    world = story.world
    if name in ("note", "sms"):
        story.write(name, str(rest[0]), bool(rest[1]))
    elif name == "undo":
        story.undo(int(str(rest[0])))
    elif name == "take":
        story.take(str(rest[0]))
    elif name in ("confirm", "fail"):
        story.end(int(str(rest[0])), well=name == "confirm")
    elif name == "crash":
        story.crash()
    elif name == "return":
        world.do(dispatch.release, str(rest[0]))
    else:
        world.clock.ms += int(str(rest[0]))
