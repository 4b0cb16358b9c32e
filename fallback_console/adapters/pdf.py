"""Printable lists as PDF, without the window's toolkit: for the day when workstations die too.

Japanese needs a font. One with TrueType outlines from the system is embedded where there is one; else a standard Japanese
font is named in the file, which every common reader and printer substitutes.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

__all__ = ["PrintedList", "write_pdf"]

_CANDIDATES = {
    "win32": ("C:/Windows/Fonts/meiryo.ttc", "C:/Windows/Fonts/YuGothM.ttc", "C:/Windows/Fonts/msgothic.ttc"),
    "darwin": ("/System/Library/Fonts/Supplemental/Arial Unicode.ttf", "/Library/Fonts/Arial Unicode.ttf"),
    "linux": (
        "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf",
        "/usr/share/fonts/truetype/takao-gothic/TakaoGothic.ttf",
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    ),
}
_STANDARD = "HeiseiKakuGo-W5"
_EMBEDDED = "Embedded"
_LONGEST_CELL = 300
_SIZE = 8.5
_PADDING = 12.0
_MOST_LINES = 30
"""Of one cell: a row that is higher than a page cannot be printed."""


@dataclass(frozen=True, slots=True)
class PrintedList:
    """One table with its heading.

    Attributes:
        widths: of the columns, as shares of the page.
        bold_first: the first column is what people look for.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


def write_pdf(path: Path, heading: str, footer: str, lists: Sequence[PrintedList]) -> int:
    """Write a document of A4 pages across.

    Args:
        heading: on top of the first page.
        footer: at the foot of every page, before its number.

    Returns:
        The number of pages.

    Raises:
        OSError: the file cannot be written.
    """
    font = _font()
    body = ParagraphStyle("body", fontName=font, fontSize=_SIZE, leading=11, wordWrap="CJK")
    title = ParagraphStyle("title", fontName=font, fontSize=15, leading=20, spaceAfter=2 * mm)
    section = ParagraphStyle("section", fontName=font, fontSize=11, leading=15, spaceBefore=4 * mm, spaceAfter=1 * mm)
    pages = 0

    def foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
        nonlocal pages
        pages = max(pages, document.page)
        canvas.setFont(font, 7.5)
        canvas.setFillColor(colors.HexColor("#55636F"))
        canvas.drawString(12 * mm, 8 * mm, f"{_shown(footer)}   {document.page}")

    size = landscape(A4)
    document = SimpleDocTemplate(
        str(path),
        pagesize=size,
        leftMargin=12 * mm,
        rightMargin=12 * mm,
        topMargin=12 * mm,
        bottomMargin=15 * mm,
        title=heading,
        author="Fallback Console",
    )
    width = size[0] - 24 * mm
    story = [Paragraph(escape(_shown(heading)), title)]
    for printed in lists:
        story.append(Paragraph(escape(_shown(printed.title)), section))
        # The widest characters are as wide as the font is high.
        longest = [
            min(_LONGEST_CELL, _MOST_LINES * max(1, int((width * share - _PADDING) / _SIZE)))
            for share in printed.widths
        ]
        cells = [
            [Paragraph(escape(_shown(cell, most)), body) for cell, most in zip(row, longest, strict=True)]
            for row in [printed.head, *printed.rows]
        ]
        table = Table(cells, colWidths=[width * w for w in printed.widths], repeatRows=1)
        table.setStyle(
            TableStyle(
                [
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.HexColor("#17212B")),
                    ("LINEBELOW", (0, 1), (-1, -1), 0.25, colors.HexColor("#D9DFE5")),
                    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
                ]
            )
        )
        story += [table, Spacer(1, 2 * mm)]
    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return pages


def _font() -> str:
    """The name of a registered font that has Japanese."""
    for candidate in _CANDIDATES.get(sys.platform, ()):
        if Path(candidate).exists():
            try:
                pdfmetrics.registerFont(TTFont(_EMBEDDED, candidate))
            except (TTFError, OSError):
                continue
            return _EMBEDDED
    pdfmetrics.registerFont(UnicodeCIDFont(_STANDARD))
    return _STANDARD


def _shown(text: str, longest: int = _LONGEST_CELL) -> str:
    """Text without what a page cannot show, on one line, of bearable length."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"
