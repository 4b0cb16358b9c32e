"""Histories of a team by seed: people work at several stations, with wrong clocks, while messages come late, twice and in any order."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress

from fallback_console.domain.broadcast import Audience, Policy
from fallback_console.domain.entry import Kind, NewEntry
from fallback_console.domain.errors import ConsoleError
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.people_file import read_people
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.watch_rules import Condition
from fallback_console.ports import IncomingSms, SmsReceipt
from fallback_console.services import (
    assigning,
    broadcast,
    broadcast_feed,
    calls,
    cases,
    claim_upkeep,
    claims,
    escalation,
    escalation_chains,
    escalation_list,
    hub_answers,
    hub_messages,
    messages,
    outages,
    paths,
    people_import,
    people_merge,
    reach,
    rule_waves,
    statuses,
    swarm,
    swarm_list,
    swarm_people,
    swarm_thread,
    sync,
    teaming,
    watch_rules,
)
from fallback_console.services.roll_call_own import keys_of
from fallback_console.store import journal
from fallback_console.store.projecting import concerned, project_some, project_things
from fallback_console.store.tx import Tx
from tests.helpers.team_world import Desk, Sent, Station, dumped
from tests.unit.services.support import ANN_NUMBER, NOW

__all__ = ["History"]

DAY = 24 * 3_600_000
_FIELDS = (
    ("status", ("open", "stalled", "resolved")),
    ("priority", ("5", "50", "77")),
    ("owner", ("", "alice", "bob")),
    ("queue", ("Support", "Billing")),
    ("subject", ("One", "Two", "障害")),
    ("due", ("", str(NOW + 5), str(NOW + 9))),
)
_PEOPLE = (
    "1,Ann Lee,+12025550133,",
    "1,Ann B. Lee,2025550144,ann@example.net",
    "2,山田 花子,+12025550155,h@example.jp",
)
_SAM = "file.team:1"


class History:
    """One history; stations are lent and given back as they were.

    Args:
        stations: at least three.
        seed: decides everything.
        steps: how many things people do.
    """

    def __init__(self, stations: list[Station], seed: int, steps: int = 16) -> None:
        self.chance = random.Random(seed)
        self.stations = stations[: self.chance.randint(3, len(stations))]
        self.steps = steps
        self.desk = Desk()
        self.streams: dict[str, list[Sent]] = {}
        self.read: dict[tuple[str, str], int] = {}
        self.edits = 0
        self.made = 0

    def run(self) -> None:
        """Let it happen, then let everybody hear of everything."""
        chance = self.chance
        for station in self.stations:
            station.reset(NOW + chance.randint(-DAY, DAY))
            self.streams[station.name] = []
        # Whoever is cut off goes on working; some are for nearly the whole time.
        cut = {station.name for station in self.stations if chance.random() < 0.4}
        for step in range(self.steps):
            station = chance.choice(self.stations)
            station.clock.ms += chance.choice((1, 1, 20, 60_000, -DAY // 2, DAY // 2))
            with suppress(ConsoleError):
                self._act(station)
            if chance.random() < 0.5:
                self.desk.serve(station, chance, lose=0.2)
            if chance.random() < 0.1:
                cut ^= {station.name}
            if step % 2 == 0:
                self._carry(cut)
        self._end()

    def _act(self, station: Station) -> None:
        """Something one person does."""
        chance, do = self.chance, station.do
        acts: list[Callable[[], object]] = [
            *[self._edit(station)] * 4,
            lambda: do(cases.add_note, "alice", self._case(station), "called twice"),
            lambda: do(cases.reply, "bob", self._case(station), "It works again."),
            lambda: do(cases.set_next_action, "alice", self._case(station), "ring her", NOW + chance.randint(1, 9)),
            lambda: do(cases.create_case, "alice", cases.NewCase("Made here", "Support", "text", phone=ANN_NUMBER)),
            lambda: do(calls.log_call, "bob", self._case(station), self._call()),
            lambda: do(calls.log_call, "bob", "", self._call()),
            lambda: self._call_back(station),
            lambda: do(messages.send_sms, "alice", chance.choice(("", "rt:1")), ANN_NUMBER, "Hello"),
            lambda: do(messages.take_in, self._incoming()),
            lambda: self._receipt(station),
            lambda: self._assign(station),
            lambda: do(statuses.set_status, chance.choice(("alice", "bob")), chance.choice(("away", "available"))),
            lambda: do(outages.set_override, "sue", "helpdesk", chance.choice(("up", "down", "auto")), "seen"),
            lambda: do(outages.declare, "sue", ["helpdesk"], "down", NOW),
            lambda: do(outages.end, "sue", "back"),
            lambda: self._tick(station),
            lambda: self._reach(station),
            lambda: self._write_over_hub(station),
            *[lambda: self._answer_over_hub(station)] * 3,
            *[lambda: self._claim(station)] * 3,
            *[lambda: self._swarm(station)] * 3,
            *[lambda: self._rule(station)] * 4,
            lambda: self._people(station),
            lambda: do(people_merge.merge, "alice", "rt:ann@example.net", "file.crm:1"),
            lambda: do(people_merge.part, "alice", "file.crm:1"),
            lambda: self._broadcast(station),
            *[lambda: self._decide(station)] * 3,
        ]
        chance.choice(acts)()
        self.made += 1

    def _edit(self, station: Station) -> Callable[[], object]:
        def edit() -> object:
            field, values = self.chance.choice(_FIELDS[:3] if self.chance.random() < 0.7 else _FIELDS)
            saved = station.do(cases.set_field, "alice", "rt:1", field, self.chance.choice(values))
            self.edits += len(saved.entry_ids)
            return saved

        return edit

    def _case(self, station: Station) -> str:
        rows = station.conn.execute("SELECT key FROM p_case ORDER BY key").fetchall()
        return str(self.chance.choice(rows)[0])

    def _call(self) -> calls.CallLog:
        direction = self.chance.choice(("in", "out"))
        due = self.chance.choice((None, NOW + 9))
        return calls.CallLog(direction, ANN_NUMBER, "", NOW, 5, "reached", "spoke", due)

    def _call_back(self, station: Station) -> None:
        due = station.ask(calls.callbacks, NOW)
        if due and self.chance.random() < 0.5:
            station.do(calls.move_callback, "bob", due[0].entry_id, station.clock.ms + 9)
        elif due:
            station.do(calls.finish_callback, "bob", due[0].entry_id)

    def _incoming(self) -> IncomingSms:
        word = self.chance.choice(("Hello", "STOP", "START"))
        return IncomingSms("kannel", f"in-{self.chance.randint(0, 1 << 30)}", ANN_NUMBER, "", word, NOW)

    def _receipt(self, station: Station) -> None:
        rows = station.conn.execute("SELECT entry_id FROM p_sms WHERE direction = 'out' ORDER BY entry_id").fetchall()
        if rows:
            state = self.chance.choice(("accepted", "delivered", "failed"))
            station.do(messages.take_in, SmsReceipt("kannel", self.chance.choice(rows)[0], "", state, 1, NOW))

    def _assign(self, station: Station) -> None:
        rows = station.conn.execute("SELECT entry_id FROM p_sms ORDER BY entry_id").fetchall()
        if rows:
            case_key = self.chance.choice(("", "rt:1", "rt:2"))
            station.do(assigning.assign, "alice", self.chance.choice(rows)[0], case_key=case_key)

    def _tick(self, station: Station) -> None:
        for past in station.ask(outages.history, 1):
            station.do(outages.tick, "sue", past.id, self.chance.choice(("one", "two")), self.chance.random() < 0.6)

    def _reach(self, station: Station) -> None:
        whom = station.ask(paths.whom_of, number=ANN_NUMBER)
        yes = self.chance.random() < 0.5
        running = station.ask(reach.newest_of, whom, station.clock.ms)
        if self.chance.random() < 0.3:
            station.do(paths.prefer, "alice", whom, consent={"call": yes})
        elif running is None:
            station.do(reach.start, "alice", whom, "Please ring.", ReachRules(), case_key="rt:1" if yes else "")
        elif yes:
            station.do(reach.allow, "alice", running.id, urgent=True)
        else:
            station.do(reach.stop, "alice", running.id)
        station.do(reach.advance)

    def _write_over_hub(self, station: Station) -> None:
        """A message is written, read or answered, each at any station that has it."""
        chance = self.chance
        rows = station.conn.execute("SELECT entry FROM p_hub_message ORDER BY entry").fetchall()
        if rows and chance.random() < 0.6:
            answer = chance.choice(("", chance.choice(rows)[0]))
            station.do(hub_messages.read, chance.choice(("bob", "sue")), chance.choice(rows)[0], answer=answer)
            return
        subject = chance.choice(("case:rt:1", "person:file.crm:1"))
        body = {"to": "file.crm:1", "person": "file.crm:1", "person_name": "Sam", "text": "Could you look?"}
        made = station.do(journal.append, NewEntry(Kind.HUB_SENT, subject, body, "alice"))
        station.do(project_things, concerned([made]))

    def _answer_over_hub(self, station: Station) -> None:
        """Sam is paged, and answers by code what somebody wrote to him, at any station that has it."""
        chance, do = self.chance, station.do
        if not station.ask(keys_of, "sam"):
            file = read_people(b"id,name,mobile,login,kind\n1,Sam,+447700900153,sam,team\n")
            do(people_import.store_some, "alice", station.ask(people_import.preview, file, "file.team").people)
        if not station.ask(escalation_list.listed, open_only=True) or chance.random() < 0.1:
            chain = next((one.id for one in station.ask(escalation_chains.chains) if one.name == "Sam"), "")
            chain = chain or do(escalation_chains.save, "sue", "Sam", (ChainStep((f"person:{_SAM}",), 5),))
            do(escalation.start, "alice", chain, "Ring", ReachRules(quiet=(0, 0)))
        body = {"to": _SAM, "person": _SAM, "person_name": "Sam", "text": "Will you?"}
        made = do(journal.append, NewEntry(Kind.HUB_SENT, f"person:{_SAM}", body, "alice"))
        do(project_things, concerned([made]))
        letters = station.ask(hub_messages.unread, "sam")
        if not letters:
            # Who he is came from another station, and is not shown here yet.
            return
        words = ["a", "e", "c", "1a", "1e", "2c"]
        for room in station.ask(swarm_list.listed)[:1]:
            with suppress(ConsoleError):
                do(swarm_people.invite, "alice", room.id, [_SAM], ReachRules(quiet=(0, 0)))
            words += [f"s{room.number} {word}" for word in ("y", "y", "n", "Hello", "out")]
        text = chance.choice(words)
        do(hub_answers.reply, "sam", chance.choice(letters).entry, text)

    def _claim(self, station: Station) -> None:
        chance, do, case_key = self.chance, station.do, self._case(station)
        who, yes = chance.choice(("alice", "bob")), chance.random() < 0.5
        due = station.ask(claim_upkeep.duties, station.name, station.clock.ms)
        if due.present and yes:
            token, until = chance.randint(1, 9), station.clock.ms + 900_000
            late = chance.random() < 0.5
            do(claim_upkeep.confirm, who, due.present[0], token, chance.choice(("one", "two")), until, late=late)
            return
        acts: list[Callable[[], object]] = [
            *[lambda: do(claims.take, who, case_key)] * 3,
            lambda: do(claims.release, who, case_key),
            lambda: do(claims.offer, who, case_key, "sue"),
            lambda: do(claims.ask, who, case_key),
            lambda: do(claims.answer, chance.choice(("sue", who)), case_key, yes=yes),
            lambda: do(claim_upkeep.lose, who, due.present[0]) if due.present else None,
            lambda: do(claim_upkeep.renew, who, due.present, station.clock.ms + 900_000),
        ]
        chance.choice(acts)()

    def _swarm(self, station: Station) -> None:
        chance, do, rules = self.chance, station.do, ReachRules(quiet=(0, 0))
        who, ann = chance.choice(("alice", "bob")), "rt:ann@example.net"
        known = station.ask(swarm_list.listed, archived=True)
        if not known or chance.random() < 0.2:
            do(swarm.triage, who, "rt:1", {"impact": True}, chance.choice((None, 60)), "Two sites", decided=True)
            do(swarm.start, who, chance.choice(("rt:1", "rt:2")), "The carrier", "")
            return
        one = chance.choice(known).id
        acts: list[Callable[[], object]] = [
            lambda: do(swarm_people.invite, who, one, [ann], rules, external_ok=True),
            lambda: do(swarm_people.join, who, one),
            lambda: do(swarm_people.answer, who, one, chance.choice(("accepted", "declined", "left"))),
            lambda: do(swarm_people.remove, who, one, chance.choice((ann, f"login:{who}"))),
            lambda: do(swarm_people.lead, who, one, f"login:{who}"),
            lambda: do(swarm_thread.say, who, one, "Hello", external_ok=True),
            lambda: do(swarm.watch, who, one, [f"login:{who}", "login:sue"], texts=True),
            lambda: do(swarm.set_next, who, one, "Ring them", "", NOW + chance.randint(1, 9)),
            lambda: do(swarm.finish_next, who, one, handed=True),
            lambda: do(swarm.close, who, one, "Over.", told="Rang them"),
            lambda: do(swarm.reopen, who, one, "Again"),
            lambda: do(swarm.archive, who, one),
            lambda: do(
                messages.take_in, self._texted(chance.choice(("s1 y", "s1 n", "S1 hello", "s1 out", "y", "Hello")))
            ),
        ]
        chance.choice(acts)()

    def _texted(self, word: str) -> IncomingSms:
        return IncomingSms("kannel", f"in-{self.chance.randint(0, 1 << 30)}", ANN_NUMBER, "", word, NOW)

    def _rule(self, station: Station) -> None:
        """A rule is set or taken away, noticed, and what was begun twice is closed."""
        chance, known = self.chance, station.ask(watch_rules.rules)
        if not station.ask(escalation_chains.chains):
            station.do(escalation_chains.save, "sue", "Support", (ChainStep(("group:Nobody",), 5),))
        chain = station.ask(escalation_chains.chains)[0].id
        if known and chance.random() < 0.1:
            station.do(watch_rules.remove, "sue", known[0].id)
        elif not known or chance.random() < 0.2:
            wanted = watch_rules.Wanted("Many", Condition(), 2, chance.choice((720, 1440)), 0, chain)
            rule = known[0].id if known else "01876543-0000-7000-8000-000000000000"
            station.do(watch_rules.save, "sue", wanted, ReachRules(), rule=rule, known=bool(known))
        for one in station.ask(watch_rules.rules):
            station.do(rule_waves.fire, one.id)
        for twice in station.ask(rule_waves.doubled):
            station.do(rule_waves.close_doubled, twice.escalation)

    def _people(self, station: Station) -> None:
        lines = self.chance.sample(_PEOPLE, self.chance.randint(1, 2))
        file = read_people("\n".join(["id,name,mobile,mail", *lines]).encode())
        planned = station.ask(people_import.preview, file, "file.crm").people
        station.do(people_import.store_some, "alice", planned)

    def _decide(self, station: Station) -> None:
        """What stands still is tried again or given up, so that the others are told of it more than once."""
        rows = station.conn.execute("SELECT id FROM delivery WHERE state = 'needs_attention' ORDER BY id").fetchall()
        if rows and self.chance.random() < 0.7:
            station.do(teaming.tell)
            station.do(sync.retry, "sue", rows[0][0])
            station.do(teaming.tell)
        elif rows:
            station.do(sync.drop, "sue", rows[0][0], "Not needed.")

    def _broadcast(self, station: Station) -> None:
        policy = Policy(quiet=None, review_above=1000)
        rows = station.conn.execute("SELECT id, state FROM p_broadcast ORDER BY id").fetchall()
        running = [row[0] for row in rows if row[1] in ("running", "paused")]
        if not running:
            audience = Audience(numbers=(ANN_NUMBER, "+12025550155", "12"))
            made = station.do(broadcast.draft, "sue", "We are down.", audience)
            plan = station.ask(broadcast.plan, "sue", made, policy, station.clock.ms)
            done = 0
            while done >= 0:
                done = station.do(broadcast.advance, "sue", plan, policy, done)
            return
        choice = self.chance.choice((broadcast_feed.pause, broadcast_feed.resume, broadcast_feed.cancel))
        with suppress(ConsoleError):
            station.do(choice, "sue", running[0])
        station.do(broadcast_feed.feed)

    def _carry(self, cut: set[str]) -> None:
        """The hub passes some of it on: late, again, and between stations in another order."""
        for station in self.stations:
            if station.name not in cut:
                station.do(teaming.tell)
                station.publish(self.streams[station.name])
        for station in self.stations:
            if station.name in cut:
                continue
            come: list[Sent] = []
            for other, stream in self.streams.items():
                place = self.read.get((station.name, other), 0)
                upto = self.chance.randint(place, len(stream))
                # Some of what was read is read once more.
                come += stream[max(0, place - self.chance.randint(0, 3)) : upto]
                self.read[station.name, other] = upto
            self.chance.shuffle(come)
            self._take(station, come)

    def _take(self, station: Station, come: list[Sent], sizes: tuple[int, ...] = (1, 3, 50)) -> None:
        size = self.chance.choice(sizes)
        for start in range(0, len(come), size):
            station.take(come[start : start + size], at_once=self.chance.choice((0, 60)))
        if self.chance.random() < 0.5:
            self._catch_up(station)

    @staticmethod
    def _catch_up(station: Station) -> None:
        while station.do(_some):
            pass

    def _end(self) -> None:
        """Everything is delivered, told and heard of."""
        for station in self.stations:
            while station.do(teaming.tell):
                pass
            self.desk.serve(station, self.chance)
        heard = dict.fromkeys(self.streams, 0)
        for _ in range(3):
            for station in self.stations:
                while station.do(teaming.tell):
                    pass
                station.publish(self.streams[station.name])
            for station in self.stations:
                come = [sent for name, stream in self.streams.items() for sent in stream[heard[name] :]]
                self.chance.shuffle(come)
                self._take(station, come, sizes=(7, 50))
                self._catch_up(station)
            heard = {name: len(stream) for name, stream in self.streams.items()}

    def check(self) -> None:
        """Every station shows the same; every change of a field came to the helpdesk or is a conflict."""
        first = dumped(self.stations[0])
        for station in self.stations[1:]:
            other = dumped(station)
            for table, rows in first.items():
                assert rows == other[table], (
                    table,
                    self.stations[0].name,
                    station.name,
                    [row for row in rows if row not in other[table]],
                    [row for row in other[table] if row not in rows],
                )
            assert station.ask(teaming.gaps, {}, 100) == []
        counts = {station.name: dict(station.ask(teaming.digests)) for station in self.stations}
        assert len({tuple(sorted(one.items())) for one in counts.values()}) == 1, counts
        self._check_edits()

    def _check_edits(self) -> None:
        station = self.stations[0]
        rows = station.conn.execute(
            f"SELECT id, station FROM entry WHERE kind = '{Kind.FIELD_CHANGED}' ORDER BY hlc"
        ).fetchall()
        assert len(rows) >= self.edits
        by_name = {one.name: one for one in self.stations}
        for entry_id, maker in rows:
            state = (
                by_name[maker]
                .conn.execute("SELECT state FROM delivery WHERE entry_id = ? AND sink = 'helpdesk'", (entry_id,))
                .fetchone()[0]
            )
            taken = entry_id in self.desk.written
            assert taken or entry_id in self.desk.conflicts or state in ("waiting", "in_flight"), (entry_id, state)
            if entry_id in self.desk.conflicts and not taken:
                # A person has it before them, tries it again, or gave it up.
                assert state in ("needs_attention", "waiting", "dropped")


def _some(tx: Tx) -> bool:
    return project_some(tx, 1.0)
