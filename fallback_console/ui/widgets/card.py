"""Grounds and titles that group what belongs together."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fallback_console.ui.theme import Space
from fallback_console.ui.widgets.text import PlainLabel

__all__ = ["Card", "Rule", "SectionTitle", "column", "row"]


def column(parent: QWidget | None = None, *, margin: int = Space.NONE, gap: int = Space.S) -> QVBoxLayout:
    """A vertical layout with token distances."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    return layout


def row(parent: QWidget | None = None, *, margin: int = Space.NONE, gap: int = Space.S) -> QHBoxLayout:
    """A horizontal layout with token distances."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    return layout


class Card(QFrame):
    """A framed ground with a column of content: ``card.body`` is its layout."""

    def __init__(self, parent: QWidget | None = None, *, look: str = "card", gap: int = Space.S) -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self.body = column(self, margin=Space.M, gap=gap)


class SectionTitle(PlainLabel):
    """The title of a part of a view."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "large", parent=parent)


class Rule(QFrame):
    """A thin line between parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "rule")
