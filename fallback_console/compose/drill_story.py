"""The outage that a drill rehearses: what breaks, what the agent does meanwhile, and how it all comes back."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from fallback_console.compose.rehearsal import GATEWAY, Rehearsal
from fallback_console.compose.station import Station
from fallback_console.compose.waiting import NotHappened, wait_for
from fallback_console.domain.views import CaseDetail, CaseFilter, CaseRow, CaseSort, Conflict, TimelineRow
from fallback_console.services import calls, cases, messages, outages, queue, sync

__all__ = ["SYSTEMS", "Story"]

SYSTEMS = frozenset({"helpdesk", "slack", "mail"})
"""What fails."""

_WORD = "障害"
_CALL_NOTES = "Promised to call back once the carrier answers."
_NOTE = "配送会社の障害を確認。復旧を待つ。"
_TEXT = "配送障害を確認しました。本日中にご連絡します。届きましたら1と返信してください。"
_ANSWER = "1 ありがとう"
_REPLY = "We are on it, although our helpdesk is being repaired. You hear from us today."
_PRIORITY = 97
_HOUR_MS = 3_600_000
_PATIENCE = 25.0
"""Seconds; a healthy machine needs a few of them for the longest step."""


class Story:
    """One outage, step by step, on a running station.

    Args:
        rehearsal: the simulated systems.
        station: started, with a profile that is connected to them.
        tell: told what happens, one line each.
        show: called at moments worth a picture, with their names 'outage' and 'conflict'.

    Attributes:
        detected: seconds from the failure until the outage was declared.
        returned: seconds from the helpdesk's return until nothing was left waiting.
        conflict: what had to be decided.
        case: the case that the colleague changed too.
        new_case: key of the case that was made meanwhile.
    """

    def __init__(
        self, rehearsal: Rehearsal, station: Station, tell: Callable[[str], None], show: Callable[[str], None]
    ) -> None:
        self._rehearsal = rehearsal
        self._station = station
        self._desk = station.profile.desk
        self._now = station.profile.clock.now_ms
        self._tell = tell
        self._show = show
        self.detected = 0.0
        self.returned = 0.0
        self.conflict: Conflict | None = None
        self.case: CaseRow | None = None
        self.new_case = ""

    @property
    def colleagues_priority(self) -> int:
        """What the colleague set, which nobody here touched."""
        return _PRIORITY

    def run(self) -> None:
        """From a quiet morning to the end of the outage.

        Raises:
            NotHappened: a step did not come to pass.
            ConsoleError: the console refused a step.
        """
        self._quiet_morning()
        self._everything_fails()
        case = self._work_on_a_case()
        self._work_on_others(case)
        self._show("outage")
        self._return(case)
        self._settle()

    def _quiet_morning(self) -> None:
        self._station.engine.pull_now().result(_PATIENCE)
        count = self._desk.read(queue.count_cases, CaseFilter(open_only=False))
        if count != len(self._rehearsal.world.cases):
            raise NotHappened(f"Of {len(self._rehearsal.world.cases)} cases {count} were mirrored.")
        self._tell(f"{count} cases with their histories and customers are mirrored.")
        wait_for(lambda: self._healthy({*SYSTEMS, GATEWAY}), _PATIENCE, "every system was seen to be up")
        self._tell("Helpdesk, Slack, mail and the SMS gateway are up.")

    def _everything_fails(self) -> None:
        began = time.monotonic()
        self._rehearsal.helpdesk.server.freeze()
        self._rehearsal.chat.kill("Trouble sending messages")
        self._rehearsal.mail.kill()
        self._tell("The helpdesk freezes: it accepts connections and never answers. Slack and mail are gone.")
        wait_for(self._outage_has_all, _PATIENCE, "the monitor declared the outage of all three")
        self.detected = time.monotonic() - began
        self._tell(f"The monitor has declared the outage: {', '.join(sorted(SYSTEMS))}.")

    def _work_on_a_case(self) -> CaseRow:
        found = self._desk.read(queue.search_cases, _WORD)
        case, detail, number = self._reachable(found)
        self.case = case
        self._tell(f"The agent searches {_WORD}: {len(found)} cases. Opens {case.number}, {case.subject}.")
        self._do(
            calls.log_call,
            case.key,
            calls.CallLog("out", number, case.customer_key, self._now() - 192_000, 192, "reached", _CALL_NOTES),
        )
        self._do(cases.add_note, case.key, _NOTE)
        self._do(cases.set_field, case.key, "status", "resolved")
        self._do(cases.set_field, case.key, "owner", self._rehearsal.login)
        name = detail.customer.name if detail.customer else number
        self._tell(f"A call with {name} is logged, a note added, status and owner changed.")
        self._do(messages.send_sms, case.key, number, _TEXT, person_key=case.customer_key)
        self._rehearsal.sms.wait_for(lambda m: m.to == number and m.text == _TEXT, timeout=_PATIENCE)
        self._tell("The customer's telephone shows the text message.")
        wait_for(
            lambda: [i for i in self._timeline(case) if i.kind == "sms.sent" and i.sms_state == "delivered"],
            _PATIENCE,
            "the receipt of the text message came",
        )
        self._tell("Its receipt is on the timeline.")
        self._rehearsal.sms.answer(number, _ANSWER)
        wait_for(
            lambda: [i for i in self._timeline(case) if i.kind == "sms.received" and i.text == _ANSWER],
            _PATIENCE,
            "the customer's answer came",
        )
        self._tell(f"The customer answers, and it is on the case: {_ANSWER}")
        return case

    def _work_on_others(self, case: CaseRow) -> None:
        # The most urgent of one's own: what the window shows first.
        mine = self._desk.read(queue.list_cases, CaseFilter(owner=self._rehearsal.login), CaseSort.DUE)
        other = next((row for row in mine if row.customer_key != case.customer_key), None)
        if other is None:
            raise NotHappened("There is no other case of one's own to work on.")
        now = self._now()
        tried = calls.CallLog("out", "", other.customer_key, now - 60_000, 0, "voicemail", "", now + _HOUR_MS)
        self._do(calls.log_call, other.key, tried)
        self._do(cases.reply, other.key, _REPLY)
        self._do(cases.set_next_action, other.key, "Ring the carrier again", now + _HOUR_MS)
        self._tell(
            f"{other.number} gets a call that nobody answers, a reply, which the helpdesk will send, and a next action in an hour."
        )
        new = cases.NewCase(
            "Scanner shows no picture",
            other.queue,
            "Rang in: since this morning the screen stays dark.",
            priority=50,
            person_key=case.customer_key,
        )
        self.new_case = self._desk.command(cases.create_case, self._rehearsal.login, new).result().case_key
        temporary = self._desk.read(queue.case_detail, self.new_case).row.number
        self._do(cases.add_note, self.new_case, "The power supply was changed; call back tomorrow.")
        self._do(cases.set_field, self.new_case, "owner", self._rehearsal.login)
        self._tell(f"Somebody rings about something new: it is made here as {temporary}, with a note.")
        waiting = self._desk.read(sync.deliveries)
        strays = {row.sink for row in waiting} - {"helpdesk"}
        if strays:
            raise NotHappened(f"Something waits although its system is up: {', '.join(sorted(strays))}.")
        self._tell(f"{len(waiting)} changes wait for the helpdesk.")

    def _return(self, case: CaseRow) -> None:
        rehearsal = self._rehearsal
        rehearsal.helpdesk.stop()
        self._tell("The helpdesk is killed.")
        number = int(case.number)
        rehearsal.helpdesk.act(lambda w, now: w.change(rehearsal.colleague, now, number, "Status", "stalled"))
        rehearsal.helpdesk.act(lambda w, now: w.change(rehearsal.colleague, now, number, "Priority", str(_PRIORITY)))
        rehearsal.lose_an_answer()
        began = time.monotonic()
        rehearsal.helpdesk.start()
        rehearsal.chat.report("")
        rehearsal.chat.start()
        rehearsal.mail.start()
        self._tell(
            f"All systems return. {rehearsal.colleague} was quicker and has set {case.number} to stalled and its priority"
            f" to {_PRIORITY}."
        )
        self.conflict = wait_for(
            lambda: self._desk.read(sync.conflicts), _PATIENCE, "the field that both changed was shown as a conflict"
        )[0]
        told = self.conflict
        self._tell(
            f"Conflict on {told.case_number}: {told.field} was {told.base}, here {told.mine},"
            f" {told.theirs} by {told.theirs_by}."
        )
        self._show("conflict")
        self._desk.command(sync.resolve_conflict, rehearsal.login, told.delivery_id, "mine").result()
        self._tell("The agent keeps the own value.")
        wait_for(lambda: not self._desk.read(sync.deliveries), _PATIENCE, "nothing was left waiting")
        self.returned = time.monotonic() - began
        self._tell("Everything is delivered.")

    def _settle(self) -> None:
        number = wait_for(self._new_number, _PATIENCE, "the new case got its number")
        self._tell(f"The new case has its number: {number}.")
        wait_for(lambda: self._desk.read(outages.current) is None, _PATIENCE, "the outage was over")
        self._tell("The outage is over.")
        self._station.engine.pull_now().result(_PATIENCE)
        assert self.case is not None
        for key in (self.case.key, self.new_case):
            look = partial(self._desk.read, queue.case_detail, key)
            wait_for(lambda look=look: not look().pending, _PATIENCE, "the mirror showed what was delivered")  # type: ignore[misc]

    def _reachable(self, rows: list[CaseRow]) -> tuple[CaseRow, CaseDetail, str]:
        """The first case that is somebody else's, with a number for text messages."""
        for row in rows:
            if row.status not in ("new", "open") or row.owner == self._rehearsal.login:
                continue
            detail = self._desk.read(queue.case_detail, row.key)
            numbers = detail.customer.numbers if detail.customer else ()
            mobile = next((n.e164 for n in numbers if n.kind == "mobile" and n.e164), "")
            if mobile:
                return row, detail, mobile
        raise NotHappened(f"The search for {_WORD} finds no open case with a mobile number.")

    def _new_number(self) -> str:
        return self._desk.read(queue.case_detail, self.new_case).remote_id

    def _timeline(self, case: CaseRow) -> list[TimelineRow]:
        return self._desk.read(queue.timeline, case.key)

    def _healthy(self, systems: set[str]) -> bool:
        return systems <= {health.system for health in self._station.engine.health() if health.deliverable}

    def _outage_has_all(self) -> bool:
        outage = self._desk.read(outages.current)
        return outage is not None and set(outage.systems) >= SYSTEMS

    def _do(self, service: Callable[..., object], *values: object, **named: object) -> None:
        """One action of the agent; it is durable when this returns."""
        self._desk.command(service, self._rehearsal.login, *values, **named).result()
