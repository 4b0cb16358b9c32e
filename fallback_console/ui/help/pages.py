"""Which pages the help has, which view each belongs to, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fallback_console.resources_path import resource

__all__ = [
    "FIRST",
    "PAGES",
    "VIEW_PAGES",
    "Block",
    "Page",
    "Section",
    "keys_in",
    "links_in",
    "page_of",
    "pictures_in",
    "read",
]

PAGES = (
    "start",
    "queue",
    "case",
    "people",
    "calls",
    "roster",
    "sms",
    "sync",
    "outage",
    "briefing",
    "roll-call",
    "escalation",
    "swarms",
    "settings",
    "shortcuts",
    "trouble",
    "drill",
    "privacy",
    "it",
)
"""Names of all pages, in the order of the contents. ``resources/help/<name>.<language>.md`` holds one."""

FIRST = "start"
"""The page for where there is no other."""

VIEW_PAGES = {
    "queue": "queue",
    "case": "case",
    "calls": "calls",
    "people": "people",
    "messages": "sms",
    "composer-sms": "sms",
    "roster": "roster",
    "sync": "sync",
    "settings": "settings",
    "playbook": "outage",
    "briefing": "briefing",
    "roll-call": "roll-call",
    "escalations": "escalation",
    "swarms": "swarms",
    "report": "sync",
    "evidence": "outage",
    "unlock": "trouble",
    "trouble": "trouble",
}
"""View, or part of one that names itself by the property ``help`` → its page."""

_KEY = re.compile(r"\[\[([A-Z/][^\[\]]*)\]\]")
_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\(([^()\s]+)\)")
_PICTURE = re.compile(r"!\[([^\[\]]*)\]\(([^()\s]+)\)")
_MARKS = re.compile(r"\[\[([A-Z/][^\[\]]*)\]\]|!\[[^\]]*\]\([^)]*\)|\[([^\[\]]+)\]\([^)]*\)|\*\*(.+?)\*\*|`(.+?)`")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page.

    Attributes:
        kind: 'title', 'section', 'text', 'point' (of a list), 'step' (of a numbered list), 'row' (of a table), 'picture',
            or 'insert' for what the program itself fills in.
        text: with the marks for keys, links, bold and code still in it; cells of a row are parted by ' | '.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it.

    Attributes:
        number: from 0, which is what stands before the first heading; the same in every language.
        words: as they are read, without marks.
    """

    number: int
    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page in one language."""

    name: str
    language: str
    title: str
    blocks: tuple[Block, ...]

    def sections(self) -> Iterator[Section]:
        """The page cut at its headings."""
        heading, number = "", 0
        words: list[str] = []
        for block in self.blocks:
            if block.kind == "section":
                yield Section(number, heading, "\n".join(words))
                heading, words, number = plain(block.text), [], number + 1
            elif block.kind not in ("title", "picture", "insert"):
                words.append(plain(block.text))
        yield Section(number, heading, "\n".join(words))


def read(name: str, language: str) -> Page:
    """A page; in English where the language has none.

    Raises:
        OSError: it cannot be read, the installation is incomplete.
    """
    file = _file(name, language)
    if not file.exists():
        language = "en"
        file = _file(name, language)
    blocks = tuple(_blocks(file.read_text(encoding="utf-8")))
    title = next((b.text for b in blocks if b.kind == "title"), name)
    return Page(name, language, title, blocks)


def page_of(view: str) -> str:
    """The page of a view, the first one for what has none."""
    return VIEW_PAGES.get(view, FIRST)


def plain(text: str) -> str:
    """Words without marks."""
    return _MARKS.sub(lambda found: next((g for g in found.groups() if g), ""), text)


def keys_in(page: Page) -> set[str]:
    """Every key that is named, as in the text: 'Ctrl+F'."""
    return {key for block in page.blocks for key in _KEY.findall(block.text)}


def links_in(page: Page) -> set[str]:
    """Where links lead: 'queue', or 'queue#2' for its second heading."""
    return {target for block in page.blocks for _, target in _LINK.findall(_KEY.sub("", block.text))}


def pictures_in(page: Page) -> set[str]:
    """Names of the pictures shown; the file is ``pictures/<name>.<language>.png``."""
    return {name for block in page.blocks for _, name in _PICTURE.findall(block.text)}


def _file(name: str, language: str) -> Path:
    return resource("help", f"{name}.{language}.md")


def _blocks(text: str) -> Iterator[Block]:
    lines: list[str] = []
    kind = ""
    for raw in [*text.splitlines(), ""]:
        line = raw.strip()
        found, words = _kind(line)
        # A line that begins with blanks goes on with the point above it; so does plain text with plain text.
        if line and found == "text" and kind in ("text", "point", "step"):
            lines.append(words)
            continue
        if lines:
            yield Block(kind, _together(lines))
        kind, lines = (found, [words]) if line and found else ("", [])


def _kind(line: str) -> tuple[str, str]:
    if line.startswith("## "):
        return "section", line[3:].strip()
    if line.startswith("# "):
        return "title", line[2:].strip()
    if line.startswith("- "):
        return "point", line[2:].strip()
    if re.match(r"\d+\. ", line):
        return "step", line.partition(" ")[2].strip()
    if line.startswith("|"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        return ("", "") if all(set(cell) <= {"-", ":"} for cell in cells) else ("row", " | ".join(cells))
    if _PICTURE.fullmatch(line):
        return "picture", line
    if re.fullmatch(r"\{\{\w+\}\}", line):
        return "insert", line[2:-2]
    return "text", line


def _together(lines: list[str]) -> str:
    """Lines of one paragraph; Japanese has no blank at a line's end."""
    found = lines[0]
    for line in lines[1:]:
        wide = found[-1:] >= "\u2e80" or line[:1] >= "\u2e80"
        found += line if wide else f" {line}"
    return found
