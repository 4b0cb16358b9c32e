"""Texts that a widget paints by itself: it tells what it paints and where, so that a check can see whether it fits."""

from typing import NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

__all__ = ["PaintedText", "PaintsText", "painted"]


class PaintedText(NamedTuple):
    """One line.

    Attributes:
        text: the whole of it, also where less is shown.
        room: where it may be painted, in the widget's coordinates.
        width, height: what all of it takes, in device-independent pixels.
    """

    text: str
    room: QRect
    width: int
    height: int


@runtime_checkable
class PaintsText(Protocol):
    """A widget whose texts are not those of a label or button of Qt's."""

    def painted_texts(self) -> list[PaintedText]:
        """What it shows now."""


def painted(text: str, font: QFont, room: QRect) -> PaintedText:
    """A line as a widget paints it."""
    metrics = QFontMetrics(font)
    return PaintedText(text, room, metrics.horizontalAdvance(text), metrics.height())
