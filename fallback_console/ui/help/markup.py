"""Help pages as rich text in the theme's colours. Everything that is not a mark is escaped; nothing leads outside."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from itertools import groupby

from fallback_console.ui.help.pages import Block, Page
from fallback_console.ui.theme import Font, Space, Tokens

__all__ = ["PICTURE", "as_html", "style_of"]

PICTURE = "picture:"
"""Begins the address of a picture."""

_KEY = re.compile(r"\[\[([A-Z/?][^\[\]]*)\]\]")
_PICTURE = re.compile(r"!\[([^\[\]]*)\]\(([^()\s]+)\)")
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"`(.+?)`")


def as_html(page: Page, insert: Callable[[str], str], width_of: Callable[[str], int]) -> str:
    """A page's body.

    Args:
        insert: the rich text for what the program fills in, by its name.
        width_of: how wide a picture is shown, by its name; 0 where there is none.
    """
    parts: list[str] = []
    section = 0
    for kind, group in groupby(page.blocks, key=lambda block: block.kind):
        blocks = list(group)
        if kind in ("point", "step"):
            mark = "ul" if kind == "point" else "ol"
            parts.append(f"<{mark}>" + "".join(f"<li>{_inline(b.text)}</li>" for b in blocks) + f"</{mark}>")
        elif kind == "row":
            parts.append(_table(blocks))
        else:
            for block in blocks:
                if kind == "section":
                    section += 1
                    parts.append(f'<h2><a name="{section}"></a>{_inline(block.text)}</h2>')
                elif kind == "title":
                    parts.append(f'<h1><a name="0"></a>{_inline(block.text)}</h1>')
                elif kind == "picture":
                    parts.append(_picture(block.text, width_of))
                elif kind == "insert":
                    parts.append(insert(block.text))
                else:
                    parts.append(f"<p>{_inline(block.text)}</p>")
    return "".join(parts)


def style_of(t: Tokens) -> str:
    """The style sheet of the pages."""
    return f"""
body {{ color: {t.text}; font-size: {Font.BODY + 1}px; line-height: 150%; }}
h1 {{ font-size: {Font.TITLE}px; font-weight: 600; margin-top: {Space.S}px; margin-bottom: {Space.S}px; }}
h2 {{ font-size: {Font.LARGE}px; font-weight: 600; margin-top: {Space.XL}px; margin-bottom: {Space.XS}px; }}
p {{ margin-top: {Space.XS}px; margin-bottom: {Space.S}px; line-height: 150%; }}
li {{ margin-bottom: {Space.XS}px; line-height: 140%; }}
a {{ color: {t.accent}; text-decoration: none; }}
td, th {{ padding: {Space.XS}px {Space.M}px {Space.XS}px {Space.NONE}px; text-align: left; }}
th {{ color: {t.muted}; font-weight: 600; }}
.key {{ background-color: {t.accent_soft}; color: {t.text}; font-weight: 600; }}
.code {{ background-color: {t.canvas}; color: {t.text}; font-family: monospace; }}
"""


def _inline(text: str) -> str:
    found = html.escape(text, quote=False)
    found = _KEY.sub(lambda m: f'<span class="key">&nbsp;{m[1]}&nbsp;</span>', found)
    found = _CODE.sub(lambda m: f'<span class="code">{m[1]}</span>', found)
    found = _BOLD.sub(lambda m: f"<b>{m[1]}</b>", found)
    return _LINK.sub(lambda m: f'<a href="{html.escape(m[2])}">{m[1]}</a>', found)


def _picture(text: str, width_of: Callable[[str], int]) -> str:
    found = _PICTURE.fullmatch(text)
    width = width_of(found[2]) if found is not None else 0
    if found is None or not width:
        return ""
    source, words = html.escape(PICTURE + found[2]), html.escape(found[1])
    return f'<p><img src="{source}" width="{width}" alt="{words}"></p><p><i>{words}</i></p>'


def _table(rows: list[Block]) -> str:
    lines = []
    for number, row in enumerate(rows):
        mark = "th" if number == 0 else "td"
        lines.append("<tr>" + "".join(f"<{mark}>{_inline(c)}</{mark}>" for c in row.text.split(" | ")) + "</tr>")
    return f'<table cellspacing="0">{"".join(lines)}</table>'
