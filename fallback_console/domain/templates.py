"""Texts that are written often, with places to be filled from the case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["PLACES", "Template", "fill", "parse", "unfilled"]

PLACES = ("customer", "case", "me", "callback", "team")
"""Names of the places: the customer's name, the case's number, who writes, when we ring again, the case's queue."""

_PLACE = re.compile(r"\{(" + "|".join(PLACES) + r")\}")
_TITLE = re.compile(r"^## +(.+)$", re.MULTILINE)


class Template(NamedTuple):
    """A text to begin with.

    Attributes:
        id: of one's own, unique; '' for one that comes with the program.
        mode: what it is for ('note', 'sms', 'reply').
    """

    id: str
    mode: str
    title: str
    text: str


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text with its places filled; a place without a value stays, to be seen and filled by hand."""
    # A value is never looked at for places of its own: a customer may be called anything.
    return _PLACE.sub(lambda match: values.get(match[1]) or match[0], text)


def unfilled(text: str) -> tuple[str, ...]:
    """Places that are still to be filled, each once, with their braces, in the order of the text."""
    return tuple(dict.fromkeys(match[0] for match in _PLACE.finditer(text)))


def parse(mode: str, page: str) -> list[Template]:
    """The templates of a page: a title in a line that begins with '## ', its text until the next."""
    parts = _TITLE.split(page)
    return [
        Template("", mode, title.strip(), text.strip()) for title, text in zip(parts[1::2], parts[2::2], strict=True)
    ]
