"""Messages of a day: with customers, with somebody unknown, one that failed, one that waits for its time; and among the team."""

from __future__ import annotations

from fallback_console.compose.gallery.pretended import MINUTE, World
from fallback_console.domain.broadcast import Audience, Policy
from fallback_console.domain.connection import Connection
from fallback_console.domain.delivery import Problem, Receipt
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.ports import IncomingSms, SmsReceipt
from fallback_console.services import (
    broadcast,
    broadcast_feed,
    broadcast_list,
    connections,
    dispatch,
    hub_messages,
    messages,
    queue,
    teaming,
)
from fallback_console.services.roll_call_own import keys_of
from fallback_console.store.tx import Reading, Tx

__all__ = ["broadcasts", "team_messages", "text_messages"]

STRANGER = "+447700900123"
_LONG = (
    "Thank you for your patience. The carrier found the cause this morning and works on it; we expect your line to be back by"
    " four. If it is not, please answer to this message and we ring you at once."
)


def text_messages(world: World, foreign: str = "") -> str:
    """Write and receive them; the number of who is unknown.

    Args:
        foreign: what the others write, where it is given.
    """
    now = world.clock.now
    rows = world.store.read(lambda r: queue.list_cases(r, CaseFilter(), CaseSort.NEWEST, limit=12))
    cases = [row for row in rows if row.customer_key]
    numbers = [_number(world, row.key) for row in cases]
    known = [(row, number) for row, number in zip(cases, numbers, strict=True) if number][:3]
    for place, (row, number) in enumerate(known):
        world.clock.now = now - (80 - 20 * place) * MINUTE
        text = _LONG if place == 0 else "We are on it and ring you today."
        saved = world.do(messages.send_sms, world.login, row.key, number, text, person_key=row.customer_key)
        world.do(_hand_over)
        for part in (1, 2) if place == 0 else (1,):
            state = "failed" if place == 0 and part == 2 else "delivered"
            world.do(messages.take_in, SmsReceipt("kannel", saved.entry_ids[0], "", state, part, world.clock.now, ""))
        if place == 1:
            world.clock.now += 6 * MINUTE
            _come(world, number, foreign or "ありがとうございます。16時以降でお願いします。")
    world.clock.now = now - 31 * MINUTE
    _come(world, STRANGER, foreign or "Is my order lost? Nobody answers my mails.")
    world.clock.now = now - 30 * MINUTE
    _come(world, STRANGER, foreign or f"It is about {cases[-1].number if cases else 9144}, please ring.")
    world.clock.now = now - 5 * MINUTE
    if known:
        row, number = known[-1]
        at = now + 180 * MINUTE
        world.do(messages.send_sms, world.login, row.key, number, "Is it working again?", send_at=at)
    world.clock.now = now
    return STRANGER


