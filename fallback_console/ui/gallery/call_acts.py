"""What is done to show calls that come in: a telephone rings, is answered, and falls silent."""

from __future__ import annotations

from fallback_console.domain.events import PhoneMoved
from fallback_console.domain.telephone import CallState, PhoneCall
from fallback_console.ui.gallery.acts import Show, close_message
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.views.call_lists import MISSED
from fallback_console.ui.views.calls_view import CallsView

__all__ = ["fall_silent", "leave_call", "missed", "ring", "second_call", "wrap_up_over"]

_STRANGER = "+447700900163"
_RANG_MS = 7_000


def ring(who: str) -> Show:
    """Somebody calls.

    Args:
        who: 'known', 'maybe', 'unknown', 'withheld' or 'gone' for a known one who gave up.
    """

    def show(stage: Stage) -> None:
        stage.window.show_view("queue", stage.props.case)
        stage.settle()
        number = {
            "maybe": f"+44{stage.props.number[1:]}",
            "unknown": _STRANGER,
            "withheld": "",
        }.get(who, stage.props.number)
        call = _ringing(stage, who, number)
        _tell(stage, call)
        if who == "gone":
            _tell(stage, call._replace(state=CallState.ENDED, ending="cancelled", ended_at=_now(stage)))
        stage.settle()

    return show


def second_call(stage: Stage) -> None:
    """Another call comes in while one is open."""
    _take(stage)
    stage.settle()
    _tell(stage, _ringing(stage, "second", _STRANGER))
    stage.settle()


def wrap_up_over(stage: Stage) -> None:
    """Both sides have hung up, and the time for writing it up is over."""
    now = _now(stage)
    call = _take(stage)
    ended = call._replace(state=CallState.ENDED, ending="done", ended_at=now - 180_000)
    _tell(stage, ended)
    stage.settle()


def missed(stage: Stage) -> None:
    """The list of missed calls."""
    stage.window.show_view("calls", MISSED)
    found = stage.window.view("calls")
    assert isinstance(found, CallsView)
    stage.settle()


def fall_silent(stage: Stage) -> None:
    """No card is on the screen any more."""
    for one in tuple(stage.parts.rings.keeper.rings):
        stage.parts.rings.keeper.put_away(one.key)
    close_message(stage)


def leave_call(stage: Stage) -> None:
    """Nothing is logged of the call, and no card is left."""
    now = _now(stage)
    call = _ringing(stage, "taken", stage.props.number)
    # It may be taken again.
    _tell(stage, call._replace(state=CallState.ENDED, ending="done", answered_at=now, ended_at=now))
    fall_silent(stage)
    stage.press("call-discard")
    close_message(stage)


def _take(stage: Stage) -> PhoneCall:
    stage.window.show_view("queue", stage.props.case)
    stage.settle()
    now = _now(stage)
    call = _ringing(stage, "taken", stage.props.number)._replace(began_at=now - 400_000)
    taken = call._replace(state=CallState.ANSWERED, answered_at=now - 395_000)
    if not stage.window.call_bar.is_open:
        _tell(stage, call)
        _tell(stage, taken)
        stage.settle()
    return taken


def _ringing(stage: Stage, name: str, number: str) -> PhoneCall:
    began = _now(stage) - _RANG_MS
    return PhoneCall(f"gallery-{name}", "phone:gallery", "in", number, "", CallState.RINGING, "", began)


def _tell(stage: Stage, call: PhoneCall) -> None:
    stage.tools.bridge.told.emit(PhoneMoved(call))


def _now(stage: Stage) -> int:
    return stage.tools.context.clock.now_ms()
