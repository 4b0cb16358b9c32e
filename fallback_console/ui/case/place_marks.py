"""Marks the places of a template that are still to be filled."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from fallback_console.domain.templates import unfilled
from fallback_console.ui.theme import Theme

__all__ = ["PlaceMarks"]


class PlaceMarks(QSyntaxHighlighter):
    """Shows ``{callback}`` in bold on the ground of a warning."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """One paragraph."""
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setForeground(QColor(self._theme.tokens.colour("warn")))
        look.setBackground(QColor(self._theme.tokens.colour("warn_soft")))
        for place in unfilled(text):
            at = text.find(place)
            while at >= 0:
                # Qt counts in UTF-16.
                start = len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
                self.setFormat(start, len(place), look)
                at = text.find(place, at + len(place))
