"""A message that is read out in a call that nobody makes by hand, and what the keys mean that are pressed at the other end.

A call has one subject, so a key needs no number: what is pressed in a call about an escalation answers that escalation and nothing
else, however much else its recipient was asked meanwhile. It is kept as the words that would have been written for it ('12a').
Pure: no I/O.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

__all__ = ["LANGUAGES", "Spoken", "about_escalation", "about_roll_call", "language_of", "spoken_from"]

LANGUAGES = ("en", "ja")
"""Languages that a call is made in."""

_ROLL = {
    "en": "Press 1 if you are safe and available. Press 2 if you need help.",
    "ja": "無事で対応できる場合は1を、助けが必要な場合は2を押してください。",
}
_ESCALATION = {
    "en": "{mark}Number {number}. {reason}. From {who}.",
    "ja": "{mark}{number}番。{reason}。{who}より。",
}
_MARK = {"en": "Urgent. ", "ja": "至急です。"}
_CASE = {"en": " It is about case {case}.", "ja": "案件{case}についてです。"}
_CHOICE = {
    "en": "Press 1 to take it, 2 to pass it on, 3 to close it.",
    "ja": "対応する場合は1、次の人へ回す場合は2、完了した場合は3を押してください。",
}
_ACTS = {"1": "a", "2": "e", "3": "c"}
"""Key to the letter of an escalation's reply (``escalation.ACTS``)."""


class Spoken(NamedTuple):
    """What is read out.

    Attributes:
        words: the message.
        ask: what to press; said only where keys can be heard.
        keys: key to what it stands for, as it would be written.
        language: of ``LANGUAGES``.
        about: what a key answers, 'escalation' or 'roll'.
    """

    words: str
    ask: str
    keys: Mapping[str, str]
    language: str
    about: str

    def body(self) -> dict[str, Any]:
        """As an entry keeps it."""
        return {**self._asdict(), "keys": dict(self.keys)}


def spoken_from(found: Mapping[str, Any]) -> Spoken:
    """The inverse of ``Spoken.body``.

    Raises:
        KeyError, TypeError, AttributeError: it is none.
    """
    keys = {str(key): str(value) for key, value in found["keys"].items()}
    language = found["language"] if found["language"] in LANGUAGES else LANGUAGES[0]
    return Spoken(str(found["words"]), str(found["ask"]), keys, language, str(found["about"]))


def language_of(text: str) -> str:
    """Which of the languages a text is in, by its letters: a voice of another one reads it as noise."""
    return "ja" if any("\u3040" <= sign <= "\u30ff" or "\u4e00" <= sign <= "\u9fff" for sign in text) else "en"


def about_roll_call(text: str) -> Spoken:
    """The question of a roll call."""
    language = language_of(text)
    return Spoken(text, _ROLL[language], {"1": "1", "2": "2"}, language, "roll")


def about_escalation(language: str, number: int, reason: str, who: str, *, urgent: bool, case: str) -> Spoken:
    """What somebody is asked to take.

    Args:
        language: of ``LANGUAGES``.
        number: of the escalation.
        who: who wants it, as it was written down.
        case: number of the case, '' for none; its subject is not read out, since a mailbox may listen.
    """
    words = _ESCALATION[language].format(
        mark=_MARK[language] if urgent else "", number=number, reason=reason.strip().rstrip(".。"), who=who
    )
    if case:
        words += _CASE[language].format(case=case)
    keys = {key: f"{number}{letter}" for key, letter in _ACTS.items()}
    return Spoken(words, _CHOICE[language], keys, language, "escalation")
