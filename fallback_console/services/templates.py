"""Templates of one's own; those that come with the program lie in its resources."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from fallback_console.domain.errors import InputError
from fallback_console.domain.ids import uuid7
from fallback_console.domain.templates import Template
from fallback_console.services import personal
from fallback_console.services.record import clean_line, clean_text

if TYPE_CHECKING:
    from fallback_console.store.tx import Reading, Tx

__all__ = ["MODES", "MOST", "keep", "own", "remove"]

MODES = ("note", "sms", "reply")

MOST = 200
"""So many of one's own."""

_NAME = "templates"
_LONGEST = 20_000
_LONGEST_TITLE = 80


def own(r: Reading) -> list[Template]:
    """One's own templates by title."""
    kept = personal.find(r, _NAME, [])
    found = []
    for one in kept if isinstance(kept, list) else []:
        values = [one.get(name) for name in Template._fields] if isinstance(one, dict) else []
        texts = [value for value in values if isinstance(value, str)]
        if len(texts) == len(Template._fields):
            found.append(Template(*texts))
    return sorted(found, key=lambda template: (template.title.casefold(), template.id))


def keep(tx: Tx, mode: str, title: str, text: str, *, id: str = "") -> Template:
    """Keep a template under a title.

    Args:
        mode: of ``MODES``.
        id: of the one it replaces; '' makes a new one, or replaces the one of the same mode and title.

    Raises:
        InputError: no title, no text, too long, or too many.
    """
    if mode not in MODES:
        raise InputError(f"There are no templates for '{mode}'.", f"Choose one of {', '.join(MODES)}.")
    name = clean_line(title, "title", limit=_LONGEST_TITLE)
    words = clean_text(text, "template", limit=_LONGEST)
    if not name or not words:
        raise InputError("A template needs a title and a text.", "Write both.")
    others = own(tx)
    same = next((one.id for one in others if (one.mode, one.title.casefold()) == (mode, name.casefold())), "")
    kept = Template(id or same or str(uuid7(tx.clock.now_ms(), os.urandom(10))), mode, name, words)
    others = [one for one in others if one.id not in (kept.id, same)]
    if len(others) >= MOST:
        raise InputError("There are too many templates.", f"Remove some: {MOST} can be kept.", limit=MOST)
    _write(tx, [*others, kept])
    return kept


def remove(tx: Tx, id: str) -> None:
    """Forget a template; nothing happens where there is none of that id."""
    _write(tx, [one for one in own(tx) if one.id != id])


def _write(tx: Tx, templates: list[Template]) -> None:
    personal.keep(tx, _NAME, [one._asdict() for one in templates] or None)
    tx.touch("personal", _NAME)
