"""A small table of texts in a card: as much of it as one looks at, the rest is in the file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from fallback_console.domain.sheet import Sheet, sheets_text
from fallback_console.ui.theme import Space
from fallback_console.ui.widgets import Card, PlainLabel, Rule, SectionTitle

__all__ = ["SheetCard"]

_MOST_ROWS = 24
_SHARES = 100


class SheetCard(Card):
    """Never more than two dozen rows; those that are left out are counted."""

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = SectionTitle()
        title.set_data(sheet.title)
        self.body.addWidget(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        for number, (words, share) in enumerate(zip(sheet.head, sheet.widths, strict=True)):
            grid.addWidget(_cell(words, "muted"), 0, number)
            grid.setColumnStretch(number, round(share * _SHARES))
        grid.addWidget(Rule(), 1, 0, 1, len(sheet.head))
        for line, cells in enumerate(sheet.rows[:_MOST_ROWS], 2):
            for number, words in enumerate(cells):
                # What is a part of the line above it is no heading.
                strong = number == 0 and not words.startswith("–")
                grid.addWidget(_cell(words, "strong" if strong else ""), line, number)
        self.body.addLayout(grid)
        if len(sheet.rows) > _MOST_ROWS:
            more = self.tr("%n more in the spreadsheet and the PDF", "", len(sheet.rows) - _MOST_ROWS)
            self.body.addWidget(PlainLabel(more, "small"))
        self.setAccessibleName(sheets_text("", [sheet]).strip())


def _cell(words: str, look: str) -> PlainLabel:
    label = PlainLabel("", look, wrap=True)
    label.set_data(words)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label
