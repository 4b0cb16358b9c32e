"""Briefings before the camera: none yet, given and read, overdue, said aloud, about to be texted, offered to who comes late."""

from __future__ import annotations

from fallback_console.domain.briefing import Briefing
from fallback_console.ui.briefing.view import BriefingView
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.main_window import BRIEFING

__all__ = ["leave", "nothing_yet", "offered", "overdue", "sending", "speaking", "take_back_offer", "writing"]

_MINUTE = 60_000
_WRITTEN = {
    "conditions": "Slack and mail are down since 10:32. The vendor has found the cause; about 1,250 customers wait.",
    "actions": "Priya rings the ten oldest cases. The others text their own.",
    "needs": "",
}


def _view(stage: Stage) -> BriefingView:
    stage.window.show_view(BRIEFING)
    stage.settle()
    found = stage.window.view(BRIEFING)
    assert isinstance(found, BriefingView)
    return found


def nothing_yet(stage: Stage) -> None:
    """An outage that nobody has briefed on."""
    view = _view(stage)
    view.show_room(view.room._replace(given=()))


def overdue(stage: Stage) -> None:
    """The next one should have been given six minutes ago."""
    view = _view(stage)
    view.show_room(view.room._replace(due_at=view.now() - 6 * _MINUTE))


def writing(stage: Stage) -> None:
    """The next one is written."""
    _view(stage).editors.begin(_WRITTEN)


def speaking(stage: Stage) -> None:
    """The last one as it is said."""
    view = _view(stage)
    if not view.given.reading.spoken:
        view.given.reading.toggle_speaking()


def sending(stage: Stage) -> None:
    """What a group would be texted."""
    view = _view(stage)
    view.given.ask_to_send()
    stage.settle()
    group = view.given.sending.group
    group.setCurrentIndex(max(0, group.findData("On call")))


def leave(stage: Stage) -> None:
    """As it was."""
    view = _view(stage)
    view.editors.begin(dict.fromkeys(_WRITTEN, ""))
    if view.given.reading.spoken:
        view.given.reading.toggle_speaking()
    if view.given.sending.isVisible():
        view.given.sending.left.emit()
    stage.settle()


def offered(stage: Stage) -> None:
    """Somebody has come on shift and has not read the last one."""
    stage.window.show_view("queue", stage.props.case)
    stage.settle()
    now = stage.tools.context.clock.now_ms()
    said = "Slack and mail are down since 10:32. The vendor has found the cause."
    one = Briefing("b", "o", 3, said, "", "", now - 2 * _MINUTE, "m.tanaka", now + 28 * _MINUTE)
    stage.parts.briefing.show_unread(one)


def take_back_offer(stage: Stage) -> None:
    """They have read it."""
    stage.parts.briefing.show_unread(None)
