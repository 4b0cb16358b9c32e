"""What is done to bring swarms before the camera."""

from __future__ import annotations

from fallback_console.domain.views import CaseFilter
from fallback_console.services import queue, swarm_list
from fallback_console.services.swarm_list import Swarm
from fallback_console.ui.gallery.acts import Show
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.swarm.view import SwarmsView

__all__ = ["external", "invite", "leave", "of_case", "page", "partner", "scope", "thread", "triage"]


def _view(stage: Stage, what: str = "") -> SwarmsView:
    stage.window.show_view("swarms", what)
    found = stage.window.view("swarms")
    assert isinstance(found, SwarmsView)
    stage.settle()
    return found


def _discussed(stage: Stage) -> SwarmsView:
    """The swarm in which most was said."""
    one = _liveliest(stage)
    return _view(stage, "" if one is None else one.id)


def _liveliest(stage: Stage) -> Swarm | None:
    if not stage.props.case:
        return None
    found = stage.tools.context.desk.read(swarm_list.listed, open_only=True)
    return max(found, key=lambda one: one.said, default=None)


def thread(stage: Stage) -> None:
    """The list, and the room of one."""
    found = _discussed(stage)
    found.pane.show_page("talk")
    found.list.take_focus()
    stage.settle()


def page(name: str) -> Show:
    """Another page of the same one."""

    def show(stage: Stage) -> None:
        _discussed(stage).pane.show_page(name)
        stage.settle()

    return show


def scope(name: str, on: str = "talk") -> Show:
    """The swarms of another sort, with the first of them."""

    def show(stage: Stage) -> None:
        found = _view(stage)
        found.filters.chosen.emit(name)
        stage.settle()
        found.pane.show_page(on)
        stage.settle()

    return show


def triage(stage: Stage) -> None:
    """A case is looked over."""
    taken = {one.case_key for one in stage.tools.context.desk.read(swarm_list.listed)}
    rows = stage.tools.context.desk.read(queue.list_cases, CaseFilter()) if stage.props.case else []
    found = _view(stage, f"new:{next((row.key for row in rows if row.key not in taken), '')}")
    for name in ("impact", "urgency", "skills"):
        found.form.checks[name].setChecked(True)
    found.form.reason.setText("Two sites are hit, and nobody here knows the exchange")
    found.form.title.setText("The north stores are offline")
    stage.settle()


def invite(stage: Stage) -> None:
    """Whom to ask, some of them marked."""
    found = _discussed(stage)
    found.invite()
    stage.settle()
    found.page.externals.setChecked(True)
    stage.settle()
    for row in range(3):
        found.page.rows.toggle(row)
    found.page.list.setFocus()
    stage.settle()


def partner(stage: Stage) -> None:
    """Somebody new from outside is written down, and it is asked whether that is wanted."""
    found = _discussed(stage)
    found.invite()
    stage.settle()
    found.page.open_partner()
    found.page.partner.name.setText("Robin Okafor")
    found.page.partner.address.setText("+44 7700 900461")
    found.page.partner.ask_button.click()
    stage.settle()


def external(stage: Stage) -> None:
    """Somebody who is not of the team would read what is written."""
    found = _discussed(stage)
    found.pane.show_page("talk")
    found.pane.talk.composer.text.setPlainText("The customer's line is ready for a test from 15:00 on.")
    found.pane.talk.composer.send.click()
    stage.settle()


def of_case(stage: Stage) -> None:
    """A case that says that it has a swarm."""
    one = _liveliest(stage)
    stage.window.show_view("queue", "" if one is None else one.case_key)
    stage.settle()


def leave(stage: Stage) -> None:
    """The cases again."""
    found = _view(stage)
    found.pane.talk.composer.show_draft("")
    found.pane.back()
    found.filters.chosen.emit("open")
    stage.settle()
    stage.window.show_view("queue")
    stage.settle()
