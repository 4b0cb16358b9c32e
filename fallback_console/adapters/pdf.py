"""Printable lists as PDF, without the window's toolkit: for the day when workstations die too.

No single font has every script, so each run of characters gets the first font that has them: one with TrueType outlines
from the system, embedded, where there is one; else one of the standard fonts, Latin or Japanese, which every common reader and
printer brings along.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
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

from fallback_console.domain.masking import unmarked

__all__ = ["PrintedList", "write_pdf"]

_CANDIDATES = {
    "win32": (
        ("C:/Windows/Fonts/arial.ttf",),
        ("C:/Windows/Fonts/meiryo.ttc", "C:/Windows/Fonts/YuGothM.ttc", "C:/Windows/Fonts/msgothic.ttc"),
    ),
    "darwin": (
        ("/System/Library/Fonts/Supplemental/Arial.ttf", "/Library/Fonts/Arial.ttf"),
        ("/System/Library/Fonts/Supplemental/Arial Unicode.ttf", "/Library/Fonts/Arial Unicode.ttf"),
    ),
    "linux": (
        (
            "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
            "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
        ),
        (
            "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf",
            "/usr/share/fonts/truetype/takao-gothic/TakaoGothic.ttf",
            "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
        ),
    ),
}
"""By platform: for Latin and for Japanese the files that may be there, the best first."""

_LATIN, _JAPANESE = "Helvetica", "HeiseiKakuGo-W5"
_NOT_THERE = "?"
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
    fonts = _Fonts(_CANDIDATES.get(sys.platform, ()))
    font = fonts.plain
    body = ParagraphStyle("body", fontName=font, fontSize=_SIZE, leading=11, wordWrap="CJK")
    title = ParagraphStyle("title", fontName=font, fontSize=15, leading=20, spaceAfter=2 * mm)
    section = ParagraphStyle("section", fontName=font, fontSize=11, leading=15, spaceBefore=4 * mm, spaceAfter=1 * mm)
    small = ParagraphStyle("small", fontName=font, fontSize=7.5, leading=9, textColor=colors.HexColor("#55636F"))
    size = landscape(A4)
    width = size[0] - 24 * mm
    pages = 0

    def foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
        nonlocal pages
        pages = max(pages, document.page)
        line = Paragraph(fonts.markup(_shown(f"{footer}   {document.page}")), small)
        line.wrapOn(canvas, width, 10 * mm)
        line.drawOn(canvas, 12 * mm, 8 * mm)

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
    story = [Paragraph(fonts.markup(_shown(heading)), title)]
    for printed in lists:
        story.append(Paragraph(fonts.markup(_shown(printed.title)), section))
        # The widest characters are as wide as the font is high.
        longest = [
            min(_LONGEST_CELL, _MOST_LINES * max(1, int((width * share - _PADDING) / _SIZE)))
            for share in printed.widths
        ]
        cells = [
            [Paragraph(fonts.markup(_shown(cell, most)), body) for cell, most in zip(row, longest, strict=True)]
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


class _Fonts:
    """Fonts in order of preference.

    Args:
        files: paths to look for, the first that can be used of each group.
    """

    def __init__(self, files: Sequence[Sequence[str]]) -> None:
        self._known: list[tuple[str, Callable[[str], bool]]] = []
        for number, group in enumerate(files):
            self._embed(f"Embedded{number}", group)
        pdfmetrics.registerFont(UnicodeCIDFont(_JAPANESE))
        self._known += [(_LATIN, _has_latin), (_JAPANESE, _has_japanese)]

    @property
    def plain(self) -> str:
        """The font of paragraphs that say nothing else."""
        return self._known[0][0]

    def markup(self, text: str) -> str:
        """Text as a paragraph takes it, each run in a font that has it."""
        runs = groupby(((self._font_for(c), c) for c in text), key=lambda pair: pair[0])
        return "".join(
            f'<font name="{font}">{escape("".join(c for _, c in pairs))}</font>'
            if font
            else _NOT_THERE * len(list(pairs))
            for font, pairs in runs
        )

    def _font_for(self, character: str) -> str:
        return next((name for name, has in self._known if has(character)), "")

    def _embed(self, name: str, group: Sequence[str]) -> None:
        for candidate in group:
            if Path(candidate).exists():
                try:
                    font = TTFont(name, candidate)
                    pdfmetrics.registerFont(font)
                except (TTFError, OSError):
                    continue
                self._known.append((name, _has_glyph(font)))
                return


def _has_glyph(font: Any) -> Callable[[str], bool]:
    glyphs = font.face.charToGlyph
    return lambda character: ord(character) in glyphs


def _has_latin(character: str) -> bool:
    return _encodable(character, "cp1252")


def _has_japanese(character: str) -> bool:
    return _encodable(character, "cp932")


def _encodable(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _shown(text: str, longest: int = _LONGEST_CELL) -> str:
    """Text without what a page cannot show, on one line, of bearable length."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in unmarked(text))
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"
