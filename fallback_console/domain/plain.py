"""Text that can be stored, sent and shown."""

from __future__ import annotations

import re

__all__ = ["is_plain", "plain"]

# C0 and C1 control characters but for tab and newline, and halves of surrogate pairs, which no UTF-8 can hold.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def _replacement(found: re.Match[str]) -> str:
    return "\ufffd" if "\ud800" <= found.group() <= "\udfff" else ""


def is_plain(text: str) -> bool:
    """``plain`` would leave it as it is."""
    return text.isprintable() or not _UNFIT.search(text)


def plain(text: str) -> str:
    """A text with newlines for line ends, without control characters but tabs, with U+FFFD for half a character."""
    if is_plain(text):
        return text
    return _UNFIT.sub(_replacement, text.replace("\r\n", "\n").replace("\r", "\n"))
