"""What is done to bring a roll call before the camera."""

from __future__ import annotations

from fallback_console.ui.gallery.acts import Show
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.roll_call.view import RollCallView

__all__ = ["begin", "closed", "leave", "live"]


def _view(stage: Stage, what: str = "") -> RollCallView:
    stage.window.show_view("roll-call", what)
    found = stage.window.view("roll-call")
    assert isinstance(found, RollCallView)
    stage.settle()
    return found


def begin(stage: Stage) -> None:
    """Whom to ask, and over what."""
    _view(stage, "new")
    stage.settle()


def live(state: str = "", act: str = "") -> Show:
    """The one that runs, with those of a state, or what is asked before something is done."""

    def show(stage: Stage) -> None:
        found = _view(stage)
        if found.chooser.count():
            found.chooser.setCurrentIndex(0)
            found.chooser.activated.emit(0)
        found.live.show_state(state)
        found.live.state_chosen.emit()
        stage.settle()
        if act:
            found.live.ask(act)
        stage.settle()

    return show


def closed(stage: Stage) -> None:
    """One that is over."""
    live()(stage)
    found = _view(stage)
    last = found.chooser.count() - 1
    found.chooser.setCurrentIndex(last)
    found.chooser.activated.emit(last)
    stage.settle()


def leave(stage: Stage) -> None:
    """The cases again, and everybody in the list."""
    found = _view(stage)
    found.live.card.put_away()
    found.live.show_state("")
    stage.window.show_view("queue")
    stage.settle()
