"""A call from anywhere but the case itself: where another of us is on the customer, it is asked first whether to ring all the same."""

from __future__ import annotations

from collections.abc import Callable

from fallback_console.services import claims
from fallback_console.services.claims import ClaimRow
from fallback_console.ui.case.claim_words import since_words
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.i18n import translate
from fallback_console.ui.views.base import Tools

__all__ = ["ask_before_call"]


def ask_before_call(tools: Tools, target: CallTarget, ring: Callable[[], None], say: Callable[..., None]) -> None:
    """Ring, or say who is on the customer and offer to ring.

    Args:
        say: shows a sentence with something to do about it, as ``MainWindow.say`` does.
    """
    desk, now = tools.context.desk, tools.context.clock.now_ms()

    def answered(other: ClaimRow | None) -> None:
        if other is None:
            ring()
            return
        hint = translate("Claims", "Two calls about one thing annoy a customer.")
        say(since_words(other, now), hint, "warn", translate("Claims", "Call anyway"), ring)

    number = target.number.e164 or target.number.raw
    found = desk.query(claims.before_call, target.case_key, target.person_key, number, now)
    tools.bridge.run(found, answered)
