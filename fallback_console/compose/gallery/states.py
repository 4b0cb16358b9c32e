"""States of a station, each from nothing: what is mirrored, what people did, which systems answer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from fallback_console.compose.gallery.briefed import briefings
from fallback_console.compose.gallery.claimed import claimed
from fallback_console.compose.gallery.colleagues import colleagues
from fallback_console.compose.gallery.crowded import crowd
from fallback_console.compose.gallery.escalations import escalations
from fallback_console.compose.gallery.phoned import calls_of_the_day, missed_of_the_day
from fallback_console.compose.gallery.pretended import MINUTE, World
from fallback_console.compose.gallery.reached import reach_somebody
from fallback_console.compose.gallery.roll_calls import roll_calls
from fallback_console.compose.gallery.swarms import swarms
from fallback_console.compose.gallery.talks import broadcasts, team_messages, text_messages
from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Problem, Receipt
from fallback_console.domain.errors import ConflictError, CorruptError
from fallback_console.domain.health import Finding, Observation, State, SystemHealth
from fallback_console.domain.mirror import Attachment, PulledItem, PulledPerson, PullPage
from fallback_console.domain.sla import SlaRules
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.drill.demo import DemoCase, DemoWorld, demo_world
from fallback_console.resources_path import resource
from fallback_console.services import (
    calls,
    cases,
    connections,
    dispatch,
    messages,
    mirroring,
    outages,
    personal,
    queue,
)
from fallback_console.services.desk import Desk
from fallback_console.store.tx import Tx
from fallback_console.ui.gallery.stage import Props

__all__ = [
    "STATES",
    "busy_sync",
    "everything_up",
    "fill",
    "outage",
    "recovering",
    "sign_in_problem",
]

_HOUR = 60 * MINUTE
_MAIL = """It still shows the old address; see https://shop.example.com/orders/9144 and our order page.

