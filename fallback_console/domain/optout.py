"""Words by which people stop and resume text messages.

English: the keywords of the CTIA Messaging Principles and the FCC's consent rules (47 CFR 64.1200(a)(10)). Japanese: 停止 and
ストップ ('stop'), 配信停止 and 配信解除 ('stop sending', 'end sending'), 再開 and 配信再開 ('resume', 'resume sending').

Because YES resumes, nobody is ever asked to answer YES.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

__all__ = ["OPT_IN_WORDS", "OPT_OUT_WORDS", "classify"]

OPT_OUT_WORDS = frozenset(
    {
        "stop",
        "stopall",
        "unsubscribe",
        "cancel",
        "end",
        "quit",
        "revoke",
        "optout",
        "停止",
        "配信停止",
        "配信解除",
        "ストップ",
    }
)
OPT_IN_WORDS = frozenset({"start", "yes", "unstop", "再開", "配信再開"})

_NOT_WORD = re.compile(r"[\W_]+")
_LONGEST = 200
"""A longer text is a message, not a keyword; it is not even looked at."""


def classify(text: str) -> Literal["out", "in"] | None:
    """Whether a message that came in is nothing but a wish to stop or to resume.

    Full-width letters, case, spaces and punctuation do not matter, nor does repeating the word ('STOP. Stop!!', 'ＳＴＯＰ',
    'opt-out', '「停止」'). A sentence that only contains such a word ('please stop by', 'cancel my order') is none.
    """
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(c for c in plain if unicodedata.category(c) != "Cf")  # invisible marks that some keyboards add
    words = [word for word in _NOT_WORD.split(plain.casefold()) if word]
    wishes = {_wish(word) for word in words}
    return wishes.pop() if len(wishes) == 1 and wishes != {None} else _wish("".join(words))


def _wish(word: str) -> Literal["out", "in"] | None:
    if word in OPT_OUT_WORDS:
        return "out"
    return "in" if word in OPT_IN_WORDS else None
