"""What is done in the window to bring something before the camera: what a person would do, with as little of the inside as it takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from fallback_console.domain.errors import CorruptError, WrongKeyError
from fallback_console.domain.views import NumberRow
from fallback_console.ui.case.open_call import CallTarget
from fallback_console.ui.error_texts import error_words
from fallback_console.ui.gallery.stage import Stage
from fallback_console.ui.views.calls_view import CallsView
from fallback_console.ui.views.queue_view import QueueView
from fallback_console.ui.views.sync_view import SyncView
from fallback_console.ui.views.trouble import TroublePage
from fallback_console.ui.views.unlock import UnlockPage

__all__ = [
    "DRAFTS",
    "Show",
    "call",
    "call_script",
    "call_wrap_up",
    "calls",
    "close_message",
    "delivery",
    "drop_many",
    "end_call",
    "forgotten_call",
    "leave_in_call",
    "many_deliveries",
    "nothing",
    "put_page_away",
    "queue_of",
    "trouble",
    "unlock",
    "view",
]

DRAFTS = {
    "note": "The carrier rang back: the fault is known, an hour at least.",
    "reply": "Thank you for waiting. We have found the cause and mend it today.",
    "sms": "Our systems are being repaired. We are on your case and ring you today.",
    "call": "Wants an answer before noon.",
}

Show = Callable[[Stage], QWidget | None]


def nothing(stage: Stage) -> None:
    """There is nothing to put away."""


def view(name: str, what: str = "") -> Show:
    """A view as it comes to the front, with something in it."""

    def show(stage: Stage) -> None:
        stage.window.show_view(name, what)

    return show


def queue_of(stage: Stage) -> QueueView:
    found = stage.window.view("queue")
    assert isinstance(found, QueueView)
    return found


def call(stage: Stage) -> None:
    """A call under way."""
    stage.window.show_view("queue", stage.props.case)
    stage.settle()
    if stage.window.call_bar.is_open:
        return
    row = queue_of(stage).case.detail
    number = NumberRow("mobile", stage.props.number, stage.props.number, stage.props.number)
    name = row.customer.name if row is not None and row.customer is not None else ""
    number_of = row.row.number if row is not None else ""
    target = CallTarget(stage.props.case, number_of, row.row.customer_key if row is not None else "", name, number)
    stage.window.call_bar.start(target)
    stage.window.call_bar.notes.setText(DRAFTS["call"])


def leave_in_call(stage: Stage) -> None:
    """The window was asked to close while a call is open."""
    call(stage)
    stage.window.call_bar.question.ask_to_leave()


def call_script(stage: Stage) -> None:
    """A call under way with its script."""
    call(stage)
    stage.window.call_bar.head.fold.setChecked(True)


def call_wrap_up(stage: Stage) -> None:
    """A call that is over; somebody is to be called back."""
    call(stage)
    bar = stage.window.call_bar
    bar.follow_up.line.setText("tomorrow 9:00")
    bar.head.hang_up_requested.emit("reached")


def forgotten_call(stage: Stage) -> None:
    """A call that nobody said anything about for long."""
    call(stage)
    stage.window.call_bar.ask_whether_it_goes_on()


def calls(scope: str) -> Show:
    """The list of calls."""

    def show(stage: Stage) -> None:
        stage.window.show_view("calls")
        found = stage.window.view("calls")
        assert isinstance(found, CallsView)
        found.filters.chosen.emit(scope)
        stage.settle()

    return show


def end_call(stage: Stage) -> None:
    """Nothing is logged of the call."""
    if stage.window.call_bar.question.isVisible():
        stage.press("call-stay")
    stage.press("call-discard")
    close_message(stage)


def delivery(state: str) -> Show:
    """What the sync view says of a delivery in a state."""

    def show(stage: Stage) -> None:
        stage.window.show_view("sync")
        stage.settle()
        found = stage.window.view("sync")
        assert isinstance(found, SyncView)
        row = found.model.row_of(stage.props.deliveries.get(state, 0))
        if row >= 0:
            found.table.setCurrentIndex(found.model.index(row, 0))

    return show


def many_deliveries(stage: Stage) -> None:
    """Everything in the sync view is chosen."""
    stage.window.show_view("sync")
    stage.settle()
    found = stage.window.view("sync")
    assert isinstance(found, SyncView)
    found.table.selectAll()


def drop_many(stage: Stage) -> None:
    """Before all of it is given up."""
    many_deliveries(stage)
    stage.press("many-ask-drop")


def close_message(stage: Stage) -> None:
    """It has been read."""
    stage.window.close_message()


def unlock(stage: Stage) -> QWidget:
    """The page that asks for the passphrase: for a new one where nothing is here yet."""
    page = UnlockPage(stage.tools.theme, create=stage.state == "empty")
    if stage.state == "error":
        wrong = WrongKeyError("The passphrase does not open these data.", "Type it again.")
        page.show_error(error_words(wrong, stage.tools.languages.current))
    return stage.place(page)


def trouble(stage: Stage) -> QWidget:
    """The page in place of the window."""
    error = CorruptError(
        "The database on this computer is damaged.", "Close the console and run 'fallback-console doctor --restore'."
    )
    folder = Path("~/.local/share/fallback-console")
    return stage.place(TroublePage(stage.tools.theme, stage.tools.languages, error, folder))


def put_page_away(stage: Stage) -> None:
    """The window again."""
    stage.put_pages_away()