On Mon, 23 Nov 2026 at 09:12, Support <support@example.com> wrote:
> Dear customer,
> please send us a picture of what you see,
> and tell us since when it is so.
> Kind regards
--
Harbour Café, 4 Harbour Street
"""
_SYSTEMS = ("helpdesk", "slack", "mail", "sms:kannel")


def fill(world: World, count: int = 120, *, foreign: str = "", long: bool = False) -> DemoWorld:
    """Mirror demonstration cases, as a pull would.

    Args:
        foreign: every text that other people write, where it is given.
        long: subjects and names as long as they get, and a long history in each case.
    """
    demo = demo_world(resource("demo"), count, world.clock.now)
    if foreign:
        demo = _written_by_others(demo, foreign)
    if long:
        demo = _at_length(demo)
    world.do(mirroring.store_vocabulary, "rt", demo.vocabulary)
    people = demo.customers + demo.team
    for start in range(0, count, 50):
        part = demo.cases[start : start + 50]
        page = PullPage(
            cases=tuple(c.case for c in part),
            items=tuple(i for c in part for i in c.items),
            people=people if start == 0 else (),
            cursor=str(start),
            done=start + 50 >= count,
            seen=start + len(part),
            total=count,
        )
        world.do(mirroring.store_page, "rt", "cases", page)
    while world.do(mirroring.index_some, 500):
        pass
    for connection in (
        Connection("helpdesk", "rt", {"url": "https://rt.example.com"}),
        Connection("slack", "slack", {}),
        Connection(
            "mail",
            "mail",
            {"imap_host": "imap.example.com", "smtp_host": "smtp.example.com", "sender": "support@example.com"},
        ),
        Connection("sms:kannel", "kannel", {"url": "http://10.0.0.7:13013/cgi-bin/sendsms", "username": "console"}),
    ):
        world.do(connections.save, connection)
    return demo


def everything_up(world: World) -> None:
    """All systems answer."""
    for system in ("helpdesk", "slack", "mail", "sms:kannel"):
        since = world.clock.now - 120 * MINUTE
        seen = Observation(
            system, "api", Finding.OK, "authorised", world.clock.now - 4000, 0.12, "It answered in 0.1 s."
        )
        world.engine.set_health(
            SystemHealth(system, State.UP, since, world.clock.now - 4000, True, detail=seen.detail, evidence=(seen,))
        )


def outage(world: World) -> None:
    """Slack and mail are down, the helpdesk is back after a while, the rest works; an outage is declared."""
    everything_up(world)
    for system, minutes in (("slack", 12), ("mail", 9)):
        since = world.clock.now - minutes * MINUTE
        failed = Observation(
            system, "api", Finding.FAILED, "tcp", world.clock.now - 6000, 8.0, "No answer within 8 seconds."
        )
        vendor = Observation(
            system, "status-page", Finding.VENDOR_INCIDENT, "", world.clock.now - 60_000, 0.4, "Messages are delayed."
        )
        world.engine.set_health(
            SystemHealth(
                system, State.DOWN, since, world.clock.now - 6000, detail=failed.detail, evidence=(failed, vendor)
            )
        )
    world.do(outages.declare, "monitor", ["slack", "mail"], "Two systems do not answer.", world.clock.now - 12 * MINUTE)


def busy_sync(world: World, demo: DemoWorld) -> dict[str, int]:
    """One delivery of each state; their ids by state."""
    keys = [f"rt:{c.case.remote_id}" for c in demo.cases if c.case.status == "open"]
    found: dict[str, int] = {}

    def stand(name: str, make: Callable[[Tx], Any], sink: str, after: Callable[[Tx, int], None] | None) -> None:
        def work(tx: Tx) -> int:
            make(tx)
            number = int(tx.value("SELECT max(id) FROM delivery"))
            if after is not None:
                tx.execute("UPDATE delivery SET state = 'in_flight', attempts = attempts + 1 WHERE id = ?", (number,))
                after(tx, number)
            return number

        found[name] = world.do(work)

    def in_conflict(name: str, key: str) -> None:
        stand(
            name,
            lambda tx: cases.set_field(tx, world.login, key, "status", "resolved"),
            "helpdesk",
            lambda tx, n: dispatch.stop(tx, n, _conflict(world.clock.now - 7 * MINUTE)),
        )

    in_conflict("conflict", keys[0])
    in_conflict("conflict-two", keys[6])
    stand(
        "refused",
        lambda tx: cases.reply(tx, world.login, keys[1], "Your refund is on its way."),
        "helpdesk",
        lambda tx, n: dispatch.stop(
            tx,
            n,
            Problem("refused", "The helpdesk refused the reply.", "Ask for the right 'ReplyToTicket', then retry."),
        ),
    )
    stand(
        "unknown",
        lambda tx: messages.send_sms(tx, world.login, keys[2], "+12025550142", "We have corrected the invoice."),
        "sms:kannel",
        lambda tx, n: dispatch.mark_unknown(
            tx, n, Problem("ambiguous", "The gateway did not answer in time.", "Ask the recipient whether it arrived.")
        ),
    )
    stand("waiting", lambda tx: cases.add_note(tx, world.login, keys[3], "Promised a refund today."), "helpdesk", None)
    stand("second", lambda tx: cases.set_field(tx, world.login, keys[4], "owner", world.login), "helpdesk", None)
    stand(
        "third",
        lambda tx: cases.set_next_action(tx, world.login, keys[5], "Call back", world.clock.now + 60 * MINUTE),
        "helpdesk",
        None,
    )
    stand("behind", lambda tx: cases.add_note(tx, world.login, keys[0], "Rang: it works again."), "helpdesk", None)
    return found


def _conflict(at: int) -> Problem:
    """A status that somebody else changed too."""
    error = ConflictError(
        "status", "open", "resolved", "stalled", theirs_by="m.tanaka", theirs_at=at, theirs_version=901
    )
    values = {
        "field": error.field,
        "base": error.base,
        "mine": error.mine,
        "theirs": error.theirs,
        "theirs_by": error.theirs_by,
        "theirs_at": error.theirs_at,
        "theirs_version": error.theirs_version,
    }
    return Problem(error.code, error.message, error.next_step, values)


def recovering(world: World, count: int) -> None:
    """The helpdesk has just taken so many of what waits, one every two seconds, and goes on."""
    now = world.clock.now
    for n in range(count):
        world.clock.now = now - 2000 * (count - n)
        for work in world.do(dispatch.take, "helpdesk", world.clock.now, 1, ()):
            world.do(dispatch.confirm, work.delivery_id, Receipt())
    world.clock.now = now


def sign_in_problem(health: SystemHealth) -> SystemHealth:
    """The same system, but it refuses our sign-in."""
    return health._replace(sign_in=True, deliverable=False)


def _written_by_others(demo: DemoWorld, text: str) -> DemoWorld:
    def person(one: PulledPerson) -> PulledPerson:
        return replace(one, name=text, organisation=text)

    def case(one: DemoCase) -> DemoCase:
        items = tuple(replace(i, text=text, author=text) if i.text else i for i in one.items)
        return DemoCase(replace(one.case, subject=text), items)

    return replace(demo, customers=tuple(map(person, demo.customers)), cases=tuple(map(case, demo.cases)))


def _at_length(demo: DemoWorld) -> DemoWorld:
    """People who write much."""

    def case(one: DemoCase) -> DemoCase:
        subject = f"{one.case.subject}: {one.items[0].text}"[:180]
        more = tuple(
            PulledItem(f"{one.items[0].remote_id}9{n:02d}", i.case, i.kind, i.author, i.at + n, i.text * 3)
            for n in range(8)
            for i in one.items[:1]
        )
        return DemoCase(replace(one.case, subject=subject), one.items + more)

    people = tuple(replace(p, organisation=f"{p.name} Holding and Partners International") for p in demo.customers)
    return replace(demo, customers=people, cases=tuple(map(case, demo.cases)))


class _SilentDesk(Desk):
    """Never answers."""

    def query(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Future[Any]:
        """Nothing, ever."""
        return Future()


class _BrokenDesk(Desk):
    """Its database cannot be read."""

    def query(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Future[Any]:
        """The error at once."""
        answer: Future[Any] = Future()
        answer.set_exception(
            CorruptError(
                "The database on this computer is damaged.",
                "Close the console and run 'fallback-console doctor --restore'.",
            )
        )
        return answer


def _work_here(world: World, demo: DemoWorld) -> Props:
    """The person is one of the demonstration's team, and has been at work on their most urgent case."""
    mine = world.store.read(lambda r: queue.list_cases(r, CaseFilter(owner=world.login), CaseSort.DUE))
    case = next(c for c in mine if c.status == "open" and c.customer_key)
    customer = world.store.read(lambda r: queue.case_detail(r, case.key)).customer
    number = next((n.e164 for n in customer.numbers if n.kind == "mobile"), "") if customer else ""
    now = world.clock.now
    picture = Attachment("screen.png", "image/png", 1_482_300)
    mail = PulledItem(
        "mail-1",
        case.number,
        "customer",
        case.customer_key.partition(":")[2],
        now - 25 * MINUTE,
        _MAIL,
        attachments=(picture,),
    )
    world.do(mirroring.store_page, "rt", "cases", PullPage((), (mail,), (), "mail", True))
    text_messages(world)
    broadcasts(world)
    world.clock.now = now - 4 * MINUTE
    world.do(messages.send_sms, world.login, case.key, number, _text_of(demo, case.key), person_key=case.customer_key)
    call = calls.CallLog(
        "out", number, case.customer_key, now - 3 * MINUTE, 192, "reached", "Promised an answer today.", now + 2 * _HOUR
    )
    calls_of_the_day(world, now)
    world.clock.now = now - 2 * MINUTE
    world.do(calls.log_call, world.login, case.key, call)
    world.do(cases.set_next_action, world.login, case.key, "Ring the carrier again", now + _HOUR)
    world.do(
        cases.add_note, world.login, case.key, "The carrier confirms a fault since 10:30. 担当者が午後に折り返します。"
    )
    world.clock.now = now
    missed_of_the_day(world, now)
    return Props(case=case.key, number=number)


