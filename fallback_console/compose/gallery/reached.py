"""Somebody who is being reached: the text stayed silent, so that a call is up to the person at the desk."""

from __future__ import annotations

from fallback_console.compose.gallery.pretended import MINUTE, World
from fallback_console.domain.delivery import Receipt
from fallback_console.domain.reach_rules import ReachRules
from fallback_console.domain.views import CaseFilter, CaseSort
from fallback_console.services import dispatch, paths, queue, reach
from fallback_console.store.tx import Tx

__all__ = ["reach_somebody"]

_RULES = ReachRules(quiet=(0, 0))
_TEXT = "Your line is mended; please ring us so that we can test it together. 回線の復旧を一緒にご確認ください。"


def reach_somebody(world: World, besides: str) -> str:
    """Begin to reach the customer of some case; its key.

    Args:
        besides: key of a case that is left alone, with its customer.
    """
    rows = world.store.read(lambda r: queue.list_cases(r, CaseFilter(), CaseSort.DUE, limit=60))
    left_alone = {row.customer_key for row in rows if row.key == besides}
    row = next(
        row for row in rows if row.customer_key and row.customer_key not in left_alone and _has_mobile(world, row.key)
    )
    now = world.clock.now
    world.clock.now = now - 5 * MINUTE
    whom = world.store.read(lambda r: paths.whom_of(r, person_key=row.customer_key))
    world.do(paths.prefer, world.login, whom, consent={"desk": False})
    world.do(reach.start, world.login, whom, _TEXT, _RULES, case_key=row.key)
    world.do(_take_it)
    world.clock.now = now - MINUTE
    world.do(reach.advance)
    world.clock.now = now
    return row.key


def _has_mobile(world: World, key: str) -> bool:
    customer = world.store.read(lambda r: queue.case_detail(r, key)).customer
    return customer is not None and any(number.kind == "mobile" for number in customer.numbers)


def _take_it(tx: Tx) -> None:
    """The gateway has the newest text, and tells nothing more of it."""
    newest = tx.value("SELECT max(id) FROM delivery WHERE sink LIKE 'sms:%'")
    tx.execute("UPDATE delivery SET state = 'in_flight', attempts = 1 WHERE id = ?", (newest,))
    dispatch.confirm(tx, newest, Receipt())
