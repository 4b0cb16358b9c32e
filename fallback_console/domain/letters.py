"""Latin letters that keyboards of other countries lack: Søren, Łódź, Þór, Müller; and how people type them elsewhere.

Accents are signs over a letter and can be taken off. Some letters are letters as a whole, or stand for two: what is typed in their
place is a habit of each language.
"""

import re
import unicodedata
from functools import cache

__all__ = ["bare_letters", "spelt_out"]

_BARE = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ŧ": "t",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ß": "ss",
    }
)
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj", "ð": "dh"})


@cache
def _otherwise() -> re.Pattern[str]:
    # Small and capital; the dots and the ring also apart from their letter.
    return re.compile("[äöüøåđðÄÖÜØÅĐÐ\u0308\u030a]")


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


def bare_letters(folded: str) -> str:
    """A text in small letters with the nearest of a to z for each letter of another alphabet's own; accents stay."""
    return folded if folded.isascii() else folded.translate(_BARE)


def spelt_out(text: str) -> list[str]:
    """The words of a text that are spelt otherwise where their letters are missing, so: 'mueller' for 'Müller', 'soeren' for 'Søren'."""
    if text.isascii() or not _otherwise().search(text):
        return []
    small = unicodedata.normalize("NFKC", text).casefold()
    return [word.translate(_SPELT_OUT) for word in _words().findall(small) if _otherwise().search(word)]