def _changed_by_others(world: World) -> None:
    """The person looked at some cases, and since then a colleague changed two of them."""
    mine = world.store.read(lambda r: queue.list_cases(r, CaseFilter(owner=world.login), CaseSort.DUE, limit=6))
    world.do(queue.look_at, world.login, [row.pk for row in mine])
    items = tuple(
        PulledItem(str(900_000_000 + n), row.number, "note", "m.tanaka", world.clock.now - n * MINUTE, "Seen.")
        for n, row in enumerate(mine[1:6:3])
    )
    world.do(mirroring.store_page, "rt", "cases", PullPage((), items, (), "later", done=True))


def _filters_of_ones_own(world: World) -> None:
    """Filters that somebody saved, more than there is room for."""
    names = ("Billing, urgent", "Cards & refunds", "夜間の引き継ぎ", "Waits for the carrier since this morning")
    kept = [
        {"number": n, "name": name, "scope": "team", "priority_min": 67 if n == 1 else 0, "unanswered": n == 3}
        for n, name in enumerate(names, 1)
    ]
    world.do(personal.keep, "queue.filters", kept)


def _text_of(demo: DemoWorld, key: str) -> str:
    """What is texted, in the customer's language."""
    number = key.partition(":")[2]
    requestor = next(c.case.requestor for c in demo.cases if c.case.remote_id == number)
    language = next((p.language for p in demo.customers if p.remote_id == requestor), "en")
    if language == "ja":
        return "システムを復旧中です。ご依頼は担当者が対応しており、本日中にお電話します。"
    return "Our systems are being repaired. We are on your case and ring you today."


