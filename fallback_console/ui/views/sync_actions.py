"""The keys of the sync view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fallback_console.ui.actions import Action
from fallback_console.ui.i18n import translate

if TYPE_CHECKING:
    from fallback_console.ui.views.sync_view import SyncView

__all__ = ["sync_actions"]


def sync_actions(view: SyncView) -> tuple[Action, ...]:
    """What can be done with what is chosen, one delivery or many."""

    def can(decision: str) -> Callable[[], bool]:
        return lambda: bool(view.choice.ids(decision))

    def decide(decision: str) -> Callable[[], None]:
        return lambda: view.decide(decision)

    def of_a_case() -> bool:
        return any(one.case_key for one in view.choice.rows)

    return (
        Action("sync.next", lambda: translate("SyncActions", "Next"), lambda: view.list.step(1), ("J",)),
        Action("sync.previous", lambda: translate("SyncActions", "Previous"), lambda: view.list.step(-1), ("K",)),
        Action(
            "sync.mine",
            lambda: translate("SyncActions", "Keep my value"),
            decide("mine"),
            ("M",),
            can("mine"),
            "check",
        ),
        Action(
            "sync.theirs",
            lambda: translate("SyncActions", "Keep their value"),
            decide("theirs"),
            ("T",),
            can("theirs"),
            "check",
        ),
        Action(
            "sync.edit",
            lambda: translate("SyncActions", "Choose another value"),
            view.into_editor,
            ("E",),
            can("edit"),
            "edit",
        ),
        Action(
            "sync.retry", lambda: translate("SyncActions", "Retry"), decide("retry"), ("R",), can("retry"), "refresh"
        ),
        Action(
            "sync.ask",
            lambda: translate("SyncActions", "Ask the system whether it arrived"),
            decide("ask"),
            ("A",),
            can("ask"),
            "search",
        ),
        Action(
            "sync.arrived",
            lambda: translate("SyncActions", "It arrived"),
            decide("arrived"),
            ("Y",),
            can("arrived"),
            "check",
        ),
        Action(
            "sync.lost",
            lambda: translate("SyncActions", "It did not arrive"),
            decide("lost"),
            ("N",),
            can("lost"),
            "close",
        ),
        Action("sync.drop", lambda: translate("SyncActions", "Drop it …"), view.ask_drop, ("D",), can("drop"), "drop"),
        Action(
            "sync.case", lambda: translate("SyncActions", "Open the case"), view.open_case, ("O",), of_a_case, "open"
        ),
        Action("sync.send", lambda: translate("SyncActions", "Send now"), view.send_now, ("G",), icon="send"),
        Action(
            "sync.report", lambda: translate("SyncActions", "Day's report"), view.show_report, ("P",), icon="history"
        ),
    )
