"""A briefing as one text: short for a phone's screen, whole for a message, and as it is said aloud."""

from __future__ import annotations

from collections.abc import Mapping

from fallback_console.domain.briefing import PARTS, Briefing, code_of
from fallback_console.domain.speaking import spoken_text

__all__ = ["HEADINGS", "LANGUAGES", "digest", "read_aloud", "spoken_language", "whole"]

LANGUAGES = ("en", "ja")

HEADINGS: Mapping[str, Mapping[str, str]] = {
    "en": {"conditions": "Conditions", "actions": "Actions", "needs": "Needs"},
    "ja": {"conditions": "状況", "actions": "対応", "needs": "必要なこと"},
}
"""Titles of the parts; the window's own translation says the same."""

_SHORT = 160
"""So much of a part goes into a text message, characters."""

_BRACES = str.maketrans("{}", "()")
"""Braces would be taken for places to fill in."""


def digest(given: Briefing, language: str, at: str, next_at: str) -> str:
    """For a text message: the beginning of each part, when the next one comes, and what to answer.

    Args:
        language: of ``LANGUAGES``.
        at, next_at: times as people read them.
    """
    parts = [f"{HEADINGS[language][part]}: {_begin(text)}" for part, text in _filled(given)]
    code = code_of(given.number)
    if language == "ja":
        return "\n".join(
            (f"状況報告{given.number} {at}", *parts, f"次回 {next_at}。読んだら{code}と返信してください。")
        )
    return "\n".join((f"Briefing {given.number}, {at}", *parts, f"Next: {next_at}. Read it? Answer {code}."))


def whole(given: Briefing, language: str, at: str, by: str, next_at: str) -> str:
    """Everything, to be put into a message or read on a screen."""
    head = f"状況報告 {given.number} ({at}, {by})" if language == "ja" else f"Briefing {given.number} ({at}, {by})"
    foot = f"次回: {next_at}" if language == "ja" else f"Next: {next_at}"
    parts = [f"{HEADINGS[language][part]}\n{text}" for part, text in _filled(given)]
    return "\n\n".join((head, *parts, foot))


def read_aloud(given: Briefing, language: str, at: str, next_at: str) -> str:
    """As somebody says it on the telephone or in a room: numbers, times and abbreviations written as they are spoken.

    Args:
        at, next_at: times like '14:30'.
    """
    parts = [f"{HEADINGS[language][part]}: {_sentences(text, language)}" for part, text in _filled(given)]
    if language == "ja":
        lines = (f"状況報告、{given.number}回目。{at} 現在です。", *parts, f"次の報告は {next_at} です。以上です。")
    else:
        lines = (
            f"Briefing number {given.number}, as of {at}.",
            *parts,
            f"The next briefing is at {next_at}. That is all.",
        )
    return "\n".join(spoken_text(line, language) for line in lines)


def spoken_language(given: Briefing) -> str:
    """The language it is written in, and so the one it is said in: Japanese where any of it is in kana or kanji, else English."""
    return "ja" if any("\u3040" <= sign <= "\u9fff" for _, text in _filled(given) for sign in text) else "en"


def _filled(given: Briefing) -> list[tuple[str, str]]:
    return [(part, text) for part, text in zip(PARTS, given[3:6], strict=True) if text]


def _begin(text: str) -> str:
    line = " ".join(text.split()).translate(_BRACES)
    return line if len(line) <= _SHORT else line[: _SHORT - 1].rstrip() + "…"


def _sentences(text: str, language: str) -> str:
    """Lines as sentences: a line end is not heard."""
    stop = "。" if language == "ja" else "."
    lines = [line.strip(" -*•・") for line in text.splitlines()]
    return " ".join(line if line[-1] in ".!?。！？…" else line + stop for line in lines if line)
