"""What is done to bring messages before the camera."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from fallback_console.domain.connection import Connection
from fallback_console.services import connections, hub_messages
from fallback_console.services.roll_call_own import keys_of
from fallback_console.ui.broadcast.page import BroadcastPage
from fallback_console.ui.gallery.acts import Show
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.messages.message_composer import HUB, SMS
from fallback_console.ui.messages.view import MessagesView

__all__ = [
    "assigning",
    "broadcast",
    "broadcast_choosing",
    "broadcast_writing",
    "hub",
    "hub_unread",
    "leave_broadcasts",
    "leave_choosing",
    "leave_hub",
    "leave_writing",
    "messages",
    "put_panel_away",
    "reach",
    "recipient",
    "templates",
    "writing",
]

_COSTLY = "We\u2019re on it. " + "Your line is back by four at the latest; ring us if it is not. " * 2


def _view(stage: Stage) -> MessagesView:
    stage.window.show_view("messages")
    found = stage.window.view("messages")
    assert isinstance(found, MessagesView)
    stage.settle()
    return found


def messages(scope: str, *, last: bool = False) -> Show:
    """The list with its first conversation, or its last."""

    def show(stage: Stage) -> None:
        found = _view(stage)
        found.filters.chosen.emit(scope)
        stage.settle()
        count = found.list.model.rowCount()
        if count:
            found.list.table.setCurrentIndex(found.list.model.index(count - 1 if last else 0, 0))
        stage.settle()

    return show


def writing(*, later: bool) -> Show:
    """A text that costs more than it has to; or one that goes out later."""

    def show(stage: Stage) -> None:
        messages("unanswered")(stage)
        composer = _view(stage).conversation.composer
        composer.text.setPlainText(_COSTLY)
        if later:
            composer.ask_when()
            composer.when.line.setText("tomorrow 9:00")
        stage.settle()

    return show


def leave_writing(stage: Stage) -> None:
    """Nothing is written."""
    pane = _view(stage).conversation
    pane.composer.text.clear()
    pane.composer.show_draft("")
    put_panel_away(stage)


def hub(login: str) -> Show:
    """Something is written over the hub to one of the team, who is at a station or is not."""

    def show(stage: Stage) -> None:
        desk = stage.tools.context.desk
        desk.command(connections.save, Connection("hub", "hub", {"url": "tls://hub.example.com:4222"})).result()
        stage.window.show_view("messages", f"person:{desk.read(keys_of, login)[0]}")
        stage.settle()
        composer = _view(stage).conversation.composer
        composer.set_mode(HUB)
        composer.text.setPlainText("Could you ring the Harbour Café back before eleven?")
        stage.settle()

    return show


def hub_unread(stage: Stage) -> None:
    """One of the team has written: it stands at the top of the window, and is marked in the conversation."""
    hub("haruka")(stage)
    desk = stage.tools.context.desk
    text = "The carrier calls back at 11. Could you take the Harbour Café until then?"
    desk.command(hub_messages.send, "haruka", "", desk.read(keys_of, desk.login)[0], text).result()
    stage.settle()


def leave_hub(stage: Stage) -> None:
    """Everything is read, nothing is written, and there is no hub."""
    desk = stage.tools.context.desk
    for one in desk.read(hub_messages.unread, desk.login):
        desk.command(hub_messages.read, desk.login, one.entry).result()
    composer = _view(stage).conversation.composer
    composer.show_draft("")
    composer.draft_changed.emit("")
    composer.set_mode(SMS)
    desk.command(connections.remove, "hub").result()
    stage.settle()


def _panel(ask: Callable[[MessagesView], None]) -> Show:
    def show(stage: Stage) -> None:
        messages("strangers", last=True)(stage)
        ask(_view(stage))
        stage.settle()

    return show


assigning = _panel(lambda view: view.conversation.act("assign"))
"""Whom is it from?"""

templates = _panel(lambda view: view.conversation.show_templates())
"""Texts to begin with."""


reach = _panel(lambda view: view.conversation.head.reach_requested.emit())
"""Every path to somebody unknown."""


def recipient(stage: Stage) -> None:
    """Whom to write to?"""
    found = _view(stage)
    found.write_to_somebody()
    stage.settle()
    line = found.findChild(QLineEdit, "choose-search")
    assert line is not None
    line.setText("a")
    stage.settle()


def put_panel_away(stage: Stage) -> None:
    """The messages again."""
    found = _view(stage)
    if found.pane is not None:
        found.pane.panels.back()
    found.filters.chosen.emit("all")
    stage.settle()


def _page(stage: Stage) -> BroadcastPage:
    found = _view(stage)
    found.show_broadcasts()
    stage.settle()
    assert found.broadcasts is not None
    return found.broadcasts


def broadcast(place: int, act: str = "") -> Show:
    """A broadcast of the list, and maybe what is asked before something is done with it."""

    def show(stage: Stage) -> None:
        page = _page(stage)
        if place < page.rows.rowCount():
            page.list.setCurrentIndex(page.rows.index(place))
        stage.settle()
        if act:
            page.pane.ask(act)
        stage.settle()

    return show


def broadcast_writing(stage: Stage) -> None:
    """A text to many people, with what would come of it."""
    page = _page(stage)
    page.write()
    page.compose.text.setPlainText("Dear {customer}, our phones work again. Please ring us: {me}.")
    page.compose.whom.role.setCurrentIndex(page.compose.whom.role.findData("customer"))
    page.compose.numbers.setText("0110, +44 7700 900123")
    page.compose.changed.emit()
    stage.settle()


def broadcast_choosing(stage: Stage) -> None:
    """Single people are chosen: some are, another one is being searched."""
    broadcast_writing(stage)
    people = _page(stage).compose.whom.people
    for words in ("green tea", "blue kite", "elm", "orchard"):
        people.search.setText(words)
        people.search.returnPressed.emit()
        stage.settle()
    people.search.setText("a")
    people.search.returnPressed.emit()
    people.search.setFocus()
    stage.settle()


def leave_choosing(stage: Stage) -> None:
    """Nobody is searched or chosen any more, and the conversations stand there again."""
    people = _page(stage).compose.whom.people
    people.search.clear()
    people.search.returnPressed.emit()
    people.clear()
    stage.settle()
    leave_broadcasts(stage)


def leave_broadcasts(stage: Stage) -> None:
    """The conversations again."""
    found = _view(stage)
    if found.broadcasts is not None:
        found.broadcasts.pane.card.put_away()
    found.show_conversations()
    stage.settle()
