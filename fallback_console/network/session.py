"""One life of a set of adapters: monitor, courier, feeder, puller, inbox, telephones, the team, and the watches over who is
being reached, who is asked in a roll call, whose turn it is in an escalation, and whether a watch rule pages somebody.

A task that fails by a bug is logged and started again; the others go on meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from fallback_console.domain.delivery import DeliveryState
from fallback_console.domain.errors import ConsoleError, StoreError
from fallback_console.domain.events import CourierProgress, EngineEvent, HealthChanged
from fallback_console.domain.health import State, SystemHealth
from fallback_console.domain.sentences import together
from fallback_console.domain.timing import Timing
from fallback_console.network.claim_watch import ClaimWatch
from fallback_console.network.courier import Courier
from fallback_console.network.escalation_watch import EscalationWatch
from fallback_console.network.feeder import Feeder
from fallback_console.network.inbox import Inbox
from fallback_console.network.monitor import Monitor
from fallback_console.network.pacing import Pace
from fallback_console.network.presence_watch import PresenceWatch
from fallback_console.network.puller import Puller
from fallback_console.network.reach_watch import ReachWatch
from fallback_console.network.roll_call_watch import RollCallWatch
from fallback_console.network.rule_watch import RuleWatch
from fallback_console.network.sinks import ChatSink, HelpdeskSink, MailSink, SmsSink
from fallback_console.network.teaming import Teaming
from fallback_console.network.telephones import RecordCall, Telephones
from fallback_console.network.waking import rest
from fallback_console.ports import (
    ChatServer,
    Clock,
    Helpdesk,
    MailServer,
    Probe,
    PullScope,
    Sink,
    SmsGateway,
    Telephone,
)
from fallback_console.ports.hub import Hub
from fallback_console.ports.neighbours import Neighbours
from fallback_console.store.engine import Store

__all__ = ["EngineParts", "Session"]

log = logging.getLogger(__name__)

_BROUGHT = ("helpdesk", DeliveryState.CONFIRMED)
"""A change that the helpdesk has now; the next pull brings it back into the mirror."""


@dataclass(frozen=True, slots=True)
class EngineParts:
    """The adapters of one session; made in the network thread, closed there.

    Attributes:
        helpdesk: None where none is connected.
        scope: what to mirror of it.
        gateways: by priority.
        probes: of all enabled connections.
        canaries: tell "I am offline" from "they are down".
        closers: what else to let go of.
        mail: takes mail to single people; None where none does.
        chat: takes chat messages to single people; None where none does.
        telephones: the one to dial with first at the front.
        record_call: writes every step of every call down, None where nothing is kept.
        hub: of the team; None where this station works alone.
        neighbours: the stations at the same server, who are heard while the hub is away.
        login: who works here, for the team to know.
    """

    helpdesk: Helpdesk | None
    scope: PullScope
    gateways: tuple[SmsGateway, ...]
    probes: tuple[Probe, ...]
    canaries: tuple[Probe, ...]
    closers: tuple[Callable[[], Awaitable[None]], ...] = ()
    mail: MailServer | None = None
    chat: ChatServer | None = None
    telephones: tuple[Telephone, ...] = ()
    record_call: RecordCall | None = None
    hub: Hub | None = None
    neighbours: Neighbours | None = None
    login: str = ""


class Session:
    """Lives in the network thread only.

    Attributes:
        monitor: watches the systems.
        courier: delivers.
        telephones: rings people.
    """

    def __init__(
        self,
        store: Store,
        parts: EngineParts,
        clock: Clock,
        timing: Timing,
        on_event: Callable[[EngineEvent], None],
        pace: Pace,
    ) -> None:
        self._parts = parts
        self._timing = timing
        self._pace = pace
        self._listener = on_event
        self.monitor = Monitor(store, parts.probes, parts.canaries, clock, timing, self._on_event)
        sinks: list[Sink] = [SmsSink(gateway) for gateway in parts.gateways]
        if parts.mail is not None:
            sinks.append(MailSink(parts.mail))
        if parts.chat is not None:
            sinks.append(ChatSink(parts.chat))
        self._puller: Puller | None = None
        if parts.helpdesk is not None:
            sinks.insert(0, HelpdeskSink(parts.helpdesk))
            self._puller = Puller(store, parts.helpdesk, parts.scope, clock, self._on_event)
        self.courier = Courier(store, sinks, clock, self._deliverable, self._on_event, pace, down=self.surely_down)
        self._reach = ReachWatch(store, clock)
        self._roll_calls = RollCallWatch(store, clock)
        self._escalations = EscalationWatch(store, clock, parts.hub)
        self._rules = RuleWatch(store, clock, parts.hub)
        self._inbox = Inbox(store, parts.gateways, self._on_event, on_trouble=self._on_receiving)
        self.telephones = Telephones(parts.telephones, self._on_event, parts.record_call)
        self._feeder = Feeder(store)
        self._teaming: Teaming | None = None
        if parts.hub is not None:
            self._teaming = Teaming(
                store, parts.hub, clock, self._on_event, neighbours=parts.neighbours, login=parts.login
            )
        self._presence = None if parts.hub is None else PresenceWatch(store, parts.hub, parts.login)
        self._claims = None if parts.hub is None else ClaimWatch(store, parts.hub, clock, parts.login)
        self._pull_wanted = asyncio.Event()
        self._pull_cancel = asyncio.Event()
        self._asked: list[asyncio.Future[None]] = []
        self._soon: asyncio.TimerHandle | None = None

    @property
    def can_pull(self) -> bool:
        """Whether there is a helpdesk."""
        return self._puller is not None

    def health(self) -> tuple[SystemHealth, ...]:
        """What is believed of each system now."""
        return tuple(map(self._with_receiving, self.monitor.snapshot()))

    async def run(self, end: asyncio.Event) -> None:
        """Work until ``end`` is set, then let go of everything."""
        if self._teaming is not None:
            # Where nothing can be written nothing is taken for delivery either.
            with suppress(StoreError):
                await self._teaming.prepare()
        tasks = [
            asyncio.create_task(self._keep("monitor", self.monitor.run)),
            asyncio.create_task(self._keep("courier", self.courier.run)),
            asyncio.create_task(self._keep("inbox", self._inbox.run)),
            asyncio.create_task(self._keep("telephones", self.telephones.run)),
            asyncio.create_task(self._keep("reach", self._reach.run)),
            asyncio.create_task(self._keep("feeder", self._feeder.run)),
            asyncio.create_task(self._keep("roll call", self._roll_calls.run)),
            asyncio.create_task(self._keep("escalation", self._escalations.run)),
            asyncio.create_task(self._keep("rules", self._rules.run)),
        ]
        if self._teaming is not None:
            tasks.append(asyncio.create_task(self._keep("team", self._teaming.run)))
        if self._presence is not None:
            tasks.append(asyncio.create_task(self._keep("presence", self._presence.run)))
        if self._claims is not None:
            tasks.append(asyncio.create_task(self._keep("claims", self._claims.run)))
        if self._puller is not None:
            puller = self._puller
            tasks.append(asyncio.create_task(self._keep("puller", lambda: self._pull_loop(puller))))
        try:
            await end.wait()
        finally:
            if self._soon is not None:
                self._soon.cancel()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for asked in self._asked:
                asked.cancel()
            await self._close()

    async def pull_now(self) -> None:
        """Pull once, now or right after the pull that is under way.

        Raises:
            OutsideError: it failed.
        """
        asked = asyncio.get_running_loop().create_future()
        self._asked.append(asked)
        self._pull_wanted.set()
        await asked

    def cancel_pull(self) -> None:
        """Stop a running pull after the page it is at."""
        self._pull_cancel.set()

    async def _close(self) -> None:
        if self._parts.helpdesk is not None:
            await self._parts.helpdesk.aclose()
        for gateway in self._parts.gateways:
            await gateway.aclose()
        await self.telephones.aclose()
        if self._parts.hub is not None:
            await self._parts.hub.aclose()
        for close in self._parts.closers:
            await close()

    async def _keep(self, name: str, run: Callable[[], Awaitable[None]]) -> None:
        """Run a task for ever; after a bug, log it and start it again."""
        while True:
            try:
                await run()
                return
            except Exception:
                log.exception("the %s failed by a bug and is started again", name)
                await asyncio.sleep(self._pace.first_backoff)

    async def _pull_loop(self, puller: Puller) -> None:
        while True:
            wanted = self._pull_wanted.is_set()
            self._pull_wanted.clear()
            if wanted or self._deliverable("helpdesk"):
                await self._pull(puller)
            await rest(self._pull_wanted, self._timing.pull_every)

    async def _pull(self, puller: Puller) -> None:
        asked, self._asked = self._asked, []
        self._pull_cancel.clear()
        try:
            await puller.run_once(self._pull_cancel)
        except ConsoleError as error:
            # The puller has told it as an event; whoever asked gets it too.
            for future in asked:
                if not future.done():
                    future.set_exception(error)
        else:
            for future in asked:
                if not future.done():
                    future.set_result(None)
        finally:
            for future in asked:
                future.cancel()

    def _deliverable(self, system: str) -> bool:
        """Whether the courier may send; a system nobody watches is taken to be up."""
        health = next((h for h in self.monitor.snapshot() if h.system == system), None)
        return health is None or health.deliverable

    def surely_down(self, system: str) -> bool:
        """Whether nothing can be sent over a system for a while: it is down or coming back, or this station cannot reach it."""
        health = next((h for h in self.monitor.snapshot() if h.system == system), None)
        return health is not None and (health.offline or health.state in (State.DOWN, State.RECOVERING))

    def _on_event(self, event: EngineEvent) -> None:
        if isinstance(event, HealthChanged):
            event = HealthChanged(self._with_receiving(event.health))
            self.courier.wake()
            if event.health.system == "helpdesk" and event.health.deliverable:
                self._pull_wanted.set()
        elif isinstance(event, CourierProgress) and (event.sink, event.state) == _BROUGHT:
            self._pull_soon()
        self._listener(event)

    def _on_receiving(self, gateway: str) -> None:
        """A gateway can be listened to again, or cannot any more: it may send all the same, so only its detail changes."""
        for health in self.monitor.snapshot():
            if health.system == f"sms:{gateway}":
                self._listener(HealthChanged(self._with_receiving(health)))

    def _with_receiving(self, health: SystemHealth) -> SystemHealth:
        problem = self._inbox.problems.get(health.system.removeprefix("sms:"))
        if problem is None or not health.system.startswith("sms:"):
            return health
        return health._replace(detail=together(together(problem.message, problem.next_step), health.detail))

    def _pull_soon(self) -> None:
        """Bring back what was just delivered, once for a burst of deliveries."""
        if self._soon is None:
            loop = asyncio.get_running_loop()
            self._soon = loop.call_later(self._timing.pull_after_delivery, self._pull_due)

    def _pull_due(self) -> None:
        self._soon = None
        self._pull_wanted.set()
