"""What is done to bring escalations before the camera."""

from __future__ import annotations

from fallback_console.ui.escalation.view import EscalationView
from fallback_console.ui.gallery.acts import Show
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.main_window import ESCALATIONS

__all__ = ["begin", "chains", "leave", "listed", "of_case", "rules"]


def _view(stage: Stage, what: str = "") -> EscalationView:
    stage.window.show_view(ESCALATIONS, what)
    found = stage.window.view(ESCALATIONS)
    assert isinstance(found, EscalationView)
    stage.settle()
    return found


def listed(place: int = 0) -> Show:
    """All of them, with one of them opened."""

    def show(stage: Stage) -> None:
        found = _view(stage)
        if place < found.rows.rowCount():
            found.list.setCurrentIndex(found.rows.index(place))
        stage.settle()

    return show


def begin(stage: Stage) -> None:
    """The case is to be escalated."""
    found = _view(stage, f"new:{stage.props.case}")
    found.form.reason.setText("Ring the carrier: the line drops every call")
    found.form.urgent.setChecked(True)
    stage.settle()


def chains(stage: Stage) -> None:
    """Who is asked, one step after the other."""
    found = _view(stage, "chains")
    found.list.setFocus()
    stage.settle()


def rules(stage: Stage) -> None:
    """When somebody is paged."""
    found = _view(stage, "rules")
    found.rule_editor.list.setCurrentIndex(found.rule_editor.rows.index(found.rule_editor.rows.rowCount() - 2))
    found.rule_editor.list.setFocus()
    stage.settle()


def of_case(stage: Stage) -> None:
    """A case that says that it is escalated."""
    stage.window.show_view("queue", stage.props.case)
    stage.settle()


def leave(stage: Stage) -> None:
    """The cases again."""
    _view(stage)
    stage.window.show_view("queue")
    stage.settle()