def team_messages(world: World) -> None:
    """Words over the hub between two of the team: read, answered, and one that waits to be read."""
    now = world.clock.now
    # Of the hub itself nothing is to be seen in a picture of anything else.
    world.do(connections.save, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"}))
    other = world.store.read(lambda r: keys_of(r, "haruka")[0])
    world.clock.now = now - 21 * MINUTE
    asked = world.do(hub_messages.send, world.login, "", other, "Do the refunds wait for the carrier too?").entry_ids[0]
    world.clock.now += 4 * MINUTE
    answer = world.do(hub_messages.reply, "haruka", asked, "はい、決済の件は11時以降です。").entry_ids[0]
    world.do(hub_messages.read, world.login, answer)
    world.clock.now += 2 * MINUTE
    last = world.do(hub_messages.send, world.login, "", other, "Then I tell the customers so.").entry_ids[0]
    world.do(lambda tx: teaming.published(tx, tx.value("SELECT number FROM entry WHERE id = ?", (last,))))
    world.do(connections.remove, "hub")
    world.clock.now = now


def broadcasts(world: World) -> None:
    """One that was sent, one that somebody paused, one that may go out, one that a second person has to look at."""
    now = world.clock.now
    keys = tuple(row[0] for row in world.store.read(_with_mobile))
    world.clock.now = now - 55 * MINUTE
    _start(world, _draft(world, "The shop is reachable again. Thank you for waiting!", Audience(people=keys[:6])))
    world.do(_try_some, 6)
    world.clock.now = now - 25 * MINUTE
    text = "Dear {customer}, our phones work, our mail does not. Please ring us: {me}."
    paused = _draft(world, text, Audience(people=keys[6:20], numbers=(STRANGER, "0110")))
    _start(world, paused)
    world.do(_try_some, 9)
    world.do(broadcast_feed.pause, world.login, paused)
    world.clock.now = now - 6 * MINUTE
    everybody = Audience(role="customer")
    ready = _draft(world, "Our mail works again. What you wrote since ten has arrived.", everybody)
    found = world.store.read(
        lambda r: broadcast.preview_of(r, world.login, ready, Policy(review_above=20), world.clock.now)
    )
    draft = world.store.read(lambda r: broadcast_list.find(r, ready)).draft
    world.do(broadcast.approve, "m.tanaka", ready, draft, found.totals.recipients, found.digest)
    world.clock.now = now - 2 * MINUTE
    world.do(broadcast.draft, "m.tanaka", "We are back at nine tomorrow. Your case is not forgotten.", everybody)
    world.clock.now = now
    world.broadcast = Policy(review_above=20)


def _with_mobile(r: Reading) -> list[tuple[str]]:
    """Customers that can be texted."""
    return r.rows(
        "SELECT DISTINCT key FROM p_person JOIN p_number ON person_pk = pk WHERE role = 'customer' AND kind = 'mobile'"
        " AND e164 <> '' ORDER BY pk LIMIT 20"
    )


def _draft(world: World, text: str, audience: Audience) -> str:
    return str(world.do(broadcast.draft, world.login, text, audience))


def _start(world: World, key: str) -> None:
    policy = Policy(review_above=0)
    made = world.store.read(lambda r: broadcast.plan(r, world.login, key, policy, world.clock.now))
    done = 0
    while done >= 0:
        done = world.do(broadcast.advance, world.login, made, policy, done)
    while world.do(broadcast_feed.feed):
        pass


def _try_some(tx: Tx, most: int) -> None:
    """Some arrive, some fail, of one nobody knows."""
    for place, work in enumerate(dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), most, ())):
        if place % 6 == 4:
            dispatch.stop(tx, work.delivery_id, Problem("refused", "The gateway refused the number."))
        elif place % 6 == 5:
            problem = Problem("ambiguous", "The gateway did not answer in time.", "Ask whether it arrived.")
            dispatch.mark_unknown(tx, work.delivery_id, problem)
        else:
            dispatch.confirm(tx, work.delivery_id, Receipt(remote_id=work.entry.id))
            if place % 6:
                receipt = SmsReceipt("kannel", work.entry.id, "", "delivered", None, tx.clock.now_ms(), "")
                messages.take_in(tx, receipt)
            if place % 6 == 1:
                event = IncomingSms(
                    "kannel", f"b{place}", work.entry.body["to"], "12345", "Thank you, that helps.", tx.clock.now_ms()
                )
                messages.take_in(tx, event)


def _come(world: World, number: str, text: str) -> None:
    event = IncomingSms("kannel", f"in-{world.clock.now}", number, "12345", text, world.clock.now)
    world.do(messages.take_in, event)


def _hand_over(tx: Tx) -> None:
    for work in dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), 20, ()):
        dispatch.confirm(tx, work.delivery_id, Receipt(remote_id=work.entry.id))


def _number(world: World, key: str) -> str:
    customer = world.store.read(lambda r: queue.case_detail(r, key)).customer
    return next((n.e164 for n in customer.numbers if n.kind == "mobile" and n.e164), "") if customer else ""
