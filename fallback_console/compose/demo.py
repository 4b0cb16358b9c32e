"""The demonstration: a window in the middle of an outage, on invented data and simulated systems.

Everything in it came about as it does in real work: mirrored from the simulated helpdesk, written by the services, sent by the
courier, refused or lost by the systems themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from fallback_console.app import run_window
from fallback_console.compose.drill_story import SYSTEMS
from fallback_console.compose.profile import Profile
from fallback_console.compose.rehearsal import FAST, FAST_PACE, GATEWAY, Rehearsal, clear_folder
from fallback_console.compose.station import Station
from fallback_console.compose.team import bring_team
from fallback_console.compose.waiting import wait_for
from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.errors import InUseError
from fallback_console.domain.escalation import ChainStep
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.views import CaseFilter, CaseRow, CaseSort
from fallback_console.drill.demo import demo_team
from fallback_console.resources_path import resource
from fallback_console.services import (
    calls,
    cases,
    escalation_chains,
    messages,
    outages,
    queue,
    statuses,
    swarm,
    swarm_list,
    swarm_people,
    swarm_thread,
    sync,
)
from fallback_console.settings import Settings
from fallback_console.store.locks import window_lock

__all__ = ["KIND", "prepare", "run_demo"]

KIND = "demo"
"""Kind of a demonstration's profile, and the name of its folder."""

_CASES = 320
_PATIENCE = 25.0
_MINUTE_MS = 60_000
_HOUR_MS = 60 * _MINUTE_MS
_TEXTS = {
    "en": "Our systems are being repaired. We are on your case and ring you today.",
    "ja": "システムを復旧中です。ご依頼は担当者が対応しており、本日中にお電話します。",
}
_COLLEAGUE = "+447700900202"
"""The mobile of the colleague 'bob' (``resources/demo/roster.json``)."""

_ANSWERS = {"en": "Thank you! Any time after 14:00 is fine.", "ja": "承知しました。14時以降にお願いします。"}


def run_demo(folder: Path, settings: Settings) -> int:
    """Open the window on a demonstration and stay until it is closed; the exit status.

    Args:
        folder: made anew; where a window shows it already, that one comes to the front.
        settings: the person's; where they lead out they are replaced.

    Raises:
        IsolationError: the folder holds anything else than a demonstration.
        StoreError: the folder cannot be used.
        NotHappened: the simulated systems did not get ready.
    """
    try:
        if folder.exists():
            with window_lock(folder):
                pass
    except InUseError:
        return run_window(folder, settings, KIND)
    clear_folder(folder, KIND)
    with Rehearsal(_CASES, seed=11) as rehearsal:
        prepare(rehearsal, folder, settings)
        return run_window(folder, rehearsal.settings(settings), KIND)


def prepare(rehearsal: Rehearsal, folder: Path, settings: Settings) -> None:
    """Bring a new profile into the middle of an outage that goes on.

    Raises:
        IsolationError, StoreError: the folder cannot be used.
        NotHappened: the simulated systems did not get ready.
    """
    profile = rehearsal.open(folder, rehearsal.settings(settings, timing=FAST), KIND)
    station = Station(profile, FAST_PACE)
    try:
        station.start()
        _Shift(rehearsal, station, profile).work()
    finally:
        station.close()


