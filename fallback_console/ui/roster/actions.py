"""The keys of the roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fallback_console.ui.actions import Action
from fallback_console.ui.i18n import translate

if TYPE_CHECKING:
    from fallback_console.ui.roster.view import RosterView

__all__ = ["roster_actions"]


def roster_actions(view: RosterView) -> tuple[Action, ...]:
    """What can be done with who is chosen."""

    def any_chosen() -> bool:
        return bool(view.list.rows)

    def one_chosen() -> bool:
        return len(view.list.rows) == 1

    return (
        Action("roster.next", lambda: translate("RosterKeys", "Next"), lambda: view.list.step(1), ("J",)),
        Action("roster.previous", lambda: translate("RosterKeys", "Previous"), lambda: view.list.step(-1), ("K",)),
        Action(
            "roster.open",
            lambda: translate("RosterKeys", "Open the person"),
            view.open_person,
            ("Return",),
            one_chosen,
            "person",
            bound=False,
        ),
        Action(
            "roster.mark",
            lambda: translate("RosterKeys", "Choose one more, or one fewer"),
            view.list.table.toggle,
            ("Space",),
            any_chosen,
            "check",
            bound=False,
        ),
        Action(
            "roster.search",
            lambda: translate("RosterKeys", "Search the team"),
            view.search.setFocus,
            ("/",),
            icon="search",
        ),
        Action(
            "roster.call",
            lambda: translate("RosterKeys", "Call"),
            lambda: view.work.ring(view.list.rows),
            ("C",),
            one_chosen,
            "phone",
        ),
        Action(
            "roster.text",
            lambda: translate("RosterKeys", "Text everybody who is chosen"),
            lambda: view.work.text(view.list.rows),
            ("S",),
            any_chosen,
            "sms",
        ),
        Action(
            "roster.assign",
            lambda: translate("RosterKeys", "Assign a case"),
            lambda: view.work.assign(view.list.rows),
            ("A",),
            one_chosen,
            "claimed",
        ),
        Action(
            "roster.status",
            lambda: translate("RosterKeys", "Say their status"),
            view.pane.ask_status,
            ("T",),
            lambda: view.pane.leads and any_chosen(),
            "edit",
        ),
        Action(
            "roster.move",
            lambda: translate("RosterKeys", "Move their open cases"),
            lambda: view.work.move(view.list.rows),
            ("M",),
            any_chosen,
            "field",
        ),
        Action(
            "roster.import", lambda: translate("RosterKeys", "Import shifts"), view.show_import, ("I",), icon="import"
        ),
        Action(
            "roster.undo",
            lambda: translate("RosterKeys", "Take back what was done to cases"),
            view.work.undo,
            ("Ctrl+Z",),
            lambda: view.work.can_undo,
            "undo",
        ),
    )
