"""Text messages of a day: with customers, with somebody unknown, one that failed, one that waits for its time."""

from __future__ import annotations

from fallback_console.compose.gallery.pretended import MINUTE, World
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.ports import IncomingSms, SmsReceipt
from fallback_console.services import dispatch, messages, queue
from fallback_console.store.tx import Tx

__all__ = ["text_messages"]

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


def _come(world: World, number: str, text: str) -> None:
    event = IncomingSms("kannel", f"in-{world.clock.now}", number, "12345", text, world.clock.now)
    world.do(messages.take_in, event)


def _hand_over(tx: Tx) -> None:
    for work in dispatch.take(tx, "sms:kannel", tx.clock.now_ms(), 20, ()):
        dispatch.confirm(tx, work.delivery_id, Receipt(remote_id=work.entry.id))


def _number(world: World, key: str) -> str:
    customer = world.store.read(lambda r: queue.case_detail(r, key)).customer
    return next((n.e164 for n in customer.numbers if n.kind == "mobile" and n.e164), "") if customer else ""
