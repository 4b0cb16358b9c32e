"""What must be true after a drill: the journal against what the simulated systems really got."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from fallback_console.compose.drill_story import Story
from fallback_console.compose.profile import Profile
from fallback_console.compose.rehearsal import Rehearsal
from fallback_console.domain.entry import Entry, Kind
from fallback_console.domain.render import summary
from fallback_console.domain.views import OutageRow
from fallback_console.drill.rt_world import NOBODY, Ticket, Transaction, seconds
from fallback_console.services import outages, queue, sync, upkeep
from fallback_console.store import journal
from fallback_console.store.tx import Reading

__all__ = ["differences"]

_MARKER = re.compile(r"fc-op:([0-9a-f-]{36})")
_COLUMNS = {"status": "Status", "priority": "Priority", "owner": "Owner", "due": "Due"}


def differences(profile: Profile, rehearsal: Rehearsal, story: Story) -> list[str]:
    """One sentence for each thing that is not as it must be; none where everything came back exactly once."""
    return list(_Check(profile, rehearsal, story).run())


class _Check:
    def __init__(self, profile: Profile, rehearsal: Rehearsal, story: Story) -> None:
        self._desk = profile.desk
        self._rehearsal = rehearsal
        self._story = story
        self._entries: list[Entry] = self._desk.read(_entries)
        helpdesk: set[str] = self._desk.read(_delivered_to, "helpdesk")
        self._at_helpdesk = [entry for entry in self._entries if entry.id in helpdesk]

    def run(self) -> Iterator[str]:
        yield from self._nothing_left()
        yield from self._each_once()
        yield from self._in_order()
        yield from self._fields()
        yield from self._texts()
        yield from self._conflict()
        yield from self._colleague()
        yield from self._shown()
        yield from self._over()

    def _nothing_left(self) -> Iterator[str]:
        for row in self._desk.read(sync.deliveries):
            yield f"This is {row.state.value.replace('_', ' ')} for {row.sink}: {row.summary}"
        for sink, state, count in self._desk.read(_not_confirmed):
            yield f"{count} deliveries to {sink} ended as {state}."
        for finding in self._desk.read(upkeep.check):
            if not finding.ok:
                yield finding.message

    def _each_once(self) -> Iterator[str]:
        """Every message and new case has left its mark at the helpdesk once; nothing else has."""
        effects = self._rehearsal.helpdesk.effects()
        for entry in self._at_helpdesk:
            if entry.kind == Kind.FIELD_CHANGED:
                continue
            count = effects.pop(entry.id, 0)
            if count != 1:
                yield f"The helpdesk has this {_times(count)}: {summary(entry.kind, entry.body)}"
        if effects:
            yield f"The helpdesk has {len(effects)} messages from here that are not in the journal."

    def _in_order(self) -> Iterator[str]:
        for number, entries in self._by_case().items():
            wanted = [entry.id for entry in entries if entry.kind not in (Kind.FIELD_CHANGED, Kind.CASE_CREATED)]
            marks = [mark for one in self._history(number) for mark in _MARKER.findall(one.data)]
            # What came twice or not at all is told above.
            if sorted(wanted) == sorted(marks) and wanted != marks:
                yield f"On case {number} things are not in the order in which they happened."

    def _fields(self) -> Iterator[str]:
        """Every change of a field was made once and stands."""
        for number, entries in self._by_case().items():
            ticket = self._ticket(number)
            changes = [entry.body for entry in entries if entry.kind == Kind.FIELD_CHANGED]
            made = Counter(one.field for one in self._history(number) if self._is_our_change(one))
            for field, count in Counter(change["field"] for change in changes).items():
                if made.pop(_COLUMNS[field], 0) != count:
                    yield f"On case {number} the {field} was not changed exactly {_times(count)}."
            for column in made:
                yield f"On case {number} {column} was changed although nobody asked for it."
            for field, value in {c["field"]: _wanted(c["field"], c["value"]) for c in changes}.items():
                if _value(ticket, field) != value:
                    yield f"On case {number} the {field} is {_value(ticket, field)!r} instead of {value!r}."

    def _texts(self) -> Iterator[str]:
        sent = Counter((e.body["to"], e.body["text"]) for e in self._entries if e.kind == Kind.SMS_SENT)
        received = Counter((message.to, message.text) for message in self._rehearsal.sms.messages)
        for to, text in sorted(sent.keys() | received.keys()):
            if sent[to, text] != received[to, text]:
                yield f"{to} got a text message {_times(received[to, text])}, written {_times(sent[to, text])}."
        answers = [entry for entry in self._entries if entry.kind == Kind.SMS_RECEIVED]
        if len(answers) != 1:
            yield f"The customer's answer is kept {_times(len(answers))}."

    def _conflict(self) -> Iterator[str]:
        told = self._story.conflict
        seen = None if told is None else (told.field, told.mine, told.theirs, told.theirs_by)
        if seen != ("status", "resolved", "stalled", self._rehearsal.colleague):
            yield "The conflict did not show the two values and who wrote them."
        lost = self._rehearsal.helpdesk.faults.counts["lost"]
        if lost != 1:
            yield f"An answer of the helpdesk was to get lost once; it did {_times(lost)}."

    def _colleague(self) -> Iterator[str]:
        case = self._story.case
        if case is None or self._ticket(int(case.number)).priority != self._story.colleagues_priority:
            yield "What the colleague changed meanwhile did not survive."
        elif self._desk.read(queue.case_detail, case.key).row.priority != self._story.colleagues_priority:
            yield "What the colleague changed meanwhile is not shown here."

    def _shown(self) -> Iterator[str]:
        """The timeline shows everything once: what came back from the helpdesk is not shown beside what was done here."""
        for number, entries in self._by_case().items():
            key = self._desk.read(queue.find_case, str(number)).key
            shown = Counter(row.entry_id for row in self._desk.read(queue.timeline, key) if row.entry_id)
            for entry in entries:
                if shown[entry.id] != 1:
                    yield f"The timeline of case {number} shows this {_times(shown[entry.id])}: {entry.kind}"
            bare = [row for row in self._desk.read(queue.timeline, key) if not row.entry_id]
            ours = {entry.body["text"] for entry in entries if entry.body.get("text")}
            for row in bare:
                if row.text and row.text in ours:
                    yield f"The timeline of case {number} shows something again that was done here."

    def _over(self) -> Iterator[str]:
        history: list[OutageRow] = self._desk.read(outages.history)
        if len(history) != 1 or history[0].over_at is None:
            yield f"There are {len(history)} outages on record instead of one that is over."

    def _by_case(self) -> dict[int, list[Entry]]:
        """Entries by the helpdesk's number of their case, in the order in which they were made."""
        found: dict[int, list[Entry]] = {}
        for entry in self._at_helpdesk:
            remote = self._desk.read(queue.case_detail, entry.subject.removeprefix("case:")).remote_id
            if remote:
                found.setdefault(int(remote), []).append(entry)
        return found

    def _history(self, number: int) -> list[Transaction]:
        return self._rehearsal.helpdesk.history(number)

    def _ticket(self, number: int) -> Ticket:
        ticket: Ticket = self._rehearsal.helpdesk.act(lambda world, now: world.resolved(number))
        return ticket

    def _is_our_change(self, one: Transaction) -> bool:
        started = seconds(self._entries[0].made_at) if self._entries else 0
        return one.type in ("Status", "Set") and one.creator == self._rehearsal.login and one.created >= started


def _entries(r: Reading) -> list[Entry]:
    return [journal.entry_from(row) for row in r.rows(f"SELECT {journal.COLUMNS} FROM entry ORDER BY number")]


def _delivered_to(r: Reading, sink: str) -> set[str]:
    return {entry_id for (entry_id,) in r.rows("SELECT entry_id FROM delivery WHERE sink = ?", (sink,))}


def _not_confirmed(r: Reading) -> list[tuple[str, str, int]]:
    return [
        (sink, state, count)
        for sink, state, count in r.rows(
            "SELECT sink, state, count(*) FROM delivery WHERE state = 'dropped' GROUP BY sink, state"
        )
    ]


def _value(ticket: Ticket, field: str) -> str:
    """A field of a case at the helpdesk, written as entries have it."""
    if field == "owner":
        return "" if ticket.owner == NOBODY else ticket.owner
    return str(getattr(ticket, field))


def _wanted(field: str, value: str) -> str:
    """A value as the helpdesk can keep it: its times are whole seconds."""
    return str(seconds(int(value or 0))) if field == "due" else value


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")
