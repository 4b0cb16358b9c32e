"""Whatever happens in whatever order, the projections kept up step by step equal those made from scratch."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from fallback_console.domain.delivery import DeliveryState, Doubles, Problem, Receipt
from fallback_console.domain.errors import InputError
from fallback_console.domain.mirror import PulledCase
from fallback_console.domain.people_file import read_people
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.telephone import CallState, PhoneCall
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.ports import IncomingSms, SmsReceipt, Work
from fallback_console.services import (
    calls,
    cases,
    dispatch,
    messages,
    mirroring,
    missed_calls,
    outages,
    paths,
    people,
    people_import,
    people_merge,
    queue,
    reach,
    statuses,
    sync,
    upkeep,
)
from tests.unit.services.support import ANN_NUMBER, NOW, VOCABULARY, World, ann, case, item

FIELDS = st.sampled_from(
    [
        ("status", "open"),
        ("status", "stalled"),
        ("status", "resolved"),
        ("priority", "5"),
        ("priority", "77"),
        ("owner", ""),
        ("owner", "bob"),
        ("queue", "Billing"),
        ("subject", "New subject"),
        ("subject", "障害"),
        ("due", ""),
        ("due", str(NOW + 5)),
    ]
)
TEXTS = st.sampled_from(["called twice", "電話した", "x", "printer printing"])
LINES = (
    "1,Ann Lee,+12025550133,,SQL:3",
    "1,Ann B. Lee,2025550144,ann@example.net,",
    "2,山田 花子,12,h@example.jp,",
    "3,,,x@example.org,",
)
WORDS = st.sampled_from(["Hello", "STOP", "START", "返金"])


class Machine(RuleBasedStateMachine):
    """People, pulls, a helpdesk and a gateway, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="rebuild-"))
        self.world = World(self.folder)
        self.there: dict[str, PulledCase] = {}
        self.version = 1000
        self.under_way: list[Work] = []
        self.items = 5000

    @initialize()
    def begin(self) -> None:
        self.world.connect()
        self.world.do(mirroring.store_vocabulary, "rt", VOCABULARY)
        for number in (1, 2, 3):
            self.there[str(number)] = case(number, version=number)
        self.world.pull(list(self.there.values()), [item(101, 1, "It blinks")], [ann()])

    def keys(self) -> list[str]:
        shown = self.world.ask(queue.list_cases, CaseFilter(open_only=False), CaseSort.NEWEST)
        return sorted(row.key for row in shown)

    def key(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(self.keys()))

    @rule(data=st.data(), change=FIELDS)
    def set_field(self, data: st.DataObject, change: tuple[str, str]) -> None:
        with contextlib.suppress(InputError):  # the case may have been given up
            self.world.do(cases.set_field, "alice", self.key(data), *change)

    @rule(data=st.data(), text=TEXTS, answer=st.booleans())
    def write(self, data: st.DataObject, text: str, answer: bool) -> None:
        with contextlib.suppress(InputError):
            self.world.do(cases.reply if answer else cases.add_note, "alice", self.key(data), text)

    @rule(
        number=st.integers(1, 4),
        kind=st.sampled_from(["customer", "reply", "created", "note"]),
        author=st.sampled_from(["ann@example.net", "bob"]),
    )
    def history(self, number: int, kind: str, author: str) -> None:
        """Items may come before their case, and again as something else."""
        self.items += 1
        old = 7000 + number
        at = self.world.clock.ms
        items = [item(self.items, number, "said", kind=kind, author=author, at=at), item(old, number, "x", kind=kind)]
        self.world.pull([], items)

    @rule(data=st.data(), text=st.sampled_from(["call her", ""]), hours=st.integers(1, 3))
    def next_action(self, data: st.DataObject, text: str, hours: int) -> None:
        with contextlib.suppress(InputError):
            self.world.do(cases.set_next_action, "alice", self.key(data), text, NOW + hours if text else None)

    @rule(data=st.data(), about=st.booleans(), follow_up=st.booleans())
    def log_call(self, data: st.DataObject, about: bool, follow_up: bool) -> None:
        call = calls.CallLog("out", ANN_NUMBER, "", NOW, 5, "reached", "spoke", NOW + 9 if follow_up else None)
        with contextlib.suppress(InputError):
            self.world.do(calls.log_call, "alice", self.key(data) if about else "", call)

    @rule(number=st.sampled_from([ANN_NUMBER, "12", ""]), call_id=st.integers(1, 4), away=st.booleans())
    def miss_call(self, number: str, call_id: int, away: bool) -> None:
        at = self.world.clock.ms
        call = PhoneCall(str(call_id), "phone:fake", "in", number, "", CallState.ENDED, "no-answer", at, None, at + 9)
        self.world.do(missed_calls.note, call)
        rows = self.world.ask(missed_calls.missed, self.world.clock.ms)
        if away and rows:
            self.world.do(missed_calls.put_away, "bob", rows[0].entry_ids, "dealt with")

    @rule(pick=st.integers(0, 9), move=st.booleans())
    def call_back(self, pick: int, move: bool) -> None:
        due = self.world.ask(calls.callbacks, NOW)
        if due and move:
            later = self.world.clock.ms + 9
            self.world.do(calls.move_callback, "bob", due[pick % len(due)].entry_id, later)
        elif due:
            self.world.do(calls.finish_callback, "bob", due[pick % len(due)].entry_id)

    @rule(number=st.booleans())
    def create(self, number: bool) -> None:
        new = cases.NewCase("Made here", "Support", "text", person_key="rt:ann@example.net" if number else "")
        self.world.do(cases.create_case, "alice", new)

    @rule(data=st.data(), about=st.booleans())
    def text(self, data: st.DataObject, about: bool) -> None:
        with contextlib.suppress(InputError):  # the number may have asked for no more
            self.world.do(messages.send_sms, "alice", self.key(data) if about else "", ANN_NUMBER, "Hi")

    @rule(word=WORDS, number=st.integers(1, 6))
    def answer(self, word: str, number: int) -> None:
        self.world.do(
            messages.take_in, IncomingSms("kannel", f"in-{number}-{word}", ANN_NUMBER, "", word, self.world.clock.ms)
        )

    @rule(state=st.sampled_from(["accepted", "buffered", "delivered", "failed"]), pick=st.integers(0, 50))
    def receipt(self, state: str, pick: int) -> None:
        sent = self.world.ask(lambda r: r.rows("SELECT entry_id FROM p_sms WHERE direction = 'out' ORDER BY entry_id"))
        if sent:
            entry = sent[pick % len(sent)][0]
            self.world.do(messages.take_in, SmsReceipt("kannel", entry, "", state, 1, NOW))

    @rule(sink=st.sampled_from(["helpdesk", "sms:kannel"]), limit=st.integers(1, 4))
    def take(self, sink: str, limit: int) -> None:
        works = self.world.take(sink, limit)
        lanes = [(work.entry.kind == "sms.sent", work.lane) for work in works]
        assert len(set(lanes)) == len(lanes)
        self.under_way += works

    @precondition(lambda self: self.under_way)
    @rule(
        data=st.data(),
        result=st.sampled_from(
            ["confirm", "confirm", "confirm", "late version", "put back", "stop", "conflict", "unknown"]
        ),
    )
    def settle(self, data: st.DataObject, result: str) -> None:
        work = self.under_way.pop(data.draw(st.integers(0, len(self.under_way) - 1)))
        do, problem = self.world.do, Problem("refused", "It said no.")
        if result in ("confirm", "late version"):
            self.version += 1
            self.items += 1
            made = "" if work.entry.kind != "case.created" else str(900 + work.delivery_id)
            version = self.version if result == "confirm" else None
            do(dispatch.confirm, work.delivery_id, Receipt(False, made, (str(self.items),), version))
            if made:
                self.there[made] = case(int(made), version=self.version, subject=work.entry.body["subject"])
        elif result == "put back":
            do(dispatch.put_back, work.delivery_id, problem, self.world.clock.ms + 2, True)
        elif result == "unknown":
            do(dispatch.mark_unknown, work.delivery_id, problem)
        elif result == "conflict" and work.entry.kind == "field.changed":
            theirs = {
                "field": work.entry.body["field"],
                "theirs": "30" if work.entry.body["field"] == "priority" else "",
            }
            do(dispatch.stop, work.delivery_id, Problem("conflict", "Changed there.", values=theirs))
        else:
            do(dispatch.stop, work.delivery_id, problem)

    @rule()
    def restart(self) -> None:
        """The courier was stopped in the middle of its work."""
        self.under_way.clear()
        self.world.do(dispatch.recover, {"helpdesk": Doubles.MARKER, "sms:kannel": Doubles.NONE})
        self.world.do(dispatch.release, "helpdesk")

    @rule(data=st.data(), choice=st.sampled_from(sync.CHOICES))
    def resolve(self, data: st.DataObject, choice: str) -> None:
        found = self.world.ask(sync.conflicts)
        if found:
            conflict = data.draw(st.sampled_from(found))
            value = {"priority": "42", "due": "", "status": "open", "queue": "Support"}.get(conflict.field, "edited")
            self.world.do(sync.resolve_conflict, "alice", conflict.delivery_id, choice, value)

    @rule(data=st.data(), what=st.sampled_from(["retry", "drop", "arrived", "lost"]))
    def decide(self, data: st.DataObject, what: str) -> None:
        wanted = {
            "retry": (DeliveryState.NEEDS_ATTENTION, DeliveryState.WAITING),
            "drop": (DeliveryState.NEEDS_ATTENTION, DeliveryState.WAITING, DeliveryState.UNKNOWN),
        }.get(what, (DeliveryState.UNKNOWN,))
        rows = self.world.ask(sync.deliveries, states=wanted)
        if not rows:
            return
        row = data.draw(st.sampled_from(rows))
        if what == "retry":
            self.world.do(sync.retry, "alice", row.id)
        elif what == "drop":
            if row.kind == "case.created" and any(w.lane == row.case_key for w in self.under_way):
                return
            self.world.do(sync.drop, "alice", row.id, "not needed")
        else:
            self.world.do(sync.resolve_unknown, "alice", row.id, what == "arrived")

    @rule(data=st.data(), change=FIELDS, newer=st.booleans())
    def pull(self, data: st.DataObject, change: tuple[str, str], newer: bool) -> None:
        remote_id = data.draw(st.sampled_from(sorted(self.there)))
        field, value = change
        typed: object = int(value) if field == "priority" else value
        values = {"due_at": int(value) if value else None} if field == "due" else {field: typed}
        if newer:
            self.version += 1
        self.there[remote_id] = replace(self.there[remote_id], version=self.version, **values)  # type: ignore[arg-type]
        self.items += 1
        self.world.pull([self.there[remote_id]], [item(self.items, int(remote_id), "news")])

    @rule(name=st.sampled_from(["Ann", "", "安"]), gone=st.booleans())
    def pull_more(self, name: str, gone: bool) -> None:
        self.world.pull(people=[ann(name=name)], gone=["3"] if gone else [])

    @rule(
        lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=3),
        source=st.sampled_from(["file.crm", "file.phone"]),
    )
    def import_people(self, lines: list[str], source: str) -> None:
        file = read_people("\n".join(["id,name,mobile,mail,skills", *lines]).encode())
        planned = self.world.ask(people_import.preview, file, source).people
        self.world.do(people_import.store_some, "alice", planned)
        self.world.index()
        again = self.world.ask(people_import.preview, file, source)
        assert {person.state for person in again.people} == {"same"}

    @rule(pick=st.integers(0, 9), other=st.integers(0, 9), part=st.booleans())
    def merge_or_part(self, pick: int, other: int, part: bool) -> None:
        rows = self.world.ask(people.list_people)
        keys = [key for row in rows for key in (row.key, *row.parts)]
        with contextlib.suppress(InputError):  # they may be one person, or nothing may be merged
            if part:
                self.world.do(people_merge.part, "alice", keys[pick % len(keys)])
            else:
                self.world.do(people_merge.merge, "alice", keys[pick % len(keys)], keys[other % len(keys)])

    @rule(what=st.sampled_from(["start", "start", "stop", "allow", "prefer"]), about=st.booleans(), yes=st.booleans())
    def reach_ann(self, what: str, about: bool, yes: bool) -> None:
        now = self.world.clock.ms
        whom = self.world.ask(paths.whom_of, number=ANN_NUMBER)
        running = self.world.ask(reach.newest_of, whom, now)
        with contextlib.suppress(InputError):  # it may have ended, or be under way
            if what == "start":
                case_key = "rt:1" if about else ""
                self.world.do(reach.start, "alice", whom, "Please ring.", ReachRules(), case_key=case_key, urgent=yes)
            elif what == "prefer":
                self.world.do(paths.prefer, "alice", whom, consent={"call": yes}, quiet=None if about else (60, 120))
            elif running is not None and what == "stop":
                self.world.do(reach.stop, "alice", running.id)
            elif running is not None:
                self.world.do(reach.allow, "alice", running.id, urgent=yes, second_sms=about)

    @rule(minutes=st.integers(0, 10))
    def reach_on(self, minutes: int) -> None:
        self.world.clock.ms += minutes * 60_000
        self.world.do(reach.advance)
        assert not self.world.ask(reach.due, self.world.clock.ms, trying_only=False)

    @rule(state=st.sampled_from(["up", "down", "auto"]), over=st.booleans())
    def outage(self, state: str, over: bool) -> None:
        self.world.do(outages.set_override, "sue", "helpdesk", state, "I know it")
        self.world.do(outages.declare, "monitor", ["helpdesk"], "down", NOW)
        self.world.do(outages.note_event, "mail", state, "seen")
        if over:
            self.world.do(outages.end, "sue", "back")

    @rule(step=st.sampled_from(["one", "two"]), done=st.booleans(), status=st.sampled_from(["away", "available"]))
    def tick_and_say(self, step: str, done: bool, status: str) -> None:
        for past in self.world.ask(outages.history, 1):
            self.world.do(outages.tick, "sue", past.id, step, done)
        self.world.do(statuses.call_phase, "alice", "call" if done else "")
        self.world.do(statuses.set_status, "alice", status)

    @rule(days=st.integers(-1, 1))
    def clock(self, days: int) -> None:
        self.world.clock.ms += days * 86_400_000

    @invariant()
    def lanes_in_order(self) -> None:
        assert [f for f in self.world.ask(upkeep.check_content) if not f.ok] == []

    def teardown(self) -> None:
        try:
            self.world.assert_whole()
        finally:
            self.world.close()
            shutil.rmtree(self.folder)


TestRebuild = Machine.TestCase
TestRebuild.settings = settings(
    max_examples=20, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
