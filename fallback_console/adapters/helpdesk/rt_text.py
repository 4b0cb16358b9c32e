"""Message texts of Request Tracker as plain text: HTML mails without their markup, nothing endless."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from fallback_console.adapters.shapes import clean

__all__ = ["LONGEST_TEXT", "plain_from_html", "tidy"]

LONGEST_TEXT = 64_000
"""Characters kept of one message."""

_LONGEST_HTML = 400_000
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript"})
_PARAGRAPHS = frozenset(
    {"p", "div", "table", "ul", "ol", "blockquote", "pre", "section", "article", "header", "footer"}
    | {f"h{n}" for n in range(1, 7)}
)
_LINES = frozenset({"br", "tr", "li", "hr", "dt", "dd"})
_SHOWN_LINKS = ("http://", "https://", "mailto:", "tel:")


def tidy(text: str, length: int | None = None) -> str:
    """A message as it is kept: one kind of line end, no trailing space, cut with a note where it is endless.

    Args:
        length: characters or bytes the whole has where ``text`` is only its beginning.
    """
    body = clean(text).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    whole = len(body) if length is None else length
    if len(body) <= LONGEST_TEXT and length is None:
        return body
    return f"{body[:LONGEST_TEXT]}\n[shortened: the helpdesk holds {whole} characters]".lstrip("\n")


def plain_from_html(html: str) -> str:
    """The readable text of an HTML message; links keep their address where the text does not show it."""
    reader = _Reader()
    reader.feed(html[:_LONGEST_HTML])
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._silent = 0
        self._verbatim = 0
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif self._silent:
            return
        elif tag in _PARAGRAPHS:
            self._parts.append("\n\n")
            self._verbatim += tag == "pre"
        elif tag in _LINES:
            self._parts.append("\n- " if tag == "li" else "\n")
        elif tag in ("td", "th"):
            self._parts.append(" ")
        elif tag == "img":
            self._parts.append(dict(attrs).get("alt") or "")
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self._parts)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif self._silent:
            return
        elif tag in _PARAGRAPHS:
            self._parts.append("\n\n")
            self._verbatim -= tag == "pre" and self._verbatim > 0
        elif tag == "a" and self._links:
            address, since = self._links.pop()
            shown = "".join(self._parts[since:])
            bare = address.split(":", 1)[-1].strip("/")
            if address.lower().startswith(_SHOWN_LINKS) and bare not in shown:
                self._parts.append(f" <{address}>")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(data if self._verbatim else re.sub(r"[ \t\r\n\f]+", " ", data))

    def text(self) -> str:
        """What was read: no more than one empty line in a row, no space at the ends of lines."""
        lines = [
            line.strip(" ") if not line.startswith("  ") else line.rstrip(" ")
            for line in "".join(self._parts).split("\n")
        ]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
