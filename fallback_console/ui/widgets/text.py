"""Labels that show data: always plain text, never markup, links or direction tricks."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from fallback_console.ui.widgets.painted import PaintedText, painted

__all__ = ["ElidedLabel", "PlainLabel", "as_html", "breakable", "many_lines", "one_line", "polish_anew", "set_tooltip"]

_LONGEST_WORD = 32
_PIECE = r"[^/\\\s]{1,16}[/\\]?|[/\\]"
_LONGEST_LINE = 400
_LONGEST_TEXT = 20_000
_LONGEST_TOOLTIP = 600
_TURNING = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
"""Marks that change the direction of writing: a text may look like another one with them."""

_UNSEEN = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029{_TURNING}]")
"""Those, control characters, halves of surrogate pairs, and line and paragraph separators (categories Cc, Cs, Zl, Zp)."""


def _clean(text: str, keep: str) -> str:
    return _UNSEEN.sub(lambda found: found[0] if found[0] in keep else "", text)


def one_line(text: str, longest: int = _LONGEST_LINE) -> str:
    """Foreign text for one line: white space folded, control and direction marks taken out, cut with an ellipsis."""
    cut = text[: longest * 4]
    # Folded again: what was taken out may have stood beside a blank.
    line = " ".join(_clean(" ".join(cut.split()), "").split())
    if len(line) > longest or len(text) > len(cut):
        return line[: longest - 1].rstrip() + "…"
    return line


def many_lines(text: str, longest: int = _LONGEST_TEXT) -> str:
    """Foreign text for a box: line ends and tabs kept, control and direction marks taken out, cut with an ellipsis."""
    lines = _clean(text[:longest].replace("\r\n", "\n").replace("\r", "\n"), "\n\t")
    return lines + "…" if len(text) > longest else lines


def breakable(text: str) -> str:
    """Text that a wrapping label can break anywhere it has to: a path or a word without end would push everything aside."""
    for word in text.split():
        # Chinese and Japanese have no spaces and break anywhere.
        if len(word) > _LONGEST_WORD and max(word) < "\u2e80" and "\u200b" not in word:
            text = text.replace(word, re.sub(_PIECE, "\\g<0>\u200b", word))
    return text


def set_tooltip(widget: QWidget, text: str) -> None:
    """A tooltip that shows the text as it is: Qt would take markup in it for rich text.

    Screen readers are given it as the description, as plain words: Qt would hand them the markup. A description that somebody else
    has set stays.
    """
    plain = many_lines(text, _LONGEST_TOOLTIP) if text else ""
    widget.setToolTip(as_html(plain))
    if widget.accessibleDescription() == (widget.property("tooltip-words") or ""):
        widget.setAccessibleDescription(plain)
        widget.setProperty("tooltip-words", plain)


def as_html(text: str) -> str:
    """Rich text that shows a plain one: Python's own module for it takes longer to load than this one."""
    for plain, rich in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\n", "<br>")):
        text = text.replace(plain, rich)
    return text


def polish_anew(widget: QWidget) -> None:
    """Style it by its properties as they are now. By an event: Qt's own words for it load hundreds of names into Python."""
    QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.Polish))


class PlainLabel(QLabel):
    """A label for plain text. ``look`` chooses its style ('muted', 'small', 'strong', 'large', 'title', 'ok' …)."""

    def __init__(self, text: str = "", look: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if look:
            self.setProperty("look", look)
        if text:
            self.setText(text)

    def set_look(self, look: str) -> None:
        """Take another style."""
        if self.property("look") != look:
            self.setProperty("look", look)
            polish_anew(self)

    def set_data(self, text: str) -> None:
        """Show text that came from outside."""
        self.setText(breakable(many_lines(text)) if self.wordWrap() else one_line(text))


class ElidedLabel(PlainLabel):
    """One line with an ellipsis where there is no room, at its end or for paths in its middle; the tooltip has it all."""

    def __init__(self, text: str = "", look: str = "", parent: QWidget | None = None, *, is_path: bool = False) -> None:
        self._mode = Qt.TextElideMode.ElideMiddle if is_path else Qt.TextElideMode.ElideRight
        super().__init__(text, look, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show one line."""
        line = one_line(text)
        super().setText(line)
        set_tooltip(self, line)

    def setToolTip(self, text: str) -> None:
        """Say more; the whole line stands before it."""
        line = as_html(self.text())
        super().setToolTip(text if line in text else "<br>".join(part for part in (line, text) if part))

    def sizeHint(self) -> QSize:
        """The whole line."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """A few characters."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance("…") * 3, metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        rect = self.contentsRect()
        shown = QFontMetrics(self.font()).elidedText(self.text(), self._mode, rect.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(rect, int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)
        painter.end()

    def painted_texts(self) -> list[PaintedText]:
        """Its line."""
        return [painted(self.text(), self.font(), self.contentsRect())] if self.text() else []
