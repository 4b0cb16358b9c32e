"""The report of a day."""

from __future__ import annotations

from fallback_console.domain.day_report import DayOutage, PersonDay, SinkDay
from fallback_console.domain.day_sheets import WORDS, Style, day_sheets
from fallback_console.domain.delivery import Problem
from fallback_console.domain.sheet import sheets_text
from fallback_console.ports import SmsReceipt
from fallback_console.services import calls, cases, day_report, dispatch, messages, outages, sync
from fallback_console.store.tx import Reading, Tx
from tests.unit.services.support import ANN_NUMBER, NOW, World

HOUR = 3_600_000
DAY = (NOW - HOUR, NOW + 23 * HOUR)
PLAIN = Style({w: w for w in WORDS}, str, str, str, str, ", ".join, lambda _k, what: what, lambda _f, value: value)


def call(outcome: str, seconds: int, direction: str = "out") -> calls.CallLog:
    return calls.CallLog(direction, ANN_NUMBER, "", NOW, seconds, outcome, "spoke")


def busy_day(world: World) -> None:
    world.do(outages.declare, "monitor", ["slack"], "No answer.", NOW - 2 * HOUR)
    world.do(calls.log_call, "alice", "rt:1", call("reached", 60))
    world.do(calls.log_call, "bob", "rt:1", call("busy", 0))
    world.do(calls.log_call, "bob", "rt:1", call("reached", 30, "in"))
    sent = world.do(messages.send_sms, "bob", "rt:2", ANN_NUMBER, "hello")
    world.do(messages.take_in, SmsReceipt("kannel", sent.entry_ids[0], "", "delivered", None, ""))
    world.do(cases.add_note, "alice", "rt:3", "a note")
    world.deliver()
    world.do(cases.set_field, "alice", "rt:1", "status", "stalled")
    (work,) = world.take()
    values = {"field": "status", "base": "open", "mine": "stalled", "theirs": "resolved"}
    world.do(dispatch.stop, work.delivery_id, Problem("conflict", "Changed there.", "Choose.", values))
    world.do(sync.resolve_conflict, "alice", work.delivery_id, "edit", "rejected")


def test_a_busy_day(world: World) -> None:
    busy_day(world)
    world.clock.ms = NOW + HOUR
    report = world.ask(day_report.day_report, *DAY, world.clock.ms)
    assert report.outages == (DayOutage(NOW - 2 * HOUR, None, ("slack",), 2 * HOUR),)
    assert report.calls == {"reached": 1, "busy": 1, "in": 1}
    assert (report.talk_seconds, report.sms) == (90, {"delivered": 1})
    assert report.people == (
        PersonDay("alice", calls=1, talk_seconds=60, notes=1, changes=2, decisions=2),
        PersonDay("bob", calls=2, talk_seconds=30, sms=1),
    )
    assert report.team == PersonDay("", 3, 90, 1, 1, 0, 2, 0, 0, 2)
    assert report.sinks == (SinkDay("helpdesk", 5, 1, 0, 0), SinkDay("sms:kannel", 0, 1, 0, 0))
    (decided,) = report.conflicts
    assert (decided.who, decided.choice, decided.field, decided.value, decided.case_number) == (
        "alice",
        "edit",
        "status",
        "rejected",
        "1",
    )
    (dropped,) = report.drops
    assert (dropped.what, dropped.reason) == ("Status: open → stalled", "Another value was chosen.")


def test_other_days_know_nothing_of_it(world: World) -> None:
    busy_day(world)
    before = world.ask(day_report.day_report, DAY[0] - 24 * HOUR, DAY[0], NOW)
    assert (before.people, before.calls, before.sinks, before.drops) == ((), {}, (), ())
    # The outage began an hour before midnight.
    assert before.outages == (DayOutage(NOW - 2 * HOUR, None, ("slack",), HOUR),)
    after = world.ask(day_report.day_report, DAY[1], DAY[1] + 24 * HOUR, DAY[1] + HOUR)
    assert after.people == ()
    assert [(s.delivered, s.waiting) for s in after.sinks] == [(0, 1), (0, 1)]


def test_the_tables_say_all_of_it(world: World) -> None:
    busy_day(world)
    report = world.ask(day_report.day_report, *DAY, NOW)
    sheets = day_sheets(report, PLAIN)
    assert [sheet.title for sheet in sheets] == [
        "Outages",
        "Work done here",
        "Systems and what goes there",
        "Conflicts",
        "Given up",
        "By person",
    ]
    for sheet in sheets:
        assert abs(sum(sheet.widths) - 1) < 1e-9
        assert {len(row) for row in sheet.rows} == {len(sheet.head)} == {len(sheet.widths)}
    text = sheets_text("Day", sheets)
    assert "– of these delivered: 1" in text
    assert "rejected (another)" in text
    empty = day_sheets(world.ask(day_report.day_report, 0, 1, NOW), PLAIN)
    assert [sheet.title for sheet in empty] == ["Work done here"]


def test_it_reads_by_index(world: World) -> None:
    """However many entries there are, a day costs what the day holds."""
    busy_day(world)
    plans: list[str] = []

    class Watched(Reading):
        def rows(self, sql: str, params: object = ()) -> list[tuple[object, ...]]:  # type: ignore[override]
            plans.extend(str(row[3]) for row in self.conn.execute(f"EXPLAIN QUERY PLAN {sql}", params).fetchall())  # type: ignore[arg-type]
            return self.conn.execute(sql, params).fetchall()  # type: ignore[arg-type]

    def look(tx: Tx) -> None:
        day_report.day_report(Watched(tx.conn), *DAY, NOW)

    world.do(look)
    assert [plan for plan in plans if plan.startswith("SCAN") and "entry" in plan.split()] == []
    assert sum("SEARCH entry USING INDEX" in plan or "SEARCH e USING INDEX" in plan for plan in plans) >= 4
    assert not [plan for plan in plans if plan in ("SCAN entry", "SCAN e", "SCAN delivery")]
