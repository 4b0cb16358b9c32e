"""Outages, connections, upkeep, and the two verbs."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from fallback_console.domain.broadcast import Audience, Policy
from fallback_console.domain.connection import Connection
from fallback_console.domain.errors import InputError, NotFoundError
from fallback_console.domain.mirror import PullPage
from fallback_console.services import broadcast, cases, connections, mirroring, outages, queue, sms_choice, upkeep
from fallback_console.services.desk import Desk
from fallback_console.store.tx import Tx
from tests.unit.services.support import NOW, WAIT, World, case


def test_an_outage_from_declared_to_over(world: World) -> None:
    assert world.ask(outages.current) is None
    outage = world.do(outages.declare, "monitor", ["helpdesk", "slack"], "no answer", NOW - 60_000)
    world.do(outages.note_event, "mail", "down", "refused")
    world.do(outages.note_event, "slack", "up", "answers again")
    running = world.ask(outages.current)
    assert running is not None
    assert (running.id, running.since_at, running.over_at, running.by) == (outage, NOW - 60_000, None, "monitor")
    assert running.systems == ("helpdesk", "slack", "mail")
    assert [(system, state) for _, system, state, _ in running.timeline] == [
        ("", "declared"),
        ("mail", "down"),
        ("slack", "up"),
    ]
    assert world.do(outages.declare, "sue", ["helpdesk", "hub"], "also", NOW) == outage
    world.do(outages.end, "sue", "all back")
    assert world.ask(outages.current) is None
    (past,) = world.ask(outages.history, 10)
    assert past.over_at == world.clock.ms
    assert past.systems == ("helpdesk", "slack", "mail", "hub")
    world.do(outages.end, "sue", "again")
    world.do(outages.note_event, "mail", "up", "too late")
    assert world.ask(outages.history, 10) == [past]
    again = world.do(outages.declare, "sue", ["mail"], "again", NOW)
    assert [o.id for o in world.ask(outages.history, 10)] == [again, outage]
    with pytest.raises(InputError):
        world.do(outages.declare, "sue", [" "], "nothing", NOW)


def test_overrides(world: World) -> None:
    world.do(outages.set_override, "sue", "helpdesk", "down", "they told us")
    world.do(outages.set_override, "sue", "mail", "up", "I see mails")
    world.do(outages.set_override, "sue", "mail", "auto", "")
    assert world.ask(outages.overrides) == {"helpdesk": "down"}
    for state, reason in (("broken", "x"), ("down", " ")):
        with pytest.raises(InputError):
            world.do(outages.set_override, "sue", "mail", state, reason)


def test_connections(world: World) -> None:
    assert [c.name for c in world.ask(connections.list_connections)] == ["helpdesk", "sms:kannel"]
    kept = Connection("slack", "slack", {"url": "http://127.0.0.1:9", "tries": 3, "on": True}, enabled=False)
    world.do(connections.save, kept)
    assert world.ask(connections.find, "slack") == kept
    world.do(connections.remove, "slack")
    for wrong in (lambda: world.ask(connections.find, "slack"), lambda: world.do(connections.remove, "slack")):
        with pytest.raises(NotFoundError):
            wrong()
    for connection in (Connection(" ", "rt"), Connection("x", "pigeon")):
        with pytest.raises(InputError):
            world.do(connections.save, connection)


def test_checks_tell_what_is_wrong_and_a_rebuild_mends_it(world: World) -> None:
    world.do(cases.add_note, "alice", "rt:1", "note")

    def break_it(tx: Tx) -> None:
        tx.execute("DELETE FROM p_case WHERE key = 'rt:2'")
        tx.execute("UPDATE p_case SET subject = 'wrong', unsent = 7 WHERE key = 'rt:1'")
        tx.execute("DELETE FROM p_number")
        tx.execute("INSERT INTO p_override VALUES ('x', 'up', '', '', 0)")

    pk = world.ask(queue.find_case, "1").pk
    world.do(break_it)
    assert [f.name for f in world.ask(upkeep.check) if not f.ok] == ["queue"]
    report = world.do(upkeep.rebuild)
    assert {name: differing for name, (_, differing) in report.tables.items() if differing} == {
        "p_case": 2,
        "p_number": 1,
        "p_override": 1,
        "p_case_fts": report.tables["p_case_fts"][1],
    }
    assert report.differing > 4
    row = world.ask(queue.find_case, "1")
    assert (row.pk, row.subject, row.unsent) == (pk, "Printer 1 does not print", 1)


def test_checks_see_a_broken_journal(world: World) -> None:
    for text in ("one", "two", "three"):
        world.do(cases.add_note, "alice", "rt:1", text)

    def break_it(tx: Tx) -> None:
        tx.execute("PRAGMA defer_foreign_keys = ON")
        tx.execute("UPDATE delivery SET head = 0")
        tx.execute("UPDATE entry SET number = number + 1 WHERE number = 3")
        tx.execute("UPDATE entry SET hlc = '0' WHERE number = 2")

    def mend_it(tx: Tx) -> None:
        tx.execute("UPDATE delivery SET head = 1 WHERE position = 1")
        tx.execute("UPDATE entry SET number = 3 WHERE number = 4")
        tx.execute("UPDATE entry SET hlc = (SELECT hlc FROM entry WHERE number = 1) || 'x' WHERE number = 2")

    world.do(break_it)
    findings = [f for f in world.ask(upkeep.check) if not f.ok]
    assert [f.name for f in findings] == ["numbers", "order", "lanes"]
    assert all(f.message and f.next_step for f in findings)
    world.do(mend_it)


def test_the_desk_has_two_verbs(world: World) -> None:
    desk = Desk(world.store, "alice")
    desk.command(cases.add_note, desk.login, "rt:1", "unheard-of words").result(WAIT)
    assert desk.query(queue.find_case, "1").result(WAIT).unsent == 1
    assert desk.read(queue.find_case, "1").unsent == 1
    with pytest.raises(NotFoundError):
        desk.command(cases.add_note, desk.login, "rt:99", "x").result(WAIT)


def test_words_are_searchable_when_the_writer_has_nothing_else_to_do(tmp_path: Path) -> None:
    first = World(tmp_path)
    first.do(mirroring.store_page, "rt", "cases", PullPage((case(1), case(2)), (), (), "c", True))
    end = time.monotonic() + WAIT
    while len(first.ask(queue.search_cases, "printer")) < 2 and time.monotonic() < end:
        threading.Event().wait(0.01)
    assert len(first.ask(queue.search_cases, "printer")) == 2
    first.do(cases.add_note, "alice", "rt:2", "unheard-of words")
    first.close()
    # At the latest when the store is closed.
    second = World(tmp_path)
    assert [row.number for row in second.ask(queue.search_cases, "unheard")] == ["2"]
    second.close()


@pytest.mark.parametrize(
    ("values", "rate"),
    [({}, 10.0), ({"rate": 2}, 2.0), ({"rate": "0.5"}, 0.5), ({"rate": "often"}, 1.0), ({"rate": 0}, 1.0)],
)
def test_how_fast_text_messages_go_out(world: World, values: dict[str, str | int], rate: float) -> None:
    world.do(connections.save, Connection("sms:kannel", "kannel", values))
    assert world.ask(connections.sms_rate) == rate


def test_without_a_gateway_there_is_no_rate(world: World) -> None:
    for connection in world.ask(connections.list_connections):
        world.do(connections.remove, connection.name)
    assert world.ask(connections.sms_rate) is None


def test_rate_and_cost_are_those_of_the_gateway_that_is_used(world: World) -> None:
    for name, values in (
        ("sms:kannel", {"priority": 1, "countries": "US", "rate": 10, "cost": "0.01", "currency": "USD"}),
        ("sms:kannel.b", {"priority": 2, "rate": 2, "cost": "0.05", "currency": "USD", "listen_port": 4001}),
    ):
        world.do(connections.save, Connection(name, "kannel", values))
    assert world.ask(sms_choice.rate_for, "+12025550101") == 10.0
    assert world.ask(sms_choice.rate_for, "+447700900123") == 2.0
    assert world.ask(sms_choice.rate_for, "") == 10.0
    audience = Audience(numbers=("+12025550101", "+447700900123", "+447700900124"))
    found = world.ask(broadcast.preview, "alice", "Hello", audience, Policy(), world.clock.ms)
    assert (found.gateway, found.seconds, found.cost, found.currency) == (
        "sms:kannel.b",
        1.0,
        pytest.approx(0.11),
        "USD",
    )
    world.do(connections.save, Connection("sms:kannel.b", "kannel", {"priority": 2, "listen_port": 4001}))
    assert world.ask(broadcast.preview, "alice", "Hello", audience, Policy(), world.clock.ms).cost is None
