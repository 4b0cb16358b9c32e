"""Alerts follow from what is stored: each once, and over when its fact is."""

from __future__ import annotations

from fallback_console.domain.alerts import GONE, NEW, READ, Alert
from fallback_console.domain.delivery import Problem
from fallback_console.ports import IncomingSms
from fallback_console.services import alerts, calls, cases, dispatch, messages, outages, sync
from tests.unit.services.support import ANN, ANN_NUMBER, NOW, World, case, item

HOUR = 3_600_000


def look(world: World, who: str = "alice") -> list[Alert]:
    """What is new at a window."""
    return list(world.do(alerts.collect, who, world.clock.ms + 1))


def shown(world: World, who: str = "alice") -> dict[str, str]:
    """Kind and state of what is listed."""
    return {one.kind: one.state for one in world.ask(alerts.listed, who, world.clock.ms + 1)}


def test_an_outage_from_its_beginning_until_everything_has_arrived(world: World) -> None:
    assert look(world) == []
    world.do(outages.declare, "monitor", ["helpdesk"], "No answer.", world.clock.ms)
    [declared] = look(world)
    assert (declared.kind, declared.systems, declared.view) == ("outage", ("helpdesk",), "playbook")
    world.do(cases.add_note, "alice", "rt:1", "While it was down.")
    world.do(outages.end, "monitor", "Back.")
    assert [one.kind for one in look(world)] == ["outage-over"]
    world.deliver()
    assert [one.kind for one in look(world)] == ["all-arrived"]
    assert look(world) == []
    assert shown(world) == {"outage": NEW, "outage-over": NEW, "all-arrived": NEW}


def test_an_outage_in_which_nothing_was_done_ends_quietly(world: World) -> None:
    world.do(outages.declare, "monitor", ["slack"], "No answer.", world.clock.ms)
    world.do(outages.end, "monitor", "Back.")
    assert {one.kind for one in look(world)} == {"outage", "outage-over"}


def test_an_old_outage_that_still_runs_is_told(world: World) -> None:
    world.do(outages.declare, "monitor", ["slack"], "No answer.", world.clock.ms)
    world.clock.ms += 30 * HOUR
    assert [one.kind for one in look(world)] == ["outage"]


def test_what_needs_a_person(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "A note")
    world.do(cases.add_note, "alice", "rt:2", "Another")
    first, second = world.take()
    world.do(dispatch.stop, first.delivery_id, Problem("refused", "No."))
    world.do(dispatch.mark_unknown, second.delivery_id, Problem("ambiguous", "Perhaps."))
    found = {one.kind: one for one in look(world)}
    assert set(found) == {"refused", "unknown"}
    assert (found["refused"].view, found["refused"].key, found["refused"].case.number) == ("sync", "rt:1", "1")
    world.do(sync.retry, "alice", first.delivery_id)
    assert look(world) == []
    assert shown(world) == {"refused": READ, "unknown": NEW}
    # Refused once more is news once more.
    [again] = world.take()
    world.do(dispatch.stop, again.delivery_id, Problem("conflict", "No.", values={}))
    assert [one.kind for one in look(world)] == ["conflict"]


def test_answers_of_customers(world: World) -> None:
    world.do(messages.send_sms, "alice", "rt:1", ANN_NUMBER, "Does it blink?", person_key=ANN)
    sms = IncomingSms("kannel", "1", ANN_NUMBER, "", "Yes, twice.", world.clock.ms)
    world.do(messages.take_in, sms)
    [answer] = look(world)
    assert (answer.kind, answer.view, answer.key) == ("answer", "queue", "rt:1")
    assert (answer.who, answer.text) == ("Ann Müller", "Yes, twice.")
    # The case is alice's: bob has nothing to do with it.
    assert look(world, "bob") == []


def test_call_backs(world: World) -> None:
    due = world.clock.ms + HOUR
    call = calls.CallLog("out", ANN_NUMBER, ANN, world.clock.ms, 10, "no-answer", "", due)
    saved = world.do(calls.log_call, "alice", "rt:1", call)
    assert look(world) == []
    world.clock.ms = due
    [callback] = look(world)
    assert (callback.kind, callback.view, callback.key, callback.at) == ("callback", "calls", saved.entry_ids[0], due)
    world.do(calls.move_callback, "alice", saved.entry_ids[0], due + HOUR)
    assert look(world) == []
    assert shown(world) == {"callback": READ}
    world.clock.ms = due + HOUR
    assert [one.at for one in look(world)] == [due + HOUR]


def test_due_times_of_my_own_cases(world: World) -> None:
    world.pull([case(1, 11, due_at=NOW + 2 * HOUR), case(2, 11, due_at=NOW + 2 * HOUR, owner="bob")])
    assert look(world) == []
    world.clock.ms = NOW + HOUR + 5
    assert [(one.kind, one.key) for one in look(world)] == [("due-soon", "rt:1")]
    world.clock.ms = NOW + 2 * HOUR + 5
    assert [one.kind for one in look(world)] == ["overdue"]
    assert shown(world) == {"due-soon": READ, "overdue": NEW}


def test_cases_that_others_gave_me(world: World) -> None:
    assert (look(world), look(world, "bob")) == ([], [])
    mine = item(201, 2, kind="field", field="owner", old="", new="alice", author="alice", at=NOW - 5)
    given = item(202, 1, kind="field", field="owner", old="", new="alice", author="bob", at=NOW - 4)
    world.pull([case(1, 11, updated_at=NOW), case(2, 11, updated_at=NOW)], [mine, given])
    assert "given" in shown(world)
    [alert] = look(world)
    assert (alert.kind, alert.key, alert.who) == ("given", "rt:1", "bob")
    assert look(world) == []
    world.do(cases.set_field, "carol", "rt:2", "owner", "bob")
    assert [(one.kind, one.who) for one in look(world, "bob")] == [("given", "carol")]


def test_reading_and_putting_away(world: World) -> None:
    world.do(outages.declare, "monitor", ["slack"], "No answer.", world.clock.ms)
    world.do(outages.end, "monitor", "Back.")
    # What no window has raised yet is listed all the same.
    assert set(shown(world)) == {"outage", "outage-over"}
    assert world.ask(alerts.look, "alice", world.clock.ms)[1]
    first, second = look(world)
    assert not world.ask(alerts.look, "alice", world.clock.ms)[1]
    world.do(alerts.mark, "alice", [first.id], world.clock.ms)
    world.do(alerts.dismiss, "alice", [second.id], world.clock.ms)
    assert shown(world) == {first.kind: READ}
    world.do(alerts.mark, "alice", None, world.clock.ms)
    world.do(alerts.dismiss, "alice", None, world.clock.ms)
    assert shown(world) == {}
    assert look(world) == []
    assert GONE not in shown(world).values()
