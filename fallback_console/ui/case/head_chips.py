"""The chips in the head of a case: as many lines of them as leave room for the rest; what is least urgent then waits in a menu."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from fallback_console.ui import names
from fallback_console.ui.theme import Size, Theme
from fallback_console.ui.widgets.chip import ChipButton
from fallback_console.ui.widgets.flow import FlowLayout, lines_of

__all__ = ["HeadChips"]

_EVENTS = (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show)
_LONGEST = Size.FIELD + Size.COLUMN_XXS
_EASE = Size.ROW
"""So much is left to the history before chips take a third line."""


class HeadChips(QWidget):
    """Chips like words of a text. In a low window they get shorter first, then some give way to one that opens a menu of them.

    Args:
        chips: in the order in which they are shown; whether one is wanted is told by ``want``.
        giving: those that may give way, the first one first.
        whole: those that are never made shorter than they are in a high window.
    """

    def __init__(
        self,
        theme: Theme,
        chips: Sequence[ChipButton],
        giving: Sequence[ChipButton],
        whole: Sequence[ChipButton],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips = tuple(chips)
        self._giving = tuple(giving)
        self._whole = frozenset(whole)
        self._wanted = set(chips)
        self._pane: QWidget | None = None
        self.more = ChipButton(theme, "+9", "more")
        self.more.setObjectName("case-more")
        self.more.clicked.connect(self._open)
        self.more.hide()
        self._menu = QMenu(self.more)
        self._flow = FlowLayout(self)
        for chip in (*self._chips, self.more):
            self._flow.addWidget(chip)
        for one, following in pairwise((*self._chips, self.more)):
            QWidget.setTabOrder(one, following)

    def keep_within(self, pane: QWidget) -> None:
        """Take no more height than a pane has left beside everything else in its layout."""
        self._pane = pane
        pane.installEventFilter(self)

    def want(self, chip: ChipButton, wanted: bool = True) -> None:
        """Whether there is anything to say by a chip."""
        if wanted != (chip in self._wanted):
            (self._wanted.add if wanted else self._wanted.discard)(chip)
            self.fit()

    @property
    def folded(self) -> tuple[ChipButton, ...]:
        """Chips that are in the menu."""
        return tuple(chip for chip in self._chips if chip in self._wanted and chip.isHidden())

    @property
    def menu(self) -> QMenu:
        """What the chip at the end opens."""
        return self._menu

    def stands_for(self, chip: QWidget) -> QWidget:
        """The chip itself, or the one by which it is reached."""
        return self.more if chip in self.folded else chip

    def fit(self) -> None:
        """Shorten and fold as much as has to be."""
        wanted = [chip for chip in self._chips if chip in self._wanted]
        lines, most = self._lines(), _LONGEST
        shown = list(wanted)
        if not self._goes(shown, lines, most):
            most = self._half()
        if not self._goes(shown, lines, most):
            # Whoever is on a chip by the keyboard is not to lose it.
            for chip in self._giving:
                if chip in shown and not chip.hasFocus():
                    shown.remove(chip)
                    if self._goes([*shown, self.more], lines, most):
                        break
        # Only now anything is changed: each change makes the layout ask again.
        for chip in self._chips:
            chip.set_most(self._most(chip, most))
            chip.setVisible(chip in shown)
        if len(shown) < len(wanted):
            self._write_more([chip for chip in wanted if chip not in shown])
        self.more.setVisible(len(shown) < len(wanted))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pane has another size, or something in it needs another one: by now its layout has seen to that."""
        if event.type() in _EVENTS and watched is self._pane:
            self.fit()
        return super().eventFilter(watched, event)

    def _lines(self) -> int:
        """How many lines of chips have room; all where nobody said within what."""
        pane = self._pane
        layout = None if pane is None else pane.layout()
        if pane is None or layout is None or not pane.isVisible():
            return len(self._chips)
        others = layout.totalMinimumHeightForWidth(pane.width()) - self._flow.heightForWidth(self.width())
        gap = self._flow.spacing()
        spare = pane.height() - others + gap
        line = Size.STRIP_CHIP + gap
        return max((spare - _EASE) // line, min(spare // line, 2), 1)

    def _half(self) -> int:
        """Two of them stand side by side."""
        return (self.width() - self._flow.spacing()) // 2

    def _most(self, chip: ChipButton, most: int) -> int:
        return _LONGEST if chip in self._whole else most

    def _goes(self, chips: Sequence[ChipButton], lines: int, most: int) -> bool:
        widths = [min(chip.whole_width, self._most(chip, most)) for chip in chips]
        return lines_of(widths, self.width(), self._flow.spacing()) <= lines

    def _write_more(self, folded: Sequence[ChipButton]) -> None:
        facts = [chip.accessibleName() for chip in folded]
        self.more.show_state(f"+{len(facts)}", "more", "neutral", "\n".join(facts))
        words = self.tr("%n more: {facts}", "", len(facts))
        self.more.setAccessibleName(words.format(facts=names.joined(facts)))

    def _open(self) -> None:
        self._menu.clear()
        for chip in self.folded:
            action = self._menu.addAction(chip.accessibleName().replace("&", "&&"))
            action.setIcon(self._theme.icon(chip.icon_name, "muted"))
            action.triggered.connect(chip.click)
        self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
