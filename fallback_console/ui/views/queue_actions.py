"""What can be done in the queue, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fallback_console.ui.actions import Action
from fallback_console.ui.case.keys import case_actions
from fallback_console.ui.i18n import translate

if TYPE_CHECKING:
    from fallback_console.ui.views.queue_view import QueueView

__all__ = ["queue_actions"]


def queue_actions(view: QueueView, chosen: Callable[[], bool]) -> tuple[Action, ...]:
    """Moving in the list, marking in it, and what can be done to the case on the right.

    Args:
        chosen: whether a case is there, or will be in a moment.
    """
    cases = view.list

    def take() -> None:
        if len(cases.model.marks):
            view.work.take()
        else:
            view.case.take()

    def swarm() -> None:
        one = view.case.swarm
        # One that is closed is opened again from its chip; a case may need another one.
        going = one is not None and one.state == "open"
        view.view_requested.emit("swarms", one.id if one is not None and going else f"new:{view.case.key}")

    return (
        Action("queue.next", lambda: translate("QueueView", "Next case"), lambda: cases.step(1), ("J",)),
        Action("queue.previous", lambda: translate("QueueView", "Previous case"), lambda: cases.step(-1), ("K",)),
        Action(
            "queue.open",
            lambda: translate("QueueView", "Open the case"),
            lambda: cases.case_opened.emit(),
            ("Return",),
            chosen,
            bound=False,
        ),
        Action(
            "queue.first",
            lambda: translate("QueueView", "First case"),
            lambda: cases.table.go_to_end(first=True),
            ("Home",),
            bound=False,
        ),
        Action(
            "queue.last",
            lambda: translate("QueueView", "Last case"),
            lambda: cases.table.go_to_end(first=False),
            ("End",),
            bound=False,
        ),
        Action(
            "queue.back",
            lambda: translate("QueueView", "Mark nothing; back to the list"),
            cases.into_table,
            ("Esc",),
            bound=False,
        ),
        Action("queue.search", lambda: translate("QueueView", "Search"), cases.into_search, ("/",), icon="search"),
        Action(
            "case.call",
            lambda: translate("QueueView", "Call the customer"),
            lambda: view.case.call(),
            ("C",),
            chosen,
            "phone",
        ),
        Action(
            "case.sms",
            lambda: translate("QueueView", "Write an SMS"),
            lambda: view.case.compose("sms"),
            ("S",),
            chosen,
            "sms",
        ),
        Action(
            "case.note",
            lambda: translate("QueueView", "Add a note"),
            lambda: view.case.compose("note"),
            ("N",),
            chosen,
        ),
        Action(
            "case.reply",
            lambda: translate("QueueView", "Reply to the customer"),
            lambda: view.case.compose("reply"),
            ("R",),
            chosen,
        ),
        Action(
            "case.log", lambda: translate("QueueView", "Log a call"), lambda: view.case.compose("call"), ("L",), chosen
        ),
        Action("case.take", lambda: translate("QueueView", "Take the case"), take, ("A",), chosen),
        *case_actions(lambda: view.case, chosen),
        Action(
            "case.escalate",
            lambda: translate("QueueView", "Escalate the case"),
            lambda: view.view_requested.emit("escalations", f"new:{view.case.key}"),
            ("Shift+E",),
            chosen,
            "flowing",
        ),
        Action(
            "case.swarm",
            lambda: translate("QueueView", "Swarm on the case"),
            swarm,
            ("Shift+S",),
            chosen,
            "swarm",
        ),
        Action(
            "queue.mark",
            lambda: translate("QueueView", "Mark the case"),
            lambda: cases.table.toggle_mark(cases.table.currentIndex().row()),
            ("X",),
        ),
        Action(
            "queue.mark-next",
            lambda: translate("QueueView", "Mark on downwards"),
            lambda: cases.table.step_marking(1),
            ("Shift+J",),
        ),
        Action(
            "queue.mark-previous",
            lambda: translate("QueueView", "Mark on upwards"),
            lambda: cases.table.step_marking(-1),
            ("Shift+K",),
        ),
        Action("queue.mark-all", lambda: translate("QueueView", "Mark all cases"), cases.table.mark_all, ("Ctrl+A",)),
        Action(
            "queue.undo",
            lambda: translate("QueueView", "Take back what was done to many"),
            lambda: view.work.undo(),
            ("Ctrl+Z",),
            lambda: view.work.can_undo,
            "undo",
        ),
        Action(
            "queue.fold",
            lambda: translate("QueueView", "Fold the group"),
            lambda: cases.table.fold_here(folded=True),
            ("Left",),
            lambda: bool(cases.model.groups),
            bound=False,
        ),
        Action(
            "queue.unfold",
            lambda: translate("QueueView", "Unfold the group"),
            lambda: cases.table.fold_here(folded=False),
            ("Right",),
            lambda: bool(cases.model.groups),
            bound=False,
        ),
        Action(
            "queue.filter",
            lambda: translate("QueueView", "Make a filter"),
            lambda: view.work.make_filter(),
            ("F",),
            icon="filter",
        ),
        Action("queue.new", lambda: translate("QueueView", "New case"), view.begin_case, ("Ctrl+N",), icon="add"),
    )
