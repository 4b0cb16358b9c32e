"""What is done with missed calls in the calls view, beside calling back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fallback_console.services import missed_calls
from fallback_console.ui.i18n import translate

if TYPE_CHECKING:
    from fallback_console.services.missed_calls import MissedRow
    from fallback_console.ui.views.base import View

__all__ = ["put_away", "write_to"]


def put_away(view: View, row: MissedRow, reason: str, on_saved: Callable[[object], None]) -> None:
    """Nobody need call back; for a moment it can be undone."""

    def take_up() -> None:
        view.bridge.run(view.desk.command(missed_calls.take_up, view.desk.login, row.entry_ids))

    def put(saved: object) -> None:
        on_saved(saved)
        view.offered.emit(translate("CallsView", "Put away."), "", translate("CallsView", "Undo"), take_up)

    view.bridge.run(view.desk.command(missed_calls.put_away, view.desk.login, row.entry_ids, reason), put)


def write_to(view: View, number: str) -> None:
    """A text message to a number in E.164; to any other none can be sent."""
    if number.startswith("+"):
        view.view_requested.emit("messages", f"write:number:{number}")
