"""The way to the panel for reaching somebody; what it needs is loaded when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from fallback_console.ui.case.customer_card import CustomerCard
    from fallback_console.ui.case.panel_stack import PanelStack
    from fallback_console.ui.reach.control import ReachControl
    from fallback_console.ui.reach.wishes_control import WishesControl
    from fallback_console.ui.views.base import Tools

__all__ = ["ReachOpening"]


class ReachOpening(QObject):
    """Opens the panel in a place for panels.

    Attributes:
        said: (sentence, more words, variant).
        call_requested: a ``CallTarget`` to ring.
        control, wishes: the two panels, None before they were first asked for.
    """

    said = Signal(str, str, str)
    call_requested = Signal(object)

    def __init__(self, tools: Tools, panels: PanelStack, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._panels = panels
        self.control: ReachControl | None = None
        self.wishes: WishesControl | None = None

    def open_for(self, card: CustomerCard, case_key: str) -> None:
        """Show the paths to whom a card is about.

        Args:
            case_key: what it is about, '' for no case.
        """
        person, number = card.person, card.number
        person_key = person.key if person is not None else ""
        if person_key or number is not None:
            self._open(person_key, (number.e164 or number.raw) if number is not None else "", case_key)

    def _open(self, person_key: str, number: str, case_key: str) -> None:
        # Late: most who look at a case or a conversation reach nobody this way.
        from fallback_console.ui.reach.control import ReachControl, Whom

        if self.control is None:
            self.control = ReachControl(self._tools, self._panels, self)
            self.control.said.connect(self.said)
            self.control.call_requested.connect(self.call_requested)
            self.control.panel.wishes_requested.connect(self._open_wishes_of_reached)
        self.control.open(Whom(person_key, number, case_key))

    def open_wishes(self, person_key: str, number: str = "") -> None:
        """Show how somebody wishes to be reached.

        Args:
            number: where nobody is known.
        """
        # Late: few change what is written down of somebody's wishes.
        from fallback_console.ui.reach.wishes_control import WishesControl

        if self.wishes is None:
            self.wishes = WishesControl(self._tools, self._panels, self)
            self.wishes.said.connect(self.said)
        self.wishes.open(person_key, number)

    def _open_wishes_of_reached(self) -> None:
        if self.control is not None:
            self.open_wishes(self.control.whom.person_key, self.control.whom.number)