class _Shift:
    """What an agent did until the window opens."""

    def __init__(self, rehearsal: Rehearsal, station: Station, profile: Profile) -> None:
        self._rehearsal = rehearsal
        self._station = station
        self._desk = profile.desk
        self._clock = profile.clock

    def work(self) -> None:
        self._station.engine.pull_now().result(_PATIENCE)
        ready = {*SYSTEMS, GATEWAY}
        wait_for(
            lambda: ready <= {h.system for h in self._station.engine.health() if h.deliverable},
            _PATIENCE,
            "the simulated systems were seen to be up",
        )
        self._team()
        mine = self._mine()
        first, contested, doubtful = islice(mine, 3)
        self._before_the_outage(first, contested)
        self._texts(first, doubtful)
        self._rehearsal.chat.kill("Trouble sending messages")
        self._rehearsal.mail.kill()
        self._rehearsal.helpdesk.stop()
        wait_for(self._declared, _PATIENCE, "the outage was declared")
        self._during_the_outage(mine)

    def _team(self) -> None:
        """Colleagues with skills and shifts, some of whom say what they are doing, and whom to ask one after the other."""
        team = demo_team(resource("demo"), self._clock.now_ms())
        bring_team(lambda fn, *values: self._desk.command(fn, *values).result(), self._rehearsal.login, team)
        for login, status, _minutes in team.said:
            if login != self._rehearsal.login:
                self._desk.command(statuses.set_status, login, status).result()
        steps = (ChainStep(("oncall:Network",), 5), ChainStep(("oncall:Billing",), 10))
        self._do(escalation_chains.save, "Network", steps, repeat=1)

    def _before_the_outage(self, first: CaseRow, contested: CaseRow) -> None:
        """Delivered work, and a field that a colleague changed at the same moment."""
        self._do(cases.add_note, first.key, "Customer prefers a call before noon.")
        number = int(contested.number)
        theirs, ours = ("stalled", "resolved") if contested.status != "stalled" else ("open", "resolved")
        self._rehearsal.helpdesk.act(lambda w, now: w.change(self._rehearsal.colleague, now, number, "Status", theirs))
        self._do(cases.set_field, contested.key, "status", ours)
        wait_for(lambda: self._desk.read(sync.conflicts), _PATIENCE, "the conflict was found")
        moving = {DeliveryState.WAITING, DeliveryState.IN_FLIGHT}
        wait_for(lambda: not self._desk.read(sync.deliveries, states=moving), _PATIENCE, "the first note was delivered")

    def _texts(self, answered: CaseRow, doubtful: CaseRow) -> None:
        """One text that arrived and was answered, and one of which nobody knows whether it did."""
        sms = self._rehearsal.sms
        number = self._mobile(answered)
        text = self._words(answered, _TEXTS)
        self._do(messages.send_sms, answered.key, number, text, person_key=answered.customer_key)
        sms.wait_for(lambda message: message.to == number, timeout=_PATIENCE)
        wait_for(lambda: self._sms_state(answered) == "delivered", _PATIENCE, "the receipt came")
        sms.answer(number, self._words(answered, _ANSWERS))
        wait_for(
            lambda: [row for row in self._desk.read(queue.timeline, answered.key) if row.kind == "sms.received"],
            _PATIENCE,
            "the answer came",
        )
        text = self._words(doubtful, _TEXTS)
        sms.freeze()
        self._do(messages.send_sms, doubtful.key, self._mobile(doubtful), text, person_key=doubtful.customer_key)
        wait_for(
            lambda: self._desk.read(sync.deliveries, states={DeliveryState.UNKNOWN}), _PATIENCE, "an answer got lost"
        )
        sms.resume()

    def _during_the_outage(self, mine: Iterator[CaseRow]) -> None:
        now = self._clock.now_ms()
        called, missed, replied = islice(mine, 3)
        notes = "Promised an answer today. 担当者が午後に折り返します。"
        reached = calls.CallLog(
            "out", self._mobile(called), called.customer_key, now - 4 * _MINUTE_MS, 192, "reached", notes
        )
        self._do(calls.log_call, called.key, reached)
        self._do(cases.set_next_action, called.key, "Ring the carrier again", now + _HOUR_MS)
        tried = calls.CallLog(
            "out", self._mobile(missed), missed.customer_key, now - _MINUTE_MS, 0, "voicemail", "", now + 2 * _HOUR_MS
        )
        self._do(calls.log_call, missed.key, tried)
        self._do(cases.add_note, missed.key, "配送会社の障害を確認。復旧を待つ。")
        self._do(cases.reply, replied.key, "We have found the cause and mend it today.")
        self._do(cases.set_field, replied.key, "priority", "80")
        new = cases.NewCase(
            "Scanner shows no picture",
            replied.queue,
            "Rang in: since this morning the screen stays dark.",
            priority=50,
            owner=self._rehearsal.login,
            person_key=called.customer_key,
        )
        self._do(cases.create_case, new)
        self._swarm(called)

    def _swarm(self, case: CaseRow) -> None:
        """Colleagues together on a case: one answers by text message, one has not answered yet."""
        sms, number = self._rehearsal.sms, _COLLEAGUE
        checks = {"impact": True, "urgency": True, "skills": True}
        self._do(swarm.triage, case.key, checks, 90, "Several customers, and it spreads", decided=True)
        self._do(swarm.start, case.key, "The carrier drops our calls", "")
        made = self._desk.read(swarm_list.listed)[0]
        self._do(swarm_people.invite, made.id, ("login:bob", "login:haruka"), ReachRules(quiet=(0, 0)))
        sms.wait_for(lambda message: message.to == number, timeout=_PATIENCE)
        for text in (f"s{made.number} y", f"s{made.number} Their desk says a router in the north is down."):
            before = self._desk.read(swarm_list.find, made.id).changed_at
            sms.answer(number, text)
            wait_for(
                lambda before=before: self._desk.read(swarm_list.find, made.id).changed_at > before,  # type: ignore[misc]
                _PATIENCE,
                "the colleague's text came",
            )
        self._do(swarm_thread.say, made.id, "Thanks. 予備回線に切り替えます。 I tell the customers.")
        due = self._clock.now_ms() + _HOUR_MS
        self._do(swarm.set_next, made.id, "Ring the carrier again", "", due)

    def _mine(self) -> Iterator[CaseRow]:
        """Open cases of one's own, of different customers, the most urgent first."""
        seen: set[str] = set()
        for row in self._desk.read(queue.list_cases, CaseFilter(owner=self._rehearsal.login), CaseSort.DUE):
            if row.customer_key not in seen and row.status in ("open", "stalled"):
                seen.add(row.customer_key)
                yield row

    def _words(self, row: CaseRow, said: Mapping[str, str]) -> str:
        """What is said to a customer, or by one, in the customer's language."""
        customer = self._desk.read(queue.case_detail, row.key).customer
        return said.get(customer.language if customer else "", said["en"])

    def _mobile(self, row: CaseRow) -> str:
        customer = self._desk.read(queue.case_detail, row.key).customer
        return next(number.e164 for number in customer.numbers if number.kind == "mobile") if customer else ""

    def _sms_state(self, row: CaseRow) -> str:
        states = [item.sms_state for item in self._desk.read(queue.timeline, row.key) if item.kind == "sms.sent"]
        return states[-1] if states else ""

    def _declared(self) -> bool:
        outage = self._desk.read(outages.current)
        return outage is not None and set(outage.systems) >= SYSTEMS

    def _do(self, service: Callable[..., object], *values: object, **named: object) -> None:
        self._desk.command(service, self._rehearsal.login, *values, **named).result()