def _empty(world: World) -> Props:
    return Props()


def _loading(world: World) -> Props:
    fill(world, 40)
    everything_up(world)
    world.desk_for = _SilentDesk
    return Props(pull=(1_400, 12_000), answers=False)


def _stale(world: World) -> Props:
    """Three hours without a network."""
    now = world.clock.now
    world.clock.now = now - 3 * _HOUR
    props = _work_here(world, fill(world, 240))
    world.clock.now = now
    for system in _SYSTEMS:
        world.engine.set_health(
            SystemHealth(system, State.UNKNOWN, now - 3 * _HOUR, now - 3 * _HOUR, offline=True, detail="")
        )
    return props


def _error(world: World) -> Props:
    """The helpdesk refuses our sign-in, and the database cannot be read."""
    fill(world, 40)
    everything_up(world)
    world.engine.set_health(sign_in_problem(world.engine.systems["helpdesk"]))
    world.desk_for = _BrokenDesk
    return Props()


def _outage(world: World) -> Props:
    demo = fill(world, 240)
    outage(world)
    props = _work_here(world, demo)
    found = busy_sync(world, demo)
    colleagues(world)
    briefings(world)
    roll_calls(world)
    escalations(world, props.case)
    crowded = swarms(world, props.case)
    crowd(world, crowded)
    team_messages(world)
    _changed_by_others(world)
    world.sla = SlaRules(waiting=frozenset({"stalled"}))
    return replace(props, deliveries=found, reached=reach_somebody(world, props.case), crowded=crowded)


def _full(world: World) -> Props:
    """As much as there can be of everything, and a pull that goes on."""
    demo = fill(world, 320, long=True)
    everything_up(world)
    props = _work_here(world, demo)
    found = busy_sync(world, demo)
    mine = world.store.read(lambda r: queue.list_cases(r, CaseFilter(), CaseSort.DUE, limit=40))
    for row in mine:
        world.do(cases.add_note, world.login, row.key, "Waits for the carrier; the customer knows.")
    recovering(world, 24)
    colleagues(world)
    team_messages(world)
    _changed_by_others(world)
    _filters_of_ones_own(world)
    on_it = claimed(world, props.case)
    minute = world.clock.now // MINUTE % (24 * 60)
    lunch = (max(minute - 14, 0), min(minute + 46, 24 * 60))
    world.sla = SlaRules(lunch=lunch, waiting=frozenset({"stalled"}))
    return replace(props, deliveries=found, pull=(310, 320), claimed=on_it)


STATES: dict[str, Callable[[World], Props]] = {
    "empty": _empty,
    "loading": _loading,
    "stale": _stale,
    "error": _error,
    "outage": _outage,
    "full": _full,
}
"""Name → what makes an empty world be so; in the order of the gallery."""
