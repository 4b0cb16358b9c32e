"""A language that does not exist: every text of the window two fifths longer, so that layouts have to give way."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

__all__ = ["Pseudo", "longer"]

_MORE = 0.4
_WORD = 6


class Pseudo(QTranslator):
    """Makes every text longer; places for values and mnemonics stay what they are."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return longer(source)


def longer(source: str) -> str:
    """A text with more behind it, in words of a usual length."""
    if not source.strip() or len(source) < 2:
        return source
    more = max(1, round(len(source) * _MORE))
    words = [("ö" * _WORD)[: min(_WORD, more - at)] for at in range(0, more, _WORD + 1) if more > at]
    return source + ("" if len(source) < 5 else " ") + " ".join(words)
