"""What the inside says, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fallback_console.domain.sentences import Sentence

__all__ = ["said", "said_in_parts"]

# The patterns are marked in said_texts.py, which only the tools read: it need not be loaded.
_look_up = QCoreApplication.translate
_ENDS = ("。", "」", "）")


def said(text: str) -> str:
    """A sentence in the language in force; a text that is no sentence of ours stays as it is."""
    return _joined(said_in_parts(text))


def said_in_parts(text: str) -> tuple[str, ...]:
    """The same, sentence by sentence: what was found first, what to do after it."""
    parts = text.parts if isinstance(text, Sentence) else (text,)
    return tuple(_one(part) for part in parts)


def _one(text: str) -> str:
    if not isinstance(text, Sentence):
        return _look_up("Said", text) if text else ""
    values = {name: _one(value) if isinstance(value, Sentence) else value for name, value in text.values.items()}
    return _look_up("Said", text.pattern).format(**values)


def _joined(parts: tuple[str, ...]) -> str:
    whole = ""
    for part in parts:
        whole += part if not whole or whole.endswith(_ENDS) else f" {part}"
    return whole
