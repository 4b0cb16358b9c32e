"""What else can be done to the case that is shown: named in the queue's sheet of shortcuts and its keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fallback_console.ui.actions import Action
from fallback_console.ui.i18n import translate

if TYPE_CHECKING:
    from fallback_console.ui.case.pane import CasePane

__all__ = ["case_actions"]


def case_actions(case: Callable[[], CasePane], chosen: Callable[[], bool]) -> tuple[Action, ...]:
    """Actions of a case.

    Args:
        case: the pane, made when it is first asked for.
        chosen: whether there is a case to act on.
    """

    def claimable() -> bool:
        return chosen() and not case().header.claim.isHidden()

    def only(kind: str) -> Callable[[], None]:
        return lambda: case().part.filter.choose(kind)

    return (
        Action(
            "case.undo",
            lambda: translate("CaseKeys", "Take back what was just written"),
            lambda: case().undo_bar.undo(),
            ("Alt+Z",),
            chosen,
            "undo",
        ),
        Action(
            "case.templates",
            lambda: translate("CaseKeys", "Begin with a template"),
            lambda: case().show_templates(),
            ("Ctrl+T",),
            chosen,
            "note",
        ),
        Action(
            "case.reach",
            lambda: translate("CaseKeys", "Reach the customer over one path after the other"),
            lambda: case().customer.reach_requested.emit(),
            ("E",),
            chosen,
            "flowing",
        ),
        Action(
            "case.claim",
            lambda: translate("CaseKeys", "Claim the customer, or let go"),
            lambda: case().claiming.toggle(),
            ("Shift+A",),
            claimable,
            "claimed",
        ),
        Action(
            "case.hand-over",
            lambda: translate("CaseKeys", "Hand the customer over"),
            lambda: case().claiming.bar.begin_handing(),
            enabled=lambda: claimable() and case().claiming.found.own is not None,
            icon="people",
        ),
        Action(
            "case.ask-claim",
            lambda: translate("CaseKeys", "Ask for the customer"),
            lambda: case().claiming.ask(),
            enabled=lambda: claimable() and bool(case().claiming.found.others),
            icon="people",
        ),
        Action(
            "case.contacts",
            lambda: translate("CaseKeys", "Last contacts with the customer"),
            lambda: case().show_contacts(),
            ("H",),
            chosen,
            "history",
        ),
        Action(
            "case.links",
            lambda: translate("CaseKeys", "Links in the chosen message"),
            lambda: case().part.show_links(),
            ("O",),
            chosen,
            "link",
        ),
        Action("timeline.all", lambda: translate("CaseKeys", "Show the whole timeline"), only(""), ("Alt+1",), chosen),
        Action(
            "timeline.messages",
            lambda: translate("CaseKeys", "Show messages alone"),
            only("messages"),
            ("Alt+2",),
            chosen,
        ),
        Action("timeline.notes", lambda: translate("CaseKeys", "Show notes alone"), only("notes"), ("Alt+3",), chosen),
        Action("timeline.calls", lambda: translate("CaseKeys", "Show calls alone"), only("calls"), ("Alt+4",), chosen),
        Action("timeline.sms", lambda: translate("CaseKeys", "Show SMS alone"), only("sms"), ("Alt+5",), chosen),
        Action(
            "timeline.changes", lambda: translate("CaseKeys", "Show changes alone"), only("changes"), ("Alt+6",), chosen
        ),
    )
